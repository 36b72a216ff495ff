//! How it looks: the ink of one's words, which both see; and what only whoever
//! sits before this window does, the size of its text, day or
//! night, whether anything moves, and the language. Each a row, as safe keeping has them.

use super::keeping::{AROUND, setting};
use crate::marks;
use crate::texts::{Language, tr};
use crate::window::action::{Action, Prefer, Us};
use crate::window::preferences::{Light, Marking, Motion, TextSize};
use crate::window::screens::View;
use crate::window::spelling::Dictionaries;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, space};
use crate::window::widgets::{self, Note};
use attune_core::vault::Inks;
use egui::Ui;

/// Draws the rows.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    ink(ui, view);
    text(ui, view);
    light(ui, view);
    motion(ui, view);
    language(ui, view);
    spelling(ui, view);
    keys(ui, view);
}

/// One choice of several in a row of its own: what is chosen, if another one.
fn choose<T: Copy + PartialEq>(
    ui: &mut Ui,
    topic: &str,
    chosen: T,
    all: &[(T, String, String)],
) -> Option<T> {
    let mut new = None;
    let first = baseline_of(ui, Type::Body);
    widgets::passage_of(ui, &Note::small(topic), first, AROUND, |ui| {
        for (at, (value, name, meaning)) in all.iter().enumerate() {
            if at > 0 {
                ui.add_space(space::STEP * 2.0);
            }
            if widgets::choice(ui, *value == chosen, name, meaning).clicked() {
                new = Some(*value);
            }
        }
    });
    new.filter(|new| *new != chosen)
}

fn ink(ui: &mut Ui, view: &mut View<'_>) {
    let Inks { mine, theirs, chosen } = view.model.shown.inks;
    let name = view.model.partner_name();
    let first = baseline_of(ui, Type::Said) + (space::BUTTON - Type::Said.line()) / 2.0;
    widgets::passage_of(ui, &Note::small(tr!("looks-ink")), first, AROUND, |ui| {
        let taken = view.model.shown.partner.is_some().then_some((theirs, name.as_str()));
        if let Some(ink) = widgets::inks(ui, mine, taken) {
            view.ask(Action::Us(Us::Ink(ink)));
        }
        ui.add_space(space::STEP * 2.0);
        // Both chose it, apart.
        let both = chosen.filter(|chosen| *chosen != mine);
        widgets::small(
            ui,
            &match both {
                Some(both) => {
                    let (both, now) = (marks::ink(both), marks::ink(mine));
                    tr!("looks-ink-both", name = name.clone(), both = both, now = now)
                }
                None => tr!("window-first-ink"),
            },
        );
    });
}

fn text(ui: &mut Ui, view: &mut View<'_>) {
    let size = view.model.preferences.text;
    let first = baseline_of(ui, Type::Name);
    widgets::passage_of(ui, &Note::small(tr!("looks-text")), first, AROUND, |ui| {
        let state = tr!("looks-text-size", percent = size.percent());
        let ink = crate::window::theme::colours(ui).ink;
        widgets::block(ui, &state, Type::Name, ink, crate::window::text::Breaks::Full);
        widgets::actions(ui, space::LINK, |ui| {
            for (to, word) in [
                (size.smaller(), tr!("shortcut-smaller")),
                (size.larger(), tr!("shortcut-larger")),
                (TextSize::USUAL, tr!("shortcut-usual")),
            ] {
                if to != size {
                    let pressed = widgets::link(ui, &word).clicked();
                    view.ask_if(pressed, Action::Prefer(Prefer::Text(to)));
                }
            }
        });
    });
}

fn light(ui: &mut Ui, view: &mut View<'_>) {
    let all = Light::ALL.map(|light| match light {
        Light::System => (light, tr!("looks-as-system"), tr!("looks-light-system")),
        Light::Day => (light, tr!("looks-day"), String::new()),
        Light::Night => (light, tr!("looks-night"), String::new()),
    });
    if let Some(light) = choose(ui, &tr!("looks-light"), view.model.preferences.light, &all) {
        view.ask(Action::Prefer(Prefer::Light(light)));
    }
}

fn motion(ui: &mut Ui, view: &mut View<'_>) {
    let all = Motion::ALL.map(|motion| match motion {
        Motion::System => (motion, tr!("looks-as-system"), tr!("looks-motion-system")),
        Motion::Still => (motion, tr!("looks-still"), tr!("looks-still-means")),
    });
    if let Some(motion) = choose(ui, &tr!("looks-motion"), view.model.preferences.motion, &all) {
        view.ask(Action::Prefer(Prefer::Motion(motion)));
    }
}

fn language(ui: &mut Ui, view: &mut View<'_>) {
    let system = (None, tr!("looks-as-system"), tr!("looks-language-system"));
    // By the name its speakers know it by: whoever does not read this one finds
    // their own.
    let named = Language::ALL
        .map(|language| (Some(language), language.own_name().to_owned(), String::new()));
    let all: Vec<_> = std::iter::once(system).chain(named).collect();
    let chosen = view.model.preferences.language;
    if let Some(language) = choose(ui, &tr!("looks-language"), chosen, &all) {
        view.ask(Action::Prefer(Prefer::Language(language)));
    }
}

fn spelling(ui: &mut Ui, view: &mut View<'_>) {
    let found = match view.spelling.dictionaries() {
        None => tr!("looks-spelling-means"),
        Some(Dictionaries::Reading) => tr!("looks-spelling-reading"),
        Some(Dictionaries::Read(read)) if read.is_empty() => tr!("looks-spelling-none"),
        Some(Dictionaries::Read(read)) => {
            tr!("looks-spelling-by", dictionaries = read.join(", "))
        }
    };
    let all = Marking::ALL.map(|marking| match marking {
        Marking::Dots => (marking, tr!("looks-spelling-dots"), found.clone()),
        Marking::Nothing => (marking, tr!("looks-spelling-nothing"), String::new()),
    });
    let chosen = view.model.preferences.spelling;
    if let Some(marking) = choose(ui, &tr!("looks-spelling"), chosen, &all) {
        view.ask(Action::Prefer(Prefer::Spelling(marking)));
    }
}

fn keys(ui: &mut Ui, view: &mut View<'_>) {
    let (state, sentence) = (tr!("looks-keys-state"), tr!("looks-keys-note"));
    if setting(ui, &tr!("looks-keys"), &state, &sentence, &tr!("looks-keys-show")) {
        view.ask(Action::Keys(true));
    }
}
