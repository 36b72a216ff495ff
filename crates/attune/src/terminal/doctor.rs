//! `doctor`: what is checked, and said, about this profile and the ways out of
//! it. Everything is looked at, whatever was found before; nothing is changed.

use super::failure::Failure;
use super::{Outcome, input, output};
use crate::link::lease::Lease;
use crate::texts::tr;
use crate::{link, profile};
use attune_core::vault::{Reader, Vault, VaultError, exists, is_protected};
use attune_sync::net::Reach;
use serde_json::{Map, Value, json};
use std::path::Path;

/// What was found. What is wrong is a failure as well, told after the report.
pub(super) struct Report {
    pub(super) outcome: Outcome,
    pub(super) failure: Option<Failure>,
}

/// The report as it grows.
#[derive(Default)]
struct Findings {
    json: Map<String, Value>,
    words: Vec<String>,
    wrong: Vec<String>,
    failure: Option<Failure>,
}

impl Findings {
    fn note(&mut self, key: &str, value: Value, words: Option<String>) {
        self.json.insert(key.to_owned(), value);
        self.words.extend(words);
    }

    /// Something that is not as it should be.
    fn wrong(&mut self, sentence: String) {
        self.words.push(sentence.clone());
        self.wrong.push(sentence);
    }

    /// The vault can't be looked into. The exit code of the first reason counts.
    fn failed(&mut self, failure: Failure) {
        self.wrong(failure.sentence.clone());
        self.failure.get_or_insert(failure);
    }
}

/// Examines the profile in `folder`, opened with what was given.
pub(super) fn examine(folder: &Path, given: Option<&Path>) -> Report {
    let mut found = Findings::default();
    place(folder, &mut found);
    let reader = look_inside(folder, given, &mut found);
    partner(reader.as_ref(), folder, &mut found);
    network(folder, &mut found);
    found.note("wrong", json!(found.wrong), None);
    let failure = match (found.failure, found.wrong.is_empty()) {
        (Some(failure), _) => Some(Failure { exit: failure.exit, sentence: tr!("doctor-found") }),
        (None, false) => Some(Failure::new(tr!("doctor-found"))),
        (None, true) => None,
    };
    let outcome = Outcome { json: Value::Object(found.json), words: found.words.join("\n") };
    Report { outcome, failure }
}

/// Where it lies, and who else may look there.
fn place(folder: &Path, found: &mut Findings) {
    let shown = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let shown = shown.display().to_string();
    found.note("folder", json!(shown), Some(tr!("doctor-folder", folder = shown.clone())));
    let cloud = profile::copied_to_cloud(folder);
    let words = cloud.clone().map(|cloud| tr!("init-cloud", folder = shown.clone(), cloud = cloud));
    found.note("copied_to_cloud", json!(cloud), words);
    let open_to_others = is_open_to_others(folder);
    found.note("open_to_others", json!(open_to_others), None);
    if open_to_others {
        found.wrong(tr!("doctor-mode", folder = shown));
    }
}

/// The keys and the vault.
fn look_inside(folder: &Path, given: Option<&Path>, found: &mut Findings) -> Option<Reader> {
    found.note("protected", Value::Null, None);
    if !exists(folder) {
        found.failed(Failure::vault(&VaultError::Absent, folder));
        return None;
    }
    match is_protected(folder) {
        Ok(protected) => {
            let words = if protected { tr!("doctor-protected") } else { tr!("doctor-unprotected") };
            found.note("protected", json!(protected), Some(words));
        }
        Err(error) => {
            found.failed(Failure::vault(&error, folder));
            return None;
        }
    }
    let opened = input::unlock(folder, given).and_then(|unlock| {
        let vault = Vault::open(folder, &unlock);
        let vault = vault.map_err(|e| Failure::opening(&e, &unlock, folder))?;
        vault.reader().map_err(|e| Failure::vault(&e, folder))
    });
    let reader = match opened {
        Ok(reader) => reader,
        Err(failure) => {
            found.failed(failure);
            return None;
        }
    };
    match reader.check() {
        Ok(wrong) if wrong.is_empty() => found.words.push(tr!("doctor-sound")),
        Ok(wrong) => {
            found.words.push(tr!("doctor-wrong"));
            for line in wrong {
                found.wrong(format!("  {}", output::harmless(&line)));
            }
            found.words.push(tr!("doctor-salvage"));
        }
        Err(error) => found.failed(Failure::vault(&error, folder)),
    }
    Some(reader)
}

fn partner(reader: Option<&Reader>, folder: &Path, found: &mut Findings) {
    let Some(reader) = reader else { return found.note("paired", Value::Null, None) };
    match reader.status() {
        Ok(status) => {
            let words = match &status.partner {
                Some(partner) => {
                    tr!("doctor-paired", partner = output::harmless_line(&partner.name))
                }
                None => tr!("doctor-alone"),
            };
            found.note("paired", json!(status.partner.is_some()), Some(words));
        }
        Err(error) => found.failed(Failure::vault(&error, folder)),
    }
}

/// Which ways there are to the partner's device.
fn network(folder: &Path, found: &mut Findings) {
    let held = Lease::is_held(folder);
    let words = if held { tr!("doctor-held") } else { tr!("doctor-free") };
    match link::reach() {
        Ok(reach) => {
            let addresses: Vec<String> =
                reach.addresses().iter().map(ToString::to_string).collect();
            let list = addresses.join(", ");
            let words = match reach {
                Reach::Only(_) => tr!("doctor-bound", addresses = list),
                Reach::Home if addresses.is_empty() => tr!("doctor-no-network"),
                Reach::Home => tr!("doctor-addresses", addresses = list),
            };
            found.note("addresses", json!(addresses), Some(words));
        }
        Err(bad) => {
            found.note("addresses", json!([]), None);
            found.wrong(tr!("error-bind", address = output::harmless(&bad)));
        }
    }
    found.note("connection_held", json!(held), Some(words));
    found.words.push(tr!("doctor-firewall"));
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
