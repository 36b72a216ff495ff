//! Frames: what one side of a session can say, and its bytes.
//!
//! A frame is a big-endian `u32` length, one byte that names the kind, and a
//! postcard body; bodies that carry records are zstd. Every length is checked
//! before anything is allocated, and inflation stops at a limit. The bytes of
//! [`Hello`] and [`Bye`] are fixed for all versions (a newer hello may go on
//! after what is read here), so that two versions can always refuse each other
//! in words.

use super::live::{LiveState, MAX_LIVE};
use attune_core::exchange::{Digest, DocumentState, Except, LogPoint, Telling};
use attune_core::identity::Certificate;
use attune_core::ids::{DocumentId, Position, RunId};
use attune_core::record::Record;
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::io::Read;
use std::marker::PhantomData;
use std::net::SocketAddr;

/// The lowest and highest protocol version spoken here.
pub const PROTOCOL: (u16, u16) = (1, 1);
/// The longest hello, in bytes.
pub const MAX_HELLO: usize = 2 * 1024;
/// The longest frame, in bytes: the largest record, and room to spare.
pub const MAX_FRAME: usize = Record::MAX_LEN + 64 * 1024;
/// The most bytes that a frame's records may inflate to.
pub const MAX_INFLATED: usize = Record::MAX_LEN + 1024 * 1024;
/// The most records in one frame.
pub const MAX_RECORDS: usize = 1024;
/// The most document states in one frame.
pub const MAX_STATES: usize = 1024;
/// The most documents asked for in one frame.
pub const MAX_WANT: usize = 64;
/// The most exceptions in one acknowledgement.
pub const MAX_EXCEPT: usize = 4096;
/// The most addresses a hello may name.
pub const MAX_ADDRESSES: usize = 8;
/// What a live frame holds beside its state.
const LIVE_ROOM: usize = 16;
const LEVEL: i32 = 3;

/// The feature of showing and being shown what is live: whoever does not name
/// it in the hello is sent no such frame, and may send none.
pub const FEATURE_LIVE: u32 = 1 << 0;
/// Every feature that this version knows, and says it has, by its bit.
pub const FEATURES: [(u32, &str); 1] = [(FEATURE_LIVE, "live")];

/// The first thing each side says: who it is, and all that is needed to see
/// that nothing is new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The lowest version the sender speaks.
    pub min: u16,
    /// The highest.
    pub max: u16,
    /// One run of the sender's program.
    pub run: RunId,
    /// The sender's device, vouched for by its person.
    pub certificate: Certificate,
    /// The device's signature over this session's key and role.
    pub signature: Vec<u8>,
    /// Proof that the sender knows the pair's secret.
    pub proof: [u8; 32],
    /// The end of the sender's log.
    pub end: LogPoint,
    /// How far into the receiver's log the sender has stored.
    pub have: Option<LogPoint>,
    /// The state of the sender's shared documents.
    pub digest: Digest,
    /// How many of them are set aside.
    pub set_aside: u64,
    /// Bits of [`FEATURES`]; unknown ones mean nothing.
    pub features: u32,
    /// The most bytes of records the sender accepts unacknowledged.
    pub window: u32,
    /// Where the sender listens.
    pub addresses: Vec<SocketAddr>,
}

/// Where two logs stand and what is held there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// The end of the sender's own log.
    pub mine: LogPoint,
    /// How far into the receiver's log the sender has stored.
    pub yours: Option<LogPoint>,
    /// The state of the sender's shared documents at these positions.
    pub digest: Digest,
    /// How many of them are set aside.
    pub set_aside: u64,
}

/// Why a session ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bye {
    /// The sender is stopping or was switched off.
    Leaving,
    /// No common version; the sender speaks these.
    Versions {
        /// The lowest.
        min: u16,
        /// The highest.
        max: u16,
    },
    /// The receiver is nobody the sender keeps things with.
    Unknown,
    /// Another connection of the same two devices stays.
    Duplicate,
    /// The receiver's device was met in another run at the same time.
    Clone,
    /// The receiver broke a rule of the protocol.
    Broken,
    /// The sender's own storage failed.
    Trouble,
    /// No hello in time.
    Late,
}

