//! Two years of moods, thanks and check-ins, with gaps as lives have them.

use super::{State, beside, row};
use crate::window::model::{Beside, Checkin, Kind, Row, Whose};
use crate::window::route::{Level, Route};
use attune_core::ids::DocumentId;
use attune_core::kinds::sealed::SealState;
use std::sync::Arc;

/// What pages are called, and their moods.
const MINE: [(&str, &str); 6] = [
    ("The drive back from Mum’s", "tender"),
    ("A morning with nothing in it", "calm"),
    ("The interview", "anxious"),
    ("What the garden did without us", "happy"),
    ("After the late shift", "tired"),
    ("The bench by the weir", "content"),
];
const THEIRS: [(&str, &str); 6] = [
    ("The allotment in the rain", "moved"),
    ("Five trains", "stretched-thin"),
    ("Your laugh through the wall", "loved"),
    ("Aunt Ines’s kitchen", "homesick"),
    ("The long way home", "playful"),
    ("Frost", "like a held breath"),
];

/// Sets up the screen called `name`.
pub(super) fn set_up(state: &mut State, name: &str) {
    state.route = Route::Together(Level::OverTime);
    state.forms.together.as_table = name == "over-time-table";
    let shown = &mut state.model.shown;
    if name == "over-time-empty" {
        shown.journal = Arc::default();
        shown.thanks = Arc::default();
        shown.weeks.clear();
        return;
    }
    let journal = Arc::make_mut(&mut shown.journal);
    let thanks = Arc::make_mut(&mut shown.thanks);
    for back in 3..800_i32 {
        // As if thrown: no rhythm to see, and the same on every machine.
        let thrown = back.wrapping_mul(2_654_435).unsigned_abs() / 1_024;
        // A summer in which neither wrote.
        let away = (110..175).contains(&back);
        let said = (thrown / 64 % 6) as usize;
        match thrown % 23 {
            0 if !away => journal.push(page(MINE[said], Whose::Mine, back)),
            1 if !away => journal.push(page(THEIRS[said], Whose::Theirs, back)),
            _ => {}
        }
        if thrown % 9 == 2 && !away {
            thanks.push(dated(row(0, Kind::Thanks, "", "You waited.", Whose::Mine, back), back));
        }
    }
    let mut week = shown.checkin.week.previous();
    for back in 1..100 {
        week = week.previous();
        if back % 7 < 4 && !(15..26).contains(&back) {
            shown.weeks.push(Checkin { state: SealState::Opened, ..Checkin::nothing(week) });
        }
    }
}

fn page((title, mood): (&str, &str), whose: Whose, back: i32) -> Row {
    let mut page = dated(row(0, Kind::Journal, title, "", whose, back), back);
    page.beside = Some(Box::new(Beside::Page(beside(mood, &[]))));
    page
}

/// The row of so many days back, by a name of its own.
fn dated(mut row: Row, back: i32) -> Row {
    let mut bytes = [0xd; DocumentId::LEN];
    bytes[..4].copy_from_slice(&back.to_be_bytes());
    bytes[4] = u8::from(row.kind == Kind::Thanks);
    row.id = DocumentId::from_bytes(bytes);
    row
}
