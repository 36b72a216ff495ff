//! A pause in a conflict: a time to come back, each one's word that they are
//! ready, *are we on the same team?*, and one next step.
//!
//! It is one document that both write, made of facts, so that a step stands
//! whenever it comes. What a step rests on it names: a return time that is moved
//! names the one it moves, an agreement the words it agrees to. Times that a device
//! claims can only shorten a pause ([`Pause::until`]). Nothing else waits for it.

use super::around::Made;
use super::{Detail, Ends, Kind, MAX_LINE, Moment, Projection, Projects};
use crate::header::Writers;
use crate::ids::{DocumentId, PersonId, RecordHash};
use crate::record::RecordType;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

pub(crate) const KIND: Kind = Kind {
    name: "pause",
    facts: &[RecordType::PAUSE_STEP],
    listed: true,
    project: Projects::Facts(project),
    writers: &[Writers::Both],
    ends: Ends::Never,
    ..Kind::OF_FACTS
};

/// How long a pause can be, in minutes: long enough to be calm again, and never
/// more than a day.
pub const LENGTHS: RangeInclusive<u16> = 20..=24 * 60;

/// What a step says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Step {
    /// Begins it, after the last one that its writer knew of.
    Begin { minutes: u16, previous: Option<DocumentId> },
    /// Moves the time to come back: so many minutes from the beginning. `from` is
    /// the step that said what is moved.
    Move { minutes: u16, from: RecordHash },
    /// I am ready.
    Ready,
    /// Whether we are on the same team.
    Team(bool),
    /// Words for one next step.
    Next(String),
    /// Agrees to such words.
    Agree(RecordHash),
    /// It is over.
    Close,
}

/// The body of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StepTaken {
    pub(crate) step: Step,
    pub(crate) moment: Moment,
    /// Makes it the only one of its kind: two people can say one thing in one
    /// moment, and a fact is known by what it says.
    pub(crate) nonce: [u8; 8],
}

/// A return time that somebody moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Who.
    pub by: PersonId,
    /// To so many minutes from the beginning.
    pub minutes: u16,
}

/// One next step that somebody put in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    /// What an agreement names.
    pub name: RecordHash,
    /// Who.
    pub by: PersonId,
    /// The words.
    pub words: String,
    /// Whether the other agreed.
    pub agreed: bool,
}

/// A pause, as its steps make it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Who began it.
    pub by: PersonId,
    /// When that claims to have been.
    pub begun: Timestamp,
    /// How long it is, as it stands, in minutes.
    pub minutes: u16,
    /// Which step says so; what a further move names.
    pub said_by: RecordHash,
    /// Who moved the time, in the order in which one moved the other's.
    pub moved: Vec<Moved>,
    /// Who is ready.
    pub ready: Vec<PersonId>,
    /// Who said whether we are on the same team.
    pub team: Vec<(PersonId, bool)>,
    /// What was put in words.
    pub next: Vec<NextStep>,
    /// Whether somebody said that it is over.
    pub closed: bool,
    /// The pause that it came after.
    pub previous: Option<DocumentId>,
}

impl Pause {
    /// When it is time to come back, for a device that got it at `received`: the
    /// claimed beginning counts only where that makes it sooner.
    pub fn until(&self, received: Timestamp) -> Timestamp {
        let begun = self.begun.min(received);
        Timestamp::clamped(begun.millis() + i64::from(self.minutes) * 60_000)
    }

    /// The same pause begun twice: both named the same one before it. Of two
    /// beginnings the lower step counts; what either said stands.
    pub(crate) fn joined(self, other: Self) -> Self {
        let (mut one, other) =
            if self.said_by <= other.said_by { (self, other) } else { (other, self) };
        one.begun = one.begun.min(other.begun);
        for moved in other.moved {
            if one.moved.iter().all(|known| known.by != moved.by) {
                one.minutes = moved.minutes;
                one.moved.push(moved);
            }
        }
        let missing = |all: &[PersonId], person: &PersonId| !all.contains(person);
        let ready: Vec<_> = other.ready.into_iter().filter(|p| missing(&one.ready, p)).collect();
        one.ready.extend(ready);
        for (person, answer) in other.team {
            if one.team.iter().all(|(known, _)| *known != person) {
                one.team.push((person, answer));
            }
        }
        one.next.extend(other.next);
        one.closed |= other.closed;
        one
    }
}

