//! What a person notes for themselves about something: that they set it aside,
//! answer it later, let it go, or have seen it. Such notes never leave a person's
//! own devices: to the other, declined looks the same as unanswered.

use super::around::Made;
use super::{Detail, Kind, Moment, Projection, Projects};
use crate::record::RecordType;
use serde::{Deserialize, Serialize};

pub(crate) const KIND: Kind = Kind {
    name: "noted",
    facts: &[RecordType::NOTED],
    project: Projects::Facts(project),
    // None is ever shared.
    writers: &[],
    ..Kind::OF_FACTS
};

/// What can be noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// It is left as it is, and not asked about again.
    SetAside,
    /// It is left for another day.
    Later,
    /// It was seen, and need not show any more.
    Seen,
}

impl Note {
    /// As the rows have it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::SetAside => "set-aside",
            Self::Later => "later",
            Self::Seen => "seen",
        }
    }
}

/// The body of a note. What it is about is named by the header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NoteMade {
    pub(crate) note: Note,
    pub(crate) moment: Moment,
}

fn project(made: &Made<'_>) -> Option<Projection> {
    let NoteMade { note, moment } = made.only(RecordType::NOTED)?;
    let title = note.name().to_owned();
    Some(Projection { title, detail: Some(Detail::Noted(note)), ..Projection::at(&moment) })
}
