//! Every screen draws at every size, in both halves of the day, with any text
//! in it, and nothing reaches beyond the right edge.

use super::{each_screen, window};
use crate::window::sample;
use crate::window::state::State;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;

const SIZES: [[f32; 2]; 4] = [[1280.0, 820.0], [720.0, 600.0], [420.0, 820.0], [300.0, 300.0]];

#[track_caller]
fn check_edges(window: &Harness<'_, State>, width: f32, what: &str) {
    for clipped in &window.output().shapes {
        // A line to write on scrolls within its own edges.
        if clipped.clip_rect.right() < width - 12.0 {
            continue;
        }
        let right = clipped.shape.visual_bounding_rect().right();
        assert!(
            right <= width + 1.0 || right.is_nan(),
            "{what}: something reaches to {right} of {width}, from {:?}",
            clipped.shape.visual_bounding_rect().min
        );
    }
    for node in window.root().children_recursive() {
        let node = node.accesskit_node();
        if node.role() == egui::accesskit::Role::TextRun {
            continue;
        }
        if let Some(bounds) = node.raw_bounds() {
            let name = (node.role(), node.label());
            assert!(bounds.x1 <= f64::from(width) + 1.0, "{what}: {name:?} to {}", bounds.x1);
        }
    }
}

#[test]
fn every_screen_draws_at_every_size() {
    for size in SIZES {
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            each_screen(size, theme, |name, window| {
                check_edges(window, size[0], &format!("{name} at {size:?}"));
            });
        }
    }
}

#[test]
fn every_control_has_a_name() {
    use egui::accesskit::Role;
    each_screen([1280.0, 820.0], egui::Theme::Light, |name, window| {
        for node in window.root().children_recursive() {
            let node = node.accesskit_node();
            let roles = [
                Role::Button,
                Role::CheckBox,
                Role::RadioButton,
                Role::TextInput,
                Role::MultilineTextInput,
                Role::PasswordInput,
                Role::Tab,
            ];
            if roles.contains(&node.role()) {
                let label = node.label().unwrap_or_default();
                assert!(!label.trim().is_empty(), "{name}: a {:?} without a name", node.role());
            }
        }
    });
}

#[test]
fn where_everything_is_shows_in_a_narrow_window_too() {
    for size in [[1280.0, 820.0], [420.0, 820.0]] {
        for name in ["today", "journal", "gratitude"] {
            let mut window = window(sample::screen(name).unwrap(), size, egui::Theme::Light);
            window.run_ok();
            window.get_by_label("One thing is only on this device");
        }
    }
}

#[test]
fn a_long_page_is_changed_without_reading_to_its_end() {
    for size in [[1280.0_f32, 820.0], [420.0, 820.0]] {
        let mut state = sample::screen("page-private").unwrap();
        if let Some(page) = &mut state.model.page {
            page.body = "Another line.\n".repeat(500);
        }
        let mut window = window(state, size, egui::Theme::Light);
        window.run_ok();
        for word in ["Edit", "Delete"] {
            let bounds = window.get_by_label(word).rect();
            assert!(bounds.bottom() <= size[1], "{word} at {bounds:?} of {size:?}");
        }
    }
}

#[test]
fn each_thing_says_who_may_read_it_from_this_side() {
    let mut window =
        window(sample::screen("journal-list").unwrap(), [1280.0, 820.0], egui::Theme::Light);
    window.run_ok();
    assert!(window.query_all_by_label("on both devices, you may read").next().is_some());
    window.get_by_label("only on this device, Sam may read");
    assert!(window.query_all_by_label("only me").next().is_some());
}

