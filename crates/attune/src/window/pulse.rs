//! The monthly signs as the screens show them: how a month stands, which months are
//! drawn beside each other, and what is being said of the one that is open.

use super::months;
use super::typing::{Saving, unfinished};
use super::worker::Request;
use attune_core::kinds::pulse::{LEVELS, Levels, Sign};
use attune_core::kinds::sealed::SealState;
use attune_core::time::{Day, Month};
use attune_core::vault::Draft;
use std::collections::BTreeMap;

/// How the signs of a month stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pulse {
    /// The month.
    pub(crate) month: Month,
    /// How it stands.
    pub(crate) state: SealState,
    /// What I said.
    pub(crate) mine: Option<Levels>,
    /// What the partner said, once open.
    pub(crate) theirs: Option<Levels>,
    /// The day from which on both could be read, as far as both told theirs.
    pub(crate) opened: Option<Day>,
}

impl Pulse {
    /// A month of which nobody said anything.
    pub(crate) fn nothing(month: Month) -> Self {
        Self { month, state: SealState::Open, mine: None, theirs: None, opened: None }
    }

    /// Whether it is among the months that are looked at: open for both, or said
    /// by one who had no partner then.
    pub(crate) fn is_told(&self) -> bool {
        let alone = self.state == SealState::Open && self.mine.is_some();
        self.state == SealState::Opened || alone
    }

    /// Whether it can be answered. What was said alone is no answer to a partner.
    pub(crate) fn is_asked(&self, paired: bool) -> bool {
        self.state == SealState::Open && (paired || self.mine.is_none())
    }
}

/// The signs of all months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pulses {
    /// The month to answer.
    pub(crate) now: Pulse,
    /// Months of which anybody said something, newest first.
    pub(crate) months: Vec<Pulse>,
}

impl Pulses {
    /// Before anything was said.
    pub(crate) fn nothing(month: Month) -> Self {
        Self { now: Pulse::nothing(month), months: Vec::new() }
    }

    /// The months that are looked at, newest first.
    pub(crate) fn told(&self) -> impl DoubleEndedIterator<Item = &Pulse> + Clone {
        self.months.iter().filter(|pulse| pulse.is_told())
    }

    /// How a month stands.
    pub(crate) fn of(&self, month: Month) -> Option<&Pulse> {
        self.months.iter().find(|pulse| pulse.month == month)
    }

    /// What was told of a month, if anything was.
    pub(crate) fn told_of(&self, month: Month) -> Option<&Pulse> {
        self.of(month).filter(|pulse| pulse.is_told())
    }

    /// The month that its own page shows: the one that was just sealed there, the one
    /// that something is being said of, else the one to answer.
    pub(crate) fn on_page(&self, form: &Form) -> Pulse {
        let saying = form.saying.month.filter(|_| form.saying.stays());
        match form.sealed.and_then(|month| self.of(month)) {
            Some(sealed) => *sealed,
            None if saying.is_none_or(|month| month == self.now.month) => self.now,
            None => {
                let month = saying.unwrap_or(self.now.month);
                self.of(month).copied().unwrap_or(Pulse::nothing(month))
            }
        }
    }

    /// The chosen month: the last that is looked at, before another was chosen.
    pub(crate) fn chosen(&self, form: &Form) -> Option<Month> {
        let chosen = form.chosen.filter(|month| self.told_of(*month).is_some());
        chosen.or_else(|| self.told().next().map(|pulse| pulse.month))
    }

    /// The next one before a month.
    pub(crate) fn before(&self, month: Month) -> Option<Month> {
        months::before(self.told_months(), month)
    }

    /// The next one after it.
    pub(crate) fn after(&self, month: Month) -> Option<Month> {
        months::after(self.told_months(), month)
    }

    /// The one before, and before the first of all the last.
    pub(crate) fn another(&self, month: Month) -> Option<Month> {
        months::another(self.told_months(), month)
    }

    fn told_months(&self) -> impl DoubleEndedIterator<Item = Month> + Clone {
        self.told().map(|pulse| pulse.month)
    }

    /// All months from the last that is looked at to the first, those between them of
    /// which nothing is told as well.
    pub(crate) fn rows(&self) -> Vec<Month> {
        let mut told = self.told().map(|pulse| pulse.month);
        let Some(last) = told.next() else { return Vec::new() };
        let first = told.next_back().unwrap_or(last);
        std::iter::successors(Some(last), |month| (*month > first).then(|| month.previous()))
            .collect()
    }

    /// The months that are drawn beside each other with the chosen one.
    pub(crate) fn span(&self, chosen: Month) -> Vec<Month> {
        let rows = self.rows();
        match (rows.last(), rows.first()) {
            (Some(first), Some(last)) => months::span(*first, *last, chosen, SPAN),
            _ => Vec::new(),
        }
    }

    /// The last of these that is not ahead.
    pub(crate) fn until(&self, chosen: Month) -> Option<Month> {
        let last = self.told().next()?.month;
        self.span(chosen).last().map(|ends| last.min(*ends))
    }
}

