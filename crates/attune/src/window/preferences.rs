//! How a person wants the window to be: what is asked for before the vault is
//! open, and so lies beside it, in a file that holds nothing else.

use crate::texts::Language;
use attune_core::time::{ClockTime, Day};
use egui::{Pos2, Rect, ThemePreference, Vec2, pos2, vec2};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The file in the profile's folder.
const FILE: &str = "window.json";

/// What a person chose, and where the window was.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Preferences {
    /// The size of all text.
    pub(crate) text: TextSize,
    /// Day or night.
    pub(crate) light: Light,
    /// Whether anything moves.
    pub(crate) motion: Motion,
    /// The language; that of the system with `None`.
    #[serde(with = "by_code")]
    pub(crate) language: Option<Language>,
    /// Whether words that no dictionary knows are marked.
    pub(crate) spelling: Marking,
    /// Whether rituals are reminded of on this computer.
    pub(crate) reminders: Reminding,
    /// When the check-in is reminded of here, on the couple's day; not at all before
    /// a time was chosen.
    pub(crate) checkin: Option<ClockTime>,
    /// Where the window was; `None` before the first time.
    pub(crate) place: Option<Place>,
    /// The day from which Today reminds of the recovery key. `None` once it is
    /// on paper, or nobody asked to be reminded.
    pub(crate) remind: Option<Day>,
}

/// A language by its short name. One that this version does not speak is as if
/// none had been chosen.
mod by_code {
    use super::Language;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(
        language: &Option<Language>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        language.map(Language::code).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Language>, D::Error> {
        let code = Option::<String>::deserialize(from)?;
        let known = code.and_then(|code| Language::of_code(&code));
        Ok(known.filter(|language| Language::ALL.contains(language)))
    }
}

/// The size of all text, in percent of the usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "u16", into = "u16")]
pub(crate) struct TextSize(u16);

/// Day or night.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Light {
    /// As the system has it.
    #[default]
    System,
    /// Always day.
    Day,
    /// Always night.
    Night,
}

/// Whether anything moves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Motion {
    /// As the system has it.
    #[default]
    System,
    /// Everything is there at once.
    Still,
}

/// Whether words that no dictionary knows are marked while they are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Marking {
    /// With dots under them.
    #[default]
    Dots,
    /// Not at all.
    Nothing,
}

/// Whether rituals are reminded of on the desktop of this computer. Others may see
/// it too, so nobody is reminded who did not ask for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Reminding {
    /// Not at all.
    #[default]
    Off,
    /// At the time of each, by its name.
    ByName,
}

/// Where a window was, in points of a text size of 100 %.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// Its upper left corner; not every system tells.
    pub(crate) position: Option<[f32; 2]>,
    /// Its size without the system's frame.
    pub(crate) size: [f32; 2],
    /// Whether it filled the screen; then the rest is of before.
    pub(crate) maximized: bool,
}

impl TextSize {
    /// The usual size.
    pub(crate) const USUAL: Self = Self(100);
    /// Every size there is, the smallest first.
    pub(crate) const ALL: [Self; 7] =
        [Self(90), Self(100), Self(110), Self(120), Self(130), Self(140), Self(150)];

    /// In percent of the usual.
    pub(crate) fn percent(self) -> u16 {
        self.0
    }

