//! Where things stand: the columns of a window of some width, and the four
//! kinds of page. Everything hangs on one axis, where words start; what, who
//! and when stands in a margin left of it, notes right of it.

mod columns;
mod page;
mod twin;

pub(crate) use columns::{Columns, fitting};
pub(crate) use page::{Sheet, axis_of, bar, bar_height, column, foot, has_side, page, under_bar};
pub(crate) use twin::twin;
