//! The one place where what people do and what the worker tells is carried
//! out. No drawing here and no disk: actions and updates in, requests out.

use super::action::{self, Action};
use super::forms::{Forms, Lock, THANKS_SLOT};
use super::model::{Deleted, Model, Phase};
use super::route::{PairingWay, Route};
use super::typing::{PAUSE, Writing};
use super::worker::{Request, Secret, Then, Update};
use crate::link::{Ask, Pairing, Standing, Told};
use crate::texts::tr;
use attune_core::command::{Command, Deletion, Who};
use attune_core::kinds::checkin::Answers;
use attune_core::time::Now;
use attune_core::vault::UNDO_MILLIS;

/// Everything the window knows, and what it is about to ask.
pub(crate) struct State {
    /// What the screens show.
    pub(crate) model: Model,
    /// Where the person is.
    pub(crate) route: Route,
    /// What is being filled in.
    pub(crate) forms: Forms,
    /// What is to be asked of the worker.
    pub(crate) outbox: Vec<Request>,
    /// What is to go on the clipboard.
    pub(crate) clipboard: Option<String>,
    /// Whether the switch that cuts the connection is shown.
    pub(crate) cable: bool,
    time: f64,
    pages_begun: u64,
    now: Now,
    deletions_pending: bool,
}

