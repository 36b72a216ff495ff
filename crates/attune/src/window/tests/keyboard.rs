//! The way the keyboard goes: through the page, then what is round it; on every
//! screen to everything that can be pressed, and out again.

use super::open;
use crate::window::model::Phase;
use crate::window::route::Route;
use crate::window::state::State;
use crate::window::{sample, theme, widgets};
use egui::accesskit::Action;
use egui::{Color32, Key, Modifiers, Pos2, Rect, Role, Shape, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};

/// What has the keyboard.
fn focused(window: &Harness<'_, State>) -> Option<String> {
    let nodes = window.root().children_recursive();
    let mut focused = nodes.filter(|node| node.accesskit_node().is_focused());
    focused.next().map(|node| node.accesskit_node().label().unwrap_or_default())
}

#[test]
fn the_page_comes_before_the_navigation() {
    let mut window = open("journal-list");
    for name in ["Why this helps", "The drive back from Mum’s"] {
        window.key_press(Key::Tab);
        window.run_ok();
        assert_eq!(focused(&window).as_deref(), Some(name));
    }
    for _ in 0..2 {
        window.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        window.run_ok();
    }
    assert_eq!(focused(&window).as_deref(), Some("Pause"), "the navigation is not the last");
}

#[test]
fn a_page_that_was_just_opened_begins_at_its_top() {
    let mut window = open("journal-list");
    window.get_by_label("Us").focus();
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(window.state().route, Route::Us);
    assert_eq!(focused(&window), None);
    window.key_press(Key::Tab);
    window.run_ok();
    assert_eq!(focused(&window).as_deref(), Some("Change my name"));
}

#[test]
fn a_door_that_follows_another_begins_at_its_top() {
    let mut window = open("firstrun-protect-nothing");
    window.get_by_label("Make my profile").focus();
    window.run_ok();
    window.state_mut().model.phase = Phase::Recovery("7XQA-K2MV".to_owned());
    window.run_ok();
    window.key_press(Key::Tab);
    window.run_ok();
    assert_eq!(focused(&window).as_deref(), Some("The last four characters"));
}

#[test]
fn a_dialog_has_the_keyboard_at_once_and_escape_is_its_safe_answer() {
    let mut window = open("leave");
    assert_eq!(focused(&window).as_deref(), Some("Keep sharing"));
    window.key_press(Key::Escape);
    window.run_ok();
    assert!(!window.state().forms.us.leave);
    assert_eq!(window.state().route, Route::Us, "Escape also left the page");
}

#[test]
fn a_button_that_waits_is_reached_and_does_nothing() {
    for ready in [false, true] {
        let mut window = Harness::builder().with_context_setup(theme::install).build_ui_state(
            |ui, pressed: &mut bool| {
                *pressed |= widgets::primary_if(ui, ready, "Seal mine", "");
            },
            false,
        );
        window.get_by_label("Seal mine").focus();
        window.run_ok();
        assert!(window.get_by_label("Seal mine").accesskit_node().is_focused());
        window.key_press(Key::Enter);
        window.run_ok();
        assert_eq!(*window.state(), ready);
    }
}

/// Something the keyboard comes to.
#[derive(Debug, Clone, PartialEq)]
struct Stop {
    id: String,
    role: Role,
    name: String,
}

impl Stop {
    fn of(node: &AccessKitNode<'_>) -> Self {
        let name = node.label().unwrap_or_default();
        Self { id: format!("{:?}", node.id()), role: node.role(), name }
    }

    /// What is typed on shows the keyboard by its rule and its caret.
    fn is_text(&self) -> bool {
        use Role::{MultilineTextInput, PasswordInput, TextInput};
        matches!(self.role, TextInput | MultilineTextInput | PasswordInput)
    }
}

