//! Where both stand: when that is said, when it is compared, and what comes of
//! holding different things.

use super::{Alex, batch, heads, point, stored, stored_but};
use crate::common::Person;
use attune_core::command::Who;
use attune_core::exchange::{Digest, LogPoint};
use attune_core::ids::{Mark, Position};
use attune_sync::proto::frame::{Bye, Frame, More, Stand};
use attune_sync::proto::session::{Answer, Closing, Effect, Event, Progress, Request};

/// Alex wrote a page, and Sam's end confirmed it.
struct Confirmed {
    alex: Alex,
    sam: Person,
    /// The end of Alex's log.
    through: LogPoint,
}

impl Confirmed {
    fn new() -> Self {
        let (mut alex, sam) = Alex::met();
        alex.writes(1);
        let [through] = alex.sent_through()[..] else { panic!("one batch") };
        alex.hears(stored(through));
        alex.forget();
        Self { alex, sam, through }
    }

    /// That Sam's end holds all of Alex's log, has none of its own, and holds the
    /// same as Alex.
    fn equal(&mut self) -> Stand {
        let digest = self.alex.person.vault.standing(self.sam.vault.me().device).unwrap().digest;
        Stand { mine: point(0), yours: Some(self.through), digest, set_aside: 0 }
    }

    /// The same, but for what it holds.
    fn different(&mut self) -> Stand {
        Stand { digest: Digest([1; 32]), ..self.equal() }
    }

    fn hears(&mut self, stand: Stand) {
        self.alex.hears(Frame::Digest(stand));
    }
}

fn compares(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Ask(Request::Compare(..))))
}

impl Alex {
    fn compared(&self) -> usize {
        let compared = self.asked.iter().filter(|asked| matches!(asked, Request::Compare(..)));
        compared.count()
    }

    /// How often it began to look for what differs.
    fn repairs(&self) -> usize {
        let begun = |asked: &&Request| matches!(asked, Request::States { after: None, .. });
        self.asked.iter().filter(begun).count()
    }

    fn said_where_it_stands(&self) -> bool {
        self.sent.iter().any(|frame| matches!(frame, Frame::Digest(_)))
    }
}

#[test]
fn who_holds_what_we_never_had_is_met_anew() {
    let mut two = Confirmed::new();
    // They confirmed all of our log, and hold another place of it: they take us
    // for a copy of this device.
    let yours = Some(LogPoint { mark: Mark::from_bytes([9; 8]), ..two.through });
    let stand = Stand { yours, ..two.different() };
    two.hears(stand);
    assert_eq!(two.alex.closed, Some(Closing::Ours(Bye::Trouble)));
}

#[test]
fn nothing_is_compared_before_each_has_all_of_the_other_s_log() {
    let before = LogPoint { position: Position(1), ..Confirmed::new().through };
    let cases: [(&str, fn(&mut Stand, LogPoint), bool); 4] = [
        ("all of it", |_, _| {}, true),
        ("nothing of Alex's", |stand, _| stand.yours = None, false),
        ("less of Alex's", |stand, before| stand.yours = Some(before), false),
        ("more of their own", |stand, _| stand.mine = point(3), false),
    ];
    for (what, change, compared) in cases {
        let (mut alex, sam) = Alex::met();
        alex.writes(1);
        let [through] = alex.sent_through()[..] else { panic!("one batch") };
        assert!(!alex.said_where_it_stands(), "a page is on its way");
        // What they say crosses what confirms the page, so it is old by then.
        let mut two = Confirmed { alex, sam, through };
        let mut stand = two.equal();
        change(&mut stand, before);
        two.hears(stand);
        two.alex.hears(stored(through));
        let alex = two.alex;
        assert_eq!((alex.compared() > 0, alex.closed), (compared, None), "{what}");
        assert_eq!((alex.session.is_in_step(), alex.repairs()), (compared, 0), "{what}");
        assert!(alex.said_where_it_stands());
    }
}

#[test]
fn what_came_is_stored_before_both_are_compared() {
    let mut two = Confirmed::new();
    let equal = two.equal();
    two.hears(equal);
    two.alex.session.handle(Event::Frame(batch(0, 0, vec![])), 0);
    two.alex.forget();
    two.alex.takes(Event::Confirm, 0);
    assert_eq!(two.alex.compared(), 0, "it is with the vault");
    assert!(compares(&stored_but(&mut two.alex, &two.sam, |_| {})));
}

