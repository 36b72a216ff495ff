//! The monthly signs: as lines and as a table, by eye, by ear and by keyboard; said,
//! sealed, and offered on Today.

use super::working::{Desk, named};
use super::{HIGH, cells, high, open, window, window_at};
use crate::window::action::{self, Action};
use crate::window::model::Shown;
use crate::window::pulse::{Pulse, Saying, level};
use crate::window::route::{Level, Route};
use crate::window::sample;
use crate::window::state::State;
use crate::window::theme::motion;
use crate::window::worker::{Request, Update};
use attune_core::command::Command;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::pulse::{Levels, Sign};
use attune_core::kinds::sealed::SealState;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Shape, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

fn chosen(window: &Harness<'_, State>) -> Option<String> {
    let state = window.state();
    let chosen = state.model.shown.pulses.chosen(&state.forms.pulse);
    chosen.map(|month| month.to_string())
}

fn key(window: &mut Harness<'_, State>, key: Key) {
    window.key_press(key);
    window.run_ok();
}

#[test]
fn no_line_is_drawn_across_a_month_that_was_not_opened() {
    let window = open("together-signs");
    let mut lines = 0;
    for drawn in &window.output().shapes {
        let Shape::Path(path) = &drawn.shape else { continue };
        if path.closed || (path.stroke.width - 1.6).abs() > 0.01 {
            continue;
        }
        lines += 1;
        // From one month to the next it is not 23 points.
        let far = path.points.windows(2).map(|pair| pair[1].x - pair[0].x);
        assert!(far.clone().all(|far| far < 24.0), "{:?}", path.points);
    }
    // Of each of the two a line before the gap and one after it, in six plots.
    assert_eq!(lines, 24);
}

#[test]
fn ears_have_the_table_whether_eyes_have_lines_or_not() {
    let lines = cells(&high("together-signs"));
    let table = cells(&high("together-signs-table"));
    assert_eq!(lines, table);
    let count = |role| table.iter().filter(|(of, _)| *of == role).count();
    // Eleven months with two rows of six, and one without.
    assert_eq!(count(Role::Cell), 11 * 2 * 6 + 1);
    assert_eq!((count(Role::ColumnHeader), count(Role::RowHeader)), (6, 12 + 11 * 2));
    let of = |role, label: &str| (role, label.to_owned());
    assert_eq!(table[0], of(Role::Table, "Six signs by month, newest first"));
    let october = [
        of(Role::RowHeader, "October"),
        of(Role::RowHeader, "Alex"),
        of(Role::Cell, "We talk openly: mostly"),
        of(Role::Cell, "It is safe to be tender: nearly always"),
    ];
    assert!(table.windows(4).any(|four| four == october), "{table:?}");
    let august = [of(Role::RowHeader, "August"), of(Role::Cell, "Not opened this month.")];
    assert!(table.windows(2).any(|two| two == august), "{table:?}");
}

#[test]
fn nothing_on_the_page_is_a_number_but_a_year() {
    for screen in ["together-signs", "together-signs-table", "signs-opened", "signs-answer"] {
        let window = high(screen);
        let is_number = |words: &str| {
            let words = ["2024", "2025"].iter().fold(words.to_owned(), |w, y| w.replace(y, ""));
            words.chars().any(|c| c.is_ascii_digit())
        };
        for (_, label) in cells(&window) {
            assert!(!is_number(&label), "{screen}: {label}");
        }
        for drawn in &window.output().shapes {
            let Shape::Text(text) = &drawn.shape else { continue };
            assert!(!is_number(text.galley.text()), "{screen}: {}", text.galley.text());
        }
    }
}

