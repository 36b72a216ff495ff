//! Reading: lists, search, history and status from plain rows. No document is
//! loaded but for its history.
//!
//! A [`Reader`] has a connection of its own and never waits for a writer.

use super::index::{self, Place};
use super::rows::parse_clashes;
use super::store::{self};
use super::{
    AgreedStep, CheckinView, CommandError, DeckView, DrawView, OwnCard, PauseView, PulseView,
    Reply, VaultError, WrittenCard, answering, checkin, named, pause, pulse, talk,
};
use crate::command::Choice;
use crate::document::{ActorPrefix, hands, history};
use crate::header::{Scope, Writers};
use crate::ids::{DocumentId, PersonId};
use crate::kinds::noted::Note;
use crate::kinds::ritual::Ritual;
use crate::kinds::{Detail, journal, kind};
use crate::search::{Query, snippet};
use crate::time::{Day, Month, Now, Timestamp, Week};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value as Column};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::ops::{ControlFlow, Range};

/// A connection that only reads.
pub struct Reader {
    pub(super) db: Connection,
    pub(super) me: PersonId,
}

/// Where a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Delivery {
    /// Only on this device.
    Device,
    /// Sealed.
    Sealed,
    /// On both devices: one of the partner's has all of it on its disk.
    Both,
}

/// Who wrote something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The person.
    pub person: PersonId,
    /// Their name, as known here.
    pub name: String,
}

/// One of the wordings where two people changed the same words at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Whose.
    pub author: Author,
    /// Their wording.
    pub text: String,
    /// When its writer's page was last changed before the two met, as far as
    /// that was kept.
    pub at: Option<Timestamp>,
    /// Where in the body the wordings meet, in bytes, with what merging made of
    /// them; `None` for a title's.
    pub place: Option<Range<usize>>,
    /// How to choose it.
    pub choice: Choice,
}

/// Something somebody wrote, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its document.
    pub id: DocumentId,
    /// Its kind's name.
    pub kind: String,
    /// Who may read it.
    pub scope: Scope,
    /// Who may write it.
    pub writers: Writers,
    /// Whether it is this person's.
    pub mine: bool,
    /// Who wrote it first.
    pub author: Author,
    /// One line; often empty.
    pub title: String,
    /// The text.
    pub body: String,
    /// The civil day where it was written.
    pub day: Day,
    /// When it claims to have been begun.
    pub created: Timestamp,
    /// When its last change claims to be from.
    pub edited: Timestamp,
    /// The writer's offset from UTC, in minutes east.
    pub offset_minutes: i16,
    /// How often it was written, the first time included.
    pub revisions: u64,
    /// Where it is.
    pub delivery: Delivery,
    /// Deleted here, and maybe not yet beyond bringing back.
    pub deleted: bool,
    /// A frozen copy of one's own: of what the partner took back, of a page that
    /// both wrote and this person ended, or of what somebody else wrote and this
    /// person brought in.
    pub kept: bool,
    /// A copy kept of what the partner took back.
    pub taken_back: bool,
    /// It holds something that only a newer version knows.
    pub newer: bool,
    /// With whom it was shared, if this person has left them since.
    pub former: Option<Author>,
    /// A device of the partner keeps what came of it and could not apply it.
    pub set_aside_there: bool,
    /// Where it came from, if it was brought in, as [`crate::brought::Origin`] has it.
    pub origin: Option<String>,
    /// To be shared once there is a partner: `read` or `write`.
    pub wish: Option<String>,
    /// The wordings where two people changed the same words at once.
    pub versions: Vec<Version>,
    /// The document that it answers.
    pub answers: Option<DocumentId>,
    /// What its kind holds beside title and body.
    pub detail: Option<Detail>,
    /// Who sent a heart for it.
    pub hearts: Vec<Author>,
    /// The lines under it, oldest first.
    pub replies: Vec<Reply>,
}

