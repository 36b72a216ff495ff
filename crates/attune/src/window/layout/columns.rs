//! The columns of a window.

use crate::window::theme::{Type, space};
use egui::Ui;

/// How much room a window has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    /// For navigation, margin, words and side notes.
    Whole,
    /// For all but side notes, which go below the words.
    Middle,
    /// For words; the margin's notes go above them, navigation to the foot.
    Narrow,
}

/// The widths of the columns in a window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Columns {
    /// How much room there is.
    pub(crate) room: Room,
    /// The whole window.
    pub(crate) window: f32,
    /// The navigation; none in a narrow window.
    pub(crate) navigation: f32,
    /// Left and right of a page.
    pub(crate) side: f32,
    /// The margin's notes; none in a narrow window.
    pub(crate) margin: f32,
    /// Between the margin and the words.
    pub(crate) gutter: f32,
}

impl Columns {
    /// Those of the window that `ui` is in.
    pub(crate) fn of(ui: &Ui) -> Self {
        Self::at(ui.ctx().content_rect().width())
    }

    /// Those of a window of this width.
    pub(crate) fn at(window: f32) -> Self {
        if window >= space::WHOLE {
            Self {
                room: Room::Whole,
                window,
                navigation: space::NAVIGATION,
                side: space::PAGE_SIDE,
                margin: space::MARGIN,
                gutter: space::GUTTER,
            }
        } else if window >= space::MIDDLE {
            Self {
                room: Room::Middle,
                window,
                navigation: space::NAVIGATION_MIDDLE,
                side: space::PAGE_SIDE_MIDDLE,
                margin: space::MARGIN_MIDDLE,
                gutter: space::GUTTER_MIDDLE,
            }
        } else {
            // In a very small window each point goes to the words.
            let side = if window < space::WORDS_LEAST {
                space::PAGE_SIDE_NARROW * 0.75
            } else {
                space::PAGE_SIDE_NARROW
            };
            Self { room: Room::Narrow, window, navigation: 0.0, side, margin: 0.0, gutter: 0.0 }
        }
    }

    /// Whether the margin's notes go above the words.
    pub(crate) fn is_narrow(&self) -> bool {
        self.room == Room::Narrow
    }

    /// From the left edge of a page's words and notes to where words start.
    pub(crate) fn axis(&self) -> f32 {
        self.margin + self.gutter
    }
}

/// `style` as it is in the window that `ui` is in.
pub(crate) fn fitting(ui: &Ui, style: Type) -> Type {
    if Columns::of(ui).is_narrow() { style.narrow() } else { style }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_start_where_the_design_has_them() {
        let columns = Columns::at(1280.0);
        assert_eq!(columns.navigation + columns.side + columns.axis(), 408.0);
        let columns = Columns::at(420.0);
        assert_eq!((columns.side, columns.axis()), (24.0, 0.0));
    }

    #[test]
    fn there_are_always_words() {
        for width in 300..2_000_u16 {
            let columns = Columns::at(f32::from(width));
            let words = columns.window - columns.navigation - 2.0 * columns.side - columns.axis();
            assert!(words >= 260.0, "{words} at {width}");
        }
    }
}
