//! A pause: carrying out what is asked for in it, and taking in that one came or ended.

use super::State;
use crate::window::action;
use crate::window::model::Shown;
use crate::window::pausing::{Asking, Form, Pause, Pick, Stage, What};
use crate::window::route::Route;
use crate::window::worker::Request;
use attune_core::command::{Command, Pausing, Who};

impl State {
    /// The pause that is under way: the two's, or one that somebody takes alone.
    pub(crate) fn paused(&self) -> Option<&Pause> {
        self.model.shown.pause.as_ref().or(self.forms.pause.alone.as_ref())
    }

    pub(super) fn pause(&mut self, pause: action::Pause) {
        let form = &mut self.forms.pause;
        match pause {
            action::Pause::Control => self.go_to_pause(),
            action::Pause::Key => {
                self.go_to_pause();
                self.forms.pause.wants_ready = self.route == Route::Pause;
            }
            action::Pause::Ask(what) => form.asking = Some(Asking::new(what)),
            action::Pause::NotNow => form.asking = None,
            action::Pause::Breathed => form.asking = Some(Asking::new(What::Begin)),
            action::Pause::Go => self.pause_as_chosen(),
            action::Pause::Ready => match form.alone {
                Some(_) => self.end_alone(),
                None => self.pausing(Pausing::Ready),
            },
            action::Pause::Say => {
                if let Some(answer) = form.team {
                    self.pausing(Pausing::Team(answer));
                }
            }
            action::Pause::StepTyped => self.forms.lines.step.saving.touch(self.time),
            action::Pause::Propose => {
                let words = self.forms.lines.step.text.trim().to_owned();
                let command = Command::Pause(Pausing::Next(words));
                self.forms.lines.step.send(command, &mut self.outbox);
            }
            action::Pause::Change => self.change_step(),
            action::Pause::Agree(name) => self.pausing(Pausing::Agree(name)),
            action::Pause::SideTyped => self.forms.lines.side.saving.touch(self.time),
            action::Pause::SideFor(who) => {
                let side = &mut self.forms.lines.side;
                side.who = who;
                if !side.text.trim().is_empty() {
                    side.saving.touch(self.time);
                }
            }
            action::Pause::ShareSide => {
                self.forms.lines.side.who = Who::PartnerReads;
                self.forms.lines.side.done(self.time, &mut self.outbox);
            }
            action::Pause::End => match form.alone {
                Some(_) => self.end_alone(),
                None => self.pausing(Pausing::Close),
            },
        }
    }

    fn pausing(&mut self, what: Pausing) {
        self.outbox.push(Request::Do(Command::Pause(what)));
    }

    /// To the pause that is under way, or to the question for how long.
    fn go_to_pause(&mut self) {
        if self.paused().is_some() {
            self.go(Route::Pause);
        } else if self.forms.pause.asking.is_none() {
            self.forms.pause.asking = Some(Asking::new(What::Begin));
        }
    }

    /// What was chosen: a breath, or a time.
    fn pause_as_chosen(&mut self) {
        let pause = self.model.shown.pause.as_ref().or(self.forms.pause.alone.as_ref());
        let Some(asking) = &mut self.forms.pause.asking else { return };
        if asking.chosen == Pick::Breath {
            asking.breath = Some(self.time);
            return;
        }
        let (at, steps) = (asking.time(&self.now, pause), asking.steps(&self.now, pause));
        let (Some(at), Some(steps)) = (at, steps) else { return };
        let begins = asking.what != What::Move;
        self.forms.pause.asking = None;
        // One that somebody takes alone stays theirs, also where they have paired since.
        let alone = self.forms.pause.alone.is_some() && self.model.shown.pause.is_none();
        if self.model.shown.partner.is_some() && !alone {
            self.forms.pause.begins = begins;
            steps.into_iter().for_each(|step| self.pausing(step));
        } else if begins {
            self.forms.pause =
                Form { alone: Some(Pause::alone(self.now.at, at)), ..Form::default() };
            self.go(Route::Pause);
        } else if let Some(alone) = &mut self.forms.pause.alone {
            alone.until = at;
        }
    }

