//! One exchange over one connection, as a machine without IO: messages and a
//! person's answers in, steps out. What is proved, and by which keys, is in
//! `keys`; what follows once it is, in `agreeing`.

mod agreeing;

use super::events::{Event, Failure, Me, Step, Timer};
use super::keys::{Binding, Half, Keys};
use super::message::{Introduction, Message, Why};
use super::words::PairingWords;
use super::{PROTOCOL, Part};
use attune_core::ids::DocumentId;
use rand_core::CryptoRng;

enum Phase {
    /// The shower waits for the typer's part.
    Waiting,
    /// The typer waits for the shower's part.
    Tried(Half),
    /// Waiting for the other's confirmation.
    Confirming,
    /// Waiting for the other's introduction.
    Introducing,
    /// Both people are asked.
    Asking,
    /// The typer stores as pending.
    StoringPending,
    /// The typer waits until the shower is final; the shower until the typer
    /// has stored.
    Agreed,
    /// The last step is on its way to the disk.
    StoringFinal,
    Over,
}

/// The states of an exchange, with the side that has them.
pub const PHASES: [(&str, &str); 9] = [
    ("waiting", "shows"),
    ("tried", "types"),
    ("confirming", "both"),
    ("introducing", "both"),
    ("asking", "both"),
    ("storing pending", "types"),
    ("agreed", "both"),
    ("storing final", "both"),
    ("over", "both"),
];

impl Phase {
    /// Its name, one of [`PHASES`].
    fn name(&self) -> &'static str {
        let at = match self {
            Self::Waiting => 0,
            Self::Tried(_) => 1,
            Self::Confirming => 2,
            Self::Introducing => 3,
            Self::Asking => 4,
            Self::StoringPending => 5,
            Self::Agreed => 6,
            Self::StoringFinal => 7,
            Self::Over => 8,
        };
        PHASES[at].0
    }
}

/// One exchange. See the module.
pub struct Exchange {
    part: Part,
    phase: Phase,
    me: Me,
    binding: Binding,
    nonce: [u8; 16],
    /// The shower's part of SPAKE2 is drawn at the beginning; no randomness is
    /// needed later.
    start: Option<(Half, Vec<u8>)>,
    keys: Option<Keys>,
    mine: Option<Introduction>,
    theirs: Option<Introduction>,
    transcript: [u8; 32],
    my_yes: Option<(Option<Vec<u8>>, Vec<DocumentId>)>,
    their_yes: Option<Option<Vec<u8>>>,
}

impl Exchange {
    /// The side that shows the words, on a connection whose versions agree.
    pub fn show(me: Me, words: &PairingWords, binding: Binding, rng: &mut dyn CryptoRng) -> Self {
        Self::new(Part::Shows, me, words, binding, rng)
    }

    /// The side that types them: tries at once.
    pub fn enter(
        me: Me,
        words: &PairingWords,
        binding: Binding,
        rng: &mut dyn CryptoRng,
    ) -> (Self, Vec<Step>) {
        let mut exchange = Self::new(Part::Types, me, words, binding, rng);
        let mut out = Vec::new();
        if let Some((half, part)) = exchange.start.take() {
            exchange.phase = Phase::Tried(half);
            out.push(Step::Send(Message::Try(part)));
            out.push(Step::SetTimer(Timer::Exchange));
        }
        (exchange, out)
    }

    fn new(
        part: Part,
        me: Me,
        words: &PairingWords,
        binding: Binding,
        rng: &mut dyn CryptoRng,
    ) -> Self {
        let mut nonce = [0; 16];
        rng.fill_bytes(&mut nonce);
        let start = Half::begin(part, words, &binding, rng);
        Self {
            part,
            phase: Phase::Waiting,
            me,
            binding,
            nonce,
            start: Some(start),
            keys: None,
            mine: None,
            theirs: None,
            transcript: [0; 32],
            my_yes: None,
            their_yes: None,
        }
    }

    /// The first message of either side.
    pub fn open(device: &str) -> Message {
        Message::Open { min: PROTOCOL.0, max: PROTOCOL.1, device: device.to_owned() }
    }

    /// Whether a device that speaks these versions can be paired with.
    pub fn speaks(min: u16, max: u16) -> bool {
        min <= PROTOCOL.1 && max >= PROTOCOL.0
    }

