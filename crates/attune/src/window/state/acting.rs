//! Carrying out what a person asked for.

use super::State;
use crate::link::{Ask, Pairing};
use crate::window::action::{self, Action};
use crate::window::forms::Lock;
use crate::window::model::{Deleted, Phase, Settled};
use crate::window::route::{PairingWay, Route};
use crate::window::typing::Writing;
use crate::window::worker::{Request, Secret, Then};
use attune_core::command::{Command, Deletion};
use attune_core::kinds::journal::Page;
use attune_core::secrets::is_last_group;
use attune_core::time::{Day, Weekday};

impl State {
    /// Carries out what a person asked for.
    pub(crate) fn act(&mut self, action: Action) {
        match action {
            Action::Go(route) => self.go(route),
            Action::NewPage => {
                self.pages_begun += 1;
                let slot = format!("page-{}-{}", self.now.at.millis(), self.pages_begun);
                self.go(Route::Write(slot));
            }
            Action::NewFeeling => self.begin_feeling(),
            Action::Understood => self.model.trouble = None,
            Action::Door(door) => self.door(&door),
            Action::Writing(writing) => self.writing(writing),
            Action::Page(page) => self.page(page),
            Action::Thanks(thanks) => self.thanks(&thanks),
            Action::Answer(answer) => self.answer(answer),
            Action::Talk(talk) => self.talk(talk),
            Action::Checkin(checkin) => self.checkin(checkin),
            Action::Pulse(pulse) => self.pulse(pulse),
            Action::Rituals(rituals) => self.rituals(rituals),
            Action::Pause(pause) => self.pause(pause),
            Action::Look(looked) => {
                self.forms.looked = looked.clone();
                if looked.query.trim().is_empty() {
                    self.model.found = crate::window::model::Found::default();
                } else {
                    self.outbox.push(Request::Search(looked));
                }
            }
            Action::Us(us) => self.us(&us),
            Action::Carry(carry) => self.carry(carry),
            Action::Backing(backing) => self.back(backing),
            Action::Link(ask) => self.link(ask),
            Action::Invited => {
                self.forms.pairing.by_invitation = true;
                self.model.pairing = Pairing::Idle;
                self.go(Route::Pairing(PairingWay::Type));
            }
            Action::KeepInvitation(text) => self.outbox.push(Request::KeepInvitation(text)),
            Action::ReadInvitation(file) => {
                self.forms.pairing.by_invitation = true;
                self.outbox.push(Request::ReadInvitation(file));
            }
            Action::Copy(text) => self.clipboard = Some(text),
            Action::Journal(pages) => {
                self.model.pages = self.model.shown.pages(&pages);
                self.forms.journal = pages;
            }
            Action::Together(action::Together::Show(show)) => {
                self.model.timeline = self.model.shown.showing(&show);
                self.forms.together.show = show;
            }
            Action::Together(action::Together::Day(day)) => {
                self.forms.together.chosen = Some(day);
            }
            Action::Together(action::Together::Month(month)) => {
                self.forms.together.month = Some(month);
            }
            Action::Together(action::Together::Table(as_table)) => {
                self.forms.together.as_table = as_table;
            }
            Action::Prefer(prefer) => self.prefer(prefer),
            Action::Why(of) => self.forms.why = of,
            Action::Keys(shown) => self.forms.keys = shown,
            Action::OnlyThePage(only) => self.forms.only_the_page = only,
        }
    }

    pub(super) fn prefer(&mut self, prefer: action::Prefer) {
        let preferences = &mut self.model.preferences;
        let before = preferences.clone();
        match prefer {
            action::Prefer::Text(size) => preferences.text = size,
            action::Prefer::Light(light) => preferences.light = light,
            action::Prefer::Motion(motion) => preferences.motion = motion,
            action::Prefer::Language(language) => preferences.language = language,
            action::Prefer::Spelling(marking) => preferences.spelling = marking,
            action::Prefer::Reminders(reminding) => preferences.reminders = reminding,
            action::Prefer::Checkin(at) => preferences.checkin = at,
            action::Prefer::Place(place) => preferences.place = Some(place),
        }
        if *preferences == before {
            return;
        }
        let kept = preferences.clone();
        self.outbox.push(match prefer {
            action::Prefer::Place(_) => Request::Remember(kept),
            _ => Request::Prefer(kept),
        });
    }

    fn door(&mut self, door: &action::Door) {
        let form = &mut self.forms.door;
        form.refused = None;
        match door {
            action::Door::Named => form.named = !form.name.trim().is_empty(),
            action::Door::Rename => form.named = false,
            action::Door::Ink(ink) => form.ink = *ink,
            action::Door::Make => {
                let passphrase = match form.lock {
                    Lock::Passphrase if !form.passphrase.is_ready() => return,
                    Lock::Passphrase => Some(Secret::new(&form.passphrase.first)),
                    Lock::Nothing => None,
                };
                form.busy = true;
                let name = form.name.trim().to_owned();
                let ink = form.ink;
                self.outbox.push(Request::Make { name, ink, passphrase });
            }
            action::Door::WrittenDown => {
                let Phase::Recovery(key) = &self.model.phase else { return };
                if is_last_group(key, &form.last_group.0) {
                    self.enter();
                }
            }
            action::Door::Later => {
                if let Phase::Recovery(_) = self.model.phase {
                    self.remind(Some(next_sunday(self.model.today)));
                    self.enter();
                }
            }
            action::Door::Restoring(shown) => self.show_restoring(*shown),
            action::Door::Restore => self.restore(),
            action::Door::StopRestoring => self.outbox.push(Request::StopRestoring),
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
            action::Door::Mend => {
                self.model.phase = Phase::Waiting;
                self.outbox.push(Request::Mend);
            }
            action::Door::Use(with) => {
                form.with = *with;
                form.typed = crate::window::forms::Typed::default();
            }
        }
    }

