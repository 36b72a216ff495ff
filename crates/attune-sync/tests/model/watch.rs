//! What is known of the whole world, which no device knows: which words are
//! secret, what was ended, who sealed which week; and the look at every frame.

use attune_core::ids::{DeviceId, DocumentId};
use attune_core::record::{Record, RecordType};
use attune_core::time::{Month, Week};
use attune_sync::proto::frame::{Frame, PREFIX};
use std::collections::{BTreeMap, BTreeSet};

/// Every token begins so; a number of six digits follows.
const TOKEN: &[u8] = b"hush";

/// A word that is written only once in a history.
pub(crate) fn word(token: u32) -> String {
    format!("hush{token:06}")
}

/// The tokens in a text.
pub(crate) fn tokens(text: &[u8]) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for at in 0..text.len().saturating_sub(TOKEN.len() + 5) {
        if text[at] == TOKEN[0] && text[at..].starts_with(TOKEN) {
            let digits = &text[at + TOKEN.len()..at + TOKEN.len() + 6];
            let number = std::str::from_utf8(digits).ok().and_then(|text| text.parse().ok());
            found.extend(number.into_iter().collect::<Vec<u32>>());
        }
    }
    found
}

/// What the records of each shared document say, on one device. Who signed is
/// left out: two devices of one person can sign the same fact.
#[derive(Debug, Clone, Default)]
pub(crate) struct Held(BTreeMap<DocumentId, BTreeSet<(RecordType, Vec<u8>)>>);

impl Held {
    pub(crate) fn insert(&mut self, id: DocumentId, records: Vec<Vec<u8>>) {
        let records = records.iter().map(|bytes| Record::decode(bytes).unwrap());
        self.0.insert(id, records.map(|record| (record.kind, record.body)).collect());
    }

    /// Adds what another device held.
    pub(crate) fn add(&mut self, other: &Held) {
        for (id, records) in &other.0 {
            self.0.entry(*id).or_default().extend(records.iter().cloned());
        }
    }

    /// Whether all that `other` has of a document is here, or it ended here.
    pub(crate) fn has_all(&self, id: DocumentId, other: &Held) -> bool {
        let Some(here) = self.0.get(&id) else { return false };
        self.is_ended(id) || other.0.get(&id).is_none_or(|there| there.is_subset(here))
    }

    pub(crate) fn is_ended(&self, id: DocumentId) -> bool {
        self.0.get(&id).into_iter().flatten().any(|(kind, _)| *kind == RecordType::END)
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = DocumentId> {
        self.0.keys().copied()
    }
}

/// What a rule is about and has to be come to, or it was never put to the test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reached {
    AnsweredFeeling,
    AnsweredPage,
    ReplyKeptOut,
    OpenedMonth,
    JoinedPause,
    DeckUsedUp,
}

impl Reached {
    pub(crate) const ALL: [Self; 6] = [
        Self::AnsweredFeeling,
        Self::AnsweredPage,
        Self::ReplyKeptOut,
        Self::OpenedMonth,
        Self::JoinedPause,
        Self::DeckUsedUp,
    ];
}

#[derive(Default)]
pub(crate) struct Watch {
    last_token: u32,
    /// Words that must be in no frame.
    pub(crate) secret: BTreeSet<u32>,
    /// Documents that nobody else may hear of.
    pub(crate) hidden: BTreeSet<DocumentId>,
    /// Words that somebody took out of a page again, or chose against.
    pub(crate) removed: BTreeSet<u32>,
    /// Who ended what.
    pub(crate) ended: BTreeMap<DocumentId, BTreeSet<usize>>,
    /// Who sealed an answer for which week.
    pub(crate) sealed: BTreeMap<Week, BTreeSet<usize>>,
    /// What answers what: that ends with it.
    pub(crate) answers: BTreeMap<DocumentId, DocumentId>,
    /// Which signs Alex sealed for a month, and which Sam did: one of two devices, or
    /// one that was put back, can do so again.
    pub(crate) signs: BTreeMap<Month, [BTreeSet<[u8; 6]>; 2]>,
    /// All of them, which travel only sealed.
    pub(crate) levels: BTreeSet<[u8; 6]>,
    /// Who said each length of a pause, and whether by moving it.
    pub(crate) lengths: BTreeMap<i64, (usize, bool)>,
    /// The pauses begun, and on which device, since one was closed or a clock set.
    pub(crate) begun: Vec<(usize, DocumentId)>,
    /// Whether anybody ever closed one.
    pub(crate) closed: bool,
    /// Whether any clock was ever set.
    pub(crate) clocks_moved: bool,
    /// Every card drawn.
    pub(crate) draws: Vec<DocumentId>,
    /// What this history came to.
    pub(crate) reached: BTreeSet<Reached>,
    /// Whose disk was put back to an older state, of which device, and what lay
    /// on it.
    pub(crate) lost: Vec<(usize, DeviceId, Held)>,
    /// Every frame, as it went.
    pub(crate) wire: Vec<Vec<u8>>,
    /// Words seen in frames: that the search finds what is there.
    pub(crate) seen: BTreeSet<u32>,
}

impl Watch {
    pub(crate) fn token(&mut self) -> u32 {
        self.last_token += 1;
        self.last_token
    }

    pub(crate) fn reach(&mut self, what: Reached) {
        self.reached.insert(what);
    }

    /// Whether somebody ended it, or what it answers.
    pub(crate) fn is_ended(&self, id: DocumentId) -> bool {
        let of = self.answers.get(&id);
        self.ended.contains_key(&id) || of.is_some_and(|of| self.ended.contains_key(of))
    }

    /// Looks for whatever must not travel.
    pub(crate) fn frame(&mut self, frame: &Frame, bytes: &[u8]) {
        match frame {
            Frame::Records { records, .. } | Frame::Document { records, .. } => {
                for record in records {
                    self.bytes(record);
                }
            }
            _ => self.bytes(&bytes[PREFIX..]),
        }
        self.wire.push(bytes.to_vec());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for token in tokens(bytes) {
            assert!(!self.secret.contains(&token), "the private word {} travels", word(token));
            self.seen.insert(token);
        }
        for six in bytes.windows(6).filter(|six| six.iter().all(|level| (1..=5).contains(level))) {
            assert!(!self.levels.iter().any(|levels| levels == six), "signs travel in clear");
        }
        let mut firsts = [false; 256];
        for id in &self.hidden {
            firsts[id.as_bytes()[0] as usize] = true;
            firsts[id.to_string().as_bytes()[0] as usize] = true;
        }
        for at in 0..bytes.len().saturating_sub(DocumentId::LEN - 1) {
            if !firsts[bytes[at] as usize] {
                continue;
            }
            let raw = DocumentId::from_slice(&bytes[at..at + DocumentId::LEN]);
            let text = bytes.get(at..at + 2 * DocumentId::LEN);
            let text = text.and_then(|text| std::str::from_utf8(text).ok()?.parse().ok());
            for id in [raw, text].into_iter().flatten() {
                assert!(!self.hidden.contains(&id), "the private page {id} is named");
            }
        }
    }
}
