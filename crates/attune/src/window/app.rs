//! The window as eframe sees it: the state, the worker, and the clock between
//! them.

use super::state::State;
use super::worker::{Update, Worker};
use super::{CableSwitch, Options, screens, theme};
use crate::clock;
use crate::texts::tr;
use attune_core::time::Now;
use std::time::Duration;

const HOUR_MILLIS: i64 = 3_600_000;

/// A window on a profile.
pub(super) struct App {
    state: State,
    worker: Worker,
}

impl App {
    /// Starts the worker on the profile that `options` name.
    pub(super) fn new(ctx: &egui::Context, options: Options) -> std::io::Result<Self> {
        theme::install(ctx);
        let wake = {
            let ctx = ctx.clone();
            move || ctx.request_repaint()
        };
        let worker = Worker::start(options.folder, options.bind, wake)?;
        let mut state = State::new(clock::now());
        state.cable = options.cable == CableSwitch::Shown;
        Ok(Self { state, worker })
    }

    fn send(&mut self) {
        for request in self.state.outbox.drain(..) {
            self.worker.ask(request);
        }
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
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        for update in self.worker.updates() {
            self.state.receive(update);
        }
        if self.worker.is_gone() {
            // What is on the screen can still be copied from there.
            self.state.receive(Update::Trouble(tr!("window-worker-gone")));
        }
        let time = ctx.input(|input| input.time);
        let now = clock::now();
        let next = self.state.tick(time, now);
        // Where nothing happens the greeting is the first to change.
        let hour_turns = until_next_hour(&now);
        let due = next.map_or(hour_turns, |next| Duration::from_secs_f64(next).min(hour_turns));
        ctx.request_repaint_after(due);
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Q)) {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        if ctx.input(|input| input.viewport().close_requested()) {
            self.state.save_all();
        }
        self.send();
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        screens::shell::show(ui, &mut self.state);
        if let Some(text) = self.state.clipboard.take() {
            ui.ctx().copy_text(text);
        }
        // What was just typed is due soon, with or without a further event.
        let now = ui.input(|input| input.time);
        if let Some(next) = self.state.tick(now, clock::now()) {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(next));
        }
        self.send();
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.state.save_all();
        self.send();
        self.worker.end();
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
