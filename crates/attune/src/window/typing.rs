//! What is being typed and not yet an entry: when it is due to be saved, and
//! how a page that both write takes in what the partner wrote meanwhile.
//!
//! The time is passed in, so that tests can type as slowly as they like.

use super::route::Route;
use super::worker::{Begun, Request, Then};
use crate::feelings;
use attune_core::command::Who;
use attune_core::ids::DocumentId;
use attune_core::kinds::Detail;
use attune_core::kinds::feeling::{Feeling, MAX_WORD};
use attune_core::kinds::journal::{self, MAX_TAGS, Page};
use attune_core::vault::Draft;

/// How long typing may stay unsaved, in seconds: a crash loses no more.
pub(crate) const SAVE_AFTER: f64 = 0.8;
/// The pause after which a page that both write goes out, in seconds.
pub(crate) const PAUSE: f64 = 2.0;
/// How long after a failed save it is tried again, in seconds.
const RETRY: f64 = 5.0;

/// So much is read of the tags that are typed, in bytes.
const MAX_TYPED: usize = 8 * 1024;
/// The kind of a new page.
const JOURNAL: &str = "journal";
/// The kind of a feeling, and what the slots of new ones begin with.
pub(crate) const FEELING: &str = "feeling";

/// How far the last thing typed has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Nothing was typed.
    Untouched,
    /// On its way to the disk.
    Soon,
    /// On the disk.
    Saved,
    /// The last try failed.
    Failed,
}

/// When what is typed is to be saved, and how far it has come.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Saving {
    latest: u64,
    sent: u64,
    kept: u64,
    /// When the first unsaved letter was typed, or the next try is due.
    since: Option<f64>,
    typed: f64,
    failed: bool,
}

impl Saving {
    /// Something was typed.
    pub(crate) fn touch(&mut self, now: f64) {
        self.latest += 1;
        self.typed = now;
        self.since.get_or_insert(now);
    }

    /// Seconds until it is to be saved; none if nothing is.
    pub(crate) fn due_in(&self, now: f64) -> Option<f64> {
        let wait = if self.failed { RETRY } else { SAVE_AFTER };
        self.since.map(|since| (since + wait - now).max(0.0))
    }

    /// Takes the number to save under, if anything is unsaved.
    pub(crate) fn send(&mut self) -> Option<u64> {
        self.since.take()?;
        self.sent = self.latest;
        Some(self.sent)
    }

    /// Asks for a draft to be saved, if anything is unsaved.
    pub(crate) fn save(&mut self, out: &mut Vec<Request>, draft: impl FnOnce() -> Draft) {
        if let Some(revision) = self.send() {
            out.push(Request::SaveDraft { draft: draft().into(), revision });
        }
    }

    /// A state is on disk.
    pub(crate) fn confirm(&mut self, revision: u64) {
        self.kept = self.kept.max(revision);
        self.failed = false;
    }

    /// The last try failed: there will be another.
    pub(crate) fn fail(&mut self, now: f64) {
        self.failed = true;
        self.since = Some(now);
    }

    /// Whether the last thing typed is on disk.
    pub(crate) fn is_kept(&self) -> bool {
        self.kept == self.latest
    }

    /// How long nothing was typed.
    pub(crate) fn quiet(&self, now: f64) -> f64 {
        now - self.typed
    }

    /// The number of the last state.
    pub(crate) fn latest(&self) -> u64 {
        self.latest
    }

    /// How far it has come, to be told.
    pub(crate) fn state(&self) -> Kept {
        match (self.failed, self.latest, self.is_kept()) {
            (true, _, _) => Kept::Failed,
            (false, 0, _) => Kept::Untouched,
            (false, _, true) => Kept::Saved,
            (false, _, false) => Kept::Soon,
        }
    }
}

/// A draft of something new that is nothing but words, for this person alone.
pub(crate) fn unfinished(slot: &str, kind: &str, body: String) -> Draft {
    Draft {
        slot: slot.to_owned(),
        kind: kind.to_owned(),
        document: None,
        who: Who::OnlyMe,
        title: String::new(),
        body,
        detail: None,
    }
}