/// Everything that can have the keyboard, in the order in which it is read; of a
/// sheet over the page, only what is on it.
fn stops(window: &Harness<'_, State>) -> Vec<Stop> {
    let root = window.root();
    let all: Vec<_> = root.children_recursive().collect();
    let dialog = all.iter().find(|node| node.accesskit_node().role() == Role::Dialog);
    let within: Vec<_> = dialog.map_or(all.clone(), |on| on.children_recursive().collect());
    let nodes = within.iter().map(NodeT::accesskit_node);
    let presses = nodes.filter(|node| node.data().supports_action(Action::Focus));
    presses.map(|node| Stop::of(&node)).collect()
}

fn at(window: &Harness<'_, State>) -> Option<Stop> {
    let nodes = window.root().children_recursive();
    let mut focused = nodes.filter(|node| node.accesskit_node().is_focused());
    focused.next().map(|node| Stop::of(&node.accesskit_node()))
}

fn step(window: &mut Harness<'_, State>, modifiers: Modifiers) -> Option<Stop> {
    window.key_press_modifiers(modifiers, Key::Tab);
    window.run_ok();
    at(window)
}

/// The ring round what has the keyboard: where it is, and what of it is drawn. A
/// chosen day has one of the same colour, nearer to it.
fn ring(window: &Harness<'_, State>, ink: Color32) -> Option<(Rect, Rect)> {
    let shapes = window.output().shapes.iter();
    let rings = shapes.filter_map(|drawn| match &drawn.shape {
        Shape::Rect(rect) if rect.stroke.color == ink && rect.stroke.width > 1.0 => {
            let around = rect.visual_bounding_rect();
            Some((around, around.intersect(drawn.clip_rect)))
        }
        // A bead's is round.
        Shape::Circle(circle) if circle.stroke.color == ink && circle.stroke.width > 1.9 => {
            let around = circle.visual_bounding_rect();
            Some((around, around.intersect(drawn.clip_rect)))
        }
        _ => None,
    });
    let node = window.root().children_recursive().find(|node| node.is_focused())?;
    let round_it = rings.filter(|(whole, _)| whole.contains_rect(node.rect()));
    round_it.max_by(|(one, _), (other, _)| one.area().total_cmp(&other.area()))
}

/// The colour of the ring by day.
fn ink_of_ring() -> Color32 {
    let ink = std::cell::Cell::new(Color32::PLACEHOLDER);
    let draw = |ui: &mut egui::Ui| ink.set(theme::colours(ui).focus);
    drop(
        Harness::builder()
            .with_theme(Theme::Light)
            .with_context_setup(theme::install)
            .build_ui(draw),
    );
    ink.get()
}

/// The keyboard is at something that says what it is, and shows where it is.
#[track_caller]
fn shows(window: &Harness<'_, State>, stop: &Stop, ink: Color32, screen: &str) {
    assert!(!stop.name.trim().is_empty(), "{screen}: {stop:?} has no name");
    assert_ne!(stop.role, Role::Unknown, "{screen}: {stop:?}");
    let Some((whole, seen)) = ring(window, ink) else {
        assert!(stop.is_text(), "{screen}: no ring round {stop:?}");
        return;
    };
    let seen = seen.intersect(Rect::from_min_size(Pos2::ZERO, window.ctx.content_rect().size()));
    let cut = (whole.height() - seen.height()).max(whole.width() - seen.width());
    assert!(cut < 0.6, "{screen}: of the ring round {stop:?} only {seen:?} is seen of {whole:?}");
}

/// So that what comes first in `read` is first in `round`, too.
fn from_the_top(mut round: Vec<Stop>, read: &[Stop]) -> Vec<Stop> {
    let first = round.iter().position(|stop| Some(stop) == read.first());
    round.rotate_left(first.unwrap_or_default());
    round
}

/// Which ways round a screen the keyboard is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ways {
    /// Only forth.
    Forth,
    /// And back, which takes as long again.
    ForthAndBack,
}