/// How many months are drawn beside each other.
const SPAN: usize = 12;

/// How high a level stands, from nought to one.
pub(crate) fn height(level: u8) -> f32 {
    f32::from(level.clamp(1, LEVELS) - 1) / f32::from(LEVELS - 1)
}

/// The level of one sign among those of all.
pub(crate) fn level(levels: &Levels, sign: Sign) -> u8 {
    levels.0[place(sign)]
}

/// The place of a sign among the six.
fn place(sign: Sign) -> usize {
    Sign::ALL.iter().position(|one| *one == sign).unwrap_or_default()
}

/// What is chosen and being said about the signs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Form {
    /// The month that is chosen of those that are drawn.
    pub(crate) chosen: Option<Month>,
    /// Whether they stand as a table.
    pub(crate) as_table: bool,
    /// The sign that is shown where there is room for one.
    pub(crate) sign: Sign,
    /// The month that was just sealed, until its page is left.
    pub(crate) sealed: Option<Month>,
    /// What is being said.
    pub(crate) saying: Saying,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            chosen: None,
            as_table: false,
            sign: Sign::Open,
            sealed: None,
            saying: Saying::default(),
        }
    }
}

impl Form {
    /// What is being said, if its draft is in this slot.
    pub(crate) fn in_slot(&mut self, slot: &str) -> Option<&mut Saying> {
        (self.saying.slot().as_deref() == Some(slot)).then_some(&mut self.saying)
    }

    /// The sign so many places on, round and round.
    pub(crate) fn sign_beside(&self, places: usize) -> Sign {
        Sign::ALL[(place(self.sign) + places) % Sign::ALL.len()]
    }
}

/// What is being said of a month.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Saying {
    /// The month.
    pub(crate) month: Option<Month>,
    /// The levels so far, in the signs' order.
    levels: [Option<u8>; 6],
    /// When they are saved.
    pub(crate) saving: Saving,
    /// On their way to be sealed.
    pub(crate) busy: bool,
    /// The draft of another month whose levels were taken into this one; it goes once
    /// those are on disk.
    pub(crate) taken: Option<String>,
    /// What was said of other months since the window opened: their drafts may be on
    /// their way to the disk still.
    aside: BTreeMap<Month, [Option<u8>; 6]>,
}

/// What the drafts of a month are called, before it.
const SLOT: &str = "pulse-";

impl Saying {
    /// Nothing said yet of this month.
    pub(crate) fn of(month: Option<Month>) -> Self {
        Self { month, ..Self::default() }
    }

    /// The slot of the draft.
    pub(crate) fn slot(&self) -> Option<String> {
        self.month.map(|month| format!("{SLOT}{month}"))
    }

    /// What is said of a sign so far.
    pub(crate) fn level(&self, sign: Sign) -> Option<u8> {
        self.levels[place(sign)]
    }

    /// Says this of a sign.
    pub(crate) fn say(&mut self, sign: Sign, level: u8) {
        self.levels[place(sign)] = Some(level);
    }

    /// Whether its page stays with its month, whichever is to be answered by now:
    /// something is being said of it.
    pub(crate) fn stays(&self) -> bool {
        self.busy || self.levels.iter().any(Option::is_some)
    }

    /// Says of each sign that nothing is said of what was said of another month,
    /// whose draft goes once this is on disk.
    pub(crate) fn take_in(&mut self, slot: &str, levels: [Option<u8>; 6]) {
        for (to, level) in self.levels.iter_mut().zip(levels) {
            *to = to.or(level);
        }
        self.taken = Some(slot.to_owned());
    }

    /// What was said of that month is thrown away, or taken into this one.
    pub(crate) fn forget(&mut self, month: Month) {
        self.aside.remove(&month);
    }

    /// All six, once each is said.
    pub(crate) fn all(&self) -> Option<Levels> {
        let mut all = [0; 6];
        for (level, said) in all.iter_mut().zip(self.levels) {
            *level = said?;
        }
        Some(Levels(all))
    }

    /// Takes up what was unfinished of this month.
    pub(crate) fn take_up(&mut self, month: Month, drafts: &[Draft]) {
        let Self { month: before, levels, mut aside, .. } = std::mem::take(self);
        if let Some(before) = before.filter(|_| levels.iter().any(Option::is_some)) {
            aside.insert(before, levels);
        }
        let said = aside.remove(&month);
        *self = Self { aside, ..Self::of(Some(month)) };
        if let Some(levels) = said {
            self.levels = levels;
            return;
        }
        let slot = self.slot();
        let found = drafts.iter().find(|draft| Some(&draft.slot) == slot.as_ref());
        if let Some((_, levels)) = found.and_then(unsealed) {
            self.levels = levels;
        }
    }

    /// Saves what is unsaved, at once.
    pub(crate) fn save(&mut self, out: &mut Vec<Request>) {
        let Some(slot) = self.slot() else { return };
        let levels = || serde_json::json!(self.levels).to_string();
        self.saving.save(out, || unfinished(&slot, "pulse", levels()));
    }
}

