//! Attune in a terminal: the same commands of the same core as the window.
//! People who live in terminals use it, scripts use it, and tests drive two
//! devices with it. What it prints and how it exits is a contract.

mod args;
mod backing;
mod carrying;
mod connection;
mod doctor;
mod failure;
mod input;
mod keys;
pub(crate) mod output;
mod pairing;
mod pausing;
mod practices;
mod pulse;
mod rituals;
mod salvage;
mod syncing;
mod talk;

use crate::demo::Side;
use crate::texts::{dates, tr};
use crate::window::{self, gallery};
use crate::{clock, computer, demo, feelings, finding, link, marks, profile};
use args::{Add, Arguments, Checkin, Command as Verb, HalfOfDay, Recovery, WhoArguments, Wording};
use attune_core::command::{Choice, Command, Deletion, Who};
use attune_core::header::Scope;
use attune_core::ids::DocumentId;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::journal::{self, Page};
use attune_core::secrets::{Hardness, Protection};
use attune_core::vault::{Among, Arrival, Entry, Filter, Found, NewVault, Reader, Vault};
use attune_sync::net::Reach;
use clap::Parser;
use failure::Failure;
use rand_chacha::ChaCha20Rng;
use serde_json::{Value, json};
use std::io::Write;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use syncing::Until;

/// Reads the command line, does what it says, and tells how it went.
pub(crate) fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments).and_then(|result| print(&result, arguments.json)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            tell(&failure.sentence);
            ExitCode::from(failure.exit as u8)
        }
    }
}

/// What a command gives: the same thing for a program and for a person.
struct Outcome {
    json: Value,
    words: String,
}

fn print(outcome: &Outcome, as_json: bool) -> Result<(), Failure> {
    let text = match &outcome.json {
        Value::Null => String::new(),
        json if as_json => json.to_string(),
        _ => outcome.words.clone(),
    };
    if text.is_empty() {
        return Ok(());
    }
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        // The reader has seen enough (`attune list | head`).
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(|e| Failure::new(tr!("error-output", why = e.to_string()))),
    }
}

/// Says something beside the result.
fn tell(sentence: &str) {
    // Where even this can't be written there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "{sentence}");
}

fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let folder = profile::folder(arguments.profile.clone())
        .ok_or_else(|| Failure::new(tr!("error-no-folder")))?;
    let rng = clock::randomness().map_err(|_| Failure::new(tr!("error-randomness")))?;
    let given = arguments.passphrase_file.as_deref();
    let Some(verb) = &arguments.command else { return open_window(folder) };
    match verb {
        Verb::Gallery { screen, theme, size, scale, text, language, shot } => {
            let size = gallery::parse_size(size)
                .ok_or_else(|| Failure::usage(tr!("window-gallery-size")))?;
            let theme = theme.map(|theme| match theme {
                HalfOfDay::Day => egui::Theme::Light,
                HalfOfDay::Night => egui::Theme::Dark,
            });
            gallery::known(screen.as_deref()).map_err(|e| Failure::usage(e.to_string()))?;
            let (screen, shot) = (screen.clone(), shot.clone());
            let (scale, text) = (*scale, f32::from(*text));
            let language = *language;
            let options = gallery::Options { screen, theme, size, scale, text, language, shot };
            shown(gallery::run(options))
        }
        Verb::Demo { headless, side } => demonstrate(*headless, *side, folder),
        Verb::Init { name, unprotected } => init(&folder, name, *unprotected, given, rng),
        Verb::Restore { file, recovery_key_file, yes } => {
            let unlock = backing::Unlocking { given, recovery: recovery_key_file.as_deref() };
            backing::restore(file, &folder, unlock, *yes, rng)
        }
        Verb::Doctor => {
            let report = doctor::examine(&folder, given);
            print(&report.outcome, arguments.json)?;
            report.failure.map_or(Ok(Outcome { json: Value::Null, words: String::new() }), Err)
        }
        Verb::Salvage => salvage::run(&folder, given, rng),
        verb => {
            let unlock = match verb {
                Verb::Recovery(Recovery::Use { recovery_key_file, .. }) => {
                    keys::recovery_key(recovery_key_file.as_deref())?
                }
                _ => input::unlock(&folder, given)?,
            };
            let vault = Vault::open(&folder, &unlock)
                .map_err(|e| Failure::opening(&e, &unlock, &folder))?;
            let mut session = Session { vault, folder, rng };
            session.arrive()?;
            session.purge();
            session.run(verb)
        }
    }
}

