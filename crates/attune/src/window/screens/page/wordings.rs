//! Two wordings of one sentence, where it stands in the page: both are kept, and
//! either of the two people may settle which stands.

use super::View;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::layout::column;
use crate::window::model::{Page, Whose, Wording};
use crate::window::text::{Breaks, Run, lay, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets;
use crate::window::words;
use attune_core::command::Choice;
use egui::{Sense, Ui, vec2};
use std::ops::Range;

/// Above the sentence over them, between it and them, between two of them, above
/// what is pressed, and under it.
const ABOVE: f32 = 14.0;
const UNDER_NAME: f32 = 7.0;
const BETWEEN: f32 = 8.0;
const ABOVE_BUTTON: f32 = 17.0;
const BELOW: f32 = 16.0;

/// The wordings of each place by itself, in the order of the places; those of
/// one that is not in the body last.
pub(super) fn by_place(page: &Page) -> Vec<&[Wording]> {
    let mut places: Vec<&[Wording]> =
        page.versions.chunk_by(|one, next| clash(one) == clash(next)).collect();
    places
        .sort_by_key(|wordings| wordings[0].place.as_ref().map_or(usize::MAX, |place| place.start));
    places
}

/// Where in the body these wordings meet, if it is a place of it.
pub(super) fn place_in(page: &Page, wordings: &[Wording]) -> Option<Range<usize>> {
    let place = wordings.first()?.place.clone()?;
    page.body.get(place.clone()).map(|_| place)
}

fn clash(wording: &Wording) -> Option<attune_core::document::ClashName> {
    match wording.choice {
        Choice::Wording { clash, .. } | Choice::Both { clash } => Some(clash),
        Choice::Merged => None,
    }
}

/// Draws the wordings of one place between hairlines.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, page: &Page, wordings: &[Wording]) {
    let id = page.row.id;
    let may_choose = page.row.is_writable() && !page.deleted;
    widgets::hairline(ui);
    ui.add_space(ABOVE);
    head(ui);
    ui.add_space(UNDER_NAME);
    for (at, wording) in wordings.iter().enumerate() {
        if at > 0 {
            ui.add_space(BETWEEN);
        }
        let chosen = may_choose.then_some(view.forms.wording == Some(wording.choice));
        if one(ui, view, wordings, at, chosen) {
            view.forms.wording = Some(wording.choice);
        }
    }
    if may_choose {
        ui.add_space(ABOVE_BUTTON);
        let chosen = wordings.iter().find(|wording| view.forms.wording == Some(wording.choice));
        indented(ui, |ui| {
            widgets::row(ui, space::BUTTON, |ui| {
                ui.spacing_mut().item_spacing.x = space::BETWEEN;
                if widgets::plain_if(ui, chosen.is_some(), &use_it(chosen))
                    && let Some(chosen) = chosen
                {
                    view.ask(Action::Page(action::Page::Choose(id, chosen.choice)));
                }
                if let (Some(clash), Some(_)) = (clash(&wordings[0]), &wordings[0].place) {
                    let both = widgets::link(ui, &tr!("window-wording-both")).clicked();
                    let choice = Choice::Both { clash };
                    view.ask_if(both, Action::Page(action::Page::Choose(id, choice)));
                }
                let new = widgets::link(ui, &tr!("window-wording-new")).clicked();
                view.ask_if(new, Action::Page(action::Page::Edit(id)));
            });
        });
    }
    ui.add_space(BELOW);
    widgets::hairline(ui);
}

/// What it is, and at its right that nothing is lost.
fn head(ui: &mut Ui) {
    let palette = colours(ui);
    let (name, note) = (tr!("window-wordings"), tr!("window-wordings-note"));
    let width = ui.available_width();
    let name = lay(ui, &run(&name, Type::Label, palette.ink_2), width, Breaks::NoWidow);
    let note = lay(ui, &run(&note, Type::Small, palette.ink_3), width, Breaks::NoWidow);
    let is_beside = name.size().x + space::BESIDE + note.size().x <= width;
    let below = if is_beside { 0.0 } else { note.size().y };
    let size = vec2(width, name.size().y + below);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let said = tr!("window-with-meaning", name = name.text(), meaning = note.text());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    let at = if is_beside {
        rect.right_top() - vec2(note.size().x, 0.0)
    } else {
        rect.left_top() + vec2(0.0, name.size().y)
    };
    ui.painter().galley(rect.min, name, palette.ink_2);
    ui.painter().galley(at, note, palette.ink_3);
}

