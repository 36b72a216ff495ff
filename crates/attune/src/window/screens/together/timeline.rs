//! The timeline: everything by day, the newest first.

use super::signs;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::model::{Checkin, Kind, Model, Place, Row};
use crate::window::route::Route;
use crate::window::screens::{View, kind_of, written_by};
use crate::window::text::{self, Breaks, baseline_of, run};
use crate::window::theme::{Type, colours, space};
use crate::window::together::{Moment, Of};
use crate::window::widgets::{self, List, Note};
use crate::window::words;
use attune_core::kinds::sealed::SealState;
use egui::{Align, Color32, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

/// What the list is called.
pub(super) const LIST: &str = "timeline";
/// Above a day's name and under it, and between two things of a day.
const DAY: [f32; 2] = [20.0, 6.0];
const APART: [f32; 2] = [11.0, 13.0];
/// Under the last thing of a day.
const END: f32 = 11.0;
/// How many letters of a page's first words show.
const FIRST_WORDS: usize = 80;
/// And of what stayed of a talk.
const STAYED: usize = 200;

/// Draws the days.
pub(super) fn flow(ui: &mut Ui, view: &mut View<'_>) {
    let all = std::sync::Arc::clone(&view.model.timeline);
    if all.is_empty() {
        ui.add_space(space::PASSAGE[0]);
        widgets::beside(ui, &Note::none(), baseline_of(ui, Type::Said), |ui| {
            let ink = colours(ui).ink;
            let everything = view.model.shown.timeline.is_empty();
            let words = if everything {
                tr!("window-together-empty")
            } else {
                tr!("window-together-hidden")
            };
            widgets::said(ui, &words, Type::Said, ink);
        });
        return;
    }
    let list = List::of(&all, all.len());
    let stops = |at: usize| !matches!(all[at].of, Of::Thanks(_) | Of::Note(_) | Of::Step(_));
    widgets::rows_by(ui, LIST, list, |at| all[at].of, stops, |ui, at| one(ui, view, &all, at));
}

fn one(ui: &mut Ui, view: &mut View<'_>, all: &[Moment], at: usize) {
    let moment = all[at];
    let begins = at == 0 || all[at - 1].day != moment.day;
    if begins {
        if at > 0 {
            widgets::hairline(ui);
        }
        ui.add_space(DAY[0]);
        day(ui, view.model, moment);
        ui.add_space(DAY[1]);
    } else {
        ui.add_space(APART[0]);
    }
    match moment.of {
        Of::Checkin(n) => {
            if let Some(week) = view.model.shown.weeks.get(n as usize) {
                checkin(ui, view, week);
            }
        }
        Of::Signs(n) => {
            if let Some(month) = view.model.shown.pulses.months.get(n as usize) {
                let note = Note::name(tr!("window-both")).line(tr!("window-note-signs"));
                let first = baseline_of(ui, crate::window::layout::fitting(ui, Type::Said));
                widgets::beside(ui, &note, first, |ui| signs::opened(ui, view, month.month));
            }
        }
        of => {
            if let Some(row) = view.model.shown.row(of) {
                view.arriving(ui, row.id, |ui, view| entry(ui, view, row, moment.place));
            }
        }
    }
    let ends = all.get(at + 1).is_none_or(|next| next.day != moment.day);
    ui.add_space(if ends { END + APART[1] } else { APART[1] });
}

/// A day's name, and at its right where what is of it is.
fn day(ui: &mut Ui, model: &Model, moment: Moment) {
    let day = moment.day;
    let palette = colours(ui);
    let name = words::long_day(day, model.today);
    let name = if day == model.today {
        tr!("window-together-today", day = name)
    } else {
        words::beginning(name)
    };
    let narrow = crate::window::layout::Columns::of(ui).is_narrow();
    let axis = crate::window::layout::Columns::of(ui).axis();
    let origin = ui.cursor().min + vec2(axis, 0.0);
    let width = ui.available_width() - axis;
    let galley = text::lay(ui, &run(&name, Type::Label, palette.ink_2), width, Breaks::Full);
    let rect = Rect::from_min_size(origin, galley.size());
    let response = ui.interact(rect, ui.scope_id().with(("day", day.to_string())), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &name));
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
    let mut used = rect;
    if let Some(place) = moment.place
        && !narrow
    {
        let right = Rect::from_min_max(
            pos2(rect.right() + space::BESIDE, origin.y),
            pos2(origin.x + width, rect.bottom()),
        );
        let layout = Layout::right_to_left(Align::Min);
        let mut end = ui.new_child(UiBuilder::new().max_rect(right).layout(layout));
        widgets::place(&mut end, place, "");
        used = used.union(end.min_rect());
    }
    ui.allocate_rect(
        Rect::from_min_max(pos2(ui.cursor().left(), used.top()), used.max),
        Sense::hover(),
    );
}

