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

/// How a pause was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    /// Which step it is; what the first move of the time names.
    pub name: RecordHash,
    /// Who.
    pub by: PersonId,
    /// When that claims to have been.
    pub at: Timestamp,
    /// For how long, in minutes.
    pub minutes: u16,
}

/// A return time that somebody moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Which step it is; what a further move names.
    pub name: RecordHash,
    /// Who.
    pub by: PersonId,
    /// To so many minutes from the beginning.
    pub minutes: u16,
    /// The step that said the time before.
    pub from: RecordHash,
}

/// What somebody said of whether the two are on the same team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamSaid {
    /// Which step it is.
    pub name: RecordHash,
    /// Who.
    pub by: PersonId,
    /// Whether they are.
    pub answer: bool,
}

/// One next step that somebody put in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    /// What an agreement names.
    pub name: RecordHash,
    /// Who.
    pub by: PersonId,
    /// When that claims to have been.
    pub at: Timestamp,
    /// The words.
    pub words: String,
    /// Whether the other agreed.
    pub agreed: bool,
}

/// A pause, as its steps make it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// How it was begun; of several beginnings that are one, the lowest by its name.
    pub first: Beginning,
    /// How it was begun as well, in the order of their names.
    pub also: Vec<Beginning>,
    /// Every time that somebody moved it to, in the order of their names. Which of
    /// them count is told by [`Pause::chain`].
    pub moves: Vec<Moved>,
    /// Who is ready.
    pub ready: Vec<PersonId>,
    /// Who said whether we are on the same team, each once.
    pub team: Vec<TeamSaid>,
    /// What was put in words, in the order in which that claims to have been.
    pub next: Vec<NextStep>,
    /// Whether somebody said that it is over.
    pub closed: bool,
    /// The pause that it came after.
    pub previous: Option<DocumentId>,
}

impl Pause {
    /// When it began, for a device that got it at `received`: what is claimed counts
    /// only where that is sooner.
    pub fn begun(&self, received: Timestamp) -> Timestamp {
        let claimed = self.also.iter().map(|also| also.at).fold(self.first.at, Timestamp::min);
        claimed.min(received)
    }

    /// When it is time to come back, for a device that got it at `received`.
    pub fn until(&self, received: Timestamp) -> Timestamp {
        let minutes = self.chain().last().map_or(self.first.minutes, |moved| moved.minutes);
        self.after(received, minutes)
    }

    /// So many minutes after the beginning.
    pub(crate) fn after(&self, received: Timestamp, minutes: u16) -> Timestamp {
        Timestamp::clamped(self.begun(received).millis() + i64::from(minutes) * 60_000)
    }

    /// The moves that count, from the beginning on: each names the one before it, the
    /// first of them a beginning, whichever. Each person has one, of several the lowest
    /// counts; of two that moved the same time, the one that leaves more.
    pub fn chain(&self) -> Vec<Moved> {
        let also = self.also.iter().map(|also| also.name);
        let mut said_by: Vec<RecordHash> = std::iter::once(self.first.name).chain(also).collect();
        let mut chain: Vec<Moved> = Vec::new();
        loop {
            let mut of_each: Vec<Moved> = Vec::new();
            for moved in &self.moves {
                let has_moved = chain.iter().chain(&of_each).any(|known| known.by == moved.by);
                if said_by.contains(&moved.from) && !has_moved {
                    of_each.push(*moved);
                }
            }
            let longest = of_each
                .into_iter()
                .max_by_key(|moved| (moved.minutes, std::cmp::Reverse(moved.name)));
            let Some(moved) = longest else { return chain };
            said_by = vec![moved.name];
            chain.push(moved);
        }
    }

    /// The step that says how long it is, which a further move names.
    pub fn said_by(&self) -> RecordHash {
        self.chain().last().map_or(self.first.name, |moved| moved.name)
    }

    /// The same pause begun twice: both named the same one before it. Whatever was
    /// said in either is said in it, as if it had been begun once; only the lower of
    /// the beginnings says how long it is and who began it.
    pub(crate) fn joined(mut self, mut other: Self) -> Self {
        if other.first.name < self.first.name {
            std::mem::swap(&mut self, &mut other);
        }
        self.also.push(other.first);
        self.also.extend(other.also);
        self.also.sort_unstable_by_key(|also| also.name);
        self.moves.extend(other.moves);
        self.ready.extend(other.ready);
        self.team.extend(other.team);
        self.next.extend(other.next);
        self.closed |= other.closed;
        self.in_order()
    }

