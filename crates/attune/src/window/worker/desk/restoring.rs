//! Restoring a backup where there is no profile yet.

use super::super::Secret;
use super::super::backing::{Job, heard};
use super::{Desk, Update};
use crate::texts::tr;
use crate::window::action::OpenWith;
use crate::window::failure;
use crate::{clock, computer, sentences};
use attune_core::backup::Progress;
use attune_core::secrets::{ParseRecoveryKeyError, Passphrase, RecoveryKey, Unlock};
use attune_core::vault::{Restored, Vault, exists};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// A backup that is being restored.
pub(super) struct Restoring {
    job: Job<Restored>,
    file: PathBuf,
}

impl Desk {
    pub(super) fn restore(&mut self, file: PathBuf, with: OpenWith, typed: &Secret) {
        let unlock = match with {
            OpenWith::Passphrase => {
                let passphrase = Passphrase::new(typed.0.to_string());
                passphrase.map_or(Unlock::Nothing, Unlock::Passphrase)
            }
            OpenWith::RecoveryKey => match RecoveryKey::parse(&typed.0) {
                Ok(key) => Unlock::Recovery(key),
                Err(ParseRecoveryKeyError::Form) => return self.refuse(tr!("recovery-form")),
                Err(ParseRecoveryKeyError::Check) => return self.refuse(tr!("recovery-slip")),
            },
        };
        // Nothing is set aside from here: another program made a profile meanwhile.
        if exists(&self.folder) {
            let there = attune_core::vault::VaultError::Exists;
            return self.refuse(failure::vault(&there, &self.folder));
        }
        let Ok(mut rng) = clock::randomness() else {
            return self.refuse(tr!("error-randomness"));
        };
        let (folder, from) = (self.folder.clone(), file.clone());
        let work = move |watch: &mut dyn FnMut(Progress) -> ControlFlow<()>| {
            let (here, now) = (computer::id(), clock::now());
            Vault::restore(&from, &folder, &unlock, &here, &now, &mut rng, watch)
        };
        match Job::begin(&self.folder, &self.wake, work) {
            Ok(job) => self.restoring = Some(Restoring { job, file }),
            Err(error) => self.refuse(failure::vault(&error, &self.folder)),
        }
    }

    fn refuse(&self, why: String) {
        (self.tell)(Update::Refused(why));
    }

    pub(super) fn stop_restoring(&self) {
        if let Some(restoring) = &self.restoring {
            restoring.job.stop();
        }
    }

    /// Hears how far it is, and opens what was restored.
    pub(in super::super) fn look_at_restoring(&mut self) {
        let Some(restoring) = &self.restoring else { return };
        let Some(end) = heard(&restoring.job, &self.tell) else { return };
        let file = self.restoring.take().map(|restoring| restoring.file).unwrap_or_default();
        match (end, clock::randomness()) {
            (Ok(restored), Ok(rng)) => match self.opened(restored.vault, rng) {
                Ok(()) => (self.tell)(Update::Trouble(tr!("restore-new-device"))),
                Err(error) => (self.tell)(Update::Closed(failure::vault(&error, &self.folder))),
            },
            (Ok(_), Err(_)) => self.refuse(tr!("error-randomness")),
            (Err(error), _) => self.refuse(sentences::backup(&error, &file, &self.folder)),
        }
    }
}
