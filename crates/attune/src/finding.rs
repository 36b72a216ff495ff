//! Words looked for as somebody types them, in the language of the moment.
//!
//! What is kept depends on no language: a feeling's words are in the index by their
//! names. So what is typed is turned into these names before the vault is asked, and
//! only feelings are looked through for them.

use crate::feelings;
use attune_core::search::compared;
use attune_core::vault::{Among, Found, Reader, VaultError};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// Feelings, as a vault calls them.
const FEELING: &str = "feeling";

/// Entries with every word of `query`, the newest first: as they are written, or, of a
/// feeling, as its words are called in the language of the moment.
pub(crate) fn found(
    reader: &Reader,
    query: &str,
    among: &Among,
    limit: u32,
) -> Result<Vec<Found>, VaultError> {
    let mut found = reader.search(query, among, limit)?;
    let also = names(query);
    if also.is_empty() || !(among.kinds.is_empty() || among.kinds.iter().any(|k| k == FEELING)) {
        return Ok(found);
    }
    let felt = Among { kinds: vec![FEELING.to_owned()], also, ..among.clone() };
    let felt = reader.search(query, &felt, limit)?;
    let known: HashSet<_> = found.iter().map(|find| find.entry.id).collect();
    found.extend(felt.into_iter().filter(|find| !known.contains(&find.entry.id)));
    found.sort_by_key(|find| Reverse((find.entry.created, find.entry.id)));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// The names of the feelings that each word of `query` may be the beginning of.
fn names(query: &str) -> BTreeMap<String, Vec<String>> {
    let named = |word: &str| {
        let words = feelings::beginning_with(word).into_iter().flat_map(|(_, words)| words);
        let names: Vec<String> = words.map(str::to_owned).collect();
        (!names.is_empty()).then(|| (word.to_owned(), names))
    };
    // A sign alone would be the beginning of any word.
    let words = query.split_whitespace().filter(|word| !compared(word).is_empty());
    words.filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;
    use attune_core::command::{Command, Who};
    use attune_core::kinds::feeling::Feeling;
    use attune_core::secrets::Protection;
    use attune_core::time::Now;
    use attune_core::vault::{NewVault, Vault};
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    #[test]
    fn a_word_is_known_by_its_name_in_the_language_it_is_typed_in() {
        let of = |query: &str, word: &str| names(query).remove(word).unwrap_or_default();
        assert_eq!(of("sad today", "sad"), ["sad"]);
        assert_eq!(of("triste", "triste"), Vec::<String>::new());
        Language::Spanish.within(|| {
            assert!(of("triste", "triste").contains(&"sad".to_owned()));
            assert!(of("muy trist", "trist").contains(&"sad".to_owned()));
            assert_eq!(of("triste bicicleta", "bicicleta"), Vec::<String>::new());
        });
    }

    #[test]
    fn a_feeling_is_found_by_its_word_in_either_language_and_nothing_else_is() {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
        let now = Now::from_millis(1_795_510_800_000, 0);
        let (mut vault, _) = Vault::create(folder.path(), &new, &now, &mut rng).unwrap();
        let words = ["sad", "far-away"].map(str::to_owned).to_vec();
        let feeling = Feeling { words, ..Feeling::default() };
        let text = "Fue la lluvia".to_owned();
        let feel = Command::Feel { feeling, text, who: Who::OnlyMe };
        let felt = vault.apply(&feel, &now, &mut rng).unwrap().id;
        let text = "A sad song, una canción triste".to_owned();
        let thanks = Command::AddGratitude { text, who: Who::OnlyMe };
        let thanks = vault.apply(&thanks, &now, &mut rng).unwrap().id;
        let reader = vault.reader().unwrap();
        let all = |query: &str, kinds: &[&str]| {
            let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
            let among = Among { kinds, ..Among::default() };
            let found = found(&reader, query, &among, 50).unwrap();
            let mut ids: Vec<_> = found.into_iter().map(|find| find.entry.id).collect();
            ids.sort();
            ids
        };
        let mut both = [felt, thanks];
        both.sort();
        assert_eq!(all("sad", &[]), both);
        assert_eq!(all("triste", &[]), [thanks], "English is spoken");
        Language::Spanish.within(|| {
            assert_eq!(all("triste", &[]), both);
            assert_eq!(all("trist", &["feeling"]), [felt]);
            assert_eq!(all("triste lluvia", &[]), [felt]);
            assert_eq!(all("triste", &["gratitude"]), [thanks]);
            assert_eq!(all("\"triste\"", &[]), [thanks], "a quotation is as it is written");
            assert_eq!(all("contenta", &[]), []);
        });
    }
}
