//! The window under a stopwatch.

use super::action::{self, Action};
use super::app::App;
use super::choosing::Show;
use super::model::{Row, Shown, Whose};
use super::preferences::Preferences;
use super::route::{Level, Route};
use super::state::State;
use super::talk::{Screens, Talks};
use super::worker::{self, Update};
use super::{CableSwitch, Options, WindowError, native_options, open, screens, theme, widgets};
use crate::clock;
use crate::link;
use crate::measure::{Idle, List, Opened, Scene, Together, resident};
use attune_core::secrets::Unlock;
use attune_core::time::Now;
use attune_core::vault::Vault;
use attune_sync::proto::talk::View;
use egui::{Event, FullOutput, Pos2, RawInput, Rect, Vec2, vec2};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

/// Frames, and when they were drawn.
type Drawn = Arc<Mutex<Vec<(Instant, String)>>>;

/// What a window on this profile is opened with.
fn options(folder: &Path) -> Options {
    let bind = match link::reach() {
        Ok(attune_sync::net::Reach::Only(address)) => Some(address),
        _ => None,
    };
    Options {
        folder: folder.to_owned(),
        title: "Attune".to_owned(),
        position: None,
        size: None,
        cable: CableSwitch::Hidden,
        bind,
    }
}

/// Opens a window, on a profile or on nothing, and closes it once it has rested.
pub(crate) fn opened(folder: Option<&Path>, rest: Duration) -> Result<Opened, WindowError> {
    let options = folder.map(options);
    let told = Arc::new(Mutex::new(None));
    let tell = Arc::clone(&told);
    open("Attune", native_options(None, Some(SIZE.into())), move |creation| {
        let ctx = creation.egui_ctx.clone();
        theme::install(&ctx);
        let app = match options {
            Some(options) => Some(App::new(&ctx, options, Preferences::default())?),
            None => None,
        };
        Ok(Box::new(Opening { app, drawn: false, first: None, shown: None, rest, tell }))
    })?;
    let told = told.lock().ok().and_then(|told| *told);
    told.ok_or_else(|| WindowError("the window was closed before it rested".to_owned()))
}

/// A window from its start until it rests.
struct Opening {
    /// `None` for a bare one.
    app: Option<App>,
    drawn: bool,
    first: Option<SystemTime>,
    shown: Option<SystemTime>,
    rest: Duration,
    tell: Arc<Mutex<Option<Opened>>>,
}

