//! The state and a real worker on a real vault, without a window.

use crate::clock;
use crate::window::action::{Action, Checkin, Door, Page, Thanks, Us, Writing};
use crate::window::choosing::{Kinds, Sort};
use crate::window::forms::Lock;
use crate::window::model::{Among, Looked, Phase, Place, Reach, Whose};
use crate::window::preferences::Preferences;
use crate::window::route::Route;
use crate::window::state::State;
use crate::window::worker::Worker;
use attune_core::command::{Command, Who};
use attune_core::time::Weekday;
use attune_core::vault::Vault;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Nothing a test does leaves the machine.
const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A window's state with its worker, and a clock that only goes when told.
pub(super) struct Desk {
    pub(super) state: State,
    worker: Worker,
    time: f64,
}

impl Desk {
    pub(super) fn open(folder: &Path) -> Self {
        let worker = Worker::start(folder.to_owned(), Some(LOOPBACK), || {}).unwrap();
        let mut desk = Self { state: State::new(clock::now()), worker, time: 0.0 };
        desk.until(|state| state.model.phase != Phase::Waiting);
        desk
    }

    pub(super) fn act(&mut self, action: Action) {
        self.state.act(action);
        self.pass(0.0);
    }

    pub(super) fn pass(&mut self, seconds: f64) {
        self.time += seconds;
        self.state.tick(self.time, clock::now());
        for request in self.state.outbox.drain(..) {
            self.worker.ask(request);
        }
        for update in self.worker.updates() {
            self.state.receive(update);
        }
    }

    #[track_caller]
    pub(super) fn until(&mut self, is_so: impl Fn(&State) -> bool) {
        let since = Instant::now();
        while !is_so(&self.state) {
            assert!(since.elapsed() < Duration::from_secs(30), "it never came");
            std::thread::sleep(Duration::from_millis(2));
            self.pass(0.0);
        }
    }

    pub(super) fn close(mut self) {
        self.state.save_all();
        self.pass(0.0);
        self.worker.end();
    }

    /// Writes a page and says that it is done.
    pub(super) fn write(&mut self, title: &str, body: &str, who: Who) {
        let before = self.state.model.shown.journal.len();
        self.act(Action::NewPage);
        let Route::Write(slot) = self.state.route.clone() else { panic!("not writing") };
        self.act(Action::Writing(Writing::For(who)));
        let page = self.state.forms.pages.get_mut(&slot).unwrap();
        (page.title, page.body) = (title.to_owned(), body.to_owned());
        self.act(Action::Writing(Writing::Typed));
        self.act(Action::Writing(Writing::Done));
        self.until(|state| state.model.shown.journal.len() == before + 1);
        self.until(|state| state.model.page.is_some());
    }
}

impl Desk {
    /// Types the last group of the recovery key that is shown.
    /// Makes a profile of that name with nothing to protect it. Gives its recovery
    /// key.
    fn makes(&mut self, name: &str) -> String {
        self.state.forms.door.name = name.to_owned();
        self.state.forms.door.lock = Lock::Nothing;
        self.act(Action::Door(Door::Named));
        self.act(Action::Door(Door::Make));
        self.until(|state| matches!(state.model.phase, Phase::Recovery(_)));
        self.key()
    }

    /// The recovery key that is shown.
    fn key(&self) -> String {
        let Phase::Recovery(key) = &self.state.model.phase else { panic!("no key") };
        key.clone()
    }

    pub(super) fn writes_down(&mut self) {
        let key = self.key();
        self.state.forms.door.last_group.0.push_str(last_of(&key));
        self.act(Action::Door(Door::WrittenDown));
        assert_eq!(self.state.model.phase, Phase::Open);
    }
}

/// A new profile of that name, open.
pub(super) fn named(name: &str) -> (TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(&folder.path().join("profile"));
    assert_eq!(desk.state.model.phase, Phase::FirstRun);
    desk.makes(&format!(" {name} "));
    desk.writes_down();
    desk.until(|state| state.model.shown.me == name);
    (folder, desk)
}

/// The last group of a recovery key.
fn last_of(key: &str) -> &str {
    key.rsplit('-').next().unwrap()
}

