//! What commands print: JSON as the contract fixes it, and words for people.

use crate::feelings;
use crate::marks::{self, Whose};
use crate::texts::{dates, tr};
use attune_core::kinds::Detail;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::journal::Page;
use attune_core::kinds::sealed::SealState;
use attune_core::text::one_line;
use attune_core::vault::{CheckinView, Entry, Found, Revision, Status};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// An entry as JSON.
pub(crate) fn entry_json(entry: &Entry) -> Value {
    let time = |at: attune_core::time::Timestamp| at.to_rfc3339(entry.offset_minutes);
    json!({
        "id": entry.id.to_string(),
        "kind": entry.kind,
        "scope": entry.scope,
        "writers": entry.writers,
        "mine": entry.mine,
        "author": entry.author.name,
        "title": entry.title,
        "body": entry.body,
        "day": entry.day,
        "created": time(entry.created),
        "edited": time(entry.edited),
        "delivery": entry.delivery,
        "deleted": entry.deleted,
        "taken_back": entry.taken_back,
        "newer": entry.newer,
        "wish": entry.wish,
        "former": entry.former.as_ref().map(|former| former.name.as_str()),
        "origin": entry.origin,
        "answers": entry.answers.map(|id| id.to_string()),
        "detail": entry.detail,
        "hearts": entry.hearts.iter().map(|heart| json!({ "author": heart.name })).collect::<Vec<_>>(),
        "replies": entry.replies.iter().map(|reply| {
            json!({ "author": reply.author.name, "text": reply.text, "taken_back": reply.taken_back })
        }).collect::<Vec<_>>(),
        "versions": entry.versions.iter().map(|version| {
            json!({ "author": version.author.name, "text": version.text })
        }).collect::<Vec<_>>(),
    })
}

/// What an entry said at some time, as JSON.
pub(crate) fn revision_json(said: &Revision, offset_minutes: i16) -> Value {
    json!({
        "author": said.author.name,
        "time": said.at.to_rfc3339(offset_minutes),
        "scope": said.scope,
        "title": said.title,
        "body": said.body,
    })
}

/// A find as JSON.
pub(super) fn found_json(found: &Found) -> Value {
    let mut value = entry_json(&found.entry);
    value["snippet"] = json!(found.snippet);
    value
}

/// A week's check-in as JSON.
pub(super) fn checkin_json(view: &CheckinView) -> Value {
    json!({
        "week": view.week,
        "mine": view.mine.as_ref().map(|answers| &answers.0),
        "theirs": view.theirs.as_ref().map(|answers| &answers.0),
        "state": view.state,
        "tries": view.tries.iter().map(|(_, text)| text).collect::<Vec<_>>(),
        "also_answered": view.also_answered,
        "day": view.weekday,
    })
}

/// How things stand, as JSON.
pub(super) fn status_json(status: &Status) -> Value {
    json!({
        "name": status.name,
        "inks": { "mine": status.inks.mine, "theirs": status.inks.theirs },
        "partner": status.partner.as_ref().map(|partner| {
            json!({ "person": partner.person.to_string(), "name": partner.name })
        }),
        "devices": status.devices.iter().map(|device| {
            json!({
                "device": device.device.to_string(),
                "name": device.name,
                "mine": device.mine,
                "this": device.this,
            })
        }).collect::<Vec<_>>(),
        "entries": status.entries,
        "waiting": status.waiting,
        "digest": status.digest.to_string(),
        "in_step": status.in_step,
        "reach": "home",
        "set_aside": status.set_aside,
        "hidden": status.hidden,
    })
}

/// How things stand, in words.
pub(super) fn status_words(status: &Status) -> String {
    let name = harmless_line(&status.name);
    let mut lines = vec![match &status.partner {
        None => tr!("status-alone", name = name),
        Some(partner) => tr!("status-paired", name = name, partner = harmless_line(&partner.name)),
    }];
    lines.push(tr!("status-entries", count = status.entries));
    if status.partner.is_some() {
        lines.push(tr!("status-waiting", count = status.waiting));
    }
    if status.in_step {
        lines.push(tr!("status-in-step"));
    }
    if status.set_aside > 0 {
        lines.push(tr!("status-set-aside", count = status.set_aside));
    }
    if status.hidden > 0 {
        lines.push(tr!("status-hidden", count = status.hidden));
    }
    lines.join("\n")
}

