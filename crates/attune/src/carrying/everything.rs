//! All there is as one JSON file, what is private included; and that file read
//! again. An entry in it is what the terminal prints of one, and what is told of it
//! beside that; it stands on a line of its own.

use super::piece::{Found, Piece, Sink};
use super::report::{Left, Why};
use super::stream::{self, Read};
use super::told::Told;
use super::when;
use crate::terminal::output;
use attune_core::brought::{Brought, Origin, What};
use attune_core::ids::{DocumentId, PersonId};
use attune_core::kinds::Detail;
use attune_core::kinds::journal::{self, MAX_TAGS, Page};
use attune_core::text::truncated;
use attune_core::time::{Now, Timestamp};
use attune_core::vault::{Draft, DrawView, Given, Status, Tried, Vault, VaultError, WrittenCard};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::io::{self, Write};
use std::ops::ControlFlow;

/// The file's name.
pub(crate) const FILE: &str = "attune.json";
/// The form of the file; a number that this version does not know is not read.
const FORM: u64 = 1;

/// Everything that goes into the file.
pub(crate) struct Everything<'a> {
    /// Who writes it.
    pub(crate) person: PersonId,
    /// Both people, as far as there are two.
    pub(crate) status: &'a Status,
    /// The entries.
    pub(crate) told: &'a [Told],
    /// What either wanted to try after a check-in.
    pub(crate) tries: &'a [Tried],
    /// The couple's own cards.
    pub(crate) cards: &'a [WrittenCard],
    /// The cards that were drawn.
    pub(crate) drawn: &'a [DrawView],
    /// What was begun and not finished.
    pub(crate) drafts: &'a [Draft],
}

/// Writes the file.
pub(crate) fn write(out: &mut impl Write, all: &Everything<'_>, now: &Now) -> io::Result<()> {
    let status = all.status;
    let head = json!({
        "form": FORM,
        "written": now.at.to_rfc3339(now.offset_minutes),
        "person": { "person": all.person.to_string(), "name": status.name, "ink": status.inks.mine },
        "partner": status.partner.as_ref().map(|partner| {
            json!({ "person": partner.person.to_string(), "name": partner.name, "ink": status.inks.theirs })
        }),
    });
    // First, so that who wrote what is known before the first entry is read.
    write!(out, "{{\n\"attune\": {head}")?;
    lines(out, "entries", all.told.iter().map(entry))?;
    lines(out, "tries", all.tries.iter().map(tried))?;
    lines(out, "cards", all.cards.iter().map(card))?;
    lines(out, "drawn", all.drawn.iter().map(drawn))?;
    lines(out, "drafts", all.drafts.iter().map(draft))?;
    writeln!(out, "\n}}")
}

fn lines(out: &mut impl Write, name: &str, values: impl Iterator<Item = Value>) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    for (at, value) in values.enumerate() {
        write!(out, "{}\n{value}", if at == 0 { "" } else { "," })?;
    }
    write!(out, "\n]")
}

fn entry(told: &Told) -> Value {
    let entry = &told.entry;
    let mut value = output::entry_json(entry);
    value["person"] = json!(entry.author.person.to_string());
    match &told.given {
        Some(Given::Week(week, answers)) => {
            value["week"] = json!(week);
            value["given"] = json!(answers.0);
        }
        Some(Given::Month(month, levels)) => {
            value["month"] = json!(month);
            value["given"] = json!(levels.0);
        }
        None => {}
    }
    if !told.history.is_empty() {
        let said = |said| output::revision_json(said, entry.offset_minutes);
        value["history"] = told.history.iter().map(said).collect();
    }
    value
}

fn tried(tried: &Tried) -> Value {
    let time = |at: Timestamp| at.to_rfc3339(tried.offset_minutes);
    json!({
        "id": tried.id.to_string(),
        "week": tried.week,
        "text": tried.text,
        "mine": tried.mine,
        "day": tried.day,
        "created": time(tried.created),
        "edited": time(tried.edited),
        "origin": tried.origin,
    })
}

