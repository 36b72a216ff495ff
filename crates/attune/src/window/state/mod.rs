//! The one place where what people do and what the worker tells is carried
//! out. No drawing here and no disk: actions and updates in, requests out.
//!
//! Here are time and place; `acting` and `answering` have what a person asks for,
//! `hearing` what the worker tells, `rituals`, `talking`, `pausing`, `checkin`, `pulse` and
//! `carrying` both of rituals and notes, of soul talk, of a pause, of the weekly check-in,
//! of the monthly signs, and of what goes out and comes in; `backing` has backups;
//! `reminding` says on the desktop what is due.

mod acting;
mod answering;
mod backing;
mod carrying;
mod checkin;
mod hearing;
mod pausing;
mod pulse;
mod reminding;
mod rituals;
mod talking;

use crate::link::{Ask, Pairing, Standing};
use crate::texts::tr;
use crate::window::forms::Forms;
use crate::window::model::{Deleted, Model};
use crate::window::route::{PairingWay, Route};
use crate::window::spelling::Spelling;
use crate::window::typing::{Kept, PAUSE, Writing};
use crate::window::worker::{Request, Then};
use attune_core::command::Who;
use attune_core::kinds::reminders::Reminders;
use attune_core::time::Now;
use attune_core::vault::UNDO_MILLIS;
use reminding::About;
use std::collections::BTreeSet;

/// Everything the window knows, and what it is about to ask.
pub(crate) struct State {
    /// What the screens show.
    pub(crate) model: Model,
    /// Where the person is.
    pub(crate) route: Route,
    /// What is being filled in.
    pub(crate) forms: Forms,
    /// What says whether a word is in a dictionary.
    pub(crate) spelling: Spelling,
    /// What is to be asked of the worker.
    pub(crate) outbox: Vec<Request>,
    /// What is to go on the clipboard.
    pub(crate) clipboard: Option<String>,
    /// What is to be said on the desktop.
    pub(crate) reminded: Vec<String>,
    /// Whether the switch that cuts the connection is shown.
    pub(crate) cable: bool,
    time: f64,
    pages_begun: u64,
    now: Now,
    deletions_pending: bool,
    reminders: Reminders<About>,
    /// Whether somebody had the keyboard in a text when it was last drawn.
    pub(crate) writes: bool,
    /// Slots whose last save failed, as the line about trouble says.
    unsaved: BTreeSet<String>,
}

/// The next look is in so many seconds, or before.
fn sooner(next: &mut Option<f64>, seconds: f64) {
    *next = Some(next.map_or(seconds, |next| next.min(seconds)));
}

/// Whether what is due in so many seconds is due now; if later, that is looked for.
fn is_due(due: Option<f64>, next: &mut Option<f64>) -> bool {
    match due {
        Some(due) if due > 0.0 => {
            sooner(next, due);
            false
        }
        due => due.is_some(),
    }
}

impl State {
    /// Before anything is known.
    pub(crate) fn new(now: Now) -> Self {
        Self {
            model: Model::new(now, hour(&now)),
            route: Route::Today,
            forms: Forms::default(),
            spelling: Spelling::default(),
            outbox: Vec::new(),
            clipboard: None,
            reminded: Vec::new(),
            cable: false,
            time: 0.0,
            pages_begun: 0,
            now,
            deletions_pending: false,
            reminders: Reminders::default(),
            writes: false,
            unsaved: BTreeSet::new(),
        }
    }

    /// The moment last told.
    #[cfg(test)]
    pub(crate) fn now(&self) -> Now {
        self.now
    }