impl Entry {
    /// Whether it was brought in, and somebody else wrote it.
    pub fn is_of_another(&self) -> bool {
        self.origin.is_some() && !self.mine
    }

    /// What it holds, if it is a ritual.
    pub fn ritual(&self) -> Option<&Ritual> {
        match &self.detail {
            Some(Detail::Ritual(ritual)) => Some(ritual),
            _ => None,
        }
    }
}

/// Words that follow each other and were written by one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Who.
    pub author: Author,
    /// How many bytes of the text they are.
    pub bytes: usize,
}

/// What an entry said at some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Who wrote it.
    pub author: Author,
    /// When that claims to have been.
    pub at: Timestamp,
    /// Who could read it then: what was written before it was shared is this
    /// person's alone.
    pub scope: Scope,
    /// The title then; often empty.
    pub title: String,
    /// The text then.
    pub body: String,
}

/// What [`Reader::list`] is to give. The default is everything.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<String>,
    /// Only this scope.
    pub scope: Option<Scope>,
    /// From this day on.
    pub since: Option<Day>,
    /// To this day.
    pub until: Option<Day>,
    /// Only pages with this mood.
    pub mood: Option<String>,
    /// Only pages with this tag, whatever the case and the marks of its letters.
    pub tag: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Where [`Reader::search`] is to look. The default is everywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Among {
    /// Only these kinds; every kind where none is named.
    pub kinds: Vec<String>,
    /// Only what this person wrote; what either did with `None`.
    pub by: Option<Writer>,
    /// What a word of the query also stands for, the word as it is typed. A feeling is
    /// kept by the names of its words, which are the same in every language: whoever
    /// knows the language that somebody types in says the names.
    pub also: BTreeMap<String, Vec<String>>,
}

/// One of two who write. What both may write, both wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// This person.
    Me,
    /// The partner, or an earlier one.
    Partner,
}

/// A find: an entry, and the words around what was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The entry.
    pub entry: Entry,
    /// The words around the find.
    pub snippet: String,
}

/// Whether the partner has a document as it is: one of their devices has all of
/// it. What that device brought it has; the rest it confirmed. Two devices that
/// have all only together don't count, nor does one that says that it does not
/// apply it (after being put back to an older state it may not even have what it
/// brought). What has ended there is no exception that matters: of an ended one
/// only its end is waited for.
pub(super) const CONFIRMED: &str = "EXISTS(
  SELECT 1 FROM pairs c JOIN devices v ON v.person = c.partner AND v.revoked = 0
  LEFT JOIN peers q ON q.device = v.n AND q.acked_log = c.log
  WHERE c.n = d.pair
    AND ifnull(q.acked, 0) >= CASE v.n WHEN d.brought_by THEN d.rest_position ELSE d.last_position END
    AND (d.state <> 0 OR NOT EXISTS(
      SELECT 1 FROM excepted x WHERE x.device = v.n AND x.document = d.id)))";

/// The columns of an entry, with its author's name and how it stands; whether
/// it is confirmed follows. The last of the reasons why a device did not apply
/// something, that it has ended there, is none to speak of.
const ENTRY: &str = "
SELECT e.id, e.kind, e.scope, e.writers, e.author, coalesce(p.name, ''), e.title, e.body, e.day,
  e.created, e.edited, e.offset, e.revisions, e.deleted, e.taken_back, e.newer, e.wish, e.clashes,
  e.sealed, d.state, (SELECT f.partner FROM pairs f WHERE f.n = d.pair AND f.state = 2),
  d.state = 0 AND EXISTS(SELECT 1 FROM excepted x JOIN devices v ON v.n = x.device AND v.revoked = 0
    WHERE x.document = d.id AND x.reason <> x'03'),
  e.answers, e.detail, EXISTS(SELECT 1 FROM entries a WHERE a.answers = e.id)";

/// Where an entry came from that was brought in, and who wrote it if that was
/// somebody else.
const BROUGHT: &str = "e.origin AS origin, e.written_by AS written_by";

