//! The six signs by month: as lines, or the same as a table. A way to talk, and never
//! a score: there are no numbers, nothing is added up, and nothing is held against
//! anything.

mod lines;
mod table;

use crate::signs;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::model::{Kind, Model, Whose};
use crate::window::pulse::{Pulse, level};
use crate::window::route::{Level, Route};
use crate::window::screens::together::months;
use crate::window::screens::{View, pulse, why};
use crate::window::shortcuts::Shortcut;
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Group, Note, TableRow};
use crate::window::words;
use attune_core::kinds::pulse::{Levels, Sign};
use attune_core::time::Month;
use egui::Ui;

/// Whether anything can be looked at.
pub(super) fn is_told(model: &Model) -> bool {
    model.shown.pulses.told().next().is_some()
}

/// Whether the signs stand as a table now.
pub(super) fn is_table(view: &View<'_>) -> bool {
    view.forms.pulse.as_table && is_told(view.model)
}

/// Draws them.
pub(super) fn flow(ui: &mut Ui, view: &mut View<'_>) {
    let pulses = &view.model.shown.pulses;
    let Some(chosen) = pulses.chosen(&view.forms.pulse) else { return empty(ui, view) };
    if is_table(view) {
        table::show(ui, view);
    } else {
        let beside = [pulses.before(chosen), pulses.after(chosen)];
        let went = months::arrows(ui, view, beside);
        let pressed = lines::show(ui, view, chosen);
        if let Some(month) = pressed.or(went) {
            view.ask(Action::Pulse(action::Pulse::Month(month)));
        }
    }
}

/// A month that both opened, as one line among everything: no more of it than that, and
/// the way there.
pub(super) fn opened(ui: &mut Ui, view: &mut View<'_>, month: Month) {
    let name = words::month_of(month.first(), view.model.today);
    let said = tr!("window-together-signs-opened", month = name);
    let ink = colours(ui).ink;
    let pressed = widgets::titled(ui, &said, Type::Said, ink).clicked();
    view.ask_if(pressed, Action::Pulse(action::Pulse::Month(month)));
    view.ask_if(pressed, Action::Go(Route::Together(Level::Signs)));
}

/// While nothing is open yet: what will stand here, and the way to begin.
fn empty(ui: &mut Ui, view: &mut View<'_>) {
    ui.add_space(space::PASSAGE[0]);
    widgets::beside(ui, &Note::none(), baseline_of(ui, Type::Said), |ui| {
        let ink = colours(ui).ink;
        let paired = view.model.shown.partner.is_some();
        let words =
            if paired { tr!("window-signs-empty") } else { tr!("window-signs-empty-alone") };
        widgets::said(ui, &words, Type::Said, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::plain(ui, &this_month(view)).clicked();
            view.ask_if(pressed, Action::Go(Route::Pulse));
        });
    });
    ui.add_space(space::PASSAGE[1]);
}

/// What the month to answer is called, as a way there.
fn this_month(view: &View<'_>) -> String {
    let shown = &view.model.shown;
    let now = &shown.pulses.now;
    let month = words::month_of(now.month.first(), view.model.today);
    if now.is_asked(shown.partner.is_some()) {
        tr!("window-signs-say", month = month)
    } else if now.is_told() {
        tr!("window-signs-see", month = month)
    } else {
        tr!("window-signs-sealed", month = month)
    }
}

/// How to read it, and what else can be done.
pub(super) fn side(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    let mut at = why::note(ui, view, Kind::Pulse, beside);
    let Some(chosen) = view.model.shown.pulses.chosen(&view.forms.pulse) else {
        widgets::note_of(ui, at, &tr!("window-pulse-six"), |ui| pulse::to_six(ui, view));
        return;
    };
    // At most three beside a page.
    if at == 0 {
        widgets::note(ui, at, &tr!("window-signs-talk-name"), &tr!("window-signs-talk"));
        at += 1;
    }
    widgets::note_of(ui, at, &tr!("window-signs-read-name"), |ui| {
        for (whose, name) in people(view.model) {
            widgets::plot_key(ui, whose, &name);
        }
        let ink = colours(ui).ink;
        widgets::block(ui, &tr!("window-signs-read"), Type::Aside, ink, Breaks::NoWidow);
    });
    widgets::note_of(ui, at + 1, &tr!("window-signs-ways"), |ui| ways(ui, view, chosen));
}

/// The links of the last note, each with its key.
fn ways(ui: &mut Ui, view: &mut View<'_>, chosen: Month) {
    ui.spacing_mut().item_spacing.y = WAYS;
    let table = months::link(ui, &tr!("window-signs-as-table"), &Shortcut::AsTable.shown());
    view.ask_if(table, Action::Pulse(action::Pulse::Table(true)));
    if let Some(month) = view.model.shown.pulses.another(chosen) {
        let another =
            months::link(ui, &tr!("window-signs-another-month"), &tr!("window-signs-arrows"));
        view.ask_if(another, Action::Pulse(action::Pulse::Month(month)));
    }
    let word = this_month(view);
    let month = widgets::link(ui, &word).clicked();
    view.ask_if(month, Action::Go(Route::Pulse));
    pulse::to_six(ui, view);
}

/// Between two of those links.
const WAYS: f32 = 6.0;

/// Both people by their names; one, while there is no partner and never was.
fn people(model: &Model) -> Vec<(Whose, String)> {
    let shown = &model.shown;
    let me = (Whose::Mine, words::name(&shown.me, Whose::Mine));
    let partner = (Whose::Theirs, words::name(&shown.partner_name(), Whose::Theirs));
    let both = shown.partner.is_some() || shown.pulses.told().any(|pulse| pulse.theirs.is_some());
    if both { vec![me, partner] } else { vec![me] }
}

/// What one of the two said of a month.
fn said_by(pulse: &Pulse, whose: Whose) -> Option<&Levels> {
    match whose {
        Whose::Mine => pulse.mine.as_ref(),
        Whose::Theirs => pulse.theirs.as_ref(),
    }
}

/// The rows of a month in a table of these signs.
fn group(model: &Model, month: Month, shown: &[Sign]) -> Group {
    let name = words::beginning(words::month_of(month.first(), model.today));
    let pulse = model.shown.pulses.told_of(month);
    let row = |(whose, name): (Whose, String)| {
        let levels = said_by(pulse?, whose)?;
        let cells = shown.iter().map(|sign| signs::level(*sign, level(levels, *sign))).collect();
        Some(TableRow { whose: Some(whose), name, cells })
    };
    let rows = people(model).into_iter().filter_map(row).collect();
    Group { name, rows, instead: tr!("window-signs-not-opened") }
}

/// From one sign to the others, where there is room for one.
fn other_signs(ui: &mut Ui, view: &mut View<'_>) {
    let form = &view.forms.pulse;
    let beside = [
        (tr!("window-signs-before"), form.sign_beside(Sign::ALL.len() - 1)),
        (tr!("window-signs-after"), form.sign_beside(1)),
    ];
    widgets::row(ui, space::LINK, |ui| {
        for (word, sign) in beside {
            let pressed = widgets::link(ui, &word).clicked();
            view.ask_if(pressed, Action::Pulse(action::Pulse::Sign(sign)));
        }
    });
}