/// A page under somebody's hands, or a feeling.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Writing {
    /// Its draft's slot.
    pub(crate) slot: String,
    /// The document it edits; none for a new page.
    pub(crate) document: Option<DocumentId>,
    /// Its kind's name.
    pub(crate) kind: String,
    /// Who a new one is for.
    pub(crate) who: Who,
    /// Whether the partner has the page already.
    pub(crate) shared: bool,
    /// The title so far.
    pub(crate) title: String,
    /// The text so far.
    pub(crate) body: String,
    /// What its kind holds beside those, so far.
    pub(crate) detail: Option<Detail>,
    /// What is typed in the margin.
    pub(crate) margin: Margin,
    /// When it is saved.
    pub(crate) saving: Saving,
    /// What it began from; none for what was taken up unfinished.
    base: Option<(String, String)>,
    /// What its detail began from.
    base_detail: Option<Detail>,
    /// The state that is being committed.
    committing: Option<Committing>,
    /// The keyboard goes to it at the next drawing.
    pub(crate) wants_focus: bool,
    /// Waiting for the worker to fetch the page.
    pub(crate) ready: bool,
}

/// What is typed in the margin of a page, as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Margin {
    /// One word for how its writer is.
    pub(crate) mood: String,
    /// The tags, with commas between.
    pub(crate) tags: String,
    /// How many of them are too many, or too long.
    pub(crate) left: u64,
}

impl Margin {
    fn of(detail: Option<&Detail>) -> Self {
        let Some(Detail::Journal(page)) = detail else { return Self::default() };
        let tags: Vec<&str> = page.tags.iter().map(String::as_str).collect();
        Self { mood: feelings::word(&page.mood), tags: tags.join(", "), left: 0 }
    }
}

impl Writing {
    /// A new, empty page; a new feeling, where the slot is called so.
    pub(crate) fn new(slot: String) -> Self {
        Self {
            document: None,
            kind: if slot.starts_with(FEELING) { FEELING } else { JOURNAL }.to_owned(),
            slot,
            who: Who::OnlyMe,
            shared: false,
            title: String::new(),
            body: String::new(),
            detail: None,
            margin: Margin::default(),
            saving: Saving::default(),
            base: Some((String::new(), String::new())),
            base_detail: None,
            committing: None,
            wants_focus: true,
            ready: true,
        }
    }

    /// An unfinished page, as it was kept.
    pub(crate) fn of_draft(draft: &Draft) -> Self {
        Self {
            document: draft.document,
            kind: draft.kind.clone(),
            who: draft.who,
            title: draft.title.clone(),
            body: draft.body.clone(),
            detail: draft.detail.clone(),
            margin: Margin::of(draft.detail.as_ref()),
            base: None,
            ..Self::new(draft.slot.clone())
        }
    }

    /// A page that the worker is fetching.
    pub(crate) fn fetching(id: DocumentId) -> Self {
        Self { document: Some(id), ready: false, ..Self::new(id.to_string()) }
    }

    /// A page that the worker made ready.
    pub(crate) fn of_begun(begun: Begun) -> Self {
        let base = (begun.title.clone(), begun.body.clone());
        Self {
            document: Some(begun.id),
            kind: begun.kind,
            who: if begun.both { Who::BothWrite } else { Who::PartnerReads },
            shared: begun.shared,
            title: begun.title,
            body: begun.body,
            base_detail: begun.detail.clone(),
            margin: Margin::of(begun.detail.as_ref()),
            detail: begun.detail,
            base: (!begun.unfinished).then_some(base),
            ..Self::new(begun.slot)
        }
    }

    /// Whether it says something else than what it began from.
    pub(crate) fn is_changed(&self) -> bool {
        self.detail != self.base_detail
            || self
                .base
                .as_ref()
                .is_none_or(|(title, body)| *title != self.title || *body != self.body)
    }

    /// Whether it is a feeling.
    pub(crate) fn is_feeling(&self) -> bool {
        self.kind == FEELING
    }

    /// What is said of it as a feeling.
    pub(crate) fn feeling(&self) -> Feeling {
        match &self.detail {
            Some(Detail::Feeling(feeling)) => feeling.clone(),
            _ => Feeling::default(),
        }
    }

    /// Says this of it.
    pub(crate) fn set_feeling(&mut self, feeling: Feeling) {
        let is_new = self.document.is_none() && feeling == Feeling::default();
        self.detail = (!is_new).then_some(Detail::Feeling(feeling));
    }

    /// What is said beside its words, as a page.
    pub(crate) fn page(&self) -> Page {
        page_of(self.detail.as_ref())
    }

    /// Says this beside its words.
    pub(crate) fn set_page(&mut self, page: Page) {
        let is_nothing = self.base_detail.is_none() && page == Page::default();
        self.detail = (!is_nothing).then_some(Detail::Journal(page));
    }

