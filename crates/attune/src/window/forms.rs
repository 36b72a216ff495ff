//! What is being filled in on the screens: texts under the keyboard, choices
//! not yet given. Lives in memory only; what is worth keeping is saved as a
//! draft.

use super::action::OpenWith;
use super::backing;
use super::carrying;
use super::choosing::Show;
use super::lines::Lines;
use super::model::{Kind, Looked};
use super::pages::Pages;
use super::pausing;
use super::pulse;
use super::rituals;
use super::saying::Sayings;
use super::talk;
use super::typing::{Saving, Writing, unfinished};
use super::worker::{Request, Secret};
use attune_core::command::Choice;
use attune_core::ids::DocumentId;
use attune_core::kinds::profile::Ink;
use attune_core::time::{Day, Month, Week};
use attune_core::vault::Draft;
use attune_sync::proto::pairing::completions;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// Everything that is being filled in.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    /// At the first run and at the lock.
    pub(crate) door: Door,
    /// Pages being written, by their draft's slot.
    pub(crate) pages: BTreeMap<String, Writing>,
    /// The lines of thanks and for the other to find.
    pub(crate) lines: Lines,
    /// Answers to what the other wrote.
    pub(crate) sayings: Sayings,
    /// A feeling, as far as it is no part of its draft.
    pub(crate) feeling: Feeling,
    /// Soul talk.
    pub(crate) talk: talk::Form,
    /// The week's answers.
    pub(crate) checkin: Checkin,
    /// The monthly signs.
    pub(crate) pulse: pulse::Form,
    /// Rituals, and the note.
    pub(crate) rituals: rituals::Form,
    /// A pause.
    pub(crate) pause: pausing::Form,
    /// What is looked for.
    pub(crate) looked: Looked,
    /// Which of two wordings is chosen, before it is used.
    pub(crate) wording: Option<Choice>,
    /// What of the journal is to be seen.
    pub(crate) journal: Pages,
    /// What is to be seen of the thanks.
    pub(crate) gratitude: Gratitude,
    /// What is to be seen of everything.
    pub(crate) together: Together,
    /// The pairing screen.
    pub(crate) pairing: Pairing,
    /// A copy that goes out, and old pages that come in.
    pub(crate) carrying: carrying::Form,
    /// A backup that is to be made; none while nobody asks for one.
    pub(crate) backing: Option<backing::Form>,
    /// The people and how it is kept.
    pub(crate) us: Us,
    /// Of which practice it is shown why it helps.
    pub(crate) why: Option<Kind>,
    /// Whether the sheet of what has a key lies over the page.
    pub(crate) keys: bool,
    /// Whether nothing but the page that is written on is shown.
    pub(crate) only_the_page: bool,
}

/// What is to be seen of the thanks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Gratitude {
    /// The year whose thread is shown; the last one before any was chosen.
    pub(crate) year: Option<i16>,
    /// The line whose bead is chosen.
    pub(crate) chosen: Option<DocumentId>,
    /// Whether all months of a year with very many lines are shown.
    pub(crate) earlier: bool,
    /// The line on the wall that is being answered.
    pub(crate) answering: Option<DocumentId>,
}

/// A feeling, as far as it is no part of its draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Feeling {
    /// What is typed to find a word.
    pub(crate) typed: String,
    /// A fourth word, while it is asked which of the three to let go.
    pub(crate) fourth: Option<String>,
    /// The need in one's own words is open.
    pub(crate) own_need: bool,
    /// The group that is unfolded in a narrow window.
    pub(crate) group: Option<&'static str>,
}

/// What is to be seen of everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Together {
    /// This of the timeline.
    pub(crate) show: Show,
    /// The chosen day of the calendar; today before any was.
    pub(crate) chosen: Option<Day>,
    /// The chosen month of those that are drawn; the last before any was.
    pub(crate) month: Option<Month>,
    /// Whether what the months brought stands as a table.
    pub(crate) as_table: bool,
}

impl Together {
    /// The chosen day of the calendar.
    pub(crate) fn day(&self, today: Day) -> Day {
        self.chosen.unwrap_or(today)
    }
}

/// A passphrase typed twice.
#[derive(Default)]
pub(crate) struct Passphrase {
    /// The first time.
    pub(crate) first: Zeroizing<String>,
    /// The second time.
    pub(crate) again: Zeroizing<String>,
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

impl Passphrase {
    /// Whether it can be taken: there, and the same both times.
    pub(crate) fn is_ready(&self) -> bool {
        !self.first.is_empty() && self.first == self.again
    }

