//! A page in the forms that it was written in, as eyes have it and as ears do; and
//! where its links go.

use super::{open, window};
use crate::window::model::{Hand, Whose};
use crate::window::sample;
use crate::window::state::State;
use egui::accesskit::Role;
use egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// A page that says this, in a window so high that nothing has to be scrolled.
fn page(body: &str, hands: &[(Whose, usize)], width: f32) -> Harness<'static, State> {
    let mut state = sample::screen("journal").unwrap();
    let page = state.model.page.as_mut().unwrap();
    page.body = body.to_owned();
    page.hands = hands.iter().map(|(whose, bytes)| Hand { whose: *whose, bytes: *bytes }).collect();
    let mut window = window(state, [width, 3000.0], Theme::Light);
    window.run_ok();
    window
}

/// Everything on the page that a screen reader says.
fn heard(window: &Harness<'_, State>) -> Vec<String> {
    let root = window.root();
    let nodes = root.children_recursive();
    nodes.filter_map(|node| node.accesskit_node().value()).collect()
}

#[test]
fn what_an_indent_or_a_rule_means_is_heard_as_well() {
    let window = open("page-forms");
    let heard = heard(&window);
    for words in
        ["• the blue flask", "1. Ring the farm.", "Quoted: You said you would carry the books."]
    {
        assert!(heard.iter().any(|said| said == words), "{words}: {heard:?}");
    }
    let heading = window.get_by(|node| {
        node.role() == Role::Heading && node.value().as_deref() == Some("For the hut")
    });
    assert!(heading.rect().height() > 30.0);
    // No sign of any of it is left.
    for sign in ["**", "> ", "](", "```", "# "] {
        assert!(!heard.iter().any(|said| said.contains(sign)), "{sign}: {heard:?}");
    }
}

#[test]
fn where_a_link_goes_is_whole_before_it_is_pressed_and_pressing_only_copies_it() {
    let at = "https://hut.example/map?from=bridge&to=hut";
    let mut window = open("page-forms");
    let copies = format!("Copy the address {at}");
    let link = window.get_by_label(&copies);
    assert_eq!(link.accesskit_node().role(), Role::Button);
    link.focus();
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(window.state().clipboard.as_deref(), Some(at));
    assert!(window.state().outbox.is_empty(), "nothing is fetched");
    assert!(
        window
            .output()
            .platform_output
            .commands
            .iter()
            .all(|command| { !matches!(command, egui::OutputCommand::OpenUrl(_)) })
    );
}

#[test]
fn a_link_can_not_lie_about_where_it_goes() {
    let long = format!("https://evil.example/{}", "a".repeat(600));
    let body = format!(
        "[https://bank.example](https://evil.example)\n\n[turned \u{202e}gpj.exe](https://a.example/\u{202e}x)\n\n[far]({long})\n\n[no](javascript:alert)"
    );
    for width in [1280.0, 420.0] {
        let window = page(&body, &[], width);
        window.get_by_label("Copy the address https://evil.example");
        window.get_by_label("Copy the address https://a.example/%E2%80%AEx");
        // All of a long one stands there, on as many lines as it needs.
        let copies = format!("Copy the address {long}");
        let link = window.get_by_label(&copies);
        assert!(link.rect().right() <= width && link.rect().height() > 40.0, "{width}");
        assert!(heard(&window).iter().any(|said| said == "[no](javascript:alert)"));
        assert!(window.query_by_label_contains("Copy the address javascript").is_none());
        for drawn in &window.output().shapes {
            if let egui::Shape::Text(text) = &drawn.shape {
                assert!(!text.galley.text().contains('\u{202e}'), "it turns what follows");
            }
        }
    }
}

#[test]
fn pages_that_mean_ill_are_drawn_like_any_other() {
    for body in [
        format!("{} deep", "> ".repeat(10_000)),
        format!("{} deep", "- ".repeat(3_000)),
        format!("{}\n{}\n", "|a".repeat(4_000), "|-".repeat(4_000)),
        "[a](https://a.example) ".repeat(300),
        "*a **a ".repeat(3_000),
    ] {
        for width in [1280.0, 420.0] {
            let window = page(&body, &[], width);
            let left = window.get_all_by(|node| node.role() == Role::Label).map(|node| node.rect());
            assert!(left.into_iter().all(|rect| rect.left() < width && rect.width() > 0.0));
        }
    }
}

#[test]
fn whose_words_they_are_is_told_in_a_list_as_well() {
    let (mine, theirs) = ("- the blue flask\n", "- and something to put in it\n");
    let hands = [(Whose::Mine, mine.len()), (Whose::Theirs, theirs.len())];
    let window = page(&format!("{mine}{theirs}"), &hands, 1280.0);
    let heard = heard(&window);
    for words in ["• Alex: the blue flask", "• Sam: and something to put in it"] {
        assert!(heard.iter().any(|said| said == words), "{words}: {heard:?}");
    }
}
