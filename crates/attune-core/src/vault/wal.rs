//! The write-ahead log as bytes: which of its frames are whole, and whether any
//! are that SQLite would pass over.
//!
//! SQLite takes a log up to the first frame whose checksum is wrong, and says
//! nothing of what comes after: for it that is what a power cut left. So it is,
//! where no more than one commit in a row comes after, for each is on the disk
//! before the next begins. Where more do, something else was at the file, and what
//! was kept would be lost without a word. The pages are encrypted in the log as in the
//! file, so no key is needed to look.

use super::{VaultError, connect};
use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// A page of a vault, in bytes (SQLCipher's default, which was never changed).
pub(super) const PAGE: usize = 4096;
const HEAD: usize = 32;
const FRAME_HEAD: usize = 24;
const FRAME: usize = FRAME_HEAD + PAGE;
/// How the file begins where its checksums go by words of the smaller end first;
/// one more where by the larger.
const MAGIC: u32 = 0x377f_0682;
/// A log longer than this is not looked at: it is folded in long before.
const MOST: u64 = 1 << 30;

/// A whole frame.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Frame {
    /// The page's number, from 1.
    page: u32,
    /// How many pages the file has after it, where a commit ends with it.
    commit: Option<u32>,
    /// Where its page's bytes begin in the log.
    at: usize,
}

/// What a look at a log found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    frames: Vec<Frame>,
    /// Whether commits are in it that SQLite would pass over.
    pub(super) lost: bool,
}

impl Look {
    /// Looks at a log's bytes.
    pub(super) fn at(bytes: &[u8]) -> Self {
        let Some(head) = Head::of(bytes) else { return Self::default() };
        let mut frames = Vec::new();
        let mut before = head.sum;
        let mut broken = before.is_none();
        let mut commits_since = 0;
        let mut lost = false;
        for (n, frame) in bytes[HEAD..].chunks_exact(FRAME).enumerate() {
            let stored = [word(frame, 16), word(frame, 20)];
            let salts = [word(frame, 8), word(frame, 12)];
            // The first frame can't be proved where the head is damaged; its page
            // proves itself by its own key when it is read.
            let is_whole = salts == head.salts
                && before.is_none_or(|before| {
                    let sum = head.sum_of(before, &frame[..8]);
                    head.sum_of(sum, &frame[FRAME_HEAD..]) == stored
                });
            before = Some(stored);
            let (page, pages) = (word(frame, 0), word(frame, 4));
            if !is_whole || page == 0 {
                broken = true;
                // A sync that failed leaves one commit that was told as failed.
                commits_since = 0;
                continue;
            }
            let commit = (pages > 0).then_some(pages);
            commits_since += usize::from(commit.is_some());
            lost |= broken && commits_since > 1;
            frames.push(Frame { page, commit, at: HEAD + n * FRAME + FRAME_HEAD });
        }
        let committed = frames.iter().rposition(|frame| frame.commit.is_some());
        frames.truncate(committed.map_or(0, |last| last + 1));
        Self { frames, lost }
    }

    /// Writes every whole frame's page to its place in a file.
    pub(super) fn fold(&self, bytes: &[u8], file: &mut File) -> std::io::Result<()> {
        for frame in &self.frames {
            let place = (u64::from(frame.page) - 1) * PAGE as u64;
            file.seek(SeekFrom::Start(place))?;
            file.write_all(&bytes[frame.at..frame.at + PAGE])?;
        }
        Ok(())
    }
}

/// What a log begins with.
struct Head {
    salts: [u32; 2],
    /// The checksum that the first frame goes on from; `None` where the head is
    /// damaged.
    sum: Option<[u32; 2]>,
    larger_end: bool,
}

