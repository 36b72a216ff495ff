//! `salvage`: a new vault of what can be read of a damaged one, and what became
//! of it said in full.

use super::failure::{Exit, Failure};
use super::{Outcome, device_name, input};
use crate::clock;
use crate::link::lease::Lease;
use crate::sentences;
use crate::texts::tr;
use attune_core::secrets::Unlock;
use attune_core::vault::{SalvageError, Salvaged, Vault, VaultError};
use rand_chacha::ChaCha20Rng;
use serde_json::json;
use std::path::Path;

/// Mends the profile in `folder`, opened with what was given, if it is damaged.
pub(super) fn run(
    folder: &Path,
    given: Option<&Path>,
    mut rng: ChaCha20Rng,
) -> Result<Outcome, Failure> {
    if Lease::is_held(folder) {
        return Err(Failure { exit: Exit::Held, sentence: tr!("salvage-held") });
    }
    let unlock = input::unlock(folder, given)?;
    if is_sound(folder, &unlock)? {
        return Ok(Outcome { json: json!({ "damaged": false }), words: tr!("salvage-sound") });
    }
    let salvaged = Vault::salvage(folder, &unlock, &device_name(), &clock::now(), &mut rng);
    match salvaged {
        Ok(told) => Ok(Outcome { json: report(&told), words: sentences::salvaged(&told) }),
        Err(error) => Err(match &error {
            SalvageError::Vault(error) => Failure::vault(error, folder),
            SalvageError::Command(error) => Failure::command(error, folder),
            other => Failure::new(sentences::not_salvaged(other, folder)),
        }),
    }
}

/// Whether all of it opens and reads back. What stands in the way of looking is a
/// failure.
fn is_sound(folder: &Path, unlock: &Unlock) -> Result<bool, Failure> {
    let looked = Vault::open(folder, unlock).and_then(|vault| vault.reader()?.check());
    match looked {
        Ok(wrong) => Ok(wrong.is_empty()),
        Err(VaultError::Damaged | VaultError::Inconsistent(_) | VaultError::Database(_)) => {
            Ok(false)
        }
        Err(error) => Err(Failure::opening(&error, unlock, folder)),
    }
}

fn report(told: &Salvaged) -> serde_json::Value {
    json!({
        "damaged": true,
        "aside": told.aside.display().to_string(),
        "unreadable_pages": told.unreadable,
        "entries": told.entries,
        "words_only": told.worded,
        "incomplete": told.lost,
        "from_partner": told.from_partner,
        "pair_lost": told.pair_lost,
    })
}
