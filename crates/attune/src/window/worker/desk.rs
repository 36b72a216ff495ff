//! What the worker does: opening, writing, reading again what changed.

mod restoring;
mod talk;

use super::backing::Backing;
use super::carrying::{Carrying, Changed, With};
use super::connection::{self, Connection, Wake};
use super::talking::Talking;
use super::{Begun, Request, Secret, Then, Update, read};
use crate::clock;
use crate::computer;
use crate::invitation;
use crate::link::{Ask, Pairing, PairingFailure, Told};
use crate::sentences;
use crate::texts::tr;
use crate::window::failure;
use crate::window::model::{Page, Shown};
use crate::window::pausing::Stage;
use attune_core::command::{Command, Who};
use attune_core::ids::DocumentId;
use attune_core::kinds::profile::Ink;
use attune_core::secrets::{
    Hardness, ParseRecoveryKeyError, Passphrase, Protection, RecoveryKey, Unlock, UnlockError,
};
use attune_core::time::Day;
use attune_core::vault::{
    Arrival, CommandError, DataVersion, Draft, NewVault, Reader, Vault, VaultError, exists,
    is_protected,
};
use rand_chacha::ChaCha20Rng;
use std::collections::HashSet;
use std::net::IpAddr;
use std::path::PathBuf;

/// After how many looks what was deleted long enough ago is purged.
const PURGE_EVERY: u32 = 60;

/// The worker's state.
pub(super) struct Desk {
    folder: PathBuf,
    bind: Option<IpAddr>,
    wake: Wake,
    tell: Box<dyn Fn(Update) + Send>,
    open: Option<Open>,
    /// What would open the vault, were it not damaged.
    damaged: Option<Unlock>,
    restoring: Option<restoring::Restoring>,
}

/// An open vault, and what the window was last told of it.
struct Open {
    vault: Vault,
    reader: Reader,
    rng: ChaCha20Rng,
    connection: Option<Box<dyn Connection>>,
    version: DataVersion,
    day: Day,
    stale: bool,
    drafts_stale: bool,
    /// How often the vault was looked at.
    looks: u32,
    shown: Option<Shown>,
    /// What it was told before that, kept so that its rows are freed here and
    /// not while drawing.
    let_go: Option<Shown>,
    watched: Option<DocumentId>,
    page: Option<Page>,
    talking: Talking,
    carrying: Carrying,
    backing: Backing,
    wake: Wake,
}

/// Whether mending may help.
fn is_damage(error: &VaultError) -> bool {
    matches!(error, VaultError::Damaged | VaultError::Inconsistent(_))
}

impl Desk {
    pub(super) fn new(
        folder: PathBuf,
        bind: Option<IpAddr>,
        wake: Wake,
        tell: Box<dyn Fn(Update) + Send>,
    ) -> Self {
        Self { folder, bind, wake, tell, open: None, damaged: None, restoring: None }
    }

    /// Finds out what there is to open, and opens it where nothing is asked.
    pub(super) fn begin(&mut self) {
        if !exists(&self.folder) {
            (self.tell)(Update::FirstRun);
            return;
        }
        match is_protected(&self.folder) {
            Ok(true) => (self.tell)(Update::Locked),
            Ok(false) => match self.unlock(&Unlock::Nothing) {
                Ok(()) => {}
                Err(error) if is_damage(&error) => self.offer_mending(Unlock::Nothing),
                Err(error) => (self.tell)(Update::Closed(failure::vault(&error, &self.folder))),
            },
            Err(error) => (self.tell)(Update::Closed(failure::vault(&error, &self.folder))),
        }
    }

    /// The last thing: what was deleted and left is final.
    pub(super) fn end(&mut self) {
        if let Some(open) = &mut self.open {
            open.carrying.end();
            open.backing.end();
            let _ = open.vault.finish_deletions(&clock::now(), &mut open.rng);
        }
    }