#[test]
fn the_keyboard_goes_from_month_to_month_and_to_the_table() {
    let mut window = open("today");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    window.run_ok();
    assert_eq!(window.state().route, Route::Together(Level::Signs));
    assert_eq!(chosen(&window).as_deref(), Some("2025-10"));
    window.get_by_label("Alex mostly, Sam often");
    // August was not opened, and nothing is chosen of it.
    for (arrow, month) in [
        (Key::ArrowRight, "2025-10"),
        (Key::ArrowLeft, "2025-09"),
        (Key::ArrowLeft, "2025-07"),
        (Key::ArrowRight, "2025-09"),
    ] {
        key(&mut window, arrow);
        assert_eq!(chosen(&window).as_deref(), Some(month));
    }
    // The keyboard itself stays where it is.
    window.get_by_label("As a table").focus();
    window.run_ok();
    window.run_ok();
    key(&mut window, Key::ArrowLeft);
    assert_eq!(chosen(&window).as_deref(), Some("2025-07"));
    assert!(window.get_by_label("As a table").accesskit_node().is_focused());
    key(&mut window, Key::Enter);
    assert!(window.state().forms.pulse.as_table);
    window.get_by_label("As lines");
    for as_table in [false, true, false] {
        key(&mut window, Key::T);
        assert_eq!(window.state().forms.pulse.as_table, as_table);
    }
    // Over a sheet the same keys are nothing of the page's.
    window.state_mut().forms.keys = true;
    window.run_ok();
    for pressed in [Key::T, Key::ArrowLeft] {
        key(&mut window, pressed);
    }
    assert!(!window.state().forms.pulse.as_table);
    assert_eq!(chosen(&window).as_deref(), Some("2025-07"));
}

#[test]
fn one_link_comes_to_every_month_and_round_again() {
    let mut window = open("together-signs");
    let mut seen = Vec::new();
    for _ in 0..11 {
        window.get_by_label("Another month").click();
        window.run_ok();
        seen.extend(chosen(&window));
    }
    assert_eq!(seen.first().map(String::as_str), Some("2025-09"));
    assert_eq!(seen.last().map(String::as_str), Some("2025-10"));
    assert!(!seen.contains(&"2025-08".to_owned()));
}

fn press_at(window: &mut Harness<'_, State>, pos: Pos2) {
    window.event(Event::PointerMoved(pos));
    for pressed in [true, false] {
        let button = PointerButton::Primary;
        window.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }
    window.run_ok();
}

#[test]
fn a_month_is_pressed_where_it_stands() {
    let mut window = open("together-signs");
    // The second plot of the second row.
    let plot = pos2(704.0, 470.0);
    press_at(&mut window, plot + egui::vec2(75.0, 0.0));
    assert_eq!(chosen(&window).as_deref(), Some("2025-02"));
    press_at(&mut window, plot + egui::vec2(212.0, 0.0));
    assert_eq!(chosen(&window).as_deref(), Some("2025-02"), "August was not opened");
}

#[test]
fn a_narrow_window_shows_one_sign_and_goes_on_to_the_others() {
    for screen in ["together-signs", "together-signs-table"] {
        let state = sample::screen(screen).unwrap();
        let mut window = window(state, [420.0, 3000.0], egui::Theme::Light);
        window.run_ok();
        let headings = |window: &Harness<'_, State>| {
            let cells = cells(window).into_iter();
            let headings = cells.filter(|(role, _)| *role == Role::ColumnHeader);
            headings.map(|(_, label)| label).collect::<Vec<_>>()
        };
        assert_eq!(headings(&window), ["We talk openly"], "{screen}");
        window.get_by_label("The sign after").click();
        window.run_ok();
        assert_eq!(headings(&window), ["It is safe to be tender"], "{screen}");
        for _ in 0..2 {
            window.get_by_label("The sign before").click();
            window.run_ok();
        }
        assert_eq!(headings(&window), ["We enjoy our time"], "{screen}");
    }
}

/// The page of this month, with nothing said yet.
fn nothing_said(size: [f32; 2]) -> Harness<'static, State> {
    let mut state = sample::screen("signs-answer").unwrap();
    let month = state.forms.pulse.saying.month;
    state.forms.pulse.saying = Saying::of(month);
    let mut window = window(state, size, egui::Theme::Light);
    window.run_ok();
    window
}

