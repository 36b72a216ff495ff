//! Weeks that are over: each by itself; both answers to one question beside each
//! other through all weeks; or what was tried, one week after the other.

use super::question;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::forms::Past;
use crate::window::layout::fitting;
use crate::window::model::{Checkin, Place, Whose};
use crate::window::screens::{View, sealing};
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use attune_core::kinds::sealed::SealState;
use attune_core::time::Week;
use egui::{Id, Ui};

/// How many weeks are shown before more are asked for.
const MOST: usize = 12;

/// Draws every week but the one that is `here`, as it was chosen.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, here: Week) {
    let model = view.model;
    let over = model.shown.weeks.iter().filter(|week| week.week != here && !week.asked);
    let over: Vec<&Checkin> = over.collect();
    if over.is_empty() {
        return;
    }
    let form = &view.forms.checkin;
    let (past, most) = (form.past, MOST + form.past_most);
    let first = baseline_of(ui, Type::Body);
    let note = Note::small(tr!("window-checkin-past"));
    widgets::passage_of(ui, &note, first, space::PASSAGE, |ui| {
        ways(ui, view, past);
        if past == Past::Weeks {
            ui.add_space(space::PARAGRAPH);
            for week in over.iter().take(most) {
                by_day(ui, view, week);
                ui.add_space(space::STEP * 2.0);
            }
        }
        if let Past::Question(at) = past {
            ui.add_space(space::PARAGRAPH);
            let ink = colours(ui).ink;
            widgets::said(ui, &question(at), Type::Said, ink);
        }
    });
    let shown = match past {
        Past::Weeks => over.len().min(most),
        Past::Question(at) => through(ui, view, &over, at, most),
        Past::Tried => tried(ui, view, &over, most),
    };
    if shown == most && over.len() > most {
        let first = space::LINK / 2.0;
        widgets::passage_of(ui, &Note::none(), first, space::PLAIN, |ui| {
            let pressed = widgets::link(ui, &tr!("window-earlier")).clicked();
            view.ask_if(pressed, Action::Checkin(action::Checkin::Earlier));
        });
    }
}

/// The ways to look at them.
fn ways(ui: &mut Ui, view: &mut View<'_>, past: Past) {
    let ways = [
        (Past::Weeks, tr!("window-checkin-by-week")),
        (Past::Question(0), tr!("window-checkin-by-one")),
        (Past::Question(1), tr!("window-checkin-by-two")),
        (Past::Question(2), tr!("window-checkin-by-three")),
        (Past::Tried, tr!("window-checkin-by-tried")),
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::BETWEEN + space::STEP, space::STEP);
        for (way, name) in ways {
            let pressed = widgets::choice(ui, past == way, &name, "").clicked();
            let show = Action::Checkin(action::Checkin::Past(way));
            view.ask_if(pressed && past != way, show);
        }
    });
}

/// Both answers to one question, week after week, as far as they are open.
fn through(ui: &mut Ui, view: &View<'_>, over: &[&Checkin], at: usize, most: usize) -> usize {
    let answered = |week: &&&Checkin| {
        let sides = [&week.mine, &week.theirs].into_iter().flatten();
        week.is_told() && sides.into_iter().any(|answers| !answers.0[at].trim().is_empty())
    };
    let mut shown = 0;
    for week in over.iter().filter(answered).take(most) {
        shown += 1;
        let sides = [(Whose::Mine, &week.mine), (Whose::Theirs, &week.theirs)];
        let sides: Vec<(Whose, &String)> = sides
            .into_iter()
            .filter_map(|(whose, answers)| Some((whose, &answers.as_ref()?.0[at])))
            .collect();
        sealing::answers(ui, view, &day_of(view, week), &sides);
    }
    shown
}

/// What the two said they would try, in the ink of whoever wrote it.
fn tried(ui: &mut Ui, view: &View<'_>, over: &[&Checkin], most: usize) -> usize {
    let mut shown = 0;
    for week in over.iter().filter(|week| !week.tries.is_empty()).take(most) {
        shown += 1;
        let first = baseline_of(ui, fitting(ui, Type::Said));
        let note = Note::small(day_of(view, week));
        widgets::passage_of(ui, &note, first, space::PLAIN, |ui| {
            for (whose, text) in &week.tries {
                person(ui, view, *whose, text);
            }
        });
    }
    shown
}

/// A week by its day, which opens it.
fn by_day(ui: &mut Ui, view: &View<'_>, week: &Checkin) {
    let key = Id::unique(("a week is open", week.week.to_string()));
    let open = ui.data(|data| data.get_temp(key)).unwrap_or(false);
    let day = words::long_day(week.week.day(week.weekday), view.model.today);
    let pressed = ui.push_id(key, |ui| widgets::link(ui, &words::beginning(day))).inner.clicked();
    if pressed {
        ui.data_mut(|data| data.insert_temp(key, !open));
    }
    if open {
        one(ui, view, week);
    }
}

fn one(ui: &mut Ui, view: &View<'_>, week: &Checkin) {
    for at in 0..3 {
        let sides = [(Whose::Mine, &week.mine), (Whose::Theirs, &week.theirs)];
        ui.add_space(space::BESIDE);
        widgets::label(ui, &question(at));
        for (whose, answers) in sides {
            let Some(text) = answers.as_ref().map(|answers| &answers.0[at]) else { continue };
            if !text.trim().is_empty() {
                person(ui, view, whose, text);
            }
        }
    }
    for (whose, text) in &week.tries {
        ui.add_space(space::BESIDE);
        widgets::label(ui, &tr!("window-checkin-try"));
        person(ui, view, *whose, text);
    }
    if week.mine.is_some() && week.theirs.is_none() && week.state != SealState::Open {
        widgets::place(ui, Place::Sealed, "");
    }
    ui.add_space(space::BESIDE);
}

fn person(ui: &mut Ui, view: &View<'_>, whose: Whose, text: &str) {
    let shown = &view.model.shown;
    let name = match whose {
        Whose::Mine => words::name(&shown.me, whose),
        Whose::Theirs => words::name(&shown.partner_name(), whose),
    };
    let ink = widgets::ink_of(&colours(ui), whose);
    widgets::said(ui, text, Type::Said, ink);
    widgets::block(ui, &name, Type::Label, ink, Breaks::Full);
}

fn day_of(view: &View<'_>, week: &Checkin) -> String {
    words::date(week.week.day(week.weekday), view.model.today)
}