    pub(super) fn serve(&mut self, request: Request) {
        match request {
            Request::Make { name, ink, passphrase } => self.make(&name, ink, passphrase),
            Request::Unlock(passphrase) => {
                let passphrase = Passphrase::new(passphrase.0.to_string());
                self.try_unlock(&passphrase.map_or(Unlock::Nothing, Unlock::Passphrase));
            }
            Request::Recover(text) => match RecoveryKey::parse(&text.0) {
                Ok(key) => self.try_unlock(&Unlock::Recovery(key)),
                Err(ParseRecoveryKeyError::Form) => {
                    (self.tell)(Update::Refused(tr!("recovery-form")));
                }
                Err(ParseRecoveryKeyError::Check) => {
                    (self.tell)(Update::Refused(tr!("recovery-slip")));
                }
            },
            Request::Mend => self.mend(),
            Request::Restore { file, with, typed } => self.restore(file, with, &typed),
            Request::StopRestoring => self.stop_restoring(),
            Request::Prefer(preferences) => {
                if let Err(error) = preferences.keep(&self.folder) {
                    let why = error.to_string();
                    (self.tell)(Update::Trouble(tr!("looks-not-kept", why = why)));
                }
            }
            Request::Remember(preferences) => {
                let _ = preferences.keep(&self.folder);
            }
            Request::Wake | Request::End => {}
            request => {
                let Some(open) = &mut self.open else { return };
                if let Err(error) = open.serve(request, &self.tell) {
                    (self.tell)(Update::Trouble(failure::command(&error, &self.folder)));
                }
            }
        }
    }

    fn make(&mut self, name: &str, ink: Ink, passphrase: Option<Secret>) {
        let passphrase = passphrase.and_then(|text| Passphrase::new(text.0.to_string()));
        let protection = match passphrase {
            Some(passphrase) => Protection::Passphrase(passphrase, Hardness::DEFAULT),
            None => Protection::Nothing,
        };
        let Ok(mut rng) = clock::randomness() else {
            (self.tell)(Update::Refused(tr!("error-randomness")));
            return;
        };
        let device_name = crate::terminal::device_name();
        let new = NewVault { name, device_name: &device_name, protection };
        match Vault::create(&self.folder, &new, &clock::now(), &mut rng) {
            Ok((mut vault, recovery)) => {
                // Where this fails the words show in another ink, which can be
                // chosen again; the vault is there.
                let _ = vault.apply(&Command::ChooseInk(ink), &clock::now(), &mut rng);
                // The key goes first: once the vault is told of, it shows.
                (self.tell)(Update::Recovery(Secret::new(&recovery.to_text())));
                if let Err(error) = self.opened(vault, rng) {
                    (self.tell)(Update::Closed(failure::vault(&error, &self.folder)));
                }
            }
            Err(error) => (self.tell)(Update::Refused(failure::vault(&error, &self.folder))),
        }
    }

    fn try_unlock(&mut self, unlock: &Unlock) {
        if let Err(error) = self.unlock(unlock) {
            if is_damage(&error) {
                self.offer_mending(unlock.clone());
                return;
            }
            let is_wrong = matches!(error, VaultError::Unlock(UnlockError::Wrong));
            (self.tell)(Update::Refused(match unlock {
                Unlock::Recovery(_) if is_wrong => tr!("error-wrong-recovery"),
                _ => failure::vault(&error, &self.folder),
            }));
        }
    }

    /// Says that the vault is damaged, and remembers what opens it until the person
    /// has chosen.
    fn offer_mending(&mut self, unlock: Unlock) {
        self.damaged = Some(unlock);
        let folder = self.folder.display().to_string();
        (self.tell)(Update::Damaged(tr!("window-damaged", folder = folder)));
    }

    /// Keeps what can be read of the damaged vault, and opens that.
    fn mend(&mut self) {
        let Some(unlock) = self.damaged.take() else { return };
        let Ok(mut rng) = clock::randomness() else {
            (self.tell)(Update::Closed(tr!("error-randomness")));
            return;
        };
        let name = crate::terminal::device_name();
        let salvaged = Vault::salvage(&self.folder, &unlock, &name, &clock::now(), &mut rng);
        let told = match salvaged {
            Ok(told) => sentences::salvaged(&told).replace('\n', " "),
            Err(error) => {
                (self.tell)(Update::Closed(sentences::not_salvaged(&error, &self.folder)));
                return;
            }
        };
        match self.unlock(&unlock) {
            Ok(()) => (self.tell)(Update::Trouble(told)),
            Err(error) => (self.tell)(Update::Closed(failure::vault(&error, &self.folder))),
        }
    }

    fn unlock(&mut self, unlock: &Unlock) -> Result<(), VaultError> {
        let vault = Vault::open(&self.folder, unlock)?;
        match clock::randomness() {
            Ok(rng) => self.opened(vault, rng),
            Err(_) => {
                (self.tell)(Update::Closed(tr!("error-randomness")));
                Ok(())
            }
        }
    }

