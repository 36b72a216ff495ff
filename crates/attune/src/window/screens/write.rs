//! A page under somebody's hands, with the choice of who it is for always in
//! view.

use super::{View, gratitude};
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::model::{Model, Place, Whose};
use crate::window::route::Route;
use crate::window::theme::{colours, size};
use crate::window::typing::Writing;
use crate::window::widgets::{self, Line, Look};
use crate::window::words;
use attune_core::command::Who;
use attune_core::kinds::{MAX_LINE, MAX_PROSE};

/// Draws the page in `slot`.
pub(crate) fn show(ui: &mut egui::Ui, view: &mut View<'_>, slot: &str) {
    let tall = ui.available_height() > 520.0;
    let wide = ui.available_width() > size::WIDE;
    let Some(page) = view.forms.pages.get_mut(slot) else { return };
    let mut asked = Vec::new();
    if !page.ready {
        widgets::page(ui, "write", |ui| widgets::says(ui, &tr!("window-page-waiting")));
        return;
    }
    // The choice keeps the foot where there is room for it and a page; in a
    // small window it comes with the page, above the text.
    if tall || wide {
        let margin = egui::Margin::symmetric(widgets::side_margin(ui), 12);
        let frame = egui::Frame::new().fill(colours(ui).margin).inner_margin(margin);
        egui::Panel::bottom("who").frame(frame).resizable(false).show(ui, |ui| {
            foot(ui, view.model, page, &mut asked);
        });
    }
    widgets::page(ui, slot, |ui| {
        top(ui, page, &mut asked);
        if !(tall || wide) {
            foot(ui, view.model, page, &mut asked);
            widgets::hairline(ui);
        }
        widgets::beside(
            ui,
            |ui| {
                widgets::person(ui, &view.model.shown.me, Whose::Mine);
                let today = view.model.today;
                widgets::small(ui, &words::long_day(today, today));
            },
            |ui| paper(ui, slot, page, &mut asked),
        );
    });
    let done = ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
    if done {
        asked.push(Action::Writing(action::Writing::Done));
    }
    view.actions.append(&mut asked);
}

fn top(ui: &mut egui::Ui, page: &Writing, asked: &mut Vec<Action>) {
    widgets::beside(
        ui,
        |_| {},
        |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                let place = tr!("window-journal-name");
                if widgets::link(ui, &tr!("window-back-to", place = place)).clicked() {
                    let route = page.document.map_or(Route::Journal, Route::Page);
                    asked.push(Action::Go(route));
                }
                gratitude::saved(ui, page.saving.state());
            });
        },
    );
    ui.add_space(4.0);
}

fn paper(ui: &mut egui::Ui, slot: &str, page: &mut Writing, asked: &mut Vec<Action>) {
    let mut typed = false;
    if page.has_title() {
        let prompt = tr!("window-write-title");
        let id = format!("{slot}-title");
        let line = Line { id: &id, prompt: &prompt, size: size::TITLE_NARROW, look: Look::Line };
        typed = widgets::line(ui, &line, &mut page.title).changed();
        ui.add_space(12.0);
    }
    let prompt = tr!("window-write-body");
    let body = widgets::prose(ui, &format!("{slot}-body"), &prompt, 10, &mut page.body);
    if page.wants_focus {
        page.wants_focus = false;
        body.request_focus();
    }
    if typed || body.changed() {
        asked.push(Action::Writing(action::Writing::Typed));
    }
    if page.title.len() > MAX_LINE {
        let over = page.title.len() - MAX_LINE;
        widgets::says(ui, &tr!("window-title-too-long", over = over));
    }
    if page.body.len() > MAX_PROSE {
        let over = page.body.len() - MAX_PROSE;
        widgets::says(ui, &tr!("window-body-too-long", over = over));
    } else if page.body.len() > MAX_PROSE / 10 * 9 {
        let left = MAX_PROSE - page.body.len();
        widgets::small(ui, &tr!("window-body-long", left = left));
    }
}

/// Who may read and write, and the way to be done.
fn foot(ui: &mut egui::Ui, model: &Model, page: &Writing, asked: &mut Vec<Action>) {
    let name = model.partner_name();
    let paired = model.shown.partner.is_some();
    let tiny = ui.available_width() < 360.0;
    if page.document.is_some() {
        let place = if page.shared { Place::Both } else { Place::OnlyMe };
        let text = match (page.shared, page.who) {
            (true, Who::BothWrite) => tr!("window-write-both", name = name),
            (true, _) => tr!("window-write-shared", name = name),
            (false, _) => tr!("window-write-private"),
        };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 20.0;
            done(ui, page, &tr!("window-write-save"), asked);
        });
        if page.shared {
            widgets::small(ui, &text);
        } else {
            widgets::marked(ui, place, &text);
        }
        return;
    }
    let choices = [
        (Who::OnlyMe, tr!("window-who-only-me"), tr!("window-means-only-me", name = name.clone())),
        (
            Who::PartnerReads,
            tr!("window-who-reads", name = name.clone()),
            if paired {
                tr!("window-means-reads", name = name.clone())
            } else {
                tr!("window-means-later")
            },
        ),
        (
            Who::BothWrite,
            tr!("window-who-both"),
            if paired {
                tr!("window-means-both", name = name.clone())
            } else {
                tr!("window-means-later")
            },
        ),
    ];
    widgets::beside(
        ui,
        |ui| {
            widgets::label(ui, &tr!("window-who"));
        },
        |ui| {
            let columns = ui.available_width() > 640.0;
            let mut pick = |ui: &mut egui::Ui, (who, name, meaning): &(Who, String, String)| {
                // In a very small window only the chosen one says what it means.
                let chosen = page.who == *who;
                let meaning = if chosen || !tiny { meaning.as_str() } else { "" };
                if widgets::choice(ui, chosen, name, meaning).clicked() {
                    asked.push(Action::Writing(action::Writing::For(*who)));
                }
            };
            if columns {
                let width = (ui.available_width() / 3.0).min(260.0) - 16.0;
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 16.0;
                    for choice in &choices {
                        let layout = egui::Layout::top_down(egui::Align::Min);
                        widgets::column(ui, width, layout, |ui| pick(ui, choice));
                    }
                });
            } else {
                for choice in &choices {
                    pick(ui, choice);
                }
            }
            ui.add_space(4.0);
            let word = match (page.who, paired) {
                (Who::PartnerReads, true) => tr!("window-share-with", name = name),
                (Who::BothWrite, true) => tr!("window-done"),
                _ => tr!("window-keep"),
            };
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 20.0;
                done(ui, page, &word, asked);
                if !page.is_empty() && widgets::link(ui, &tr!("window-draft-discard")).clicked() {
                    asked.push(Action::Writing(action::Writing::Discard));
                }
            });
        },
    );
}

fn done(ui: &mut egui::Ui, page: &Writing, word: &str, asked: &mut Vec<Action>) {
    let fits = page.title.len() <= MAX_LINE && page.body.len() <= MAX_PROSE;
    let ready = fits && !page.is_empty() && !page.is_committing();
    if widgets::primary_if(ui, ready, word).clicked() {
        asked.push(Action::Writing(action::Writing::Done));
    }
    widgets::small(ui, &tr!("window-key-done"));
}
