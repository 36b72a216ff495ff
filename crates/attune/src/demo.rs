//! Two people on this machine, to try it all: real vaults, real sockets on
//! loopback, and a story told line by line from what was read back.

mod past;

use crate::texts::tr;
use crate::window::{CableSwitch, Options};
use crate::{clock, link};
use attune_core::command::{Command, Who};
use attune_core::ids::DocumentId;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::sealed::SealState;
use attune_core::secrets::Protection;
use attune_core::time::{Now, Week};
use attune_core::vault::{CheckinView, Delivery, Entry, Filter, NewVault, Vault};
use attune_sync::net::{
    Answer, Engine, EngineEvent, Keeper, Link, Pairing, Place, Progress, Reach, Shown, enter, show,
};
use rand_chacha::ChaCha20Rng;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::mpsc;

const REACH: Reach = Reach::Only(IpAddr::V4(Ipv4Addr::LOCALHOST));
/// How large the demo's windows are, and what is between them, in points.
/// As wide as it takes to have the navigation, with the line that says where
/// everything is, at the side.
const WINDOW: [f32; 2] = [720.0, 760.0];
const GAP: f32 = 16.0;
/// How long any one step may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often the vaults are looked at.
const LOOK: Duration = Duration::from_millis(20);
/// Within which a signal reaches all of us.
const SIGNAL: Duration = Duration::from_millis(500);
/// How often removing a vault is tried.
const LAST_TRIES: u32 = 100;

/// A step did not come out as told.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct DemoError(String);

impl DemoError {
    fn new(what: impl std::fmt::Display) -> Self {
        Self(what.to_string())
    }
}

type Done<T = ()> = Result<T, DemoError>;

/// Goes on only if what was read back is so.
fn hold(what: &str, is_so: bool) -> Done {
    if is_so { Ok(()) } else { Err(DemoError::new(what)) }
}

fn say(line: &str) -> Done {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(DemoError::new)
}

/// One of the two, with a profile that goes when they go.
struct Person {
    folder: TempDir,
    vault: Vault,
    rng: ChaCha20Rng,
}

impl Person {
    fn new(name: &str) -> Done<Self> {
        let folder = tempfile::Builder::new().prefix("attune-demo-").tempdir();
        let folder = folder.map_err(DemoError::new)?;
        let mut rng = clock::randomness().map_err(DemoError::new)?;
        let device_name = tr!("demo-device", name = name);
        let new = NewVault { name, device_name: &device_name, protection: Protection::Nothing };
        let (vault, _) =
            Vault::create(&folder.path().join("profile"), &new, &clock::now(), &mut rng)
                .map_err(DemoError::new)?;
        Ok(Self { folder, vault, rng })
    }

    fn apply(&mut self, command: &Command) -> Done<DocumentId> {
        self.apply_at(command, &clock::now())
    }

    /// As if it had been done then: a past of sample people.
    fn apply_at(&mut self, command: &Command, now: &Now) -> Done<DocumentId> {
        let done = self.vault.apply(command, now, &mut self.rng);
        Ok(done.map_err(DemoError::new)?.id)
    }

    fn journal(&mut self, title: String, body: String, who: Who) -> Done<DocumentId> {
        self.apply(&Command::AddJournal { title, body, who, page: Default::default() })
    }

    fn edit(&mut self, id: DocumentId, body: String) -> Done {
        self.apply(&Command::Edit { id, title: None, body: Some(body) }).map(drop)
    }

    fn entry(&self, id: DocumentId) -> Done<Entry> {
        let reader = self.vault.reader().map_err(DemoError::new)?;
        reader.entry(id).map_err(DemoError::new)
    }

    fn entries(&self) -> Done<Vec<Entry>> {
        let reader = self.vault.reader().map_err(DemoError::new)?;
        reader.list(&Filter::default()).map_err(DemoError::new)
    }

    fn status(&self) -> Done<attune_core::vault::Status> {
        let reader = self.vault.reader().map_err(DemoError::new)?;
        reader.status().map_err(DemoError::new)
    }

    fn checkin(&self) -> Done<CheckinView> {
        self.week(None)
    }

    fn week(&self, week: Option<Week>) -> Done<CheckinView> {
        let reader = self.vault.reader().map_err(DemoError::new)?;
        reader.checkin(week, &clock::now()).map_err(DemoError::new)
    }