/// Whether both write an entry: it is shared, is no copy of one's own, and the
/// pair is not left.
const BOTH_WRITE: &str = "e.scope = 1 AND e.writers = 1 AND d.state <> 2
  AND NOT EXISTS(SELECT 1 FROM pairs l WHERE l.n = d.pair AND l.state = 2)";

const ENTRIES: &str =
    "FROM entries e JOIN documents d ON d.n = e.document LEFT JOIN people p ON p.person = e.author";

fn entry_row(row: &rusqlite::Row<'_>, me: PersonId, db: &Connection) -> Result<Entry, VaultError> {
    let bad = || VaultError::Inconsistent("an entry's row");
    let id: Vec<u8> = row.get(0)?;
    let author: Vec<u8> = row.get(4)?;
    let author = PersonId::from_slice(&author).ok_or_else(bad)?;
    let day: String = row.get(8)?;
    let shared: bool = row.get(2)?;
    let both_write: bool = row.get(3)?;
    let sealed: bool = row.get(18)?;
    let state: i64 = row.get(19)?;
    let answers: Option<Vec<u8>> = row.get(22)?;
    let is_answered: bool = row.get(24)?;
    let confirmed: bool = row.get(25)?;
    let written_by: Option<String> = row.get("written_by")?;
    let former: Option<Vec<u8>> = row.get(20)?;
    let former = former.map(|person| PersonId::from_slice(&person).ok_or_else(bad)).transpose()?;
    let ended = state == 2;
    let delivery = match (shared && !ended, sealed, confirmed) {
        (true, true, _) => Delivery::Sealed,
        (true, false, true) => Delivery::Both,
        _ => Delivery::Device,
    };
    let mut versions = Vec::new();
    for clash in parse_clashes(row.get(17)?)? {
        for (wording, (person, text)) in clash.wordings.into_iter().enumerate() {
            let choice = Choice::Wording { clash: clash.name, wording };
            let at = clash.times.get(wording).copied().map(Timestamp::clamped);
            let place = clash.place.map(|(start, end)| start..end);
            versions.push(Version { author: person_named(db, person)?, text, at, place, choice });
        }
    }
    let id = DocumentId::from_slice(&id).ok_or_else(bad)?;
    let (hearts, replies) =
        if is_answered { answering::answers(db, id, ended)? } else { Default::default() };
    Ok(Entry {
        id,
        kind: row.get(1)?,
        scope: if shared && !ended { Scope::Shared } else { Scope::Private },
        writers: if both_write { Writers::Both } else { Writers::Owner },
        mine: author == me && written_by.is_none(),
        kept: ended || written_by.is_some(),
        author: match written_by {
            Some(name) => Author { person: of_name(&name), name },
            None => Author { person: author, name: row.get(5)? },
        },
        origin: row.get("origin")?,
        title: row.get(6)?,
        body: row.get(7)?,
        day: day.parse().map_err(|_| bad())?,
        created: Timestamp::clamped(row.get(9)?),
        edited: Timestamp::clamped(row.get(10)?),
        offset_minutes: row.get(11)?,
        revisions: row.get::<_, i64>(12)?.unsigned_abs(),
        delivery,
        deleted: row.get(13)?,
        taken_back: row.get(14)?,
        newer: row.get(15)?,
        former: former.map(|person| person_named(db, person)).transpose()?,
        set_aside_there: row.get(21)?,
        wish: row.get(16)?,
        versions,
        answers: answers.and_then(|id| DocumentId::from_slice(&id)),
        // What one said in a pause is the other's to see when both have said it: that is
        // told by the pause's own view alone.
        detail: named::parse_detail(row.get(23)?)?
            .filter(|detail| !matches!(detail, Detail::Pause(_))),
        hearts,
        replies,
    })
}

/// Stands for somebody of whom only a name is known: nobody's key.
fn of_name(name: &str) -> PersonId {
    PersonId::from_bytes(
        Sha256::new_with_prefix("attune name").chain_update(name).finalize().into(),
    )
}

