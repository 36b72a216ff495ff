//! What the system calls this computer for good: it tells a copied vault from
//! the one it was copied from. It stays here, hashed, inside the vault.

/// The computer's own id; empty where the system gives none, and a copy is told
/// by its file alone.
pub(crate) fn id() -> Vec<u8> {
    machine_uid::get().map(String::into_bytes).unwrap_or_default()
}