/// A step, and who took it.
struct Taken {
    hash: RecordHash,
    by: PersonId,
    taken: StepTaken,
}

/// The pause that a document's facts make. Of one person's steps of a sort the
/// lowest counts, so that both devices choose the same.
fn read(made: &Made<'_>) -> Option<(Pause, Moment)> {
    let mut steps = Vec::new();
    for fact in made.facts.iter().filter(|fact| fact.kind == RecordType::PAUSE_STEP) {
        let taken: StepTaken = postcard::from_bytes(&fact.body).ok()?;
        steps.push(Taken { hash: fact.hash, by: fact.by, taken });
    }
    let mut beginnings = steps.iter().filter_map(|step| match &step.taken.step {
        Step::Begin { minutes, previous } => Some((step, *minutes, *previous)),
        _ => None,
    });
    let (Some((first, minutes, previous)), None) = (beginnings.next(), beginnings.next()) else {
        return None;
    };
    if first.by != made.header.owner || !LENGTHS.contains(&minutes) {
        return None;
    }
    let mut pause = Pause {
        by: first.by,
        begun: first.taken.moment.at,
        minutes,
        said_by: first.hash,
        moved: Vec::new(),
        ready: Vec::new(),
        team: Vec::new(),
        next: Vec::new(),
        closed: false,
        previous,
    };
    pause.move_by(&steps);
    let mut agreed = Vec::new();
    for Taken { hash, by, taken } in &steps {
        match &taken.step {
            Step::Ready if !pause.ready.contains(by) => pause.ready.push(*by),
            Step::Team(answer) if pause.team.iter().all(|(known, _)| known != by) => {
                pause.team.push((*by, *answer));
            }
            Step::Next(words) if words.len() <= MAX_LINE => pause.next.push(NextStep {
                name: *hash,
                by: *by,
                words: words.clone(),
                agreed: false,
            }),
            Step::Agree(name) => agreed.push((*name, *by)),
            Step::Close => pause.closed = true,
            _ => {}
        }
    }
    for next in &mut pause.next {
        // Nobody agrees with themselves.
        next.agreed = agreed.iter().any(|(name, by)| *name == next.name && *by != next.by);
    }
    Some((pause, first.taken.moment))
}

impl Pause {
    /// Follows the moves from the beginning on: each person has one, of several the
    /// lowest counts; of two that moved the same time, the one that leaves more.
    fn move_by(&mut self, steps: &[Taken]) {
        loop {
            let mut of_each: Vec<(PersonId, u16, RecordHash)> = Vec::new();
            for step in steps {
                let Step::Move { minutes, from } = step.taken.step else { continue };
                let may = from == self.said_by && LENGTHS.contains(&minutes);
                let has_moved = self.moved.iter().any(|moved| moved.by == step.by)
                    || of_each.iter().any(|(by, ..)| *by == step.by);
                if may && !has_moved {
                    of_each.push((step.by, minutes, step.hash));
                }
            }
            let longest = of_each
                .into_iter()
                .max_by_key(|(_, minutes, hash)| (*minutes, std::cmp::Reverse(*hash)));
            let Some((by, minutes, hash)) = longest else { return };
            self.moved.push(Moved { by, minutes });
            (self.minutes, self.said_by) = (minutes, hash);
        }
    }
}