impl Bye {
    /// Every goodbye's name.
    pub const NAMES: [&str; 8] =
        ["leaving", "versions", "unknown", "duplicate", "clone", "broken", "trouble", "late"];

    /// Its name, one of [`Bye::NAMES`].
    pub fn name(self) -> &'static str {
        let at = match self {
            Self::Leaving => 0,
            Self::Versions { .. } => 1,
            Self::Unknown => 2,
            Self::Duplicate => 3,
            Self::Clone => 4,
            Self::Broken => 5,
            Self::Trouble => 6,
            Self::Late => 7,
        };
        Self::NAMES[at]
    }
}

/// Everything one side can say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// See [`Hello`].
    Hello(Box<Hello>),
    /// The session ends.
    Bye(Bye),
    /// Records of the sender's log that follow on `after`.
    Records {
        /// The place they follow on.
        after: Position,
        /// The place the log stands at after them.
        through: LogPoint,
        /// Encoded records.
        records: Vec<Vec<u8>>,
    },
    /// All of the receiver's log through here is on the sender's disk, but for
    /// some documents.
    Stored {
        /// How far.
        through: LogPoint,
        /// What is not applied there.
        except: Vec<Except>,
        /// Whether these are all there are.
        telling: Telling,
    },
    /// See [`Stand`].
    Digest(Stand),
    /// States of the sender's documents, in ascending order of id.
    Heads {
        /// One page.
        states: Vec<DocumentState>,
        /// Whether there are more pages.
        more: More,
    },
    /// Asks for whole documents.
    Want(Vec<DocumentId>),
    /// One asked for; without records if the sender has no such document.
    Document {
        /// Which.
        id: DocumentId,
        /// Its records, dependencies first.
        records: Vec<Vec<u8>>,
        /// Whether more of them follow.
        more: More,
    },
    /// What the sender shows now, in place of what it showed before. Never
    /// stored or acknowledged, and no part of either log.
    Live {
        /// How long ago that was set there, in milliseconds. So that a state
        /// which waited for the line, or for a session, is no older than it says.
        age: u32,
        /// Nothing: it shows nothing any more.
        state: Option<LiveState>,
    },
}

/// Whether a page is the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum More {
    /// Others follow.
    Follows,
    /// It is.
    Last,
}

/// The bytes are no frame this version accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// A length or count is beyond its limit.
    #[error("a frame is larger than allowed")]
    TooLarge,
    /// The bytes are damaged, or of an unknown kind.
    #[error("a frame can't be read")]
    Damaged,
}

/// The first byte of each kind of frame on the wire, with its name. Numbers are
/// never used twice.
pub const KINDS: [(u8, &str); 9] = [
    (kind::HELLO, "hello"),
    (kind::BYE, "bye"),
    (kind::RECORDS, "records"),
    (kind::STORED, "stored"),
    (kind::DIGEST, "digest"),
    (kind::HEADS, "heads"),
    (kind::WANT, "want"),
    (kind::DOCUMENT, "document"),
    (kind::LIVE, "live"),
];

mod kind {
    pub(super) const HELLO: u8 = 1;
    pub(super) const BYE: u8 = 2;
    pub(super) const RECORDS: u8 = 3;
    pub(super) const STORED: u8 = 4;
    pub(super) const DIGEST: u8 = 5;
    pub(super) const HEADS: u8 = 6;
    pub(super) const WANT: u8 = 7;
    pub(super) const DOCUMENT: u8 = 8;
    pub(super) const LIVE: u8 = 9;
}

/// Length of the word that goes before each frame.
pub const PREFIX: usize = 4;

