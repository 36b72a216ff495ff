//! A backup in place of a new profile: which file, what opens it, how far it is.

use super::above;
use crate::texts::tr;
use crate::window::action::{Action, Door, OpenWith};
use crate::window::layout::{Sheet, page};
use crate::window::screens::View;
use crate::window::screens::carrying::dropped;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Look, Note};
use egui::Ui;

/// Draws the page.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    above(ui, view, "");
    let mut notes = |ui: &mut Ui, _: &mut View<'_>| side(ui);
    page(ui, view, "restore", Sheet::Solo, flow, Some(&mut notes));
}

fn flow(ui: &mut Ui, view: &mut View<'_>) {
    let note = Note::small(tr!("window-this-computer"));
    widgets::title(ui, &note, &tr!("window-restore-title"), |ui| {
        widgets::lede(ui, &tr!("window-restore-lede"));
    });
    ui.add_space(space::SOLO_HEAD);
    let ink = colours(ui).ink;
    let came = dropped(ui);
    let form = &mut view.forms.door;
    let first = baseline_of(ui, Type::Line);
    widgets::passage_of(ui, &Note::small(tr!("window-restore-file")), first, space::PLAIN, |ui| {
        let Some(file) = &mut form.backup else { return };
        if let Some(dropped) = came {
            *file = dropped.display().to_string();
        }
        let prompt = tr!("window-restore-which");
        widgets::line(ui, &Line::new("restore-file", &prompt, Type::Line, ink), file);
        ui.add_space(space::STEP * 2.0);
        widgets::small(ui, &tr!("window-restore-drop"));
    });
    let by_key = form.with == OpenWith::RecoveryKey;
    let mut entered = false;
    widgets::passage_of(ui, &Note::small(tr!("window-restore-opens")), first, space::PLAIN, |ui| {
        let prompt = if by_key { tr!("window-unlock-key") } else { tr!("window-lock-prompt") };
        let look = if by_key { Look::Line } else { Look::Dots };
        let line = Line { look, ..Line::new("restore-opens", &prompt, Type::Line, ink) };
        let typed = widgets::line(ui, &line, &mut *form.typed.0);
        entered = widgets::entered(ui, &typed);
        ui.add_space(space::STEP * 2.0);
        widgets::small(ui, &tr!("window-restore-day"));
    });
    let busy = form.busy;
    let has_file = form.backup.as_ref().is_some_and(|file| !file.trim().is_empty());
    let ready = !busy && has_file && !form.typed.0.is_empty();
    let refused = form.refused.clone();
    widgets::passage_of(ui, &Note::none(), 0.0, super::END, |ui| {
        if busy {
            let said = tr!("window-restore-going");
            let stop = widgets::progress(ui, view.model.restoring, &said, &tr!("window-copy-stop"));
            view.ask_if(stop, Action::Door(Door::StopRestoring));
            return;
        }
        if let Some(why) = refused {
            widgets::says(ui, &why);
            ui.add_space(space::BESIDE);
        }
        let (other, with) = if by_key {
            (tr!("window-unlock-by-passphrase"), OpenWith::Passphrase)
        } else {
            (tr!("window-unlock-by-key"), OpenWith::RecoveryKey)
        };
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::primary_if(ui, ready, &tr!("window-restore-do"), "");
            view.ask_if(ready && (pressed || entered), Action::Door(Door::Restore));
            let changed = widgets::link(ui, &other).clicked();
            view.ask_if(changed, Action::Door(Door::Use(with)));
            let back = widgets::link(ui, &tr!("window-back")).clicked();
            view.ask_if(back, Action::Door(Door::Restoring(false)));
        });
    });
}

fn side(ui: &mut Ui) {
    widgets::beside_head(ui, Type::Title);
    widgets::note(ui, 0, &tr!("window-restore-checked-name"), &tr!("window-restore-checked"));
    widgets::note(ui, 1, &tr!("window-restore-new-name"), &tr!("window-restore-new"));
}
