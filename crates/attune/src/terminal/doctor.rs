//! `doctor`: what is checked, and said, about this profile. Nothing is changed.

use super::failure::Failure;
use super::{Outcome, output};
use crate::profile;
use crate::texts::tr;
use attune_core::vault::{Vault, is_protected};
use serde_json::json;
use std::path::Path;

/// Examines the vault and its folder. Fails if something is wrong with the
/// vault; what is merely unwise is said.
pub(super) fn examine(vault: &Vault, folder: &Path) -> Result<Outcome, Failure> {
    let failed = |e| Failure::vault(&e, folder);
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let shown = whole.display().to_string();
    let protected = is_protected(folder).map_err(failed)?;
    let cloud = profile::copied_to_cloud(&whole);
    let open_to_others = is_open_to_others(folder);
    let wrong = vault.reader().and_then(|reader| reader.check()).map_err(failed)?;

    let mut words = vec![tr!("doctor-folder", folder = shown.clone())];
    words.push(if protected { tr!("doctor-protected") } else { tr!("doctor-unprotected") });
    if let Some(cloud) = &cloud {
        words.push(tr!("init-cloud", folder = shown.clone(), cloud = cloud.clone()));
    }
    if open_to_others {
        words.push(tr!("doctor-mode", folder = shown.clone()));
    }
    if wrong.is_empty() {
        words.push(tr!("doctor-sound"));
        return Ok(Outcome {
            json: json!({
                "folder": shown,
                "protected": protected,
                "copied_to_cloud": cloud,
                "open_to_others": open_to_others,
                "wrong": wrong,
            }),
            words: words.join("\n"),
        });
    }
    words.push(tr!("doctor-wrong"));
    words.extend(wrong.iter().map(|line| format!("  {}", output::harmless(line))));
    Err(Failure::new(words.join("\n")))
}

#[cfg(unix)]
fn is_open_to_others(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(folder).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}
