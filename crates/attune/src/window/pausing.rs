//! A pause: what the screens show of it, and what is being filled in about it. Times
//! are this device's own; what counts between the two is the core's rule.

use super::model::{Place, Row, Whose};
use attune_core::command::Pausing;
use attune_core::ids::{DocumentId, RecordHash};
use attune_core::kinds::pause::LENGTHS;
use attune_core::time::{ClockTime, Day, Now, Timestamp};

const MINUTE: i64 = 60_000;

/// A pause that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pause {
    /// Its document; none of one that only this window keeps, of somebody alone.
    pub(crate) id: Option<DocumentId>,
    /// Who began it.
    pub(crate) by: Whose,
    /// Where it is.
    pub(crate) place: Place,
    /// When it began.
    pub(crate) begun: Timestamp,
    /// When it is time to come back.
    pub(crate) until: Timestamp,
    /// How far it has come, as far as was told.
    pub(crate) stage: Stage,
    /// Who moved the time last, and from when.
    pub(crate) moved: Option<(Whose, Timestamp)>,
    /// Whether this person may still move it.
    pub(crate) may_move: bool,
    /// Whether the other may.
    pub(crate) they_may_move: bool,
    /// Whether this person said that they are ready.
    pub(crate) ready: bool,
    /// This person's answer to *are we on the same team?*.
    pub(crate) mine: Option<bool>,
    /// The other's, once both have given theirs.
    pub(crate) theirs: Option<bool>,
    /// What was put in words for a next step, the last at the end.
    pub(crate) steps: Vec<Step>,
    /// What this person wrote down of their own side, the newest first.
    pub(crate) my_sides: Vec<Row>,
    /// What the other did and shared.
    pub(crate) their_sides: Vec<Row>,
}

/// How far a pause has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The two are apart.
    Apart,
    /// They are back: are they on the same team?
    Back,
    /// Both have said.
    Together,
}

/// One next step that somebody put in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// What an agreement names.
    pub(crate) name: RecordHash,
    /// Whose words.
    pub(crate) by: Whose,
    /// The words.
    pub(crate) words: String,
    /// Whether both agreed.
    pub(crate) agreed: bool,
}

impl Pause {
    /// One that somebody takes alone.
    pub(crate) fn alone(now: Timestamp, until: Timestamp) -> Self {
        Self {
            id: None,
            by: Whose::Mine,
            place: Place::OnlyMe,
            begun: now,
            until,
            stage: Stage::Apart,
            moved: None,
            may_move: true,
            they_may_move: false,
            ready: false,
            mine: None,
            theirs: None,
            steps: Vec::new(),
            my_sides: Vec::new(),
            their_sides: Vec::new(),
        }
    }

    /// Whether somebody takes it alone.
    pub(crate) fn is_alone(&self) -> bool {
        self.id.is_none()
    }

    /// Whether the time to come back is here.
    pub(crate) fn is_over_at(&self, now: Timestamp) -> bool {
        now >= self.until
    }

    /// How far it has come at `now`: its time may have passed since it was told. Alone
    /// there is nobody to come back to.
    pub(crate) fn stage_at(&self, now: Timestamp) -> Stage {
        match self.stage {
            Stage::Apart if self.is_over_at(now) && !self.is_alone() => Stage::Back,
            stage => stage,
        }
    }

    /// The words that both agreed on, if they did: the last.
    pub(crate) fn agreed(&self) -> Option<&Step> {
        self.steps.iter().rfind(|step| step.agreed)
    }

    /// The last words of one of the two that wait for the other.
    pub(crate) fn proposed(&self, by: Whose) -> Option<&Step> {
        self.steps.iter().rfind(|step| step.by == by && !step.agreed)
    }

    /// The seconds until what is said of the time left is another thing.
    pub(crate) fn next_look(&self, now: Timestamp) -> Option<f64> {
        let left = self.until.millis() - now.millis();
        (left > 0).then(|| ((left - 1).rem_euclid(MINUTE) + 1) as f64 / 1000.0)
    }
}

/// What is being filled in about a pause.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Form {
    /// The question for how long, while it is asked.
    pub(crate) asking: Option<Asking>,
    /// One that somebody takes alone.
    pub(crate) alone: Option<Pause>,
    /// Since when the circle breathes, by the window's clock in seconds.
    pub(crate) breathing: Option<f64>,
    /// One was just begun here, and leads to its page.
    pub(crate) begins: bool,
    /// "I am ready" is to have the keyboard.
    pub(crate) wants_ready: bool,
    /// One came while somebody was writing, and waits to be looked at.
    pub(crate) came: bool,
    /// What is chosen as an answer to *are we on the same team?*, before it is said.
    pub(crate) team: Option<bool>,
    /// Whether the words for a next step are being changed.
    pub(crate) changes: bool,
    /// One that just ended: the words that both agreed on, if there were any.
    pub(crate) ended: Option<Option<String>>,
}

