//! Soul talk as the window shows it: the talk that lies on the table, with its
//! clock; the words of a card, which only travels by its name; and the lines of
//! what stayed, while they are typed.

use super::model::Whose;
use super::typing::{Saving, unfinished};
use super::worker::{Request, Then};
use crate::texts::{self, tr};
use attune_core::command::Who;
use attune_core::ids::DocumentId;
use attune_core::kinds::talk::{Card, Deck};
use attune_core::time::{ClockTime, Now};
use attune_core::vault::{Draft, OwnCard};
use attune_sync::proto::talk::LENGTH;
pub(crate) use attune_sync::proto::talk::{Phase, TalkId};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Where a talk is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Screens {
    /// On both people's.
    #[default]
    Both,
    /// On this one, which both sit before.
    Here,
}

/// What is done in a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// Draw a card, and offer a talk that begins with it.
    Begin(Deck, Screens),
    /// Come in, or begin without the other.
    Join,
    /// Draw another card.
    Draw,
    /// Take the card from the table.
    Pass,
    /// Make it this person's turn.
    Turn(Whose),
    /// Let the clock stand still.
    Rest,
    /// Let it run again.
    Resume,
    /// End it, for both.
    End,
    /// Go out of it.
    Leave,
}

/// One talk, as it stood when it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Live {
    /// Which.
    pub(crate) talk: TalkId,
    /// Where it is shown.
    pub(crate) screens: Screens,
    /// How far it has come.
    pub(crate) phase: Phase,
    /// The name of its deck.
    pub(crate) deck: String,
    /// The name of the card on the table; none after one was passed.
    pub(crate) card: Option<String>,
    /// Whose turn it is.
    pub(crate) turn: Whose,
    /// The turn has lasted long enough to suggest the other's.
    pub(crate) suggests: bool,
    /// The partner is in it, and reached.
    pub(crate) is_there: bool,
    /// How much time was left.
    pub(crate) remaining: Duration,
}

/// What the worker tells of talks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Talks {
    /// The one that this person is in.
    pub(crate) live: Option<Live>,
    /// One that the partner is in, and this person is not.
    pub(crate) offer: Option<Live>,
}

/// The talks, with the window's clock beside them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Table {
    /// The one that this person is in.
    pub(crate) live: Option<Live>,
    /// The partner's offer.
    pub(crate) offer: Option<Live>,
    /// When the live one was told, by the window's clock in seconds; `None` until
    /// the next frame.
    told: Option<f64>,
    /// How much time is left at the last frame.
    left: Duration,
    /// The instant it began at, in milliseconds, once its clock ran.
    began: Option<i64>,
    /// When it began and when it is over, by the clock on the wall.
    pub(crate) hours: Option<[ClockTime; 2]>,
    /// When the card on the table was turned over, once a frame shows it; none for
    /// one that lay there from the beginning.
    turned: Option<Option<f64>>,
}

impl Table {
    /// Takes in what is told. The clock goes on from the next frame.
    pub(crate) fn tell(&mut self, talks: Talks) {
        let before = self.live.take();
        let same = |live: &Live| before.as_ref().is_some_and(|before| before.talk == live.talk);
        match &talks.live {
            Some(live) if same(live) => {
                let card = before.as_ref().and_then(|before| before.card.as_ref());
                if card != live.card.as_ref() {
                    self.turned = live.card.as_ref().map(|_| None);
                }
            }
            Some(live) => {
                self.turned = live.card.as_ref().map(|_| None);
                self.began = None;
            }
            None => (self.turned, self.began) = (None, None),
        }
        self.left = talks.live.as_ref().map(|live| live.remaining).unwrap_or_default();
        self.told = None;
        self.hours = None;
        self.live = talks.live;
        self.offer = talks.offer;
    }

    /// A frame is drawn at `time`, which is `now` on the wall. Gives the seconds
    /// until the clock shows something else; none where it does not run.
    pub(crate) fn at(&mut self, time: f64, now: &Now) -> Option<f64> {
        let live = self.live.as_ref()?;
        if let Some(turned) = &mut self.turned {
            turned.get_or_insert(time);
        }
        let told = *self.told.get_or_insert(time);
        if live.phase != Phase::Running {
            return None;
        }
        let passed = Duration::from_secs_f64((time - told).max(0.0));
        self.left = live.remaining.saturating_sub(passed);
        let millis = |time: Duration| i64::try_from(time.as_millis()).unwrap_or_default();
        if self.hours.is_none() {
            let passed = millis(LENGTH.saturating_sub(self.left));
            let began = *self.began.get_or_insert(now.at.millis() - passed);
            let ends = now.at.millis() + millis(self.left);
            let shown = |at| Now::from_millis(at, now.offset_minutes).clock_time();
            self.hours = Some([shown(began), shown(ends)]);
        }
        let left = self.left.as_secs_f64();
        let next = left - MINUTE * (f64::from(self.minutes_left()) - 1.0);
        (left > 0.0).then_some(next + A_LITTLE)
    }

