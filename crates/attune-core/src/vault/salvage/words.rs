//! What lists read is words as well: where a document's records are gone or
//! break off, its last words stand in its entry's row.

use super::build::Broken;
use super::remains::{Columns, document, value};
use crate::document::{Value as Field, Values};
use crate::header::Audience;
use crate::ids::{DocumentId, PersonId};
use crate::kinds::{BY, Kind, ORIGIN, WISH, kind};
use crate::vault::entry::{self, NewDocument};
use crate::vault::store::{self, DocN, State};
use crate::vault::{CommandError, Work, ends, pair, rows, tombstone};
use rusqlite::{OptionalExtension, params};

/// The words of an entry's row, where its document does not say the same.
pub(super) fn keep_words(
    work: &mut Work<'_>,
    n: i64,
    columns: &Columns,
    has_ended: bool,
    broken: &mut Broken,
) -> Result<(), CommandError> {
    let text = |at| value::<String>(columns, at).unwrap_or_default();
    let is = |at| value::<i64>(columns, at) == Some(1);
    let (shared, listed, deleted) = (is(3), is(16), is(17));
    let (taken_back, hidden) = (is(18), is(19) || is(20));
    if taken_back {
        ends::taken_back(work.db, DocN(n))?;
    }
    let Some(known) = kind(&text(2)).filter(|known| known.is_edited()) else { return Ok(()) };
    let Some(id) = document(columns, 1).filter(|_| listed && !deleted && !hidden) else {
        return Ok(());
    };
    let said = [text(6), text(7)];
    let here: Option<[String; 2]> = work
        .db
        .prepare_cached("SELECT title, body FROM entries WHERE id = ?1")?
        .query_row([id.as_bytes()], |row| Ok([row.get(0)?, row.get(1)?]))
        .optional()?;
    let values = words(known, &said);
    match here {
        Some(here) if here == said => {
            broken.worded.insert(id);
        }
        // Its history broke off: its last words are one more change.
        Some(_) if !shared => match entry::change(work, id, None, &values) {
            Ok(_) => {
                broken.own.insert(id);
                broken.worded.insert(id);
            }
            Err(CommandError::Vault(error)) => return Err(error.into()),
            Err(_) => {
                broken.own.insert(id);
            }
        },
        Some(_) => {
            // A copy of what has ended is never changed: another takes its place.
            let found = store::find(work.db, id)?;
            if let Some(copy) = found.filter(|copy| copy.state == State::Kept) {
                rows::remove_entry(work, copy.n)?;
                tombstone::bury(work.db, &copy)?;
                keep_as_new(work, id, known, values, columns, broken)?;
            }
        }
        // The partner's device has it: there it comes from. Of what has ended only a
        // copy was left, which is in no other place.
        None if shared && !(has_ended || taken_back) && pair::current(work.db)?.is_some() => {
            broken.shared.insert(id);
        }
        None => keep_as_new(work, id, known, values, columns, broken)?,
    }
    Ok(())
}

fn words(known: &Kind, [title, body]: &[String; 2]) -> Values {
    let mut values = Values::new();
    for (field, text) in [(known.title_field, title), (known.body_field, body)] {
        if !field.is_empty() {
            values.insert(field.to_owned(), Field::Text(text.clone()));
        }
    }
    values
}