    fn opened(&mut self, mut vault: Vault, mut rng: ChaCha20Rng) -> Result<(), VaultError> {
        let arrived = vault.arrive(&computer::id(), &clock::now(), &mut rng);
        if let Ok(Arrival::NewDevice) = arrived {
            (self.tell)(Update::Link(Told::NewDevice));
        }
        // What was deleted before the program ended can't be on a page now. A
        // vault that can't be written can still be read.
        let _ = vault.finish_deletions(&clock::now(), &mut rng);
        let reader = vault.reader()?;
        let version = vault.data_version()?;
        let connection = if vault.is_read_only() {
            let folder = self.folder.display().to_string();
            (self.tell)(Update::Trouble(tr!("window-read-only", folder = folder)));
            // Nothing that came could be kept.
            None
        } else {
            connection::open(&vault, self.bind, self.wake.clone())
        };
        let talking = Talking::new(vault.me());
        let mut open = Open {
            vault,
            reader,
            rng,
            connection,
            version,
            day: clock::now().day,
            stale: true,
            drafts_stale: false,
            looks: 0,
            shown: None,
            let_go: None,
            watched: None,
            page: None,
            talking,
            carrying: Carrying::default(),
            backing: Backing::default(),
            wake: self.wake.clone(),
        };
        open.tell_changes(&self.tell)?;
        self.open = Some(open);
        Ok(())
    }

    /// Hears what the connection has to tell.
    pub(super) fn look_at_connection(&mut self) {
        let Some(open) = &mut self.open else { return };
        let told = open.connection.as_mut().map(|connection| connection.poll());
        for told in told.unwrap_or_default() {
            match told {
                Told::Live(shown) => {
                    let say = open.talking.heard(&shown);
                    open.say(say);
                }
                Told::LiveOver => open.talking.gone(),
                told => {
                    if matches!(told, Told::Changed | Told::Pairing(Pairing::Paired { .. })) {
                        open.stale = true;
                    }
                    (self.tell)(Update::Link(told));
                }
            }
        }
        open.tell_talks(&self.tell);
    }

    /// Goes on with what is carried out and in, for one turn.
    pub(super) fn carry(&mut self) {
        let Some(open) = &mut self.open else { return };
        if open.carry(&self.tell, |carrying, with| carrying.turn(with)) == Changed::Yes {
            open.changed();
        }
        if open.back(&self.tell, |backing, with| backing.turn(with)) == Changed::Yes {
            open.stale = true;
        }
    }

    /// Notices what another process wrote, and a new day.
    pub(super) fn look_at_vault(&mut self) {
        let Some(open) = &mut self.open else { return };
        open.looks = open.looks.wrapping_add(1);
        if open.looks.is_multiple_of(PURGE_EVERY) {
            // What can't be brought back any more goes; if not now, then later.
            let _ = open.vault.purge_deleted(&clock::now(), &mut open.rng);
        }
        if open.looks % PURGE_EVERY == 1 {
            open.back(&self.tell, |backing, with| backing.look(with));
        }
        // What can wait is done a little at a time; if not now, then later.
        let _ = open.vault.tend();
        // A vault that can't be looked at now is looked at in a second.
        let Ok(version) = open.vault.data_version() else { return };
        if open.pause_is_over() {
            open.stale = true;
        }
        if version != open.version || open.day != clock::now().day {
            open.version = version;
            open.stale = true;
            if let Some(connection) = &mut open.connection {
                connection.changed();
            }
        }
    }

    /// Reads again what may have changed, and tells what did.
    pub(super) fn tell_changes(&mut self) {
        let Some(open) = &mut self.open else { return };
        if let Err(error) = open.tell_changes(&self.tell) {
            (self.tell)(Update::Trouble(failure::vault(&error, &self.folder)));
        }
    }
}

pub(super) type Tell = Box<dyn Fn(Update) + Send>;