#[test]
fn a_page_is_written_read_changed_shared_later_deleted_and_brought_back() {
    let (folder, mut desk) = named("Alex");
    desk.write("Garlic", "It came up.", Who::OnlyMe);
    let page = desk.state.model.page.clone().unwrap();
    assert_eq!(page.row.place, Place::OnlyMe);
    assert_eq!(desk.state.route, Route::Page(page.row.id));

    desk.act(Action::Page(Page::Edit(page.row.id)));
    let slot = page.row.id.to_string();
    desk.until(|state| state.forms.pages.get(&slot).is_some_and(|page| page.ready));
    desk.state.forms.pages.get_mut(&slot).unwrap().body = "It came up. All of it.".to_owned();
    desk.act(Action::Writing(Writing::Typed));
    // One's own page goes in when it is left.
    desk.act(Action::Go(Route::Today));
    desk.until(|state| state.model.shown.journal[0].words == "It came up. All of it.");
    desk.until(|state| state.model.shown.drafts.is_empty() && state.forms.pages.is_empty());

    desk.act(Action::Go(Route::History(page.row.id)));
    desk.until(|state| state.model.history.as_ref().is_some_and(|(_, all)| all.len() == 2));

    desk.act(Action::Go(Route::Page(page.row.id)));
    desk.until(|state| state.model.page.is_some());
    desk.act(Action::Page(Page::Share(page.row.id)));
    desk.until(|state| state.model.shown.wishes.len() == 1);
    assert_eq!(desk.state.model.shown.wishes[0].reach, Reach::WishRead);

    desk.act(Action::Page(Page::Delete(page.row.id)));
    desk.until(|state| state.model.shown.journal.is_empty());
    desk.act(Action::Go(Route::Today));
    desk.act(Action::Go(Route::Journal));
    // Left, so it is final; and still it can be brought back.
    let deleted = desk.state.model.deleted.clone().unwrap();
    desk.act(Action::Page(Page::BringBack(deleted.id)));
    desk.until(|state| state.model.shown.journal.len() == 1);
    assert_eq!(desk.state.model.trouble, None);
    // And it is a page like any other.
    desk.act(Action::Go(Route::Page(deleted.id)));
    desk.until(|state| state.model.page.as_ref().is_some_and(|page| !page.deleted));

    desk.close();
    let mut desk = Desk::open(&folder.path().join("profile"));
    desk.until(|state| state.model.shown.journal.len() == 1);
    desk.close();
}

#[test]
fn a_draft_is_taken_up_again() {
    let (folder, mut desk) = named("Alex");
    desk.act(Action::NewPage);
    let Route::Write(slot) = desk.state.route.clone() else { panic!("not writing") };
    desk.state.forms.pages.get_mut(&slot).unwrap().body = "Before I forget".to_owned();
    desk.act(Action::Writing(Writing::Typed));
    desk.pass(1.0);
    desk.until(|state| state.forms.pages[&slot].saving.is_kept());
    desk.state.forms.lines.thanks.text = "The soup".to_owned();
    desk.act(Action::Thanks(Thanks::Typed));
    desk.state.forms.checkin.answers[1] = "Ask me".to_owned();
    desk.act(Action::Checkin(Checkin::Typed));
    desk.pass(1.0);
    desk.until(|state| state.model.shown.drafts.len() == 3);
    // As a crash would: the worker is not told that it ends.
    std::mem::forget(desk.worker);

    let mut desk = Desk::open(&folder.path().join("profile"));
    assert_eq!(desk.state.forms.lines.thanks.text, "The soup");
    assert_eq!(desk.state.forms.checkin.answers[1], "Ask me");
    desk.act(Action::Go(Route::Write(slot.clone())));
    assert_eq!(desk.state.forms.pages[&slot].body, "Before I forget");
    desk.act(Action::Writing(Writing::Done));
    desk.until(|state| state.model.shown.journal.len() == 1);
    desk.act(Action::Thanks(Thanks::Done));
    desk.until(|state| state.model.shown.thanks.len() == 1);
    // Thanks are changed on the same page as journals, without a title.
    let thanks = desk.state.model.shown.thanks[0].id;
    desk.act(Action::Page(Page::Edit(thanks)));
    let slot = thanks.to_string();
    desk.until(|state| state.forms.pages.get(&slot).is_some_and(|page| page.ready));
    desk.state.forms.pages.get_mut(&slot).unwrap().body = "The soup, hot".to_owned();
    desk.act(Action::Writing(Writing::Typed));
    desk.act(Action::Writing(Writing::Done));
    desk.until(|state| state.model.shown.thanks[0].words == "The soup, hot");
    desk.act(Action::Checkin(Checkin::Seal));
    desk.until(|state| state.model.shown.checkin.mine.is_some());
    desk.until(|state| state.model.shown.drafts.is_empty());
    desk.act(Action::Checkin(Checkin::Day(Weekday::Friday)));
    desk.until(|state| state.model.shown.checkin.weekday == Weekday::Friday);
    assert_eq!(desk.state.model.trouble, None);
    desk.close();
}

