//! What a page says beside its words, in the margin: a mood and tags, to read and to
//! write.

use crate::feelings;
use crate::texts::tr;
use crate::window::layout::{Columns, column};
use crate::window::marked::Mark;
use crate::window::theme::{Type, colours, space};
use crate::window::typing::Margin;
use crate::window::widgets::{self, MarginLine};
use attune_core::kinds::journal::{Page, named};
use attune_core::search::compared;
use egui::{Sense, Ui, vec2};

/// Between what is about one thing and what is about another.
const APART: f32 = 16.0;

/// The two lines to write on. What is offered for the tags is among those that are
/// `known`.
pub(in crate::window::screens) fn write(
    ui: &mut Ui,
    slot: &str,
    margin: &mut Margin,
    known: &[Mark],
) {
    if Columns::of(ui).is_narrow() {
        // Beside each other above the words.
        ui.end_row();
        let top = ui.cursor().min + vec2(0.0, space::STEP * 2.0);
        let width = (ui.available_width() - APART) / 2.0;
        let mut left = column(ui, top, width);
        mood(&mut left, slot, &mut margin.mood);
        let mut right = column(ui, top + vec2(width + APART, 0.0), width);
        tags(&mut right, slot, margin, known);
        let used = left.min_rect().union(right.min_rect());
        ui.allocate_rect(used, Sense::hover());
        return;
    }
    ui.add_space(APART);
    mood(ui, slot, &mut margin.mood);
    ui.add_space(APART - space::STEP);
    tags(ui, slot, margin, known);
}

fn mood(ui: &mut Ui, slot: &str, typed: &mut String) {
    let (name, prompt) = (tr!("window-page-mood"), tr!("window-page-mood-prompt"));
    let id = format!("{slot}-mood");
    // The vocabulary is asked only where somebody writes.
    let mood = if widgets::is_at_margin_line(ui, &id) { mood_of(typed) } else { String::new() };
    let offer = tr!("window-page-take", words = mood.as_str());
    let line = MarginLine {
        id: &id,
        name: &name,
        prompt: &prompt,
        style: Type::AsideItalic,
        offered: (&mood, &offer),
    };
    widgets::margin_line(ui, &line, typed);
}

fn tags(ui: &mut Ui, slot: &str, margin: &mut Margin, known: &[Mark]) {
    let Margin { tags: typed, left, .. } = margin;
    let (name, prompt) = (tr!("window-page-tags"), tr!("window-page-tags-prompt"));
    let id = format!("{slot}-tags");
    let at = widgets::is_at_margin_line(ui, &id);
    let (tags, tag) =
        if at { tags_of(typed, known.iter().map(|mark| &mark.name)) } else { Default::default() };
    let offer = tr!("window-page-take", words = tag.as_str());
    let line = MarginLine {
        id: &id,
        name: &name,
        prompt: &prompt,
        style: Type::Aside,
        offered: (&tags, &offer),
    };
    widgets::margin_line(ui, &line, typed);
    if *left > 0 {
        widgets::small(ui, &tr!("window-page-tags-left", count = *left));
    }
}

/// The word of the vocabulary that what is typed begins; empty for none, and for one
/// that is whole.
fn mood_of(typed: &str) -> String {
    // A sign begins every word, and none.
    if compared(typed).is_empty() || feelings::is_of_vocabulary(&feelings::kept(typed)) {
        return String::new();
    }
    let found = feelings::beginning_with(typed);
    found
        .first()
        .and_then(|(_, words)| words.first())
        .map_or_else(String::new, |w| feelings::word(w))
}

/// The tags typed, the last of them finished as one that is known, and that one;
/// both empty where it begins none, or is whole.
fn tags_of<'k>(typed: &str, known: impl IntoIterator<Item = &'k String>) -> (String, String) {
    let (before, last) = typed.rsplit_once(',').unwrap_or(("", typed));
    let wanted = compared(last);
    if wanted.is_empty() {
        return Default::default();
    }
    let begun = |tag: &&String| compared(tag).starts_with(&wanted);
    match known.into_iter().find(begun) {
        Some(tag) if named(last).as_ref() != Some(tag) => {
            let before = before.trim();
            let comma = if before.is_empty() { "" } else { ", " };
            (format!("{before}{comma}{tag}"), tag.clone())
        }
        _ => Default::default(),
    }
}

/// What a page says beside its words, to read.
pub(super) fn read(ui: &mut Ui, page: Option<&Page>) {
    if Columns::of(ui).is_narrow() {
        above(ui, page);
        return;
    }
    let Some(page) = page else { return };
    let ink = colours(ui).ink;
    if !page.mood.is_empty() {
        ui.add_space(APART);
        widgets::small(ui, &tr!("window-page-mood"));
        widgets::said(ui, &feelings::word(&page.mood), Type::AsideItalic, ink);
    }
    if !page.tags.is_empty() {
        ui.add_space(APART);
        widgets::small(ui, &tr!("window-page-tags"));
        widgets::said(ui, &tags_in_words(page), Type::Aside, ink);
    }
}

/// The same in one line above the words, where the margin is for names.
pub(super) fn above(ui: &mut Ui, page: Option<&Page>) {
    let Some(page) = page else { return };
    if !page.mood.is_empty() {
        widgets::small(ui, &tr!("entry-mood", mood = feelings::word(&page.mood)));
    }
    if !page.tags.is_empty() {
        widgets::small(ui, &tr!("entry-tags", tags = tags_in_words(page)));
    }
}

fn tags_in_words(page: &Page) -> String {
    let tags: Vec<&str> = page.tags.iter().map(String::as_str).collect();
    tags.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_finished_as_one_that_is_known() {
        let known = ["allotment", "Winter", "all of us"].map(str::to_owned);
        #[track_caller]
        fn check(known: &[String], typed: &str, expected: (&str, &str)) {
            let (all, tag) = tags_of(typed, known);
            assert_eq!((all.as_str(), tag.as_str()), expected, "{typed:?}");
        }
        check(&known, "al", ("allotment", "allotment"));
        check(&known, "home, win", ("home, Winter", "Winter"));
        check(&known, "winter", ("Winter", "Winter"));
        for whole in ["", "home", "home, ", "allotment", "#Winter"] {
            check(&known, whole, ("", ""));
        }
    }

    #[test]
    fn a_mood_is_finished_as_a_word_of_feelings() {
        assert_eq!(mood_of("tend"), "tender");
        for whole in ["", "tender", "homesick-ish", "🙂", "?!"] {
            assert_eq!(mood_of(whole), "", "{whole}");
        }
    }
}
