//! Every screen in a language that nobody speaks, and in Spanish: everything the
//! program says comes from the catalogue, has room, and stands on nothing else.

use super::{open, turn_to, window};
use crate::feelings;
use crate::link::Pairing;
use crate::texts::Language;
use crate::window::answers::Attempt;
use crate::window::layout::Columns;
use crate::window::model::{Beside, Checkin, Phase, Row};
use crate::window::overtime::over_time;
use crate::window::rituals::Open;
use crate::window::screens::shell;
use crate::window::state::State;
use crate::window::{sample, speak, theme, widgets};
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::reflection::Answer;
use egui::{Rect, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// What has no letters shows no letters: after this, every letter on a screen
/// is the program's.
fn written_in_digits(state: &mut State) {
    let digits = |text: &mut String| {
        *text = text.chars().map(|c| if c.is_alphabetic() { '7' } else { c }).collect();
    };
    let row = |row: &mut Row| {
        let mut author = row.author.as_ref().to_owned();
        [&mut row.title, &mut row.words, &mut author].into_iter().for_each(digits);
        row.author = author.into();
        for line in &mut row.responses.lines {
            [&mut line.words, &mut line.author].into_iter().for_each(digits);
        }
        // What is of the vocabulary is the program's.
        let is_own = |word: &String| word.as_str() == feelings::word(word);
        match row.beside.as_deref_mut() {
            Some(Beside::Feeling(feeling)) => {
                feeling.words.iter_mut().filter(|word| is_own(word)).for_each(digits);
            }
            Some(Beside::Page(page)) => {
                page.tags = page.tags.iter().map(|_| "7".into()).collect();
                if is_own(&page.mood) {
                    digits(&mut page.mood);
                }
            }
            None => {}
        }
    };
    let attempt = |attempt: &mut Attempt| {
        [&mut attempt.author, &mut attempt.said.heard, &mut attempt.said.given]
            .into_iter()
            .for_each(digits);
        if let Some(Answer::NotQuite(words)) = &mut attempt.answer {
            digits(words);
        }
    };
    let week = |week: &mut Checkin| {
        for Answers(answers) in week.mine.iter_mut().chain(&mut week.theirs) {
            answers.iter_mut().for_each(digits);
        }
        week.tries.iter_mut().for_each(|(_, text)| digits(text));
        week.before.iter_mut().for_each(digits);
    };
    let model = &mut state.model;
    let shown = &mut model.shown;
    digits(&mut shown.me);
    shown.partner.iter_mut().for_each(digits);
    shown.cloud.iter_mut().for_each(digits);
    shown.devices.iter_mut().for_each(|device| digits(&mut device.name));
    Arc::make_mut(&mut shown.journal).iter_mut().for_each(row);
    for marks in [&mut shown.tags, &mut shown.moods] {
        Arc::make_mut(marks).iter_mut().for_each(|mark| digits(&mut mark.name));
    }
    for page in state.forms.pages.values_mut() {
        digits(&mut page.margin.tags);
    }
    Arc::make_mut(&mut shown.thanks).iter_mut().for_each(row);
    Arc::make_mut(&mut shown.feelings).iter_mut().for_each(row);
    Arc::make_mut(&mut shown.stayed).iter_mut().for_each(row);
    shown.cards.iter_mut().for_each(|card| digits(&mut card.question));
    digits(&mut state.forms.lines.card.text);
    for stayed in state.forms.talk.stayed.values_mut() {
        digits(&mut stayed.text);
    }
    for waits in &mut shown.waits {
        row(&mut waits.row);
        waits.said.iter_mut().for_each(attempt);
    }
    shown.wishes.iter_mut().for_each(row);
    shown.rituals.iter_mut().for_each(|ritual| row(&mut ritual.row));
    Arc::make_mut(&mut shown.notes.all).iter_mut().for_each(row);
    Arc::make_mut(&mut shown.steps).iter_mut().for_each(row);
    shown.notes.waiting.iter_mut().chain(&mut shown.notes.last).for_each(row);
    digits(&mut state.forms.lines.note.text);
    digits(&mut state.forms.lines.side.text);
    let alone = state.forms.pause.alone.as_mut();
    for pause in shown.pause.iter_mut().chain(alone) {
        pause.my_sides.iter_mut().chain(&mut pause.their_sides).for_each(row);
        pause.steps.iter_mut().for_each(|step| digits(&mut step.words));
    }
    state.forms.pause.ended.iter_mut().flatten().for_each(digits);
    if let Some(Open::New(filled)) = &mut state.forms.rituals.open {
        digits(&mut filled.name);
    }
    shown.weeks.iter_mut().chain([&mut shown.checkin]).for_each(week);
    let [journal, thanks] = [&shown.journal, &shown.thanks];
    shown.over_time = over_time(journal, thanks, &shown.weeks, model.today).into();
    for draft in &mut shown.drafts {
        [&mut draft.title, &mut draft.body].into_iter().for_each(digits);
    }
    shown.folder = PathBuf::from("/7/7");
    for file in shown.backups.last.iter_mut().map(|(_, file)| file) {
        *file = PathBuf::from("/7/7");
    }
    state.forms.backing.iter_mut().for_each(|form| digits(&mut form.folder));
    state.forms.door.backup.iter_mut().for_each(digits);
    if let Some(page) = &mut model.page {
        row(&mut page.row);
        page.reflection.attempts.iter_mut().for_each(attempt);
        // Each letter is one byte then, or more as before.
        let mut at = 0;
        for hand in &mut page.hands {
            let end = at + hand.bytes;
            let mut own = page.body[at..end].to_owned();
            digits(&mut own);
            (at, hand.bytes) = (end, own.len());
        }
        digits(&mut page.body);
        for version in &mut page.versions {
            [&mut version.author, &mut version.text].into_iter().for_each(digits);
        }
    }
    for earlier in model.history.iter_mut().flat_map(|(_, all)| all) {
        [&mut earlier.author, &mut earlier.title, &mut earlier.body].into_iter().for_each(digits);
    }
    let carrying = &mut state.forms.carrying;
    [&mut carrying.folder, &mut carrying.file].into_iter().for_each(digits);
    if let Some(coming) = &mut model.carrying.coming {
        coming.file = PathBuf::from("/7/7");
        coming.left.iter_mut().for_each(|left| digits(&mut left.what));
    }
    digits(&mut model.found.of.query);
    for find in &mut model.found.rows {
        row(&mut find.row);
        digits(&mut find.snippet);
    }
    model.deleted.iter_mut().for_each(|deleted| digits(&mut deleted.name));
    if let Phase::Recovery(key) = &mut model.phase {
        digits(key);
    }
    if let Some(key) = &mut state.forms.us.recovery {
        digits(&mut key.0);
    }
    match &mut model.pairing {
        Pairing::Ready { words, invitation } => {
            [words, invitation].into_iter().for_each(digits);
        }
        Pairing::Several(names) => names.iter_mut().for_each(digits),
        Pairing::Consent { partner, device, fingerprint } => {
            [partner, device].into_iter().for_each(digits);
            fingerprint.iter_mut().for_each(digits);
        }
        Pairing::Paired { partner } => digits(partner),
        _ => {}
    }
    let forms = &mut state.forms;
    [
        &mut forms.door.name,
        &mut forms.looked.query,
        &mut forms.lines.thanks.text,
        &mut forms.checkin.trying,
    ]
    .into_iter()
    .for_each(digits);
    let words = forms.pairing.words.iter_mut().chain(forms.pairing.ended.iter_mut().flatten());
    words.chain([&mut forms.pairing.invitation]).for_each(digits);
    forms.checkin.answers.iter_mut().for_each(digits);
    for page in forms.pages.values_mut() {
        [&mut page.title, &mut page.body].into_iter().for_each(digits);
        let mut feeling = page.feeling();
        let own = feeling.words.iter_mut();
        own.filter(|word| word.as_str() == feelings::word(word)).for_each(digits);
        if page.is_feeling() {
            page.set_feeling(feeling);
        }
    }
    forms.sayings.each().flat_map(|saying| &mut saying.texts).for_each(digits);
    digits(&mut forms.feeling.typed);
}

/// What of a text stands in no brackets and has letters.
fn unbracketed(text: &str) -> String {
    let mut depth = 0;
    let outside = text.chars().filter(|letter| {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        depth == 0 && letter.is_alphabetic()
    });
    outside.collect()
}

/// A text on a screen: where its lines are, and where they may be seen.
struct Drawn {
    text: String,
    lines: Vec<Rect>,
    clip: Rect,
    elided: bool,
    /// What ends a line within a word, if any.
    torn: Option<String>,
}

/// All that is drawn, in its order: texts, and grounds that hide what is under
/// them.
fn drawn<S>(window: &Harness<'_, S>) -> Vec<Drawn> {
    /// Larger than any button: a sheet or a bar, which may lie over a page. In a
    /// very small window most of its width is enough.
    const SHEET: [f32; 2] = [300.0, 60.0];
    let width = SHEET[0].min(window.ctx.content_rect().width() * 0.8);
    fn visit(shape: &Shape, clip: Rect, width: f32, all: &mut Vec<Drawn>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| visit(shape, clip, width, all)),
            Shape::Rect(rect) if rect.fill.a() == 255 => {
                let over = rect.rect.intersect(clip);
                if over.width() >= width && over.height() >= SHEET[1] {
                    for text in all.iter_mut() {
                        text.lines.retain(|line| !line.intersect(text.clip).intersects(over));
                    }
                }
            }
            Shape::Text(text) => {
                let galley = &text.galley;
                let lines = galley.rows.iter().map(|row| {
                    row.row.visuals.mesh_bounds.translate(text.pos.to_vec2() + row.pos.to_vec2())
                });
                let torn = galley.rows.windows(2).find_map(|pair| {
                    let [one, next] = pair else { return None };
                    let (end, begin) = (one.row.glyphs.last()?.chr, next.row.glyphs.first()?.chr);
                    let torn = !one.ends_with_newline && end.is_alphanumeric();
                    (torn && begin.is_alphanumeric()).then(|| one.row.text())
                });
                all.push(Drawn {
                    text: galley.text().to_owned(),
                    lines: lines.filter(|line| line.is_positive()).collect(),
                    clip,
                    elided: galley.elided,
                    torn,
                });
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    for clipped in &window.output().shapes {
        visit(&clipped.shape, clipped.clip_rect, width, &mut all);
    }
    all
}

/// What stands on lines to write on: a line scrolls within its own edges. Of a
/// passphrase that is as many dots as it may have letters.
fn scrolling<S>(window: &Harness<'_, S>) -> BTreeSet<String> {
    use egui::accesskit::Role;
    let root = window.root();
    let lines = root.children_recursive().filter_map(|node| {
        let node = node.accesskit_node();
        let is_line = matches!(node.role(), Role::TextInput | Role::PasswordInput);
        is_line.then(|| node.value()).flatten()
    });
    lines.flat_map(|text| ["•".repeat(text.chars().count()), text]).collect()
}

/// What is wrong with where the texts of a window are.
pub(super) fn misplaced<S>(
    window: &Harness<'_, S>,
    size: [f32; 2],
    has_navigation: bool,
) -> Vec<String> {
    /// Letters of neighbouring lines may touch.
    const TOUCH: f32 = 1.5;
    let mut wrong = Vec::new();
    let all = drawn(window);
    let columns = Columns::at(size[0]);
    let scrolling = scrolling(window);
    for (at, text) in all.iter().enumerate() {
        let name = &text.text;
        if text.elided {
            wrong.push(format!("shortened: {name:?}"));
        }
        if let Some(end) = &text.torn {
            wrong.push(format!("torn within a word: {name:?} at {end:?}"));
        }
        for line in &text.lines {
            let is_seen = line.bottom() > text.clip.top() && line.top() < text.clip.bottom();
            let is_cut = line.left() < text.clip.left() - 1.0
                || line.right() > text.clip.right() + 1.0
                || line.right() > size[0];
            if is_seen && is_cut && !scrolling.contains(name) {
                wrong.push(format!("cut at {line:?}: {name:?}"));
            }
            let edge = columns.navigation;
            if has_navigation && line.left() < edge - 1.0 && line.right() > edge {
                wrong.push(format!("beyond the navigation at {line:?}: {name:?}"));
            }
        }
        for other in &all[at + 1..] {
            let over = text.lines.iter().any(|line| {
                other.lines.iter().any(|other_line| {
                    let seen = line.intersect(text.clip);
                    let both = seen.intersect(other_line.intersect(other.clip));
                    both.width() > TOUCH && both.height() > TOUCH
                })
            });
            if over {
                wrong.push(format!("over each other: {name:?} and {:?}", other.text));
            }
        }
    }
    wrong
}

/// Three widths of a window, one for each way to set a page, as high as usual and
/// so high that nothing has to be scrolled.
const SIZES: [[f32; 2]; 6] = [
    [1280.0, 820.0],
    [860.0, 820.0],
    [420.0, 820.0],
    [1280.0, 3000.0],
    [860.0, 3000.0],
    [420.0, 3000.0],
];

#[test]
fn everything_that_is_said_comes_from_the_catalogue() {
    let mut wrong = Vec::new();
    for size in [SIZES[2], SIZES[3]] {
        let mut window = window(sample::screen("today").unwrap(), size, egui::Theme::Light);
        for (name, _) in sample::SCREENS {
            Language::Pseudo.within(|| {
                let mut state = sample::screen(name).unwrap();
                written_in_digits(&mut state);
                turn_to(&mut window, state);
                let texts = drawn(&window).into_iter().map(|drawn| drawn.text);
                let root = window.root();
                let nodes = root.children_recursive().filter_map(|node| {
                    let node = node.accesskit_node();
                    let is_run = node.role() == egui::accesskit::Role::TextRun;
                    let told = [node.label(), node.value(), node.placeholder().map(str::to_owned)];
                    (!is_run).then(|| told.into_iter().flatten())
                });
                for text in texts.chain(nodes.flatten()) {
                    let outside = unbracketed(&text);
                    // What is the same in every language.
                    let is_name = text == "Attune"
                        // A weekday's first letter has no room for brackets.
                        || text.chars().count() == 1
                        || Language::ALL.iter().any(|language| text == language.own_name());
                    if !outside.is_empty() && !is_name {
                        wrong.push(format!("{name} at {size:?}: {text:?}"));
                    }
                }
            });
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "not from the catalogue:\n{}", wrong.join("\n"));
}

fn check_places(language: Language) {
    let mut wrong = Vec::new();
    for size in SIZES {
        // As every window, but for boxes in the place of letters.
        let mut window = Harness::builder()
            .with_size(size)
            .with_max_steps(64)
            .with_context_setup(theme::install)
            .build_ui_state(
                |ui, state: &mut State| shell::show(ui, state),
                sample::screen("today").unwrap(),
            );
        for (name, _) in sample::SCREENS {
            language.within(|| {
                let state = sample::screen(name).unwrap();
                let navigation =
                    matches!(state.model.phase, Phase::Open) && !shell::is_alone(&state.route);
                turn_to(&mut window, state);
                let found = misplaced(&window, size, navigation && size[0] > 720.0);
                wrong.extend(found.into_iter().map(|what| format!("{name} at {size:?}: {what}")));
            });
        }
    }
    assert!(wrong.is_empty(), "{} of {language:?}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn everything_has_room_in_english() {
    check_places(Language::English);
}

#[test]
fn everything_has_room_in_spanish() {
    check_places(Language::Spanish);
}

#[test]
fn everything_has_room_where_words_are_two_fifths_longer() {
    check_places(Language::Pseudo);
}

#[test]
fn each_part_has_room_at_each_width() {
    let mut wrong = Vec::new();
    for (name, _) in widgets::samples::ALL {
        for size in SIZES {
            let mut part = Harness::builder()
                .with_size(size)
                .with_context_setup(theme::install)
                .build_ui(move |ui| widgets::samples::show(ui, name));
            part.run_ok();
            let found = misplaced(&part, size, false);
            wrong.extend(found.into_iter().map(|what| format!("{name} at {size:?}: {what}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_language_changes_while_the_window_is_open() {
    Language::English.within(|| {
        let mut window = open("journal-list");
        window.get_by_label("Today");
        let rows = |window: &Harness<'_, State>| {
            drawn(window).iter().filter(|drawn| drawn.text == "Norway in June").count()
        };
        assert_eq!(rows(&window), 1);
        speak(&window.ctx, Language::Spanish);
        window.run_ok();
        window.get_by_label("Hoy");
        assert!(window.query_by_label("Today").is_none());
        assert_eq!(rows(&window), 1, "what a person wrote stays as it is");
    });
}

#[test]
fn what_has_no_room_is_noticed() {
    let mut window = Harness::builder()
        .with_size([420.0, 200.0])
        .with_context_setup(theme::install)
        .build_ui(|ui| {
            let ink = egui::Color32::BLACK;
            let font = egui::FontId::default();
            let put = |x: f32, y: f32, text: &str| {
                let at = egui::pos2(x, y);
                ui.painter().text(at, egui::Align2::LEFT_TOP, text, font.clone(), ink);
            };
            put(20.0, 20.0, "under another");
            put(40.0, 22.0, "over another");
            put(380.0, 80.0, "beyond the edge");
            put(20.0, 120.0, "by itself");
        });
    window.run_ok();
    let wrong = misplaced(&window, [420.0, 200.0], false);
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    assert!(wrong[0].starts_with("over each other"), "{wrong:?}");
    assert!(wrong[1].starts_with("cut"), "{wrong:?}");
    assert_eq!(unbracketed("[a [b] c] d 7 [e]"), "d");
}
