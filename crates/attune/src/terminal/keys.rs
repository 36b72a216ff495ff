//! What protects a profile: its passphrase, and the recovery key that stands in
//! for a lost one.

use super::args::{PassphraseVerb, Recovery};
use super::failure::Failure;
use super::{Outcome, Session, input, tell};
use crate::texts::tr;
use attune_core::secrets::{Hardness, Passphrase, Protection, Unlock};
use serde_json::json;
use std::io::IsTerminal;
use std::path::Path;
use zeroize::Zeroizing;

/// The recovery key: out of a file, else of the environment, else as it is typed.
pub(super) fn recovery_key(file: Option<&Path>) -> Result<Unlock, Failure> {
    if let Some(file) = file {
        let text = std::fs::read_to_string(file).map(Zeroizing::new);
        let text = text.map_err(|e| Failure::new(tr!("recovery-file", why = e.to_string())))?;
        return input::recovery_key(&text);
    }
    match std::env::var("ATTUNE_RECOVERY_KEY").map(Zeroizing::new) {
        Ok(text) if !text.is_empty() => input::recovery_key(&text),
        _ if std::io::stdin().is_terminal() => {
            input::recovery_key(&input::read_hidden(&tr!("recovery-ask"))?)
        }
        _ => Err(Failure::usage(tr!("recovery-none"))),
    }
}

/// A new passphrase: out of a file, else of the environment, else typed twice.
fn new_passphrase(file: Option<&Path>) -> Result<Passphrase, Failure> {
    let passphrase = match input::new_passphrase_given(file)? {
        Some(passphrase) => Some(passphrase),
        None => input::new_passphrase()?,
    };
    passphrase.ok_or_else(|| Failure::usage(tr!("passphrase-none")))
}

impl Session {
    pub(super) fn protect(&mut self, verb: &PassphraseVerb) -> Result<Outcome, Failure> {
        match verb {
            PassphraseVerb::Set { new_passphrase_file } => {
                self.protect_with(new_passphrase(new_passphrase_file.as_deref())?)
            }
            PassphraseVerb::Remove => {
                self.set_protection(&Protection::Nothing)?;
                let words = tr!("passphrase-removed");
                Ok(Outcome { json: json!({ "protected": false }), words })
            }
        }
    }

    pub(super) fn recovery(&mut self, verb: &Recovery) -> Result<Outcome, Failure> {
        match verb {
            Recovery::Show => self.show_recovery_key(),
            // The vault was opened with it.
            Recovery::Use { new_passphrase_file, .. } => {
                self.protect_with(new_passphrase(new_passphrase_file.as_deref())?)
            }
            Recovery::Replace => {
                let replaced = self.vault.replace_recovery_key(&mut self.rng);
                let key = replaced.map_err(|e| Failure::vault(&e, &self.folder))?;
                tell(&tr!("recovery-replaced"));
                let text = key.to_text();
                Ok(Outcome { json: json!({ "recovery_key": *text }), words: text.to_string() })
            }
        }
    }

    fn protect_with(&mut self, passphrase: Passphrase) -> Result<Outcome, Failure> {
        self.set_protection(&Protection::Passphrase(passphrase, Hardness::DEFAULT))?;
        Ok(Outcome { json: json!({ "protected": true }), words: tr!("passphrase-set") })
    }

    fn set_protection(&mut self, protection: &Protection) -> Result<(), Failure> {
        let set = self.vault.set_protection(protection, &mut self.rng);
        set.map_err(|e| Failure::vault(&e, &self.folder))?;
        tell(&tr!("passphrase-old-copies"));
        Ok(())
    }

    fn show_recovery_key(&mut self) -> Result<Outcome, Failure> {
        let failed = |e| Failure::vault(&e, &self.folder);
        let key = match self.vault.recovery_key().map_err(failed)? {
            Some(key) => key,
            None => {
                let key = self.vault.add_recovery_key(&mut self.rng).map_err(failed)?;
                tell(&tr!("recovery-added"));
                key
            }
        };
        let text = key.to_text();
        Ok(Outcome { json: json!({ "recovery_key": *text }), words: text.to_string() })
    }
}