impl State {
    /// Before anything is known.
    pub(crate) fn new(now: Now) -> Self {
        Self {
            model: Model::new(now.day, hour(&now)),
            route: Route::Today,
            forms: Forms::default(),
            outbox: Vec::new(),
            clipboard: None,
            cable: false,
            time: 0.0,
            pages_begun: 0,
            now,
            deletions_pending: false,
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
        self.model.today = now.day;
        self.model.hour = hour(&now);
        let undo_is_over =
            |deleted: &Deleted| (time - deleted.since) * 1000.0 >= UNDO_MILLIS as f64;
        if self.model.deleted.as_ref().is_some_and(undo_is_over) {
            self.model.deleted = None;
        }
        let paired = self.model.shown.partner.is_some();
        let mut next: Option<f64> = None;
        let mut wait = |seconds: f64| next = Some(next.map_or(seconds, |n| n.min(seconds)));
        for page in self.forms.pages.values_mut() {
            match page.saving.due_in(time) {
                Some(due) if due <= 0.0 => page.save(&mut self.outbox),
                Some(due) => wait(due),
                None => {}
            }
            let goes_as_written = paired && page.who == Who::BothWrite;
            if goes_as_written && page.ready && !page.is_committing() && page.is_changed() {
                // A new one is shared by writing on after the choice, not by
                // the choice alone, which may be a slip.
                let quiet = page.saving.quiet(time);
                if page.saving.latest() == 0 || page.is_empty() {
                } else if quiet >= PAUSE {
                    page.commit(Then::GoOn, &mut self.outbox);
                } else {
                    wait(PAUSE - quiet);
                }
            }
        }
        match self.forms.thanks.saving.due_in(time) {
            Some(due) if due <= 0.0 => self.forms.thanks.save(&mut self.outbox),
            Some(due) => wait(due),
            None => {}
        }
        match self.forms.checkin.saving.due_in(time) {
            Some(due) if due <= 0.0 => self.forms.checkin.save(&mut self.outbox),
            Some(due) => wait(due),
            None => {}
        }
        next
    }

    /// Saves everything unsaved at once: the window is closing.
    pub(crate) fn save_all(&mut self) {
        for page in self.forms.pages.values_mut() {
            page.save(&mut self.outbox);
        }
        self.forms.thanks.save(&mut self.outbox);
        self.forms.checkin.save(&mut self.outbox);
    }

    /// Goes to `route`, and leaves what is open as its kind asks.
    pub(crate) fn go(&mut self, route: Route) {
        if route == self.route {
            return;
        }
        if let Route::Write(slot) = &self.route {
            let slot = slot.clone();
            self.leave_page(&slot);
        }
        if let Route::Pairing(way) = self.route
            && way != PairingWay::Choose
            && !matches!(self.model.pairing, Pairing::Idle | Pairing::Paired { .. })
        {
            self.outbox.push(Request::Ask(Ask::Cancel));
            self.model.pairing = Pairing::Idle;
        }
        if self.deletions_pending && matches!(self.route, Route::Journal | Route::Gratitude) {
            self.deletions_pending = false;
            self.outbox.push(Request::FinishDeletions);
        }
        match &route {
            Route::Page(id) if self.model.page.as_ref().is_none_or(|page| page.row.id != *id) => {
                self.model.page = None;
                self.outbox.push(Request::Open(Some(*id)));
            }
            Route::Page(_) => {}
            Route::History(id) => {
                self.model.history = None;
                self.outbox.push(Request::History(*id));
            }
            Route::Write(slot) => self.take_up(slot),
            Route::Pairing(PairingWay::Show) => self.outbox.push(Request::Ask(Ask::Show)),
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
        let waits = page.document.is_none() && page.who == Who::PartnerReads && paired;
        if page.is_committing() {
            // It goes when the worker says that it is done.
        } else if !page.is_changed() || (page.document.is_none() && page.is_empty()) {
            self.outbox.push(Request::Discard(slot.to_owned()));
            self.forms.pages.remove(slot);
        } else if waits {
            page.save(&mut self.outbox);
            if page.saving.is_kept() {
                self.forms.pages.remove(slot);
            }
        } else {
            page.commit(Then::Leave, &mut self.outbox);
        }
    }

    /// Carries out what a person asked for.
    pub(crate) fn act(&mut self, action: Action) {
        match action {
            Action::Go(route) => self.go(route),
            Action::NewPage => {
                self.pages_begun += 1;
                let slot = format!("page-{}-{}", self.now.at.millis(), self.pages_begun);
                self.go(Route::Write(slot));
            }
            Action::Understood => self.model.trouble = None,
            Action::Door(door) => self.door(&door),
            Action::Writing(writing) => self.writing(writing),
            Action::Page(page) => self.page(page),
            Action::Thanks(thanks) => self.thanks(&thanks),
            Action::Checkin(checkin) => self.checkin(checkin),
            Action::Look(query) => {
                if query.trim().is_empty() {
                    self.model.found = super::model::Found::default();
                } else {
                    self.outbox.push(Request::Search(query));
                }
            }
            Action::Us(us) => self.us(&us),
            Action::Link(ask) => self.link(ask),
            Action::Copy(text) => self.clipboard = Some(text),
        }
    }

    fn door(&mut self, door: &action::Door) {
        let form = &mut self.forms.door;
        form.refused = None;
        match door {
            action::Door::Named => form.named = !form.name.trim().is_empty(),
            action::Door::Rename => form.named = false,
            action::Door::Make => {
                let passphrase = match form.lock {
                    Lock::Passphrase if !form.passphrase.is_ready() => return,
                    Lock::Passphrase => Some(Secret::new(&form.passphrase.first)),
                    Lock::Nothing => None,
                };
                form.busy = true;
                let name = form.name.trim().to_owned();
                self.outbox.push(Request::Make { name, passphrase });
            }
            action::Door::WrittenDown => {
                self.forms.door = super::forms::Door::default();
                self.model.phase = Phase::Open;
            }
            action::Door::Open => {
                let typed = Secret::new(&form.typed.0);
                if form.busy || typed.0.is_empty() {
                    return;
                }
                form.busy = true;
                self.outbox.push(match form.with {
                    action::OpenWith::Passphrase => Request::Unlock(typed),
                    action::OpenWith::RecoveryKey => Request::Recover(typed),
                });
            }
            action::Door::Use(with) => {
                form.with = *with;
                form.typed = super::forms::Typed::default();
            }
        }
    }

    fn writing(&mut self, writing: action::Writing) {
        let Route::Write(slot) = self.route.clone() else { return };
        let Some(page) = self.forms.pages.get_mut(&slot) else { return };
        match writing {
            action::Writing::Typed => page.saving.touch(self.time),
            action::Writing::For(who) => {
                if page.document.is_none() && page.who != who {
                    page.who = who;
                    // The choice is part of the draft, but does not share it.
                    if !page.is_empty() {
                        page.saving.touch(self.time);
                        page.save(&mut self.outbox);
                    }
                }
            }
            action::Writing::Done => {
                if page.is_committing() {
                } else if page.document.is_some() && !page.is_changed() {
                    let id = page.document;
                    self.outbox.push(Request::Discard(slot.clone()));
                    self.forms.pages.remove(&slot);
                    self.route = id.map_or(Route::Journal, Route::Page);
                    self.outbox.push(Request::Open(id));
                } else if !page.is_empty() {
                    page.commit(Then::Leave, &mut self.outbox);
                }
            }
            action::Writing::Discard => {
                self.outbox.push(Request::Discard(slot.clone()));
                self.forms.pages.remove(&slot);
                self.route = Route::Journal;
            }
        }
    }

    fn page(&mut self, page: action::Page) {
        match page {
            action::Page::Edit(id) => {
                let slot = id.to_string();
                self.forms.pages.insert(slot.clone(), Writing::fetching(id));
                self.outbox.push(Request::Begin(id));
                self.route = Route::Write(slot);
            }
            action::Page::Share(id) => self.outbox.push(Request::Do(Command::Share { id })),
            action::Page::Delete(id) => {
                let row = self.model.page.as_ref().map(|page| &page.row);
                let row = row.filter(|row| row.id == id);
                let row = row.or_else(|| self.model.shown.thanks.iter().find(|row| row.id == id));
                self.model.deleted = row.map(|row| Deleted {
                    id,
                    name: row.name(),
                    shared: row.is_shared(),
                    since: self.time,
                });
                self.outbox.push(Request::Do(Command::Delete { id, deletion: Deletion::Pending }));
            }
            action::Page::BringBack(id) => {
                self.model.deleted = None;
                self.outbox.push(Request::Do(Command::Undo { id: Some(id) }));
            }
            action::Page::Choose(id, choice) => {
                self.outbox.push(Request::Do(Command::Choose { id, choice }));
            }
        }
    }

    fn thanks(&mut self, thanks: &action::Thanks) {
        let form = &mut self.forms.thanks;
        match thanks {
            action::Thanks::Typed => form.saving.touch(self.time),
            action::Thanks::For(who) => {
                form.who = *who;
                if !form.text.trim().is_empty() {
                    form.saving.touch(self.time);
                }
            }
            action::Thanks::Done => {
                if form.busy || form.text.trim().is_empty() {
                    return;
                }
                form.busy = true;
                // Also when it came from an unfinished draft: the choice of
                // who may have changed since.
                form.saving.touch(self.time);
                form.save(&mut self.outbox);
                self.outbox.push(Request::Commit {
                    slot: THANKS_SLOT.to_owned(),
                    revision: form.saving.latest(),
                    then: Then::Leave,
                });
            }
        }
    }

    fn checkin(&mut self, checkin: action::Checkin) {
        let form = &mut self.forms.checkin;
        match checkin {
            action::Checkin::Typed => form.saving.touch(self.time),
            action::Checkin::Seal => {
                let Some(slot) = form.slot() else { return };
                if form.busy || form.answers.iter().all(|text| text.trim().is_empty()) {
                    return;
                }
                form.busy = true;
                form.save(&mut self.outbox);
                let answers = Answers(form.answers.clone());
                let command = Command::AnswerCheckin { week: form.week, answers };
                self.outbox.push(Request::Seal { command, slot });
            }
            action::Checkin::Try => {
                let text = form.trying.trim().to_owned();
                if !text.is_empty() {
                    let week = Some(self.model.shown.checkin.week);
                    self.outbox.push(Request::Do(Command::TryNext { week, text }));
                }
            }
            action::Checkin::Day(day) => {
                self.outbox.push(Request::Do(Command::CheckinDay(day)));
            }
        }
    }

    fn us(&mut self, us: &action::Us) {
        let form = &mut self.forms.us;
        match us {
            action::Us::Rename => {
                let name = form.name.take().unwrap_or_default().trim().to_owned();
                if !name.is_empty() && name != self.model.shown.me {
                    self.outbox.push(Request::Do(Command::Rename(name)));
                }
            }
            action::Us::ShowLock(open) => {
                form.lock = *open;
                form.passphrase = super::forms::Passphrase::default();
            }
            action::Us::Protect => {
                if form.passphrase.is_ready() {
                    let secret = Secret::new(&form.passphrase.first);
                    self.outbox.push(Request::Protect(Some(secret)));
                }
            }
            action::Us::Unprotect => self.outbox.push(Request::Protect(None)),
            action::Us::ShowLeave(open) => form.leave = *open,
            action::Us::Leave => {
                form.leave = false;
                self.outbox.push(Request::Leave);
            }
        }
    }

    fn link(&mut self, ask: Ask) {
        match &ask {
            Ask::Enter { .. } => self.model.pairing = Pairing::Looking,
            Ask::Yes { .. } => self.model.pairing = Pairing::Waiting,
            Ask::Cancel => self.model.pairing = Pairing::Idle,
            _ => {}
        }
        self.outbox.push(Request::Ask(ask));
    }

    /// Takes in what the worker tells.
    pub(crate) fn receive(&mut self, update: Update) {
        match update {
            Update::FirstRun => self.model.phase = Phase::FirstRun,
            Update::Locked => self.model.phase = Phase::Locked,
            Update::Closed(why) => self.model.phase = Phase::Closed(why),
            Update::Refused(why) => {
                self.forms.door.busy = false;
                self.forms.door.typed = super::forms::Typed::default();
                self.forms.door.refused = Some(why);
            }
            Update::Recovery(key) => self.model.phase = Phase::Recovery(key.0.to_string()),
            Update::Shown(shown) => self.shown(*shown),
            Update::Drafts(drafts) => self.model.shown.drafts = drafts,
            Update::Page(page) => {
                self.model.page = page.map(|page| *page);
                self.watch_page();
            }
            Update::History(id, history) => self.model.history = Some((id, history)),
            Update::Found(found) => {
                // Finds for words that were changed since are not shown.
                if found.query == self.forms.query {
                    self.model.found = found;
                }
            }
            Update::Kept { slot, revision } => self.kept(&slot, revision),
            Update::NotKept { slot, why } => {
                self.model.trouble = Some(why);
                if let Some(page) = self.forms.pages.get_mut(&slot) {
                    page.not_committed(self.time);
                } else if slot == THANKS_SLOT {
                    self.forms.thanks.busy = false;
                    self.forms.thanks.saving.fail(self.time);
                } else if Some(&slot) == self.forms.checkin.slot().as_ref() {
                    self.forms.checkin.saving.fail(self.time);
                }
            }
            Update::Begun(begun) => {
                let slot = begun.slot.clone();
                // A page reached by an older name goes under its present one.
                if let Route::Write(open) = &self.route
                    && *open != slot
                    && self.forms.pages.get(open).is_some_and(|page| !page.ready)
                {
                    self.forms.pages.remove(open);
                    self.route = Route::Write(slot.clone());
                }
                if self.route == Route::Write(slot.clone()) {
                    if begun.both {
                        self.outbox.push(Request::Open(Some(begun.id)));
                    }
                    self.forms.pages.insert(slot, Writing::of_begun(begun));
                }
            }
            Update::Committed { slot, revision: _, id, on } => self.committed(&slot, id, on),
            Update::Done(command, id) => self.done(&command, id),
            Update::Trouble(why) => {
                self.forms.checkin.busy = false;
                if self.model.deleted.as_ref().is_some_and(|deleted| deleted.since >= self.time) {
                    self.model.deleted = None;
                }
                self.model.trouble = Some(why);
            }
            Update::Link(Told::Standing(standing)) => self.model.standing = standing,
            Update::Link(Told::Pairing(pairing)) => {
                if matches!(pairing, Pairing::Paired { .. }) {
                    self.forms.pairing = super::forms::Pairing::default();
                }
                self.model.pairing = pairing;
            }
            Update::Link(Told::Changed) => {}
            Update::Protected => {
                self.forms.us.lock = false;
                self.forms.us.passphrase = super::forms::Passphrase::default();
            }
        }
    }

    fn shown(&mut self, shown: super::model::Shown) {
        let is_first = matches!(self.model.phase, Phase::Waiting | Phase::Locked);
        if is_first {
            self.forms.door = super::forms::Door::default();
            self.model.phase = Phase::Open;
        }
        let form = &self.forms.checkin;
        // A new week, or the first look: what was typed for another week stays
        // in its own draft.
        if form.week != Some(shown.checkin.week) && !form.busy {
            self.forms.checkin.save(&mut self.outbox);
            self.forms.checkin.take_up(shown.checkin.week, &shown.drafts);
        }
        if is_first && let Some(draft) = shown.drafts.iter().find(|draft| draft.slot == THANKS_SLOT)
        {
            self.forms.thanks.text = draft.body.clone();
            self.forms.thanks.who = draft.who;
        }
        if shown.partner.is_none() && self.model.shown.partner.is_some() {
            self.model.standing = Standing::Unpaired;
        }
        self.model.shown = shown;
    }

    /// A page that both write is open under this person's hands, and the
    /// partner changed it: an untouched one takes that in at once.
    fn watch_page(&mut self) {
        let Some(page) = &self.model.page else { return };
        let slot = page.row.id.to_string();
        let Some(open) = self.forms.pages.get_mut(&slot) else { return };
        let differs = open.title != page.row.title || open.body != page.body;
        if self.route == Route::Write(slot)
            && differs
            && !open.is_changed()
            && !open.is_committing()
        {
            open.commit(Then::GoOn, &mut self.outbox);
        }
    }

    fn kept(&mut self, slot: &str, revision: u64) {
        let open = self.route == Route::Write(slot.to_owned());
        if let Some(page) = self.forms.pages.get_mut(slot) {
            page.saving.confirm(revision);
            if !open && page.saving.is_kept() && !page.is_committing() {
                self.forms.pages.remove(slot);
            }
        } else if slot == THANKS_SLOT {
            self.forms.thanks.saving.confirm(revision);
        } else if Some(slot) == self.forms.checkin.slot().as_deref() {
            self.forms.checkin.saving.confirm(revision);
        }
    }

    fn committed(
        &mut self,
        slot: &str,
        id: attune_core::ids::DocumentId,
        on: Option<super::worker::Begun>,
    ) {
        if slot == THANKS_SLOT {
            self.forms.thanks =
                super::forms::Thanks { who: self.forms.thanks.who, ..Default::default() };
            return;
        }
        let Some(mut page) = self.forms.pages.remove(slot) else { return };
        let open = self.route == Route::Write(slot.to_owned());
        match on {
            Some(begun) if open => {
                page.go_on(begun, self.time);
                if self.model.page.as_ref().is_none_or(|shown| shown.row.id != id) {
                    self.outbox.push(Request::Open(Some(id)));
                }
                self.route = Route::Write(page.slot.clone());
                self.forms.pages.insert(page.slot.clone(), page);
            }
            // Left while the commit was on its way: the draft it went on with
            // says nothing new, unless something was typed since.
            Some(begun) => {
                page.go_on(begun, self.time);
                let slot = page.slot.clone();
                self.forms.pages.insert(slot.clone(), page);
                self.leave_page(&slot);
            }
            None if open => {
                self.outbox.push(Request::Open(Some(id)));
                self.model.page = None;
                self.route = Route::Page(id);
            }
            None => {}
        }
    }

    fn done(&mut self, command: &Command, id: attune_core::ids::DocumentId) {
        match command {
            Command::Delete { .. } => {
                self.deletions_pending = true;
                if matches!(self.route, Route::Page(_)) {
                    let kind = self.model.page.take().map(|page| page.row.kind);
                    self.route = match kind {
                        Some(super::model::Kind::Thanks) => Route::Gratitude,
                        _ => Route::Journal,
                    };
                    self.outbox.push(Request::Open(None));
                }
            }
            Command::Share { .. } => {
                if matches!(self.route, Route::Page(_)) {
                    self.outbox.push(Request::Open(Some(id)));
                    self.route = Route::Page(id);
                }
            }
            Command::AnswerCheckin { week, .. } => {
                self.forms.checkin = super::forms::Checkin { week: *week, ..Default::default() };
            }
            Command::TryNext { .. } => self.forms.checkin.trying.clear(),
            _ => {}
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

fn hour(now: &Now) -> i8 {
    let local = now.at.millis() / 60_000 + i64::from(now.offset_minutes);
    i8::try_from(local.div_euclid(60).rem_euclid(24)).unwrap_or_default()
}
