//! Two partners with a real window each, who have found each other.

use crate::display::Display;
use crate::ears::{Bus, Reader};
use crate::people::{Person, couple, sync};

/// Opens both windows and tells the story in them: Alex's, and Sam's.
pub(crate) fn in_two_windows(story: impl FnOnce([&Reader<'_>; 2], &[Person; 2])) {
    let (first, second) = couple();
    sync(&first, &second);
    let persons = [first, second];
    let displays = [Display::open(), Display::open()];
    let bus = Bus::open();
    let open = |at: usize| bus.opens(&displays[at], &persons[at].file("profile"));
    let windows = [open(0), open(1)];
    let [alex, sam] = [0, 1].map(|at| bus.listens(&windows[at]));
    // They have found each other once a line of one is with the other.
    persons[0].done(&["add", "journal", "--shared", "A quiet evening."]);
    sam.until("A quiet evening.");
    story([&alex, &sam], &persons);
}
