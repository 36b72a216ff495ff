//! How what one of the two wrote is answered by the other: hearts, lines, and what
//! was said back before anything else.

use super::model::{Row, Whose};
use attune_core::ids::DocumentId;
use attune_core::kinds::reflection::{Answer, SaidBack};
use attune_core::time::Day;

/// Hearts and lines under an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Responses {
    /// Whose hearts.
    pub(crate) hearts: Hearts,
    /// The lines, oldest first.
    pub(crate) lines: Vec<Response>,
    /// Whether its writer is to be heard before anything else is said.
    pub(crate) asks: bool,
}

/// Who sent a heart for something; each of the two sends one at most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Hearts {
    mine: bool,
    theirs: bool,
}

impl Hearts {
    /// Whether there is one of this person.
    pub(crate) fn has(self, whose: Whose) -> bool {
        match whose {
            Whose::Mine => self.mine,
            Whose::Theirs => self.theirs,
        }
    }

    /// Whether there is none.
    pub(crate) fn is_empty(self) -> bool {
        !self.mine && !self.theirs
    }

    /// Whose they are.
    pub(crate) fn each(self) -> impl Iterator<Item = Whose> {
        [Whose::Mine, Whose::Theirs].into_iter().filter(move |whose| self.has(*whose))
    }
}

impl FromIterator<Whose> for Hearts {
    fn from_iter<I: IntoIterator<Item = Whose>>(all: I) -> Self {
        all.into_iter().fold(Self::default(), |hearts, whose| match whose {
            Whose::Mine => Self { mine: true, ..hearts },
            Whose::Theirs => Self { theirs: true, ..hearts },
        })
    }
}

/// A line under an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Response {
    /// Whose.
    pub(crate) whose: Whose,
    /// Its author's name.
    pub(crate) author: String,
    /// The line.
    pub(crate) words: String,
    /// The day it is from.
    pub(crate) day: Day,
}

/// Something said back, and how its writer received it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attempt {
    /// Its document.
    pub(crate) id: DocumentId,
    /// The listener.
    pub(crate) whose: Whose,
    /// The listener's name.
    pub(crate) author: String,
    /// What they said.
    pub(crate) said: SaidBack,
    /// The day it is from.
    pub(crate) day: Day,
    /// What the one who wrote the entry answered.
    pub(crate) answer: Option<Answer>,
    /// Put off to another day, by this person for themselves.
    pub(crate) later: bool,
}

/// How an entry stands between the one who wrote it and the one who listens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reflection {
    /// What was said back, oldest first.
    pub(crate) attempts: Vec<Attempt>,
    /// Whether this person may add a line.
    pub(crate) may_add: bool,
    /// Set aside, by this person for themselves.
    pub(crate) set_aside: bool,
}

/// Whose turn it is, as one of the two sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// This person may say back what they heard.
    Listen,
    /// What this person said back is not answered yet.
    NotAnswered,
    /// This person may say whether they feel heard.
    Answer,
    /// The writer feels heard.
    Heard,
    /// The other has not said anything back, or says it once more.
    NotSaidBack,
}

impl Reflection {
    /// Whose turn it is, for `row` being whose it is.
    pub(crate) fn turn(&self, row: &Row) -> Turn {
        let last = self.attempts.last().map(|last| &last.answer);
        match (row.whose, last) {
            (_, Some(Some(Answer::Yes))) => Turn::Heard,
            (Whose::Theirs, None | Some(Some(_))) => Turn::Listen,
            (Whose::Theirs, Some(None)) => Turn::NotAnswered,
            (Whose::Mine, Some(None)) => Turn::Answer,
            (Whose::Mine, None | Some(Some(_))) => Turn::NotSaidBack,
        }
    }

    /// What waits for this person in it, if anything does.
    pub(crate) fn waits(&self, row: &Row) -> Option<Waits> {
        let last = self.attempts.last();
        let aside = match self.turn(row) {
            Turn::Listen => self.set_aside,
            Turn::Answer => last.is_some_and(|last| last.later),
            Turn::NotAnswered | Turn::Heard | Turn::NotSaidBack => return None,
        };
        Some(Waits { row: row.clone(), said: last.cloned(), aside })
    }
}

/// An entry that waits for this person: to be heard, or to say that they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waits {
    /// The entry.
    pub(crate) row: Row,
    /// What was last said back to it.
    pub(crate) said: Option<Attempt>,
    /// It was set aside, or put off: it stands at the foot.
    pub(crate) aside: bool,
}

impl Responses {
    /// Whether one of the two sent a heart.
    pub(crate) fn has_heart_of(&self, whose: Whose) -> bool {
        self.hearts.has(whose)
    }

    /// Whether there is neither a heart nor a line.
    pub(crate) fn is_empty(&self) -> bool {
        self.hearts.is_empty() && self.lines.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::sample;

    fn reflection(answers: &[Option<Answer>]) -> Reflection {
        let attempt = |(n, answer): (u8, &Option<Answer>)| Attempt {
            id: DocumentId::from_bytes([n; DocumentId::LEN]),
            whose: Whose::Theirs,
            author: "Sam".to_owned(),
            said: SaidBack { heard: "it rained".to_owned(), given: "the weather".to_owned() },
            day: "2025-11-16".parse().unwrap(),
            answer: answer.clone(),
            later: false,
        };
        let attempts = (0..).zip(answers).map(attempt).collect();
        Reflection { attempts, ..Reflection::default() }
    }

    #[test]
    fn each_of_the_two_has_their_turn() {
        let yes = Some(Answer::Yes);
        let not_quite = Some(Answer::NotQuite(String::new()));
        let mut row = sample::screen("journal").unwrap().model.page.unwrap().row;
        for (answers, theirs, mine) in [
            (vec![], Turn::Listen, Turn::NotSaidBack),
            (vec![None], Turn::NotAnswered, Turn::Answer),
            (vec![not_quite.clone()], Turn::Listen, Turn::NotSaidBack),
            (vec![not_quite.clone(), None], Turn::NotAnswered, Turn::Answer),
            (vec![not_quite, yes], Turn::Heard, Turn::Heard),
        ] {
            let reflection = reflection(&answers);
            for (whose, turn) in [(Whose::Theirs, theirs), (Whose::Mine, mine)] {
                row.whose = whose;
                assert_eq!(reflection.turn(&row), turn, "{answers:?}, {whose:?}");
                let waits = matches!(turn, Turn::Listen | Turn::Answer);
                assert_eq!(reflection.waits(&row).is_some(), waits);
            }
        }
    }

    #[test]
    fn what_was_set_aside_or_put_off_stands_at_the_foot() {
        let mut row = sample::screen("journal").unwrap().model.page.unwrap().row;
        row.whose = Whose::Theirs;
        let aside = Reflection { set_aside: true, ..Reflection::default() };
        assert!(aside.waits(&row).unwrap().aside);
        row.whose = Whose::Mine;
        let mut said = reflection(&[None]);
        assert!(!said.waits(&row).unwrap().aside);
        said.attempts[0].later = true;
        assert!(said.waits(&row).unwrap().aside);
    }
}
