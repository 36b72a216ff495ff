//! The window as eframe sees it: the state, the worker, and the clock between
//! them.
//!
//! What is typed outlives the window, however that ends. On X11 a display that
//! goes away is told to nobody: Xlib ends the program from within, without
//! unwinding. What a thread keeps for itself is dropped even so, and that is where
//! the last words are saved from ([`Last`]).

use super::action::{Action, Prefer};
use super::desktop::Desktop;
use super::keystrokes::one_step;
use super::model::Phase;
use super::preferences::{LEAST, Marking, Motion, Place, Preferences, place_of};
use super::shortcuts::Shortcut;
use super::spelling::{self, Spelling};
use super::state::State;
use super::system::{self, System};
use super::worker::{Update, Worker};
use super::{CableSwitch, Options, screens, speak, theme};
use crate::clock;
use crate::texts::{Language, region, tr};
use attune_core::time::Now;
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A window that was moved is remembered once it has rested so long, in seconds.
const RESTS: f64 = 1.0;
const HOUR_MILLIS: i64 = 3_600_000;

/// What is written at, and whom it is handed to.
struct Desk {
    state: State,
    worker: Worker,
    desktop: Desktop,
    is_over: bool,
}

impl Desk {
    fn send(&mut self) {
        for request in self.state.outbox.drain(..) {
            self.worker.ask(request);
        }
        for name in self.state.reminded.drain(..) {
            self.desktop.say(name);
        }
    }

    /// Saves what is unsaved, and waits until that is done. Once.
    fn end(&mut self) {
        if std::mem::replace(&mut self.is_over, true) {
            return;
        }
        self.state.save_all();
        self.send();
        self.worker.end();
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.end();
    }
}

/// The desk of this thread's window, for the end of the program that nobody is
/// told of.
struct Last(RefCell<Weak<RefCell<Desk>>>);

impl Drop for Last {
    fn drop(&mut self) {
        if let Some(desk) = self.0.borrow().upgrade()
            && let Ok(mut desk) = desk.try_borrow_mut()
        {
            desk.end();
        }
    }
}

thread_local! {
    static LAST: Last = const { Last(RefCell::new(Weak::new())) };
}

/// A window on a profile.
pub(super) struct App {
    desk: Rc<RefCell<Desk>>,
    system: System,
    told: Receiver<System>,
    /// What the window was last made to look like.
    dressed: Option<(Preferences, System)>,
    /// Where the window is now, and since when.
    place: Option<(Place, f64)>,
    /// What was pressed and waits for the next frame.
    pressed: Vec<egui::Event>,
    /// The time of the last frame, in seconds, also of one that nobody saw.
    time: f64,
    /// For which size of text the least size of the window was last told.
    least: Option<f32>,
}

impl App {
    /// Starts the worker on the profile that `options` name.
    pub(super) fn new(
        ctx: &egui::Context,
        options: Options,
        preferences: Preferences,
    ) -> std::io::Result<Self> {
        theme::install(ctx);
        region::follow_system();
        let (tell, told) = channel();
        let again = ctx.clone();
        system::listen(move |system| {
            if tell.send(system).is_ok() {
                again.request_repaint();
            }
        })?;
        let wake = {
            let ctx = ctx.clone();
            move || ctx.request_repaint()
        };
        let worker = Worker::start(options.folder, options.bind, wake)?;
        let mut state = State::new(clock::now());
        state.cable = options.cable == CableSwitch::Shown;
        state.model.preferences = preferences;
        let desk = Rc::new(RefCell::new(Desk {
            state,
            worker,
            desktop: Desktop::start()?,
            is_over: false,
        }));
        LAST.with(|last| *last.0.borrow_mut() = Rc::downgrade(&desk));
        let mut app = Self {
            desk,
            system: System::default(),
            told,
            dressed: None,
            place: None,
            pressed: Vec::new(),
            time: 0.0,
            least: None,
        };
        app.dress(ctx);
        Ok(app)
    }

    /// Makes the window look as its person, or else the system, wants it.
    fn dress(&mut self, ctx: &egui::Context) {
        self.system = self.told.try_iter().last().unwrap_or(self.system);
        // Larger text needs a larger window to have room.
        let zoom = ctx.zoom_factor();
        if self.least.replace(zoom) != Some(zoom) {
            let least = egui::Vec2::splat(LEAST);
            ctx.send_viewport_cmd(egui::ViewportCommand::MinInnerSize(least));
        }
        let preferences = self.desk.borrow().state.model.preferences.clone();
        let wanted = (Preferences { place: None, ..preferences }, self.system);
        if self.dressed.as_ref() == Some(&wanted) {
            return;
        }
        let preferences = &wanted.0;
        ctx.set_zoom_factor(preferences.text.factor());
        ctx.set_theme(preferences.light);
        let language = preferences.language.unwrap_or_else(Language::of_system);
        speak(ctx, language);
        let same_words = self.dressed.as_ref().is_some_and(|(before, _)| {
            (before.language, before.spelling) == (preferences.language, preferences.spelling)
        });
        if !same_words {
            self.desk.borrow_mut().state.spell(spelling_of(ctx, language, preferences.spelling));
        }
        let night = self.system.is_night == Some(true);
        ctx.options_mut(|options| {
            // Where the system says nothing, it is day.
            options.fallback_theme = if night { egui::Theme::Dark } else { egui::Theme::Light };
        });
        let still = preferences.motion == Motion::Still || self.system.is_still == Some(true);
        theme::motion::set(ctx, !still);
        self.dressed = Some(wanted);
    }