    /// Takes what is typed in the margin as its mood and its tags.
    pub(crate) fn read_margin(&mut self) {
        let Margin { mood, tags, left } = &mut self.margin;
        mood.truncate(mood.floor_char_boundary(MAX_WORD));
        tags.truncate(tags.floor_char_boundary(MAX_TYPED));
        // Two people may have given a page more than one of them may.
        let most = page_of(self.base_detail.as_ref()).tags.len().max(MAX_TAGS);
        let (tags, more) = journal::fitting(tags.split(',').map(str::to_owned), most);
        *left = more;
        let mood = feelings::kept(mood);
        self.set_page(Page { mood, tags, ..self.page() });
    }

    /// Whether it can become an entry: there is something in it, and of a feeling at
    /// least one word.
    pub(crate) fn is_sayable(&self) -> bool {
        if self.is_feeling() { !self.feeling().words.is_empty() } else { self.has_words() }
    }

    /// Where it belongs.
    pub(crate) fn home(&self) -> Route {
        if self.is_feeling() { Route::Feelings } else { Route::Journal }
    }

    /// Whether it has a line above it; thanks have none.
    pub(crate) fn has_title(&self) -> bool {
        self.kind == JOURNAL
    }

    /// Whether there are words in it; a mood alone makes no page.
    pub(crate) fn has_words(&self) -> bool {
        !self.title.trim().is_empty() || !self.body.trim().is_empty()
    }

    /// Whether there is nothing in it that anybody would miss.
    pub(crate) fn is_empty(&self) -> bool {
        let said = match &self.detail {
            Some(Detail::Feeling(_)) => true,
            Some(Detail::Journal(page)) => !page.mood.is_empty() || !page.tags.is_empty(),
            _ => false,
        };
        !said && !self.has_words()
    }

    /// Whether a commit is on its way.
    pub(crate) fn is_committing(&self) -> bool {
        self.committing.is_some()
    }

    /// The draft to save.
    pub(crate) fn draft(&self) -> Draft {
        Draft {
            slot: self.slot.clone(),
            kind: self.kind.clone(),
            document: self.document,
            who: self.who,
            title: self.title.clone(),
            body: self.body.clone(),
            detail: self.detail.clone(),
        }
    }

    /// Saves what is unsaved, at once.
    pub(crate) fn save(&mut self, out: &mut Vec<Request>) {
        if let Some(revision) = self.saving.send() {
            out.push(Request::SaveDraft { draft: self.draft().into(), revision });
        }
    }

    /// Makes it an entry, or a change of one.
    pub(crate) fn commit(&mut self, then: Then, out: &mut Vec<Request>) {
        // A page that was filled without typing (an unfinished one) is on disk.
        self.save(out);
        let revision = self.saving.latest();
        self.committing = Some(Committing {
            title: self.title.clone(),
            body: self.body.clone(),
            detail: self.detail.clone(),
        });
        out.push(Request::Commit { slot: self.slot.clone(), revision, then });
    }

    /// The commit did not go through; what was typed is still here.
    pub(crate) fn not_committed(&mut self, now: f64) {
        self.committing = None;
        self.saving.fail(now);
    }

    /// The commit went through, and writing goes on from what it made, which
    /// may hold what the partner wrote. What was typed since is kept.
    pub(crate) fn go_on(&mut self, begun: Begun, now: f64) {
        let Committing { title, body, detail } = self.committing.take().unwrap_or_default();
        let typed_since = title != self.title || body != self.body || detail != self.detail;
        if self.kind == JOURNAL {
            let was = self.page();
            let page =
                rebased_page(&page_of(detail.as_ref()), &was, &page_of(begun.detail.as_ref()));
            // What is half typed stays as it is where nothing else came.
            if page != was {
                self.margin = Margin::of(Some(&Detail::Journal(page.clone())));
            }
            self.base_detail = begun.detail;
            self.set_page(page);
        } else {
            self.base_detail = begun.detail;
        }
        self.title = rebased(&title, &self.title, &begun.title);
        self.body = rebased(&body, &self.body, &begun.body);
        self.slot = begun.slot;
        self.document = Some(begun.id);
        self.shared = begun.shared;
        self.base = Some((begun.title, begun.body));
        self.saving.confirm(self.saving.latest());
        if typed_since {
            self.saving.touch(now);
        }
    }
}

/// A state of a page that is being committed.
#[derive(Debug, Clone, Default, PartialEq)]
struct Committing {
    title: String,
    body: String,
    detail: Option<Detail>,
}

