//! The six signs, each with its five levels to choose one of, and the button that
//! seals all of them.

use super::safety;
use crate::signs;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::layout::Columns;
use crate::window::screens::{View, sealing};
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note, Roving};
use attune_core::kinds::pulse::Sign;
use egui::{Ui, vec2};

/// Between two signs, and between a sign and its levels.
const APART: f32 = 26.0;
const UNDER: f32 = 11.0;

/// Draws them.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let paired = view.model.shown.partner.is_some();
    widgets::hairline(ui);
    ui.add_space(space::PASSAGE[0]);
    let first = baseline_of(ui, Type::Name);
    for (at, sign) in Sign::ALL.into_iter().enumerate() {
        if at > 0 {
            ui.add_space(APART);
        }
        let name = signs::name(sign);
        widgets::beside(ui, &Note::none(), first, |ui| {
            let ink = colours(ui).ink_2;
            widgets::block(ui, &name, Type::Name, ink, Breaks::Full);
            ui.add_space(UNDER);
            let chosen = view.forms.pulse.saying.level(sign);
            if let Some(level) = levels(ui, sign, &name, chosen) {
                view.ask(Action::Pulse(action::Pulse::Say(sign, level)));
            }
        });
    }
    ui.add_space(space::PASSAGE[1]);
    let saying = &view.forms.pulse.saying;
    let ready = !saying.busy && saying.all().is_some();
    let kept = saying.saving.state();
    let note = match (ready, paired) {
        (false, _) => Some(tr!("window-pulse-all")),
        (true, false) => Some(tr!("window-checkin-alone-note")),
        (true, true) => None,
    };
    let seal = Action::Pulse(action::Pulse::Seal);
    sealing::end(ui, view, ready, kept, seal, note.as_deref());
    safety(ui);
}

/// The levels of a sign called `name`: stops on a line, and where those have no room
/// rings to choose. Gives the one that was pressed.
fn levels(ui: &mut Ui, sign: Sign, name: &str, chosen: Option<u8>) -> Option<u8> {
    let all: Vec<(u8, String)> = signs::levels(sign).collect();
    let words: Vec<&str> = all.iter().map(|(_, words)| words.as_str()).collect();
    let narrow = Columns::of(ui).is_narrow();
    if narrow || !widgets::stops_fit(ui, &words) {
        return rings(ui, name, &all, chosen, narrow);
    }
    let names: Vec<String> = all.iter().map(|(level, _)| level.to_string()).collect();
    let stops: Vec<(&str, String, bool)> = all
        .iter()
        .zip(&names)
        .map(|((level, words), name)| (name.as_str(), words.clone(), chosen == Some(*level)))
        .collect();
    let rows: [Vec<&str>; 1] = [names.iter().map(String::as_str).collect()];
    let here = stops.iter().find(|(.., chosen)| *chosen).map(|(name, ..)| *name);
    let mut keyboard = Roving::new(ui, sign.name(), &rows, here).about(name);
    let pressed = widgets::stops(ui, &mut keyboard, &stops);
    keyboard.end(ui);
    pressed.and_then(|level| level.parse().ok())
}

/// One under the other in a narrow window, else beside each other.
fn rings(
    ui: &mut Ui,
    name: &str,
    all: &[(u8, String)],
    chosen: Option<u8>,
    narrow: bool,
) -> Option<u8> {
    let mut pressed = None;
    let mut draw = |ui: &mut Ui| {
        for (level, words) in all {
            let ring = widgets::choice(ui, chosen == Some(*level), words, "");
            let told = tr!("window-named", name = name, words = words.as_str());
            ui.ctx().accesskit_node_builder(ring.id, |node| node.set_label(told));
            if ring.clicked() {
                pressed = Some(*level);
            }
        }
    };
    if narrow {
        let before = std::mem::replace(&mut ui.spacing_mut().item_spacing.y, space::STEP * 2.0);
        draw(ui);
        ui.spacing_mut().item_spacing.y = before;
    } else {
        widgets::row(ui, Type::Body.line(), |ui| {
            let between = space::BETWEEN + space::STEP;
            ui.spacing_mut().item_spacing = vec2(between, space::STEP * 2.0);
            draw(ui);
        });
    }
    pressed
}
