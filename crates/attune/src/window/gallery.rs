//! The screens with sample people behind them and no vault: to look at, and
//! to take pictures of.

use super::raster::{self, Camera};
use super::state::State;
use super::{WindowError, native_options, open, sample, screens, speak, theme, widgets};
use crate::texts::{Language, tr};
use attune_raster::Picture;
use egui::Ui;
use std::path::PathBuf;

/// What to show, and where to put a picture of it.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// Which screen or part; `today` with `None`.
    pub(crate) screen: Option<String>,
    /// Day or night; the system's choice with `None`, and day for a picture.
    pub(crate) theme: Option<egui::Theme>,
    /// The window's size in points.
    pub(crate) size: [f32; 2],
    /// Pixels for a point, of a picture.
    pub(crate) scale: f32,
    /// The size of all text, in percent.
    pub(crate) text: f32,
    /// What everything is said in; as everywhere with `None`.
    pub(crate) language: Option<Language>,
    /// Write a picture here as PNG, without a window.
    pub(crate) shot: Option<PathBuf>,
}

/// What names of parts begin with.
const PART: &str = "component:";

/// The size of a text such as "1280x820".
pub(crate) fn parse_size(text: &str) -> Option<[f32; 2]> {
    let (width, height) = text.split_once('x')?;
    let side = |text: &str| text.parse::<u16>().ok().filter(|side| (200..=8000).contains(side));
    Some([f32::from(side(width)?), f32::from(side(height)?)])
}

/// The names of all screens and parts.
pub(crate) fn names() -> impl Iterator<Item = String> {
    let screens = sample::SCREENS.iter().map(|(name, _)| (*name).to_owned());
    screens.chain(widgets::samples::ALL.iter().map(|(name, _)| format!("{PART}{name}")))
}

/// Whether there is a screen of that name; if not, what there is.
pub(crate) fn known(name: Option<&str>) -> Result<(), WindowError> {
    match name {
        Some(name) if !names().any(|known| known == name) => {
            let known = names().collect::<Vec<_>>().join(", ");
            Err(WindowError(tr!("window-gallery-unknown", name = name, known = known)))
        }
        _ => Ok(()),
    }
}

/// Something of the gallery.
enum Shown {
    Screen(Box<State>),
    Part(String),
}

impl Shown {
    fn named(name: &str) -> Option<Self> {
        match name.strip_prefix(PART) {
            Some(part) => Some(Self::Part(part.to_owned())),
            None => sample::screen(name).map(|state| Self::Screen(Box::new(state))),
        }
    }

    fn draw(&mut self, ui: &mut Ui) {
        match self {
            Self::Screen(state) => {
                screens::shell::show(ui, state);
                // Nothing is behind it: what is asked for is dropped.
                state.outbox.clear();
            }
            Self::Part(name) => widgets::samples::show(ui, name),
        }
    }
}

/// A picture of the screen or part called `name`.
pub(crate) fn picture(name: &str, camera: &Camera) -> Option<Picture> {
    let mut shown = Shown::named(name)?;
    Some(raster::take(camera, |ui| shown.draw(ui)))
}

/// Opens the gallery, or writes a picture of it.
pub(crate) fn run(options: Options) -> Result<(), WindowError> {
    let name = options.screen.as_deref().unwrap_or("today");
    known(Some(name))?;
    let language = options.language.unwrap_or_else(Language::current);
    // What a sample keeps as a sentence is said when it is made.
    language.set();
    if let Some(path) = &options.shot {
        let camera = Camera {
            size: options.size,
            scale: options.scale,
            text: options.text,
            theme: options.theme.unwrap_or(egui::Theme::Light),
        };
        let Some(picture) = picture(name, &camera) else { return Ok(()) };
        let written = std::fs::File::create(path)
            .map_err(|error| error.to_string())
            .and_then(|file| picture.write_png(file).map_err(|error| error.to_string()));
        return written.map_err(|why| WindowError(tr!("window-gallery-not-written", why = why)));
    }
    let Some(shown) = Shown::named(name) else { return Ok(()) };
    let native = native_options(None, Some(options.size));
    open("Attune", native, move |creation| {
        theme::install(&creation.egui_ctx);
        speak(&creation.egui_ctx, language);
        if let Some(theme) = options.theme {
            creation.egui_ctx.set_theme(theme);
        }
        creation.egui_ctx.set_zoom_factor(options.text / 100.0);
        Ok(Box::new(Gallery { shown }))
    })
}

struct Gallery {
    shown: Shown,
}

impl eframe::App for Gallery {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.shown.draw(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        theme::paper(visuals.dark_mode).to_normalized_gamma_f32()
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}