/// The length of the frame that `prefix` announces, if it is within `limit`
/// ([`MAX_HELLO`] before the other side is known, [`MAX_FRAME`] after).
pub fn announced(prefix: [u8; PREFIX], limit: usize) -> Result<usize, FrameError> {
    match u32::from_be_bytes(prefix) as usize {
        0 => Err(FrameError::Damaged),
        length if length > limit => Err(FrameError::TooLarge),
        length => Ok(length),
    }
}

impl Frame {
    /// The frame with its length before it.
    pub fn encode(&self) -> Result<Vec<u8>, FrameError> {
        let (kind, body) = match self {
            Self::Hello(hello) => (kind::HELLO, plain(hello)?),
            Self::Bye(bye) => (kind::BYE, plain(bye)?),
            Self::Records { after, through, records } => {
                (kind::RECORDS, packed(&(after, through, records))?)
            }
            Self::Stored { through, except, telling } => {
                (kind::STORED, plain(&(through, except, telling))?)
            }
            Self::Digest(stand) => (kind::DIGEST, plain(stand)?),
            Self::Heads { states, more } => (kind::HEADS, plain(&(states, more))?),
            Self::Want(ids) => (kind::WANT, plain(ids)?),
            Self::Document { id, records, more } => (kind::DOCUMENT, packed(&(id, records, more))?),
            Self::Live { age, state } => (kind::LIVE, plain(&(age, state))?),
        };
        let length = body.len() + 1;
        let limit = if kind == kind::HELLO { MAX_HELLO } else { MAX_FRAME };
        if length > limit {
            return Err(FrameError::TooLarge);
        }
        let prefix = u32::try_from(length).map_err(|_| FrameError::TooLarge)?.to_be_bytes();
        Ok([prefix.as_slice(), &[kind], &body].concat())
    }

    /// The frame in `bytes`, which came after its length.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        let (kind, body) = bytes.split_first().ok_or(FrameError::Damaged)?;
        let frame = match *kind {
            kind::HELLO => {
                if bytes.len() > MAX_HELLO {
                    return Err(FrameError::TooLarge);
                }
                // A newer hello may go on; this version reads what it knows.
                let (hello, _) =
                    postcard::take_from_bytes::<Hello>(body).map_err(|_| FrameError::Damaged)?;
                within(hello.addresses.len(), MAX_ADDRESSES)?;
                Self::Hello(Box::new(hello))
            }
            kind::BYE => Self::Bye(read(body)?),
            kind::RECORDS => {
                let (after, through, AtMost::<_, MAX_RECORDS>(records)) = unpacked(body)?;
                Self::Records { after, through, records }
            }
            kind::STORED => {
                let (through, AtMost::<_, MAX_EXCEPT>(except), telling) = read(body)?;
                Self::Stored { through, except, telling }
            }
            kind::DIGEST => Self::Digest(read(body)?),
            kind::HEADS => {
                let (AtMost::<_, MAX_STATES>(states), more) = read(body)?;
                Self::Heads { states, more }
            }
            kind::WANT => {
                let AtMost::<_, MAX_WANT>(ids) = read(body)?;
                Self::Want(ids)
            }
            kind::DOCUMENT => {
                let (id, AtMost::<_, MAX_RECORDS>(records), more) = unpacked(body)?;
                Self::Document { id, records, more }
            }
            kind::LIVE => {
                within(body.len(), MAX_LIVE + LIVE_ROOM)?;
                let (age, state) = read(body)?;
                Self::Live { age, state }
            }
            _ => return Err(FrameError::Damaged),
        };
        Ok(frame)
    }
}

/// A list that is read only up to its limit: beyond it nothing is allocated.
struct AtMost<T, const N: usize>(Vec<T>);

