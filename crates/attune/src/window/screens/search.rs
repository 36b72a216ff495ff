//! Words looked for, found as one types.

use super::{View, filters, kind_of, written_by};
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::choosing::Sort;
use crate::window::layout::{Columns, Sheet, fitting, has_side, page};
use crate::window::model::{Among, Find, Kind, Looked};
use crate::window::route::{Level, Route};
use crate::window::shortcuts::Shortcut;
use crate::window::text::{Breaks, Run, baseline_of, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use crate::window::words;
use egui::{Color32, EventFilter, Key, Modifiers, Response, Ui};
use std::ops::Range;

/// What the list is called.
const LIST: &str = "search";
/// Above and below what was found.
const AROUND: [f32; 2] = [15.0, 18.0];
/// Above where it is.
const ABOVE_PLACE: f32 = 5.0;
/// Between the line and the first of what was found.
const UNDER_LINE: f32 = 28.0;

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    if has_side(ui, Sheet::Page) {
        let mut notes = |ui: &mut Ui, view: &mut View<'_>| side(ui, view);
        page(ui, view, LIST, Sheet::Page, |ui, view| flow(ui, view, true), Some(&mut notes));
    } else {
        page(ui, view, LIST, Sheet::Page, |ui, view| flow(ui, view, false), None);
    }
}

fn flow(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    let line = query(ui, view);
    if beside {
        ui.add_space(UNDER_LINE);
    } else {
        look_above(ui, view);
    }
    let looked = &view.forms.looked;
    let is_asked = !looked.query.trim().is_empty();
    let is_answered = view.model.found.of == *looked;
    if is_asked && is_answered && view.model.found.rows.is_empty() {
        nothing(ui, view);
    } else if is_asked {
        results(ui, view, &line);
    }
}

/// The line that is typed on.
fn query(ui: &mut Ui, view: &mut View<'_>) -> Response {
    let first = baseline_of(ui, fitting(ui, Type::Query));
    let mut drawn = None;
    widgets::beside(ui, &Note::small(tr!("window-search-name")), first, |ui| {
        let (prompt, places) = (tr!("window-search-prompt"), places(view));
        let narrow = Columns::of(ui).is_narrow();
        let ink = colours(ui).ink;
        let note = if narrow { "" } else { &places };
        let line = Line { note, ..Line::new(LIST, &prompt, Type::Query, ink) };
        let response = widgets::line(ui, &line, &mut view.forms.looked.query);
        widgets::begins(ui, &response);
        view.ask_if(response.changed(), Action::Look(view.forms.looked.clone()));
        if narrow && !places.is_empty() {
            ui.add_space(space::STEP);
            widgets::small(ui, &places);
        }
        drawn = Some(response);
    });
    // What was typed goes first, then the page.
    if !view.forms.looked.query.is_empty()
        && !view.forms.keys
        && ui.input_mut(|input| Shortcut::Back.pressed(input))
    {
        let among = view.forms.looked.among;
        view.ask(Action::Look(Looked { query: String::new(), among }));
    }
    drawn.unwrap_or_else(|| ui.response())
}

/// In how many places the words are, once that is known.
fn places(view: &View<'_>) -> String {
    let found = &view.model.found;
    let count = found.rows.len();
    if found.of != view.forms.looked || count == 0 {
        String::new()
    } else if found.more {
        tr!("window-search-most", count = count)
    } else {
        tr!("window-search-places", count = count)
    }
}

/// Nothing has the words, everywhere or where one looks.
fn nothing(ui: &mut Ui, view: &mut View<'_>) {
    let looked = view.forms.looked.clone();
    widgets::passage(ui, &Note::none(), Type::Said, |ui| {
        let ink = colours(ui).ink;
        if looked.among == Among::default() {
            widgets::said(ui, &tr!("window-search-nothing"), Type::Said, ink);
            ui.add_space(space::STEP);
            widgets::small(ui, &tr!("window-search-note"));
            return;
        }
        widgets::said(ui, &tr!("window-search-nothing-there"), Type::Said, ink);
        widgets::actions(ui, space::LINK, |ui| {
            let all = widgets::link(ui, &tr!("window-search-all")).clicked();
            let looked = Looked { among: Among::default(), ..looked };
            view.ask_if(all, Action::Look(looked));
        });
    });
}

/// What was found. Down leads from the line into it, and Up out of it again.
fn results(ui: &mut Ui, view: &mut View<'_>, line: &Response) {
    let down = |ui: &Ui| ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
    let up = |ui: &Ui| ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowUp));
    let mut enter = line.has_focus() && down(ui);
    let mut before = line.clone();
    for find in &view.model.found.rows {
        let title = ui.push_id(find.row.id, |ui| found(ui, view, find)).inner;
        if std::mem::take(&mut enter) {
            title.request_focus();
        } else if title.has_focus() {
            let locked = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(title.id, locked));
            enter = down(ui);
            if up(ui) {
                before.request_focus();
            }
        }
        before = title;
    }
}