fn card(written: &WrittenCard) -> Value {
    let time = |at: Timestamp| at.to_rfc3339(written.offset_minutes);
    json!({
        "id": written.card.id.to_string(),
        "deck": written.card.deck,
        "question": written.card.question,
        "mine": written.card.mine,
        "author": written.author,
        "day": written.day,
        "created": time(written.created),
        "edited": time(written.edited),
        "origin": written.origin,
    })
}

fn drawn(view: &DrawView) -> Value {
    let DrawView { id, draw, own } = view;
    let (deck, round, card) = (draw.deck, draw.round, &draw.card);
    json!({ "id": id.to_string(), "deck": deck, "round": round, "card": card, "question": own })
}

fn draft(draft: &Draft) -> Value {
    json!({
        "kind": draft.kind,
        "of": draft.document.map(|id| id.to_string()),
        "title": draft.title,
        "body": draft.body,
        "detail": draft.detail,
    })
}

/// Who reads the file.
pub(crate) struct Here {
    /// This person.
    pub(crate) me: PersonId,
    /// The partner, if there is one.
    pub(crate) partner: Option<PersonId>,
}

impl Here {
    /// Whoever keeps this vault.
    pub(crate) fn of(vault: &Vault) -> Result<Self, VaultError> {
        let partner = vault.partner()?.map(|partner| partner.person);
        Ok(Self { me: vault.me().person, partner })
    }
}

/// Who wrote the file.
struct Writer {
    person: Option<PersonId>,
    name: String,
}

/// Gives what is in `bytes`. A file that is none of Attune's, or of a later form, is
/// [`Read::Nothing`].
pub(crate) fn read(bytes: &[u8], here: &Here, sink: &mut Sink<'_>) -> Read {
    let mut writer: Option<Writer> = None;
    let (mut past, mut answers, mut draws, mut entries) = (0, 0, 0, 0_u64);
    let how = stream::each(bytes, &mut |key, value| {
        let Value::Object(mut value) = value else {
            return match (&writer, key) {
                (Some(_), "entries" | "tries" | "cards") => {
                    sink(Found::Left(Left::one(FILE, Why::Damaged)))
                }
                _ => ControlFlow::Continue(()),
            };
        };
        let Some(writer) = &writer else {
            // Whatever stands before the head is not an export's.
            if key != "attune" || value.get("form").and_then(Value::as_u64) != Some(FORM) {
                return ControlFlow::Break(());
            }
            writer = Some(head(&value));
            return ControlFlow::Continue(());
        };
        entries += 1;
        match key {
            "entries" => {
                let count = |key| value.get(key).and_then(Value::as_array).map_or(0, Vec::len);
                // The last of them is what it says now.
                past += count("history").saturating_sub(1) as u64;
                answers += (count("hearts") + count("replies")) as u64;
                sink(found(&mut value, writer, here, entry_of))
            }
            "tries" => sink(found(&mut value, writer, here, try_of)),
            "cards" => sink(found(&mut value, writer, here, card_of)),
            "drawn" => {
                draws += 1;
                ControlFlow::Continue(())
            }
            "drafts" => {
                let words = [text(&mut value, "title"), text(&mut value, "body")].join(" ");
                sink(Found::Left(Left::one(first_words(&words), Why::Draft)))
            }
            _ => ControlFlow::Continue(()),
        }
    });
    if writer.is_none() {
        return Read::Nothing;
    }
    for (why, count) in [(Why::History, past), (Why::Answers, answers), (Why::Drawn, draws)] {
        if count > 0 {
            let _ = sink(Found::Left(Left { what: String::new(), why, count }));
        }
    }
    if how == Read::Damaged && entries > 0 {
        let _ = sink(Found::Left(Left::one(FILE, Why::Damaged)));
    }
    how
}

fn head(value: &Map<String, Value>) -> Writer {
    let person = value.get("person");
    let said = |key| person.and_then(|person| person.get(key)).and_then(Value::as_str);
    Writer {
        person: said("person").and_then(|id| id.parse().ok()),
        name: said("name").unwrap_or_default().to_owned(),
    }
}

