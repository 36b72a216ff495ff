//! The second half of an exchange: the words were right, and two people are
//! asked. From the introductions to what both sides have on their disks.

use super::{Exchange, Phase};
use crate::proto::pairing::Part;
use crate::proto::pairing::events::{Consent, Failure, Step, Timer};
use crate::proto::pairing::keys::pair;
use crate::proto::pairing::message::{Introduction, Message};
use crate::proto::pairing::words::fingerprint;
use attune_core::identity::verify;
use attune_core::vault::Agreed;

impl Exchange {
    pub(super) fn introduced(&mut self, theirs: Introduction, out: &mut Vec<Step>) {
        let (Some(keys), Some(mine)) = (&self.keys, &self.mine) else { return };
        let certificate = &theirs.certificate;
        let said = keys.introduced(self.part.other());
        let signed = <&[u8; 64]>::try_from(theirs.signature.as_slice())
            .is_ok_and(|signature| verify(certificate.device.as_bytes(), &said, signature));
        // Nobody is their own partner: a second device is not admitted so.
        let sound = signed
            && certificate.is_valid()
            && certificate.person != self.me.certificate.person
            && !theirs.name.trim().is_empty();
        if !sound {
            return self.fail(Failure::Broken, out);
        }
        let (types, shows) = match self.part {
            Part::Types => (mine, &theirs),
            Part::Shows => (&theirs, mine),
        };
        let Some(transcript) = keys.transcript(types, shows) else {
            return self.fail(Failure::Broken, out);
        };
        self.transcript = transcript;
        out.push(Step::SetTimer(Timer::Consent));
        out.push(Step::Ask(Consent {
            pair: pair(&transcript),
            partner: theirs.name.clone(),
            device: theirs.certificate.name.clone(),
            fingerprint: fingerprint(&transcript),
        }));
        self.theirs = Some(theirs);
        self.phase = Phase::Asking;
    }

    pub(super) fn agree(&mut self, out: &mut Vec<Step>) {
        if self.my_yes.is_none() || self.their_yes.is_none() {
            return;
        }
        out.push(Step::SetTimer(Timer::Exchange));
        match self.part {
            Part::Types => {
                self.phase = Phase::StoringPending;
                self.store(Step::StorePending, out);
            }
            Part::Shows => self.phase = Phase::Agreed,
        }
    }

    pub(super) fn store(&mut self, how: impl Fn(Box<Agreed>) -> Step, out: &mut Vec<Step>) {
        let (Some(theirs), Some(keys), Some(mine), Some(their_yes)) =
            (&self.theirs, &self.keys, &self.my_yes, &self.their_yes)
        else {
            return self.fail(Failure::Broken, out);
        };
        let Some(secret) = keys.secret(&self.transcript) else {
            return self.fail(Failure::Broken, out);
        };
        let settings = mine.0.as_ref().or(their_yes.as_ref()).cloned().unwrap_or_default();
        let agreed = Agreed {
            pair: pair(&self.transcript),
            partner: theirs.certificate.person,
            partner_name: theirs.name.clone(),
            certificate: theirs.certificate.clone(),
            endpoint: theirs.endpoint,
            addresses: theirs.addresses.clone(),
            secret,
            settings,
            chosen: mine.1.clone(),
        };
        // Neither side stores what it could not make final later.
        if !agreed.is_sound(&self.me.certificate) {
            return self.fail(Failure::Broken, out);
        }
        out.push(how(Box::new(agreed)));
    }

    pub(super) fn stored(&mut self, out: &mut Vec<Step>) {
        match (&self.phase, self.part) {
            (Phase::StoringPending, _) => {
                self.phase = Phase::Agreed;
                out.push(Step::Send(Message::Pending));
                out.push(Step::SetTimer(Timer::Exchange));
            }
            (Phase::StoringFinal, part) => {
                if part == Part::Shows {
                    out.push(Step::Send(Message::Final));
                }
                self.phase = Phase::Over;
                out.push(Step::Paired);
            }
            _ => {}
        }
    }
}