/// What is asked, and what was chosen so far.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asking {
    /// What comes of it.
    pub(crate) what: What,
    /// The choice.
    pub(crate) chosen: Pick,
    /// A time as typed.
    pub(crate) time: String,
    /// Since when a breath is taken before it, by the window's clock; in a minute it
    /// is over.
    pub(crate) breath: Option<f64>,
}

/// What a chosen time is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A pause begins.
    Begin,
    /// The time of the one under way is moved.
    Move,
    /// The one under way ends, and a longer one begins.
    Longer,
}

/// A time to come back, among those that are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pick {
    /// After a breath, which nobody is told of.
    Breath,
    /// In twenty minutes, the least there is.
    Twenty,
    /// In half an hour.
    Half,
    /// At the full hour after the next sixty minutes.
    Later,
    /// When somebody says, within a day.
    Own,
}

/// How long a breath before a pause is, in seconds.
pub(crate) const BREATH: f64 = 60.0;

impl Asking {
    /// Nothing chosen yet but what is usual.
    pub(crate) fn new(what: What) -> Self {
        Self { what, chosen: Pick::Half, time: String::new(), breath: None }
    }

    /// The choices, each with its time where it has one.
    pub(crate) fn picks(&self, now: &Now, pause: Option<&Pause>) -> Vec<(Pick, Timestamp)> {
        let hour = 60 * MINUTE;
        // Hours begin on the hour where the person is, also where zones are half ones.
        let local = now.at.millis() + i64::from(now.offset_minutes) * MINUTE;
        let later = now.at.millis() + 2 * hour - local.rem_euclid(hour);
        let in_minutes = |minutes: i64| Timestamp::clamped(now.at.millis() + minutes * MINUTE);
        let mut all = vec![
            (Pick::Breath, in_minutes(1)),
            (Pick::Twenty, in_minutes(20)),
            (Pick::Half, in_minutes(30)),
            (Pick::Later, Timestamp::clamped(later)),
        ];
        let from = self.from(now, pause);
        all.retain(|(pick, at)| match pick {
            Pick::Breath => self.what == What::Begin,
            _ => LENGTHS.contains(&minutes(from, *at)),
        });
        all.push((Pick::Own, self.latest(now, pause)));
        all
    }

    /// The latest time there can be.
    fn latest(&self, now: &Now, pause: Option<&Pause>) -> Timestamp {
        let from = self.from(now, pause);
        Timestamp::clamped(from.millis() + i64::from(*LENGTHS.end()) * MINUTE)
    }

    /// What the length is counted from.
    fn from(&self, now: &Now, pause: Option<&Pause>) -> Timestamp {
        match (self.what, pause) {
            (What::Move, Some(pause)) => pause.begun,
            _ => now.at,
        }
    }

    /// The chosen time, if there can be a pause until then.
    pub(crate) fn time(&self, now: &Now, pause: Option<&Pause>) -> Option<Timestamp> {
        let at = match self.chosen {
            Pick::Breath => return None,
            Pick::Own => next(self.time.trim().parse().ok()?, now),
            chosen => {
                let picks = self.picks(now, pause);
                picks.into_iter().find(|(pick, _)| *pick == chosen).map(|(_, at)| at)?
            }
        };
        let is_ahead = minutes(now.at, at) >= *LENGTHS.start();
        (is_ahead && LENGTHS.contains(&minutes(self.from(now, pause), at))).then_some(at)
    }

    /// What is to be done for the chosen time, in its order.
    pub(crate) fn steps(&self, now: &Now, pause: Option<&Pause>) -> Option<Vec<Pausing>> {
        let at = self.time(now, pause)?;
        let length = minutes(self.from(now, pause), at);
        Some(match self.what {
            What::Begin => vec![Pausing::Begin(length)],
            What::Move => vec![Pausing::Move(length)],
            What::Longer => vec![Pausing::Close, Pausing::Begin(length)],
        })
    }
}

/// How many minutes it is from one time to the other, begun ones included; none at all
/// where it is no length.
fn minutes(from: Timestamp, at: Timestamp) -> u16 {
    let millis = (at.millis() - from.millis()).max(0);
    u16::try_from((millis + MINUTE - 1) / MINUTE).unwrap_or(u16::MAX)
}