    /// The state it is in, one of [`PHASES`].
    pub fn phase(&self) -> &'static str {
        self.phase.name()
    }

    /// Takes one event.
    pub fn handle(&mut self, event: Event) -> Vec<Step> {
        let mut out = Vec::new();
        if matches!(self.phase, Phase::Over) {
            return out;
        }
        match event {
            Event::Message(message) => self.message(message, &mut out),
            Event::Yes { settings, chosen } => {
                if matches!(self.phase, Phase::Asking) && self.my_yes.is_none() {
                    let transcript = self.transcript;
                    out.push(Step::Send(Message::Yes { transcript, settings: settings.clone() }));
                    self.my_yes = Some((settings, chosen));
                    self.agree(&mut out);
                }
            }
            Event::No => {
                // After both said yes there is nothing left to say no to.
                if !matches!(
                    self.phase,
                    Phase::StoringPending | Phase::Agreed | Phase::StoringFinal
                ) || (self.part == Part::Shows && matches!(self.phase, Phase::Agreed))
                {
                    out.push(Step::Send(Message::No));
                    self.fail(Failure::WeSaidNo, &mut out);
                }
            }
            Event::Stored => self.stored(&mut out),
            Event::NotStored => self.stop(Why::NotStored, Failure::NotStored, &mut out),
            Event::Timer(_) => {
                let failure = self.broke(Failure::TimedOut);
                self.stop(Why::TooLong, failure, &mut out);
            }
            Event::Lost => {
                let failure = self.broke(Failure::Lost);
                self.fail(failure, &mut out);
            }
        }
        out
    }

    /// What a break of the line means here: once the typer has stored what was
    /// agreed, it completes itself at the next contact.
    fn broke(&self, failure: Failure) -> Failure {
        match (self.part, &self.phase) {
            (Part::Types, Phase::Agreed | Phase::StoringFinal) => Failure::LostAfterConsent,
            (Part::Shows, Phase::Agreed) if failure == Failure::Lost => Failure::LostUncompleted,
            _ => failure,
        }
    }

    /// Gives up, and says why: the other side must not take it for a broken line.
    fn stop(&mut self, why: Why, failure: Failure, out: &mut Vec<Step>) {
        out.push(Step::Send(Message::Stopped(why)));
        self.fail(failure, out);
    }

    /// The side that shows says that it is not paired, which ends what was
    /// stored here as pending.
    fn refused(&mut self, failure: Failure, out: &mut Vec<Step>) {
        if self.part == Part::Types && matches!(self.phase, Phase::StoringPending | Phase::Agreed) {
            out.push(Step::DropPending);
        }
        self.fail(failure, out);
    }

    fn fail(&mut self, failure: Failure, out: &mut Vec<Step>) {
        self.phase = Phase::Over;
        out.push(Step::Fail(failure));
    }

    fn message(&mut self, message: Message, out: &mut Vec<Step>) {
        let phase = std::mem::replace(&mut self.phase, Phase::Over);
        match (phase, message) {
            (Phase::Waiting, Message::Try(theirs)) => {
                let Some((half, mine)) = self.start.take() else { return };
                out.push(Step::Send(Message::Answer(mine)));
                out.push(Step::SetTimer(Timer::Exchange));
                match half.finish(&theirs, &self.binding) {
                    Some(keys) => {
                        self.keys = Some(keys);
                        self.phase = Phase::Confirming;
                    }
                    None => self.wrong(out),
                }
            }
            (Phase::Tried(half), Message::Answer(theirs)) => {
                out.push(Step::SetTimer(Timer::Exchange));
                match half.finish(&theirs, &self.binding) {
                    Some(keys) => {
                        let proof = keys.proof(Part::Types);
                        self.keys = Some(keys);
                        // From here on the other side can tell whether our words
                        // are right: they are tried.
                        out.push(Step::Burn);
                        out.push(Step::Send(Message::Confirm(proof)));
                        self.phase = Phase::Confirming;
                    }
                    None => self.wrong(out),
                }
            }
            (Phase::Confirming, Message::Confirm(proof)) => self.confirmed(&proof, out),
            (Phase::Introducing, Message::Introduce(theirs)) => self.introduced(*theirs, out),
            (Phase::Asking, Message::Yes { transcript, settings }) => {
                self.phase = Phase::Asking;
                let sound = transcript == self.transcript
                    && settings.is_some() == (self.part == Part::Types)
                    && self.their_yes.is_none();
                if !sound {
                    return self.fail(Failure::Broken, out);
                }
                self.their_yes = Some(settings);
                self.agree(out);
            }
            (Phase::Agreed, Message::Pending) if self.part == Part::Shows => {
                self.phase = Phase::StoringFinal;
                self.store(Step::StoreFinal, out);
            }
            (Phase::Agreed, Message::Final) if self.part == Part::Types => {
                self.phase = Phase::StoringFinal;
                self.store(Step::StoreFinal, out);
            }
            (Phase::Tried(_) | Phase::Confirming, Message::Wrong) => {
                // They are used up there; what one side gave up is not shown
                // on by the other.
                out.push(Step::Burn);
                self.fail(Failure::WrongWords, out);
            }
            (Phase::Tried(_), Message::Busy) => self.fail(Failure::Busy, out),
            (phase, Message::No) => {
                self.phase = phase;
                self.refused(Failure::TheySaidNo, out);
            }
            (phase, Message::Stopped(why)) => {
                self.phase = phase;
                let failure = match why {
                    Why::TooLong => Failure::TimedOut,
                    Why::NotStored => Failure::NotStoredThere,
                };
                self.refused(failure, out);
            }
            (Phase::Tried(_) | Phase::Waiting, Message::Versions { .. }) => {
                self.fail(Failure::Versions, out);
            }
            (phase, _) => {
                self.phase = phase;
                let failure = self.broke(Failure::Broken);
                self.fail(failure, out);
            }
        }
    }

    /// The words differ. They are counted as used before the other side hears
    /// of it.
    fn wrong(&mut self, out: &mut Vec<Step>) {
        out.push(Step::Burn);
        out.push(Step::Send(Message::Wrong));
        self.fail(Failure::WrongWords, out);
    }

    fn confirmed(&mut self, proof: &[u8; 32], out: &mut Vec<Step>) {
        let Some(keys) = &self.keys else { return };
        if !keys.proves(self.part.other(), proof) {
            return self.wrong(out);
        }
        // One code, one pairing: used up whether or not it comes about.
        out.push(Step::Burn);
        if self.part == Part::Shows {
            out.push(Step::Send(Message::Confirm(keys.proof(Part::Shows))));
        }
        let signature = self.me.device.sign(&keys.introduced(self.part)).to_vec();
        let mine = Introduction {
            name: self.me.name.clone(),
            certificate: self.me.certificate.clone(),
            endpoint: self.me.endpoint,
            addresses: self.me.addresses.clone(),
            nonce: self.nonce,
            signature,
        };
        out.push(Step::Send(Message::Introduce(Box::new(mine.clone()))));
        out.push(Step::SetTimer(Timer::Exchange));
        self.mine = Some(mine);
        self.phase = Phase::Introducing;
    }
}
