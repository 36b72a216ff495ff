//! What is drawn and not written: hairlines on whole pixels, the mark of two
//! circles, the few glyphs, the ground under a lamp. All are plain paths.

mod glyphs;
mod ground;
mod mark;
mod sealed;

pub(crate) use glyphs::{
    TICK, bead, check_box, heart, heart_outline, ring_choice, ring_why, tick_disc,
};
pub(crate) use ground::{UNDER_CARD, card, hairline_at, paper, sheet, vertical_rule};
pub(crate) use mark::{MarkOf, mark, mark_coming, mark_width, marks_of_both, ring};
pub(crate) use sealed::{not_here, sealed};
