//! The row about backups: the last one, and making one.

use super::keeping::setting;
use crate::terminal::output::harmless;
use crate::texts::{dates, tr};
use crate::window::action::{Action, Backing};
use crate::window::backing::{Stage, called};
use crate::window::screens::View;
use crate::window::screens::carrying::dropped;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Answer, Line, Note};
use egui::Ui;

/// Draws the row, and what is filled in under it.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let is_open = view.forms.backing.is_some();
    let is_going = matches!(view.model.backing, Stage::Going(_));
    let word = if is_open || is_going { String::new() } else { tr!("window-backup-make") };
    let opens = if view.model.shown.protected {
        tr!("window-backup-opens-both")
    } else {
        tr!("window-backup-opens-key")
    };
    if setting(ui, &tr!("window-backup-topic"), &state(view), &opens, &word) {
        view.ask(Action::Backing(Backing::Show(true)));
    }
    match view.model.backing.clone() {
        Stage::Going(part) => {
            let first = baseline_of(ui, Type::Small);
            widgets::beside(ui, &Note::none(), first, |ui| {
                let said = tr!("window-backup-going");
                let stop = widgets::progress(ui, part, &said, &tr!("window-copy-stop"));
                view.ask_if(stop, Action::Backing(Backing::Stop));
            });
            ui.add_space(space::PASSAGE[1]);
            return;
        }
        Stage::Failed(why) => says(ui, &why),
        Stage::Made(file) => {
            let file = harmless(&file.display().to_string());
            says(ui, &tr!("backup-done", file = file));
            return;
        }
        Stage::Nothing | Stage::Asking { .. } => {}
    }
    if is_open {
        form(ui, view);
    }
}

fn says(ui: &mut Ui, words: &str) {
    widgets::beside(ui, &Note::none(), 0.0, |ui| {
        widgets::says(ui, words);
    });
    ui.add_space(space::PASSAGE[1]);
}

/// When the last one was made and where it is, or what it waits for.
fn state(view: &View<'_>) -> String {
    let stands = &view.model.shown.backups;
    match (&stands.daily, stands.away_since, &stands.last) {
        (Some(folder), Some(since), _) => {
            let since = dates::day_month(since);
            tr!("window-backup-away", folder = called(folder), day = since)
        }
        (_, _, Some((day, file))) => {
            let folder = file.parent().map(called).unwrap_or_default();
            tr!("window-backup-last", day = dates::weekday_day_month(*day), folder = folder)
        }
        _ => tr!("window-backup-none"),
    }
}

fn form(ui: &mut Ui, view: &mut View<'_>) {
    let came = dropped(ui);
    let first = baseline_of(ui, Type::Line);
    widgets::beside(ui, &Note::none(), first, |ui| {
        let Some(form) = &mut view.forms.backing else { return };
        if let Some(folder) = came {
            form.folder = folder.display().to_string();
        }
        let prompt = tr!("window-backup-which");
        let ink = colours(ui).ink;
        let line = Line::new("backup-folder", &prompt, Type::Line, ink);
        let typed = widgets::line(ui, &line, &mut form.folder);
        let entered = widgets::entered(ui, &typed);
        ui.add_space(space::STEP * 2.0);
        widgets::small(ui, &tr!("window-copy-drop"));
        for (daily, name, meaning) in [
            (true, tr!("window-backup-daily"), tr!("window-backup-daily-means")),
            (false, tr!("window-backup-once"), tr!("window-backup-once-means")),
        ] {
            ui.add_space(space::STEP * 2.0);
            if widgets::choice(ui, form.daily == daily, &name, &meaning).clicked() {
                form.daily = daily;
            }
        }
        let ready = !form.folder.trim().is_empty();
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::primary_if(ui, ready, &tr!("window-backup-now"), "");
            view.ask_if(ready && (pressed || entered), Action::Backing(Backing::Begin));
            let back = widgets::link(ui, &tr!("window-leave-as-is")).clicked();
            view.ask_if(back, Action::Backing(Backing::Show(false)));
        });
    });
    ui.add_space(space::PASSAGE[1]);
}

/// Before one is put where something copies it to a cloud: the safe answer first.
pub(super) fn ask(ui: &mut Ui, view: &mut View<'_>) {
    let Stage::Asking { wanted, cloud } = &view.model.backing else { return };
    let folder = harmless(&wanted.folder.display().to_string());
    let sentence = tr!("backup-cloud", folder = folder, cloud = harmless(cloud));
    let title = tr!("window-backup-ask");
    let (safe, other) = (tr!("window-copy-not-now"), tr!("window-backup-anyway"));
    match widgets::dialog(ui, &title, &[sentence], &safe, &other) {
        Some(Answer::Safe) => view.ask(Action::Backing(Backing::NotNow)),
        Some(Answer::Other) => view.ask(Action::Backing(Backing::Anyway)),
        None => {}
    }
}