#[test]
fn a_passphrase_of_spaces_is_a_passphrase_and_two_hundred_pictures_are_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    let (name, spaces) = ("🌻".repeat(200), " ".repeat(4));
    let mut desk = Desk::open(&profile);
    desk.state.forms.door.name = name.clone();
    desk.state.forms.door.lock = Lock::Passphrase;
    let passphrase = &mut desk.state.forms.door.passphrase;
    (*passphrase.first, *passphrase.again) = (spaces.clone(), spaces.clone());
    desk.act(Action::Door(Door::Named));
    desk.act(Action::Door(Door::Make));
    desk.until(|state| matches!(state.model.phase, Phase::Recovery(_)));
    desk.close();

    let mut desk = Desk::open(&profile);
    assert_eq!(desk.state.model.phase, Phase::Locked);
    for (typed, opens) in [(" ".repeat(3), false), (spaces, true)] {
        *desk.state.forms.door.typed.0 = typed;
        desk.act(Action::Door(Door::Open));
        desk.until(|state| state.model.phase == Phase::Open || state.forms.door.refused.is_some());
        assert_eq!(desk.state.model.phase == Phase::Open, opens);
    }
    desk.until(|state| state.model.shown.me == name);
    desk.close();
}

#[test]
fn what_another_process_writes_shows_and_is_found() {
    let (folder, mut desk) = named("Alex");
    let unlock = attune_core::secrets::Unlock::Nothing;
    let mut other = Vault::open(&folder.path().join("profile"), &unlock).unwrap();
    let text = "Tea, without a word".to_owned();
    let command = Command::AddGratitude { text, who: Who::PartnerReads };
    other.apply(&command, &clock::now(), &mut clock::randomness().unwrap()).unwrap();
    desk.until(|state| state.model.shown.thanks.len() == 1);
    desk.act(Action::Go(Route::Search));
    let looked = Looked { query: "wor".to_owned(), ..Looked::default() };
    desk.act(Action::Look(looked.clone()));
    desk.until(|state| state.model.found.rows.len() == 1);
    let find = &desk.state.model.found.rows[0];
    assert_eq!(find.snippet.get(find.in_snippet[0].clone()), Some("word"));
    // Where it is not, it is not found.
    let pages = Kinds::default().with(Sort::Pages, true);
    let elsewhere = [
        Among { kinds: pages, by: None },
        Among { kinds: Kinds::default(), by: Some(Whose::Theirs) },
    ];
    for among in elsewhere {
        let looked = Looked { among, ..looked.clone() };
        desk.act(Action::Look(looked.clone()));
        desk.until(|state| state.model.found.of == looked);
        assert!(desk.state.model.found.rows.is_empty(), "{among:?}");
    }
    let thanks = Kinds::default().with(Sort::Thanks, true);
    let among = Among { kinds: thanks, by: Some(Whose::Mine) };
    desk.act(Action::Look(Looked { among, ..looked }));
    desk.until(|state| state.model.found.rows.len() == 1);
    desk.close();
}