/// One thing. `place` is where most of its day is.
fn entry(ui: &mut Ui, view: &mut View<'_>, row: &Row, place: Option<Place>) {
    let model = view.model;
    let is_page = matches!(row.kind, Kind::Journal | Kind::Side);
    let note = written_by(row).line(kind_of(row));
    let style = if is_page { Type::Titled } else { Type::Said };
    let first = baseline_of(ui, crate::window::layout::fitting(ui, style));
    widgets::beside(ui, &note, first, |ui| {
        let palette = colours(ui);
        if is_page {
            let opened = widgets::titled(ui, &row.name(), style, palette.ink).clicked();
            if !row.title.trim().is_empty() && !row.words.trim().is_empty() {
                let begin = words::first_words(&row.words, FIRST_WORDS);
                widgets::block(ui, &begin, Type::Aside, palette.ink_2, Breaks::Full);
            }
            view.ask_if(opened, Action::Go(Route::Page(row.id)));
        } else {
            let ink = widgets::ink_of(&palette, row.whose);
            said(ui, view, row, ink);
        }
        // The day says where most of it is; an exception here.
        if Some(row.place) != place || row.kept || row.clashes {
            ui.add_space(space::STEP);
            widgets::place(ui, row.place, &words::about(row, &model.partner_name()));
        }
    });
}

/// A line of thanks, a note or a next step; or a feeling or what stayed of a talk, which
/// has a page of its own.
fn said(ui: &mut Ui, view: &mut View<'_>, row: &Row, ink: Color32) {
    let stayed = (row.kind == Kind::Stayed).then(|| words::first_words(&row.words, STAYED));
    match row.sentence().or(stayed) {
        Some(said) => {
            let opened = widgets::titled(ui, &said, Type::Said, ink).clicked();
            view.ask_if(opened, Action::Go(Route::Page(row.id)));
        }
        None => {
            widgets::said(ui, &row.words, Type::Said, ink);
        }
    }
}

/// A week that both answered says what they will try; another one how it stands.
fn checkin(ui: &mut Ui, view: &mut View<'_>, week: &Checkin) {
    let note = Note::name(tr!("window-both")).line(tr!("window-note-checkin"));
    let first = baseline_of(ui, crate::window::layout::fitting(ui, Type::Said));
    widgets::beside(ui, &note, first, |ui| {
        let palette = colours(ui);
        let before = ui.cursor().top();
        for (_, tried) in &week.tries {
            widgets::said(
                ui,
                &tr!("window-together-try", what = tried.clone()),
                Type::Said,
                palette.ink,
            );
        }
        if ui.cursor().top() == before {
            let words = match week.state {
                _ if week.asked => tr!("window-together-sealed"),
                SealState::Opened => tr!("window-together-opened"),
                SealState::Sealed | SealState::Waiting => tr!("window-together-sealed"),
                SealState::Open => tr!("window-together-answered"),
            };
            widgets::said(ui, &words, Type::Said, palette.ink);
        }
        widgets::actions(ui, space::LINK, |ui| {
            let open = widgets::link_small(ui, &tr!("window-open")).clicked();
            view.ask_if(open, Action::Checkin(action::Checkin::Answer(week.week)));
            view.ask_if(open, Action::Go(Route::Checkin));
        });
    });
}
