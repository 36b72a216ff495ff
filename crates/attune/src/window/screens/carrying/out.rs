//! A copy that anybody can read: its form, where it goes, the plain warning before
//! it is written, and where it lies then.

use super::{dropped, head};
use crate::carrying::{Whose, sentences};
use crate::texts::tr;
use crate::window::action::{Action, Carry};
use crate::window::carrying::{Copy, Out, last_year};
use crate::window::screens::View;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Answer, Line, Note};
use egui::Ui;

/// Draws the page.
pub(super) fn flow(ui: &mut Ui, view: &mut View<'_>) {
    if let Some(folder) = dropped(ui) {
        view.forms.carrying.folder = folder.display().to_string();
    }
    head(ui, &tr!("window-copy-title"));
    form(ui, view);
    if view.forms.carrying.out == Copy::Book {
        book(ui, view);
    }
    folder(ui, view);
    state(ui, view);
}

fn form(ui: &mut Ui, view: &mut View<'_>) {
    let chosen = &mut view.forms.carrying.out;
    let first = baseline_of(ui, Type::Body);
    widgets::passage_of(ui, &Note::small(tr!("window-copy-form")), first, space::PLAIN, |ui| {
        for (at, (copy, name, meaning)) in [
            (Copy::Markdown, tr!("window-copy-markdown"), tr!("window-copy-markdown-means")),
            (Copy::Json, tr!("window-copy-json"), tr!("window-copy-json-means")),
            (Copy::Book, tr!("window-copy-book"), tr!("window-copy-book-means")),
        ]
        .into_iter()
        .enumerate()
        {
            if at > 0 {
                ui.add_space(space::STEP * 2.0);
            }
            if widgets::choice(ui, copy == *chosen, &name, &meaning).clicked() {
                *chosen = copy;
            }
        }
    });
}

/// Which year, and whose words.
fn book(ui: &mut Ui, view: &mut View<'_>) {
    let today = view.model.today;
    let form = &mut view.forms.carrying;
    let wrong = form.book_year(today).is_none();
    let first = baseline_of(ui, Type::Line);
    widgets::passage_of(ui, &Note::small(tr!("window-book-year")), first, space::PLAIN, |ui| {
        let prompt = tr!("window-book-which", year = last_year(today).to_string());
        let note = if wrong { tr!("window-book-no-year") } else { String::new() };
        let ink = colours(ui).ink;
        let line = Line { note: &note, ..Line::new("book-year", &prompt, Type::Line, ink) };
        widgets::line(ui, &line, &mut form.year);
    });
    let first = baseline_of(ui, Type::Body);
    widgets::passage_of(ui, &Note::small(tr!("window-book-whose")), first, space::PLAIN, |ui| {
        let all = [
            (Whose::Both, tr!("window-book-both"), tr!("window-book-both-means")),
            (Whose::Mine, tr!("window-book-mine"), tr!("window-book-mine-means")),
        ];
        for (at, (whose, name, meaning)) in all.into_iter().enumerate() {
            if at > 0 {
                ui.add_space(space::STEP * 2.0);
            }
            if widgets::choice(ui, whose == form.whose, &name, &meaning).clicked() {
                form.whose = whose;
            }
        }
    });
}

fn folder(ui: &mut Ui, view: &mut View<'_>) {
    let busy = matches!(view.model.carrying.out, Out::Writing(..));
    let today = view.model.today;
    let first = baseline_of(ui, Type::Line);
    widgets::passage_of(ui, &Note::small(tr!("window-copy-folder")), first, space::PLAIN, |ui| {
        let prompt = tr!("window-copy-which");
        let ink = colours(ui).ink;
        let line = Line::new("copy-folder", &prompt, Type::Line, ink);
        let form = &mut view.forms.carrying;
        let typed = widgets::line(ui, &line, &mut form.folder);
        let entered = widgets::entered(ui, &typed);
        ui.add_space(space::STEP * 2.0);
        widgets::small(ui, &tr!("window-copy-drop"));
        let ready = !busy && !form.folder.trim().is_empty() && form.wanted(today).is_some();
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::primary_if(ui, ready, &tr!("window-copy-write"), "");
            view.ask_if(ready && (pressed || entered), Action::Carry(Carry::Copy));
        });
    });
}

/// How far it is, or how it ended.
fn state(ui: &mut Ui, view: &mut View<'_>) {
    let out = view.model.carrying.out.clone();
    let first = baseline_of(ui, Type::Body);
    match out {
        Out::Nothing | Out::Asking { .. } => {}
        Out::Writing(at, of) => {
            widgets::passage_of(ui, &Note::none(), first, space::PLAIN, |ui| {
                let part = if of == 0 { 0.0 } else { at as f32 / of as f32 };
                let said = match of {
                    0 => tr!("window-copy-begins"),
                    of => tr!("window-copy-so-far", count = at as u64, of = of as u64),
                };
                let stop = widgets::progress(ui, part, &said, &tr!("window-copy-stop"));
                view.ask_if(stop, Action::Carry(Carry::StopOut));
            });
        }
        Out::Written(written) => {
            let note = Note::small(tr!("window-copy-done-note"));
            widgets::passage_of(ui, &note, first, space::PLAIN, |ui| {
                let path = sentences::named(&written.at);
                let (count, at) = (written.entries, path.clone());
                widgets::says(ui, &tr!("window-copy-done", count = count, path = at));
                if written.book {
                    ui.add_space(space::STEP * 2.0);
                    widgets::soft(ui, &tr!("window-book-print"));
                }
                widgets::actions(ui, space::BUTTON, |ui| {
                    let copied = widgets::plain(ui, &tr!("window-copy-path")).clicked();
                    view.ask_if(copied, Action::Copy(path));
                });
            });
        }
        Out::Failed(why) => {
            let note = Note::small(tr!("window-copy-failed-note"));
            widgets::passage_of(ui, &note, first, space::PLAIN, |ui| {
                widgets::says(ui, &why);
            });
        }
    }
}

/// Before anything is written: what it means, and the safe answer first.
pub(super) fn ask(ui: &mut Ui, view: &mut View<'_>) {
    let Out::Asking { folder, cloud } = view.model.carrying.out.clone() else { return };
    let form = &view.forms.carrying;
    let named = sentences::named(&folder);
    let is_of_both = form.out == Copy::Book && form.whose == Whose::Both;
    let mut all = vec![if is_of_both {
        tr!("export-warning-both", folder = named.clone())
    } else {
        tr!("export-warning", folder = named.clone())
    }];
    if let Some(cloud) = cloud {
        let cloud = crate::terminal::output::harmless(&cloud);
        all.push(tr!("export-cloud", folder = named, cloud = cloud));
    }
    let title = tr!("window-copy-ask");
    let (safe, other) = (tr!("window-copy-not-now"), tr!("window-copy-yes"));
    match widgets::dialog(ui, &title, &all, &safe, &other) {
        Some(Answer::Safe) => view.ask(Action::Carry(Carry::NotNow)),
        Some(Answer::Other) => view.ask(Action::Carry(Carry::Write(folder))),
        None => {}
    }
}
