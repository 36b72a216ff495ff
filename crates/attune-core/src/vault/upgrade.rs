//! What an older version kept without understanding it is read again, once,
//! by the first version that knows more.

use super::settle::{SettleError, settle};
use super::store::DocN;
use super::{VaultError, Work, aside, open, receive};
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
    let before = open::meta(work.db, UNDERSTOOD)?;
    if before.as_deref() == Some(UNDERSTANDS.as_slice()) {
        return Ok(());
    }
    open::set_meta(work.db, UNDERSTOOD, UNDERSTANDS.as_slice())?;
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