/// An entry in words, whole.
pub(super) fn entry_words(entry: &Entry, partner: &str) -> String {
    let mut out = String::new();
    let sentence = feelings::of_entry(entry);
    match &sentence {
        Some(sentence) => {
            let _ = writeln!(out, "{}", harmless(sentence));
        }
        None if !entry.title.is_empty() => {
            let _ = writeln!(out, "{}", harmless_line(&entry.title));
        }
        None => {}
    }
    let about = tr!(
        "entry-by",
        day = dates::day_month_year(entry.day),
        author = harmless_line(&entry.author.name),
        where = harmless_line(&marks::line(entry, partner)),
    );
    let _ = writeln!(out, "{about}");
    for line in beside_page(entry) {
        let _ = writeln!(out, "{}", harmless_line(&line));
    }
    if entry.deleted {
        let _ = writeln!(out, "{}", tr!("entry-deleted"));
    }
    if entry.taken_back {
        let sentence = marks::taken_back(Whose::of(entry), &entry.author.name);
        let _ = writeln!(out, "{}", harmless(&sentence));
    } else if entry.is_of_another() {
        let _ = writeln!(out, "{}", harmless_line(&marks::brought(&entry.author.name)));
    } else if entry.kept {
        let _ = writeln!(out, "{}", tr!("entry-kept"));
    }
    if entry.newer {
        let _ = writeln!(out, "{}", tr!("entry-newer"));
    }
    // What was said back is all in its sentence.
    if sentence.is_none() || !matches!(entry.detail, Some(Detail::Reflection(_))) {
        let _ = write!(out, "\n{}", harmless(&entry.body));
    }
    for heart in &entry.hearts {
        let _ = write!(out, "\n\n{}", tr!("entry-heart", name = harmless_line(&heart.name)));
    }
    for reply in &entry.replies {
        let _ = write!(out, "\n\n{}: {}", harmless_line(&reply.author.name), harmless(&reply.text));
    }
    if !entry.versions.is_empty() {
        let _ = write!(out, "\n\n{}", tr!("entry-versions"));
        for (at, version) in entry.versions.iter().enumerate() {
            let name = harmless_line(&version.author.name);
            let _ = write!(out, "\n{}  {name}: {}", at + 1, harmless(&version.text));
        }
    }
    out
}

/// What a journal page says beside its words, a line each.
fn beside_page(entry: &Entry) -> impl Iterator<Item = String> {
    let page = match &entry.detail {
        Some(Detail::Journal(page)) => page.clone(),
        _ => Page::default(),
    };
    let mood =
        (!page.mood.is_empty()).then(|| tr!("entry-mood", mood = feelings::word(&page.mood)));
    let tags: Vec<String> = page.tags.into_iter().collect();
    let tags = (!tags.is_empty()).then(|| tr!("entry-tags", tags = tags.join(", ")));
    mood.into_iter().chain(tags)
}

/// An entry in one line: which, when, what, whose, where it is and who may read.
pub(super) fn entry_line(entry: &Entry, partner: &str) -> String {
    let sentence = feelings::of_entry(entry);
    let head = if entry.title.is_empty() { &entry.body } else { &entry.title };
    let head = sentence.as_ref().unwrap_or(head);
    let head: String = head.lines().next().unwrap_or_default().chars().take(72).collect();
    line(entry, &head, partner)
}

/// A find in one line.
pub(super) fn found_line(found: &Found, partner: &str) -> String {
    line(&found.entry, &found.snippet, partner)
}

fn line(entry: &Entry, words: &str, partner: &str) -> String {
    let words = harmless(words).replace('\n', " ");
    let mut about = format!("{}; {}", entry.author.name, marks::line(entry, partner));
    if entry.is_of_another() {
        let _ = write!(about, "; {}", tr!("entry-brought-copy"));
    } else if entry.kept {
        let _ = write!(about, "; {}", tr!("entry-kept-copy"));
    }
    if !entry.versions.is_empty() {
        let _ = write!(about, "; {}", tr!("entry-two-wordings"));
    }
    let about = harmless(&about).replace('\n', " ");
    format!("{}  {}  {:<9}  {words}  ({about})", entry.id.short(), entry.day, entry.kind)
}