fn page_of(detail: Option<&Detail>) -> Page {
    match detail {
        Some(Detail::Journal(page)) => page.clone(),
        _ => Page::default(),
    }
}

/// The same of what a page says beside its words: a mood that was typed since stands,
/// and so does each tag that either added; what either took away is gone.
fn rebased_page(base: &Page, ours: &Page, theirs: &Page) -> Page {
    let mut page = theirs.clone();
    if ours.mood != base.mood {
        page.mood.clone_from(&ours.mood);
    }
    page.tags.retain(|tag| ours.tags.contains(tag) || !base.tags.contains(tag));
    page.tags.extend(ours.tags.difference(&base.tags).cloned());
    page
}

/// `ours`, which was typed over `base`, carried over to `theirs`, which grew
/// out of `base` meanwhile. Where both touched the same place, both stand.
pub(crate) fn rebased(base: &str, ours: &str, theirs: &str) -> String {
    if base == theirs || ours == theirs {
        return ours.to_owned();
    }
    if base == ours {
        return theirs.to_owned();
    }
    let (mine, yours) = (span(base, ours), span(base, theirs));
    let typed = &ours[mine.0..ours.len() - (base.len() - mine.1)];
    let wrote = &theirs[yours.0..theirs.len() - (base.len() - yours.1)];
    let (first, first_text, second, second_text) =
        if mine.0 <= yours.0 { (mine, typed, yours, wrote) } else { (yours, wrote, mine, typed) };
    // Overlapping: what both cut goes, what each put stays.
    let middle = base.get(first.1..second.0).unwrap_or_default();
    let end = &base[first.1.max(second.1)..];
    format!("{}{first_text}{middle}{second_text}{end}", &base[..first.0])
}

/// The part of `base` that `other` replaces, from and to.
fn span(base: &str, other: &str) -> (usize, usize) {
    let same = |a: &str, b: &str| {
        let pairs = a.chars().zip(b.chars());
        pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>()
    };
    let start = same(base, other);
    let (rest, other) = (&base[start..], &other[start..]);
    let pairs = rest.chars().rev().zip(other.chars().rev());
    let end: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    (start, base.len() - end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, expected: &str) {
        assert_eq!(rebased(base, ours, theirs), expected);
    }

    #[test]
    fn what_is_typed_is_carried_over_to_what_the_partner_wrote() {
        check("one. two.", "one. two. three.", "one. two.", "one. two. three.");
        check("one. two.", "one. two.", "zero. one. two.", "zero. one. two.");
        check("one. two.", "one. two. three.", "zero. one. two.", "zero. one. two. three.");
        check("one. two.", "zero. one. two.", "one. two. three.", "zero. one. two. three.");
        check("", "mine", "yours", "mineyours");
        check("aé北b", "aé北北b", "caé北b", "caé北北b");
    }

    #[test]
    fn what_either_says_beside_the_words_is_carried_over_too() {
        let page = |mood: &str, tags: &[&str]| Page {
            mood: mood.to_owned(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            hear_first: false,
        };
        #[track_caller]
        fn check(base: &Page, ours: &Page, theirs: &Page, expected: &Page) {
            assert_eq!(rebased_page(base, ours, theirs), *expected);
        }
        let x = page("tired", &["x"]);
        check(&x, &x, &page("calm", &["x", "y"]), &page("calm", &["x", "y"]));
        check(&x, &page("tired", &["x", "z"]), &page("calm", &["y"]), &page("calm", &["y", "z"]));
        check(&x, &page("lost", &[]), &x, &page("lost", &[]));
    }

    #[test]
    fn a_letter_is_due_to_be_saved_within_a_second() {
        let mut saving = Saving::default();
        assert_eq!(saving.due_in(10.0), None);
        saving.touch(10.0);
        saving.touch(10.7);
        assert!(saving.due_in(10.7).is_some_and(|wait| wait < 0.2));
        assert_eq!(saving.state(), Kept::Soon);
        assert_eq!(saving.send(), Some(2));
        assert_eq!(saving.state(), Kept::Soon);
        saving.touch(11.0);
        saving.confirm(2);
        assert_eq!(saving.state(), Kept::Soon);
        assert_eq!(saving.send(), Some(3));
        saving.confirm(3);
        assert_eq!(saving.state(), Kept::Saved);
        saving.touch(12.0);
        saving.send();
        saving.fail(12.1);
        assert_eq!(saving.state(), Kept::Failed);
        assert!(saving.due_in(12.1).is_some_and(|wait| wait > 1.0));
    }
}
