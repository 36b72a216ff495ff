//! Real windows, by keyboard alone and by ear: found by the names that a screen reader
//! would say. In one program, since most of them wait, for a minute to come or for each
//! other, and then two cores have room for more.
//!
//! Needs Xvfb, xdotool, xclip and dbus-daemon. Without them the stories are listed as
//! ignored, with the reason in their names; with `ATTUNE_TEST_ALL=1` that is a failure.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "../stories/both.rs"]
mod both;
#[path = "../stories/display.rs"]
mod display;
#[path = "../stories/ears.rs"]
mod ears;
mod heard;
mod pauses;
#[path = "../stories/people.rs"]
mod people;
mod reminding;
#[path = "../stories/mod.rs"]
mod stories;
mod talking;
mod walk;

fn main() {
    let lacking = || display::lacking().or_else(|| display::lacks(&["dbus-daemon"]));
    // The longest first.
    let all: &[(&str, fn())] = &[
        (
            "what_is_due_is_said_once_by_name_and_by_no_locked_window",
            reminding::what_is_due_is_said_once_by_name_and_by_no_locked_window,
        ),
        (
            "everything_is_done_by_keyboard_and_heard",
            walk::everything_is_done_by_keyboard_and_heard,
        ),
        (
            "two_windows_hold_a_soul_talk_and_one_of_them_goes",
            talking::two_windows_hold_a_soul_talk_and_one_of_them_goes,
        ),
        ("two_windows_pair_write_seal_and_open", walk::two_windows_pair_write_seal_and_open),
        ("a_feeling_is_shared_said_back_and_heard", heard::a_feeling_is_shared_said_back_and_heard),
        ("two_windows_pause_and_come_back", pauses::two_windows_pause_and_come_back),
    ];
    stories::run(lacking(), all);
}