impl Open {
    fn serve(&mut self, request: Request, tell: &Tell) -> Result<(), CommandError> {
        match request {
            Request::Open(id) => {
                self.watched = id;
                self.page = None;
                if let Some(id) = id {
                    self.read_page(id, tell);
                }
            }
            Request::History(id) => {
                tell(Update::History(id, read::history(&self.reader, id)?));
            }
            Request::Do(command) => {
                let done = self.apply(&command)?;
                // Whoever deletes a page leaves it: nothing more is told of it.
                if let Command::Delete { .. } = command {
                    self.watched.take_if(|watched| *watched == done);
                    self.page.take_if(|page| page.row.id == done);
                }
                tell(Update::Done(command, done));
            }
            Request::Begin(id) => tell(Update::Begun(self.begin(id)?)),
            Request::SaveDraft { draft, revision } => {
                let slot = draft.slot.clone();
                match self.vault.save_draft(&draft, &clock::now(), &mut self.rng) {
                    Ok(()) => {
                        self.drafts_stale = true;
                        tell(Update::Kept { slot, revision });
                    }
                    Err(error) => {
                        let why = failure::command(&error, self.vault.folder());
                        tell(Update::NotKept { slot, why });
                    }
                }
            }
            Request::Commit { slot, revision, then } => match self.commit(&slot, then) {
                Ok((id, on)) => tell(Update::Committed { slot, revision, id, on }),
                Err(error) => {
                    let why = failure::command(&error, self.vault.folder());
                    tell(Update::NotKept { slot, why });
                }
            },
            Request::Discard(slot) => {
                self.drafts_stale = true;
                self.vault.discard_draft(&slot)?;
            }
            Request::Seal { command, slot } => {
                let done = self.apply(&command)?;
                self.vault.discard_draft(&slot)?;
                tell(Update::Done(command, done));
            }
            Request::Search(looked) => {
                let me = self.vault.me().person;
                tell(Update::Found(read::found(&self.reader, me, looked)?));
            }
            Request::Protect(passphrase) => {
                let passphrase = passphrase.and_then(|text| Passphrase::new(text.0.to_string()));
                let protection = match passphrase {
                    Some(passphrase) => Protection::Passphrase(passphrase, Hardness::DEFAULT),
                    None => Protection::Nothing,
                };
                self.vault.set_protection(&protection, &mut self.rng)?;
                self.stale = true;
                tell(Update::Protected);
            }
            Request::RecoveryKey => {
                let key = match self.vault.recovery_key()? {
                    Some(key) => key,
                    // Made before it was kept.
                    None => self.vault.add_recovery_key(&mut self.rng)?,
                };
                tell(Update::RecoveryKey(Secret::new(&key.to_text())));
            }
            Request::Leave => {
                self.vault.leave(&clock::now(), &mut self.rng)?;
                self.changed();
            }
            Request::FinishDeletions => {
                self.vault.finish_deletions(&clock::now(), &mut self.rng)?;
                self.changed();
            }
            Request::Ask(ask) => self.ask(ask, tell),
            Request::Talk(what) => self.talk(what, tell)?,
            Request::Carry(ask) => {
                if self.carry(tell, |carrying, with| carrying.serve(ask, with))? == Changed::Yes {
                    self.changed();
                }
            }
            Request::Back(ask) => {
                self.back(tell, |backing, with| backing.serve(ask, with))?;
            }
            Request::KeepInvitation(text) => match invitation::keep(&text) {
                Ok(file) => tell(Update::InvitationKept(file)),
                Err(why) => tell(Update::Trouble(why)),
            },
            Request::ReadInvitation(file) => match invitation::read(&file) {
                Ok(text) => tell(Update::InvitationRead(text)),
                Err(why) => tell(Update::Trouble(why)),
            },
            Request::Make { .. }
            | Request::Unlock(_)
            | Request::Mend
            | Request::Recover(_)
            | Request::Restore { .. }
            | Request::StopRestoring
            | Request::Prefer(_)
            | Request::Remember(_)
            | Request::Wake
            | Request::End => {}
        }
        Ok(())
    }

    fn apply(&mut self, command: &Command) -> Result<DocumentId, CommandError> {
        let done = self.vault.apply(command, &clock::now(), &mut self.rng)?;
        self.changed();
        Ok(done.id)
    }