    /// How many minutes are left, a begun one as a whole.
    pub(crate) fn minutes_left(&self) -> u32 {
        let minutes = (self.left.as_secs_f64() / MINUTE).ceil();
        // At most fifteen.
        minutes as u32
    }

    /// How much of it has passed, from 0 to 1, in steps of a minute.
    pub(crate) fn part(&self) -> f32 {
        let whole = LENGTH.as_secs_f32() / MINUTE as f32;
        (whole - self.minutes_left() as f32) / whole
    }

    /// When the card was turned over, for one that is just being.
    pub(crate) fn turned(&self) -> Option<f64> {
        self.turned.flatten()
    }
}

/// A minute, in seconds; and what a clock that is looked at too early is late by.
const MINUTE: f64 = 60.0;
const A_LITTLE: f64 = 0.02;

/// What a card asks, in the language of the moment; one of the couple's own in its
/// writer's words.
pub(crate) fn question(card: &str, own: &[OwnCard]) -> String {
    let of_own = own.iter().find(|own| own.id.to_string() == card);
    if let Some(own) = of_own {
        return own.question.clone();
    }
    // A partner's program may say any name.
    let is_known = Deck::ALL.into_iter().flat_map(Card::of).any(|known| known.0 == card);
    let words = is_known.then(|| texts::of("talk", card)).flatten();
    words.unwrap_or_else(|| tr!("window-talk-no-words"))
}

/// What a deck is called.
pub(crate) fn deck_name(deck: &str) -> String {
    let deck = deck.parse::<Deck>().ok();
    let name = deck.and_then(|deck| texts::of("talk", &format!("deck-{}", deck.name())));
    name.unwrap_or_else(|| tr!("window-talk-other-deck"))
}

/// What is in a deck, in a few words.
pub(crate) fn deck_about(deck: Deck) -> String {
    texts::of("talk", &format!("deck-{}-about", deck.name())).unwrap_or_default()
}

/// What the drafts of what stayed are called: their kind, and before the slot's
/// number.
pub(crate) const STAYED: &str = "talk";

/// What is chosen and typed about soul talk.
#[derive(Debug, Default)]
pub(crate) struct Form {
    /// The deck to draw from; the first before any was chosen.
    pub(crate) deck: Option<Deck>,
    /// Where it is to be shown.
    pub(crate) screens: Screens,
    /// Whether the couple's own cards are shown.
    pub(crate) cards: bool,
    /// The offer that was set aside. Nobody is told.
    pub(crate) set_aside: Option<TalkId>,
    /// This person asked for a talk: the window goes there once it is.
    pub(crate) comes: bool,
    /// The keyboard goes to the turn, or to what stayed, at the next drawing.
    pub(crate) wants_focus: bool,
    /// The talk whose end was noticed last.
    pub(crate) over: Option<TalkId>,
    /// What stayed, by its draft's slot.
    pub(crate) stayed: BTreeMap<String, Stayed>,
}

impl Form {
    /// The deck that is chosen.
    pub(crate) fn deck(&self) -> Deck {
        self.deck.unwrap_or(Deck::Thoughts)
    }
}

/// What stayed with this person of a talk, under the keyboard.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stayed {
    /// Its draft's slot.
    slot: String,
    /// The question as it was read.
    pub(crate) question: String,
    /// The deck's name; empty for what was taken up from its draft.
    pub(crate) deck: String,
    /// The line so far.
    pub(crate) text: String,
    /// Who it is for.
    pub(crate) who: Who,
    /// When it is saved.
    pub(crate) saving: Saving,
    /// On its way to become an entry.
    pub(crate) busy: bool,
    /// What it became.
    pub(crate) kept: Option<DocumentId>,
    /// What the partner had shared before; none is known after a restart.
    pub(crate) before: Option<BTreeSet<DocumentId>>,
}

impl Stayed {
    /// What stayed of a talk that is just over.
    pub(crate) fn of(
        slot: String,
        question: String,
        deck: String,
        before: BTreeSet<DocumentId>,
    ) -> Self {
        let (text, who) = (String::new(), Who::OnlyMe);
        let saving = Saving::default();
        Self {
            slot,
            question,
            deck,
            text,
            who,
            saving,
            busy: false,
            kept: None,
            before: Some(before),
        }
    }

