//! The lock: nothing of the pages is behind it.

use super::View;
use crate::texts::tr;
use crate::window::action::{Action, Door, OpenWith};
use crate::window::layout::{Columns, column, fitting};
use crate::window::shapes::{self, MarkOf};
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Look};
use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// How wide the line for the passphrase is.
const WIDTH: f32 = 360.0;
/// From the top to the mark, where there is room.
const TOP: f32 = 176.0;
/// Under the mark, the title, the line.
const UNDER: [f32; 3] = [42.0, 32.0, 8.0];
/// The lowest window that has room for the mark.
const WITH_MARK: f32 = 560.0;

/// Draws the lock.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let whole = ui.max_rect();
    let width = WIDTH.min(whole.width() - 2.0 * Columns::of(ui).side);
    let tall = whole.height() >= WITH_MARK;
    // The mark stands at the same share of every window's height.
    let top = if tall { TOP * whole.height() / 820.0 } else { space::PAGE_TOP };
    egui::ScrollArea::vertical().id_salt("unlock").auto_shrink([false, false]).show(ui, |ui| {
        let origin = ui.max_rect().left_top();
        let min = pos2(whole.center().x - width / 2.0, origin.y + top);
        let mut column = column(ui, min, width);
        content(&mut column, view, tall);
        let mut used = Rect::from_min_max(origin, column.min_rect().max);
        if !tall {
            used.max.y += space::PAGE_END;
        }
        ui.allocate_rect(used, Sense::hover());
    });
    if tall {
        let note = tr!("window-unlock-note");
        let run = run(&note, Type::Small, colours(ui).ink_3);
        let galley = text::lay(ui, &run, width.max(whole.width() - width), Breaks::Balanced);
        let size = galley.size();
        let at = pos2(whole.center().x - size.x / 2.0, whole.bottom() - BELOW - size.y);
        let response =
            ui.interact(Rect::from_min_size(at, size), ui.scope_id().with("note"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &note));
        ui.painter().galley(at, galley, colours(ui).ink_3);
    }
}

/// Below the note at the foot.
const BELOW: f32 = 40.0;

fn content(ui: &mut Ui, view: &mut View<'_>, tall: bool) {
    let palette = colours(ui);
    if tall {
        let height = space::MARK_LOCK;
        let size = vec2(ui.available_width(), height);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let min = pos2(rect.center().x - shapes::mark_width(height) / 2.0, rect.top());
        shapes::mark(ui.painter(), min, height, MarkOf::BothSealed, &palette);
        ui.add_space(UNDER[0]);
    }
    let title = tr!("window-unlock-title");
    let run = run(&title, fitting(ui, Type::Display), palette.ink);
    let galley = text::lay(ui, &run, ui.available_width(), Breaks::Balanced);
    let size = vec2(ui.available_width(), galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &title));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
    });
    let at = pos2(rect.center().x - galley.size().x / 2.0, rect.top());
    ui.painter().galley(at, galley, palette.ink);
    ui.add_space(UNDER[1]);
    form(ui, view);
}

fn form(ui: &mut Ui, view: &mut View<'_>) {
    let palette = colours(ui);
    let form = &mut view.forms.door;
    let by_key = form.with == OpenWith::RecoveryKey;
    let prompt = if by_key { tr!("window-unlock-key") } else { tr!("window-lock-prompt") };
    let look = if by_key { Look::Line } else { Look::Dots };
    let line = Line { look, ..Line::new("unlock", &prompt, Type::Line, palette.ink) };
    let response = widgets::line(ui, &line, &mut *form.typed.0);
    let entered = widgets::entered(ui, &response);
    if !form.busy && !entered {
        widgets::begins(ui, &response);
    }
    ui.add_space(UNDER[2]);
    if let Some(why) = &form.refused {
        widgets::says(ui, why);
    }
    let busy = form.busy;
    let ready = !busy && !form.typed.0.is_empty();
    let word = if busy { tr!("window-unlock-opening") } else { tr!("window-unlock-open") };
    let (other, with) = if by_key {
        (tr!("window-unlock-by-passphrase"), OpenWith::Passphrase)
    } else {
        (tr!("window-unlock-by-key"), OpenWith::RecoveryKey)
    };
    let key = tr!("window-key-enter");
    let taken = widgets::width_of_button(ui, &word, if ready { &key } else { "" })
        + space::BETWEEN
        + widgets::width_of_link(ui, &other);
    let before = ((ui.available_width() - taken) / 2.0).max(0.0);
    widgets::actions(ui, space::BUTTON, |ui| {
        ui.add_space(before);
        let pressed = widgets::primary_if(ui, ready, &word, &key);
        view.ask_if(ready && (pressed || entered), Action::Door(Door::Open));
        let changed = widgets::link(ui, &other).clicked();
        view.ask_if(changed, Action::Door(Door::Use(with)));
    });
}
