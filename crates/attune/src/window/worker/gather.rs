//! What is kept of each entry as all of them go by: ten years of whole entries at once
//! take more memory than the window.

use super::read::{PAUSE, asks, row};
use crate::window::marked::Marked;
use crate::window::model::{Kind, Reach, Row};
use attune_core::header::Scope;
use attune_core::vault::Entry;
use std::sync::Arc;

/// How many entries that ask to be heard are looked into, the newest first. What is
/// older waits for nobody any more, and is read where it stands.
const ASKED: usize = 40;

/// All of it, each list the newest first.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) journal: Vec<Row>,
    pub(super) thanks: Vec<Row>,
    pub(super) feelings: Vec<Row>,
    pub(super) stayed: Vec<Row>,
    pub(super) wishes: Vec<Row>,
    pub(super) private: usize,
    /// The newest that ask to be heard.
    pub(super) asking: Vec<Entry>,
    /// Every note left.
    pub(super) notes: Vec<Row>,
    /// Every pause in which something was agreed on.
    pub(super) pauses: Vec<Entry>,
    /// The names of everybody so far: two, and few where diaries were brought in.
    authors: Vec<Arc<str>>,
    /// Which pages have which tag.
    pub(super) tags: Marked,
    /// And which mood.
    pub(super) moods: Marked,
}

impl Gathered {
    /// Takes the next one.
    pub(super) fn take(&mut self, entry: Entry) {
        let mut row = row(&entry);
        match self.authors.iter().find(|author| **author == row.author) {
            Some(author) => row.author = Arc::clone(author),
            None => self.authors.push(Arc::clone(&row.author)),
        }
        self.private += usize::from(entry.scope == Scope::Private);
        if matches!(row.reach, Reach::WishRead | Reach::WishWrite) {
            self.wishes.push(row.clone());
        }
        match row.kind {
            // One's own side of a pause is read where pages are.
            Kind::Journal | Kind::Side => {
                self.mark(&row);
                self.journal.push(row);
            }
            Kind::Thanks => self.thanks.push(row),
            Kind::Feeling => self.feelings.push(row),
            Kind::Stayed => self.stayed.push(row),
            Kind::Note => self.notes.push(row),
            _ => {}
        }
        if entry.kind == PAUSE && !entry.body.is_empty() {
            self.pauses.push(entry);
        } else if self.asking.len() < ASKED && may_wait(&entry) {
            self.asking.push(entry);
        }
    }

    /// Notes what the next page of the journal is marked with.
    fn mark(&mut self, row: &Row) {
        let (Some(page), Ok(place)) = (row.page(), u32::try_from(self.journal.len())) else {
            return;
        };
        page.tags.iter().for_each(|tag| self.tags.add(tag, place));
        if !page.mood.is_empty() {
            self.moods.add(&page.mood, place);
        }
    }
}

/// Whether an entry may wait for somebody to be heard.
fn may_wait(entry: &Entry) -> bool {
    asks(entry) && entry.scope == Scope::Shared && !entry.kept && entry.former.is_none()
}
