//! Weeks that are over, one in which the other waits, and words that were begun for
//! another week.

use super::{State, today};
use crate::window::forms::Past;
use crate::window::model::{Checkin, Whose};
use crate::window::route::Route;
use attune_core::command::Who;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::sealed::SealState;
use attune_core::time::Week;
use attune_core::vault::Draft;

/// What the two appreciated, and what they would try: Alex's, Sam's, and the latter.
const SAID: [[&str; 3]; 4] = [
    ["The soup, and that you asked twice.", "Your patience.", "Phones in the hall after nine."],
    ["You rang my brother for me.", "", "Ring him on Saturdays."],
    ["That you laughed at the boiler.", "You waited up.", ""],
    [
        "How you spoke of my mum to the neighbours, when you thought I was out of the room.",
        "You left the dance early and never said why. I knew why.",
        "One evening without a plan.",
    ],
];

/// So many weeks before this one.
fn before(weeks: usize) -> Week {
    (0..weeks).fold(today().week(), |week, _| week.previous())
}

fn over(at: usize, [mine, theirs, tried]: [&str; 3]) -> Checkin {
    let answers = |first: &str| {
        Some(Answers([first.to_owned(), String::new(), "A walk, on Sunday.".to_owned()]))
    };
    let mut week = Checkin::nothing(before(at));
    week.state = SealState::Opened;
    (week.mine, week.theirs) = (answers(mine), answers(theirs));
    week.opened = Some(week.week.day(week.weekday));
    if !tried.is_empty() {
        let whose = if at.is_multiple_of(2) { Whose::Theirs } else { Whose::Mine };
        week.tries = vec![(whose, tried.to_owned())];
    }
    week
}

/// Sets up the screen called `name`.
pub(super) fn set_up(state: &mut State, name: &str) {
    state.route = Route::Checkin;
    let shown = &mut state.model.shown;
    match name {
        "checkin-past" => {
            shown.weeks =
                SAID.into_iter().enumerate().map(|(at, said)| over(at + 1, said)).collect();
            state.forms.checkin.past = Past::Question(0);
            // What is asked stands above it; here it is looked back at.
            shown.checkin.state = SealState::Sealed;
            shown.checkin.mine =
                Some(Answers(["You rang.".to_owned(), String::new(), String::new()]));
        }
        _ => {
            let mut waits = Checkin::nothing(before(3));
            waits.asked = true;
            shown.weeks.push(waits);
            shown.drafts.push(Draft {
                slot: format!("checkin-{}", before(2)),
                kind: "checkin".to_owned(),
                document: None,
                who: Who::OnlyMe,
                title: String::new(),
                body: r#"["The lamp you left on.","",""]"#.to_owned(),
                detail: None,
            });
        }
    }
}