    /// Remembers where the window is, once it rests there.
    fn notice_place(&mut self, ctx: &egui::Context, now: f64) {
        let before = self.desk.borrow().state.model.preferences.place;
        let zoom = ctx.zoom_factor();
        let Some(place) = ctx.input(|input| place_of(input.viewport(), zoom, before)) else {
            return;
        };
        if before == Some(place) {
            self.place = None;
            return;
        }
        let since = match self.place {
            Some((same, since)) if same == place => since,
            _ => now,
        };
        self.place = Some((place, since));
        if now - since >= RESTS {
            self.desk.borrow_mut().state.act(Action::Prefer(Prefer::Place(place)));
        } else {
            ctx.request_repaint_after(Duration::from_secs_f64(RESTS - (now - since)));
        }
    }

    /// Whether what the vault holds is shown.
    pub(super) fn is_open(&self) -> bool {
        self.desk.borrow().state.model.phase == Phase::Open
    }
}

/// The dictionaries that words are held against.
fn spelling_of(ctx: &egui::Context, language: Language, marking: Marking) -> Spelling {
    let again = ctx.clone();
    match marking {
        Marking::Dots => {
            let languages = spelling::wanted(language);
            Spelling::of(spelling::places(), languages, move || again.request_repaint())
        }
        Marking::Nothing => Spelling::default(),
    }
}

/// How long the hour that is shown stays true. A new day, also of a clock that
/// was set, is noticed by the worker.
fn until_next_hour(now: &Now) -> Duration {
    let local = now.at.millis() + i64::from(now.offset_minutes) * 60_000;
    let left = HOUR_MILLIS - local.rem_euclid(HOUR_MILLIS);
    Duration::from_millis(u64::try_from(left).unwrap_or_default())
}

impl eframe::App for App {
    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        if let Some(time) = input.time {
            self.time = time;
        }
        input.events.splice(0..0, self.pressed.drain(..));
        self.pressed = one_step(&mut input.events);
        if !self.pressed.is_empty() {
            ctx.request_repaint();
        }
    }

    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        {
            let desk = &mut *self.desk.borrow_mut();
            for update in desk.worker.updates() {
                desk.state.receive(update);
            }
            if desk.worker.is_gone() {
                // What is on the screen can still be copied from there.
                desk.state.receive(Update::Trouble(tr!("window-worker-gone")));
            }
        }
        // Of a window that nobody sees the context has the time at which it was seen
        // last; what is typed is saved, and a clock runs, all the same.
        let time = self.time;
        self.dress(ctx);
        self.notice_place(ctx, time);
        let now = clock::now();
        let mut desk = self.desk.borrow_mut();
        let next = desk.state.tick(time, now);
        // Where nothing happens the greeting is the first to change.
        let hour_turns = until_next_hour(&now);
        let due = next.map_or(hour_turns, |next| Duration::from_secs_f64(next).min(hour_turns));
        ctx.request_repaint_after(due);
        if ctx.input_mut(|input| Shortcut::Close.pressed(input)) {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        if ctx.input(|input| input.viewport().close_requested()) {
            desk.state.save_all();
        }
        desk.send();
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let mut desk = self.desk.borrow_mut();
        screens::shell::show(ui, &mut desk.state);
        if let Some(text) = desk.state.clipboard.take() {
            ui.ctx().copy_text(text);
        }
        // What was just typed is due soon, with or without a further event.
        let now = ui.input(|input| input.time);
        if let Some(next) = desk.state.tick(now, clock::now()) {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(next));
        }
        desk.send();
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        let mut desk = self.desk.borrow_mut();
        if let Some((place, _)) = self.place {
            desk.state.act(Action::Prefer(Prefer::Place(place)));
        }
        desk.end();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        theme::paper(visuals.dark_mode).to_normalized_gamma_f32()
    }

    // Nothing a person did is written outside the vault.
    fn persist_egui_memory(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_look_is_when_the_hour_turns_where_the_person_is() {
        let minute = |n: u64| Duration::from_secs(n * 60);
        for (millis, offset, left) in [
            (0, 0, minute(60)),
            (59 * 60_000, 0, minute(1)),
            (0, 330, minute(30)),
            (0, -210, minute(30)),
            (HOUR_MILLIS - 1, 0, Duration::from_millis(1)),
        ] {
            let now = Now::from_millis(498_777 * HOUR_MILLIS + millis, offset);
            assert_eq!(until_next_hour(&now), left);
        }
    }
}
