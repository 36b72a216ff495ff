//! The recovery key, on a sheet as it will be on paper.

use super::above;
use crate::texts::tr;
use crate::window::action::{Action, Door};
use crate::window::layout::{Sheet, page};
use crate::window::screens::View;
use crate::window::shapes;
use crate::window::text::{self, Breaks, baseline_of, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use egui::{Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Around what stands on the sheet.
const PADDING: [f32; 2] = [32.0, 24.0];
/// Between the sheet's head and the groups; between two rows of groups.
const UNDER_HEAD: f32 = 14.0;
const BETWEEN: f32 = 4.0;
/// The narrowest column of a group.
const COLUMN: f32 = 108.0;

/// Draws the recovery key of a new profile.
pub(crate) fn recovery(ui: &mut Ui, view: &mut View<'_>, words: &str) {
    above(ui, view, &tr!("window-first-step-three"));
    let mut notes = |ui: &mut Ui, _: &mut View<'_>| side(ui);
    let flow = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, words);
    page(ui, view, "recovery", Sheet::Solo, flow, Some(&mut notes));
}

fn flow(ui: &mut Ui, view: &mut View<'_>, words: &str) {
    let note = Note::small(tr!("window-recovery-day"));
    widgets::title(ui, &note, &tr!("window-recovery-title"), |ui| {
        widgets::lede(ui, &tr!("window-recovery-lede"));
    });
    ui.add_space(space::SOLO_HEAD);
    let first = PADDING[1] + baseline_of(ui, Type::Label);
    let note = Note::small(tr!("window-recovery-paper"));
    widgets::passage_of(ui, &note, first, space::PASSAGE, |ui| {
        key(ui, words);
        ui.add_space(space::BESIDE);
        widgets::small(ui, &tr!("window-recovery-note"));
    });
    widgets::passage_of(ui, &Note::none(), 0.0, super::END, |ui| {
        widgets::check(ui, &mut view.forms.door.written, &tr!("window-recovery-written"));
        ui.add_space(space::BESIDE);
        let ready = view.forms.door.written;
        widgets::row(ui, space::BUTTON, |ui| {
            let pressed = widgets::primary_if(ui, ready, &tr!("window-recovery-open"), "");
            view.ask_if(pressed, Action::Door(Door::WrittenDown));
        });
    });
}

fn side(ui: &mut Ui) {
    widgets::beside_head(ui, Type::Title);
    widgets::note(ui, 0, &tr!("window-recovery-keep-name"), &tr!("window-recovery-keep"));
    widgets::note(ui, 1, &tr!("window-recovery-alone-name"), &tr!("window-recovery-alone"));
}

/// A recovery key in its groups, on a sheet.
pub(crate) fn key(ui: &mut Ui, key: &str) {
    let palette = colours(ui);
    let width = ui.available_width();
    let narrow = width < 2.0 * PADDING[0] + 4.0 * COLUMN;
    // In a very small window the room round the groups is theirs.
    let least = ((width - 2.0 * COLUMN) / 2.0).max(space::STEP);
    let side = if narrow { PADDING[1].min(least) } else { PADDING[0] };
    let inner = width - 2.0 * side;
    let columns = [4, 2].into_iter().find(|columns| inner >= *columns as f32 * COLUMN).unwrap_or(1);
    let groups: Vec<&str> = key.split('-').collect();
    let rows = groups.len().div_ceil(columns) as f32;
    let style = Type::Key;
    let head = text::lay(
        ui,
        &run(&tr!("window-recovery-head"), Type::Label, palette.ink_2),
        inner,
        Breaks::Full,
    );
    let height = 2.0 * PADDING[1]
        + head.size().y
        + UNDER_HEAD
        + rows * style.line()
        + (rows - 1.0) * BETWEEN;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    // Read one character at a time: it is no word.
    let said: String = key.chars().flat_map(|letter| [letter, ' ']).collect();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    shapes::sheet(ui.painter(), rect, &palette);
    let top = rect.top() + PADDING[1] + head.size().y + UNDER_HEAD;
    ui.painter().galley(pos2(rect.left() + side, rect.top() + PADDING[1]), head, palette.ink_2);
    for (at, group) in groups.into_iter().enumerate() {
        let (column, row) = ((at % columns) as f32, (at / columns) as f32);
        // A ligature would join what is to be copied letter by letter.
        let letters: String = group.chars().flat_map(|letter| [letter, '\u{200c}']).collect();
        let letters = letters.trim_end_matches('\u{200c}');
        let galley = text::lay(ui, &run(letters, style, palette.ink), f32::INFINITY, Breaks::Full);
        let left = rect.left() + side + column * inner / columns as f32;
        let at = pos2(left, top + row * (style.line() + BETWEEN));
        ui.painter().galley(at, galley, palette.ink);
    }
    ui.add_space(space::SHADE);
}