    /// As a factor of the usual.
    pub(crate) fn factor(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// The next larger one, if there is one.
    pub(crate) fn larger(self) -> Self {
        Self::ALL.into_iter().find(|size| *size > self).unwrap_or(self)
    }

    /// The next smaller one, if there is one.
    pub(crate) fn smaller(self) -> Self {
        Self::ALL.into_iter().rev().find(|size| *size < self).unwrap_or(self)
    }
}

impl Default for TextSize {
    fn default() -> Self {
        Self::USUAL
    }
}

/// The nearest size there is.
impl From<u16> for TextSize {
    fn from(percent: u16) -> Self {
        let nearest = Self::ALL.into_iter().min_by_key(|size| size.0.abs_diff(percent));
        nearest.unwrap_or_default()
    }
}

impl From<TextSize> for u16 {
    fn from(size: TextSize) -> Self {
        size.0
    }
}

impl Light {
    /// Each choice, the usual first.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Day, Self::Night];
}

impl From<Light> for ThemePreference {
    fn from(light: Light) -> Self {
        match light {
            Light::System => Self::System,
            Light::Day => Self::Light,
            Light::Night => Self::Dark,
        }
    }
}

impl Marking {
    /// Each choice, the usual first.
    pub(crate) const ALL: [Self; 2] = [Self::Dots, Self::Nothing];
}

impl Motion {
    /// Each choice, the usual first.
    pub(crate) const ALL: [Self; 2] = [Self::System, Self::Still];
}

impl Place {
    /// Whether anything of such a window's upper edge, by which it is moved, is
    /// on one of these screens. Elsewhere nobody would find it again.
    pub(crate) fn is_on(&self, screens: &[Rect]) -> bool {
        let Some([x, y]) = self.position else { return true };
        let edge = Rect::from_min_size(pos2(x, y), vec2(self.size[0], GRIP));
        screens.iter().any(|screen| {
            let seen = screen.intersect(edge);
            seen.width() >= GRIP && seen.height() >= GRIP / 2.0
        })
    }

    /// What can be asked of a system: whole numbers in bounds.
    fn is_sound(&self) -> bool {
        let sides = self.size.iter().all(|side| (LEAST..=MOST).contains(side));
        let corner = self.position.iter().flatten().all(|at| at.abs() <= MOST);
        sides && corner
    }
}

/// So much of a window's upper edge can be taken hold of.
const GRIP: f32 = 32.0;
/// The shortest and the longest side a window is made with, in points.
pub(crate) const LEAST: f32 = 300.0;
const MOST: f32 = 20_000.0;

impl Preferences {
    /// What was kept in `folder`. What can't be read was about looks alone, and
    /// is as if nothing had been chosen.
    pub(crate) fn read(folder: &Path) -> Self {
        let kept = std::fs::read(file(folder)).ok();
        let kept = kept.and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        let mut kept = kept.unwrap_or_default();
        kept.place = kept.place.filter(Place::is_sound);
        kept
    }

    /// Keeps it in `folder`, if there is a profile by now: in one piece, and
    /// for its owner alone.
    pub(crate) fn keep(&self, folder: &Path) -> std::io::Result<()> {
        if !folder.is_dir() {
            return Ok(());
        }
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        new.write_all(&serde_json::to_vec(self)?)?;
        new.persist(file(folder))?;
        Ok(())
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// The window as the system tells of it, in points of a text size of 100 %.
/// `None` while it is minimized, or the system does not tell.
pub(crate) fn place_of(
    viewport: &egui::ViewportInfo,
    zoom: f32,
    before: Option<Place>,
) -> Option<Place> {
    if viewport.minimized == Some(true) {
        return None;
    }
    let maximized = viewport.maximized == Some(true) || viewport.fullscreen == Some(true);
    if let (true, Some(before)) = (maximized, before) {
        return Some(Place { maximized, ..before });
    }
    let whole = |Vec2 { x, y }: Vec2| [(x * zoom).round(), (y * zoom).round()];
    let size = whole(viewport.inner_rect?.size());
    let position = viewport.outer_rect.map(|rect| whole(rect.min - Pos2::ZERO));
    let place = Place { position, size, maximized };
    place.is_sound().then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOMEWHERE: Place =
        Place { position: Some([40.0, 30.0]), size: [900.0, 700.0], maximized: false };

    #[test]
    fn what_was_chosen_is_there_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Preferences::read(folder.path()), Preferences::default());
        let chosen = Preferences {
            text: TextSize(130),
            light: Light::Night,
            motion: Motion::Still,
            language: Some(Language::Spanish),
            spelling: Marking::Nothing,
            reminders: Reminding::ByName,
            checkin: Some("18:30".parse().unwrap()),
            place: Some(SOMEWHERE),
            remind: Some("2026-12-06".parse().unwrap()),
        };
        chosen.keep(folder.path()).unwrap();
        assert_eq!(Preferences::read(folder.path()), chosen);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(file(folder.path())).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let only = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(only, 1, "something was left beside it");
    }

