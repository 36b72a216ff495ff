//! Each screen and part beside its kept picture, by day and by night, wide and
//! narrow. The kept ones are in `docs/pictures/`, made by `docs/pictures/make`.

use crate::texts::Language;
use crate::window::raster::Camera;
use crate::window::{gallery, sample};
use attune_raster::Picture;
use std::collections::BTreeSet;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How far a channel may be off before a pixel counts as another.
const NEAR: u8 = 24;
/// How many pixels of ten thousand may be others.
const OTHERS: usize = 15;

/// A kept picture: its file, what it is of, in which language, and how taken.
type Kept = (PathBuf, String, Language, Camera);

/// The kept pictures, and what they are of.
fn kept() -> Vec<Kept> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/pictures");
    let list = std::fs::read_to_string(folder.join("list.txt")).unwrap();
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let parts: Vec<&str> = line.split_whitespace().collect();
            let [file, name, theme, size, text, language] = parts.as_slice() else {
                panic!("not a picture: {line}")
            };
            let theme = if *theme == "night" { egui::Theme::Dark } else { egui::Theme::Light };
            let (size, scale) = size.split_once('@').unwrap_or((size, "1"));
            let camera = Camera {
                size: gallery::parse_size(size).unwrap(),
                scale: scale.parse().unwrap(),
                text: text.parse().unwrap(),
                theme,
            };
            let language = Language::of_code(language).unwrap();
            (folder.join(file), (*name).to_owned(), language, camera)
        })
        .collect()
}

fn read(file: &Path) -> Picture {
    let bytes = BufReader::new(std::fs::File::open(file).unwrap());
    Picture::read_png(bytes).unwrap_or_else(|| panic!("{}", file.display()))
}

#[test]
fn everything_looks_as_it_is_kept() {
    let all = kept();
    assert!(all.len() > 20, "the list was not read");
    let differ = |(file, name, language, camera): &Kept| {
        let picture = language.within(|| gallery::picture(name, camera).unwrap());
        let count = picture.others(&read(file), NEAR);
        (count > OTHERS).then(|| format!("{}: {count} of 10,000", file.display()))
    };
    // Whoever is free takes the next one: some take ten times as long as others.
    let next = AtomicUsize::new(0);
    let look = || {
        let rest = std::iter::from_fn(|| all.get(next.fetch_add(1, Ordering::Relaxed)));
        rest.filter_map(differ).collect::<Vec<_>>()
    };
    let mut differing = std::thread::scope(|scope| {
        let other = scope.spawn(look);
        let mut found = look();
        found.extend(other.join().unwrap());
        found
    });
    differing.sort();
    assert!(
        differing.is_empty(),
        "these look different; if that is wanted, docs/pictures/make makes them anew:\n{}",
        differing.join("\n")
    );
}

/// Narrower than this a window is narrow, in points.
const NARROW: f32 = 720.0;

#[test]
fn every_screen_is_kept_in_both_halves_of_the_day_and_at_two_widths() {
    let all = kept();
    let is_kept = |screen: &str, theme, is_narrow| {
        let mut of_screen = all.iter().filter(|(_, name, ..)| name == screen);
        of_screen.any(|(.., camera)| (camera.theme, camera.size[0] < NARROW) == (theme, is_narrow))
    };
    for (screen, _) in sample::SCREENS {
        assert!(is_kept(screen, egui::Theme::Light, false), "{screen} by day, wide");
        assert!(is_kept(screen, egui::Theme::Dark, true), "{screen} by night, narrow");
    }
    let texts: BTreeSet<u32> = all.iter().map(|(.., camera)| camera.text as u32).collect();
    assert!(texts.len() > 1, "at one size of text alone");
}

#[test]
fn a_moved_word_is_noticed() {
    let camera =
        Camera { size: [420.0, 820.0], scale: 1.0, text: 100.0, theme: egui::Theme::Light };
    let picture = gallery::picture("component:undo", &camera).unwrap();
    assert_eq!(picture.others(&picture, NEAR), 0);
    let mut moved = picture.clone();
    moved.pixels.rotate_right(2);
    assert!(picture.others(&moved, NEAR) > OTHERS);
}
