//! What stands under something that one of the two wrote: hearts, lines, and the
//! way to answer it.

use super::{View, saved};
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::answers::{Response, Responses};
use crate::window::model::{Model, Row, Whose};
use crate::window::route::Route;
use crate::window::saying::Way;
use crate::window::text::{Breaks, baseline_of, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use crate::window::words;
use egui::{Ui, vec2};

/// Between two lines under each other.
const APART: f32 = 18.0;

/// Each heart, in a row of other things.
pub(super) fn hearts(ui: &mut Ui, model: &Model, responses: &Responses) {
    for whose in responses.hearts.each() {
        let words = match whose {
            Whose::Mine => tr!("window-heart-from-you"),
            Whose::Theirs => tr!("window-heart-from", name = model.partner_name()),
        };
        widgets::heart(ui, whose, &words);
    }
}

/// The link that sends a heart, where one can be sent.
pub(super) fn send_heart(ui: &mut Ui, view: &mut View<'_>, row: &Row) {
    if !row.takes_heart() || view.model.shown.partner.is_none() {
        return;
    }
    let sent = widgets::heart_link(ui, &tr!("window-send-heart")).clicked();
    view.ask_if(sent, Action::Answer(action::Answer::Heart(row.id)));
}

/// The lines under an entry, in a passage of their own, and the way to answer.
pub(super) fn under(ui: &mut Ui, view: &mut View<'_>, row: &Row, may_add: bool) {
    let model = view.model;
    if !row.responses.lines.is_empty() {
        widgets::hairline(ui);
        ui.add_space(space::PASSAGE[0]);
        for (at, response) in row.responses.lines.iter().enumerate() {
            if at > 0 {
                ui.add_space(APART);
            }
            one(ui, model, response);
        }
        ui.add_space(space::PASSAGE[1]);
    }
    if !row.is_answerable() || model.shown.partner.is_none() {
        return;
    }
    if row.is_heard_first() && !may_add {
        widgets::passage_of(ui, &Note::none(), space::BUTTON / 2.0, space::PASSAGE, |ui| {
            let pressed = widgets::plain(ui, &tr!("window-say-back")).clicked();
            view.ask_if(pressed, Action::Go(Route::Reflection(row.id)));
        });
        return;
    }
    let first = baseline_of(ui, Type::Line);
    widgets::passage_of(ui, &Note::none(), first, space::PASSAGE, |ui| {
        line(ui, view, row);
    });
}

fn one(ui: &mut Ui, model: &Model, response: &Response) {
    let day = words::near_day(response.day, model.today);
    let note = Note::person(&response.author, response.whose).line(day);
    let first = baseline_of(ui, crate::window::layout::fitting(ui, Type::Said));
    widgets::beside(ui, &note, first, |ui| {
        let ink = widgets::ink_of(&colours(ui), response.whose);
        widgets::said(ui, &response.words, Type::Said, ink);
    });
}

/// The line to answer on.
fn line(ui: &mut Ui, view: &mut View<'_>, row: &Row) {
    let id = row.id;
    let mut theirs = row.responses.lines.iter().map(|line| line.whose).chain([row.whose]);
    let prompt = if theirs.any(|whose| whose == Whose::Theirs) {
        tr!("window-answer-prompt", name = view.model.partner_name())
    } else {
        tr!("window-answer-own")
    };
    let ink = colours(ui).mine;
    let name = Way::Line.slot(id);
    let saying = view.forms.sayings.to(Way::Line, id, &view.model.shown.drafts);
    let key = tr!("window-key-enter");
    let line = Line { key: &key, ..Line::new(&name, &prompt, Type::Line, ink) };
    let response = widgets::line(ui, &line, &mut saying.texts[0]);
    let entered = widgets::entered(ui, &response);
    let (ready, kept) = (saying.is_ready(), saying.saving.state());
    view.ask_if(response.changed(), Action::Answer(action::Answer::Typed(Way::Line, id)));
    if ready {
        widgets::actions(ui, space::BUTTON, |ui| {
            let word = tr!("window-send-to", name = view.model.partner_name());
            let pressed = widgets::plain(ui, &word).clicked();
            view.ask_if(pressed || entered, Action::Answer(action::Answer::Send(Way::Line, id)));
            saved(ui, kept);
        });
    }
}

/// Hearts and lines on the wall: a name and an aside. A line of the partner's
/// without an answer offers to send one.
pub(super) fn on_the_wall(ui: &mut Ui, view: &mut View<'_>, row: &Row) {
    let palette = colours(ui);
    for response in &row.responses.lines {
        let ink = widgets::ink_of(&palette, response.whose);
        let name = words::name(&response.author, response.whose);
        let gap = format!("{name}\u{2002}");
        let runs = [run(&gap, Type::Label, ink), run(&response.words, Type::Aside, ink)];
        widgets::block_of(ui, &runs, Breaks::NoWidow);
    }
    let answers = row.is_answerable() && view.model.shown.partner.is_some();
    if row.whose == Whose::Mine || !answers || !row.responses.is_empty() {
        return;
    }
    if view.forms.gratitude.answering == Some(row.id) {
        ui.add_space(space::STEP * 2.0);
        line(ui, view, row);
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::BETWEEN, 0.0);
        send_heart(ui, view, row);
        let answer = widgets::link_small(ui, &tr!("window-answer")).clicked();
        view.ask_if(answer, Action::Answer(action::Answer::Open(Some(row.id))));
    });
}
