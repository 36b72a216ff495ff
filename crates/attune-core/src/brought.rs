//! What comes in from elsewhere: out of another diary's files, or an earlier
//! copy of one's own. It enters as a command like any other, for this person
//! alone, and remembers where it came from, so that taking the same file in
//! twice adds nothing.

use crate::ids::DocumentId;
use crate::kinds::MAX_LINE;
use crate::kinds::checkin::Answers;
use crate::kinds::feeling::Feeling;
use crate::kinds::journal::Page;
use crate::kinds::pulse::Levels;
use crate::kinds::rhythm::{Days, Kept};
use crate::kinds::talk::Deck;
use crate::text::{one_line, truncated};
use crate::time::{ClockTime, Month, Timestamp, Week};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::fmt;

/// The longest origin, in bytes.
pub(crate) const MAX_ORIGIN: usize = 128;
/// The longest name of who wrote something, in bytes.
pub(crate) const MAX_WRITER: usize = MAX_LINE;
/// How an origin begins that names an entry of Attune's own.
const ATTUNE: &str = "attune:";

/// Where an entry came from: which program, and what that calls it. Two entries
/// with one origin are the same entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(String);

impl Origin {
    /// An entry of some vault of Attune's, this one or another.
    pub fn entry(id: DocumentId) -> Self {
        Self(format!("{ATTUNE}{id}"))
    }

    /// What `program` (a short word) calls `name`. A name that is long, or more
    /// than letters, digits and hyphens, stands as its hash.
    pub fn elsewhere(program: &'static str, name: &str) -> Self {
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        if (1..=64).contains(&name.len()) && name.bytes().all(is_plain) {
            Self(format!("{program}:{name}"))
        } else {
            Self::hashed(program, name.as_bytes())
        }
    }

    /// Something of `program` that has no name, by all of its bytes.
    pub fn hashed(program: &'static str, bytes: &[u8]) -> Self {
        Self(format!("{program}:sha256-{}", HEXLOWER.encode(&Sha256::digest(bytes))))
    }

    /// The origin that an export gives as `text`; `None` if it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (program, name) = text.split_once(':')?;
        let is_word = |text: &str| {
            !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let fits = text.len() <= MAX_ORIGIN && is_word(program) && is_word(name);
        fits.then(|| Self(text.to_owned()))
    }

    /// The entry it names, if it is one of Attune's own.
    pub fn document(&self) -> Option<DocumentId> {
        self.0.strip_prefix(ATTUNE)?.parse().ok()
    }

    /// As it is stored and exported: `program:name`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Something to be taken in, for this person alone. When it was begun is the
/// command's own time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// What it says.
    pub what: What,
    /// Where it came from.
    pub origin: Origin,
    /// When it claims to have been written last; when it was begun if `None`.
    pub edited: Option<Timestamp>,
    /// The name of whoever wrote it, if that was somebody else. Such an entry is
    /// a frozen copy: it can be read and deleted, and neither changed nor shared.
    /// What is answered apart and opened together can't be another's.
    pub by: Option<String>,
}

/// What can be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// A journal page.
    Journal {
        /// One line; may be empty.
        title: String,
        /// Prose; may be empty if there is a title.
        body: String,
        /// What it says beside.
        page: Page,
    },
    /// One thing appreciated.
    Gratitude {
        /// The thing.
        text: String,
    },
    /// A feeling.
    Feeling {
        /// Which, and what is needed.
        feeling: Feeling,
        /// More about it; may be empty.
        text: String,
    },
    /// One's own side of a pause.
    Side {
        /// The words.
        text: String,
    },
    /// What stayed with somebody after a talk.
    Stayed {
        /// The question they talked about.
        question: String,
        /// What stayed.
        text: String,
    },
    /// Answers to a week's check-in. They come in as those that are given while
    /// there is no partner: in clear, private, and not sealed to anybody.
    Checkin {
        /// The week.
        week: Week,
        /// The answers.
        answers: Answers,
    },
    /// How the six signs were in a month. They come in as such answers do.
    Pulse {
        /// The month.
        month: Month,
        /// How each was.
        levels: Levels,
    },
    /// A ritual, and the days on which it was kept. It comes in resting, with no day
    /// on which it is back: nothing is to ask for anything because a file was read.
    Ritual {
        /// One line.
        name: String,
        /// On which days of the week.
        days: Days,
        /// At what time of those days.
        at: ClockTime,
        /// When it was kept.
        kept: Kept,
    },
    /// A card of one's own, for a deck of soul talk.
    Card {
        /// Which deck.
        deck: Deck,
        /// What it asks; one line.
        question: String,
    },
    /// One thing to try, after a check-in.
    Try {
        /// The week.
        week: Week,
        /// What.
        text: String,
    },
}

/// Whether something to be taken in is here already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is not.
    New,
    /// It is, and was not deleted.
    Here(DocumentId),
    /// It is an answer for a week or a month that this person has answered otherwise.
    Answered,
}

/// A writer's name as it is kept: one line, not too long.
pub(crate) fn writer(name: &str) -> String {
    truncated(one_line(name).trim(), MAX_WRITER).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_read_as_it_is_written() {
        let id = DocumentId::from_bytes([7; 16]);
        let long = "x".repeat(10_000);
        for origin in [
            Origin::entry(id),
            Origin::elsewhere("dayone", "5E0A3F8C-90B1"),
            Origin::elsewhere("dayone", "../../etc/passwd"),
            Origin::elsewhere("dayone", ""),
            Origin::elsewhere("dayone", &long),
            Origin::hashed("md", b"words"),
        ] {
            assert_eq!(Origin::parse(origin.as_str()), Some(origin.clone()));
            assert!(origin.as_str().len() <= MAX_ORIGIN);
        }
        assert_eq!(Origin::entry(id).document(), Some(id));
        assert_eq!(Origin::elsewhere("dayone", "5E0A").document(), None);
        for text in ["", "dayone", ":", "dayone:", ":x", "day one:x", "a:b\nc", "a:b:c"] {
            assert_eq!(Origin::parse(text), None, "{text}");
        }
        assert_eq!(Origin::parse(&format!("dayone:{long}")), None);
    }

    #[test]
    fn another_name_is_another_origin() {
        let names = ["", "a", "b", "a b", "a-b", "A"];
        let origins: std::collections::BTreeSet<Origin> =
            names.iter().map(|name| Origin::elsewhere("dayone", name)).collect();
        assert_eq!(origins.len(), names.len());
    }
}
