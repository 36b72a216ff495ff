//! What an export says of an entry, whatever its form: the entry itself, what was
//! answered in it, what it said before, and what stands beside its words. A further
//! field of an entry becomes part of every export here.

use super::front::Front;
use attune_core::kinds::Detail;
use attune_core::kinds::pulse::Sign;
use attune_core::vault::{CommandError, Entry, Filter, Given, Reader, Revision};

/// An entry, with all that is told of it.
pub(crate) struct Told {
    /// The entry.
    pub(crate) entry: Entry,
    /// Of a check-in or a pulse, for when it is and what was answered.
    pub(crate) given: Option<Given>,
    /// What it said before, if that was asked for; its present words are the last.
    pub(crate) history: Vec<Revision>,
}

impl Told {
    /// The names and values that stand beside an entry's words, for people and for
    /// other programs.
    pub(crate) fn beside(&self, front: &mut Front) {
        let entry = &self.entry;
        let said = |name: &str, text: &str| format!("{name}: {text}");
        match &entry.detail {
            Some(Detail::Journal(page)) => {
                if page.hear_first {
                    front.add("hear-first", "true");
                }
                if !page.mood.is_empty() {
                    front.add("mood", page.mood.as_str());
                }
                front.add_list("tags", page.tags.iter().cloned().collect());
            }
            Some(Detail::Feeling(feeling)) => {
                front.add_list("feelings", feeling.words.clone());
                front.add("need", feeling.need.as_str());
                if let Some(strength) = feeling.strength {
                    front.add("strength", strength.to_string());
                }
            }
            _ => {}
        }
        match &self.given {
            Some(Given::Week(week, _)) => front.add("week", week.to_string()),
            Some(Given::Month(month, levels)) => {
                front.add("month", month.to_string());
                let each = Sign::ALL.into_iter().zip(levels.0);
                let each = each.map(|(sign, level)| said(sign.name(), &level.to_string()));
                front.add_list("signs", each.collect());
            }
            None => {}
        }
        if let Some(id) = entry.answers {
            front.add("answers", id.to_string());
        }
        front.add_list("hearts", entry.hearts.iter().map(|heart| heart.name.clone()).collect());
        let replies = entry.replies.iter().map(|reply| said(&reply.author.name, &reply.text));
        front.add_list("replies", replies.collect());
        let versions =
            entry.versions.iter().map(|wording| said(&wording.author.name, &wording.text));
        front.add_list("wordings", versions.collect());
        if let Some(origin) = &entry.origin {
            front.add("origin", origin.as_str());
        }
    }
}

/// Whether what entries said before is told as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Past {
    /// It is.
    Told,
    /// Only how they stand.
    Left,
}

/// Everything that can be read and was not deleted, the oldest first.
pub(crate) fn all(reader: &Reader, past: Past) -> Result<Vec<Told>, CommandError> {
    let mut entries = reader.list(&Filter::default())?;
    entries.reverse();
    let tell = |entry: Entry| {
        let given = reader.given(&entry)?;
        let history = match past {
            Past::Told if has_past(reader, &entry)? => reader.history(entry.id)?,
            _ => Vec::new(),
        };
        Ok(Told { entry, given, history })
    };
    entries.into_iter().map(tell).collect()
}

fn has_past(reader: &Reader, entry: &Entry) -> Result<bool, CommandError> {
    Ok(entry.revisions > 1 || !reader.before_sharing(entry.id)?.is_empty())
}
