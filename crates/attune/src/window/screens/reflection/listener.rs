//! Whoever listens: two stems to write to their end, a heart, and the way to leave
//! it, which leaves no trace.

use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::layout::fitting;
use crate::window::model::{Page, Whose};
use crate::window::route::Route;
use crate::window::saying::Way;
use crate::window::screens::{View, answers};
use crate::window::shortcuts::Shortcut;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words::{self, Piece};
use egui::Ui;

/// Between the two stems, and above the button.
const BETWEEN: f32 = 17.0;
const ABOVE_BUTTON: f32 = 25.0;

/// Two stems, and the button that sends both.
pub(super) fn say_back(ui: &mut Ui, view: &mut View<'_>, page: &Page) {
    let id = page.row.id;
    let name = view.model.partner_name();
    let ink = colours(ui).mine;
    let note = Note::person(&view.model.shown.me, Whose::Mine).line(tr!("window-you-heard"));
    let typed = Action::Answer(action::Answer::Typed(Way::SayBack, id));
    widgets::passage(ui, &note, Type::Letter, |ui| {
        let saying = view.forms.sayings.to(Way::SayBack, id, &view.model.shown.drafts);
        let slot = words::SLOTS[0];
        let stems = [tr!("said-back-heard", heard = slot), tr!("said-back-given", given = slot)];
        let mut changed = false;
        for ((at, stem), text) in stems.iter().enumerate().zip(&mut saying.texts) {
            if at > 0 {
                ui.add_space(BETWEEN);
            }
            let stem = words::pieces(stem).into_iter().find_map(|piece| match piece {
                Piece::Words(words) => Some(words),
                Piece::Slot(_) => None,
            });
            let line = format!("{}-{at}", Way::SayBack.slot(id));
            changed |= widgets::stem(ui, &line, stem.unwrap_or_default(), text, ink).changed();
        }
        let ready = saying.is_ready();
        view.ask_if(changed, typed);
        ui.add_space(ABOVE_BUTTON);
        let by_key = ui.input_mut(|input| Shortcut::Done.pressed(input));
        widgets::row(ui, space::BUTTON, |ui| {
            let word = tr!("window-say-it-back", name = name.clone());
            let pressed = widgets::primary_if(ui, ready, &word, "");
            let send = Action::Answer(action::Answer::Send(Way::SayBack, id));
            view.ask_if(ready && (pressed || by_key), send);
            widgets::small(ui, &Shortcut::Done.shown());
            answers::send_heart(ui, view, &page.row);
            answers::hearts(ui, view.model, &page.row.responses);
        });
    });
    let first = baseline_of(ui, Type::Name);
    widgets::passage_of(ui, &Note::small(tr!("window-or")), first, space::PLAIN, |ui| {
        let aside = widgets::link(ui, &tr!("window-set-this-aside")).clicked();
        view.ask_if(aside, Action::Answer(action::Answer::SetAside(id)));
        ui.add_space(space::STEP);
        widgets::small(ui, &tr!("window-set-this-aside-means", name = name));
    });
}

/// It is said back, and not answered yet.
pub(super) fn waits(ui: &mut Ui, view: &mut View<'_>, page: &Page) {
    let name = view.model.partner_name();
    let first = baseline_of(ui, fitting(ui, Type::Said));
    widgets::passage_of(ui, &Note::none(), first, space::PASSAGE, |ui| {
        let ink = colours(ui).ink;
        widgets::said(ui, &tr!("window-said-back-waits", name = name), Type::Said, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let word = tr!("window-back-to", place = tr!("window-today-name"));
            let back = widgets::plain(ui, &word).clicked();
            view.ask_if(back, Action::Go(Route::Today));
            answers::send_heart(ui, view, &page.row);
            answers::hearts(ui, view.model, &page.row.responses);
        });
    });
}