    fn carry<T>(&mut self, tell: &Tell, act: impl FnOnce(&mut Carrying, &mut With<'_>) -> T) -> T {
        let Self { vault, reader, rng, wake, carrying, .. } = self;
        act(carrying, &mut With { vault, reader, rng, wake, tell })
    }

    fn back<T>(&mut self, tell: &Tell, act: impl FnOnce(&mut Backing, &With<'_>) -> T) -> T {
        let Self { vault, reader, rng, wake, backing, .. } = self;
        act(backing, &With { vault, reader, rng, wake, tell })
    }

    /// Whether the time of the pause that was told has come since.
    fn pause_is_over(&self) -> bool {
        let pause = self.shown.as_ref().and_then(|shown| shown.pause.as_ref());
        let now = clock::now().at;
        pause.is_some_and(|pause| pause.stage == Stage::Apart && pause.is_over_at(now))
    }

    fn changed(&mut self) {
        self.stale = true;
        if let Some(connection) = &mut self.connection {
            connection.changed();
        }
    }

    /// Takes up a draft of this entry, or makes one that begins from the entry
    /// as it stands: what the writer sees and what their change is measured
    /// from are then the same.
    fn begin(&mut self, id: DocumentId) -> Result<Begun, CommandError> {
        let entry = self.reader.entry(id)?;
        let page = read::page(&self.reader, entry.id)?;
        let slot = entry.id.to_string();
        let unfinished = self.vault.drafts()?.into_iter().find(|draft| draft.slot == slot);
        let draft = match unfinished {
            Some(draft) if read::differs(&draft, &entry) => draft,
            _ => {
                self.vault.discard_draft(&slot)?;
                let draft = Draft {
                    slot,
                    kind: entry.kind.clone(),
                    document: Some(entry.id),
                    who: Who::OnlyMe,
                    title: entry.title.clone(),
                    body: entry.body.clone(),
                    detail: entry.detail.clone(),
                };
                self.vault.save_draft(&draft, &clock::now(), &mut self.rng)?;
                draft
            }
        };
        Ok(Begun {
            unfinished: read::differs(&draft, &entry),
            slot: draft.slot,
            id: entry.id,
            kind: draft.kind,
            title: draft.title,
            body: draft.body,
            detail: draft.detail,
            both: page.row.reach == crate::window::model::Reach::BothWrite,
            shared: page.row.is_shared(),
        })
    }

    fn commit(
        &mut self,
        slot: &str,
        then: Then,
    ) -> Result<(DocumentId, Option<Begun>), CommandError> {
        let id = self.apply(&Command::CommitDraft { slot: slot.to_owned() })?;
        let on = match then {
            Then::Leave => None,
            Then::GoOn => Some(self.begin(id)?),
        };
        Ok((id, on))
    }

    fn ask(&mut self, ask: Ask, tell: &Tell) {
        match (&mut self.connection, ask) {
            (Some(connection), ask) => connection.ask(ask),
            (None, Ask::Show | Ask::Enter { .. }) => {
                let why = PairingFailure::NoConnection;
                tell(Update::Link(Told::Pairing(Pairing::Failed(why))));
            }
            (None, Ask::Cancel | Ask::No) => tell(Update::Link(Told::Pairing(Pairing::Idle))),
            (None, _) => {}
        }
    }

    /// Typing saves a draft every second; for that alone nothing else is read.
    fn tell_drafts(&mut self, tell: &Tell) -> Result<(), VaultError> {
        if !std::mem::take(&mut self.drafts_stale) {
            return Ok(());
        }
        let Some(shown) = &mut self.shown else { return Ok(()) };
        let drafts = read::drafts(&self.vault, &self.reader)?;
        if drafts != shown.drafts {
            shown.drafts.clone_from(&drafts);
            tell(Update::Drafts(drafts));
        }
        Ok(())
    }

    fn read_page(&mut self, id: DocumentId, tell: &Tell) {
        let page = read::page(&self.reader, id).ok();
        if page != self.page || page.is_none() {
            tell(Update::Page(page.clone().map(Box::new)));
            self.page = page;
        }
    }

    fn tell_changes(&mut self, tell: &Tell) -> Result<(), VaultError> {
        if !self.stale {
            return self.tell_drafts(tell);
        }
        let now = clock::now();
        self.stale = false;
        self.drafts_stale = false;
        self.day = now.day;
        self.talking.with(self.vault.partner()?.map(|partner| partner.person));
        self.tell_talks(tell);
        let shown = read::shown(&self.vault, &self.reader, &now)?;
        if self.shown.as_ref() != Some(&shown) {
            let came = self.shown.as_ref().map(|before| came(before, &shown));
            let came = came.unwrap_or_default();
            tell(Update::Shown { shown: Box::new(shown.clone()), came });
            self.let_go = self.shown.replace(shown);
        }
        if let Some(id) = self.watched {
            self.read_page(id, tell);
        }
        Ok(())
    }
}

/// The entries that were not there before.
fn came(before: &Shown, now: &Shown) -> Vec<DocumentId> {
    let known: HashSet<DocumentId> = ids(before).collect();
    ids(now).filter(|id| !known.contains(id)).collect()
}

fn ids(shown: &Shown) -> impl Iterator<Item = DocumentId> + '_ {
    let lists = [
        &shown.journal,
        &shown.thanks,
        &shown.feelings,
        &shown.stayed,
        &shown.steps,
        &shown.notes.all,
    ];
    lists.into_iter().flat_map(|rows| rows.iter()).map(|row| row.id)
}