    /// Time passes: saves what is due. Gives the seconds until the next look.
    pub(crate) fn tick(&mut self, time: f64, now: Now) -> Option<f64> {
        self.time = time;
        self.now = now;
        self.model.coming.at(time);
        self.model.today = now.day;
        self.model.now = now;
        self.model.hour = hour(&now);
        let mut next: Option<f64> = self.model.table.at(time, &now);
        let undo_left = |deleted: &Deleted| UNDO_MILLIS as f64 / 1000.0 - (time - deleted.since);
        match self.model.deleted.as_ref().map(undo_left) {
            Some(left) if left <= 0.0 => self.model.deleted = None,
            Some(left) => sooner(&mut next, left),
            None => {}
        }
        let settled = self.model.settled.as_ref();
        match settled.map(|settled| UNDO_MILLIS as f64 / 1000.0 - (time - settled.since)) {
            Some(left) if left <= 0.0 => self.model.settled = None,
            Some(left) => sooner(&mut next, left),
            None => {}
        }
        let paired = self.model.shown.partner.is_some();
        for page in self.forms.pages.values_mut() {
            let due = page.saving.due_in(time);
            // What was refused is tried again when its time comes, not at once.
            let rests = page.saving.state() == Kept::Failed && due.is_some_and(|due| due > 0.0);
            if is_due(due, &mut next) {
                page.save(&mut self.outbox);
            }
            let goes_as_written = paired && page.who == Who::BothWrite;
            if goes_as_written && page.ready && !page.is_committing() && page.is_changed() {
                // A new one is shared by writing on after the choice, not by
                // the choice alone, which may be a slip.
                let quiet = page.saving.quiet(time);
                if page.saving.latest() == 0 || !page.has_words() || rests {
                } else if quiet >= PAUSE {
                    page.commit(Then::GoOn, &mut self.outbox);
                } else {
                    sooner(&mut next, PAUSE - quiet);
                }
            }
        }
        for line in self.forms.lines.each() {
            if is_due(line.saving.due_in(time), &mut next) {
                line.save(&mut self.outbox);
            }
        }
        for saying in self.forms.sayings.each() {
            if is_due(saying.saving.due_in(time), &mut next) {
                saying.save(&mut self.outbox);
            }
        }
        let checkin = &self.forms.checkin;
        for due in [checkin.saving.due_in(time), checkin.trying_saving.due_in(time)] {
            if is_due(due, &mut next) {
                self.forms.checkin.save(&mut self.outbox);
            }
        }
        let pulse = &mut self.forms.pulse.saying;
        if is_due(pulse.saving.due_in(time), &mut next) {
            pulse.save(&mut self.outbox);
        }
        self.save_of_talks(&mut next);
        let looks = [self.say_what_is_due(), self.pause_next_look()];
        looks.into_iter().flatten().for_each(|due| sooner(&mut next, due));
        next
    }

    /// Saves everything unsaved at once: the window is closing.
    pub(crate) fn save_all(&mut self) {
        for page in self.forms.pages.values_mut() {
            page.save(&mut self.outbox);
        }
        for line in self.forms.lines.each() {
            line.save(&mut self.outbox);
        }
        self.forms.checkin.save(&mut self.outbox);
        self.forms.pulse.saying.save(&mut self.outbox);
        for saying in self.forms.sayings.each() {
            saying.save(&mut self.outbox);
        }
        self.save_talks();
    }

    /// Goes to `route`, and leaves what is open as its kind asks.
    pub(crate) fn go(&mut self, route: Route) {
        if route == self.route {
            // From another week or month of it, to the one that is offered.
            match route {
                Route::Checkin if !self.forms.checkin.chosen => self.leave_checkin(),
                Route::Pulse => self.leave_pulse(),
                _ => {}
            }
            return;
        }
        if let Route::Write(slot) = &self.route {
            let slot = slot.clone();
            self.leave_page(&slot);
        }
        if self.route == Route::Checkin {
            self.leave_checkin();
        }
        if self.route == Route::Pulse {
            self.leave_pulse();
        }
        if let Route::Stayed(slot) = &self.route {
            let slot = slot.clone();
            self.leave_stayed(&slot);
        }
        if let Route::Pairing(way) = self.route
            && way != PairingWay::Choose
            && !matches!(self.model.pairing, Pairing::Idle | Pairing::Paired { .. })
        {
            self.outbox.push(Request::Ask(Ask::Cancel));
            self.model.pairing = Pairing::Idle;
        }
        // A way that did not lead anywhere must not stand in the next one.
        if route == Route::Pairing(PairingWay::Choose)
            && matches!(self.model.pairing, Pairing::Failed(_))
        {
            self.model.pairing = Pairing::Idle;
        }
        if self.deletions_pending && shows_deleted(&self.route) {
            self.deletions_pending = false;
            self.outbox.push(Request::FinishDeletions);
        }
        self.forms.only_the_page = false;
        self.forms.why = None;
        self.forms.pulse.sealed = None;
        self.forms.rituals.open = None;
        self.forms.rituals.ready = false;
        self.forms.feeling = crate::window::forms::Feeling::default();
        self.forms.gratitude.answering = None;
        self.leave_pause();
        self.leave_carrying();
        self.leave_backing();
        // A secret stays on the screen no longer than somebody looks at it.
        self.forms.us.hide_key();
        // As what was deleted, so what was settled can be taken back on its page.
        self.model.settled = None;
        self.forms.wording = None;
        match &route {
            Route::Page(id) | Route::Reflection(id) => {
                // What was told of it earlier may not be so any more.
                self.model.page.take_if(|page| page.row.id != *id);
                self.outbox.push(Request::Open(Some(*id)));
            }
            Route::History(id) => {
                self.model.history = None;
                self.outbox.push(Request::History(*id));
            }
            Route::Write(slot) => self.take_up(slot),
            Route::Talking => self.forms.talk.wants_focus = true,
            Route::Stayed(slot) => {
                self.take_up_stayed(slot);
                self.forms.talk.wants_focus = true;
            }
            Route::Pairing(PairingWay::Show) => self.outbox.push(Request::Ask(Ask::Show)),
            Route::Pause => self.forms.pause.came = false,
            _ => {}
        }
        self.route = route;
    }