/// Opens the window on the profile in `folder`.
fn open_window(folder: PathBuf) -> Result<Outcome, Failure> {
    shown(window::run(window::Options {
        folder,
        title: "Attune".to_owned(),
        position: None,
        size: None,
        cable: window::CableSwitch::Hidden,
        bind: bind()?,
    }))
}

/// The one address that `ATTUNE_BIND` names.
fn bind() -> Result<Option<IpAddr>, Failure> {
    match link::reach() {
        Ok(Reach::Only(address)) => Ok(Some(address)),
        Ok(Reach::Home) => Ok(None),
        // Never wider than what somebody meant to say.
        Err(bad) => Err(Failure::usage(tr!("error-bind", address = bad))),
    }
}

/// The demo: one of its windows, both, or the story without any.
fn demonstrate(headless: bool, side: Option<Side>, folder: PathBuf) -> Result<Outcome, Failure> {
    if let Some(side) = side {
        return shown(window::run(demo::window(side, folder)));
    }
    let told = if headless || !window::has_display() { demo::headless() } else { demo::windows() };
    told.map_err(|e| Failure::new(tr!("demo-failed", why = e.to_string())))?;
    Ok(Outcome { json: Value::Null, words: String::new() })
}

fn shown(window: Result<(), window::WindowError>) -> Result<Outcome, Failure> {
    window.map_err(|error| Failure::new(error.to_string()))?;
    Ok(Outcome { json: Value::Null, words: String::new() })
}

fn init(
    folder: &Path,
    name: &str,
    unprotected: bool,
    given: Option<&Path>,
    mut rng: ChaCha20Rng,
) -> Result<Outcome, Failure> {
    if name.trim().is_empty() {
        return Err(Failure::usage(tr!("error-empty")));
    }
    if attune_core::vault::exists(folder) {
        return Err(Failure::vault(&attune_core::vault::VaultError::Exists, folder));
    }
    let chosen = match (unprotected, input::given_passphrase(given)?) {
        (true, _) => None,
        (false, Some(passphrase)) => Some(passphrase),
        (false, None) => match input::new_passphrase()? {
            Some(passphrase) => Some(passphrase),
            None => return Err(Failure::usage(tr!("init-choose"))),
        },
    };
    let protection = match chosen {
        Some(passphrase) => Protection::Passphrase(passphrase, Hardness::DEFAULT),
        None => Protection::Nothing,
    };
    let is_open = matches!(protection, Protection::Nothing);
    let device_name = device_name();
    let new = NewVault { name, device_name: &device_name, protection };
    let (mut vault, recovery) = Vault::create(folder, &new, &clock::now(), &mut rng)
        .map_err(|e| Failure::vault(&e, folder))?;
    vault
        .arrive(&computer::id(), &clock::now(), &mut rng)
        .map_err(|e| Failure::command(&e, folder))?;
    tell(&tr!("init-done", folder = folder.display().to_string()));
    if is_open {
        tell(&tr!("init-unprotected"));
    }
    if let Some(cloud) = profile::copied_to_cloud(folder) {
        tell(&tr!("init-cloud", folder = folder.display().to_string(), cloud = cloud));
    }
    tell(&tr!("init-recovery"));
    let me = vault.me();
    Ok(Outcome {
        json: json!({
            "device": me.device.to_string(),
            "person": me.person.to_string(),
            "recovery_key": *recovery.to_text(),
        }),
        words: recovery.to_text().to_string(),
    })
}

/// What this computer is called, for the list of devices.
pub(crate) fn device_name() -> String {
    let named = std::fs::read_to_string("/etc/hostname").ok();
    let named = named.or_else(|| std::env::var("COMPUTERNAME").ok());
    let named = named.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    named.unwrap_or_else(|| std::env::consts::OS.to_owned())
}

/// One command at work on an open vault.
struct Session {
    vault: Vault,
    folder: PathBuf,
    rng: ChaCha20Rng,
}

