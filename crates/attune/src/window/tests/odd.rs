//! Odd windows and odd names: every screen in the smallest window, on a screen of
//! many pixels and with the largest text, between people whose names are long,
//! made of pictures, or not there. Nothing is cut, torn or over something else.

use super::keyboard::{Ways, everything_is_come_to};
use super::languages::misplaced;
use super::turn_to;
use crate::link::Pairing;
use crate::texts::Language;
use crate::window::model::{Phase, Row, Whose};
use crate::window::preferences::LEAST;
use crate::window::screens::shell;
use crate::window::state::State;
use crate::window::{sample, theme};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use std::sync::Arc;

/// A window: its size in points of the usual text, its pixels for one, and the
/// size of its text in percent.
struct Odd {
    size: [f32; 2],
    scale: f32,
    text: f32,
}

const fn odd(size: [f32; 2], scale: f32, text: f32) -> Odd {
    Odd { size, scale, text }
}

/// The smallest there is.
const SMALLEST: Odd = odd([300.0, 300.0], 1.0, 100.0);

const WINDOWS: [Odd; 8] = [
    SMALLEST,
    odd([300.0, 300.0], 1.0, 150.0),
    odd([1280.0, 820.0], 3.0, 100.0),
    odd([860.0, 820.0], 3.0, 100.0),
    odd([420.0, 820.0], 3.0, 100.0),
    odd([1280.0, 820.0], 1.0, 150.0),
    odd([860.0, 820.0], 1.0, 150.0),
    odd([420.0, 820.0], 1.0, 150.0),
];

/// Two people's names.
struct Names {
    mine: String,
    theirs: String,
}

impl Names {
    fn all() -> Vec<Self> {
        let of = |mine: &str, theirs: &str| Self { mine: mine.into(), theirs: theirs.into() };
        vec![
            of("Alex", ""),
            of(&"🌻".repeat(200), &"🐢".repeat(200)),
            of("María de los Ángeles Etxeberria", "Maximilian von der Schulenburg"),
            of(UNBROKEN, UNBROKEN),
        ]
    }
}

/// A name of thirty letters that can't be broken: only this one may be torn, where
/// a line is shorter than it.
const UNBROKEN: &str = "Wolfeschlegelsteinhausenberger";

/// Gives the two of a sample other names, wherever they are told.
fn named(state: &mut State, names: &Names) {
    let new = |name: &str| match name {
        "Alex" => Some(&names.mine),
        "Sam" => Some(&names.theirs),
        _ => None,
    };
    let rename = |name: &mut String| {
        if let Some(other) = new(name) {
            name.clone_from(other);
        }
    };
    let again = |row: &mut Row| {
        if let Some(name) = new(&row.author) {
            row.author = name.as_str().into();
        }
    };
    let model = &mut state.model;
    let shown = &mut model.shown;
    rename(&mut shown.me);
    shown.partner.iter_mut().for_each(rename);
    let rows = Arc::make_mut(&mut shown.journal).iter_mut();
    let rows = rows.chain(Arc::make_mut(&mut shown.thanks)).chain(&mut shown.wishes);
    rows.for_each(again);
    for device in &mut shown.devices {
        device.name = match device.whose {
            Whose::Mine => names.mine.clone(),
            Whose::Theirs => names.theirs.clone(),
        };
    }
    if let Some(page) = &mut model.page {
        again(&mut page.row);
        page.versions.iter_mut().for_each(|version| rename(&mut version.author));
    }
    let earlier = model.history.iter_mut().flat_map(|(_, all)| all);
    earlier.for_each(|earlier| rename(&mut earlier.author));
    model.found.rows.iter_mut().for_each(|find| again(&mut find.row));
    match &mut model.pairing {
        Pairing::Several(all) => {
            let names = [&names.mine, &names.theirs].into_iter().cycle();
            all.iter_mut().zip(names).for_each(|(one, name)| one.clone_from(name));
        }
        Pairing::Consent { partner, device, .. } => {
            rename(partner);
            device.clone_from(&names.theirs);
        }
        Pairing::Paired { partner } => rename(partner),
        _ => {}
    }
    rename(&mut state.forms.door.name);
    let shown = &mut state.model.shown;
    shown.timeline = crate::window::together::timeline(shown);
    state.model.timeline = state.model.shown.showing(&state.forms.together.show);
}

/// What is wrong with where the texts of each screen are, in this window.
fn wrong_with(odd: &Odd, names: Option<&Names>) -> Vec<String> {
    let zoom = odd.text / 100.0;
    let size = odd.size.map(|side| side / zoom);
    let mut window = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(odd.scale * zoom)
        .with_max_steps(64)
        .allow_missing_glyphs()
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, state: &mut State| shell::show(ui, state),
            sample::screen("today").unwrap(),
        );
    let is_long = names.is_some_and(|names| names.mine == UNBROKEN);
    let mut wrong = Vec::new();
    for (name, _) in sample::SCREENS {
        let mut state = sample::screen(name).unwrap();
        if let Some(names) = names {
            named(&mut state, names);
        }
        let navigation = matches!(state.model.phase, Phase::Open) && !shell::is_alone(&state.route);
        turn_to(&mut window, state);
        let mut found = misplaced(&window, size, navigation && size[0] > 720.0);
        // Where text grew in a window that was as small as can be, a word may be
        // wider than its line.
        found.retain(|what| {
            let torn = what.starts_with("torn");
            !(torn && (size[0] < LEAST || is_long && what.contains(UNBROKEN)))
        });
        wrong.extend(found.into_iter().map(|what| format!("{name}: {what}")));
    }
    wrong
}

