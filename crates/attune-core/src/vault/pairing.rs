//! The partner: pending, final, left. One pair at a time; an earlier pair's
//! things stay, read-only.

use super::agreed::{Agreed, By};
use super::entry::{NewDocument, create, share_as, unsettled};
use super::pair::{FINAL, LEFT, PENDING, current, drop_pending};
use super::read::person_named;
use super::settle::settle;
use super::store::{self, Origin, Own};
use super::{
    CommandError, Vault, VaultError, Work, checkin, devices, drafts, ends, exchange, inks, make,
    meta,
};
use crate::document::{ActorPrefix, Value, Values, begin};
use crate::header::{Audience, Header, Writers};
use crate::ids::{DocumentId, LogId, PairId};
use crate::kinds::{profile, settings};
use crate::record::{Beginning, Record, RecordType};
use crate::text::truncated;
use crate::time::Now;
use rusqlite::{OptionalExtension, params};
use zeroize::Zeroizing;

impl Vault {
    /// The signed first record of a pair's common settings, with the day this
    /// person chose alone. Nothing is stored: it becomes part of what both
    /// agree on.
    pub fn make_settings(
        &mut self,
        pair: PairId,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Vec<u8>, CommandError> {
        let mut nonce = [0; 16];
        rng.fill_bytes(&mut nonce);
        let audience = Audience::Pair(pair);
        let kind = &settings::KIND;
        let header = Header::new(audience, kind.name, self.me.person, Writers::Both, None, nonce);
        let mut values = settings::values(checkin::weekday(&self.db.lock())?);
        values.extend(moment(now));
        let actor = ActorPrefix::of(self.me.device).actor(rng);
        let change =
            begin(kind.shape, &values, actor, now.at).map_err(|_| CommandError::Unreadable)?;
        let record = Record::sign(
            &self.keys.device,
            RecordType::CHANGE,
            &header,
            Beginning::First,
            change.bytes,
            change.hash,
        );
        Ok(record.encode())
    }

    /// Remembers durably what was agreed, not yet as paired: the other side may
    /// not know of it. A pending agreement replaces an earlier pending one.
    pub fn store_pending(
        &mut self,
        agreed: &Agreed,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<(), CommandError> {
        self.transact(now, rng, |work| store_pending(work, agreed))
    }

    /// Makes what was agreed final: from here on there is a partner. The chosen
    /// private entries become new, shared documents.
    pub fn finalize(
        &mut self,
        pair: PairId,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<(), CommandError> {
        self.transact(now, rng, |work| finalize(work, pair))
    }

    /// Drops what is pending; it never counted as paired.
    pub fn drop_pending(&mut self) -> Result<(), VaultError> {
        self.write(drop_pending)
    }

    /// Leaves: at once, and only here. What both had stays with each; the
    /// endpoint's key goes with the secret, so that the other sees only that
    /// this device is not reached. Neither is left in the files, as soon as no
    /// other program reads; where the other's devices were met is forgotten, and
    /// what is being typed is for this person alone until they say otherwise.
    pub fn leave(
        &mut self,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<(), CommandError> {
        self.transact(now, rng, |work| {
            let pair = current(work.db)?.ok_or(CommandError::NotPaired)?;
            work.db.execute(
                "UPDATE pairs SET state = ?2, secret = NULL, agreed = NULL, in_step = 0 WHERE n = ?1",
                params![pair.n, LEFT],
            )?;
            drop_pending(work.db)?;
            devices::forget_places(work.db, pair.partner)?;
            drafts::keep_to_oneself(work.db)?;
            // Of what came from them and was never applied nothing is of use.
            work.db.execute("DELETE FROM set_aside", [])?;
            work.db.execute("DELETE FROM meta WHERE key = 'port'", [])?;
            let mut endpoint = Zeroizing::new([0; 32]);
            work.rng.fill_bytes(endpoint.as_mut());
            meta::set(work.db, "endpoint-key", endpoint.as_slice())?;
            ends::wal_is_dirty(work.db)?;
            Ok::<_, CommandError>(())
        })?;
        // What was left is left, also where the log can't be emptied just now:
        // that is tried again whenever the vault is used.
        let _ = self.empty_wal();
        Ok(())
    }
}

/// What every edited document says of when it was begun.
pub(super) fn moment(now: &Now) -> Values {
    Values::from([
        ("day".to_owned(), Value::Text(now.day.to_string())),
        ("created".to_owned(), Value::Number(now.at.millis())),
        ("offset".to_owned(), Value::Number(now.offset_minutes.into())),
    ])
}

fn store_pending(work: &mut Work<'_>, agreed: &Agreed) -> Result<(), CommandError> {
    if current(work.db)?.is_some() {
        return Err(CommandError::AlreadyPaired);
    }
    // Whatever making it final will need is looked at now: what one side has
    // stored must not prove impossible once the other is final.
    let settings = agreed.first_settings(&work.me.certificate).ok_or(CommandError::Unreadable)?;
    drop_pending(work.db)?;
    let encoded =
        postcard::to_stdvec(agreed).map_err(|_| VaultError::Inconsistent("what was agreed"))?;
    work.db.execute(
        "INSERT INTO pairs(pair, partner, state, secret, settings, log, digest, agreed)
         VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            agreed.pair.as_bytes(),
            agreed.partner.as_bytes(),
            PENDING,
            agreed.secret,
            settings.header.id().as_bytes(),
            LogId::random(work.rng).as_bytes(),
            [0_u8; 32],
            encoded
        ],
    )?;
    Ok(())
}

fn finalize(work: &mut Work<'_>, pair: PairId) -> Result<(), CommandError> {
    let found: Option<(i64, Option<Vec<u8>>)> = work
        .db
        .prepare_cached("SELECT state, agreed FROM pairs WHERE pair = ?1")?
        .query_row([pair.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let agreed = match found {
        Some((FINAL, _)) => return Ok(()),
        Some((PENDING, agreed)) => Agreed::decode(agreed)?,
        _ => return Err(CommandError::NotPaired),
    };
    work.db
        .execute("UPDATE pairs SET state = ?2 WHERE pair = ?1", params![pair.as_bytes(), FINAL])?;
    work.db.execute(
        "INSERT OR IGNORE INTO people(person, name, mine) VALUES(?1, ?2, 0)",
        params![agreed.partner.as_bytes(), truncated(&agreed.partner_name, make::MAX_NAME)],
    )?;
    let device = store::add_device(work.db, &agreed.certificate, Own::Other)?;
    devices::set_endpoint(work.db, device, &agreed.endpoint)?;
    exchange::set_addresses(work.db, device, &agreed.addresses)?;
    let first = agreed.first_settings(&work.me.certificate).ok_or(CommandError::Unreadable)?;
    let origin = match first.by {
        By::Us => Origin::Here,
        By::Them => Origin::Device(device),
    };
    let document = store::add_document(work.db, &first.header)?;
    store::add_record(work, &document, &first.record, first.hash, origin)?;
    settle(work, document.n).map_err(unsettled)?;
    let name = person_named(work.db, work.me.person)?.name;
    let values = profile::values(&name, inks::chosen(work.db, work.me.person)?);
    create(work, &NewDocument::mine(&profile::KIND, Audience::Pair(pair)), values)?;
    for id in &agreed.chosen {
        share_chosen(work, *id)?;
    }
    Ok(())
}

/// Shares a private entry that was chosen at pairing. One that can't be shared
/// stays as it is, and stands in nobody's way.
fn share_chosen(work: &mut Work<'_>, id: DocumentId) -> Result<(), CommandError> {
    let wish: Option<Option<String>> = work
        .db
        .prepare_cached(
            "SELECT e.wish FROM entries e JOIN documents d ON d.n = e.document
             WHERE d.id = ?1 AND d.pair IS NULL AND d.state = 0
               AND e.listed = 1 AND e.deleted = 0 AND e.shared_as IS NULL AND e.written_by IS NULL",
        )?
        .query_row([id.as_bytes()], |row| row.get(0))
        .optional()?;
    let (Some(wish), Some(document)) = (wish, store::find(work.db, id)?) else { return Ok(()) };
    let both = wish.as_deref() == Some("write");
    let writers = if both { Writers::Both } else { Writers::Owner };
    work.db.execute_batch("SAVEPOINT chosen")?;
    match share_as(work, &document, writers) {
        Ok(_) => work.db.execute_batch("RELEASE chosen")?,
        Err(CommandError::Vault(error)) => return Err(error.into()),
        Err(_) => work.db.execute_batch("ROLLBACK TO chosen; RELEASE chosen")?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::{Protection, Unlock, VaultKey};
    use crate::vault::connect::log_of;
    use crate::vault::wal::PAGE;
    use crate::vault::{NewVault, VAULT_FILE};
    use aes::Aes256;
    use aes::cipher::{BlockDecrypt, KeyInit};
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;
    use std::path::Path;

    const SECRET: [u8; 32] = *b"the secret that only two know...";

    /// What SQLCipher keeps at the end of each page: how it begins, and its proof.
    const RESERVED: usize = 80;

    /// A page as whoever has the key reads it, with what no table points at any more.
    fn plain(page: &[u8], key: &VaultKey) -> Vec<u8> {
        let hex = key.to_pragma();
        let key = data_encoding::HEXLOWER.decode(&hex.as_bytes()[2..66]).unwrap();
        let cipher = Aes256::new(key.as_slice().into());
        let (words, rest) = page.split_at(PAGE - RESERVED);
        let mut before = rest[..16].to_vec();
        let mut plain = Vec::with_capacity(PAGE);
        for block in words.chunks_exact(16) {
            let mut out = aes::Block::clone_from_slice(block);
            cipher.decrypt_block(&mut out);
            plain.extend(out.iter().zip(&before).map(|(a, b)| a ^ b));
            before = block.to_vec();
        }
        plain
    }

    /// Whether `words` are anywhere in the database or its log, read with the key.
    fn is_anywhere(folder: &Path, key: &VaultKey, words: &[u8]) -> bool {
        let path = folder.join(VAULT_FILE);
        let holds = |plain: &[u8]| plain.windows(words.len()).any(|at| at == words);
        let database = std::fs::read(&path).unwrap();
        // The first page begins with sixteen bytes that are for every reader, and holds
        // nothing but the names of tables.
        let log = std::fs::read(log_of(&path)).unwrap_or_default();
        let frames = log.get(32..).unwrap_or_default().chunks_exact(24 + PAGE);
        database[PAGE..].chunks_exact(PAGE).any(|page| holds(&plain(page, key)))
            || frames.map(|frame| &frame[24..]).any(|page| holds(&plain(page, key)))
    }

    fn agreed(vault: &mut Vault, other: &Vault, now: &Now, rng: &mut ChaCha20Rng) -> Agreed {
        let pair = PairId::from_bytes([9; 16]);
        Agreed {
            pair,
            partner: other.me().person,
            partner_name: "Sam".to_owned(),
            certificate: other.me().certificate.clone(),
            endpoint: *b"where the other device can be di",
            addresses: vec!["192.168.7.7:4567".parse().unwrap()],
            secret: SECRET,
            settings: vault.make_settings(pair, now, rng).unwrap(),
            chosen: vec![],
        }
    }

    #[test]
    fn no_key_of_a_pair_that_was_left_is_in_the_files() {
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let now = Now::from_millis(1_795_510_800_000, 0);
        let mut make = |name| {
            let folder = tempfile::tempdir().unwrap();
            let new = NewVault { name, device_name: "desk", protection: Protection::Nothing };
            let (vault, _) = Vault::create(folder.path(), &new, &now, &mut rng).unwrap();
            (folder, vault)
        };
        let (folder, mut alex) = make("Alex");
        let (_sams, sam) = make("Sam");
        let agreed = agreed(&mut alex, &sam, &now, &mut rng);
        alex.store_pending(&agreed, &now, &mut rng).unwrap();
        alex.finalize(agreed.pair, &now, &mut rng).unwrap();
        let (key, endpoint) = (alex.key.clone(), alex.endpoint_secret().unwrap());
        let place = b"192.168.7.7:4567";
        for words in [&SECRET[..], endpoint.as_slice(), &agreed.endpoint, place] {
            assert!(is_anywhere(folder.path(), &key, words), "the test sees what is there");
        }

        // Somebody reads meanwhile, in another program: it goes when they are done.
        let other = Vault::open(folder.path(), &Unlock::Nothing).unwrap();
        let reading = other.db.lock();
        reading.execute_batch("BEGIN").unwrap();
        reading.query_row("SELECT count(*) FROM entries", [], |_| Ok(())).unwrap();
        alex.leave(&now, &mut rng).unwrap();
        assert_ne!(alex.endpoint_secret().unwrap().as_slice(), endpoint.as_slice());
        assert!(alex.partner().unwrap().is_none(), "left all the same");
        reading.execute_batch("COMMIT").unwrap();
        alex.purge_deleted(&now, &mut rng).unwrap();
        for words in [&SECRET[..], endpoint.as_slice(), &agreed.endpoint, place] {
            assert!(!is_anywhere(folder.path(), &key, words));
        }
    }
}
