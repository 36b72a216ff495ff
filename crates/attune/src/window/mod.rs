//! Attune in a window.
//!
//! The way of a press: a view reads the [`model`], writes into its [`forms`]
//! and collects [`action`]s; [`state`] carries them out and puts requests in
//! its outbox; [`app`] passes those to the [`worker`], which owns the vault
//! and answers with updates. Drawing never waits.

mod action;
mod answers;
mod app;
mod backing;
mod carrying;
mod choosing;
mod coming;
mod desktop;
mod failure;
mod forms;
pub(crate) mod gallery;
mod keystrokes;
mod layout;
mod lines;
mod marked;
pub(crate) mod measured;
mod model;
mod months;
mod overtime;
mod pages;
mod pausing;
pub(crate) mod preferences;
mod pulse;
mod raster;
mod rituals;
mod route;
mod sample;
mod saying;
mod screens;
mod shapes;
mod shortcuts;
mod spelling;
mod state;
mod system;
mod talk;
#[cfg(test)]
mod tests;
mod text;
pub(crate) mod theme;
mod thread;
mod today;
mod together;
mod typing;
mod widgets;
mod words;
mod worker;

use crate::texts::{Language, tr};
use preferences::{Place, Preferences};
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// What a window is opened with.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// The profile's folder.
    pub(crate) folder: PathBuf,
    /// What stands in the window's frame.
    pub(crate) title: String,
    /// Where it stands on the screen, in points.
    pub(crate) position: Option<[f32; 2]>,
    /// How large it is, in points.
    pub(crate) size: Option<[f32; 2]>,
    /// Whether the switch that cuts the connection is shown.
    pub(crate) cable: CableSwitch,
    /// The one address the connection may use.
    pub(crate) bind: Option<IpAddr>,
}

/// Whether the switch that cuts the connection is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum CableSwitch {
    /// As always.
    #[default]
    Hidden,
    /// For the demo.
    Shown,
}

/// Why there is no window. The sentence is for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WindowError(pub(crate) String);

impl std::fmt::Display for WindowError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Opens the window, and returns when it is closed.
pub(crate) fn run(options: Options) -> Result<(), WindowError> {
    let preferences = Preferences::read(&options.folder);
    let kept = preferences.place;
    let position = options.position.or(kept.and_then(|place| place.position));
    let size = options.size.or(kept.map(|place| place.size));
    let mut native = native_options(position, size);
    let asked = options.position.is_some() || options.size.is_some();
    if let Some(place) = kept.filter(|_| !asked) {
        native.viewport = native.viewport.with_maximized(place.maximized);
    }
    let title = options.title.clone();
    open(&title, native, move |creation| {
        if let (Some(place), None, Some(window)) = (kept, options.position, creation.winit_window())
        {
            bring_back(&place, window);
        }
        Ok(Box::new(app::App::new(&creation.egui_ctx, options, preferences)?))
    })
}

/// Brings a window back that was left on a screen which is there no more.
fn bring_back(place: &Place, window: &winit::window::Window) {
    let screens: Vec<egui::Rect> = window.available_monitors().map(|it| screen(&it)).collect();
    if screens.is_empty() || place.is_on(&screens) {
        return;
    }
    let first = window.primary_monitor().as_ref().map(screen).unwrap_or(screens[0]);
    let at = first.min + egui::vec2(FROM_CORNER, FROM_CORNER);
    window.set_outer_position(winit::dpi::LogicalPosition::new(at.x, at.y));
}

/// How far a window that was brought back stands from a screen's corner.
const FROM_CORNER: f32 = 32.0;

/// A screen in points.
fn screen(monitor: &winit::monitor::MonitorHandle) -> egui::Rect {
    let scale = monitor.scale_factor();
    let at: winit::dpi::LogicalPosition<f32> = monitor.position().to_logical(scale);
    let size: winit::dpi::LogicalSize<f32> = monitor.size().to_logical(scale);
    egui::Rect::from_min_size(egui::pos2(at.x, at.y), egui::vec2(size.width, size.height))
}

/// How the system is asked for a window.
fn native_options(position: Option<[f32; 2]>, size: Option<[f32; 2]>) -> eframe::NativeOptions {
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id("attune")
        .with_inner_size(size.unwrap_or([1100.0, 780.0]))
        .with_min_inner_size([preferences::LEAST, preferences::LEAST]);
    if let Some(position) = position {
        viewport = viewport.with_position(position);
    }
    eframe::NativeOptions { viewport, ..Default::default() }
}

/// What makes the program behind a window.
type Creator = Result<Box<dyn eframe::App>, Box<dyn std::error::Error + Send + Sync>>;

/// What a panic is told to, before it unwinds.
type PanicHook = Box<dyn Fn(&std::panic::PanicHookInfo<'_>) + Sync + Send>;

/// Opens a window. A missing display, and a missing library that the window
/// system's crate only finds out by panicking, become one sentence.
fn open(
    title: &str,
    native: eframe::NativeOptions,
    create: impl FnOnce(&eframe::CreationContext<'_>) -> Creator + 'static,
) -> Result<(), WindowError> {
    if !has_display() {
        return Err(WindowError(tr!("window-no-display")));
    }
    // Silence until the window stands, so that the sentence is all there is;
    // from then on a panic is a fault and is told as one.
    let usual: Arc<Mutex<Option<PanicHook>>> = Arc::new(Mutex::new(Some(std::panic::take_hook())));
    std::panic::set_hook(Box::new(|_| {}));
    let before = Arc::clone(&usual);
    let opened = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let create = Box::new(move |creation: &eframe::CreationContext<'_>| {
            restore(&before);
            create(creation)
        });
        eframe::run_native(title, native, create)
    }));
    let never_stood = restore(&usual);
    match opened {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            let why = error.to_string();
            let why = why.rsplit(": ").next().unwrap_or_default().trim_end_matches(')');
            Err(WindowError(tr!("window-no-window", why = why)))
        }
        Err(_) if never_stood => Err(WindowError(tr!("window-no-library"))),
        Err(fault) => std::panic::resume_unwind(fault),
    }
}

/// Puts the usual hook back, once. Gives whether it was still away.
fn restore(usual: &Mutex<Option<PanicHook>>) -> bool {
    let hook = usual.lock().ok().and_then(|mut usual| usual.take());
    let was_away = hook.is_some();
    if let Some(hook) = hook {
        std::panic::set_hook(hook);
    }
    was_away
}

/// From now on everything is said in `language`, and shows so at once. What the
/// model keeps as sentences, such as a notice, stays as it was said.
pub(crate) fn speak(ctx: &egui::Context, language: Language) {
    language.set();
    ctx.request_repaint();
}

/// Whether the system names a display to open a window on.
pub(crate) fn has_display() -> bool {
    if !cfg!(all(unix, not(target_os = "macos"))) {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
