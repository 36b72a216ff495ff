//! An entry as a file of Markdown: what it is between dashes, then its words, to
//! be read in any editor in a hundred years.

use super::front::Front;
use super::told::Told;
use crate::texts::tr;
use attune_core::header::{Scope, Writers};
use attune_core::kinds::checkin::Answers;
use attune_core::vault::{Entry, Given};

/// The field that says that a file is an entry of Attune's, and which.
pub(crate) const ID: &str = "attune";

/// What to call the file of `entry` beside its day: its title, or its first words.
pub(crate) fn called(entry: &Entry) -> &str {
    let mut lines = entry.title.lines().chain(entry.body.lines());
    let first = lines.find(|line| !line.trim().is_empty()).unwrap_or_default();
    first.trim_start_matches(['#', ' '])
}

/// The whole file.
pub(crate) fn file(told: &Told) -> String {
    let entry = &told.entry;
    let time = |at: attune_core::time::Timestamp| at.to_rfc3339(entry.offset_minutes);
    let mut front = Front::default();
    front.add(ID, entry.id.to_string());
    front.add("kind", entry.kind.as_str());
    front.add("title", entry.title.as_str());
    front.add("day", entry.day.to_string());
    front.add("created", time(entry.created));
    front.add("edited", time(entry.edited));
    front.add("author", entry.author.name.as_str());
    front.add("mine", entry.mine.to_string());
    front.add(
        "scope",
        match entry.scope {
            Scope::Private => "private",
            Scope::Shared => "shared",
        },
    );
    front.add(
        "writers",
        match entry.writers {
            Writers::Owner => "owner",
            Writers::Both => "both",
        },
    );
    told.beside(&mut front);
    let words = match &told.given {
        Some(Given::Week(_, answers)) => answered(answers),
        _ => entry.body.clone(),
    };
    format!("{}\n{}{words}\n", front.written(), heading(&entry.title))
}

/// The title above the words; nothing if there is none.
pub(crate) fn heading(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!("# {title}\n\n") }
}

/// The three questions of a check-in, as the window asks them.
pub(crate) fn questions() -> [String; 3] {
    [tr!("window-checkin-q-one"), tr!("window-checkin-q-two"), tr!("window-checkin-q-three")]
}

/// Answers under their questions.
fn answered(answers: &Answers) -> String {
    let each = questions().into_iter().zip(&answers.0);
    let parts: Vec<String> =
        each.map(|(question, answer)| format!("## {question}\n\n{answer}")).collect();
    parts.join("\n\n")
}