impl Session {
    /// Takes out the words of what can no longer be brought back. A vault that
    /// can't be written can still be read.
    fn purge(&mut self) {
        let purged = self.vault.purge_deleted(&clock::now(), &mut self.rng);
        if purged.is_ok_and(|purged| purged > 0) {
            // The index holds crossed-out words until all of it is merged.
            let _ = self.vault.tend_all();
        }
    }

    /// A copied or moved profile is a new device from here on.
    fn arrive(&mut self) -> Result<(), Failure> {
        let arrived = self.vault.arrive(&computer::id(), &clock::now(), &mut self.rng);
        if arrived.map_err(|e| self.failed(&e))? == Arrival::NewDevice {
            tell(&tr!("device-renewed"));
        }
        Ok(())
    }

    fn run(&mut self, verb: &Verb) -> Result<Outcome, Failure> {
        match verb {
            Verb::Init { .. }
            | Verb::Demo { .. }
            | Verb::Gallery { .. }
            | Verb::Restore { .. }
            | Verb::Doctor
            | Verb::Salvage => Err(Failure::new(String::new())),
            Verb::Name { name } => {
                let name = name.join(" ").trim().to_owned();
                self.apply(&Command::Rename(name.clone()))?;
                let words = tr!("name-done", name = output::harmless_line(&name));
                Ok(Outcome { json: json!({ "name": name }), words })
            }
            Verb::Ink { ink } => {
                self.apply(&Command::ChooseInk(*ink))?;
                let words = tr!("ink-done", ink = marks::ink(*ink));
                Ok(Outcome { json: json!({ "ink": ink }), words })
            }
            Verb::Choose { id, wording } => self.choose(id, *wording),
            Verb::Passphrase(verb) => self.protect(verb),
            Verb::Status => {
                let status = self.reader()?.status().map_err(|e| self.failed(&e.into()))?;
                Ok(Outcome {
                    json: output::status_json(&status),
                    words: output::status_words(&status),
                })
            }
            Verb::Add(Add::Journal { title, who, together, hear_first, mood, tags, text }) => {
                let title = title.clone().unwrap_or_default();
                let body = input::text(text)?;
                let who = if *together { Who::BothWrite } else { chosen(who) };
                let mood = mood.as_deref().map(feelings::kept).unwrap_or_default();
                let tags = tags.iter().cloned().collect();
                let page = Page { hear_first: *hear_first, mood, tags };
                self.write(&Command::AddJournal { title, body, who, page })
            }
            Verb::Add(Add::Gratitude { who, text }) => {
                let text = input::text(text)?;
                self.write(&Command::AddGratitude { text, who: chosen(who) })
            }
            Verb::Edit { id, title, mood, tags, untags, text } => {
                let id = self.named(id)?;
                let body = if text.is_empty() { None } else { Some(input::text(text)?) };
                let is_marked = mood.is_some() || !tags.is_empty() || !untags.is_empty();
                if is_marked {
                    let mood = mood.as_deref().map(feelings::kept);
                    let (add, remove) = (tags.clone(), untags.clone());
                    let marked = Command::MarkPage { id, mood, add, remove };
                    if title.is_none() && body.is_none() {
                        return self.write(&marked);
                    }
                    self.apply(&marked)?;
                }
                self.write(&Command::Edit { id, title: title.clone(), body })
            }
            Verb::Delete { id } => {
                let id = self.named(id)?;
                let id = self.apply(&Command::Delete { id, deletion: Deletion::Final })?;
                let stays = self.reader()?.entry(id).is_ok_and(|entry| !entry.deleted);
                tell(&if stays { tr!("done-ended") } else { tr!("done-deleted") });
                self.entry(id, Told::Id)
            }
            Verb::Undo { id } => {
                let id = id.as_deref().map(|id| self.named(id)).transpose()?;
                self.write(&Command::Undo { id })
            }
            Verb::Share { id } => {
                let id = self.named(id)?;
                self.write(&Command::Share { id })
            }
            Verb::Show { id } => {
                let id = self.named(id)?;
                self.entry(id, Told::Whole)
            }
            Verb::History { id } => self.history(id),
            Verb::List { kind, scope, since, until, mood, tag, limit } => {
                let filter = Filter {
                    kind: kind.map(|kind| kind.name().to_owned()),
                    scope: scope.map(Into::into),
                    since: *since,
                    until: *until,
                    mood: mood.as_deref().map(feelings::kept),
                    // What is no tag is on no page.
                    tag: tag.as_deref().map(|tag| journal::named(tag).unwrap_or_default()),
                    limit: *limit,
                };
                let entries = self.reader()?.list(&filter).map_err(|e| self.failed(&e.into()))?;
                if entries.is_empty() {
                    tell(&tr!("list-empty"));
                }
                let partner = self.partner_name()?;
                let line = |entry: &Entry| output::entry_line(entry, &partner);
                Ok(listing(&entries, output::entry_json, line))
            }
            Verb::Search { query, kind, limit } => {
                let kinds = kind.map(|kind| kind.name().to_owned()).into_iter().collect();
                let among = Among { kinds, ..Among::default() };
                // One more than asked for tells whether these are all.
                let most = limit.saturating_add(1);
                let found = finding::found(&self.reader()?, &query.join(" "), &among, most);
                let mut found = found.map_err(|e| self.failed(&e.into()))?;
                let whole = usize::try_from(*limit).unwrap_or(usize::MAX);
                if found.is_empty() {
                    tell(&tr!("search-empty"));
                } else if found.len() > whole {
                    found.truncate(whole);
                    tell(&tr!("search-more", limit = *limit));
                }
                let partner = self.partner_name()?;
                let line = |find: &Found| output::found_line(find, &partner);
                Ok(listing(&found, output::found_json, line))
            }
            Verb::Checkin(verb) => self.checkin(verb),
            Verb::Practice(practice) => self.practise(practice),
            Verb::Pulse(verb) => self.pulse(verb),
            Verb::Pause(verb) => self.pausing(verb),
            Verb::Talk(verb) => self.talk(verb),
            Verb::Rituals(rituals) => self.rituals(rituals),
            Verb::Pair(verb) => self.pair(verb),
            Verb::Unpair => self.unpair(),
            Verb::Sync { until_synced, timeout } => {
                let until = if *until_synced { Until::Synced } else { Until::Stopped };
                self.sync(until, *timeout)
            }
            Verb::Recovery(verb) => self.recovery(verb),
            Verb::Export { format, year, whose, yes, folder } => {
                let format = carrying::export_format(*format, *year, *whose)?;
                self.export(format, folder, *yes)
            }
            Verb::Import { format, dry_run, file } => self.import(*format, file, *dry_run),
            Verb::Backup { file: Some(file), .. } => self.back_up(file),
            Verb::Backup { to: Some(folder), .. } => self.back_up_into(folder),
            Verb::Backup { daily: Some(folder), .. } => self.back_up_daily(folder),
            Verb::Backup { daily_off: true, .. } => self.back_up_no_more(),
            Verb::Backup { .. } => self.backups(),
        }
    }

