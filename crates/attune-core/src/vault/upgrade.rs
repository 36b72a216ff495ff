//! What an older version kept without understanding it is read again, once,
//! by the first version that knows more.

use super::settle::{SettleError, settle};
use super::store::DocN;
use super::{VaultError, Work, aside, meta, receive};
use crate::kinds::KINDS;
use crate::record::RecordType;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The meta row that holds what the last version understood.
const UNDERSTOOD: &str = "understood";

/// A hash over every kind, field and record type that this version knows, so
/// that nobody has to remember to count a number up.
static UNDERSTANDS: LazyLock<[u8; 32]> = LazyLock::new(|| {
    let mut hash = Sha256::new_with_prefix(b"attune understands 1");
    for kind in KINDS {
        hash.update(kind.name);
        for field in kind.shape {
            hash.update(format!("\0{}\0{:?}\0{}", field.name, field.kind, field.max));
        }
        for fact in kind.facts {
            hash.update(fact.0.to_be_bytes());
        }
    }
    for (known, _) in RecordType::KNOWN {
        hash.update([known.0.to_be_bytes(), [u8::from(known.is_reserved()), 0]].concat());
    }
    hash.finalize().into()
});

/// Settles again what shows as newer, and gives another chance to what was set
/// aside as newer, if this version understands more or other things than the
/// one before it.
pub(super) fn catch_up(work: &mut Work<'_>) -> Result<(), VaultError> {
    let before = meta::value(work.db, UNDERSTOOD)?;
    if before.as_deref() == Some(UNDERSTANDS.as_slice()) {
        return Ok(());
    }
    meta::set(work.db, UNDERSTOOD, UNDERSTANDS.as_slice())?;
    let newer: Vec<i64> = work
        .db
        .prepare_cached("SELECT document FROM entries WHERE newer = 1 ORDER BY document")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for n in newer {
        work.db.execute_batch("SAVEPOINT upgrade")?;
        match settle(work, DocN(n)) {
            Ok(()) => work.db.execute_batch("RELEASE upgrade")?,
            // It stays as it was shown.
            Err(SettleError::Refused(_)) => {
                work.db.execute_batch("ROLLBACK TO upgrade; RELEASE upgrade")?;
            }
            Err(SettleError::Vault(error)) => return Err(error),
        }
    }
    for id in aside::documents(work.db, Some(aside::Reason::Newer))? {
        receive::try_again_alone(work, id)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Command, Who};
    use crate::header::{Audience, Header, Writers};
    use crate::record::{Beginning, Record, fact_hash};
    use crate::secrets::Protection;
    use crate::time::Now;
    use crate::vault::aside::Reason;
    use crate::vault::{NewVault, Vault, store};
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    /// A vault in which an older version did not understand a page.
    #[test]
    fn what_showed_as_newer_is_read_again_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
        let now = Now::from_millis(1_795_510_800_000, 0);
        let (mut vault, _) = Vault::create(folder.path(), &new, &now, &mut rng).unwrap();
        let (title, body) = (String::new(), "words of tomorrow".to_owned());
        let add = Command::AddJournal { title, body, who: Who::OnlyMe, page: Default::default() };
        let id = vault.apply(&add, &now, &mut rng).unwrap().id;
        let n = store::find(&vault.db.lock(), id).unwrap().unwrap().n;
        let as_newer = |db: &rusqlite::Connection| {
            db.execute("UPDATE entries SET newer = 1, body = '' WHERE document = ?1", [n.0])
                .unwrap();
        };
        as_newer(&vault.db.lock());
        let shown = |vault: &Vault| vault.reader().unwrap().entry(id).unwrap();

        // The same version looks no second time.
        vault.finish_deletions(&now, &mut rng).unwrap();
        assert!(shown(&vault).newer);
        meta::set(&vault.db.lock(), UNDERSTOOD, b"less").unwrap();
        vault.finish_deletions(&now, &mut rng).unwrap();
        assert_eq!(
            (shown(&vault).newer, shown(&vault).body.as_str()),
            (false, "words of tomorrow")
        );

        // What can't be read by this version either stays as it is.
        let header =
            Header::new(Audience::Own, "journal", vault.me.person, Writers::Owner, None, [1; 16]);
        let (kind, begins) = (RecordType::END, Beginning::Later);
        let body = b"no end".to_vec();
        let hash = fact_hash(&body);
        let record = Record::sign(&vault.keys.device, kind, &header, begins, body, hash);
        aside::keep(&vault.db.lock(), header.id(), &record.encode(), Reason::Newer).unwrap();
        meta::set(&vault.db.lock(), UNDERSTOOD, b"less").unwrap();
        vault.finish_deletions(&now, &mut rng).unwrap();
        assert_eq!(aside::of(&vault.db.lock(), header.id(), 9).unwrap().len(), 1);
    }
}