pub(super) fn person_named(db: &Connection, person: PersonId) -> Result<Author, VaultError> {
    let name: Option<String> = db
        .prepare_cached("SELECT name FROM people WHERE person = ?1")?
        .query_row([person.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(Author { person, name: name.unwrap_or_default() })
}

impl Reader {
    pub(super) fn new(db: Connection, me: PersonId) -> Self {
        Self { db, me }
    }

    fn entries(&self, rest: &str, values: Vec<Column>) -> Result<Vec<Entry>, VaultError> {
        let mut entries = Vec::new();
        self.each_of(rest, values, |entry| entries.push(entry))?;
        Ok(entries)
    }

    fn each_of(
        &self,
        rest: &str,
        values: Vec<Column>,
        mut take: impl FnMut(Entry),
    ) -> Result<(), VaultError> {
        let mut statement =
            self.db.prepare_cached(&format!("{ENTRY}, {CONFIRMED}, {BROUGHT} {ENTRIES} {rest}"))?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            take(entry_row(row, self.me, &self.db)?);
        }
        Ok(())
    }

    /// The document a person means by `text`: a whole id, or an unambiguous
    /// start of at least four characters.
    pub fn named(&self, text: &str) -> Result<DocumentId, CommandError> {
        if let Ok(id) = text.parse() {
            return Ok(id);
        }
        let text = text.to_lowercase();
        if text.len() < 4 || text.len() > 32 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(CommandError::UnknownId);
        }
        let mut statement = self.db.prepare_cached(
            "SELECT id FROM documents WHERE id BETWEEN ?1 AND ?2 AND hex(id) LIKE ?3 LIMIT 2",
        )?;
        let even = &text[..text.len() / 2 * 2];
        let low = data_encoding::HEXLOWER.decode(even.as_bytes()).unwrap_or_default();
        let mut high = low.clone();
        high.resize(DocumentId::LEN, 0xff);
        let found: Vec<Vec<u8>> = statement
            .query_map(params![low, high, format!("{text}%")], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        match found.as_slice() {
            [] => Err(CommandError::UnknownId),
            [one] => DocumentId::from_slice(one).ok_or(CommandError::UnknownId),
            _ => Err(CommandError::AmbiguousId),
        }
    }

    /// One entry. An old id names what it became.
    pub fn entry(&self, id: DocumentId) -> Result<Entry, CommandError> {
        let id = store::resolve(&self.db, id)?;
        let found = self.entries("WHERE d.id = ?1", vec![Column::Blob(id.as_bytes().to_vec())])?;
        found.into_iter().next().ok_or(CommandError::UnknownId)
    }

    /// Entries, newest first by stated time, without deleted ones.
    pub fn list(&self, filter: &Filter) -> Result<Vec<Entry>, VaultError> {
        let mut entries = Vec::new();
        self.each(filter, |entry| entries.push(entry))?;
        Ok(entries)
    }

    /// Gives the same one by one: of ten years, whoever keeps little of each holds
    /// little.
    pub fn each(&self, filter: &Filter, take: impl FnMut(Entry)) -> Result<(), VaultError> {
        let mut rest = String::from(
            "WHERE e.listed = 1 AND e.deleted = 0 AND e.shared_as IS NULL AND d.state <> 1",
        );
        let mut values = Vec::new();
        if let Some(kind) = &filter.kind {
            values.push(Column::Text(kind.clone()));
            rest.push_str(" AND e.kind = ?");
        }
        match filter.scope {
            Some(Scope::Private) => rest.push_str(" AND (e.scope = 0 OR d.state = 2)"),
            Some(Scope::Shared) => rest.push_str(" AND e.scope = 1 AND d.state <> 2"),
            None => {}
        }
        if let Some(day) = filter.since {
            values.push(Column::Text(day.to_string()));
            rest.push_str(" AND e.day >= ?");
        }
        if let Some(day) = filter.until {
            values.push(Column::Text(day.to_string()));
            rest.push_str(" AND e.day <= ?");
        }
        if let Some(mood) = &filter.mood {
            values.push(Column::Text(mood.clone()));
            rest.push_str(" AND e.detail ->> '$.mood' = ?");
        }
        if let Some(tag) = &filter.tag {
            let same = self.spellings(tag)?;
            let places = vec!["?"; same.len()].join(", ");
            rest.push_str(&format!(
                " AND EXISTS(SELECT 1 FROM json_each(e.detail, '$.tags') t WHERE t.value IN ({places}))"
            ));
            values.extend(same);
        }
        rest.push_str(" ORDER BY e.created DESC, e.id DESC");
        if let Some(limit) = filter.limit {
            values.push(Column::Integer(limit.into()));
            rest.push_str(" LIMIT ?");
        }
        self.each_of(&rest, values, take)
    }

    /// How the pages that are here write a tag: alike but for the case and the marks of
    /// its letters.
    fn spellings(&self, tag: &str) -> Result<Vec<Column>, VaultError> {
        let mut statement = self.db.prepare_cached(
            "SELECT DISTINCT t.value FROM entries e, json_each(e.detail, '$.tags') t
             WHERE e.kind = 'journal' AND e.detail IS NOT NULL",
        )?;
        let written = statement.query_map([], |row| row.get(0))?;
        let written = written.collect::<Result<Vec<String>, _>>()?;
        let same = written.into_iter().filter(|known| journal::find([known], tag).is_some());
        Ok(same.map(Column::Text).collect())
    }

    /// What the present partner wrote of one kind and this person has not noted as
    /// seen, newest first.
    pub(super) fn unseen(&self, kind: &str) -> Result<Vec<Entry>, VaultError> {
        self.entries(
            "JOIN pairs w ON w.n = d.pair AND w.state = 1 AND w.partner = e.author
             WHERE e.listed = 1 AND e.deleted = 0 AND e.kind = ? AND d.state = 0
               AND NOT EXISTS(SELECT 1 FROM entries s JOIN documents t ON t.n = s.document
                 WHERE s.answers = e.id AND s.kind = 'noted' AND s.title = ? AND s.deleted = 0
                   AND t.state = 0)
             ORDER BY e.created DESC, e.id DESC",
            vec![Column::Text(kind.to_owned()), Column::Text(Note::Seen.name().to_owned())],
        )
    }

    /// Entries with every word of `query` (the last letters of each may be
    /// missing; words in quotation marks stand together), newest first.
    pub fn search(&self, query: &str, among: &Among, limit: u32) -> Result<Vec<Found>, VaultError> {
        let wanted = Query::meaning(query, &among.also);
        let Some(wanted) = wanted.filter(|_| limit > 0) else { return Ok(Vec::new()) };
        let mut rest = String::from(
            "WHERE e.place = ? AND e.listed = 1 AND e.deleted = 0 AND e.shared_as IS NULL
             AND d.state <> 1",
        );
        let mut values: Vec<Column> = among.kinds.iter().cloned().map(Column::Text).collect();
        if !values.is_empty() {
            let places = vec!["?"; values.len()].join(", ");
            rest.push_str(&format!(" AND e.kind IN ({places})"));
        }
        if let Some(by) = among.by {
            let author = match by {
                Writer::Me => "e.author = ? AND e.written_by IS NULL",
                Writer::Partner => "e.author <> ? OR e.written_by IS NOT NULL",
            };
            rest.push_str(&format!(" AND ({author} OR {BOTH_WRITE})"));
            values.push(Column::Blob(self.me.as_bytes().to_vec()));
        }
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let newest_first = |entry: &Entry| Reverse((entry.created, entry.id));
        let mut entries: Vec<Entry> = Vec::new();
        // The oldest of those that will be given, once there are enough.
        let mut oldest = None;
        index::newest(&self.db, &wanted.terms(), |place| {
            // An entry may stand later than it is from, never earlier.
            if oldest.is_some_and(|oldest| place < oldest) {
                return Ok(ControlFlow::Break(()));
            }
            let place = std::iter::once(Column::Integer(place.0));
            let found = self.entries(&rest, place.chain(values.iter().cloned()).collect())?;
            entries.extend(found);
            if entries.len() >= most {
                entries.sort_by_key(newest_first);
                entries.truncate(most);
                oldest = entries.last().map(|entry| Place::of(entry.created.millis()));
            }
            Ok(ControlFlow::Continue(()))
        })?;
        entries.sort_by_key(newest_first);
        let found = entries.into_iter();
        Ok(found
            .map(|entry| {
                let text = if entry.title.is_empty() {
                    entry.body.clone()
                } else {
                    format!("{}\n{}", entry.title, entry.body)
                };
                let snippet = snippet(&text, query);
                Found { entry, snippet }
            })
            .collect())
    }

    /// What an entry said before, oldest first: who, when, and the words. What
    /// its own author wrote before sharing it comes first; the partner has none
    /// of that.
    pub fn history(&self, id: DocumentId) -> Result<Vec<Revision>, CommandError> {
        let entry = self.entry(id)?;
        let mut told = Vec::new();
        for earlier in self.before_sharing(entry.id)? {
            told.extend(self.revisions(earlier)?);
        }
        told.extend(self.revisions(entry)?);
        Ok(told)
    }

    /// The private pages that were shared as this one, and stayed.
    pub fn before_sharing(&self, id: DocumentId) -> Result<Vec<Entry>, VaultError> {
        self.entries(
            "WHERE e.shared_as = ? AND d.pair IS NULL AND d.state = 0 ORDER BY e.created, e.id",
            vec![Column::Blob(id.as_bytes().to_vec())],
        )
    }

    fn revisions(&self, entry: Entry) -> Result<Vec<Revision>, CommandError> {
        let scope = entry.scope;
        let document = store::find(&self.db, entry.id)?.ok_or(CommandError::UnknownId)?;
        let Some(kind) = kind(&document.header.kind).filter(|kind| kind.is_edited()) else {
            let Entry { author, edited: at, title, body, .. } = entry;
            return Ok(vec![Revision { author, at, scope, title, body }]);
        };
        let changes = store::changes(&self.db, document.n)?;
        let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
        let revisions =
            history(kind.shape, &changes, usize::MAX).map_err(|_| CommandError::Unreadable)?;
        let mut told: Vec<Revision> = Vec::new();
        for mut revision in revisions {
            let title = revision.fields.remove("title").unwrap_or_default();
            let body = revision.fields.remove(kind.body_field).unwrap_or_default();
            // A change of what does not show is no new wording.
            if told.last().is_some_and(|last| last.title == title && last.body == body) {
                continue;
            }
            let person = store::person_of_actor(&self.db, revision.by)?;
            let author = match person {
                Some(person) if !entry.is_of_another() => person_named(&self.db, person)?,
                _ => entry.author.clone(),
            };
            told.push(Revision { author, at: revision.at, scope, title, body });
        }
        Ok(told)
    }

    /// Who wrote which words of a text that both may write, from its begin to its
    /// end. Empty where that is not told: of a text that only one may write, of
    /// one with a very long history, and of one that this row is behind of.
    pub fn written(&self, id: DocumentId) -> Result<Vec<Written>, CommandError> {
        let entry = self.entry(id)?;
        if entry.writers != Writers::Both {
            return Ok(Vec::new());
        }
        let document = store::find(&self.db, entry.id)?.ok_or(CommandError::UnknownId)?;
        let Some(kind) = kind(&document.header.kind).filter(|kind| kind.is_edited()) else {
            return Ok(Vec::new());
        };
        let changes = store::changes(&self.db, document.n)?;
        let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
        let Ok(hands) = hands(kind.body_field, &changes) else { return Ok(Vec::new()) };
        let mut written: Vec<Written> = Vec::new();
        let mut people: BTreeMap<ActorPrefix, Author> = BTreeMap::new();
        for hand in hands {
            let author = match people.entry(hand.by) {
                Slot::Occupied(known) => known.get().clone(),
                Slot::Vacant(new) => {
                    let person = store::person_of_actor(&self.db, hand.by)?;
                    let person = person.unwrap_or(entry.author.person);
                    new.insert(person_named(&self.db, person)?).clone()
                }
            };
            match written.last_mut() {
                // Two devices of one person are one hand.
                Some(last) if last.author.person == author.person => last.bytes += hand.bytes,
                _ => written.push(Written { author, bytes: hand.bytes }),
            }
        }
        let bytes: usize = written.iter().map(|written| written.bytes).sum();
        Ok(if bytes == entry.body.len() { written } else { Vec::new() })
    }

    /// How a week's check-in stands; the one being offered if none is named.
    pub fn checkin(&self, week: Option<Week>, now: &Now) -> Result<CheckinView, VaultError> {
        checkin::view(&self.db, self.me, now, week)
    }

    /// The decks of soul talk, in the order they are offered.
    pub fn decks(&self) -> Result<Vec<DeckView>, VaultError> {
        talk::decks(&self.db)
    }

    /// A card that was drawn; the last one if none is named.
    pub fn drawn(&self, id: Option<DocumentId>) -> Result<Option<DrawView>, VaultError> {
        talk::drawn(&self.db, self.me, id)
    }

    /// The couple's own cards, and those that this person has alone, the newest first.
    pub fn own_cards(&self) -> Result<Vec<OwnCard>, VaultError> {
        Ok(self.written_cards()?.into_iter().map(|written| written.card).collect())
    }

    /// The same, with all there is to keep of them elsewhere.
    pub fn written_cards(&self) -> Result<Vec<WrittenCard>, VaultError> {
        talk::own_cards(&self.db, self.me)
    }

    /// Every card that was drawn by either, from the first to the last.
    pub fn all_drawn(&self) -> Result<Vec<DrawView>, VaultError> {
        talk::all_drawn(&self.db, self.me)
    }

    /// The pause that is under way, if there is one.
    pub fn pause(&self, now: &Now) -> Result<Option<PauseView>, VaultError> {
        pause::view(&self.db, self.me, now)
    }

    /// What the two agreed on in a pause, in the order in which it was put in words. The
    /// rest of a pause that is over is told nowhere.
    pub fn agreed_steps(&self, id: DocumentId) -> Result<Vec<AgreedStep>, CommandError> {
        let id = store::resolve(&self.db, id)?;
        let document = store::find(&self.db, id)?.ok_or(CommandError::UnknownId)?;
        Ok(pause::agreed(&self.db, document.n)?)
    }

    /// How a month's pulse stands; the one to answer now if none is named.
    pub fn pulse(&self, month: Option<Month>, now: &Now) -> Result<PulseView, VaultError> {
        pulse::view(&self.db, self.me, now, month)
    }

    /// The months of which anybody told their pulse, newest first.
    pub fn pulse_months(&self) -> Result<Vec<Month>, VaultError> {
        pulse::months(&self.db)
    }

    /// The week that a check-in's answer was given for.
    pub fn checkin_week(&self, id: DocumentId) -> Result<Week, CommandError> {
        let week: Option<Option<String>> = self
            .db
            .prepare_cached(
                "SELECT e.week FROM entries e JOIN documents d ON d.n = e.document
                 WHERE d.id = ?1 AND e.kind = 'checkin'",
            )?
            .query_row([id.as_bytes()], |row| row.get(0))
            .optional()?;
        week.flatten().and_then(|week| week.parse().ok()).ok_or(CommandError::UnknownId)
    }

    /// The weeks that anybody answered, newest first.
    pub fn checkin_weeks(&self) -> Result<Vec<Week>, VaultError> {
        checkin::weeks(&self.db)
    }
}
