//! What commands read: texts from arguments or standard input, and
//! passphrases without echo.

use super::failure::Failure;
use crate::texts::tr;
use attune_core::secrets::{ParseRecoveryKeyError, Passphrase, RecoveryKey, Unlock};
use attune_core::vault::{VaultError, is_protected};
use std::io::{IsTerminal, Read, Write};
use std::path::Path;
use zeroize::Zeroizing;

/// The most that is read from standard input, in bytes; the vault tells what
/// is too long.
const MAX_INPUT: u64 = 64 * 1024 * 1024;

/// The text that was given: the words, or all of standard input for `-`.
pub(super) fn text(words: &[String]) -> Result<String, Failure> {
    if words == ["-"] { standard_input() } else { Ok(words.join(" ")) }
}

/// Three answers, of which one may be `-`, for all of standard input.
pub(super) fn answers(given: [&String; 3]) -> Result<[String; 3], Failure> {
    if given.iter().filter(|text| text.as_str() == "-").count() > 1 {
        return Err(Failure::usage(tr!("checkin-one-input")));
    }
    let mut answers = given.map(Clone::clone);
    for answer in &mut answers {
        if answer == "-" {
            *answer = standard_input()?;
        }
    }
    Ok(answers)
}

fn standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().take(MAX_INPUT).read_to_end(&mut bytes);
    read.map_err(|e| Failure::new(tr!("error-input", why = e.to_string())))?;
    let mut text = String::from_utf8(bytes)
        .map_err(|e| Failure::new(tr!("error-input", why = e.utf8_error().to_string())))?;
    // The shell's last line end is not part of what was written.
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    Ok(text)
}

/// The passphrase that was given without asking: by file, or by environment.
pub(super) fn given_passphrase(file: Option<&Path>) -> Result<Option<Passphrase>, Failure> {
    given(file, "ATTUNE_PASSPHRASE")
}

/// The new passphrase that was given without asking.
pub(super) fn new_passphrase_given(file: Option<&Path>) -> Result<Option<Passphrase>, Failure> {
    given(file, "ATTUNE_NEW_PASSPHRASE")
}

fn given(file: Option<&Path>, variable: &str) -> Result<Option<Passphrase>, Failure> {
    let text = match file {
        Some(file) => {
            let text = std::fs::read_to_string(file);
            let text =
                text.map_err(|e| Failure::new(tr!("passphrase-file", why = e.to_string())))?;
            Zeroizing::new(text)
        }
        None => match std::env::var(variable) {
            // Set to nothing is as good as not set.
            Ok(text) if !text.is_empty() => Zeroizing::new(text),
            _ => return Ok(None),
        },
    };
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    match Passphrase::new(line.to_owned()) {
        Some(passphrase) => Ok(Some(passphrase)),
        None => Err(Failure::new(tr!("passphrase-empty"))),
    }
}

/// What opens the vault in `folder`: what was given (a passphrase, or the
/// recovery key in `ATTUNE_RECOVERY_KEY`), or what is typed.
pub(super) fn unlock(folder: &Path, file: Option<&Path>) -> Result<Unlock, Failure> {
    if let Some(passphrase) = given_passphrase(file)? {
        return Ok(Unlock::Passphrase(passphrase));
    }
    if let Ok(text) = std::env::var("ATTUNE_RECOVERY_KEY")
        && !text.is_empty()
    {
        return recovery_key(&Zeroizing::new(text));
    }
    let is_protected = match is_protected(folder) {
        Ok(is_protected) => is_protected,
        // The opening itself says what is wrong.
        Err(VaultError::Absent) => false,
        Err(error) => return Err(Failure::vault(&error, folder)),
    };
    if is_protected && std::io::stdin().is_terminal() {
        return Ok(ask_hidden(&tr!("passphrase-ask"))?.map_or(Unlock::Nothing, Unlock::Passphrase));
    }
    Ok(Unlock::Nothing)
}

/// The recovery key, as it was given.
pub(super) fn recovery_key(text: &str) -> Result<Unlock, Failure> {
    RecoveryKey::parse(text).map(Unlock::Recovery).map_err(|e| match e {
        ParseRecoveryKeyError::Form => Failure::locked(tr!("recovery-form")),
        ParseRecoveryKeyError::Check => Failure::locked(tr!("recovery-slip")),
    })
}

/// A new passphrase, typed twice; `None` where nobody can be asked.
pub(super) fn new_passphrase() -> Result<Option<Passphrase>, Failure> {
    if !std::io::stdin().is_terminal() {
        return Ok(None);
    }
    let first = read_hidden(&tr!("passphrase-new"))?;
    let second = read_hidden(&tr!("passphrase-again"))?;
    if first != second {
        return Err(Failure::new(tr!("passphrase-differ")));
    }
    match Passphrase::new(first.to_string()) {
        Some(passphrase) => Ok(Some(passphrase)),
        None => Err(Failure::new(tr!("passphrase-empty"))),
    }
}

fn ask_hidden(prompt: &str) -> Result<Option<Passphrase>, Failure> {
    Ok(Passphrase::new(read_hidden(prompt)?.to_string()))
}

pub(super) fn read_hidden(prompt: &str) -> Result<Zeroizing<String>, Failure> {
    rpassword::prompt_password(prompt)
        .map(Zeroizing::new)
        .map_err(|e| Failure::new(tr!("error-input", why = e.to_string())))
}

/// What a person types after `question`, without the spaces round it.
pub(super) fn ask(question: &str) -> Result<String, Failure> {
    let _ = write!(std::io::stderr(), "{question} ");
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|e| Failure::new(tr!("error-other", why = e.to_string())))?;
    Ok(line.trim().to_lowercase())
}

/// Whether what was said is one of the words of a list.
pub(super) fn is_one_of(said: &str, words: &str) -> bool {
    words.split_whitespace().any(|word| word == said)
}