    /// The words for a next step are put in others: from the last on.
    fn change_step(&mut self) {
        let last = self.model.shown.pause.as_ref().and_then(|pause| pause.steps.last());
        let words = last.map(|step| step.words.clone()).unwrap_or_default();
        let line = &mut self.forms.lines.step;
        // No draft before it is another wording.
        if line.text.trim().is_empty() {
            line.text = words;
        }
        self.forms.pause.changes = true;
    }

    fn end_alone(&mut self) {
        let ended = self.forms.pause.alone.take().map(|_| None);
        self.forms.pause.ended = ended.filter(|_| self.route == Route::Pause);
        self.keep_side();
    }

    /// The page of a pause is left.
    pub(super) fn leave_pause(&mut self) {
        if self.route == Route::Pause {
            let form = &mut self.forms.pause;
            (form.ended, form.breathing, form.changes) = (None, None, false);
        }
    }

    /// What is told now, held against what was: a pause came, or ended. Gives where it
    /// leads.
    pub(super) fn hear_of_pause(&mut self, shown: &Shown, is_first: bool) -> Option<Route> {
        let before = self.model.shown.pause.as_ref();
        let of = |pause: Option<&Pause>| pause.and_then(|pause| pause.id);
        if of(before) == of(shown.pause.as_ref()) {
            return None;
        }
        // Words that were said already are not put into another pause's line.
        let line = &mut self.forms.lines.step;
        if before.is_some_and(|before| before.steps.iter().any(|step| step.words == line.text)) {
            line.text.clear();
        }
        let form = &mut self.forms.pause;
        if shown.pause.is_none() {
            let agreed = before.and_then(|before| before.agreed().map(|step| step.words.clone()));
            // What both agreed on and that it is over may be told at once.
            let since = before.map(|before| before.begun);
            let told = shown.agreed.as_ref().filter(|(at, _)| since.is_some_and(|it| *at >= it));
            let agreed = agreed.or_else(|| told.map(|(_, words)| words.clone()));
            *form = Form::default();
            form.ended = (self.route == Route::Pause).then_some(agreed);
            return None;
        }
        let begins = form.begins;
        // While somebody is asked for how long, the answer is here; while they are
        // alone, it is the two's from now on. One that both began at once may get
        // another name before the eyes of whoever looks at it.
        *form = Form::default();
        if is_first || self.route == Route::Pause {
            return None;
        }
        if begins || !self.is_writing() {
            return Some(Route::Pause);
        }
        self.forms.pause.came = true;
        None
    }

    /// Nobody's text is taken away, nor a pairing.
    fn is_writing(&self) -> bool {
        self.writes || matches!(self.route, Route::Write(_) | Route::Pairing(_))
    }

    /// Where no pause is under way, one's own side stays what it was: one's own.
    pub(super) fn keep_side(&mut self) {
        if self.paused().is_none() && !self.forms.lines.side.text.trim().is_empty() {
            self.forms.lines.side.who = Who::OnlyMe;
            self.forms.lines.side.done(self.time, &mut self.outbox);
        }
    }

    /// The seconds until what is said of the time left is another thing, where it is.
    pub(super) fn pause_next_look(&self) -> Option<f64> {
        let shows = matches!(self.route, Route::Pause | Route::Today);
        let pause = self.paused().filter(|_| shows)?;
        let apart = pause.stage_at(self.now.at) == Stage::Apart;
        pause.next_look(self.now.at).filter(|_| apart)
    }

    /// Something was done in a pause.
    pub(super) fn paused_so(&mut self, what: &Pausing) {
        match what {
            Pausing::Next(_) => {
                self.forms.lines.step.committed(self.time);
                self.forms.pause.changes = false;
            }
            Pausing::Team(_) => self.forms.pause.team = None,
            _ => {}
        }
    }
}
