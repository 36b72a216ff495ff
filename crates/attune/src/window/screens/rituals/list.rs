//! The rituals, a row each: when, whether it was kept today, what it is called,
//! whose, and this week's thread. Its name opens what can be done with it.

use super::{filling, saying, weekday};
use crate::texts::tr;
use crate::window::action::{self, Action, Rituals};
use crate::window::layout::{Columns, column, fitting};
use crate::window::rituals::{Filled, Open, Ritual};
use crate::window::screens::View;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note, THREAD, TICK_INDENT};
use egui::{Rect, Sense, Ui, UiBuilder, pos2, vec2};

/// Above and below the days, and a row.
const ABOVE_DAYS: f32 = 12.0;
const UNDER_DAYS: f32 = 4.0;
const AROUND: [f32; 2] = [11.0, 15.0];
/// Between a name and its thread.
const BEFORE_THREAD: f32 = 24.0;
/// The least room for a name beside its thread.
const NAME_LEAST: f32 = 220.0;

/// Draws them.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, open: &mut Option<Open>) {
    let model = view.model;
    if model.shown.rituals.is_empty() {
        return;
    }
    widgets::hairline(ui);
    ui.add_space(ABOVE_DAYS);
    let today = weekday(model.today);
    widgets::beside(ui, &Note::none(), 0.0, |ui| days(ui, today));
    ui.add_space(UNDER_DAYS);
    for (at, ritual) in model.shown.rituals.iter().enumerate() {
        if at > 0 {
            widgets::hairline(ui);
        }
        ui.add_space(AROUND[0]);
        let first = baseline_of(ui, fitting(ui, Type::Said));
        ui.push_id(ritual.row.id, |ui| {
            widgets::beside(ui, &saying::when(ritual), first, |ui| row(ui, view, ritual, open));
        });
        ui.add_space(AROUND[1]);
    }
}

/// Whether a thread stands beside a name, and not under it.
fn has_room(ui: &Ui) -> bool {
    let room = ui.available_width() - TICK_INDENT - BEFORE_THREAD - THREAD;
    room >= NAME_LEAST && !Columns::of(ui).is_narrow()
}

/// The days of the week above the threads.
fn days(ui: &mut Ui, today: usize) {
    let origin = ui.cursor().min;
    let whole = ui.available_width();
    let mut label = column(ui, pos2(origin.x + TICK_INDENT, origin.y), whole - TICK_INDENT);
    widgets::label(&mut label, &tr!("window-rituals-name"));
    let mut used = label.min_rect();
    // Over the threads, wherever those stand.
    let at = if has_room(ui) {
        pos2(origin.x + whole - THREAD, origin.y)
    } else {
        pos2(origin.x + TICK_INDENT, used.bottom() + space::STEP)
    };
    let mut letters = column(ui, at, THREAD.min(whole - TICK_INDENT));
    widgets::thread_days(&mut letters, &saying::letters(), today);
    used = used.union(letters.min_rect());
    ui.allocate_rect(used, Sense::hover());
}

fn row(ui: &mut Ui, view: &mut View<'_>, ritual: &Ritual, open: &mut Option<Open>) {
    let model = view.model;
    let (id, today) = (ritual.row.id, model.today);
    let origin = ui.cursor().min;
    let whole = ui.available_width();
    let beside = has_room(ui);
    let name = ritual.row.name();
    let style = fitting(ui, Type::Said);
    if ritual.is_on(today) && ritual.is_writable() {
        let top = origin.y + (style.line() - crate::window::shapes::TICK) / 2.0;
        let place = Rect::from_min_size(pos2(origin.x, top), vec2(TICK_INDENT, style.line()));
        let mut at = ui.new_child(UiBuilder::new().max_rect(place));
        let kept = ritual.kept.contains(today);
        let said = tr!("window-ritual-tick", name = name.clone());
        let pressed = widgets::tick(&mut at, kept, &said).clicked();
        view.ask_if(pressed, Action::Rituals(Rituals::Mark(id, !kept)));
    }
    let taken = if beside { TICK_INDENT + BEFORE_THREAD + THREAD } else { TICK_INDENT };
    let left = pos2(origin.x + TICK_INDENT, origin.y);
    let mut words = column(ui, left, (whole - taken).max(space::BUTTON));
    let ink = colours(ui).ink;
    let is_open = open.as_ref().and_then(Open::id) == Some(id);
    if ritual.is_writable() {
        let pressed = widgets::titled(&mut words, &name, Type::Said, ink).clicked();
        let next = (!is_open).then_some(Open::Row(id));
        view.ask_if(pressed, Action::Rituals(Rituals::Open(next)));
    } else {
        widgets::said(&mut words, &name, Type::Said, ink);
    }
    words.add_space(space::STEP / 2.0);
    widgets::small(&mut words, &saying::about(ritual, model));
    let mut used = words.min_rect();
    let at = if beside {
        pos2(origin.x + whole - THREAD, origin.y + style.line() / 2.0 - 6.0)
    } else {
        pos2(left.x, used.bottom() + space::STEP)
    };
    let mut thread = column(ui, at, THREAD.min(whole - TICK_INDENT));
    let said = saying::thread_said(ritual, today);
    widgets::thread(&mut thread, &ritual.thread(today), weekday(today), &said);
    used = used.union(thread.min_rect());
    if is_open {
        let below = pos2(left.x, used.bottom() + space::STEP);
        let mut more = column(ui, below, whole - TICK_INDENT);
        opened(&mut more, view, ritual, open);
        used = used.union(more.min_rect());
    }
    ui.allocate_rect(used, Sense::hover());
}

/// What can be done with one.
fn opened(ui: &mut Ui, view: &mut View<'_>, ritual: &Ritual, open: &mut Option<Open>) {
    let id = ritual.row.id;
    match open {
        Some(Open::Change(_, filled)) => filling::fill(ui, view, filled, filling::Of::Change),
        Some(Open::Rest(_, until)) => filling::rest(ui, view, id, until),
        _ => widgets::row(ui, space::LINK, |ui| {
            let change = widgets::link(ui, &tr!("window-ritual-change")).clicked();
            let filled = Open::Change(id, Filled::of(ritual));
            view.ask_if(change, Action::Rituals(Rituals::Open(Some(filled))));
            if ritual.back(view.model.today).is_some() {
                let over = widgets::link(ui, &tr!("window-ritual-over")).clicked();
                view.ask_if(over, Action::Rituals(Rituals::Rest(id, None)));
            } else {
                let rest = widgets::link(ui, &tr!("window-ritual-rest")).clicked();
                let open = Open::Rest(id, String::new());
                view.ask_if(rest, Action::Rituals(Rituals::Open(Some(open))));
            }
            let delete = widgets::link(ui, &tr!("window-ritual-delete")).clicked();
            view.ask_if(delete, Action::Page(action::Page::Delete(id)));
        }),
    }
}