type Object = Map<String, Value>;

/// What is read of an element beside its times and its origin.
struct Said {
    what: What,
    by: Option<String>,
    /// How many tags had no room.
    tags_left: u64,
}

fn found(
    value: &mut Object,
    writer: &Writer,
    here: &Here,
    of: fn(&mut Object, Whose) -> Result<Said, Why>,
) -> Found {
    let (id, created) = (text(value, "id"), text(value, "created"));
    let called = format!("{} {id}", created.get(..10).unwrap_or_default());
    let called = truncated(&called, 80).trim().to_owned();
    let whose = whose(value, writer, here);
    match piece(value, &id, &created, whose, of) {
        Ok(piece) => Found::Piece(Box::new(Piece { called, ..piece })),
        Err(why) => Found::Left(Left::one(called, why)),
    }
}

fn piece(
    value: &mut Object,
    id: &str,
    created: &str,
    whose: Whose,
    of: fn(&mut Object, Whose) -> Result<Said, Why>,
) -> Result<Piece, Why> {
    let begun = when::exactly(created).ok_or(Why::Time)?;
    let day = value.get("day").and_then(Value::as_str).and_then(|day| day.parse().ok());
    let begun = Now { day: day.unwrap_or(begun.day), ..begun };
    let edited = when::exactly(&text(value, "edited")).map(|now| now.at);
    let origin = value.get("origin").and_then(Value::as_str).and_then(Origin::parse);
    let origin = match (origin, id.parse::<DocumentId>()) {
        (Some(origin), _) => origin,
        (None, Ok(id)) => Origin::entry(id),
        (None, Err(_)) => return Err(Why::Damaged),
    };
    let Said { what, by, tags_left } = of(value, whose)?;
    let edited = edited.filter(|at| *at != begun.at);
    let brought = Brought { what, origin, edited, by };
    Ok(Piece { called: String::new(), begun, brought, tags_left })
}

/// Whose words something is, to whoever reads the file: another's under a name.
enum Whose {
    Mine,
    Of(String),
}

fn whose(value: &mut Object, writer: &Writer, here: &Here) -> Whose {
    let is_writers = value.get("mine").and_then(Value::as_bool) == Some(true);
    // The partner's own export: what they wrote is theirs here as well.
    if here.partner.is_some() && writer.person == here.partner {
        let author = value.get("person").and_then(Value::as_str);
        let author: Option<PersonId> = author.and_then(|id| id.parse().ok());
        return match is_writers {
            true => Whose::Of(writer.name.clone()),
            false if author == Some(here.me) => Whose::Mine,
            false => Whose::Of(text(value, "author")),
        };
    }
    // Somebody's own export in a new vault: they are another person to it, by key.
    if is_writers { Whose::Mine } else { Whose::Of(text(value, "author")) }
}