    /// Opens an unfinished page that is not open yet.
    fn take_up(&mut self, slot: &str) {
        if let Some(page) = self.forms.pages.get_mut(slot) {
            page.wants_focus = true;
            return;
        }
        let draft = self.model.shown.drafts.iter().find(|draft| draft.slot == slot);
        match draft {
            Some(draft) if draft.document.is_none() => {
                self.forms.pages.insert(slot.to_owned(), Writing::of_draft(draft));
            }
            // Of an entry the worker knows more: who has it, and what it says.
            Some(draft) => {
                if let Some(id) = draft.document {
                    self.forms.pages.insert(slot.to_owned(), Writing::fetching(id));
                    self.outbox.push(Request::Begin(id));
                }
            }
            None => {
                self.forms.pages.insert(slot.to_owned(), Writing::new(slot.to_owned()));
            }
        }
    }

    /// A page that is left becomes what it is to become; a page that waits to
    /// be shared stays a draft.
    fn leave_page(&mut self, slot: &str) {
        let paired = self.model.shown.partner.is_some();
        let Some(page) = self.forms.pages.get_mut(slot) else { return };
        // A feeling is said by whoever says it, never by going away.
        let waits = match page.is_feeling() {
            true => page.document.is_none() || !page.is_sayable(),
            false => page.document.is_none() && page.who == Who::PartnerReads && paired,
        };
        if page.is_committing() {
            // It goes when the worker says that it is done.
        } else if !page.is_changed() || (page.document.is_none() && page.is_empty()) {
            self.outbox.push(Request::Discard(slot.to_owned()));
            self.forms.pages.remove(slot);
        } else if waits || !page.is_sayable() {
            page.save(&mut self.outbox);
            if page.saving.is_kept() {
                self.forms.pages.remove(slot);
            }
        } else {
            page.commit(Then::Leave, &mut self.outbox);
        }
    }

    /// The one line at the foot of the navigation: the worst of where things
    /// are, and how the connection stands.
    pub(crate) fn where_things_are(&self) -> String {
        let shown = &self.model.shown;
        if shown.partner.is_none() {
            return tr!("window-foot-alone");
        }
        match self.model.standing {
            Standing::Cut => tr!("window-foot-cut"),
            Standing::OtherVersion => {
                tr!("window-foot-version", name = self.model.partner_name())
            }
            Standing::Elsewhere => tr!("window-foot-elsewhere"),
            _ if shown.waiting > 0 => tr!("window-foot-waiting", count = shown.waiting),
            Standing::Apart => tr!("window-foot-apart"),
            _ => tr!("window-foot-both"),
        }
    }
}

/// Pages where what was just deleted can be brought back.
fn shows_deleted(route: &Route) -> bool {
    matches!(
        route,
        Route::Journal | Route::Gratitude | Route::Feelings | Route::Rituals | Route::Talk
    )
}

fn hour(now: &Now) -> i8 {
    let local = now.at.millis() / 60_000 + i64::from(now.offset_minutes);
    i8::try_from(local.div_euclid(60).rem_euclid(24)).unwrap_or_default()
}
