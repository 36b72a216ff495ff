//! Two states, two workers, two vaults, real sockets on loopback: what each
//! sees in the window while they pair, write, cut the cable and answer.

use super::working::{Desk, named};
use crate::link::{Ask, Cable, Pairing, PairingFailure, Standing};
use crate::marks;
use crate::window::action::{Action, Checkin, Page, Pulse, Us, Writing};
use crate::window::choosing::Sort;
use crate::window::model::{Kind, Looked, Place, Reach, Whose};
use crate::window::pages::{Of, Pages};
use crate::window::route::{PairingWay, Route};
use crate::window::state::State;
use crate::window::words;
use crate::window::worker::Request;
use attune_core::command::{Command, Pausing, Who};
use attune_core::kinds::pulse::{Levels, Sign};
use attune_core::kinds::sealed::SealState;
use std::time::{Duration, Instant};
use tempfile::TempDir;

struct Two {
    alex: Desk,
    sam: Desk,
    _folders: [TempDir; 2],
}

impl Two {
    fn new() -> Self {
        let (alex_folder, alex) = named("Alex");
        let (sam_folder, sam) = named("Sam");
        Self { alex, sam, _folders: [alex_folder, sam_folder] }
    }

    #[track_caller]
    fn until(&mut self, is_so: impl Fn(&State, &State) -> bool) {
        let since = Instant::now();
        while !is_so(&self.alex.state, &self.sam.state) {
            let (alex, sam) = (&self.alex.state.model, &self.sam.state.model);
            assert!(
                since.elapsed() < Duration::from_secs(60),
                "it never came: {:?} {:?} {:?}, {:?} {:?} {:?}",
                alex.standing,
                alex.pairing,
                alex.trouble,
                sam.standing,
                sam.pairing,
                sam.trouble,
            );
            std::thread::sleep(Duration::from_millis(5));
            self.alex.pass(0.0);
            self.sam.pass(0.0);
        }
    }

    /// Alex shows words, and Sam types them.
    fn meet(&mut self, change: impl Fn(String) -> String) {
        self.alex.act(Action::Go(Route::Pairing(PairingWay::Show)));
        self.until(|alex, _| matches!(alex.model.pairing, Pairing::Ready { .. }));
        let Pairing::Ready { words, invitation } = self.alex.state.model.pairing.clone() else {
            panic!("no words")
        };
        self.sam.act(Action::Go(Route::Pairing(PairingWay::Type)));
        let invitation = Some(invitation);
        self.sam.act(Action::Link(Ask::Enter { words: change(words), invitation }));
    }

    fn pair(&mut self) {
        self.meet(|words| words);
        let asked = |state: &State| matches!(state.model.pairing, Pairing::Consent { .. });
        self.until(|alex, sam| asked(alex) && asked(sam));
        let words = |state: &State| match &state.model.pairing {
            Pairing::Consent { fingerprint, .. } => fingerprint.clone(),
            _ => panic!("no consent"),
        };
        assert_eq!(words(&self.alex.state), words(&self.sam.state));
        let chosen = self.alex.state.model.shown.wishes.iter().map(|row| row.id).collect();
        self.alex.act(Action::Link(Ask::Yes { chosen }));
        self.sam.act(Action::Link(Ask::Yes { chosen: Vec::new() }));
        self.until(|alex, sam| {
            alex.model.shown.partner.as_deref() == Some("Sam")
                && sam.model.shown.partner.as_deref() == Some("Alex")
        });
        self.alex.act(Action::Go(Route::Today));
        self.sam.act(Action::Go(Route::Today));
    }

    fn close(self) {
        self.alex.close();
        self.sam.close();
    }
}