fn entry_of(value: &mut Object, whose: Whose) -> Result<Said, Why> {
    let (title, body) = (text(value, "title"), text(value, "body"));
    let by = match whose {
        Whose::Mine => None,
        Whose::Of(name) => Some(name),
    };
    let is_empty = title.trim().is_empty() && body.trim().is_empty();
    let detail: Option<Detail> = read_as(value, "detail");
    let kind = value.get("kind").and_then(Value::as_str).unwrap_or_default();
    let what = match (kind, detail) {
        // Nobody can answer for another, and signs are no words.
        ("pulse", _) if by.is_some() => return Err(Why::Theirs),
        ("pulse", _) => match (read_as(value, "month"), read_as(value, "given")) {
            (Some(month), Some(levels)) => What::Pulse { month, levels },
            _ => return Err(Why::Closed),
        },
        ("reflection" | "pause", _) => return Err(Why::Together),
        ("ritual", Some(Detail::Ritual(ritual))) => {
            // What both may change is as much this person's as the other's.
            let is_both = value.get("writers").and_then(Value::as_str) == Some("both");
            if by.is_some() && !is_both {
                return Err(Why::Theirs);
            }
            let (days, at) = (ritual.rhythm.days, ritual.rhythm.at);
            let what = What::Ritual { name: body, days, at, kept: ritual.kept };
            return Ok(Said { what, by: None, tags_left: 0 });
        }
        ("ritual", _) => return Err(closed(value)),
        ("feeling", Some(Detail::Feeling(feeling))) => What::Feeling { feeling, text: body },
        ("feeling", _) => return Err(Why::Damaged),
        _ if is_empty => return Err(closed(value)),
        ("journal", Some(Detail::Journal(page))) => {
            let (tags, left) = journal::fitting(page.tags, MAX_TAGS);
            let what = What::Journal { title, body, page: Page { tags, ..page } };
            return Ok(Said { what, by, tags_left: left });
        }
        // A line for the partner to find is a page of one's own where it is found by
        // nobody.
        ("journal" | "note", _) => page(title, body),
        ("gratitude", _) => What::Gratitude { text: body },
        ("side", _) => What::Side { text: body },
        ("talk", _) => What::Stayed { question: title, text: body },
        ("checkin", _) => match (read_as(value, "week"), read_as(value, "given"), &by) {
            (Some(week), Some(answers), None) => What::Checkin { week, answers },
            // Their words are a page.
            _ => page(title, body),
        },
        _ => return Err(Why::Kind),
    };
    Ok(Said { what, by, tags_left: 0 })
}

fn page(title: String, body: String) -> What {
    What::Journal { title, body, page: Page::default() }
}

/// Why an entry has no words.
fn closed(value: &Object) -> Why {
    let is_newer = value.get("newer").and_then(Value::as_bool) == Some(true);
    let is_sealed = value.get("delivery").and_then(Value::as_str) == Some("sealed");
    if is_newer || is_sealed { Why::Closed } else { Why::Empty }
}

fn try_of(value: &mut Object, whose: Whose) -> Result<Said, Why> {
    let week = read_as(value, "week").ok_or(Why::Damaged)?;
    match whose {
        Whose::Mine => {
            Ok(Said { what: What::Try { week, text: text(value, "text") }, by: None, tags_left: 0 })
        }
        Whose::Of(_) => Err(Why::Theirs),
    }
}

fn card_of(value: &mut Object, whose: Whose) -> Result<Said, Why> {
    let deck = read_as(value, "deck").ok_or(Why::Kind)?;
    let by = match whose {
        Whose::Mine => None,
        Whose::Of(name) => Some(name),
    };
    Ok(Said { what: What::Card { deck, question: text(value, "question") }, by, tags_left: 0 })
}

/// What stands under a key, if it is such a thing.
fn read_as<T: DeserializeOwned>(value: &Object, key: &str) -> Option<T> {
    serde_json::from_value(value.get(key)?.clone()).ok()
}

/// A text that is taken out; nothing if there is none.
fn text(value: &mut Object, key: &str) -> String {
    match value.remove(key) {
        Some(Value::String(text)) => text,
        _ => String::new(),
    }
}