    /// As it was left unfinished.
    pub(crate) fn of_draft(draft: &Draft) -> Self {
        let (slot, question) = (draft.slot.clone(), draft.title.clone());
        let empty = Self::of(slot, question, String::new(), BTreeSet::new());
        Self { text: draft.body.clone(), who: draft.who, before: None, ..empty }
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Saves what is unsaved, at once.
    pub(crate) fn save(&mut self, out: &mut Vec<Request>) {
        self.saving.save(out, || Draft {
            title: self.question.clone(),
            who: self.who,
            ..unfinished(&self.slot, STAYED, self.text.clone())
        });
    }

    /// Makes an entry of it, if there is anything in it.
    pub(crate) fn done(&mut self, time: f64, out: &mut Vec<Request>) {
        if self.busy || self.kept.is_some() || self.is_empty() {
            return;
        }
        self.busy = true;
        // Also what was taken up from a draft: who may read it may have changed.
        self.saving.touch(time);
        self.save(out);
        let (slot, revision) = (self.slot.clone(), self.saving.latest());
        out.push(Request::Commit { slot, revision, then: Then::Leave });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn live(minutes: u64, phase: Phase) -> Live {
        Live {
            talk: TalkId::from_bytes([1; 8]),
            screens: Screens::Both,
            phase,
            deck: "memories".to_owned(),
            card: Some("memories-03".to_owned()),
            turn: Whose::Mine,
            suggests: false,
            is_there: true,
            remaining: Duration::from_secs(minutes * 60),
        }
    }

    fn table(live: Live) -> Table {
        let mut table = Table::default();
        table.tell(Talks { live: Some(live), offer: None });
        table
    }

    /// Six minutes past nine, UTC.
    fn now() -> Now {
        Now::from_millis(1_795_511_160_000, 0)
    }

    #[test]
    fn its_clock_takes_a_step_a_minute_and_stands_where_the_talk_rests() {
        let mut running = table(live(9, Phase::Running));
        let next = running.at(100.0, &now()).unwrap();
        assert!((next - 60.0).abs() < 0.1, "{next}");
        assert_eq!((running.minutes_left(), running.part()), (9, 0.4));
        let hours = running.hours.unwrap().map(ClockTime::minutes);
        assert_eq!(hours, [9 * 60, 9 * 60 + 15], "it began six minutes ago");
        let next = running.at(130.0, &now()).unwrap();
        assert!((next - 30.0).abs() < 0.1, "{next}");
        assert_eq!(running.minutes_left(), 9);
        running.at(161.0, &now());
        assert_eq!(running.minutes_left(), 8);
        assert_eq!(running.at(100.0 + 9.0 * 60.0, &now()), None);
        assert_eq!((running.minutes_left(), running.part()), (0, 1.0));

        for phase in [Phase::Offered, Phase::Resting, Phase::Ended] {
            let mut standing = table(live(9, phase));
            assert_eq!(standing.at(100.0, &now()), None);
            assert_eq!(standing.at(400.0, &now()), None);
            assert_eq!((standing.minutes_left(), standing.hours), (9, None));
        }
    }

    #[test]
    fn a_card_turns_once_for_each_that_comes() {
        let mut table = table(live(9, Phase::Running));
        assert_eq!(table.turned(), None, "no frame yet");
        table.at(7.0, &now());
        table.at(8.0, &now());
        assert_eq!(table.turned(), Some(7.0));
        let other = Live { card: Some("memories-04".to_owned()), ..live(8, Phase::Running) };
        table.tell(Talks { live: Some(other.clone()), offer: None });
        table.at(60.0, &now());
        assert_eq!(table.turned(), Some(60.0));
        let turn = Live { turn: Whose::Theirs, ..other };
        table.tell(Talks { live: Some(turn), offer: None });
        table.at(70.0, &now());
        assert_eq!(table.turned(), Some(60.0), "the card is the same");
    }

    #[test]
    fn a_name_that_is_no_card_s_has_no_words() {
        let own = OwnCard {
            id: DocumentId::from_bytes([7; 16]),
            deck: Deck::Play,
            question: "What shall we build?".to_owned(),
            mine: true,
            in_deck: true,
        };
        let id = own.id.to_string();
        let own = [own];
        assert_eq!(question(&id, &own), "What shall we build?");
        assert!(question("memories-03", &own).starts_with("Which room"));
        for name in ["deck-memories", "memories-28", "../x", &id] {
            assert_eq!(question(name, &[]), tr!("window-talk-no-words"), "{name}");
        }
        assert_eq!(deck_name("memories"), "Memories");
        assert_eq!(deck_name("memories-03"), tr!("window-talk-other-deck"));
    }
}