impl eframe::App for Opening {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        // What was drawn is on the screen when the next frame begins.
        let now = SystemTime::now();
        if self.drawn {
            self.first = self.first.or(Some(now));
        }
        let is_open = self.app.as_ref().is_none_or(App::is_open);
        if let Some(app) = &mut self.app {
            app.logic(ctx, frame);
        }
        match (self.first, self.shown) {
            (Some(first), Some(shown)) => {
                let rested = now.duration_since(shown).unwrap_or_default();
                if rested >= self.rest {
                    if let Ok(mut told) = self.tell.lock() {
                        *told = Some(Opened { first, shown, resident: resident() });
                    }
                    ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                } else {
                    ctx.request_repaint_after(self.rest - rested);
                }
            }
            (first, _) => {
                self.shown = first.filter(|_| is_open).map(|_| now);
                ctx.request_repaint();
            }
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        match &mut self.app {
            Some(app) => app.ui(ui, frame),
            None => {
                ui.label("Attune");
            }
        }
        self.drawn = true;
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// How large a window is measured.
const SIZE: Vec2 = vec2(1280.0, 820.0);

/// Opens a window and watches what it draws.
pub(crate) fn idle(folder: &Path, settle: Duration, watch: Duration) -> Result<Idle, WindowError> {
    let options = options(folder);
    let drawn = Drawn::default();
    let frames = Arc::clone(&drawn);
    let until = Instant::now() + settle + watch;
    open("Attune", native_options(None, None), move |creation| {
        let ctx = creation.egui_ctx.clone();
        let app = App::new(&ctx, options, Preferences::default())?;
        std::thread::spawn(move || {
            std::thread::sleep(until.saturating_duration_since(Instant::now()));
            ctx.request_repaint();
        });
        Ok(Box::new(Watched { app, frames, until }))
    })?;
    let settled = until - watch;
    let drawn = drawn.lock().map(|drawn| drawn.clone()).unwrap_or_default();
    let (before, after): (Vec<_>, Vec<_>) =
        drawn.into_iter().partition(|(when, _)| *when < settled);
    Ok(Idle { before: before.len(), after: after.into_iter().map(|(_, why)| why).collect() })
}

/// The window, and a note of each frame. It closes itself in the end.
struct Watched {
    app: App,
    frames: Drawn,
    until: Instant,
}

impl eframe::App for Watched {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        if Instant::now() >= self.until {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        } else if let Ok(mut frames) = self.frames.lock() {
            let causes: Vec<String> =
                ctx.repaint_causes().iter().map(ToString::to_string).collect();
            frames.push((Instant::now(), causes.join(", ")));
        }
        self.app.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.app.ui(ui, frame);
    }

    fn on_exit(&mut self, gl: Option<&eframe::glow::Context>) {
        self.app.on_exit(gl);
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// A window without a display, on the profile in a folder.
struct Film {
    ctx: egui::Context,
    state: State,
    now: Now,
    size: Vec2,
}

impl Film {
    /// Gives it with what was read from the vault.
    fn of(folder: &Path, size: Vec2) -> Result<(Self, Shown), String> {
        let vault = Vault::open(folder, &Unlock::Nothing).map_err(|e| e.to_string())?;
        let reader = vault.reader().map_err(|e| e.to_string())?;
        let now = clock::now();
        let shown = worker::shown(&vault, &reader, &now).map_err(|e| e.to_string())?;
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let mut film = Self { ctx, state: State::new(now), now, size };
        film.state.receive(told_of(shown.clone()));
        Ok((film, shown))
    }

    /// Draws the `n`th frame.
    fn frame(&mut self, n: usize, events: Vec<Event>) -> FullOutput {
        let time = n as f64 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(time),
            events,
            ..Default::default()
        };
        self.state.tick(time, self.now);
        let state = &mut self.state;
        self.ctx.run_ui(input, |ui| screens::shell::show(ui, state))
    }

    /// The same, down to its triangles.
    fn draw(&mut self, n: usize, events: Vec<Event>) {
        let output = self.frame(n, events);
        let _ = self.ctx.tessellate(output.shapes, output.pixels_per_point);
    }
}

/// The wheel, turned over the middle of the page.
fn wheel(points: f32) -> Vec<Event> {
    vec![
        Event::PointerMoved(Pos2::new(700.0, 400.0)),
        Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        },
    ]
}

/// Down a page at a time, and now and then far.
fn turn(n: usize) -> f32 {
    if n.is_multiple_of(7) { -5_000.0 } else { -600.0 }
}

/// Draws a list again and again without a display.
pub(crate) fn frames(folder: &Path, list: List, count: usize) -> Result<Vec<Duration>, String> {
    let (mut film, shown) = Film::of(folder, vec2(1100.0, 780.0))?;
    let (route, name) = match list {
        List::Journal => (Route::Journal, screens::journal::LIST),
        List::Thanks => (Route::Gratitude, screens::gratitude::LIST),
    };
    film.state.go(route);
    widgets::want(&film.ctx, name, usize::MAX);
    let (mut told, mut let_go) = (apart(&shown), apart(&shown));
    let mut times = Vec::with_capacity(count);
    for n in 0..count + SETTLED {
        let fresh = n.is_multiple_of(10).then(|| {
            // The worker holds what it told until it has told again.
            let_go = std::mem::replace(&mut told, apart(&shown));
            told_of(told.clone())
        });
        let began = Instant::now();
        if let Some(fresh) = fresh {
            film.state.receive(fresh);
        }
        let _ = film.frame(n, wheel(turn(n)));
        if n >= SETTLED {
            times.push(began.elapsed());
        }
        film.state.outbox.clear();
    }
    drop(let_go);
    Ok(times)
}

/// Words of the long page.
const WORDS: usize = 10_000;
/// Words of one of its paragraphs.
const PARAGRAPH: usize = 100;

/// Draws a screen again and again without a display, down to its triangles.
pub(crate) fn scene(folder: &Path, scene: Scene, count: usize) -> Result<Vec<Duration>, String> {
    let (mut film, _) = Film::of(folder, SIZE)?;
    match scene {
        Scene::Today => {}
        Scene::Together(part) => go_to(&mut film.state, part),
        Scene::Writing => {
            film.state.act(Action::NewPage);
            let Route::Write(slot) = &film.state.route else {
                return Err("no page was begun".to_owned());
            };
            let page = film.state.forms.pages.get_mut(slot).ok_or("no page was begun")?;
            for n in 1..=WORDS {
                let after = if n.is_multiple_of(PARAGRAPH) { "\n" } else { " " };
                page.body.push_str("remember");
                page.body.push_str(after);
            }
        }
    }
    let mut times = Vec::with_capacity(count);
    for n in 0..count + SETTLED {
        let events = match scene {
            Scene::Today => Vec::new(),
            Scene::Together(_) => wheel(turn(n)),
            Scene::Writing => vec![Event::Text("a".to_owned())],
        };
        let began = Instant::now();
        film.draw(n, events);
        if n >= SETTLED {
            times.push(began.elapsed());
        }
        film.state.outbox.clear();
    }
    Ok(times)
}

fn go_to(state: &mut State, part: Together) {
    let level = match part {
        Together::Timeline | Together::Narrowed => Level::Timeline,
        Together::Year => Level::Year,
        Together::Signs => Level::Signs,
        Together::OverTime => Level::OverTime,
    };
    if part == Together::Narrowed {
        let show = Show { by: Some(Whose::Theirs), ..Show::default() };
        state.act(Action::Together(action::Together::Show(show)));
    }
    state.go(Route::Together(level));
}

/// From asking for a part of Together to its first triangles, Today being drawn.
pub(crate) fn first_frame(folder: &Path, part: Together) -> Result<Duration, String> {
    let (mut film, _) = Film::of(folder, SIZE)?;
    for n in 0..SETTLED {
        film.draw(n, Vec::new());
    }
    let began = Instant::now();
    go_to(&mut film.state, part);
    film.draw(SETTLED, Vec::new());
    Ok(began.elapsed())
}

/// A window in a soul talk, without a display.
pub(crate) struct TalkScreen {
    film: Film,
    frames: usize,
}

impl TalkScreen {
    pub(crate) fn open(folder: &Path) -> Result<Self, String> {
        let (mut film, _) = Film::of(folder, SIZE)?;
        film.state.go(Route::Talking);
        Ok(Self { film, frames: 0 })
    }

    /// Takes in how the talk stands, and draws the next frame down to its triangles.
    pub(crate) fn show(&mut self, view: &View) {
        let live = Some(worker::live(view, Screens::Both));
        self.film.state.receive(Update::Talks(Box::new(Talks { live, offer: None })));
        self.film.state.go(Route::Talking);
        self.film.draw(self.frames, Vec::new());
        self.frames += 1;
        self.film.state.outbox.clear();
    }
}

/// The same, with rows of its own.
fn apart(shown: &Shown) -> Shown {
    let rows = |rows: &Arc<Vec<Row>>| Arc::new(rows.to_vec());
    let (journal, thanks) = (rows(&shown.journal), rows(&shown.thanks));
    Shown { journal, thanks, ..shown.clone() }
}

/// The first frames find the sizes and fill the atlas of glyphs.
const SETTLED: usize = 10;

fn told_of(shown: Shown) -> Update {
    Update::Shown { shown: Box::new(shown), came: Vec::new() }
}