fn first_words(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    truncated(line.trim(), 60).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: [u8; 32] = [1; 32];
    const SAM: [u8; 32] = [2; 32];

    fn here(partner: Option<[u8; 32]>) -> Here {
        let person = PersonId::from_bytes;
        Here { me: person(ME), partner: partner.map(person) }
    }

    fn export(by: [u8; 32], name: &str, entries: Value) -> Vec<u8> {
        let person = PersonId::from_bytes(by).to_string();
        let head = json!({ "form": 1, "person": { "person": person, "name": name } });
        json!({ "attune": head, "entries": entries }).to_string().into_bytes()
    }

    /// What each entry is, or why it was left.
    fn all(bytes: &[u8], here: &Here) -> (Read, Vec<String>) {
        let mut told = Vec::new();
        let how = read(bytes, here, &mut |found| {
            told.push(match found {
                Found::Left(left) => left.why.code().to_owned(),
                Found::Piece(piece) => {
                    let by = piece.brought.by.map_or("me".to_owned(), |name| format!("by {name}"));
                    match piece.brought.what {
                        What::Journal { body, .. } => format!("page {body} {by}"),
                        What::Gratitude { text } => format!("thanks {text} {by}"),
                        What::Checkin { week, .. } => format!("answers {week} {by}"),
                        other => format!("{other:?}"),
                    }
                }
            });
            ControlFlow::Continue(())
        });
        (how, told)
    }

    fn an_entry(more: Value) -> Value {
        let mut entry = json!({
            "id": "00000000000000000000000000000007", "kind": "journal", "mine": true,
            "author": "Alex", "title": "", "body": "rain", "day": "2019-03-14",
            "created": "2019-03-14T18:22:35-04:00", "edited": "2019-03-14T18:22:35-04:00",
        });
        for (key, value) in more.as_object().unwrap() {
            entry[key] = value.clone();
        }
        entry
    }

    #[test]
    fn whose_words_they_are_is_kept_apart() {
        let of = |person: [u8; 32]| PersonId::from_bytes(person).to_string();
        let entries = json!([
            an_entry(json!({ "person": of(SAM) })),
            an_entry(
                json!({ "mine": false, "author": "Sam", "person": of(ME), "kind": "gratitude" })
            ),
        ]);
        // One's own export, in a vault with another key.
        let own = export([7; 32], "Alex", entries.clone());
        assert_eq!(all(&own, &here(None)).1, ["page rain me", "thanks rain by Sam"]);
        assert_eq!(all(&own, &here(Some(SAM))).1, ["page rain me", "thanks rain by Sam"]);
        // The partner's: theirs is theirs, and what they had of mine is mine.
        let theirs = export(SAM, "Sam", entries);
        assert_eq!(all(&theirs, &here(Some(SAM))).1, ["page rain by Sam", "thanks rain me"]);
    }

    #[test]
    fn answers_are_answers_only_of_whoever_gave_them() {
        let answered = json!({ "kind": "checkin", "week": "2019-W11", "given": ["a", "b", "c"] });
        let mut theirs = answered.clone();
        theirs["mine"] = json!(false);
        let (_, told) =
            all(&export(ME, "Alex", json!([an_entry(answered), an_entry(theirs)])), &here(None));
        assert_eq!(told, ["answers 2019-W11 me", "page rain by Alex"]);
    }

    #[test]
    fn what_no_entry_can_be_made_of_says_why() {
        for (more, why) in [
            (json!({ "created": "9999-12-30T00:00:00+00:00" }), "time"),
            (json!({ "created": 5 }), "time"),
            (json!({ "id": "x" }), "damaged"),
            (json!({ "kind": "horoscope" }), "kind"),
            (json!({ "body": " " }), "empty"),
            (json!({ "body": "", "newer": true }), "closed"),
            (json!({ "body": "", "delivery": "sealed" }), "closed"),
        ] {
            let (how, told) = all(&export(ME, "Alex", json!([an_entry(more)])), &here(None));
            assert_eq!((how, told), (Read::Whole, vec![why.to_owned()]));
        }
    }

    #[test]
    fn what_is_no_export_gives_nothing() {
        let later = json!({ "attune": { "form": 2 }, "entries": [an_entry(json!({}))] });
        let before = br#"{"entries": [{"body": "x"}], "attune": {"form": 1}}"#;
        for bytes in [later.to_string().as_bytes(), before, b"{}", b"[]", b""] {
            assert_eq!(all(bytes, &here(None)), (Read::Nothing, vec![]));
        }
    }

    /// A kind that can be exported can be read again: a new one needs its line.
    #[test]
    fn every_kind_that_is_listed_is_read() {
        for kind in attune_core::kinds::listed_kinds() {
            let (_, told) =
                all(&export(ME, "Alex", json!([an_entry(json!({ "kind": kind }))])), &here(None));
            assert_ne!(told, ["kind"], "{kind}");
        }
    }
}