#[test]
fn who_writes_the_key_down_later_is_reminded_until_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    let mut desk = Desk::open(&profile);
    let key = desk.makes("Alex");
    // What is no last group of it does not open.
    desk.state.forms.door.last_group.0.push_str(&key[..4]);
    desk.act(Action::Door(Door::WrittenDown));
    assert!(matches!(desk.state.model.phase, Phase::Recovery(_)));
    desk.act(Action::Door(Door::Later));
    assert_eq!(desk.state.model.phase, Phase::Open);
    let sunday = desk.state.model.preferences.remind.unwrap();
    assert_eq!(sunday.weekday(), Weekday::Sunday);
    assert!(sunday > desk.state.model.today && sunday <= desk.state.model.today.plus(7));
    desk.until(|state| !state.model.shown.me.is_empty());
    desk.close();
    assert_eq!(Preferences::read(&profile).remind, Some(sunday), "it was forgotten");

    let mut desk = Desk::open(&profile);
    desk.state.model.preferences = Preferences::read(&profile);
    desk.until(|state| state.model.phase == Phase::Open);
    desk.act(Action::Go(Route::Us));
    desk.act(Action::Us(Us::ShowRecovery(true)));
    desk.until(|state| state.forms.us.recovery.is_some());
    let shown = desk.state.forms.us.recovery.as_ref().map(|key| key.0.to_string());
    assert_eq!(shown.as_ref(), Some(&key), "another key is no help to who wrote this one down");
    desk.state.forms.us.last_group.0.push_str(&key[..4]);
    desk.act(Action::Us(Us::WrittenDown));
    assert!(desk.state.model.preferences.remind.is_some());
    desk.state.forms.us.last_group.0.clear();
    desk.state.forms.us.last_group.0.push_str(&last_of(&key).to_lowercase());
    desk.act(Action::Us(Us::WrittenDown));
    assert_eq!(desk.state.forms.us.recovery, None);
    desk.close();
    assert_eq!(Preferences::read(&profile).remind, None);
}

#[test]
fn a_lock_is_set_asked_for_and_opened_by_either_key() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    let mut desk = Desk::open(&profile);
    let key = desk.makes("Alex");
    desk.writes_down();
    desk.act(Action::Go(Route::Us));
    desk.act(Action::Us(Us::ShowRecovery(true)));
    desk.until(|state| state.forms.us.recovery.is_some());
    assert_eq!(
        desk.state.forms.us.recovery.as_ref().map(|key| key.0.to_string()),
        Some(key.clone())
    );
    desk.act(Action::Go(Route::Today));
    assert_eq!(desk.state.forms.us.recovery, None);
    desk.act(Action::Us(Us::ShowLock(true)));
    for text in
        [&mut *desk.state.forms.us.passphrase.first, &mut *desk.state.forms.us.passphrase.again]
    {
        text.push_str("four plain words here");
    }
    desk.act(Action::Us(Us::Protect));
    desk.until(|state| state.model.shown.protected);
    desk.close();

    let mut desk = Desk::open(&profile);
    assert_eq!(desk.state.model.phase, Phase::Locked);
    desk.state.forms.door.typed.0.push_str("something else");
    desk.act(Action::Door(Door::Open));
    desk.until(|state| state.forms.door.refused.is_some());
    desk.state.forms.door.typed.0.push_str("four plain words here");
    desk.act(Action::Door(Door::Open));
    desk.until(|state| state.model.phase == Phase::Open);
    desk.close();

    let mut desk = Desk::open(&profile);
    desk.act(Action::Door(Door::Use(crate::window::action::OpenWith::RecoveryKey)));
    desk.state.forms.door.typed.0.push_str(&key.to_lowercase());
    desk.act(Action::Door(Door::Open));
    desk.until(|state| state.model.phase == Phase::Open);
    desk.close();
}

#[test]
fn an_unreadable_profile_is_said_and_left_alone() {
    let (folder, desk) = named("Alex");
    desk.close();
    let file = folder.path().join("profile").join(attune_core::vault::VAULT_FILE);
    std::fs::write(&file, "not a vault").unwrap();
    let mut desk = Desk::open(&folder.path().join("profile"));
    assert!(matches!(desk.state.model.phase, Phase::Damaged(_)));
    // Nothing of it can be kept, which is said.
    desk.act(Action::Door(Door::Mend));
    desk.until(|state| matches!(state.model.phase, Phase::Closed(_)));
    desk.close();
    assert_eq!(std::fs::read(&file).unwrap(), b"not a vault");
}