    fn keeper(&self) -> Done<Keeper> {
        let vault = self.vault.another().map_err(DemoError::new)?;
        let rng = clock::randomness().map_err(DemoError::new)?;
        Ok(Keeper::start(vault, clock::now, Box::new(rng)))
    }
}

/// A person's running connection.
struct Program {
    engine: Engine,
    events: mpsc::UnboundedReceiver<EngineEvent>,
}

impl Program {
    fn start(person: &Person) -> Done<Self> {
        let (tell, events) = mpsc::unbounded_channel();
        Ok(Self { engine: Engine::start(REACH, person.keeper()?, tell), events })
    }

    async fn until(&mut self, expected: Link) -> Done {
        let wait = async {
            while let Some(event) = self.events.recv().await {
                if event == EngineEvent::Link(expected) {
                    return Ok(());
                }
            }
            Err(DemoError::new("the connection ended"))
        };
        tokio::time::timeout(PATIENCE, wait)
            .await
            .map_err(|_| DemoError::new(format!("never {expected:?}")))?
    }
}

/// Plays the whole story without a window. An error if any step is not so.
pub(crate) fn headless() -> Done {
    let runtime = link::runtime().map_err(DemoError::new)?;
    let ended = told_to_end(&runtime);
    let mut two = Two::new()?;
    let told = runtime.block_on(async {
        tokio::select! {
            told = story(&mut two.alex, &mut two.sam) => told,
            () = ended => Err(DemoError::new(tr!("demo-ended"))),
        }
    });
    // Whatever still runs has the vaults open.
    drop(runtime);
    let gone = two.leave();
    told.and(gone)
}

/// The two, and that nothing of them is left behind, however the demo ends.
struct Two {
    alex: Person,
    sam: Person,
}

impl Two {
    fn new() -> Done<Self> {
        Ok(Self { alex: Person::new("Alex")?, sam: Person::new("Sam")? })
    }

    /// Removes both profiles; says so only once they are gone.
    fn leave(self) -> Done {
        let Self { alex, sam } = self;
        let folders = [alex.folder.path().to_owned(), sam.folder.path().to_owned()];
        for Person { folder, vault, rng: _ } in [alex, sam] {
            drop(vault);
            // A thread that is just ending may still write a last file.
            for _ in 0..LAST_TRIES {
                if std::fs::remove_dir_all(folder.path()).is_ok() {
                    break;
                }
                std::thread::sleep(LOOK);
            }
            drop(folder);
        }
        hold("both vaults are removed", !folders.iter().any(|folder| folder.exists()))?;
        say(&tr!("demo-gone"))
    }
}

/// Until somebody asks this program to end, in whatever way a terminal can. From
/// the call on no such request ends it before its vaults are removed.
fn told_to_end(runtime: &tokio::runtime::Runtime) -> impl Future<Output = ()> + use<> {
    let _inside = runtime.enter();
    let (asked, closed) = (link::told_to_end(), link::hung_up());
    async {
        tokio::select! {
            () = asked => {}
            () = closed => {}
        }
    }
}

/// Which of the demo's two windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Side {
    /// Alex's.
    Left,
    /// Sam's.
    Right,
}

/// One of the demo's windows, side by side where the desktop allows.
pub(crate) fn window(side: Side, folder: PathBuf) -> Options {
    let (name, left) = match side {
        Side::Left => ("Alex", GAP),
        Side::Right => ("Sam", WINDOW[0] + 2.0 * GAP),
    };
    Options {
        folder,
        title: tr!("demo-window", name = name),
        position: Some([left, 2.0 * GAP]),
        size: Some(WINDOW),
        cable: CableSwitch::Shown,
        bind: Some(IpAddr::V4(Ipv4Addr::LOCALHOST)),
    }
}

/// Makes two people with a small past, pairs them over loopback by words and
/// invitation, and opens a window for each. Both profiles go with the windows.
pub(crate) fn windows() -> Done {
    let runtime = link::runtime().map_err(DemoError::new)?;
    let ended = told_to_end(&runtime);
    let mut two = Two::new()?;
    let shown = runtime.block_on(async {
        tokio::select! {
            shown = show_windows(&mut two) => shown,
            // The windows end with us, and their profiles after them.
            () = ended => Ok(()),
        }
    });
    // Whatever still runs has the vaults open.
    drop(runtime);
    let gone = two.leave();
    shown.and(gone)
}