#[test]
fn two_windows_pair_write_at_once_and_answer() {
    let mut two = Two::new();
    two.alex.write("For both", "One. Two.", Who::BothWrite);
    two.alex.write("Mine", "Nobody else's.", Who::OnlyMe);
    two.pair();
    // What was wished for went, what is private did not, and the marks say so.
    two.until(|alex, sam| {
        sam.model.shown.journal.len() == 1
            && alex.model.shown.journal.iter().any(|row| row.place == Place::Both)
    });
    assert_eq!(two.sam.state.model.shown.journal[0].title, "For both");
    let private = two.alex.state.model.shown.journal.iter().find(|row| row.title == "Mine");
    assert_eq!(private.unwrap().place, Place::OnlyMe);
    two.until(|alex, sam| {
        alex.model.standing == Standing::InStep && sam.model.standing == Standing::InStep
    });

    // Both have the page under their hands; Sam writes, and Alex sees it come.
    let id = two.sam.state.model.shown.journal[0].id;
    let slot = id.to_string();
    two.alex.act(Action::Page(Page::Edit(id)));
    two.sam.act(Action::Page(Page::Edit(id)));
    two.until(|alex, sam| {
        [alex, sam].iter().all(|side| side.forms.pages.get(&slot).is_some_and(|page| page.ready))
    });
    two.sam.state.forms.pages.get_mut(&slot).unwrap().body = "One. Two. Three.".to_owned();
    two.sam.act(Action::Writing(Writing::Typed));
    two.sam.pass(3.0);
    two.until(|alex, _| alex.forms.pages[&slot].body == "One. Two. Three.");

    // Apart: both write elsewhere on the page, and both stand afterwards.
    two.alex.act(Action::Link(Ask::Cable(Cable::Cut)));
    two.until(|alex, _| alex.model.standing == Standing::Cut);
    two.alex.state.forms.pages.get_mut(&slot).unwrap().body = "Zero. One. Two. Three.".to_owned();
    two.alex.act(Action::Writing(Writing::Typed));
    two.alex.pass(3.0);
    two.sam.state.forms.pages.get_mut(&slot).unwrap().body = "One. Two. Three. Four.".to_owned();
    two.sam.act(Action::Writing(Writing::Typed));
    two.sam.pass(3.0);
    two.until(|alex, sam| {
        !alex.forms.pages[&slot].is_changed() && !sam.forms.pages[&slot].is_changed()
    });
    two.alex.act(Action::Link(Ask::Cable(Cable::Plugged)));
    let both = "Zero. One. Two. Three. Four.";
    two.until(|alex, sam| {
        alex.forms.pages[&slot].body == both && sam.forms.pages[&slot].body == both
    });
    two.alex.act(Action::Writing(Writing::Done));
    two.sam.act(Action::Writing(Writing::Done));

    for desk in [&mut two.alex, &mut two.sam] {
        desk.act(Action::Go(Route::Checkin));
        desk.state.forms.checkin.answers[0] = "The soup.".to_owned();
        desk.act(Action::Checkin(Checkin::Typed));
        desk.act(Action::Checkin(Checkin::Seal));
    }
    two.until(|alex, sam| {
        [alex, sam].iter().all(|side| side.model.shown.checkin.state == SealState::Opened)
    });

    // The month's signs. What Alex said is sealed at Sam's, and Sam has nothing of it.
    say_six(&mut two.alex, 4);
    two.until(|_, sam| !sam.model.shown.pulses.months.is_empty());
    for desk in [&two.alex, &two.sam] {
        let pulses = &desk.state.model.shown.pulses;
        assert!(pulses.now.theirs.is_none() && pulses.told().next().is_none());
        assert!(pulses.months.iter().all(|pulse| pulse.theirs.is_none()));
    }
    assert_eq!(two.sam.state.model.shown.pulses.now.state, SealState::Open);
    say_six(&mut two.sam, 2);
    two.until(|alex, sam| {
        [alex, sam].iter().all(|side| side.model.shown.pulses.now.state == SealState::Opened)
    });
    let both = |desk: &Desk| {
        let now = desk.state.model.shown.pulses.now;
        (now.mine, now.theirs)
    };
    let (fours, twos) = (Some(Levels([4; 6])), Some(Levels([2; 6])));
    assert_eq!((both(&two.alex), both(&two.sam)), ((fours, twos), (twos, fours)));

    two.sam.act(Action::Us(Us::Leave));
    two.until(|_, sam| sam.model.shown.partner.is_none());
    assert!(two.sam.state.model.shown.journal.iter().any(|row| row.title == "For both"));
    assert_eq!(two.alex.state.model.trouble, None);
    assert_eq!(two.sam.state.model.trouble, None);
    two.close();
}

/// Says the same of all six signs, and seals it.
fn say_six(desk: &mut Desk, level: u8) {
    desk.act(Action::Go(Route::Pulse));
    for sign in Sign::ALL {
        desk.act(Action::Pulse(Pulse::Say(sign, level)));
    }
    desk.act(Action::Pulse(Pulse::Seal));
}

/// Has the vault do something that no screen is needed for.
fn have(desk: &mut Desk, command: Command) {
    desk.state.outbox.push(Request::Do(command));
    desk.pass(0.0);
}

