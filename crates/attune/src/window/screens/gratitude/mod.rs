//! Thanks: one line a day or more, and the wall of all of them.

mod wall;
mod year;

use super::prompts::{self, Prompt};
use super::{View, saved, voices, why};
use crate::texts::{dates, tr};
use crate::window::action::{self, Action};
use crate::window::layout::{Sheet, has_side, page};
use crate::window::model::{Kind, Model, Whose};
use crate::window::text::{Breaks, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use crate::window::words::{self, Piece};
use attune_core::command::Who;
use egui::Ui;

/// What the line is called among the widgets.
const LINE: &str = "thanks";
/// What the wall is called.
pub(crate) const LIST: &str = "thanks";

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let beside = has_side(ui, Sheet::Page);
    let words = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, beside);
    // A note takes its room from the wall.
    if beside && why::is_open(view, Kind::Thanks) {
        let mut notes = |ui: &mut Ui, view: &mut View<'_>| side(ui, view);
        return page(ui, view, "gratitude", Sheet::Page, words, Some(&mut notes));
    }
    page(ui, view, "gratitude", Sheet::Full, words, None);
}

fn side(ui: &mut Ui, view: &mut View<'_>) {
    widgets::beside_head(ui, Type::Display);
    let at = why::note(ui, view, Kind::Thanks, true);
    if !view.model.shown.threads.years.is_empty() {
        year::note(ui, at);
    }
}

fn flow(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    let today = view.model.today;
    let this = today.date().year();
    let other = year::shown(view.model, view.forms.gratitude.year).filter(|it| it.year != this);
    let title = match other {
        Some(other) => tr!("window-gratitude-title-of", year = other.year.to_string()),
        None => tr!("window-gratitude-title"),
    };
    let note = Note::small(dates::day_month(today));
    let open = why::is_open(view, Kind::Thanks);
    let ring = widgets::head_why(ui, &note, &voices(ui, &title), open, |ui| {
        why::in_place(ui, view, Kind::Thanks, beside);
    });
    why::pressed(ui, view, Kind::Thanks, ring.as_ref());
    let note = Note::person(&view.model.shown.me, Whose::Mine).line(words::near_day(today, today));
    widgets::passage(ui, &note, Type::Line, |ui| line(ui, view, Where::Here));
    super::journal::undo(ui, view);
    year::show(ui, view);
    wall::show(ui, view);
}

/// Where the line to write thanks on stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Where {
    /// On Today: with the partner's last thanks under it while it is empty, and
    /// with the ring that says why this helps. `beside` is whether the note has
    /// room beside the page.
    Today {
        /// Whether it has.
        beside: bool,
    },
    /// On the page of thanks, which has those itself.
    Here,
}

/// The line to write thanks on.
pub(crate) fn line(ui: &mut Ui, view: &mut View<'_>, stands: Where) {
    let name = view.model.partner_name();
    let paired = view.model.shown.partner.is_some();
    let palette = colours(ui);
    let open = why::is_open(view, Kind::Thanks);
    let form = &mut view.forms.lines.thanks;
    let prompt = tr!("window-thanks-prompt", name = name.clone());
    let key = if form.text.is_empty() { tr!("window-key-enter") } else { String::new() };
    let why = (stands != Where::Here).then_some(open);
    let line = Line { key: &key, why, ..Line::new(LINE, &prompt, Type::Line, palette.mine) };
    let (response, ring) = widgets::line_why(ui, &line, &mut form.text);
    let entered = widgets::entered(ui, &response);
    let changed = response.changed();
    let is_empty = form.text.trim().is_empty();
    if let Where::Today { beside } = stands {
        why::pressed(ui, view, Kind::Thanks, ring.as_ref());
        why::in_place(ui, view, Kind::Thanks, beside);
    }
    if is_empty {
        let (model, text) = (view.model, &mut view.forms.lines.thanks.text);
        let begun = match stands {
            _ if offers_openings(model) => openings(ui, text),
            Where::Here => of_the_day(ui, model, text),
            Where::Today { .. } => {
                yesterday(ui, view, &name);
                false
            }
        };
        view.ask_if(changed || begun, Action::Thanks(action::Thanks::Typed));
        return;
    }
    let form = &view.forms.lines.thanks;
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

/// Whether this person has never thanked in writing.
fn offers_openings(model: &Model) -> bool {
    !model.shown.thanks.iter().any(|row| row.whose == Whose::Mine)
}

/// First words. Gives whether some were chosen.
fn openings(ui: &mut Ui, text: &mut String) -> bool {
    let openings = [
        tr!("window-opening-thanks-one"),
        tr!("window-opening-thanks-two"),
        tr!("window-opening-thanks-three"),
    ];
    text.is_empty() && widgets::openings(ui, LINE, &openings, text)
}

/// The day's help, until this person has thanked today. Gives whether its words were
/// taken.
fn of_the_day(ui: &mut Ui, model: &Model, text: &mut String) -> bool {
    let mut today = model.shown.thanks.iter().take_while(|row| row.day >= model.today);
    if !text.is_empty() || today.any(|row| row.whose == Whose::Mine && row.day == model.today) {
        return false;
    }
    match prompts::thanks(model.today) {
        Prompt::Beginning(words) => widgets::openings(ui, LINE, &[words], text),
        Prompt::Question(words) => {
            ui.add_space(space::STEP * 2.0);
            widgets::small(ui, &words);
            false
        }
    }
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
