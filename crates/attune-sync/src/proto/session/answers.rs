//! What the vault answered, and what follows from it: what is acknowledged, and
//! what is told of it.

use super::events::{Effect, Progress};
use super::perform::{Answer, Request};
use super::{Comparing, Phase, Session, receiving, repair};
use crate::proto::frame::{Bye, Frame, MAX_EXCEPT};
use attune_core::exchange::{Except, Outgoing, Since, Standing, Telling};

impl<A> Session<A> {
    pub(super) fn answer(&mut self, answer: Answer<A>, out: &mut Vec<Effect>) {
        match answer {
            Answer::Standing(standing) if self.phase == Phase::Meeting => {
                self.opened(standing, out);
            }
            Answer::Standing(standing) => self.stands(standing, out),
            Answer::News(standing, batch) => {
                self.stands(standing, out);
                self.loaded(batch, out);
            }
            Answer::Since(since) => {
                if since == Since::Forked {
                    out.push(Effect::RolledBack);
                }
                let known = self.theirs.as_ref().map_or((None, 1), |t| (t.have, t.set_aside));
                let (Some(standing), (have, set_aside)) = (&self.standing, known) else { return };
                // With documents set aside there, their list follows and is the
                // acknowledgement; the place alone would claim too much.
                if let Some(through) = self.sending.begin(since, have, standing)
                    && (set_aside == 0 || through.position.0 == 0)
                {
                    self.acknowledged(through, Vec::new(), Telling::All, out);
                }
                // A fork begins a new log, which our standing doesn't name yet.
                self.read_standing(out);
            }
            Answer::Loaded(batch) => self.loaded(batch, out),
            // What can't be named can't be left out of an acknowledgement.
            Answer::Broken => self.close(Bye::Broken, out),
            Answer::Stored(received) => {
                let storing = self.receiving.stored(&received.missing);
                match storing {
                    receiving::Storing::Document => self.repair.came_incomplete(&received.missing),
                    _ => self.repair.want(&received.missing),
                }
                // A document that was asked for moves no place in a log, so no
                // acknowledgement tells what of it is not applied; and they may
                // have taken it for stored since long ago.
                let asked_for = storing == receiving::Storing::Document;
                if received.cleared || (asked_for && !received.except.is_empty()) {
                    out.push(Effect::Ask(Request::Exceptions));
                }
                if let (receiving::Storing::Log, Some(through)) = (storing, received.through) {
                    let (except, telling) = (received.except, Telling::More);
                    out.push(Effect::Send(Frame::Stored { through, except, telling }));
                }
                self.now_standing(received.standing, out);
            }
            Answer::Exceptions(except) => self.tell_exceptions(except, out),
            Answer::States(page) => self.repair.mine(page, out),
            Answer::Document(id, found) => {
                self.repair.answered();
                repair::answer(id, found, out);
            }
            Answer::Compared(true) => {
                self.comparing = Comparing::Nothing;
                self.repair.settled();
                self.progress(Progress::InStep, out);
            }
            // Something was written here meanwhile. Where we stand now says
            // what to send, or that something is set aside.
            Answer::Compared(false) => {
                self.comparing = Comparing::Differed;
                self.read_standing(out);
            }
        }
    }

    fn stands(&mut self, standing: Standing, out: &mut Vec<Effect>) {
        if self.comparing == Comparing::Differed {
            self.comparing = Comparing::Nothing;
        }
        self.now_standing(standing, out);
    }

    fn loaded(&mut self, batch: Outgoing<A>, out: &mut Vec<Effect>) {
        if let Some(frame) = self.sending.loaded(batch) {
            self.is_stand_fresh = false;
            out.push(Effect::Send(frame));
        }
    }

    /// Tells again what is set aside here: the first telling may have been lost.
    /// A list that can't be told whole is not told: then nothing is taken for
    /// stored, which is the safe side of the truth.
    fn tell_exceptions(&self, except: Vec<Except>, out: &mut Vec<Effect>) {
        let have = self.standing.as_ref().and_then(|standing| standing.have);
        if let (Some(through), true) = (have, except.len() <= MAX_EXCEPT) {
            out.push(Effect::Send(Frame::Stored { through, except, telling: Telling::All }));
        }
    }
}