#[test]
fn a_prompt_that_is_longer_than_its_line_is_not_cut() {
    let mut state = sample::screen("gratitude").unwrap();
    state.model.shown.partner = Some(String::new());
    let mut window = window(state, [420.0, 820.0], egui::Theme::Light);
    window.run_ok();
    // All of it is painted, on however many lines.
    let painted: String = window
        .output()
        .shapes
        .iter()
        .filter_map(|clipped| match &clipped.shape {
            egui::Shape::Text(text) => Some(text.galley.rows.iter().map(|row| row.text())),
            _ => None,
        })
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let painted = painted.split_whitespace().collect::<Vec<_>>().join(" ");
    let prompt = "One thing I appreciate about your partner today";
    assert!(painted.contains(prompt), "{painted}");
}

/// Texts that people write, and that nobody should.
fn any_texts() -> Vec<String> {
    vec![
        String::new(),
        "Crème brûlée à l’œuvre, naïve façade, Ærø".to_owned(),
        "北京今天下雨。東京は晴れ。서울은 흐림.".to_owned(),
        "🌿 👩‍❤️‍👨 🏳️‍🌈 one 👍🏽".to_owned(),
        "שלום, מה שלומך? مرحبا كيف حالك".to_owned(),
        "bell\u{7} null\0 escape\u{1b}[2J turned\u{202e}round\u{2066}\u{2069} line\u{2028}end\r\n\ttab"
            .to_owned(),
        "e\u{301}\u{327}\u{35c}".repeat(40),
        "unbroken".repeat(200),
        "a\n".repeat(500),
        "A hundred thousand letters go by. ".repeat(3_000),
    ]
}

fn filled(state: &mut State, text: &str) {
    let shown = &mut state.model.shown;
    shown.me = text.chars().take(60).collect();
    shown.partner = shown.partner.as_ref().map(|_| text.chars().take(60).collect());
    let (journal, thanks) = (Arc::make_mut(&mut shown.journal), Arc::make_mut(&mut shown.thanks));
    for row in journal.iter_mut().chain(thanks).chain(&mut shown.wishes) {
        row.title = text.to_owned();
        row.words = text.to_owned();
        row.author = text.chars().take(60).collect::<String>().into();
    }
    for device in &mut shown.devices {
        device.name = text.to_owned();
    }
    for week in shown.weeks.iter_mut().chain([&mut shown.checkin]) {
        for answers in week.mine.iter_mut().chain(&mut week.theirs) {
            answers.0 = [text, text, text].map(str::to_owned);
        }
    }
    if let Some(page) = &mut state.model.page {
        page.body = text.to_owned();
        page.row.title = text.to_owned();
    }
    for page in state.forms.pages.values_mut() {
        page.title = text.lines().next().unwrap_or_default().to_owned();
        page.body = text.to_owned();
    }
    state.forms.lines.thanks.text = text.to_owned();
    state.model.trouble = Some(text.chars().take(500).collect());
}

#[test]
fn any_text_shows_without_harm() {
    for text in any_texts() {
        for name in [
            "today",
            "journal-list",
            "journal",
            "write",
            "gratitude",
            "us",
            "pair-consent",
            "checkin-opened",
        ] {
            for size in [[1280.0, 820.0], [300.0, 300.0]] {
                let mut state = sample::screen(name).unwrap();
                filled(&mut state, &text);
                let mut window = window(state, size, egui::Theme::Light);
                window.run_ok();
                let start: String = text.chars().take(20).collect();
                check_edges(&window, size[0], &format!("{name} at {size:?} with {start:?}"));
            }
        }
    }
}

#[test]
fn the_switch_of_the_cable_is_whole_in_the_demo_s_windows() {
    for height in [760.0, 640.0, 600.0] {
        let state = sample::screen("today-cable").unwrap();
        let mut window = window(state, [720.0, height], egui::Theme::Light);
        window.run_ok();
        let name = crate::texts::tr!("window-cable");
        let switch = window.get_by_label(&name).rect();
        let foot = window.get_by_label("One thing is only on this device").rect();
        assert!(switch.top() >= foot.bottom() && switch.bottom() <= height - 8.0, "{switch:?}");
    }
}
