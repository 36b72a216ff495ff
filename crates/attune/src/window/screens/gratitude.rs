//! Thanks: one line a day or more, and the wall of all of them.

use super::View;
use crate::marks;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::model::{Row, Whose};
use crate::window::theme::{colours, size};
use crate::window::typing::Kept;
use crate::window::widgets::{self, Line, Look};
use crate::window::words;
use attune_core::command::Who;

/// How many lines of the wall are drawn before more are asked for.
const FIRST: usize = 60;
/// What the wall is called.
pub(crate) const LIST: &str = "thanks";

/// Draws the page.
pub(crate) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    widgets::page(ui, "gratitude", |ui| {
        widgets::title(ui, "", &tr!("window-gratitude-name"));
        widgets::passage(
            ui,
            |ui| widgets::person(ui, &view.model.shown.me, Whose::Mine),
            |ui| line(ui, view, Last::Shown),
        );
        super::journal::undo(ui, view);
        wall(ui, view);
    });
}

/// Whether the partner's last thanks show under the empty line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Last {
    /// They do.
    Shown,
    /// They show elsewhere on the same page.
    Hidden,
}

/// The line to write thanks on.
pub(crate) fn line(ui: &mut egui::Ui, view: &mut View<'_>, last: Last) {
    let name = view.model.partner_name();
    let paired = view.model.shown.partner.is_some();
    let form = &mut view.forms.thanks;
    let prompt = tr!("window-thanks-prompt", name = name.clone());
    let line = Line { id: "thanks", prompt: &prompt, size: size::SAID, look: Look::Line };
    let response = widgets::line(ui, &line, &mut form.text);
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
    let changed = response.changed();
    if form.text.trim().is_empty() {
        view.ask_if(changed, Action::Thanks(action::Thanks::Typed));
        let mut theirs = view.model.shown.thanks.iter().filter(|row| row.whose == Whose::Theirs);
        if let Some(last) = theirs.next().filter(|_| last == Last::Shown) {
            let day = words::near_day(last.day, view.model.today);
            let note = tr!("window-thanks-last", name = name, day = day);
            ui.horizontal_wrapped(|ui| {
                widgets::small(ui, &note);
                let ink = colours(ui).theirs;
                widgets::said(ui, &last.words, size::BODY, ink);
            });
        }
        return;
    }
    ui.add_space(6.0);
    let mut who = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 20.0;
        let reads = tr!("window-who-reads", name = name.clone());
        if widgets::choice(ui, form.who != Who::OnlyMe, &reads, "").clicked() {
            who = Some(Who::PartnerReads);
        }
        let only_me = tr!("window-who-only-me");
        if widgets::choice(ui, form.who == Who::OnlyMe, &only_me, "").clicked() {
            who = Some(Who::OnlyMe);
        }
    });
    if form.who != Who::OnlyMe && !paired {
        widgets::small(ui, &tr!("window-thanks-alone"));
    }
    let (busy, kept) = (form.busy, form.saving.state());
    let word = if form.who == Who::OnlyMe || !paired {
        tr!("window-keep")
    } else {
        tr!("window-thanks-share", name = name)
    };
    view.ask_if(changed, Action::Thanks(action::Thanks::Typed));
    if let Some(who) = who {
        view.ask(Action::Thanks(action::Thanks::For(who)));
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let pressed = widgets::primary_if(ui, !busy, &word).clicked();
        view.ask_if(pressed || entered, Action::Thanks(action::Thanks::Done));
        saved(ui, kept);
    });
}

/// Says how far what is typed has come.
pub(crate) fn saved(ui: &mut egui::Ui, kept: Kept) {
    match kept {
        Kept::Untouched => {}
        Kept::Soon => widgets::small(ui, &tr!("window-not-saved-yet")),
        Kept::Saved => widgets::small(ui, &tr!("window-draft-saved")),
        Kept::Failed => widgets::small(ui, &tr!("window-not-saved")),
    }
}

fn wall(ui: &mut egui::Ui, view: &mut View<'_>) {
    let model = view.model;
    if model.shown.thanks.is_empty() {
        widgets::passage(ui, |_| {}, |ui| widgets::says(ui, &tr!("window-wall-empty")));
        return;
    }
    let most = widgets::wanted(ui, LIST, FIRST);
    widgets::rows(
        ui,
        LIST,
        model.shown.thanks.iter().take(most),
        |row| row.id,
        |ui, row| {
            widgets::passage(
                ui,
                |ui| {
                    widgets::person(ui, &row.author, row.whose);
                    widgets::small(ui, &words::near_day(row.day, model.today));
                },
                |ui| said(ui, view, row),
            );
        },
    );
    if model.shown.thanks.len() > most {
        widgets::passage(
            ui,
            |_| {},
            |ui| {
                if widgets::link(ui, &tr!("window-earlier")).clicked() {
                    widgets::want(ui.ctx(), LIST, most.saturating_add(FIRST));
                }
            },
        );
    }
}

fn said(ui: &mut egui::Ui, view: &mut View<'_>, row: &Row) {
    let ink = widgets::ink_of(colours(ui), row.whose);
    widgets::said(ui, &row.words, size::SAID, ink);
    let partner = view.model.partner_name();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        widgets::place(ui, row.place, &words::about(row, &partner));
        let opened = widgets::link(ui, &tr!("window-open")).clicked();
        view.ask_if(opened, Action::Go(crate::window::route::Route::Page(row.id)));
    });
    if row.taken_back {
        widgets::small(ui, &marks::taken_back(row.whose, &row.author));
    }
}
