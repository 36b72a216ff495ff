//! Saying back what one heard before saying anything else: *I hear that …. That
//! makes sense, given ….* A shared feeling always asks for it, and a journal page
//! whose writer chose so.
//!
//! | step | whose | where |
//! | --- | --- | --- |
//! | says back | the listener's | a document of this kind, which answers the page |
//! | *yes*, or *not quite* | the writer's | `heard`, which answers that |
//! | adds something | the listener's | `reply`, which answers the page and names the *yes* |
//!
//! A heart needs none of it, and neither does leaving it: that is noted for
//! oneself alone (`noted`).

use super::around::{Around, Made, Named, Standing};
use super::{Answers, Detail, Ends, Kind, Moment, Projection, Projects, feeling};
use crate::ids::{DocumentId, RecordHash};
use crate::record::RecordType;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

pub(crate) const KIND: Kind = Kind {
    name: "reflection",
    facts: &[RecordType::SAID_BACK],
    listed: true,
    answers: Some(Answers { to: &["feeling", "journal"], stands }),
    project: Projects::Facts(project),
    ends: Ends::WithItsPage,
    ..Kind::OF_FACTS
};

/// What a listener says back. Both halves are needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidBack {
    /// What comes after "I hear that".
    pub heard: String,
    /// What comes after "That makes sense, given".
    pub given: String,
}

/// The body of what a listener says back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SaidBackAt {
    pub(crate) said: SaidBack,
    pub(crate) moment: Moment,
}

/// How the writer received it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Yes, I feel heard.
    Yes,
    /// Not quite, with words or without.
    NotQuite(String),
}

/// The body of such an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AnswerGiven {
    pub(crate) answer: Answer,
    pub(crate) moment: Moment,
}

/// The *yes* that lets the listener add something: its document, and the fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Allowed {
    pub(crate) document: DocumentId,
    pub(crate) heard: RecordHash,
}

impl Allowed {
    /// How long it is as text, in bytes.
    pub(crate) const LEN: usize = 2 * DocumentId::LEN + 1 + 2 * RecordHash::LEN;
}

impl fmt::Display for Allowed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.document, self.heard)
    }
}

impl FromStr for Allowed {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (document, heard) = text.split_once(' ').ok_or(())?;
        let document = document.parse().map_err(|_| ())?;
        Ok(Self { document, heard: heard.parse().map_err(|_| ())? })
    }
}

/// Whether a page is answered by saying back first.
pub(crate) fn asks_to_be_heard(page: &Named) -> bool {
    match &page.detail {
        Some(Detail::Journal(page)) => page.hear_first,
        _ => page.header.kind == feeling::KIND.name,
    }
}

fn project(made: &Made<'_>) -> Option<Projection> {
    let SaidBackAt { said, moment } = made.only(RecordType::SAID_BACK)?;
    let (title, body) = (said.heard.clone(), said.given.clone());
    let detail = Some(Detail::Reflection(said));
    Some(Projection { title, body, detail, ..Projection::at(&moment) })
}

fn stands(made: &Made<'_>, around: &dyn Around) -> Standing {
    match made.answered(around) {
        Err(standing) => standing,
        // Nobody says back to themselves.
        Ok(page) if page.header.owner == made.header.owner => Standing::Against,
        Ok(page) if !asks_to_be_heard(&page) => Standing::Against,
        Ok(_) => Standing::Shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_allows_a_reply_reads_back() {
        let document = DocumentId::from_bytes([0xab; 16]);
        let heard = RecordHash::from_bytes([7; 32]);
        let allowed = Allowed { document, heard };
        assert_eq!(allowed.to_string().parse(), Ok(allowed));
        assert_eq!(allowed.to_string().len(), Allowed::LEN);
        for bad in ["", "ab", "ab cd", &allowed.to_string()[1..]] {
            assert_eq!(bad.parse::<Allowed>(), Err(()), "{bad}");
        }
    }
}
