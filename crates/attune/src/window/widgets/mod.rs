//! The parts that every screen is made of, a file each. A part draws itself
//! and says what was done with it; it knows no screen and asks for nothing.

mod arriving;
mod beads;
mod breath;
mod calendar;
mod card;
mod caret;
mod choose;
mod clock;
mod delivery;
mod dialog;
mod dots;
mod ended;
mod focus;
mod hands;
mod heart;
mod inks;
mod keys;
mod letter;
mod line;
mod lists;
mod margin;
mod margin_line;
mod misspelt;
mod notice;
mod openings;
mod over;
mod passage;
mod picks;
mod plot;
mod press;
mod progress;
mod prose;
mod qr;
mod reading;
pub(crate) mod samples;
mod side;
mod stem;
mod steps;
mod table;
mod texts;
mod thread;
mod tick;
mod undo;
mod who;
mod why;
mod word;
mod wording;

pub(crate) use arriving::arriving;
pub(crate) use beads::{Stretch, Strung, THREAD_FIRST, Thread, beads};
pub(crate) use breath::breathing;
pub(crate) use calendar::{CELL, CalendarDay, Month, Picked, calendar, wrote};
pub(crate) use card::{card, card_first};
pub(crate) use choose::{check, choice, choice_row, tell_place, width_of_choice};
pub(crate) use clock::{Clock, clock};
pub(crate) use delivery::{delivery, marked, place, width_of_mark, width_of_marked};
pub(crate) use dialog::{Answer, dialog};
pub(crate) use dots::{Dot, Dots, dots, dots_key, dots_names, dots_names_width};
pub(crate) use ended::ended;
pub(crate) use focus::{begins, focus_ring};
pub(crate) use hands::{Names, read_by};
pub(crate) use heart::heart;
pub(crate) use inks::inks;
pub(crate) use keys::key_sheet;
pub(crate) use letter::{Letter, letters};
pub(crate) use line::{Line, Look, entered, line, line_why};
pub(crate) use lists::{List, rows, rows_by, want, wanted};
pub(crate) use margin::{Note, beside, beside_with};
pub(crate) use margin_line::{MarginLine, is_at_margin_line, margin_line};
pub(crate) use notice::{call, notice};
pub(crate) use openings::{Begun, begin_with, openings};
pub(crate) use over::{give_keyboard_back, over};
pub(crate) use passage::{
    end, hairline, head, head_why, heading, passage, passage_of, passage_with, title, title_with,
};
pub(crate) use picks::{Roving, picks, picks_first, stops, stops_first, stops_fit};
pub(crate) use plot::{PLOT, Plot, plot, plot_heights, plot_heights_width, plot_key};
pub(crate) use press::{
    actions, heart_link, link, link_small, link_with_key, plain, plain_if, plain_key, plain_key_if,
    plain_low, plain_or_waits, plain_whole, primary, primary_first, primary_if, row, titled,
    titled_of, width_of_button, width_of_label, width_of_link, width_of_link_with_key,
    width_of_small,
};
pub(crate) use progress::{progress, progress_line};
pub(crate) use prose::{Paper, prose};
pub(crate) use qr::qr;
pub(crate) use reading::read;
pub(crate) use side::{beside_head, note, note_of};
pub(crate) use stem::stem;
pub(crate) use table::{Group, Table, TableRow, table, table_fits, table_for_ears};
pub(crate) use texts::{
    block, block_of, centred, ink_of, label, lede, run_of, said, says, small, small_told, soft,
};
pub(crate) use thread::{THREAD, days as thread_days, thread};
pub(crate) use tick::{TICK_INDENT, tick};
pub(crate) use undo::undo;
pub(crate) use who::{WhoOption, readers};
pub(crate) use why::{Why, why_in_place, why_in_words, why_note, why_toggled, why_words};
pub(crate) use word::{Word, go_to_word, is_at_word, word};
pub(crate) use wording::{WORDING_INDENT, wording};