    /// Whether the second differs from the first in what is there of it.
    pub(crate) fn differs(&self) -> bool {
        !self.again.is_empty() && !self.first.starts_with(self.again.as_str())
    }
}

/// At the first run and at the lock.
#[derive(Debug, Default)]
pub(crate) struct Door {
    /// The name.
    pub(crate) name: String,
    /// What their words are to be set in.
    pub(crate) ink: Ink,
    /// Whether the name is given, and protection is next.
    pub(crate) named: bool,
    /// What is to protect it.
    pub(crate) lock: Lock,
    /// The new passphrase.
    pub(crate) passphrase: Passphrase,
    /// What opens it.
    pub(crate) with: OpenWith,
    /// The passphrase or recovery key, as typed.
    pub(crate) typed: Typed,
    /// The last group of the recovery key, as typed.
    pub(crate) last_group: Typed,
    /// The backup that is to be restored, as typed; none where nobody restores one.
    pub(crate) backup: Option<String>,
    /// Waiting for the worker.
    pub(crate) busy: bool,
    /// Why it did not open.
    pub(crate) refused: Option<String>,
}

/// A secret under the keyboard.
#[derive(Default)]
pub(crate) struct Typed(pub(crate) Zeroizing<String>);

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed(..)")
    }
}

/// What is to protect a new profile.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Lock {
    /// A passphrase.
    #[default]
    Passphrase,
    /// Nothing.
    Nothing,
}

/// The week's answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Checkin {
    /// The week they are for.
    pub(crate) week: Option<Week>,
    /// The three answers so far.
    pub(crate) answers: [String; 3],
    /// When they are saved.
    pub(crate) saving: Saving,
    /// The one thing to try, so far.
    pub(crate) trying: String,
    /// When that is saved.
    pub(crate) trying_saving: Saving,
    /// On their way to be sealed.
    pub(crate) busy: bool,
    /// This week was asked for by name, whichever is offered.
    pub(crate) chosen: bool,
    /// The draft of another week whose words were taken into this one; it goes once
    /// those are on disk.
    pub(crate) taken: Option<String>,
    /// How the weeks that are over are shown.
    pub(crate) past: Past,
    /// How many of them.
    pub(crate) past_most: usize,
    /// The time to remind of it, as typed; `None` while nobody types.
    pub(crate) time: Option<String>,
    /// What was typed for other weeks since the window opened: their drafts may be on
    /// their way to the disk still.
    aside: BTreeMap<Week, ([String; 3], String)>,
}

/// How the weeks that are over are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Past {
    /// Each by itself, opened by its day.
    #[default]
    Weeks,
    /// Both answers to one of the three questions, by its place, through all weeks.
    Question(usize),
    /// What the two said they would try, one week after the other.
    Tried,
}

impl Checkin {
    /// This was kept as the one thing to try: what was typed since, or for another
    /// week, stays.
    pub(crate) fn tried(&mut self, week: Option<Week>, text: &str) {
        if self.week == week && self.trying.trim() == text {
            self.trying.clear();
            self.trying_saving = Saving::default();
        }
    }

    /// Whether its page stays with its week, whichever is offered by now: it was
    /// asked for, or there are words in it, under somebody's hands.
    pub(crate) fn stays(&self) -> bool {
        self.chosen || self.has_words()
    }

    fn has_words(&self) -> bool {
        let mut texts = self.answers.iter().chain([&self.trying]);
        texts.any(|text| !text.trim().is_empty())
    }

    /// With its own words among those of other weeks.
    fn put_aside(mut self) -> Self {
        if let Some(week) = self.week.filter(|_| self.has_words()) {
            let words = (std::mem::take(&mut self.answers), std::mem::take(&mut self.trying));
            self.aside.insert(week, words);
        }
        self
    }

    /// What was typed for that week is thrown away, or taken into this one.
    pub(crate) fn forget(&mut self, week: Option<Week>) {
        if let Some(week) = week {
            self.aside.remove(&week);
        }
    }

    /// Takes in what was begun for another week: into the lines that are empty, and
    /// after the words of those that are not.
    pub(crate) fn take_in(&mut self, slot: &str, unsealed: &Unsealed) {
        let add = |to: &mut String, words: &str| {
            if !to.trim().is_empty() && !words.trim().is_empty() {
                to.push(' ');
            }
            to.push_str(words);
        };
        let Unsealed::Answers(answers) = unsealed else { return };
        for (to, words) in self.answers.iter_mut().zip(answers) {
            add(to, words);
        }
        self.taken = Some(slot.to_owned());
    }

    /// The slot of the answers' draft.
    pub(crate) fn slot(&self) -> Option<String> {
        self.week.map(|week| format!("{ANSWERS}{week}"))
    }

    /// The slot of the draft of the one thing to try.
    pub(crate) fn trying_slot(&self) -> Option<String> {
        self.week.map(|week| format!("{TRYING}{week}"))
    }