/// One entry. Gives what opens it.
fn found(ui: &mut Ui, view: &mut View<'_>, find: &Find) -> Response {
    let (model, row) = (view.model, &find.row);
    let day = words::near_day(row.day, model.today);
    let note = written_by(row);
    let note = if row.day.date().year() == model.today.date().year() {
        note.line(tr!("window-what-when", what = kind_of(row), day = day))
    } else {
        // With its year a day needs the margin for itself.
        note.line(kind_of(row)).line(day)
    };
    let first = baseline_of(ui, fitting(ui, Type::Listed));
    let mut title = None;
    widgets::passage_of(ui, &note, first, AROUND, |ui| {
        let palette = colours(ui);
        let response = match row.kind {
            // What it says is all there is of it.
            Kind::Thanks | Kind::Note | Kind::Step => {
                let ink = widgets::ink_of(&palette, row.whose);
                let runs = marked(ui, &find.snippet, &find.in_snippet, Type::Listed, ink);
                widgets::titled_of(ui, &runs)
            }
            Kind::Checkin => {
                widgets::titled(ui, &tr!("window-checkin-name"), Type::Listed, palette.ink)
            }
            Kind::Feeling => {
                let ink = widgets::ink_of(&palette, row.whose);
                let sentence = row.sentence().unwrap_or_default();
                let runs = marked(ui, &sentence, &find.in_title, Type::Listed, ink);
                widgets::titled_of(ui, &runs)
            }
            _ if row.title.trim().is_empty() => {
                let runs = marked(ui, &find.snippet, &find.in_snippet, Type::Listed, palette.ink);
                widgets::titled_of(ui, &runs)
            }
            _ => {
                let runs = marked(ui, &row.title, &find.in_title, Type::Listed, palette.ink);
                widgets::titled_of(ui, &runs)
            }
        };
        if is_under_title(find) {
            ui.add_space(1.0);
            let runs = marked(ui, &find.snippet, &find.in_snippet, Type::Aside, palette.ink_2);
            widgets::block_of(ui, &runs, Breaks::NoWidow);
        }
        ui.add_space(ABOVE_PLACE);
        let about = if row.kept || row.clashes {
            words::about(row, &model.partner_name())
        } else {
            String::new()
        };
        widgets::place(ui, row.place, &about);
        let to = match (row.kind, row.answers) {
            // What was said back stands beside what it was said to.
            (Kind::SaidBack, Some(id)) => Route::Reflection(id),
            // A ritual is changed where all of them are.
            (Kind::Ritual, _) => Route::Rituals,
            // It has no page of its own: that would tell of the pause.
            (Kind::Step, _) => Route::Together(Level::Timeline),
            _ => Route::Page(row.id),
        };
        view.ask_if(response.clicked(), Action::Go(to));
        tell_found(ui, &response, find);
        title = Some(response);
    });
    title.unwrap_or_else(|| ui.response())
}

/// Whether the words around the find stand under a title of their own.
fn is_under_title(find: &Find) -> bool {
    let row = &find.row;
    match row.kind {
        Kind::Thanks | Kind::Note | Kind::Step => false,
        Kind::Checkin => true,
        Kind::Feeling => !find.snippet.trim().is_empty(),
        _ => !row.title.trim().is_empty(),
    }
}

/// Ears hear which of the words were looked for.
fn tell_found(ui: &Ui, response: &Response, find: &Find) {
    let Find { row, snippet, in_title, in_snippet } = find;
    let sentence = row.sentence();
    let title = sentence.as_ref().unwrap_or(&row.title);
    let in_title = in_title.first().and_then(|at| title.get(at.clone()));
    let in_snippet = in_snippet.first().and_then(|at| snippet.get(at.clone()));
    let Some(word) = in_title.or(in_snippet) else { return };
    let said = tr!("window-search-found", words = words::harmless(word).into_owned());
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(said));
}

/// Splits `text` so that what was looked for, at `found`, stands out.
fn marked<'a>(
    ui: &Ui,
    text: &'a str,
    found: &[Range<usize>],
    style: Type,
    ink: Color32,
) -> Vec<Run<'a>> {
    let ground = colours(ui).hover;
    let stands_out = if style == Type::Aside { Type::Found } else { Type::Titled };
    let mut runs = Vec::new();
    let mut at = 0;
    for range in found {
        let (Some(before), Some(word)) = (text.get(at..range.start), text.get(range.clone()))
        else {
            continue;
        };
        runs.push(run(before, style, ink));
        runs.push(Run { ground, ..run(word, stands_out, ink) });
        at = range.end;
    }
    runs.push(run(&text[at..], style, ink));
    runs.retain(|run| !run.text.is_empty());
    runs
}

fn side(ui: &mut Ui, view: &mut View<'_>) {
    widgets::beside_head(ui, Type::Query);
    let Among { kinds, by } = view.forms.looked.among;
    let topic = tr!("window-search-in");
    let topic = (topic.as_str(), &Sort::WITH_WORDS[..]);
    let (chosen, at) = filters::notes(ui, &view.model.shown, topic, (kinds, by), |_| {});
    look(view, chosen);
    widgets::note(ui, at, &tr!("window-search-here-name"), &tr!("window-search-here"));
}

/// The same above what was found, where there is no room beside it.
fn look_above(ui: &mut Ui, view: &mut View<'_>) {
    let Among { kinds, by } = view.forms.looked.among;
    let everywhere = view.forms.looked.among == Among::default();
    let words = if everywhere { tr!("window-search-in-all") } else { tr!("window-search-in-some") };
    ui.add_space(space::TIGHT[0]);
    filters::above(ui, LIST, &words, |ui| {
        let shown = &view.model.shown;
        let chosen = filters::under(ui, shown, &Sort::WITH_WORDS, (kinds, by));
        look(view, chosen);
        ui.add_space(filters::BETWEEN);
        widgets::small(ui, &tr!("window-search-here"));
    });
    ui.add_space(space::TIGHT[1]);
}

/// Looks for the same words there.
fn look(view: &mut View<'_>, chosen: Option<filters::Chosen>) {
    let Some((kinds, by)) = chosen else { return };
    let among = Among { kinds, by };
    view.ask(Action::Look(Looked { among, ..view.forms.looked.clone() }));
}
