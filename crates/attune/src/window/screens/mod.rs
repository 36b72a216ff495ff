//! The screens. Each reads the model, writes into its own form, and says what
//! was asked for; none of them touches the vault or waits.

pub(crate) mod checkin;
pub(crate) mod first_run;
pub(crate) mod gratitude;
pub(crate) mod history;
pub(crate) mod journal;
pub(crate) mod page;
pub(crate) mod pairing;
pub(crate) mod search;
pub(crate) mod shell;
pub(crate) mod today;
pub(crate) mod unlock;
pub(crate) mod us;
pub(crate) mod write;

use super::action::Action;
use super::forms::Forms;
use super::model::Model;

/// What a screen is drawn from and what it gives.
pub(crate) struct View<'a> {
    /// What there is to show.
    pub(crate) model: &'a Model,
    /// What is being filled in.
    pub(crate) forms: &'a mut Forms,
    /// What was asked for.
    pub(crate) actions: Vec<Action>,
}

impl View<'_> {
    /// Asks for something.
    pub(crate) fn ask(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// Asks for it if so.
    pub(crate) fn ask_if(&mut self, so: bool, action: Action) {
        if so {
            self.actions.push(action);
        }
    }
}