    fn checkin(&mut self, verb: &Checkin) -> Result<Outcome, Failure> {
        match verb {
            Checkin::Answer { appreciated, support, deepen } => {
                let answers = Answers(input::answers([appreciated, support, deepen])?);
                let id = self.apply(&Command::AnswerCheckin { week: None, answers })?;
                let reader = self.reader()?;
                let week = reader.checkin_week(id).map_err(|e| self.failed(&e))?;
                let view = reader.checkin(Some(week), &clock::now());
                let view = view.map_err(|e| self.failed(&e.into()))?;
                Ok(Outcome { json: output::checkin_json(&view), words: id.to_string() })
            }
            Checkin::Show { week } => {
                let week = week.map(|day| day.week());
                let view = self.reader()?.checkin(week, &clock::now());
                let view = view.map_err(|e| self.failed(&e.into()))?;
                Ok(Outcome {
                    json: output::checkin_json(&view),
                    words: output::checkin_words(&view),
                })
            }
            Checkin::History => {
                let reader = self.reader()?;
                let weeks = reader.checkin_weeks().map_err(|e| self.failed(&e.into()))?;
                let views = weeks
                    .into_iter()
                    .map(|week| reader.checkin(Some(week), &clock::now()))
                    .collect::<Result<Vec<_>, _>>()
                    .map_err(|e| self.failed(&e.into()))?;
                let words: Vec<String> = views.iter().map(output::checkin_words).collect();
                Ok(Outcome {
                    json: views.iter().map(output::checkin_json).collect(),
                    words: words.join("\n\n"),
                })
            }
            Checkin::Try { text } => {
                let text = input::text(text)?;
                let id = self.apply(&Command::TryNext { week: None, text })?;
                Ok(Outcome { json: json!({ "id": id.to_string() }), words: id.to_string() })
            }
            Checkin::Day { weekday } => {
                self.apply(&Command::CheckinDay(*weekday))?;
                Ok(Outcome {
                    json: json!({ "day": weekday }),
                    words: tr!("checkin-day", day = dates::weekday(*weekday)),
                })
            }
        }
    }