fn project(made: &Made<'_>) -> Option<Projection> {
    let (pause, moment) = read(made)?;
    // In lists and in search it is what the two agreed on.
    let agreed = pause.next.iter().filter(|next| next.agreed).map(|next| next.words.as_str());
    let body = agreed.collect::<Vec<_>>().join("\n");
    Some(Projection {
        body,
        detail: Some(Detail::Pause(Box::new(pause))),
        ..Projection::at(&moment)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::{Audience, Header};
    use crate::ids::PairId;
    use crate::kinds::around::Fact;
    use crate::record::fact_hash;
    use crate::time::Now;
    use proptest::prelude::*;

    const ALEX: PersonId = PersonId::from_bytes([1; 32]);
    const SAM: PersonId = PersonId::from_bytes([2; 32]);
    const START: i64 = 1_795_510_800_000;

    fn fact(by: PersonId, step: Step, at: i64) -> Fact {
        let moment = Moment::from(&Now::from_millis(START + at, 0));
        let nonce = [by.as_bytes()[0]; 8];
        let body = postcard::to_stdvec(&StepTaken { step, moment, nonce }).unwrap();
        Fact { kind: RecordType::PAUSE_STEP, hash: fact_hash(&body), by, body }
    }

    fn begin(minutes: u16) -> Fact {
        fact(ALEX, Step::Begin { minutes, previous: None }, 0)
    }

    fn made(mut facts: Vec<Fact>) -> Option<Pause> {
        facts.sort_by_key(|fact| fact.hash);
        let pair = Audience::Pair(PairId::from_bytes([3; 16]));
        let header = Header::new(pair, KIND.name, ALEX, Writers::Both, None, [4; 16]);
        read(&Made { header: &header, merged: None, facts: &facts }).map(|(pause, _)| pause)
    }

    #[test]
    fn a_pause_has_one_beginning_of_its_owner_and_a_length_that_helps() {
        assert!(made(vec![begin(20)]).is_some() && made(vec![begin(1440)]).is_some());
        let second = fact(ALEX, Step::Begin { minutes: 30, previous: None }, 1);
        let theirs = fact(SAM, Step::Begin { minutes: 30, previous: None }, 1);
        for facts in
            [vec![], vec![begin(19)], vec![begin(1441)], vec![begin(20), second], vec![theirs]]
        {
            assert_eq!(made(facts), None);
        }
    }

    #[test]
    fn each_moves_the_time_once_and_a_longer_one_wins_where_both_moved_the_same() {
        let first = begin(60);
        let moved = |by, minutes, from: &Fact| fact(by, Step::Move { minutes, from: from.hash }, 5);
        let mine = moved(ALEX, 30, &first);
        let again = moved(ALEX, 1000, &mine);
        let theirs = moved(SAM, 90, &mine);
        let [same, short, long] = [40, 10, 2000].map(|minutes| moved(SAM, minutes, &first));
        let cases: [(Vec<&Fact>, u16); 6] = [
            (vec![&mine], 30),
            (vec![&mine, &again], 30),
            (vec![&mine, &theirs, &again], 90),
            (vec![&theirs], 60),
            (vec![&mine, &same], 40),
            (vec![&short, &long], 60),
        ];
        for (moves, minutes) in cases {
            let facts = moves.iter().copied().chain([&first]).cloned().collect();
            assert_eq!(made(facts).unwrap().minutes, minutes, "{moves:?}");
        }
    }

    #[test]
    fn nobody_agrees_with_themselves_and_each_says_a_thing_once() {
        let words = fact(ALEX, Step::Next("A walk".into()), 1);
        let agree = |by| fact(by, Step::Agree(words.hash), 2);
        let with = |more: Vec<Fact>| {
            made([vec![begin(20), words.clone()], more].concat()).unwrap().next[0].agreed
        };
        assert!(!with(vec![]) && !with(vec![agree(ALEX)]) && with(vec![agree(SAM)]));
        let yes = fact(SAM, Step::Team(true), 1);
        let no = fact(SAM, Step::Team(false), 2);
        let lower = yes.hash < no.hash;
        assert_eq!(made(vec![begin(20), yes, no]).unwrap().team, [(SAM, lower)]);
    }

    proptest! {
        /// Whatever a clock claims, a pause ends no later than its length after it
        /// came here.
        #[test]
        fn clocks_only_shorten_a_pause(ahead in -90_000_000_i64..90_000_000, minutes in LENGTHS) {
            let mut pause = made(vec![begin(minutes)]).unwrap();
            let received = Timestamp::clamped(START);
            pause.begun = Timestamp::clamped(START + ahead);
            let until = pause.until(received).millis();
            prop_assert!(until <= START + i64::from(minutes) * 60_000);
            prop_assert!(until <= pause.begun.millis() + i64::from(minutes) * 60_000);
        }

        /// Two that are one are the same from either side.
        #[test]
        fn joining_two_pauses_is_the_same_both_ways(a in LENGTHS, b in LENGTHS) {
            let one = made(vec![begin(a)]).unwrap();
            let mut other = one.clone();
            other.said_by = RecordHash::from_bytes([7; 32]);
            (other.by, other.minutes, other.ready) = (SAM, b, vec![SAM]);
            prop_assert_eq!(one.clone().joined(other.clone()), other.joined(one));
        }
    }
}