/// When a clock here shows this time next.
fn next(time: ClockTime, now: &Now) -> Timestamp {
    const DAY_MINUTES: i64 = 24 * 60;
    let shown = i64::from(now.clock_time().minutes());
    let ahead = (i64::from(time.minutes()) - shown).rem_euclid(DAY_MINUTES);
    let ahead = if ahead == 0 { DAY_MINUTES } else { ahead };
    let into = now.at.millis().rem_euclid(MINUTE);
    Timestamp::clamped(now.at.millis() - into + ahead * MINUTE)
}

/// The day and the time of day that a moment is at here.
pub(crate) fn here(at: Timestamp, now: &Now) -> (Day, ClockTime) {
    let there = Now::from_millis(at.millis(), now.offset_minutes);
    (there.day, there.clock_time())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twenty to nine in the evening, and a few seconds, two hours east of Greenwich.
    fn now() -> Now {
        Now::from_millis(1_763_318_400_000 + 7_000, 120)
    }

    fn shown(at: Timestamp) -> String {
        here(at, &now()).1.to_string()
    }

    #[test]
    fn sensible_times_are_offered() {
        assert_eq!(now().clock_time().to_string(), "20:40");
        let asking = Asking::new(What::Begin);
        let all: Vec<_> = asking.picks(&now(), None).into_iter().map(|(_, at)| shown(at)).collect();
        assert_eq!(all, ["20:41", "21:00", "21:10", "22:00", "20:40"]);
        let steps = |chosen, time: &str| {
            let asking = Asking { chosen, time: time.to_owned(), ..Asking::new(What::Begin) };
            asking.steps(&now(), None)
        };
        let begins = |minutes| Some(vec![Pausing::Begin(minutes)]);
        assert_eq!(steps(Pick::Half, ""), begins(30));
        assert_eq!(steps(Pick::Twenty, ""), begins(20));
        assert_eq!(steps(Pick::Later, ""), begins(80));
        assert_eq!(steps(Pick::Own, "7:15"), begins(635));
        assert_eq!(steps(Pick::Own, "20:40"), begins(1440));
        for too_soon in ["", "later", "20:41", "20:59"] {
            assert_eq!(steps(Pick::Own, too_soon), None, "{too_soon}");
        }
        assert_eq!(steps(Pick::Breath, ""), None);
    }

    #[test]
    fn the_time_is_moved_from_the_beginning_and_within_a_day_of_it() {
        let ago = |minutes: i64| {
            let begun = Timestamp::clamped(now().at.millis() - minutes * MINUTE);
            Pause { id: Some(DocumentId::from_bytes([1; 16])), ..Pause::alone(begun, now().at) }
        };
        let asking = Asking::new(What::Move);
        let picks = |pause: &Pause| -> Vec<Pick> {
            asking.picks(&now(), Some(pause)).into_iter().map(|(pick, _)| pick).collect()
        };
        let all = [Pick::Twenty, Pick::Half, Pick::Later, Pick::Own];
        assert_eq!(picks(&ago(10)), all);
        assert_eq!(asking.steps(&now(), Some(&ago(10))), Some(vec![Pausing::Move(40)]));
        // A day after it began there is little left.
        assert_eq!(picks(&ago(1415)), [Pick::Twenty, Pick::Own]);
        let longer = Asking::new(What::Longer).steps(&now(), Some(&ago(10)));
        assert_eq!(longer, Some(vec![Pausing::Close, Pausing::Begin(30)]));
    }

    #[test]
    fn it_is_back_when_its_time_is_here_and_looks_at_the_clock_by_the_minute() {
        let at = |millis: i64| Timestamp::clamped(now().at.millis() + millis);
        let both = DocumentId::from_bytes([1; 16]);
        let alone = Pause::alone(now().at, at(20 * MINUTE));
        let pause = Pause { id: Some(both), ..alone.clone() };
        assert_eq!(pause.stage_at(at(20 * MINUTE - 1)), Stage::Apart);
        assert_eq!(pause.stage_at(at(20 * MINUTE)), Stage::Back);
        assert_eq!(alone.stage_at(at(20 * MINUTE)), Stage::Apart);
        assert_eq!(pause.next_look(at(0)), Some(60.0));
        assert_eq!(pause.next_look(at(MINUTE / 2)), Some(30.0));
        assert_eq!(pause.next_look(at(20 * MINUTE)), None);
    }
}
