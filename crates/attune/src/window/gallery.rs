//! The screens with sample people behind them and no vault: to look at, and
//! to take pictures of.

use super::sample;
use super::state::State;
use super::{WindowError, native_options, open, screens, theme};
use crate::texts::tr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// What to show, and where to put a picture of it.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// Which screen; all names with `None`.
    pub(crate) screen: Option<String>,
    /// Day or night; the system's choice with `None`.
    pub(crate) theme: Option<egui::Theme>,
    /// The window's size in points.
    pub(crate) size: [f32; 2],
    /// Take a picture, write it here as PNG, and end.
    pub(crate) shot: Option<PathBuf>,
}

/// The size of a text such as "1280x820".
pub(crate) fn parse_size(text: &str) -> Option<[f32; 2]> {
    let (width, height) = text.split_once('x')?;
    let side = |text: &str| text.parse::<u16>().ok().filter(|side| (200..=8000).contains(side));
    Some([f32::from(side(width)?), f32::from(side(height)?)])
}

/// The names of all screens.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    sample::SCREENS.iter().map(|(name, _)| *name)
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

/// Opens the gallery.
pub(crate) fn run(options: Options) -> Result<(), WindowError> {
    let name = options.screen.as_deref().unwrap_or("today");
    known(Some(name))?;
    let Some(state) = sample::screen(name) else { return Ok(()) };
    let native = native_options(None, Some(options.size));
    let outcome: Arc<Mutex<Option<String>>> = Arc::default();
    let failed = Arc::clone(&outcome);
    open("Attune", native, move |creation| {
        theme::install(&creation.egui_ctx);
        if let Some(theme) = options.theme {
            creation.egui_ctx.set_theme(theme);
        }
        let done = Arc::new(AtomicBool::new(false));
        Ok(Box::new(Gallery { state, shot: options.shot, frames: 0, done, failed }))
    })?;
    match outcome.lock().ok().and_then(|mut outcome| outcome.take()) {
        Some(why) => Err(WindowError(why)),
        None => Ok(()),
    }
}

struct Gallery {
    state: State,
    shot: Option<PathBuf>,
    frames: u32,
    done: Arc<AtomicBool>,
    failed: Arc<Mutex<Option<String>>>,
}

/// How many frames are drawn before the picture: sizes settle in the first.
const SETTLED: u32 = 6;

impl eframe::App for Gallery {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        screens::shell::show(ui, &mut self.state);
        // Nothing is behind it: what is asked for is dropped.
        self.state.outbox.clear();
        let ctx = ui.ctx().clone();
        if self.done.load(Ordering::Acquire) {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            return;
        }
        let Some(path) = &self.shot else { return };
        self.frames += 1;
        if self.frames == SETTLED {
            let (path, done, failed) =
                (path.clone(), Arc::clone(&self.done), Arc::clone(&self.failed));
            let again = ctx.clone();
            let callback = egui::ScreenshotCallback::new(move |image| {
                if let Err(why) = write_png(&path, &image)
                    && let Ok(mut failed) = failed.lock()
                {
                    *failed = Some(tr!("window-gallery-not-written", why = why));
                }
                done.store(true, Ordering::Release);
                again.request_repaint();
            });
            ctx.send_viewport_cmd(egui::ViewportCommand::Screenshot(callback));
        }
        ctx.request_repaint();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        theme::paper(visuals.dark_mode).to_normalized_gamma_f32()
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn write_png(path: &Path, image: &egui::ColorImage) -> Result<(), String> {
    let side = |length: usize| u32::try_from(length).map_err(|error| error.to_string());
    let file = std::fs::File::create(path).map_err(|error| error.to_string())?;
    let mut encoder = png::Encoder::new(
        std::io::BufWriter::new(file),
        side(image.size[0])?,
        side(image.size[1])?,
    );
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let bytes: Vec<u8> = image.pixels.iter().flat_map(|pixel| pixel.to_array()).collect();
    let mut writer = encoder.write_header().map_err(|error| error.to_string())?;
    writer.write_image_data(&bytes).map_err(|error| error.to_string())
}