fn sealed(window: &Harness<'_, State>) -> Option<Levels> {
    window.state().outbox.iter().find_map(|request| match request {
        Request::Seal { command: Command::AnswerPulse { levels, .. }, .. } => Some(*levels),
        _ => None,
    })
}

fn focused(window: &Harness<'_, State>) -> Option<String> {
    let nodes = window.root().children_recursive();
    let mut focused = nodes.filter(|node| node.accesskit_node().is_focused());
    focused.next().and_then(|node| node.accesskit_node().label())
}

#[test]
fn all_six_are_said_and_sealed_by_the_keyboard_alone() {
    let mut window = nothing_said([1280.0, 820.0]);
    let said = [4, 5, 1, 2, 3, 4];
    key(&mut window, Key::Tab);
    for (sign, level) in Sign::ALL.into_iter().zip(said) {
        assert!(sealed(&window).is_none());
        key(&mut window, Key::Tab);
        let name = crate::signs::name(sign);
        assert_eq!(focused(&window), Some(format!("{name}: rarely")));
        // Before all six are said nothing is sealed by its key either.
        window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        window.run_ok();
        for _ in 1..level {
            key(&mut window, Key::ArrowRight);
        }
        key(&mut window, Key::Space);
        assert_eq!(window.state().forms.pulse.saying.level(sign), Some(level), "{name}");
    }
    key(&mut window, Key::Tab);
    assert_eq!(focused(&window).as_deref(), Some("Seal my answers"));
    key(&mut window, Key::Enter);
    assert_eq!(sealed(&window), Some(Levels(said)));
    // On its way, nothing of it changes any more.
    window.get_by_label("We talk openly: often").click();
    window.run_ok();
    assert_eq!(window.state().forms.pulse.saying.level(Sign::Open), Some(4));
}

#[test]
fn rings_say_of_which_sign_they_are() {
    for width in [420.0, 860.0] {
        let mut window = nothing_said([width, 3000.0]);
        for sign in Sign::ALL {
            let name = crate::signs::name(sign);
            for (n, words) in crate::signs::levels(sign) {
                window.get_by_label(&format!("{name}: {words}")).click();
                window.run_ok();
                assert_eq!(window.state().forms.pulse.saying.level(sign), Some(n));
            }
        }
    }
}

#[test]
fn what_the_partner_said_is_on_no_screen_before_both_are_open() {
    let sealed = sample::screen("signs-sealed").unwrap().model.shown;
    assert_eq!(sealed.pulses.now.theirs, None);
    let window = high("signs-sealed");
    window.get_by_label("Sam: not here yet");
    window.get_by_label("Yours is sealed.");
    // Nor is there anything of the month among those that are looked at.
    let mut state = sample::screen("signs-sealed").unwrap();
    state.route = Route::Together(Level::Signs);
    let mut signs = super::window(state, HIGH, egui::Theme::Light);
    signs.run_ok();
    assert!(cells(&signs).iter().all(|(_, label)| label != "November"));
    signs.get_by_label("November is sealed").click();
    signs.run_ok();
    assert_eq!(signs.state().route, Route::Pulse);
}

#[test]
fn whose_words_are_whose_is_told_by_more_than_an_ink() {
    for (size, told) in [(HIGH, 1), ([420.0, 3000.0], 6)] {
        let state = sample::screen("signs-opened").unwrap();
        let mut window = window(state, size, egui::Theme::Light);
        window.run_ok();
        for name in ["Alex", "Sam"] {
            // Once over a column, or over each word.
            assert_eq!(window.query_all_by_label(name).count(), told, "{size:?}");
            let root = window.root();
            let heard = root
                .children_recursive()
                .filter(|node| node.accesskit_node().description().as_deref() == Some(name));
            assert_eq!(heard.count(), 6, "{size:?}");
        }
    }
}