/// A page of one's own with the words of one whose document is gone.
fn keep_as_new(
    work: &mut Work<'_>,
    id: DocumentId,
    known: &'static Kind,
    mut values: Values,
    columns: &Columns,
    broken: &mut Broken,
) -> Result<(), CommandError> {
    for (field, at) in [("day", 8), (WISH.name, 14), (ORIGIN.name, 26), (BY.name, 27)] {
        if let Some(text) = value::<String>(columns, at) {
            values.insert(field.to_owned(), Field::Text(text));
        }
    }
    for (field, at) in [("created", 9), ("offset", 10)] {
        if let Some(number) = value::<i64>(columns, at) {
            values.insert(field.to_owned(), Field::Number(number));
        }
    }
    let author = value::<Vec<u8>>(columns, 5).and_then(|by| PersonId::from_slice(&by));
    if let Some(author) = author.filter(|author| *author != work.me.person) {
        let name: Option<String> = work
            .db
            .query_row("SELECT name FROM people WHERE person = ?1", [author.as_bytes()], |row| {
                row.get(0)
            })
            .optional()?;
        values.insert(BY.name.to_owned(), Field::Text(name.unwrap_or_default()));
    }
    broken.own.insert(id);
    values.retain(|name, _| known.shape.iter().any(|field| field.name == name));
    work.db.execute_batch("SAVEPOINT words")?;
    match entry::create(work, &NewDocument::mine(known, Audience::Own), values) {
        Ok(new) => {
            work.db.execute_batch("RELEASE words")?;
            work.db.execute(
                "INSERT OR REPLACE INTO aliases(old, new) VALUES(?1, ?2)",
                params![id.as_bytes(), new.as_bytes()],
            )?;
            broken.worded.insert(id);
        }
        Err(CommandError::Vault(error)) => return Err(error.into()),
        Err(_) => work.db.execute_batch("ROLLBACK TO words; RELEASE words")?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::command::{Command, Who};
    use crate::secrets::{Protection, Unlock};
    use crate::time::Now;
    use crate::vault::{CommandError, NewVault, Vault, store};
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    #[test]
    fn a_document_that_no_longer_loads_stands_in_nobodys_way_and_its_words_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
        let now = Now::from_millis(1_795_510_800_000, 0);
        let (mut vault, _) = Vault::create(folder.path(), &new, &now, &mut rng).unwrap();
        let mut add = |vault: &mut Vault, body: &str| {
            let (title, body) = (String::new(), body.to_owned());
            let add =
                Command::AddJournal { title, body, who: Who::OnlyMe, page: Default::default() };
            vault.apply(&add, &now, &mut rng).unwrap().id
        };
        let (broken, other) = (add(&mut vault, "first words"), add(&mut vault, "beside it"));
        let edit = |vault: &mut Vault, id, body: &str| {
            let edit = Command::Edit { id, title: None, body: Some(body.to_owned()) };
            vault.apply(&edit, &now, &mut ChaCha20Rng::from_seed([2; 32]))
        };
        edit(&mut vault, broken, "last words").unwrap();
        let n = store::find(&vault.db.lock(), broken).unwrap().unwrap().n;
        let sql = "UPDATE records SET body = x'00' WHERE document = ?1 AND begins = 1";
        vault.db.lock().execute(sql, [n.0]).unwrap();

        // It shows, is not written, and is told of.
        let body = |vault: &Vault, id| vault.reader().unwrap().entry(id).unwrap().body;
        assert_eq!(body(&vault, broken), "last words");
        assert!(matches!(edit(&mut vault, broken, "more"), Err(CommandError::Unreadable)));
        edit(&mut vault, other, "beside it, and more").unwrap();
        let wrong = vault.reader().unwrap().check().unwrap();
        assert!(wrong.len() == 1 && wrong[0].starts_with(&broken.short()), "{wrong:?}");

        drop(vault);
        let mut dice = ChaCha20Rng::from_seed([3; 32]);
        let told =
            Vault::salvage(folder.path(), &Unlock::Nothing, "desk", &now, &mut dice).unwrap();
        assert_eq!((told.unreadable, told.entries, told.worded, told.lost), (0, 2, 1, 0));
        let mut vault = Vault::open(folder.path(), &Unlock::Nothing).unwrap();
        assert_eq!(vault.reader().unwrap().check().unwrap(), Vec::<String>::new());
        // Its old id goes on naming it.
        assert_eq!(body(&vault, broken), "last words");
        assert_eq!(body(&vault, other), "beside it, and more");
        edit(&mut vault, broken, "last words, and more").unwrap();
    }
}
