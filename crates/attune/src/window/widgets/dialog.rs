//! A dialog: one question over the page, for what can't be undone and for
//! nothing else. The safe answer comes first, has the keyboard, and is what
//! Escape gives.

use super::focus::begins;
use super::over::over;
use super::press::{actions, plain};
use super::texts::{block, soft};
use crate::window::text::Breaks;
use crate::window::theme::{Type, colours, space};
use egui::Ui;

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The first answer.
    Safe,
    /// The other one.
    Other,
}

/// Above the sentences, and above the answers.
const ABOVE: [f32; 2] = [8.0, 10.0];

/// Draws a dialog over the whole of `ui`. Nothing under it can be pressed.
pub(crate) fn dialog(
    ui: &mut Ui,
    title: &str,
    sentences: &[String],
    safe: &str,
    other: &str,
) -> Option<Answer> {
    let mut answer = None;
    let away = over(ui, "dialog", title, space::DIALOG, |ui| {
        let ink = colours(ui).ink;
        block(ui, title, Type::DialogTitle, ink, Breaks::Balanced);
        for sentence in sentences {
            ui.add_space(ABOVE[0]);
            soft(ui, sentence);
        }
        ui.add_space(ABOVE[1]);
        actions(ui, space::BUTTON, |ui| {
            ui.spacing_mut().item_spacing.x = space::PARAGRAPH;
            let first = plain(ui, safe);
            begins(ui, &first);
            if first.clicked() {
                answer = Some(Answer::Safe);
            }
            if plain(ui, other).clicked() {
                answer = Some(Answer::Other);
            }
        });
    });
    // Pressing beside it is no answer.
    if away.escape { Some(Answer::Safe) } else { answer }
}