impl<'de, T: Deserialize<'de>, const N: usize> Deserialize<'de> for AtMost<T, N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items<T, const N: usize>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>, const N: usize> Visitor<'de> for Items<T, N> {
            type Value = AtMost<T, N>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "at most {N} items")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    if items.len() == N {
                        return Err(serde::de::Error::invalid_length(N + 1, &self));
                    }
                    items.push(item);
                }
                Ok(AtMost(items))
            }
        }

        deserializer.deserialize_seq(Items(PhantomData))
    }
}

fn within(count: usize, limit: usize) -> Result<(), FrameError> {
    if count > limit { Err(FrameError::TooLarge) } else { Ok(()) }
}

fn plain<T: Serialize>(value: &T) -> Result<Vec<u8>, FrameError> {
    postcard::to_stdvec(value).map_err(|_| FrameError::Damaged)
}

fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, FrameError> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        _ => Err(FrameError::Damaged),
    }
}

fn packed<T: Serialize>(value: &T) -> Result<Vec<u8>, FrameError> {
    let bytes = plain(value)?;
    within(bytes.len(), MAX_INFLATED)?;
    zstd::bulk::compress(&bytes, LEVEL).map_err(|_| FrameError::Damaged)
}

fn unpacked<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> Result<T, FrameError> {
    let mut inflated = Vec::new();
    let mut decoder =
        zstd::stream::read::Decoder::with_buffer(bytes).map_err(|_| FrameError::Damaged)?;
    // Never more memory for the window than for what may come out of it.
    decoder.window_log_max(23).map_err(|_| FrameError::Damaged)?;
    decoder
        .take(MAX_INFLATED as u64 + 1)
        .read_to_end(&mut inflated)
        .map_err(|_| FrameError::Damaged)?;
    within(inflated.len(), MAX_INFLATED)?;
    read(&inflated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use attune_core::ids::{LogId, Mark};

    fn point() -> LogPoint {
        LogPoint {
            log: LogId::from_bytes([1; 8]),
            position: Position(7),
            mark: Mark::from_bytes([2; 8]),
        }
    }

    #[track_caller]
    fn check(frame: Frame) {
        let bytes = frame.encode().unwrap();
        let (prefix, rest) = bytes.split_first_chunk().unwrap();
        assert_eq!(announced(*prefix, MAX_FRAME), Ok(rest.len()));
        assert_eq!(Frame::decode(rest), Ok(frame));
        for cut in 0..rest.len() {
            assert!(Frame::decode(&rest[..cut]).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn frames_read_back_and_cut_ones_are_refused() {
        check(Frame::Bye(Bye::Versions { min: 1, max: 3 }));
        let records = vec![vec![5; 300], vec![], vec![6]];
        check(Frame::Records { after: Position(3), through: point(), records: records.clone() });
        check(Frame::Stored { through: point(), except: vec![], telling: Telling::All });
        check(Frame::Want(vec![DocumentId::from_bytes([3; 16])]));
        let id = DocumentId::from_bytes([4; 16]);
        check(Frame::Document { id, records, more: More::Last });
        check(Frame::Live { age: 70_000, state: None });
        check(Frame::Live { age: u32::MAX, state: LiveState::new(vec![8; MAX_LIVE]).ok() });
    }

    #[test]
    fn a_live_state_beyond_its_limit_is_refused() {
        let bytes = |length| {
            let body = plain(&(7_u32, Some(vec![1_u8; length]))).unwrap();
            [[kind::LIVE].as_slice(), &body].concat()
        };
        assert!(Frame::decode(&bytes(MAX_LIVE)).is_ok());
        assert_eq!(Frame::decode(&bytes(MAX_LIVE + 1)), Err(FrameError::Damaged));
        assert_eq!(Frame::decode(&bytes(MAX_LIVE + 64)), Err(FrameError::TooLarge));
    }

    fn hello() -> Hello {
        use attune_core::identity::SecretKey;
        let (person, device) = (SecretKey::from_bytes(&[4; 32]), SecretKey::from_bytes(&[5; 32]));
        Hello {
            min: 1,
            max: 2,
            run: RunId::from_bytes([6; 8]),
            certificate: Certificate::issue(&person, device.device(), "desk"),
            signature: vec![7; 64],
            proof: [8; 32],
            end: point(),
            have: None,
            digest: Digest([9; 32]),
            set_aside: 10,
            features: 11,
            window: 12,
            addresses: vec!["192.168.1.2:4100".parse().unwrap()],
        }
    }

    /// A version of tomorrow has to read these, and this one has to read tomorrow's.
    #[test]
    fn what_two_versions_tell_each_other_first_is_fixed() {
        let body = |frame: Frame| frame.encode().unwrap()[PREFIX..].to_vec();
        let goodbyes = [
            (Bye::Leaving, &[0][..]),
            (Bye::Versions { min: 1, max: 3 }, &[1, 1, 3]),
            (Bye::Unknown, &[2]),
            (Bye::Duplicate, &[3]),
            (Bye::Clone, &[4]),
            (Bye::Broken, &[5]),
            (Bye::Trouble, &[6]),
            (Bye::Late, &[7]),
        ];
        for (bye, bytes) in goodbyes {
            assert_eq!(body(Frame::Bye(bye)), [&[2], bytes].concat(), "{}", bye.name());
        }
        let hello = hello();
        let certificate = plain(&hello.certificate).unwrap();
        let (person, device) = (hello.certificate.person, hello.certificate.device);
        let vouched: &[&[u8]] = &[person.as_bytes(), device.as_bytes(), b"\x04desk\x40"];
        assert_eq!(certificate[..certificate.len() - 64], vouched.concat());
        let parts: [&[u8]; 14] = [
            &[1, 1, 2],
            &[6; 8],
            &certificate,
            &[64],
            &[7; 64],
            &[8; 32],
            &[1; 8],
            &[7],
            &[2; 8],
            &[0],
            &[9; 32],
            &[10, 11, 12],
            &[1, 0, 192, 168, 1, 2],
            &[0x84, 0x20],
        ];
        let bytes = body(Frame::Hello(Box::new(hello.clone())));
        assert_eq!(bytes, parts.concat());
        let longer = [bytes.as_slice(), b"what only a newer version says"].concat();
        assert_eq!(Frame::decode(&longer), Ok(Frame::Hello(Box::new(hello))));
    }

    #[test]
    fn lengths_beyond_the_limit_are_refused_before_reading() {
        assert_eq!(announced(u32::MAX.to_be_bytes(), MAX_FRAME), Err(FrameError::TooLarge));
        assert_eq!(announced(2049u32.to_be_bytes(), MAX_HELLO), Err(FrameError::TooLarge));
        assert_eq!(announced([0; 4], MAX_FRAME), Err(FrameError::Damaged));
    }

    #[test]
    fn lists_beyond_their_limit_are_refused() {
        let many = |count| Frame::Records {
            after: Position(0),
            through: point(),
            records: vec![vec![]; count],
        };
        let decoded = |frame: Frame| Frame::decode(&frame.encode().unwrap()[PREFIX..]);
        assert_eq!(decoded(many(MAX_RECORDS)), Ok(many(MAX_RECORDS)));
        assert_eq!(decoded(many(MAX_RECORDS + 1)), Err(FrameError::Damaged));
        let ids = vec![DocumentId::from_bytes([3; 16]); MAX_WANT + 1];
        assert_eq!(decoded(Frame::Want(ids)), Err(FrameError::Damaged));
    }

    #[test]
    fn inflation_stops_at_the_limit() {
        let bomb = zstd::bulk::compress(&vec![0; MAX_INFLATED * 4], 19).unwrap();
        assert!(bomb.len() < 10_000);
        let bytes = [[kind::RECORDS].as_slice(), &bomb].concat();
        assert_eq!(Frame::decode(&bytes), Err(FrameError::TooLarge));
    }
}
