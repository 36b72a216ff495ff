//! Thanks: one line a day or more, and the wall of all of them.

mod wall;

use super::{View, saved, voices};
use crate::texts::{dates, tr};
use crate::window::action::{self, Action};
use crate::window::layout::{Sheet, page};
use crate::window::model::Whose;
use crate::window::text::{Breaks, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use crate::window::words::{self, Piece};
use attune_core::command::Who;
use egui::Ui;

/// What the wall is called.
pub(crate) const LIST: &str = "thanks";

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    page(ui, view, "gratitude", Sheet::Full, flow, None);
}

fn flow(ui: &mut Ui, view: &mut View<'_>) {
    let today = view.model.today;
    let title = tr!("window-gratitude-title");
    let note = Note::small(dates::day_month(today));
    widgets::head(ui, &note, &voices(ui, &title), |_| {});
    let note = Note::person(&view.model.shown.me, Whose::Mine).line(words::near_day(today, today));
    widgets::passage(ui, &note, Type::Line, |ui| line(ui, view, Last::Hidden));
    super::journal::undo(ui, view);
    wall::show(ui, view);
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
pub(crate) fn line(ui: &mut Ui, view: &mut View<'_>, last: Last) {
    let name = view.model.partner_name();
    let paired = view.model.shown.partner.is_some();
    let palette = colours(ui);
    let form = &mut view.forms.thanks;
    let prompt = tr!("window-thanks-prompt", name = name.clone());
    let key = if form.text.is_empty() { tr!("window-key-enter") } else { String::new() };
    let line = Line { key: &key, ..Line::new("thanks", &prompt, Type::Line, palette.mine) };
    let response = widgets::line(ui, &line, &mut form.text);
    let entered = widgets::entered(ui, &response);
    let changed = response.changed();
    if form.text.trim().is_empty() {
        view.ask_if(changed, Action::Thanks(action::Thanks::Typed));
        if last == Last::Shown {
            yesterday(ui, view, &name);
        }
        return;
    }
    let mut who = None;
    widgets::actions(ui, space::LINK, |ui| {
        ui.spacing_mut().item_spacing.x = space::BEFORE_TEXT + space::BUTTON_PADDING;
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
    widgets::actions(ui, space::BUTTON, |ui| {
        let pressed = widgets::primary_if(ui, !busy, &word, &tr!("window-key-enter"));
        view.ask_if(pressed || entered, Action::Thanks(action::Thanks::Done));
        saved(ui, kept);
    });
}

/// What the partner thanked for last, under the line that is still empty.
fn yesterday(ui: &mut Ui, view: &View<'_>, name: &str) {
    let mut theirs = view.model.shown.thanks.iter().filter(|row| row.whose == Whose::Theirs);
    let Some(last) = theirs.next().filter(|last| last.day < view.model.today) else { return };
    let palette = colours(ui);
    let day = words::near_day(last.day, view.model.today);
    let message = tr!("window-thanks-last", name = name, day = day, words = words::SLOTS[0]);
    ui.add_space(space::STEP * 2.0);
    let pieces = words::pieces(&message).into_iter();
    let runs: Vec<_> = pieces
        .map(|piece| match piece {
            Piece::Words(words) => run(words, Type::Small, palette.ink_3),
            Piece::Slot(_) => run(&last.words, Type::Aside, palette.theirs),
        })
        .collect();
    widgets::block_of(ui, &runs, Breaks::NoWidow);
}
