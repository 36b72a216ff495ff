//! Carrying out what a person does about what the other wrote, and how they put
//! together a feeling.

use super::State;
use crate::window::action::{self, Action};
use crate::window::route::Route;
use crate::window::saying::Way;
use crate::window::typing::FEELING;
use crate::window::worker::Request;
use attune_core::command::Command;
use attune_core::kinds::feeling::MAX_WORDS;
use attune_core::kinds::noted::Note;

impl State {
    /// Goes to the feeling that was left unfinished, or begins one.
    pub(super) fn begin_feeling(&mut self) {
        let open = self.forms.pages.values();
        let open = open.filter(|page| page.is_feeling() && page.document.is_none());
        let open = open.map(|page| page.slot.clone()).next();
        let mut drafts = self.model.shown.drafts.iter();
        let left = drafts.find(|draft| draft.kind == FEELING && draft.document.is_none());
        let slot = open.or_else(|| left.map(|draft| draft.slot.clone())).unwrap_or_else(|| {
            self.pages_begun += 1;
            format!("{FEELING}-{}-{}", self.now.at.millis(), self.pages_begun)
        });
        self.go(Route::Write(slot));
    }

    pub(super) fn answer(&mut self, answer: action::Answer) {
        match answer {
            action::Answer::Typed(way, id) => {
                if let Some(saying) = self.forms.sayings.open(way, id) {
                    saying.saving.touch(self.time);
                }
            }
            action::Answer::Send(way, id) => {
                if let Some(saying) = self.forms.sayings.open(way, id) {
                    saying.send(&mut self.outbox);
                }
            }
            action::Answer::Heart(id) => self.outbox.push(Request::Do(Command::Heart { id })),
            action::Answer::SetAside(id) => self.leave_for_later(id, Note::SetAside),
            action::Answer::Later(id) => self.leave_for_later(id, Note::Later),
            action::Answer::Open(id) => self.forms.gratitude.answering = id,
        }
    }

    fn leave_for_later(&mut self, id: attune_core::ids::DocumentId, note: Note) {
        // What was begun stays a draft.
        for saying in self.forms.sayings.each() {
            saying.save(&mut self.outbox);
        }
        self.outbox.push(Request::Do(Command::Note { id, note }));
        self.go(Route::Today);
    }

    /// A command went through that sent what was typed to answer something.
    pub(super) fn answered(&mut self, command: &Command) {
        match command {
            Command::Reflect { id, .. } => self.forms.sayings.sent(Way::SayBack, *id),
            Command::Hear { id, .. } => self.forms.sayings.sent(Way::Hear, *id),
            Command::Reply { id, .. } => {
                self.forms.sayings.sent(Way::Line, *id);
                self.forms.gratitude.answering.take_if(|answering| answering == id);
            }
            _ => {}
        }
    }

    /// What is said of the feeling that is being written.
    pub(super) fn feeling(&mut self, writing: action::Writing) {
        let Route::Write(slot) = &self.route else { return };
        let Some(page) = self.forms.pages.get_mut(slot) else { return };
        let form = &mut self.forms.feeling;
        let mut feeling = page.feeling();
        match writing {
            action::Writing::Word(word) => {
                form.fourth = None;
                form.typed.clear();
                if let Some(there) = feeling.words.iter().position(|other| *other == word) {
                    feeling.words.remove(there);
                } else if feeling.words.len() < MAX_WORDS {
                    feeling.words.push(word);
                } else {
                    form.fourth = Some(word);
                    return;
                }
            }
            action::Writing::Instead(at) => {
                let fourth = form.fourth.take();
                match (at.and_then(|at| feeling.words.get_mut(at)), fourth) {
                    (Some(word), Some(fourth)) => *word = fourth,
                    _ => return,
                }
            }
            action::Writing::Strength(strength) => feeling.strength = strength,
            action::Writing::Need(need) => feeling.need = need,
            _ => return,
        }
        if feeling != page.feeling() {
            page.set_feeling(feeling);
            page.saving.touch(self.time);
        }
    }

    /// The action that sends a heart for what is open, if one can be sent.
    pub(crate) fn heart_for(&self) -> Option<Action> {
        let id = match &self.route {
            Route::Page(id) | Route::Reflection(id) => *id,
            _ => return None,
        };
        let page = self.model.page.as_ref().filter(|page| page.row.id == id)?;
        let takes = page.row.takes_heart() && self.model.shown.partner.is_some();
        takes.then_some(Action::Answer(action::Answer::Heart(id)))
    }
}