    #[test]
    fn nothing_is_made_where_there_is_no_profile() {
        let folder = tempfile::tempdir().unwrap();
        let absent = folder.path().join("attune");
        Preferences::default().keep(&absent).unwrap();
        assert!(!absent.exists());
    }

    #[test]
    fn what_is_no_choice_is_as_if_nothing_had_been_chosen() {
        let folder = tempfile::tempdir().unwrap();
        let far = r#"{"place":{"position":[1e9,0],"size":[900,700],"maximized":false}}"#;
        let flat = r#"{"place":{"position":null,"size":[900,-1],"maximized":false}}"#;
        for (text, expected) in [
            ("", Preferences::default()),
            ("\0\0\0\0", Preferences::default()),
            ("[1, 2]", Preferences::default()),
            (r#"{"light":"dusk"}"#, Preferences::default()),
            (r#"{"remind":"soon"}"#, Preferences::default()),
            (r#"{"reminders":true}"#, Preferences::default()),
            (r#"{"checkin":"25:00"}"#, Preferences::default()),
            (r#"{"language":"tlh"}"#, Preferences::default()),
            (r#"{"language":"pseudo"}"#, Preferences::default()),
            (far, Preferences::default()),
            (flat, Preferences::default()),
            (r#"{"text":4000}"#, Preferences { text: TextSize(150), ..Default::default() }),
            (
                r#"{"light":"night","of a newer version":1}"#,
                Preferences { light: Light::Night, ..Default::default() },
            ),
        ] {
            std::fs::write(file(folder.path()), text).unwrap();
            assert_eq!(Preferences::read(folder.path()), expected, "{text}");
        }
    }

    #[test]
    fn a_window_opens_where_somebody_can_take_hold_of_it() {
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(1920.0, 1080.0));
        let right = Rect::from_min_size(pos2(1920.0, 200.0), vec2(1280.0, 800.0));
        let at = |x: f32, y: f32| Place { position: Some([x, y]), ..SOMEWHERE };
        for (place, on_one, on_two) in [
            (SOMEWHERE, true, true),
            (at(2000.0, 300.0), false, true),
            (at(-880.0, 0.0), false, false),
            (at(0.0, -30.0), false, false),
            (at(0.0, 1070.0), false, false),
            (Place { position: None, ..SOMEWHERE }, true, true),
        ] {
            assert_eq!(place.is_on(&[screen]), on_one, "{place:?}");
            assert_eq!(place.is_on(&[screen, right]), on_two, "{place:?}");
        }
    }

    #[test]
    fn sizes_of_text_end_where_they_end() {
        let (least, most) = (TextSize::ALL[0], TextSize::ALL[6]);
        assert_eq!((least.smaller(), most.larger()), (least, most));
        assert_eq!(TextSize::USUAL.larger().smaller(), TextSize::USUAL);
    }

    #[test]
    fn a_window_that_fills_the_screen_remembers_what_it_was_before() {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 720.0));
        let filled = egui::ViewportInfo {
            maximized: Some(true),
            inner_rect: Some(rect),
            outer_rect: Some(rect),
            ..Default::default()
        };
        let after = place_of(&filled, 1.5, Some(SOMEWHERE));
        assert_eq!(after, Some(Place { maximized: true, ..SOMEWHERE }));
        let away = egui::ViewportInfo { minimized: Some(true), ..filled.clone() };
        assert_eq!(place_of(&away, 1.0, Some(SOMEWHERE)), None);
        let usual = egui::ViewportInfo { maximized: Some(false), ..filled };
        let size = place_of(&usual, 1.5, None).unwrap().size;
        assert_eq!(size, [1920.0, 1080.0], "in points of the usual text");
    }
}
