//! Sealed letters: what each of the two has closed, and the place of what is
//! not here yet.

use super::delivery::marked;
use super::texts::{block, ink_of, small};
use crate::texts::tr;
use crate::window::layout::column;
use crate::window::model::{Place, Whose};
use crate::window::shapes;
use crate::window::text::Breaks;
use crate::window::theme::{Type, colours, space};
use egui::{Rect, Role, Sense, Ui, WidgetInfo, vec2};

/// One letter.
pub(crate) struct Letter {
    /// Its writer's name.
    pub(crate) name: String,
    /// Which of the two.
    pub(crate) whose: Whose,
    /// Whether it is here, sealed.
    pub(crate) is_here: bool,
    /// How far it has opened, from 0 to 1.
    pub(crate) open: f32,
    /// What is said under it.
    pub(crate) words: String,
}

/// Between the letters.
const BETWEEN: f32 = 32.0;
/// Between a letter and its name.
const UNDER: f32 = 12.0;

/// Draws letters beside each other; smaller, or under each other, where there
/// is little room.
pub(crate) fn letters(ui: &mut Ui, all: &[Letter]) {
    let [whole, high] = space::LETTER;
    let width = ui.available_width();
    let count = all.len().max(1) as f32;
    let beside = ((width - BETWEEN * (count - 1.0)) / count).min(whole);
    let stacked = beside < whole / 2.0;
    let each = if stacked { width.min(whole) } else { beside };
    let origin = ui.cursor().min;
    let mut at = origin;
    let mut used = Rect::from_min_size(origin, vec2(width, 0.0));
    for letter in all {
        let mut column = column(ui, at, each);
        one(&mut column, letter, vec2(each, each / whole * high));
        used = used.union(column.min_rect());
        if stacked {
            at.y = column.min_rect().bottom() + BETWEEN;
        } else {
            at.x += each + BETWEEN;
        }
    }
    ui.allocate_rect(used, Sense::hover());
}

fn one(ui: &mut Ui, letter: &Letter, size: egui::Vec2) {
    let palette = colours(ui);
    let ink = ink_of(&palette, letter.whose);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let said = tr!("window-named", name = letter.name.as_str(), words = letter.words.as_str());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
    let initial: String = letter.name.chars().take(1).flat_map(char::to_uppercase).collect();
    if letter.is_here {
        shapes::sealed(ui, rect, &initial, ink, &palette, letter.open);
    } else {
        shapes::not_here(ui, rect, &initial, ink, &palette);
    }
    ui.add_space(UNDER);
    block(ui, &letter.name, Type::Name, ink, Breaks::Full);
    ui.add_space(space::STEP);
    if letter.is_here {
        marked(ui, Place::Sealed, &letter.words);
    } else {
        small(ui, &letter.words);
    }
}