#[test]
fn of_a_damaged_profile_what_can_be_read_is_kept_by_one_button() {
    let (folder, mut desk) = named("Alex");
    desk.write("Tea", "It rained.", Who::OnlyMe);
    desk.close();
    let profile = folder.path().join("profile");
    let file = profile.join(attune_core::vault::VAULT_FILE);
    let mut bytes = std::fs::read(&file).unwrap();
    // What the file begins with, by which every page of it is keyed.
    bytes[5] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let mut desk = Desk::open(&profile);
    assert!(matches!(desk.state.model.phase, Phase::Damaged(_)));
    desk.act(Action::Door(Door::Mend));
    desk.until(|state| state.model.phase == Phase::Open && state.model.trouble.is_some());
    let told = desk.state.model.trouble.clone().unwrap();
    assert!(told.contains("vault.damaged-"), "{told}");
    assert_eq!(desk.state.model.shown.journal.len(), 1);
    desk.close();
}

#[test]
fn what_is_typed_for_a_check_in_outlives_a_crash_and_its_week() {
    let (folder, mut desk) = named("Alex");
    let profile = folder.path().join("profile");
    desk.state.forms.checkin.trying = "A walk".to_owned();
    desk.act(Action::Checkin(Checkin::TryTyped));
    desk.pass(1.0);
    desk.until(|state| state.model.shown.drafts.len() == 1);
    // Another week's, never sealed.
    let unlock = attune_core::secrets::Unlock::Nothing;
    let mut other = Vault::open(&profile, &unlock).unwrap();
    let draft = attune_core::vault::Draft {
        slot: "checkin-2026-W02".to_owned(),
        kind: "checkin".to_owned(),
        document: None,
        who: Who::OnlyMe,
        title: String::new(),
        body: r#"["The soup","",""]"#.to_owned(),
        detail: None,
    };
    other.save_draft(&draft, &clock::now(), &mut clock::randomness().unwrap()).unwrap();
    std::mem::forget(desk.worker);

    let mut desk = Desk::open(&profile);
    assert_eq!(desk.state.forms.checkin.trying, "A walk");
    assert_eq!(desk.state.model.shown.drafts.len(), 2);
    desk.act(Action::Checkin(Checkin::Try));
    desk.until(|state| state.model.shown.drafts.len() == 1);
    assert_eq!(desk.state.model.shown.checkin.tries.len(), 1);
    assert_eq!(desk.state.forms.checkin.trying, "");
    desk.act(Action::Checkin(Checkin::Discard(draft.slot)));
    desk.until(|state| state.model.shown.drafts.is_empty());
    assert_eq!(desk.state.model.trouble, None);
    desk.close();
}

#[test]
fn a_wrong_recovery_key_and_a_missing_vault_have_their_own_sentences() {
    let (folder, mut desk) = named("Alex");
    let profile = folder.path().join("profile");
    desk.state.forms.us.passphrase.first = "under the pear tree".to_owned().into();
    desk.state.forms.us.passphrase.again = "under the pear tree".to_owned().into();
    desk.act(Action::Us(Us::Protect));
    desk.until(|state| state.model.shown.protected);
    desk.close();

    let mut desk = Desk::open(&profile);
    let other = attune_core::secrets::RecoveryKey::generate(&mut clock::randomness().unwrap());
    desk.state.forms.door.with = crate::window::action::OpenWith::RecoveryKey;
    desk.state.forms.door.typed = crate::window::forms::Typed(other.to_text().to_string().into());
    desk.act(Action::Door(Door::Open));
    desk.until(|state| state.forms.door.refused.is_some());
    let refused = desk.state.forms.door.refused.clone().unwrap();
    assert!(refused.contains("recovery key does not open"), "{refused}");
    desk.close();

    std::fs::remove_file(profile.join(attune_core::vault::VAULT_FILE)).unwrap();
    let mut desk = Desk::open(&profile);
    desk.state.forms.door.typed =
        crate::window::forms::Typed("under the pear tree".to_owned().into());
    desk.act(Action::Door(Door::Open));
    desk.until(|state| state.forms.door.refused.is_some());
    assert!(desk.state.forms.door.refused.as_ref().unwrap().contains("is missing"));
    desk.close();
}
