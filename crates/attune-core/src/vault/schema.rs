//! The vault's tables, and the way from every older format to the newest.
//!
//! A migration is never edited once it has landed; a new one is added. A vault
//! from a newer version is refused before anything is written.

use super::VaultError;
use rusqlite::{Connection, TransactionBehavior};

/// Marks the file as Attune's (`PRAGMA application_id`): "Attn".
const APPLICATION: i32 = 0x4174_746e;

/// From format n to n + 1.
const MIGRATIONS: &[&str] = &[FORMAT_1, FORMAT_2, FORMAT_3, FORMAT_4, FORMAT_5, FORMAT_6];

const FORMAT_1: &str = "
CREATE TABLE meta(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE people(person BLOB PRIMARY KEY, name TEXT NOT NULL, mine INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE devices(
  n INTEGER PRIMARY KEY, device BLOB NOT NULL UNIQUE, person BLOB NOT NULL,
  actor BLOB NOT NULL, certificate BLOB NOT NULL, endpoint BLOB, this INTEGER NOT NULL,
  revoked INTEGER NOT NULL DEFAULT 0);
CREATE INDEX devices_actor ON devices(actor);
-- state: 0 pending, 1 final, 2 left. in_step: as of the last contact.
CREATE TABLE pairs(
  n INTEGER PRIMARY KEY, pair BLOB NOT NULL UNIQUE, partner BLOB NOT NULL, state INTEGER NOT NULL,
  secret BLOB, settings BLOB NOT NULL, log BLOB NOT NULL, digest BLOB NOT NULL,
  in_step INTEGER NOT NULL DEFAULT 0, agreed BLOB);
-- pair: NULL for one's own. state: 0 live, 1 ended, 2 kept. own_position: the
-- pair log's position of the last record that did not come from the partner.
CREATE TABLE documents(
  n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, header BLOB NOT NULL, pair INTEGER,
  state INTEGER NOT NULL DEFAULT 0, state_hash BLOB, own_position INTEGER NOT NULL DEFAULT 0);
CREATE TABLE records(
  n INTEGER PRIMARY KEY, document INTEGER NOT NULL, type INTEGER NOT NULL, hash BLOB NOT NULL,
  device INTEGER NOT NULL, begins INTEGER NOT NULL, body BLOB NOT NULL, signature BLOB NOT NULL);
CREATE UNIQUE INDEX records_document ON records(document, hash);
-- log: 0 for one's own, else the pair's number. A row outlives its record.
CREATE TABLE log(
  log INTEGER NOT NULL, position INTEGER NOT NULL, mark BLOB NOT NULL, record INTEGER,
  origin INTEGER, PRIMARY KEY(log, position)) WITHOUT ROWID;
CREATE INDEX log_record ON log(record);
CREATE TABLE peers(
  device INTEGER PRIMARY KEY, log BLOB, position INTEGER, mark BLOB,
  acked_log BLOB, acked INTEGER NOT NULL DEFAULT 0, addresses TEXT NOT NULL DEFAULT '');
CREATE TABLE excepted(device INTEGER, document BLOB, reason BLOB NOT NULL, PRIMARY KEY(device, document)) WITHOUT ROWID;
CREATE TABLE set_aside(n INTEGER PRIMARY KEY, document BLOB NOT NULL, record BLOB NOT NULL, reason TEXT NOT NULL);
CREATE INDEX set_aside_document ON set_aside(document);
CREATE TABLE entries(
  document INTEGER PRIMARY KEY, id BLOB NOT NULL, kind TEXT NOT NULL, scope INTEGER NOT NULL, writers INTEGER NOT NULL,
  author BLOB NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, day TEXT NOT NULL,
  created INTEGER NOT NULL, offset INTEGER NOT NULL, edited INTEGER NOT NULL, revisions INTEGER NOT NULL, week TEXT,
  wish TEXT, shared_as BLOB, listed INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0,
  taken_back INTEGER NOT NULL DEFAULT 0, newer INTEGER NOT NULL DEFAULT 0, sealed INTEGER NOT NULL DEFAULT 0,
  clashes TEXT);
CREATE INDEX entries_id ON entries(id);
CREATE INDEX entries_newest ON entries(created DESC, id DESC) WHERE listed = 1 AND deleted = 0;
CREATE INDEX entries_kind ON entries(kind, created DESC) WHERE listed = 1 AND deleted = 0;
CREATE INDEX entries_week ON entries(week) WHERE week IS NOT NULL;
CREATE TABLE checkins(document INTEGER PRIMARY KEY, answers BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3');
INSERT INTO words(words, rank) VALUES('secure-delete', 1);
CREATE TABLE drafts(
  slot TEXT PRIMARY KEY, kind TEXT NOT NULL, document BLOB, base BLOB, who TEXT NOT NULL,
  title TEXT NOT NULL, body TEXT NOT NULL, saved INTEGER NOT NULL) WITHOUT ROWID;
-- final: 0 while it can simply be taken back, 1 once the end is a record.
CREATE TABLE deletions(document INTEGER PRIMARY KEY, at INTEGER NOT NULL, final INTEGER NOT NULL);
CREATE TABLE aliases(old BLOB PRIMARY KEY, new BLOB NOT NULL) WITHOUT ROWID;
";

const FORMAT_2: &str = "
-- was: the state to put back on undo, where no end was written because only a
-- copy of one's own goes; NULL where undo makes a new document.
ALTER TABLE deletions ADD COLUMN was INTEGER;
UPDATE deletions SET was = 2 WHERE document IN (SELECT document FROM entries WHERE taken_back = 1);
-- Pages that both wrote were hidden for ever at whoever ended them: they show
-- as kept. A copy of what the other took back, deleted since, goes.
UPDATE documents SET state = 1 WHERE state = 2
  AND n IN (SELECT document FROM deletions WHERE final = 1 AND was = 2);
UPDATE entries SET deleted = 0 WHERE document IN
  (SELECT g.document FROM deletions g JOIN documents d ON d.n = g.document WHERE d.state = 2 AND g.final = 1);
-- Only a private document can have these; elsewhere they were somebody's claim.
UPDATE entries SET wish = NULL, shared_as = NULL WHERE scope = 1;
-- What is left of a document whose words are gone: its id and its ends, which
-- name the header's hash. checked: whether its signer might end it; 0 where the
-- header never came. Its part in the pair's digest is that of any ended one.
CREATE TABLE tombstones(
  n INTEGER PRIMARY KEY, pair INTEGER, id BLOB NOT NULL, hash BLOB NOT NULL, device INTEGER NOT NULL,
  body BLOB NOT NULL, signature BLOB NOT NULL, checked INTEGER NOT NULL);
CREATE UNIQUE INDEX tombstones_end ON tombstones(id, hash, device, ifnull(pair, 0));
ALTER TABLE log ADD COLUMN tombstone INTEGER;
CREATE INDEX log_tombstone ON log(tombstone) WHERE tombstone IS NOT NULL;
INSERT INTO tombstones(pair, id, hash, device, body, signature, checked)
  SELECT d.pair, d.id, r.hash, r.device, r.body, r.signature, 1
  FROM records r JOIN documents d ON d.n = r.document
  WHERE d.state = 1 AND r.type = 32770 AND NOT EXISTS(SELECT 1 FROM deletions g WHERE g.document = d.n);
UPDATE log SET tombstone = (
  SELECT t.n FROM records r JOIN documents d ON d.n = r.document
  JOIN tombstones t ON t.id = d.id AND t.hash = r.hash WHERE r.n = log.record)
  WHERE record IN (SELECT n FROM records WHERE type = 32770);
UPDATE log SET record = NULL WHERE tombstone IS NOT NULL;
DELETE FROM records WHERE document IN
  (SELECT d.n FROM documents d WHERE d.state = 1 AND EXISTS(SELECT 1 FROM tombstones t WHERE t.id = d.id));
DELETE FROM documents WHERE state = 1 AND EXISTS(SELECT 1 FROM tombstones t WHERE t.id = documents.id);
";

/// The index is ordered by stated time, knows single first letters, and merges
/// its parts when it is tended, not within every 64th commit; within one only
/// where nobody paused for long.
const FORMAT_3: &str = "
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize=\"unicode61 remove_diacritics 2\", prefix='1 2 3');
INSERT INTO words(words, rank) VALUES('automerge', 0);
INSERT INTO words(words, rank) VALUES('crisismerge', 64);
";

/// What a document's records came from, so that one device of the partner can be
/// asked for all of it: `last_position` is the pair log's position of its last
/// record, `brought_by` the device that brought that one (NULL if it was written
/// here), `rest_position` that of the last one which this device did not bring.
const FORMAT_4: &str = "
ALTER TABLE documents RENAME COLUMN own_position TO rest_position;
ALTER TABLE documents ADD COLUMN last_position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN brought_by INTEGER;
UPDATE documents SET (last_position, brought_by) = (
  SELECT l.position, l.origin FROM records r JOIN log l ON l.record = r.n AND l.log = documents.pair
  WHERE r.document = documents.n ORDER BY l.position DESC LIMIT 1)
  WHERE EXISTS(SELECT 1 FROM records r JOIN log l ON l.record = r.n AND l.log = documents.pair
    WHERE r.document = documents.n);
UPDATE documents SET rest_position = coalesce((
  SELECT max(l.position) FROM records r JOIN log l ON l.record = r.n AND l.log = documents.pair
  WHERE r.document = documents.n AND l.origin IS NOT documents.brought_by), 0)
  WHERE pair IS NOT NULL;
";

/// The index is ordered by minutes, so that it takes half the room. Its words come
/// set apart and folded (`search.rs`), which leaves nothing to SQLite but to split
/// them at spaces. An entry is found by its document, which has an index of its id.
/// The lists' indexes grow at their end: at their beginning, every page of them
/// is left half empty.
const FORMAT_5: &str = "
DROP INDEX entries_id;
DROP INDEX entries_newest;
DROP INDEX entries_kind;
CREATE INDEX entries_newest ON entries(created, id) WHERE listed = 1 AND deleted = 0;
CREATE INDEX entries_kind ON entries(kind, created) WHERE listed = 1 AND deleted = 0;
ALTER TABLE entries ADD COLUMN place INTEGER;
CREATE UNIQUE INDEX entries_place ON entries(place) WHERE place IS NOT NULL;
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='ascii', prefix='1 2 3', columnsize=0);
INSERT INTO words(words, rank) VALUES('automerge', 0);
INSERT INTO words(words, rank) VALUES('crisismerge', 64);
";

/// What answers what (`answers`: the document that one answers), what a kind holds
/// beside title and body (`detail`, JSON), and whether an entry may be seen
/// (`standing`: 0 shown, 1 what it names is not here, 2 against a rule). `named`:
/// what a document's standing rests on. `entries_unlisted`: what lists pass over is
/// found by its kind, and not by reading every entry; so is what is against a rule
/// (`entries_against`). with_page: what answered a page and ended
/// with it, so that undo brings back the page. received: when a pause came here. A
/// draft's `detail` is as an entry's. origin and written_by: where an entry came from
/// that was brought in, and who wrote it if that was somebody else.
const FORMAT_6: &str = "
ALTER TABLE entries ADD COLUMN answers BLOB;
ALTER TABLE entries ADD COLUMN detail TEXT;
ALTER TABLE entries ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN origin TEXT;
ALTER TABLE entries ADD COLUMN written_by TEXT;
CREATE INDEX entries_unlisted ON entries(kind, author) WHERE listed = 0;
CREATE INDEX entries_against ON entries(document) WHERE standing = 2;
CREATE INDEX entries_answers ON entries(answers) WHERE answers IS NOT NULL;
CREATE INDEX entries_origin ON entries(origin) WHERE origin IS NOT NULL;
CREATE INDEX entries_shared_as ON entries(shared_as) WHERE shared_as IS NOT NULL;
CREATE TABLE named(named BLOB NOT NULL, document INTEGER NOT NULL, PRIMARY KEY(named, document)) WITHOUT ROWID;
CREATE INDEX named_document ON named(document);
CREATE TABLE received(document INTEGER PRIMARY KEY, at INTEGER NOT NULL);
ALTER TABLE deletions ADD COLUMN with_page INTEGER NOT NULL DEFAULT 0;
ALTER TABLE drafts ADD COLUMN detail TEXT;
";

/// The newest format.
pub(super) const FORMAT: i64 = MIGRATIONS.len() as i64;

/// The format of an open database; 0 if it has no tables yet.
pub(super) fn format(db: &Connection) -> Result<i64, VaultError> {
    Ok(db.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Brings an open database to the newest format, one transaction a step.
pub(super) fn migrate(db: &mut Connection) -> Result<(), VaultError> {
    // Looking takes no lock: whoever only reads never waits for a writer.
    while format(db)? != FORMAT {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found = format(&tx)?;
        if found > FORMAT {
            return Err(VaultError::Newer { found, known: FORMAT });
        }
        let Some(step) = usize::try_from(found).ok().and_then(|found| MIGRATIONS.get(found)) else {
            return Ok(());
        };
        tx.execute_batch(step)?;
        // The index reads columns that only the newest format has.
        if found + 1 == FORMAT {
            super::index::rebuild(&tx)?;
        }
        tx.pragma_update(None, "application_id", APPLICATION)?;
        tx.pragma_update(None, "user_version", found + 1)?;
        tx.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::Unlock;
    use crate::vault::connect::{Access, connect};
    use crate::vault::{Among, Filter, VAULT_FILE, Vault, keys};
    use rusqlite::params;
    use sha2::{Digest, Sha256};

    /// Who brought which record of a document, in the order of the log; what
    /// format 4 makes of it: the last place, who brought that, and the last
    /// place of what they did not bring.
    #[test]
    fn format_4_finds_in_the_log_who_brought_what() {
        let cases: &[(&[Option<i64>], (i64, Option<i64>, i64))] = &[
            (&[None, None], (2, None, 0)),
            (&[Some(7), Some(7)], (4, Some(7), 0)),
            (&[None, Some(7), Some(7)], (7, Some(7), 5)),
            (&[Some(7), Some(8), Some(8)], (10, Some(8), 8)),
            (&[Some(7), None], (12, None, 11)),
        ];
        let mut db = Connection::open_in_memory().unwrap();
        for step in &MIGRATIONS[..3] {
            db.execute_batch(step).unwrap();
        }
        db.pragma_update(None, "user_version", 3).unwrap();
        let mut position = 0;
        for (n, (origins, _)) in (0_i64..).zip(cases) {
            let add = "INSERT INTO documents(n, id, header, pair) VALUES(?1, ?1, x'', 1)";
            db.execute(add, [n]).unwrap();
            for origin in *origins {
                position += 1;
                db.execute(
                    "INSERT INTO records(n, document, type, hash, device, begins, body, signature)
                     VALUES(?1, ?2, 1, ?1, 1, 0, x'', x'')",
                    params![position, n],
                )
                .unwrap();
                db.execute(
                    "INSERT INTO log(log, position, mark, record, origin) VALUES(1, ?1, x'', ?1, ?2)",
                    params![position, origin],
                )
                .unwrap();
            }
        }
        db.execute("INSERT INTO documents(n, id, header) VALUES(99, 99, x'')", []).unwrap();
        migrate(&mut db).unwrap();
        let row = |n: i64| -> (i64, Option<i64>, i64) {
            let columns =
                "SELECT last_position, brought_by, rest_position FROM documents WHERE n = ?1";
            db.query_row(columns, [n], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap()
        };
        for (n, (origins, (last, by, rest))) in (0_i64..).zip(cases) {
            let (found_last, found_by, found_rest) = row(n);
            assert_eq!((found_last, found_by), (*last, *by), "{origins:?}");
            // Where the last was written here, no device is asked for the rest.
            if by.is_some() {
                assert_eq!(found_rest, *rest, "{origins:?}");
            }
        }
        assert_eq!(row(99), (0, None, 0), "a private one");
    }

    /// A step that landed is somebody's vault by now. The first eight bytes of each
    /// one's hash: whoever changes one has to answer this.
    #[test]
    fn no_step_that_landed_is_ever_changed() {
        let landed = [
            "9511c03a52157d0a",
            "d5c108b650274489",
            "c33d6d27843e0e0e",
            "53b543a4eda6fe17",
            "e17c85d85b3f358e",
            "3e9c741fb5eb9ae6",
        ];
        let found: Vec<String> = MIGRATIONS
            .iter()
            .map(|step| data_encoding::HEXLOWER.encode(&Sha256::digest(step)[..8]))
            .collect();
        assert_eq!(found[..landed.len()], landed);
    }

    /// The vault of format 1 that is kept (`tests/vaults`), taken to each format on
    /// the way and closed there, opens as if it had come in one go.
    #[test]
    fn a_vault_of_each_format_on_the_way_opens_and_shows_the_same() {
        let mut shown = Vec::new();
        for format in 1..=MIGRATIONS.len() {
            let folder = tempfile::tempdir().unwrap();
            let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
            for file in std::fs::read_dir(kept.join("tests/vaults/format-1/alex")).unwrap() {
                let file = file.unwrap();
                std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
            }
            let key = keys::read_key_file(folder.path()).unwrap().unlock(&Unlock::Nothing).unwrap();
            let path = folder.path().join(VAULT_FILE);
            let mut db = connect(&path, &key, Access::Write).unwrap();
            for step in &MIGRATIONS[1..format] {
                let tx = db.transaction().unwrap();
                tx.execute_batch(step).unwrap();
                tx.commit().unwrap();
            }
            if format == MIGRATIONS.len() {
                crate::vault::index::rebuild(&db).unwrap();
            }
            db.pragma_update(None, "user_version", format as i64).unwrap();
            drop(db);
            let vault = Vault::open(folder.path(), &Unlock::Nothing).unwrap();
            let reader = vault.reader().unwrap();
            assert_eq!(reader.check().unwrap(), Vec::<String>::new(), "format {format}");
            let all = reader.list(&Filter::default()).unwrap();
            let found = reader.search("private", &Among::default(), 9).unwrap();
            shown.push((all, found, reader.status().unwrap()));
        }
        assert!(shown.iter().all(|one| *one == shown[0]));
        assert_eq!(shown[0].0.len(), 5);
    }
}
