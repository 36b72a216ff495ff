//! Where both stand: said when it is new, compared when both are idle, and told
//! when it changes.

use super::Session;
use super::events::{Effect, Progress};
use super::perform::Request;
use crate::proto::frame::{Bye, Frame, Stand};
use attune_core::exchange::Standing;
use attune_core::ids::DeviceId;

/// How far a comparison of digests has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparing {
    Nothing,
    /// It is with the vault.
    Asked,
    /// The vault holds something else by now, and is asked where it stands.
    Differed,
}

impl<A> Session<A> {
    pub(super) fn now_standing(&mut self, standing: Standing, out: &mut Vec<Effect>) {
        let (digest, set_aside) = (standing.digest, standing.set_aside);
        let old = self.standing.replace(standing);
        if old.as_ref().is_some_and(|old| old.set_aside > set_aside) {
            // Something was ended here that had been set aside.
            out.push(Effect::Ask(Request::Exceptions));
        }
        let changed = old.is_some_and(|old| old.digest != digest);
        if changed && self.is_in_step() {
            self.progress(Progress::OutOfStep, out);
        }
    }

    pub(super) fn progress(&mut self, progress: Progress, out: &mut Vec<Effect>) {
        if self.progress.replace(progress) != Some(progress) {
            out.push(Effect::Tell(progress));
        }
    }

    /// Says where we stand if that is new, and compares if both said so.
    pub(super) fn compare(&mut self, device: DeviceId, out: &mut Vec<Effect>) {
        let Some(standing) = &self.standing else { return };
        let mine = stand(standing);
        if self.said != Some(mine) {
            self.said = Some(mine);
            out.push(Effect::Send(Frame::Digest(mine)));
        }
        let Some(theirs) = self.their_stand else { return };
        let reached = |yours: &Stand, mine: &Stand| {
            // Of an empty log there is nothing to have.
            mine.mine.position.0 == 0 || yours.yours == Some(mine.mine)
        };
        if !reached(&theirs, &mine) && self.is_stand_fresh {
            // They confirmed all of our log and hold another place of it: they
            // mix us with somebody, as with a copy of this device. Hellos made
            // anew say what is so.
            return self.close(Bye::Trouble, out);
        }
        if !reached(&theirs, &mine) || !reached(&mine, &theirs) {
            return;
        }
        if theirs.digest != mine.digest {
            if self.repair.may_begin(mine.digest, theirs.digest) {
                self.repair.begin(out);
            } else {
                self.progress(Progress::Apart, out);
            }
        } else if mine.set_aside > 0 && self.forgiven != Some(mine) {
            // What was refused is not among what both hold.
            self.forgiven = Some(mine);
            out.push(Effect::Ask(Request::ForgetRefused(device, theirs.digest)));
            self.read_standing(out);
        } else if theirs.set_aside > 0 || mine.set_aside > 0 {
            // Equal but for what is set aside: there is nothing to repair.
            self.progress(Progress::Apart, out);
        } else if std::mem::take(&mut self.confirm) || !self.is_in_step() {
            self.comparing = Comparing::Asked;
            out.push(Effect::Ask(Request::Compare(device, theirs.digest)));
        }
    }
}

/// Where we stand, as it is said.
pub(super) fn stand(standing: &Standing) -> Stand {
    Stand {
        mine: standing.end,
        yours: standing.have,
        digest: standing.digest,
        set_aside: standing.set_aside,
    }
}
