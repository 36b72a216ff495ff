//! The sheet of what has a key.

use super::focus::begins;
use super::over::over;
use super::press::{actions, plain};
use super::texts::block;
use crate::texts::tr;
use crate::window::shortcuts::Shortcut;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use egui::{Color32, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Between groups.
const GAP: f32 = 14.0;
/// A row's height, and the least between its name and its key.
const ROW: f32 = 30.0;
const BETWEEN: f32 = 16.0;

/// Draws it over the whole of `ui`; gives whether it is to go.
pub(crate) fn key_sheet(ui: &mut Ui) -> bool {
    let mut done = false;
    let title = tr!("keys-title");
    let away = over(ui, "the keys", &title, space::DIALOG, |ui| {
        let ink = colours(ui).ink;
        block(ui, &title, Type::DialogTitle, ink, Breaks::Balanced);
        for group in Shortcut::ALL {
            ui.add_space(GAP);
            for shortcut in group {
                row(ui, &shortcut.name(), &shortcut.shown());
            }
        }
        actions(ui, space::BUTTON, |ui| {
            let close = plain(ui, &tr!("keys-close"));
            begins(ui, &close);
            done = close.clicked();
        });
    });
    done || away.escape || away.beside
}

/// What it does at the left, the key at the right. A long name takes lines.
fn row(ui: &mut Ui, name: &str, key: &str) {
    let palette = colours(ui);
    let key_galley =
        text::lay(ui, &run(key, Type::Small, palette.ink_3), f32::INFINITY, Breaks::Full);
    let width = ui.available_width();
    let room = (width - key_galley.size().x - BETWEEN).max(space::BUTTON);
    let galley = text::lay(ui, &run(name, Type::Body, palette.ink), room, Breaks::Full);
    let height = ROW.max(galley.size().y + space::STEP);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Label, true, tr!("window-named", name = name, words = key))
    });
    let top = rect.center().y - galley.size().y / 2.0;
    let stands = top + text::baseline(&galley);
    ui.painter().galley(pos2(rect.left(), top), galley, Color32::PLACEHOLDER);
    let at = pos2(rect.right() - key_galley.size().x, stands - text::baseline(&key_galley));
    ui.painter().galley(at, key_galley, Color32::PLACEHOLDER);
}