#[test]
fn a_comparison_is_with_the_vault_once() {
    let mut two = Confirmed::new();
    let equal = two.equal();
    assert!(compares(&two.alex.session.handle(Event::Frame(Frame::Digest(equal)), 0)));
    assert_eq!(two.alex.session.handle(Event::Frame(Frame::Digest(equal)), 0), []);
    assert_eq!(two.alex.session.handle(Event::Confirm, 0).len(), 1, "only what is new is read");
}

#[test]
fn whoever_wants_to_know_again_has_it_compared_again_and_once() {
    let mut two = Confirmed::new();
    let equal = two.equal();
    two.hears(equal);
    assert!(two.alex.session.is_in_step());
    for (event, compares) in
        [(Event::LocalChange, 0), (Event::Confirm, 1), (Event::LocalChange, 0), (Event::Confirm, 1)]
    {
        two.alex.forget();
        two.alex.takes(event, 0);
        assert_eq!((two.alex.compared(), &two.alex.told[..]), (compares, &[][..]));
    }
}

#[test]
fn what_is_written_while_comparing_is_compared_again() {
    let mut two = Confirmed::new();
    // They hold the same; and while the vault looks, it comes to hold another.
    let equal = two.equal();
    assert!(compares(&two.alex.session.handle(Event::Frame(Frame::Digest(equal)), 0)));
    two.alex.person.journal("meanwhile", Who::PartnerReads);
    two.alex.takes(Event::Answer(Answer::Compared(false)), 0);
    let [through] = two.alex.sent_through()[..] else { panic!("what is new is sent") };
    two.alex.hears(stored(through));
    two.through = through;
    let equal = two.equal();
    let effects = two.alex.session.handle(Event::Frame(Frame::Digest(equal)), 0);
    assert!(compares(&effects), "and then they are again");
}

#[test]
fn what_differs_is_looked_for_once_and_again_after_it_was_equal() {
    let mut two = Confirmed::new();
    let (equal, different) = (two.equal(), two.different());
    // More often than a session looks without ever being in step.
    for round in 0..20 {
        two.alex.forget();
        two.hears(different);
        assert_eq!(two.alex.repairs(), 1, "round {round}");
        assert_eq!(two.alex.told, [], "it may yet be mended");
        two.alex.hears(heads(0..0, More::Last));
        // Nothing was found, and looking again finds nothing.
        for _ in 0..2 {
            assert_eq!((two.alex.repairs(), &two.alex.told[..]), (1, &[Progress::Apart][..]));
            two.hears(different);
        }
        two.hears(equal);
        assert_eq!(two.alex.told, [Progress::Apart, Progress::InStep], "round {round}");
    }
}

#[test]
fn what_is_set_aside_on_either_side_keeps_both_apart() {
    for (mine, theirs) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        let mut two = Confirmed::new();
        let stand = Stand { set_aside: theirs, ..two.equal() };
        // The vault answers as one does that has so much set aside, and holds no
        // note of anything refused.
        let mut standing = two.alex.person.vault.standing(two.sam.vault.me().device).unwrap();
        standing.set_aside = mine;
        let here = || Event::Answer(Answer::Standing(standing.clone()));
        two.alex.session.handle(here(), 0);
        let mut effects = two.alex.session.handle(Event::Frame(Frame::Digest(stand)), 0);
        let forgets = |effects: &[Effect]| {
            effects.iter().filter(|e| matches!(e, Effect::Ask(Request::ForgetRefused(..)))).count()
        };
        let asked = forgets(&effects);
        effects.extend(two.alex.session.handle(here(), 0));
        effects.extend(two.alex.session.handle(Event::Frame(Frame::Digest(stand)), 0));
        assert_eq!((asked, forgets(&effects)), (mine as usize, mine as usize), "asked for once");
        let told = |effect: &&Effect| matches!(effect, Effect::Tell(_));
        let apart = mine + theirs > 0;
        let expected = if apart { vec![Effect::Tell(Progress::Apart)] } else { vec![] };
        let told: Vec<Effect> = effects.iter().filter(told).cloned().collect();
        assert_eq!((told, compares(&effects)), (expected, !apart), "{mine} here, {theirs} there");
    }
}