async fn show_windows(two: &mut Two) -> Done {
    past::before(&mut two.alex, &mut two.sam)?;
    pair(&two.alex, &two.sam).await?;
    past::together(two).await?;
    say(&tr!("demo-windows"))?;
    let mut left = start(&two.alex, Side::Left)?;
    let mut right = start(&two.sam, Side::Right)?;
    let ended = |status: std::io::Result<std::process::ExitStatus>| {
        status.is_ok_and(|status| status.success())
    };
    // Closing one ends the demo: the other alone would be half a story, and
    // hidden behind something it would go on for ever.
    let first = tokio::select! {
        left = left.wait() => left,
        right = right.wait() => right,
    };
    if !ended(first) {
        // Ctrl-C reaches the windows as well; then it is that, and no fault.
        tokio::time::sleep(SIGNAL).await;
        return Err(DemoError::new("a window could not be opened"));
    }
    Ok(())
}

fn start(person: &Person, side: Side) -> Done<tokio::process::Child> {
    let side = match side {
        Side::Left => "left",
        Side::Right => "right",
    };
    tokio::process::Command::new(std::env::current_exe().map_err(DemoError::new)?)
        .arg("--profile")
        .arg(person.folder.path().join("profile"))
        .args(["demo", "--side", side])
        .kill_on_drop(true)
        .spawn()
        .map_err(DemoError::new)
}

async fn story(alex: &mut Person, sam: &mut Person) -> Done {
    let secret = alex.journal(tr!("demo-private-title"), tr!("demo-private"), Who::OnlyMe)?;
    let thanks = tr!("demo-thanks");
    alex.apply(&Command::AddGratitude { text: thanks.clone(), who: Who::PartnerReads })?;
    hold("the past is there", alex.entries()?.len() == 2)?;
    say(&tr!("demo-begin", pages = alex.entries()?.len()))?;

    pair(alex, sam).await?;
    let (here, there) = (alex.status()?, sam.status()?);
    let names = (here.partner.map(|p| p.name), there.partner.map(|p| p.name));
    hold("both know each other", names == (Some("Sam".into()), Some("Alex".into())))?;
    say(&tr!("demo-paired"))?;

    let mut here = Program::start(alex)?;
    let mut there = Program::start(sam)?;
    settled(alex, sam).await?;
    let arrived = sam.entries()?;
    hold("only what was shared has arrived", arrived.len() == 1 && arrived[0].body == thanks)?;
    say(&tr!("demo-arrived", text = arrived[0].body.clone()))?;

    let page = Command::AddJournal {
        title: tr!("demo-page-title"),
        body: tr!("demo-page"),
        who: Who::BothWrite,
        page: Default::default(),
    };
    let page = alex.apply_at(&page, &past::last_sunday())?;
    here.engine.changed();
    settled(alex, sam).await?;
    hold("the page is there", sam.entry(page)?.body == alex.entry(page)?.body)?;
    say(&tr!("demo-page-arrived", text = sam.entry(page)?.body))?;

    here.engine.cut();
    here.until(Link::Cut).await?;
    there.until(Link::Away).await?;
    alex.edit(page, tr!("demo-page-alex"))?;
    sam.edit(page, tr!("demo-page-sam"))?;
    hold("only on this device", alex.entry(page)?.delivery == Delivery::Device)?;
    hold("and only on that", sam.entry(page)?.delivery == Delivery::Device)?;
    say(&tr!("demo-apart", alex = alex.entry(page)?.body, sam = sam.entry(page)?.body))?;

    here.engine.mend();
    settled(alex, sam).await?;
    let (mine, theirs) = (alex.entry(page)?, sam.entry(page)?);
    hold("both edits stand", mine.body == tr!("demo-page-merged") && mine.body == theirs.body)?;
    hold("on both devices", mine.delivery == Delivery::Both && theirs.delivery == Delivery::Both)?;
    say(&tr!("demo-merged", text = theirs.body))?;

    checkin(alex, sam, (&here, &there)).await?;

    hold("private stayed", sam.vault.reader().map_err(DemoError::new)?.entry(secret).is_err())?;
    say(&tr!("demo-private-stayed"))?;
    let (here_status, there_status) = (alex.status()?, sam.status()?);
    hold("equal digests", here_status.digest == there_status.digest)?;
    hold("in step", here_status.in_step && there_status.in_step)?;
    say(&tr!("demo-digest", digest = here_status.digest.to_string()))?;
    here.engine.stop().await;
    there.engine.stop().await;
    Ok(())
}

