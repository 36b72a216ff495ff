//! An evening on which Alex came home late, and how the two come back from it.

use super::{State, id, row};
use crate::window::model::{Kind, Place, Reach, Whose};
use crate::window::pausing::{Asking, Pause, Pick, Stage, Step, What};
use crate::window::route::Route;
use attune_core::command::Who;
use attune_core::ids::RecordHash;
use attune_core::time::Timestamp;

const MINUTE: i64 = 60_000;

const SIDE: &str = "Alex came home late and hadn’t called. Sam had cooked, and had counted on the call. Alex had counted on Sam knowing what kind of week it was. Each wanted to be thought of first, and neither said it. Anyone at the window would have seen two tired people trying";
const THEIR_SIDE: &str = "Sam had looked forward to the evening since lunch. When the door was late, Sam decided what it meant before Alex could say.";
const STEP: &str = "If it will be after seven, a message before six. One word is enough.";

/// A pause that Alex began four minutes ago, for half an hour.
fn pause(state: &State) -> Pause {
    let now = state.model.now.at.millis();
    let at = |minutes: i64| Timestamp::clamped(now + minutes * MINUTE);
    Pause {
        id: Some(id(61)),
        place: Place::Both,
        they_may_move: true,
        ..Pause::alone(at(-4), at(26))
    }
}

/// Both are back, and Sam's side may be read.
fn back(state: &State) -> Pause {
    let mut theirs = row(62, Kind::Side, "", THEIR_SIDE, Whose::Theirs, 0);
    theirs.place = Place::Both;
    let mut mine = row(63, Kind::Side, "", SIDE, Whose::Mine, 0);
    (mine.place, mine.reach) = (Place::OnlyMe, Reach::OnlyMe);
    let (their_sides, my_sides) = (vec![theirs], vec![mine]);
    Pause { ready: true, stage: Stage::Back, my_sides, their_sides, ..pause(state) }
}

/// The screens of a pause, by their names.
pub(super) fn set_up(state: &mut State, name: &str) {
    state.route = Route::Pause;
    // As it is a moment after it began to breathe in.
    state.forms.pause.breathing = Some(0.8);
    let side = |state: &mut State| {
        state.forms.lines.side.text = SIDE.to_owned();
        state.forms.lines.side.saving.touch(0.0);
        state.forms.lines.side.saving.send();
        state.forms.lines.side.saving.confirm(1);
    };
    let shown = match name {
        "pause" => {
            side(state);
            Some(pause(state))
        }
        "pause-moved" => {
            let pause = pause(state);
            let from = Timestamp::clamped(pause.until.millis() - 10 * MINUTE);
            let moved = Some((Whose::Theirs, from));
            Some(Pause { moved, they_may_move: false, ready: true, ..pause })
        }
        "pause-share" => {
            side(state);
            state.forms.lines.side.who = Who::PartnerReads;
            let pause = pause(state);
            let moved = Some((Whose::Mine, Timestamp::clamped(pause.until.millis() - 6 * MINUTE)));
            Some(Pause { place: Place::Here, moved, may_move: false, ..pause })
        }
        "pause-alone" => {
            let alone = Pause { id: None, place: Place::OnlyMe, ..pause(state) };
            state.forms.pause.alone = Some(alone);
            None
        }
        "pause-ask" | "pause-breath" => {
            state.route = Route::Today;
            let mut asking = Asking::new(What::Begin);
            if name == "pause-breath" {
                (asking.chosen, asking.breath) = (Pick::Breath, Some(0.8));
            }
            state.forms.pause.asking = Some(asking);
            None
        }
        "pause-move" => {
            let own = Asking::new(What::Move);
            let asking = Asking { chosen: Pick::Own, time: "20:15".to_owned(), ..own };
            state.forms.pause.asking = Some(asking);
            Some(pause(state))
        }
        "pause-back" => Some(back(state)),
        "pause-team" => {
            let step = Step {
                name: RecordHash::from_bytes([1; 32]),
                by: Whose::Theirs,
                words: STEP.to_owned(),
                agreed: false,
            };
            let (mine, theirs, steps) = (Some(true), Some(true), vec![step]);
            Some(Pause { mine, theirs, steps, stage: Stage::Together, ..back(state) })
        }
        "pause-over" => {
            state.forms.pause.ended = Some(Some(STEP.to_owned()));
            None
        }
        "pause-came" => {
            state.route = Route::Write("page-1".to_owned());
            state.forms.pause.came = true;
            Some(pause(state))
        }
        _ => {
            state.route = Route::Today;
            Some(pause(state))
        }
    };
    state.model.shown.pause = shown;
}