/// What a draft holds of a month's signs that were never sealed, if it is one.
pub(crate) fn unsealed(draft: &Draft) -> Option<(Month, [Option<u8>; 6])> {
    let month = draft.slot.strip_prefix(SLOT)?.parse().ok()?;
    let levels: [Option<u8>; 6] = serde_json::from_str(&draft.body).ok()?;
    let is_level = |level: &u8| (1..=LEVELS).contains(level);
    Some((month, levels.map(|level| level.filter(is_level))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use attune_core::command::Who;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    fn pulses() -> Pulses {
        let told = |text: &str, state, mine, theirs| Pulse {
            month: month(text),
            state,
            mine,
            theirs,
            opened: None,
        };
        let six = Some(Levels([1, 2, 3, 4, 5, 1]));
        let months = vec![
            told("2025-11", SealState::Sealed, six, None),
            told("2025-10", SealState::Opened, six, six),
            told("2025-08", SealState::Waiting, six, None),
            told("2025-07", SealState::Opened, six, six),
            told("2025-05", SealState::Open, six, None),
        ];
        Pulses { now: Pulse::nothing(month("2025-12")), months }
    }

    #[test]
    fn a_month_is_looked_at_once_both_are_open_or_where_there_was_no_partner() {
        let pulses = pulses();
        let told: Vec<String> = pulses.told().map(|pulse| pulse.month.to_string()).collect();
        assert_eq!(told, ["2025-10", "2025-07", "2025-05"]);
        let rows = pulses.rows();
        assert_eq!((rows.len(), rows[0], rows[5]), (6, month("2025-10"), month("2025-05")));
        assert_eq!(Pulses::nothing(month("2025-12")).rows(), []);
    }

    #[test]
    fn the_months_that_are_drawn_end_with_one_that_is_not_ahead() {
        let pulses = pulses();
        assert_eq!(pulses.until(month("2025-05")), Some(month("2025-10")));
        let mut long = pulses.clone();
        long.months.push(Pulse { month: month("2023-02"), ..pulses.months[1] });
        assert_eq!(long.until(month("2025-10")), Some(month("2025-10")));
        assert_eq!(long.until(month("2023-02")), Some(month("2024-01")));
    }

    #[test]
    fn another_month_is_one_that_is_looked_at() {
        let pulses = pulses();
        let mut form = Form::default();
        assert_eq!(pulses.chosen(&form), Some(month("2025-10")));
        assert_eq!(pulses.before(month("2025-10")), Some(month("2025-07")));
        assert_eq!(pulses.after(month("2025-07")), Some(month("2025-10")));
        assert_eq!(pulses.after(month("2025-10")), None);
        assert_eq!(pulses.another(month("2025-05")), Some(month("2025-10")));
        form.chosen = Some(month("2025-08"));
        assert_eq!(pulses.chosen(&form), Some(month("2025-10")), "nothing is told of it");
    }

    #[test]
    fn what_was_said_alone_is_no_answer_to_a_partner() {
        let alone = pulses().months[4];
        assert!(!alone.is_asked(false));
        assert!(alone.is_asked(true));
        assert!(!pulses().months[0].is_asked(true));
    }

    #[test]
    fn what_is_begun_is_taken_up_and_said_once_it_is_whole() {
        let mut saying = Saying::default();
        saying.take_up(month("2025-11"), &[]);
        for (n, sign) in (1..=5).zip(Sign::ALL) {
            saying.say(sign, n);
            saying.saving.touch(0.0);
            assert_eq!(saying.all(), None);
        }
        let mut out = Vec::new();
        saying.save(&mut out);
        let [Request::SaveDraft { draft, .. }] = out.as_slice() else { panic!("{out:?}") };
        let mut later = Saying::default();
        later.take_up(month("2025-11"), std::slice::from_ref(draft.as_ref()));
        assert_eq!(later.levels, saying.levels);
        later.say(Sign::Enjoy, 5);
        assert_eq!(later.all(), Some(Levels([1, 2, 3, 4, 5, 5])));
        later.take_up(month("2025-12"), std::slice::from_ref(draft.as_ref()));
        assert_eq!(later.levels, [None; 6]);
    }

    #[test]
    fn what_is_no_level_is_not_taken_up() {
        let draft = |body: &str| Draft {
            slot: "pulse-2025-11".to_owned(),
            kind: "pulse".to_owned(),
            document: None,
            who: Who::OnlyMe,
            title: String::new(),
            body: body.to_owned(),
            detail: None,
        };
        let levels = |body: &str| unsealed(&draft(body)).map(|(_, levels)| levels);
        let of = [Some(1), None, None, None, None, Some(5)];
        assert_eq!(levels("[1,null,0,6,null,5]"), Some(of));
        assert_eq!(levels("[1]"), None);
        assert_eq!(levels("seven"), None);
    }
}