async fn pair(alex: &Person, sam: &Person) -> Done {
    let pairing = |person: &Person, name: &str| -> Done<Pairing> {
        Ok(Pairing {
            reach: REACH,
            keeper: person.keeper()?,
            name: name.to_owned(),
            within: PATIENCE,
        })
    };
    let (tell_here, mut here) = mpsc::unbounded_channel();
    let (tell_there, mut there) = mpsc::unbounded_channel();
    let (answer_here, answers_here) = mpsc::unbounded_channel();
    let (answer_there, answers_there) = mpsc::unbounded_channel();
    let shows = tokio::spawn(show(pairing(alex, "Alex")?, tell_here, answers_here));
    let Some(Progress::Ready(Shown { words, invitation })) = here.recv().await else {
        return Err(DemoError::new("no words were shown"));
    };
    say(&tr!("demo-words", words = words.text().to_string()))?;
    let place = Place::Invitation(invitation);
    let types = tokio::spawn(enter(pairing(sam, "Sam")?, words, place, tell_there, answers_there));
    let mut prints = Vec::new();
    for progress in [&mut here, &mut there] {
        while let Some(progress) = progress.recv().await {
            if let Progress::Consent(consent) = progress {
                prints.push(consent.fingerprint.join(" "));
                break;
            }
        }
    }
    hold("both screens show the same", prints.len() == 2 && prints[0] == prints[1])?;
    say(&tr!("demo-fingerprint", words = prints[0].clone()))?;
    for (person, answer) in [(alex, &answer_here), (sam, &answer_there)] {
        let wished = person.entries()?.into_iter().filter(|entry| entry.wish.is_some());
        let wished = wished.map(|entry| entry.id).collect();
        answer.send(Answer::Yes(wished)).map_err(DemoError::new)?;
    }
    for side in [shows, types] {
        side.await.map_err(DemoError::new)?.map_err(DemoError::new)?;
    }
    Ok(())
}

async fn checkin(alex: &mut Person, sam: &mut Person, (here, there): (&Program, &Program)) -> Done {
    let answers = |name: &str| {
        Answers([
            tr!("demo-answer-appreciated", name = name),
            tr!("demo-answer-support"),
            tr!("demo-answer-deepen"),
        ])
    };
    hold("nobody has answered yet", !has_sealed(sam)?)?;
    alex.apply(&Command::AnswerCheckin { week: None, answers: answers("Sam") })?;
    here.engine.changed();
    settled(alex, sam).await?;
    hold("Alex's is sealed", alex.checkin()?.state == SealState::Sealed)?;
    hold("it has arrived at Sam's, sealed", has_sealed(sam)?)?;
    say(&tr!("demo-sealed"))?;
    sam.apply(&Command::AnswerCheckin { week: None, answers: answers("Alex") })?;
    there.engine.changed();
    until(|| {
        let states = (alex.checkin()?.state, sam.checkin()?.state);
        Ok(states == (SealState::Opened, SealState::Opened))
    })
    .await?;
    let (mine, theirs) = (alex.checkin()?, sam.checkin()?);
    hold("each reads the other", mine.theirs == theirs.mine && theirs.theirs == mine.mine)?;
    let first = mine.theirs.map(|answers| answers.0[0].clone()).unwrap_or_default();
    say(&tr!("demo-opened", text = first))?;
    // The keys that opened it are records too.
    settled(alex, sam).await
}

/// Whether this week has an answer here though this person gave none, and it
/// can't be opened: the partner's, sealed.
fn has_sealed(person: &Person) -> Done<bool> {
    let week = person.checkin()?;
    let answered = person.vault.reader().map_err(DemoError::new)?.checkin_weeks();
    let answered = answered.map_err(DemoError::new)?.contains(&week.week);
    Ok(answered && week.mine.is_none() && week.theirs.is_none())
}

/// Until both vaults say that they are in step, and hold the same.
async fn settled(alex: &Person, sam: &Person) -> Done {
    until(|| {
        let (here, there) = (alex.status()?, sam.status()?);
        Ok(here.in_step && there.in_step && here.digest == there.digest)
    })
    .await
}

/// Looks again and again until it is so.
async fn until(is_so: impl Fn() -> Done<bool>) -> Done {
    let looking = async {
        while !is_so()? {
            tokio::time::sleep(LOOK).await;
        }
        Ok(())
    };
    tokio::time::timeout(PATIENCE, looking)
        .await
        .map_err(|_| DemoError::new("the two never came into step"))?
}
