//! A feeling under somebody's hands. The sentence is the page: words, how strongly,
//! and what is needed write it, and there is room for more under them.

use crate::feelings::{self, GROUPS, Group, NEEDS, NOTHING, STRENGTHS};
use crate::texts::tr;
use crate::window::action::{Action, Writing};
use crate::window::layout::{Columns, column, fitting};
use crate::window::model::{Kind, Whose};
use crate::window::screens::why;
use crate::window::screens::write::Desk;
use crate::window::text::{Breaks, baseline_of, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Look, Note, Paper, Roving};
use crate::window::words::{self, Piece};
use attune_core::kinds::feeling::{Feeling, MAX_WORD};
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Event, Id, Sense, Ui, vec2};

/// What the line to find a word on is called among the widgets.
const FIND: &str = "feeling-word";
/// Under the sentence, under that line, and above and below what follows the words.
const UNDER_SENTENCE: f32 = 25.0;
const UNDER_FIND: f32 = 12.0;
const AROUND: f32 = 21.0;
/// Between two choices of what is needed.
const BETWEEN_NEEDS: f32 = 28.0;

/// Draws all of it.
pub(in crate::window::screens) fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let feeling = desk.page.feeling();
    sentence(ui, desk, &feeling);
    ui.add_space(UNDER_SENTENCE);
    typed_anywhere(ui, desk);
    find(ui, desk);
    ui.add_space(UNDER_FIND);
    if desk.feeling.fourth.is_some() {
        let first = baseline_of(ui, fitting(ui, Type::Said));
        widgets::beside(ui, &Note::none(), first, |ui| fourth(ui, desk, &feeling));
    } else {
        vocabulary(ui, desk, &feeling);
    }
    ui.add_space(AROUND);
    widgets::hairline(ui);
    ui.add_space(AROUND);
    strength(ui, desk, &feeling);
    ui.add_space(AROUND);
    need(ui, desk, &feeling);
    ui.add_space(AROUND);
    more(ui, desk);
}

/// The sentence; what is not said of it yet stands there as dots.
fn sentence(ui: &mut Ui, desk: &Desk<'_>, feeling: &Feeling) {
    let today = desk.model.today;
    let me = Note::person(&desk.model.shown.me, Whose::Mine);
    let note = me.line(words::long_day(today, today));
    let first = baseline_of(ui, fitting(ui, Type::Letter));
    let strength = feeling.strength.map(feelings::strength);
    let need = (!feeling.need.trim().is_empty()).then(|| feelings::need(&feeling.need));
    let said = feelings::words(&feeling.words);
    let is_open = feeling.words.is_empty();
    let message = feelings::sentence_of(words::SLOTS[0], strength.as_deref(), need.as_deref());
    widgets::beside(ui, &note, first, |ui| {
        let palette = colours(ui);
        let style = fitting(ui, Type::Letter);
        let pieces = words::pieces(&message).into_iter();
        let runs: Vec<_> = pieces
            .map(|piece| match piece {
                // The dots stand for the end as well.
                Piece::Words(".") if is_open => run("", style, palette.mine),
                Piece::Words(words) => run(words, style, palette.mine),
                Piece::Slot(_) if is_open => run(NOTHING, style, palette.ink_3),
                Piece::Slot(_) => run(&said, style, palette.mine),
            })
            .collect();
        widgets::block_of(ui, &runs, Breaks::Balanced);
    });
}

