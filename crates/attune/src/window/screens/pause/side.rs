//! One's own side of a pause, as a friend of both would tell it: on a rule while it is
//! written, for nobody else unless it is shared; and each one's beside the question
//! that follows.

use super::View;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::layout::column;
use crate::window::model::{Place, Row, Whose};
use crate::window::pausing::Pause;
use crate::window::screens::{readers, saved};
use crate::window::shapes;
use crate::window::shortcuts::Shortcut;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Paper};
use attune_core::command::Who;
use attune_core::kinds::MAX_PROSE;
use egui::{Id, Sense, Stroke, Ui, vec2};

/// Above the hairline over it, under that, between its label and its words.
const ABOVE: f32 = 25.0;
const UNDER_HAIR: f32 = 21.0;
const UNDER_LABEL: f32 = 10.0;
/// Between the words and the rule, and around the choice of who may read.
const UNDER: f32 = 18.0;
const AROUND: f32 = 22.0;
/// Lines of an empty one.
const ROWS: usize = 3;
/// What it is called among the widgets.
const LINE: &str = "own side";

fn line_id() -> Id {
    Id::unique(("line", LINE))
}

/// Whether somebody has the keyboard in it.
pub(super) fn is_written_on(ui: &Ui) -> bool {
    ui.memory(|memory| memory.has_focus(line_id()))
}

/// Takes the keyboard from it.
pub(super) fn put_down(ui: &Ui) {
    ui.memory_mut(|memory| memory.surrender_focus(line_id()));
}

/// One's own side under one's hands; what was kept of it already above.
pub(super) fn write(ui: &mut Ui, view: &mut View<'_>) {
    ui.add_space(ABOVE);
    widgets::hairline(ui);
    ui.add_space(UNDER_HAIR);
    let label = tr!("window-side-label");
    let (whole, top) = (ui.available_width(), ui.cursor().min);
    let mark = widgets::width_of_mark(ui, Place::OnlyMe) + 1.0;
    let room = whole - mark - space::BETWEEN;
    if room > mark {
        let mut words = column(ui, top, room);
        widgets::label(&mut words, &label);
        let mut place = column(ui, top + vec2(whole - mark, 0.0), mark);
        widgets::place(&mut place, Place::OnlyMe, "");
        let used = words.min_rect().union(place.min_rect());
        ui.allocate_rect(used, Sense::hover());
    } else {
        widgets::label(ui, &label);
        widgets::place(ui, Place::OnlyMe, "");
    }
    ui.add_space(UNDER_LABEL);
    let kept: Vec<Row> =
        super::under_way(view).map(|pause| pause.my_sides.clone()).unwrap_or_default();
    for row in &kept {
        read(ui, view, row, Type::Said);
        ui.add_space(space::PARAGRAPH);
    }
    paper(ui, view);
    choice(ui, view);
    widgets::small(ui, &tr!("window-side-evidence"));
    ui.add_space(UNDER_LABEL);
}

fn paper(ui: &mut Ui, view: &mut View<'_>) {
    let prompt = tr!("window-side-prompt");
    let width = ui.available_width();
    let form = &mut view.forms.lines.side;
    let paper = Paper { id: LINE, prompt: &prompt, rows: ROWS, spelling: view.spelling };
    let response = widgets::prose(ui, &paper, &mut form.text);
    let (rect, _) = ui.allocate_exact_size(vec2(width, UNDER), Sense::empty());
    let palette = colours(ui);
    let stroke = if response.has_focus() {
        Stroke::new(space::WRITTEN, palette.act)
    } else {
        Stroke::new(space::RULE, palette.rule)
    };
    let top = rect.bottom() - stroke.width;
    shapes::hairline_at(ui.painter(), rect.left(), rect.right(), top, stroke);
    if form.text.len() > MAX_PROSE {
        let over = form.text.len() - MAX_PROSE;
        widgets::says(ui, &tr!("window-body-too-long", over = over));
    }
    view.ask_if(response.changed(), Action::Pause(action::Pause::SideTyped));
}

/// Who may read it: only me, unless it is chosen and shared.
fn choice(ui: &mut Ui, view: &mut View<'_>) {
    ui.add_space(AROUND);
    let name = view.model.partner_name();
    let paired = view.model.shown.partner.is_some();
    let form = &view.forms.lines.side;
    let (who, busy, kept) = (form.who, form.busy, form.saving.state());
    let fits = !form.text.trim().is_empty() && form.text.len() <= MAX_PROSE;
    if paired {
        let all = readers::options(&view.model.shown);
        if let Some(who) = widgets::readers(ui, who, &all) {
            view.ask(Action::Pause(action::Pause::SideFor(who)));
        }
    } else {
        widgets::small(ui, &tr!("window-side-alone"));
    }
    if paired && who == Who::PartnerReads {
        widgets::actions(ui, space::BUTTON, |ui| {
            let word = tr!("window-share-with", name = name);
            let key = Shortcut::Done.shown();
            let pressed = widgets::primary_if(ui, fits && !busy, &word, &key);
            let done = fits && ui.input_mut(|input| Shortcut::Done.pressed(input));
            view.ask_if(pressed || done, Action::Pause(action::Pause::ShareSide));
        });
    }
    ui.add_space(space::STEP);
    saved(ui, kept);
    ui.add_space(AROUND - space::STEP);
}

/// One that is kept, and where it is.
fn read(ui: &mut Ui, view: &mut View<'_>, row: &Row, style: Type) {
    let ink = widgets::ink_of(&colours(ui), row.whose);
    widgets::said(ui, &row.words, style, ink);
    ui.add_space(space::STEP * 2.0);
    where_it_is(ui, view, row);
}

/// One's own can still be shared.
fn where_it_is(ui: &mut Ui, view: &mut View<'_>, row: &Row) {
    widgets::place(ui, row.place, "");
    let mine = row.whose == Whose::Mine && row.place == Place::OnlyMe;
    if mine && view.model.shown.partner.is_some() {
        ui.add_space(space::STEP);
        let word = tr!("window-side-let-read", name = view.model.partner_name());
        let pressed = ui.push_id(row.id, |ui| widgets::link(ui, &word)).inner.clicked();
        view.ask_if(pressed, Action::Page(action::Page::Share(row.id)));
    }
}

/// Each one's side, beside the page; gives how many notes there are.
pub(super) fn notes(ui: &mut Ui, view: &mut View<'_>, pause: &Pause) -> usize {
    let mut at = 0;
    if !pause.their_sides.is_empty() {
        let name = view.model.partner_name();
        widgets::note_of(ui, at, &tr!("window-side-theirs", name = name), |ui| {
            for row in &pause.their_sides {
                read(ui, view, row, Type::Aside);
            }
        });
        at += 1;
    }
    let draft = &view.forms.lines.side;
    let (typed, busy) = (!draft.text.trim().is_empty(), draft.busy);
    if pause.my_sides.is_empty() && !typed {
        return at;
    }
    // One knows what one wrote: where it is, and that it can still be shared.
    widgets::note_of(ui, at, &tr!("window-side-mine"), |ui| {
        for row in &pause.my_sides {
            where_it_is(ui, view, row);
        }
        if !typed {
            return;
        }
        widgets::place(ui, Place::OnlyMe, "");
        if view.model.shown.partner.is_some() && !busy {
            ui.add_space(space::STEP);
            let word = tr!("window-side-let-read", name = view.model.partner_name());
            let pressed = widgets::link(ui, &word).clicked();
            view.ask_if(pressed, Action::Pause(action::Pause::ShareSide));
        }
    });
    at + 1
}