    fn choose(&mut self, id: &str, wording: Wording) -> Result<Outcome, Failure> {
        let id = self.named(id)?;
        let there = self.reader()?.entry(id).map_err(|e| self.failed(&e))?.versions;
        let choice = match wording {
            _ if there.is_empty() => return Err(Failure::new(tr!("choose-nothing"))),
            Wording::Number(number) => match there.get(number - 1) {
                Some(version) => version.choice,
                None => return Err(Failure::new(tr!("choose-number", count = there.len()))),
            },
            Wording::Merged => Choice::Merged,
        };
        self.write(&Command::Choose { id, choice })
    }

    fn history(&self, id: &str) -> Result<Outcome, Failure> {
        let id = self.named(id)?;
        let reader = self.reader()?;
        let entry = reader.entry(id).map_err(|e| self.failed(&e))?;
        let history = reader.history(id).map_err(|e| self.failed(&e))?;
        let json =
            history.iter().map(|said| output::revision_json(said, entry.offset_minutes)).collect();
        let words: Vec<String> = history
            .iter()
            .map(|said| {
                let time = said.at.to_rfc3339(entry.offset_minutes);
                let name = output::harmless_line(&said.author.name);
                let mut lines = vec![format!("{time}  {name}")];
                if entry.scope == Scope::Shared && said.scope == Scope::Private {
                    lines.push(tr!("history-before-sharing"));
                }
                let (title, body) =
                    (output::harmless_line(&said.title), output::harmless(&said.body));
                lines.extend([title, body].into_iter().filter(|text| !text.is_empty()));
                lines.join("\n")
            })
            .collect();
        Ok(Outcome { json, words: words.join("\n\n") })
    }

    fn write(&mut self, command: &Command) -> Result<Outcome, Failure> {
        let id = self.apply(command)?;
        self.entry(id, Told::Id)
    }

    fn apply(&mut self, command: &Command) -> Result<DocumentId, Failure> {
        let done = self.vault.apply(command, &clock::now(), &mut self.rng);
        done.map(|done| done.id).map_err(|e| self.failed(&e))
    }

    fn entry(&self, id: DocumentId, told: Told) -> Result<Outcome, Failure> {
        let entry = self.reader()?.entry(id).map_err(|e| self.failed(&e))?;
        let words = match told {
            Told::Id => {
                if entry.wish.is_some() {
                    tell(&tr!("done-wish"));
                }
                entry.id.to_string()
            }
            Told::Whole => output::entry_words(&entry, &self.partner_name()?),
        };
        Ok(Outcome { json: output::entry_json(&entry), words })
    }

    /// The partner's name, or what stands for it.
    fn partner_name(&self) -> Result<String, Failure> {
        let status = self.reader()?.status().map_err(|e| self.failed(&e.into()))?;
        Ok(marks::partner_name(status.partner.as_ref().map(|partner| partner.name.as_str())))
    }

    fn named(&self, id: &str) -> Result<DocumentId, Failure> {
        self.reader()?.named(id).map_err(|e| self.failed(&e))
    }

    fn reader(&self) -> Result<Reader, Failure> {
        self.vault.reader().map_err(|e| Failure::vault(&e, &self.folder))
    }

    fn failed(&self, error: &attune_core::vault::CommandError) -> Failure {
        Failure::command(error, &self.folder)
    }
}

/// How much of an entry a person is told.
enum Told {
    Id,
    Whole,
}

fn chosen(who: &WhoArguments) -> Who {
    // The command line takes just one of the two.
    if who.shared && !who.private { Who::PartnerReads } else { Who::OnlyMe }
}

fn listing<T>(items: &[T], json: fn(&T) -> Value, words: impl Fn(&T) -> String) -> Outcome {
    Outcome {
        json: items.iter().map(json).collect(),
        words: items.iter().map(words).collect::<Vec<_>>().join("\n"),
    }
}