fn indented(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let origin = ui.cursor().min + vec2(widgets::WORDING_INDENT, 0.0);
    let width = ui.available_width() - widgets::WORDING_INDENT;
    let mut child = column(ui, origin, width);
    add(&mut child);
    ui.allocate_rect(child.min_rect(), Sense::hover());
}

/// What the button says: it follows the ring.
fn use_it(chosen: Option<&Wording>) -> String {
    match chosen {
        None => tr!("window-wording-one"),
        Some(Wording { whose: Whose::Mine, .. }) => tr!("window-wording-mine"),
        Some(wording) => {
            let name = words::name(&wording.author, wording.whose);
            tr!("window-wording-theirs", name = name)
        }
    }
}

/// Draws one of them. Gives whether it was chosen now.
fn one(
    ui: &mut Ui,
    view: &View<'_>,
    wordings: &[Wording],
    at: usize,
    chosen: Option<bool>,
) -> bool {
    let wording = &wordings[at];
    let ink = widgets::ink_of(&colours(ui), wording.whose);
    let name = words::name(&wording.author, wording.whose);
    let today = view.model.today;
    let who = match &wording.at {
        Some((day, time)) if *day == today => {
            tr!("window-what-when", what = name.clone(), day = time.clone())
        }
        Some((day, _)) => {
            tr!("window-what-when", what = name.clone(), day = words::near_day(*day, today))
        }
        None => name.clone(),
    };
    let text = wording.text.trim();
    let plain = text.is_empty();
    let taken_out = tr!("window-wording-nothing");
    let others = wordings.iter().map(|wording| wording.text.trim());
    let own = own_words(text, others);
    let runs = if plain {
        vec![run(&taken_out, Type::Prompt, colours(ui).ink_3)]
    } else {
        let parts = [(0..own.start, false), (own.clone(), true), (own.end..text.len(), false)];
        let parts = parts.into_iter().filter(|(range, _)| !range.is_empty());
        parts.map(|(range, ruled)| Run { ruled, ..run(&text[range], Type::Said, ink) }).collect()
    };
    let shown = if plain { &taken_out } else { text };
    let said = tr!("window-wording-said", name = name, words = words::harmless(shown).into_owned());
    widgets::wording(ui, chosen, &runs, &who, &said).clicked()
}

/// What of `text` stands between the words that all of `others` begin with and
/// those they end with.
fn own_words<'a>(text: &str, others: impl Iterator<Item = &'a str>) -> Range<usize> {
    let tokens = tokens(text);
    let (mut first, mut last) = (tokens.len(), tokens.len());
    for other in others.filter(|other| *other != text) {
        let other = self::tokens(other);
        let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
            pairs.take_while(|(one, other)| one == other).count()
        };
        let begin = same(&mut tokens.iter().zip(&other));
        let end = same(&mut tokens.iter().rev().zip(other.iter().rev()));
        first = first.min(begin);
        last = last.min(end.min(other.len().saturating_sub(begin)));
    }
    let until = tokens.len().saturating_sub(last).max(first);
    let length = |tokens: &[&str]| tokens.iter().map(|token| token.len()).sum::<usize>();
    let start = length(&tokens[..first]);
    let own = &text[start..start + length(&tokens[first..until])];
    let start = start + (own.len() - own.trim_start().len());
    start..start + own.trim().len()
}

/// The words of a text, and each sign between them by itself.
fn tokens(text: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(end);
        tokens.push(token);
        rest = after;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_under_what_differs_and_nothing_else() {
        for (one, other, own) in [
            (
                "We go in the second week, when the nights hardly get dark.",
                "We go after Mum’s birthday, when the nights hardly get dark.",
                ["in the second week", "after Mum’s birthday"],
            ),
            ("One.", "Two.", ["One", "Two"]),
            ("We met.", "We met in May.", ["", "in May"]),
            ("Tea, tea.", "Tea, tea, tea.", ["", ", tea"]),
            ("Ünter uns.", "Unter uns.", ["Ünter", "Unter"]),
            ("The same.", "The same.", ["", ""]),
            ("", "Something.", ["", "Something."]),
        ] {
            for (text, expected) in [one, other].into_iter().zip(own) {
                let range = own_words(text, [one, other].into_iter());
                assert_eq!(&text[range], expected, "{one:?} {other:?}");
            }
        }
    }
}
