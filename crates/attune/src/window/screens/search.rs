//! Words looked for, found as one types.

use super::View;
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::layout::{Sheet, fitting, page};
use crate::window::model::{Kind, Row};
use crate::window::route::Route;
use crate::window::text::{Breaks, Run, baseline_of, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use crate::window::words;
use egui::{Color32, Ui};

/// Above and below what was found.
const AROUND: [f32; 2] = [15.0, 17.0];

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let mut notes = |ui: &mut Ui, _: &mut View<'_>| {
        widgets::beside_head(ui, Type::Query);
        widgets::note(ui, 0, &tr!("window-search-here-name"), &tr!("window-search-here"));
        widgets::note(ui, 1, &tr!("window-search-words-name"), &tr!("window-search-note"));
    };
    page(ui, view, "search", Sheet::Page, flow, Some(&mut notes));
}

fn flow(ui: &mut Ui, view: &mut View<'_>) {
    let first = baseline_of(ui, fitting(ui, Type::Query));
    let ink = colours(ui).ink;
    widgets::beside(ui, &Note::small(tr!("window-search-name")), first, |ui| {
        let prompt = tr!("window-search-prompt");
        let line = Line::new("search", &prompt, Type::Query, ink);
        let response = widgets::line(ui, &line, &mut view.forms.query);
        widgets::begins(ui, &response);
        let query = view.forms.query.clone();
        view.ask_if(response.changed(), Action::Look(query));
    });
    ui.add_space(space::PASSAGE[1]);
    let model = view.model;
    let query = view.forms.query.trim().to_owned();
    if query.is_empty() {
        return;
    }
    if model.found.query.trim() == query && model.found.rows.is_empty() {
        widgets::passage(ui, &Note::none(), Type::Said, |ui| {
            widgets::said(ui, &tr!("window-search-nothing"), Type::Said, ink);
        });
        return;
    }
    let looked: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    for (row, snippet) in &model.found.rows {
        ui.push_id(row.id, |ui| found(ui, view, row, snippet, &looked));
    }
}

fn found(ui: &mut Ui, view: &mut View<'_>, row: &Row, snippet: &str, looked: &[String]) {
    let model = view.model;
    let kind = match row.kind {
        Kind::Checkin => tr!("window-checkin-name"),
        Kind::Thanks => tr!("window-gratitude-name"),
        _ => tr!("window-journal-name"),
    };
    let note = super::journal::note_of(row, model).line(kind);
    let first = baseline_of(ui, fitting(ui, Type::Listed));
    widgets::passage_of(ui, &note, first, AROUND, |ui| {
        let ink = colours(ui).ink;
        let name = match row.kind {
            Kind::Checkin => tr!("window-checkin-name"),
            Kind::Thanks => tr!("window-gratitude-name"),
            _ => row.name(),
        };
        let opened = widgets::titled(ui, &name, Type::Listed, ink).clicked();
        ui.add_space(1.0);
        let soft = match row.kind {
            Kind::Thanks => widgets::ink_of(&colours(ui), row.whose),
            _ => colours(ui).ink_2,
        };
        let runs = marked(snippet, looked, soft, colours(ui).hover);
        widgets::block_of(ui, &runs, Breaks::NoWidow);
        ui.add_space(3.0);
        widgets::place(ui, row.place, &words::about(row, &model.partner_name()));
        view.ask_if(opened, Action::Go(Route::Page(row.id)));
    });
}

/// Splits `text` so that the words that were looked for stand out.
fn marked<'a>(text: &'a str, looked: &[String], ink: Color32, ground: Color32) -> Vec<Run<'a>> {
    let mut runs = Vec::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        let letters: String =
            piece.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let hit = looked.iter().any(|word| !word.is_empty() && letters.starts_with(word));
        if !hit {
            runs.push(run(piece, Type::Aside, ink));
            continue;
        }
        // Just the word, and not the space after it.
        let (word, after) = piece.split_at(piece.trim_end().len());
        runs.push(Run { ground, ..run(word, Type::Found, ink) });
        runs.push(run(after, Type::Aside, ink));
    }
    runs
}