impl Head {
    fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.len() < HEAD + FRAME {
            return None;
        }
        let found = Self {
            salts: [word(bytes, 16), word(bytes, 20)],
            sum: Some([word(bytes, 24), word(bytes, 28)]),
            larger_end: word(bytes, 0) == MAGIC + 1,
        };
        let is_whole = word(bytes, 0) & !1 == MAGIC
            && word(bytes, 8) as usize == PAGE
            && found.sum == Some(found.sum_of([0, 0], &bytes[..24]));
        if is_whole {
            return Some(found);
        }
        // What the first frame says instead; the others must agree with it.
        let first = &bytes[HEAD..];
        let salts = [word(first, 8), word(first, 12)];
        let mut head = Self { salts, sum: None, larger_end: false };
        if let Some(second) = bytes.get(HEAD + FRAME..HEAD + 2 * FRAME) {
            let sum = head.sum_of([word(first, 16), word(first, 20)], &second[..8]);
            let sum = head.sum_of(sum, &second[FRAME_HEAD..]);
            head.larger_end = sum != [word(second, 16), word(second, 20)];
        }
        Some(head)
    }

    /// SQLite's checksum, gone on with over whole words.
    fn sum_of(&self, [mut first, mut second]: [u32; 2], bytes: &[u8]) -> [u32; 2] {
        let word = |bytes: &[u8]| {
            let bytes = bytes.try_into().unwrap_or_default();
            if self.larger_end { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
        };
        for two in bytes.chunks_exact(8) {
            first = first.wrapping_add(word(&two[..4])).wrapping_add(second);
            second = second.wrapping_add(word(&two[4..])).wrapping_add(first);
        }
        [first, second]
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    u32::from_be_bytes(four.unwrap_or_default())
}

/// Refuses a vault whose log holds what SQLite would pass over, before anything
/// could write over it.
pub(super) fn refuse_damaged(vault: &Path) -> Result<(), VaultError> {
    let log = connect::log_of(vault);
    // Another program may begin the log anew in the middle of a look.
    for _ in 0..3 {
        let mut file = match File::open(&log) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
            opened => opened.map_err(|e| VaultError::io("reading the log", &log, e))?,
        };
        if file.metadata().map_or(0, |found| found.len()) > MOST {
            return Ok(());
        }
        let mut bytes = Vec::new();
        let mut head = [0; HEAD];
        let read = file.read_to_end(&mut bytes);
        let again = file.seek(SeekFrom::Start(0)).and_then(|_| file.read(&mut head));
        // A log that can't be read is for SQLite to say.
        let (Ok(_), Ok(_)) = (read, again) else { return Ok(()) };
        if !Look::at(&bytes).lost {
            return Ok(());
        }
        if bytes.get(..HEAD) == Some(&head[..]) {
            return Err(VaultError::Damaged);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log of so many commits of two pages each.
    fn log(commits: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        for word in [MAGIC, 3_007_000, PAGE as u32, 0, 11, 12] {
            bytes.extend(word.to_be_bytes());
        }
        let by = Head { salts: [11, 12], sum: None, larger_end: false };
        let mut sum = by.sum_of([0, 0], &bytes);
        bytes.extend(sum.map(u32::to_be_bytes).concat());
        for n in 1..=2 * commits {
            let pages = if n % 2 == 0 { 9 } else { 0 };
            let head = [n.to_be_bytes(), u32::to_be_bytes(pages)].concat();
            let page = [n as u8; PAGE];
            sum = by.sum_of(by.sum_of(sum, &head), &page);
            bytes.extend(head);
            bytes.extend([11, 12, sum[0], sum[1]].map(u32::to_be_bytes).concat());
            bytes.extend(page);
        }
        bytes
    }

    fn pages(bytes: &[u8]) -> Vec<u32> {
        Look::at(bytes).frames.iter().map(|frame| frame.page).collect()
    }

    #[test]
    fn a_whole_log_is_taken_whole_and_what_a_power_cut_left_is_nothing_new() {
        let whole = log(3);
        assert_eq!(pages(&whole), [1, 2, 3, 4, 5, 6]);
        for cut in [whole.len(), whole.len() - 1, whole.len() - FRAME - 5, HEAD + 3, 7, 0] {
            assert!(!Look::at(&whole[..cut]).lost, "{cut}");
        }
        assert_eq!(pages(&whole[..whole.len() - 1]), [1, 2, 3, 4]);
    }

    #[test]
    fn a_flipped_byte_costs_its_own_frame_and_is_told_where_more_was_kept_after_it() {
        let whole = log(4);
        for at in 0..whole.len() {
            // Every byte of the heads, and some of the pages.
            let in_frame = at.saturating_sub(HEAD) % FRAME;
            if at > HEAD && in_frame > FRAME_HEAD && at % 97 != 0 {
                continue;
            }
            let mut bytes = whole.clone();
            bytes[at] ^= 0x10;
            let look = Look::at(&bytes);
            let left = pages(&bytes);
            let expected = if at < HEAD { 8 } else { 6 };
            assert!(left.len() >= expected, "byte {at}: {left:?}");
            // In the last two commits nobody can tell it from a power cut. (The
            // magic of the head says how to reckon, and which version wrote it.)
            let frame = at.saturating_sub(HEAD) / FRAME;
            if frame < 4 {
                assert!(look.lost, "byte {at}: frame {frame}");
            } else if frame >= 6 {
                assert!(!look.lost, "byte {at}: frame {frame}");
            }
        }
    }

    #[test]
    fn what_is_left_of_an_earlier_round_is_no_loss() {
        // The first commit of a new round, over a log of three.
        let (earlier, mut bytes) = (log(3), log(1));
        let rest = bytes.len();
        bytes.extend(&earlier[rest..]);
        for frame in bytes[rest..].chunks_exact_mut(FRAME) {
            frame[8..12].copy_from_slice(&10_u32.to_be_bytes());
        }
        assert_eq!(pages(&bytes), [1, 2]);
        assert!(!Look::at(&bytes).lost);
    }
}
