//! The note: a line for the other to find; and theirs, as a letter on Today until
//! it is put away. Nobody learns when that was.

use crate::texts::tr;
use crate::window::action::{Action, Rituals};
use crate::window::model::{Kind, Row, Whose};
use crate::window::screens::{View, prompts, saved, why};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use crate::window::words;
use egui::{Id, Ui};

/// What the line is called among the widgets.
const LINE: &str = "note";

/// The line to write one on.
pub(super) fn write(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    let name = view.model.partner_name();
    let for_whom = tr!("window-note-for", name = name.clone());
    let note = Note::person(&view.model.shown.me, Whose::Mine).line(for_whom);
    widgets::passage(ui, &note, Type::Letter, |ui| line(ui, view, &name, beside));
}

fn line(ui: &mut Ui, view: &mut View<'_>, name: &str, beside: bool) {
    let paired = view.model.shown.partner.is_some();
    let open = why::is_open(view, Kind::Note);
    let prompt = tr!("window-note-prompt", name = name);
    let ink = colours(ui).mine;
    let offers = !view.model.shown.notes.written;
    let wants_focus = std::mem::take(&mut view.forms.rituals.wants_note);
    let form = &mut view.forms.lines.note;
    let key = if form.text.is_empty() { tr!("window-key-enter") } else { String::new() };
    let line = Line { key: &key, why: Some(open), ..Line::new(LINE, &prompt, Type::Letter, ink) };
    let (response, ring) = widgets::line_why(ui, &line, &mut form.text);
    if wants_focus {
        ui.memory_mut(|memory| memory.request_focus(Id::unique(("line", LINE))));
    }
    let (entered, mut changed) = (widgets::entered(ui, &response), response.changed());
    why::pressed(ui, view, Kind::Note, ring.as_ref());
    why::in_place(ui, view, Kind::Note, beside);
    let form = &mut view.forms.lines.note;
    if form.text.trim().is_empty() {
        if offers && form.text.is_empty() {
            let all = prompts::note(view.model.today);
            changed |= widgets::openings(ui, LINE, &all, &mut form.text);
        }
        view.ask_if(changed, Action::Rituals(Rituals::NoteTyped));
        return;
    }
    let (busy, kept) = (form.busy, form.saving.state());
    let (word, after) = if paired {
        (tr!("window-note-leave", name = name), tr!("window-note-waits", name = name))
    } else {
        (tr!("window-keep"), tr!("window-thanks-alone"))
    };
    view.ask_if(changed, Action::Rituals(Rituals::NoteTyped));
    widgets::actions(ui, space::BUTTON, |ui| {
        let pressed = widgets::primary_if(ui, !busy, &word, &tr!("window-key-enter"));
        view.ask_if(pressed || entered, Action::Rituals(Rituals::NoteDone));
        saved(ui, kept);
    });
    ui.add_space(space::STEP);
    widgets::small(ui, &after);
}

/// The partner's, until it is put away.
pub(crate) fn received(ui: &mut Ui, view: &mut View<'_>, row: &Row) {
    let day = words::near_day(row.day, view.model.today);
    let when = tr!("window-what-when", what = tr!("window-a-note"), day = day);
    let note = Note::person(&row.author, row.whose).line(when);
    widgets::passage(ui, &note, Type::Letter, |ui| {
        let ink = widgets::ink_of(&colours(ui), row.whose);
        widgets::said(ui, &row.words, Type::Letter, ink);
        widgets::actions(ui, space::LINK, |ui| {
            let back = widgets::link(ui, &tr!("window-note-back")).clicked();
            view.ask_if(back, Action::Rituals(Rituals::LineBack));
            let away = widgets::link(ui, &tr!("window-note-put-away")).clicked();
            view.ask_if(away, Action::Rituals(Rituals::PutAway(row.id)));
        });
    });
}