#[test]
fn what_both_did_stands_in_the_timeline_of_both_and_what_is_private_in_neither() {
    let mut two = Two::new();
    two.pair();
    two.alex.write("Work", "Ours.", Who::BothWrite);
    have(&mut two.alex, Command::LeaveNote { text: "Look in the oven".into() });
    have(&mut two.alex, Command::Pause(Pausing::Begin(20)));
    let side = "My side of it".to_owned();
    have(&mut two.alex, Command::WriteSide { text: side, who: Who::OnlyMe });
    two.until(|_, sam| sam.model.shown.pause.is_some());
    for desk in [&mut two.alex, &mut two.sam] {
        have(desk, Command::Pause(Pausing::Ready));
        have(desk, Command::Pause(Pausing::Team(true)));
    }
    have(&mut two.sam, Command::Pause(Pausing::Next("Soup before letters".into())));
    let step = |state: &State| {
        let steps = state.model.shown.pause.as_ref().map(|pause| pause.steps.clone());
        steps.unwrap_or_default().first().map(|step| step.name)
    };
    two.until(|alex, _| step(alex).is_some());
    let name = step(&two.alex.state).unwrap();
    for state in [&two.alex.state, &two.sam.state] {
        assert_eq!(counted(state, Sort::Steps), 0, "words alone are nothing agreed on");
    }
    have(&mut two.alex, Command::Pause(Pausing::Agree(name)));
    have(&mut two.alex, Command::Pause(Pausing::Close));
    for desk in [&mut two.alex, &mut two.sam] {
        say_six(desk, 3);
    }
    two.until(|alex, sam| {
        [alex, sam].into_iter().all(|state| {
            [Sort::Notes, Sort::Steps, Sort::Signs, Sort::Pages]
                .into_iter()
                .all(|sort| counted(state, sort) == 1)
        })
    });
    // Alex's own side is in the journal, and not in what the two look at together.
    assert_eq!(two.alex.state.model.shown.journal.len(), 2);
    // The step is in Sam's hand on both screens, whoever began the pause.
    let steps = [&two.alex.state, &two.sam.state].map(|state| state.model.shown.steps[0].clone());
    assert_eq!(steps.each_ref().map(|row| row.whose), [Whose::Theirs, Whose::Mine]);
    assert_eq!(steps.each_ref().map(|row| row.words.as_str()), ["Soup before letters"; 2]);
    let looked = Looked { query: "soup".to_owned(), ..Looked::default() };
    two.alex.act(Action::Look(looked.clone()));
    two.until(|alex, _| alex.model.found.rows.len() == 1);
    let find = &two.alex.state.model.found.rows[0];
    assert_eq!((find.row.kind, find.row.whose), (Kind::Step, Whose::Theirs));

    // The pair is no more: what was both's is still to be had by itself.
    two.sam.act(Action::Journal(Pages { of: Of::Ours, tag: None }));
    two.sam.act(Action::Us(Us::Leave));
    two.until(|_, sam| sam.model.shown.partner.is_none());
    let shown = &two.sam.state.model.shown;
    assert!(shown.has_theirs() && shown.ours);
    assert_eq!(two.sam.state.forms.journal.of, Of::Ours);
    assert_eq!(two.sam.state.model.pages.len(), 1);
    assert_eq!(counted(&two.sam.state, Sort::Steps), 1);
    two.close();
}

/// How many things of a sort the timeline has.
fn counted(state: &State, sort: Sort) -> usize {
    state.model.timeline.iter().filter(|moment| Sort::of(moment.of) == sort).count()
}

#[test]
fn wrong_words_and_a_no_are_told_on_both_screens() {
    let mut two = Two::new();
    // A word of the list, and not the one shown.
    two.meet(|words| {
        let mut words: Vec<&str> = words.split(' ').collect();
        words.reverse();
        words.join(" ")
    });
    let failed = |state: &State, failure: &PairingFailure| matches!(&state.model.pairing, Pairing::Failed(found) if found == failure);
    let wrong = PairingFailure::WrongWords;
    two.until(|alex, sam| failed(alex, &wrong) && failed(sam, &wrong));
    two.alex.act(Action::Go(Route::Today));
    two.sam.act(Action::Go(Route::Today));

    two.meet(|words| words);
    let asked = |state: &State| matches!(state.model.pairing, Pairing::Consent { .. });
    two.until(|alex, sam| asked(alex) && asked(sam));
    two.sam.act(Action::Link(Ask::No));
    two.until(|alex, _| failed(alex, &PairingFailure::TheySaidNo));
    assert_eq!(two.alex.state.model.shown.partner, None);
    assert!(two.alex.state.model.shown.journal.iter().all(|row| row.reach == Reach::OnlyMe));
    two.close();
}

