//! The recovery key, on a sheet as it will be on paper.

use super::above;
use crate::texts::{dates, tr};
use crate::window::action::{Action, Door};
use crate::window::forms::Typed;
use crate::window::layout::{Sheet, column, fitting, page};
use crate::window::screens::View;
use crate::window::shapes;
use crate::window::text::{self, Breaks, baseline_of, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use attune_core::secrets::is_last_group;
use attune_core::time::Day;
use egui::{Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Around what stands on the sheet.
const PADDING: [f32; 2] = [32.0, 24.0];
/// Between the sheet's head and the groups; between two rows of groups.
const UNDER_HEAD: f32 = 14.0;
const BETWEEN: f32 = 4.0;
/// The narrowest column of a group.
const COLUMN: f32 = 108.0;
/// The line that the last group is typed on.
const GROUP: f32 = 264.0;
/// Above and below it.
const SURE: [f32; 2] = [24.0, 29.0];

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
    let name = view.forms.door.name.trim().to_owned();
    widgets::passage_of(ui, &note, first, space::PASSAGE, |ui| {
        key(ui, words, &name, view.model.today);
        ui.add_space(space::BESIDE);
        widgets::small(ui, &tr!("window-recovery-note"));
    });
    let first = baseline_of(ui, fitting(ui, Type::Line));
    let mut entered = false;
    let note = Note::small(tr!("window-recovery-sure"));
    widgets::passage_of(ui, &note, first, SURE, |ui| {
        entered = last_group(ui, "last-group", &mut view.forms.door.last_group);
    });
    widgets::passage_of(ui, &Note::none(), 0.0, super::END, |ui| {
        let ready = is_last_group(words, &view.forms.door.last_group.0);
        widgets::row(ui, space::BUTTON, |ui| {
            ui.spacing_mut().item_spacing.x = space::BETWEEN + space::STEP;
            let pressed = widgets::primary_if(ui, ready, &tr!("window-recovery-open"), "");
            view.ask_if(ready && (pressed || entered), Action::Door(Door::WrittenDown));
            let later = widgets::link(ui, &tr!("window-recovery-later")).clicked();
            view.ask_if(later, Action::Door(Door::Later));
        });
    });
}

/// The line for the last group, and beside it from where. Gives whether it was
/// left with Enter.
pub(crate) fn last_group(ui: &mut Ui, id: &str, typed: &mut Typed) -> bool {
    let (prompt, from) = (tr!("window-recovery-last"), tr!("window-recovery-from-paper"));
    let whole = ui.available_width();
    let beside = whole - GROUP - space::GUTTER;
    let origin = ui.cursor().min;
    let is_beside = beside >= COLUMN;
    let mut line = column(ui, origin, if is_beside { GROUP } else { whole });
    let ink = colours(ui).ink;
    let response =
        widgets::line(&mut line, &Line::new(id, &prompt, Type::Line, ink), &mut *typed.0);
    let used = line.min_rect();
    let (left, down, width) = if is_beside {
        let stands = baseline_of(ui, fitting(ui, Type::Line)) - baseline_of(ui, Type::Small);
        (GROUP + space::GUTTER, stands, beside)
    } else {
        (0.0, used.height() + space::STEP, whole)
    };
    let mut note = column(ui, origin + vec2(left, down), width);
    widgets::small(&mut note, &from);
    ui.allocate_rect(used.union(note.min_rect()), Sense::hover());
    widgets::entered(ui, &response)
}

fn side(ui: &mut Ui) {
    widgets::beside_head(ui, Type::Title);
    widgets::note(ui, 0, &tr!("window-recovery-keep-name"), &tr!("window-recovery-keep"));
    widgets::note(ui, 1, &tr!("window-recovery-alone-name"), &tr!("window-recovery-alone"));
}

/// A recovery key in its groups, on a sheet: whose it is, and since when on paper.
pub(crate) fn key(ui: &mut Ui, key: &str, name: &str, day: Day) {
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
    let owner = tr!("window-what-when", what = name, day = dates::day_month_year(day));
    let owner = text::lay(ui, &run(&owner, Type::Small, palette.ink_3), inner, Breaks::Full);
    let is_beside = head.size().x + space::BESIDE + owner.size().x <= inner;
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
    let head_top = rect.top() + PADDING[1];
    if is_beside {
        let down = text::baseline(&head) - text::baseline(&owner);
        let at = pos2(rect.right() - side - owner.size().x, head_top + down);
        ui.painter().galley(at, owner, palette.ink_3);
    }
    ui.painter().galley(pos2(rect.left() + side, head_top), head, palette.ink_2);
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
