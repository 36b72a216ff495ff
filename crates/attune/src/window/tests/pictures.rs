//! Each screen and part beside its kept picture, by day and by night, wide and
//! narrow. The kept ones are in `docs/pictures/`, made by `docs/pictures/make`.

use crate::texts::Language;
use crate::window::gallery;
use crate::window::raster::{Camera, Picture};
use std::path::{Path, PathBuf};

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
            let camera = Camera {
                size: gallery::parse_size(size).unwrap(),
                scale: 1.0,
                text: text.parse().unwrap(),
                theme,
            };
            let language = Language::of_code(language).unwrap();
            (folder.join(file), (*name).to_owned(), language, camera)
        })
        .collect()
}

fn read(file: &Path) -> Picture {
    let file = std::fs::File::open(file).unwrap();
    let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgb);
    let pixels = bytes.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Picture { size: [info.width as usize, info.height as usize], pixels }
}

/// How many pixels differ, of ten thousand.
fn others(one: &Picture, other: &Picture) -> usize {
    if one.size != other.size {
        return 10_000;
    }
    let differs =
        |(a, b): (&[u8; 3], &[u8; 3])| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > NEAR);
    let count = one.pixels.iter().zip(&other.pixels).filter(|pair| differs(*pair)).count();
    count * 10_000 / one.pixels.len()
}

#[test]
fn everything_looks_as_it_is_kept() {
    let all = kept();
    assert!(all.len() > 20, "the list was not read");
    let halves = all.split_at(all.len() / 2);
    let look = |part: &[Kept]| -> Vec<String> {
        let differ = |(file, name, language, camera): &Kept| {
            let picture = language.within(|| gallery::picture(name, camera).unwrap());
            let count = others(&picture, &read(file));
            (count > OTHERS).then(|| format!("{}: {count} of 10,000", file.display()))
        };
        part.iter().filter_map(differ).collect()
    };
    let differing = std::thread::scope(|scope| {
        let other = scope.spawn(|| look(halves.1));
        let mut found = look(halves.0);
        found.extend(other.join().unwrap());
        found
    });
    assert!(
        differing.is_empty(),
        "these look different; if that is wanted, docs/pictures/make makes them anew:\n{}",
        differing.join("\n")
    );
}

#[test]
fn a_moved_word_is_noticed() {
    let camera =
        Camera { size: [420.0, 820.0], scale: 1.0, text: 100.0, theme: egui::Theme::Light };
    let picture = gallery::picture("component:undo", &camera).unwrap();
    assert_eq!(others(&picture, &picture), 0);
    let mut moved = picture.clone();
    moved.pixels.rotate_right(2);
    assert!(others(&picture, &moved) > OTHERS);
}
