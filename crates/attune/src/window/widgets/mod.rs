//! The few parts that every screen is made of: a page with its title, passages
//! with a note in the margin, lines to write on, three kinds of button, and
//! the mark that says where a thing is.

mod controls;
mod lists;
mod marks;
mod pages;
mod writing;

pub(crate) use controls::{
    choice, focus_ring, link, notice, plain, primary, primary_if, row, tick,
};
pub(crate) use lists::{rows, want, wanted};
pub(crate) use marks::{mark, marked, place, qr};
pub(crate) use pages::{
    beside, column, hairline, has_margin, heading, ink_of, label, lone_page, page, passage, person,
    said, says, side_margin, small, title,
};
pub(crate) use writing::{Line, Look, line, prose};