/// The keyboard comes to everything on every screen, in samples that `change` was
/// done to before.
#[track_caller]
pub(super) fn everything_is_come_to(size: [f32; 2], ways: Ways, change: impl Fn(&mut State)) {
    let ink = ink_of_ring();
    let mut window = super::window(sample::screen("today").unwrap(), size, Theme::Light);
    for (name, _) in sample::SCREENS {
        let screen = format!("{name} at {size:?}");
        let mut state = sample::screen(name).unwrap();
        change(&mut state);
        super::turn_to(&mut window, state);
        let read = stops(&window);
        // Of a long list only what is near is there; more comes on the way.
        let mut seen = read.clone();
        let mut round: Vec<Stop> = Vec::new();
        for _ in 0..=MOST {
            let Some(stop) = step(&mut window, Modifiers::NONE) else { continue };
            if round.first() == Some(&stop) {
                break;
            }
            assert!(!round.contains(&stop), "{screen}: {stop:?} twice in {round:#?}");
            shows(&window, &stop, ink, &screen);
            round.push(stop);
            let more = stops(&window);
            seen.extend(more.into_iter().filter(|stop| !seen.contains(stop)).collect::<Vec<_>>());
        }
        let round = from_the_top(round, &read);
        let in_order: Vec<_> = round.iter().filter(|stop| read.contains(stop)).collect();
        assert_eq!(in_order, read.iter().collect::<Vec<_>>(), "{screen}");
        let missed: Vec<_> = seen.iter().filter(|stop| !round.contains(stop)).collect();
        assert!(missed.is_empty(), "{screen}: {missed:#?} not in {round:#?}");
        if ways == Ways::Forth {
            continue;
        }
        // And the same way back, but for what of a long list is far from the top.
        let mut back: Vec<Stop> = Vec::new();
        for _ in 0..=MOST {
            let Some(stop) = step(&mut window, Modifiers::SHIFT) else { continue };
            if back.first() == Some(&stop) {
                break;
            }
            assert!(!back.contains(&stop), "{screen}: back at {stop:?} in {back:#?}");
            back.push(stop);
        }
        back.reverse();
        let back = from_the_top(back, &read);
        let mut forth = round.iter();
        assert!(back.iter().all(|stop| forth.any(|next| next == stop)), "{screen}: {back:#?}");
        let missed: Vec<_> = read.iter().filter(|stop| !back.contains(stop)).collect();
        assert!(missed.is_empty(), "{screen}, backwards: {missed:#?} not in {back:#?}");
    }
}

/// More things than any sample has.
const MOST: usize = 120;

#[test]
fn tab_comes_to_everything_in_order_and_round_again() {
    everything_is_come_to([1280.0, 820.0], Ways::ForthAndBack, |_| {});
}

#[test]
fn so_it_does_in_a_narrow_window() {
    everything_is_come_to([480.0, 780.0], Ways::Forth, |_| {});
}

#[test]
fn so_it_does_in_a_low_window() {
    everything_is_come_to([1000.0, 420.0], Ways::Forth, |_| {});
}

#[test]
fn escape_leads_back_to_today_from_everywhere() {
    let mut window = open("today");
    for (name, _) in sample::SCREENS {
        super::turn_to(&mut window, sample::screen(name).unwrap());
        if !matches!(window.state().model.phase, Phase::Open) {
            continue;
        }
        // Also from within a text.
        let texts: Vec<Stop> = stops(&window).into_iter().filter(Stop::is_text).collect();
        for text in std::iter::once(None).chain(texts.iter().map(Some)) {
            super::turn_to(&mut window, sample::screen(name).unwrap());
            if let Some(text) = text {
                window.get_by_role_and_label(text.role, &text.name).focus();
                window.run_ok();
                assert_eq!(at(&window).as_ref(), Some(text), "{name}");
            }
            let mut pressed = 0;
            while window.state().route != Route::Today || something_lies_over_the_page(&window) {
                assert!(pressed < 4, "{name}, {text:?}: at {:?}", window.state().route);
                window.key_press(Key::Escape);
                window.run_ok();
                pressed += 1;
            }
        }
    }
}

fn something_lies_over_the_page(window: &Harness<'_, State>) -> bool {
    window.root().children_recursive().any(|node| node.accesskit_node().role() == Role::Dialog)
}