    /// Takes up what was unfinished of this week.
    pub(crate) fn take_up(&mut self, week: Week, drafts: &[Draft]) {
        let Self { past, past_most, time, mut aside, .. } = std::mem::take(self).put_aside();
        let typed = aside.remove(&week);
        *self = Self { week: Some(week), past, past_most, time, aside, ..Self::default() };
        if let Some((answers, trying)) = typed {
            (self.answers, self.trying) = (answers, trying);
            return;
        }
        let find =
            |slot: Option<String>| drafts.iter().find(|draft| slot.as_ref() == Some(&draft.slot));
        if let Some(Unsealed::Answers(answers)) = find(self.slot()).and_then(unsealed) {
            self.answers = answers;
        }
        if let Some(draft) = find(self.trying_slot()) {
            self.trying.clone_from(&draft.body);
        }
    }

    /// Saves what is unsaved, at once.
    pub(crate) fn save(&mut self, out: &mut Vec<Request>) {
        let (Some(slot), Some(trying)) = (self.slot(), self.trying_slot()) else { return };
        let words = || self.trying.clone();
        self.trying_saving.save(out, || unfinished(&trying, "checkin-try", words()));
        let answers = || serde_json::json!(self.answers).to_string();
        self.saving.save(out, || unfinished(&slot, "checkin", answers()));
    }
}

/// What a check-in's drafts are called, before their week.
const ANSWERS: &str = "checkin-";
const TRYING: &str = "try-";

/// What was typed for a week's check-in and never sealed or kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unsealed {
    /// The three answers.
    Answers([String; 3]),
    /// The one thing to try.
    Trying(String),
}

/// What a draft holds of a check-in, if it is one.
pub(crate) fn unsealed(draft: &Draft) -> Option<Unsealed> {
    if draft.slot.starts_with(ANSWERS) {
        serde_json::from_str(&draft.body).ok().map(Unsealed::Answers)
    } else if draft.slot.starts_with(TRYING) {
        Some(Unsealed::Trying(draft.body.clone()))
    } else {
        None
    }
}

/// The week a check-in's draft is for.
pub(crate) fn unsealed_week(draft: &Draft) -> Option<Week> {
    let week = draft.slot.strip_prefix(ANSWERS).or_else(|| draft.slot.strip_prefix(TRYING))?;
    week.parse().ok()
}

/// The pairing screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Pairing {
    /// The three words so far.
    pub(crate) words: [String; 3],
    /// The words that were shown here last.
    pub(crate) shown: Option<[String; 3]>,
    /// The words that a wrong one has ended.
    pub(crate) ended: Option<[String; 3]>,
    /// The pasted invitation.
    pub(crate) invitation: String,
    /// Whether the field for one is open.
    pub(crate) by_invitation: bool,
    /// Where the shown invitation was written as a file.
    pub(crate) kept_at: Option<PathBuf>,
    /// What is not to be shared after all.
    pub(crate) left_out: BTreeSet<DocumentId>,
}

impl Pairing {
    /// Takes what now stands in the place of the word `at` for what it is: one
    /// word, or several that were pasted or typed on. Gives the word that the
    /// keyboard goes on to.
    pub(crate) fn typed(&mut self, at: usize) -> Option<usize> {
        let text = self.words.get_mut(at).map(std::mem::take)?;
        let parts = typed_words(&text);
        // All three stand in their order wherever they were pasted.
        let from = if parts.len() >= self.words.len() { 0 } else { at };
        let is_ended = text.ends_with(|c: char| !c.is_alphabetic()) && !parts.is_empty();
        let filled = parts.len().min(self.words.len() - from);
        for (word, part) in self.words[from..].iter_mut().zip(parts) {
            *word = part;
        }
        let last = (from + filled).saturating_sub(1).max(from) + usize::from(is_ended);
        let goes = last.min(self.words.len() - 1);
        (goes != at).then_some(goes)
    }

    /// The first word that is not in the list; none if all can be tried.
    pub(crate) fn first_missing(&self) -> Option<usize> {
        self.words.iter().position(|word| !is_in_list(word))
    }
}

/// The words in what was typed: any case, any separators.
pub(crate) fn typed_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The first word of the list that begins so.
pub(crate) fn first_of_list(typed: &str) -> Option<&'static str> {
    completions(typed, 1).first().copied()
}

/// Whether it is a word of the list.
pub(crate) fn is_in_list(word: &str) -> bool {
    // Of all that begin so, the word itself comes first.
    first_of_list(word) == Some(word)
}

/// The people and how it is kept.
#[derive(Debug, Default)]
pub(crate) struct Us {
    /// The name so far; none if it is not being changed.
    pub(crate) name: Option<String>,
    /// Whether the part where the lock is chosen is open.
    pub(crate) lock: bool,
    /// A new passphrase.
    pub(crate) passphrase: Passphrase,
    /// The recovery key, while it is shown.
    pub(crate) recovery: Option<Secret>,
    /// Its last group, as typed.
    pub(crate) last_group: Typed,
    /// Whether the explanation of leaving is open.
    pub(crate) leave: bool,
}

impl Us {
    /// The recovery key is on the screen no longer, nor what was typed of it.
    pub(crate) fn hide_key(&mut self) {
        self.recovery = None;
        self.last_group = Typed::default();
    }
}