#[test]
fn words_shown_anew_take_the_place_of_the_first() {
    let mut two = Two::new();
    two.alex.act(Action::Go(Route::Pairing(PairingWay::Show)));
    two.until(|alex, _| matches!(alex.model.pairing, Pairing::Ready { .. }));
    let Pairing::Ready { words: first, .. } = two.alex.state.model.pairing.clone() else {
        panic!("no words")
    };
    two.alex.act(Action::Link(Ask::Show));
    let newer = |state: &State| match &state.model.pairing {
        Pairing::Ready { words, .. } => *words != first,
        _ => false,
    };
    two.until(|alex, _| newer(alex));
    // What the first screen still had to say is heard by now, if it is at all.
    let since = Instant::now();
    while since.elapsed() < Duration::from_millis(500) {
        std::thread::sleep(Duration::from_millis(5));
        two.alex.pass(0.0);
        assert!(newer(&two.alex.state), "{:?}", two.alex.state.model.pairing);
    }
    let Pairing::Ready { words, invitation } = two.alex.state.model.pairing.clone() else {
        panic!("no words")
    };
    two.sam.act(Action::Go(Route::Pairing(PairingWay::Type)));
    let invitation = Some(invitation);
    two.sam.act(Action::Link(Ask::Enter { words, invitation }));
    let asked = |state: &State| matches!(state.model.pairing, Pairing::Consent { .. });
    two.until(|alex, sam| asked(alex) && asked(sam));
    two.alex.act(Action::Link(Ask::Yes { chosen: Vec::new() }));
    two.sam.act(Action::Link(Ask::Yes { chosen: Vec::new() }));
    let paired = |state: &State| matches!(state.model.pairing, Pairing::Paired { .. });
    two.until(|alex, sam| paired(alex) && paired(sam));
    two.until(|alex, sam| {
        alex.model.shown.partner.as_deref() == Some("Sam")
            && sam.model.shown.partner.as_deref() == Some("Alex")
    });
    two.close();
}

#[test]
fn a_screen_that_is_closed_leaves_nothing_in_the_way() {
    let mut two = Two::new();
    two.alex.act(Action::Go(Route::Pairing(PairingWay::Show)));
    two.until(|alex, _| matches!(alex.model.pairing, Pairing::Ready { .. }));
    two.alex.act(Action::Go(Route::Pairing(PairingWay::Choose)));
    let since = Instant::now();
    while since.elapsed() < Duration::from_millis(500) {
        std::thread::sleep(Duration::from_millis(5));
        two.alex.pass(0.0);
        assert_eq!(two.alex.state.model.pairing, Pairing::Idle);
    }
    // The other way is open at once.
    two.alex.act(Action::Go(Route::Pairing(PairingWay::Type)));
    assert_eq!(two.alex.state.model.pairing, Pairing::Idle);
    two.pair();
    two.close();
}

#[test]
fn each_side_says_who_may_read_and_who_took_back() {
    let mut two = Two::new();
    two.alex.write("Read me", "One.", Who::PartnerReads);
    two.alex.write("For both", "Two.", Who::BothWrite);
    two.pair();
    two.until(|alex, sam| {
        let both = |state: &State| {
            let rows = &state.model.shown.journal;
            rows.len() == 2 && rows.iter().all(|row| row.place == Place::Both)
        };
        both(alex) && both(sam)
    });
    let about = |state: &State, title: &str| {
        let row = state.model.shown.journal.iter().find(|row| row.title == title).unwrap();
        words::about(row, &state.model.partner_name())
    };
    assert_eq!(about(&two.alex.state, "Read me"), "Sam may read");
    assert_eq!(about(&two.sam.state, "Read me"), "you may read");

    // Sam takes back the page that Alex began: at Alex's it was Sam.
    let row = two.sam.state.model.shown.journal.iter().find(|row| row.title == "For both");
    let id = row.unwrap().id;
    two.sam.act(Action::Go(Route::Journal));
    two.sam.act(Action::Page(Page::Delete(id)));
    two.sam.act(Action::Go(Route::Today));
    let taken = |state: &State| state.model.shown.journal.iter().any(|row| row.taken_back);
    two.until(|alex, _| taken(alex));
    let kept = two.alex.state.model.shown.journal.iter().find(|row| row.taken_back).unwrap();
    let said = marks::taken_back(kept.whose, &kept.author);
    assert!(said.starts_with("Your partner took this back."), "{said}");
    assert_eq!((kept.reach, kept.place), (Reach::OnlyMe, Place::OnlyMe));

    // Of a page that one wrote alone the name is known for good.
    let row = two.alex.state.model.shown.journal.iter().find(|row| row.title == "Read me");
    let id = row.unwrap().id;
    two.alex.act(Action::Go(Route::Journal));
    two.alex.act(Action::Page(Page::Delete(id)));
    two.alex.act(Action::Go(Route::Today));
    two.until(|_, sam| taken(sam));
    let kept = two.sam.state.model.shown.journal.iter().find(|row| row.taken_back).unwrap();
    let said = marks::taken_back(kept.whose, &kept.author);
    assert!(said.starts_with("Alex took this back."), "{said}");

    // After leaving nothing more is read there.
    two.alex.write("Later", "Three.", Who::PartnerReads);
    two.alex.act(Action::Us(Us::Leave));
    two.until(|alex, _| alex.model.shown.partner.is_none());
    assert!(about(&two.alex.state, "Later").contains("the time with Sam"));
    two.close();
}
