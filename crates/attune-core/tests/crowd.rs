//! Many threads that open vaults at once: each takes its key.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use attune_core::secrets::{Protection, Unlock};
use attune_core::time::Now;
use attune_core::vault::{NewVault, Vault};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

/// Without a second try, about every tenth run of this failed somewhere.
#[test]
fn a_good_key_is_taken_whatever_others_do() {
    let threads: Vec<_> = (0..12_u64).map(|n| std::thread::spawn(move || open_many(n))).collect();
    for thread in threads {
        thread.join().unwrap();
    }
}

fn open_many(seed: u64) {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    for _ in 0..40 {
        let folder = tempfile::tempdir().unwrap();
        let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
        let now = Now::from_millis(1_795_510_800_000, 0);
        Vault::create(folder.path(), &new, &now, &mut rng).unwrap();
        for _ in 0..5 {
            Vault::open(folder.path(), &Unlock::Nothing).unwrap();
        }
    }
}