#[test]
fn letters_of_a_month_open_before_the_eyes_of_whoever_looks() {
    let opened = sample::screen("signs-opened").unwrap();
    let shown = opened.model.shown.clone();
    let mut state = opened;
    let waits = |pulse: &mut Pulse| {
        (pulse.state, pulse.theirs) = (SealState::Waiting, None);
    };
    waits(&mut state.model.shown.pulses.now);
    waits(&mut state.model.shown.pulses.months[0]);
    let mut window = window_at(state, [1280.0, 820.0], egui::Theme::Light, 0.05);
    motion::set(&window.ctx, true);
    window.run_ok();
    window.get_by_label("Both are sealed.");
    window.state_mut().receive(Update::Shown { shown: Box::new(shown), came: Vec::new() });
    window.step();
    window.step();
    assert!(window.query_by_label("Both are sealed.").is_some(), "the letters are there");
    window.run_ok();
    assert!(window.query_by_label("Both are sealed.").is_none());
    window.get_by_label("All months");
}

#[test]
fn today_offers_the_signs_on_days_without_a_check_in() {
    type Change = fn(&mut Shown);
    let answered: Change = |shown| {
        let answers = ["The soup.", "", ""].map(str::to_owned);
        shown.checkin.mine = Some(Answers(answers));
    };
    let sealed: Change = |shown| {
        shown.pulses.now.state = SealState::Sealed;
        shown.pulses.now.mine = Some(Levels([3; 6]));
    };
    let alone: Change = |shown| shown.partner = None;
    for (changes, offered) in [
        (vec![], false),
        (vec![answered], true),
        (vec![answered, sealed], false),
        (vec![answered, alone], false),
    ] {
        let mut state = sample::screen("today").unwrap();
        // On a day that has room for them.
        let shown = &mut state.model.shown;
        shown.notes.waiting = None;
        shown.waits.clear();
        changes.iter().for_each(|change| change(&mut state.model.shown));
        let mut window = window(state, HIGH, egui::Theme::Light);
        window.run_ok();
        let link = window.query_by_label("Go to the signs");
        assert_eq!(link.is_some(), offered, "{}", changes.len());
        if let Some(link) = link {
            link.click();
            window.run_ok();
            assert_eq!(window.state().route, Route::Pulse);
        }
    }
}

#[test]
fn what_is_said_is_kept_as_a_draft_and_alone_it_stays_ones_own() {
    let (folder, mut desk) = named("Alex");
    desk.act(Action::Go(Route::Pulse));
    desk.act(Action::Pulse(action::Pulse::Say(Sign::Trust, 2)));
    desk.pass(1.0);
    desk.until(|state| state.model.shown.drafts.len() == 1);
    // As a crash would: nothing is saved at the end.
    std::mem::forget(desk);

    let mut desk = Desk::open(&folder.path().join("profile"));
    assert_eq!(desk.state.forms.pulse.saying.level(Sign::Trust), Some(2));
    desk.act(Action::Go(Route::Pulse));
    desk.act(Action::Pulse(action::Pulse::Seal));
    assert_eq!(desk.state.model.shown.pulses.now.mine, None, "one of six is not all");
    for sign in Sign::ALL {
        desk.act(Action::Pulse(action::Pulse::Say(sign, 4)));
    }
    desk.act(Action::Pulse(action::Pulse::Say(Sign::Trust, 2)));
    desk.act(Action::Pulse(action::Pulse::Seal));
    desk.until(|state| state.model.shown.pulses.now.mine.is_some());
    desk.until(|state| state.model.shown.drafts.is_empty());
    let shown = &desk.state.model.shown;
    let mine = shown.pulses.now.mine.unwrap();
    assert_eq!((level(&mine, Sign::Open), level(&mine, Sign::Trust)), (4, 2));
    assert!(!shown.pulses.now.is_asked(false) && shown.pulses.now.is_told());
    assert_eq!(desk.state.model.trouble, None);
    desk.close();
}