    /// In, after the recovery key of a new profile was shown.
    fn enter(&mut self) {
        self.forms.door = crate::window::forms::Door::default();
        self.model.phase = Phase::Open;
    }

    /// From this day on Today reminds of the recovery key; never with `None`.
    fn remind(&mut self, from: Option<Day>) {
        self.model.preferences.remind = from;
        self.outbox.push(Request::Prefer(self.model.preferences.clone()));
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
                    let home = self.forms.pages.remove(&slot).map(|page| page.home());
                    self.route = id.map_or_else(|| home.unwrap_or_default(), Route::Page);
                    self.outbox.push(Request::Open(id));
                } else if page.is_sayable() {
                    page.commit(Then::Leave, &mut self.outbox);
                }
            }
            action::Writing::Discard => {
                self.outbox.push(Request::Discard(slot.clone()));
                let page = self.forms.pages.remove(&slot);
                self.route = page.map(|page| page.home()).unwrap_or_default();
            }
            action::Writing::HearFirst(hear_first) => {
                page.set_page(Page { hear_first, ..page.page() });
                if !page.is_empty() {
                    page.saving.touch(self.time);
                }
            }
            action::Writing::Margin => {
                page.read_margin();
                if !page.is_empty() {
                    page.saving.touch(self.time);
                }
            }
            about_a_feeling => self.feeling(about_a_feeling),
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
                let row = row.or_else(|| self.model.shown.row_of(id));
                let row = row.or_else(|| self.ritual_row(id));
                let named = row.map(|row| (row.name(), row.is_shared()));
                let named = named.or_else(|| self.card_named(id));
                let since = self.time;
                self.model.deleted =
                    named.map(|(name, shared)| Deleted { id, name, shared, since });
                self.outbox.push(Request::Do(Command::Delete { id, deletion: Deletion::Pending }));
            }
            action::Page::BringBack(id) => {
                self.model.deleted = None;
                self.outbox.push(Request::Do(Command::Undo { id: Some(id) }));
            }
            action::Page::Choose(id, choice) => {
                self.forms.wording = None;
                let page = self.model.page.as_ref().filter(|page| page.row.id == id);
                self.model.settled = page.map(|page| Settled {
                    id,
                    before: page.body.clone(),
                    after: None,
                    since: self.time,
                });
                self.outbox.push(Request::Do(Command::Choose { id, choice }));
            }
            action::Page::Unchoose => {
                let Some(settled) = self.model.settled.take() else { return };
                let body = Some(settled.before);
                self.outbox.push(Request::Do(Command::Edit { id: settled.id, title: None, body }));
            }
        }
    }

    fn thanks(&mut self, thanks: &action::Thanks) {
        let form = &mut self.forms.lines.thanks;
        let seen = &mut self.forms.gratitude;
        match thanks {
            action::Thanks::Year(year) => {
                *seen = crate::window::forms::Gratitude { year: Some(*year), ..Default::default() };
            }
            action::Thanks::Choose(id) => seen.chosen = *id,
            action::Thanks::EarlierMonths => seen.earlier = true,
            action::Thanks::Typed => form.saving.touch(self.time),
            action::Thanks::For(who) => {
                form.who = *who;
                if !form.text.trim().is_empty() {
                    form.saving.touch(self.time);
                }
            }
            action::Thanks::Done => {
                form.done(self.time, &mut self.outbox);
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
            action::Us::Ink(ink) => {
                if self.model.shown.inks.chosen != Some(*ink) {
                    self.outbox.push(Request::Do(Command::ChooseInk(*ink)));
                }
            }
            action::Us::ShowLock(open) => {
                form.lock = *open;
                form.passphrase = crate::window::forms::Passphrase::default();
            }
            action::Us::Protect => {
                if form.passphrase.is_ready() {
                    let secret = Secret::new(&form.passphrase.first);
                    self.outbox.push(Request::Protect(Some(secret)));
                }
            }
            action::Us::Unprotect => self.outbox.push(Request::Protect(None)),
            action::Us::ShowRecovery(true) => self.outbox.push(Request::RecoveryKey),
            action::Us::ShowRecovery(false) => form.hide_key(),
            action::Us::WrittenDown => {
                let key = form.recovery.as_ref();
                if key.is_some_and(|key| is_last_group(&key.0, &form.last_group.0)) {
                    form.hide_key();
                    self.remind(None);
                }
            }
            action::Us::Later => self.remind(Some(next_sunday(self.model.today))),
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
}

/// The first Sunday after this day.
fn next_sunday(day: Day) -> Day {
    let after = (1..=7).map(|days| day.plus(days));
    after.into_iter().find(|day| day.weekday() == Weekday::Sunday).unwrap_or(day)
}