/// A week's check-in in words.
pub(super) fn checkin_words(view: &CheckinView) -> String {
    let state = match view.state {
        SealState::Open if view.mine.is_some() => tr!("checkin-alone"),
        SealState::Open => tr!("checkin-open"),
        SealState::Sealed => tr!("checkin-sealed"),
        SealState::Waiting => tr!("checkin-waiting"),
        SealState::Opened => tr!("checkin-opened"),
    };
    let mut out = format!("{}\n{state}", tr!("checkin-week", week = view.week.to_string()));
    let mut push = |heading: String, answers: &Option<Answers>| {
        if let Some(answers) = answers {
            let _ = write!(out, "\n\n{heading}");
            for answer in &answers.0 {
                let _ = write!(out, "\n  {}", harmless(answer));
            }
        }
    };
    push(tr!("checkin-mine"), &view.mine);
    push(tr!("checkin-theirs"), &view.theirs);
    if view.also_answered {
        let _ = write!(out, "\n\n{}", tr!("checkin-also"));
    }
    if !view.tries.is_empty() {
        let _ = write!(out, "\n\n{}", tr!("checkin-tries"));
        for (_, text) in &view.tries {
            let _ = write!(out, "\n  {}", harmless(text));
        }
    }
    out
}

/// `text` as a picture to scan, two rows of it to a line. Light on dark and
/// dark on light are both read; the quiet edge is part of it.
pub(super) fn qr(text: &str) -> Option<String> {
    const QUIET: usize = 2;
    let code = qrcode::QrCode::with_error_correction_level(text.to_uppercase(), qrcode::EcLevel::L)
        .ok()?;
    let side = code.width();
    let colours = code.to_colors();
    let is_dark = |x: usize, y: usize| {
        let within = (QUIET..side + QUIET).contains(&x) && (QUIET..side + QUIET).contains(&y);
        within && colours[(y - QUIET) * side + x - QUIET] == qrcode::Color::Dark
    };
    let whole = side + 2 * QUIET;
    let mut picture = String::new();
    for y in (0..whole).step_by(2) {
        for x in 0..whole {
            // What is light is drawn: most terminals are dark.
            picture.push(match (is_dark(x, y), y + 1 < whole && is_dark(x, y + 1)) {
                (false, false) => '█',
                (false, true) => '▀',
                (true, false) => '▄',
                (true, true) => ' ',
            });
        }
        picture.push('\n');
    }
    Some(picture)
}

/// Text that a terminal shows and does not obey: control characters and those
/// that turn the direction of what follows are shown as their code points.
pub(crate) fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if (c.is_control() && c != '\n' && c != '\t') || turns {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// The same of what is one line, such as a name or a title: a program of the other's
/// could put ends of lines into one, and what follows would look like our own words.
pub(super) fn harmless_line(text: &str) -> String {
    harmless(&one_line(text))
}

#[cfg(test)]
mod tests {
    use super::{harmless, harmless_line, qr};

    #[test]
    fn a_title_or_a_name_can_not_forge_a_line() {
        for end in ["\n", "\r\n", "\u{85}", "\u{2028}", "\u{b}", "\u{c}"] {
            let forged = harmless_line(&format!("A walk{end}In step: yes\u{1b}[2K"));
            assert_eq!(forged, "A walk In step: yes\\u{1b}[2K", "{end:?}");
        }
    }

    #[test]
    fn an_invitation_fits_a_terminal_as_a_picture() {
        let picture = qr(&format!("attune1{}", "a".repeat(90))).unwrap();
        let width = picture.lines().next().unwrap().chars().count();
        assert!(width <= 80, "{width}");
        assert!(picture.lines().all(|line| line.chars().count() == width));
        assert!(qr(&"a".repeat(9000)).is_none());
    }

    #[test]
    fn a_text_cannot_command_the_terminal() {
        assert_eq!(harmless("a\x1b[2Jb"), "a\\u{1b}[2Jb");
        assert_eq!(harmless("\u{202e}evil\0"), "\\u{202e}evil\\u{0}");
        assert_eq!(harmless("line\n\tnext é 北"), "line\n\tnext é 北");
    }
}