    /// What was said, in an order that is the same for whoever looks.
    fn in_order(mut self) -> Self {
        self.moves.sort_unstable_by_key(|moved| moved.name);
        self.ready.sort_unstable();
        self.ready.dedup();
        self.team.sort_unstable_by_key(|said| (said.by, said.name));
        // Of one person's the lowest counts.
        self.team.dedup_by_key(|said| said.by);
        self.next.sort_unstable_by_key(|next| (next.at, next.name));
        self
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
    let moment = first.taken.moment;
    let mut pause = Pause {
        first: Beginning { name: first.hash, by: first.by, at: moment.at, minutes },
        also: Vec::new(),
        moves: Vec::new(),
        ready: Vec::new(),
        team: Vec::new(),
        next: Vec::new(),
        closed: false,
        previous,
    };
    let mut agreed = Vec::new();
    for Taken { hash: name, by, taken } in &steps {
        let (name, by) = (*name, *by);
        match &taken.step {
            Step::Move { minutes, from } if LENGTHS.contains(minutes) => {
                pause.moves.push(Moved { name, by, minutes: *minutes, from: *from });
            }
            Step::Ready => pause.ready.push(by),
            Step::Team(answer) => pause.team.push(TeamSaid { name, by, answer: *answer }),
            Step::Next(words) if words.len() <= MAX_LINE => {
                let (at, words) = (taken.moment.at, words.clone());
                pause.next.push(NextStep { name, by, at, words, agreed: false });
            }
            Step::Agree(name) => agreed.push((*name, by)),
            Step::Close => pause.closed = true,
            _ => {}
        }
    }
    for next in &mut pause.next {
        // Nobody agrees with themselves.
        next.agreed = agreed.iter().any(|(name, by)| *name == next.name && *by != next.by);
    }
    Some((pause.in_order(), moment))
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
        begun_by(ALEX, minutes)
    }

    fn begun_by(by: PersonId, minutes: u16) -> Fact {
        fact(by, Step::Begin { minutes, previous: None }, 0)
    }

    fn made(facts: Vec<Fact>) -> Option<Pause> {
        read_as(facts, ALEX)
    }

    /// The same of a document that is somebody's.
    fn read_as(mut facts: Vec<Fact>, owner: PersonId) -> Option<Pause> {
        facts.sort_by_key(|fact| fact.hash);
        let pair = Audience::Pair(PairId::from_bytes([3; 16]));
        let header = Header::new(pair, KIND.name, owner, Writers::Both, None, [4; 16]);
        read(&Made { header: &header, merged: None, facts: &facts }).map(|(pause, _)| pause)
    }

    /// How long it is as it stands, in minutes.
    fn length(pause: &Pause) -> u16 {
        pause.chain().last().map_or(pause.first.minutes, |moved| moved.minutes)
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
            assert_eq!(length(&made(facts).unwrap()), minutes, "{moves:?}");
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
        let team = made(vec![begin(20), yes, no]).unwrap().team;
        assert_eq!(
            team.iter().map(|said| (said.by, said.answer)).collect::<Vec<_>>(),
            [(SAM, lower)]
        );
    }

    proptest! {
        /// Whatever a clock claims, a pause ends no later than its length after it
        /// came here.
        #[test]
        fn clocks_only_shorten_a_pause(ahead in -90_000_000_i64..90_000_000, minutes in LENGTHS) {
            let mut pause = made(vec![begin(minutes)]).unwrap();
            let received = Timestamp::clamped(START);
            pause.first.at = Timestamp::clamped(START + ahead);
            let until = pause.until(received).millis();
            prop_assert!(until <= START + i64::from(minutes) * 60_000);
            prop_assert!(until <= pause.first.at.millis() + i64::from(minutes) * 60_000);
        }

        /// Begun by both at once, with any of it moved: the same from either side, and
        /// whoever moves last is heard.
        #[test]
        fn two_pauses_that_are_one_are_the_same_from_either_side(
            a in LENGTHS, b in LENGTHS, early in LENGTHS, late in LENGTHS, by_alex: bool,
        ) {
            let mine = begin(a);
            let theirs = begun_by(SAM, b);
            let alone = |facts: Vec<Fact>, owner| read_as(facts, owner).unwrap();
            let together = |mine: Vec<Fact>, theirs: Vec<Fact>| {
                let (one, other) = (alone(mine, ALEX), alone(theirs, SAM));
                let joined = one.clone().joined(other.clone());
                assert_eq!(joined, other.joined(one));
                joined
            };
            let both = together(vec![mine.clone()], vec![theirs.clone()]);
            let id = both.first.name;
            prop_assert_eq!(id, mine.hash.min(theirs.hash));
            let (first, second) = if by_alex { (ALEX, SAM) } else { (SAM, ALEX) };
            let earlier = fact(first, Step::Move { minutes: early, from: both.said_by() }, 5);
            // Wherever a step was put down, it is a step of the one pause.
            let moved = together(vec![mine.clone(), earlier.clone()], vec![theirs.clone()]);
            let in_the_other = together(vec![mine.clone()], vec![theirs.clone(), earlier.clone()]);
            prop_assert_eq!(&moved, &in_the_other);
            prop_assert_eq!((length(&moved), moved.first.name), (early, id));
            let later = fact(second, Step::Move { minutes: late, from: moved.said_by() }, 9);
            let moved = together(vec![mine, earlier], vec![theirs, later]);
            prop_assert_eq!((length(&moved), moved.first.name), (late, id));
            let movers: Vec<PersonId> = moved.chain().iter().map(|moved| moved.by).collect();
            prop_assert_eq!(movers, vec![first, second]);
        }
    }
}