/// Letters typed where no text has the keyboard look for a word.
fn typed_anywhere(ui: &Ui, desk: &mut Desk<'_>) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    let is_letters = |event: &Event| matches!(event, Event::Text(text) if !text.trim().is_empty());
    let typed: String = ui.input_mut(|input| {
        let letters = input.events.iter().filter(|event| is_letters(event));
        let letters = letters.map(|event| match event {
            Event::Text(text) => text.as_str(),
            _ => "",
        });
        let typed = letters.collect();
        input.events.retain(|event| !is_letters(event));
        typed
    });
    if typed.is_empty() {
        return;
    }
    desk.feeling.typed.push_str(&typed);
    let id = Id::unique(("line", FIND));
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(desk.feeling.typed.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// A note, and beside it what is at most so wide.
fn beside_at_most(ui: &mut Ui, note: &Note, first: f32, width: f32, add: impl FnOnce(&mut Ui)) {
    widgets::beside(ui, note, first, |ui| {
        let width = ui.available_width().min(width);
        let mut within = column(ui, ui.cursor().min, width);
        add(&mut within);
        ui.allocate_rect(within.min_rect(), Sense::hover());
    });
}

/// The line to find a word on, or to write one's own. Enter takes the first that
/// is found.
fn find(ui: &mut Ui, desk: &mut Desk<'_>) {
    let first = baseline_of(ui, Type::Line);
    beside_at_most(ui, &Note::small(tr!("window-feel-words")), first, space::WORDS, |ui| {
        let prompt = tr!("window-feel-find");
        let note = if desk.feeling.typed.is_empty() && !Columns::of(ui).is_narrow() {
            tr!("window-feel-just-type")
        } else {
            String::new()
        };
        let ink = colours(ui).mine;
        let open = desk.why == Some(Kind::Feeling);
        let line =
            Line { note: &note, why: Some(open), ..Line::new(FIND, &prompt, Type::Line, ink) };
        let (response, ring) = widgets::line_why(ui, &line, &mut desk.feeling.typed);
        let typed = desk.feeling.typed.trim().to_owned();
        if widgets::entered(ui, &response) && !typed.is_empty() {
            let found = feelings::beginning_with(&typed);
            let first = found.first().and_then(|(_, words)| words.first());
            let word = first.map_or_else(|| feelings::kept(&typed), |word| (*word).to_owned());
            ask_for(desk, word);
            response.request_focus();
        }
        let ring = ring.filter(|ring| widgets::why_toggled(ui, ring, open));
        if ring.is_some() {
            desk.asked.push(Action::Why((!open).then_some(Kind::Feeling)));
        }
        if let Some(why) = why::of(Kind::Feeling).filter(|_| open) {
            widgets::why_in_place(ui, &why);
        }
    });
}

fn ask_for(desk: &mut Desk<'_>, word: String) {
    if word.len() <= MAX_WORD {
        desk.asked.push(Action::Writing(Writing::Word(word)));
    }
}

/// The words, or what of them begins with what is typed, and last one's own.
fn vocabulary(ui: &mut Ui, desk: &mut Desk<'_>, feeling: &Feeling) {
    let typed = desk.feeling.typed.trim().to_owned();
    let is_all = typed.is_empty();
    let groups: Vec<(&Group, Vec<&str>)> = if is_all {
        GROUPS.iter().map(|group| (group, group.words.to_vec())).collect()
    } else {
        feelings::beginning_with(&typed)
    };
    let folds = Columns::of(ui).is_narrow() && is_all;
    let shown = |group: &Group| !folds || desk.feeling.group == Some(group.name);
    let rows: Vec<Vec<&str>> =
        groups.iter().filter(|(group, _)| shown(group)).map(|(_, words)| words.clone()).collect();
    let first = feeling.words.first().map(String::as_str);
    let mut keyboard = Roving::new(ui, FIND, &rows, first);
    let mut asked = None;
    let mut folded = desk.feeling.group;
    for (group, words) in &groups {
        let name = feelings::group(group);
        let note = if folds { Note::none() } else { Note::small(name.clone()) };
        let open = shown(group);
        let first = widgets::picks_first(ui);
        widgets::beside(ui, &note, first, |ui| {
            if folds {
                let fold = widgets::link(ui, &name);
                ui.ctx().accesskit_node_builder(fold.id, |node| node.set_expanded(open));
                if fold.clicked() {
                    folded = (!open).then_some(group.name);
                }
            }
            if open {
                let is_said = |word: &str| feeling.words.iter().any(|said| said == word);
                let words: Vec<_> =
                    words.iter().map(|word| (*word, feelings::word(word), is_said(word))).collect();
                asked = widgets::picks(ui, &mut keyboard, &words).or(asked.take());
            }
        });
    }
    keyboard.end(ui);
    desk.feeling.group = folded;
    // One's own stand among the others once they are said, to be let go again.
    let said = feeling.words.iter();
    let own: Vec<&String> = said.filter(|word| !feelings::is_of_vocabulary(word)).collect();
    if !own.is_empty() || !is_all {
        let first = baseline_of(ui, Type::Name);
        widgets::beside(ui, &Note::small(tr!("window-feel-own")), first, |ui| {
            for word in &own {
                let words = tr!("window-feel-without", word = word.as_str());
                if widgets::link(ui, &words).clicked() {
                    asked = Some((*word).clone());
                }
            }
            if !is_all
                && widgets::link(ui, &tr!("window-feel-write", word = typed.as_str())).clicked()
            {
                asked = Some(feelings::kept(&typed));
            }
        });
    }
    if let Some(word) = asked {
        ask_for(desk, word);
    }
}

/// Which of three words gives way to a fourth.
fn fourth(ui: &mut Ui, desk: &mut Desk<'_>, feeling: &Feeling) {
    let Some(fourth) = &desk.feeling.fourth else { return };
    let ink = colours(ui).ink;
    let word = feelings::word(fourth);
    widgets::said(ui, &tr!("window-feel-fourth", word = word), Type::Said, ink);
    widgets::actions(ui, space::BUTTON, |ui| {
        for (at, word) in feeling.words.iter().enumerate() {
            if widgets::plain(ui, &feelings::word(word)).clicked() {
                desk.asked.push(Action::Writing(Writing::Instead(Some(at))));
            }
        }
        if widgets::link(ui, &tr!("window-feel-three")).clicked() {
            desk.asked.push(Action::Writing(Writing::Instead(None)));
        }
    });
}

/// How strongly: one at most of five; none is chosen before somebody does, and what
/// is chosen can be left open again.
fn strength(ui: &mut Ui, desk: &mut Desk<'_>, feeling: &Feeling) {
    let names: Vec<String> = STRENGTHS.map(|level| level.to_string()).collect();
    let said: Vec<_> = STRENGTHS
        .zip(&names)
        .map(|(level, name)| {
            (name.as_str(), feelings::strength(level), feeling.strength == Some(level))
        })
        .collect();
    let narrow = Columns::of(ui).is_narrow();
    let first = if narrow { baseline_of(ui, Type::Body) } else { widgets::stops_first(ui) };
    let mut pressed: Option<String> = None;
    widgets::beside(ui, &Note::small(tr!("window-feel-strength")), first, |ui| {
        if narrow {
            for (name, said, chosen) in &said {
                ui.add_space(space::STEP);
                if widgets::choice(ui, *chosen, said, "").clicked() {
                    pressed = Some((*name).to_owned());
                }
                ui.add_space(space::STEP);
            }
            return;
        }
        let rows: [Vec<&str>; 1] = [names.iter().map(String::as_str).collect()];
        let chosen = said.iter().find(|(.., chosen)| *chosen).map(|(name, ..)| *name);
        let mut keyboard = Roving::new(ui, "strength", &rows, chosen);
        pressed = widgets::stops(ui, &mut keyboard, &said);
        keyboard.end(ui);
    });
    if let Some(level) = pressed.and_then(|level| level.parse().ok()) {
        let chosen = (feeling.strength != Some(level)).then_some(level);
        desk.asked.push(Action::Writing(Writing::Strength(chosen)));
    }
}

/// What would help: one of five, or one's own words; nothing has to be said.
fn need(ui: &mut Ui, desk: &mut Desk<'_>, feeling: &Feeling) {
    let is_ours = NEEDS.contains(&feeling.need.as_str());
    let own = desk.feeling.own_need || (!feeling.need.is_empty() && !is_ours);
    let first = baseline_of(ui, Type::Body);
    widgets::beside(ui, &Note::small(tr!("window-feel-need")), first, |ui| {
        let mut needed = None;
        let narrow = Columns::of(ui).is_narrow();
        let mut choices = |ui: &mut Ui| {
            for name in NEEDS {
                let chosen = !own && feeling.need == name;
                if widgets::choice(ui, chosen, &feelings::need_choice(name), "").clicked() {
                    needed = Some(if chosen { "" } else { name });
                }
            }
            if widgets::choice(ui, own, &feelings::need_choice("own"), "").clicked() {
                desk.feeling.own_need = !own;
                needed = Some("");
            }
        };
        if narrow {
            ui.spacing_mut().item_spacing.y = space::STEP * 2.0;
            choices(ui);
            ui.spacing_mut().item_spacing.y = 0.0;
        } else {
            widgets::row(ui, Type::Body.line(), |ui| {
                ui.spacing_mut().item_spacing = vec2(BETWEEN_NEEDS, space::STEP * 2.0);
                choices(ui);
            });
        }
        if let Some(needed) = needed {
            if !needed.is_empty() {
                desk.feeling.own_need = false;
            }
            desk.asked.push(Action::Writing(Writing::Need(needed.to_owned())));
        }
        if own {
            ui.add_space(space::STEP * 2.0);
            let mut words = feeling.need.clone();
            let ink = colours(ui).mine;
            let prompt = tr!("window-feel-need-own");
            let line =
                Line { look: Look::Line, ..Line::new("feeling-need", &prompt, Type::Line, ink) };
            if widgets::line(ui, &line, &mut words).changed() {
                desk.asked.push(Action::Writing(Writing::Need(words)));
            }
        }
    });
}

/// Room for more than the sentence.
fn more(ui: &mut Ui, desk: &mut Desk<'_>) {
    let first = baseline_of(ui, fitting(ui, Type::Editor));
    beside_at_most(ui, &Note::small(tr!("window-feel-more")), first, space::PROSE, |ui| {
        let id = format!("{}-body", desk.slot);
        let prompt = tr!("window-feel-more-prompt");
        let paper = Paper { id: &id, prompt: &prompt, rows: 2, spelling: desk.spelling };
        if widgets::prose(ui, &paper, &mut desk.page.body).changed() {
            desk.asked.push(Action::Writing(Writing::Typed));
        }
    });
}