fn check(language: Language, windows: &[Odd], names: Option<&Names>) {
    let mut wrong = Vec::new();
    language.within(|| {
        for odd in windows {
            let Odd { size, scale, text } = odd;
            let found = wrong_with(odd, names).into_iter();
            wrong.extend(found.map(|what| {
                let short: String = what.chars().take(240).collect();
                format!("{language:?} at {size:?}, {scale}, {text} %, {short}")
            }));
        }
    });
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a clipboard may hold that is no text for people: a program's first bytes as
/// the system makes text of them, and every control character.
fn binary() -> String {
    let bytes: Vec<u8> = (0..=u8::MAX).chain(*b"\x7fELF\x02\x01\x01\0\xff\xfe\xc0\x80").collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn anything_is_pasted_into_every_line_without_harm() {
    use egui::accesskit::Role;
    let all = [binary(), "🌻".repeat(200), " ".repeat(40), "word ".repeat(2_000), "\n".repeat(50)];
    let mut window =
        super::window(sample::screen("today").unwrap(), SMALLEST.size, egui::Theme::Light);
    for (name, _) in sample::SCREENS {
        for pasted in &all {
            turn_to(&mut window, sample::screen(name).unwrap());
            let lines: Vec<_> = window
                .root()
                .children_recursive()
                .filter(|node| {
                    let role = node.accesskit_node().role();
                    matches!(role, Role::TextInput | Role::MultilineTextInput | Role::PasswordInput)
                })
                .map(|node| node.accesskit_node().id())
                .collect();
            for id in lines {
                let nodes = window.root();
                let line = nodes.children_recursive().find(|node| node.accesskit_node().id() == id);
                let Some(line) = line else { continue };
                line.focus();
                window.run_ok();
                window.event(egui::Event::Paste(pasted.clone()));
                window.run_ok();
                let cut = misplaced(&window, SMALLEST.size, false);
                let cut: Vec<_> = cut.iter().filter(|what| !what.starts_with("torn")).collect();
                let of = pasted.chars().take(9).collect::<String>();
                assert!(cut.is_empty(), "{name}, {of:?} on a line: {cut:?}");
            }
        }
    }
}

#[test]
fn a_page_of_a_megabyte_is_written_and_read() {
    let megabyte = "We put the radio on. ".repeat(50_000);
    assert!(megabyte.len() > 1_000_000);
    let (mut window, slot) = super::new_page();
    window.event(egui::Event::Paste(megabyte.clone()));
    window.run_ok();
    window.event(egui::Event::Text("The end.".to_owned()));
    window.run_ok();
    let kept = &window.state().forms.pages[&slot].body;
    assert!(*kept == format!("{megabyte}The end."), "{} bytes", kept.len());
    let mut state = sample::screen("journal").unwrap();
    if let Some(page) = &mut state.model.page {
        page.body = megabyte;
    }
    let mut window = super::window(state, [1280.0, 820.0], egui::Theme::Light);
    window.run_ok();
    assert_eq!(misplaced(&window, [1280.0, 820.0], true), Vec::<String>::new());
}

#[test]
fn everything_has_room_in_odd_windows() {
    check(Language::English, &WINDOWS, None);
}

#[test]
fn everything_has_room_in_odd_windows_in_spanish() {
    check(Language::Spanish, &WINDOWS, None);
}

/// Windows at the usual text, where names are long: two for each language.
const USUAL: [(Language, [Odd; 2]); 2] = [
    (Language::English, [odd([1280.0, 820.0], 1.0, 100.0), SMALLEST]),
    (Language::Spanish, [odd([860.0, 820.0], 1.0, 100.0), odd([420.0, 820.0], 1.0, 100.0)]),
];

#[test]
fn everything_has_room_between_people_with_odd_names() {
    for names in Names::all() {
        for (language, windows) in &USUAL {
            check(*language, windows, Some(&names));
        }
    }
}

#[test]
fn tab_comes_to_everything_in_the_smallest_window() {
    everything_is_come_to(SMALLEST.size, Ways::ForthAndBack, |_| {});
}

#[test]
fn tab_comes_to_everything_between_people_with_long_names() {
    let all = Names::all();
    everything_is_come_to([900.0, 700.0], Ways::Forth, |state| named(state, &all[1]));
    // In the smallest a choice with a long name is higher than what is seen at once.
    everything_is_come_to([360.0, 480.0], Ways::Forth, |state| named(state, &all[2]));
}
