//! Rituals and the loving note, in a terminal.

use super::failure::Failure;
use super::{Outcome, Session, Told, input, listing, output, tell};
use crate::clock;
use crate::marks;
use crate::ready::Ready;
use crate::texts::tr;
use attune_core::command::{Command, Who};
use attune_core::header::Writers;
use attune_core::ids::DocumentId;
use attune_core::kinds::noted::Note;
use attune_core::kinds::rhythm::{Bead, Days, Rest, thread};
use attune_core::time::{ClockTime, Day};
use attune_core::vault::Entry;
use clap::builder::PossibleValuesParser;
use clap::{ArgGroup, Subcommand, ValueEnum};
use serde_json::{Value, json};

/// Small things that two people keep, and a line for the other to find.
#[derive(Subcommand)]
pub(super) enum Rituals {
    /// Small things with a time of their own: begin, mark, let rest
    #[command(
        subcommand,
        after_help = "“attune edit” gives one another name, “attune delete” ends it.\n\nExamples:\n  \
            attune ritual take thanks\n  \
            attune ritual add --days mon,wed,fri --time 7:30 Coffee before the phones\n  \
            attune ritual done 7c1f\n  \
            attune ritual list\n  \
            attune ritual rest 7c1f --until 2026-12-01"
    )]
    Ritual(Ritual),
    /// Leave one line for your partner to find, or see theirs
    #[command(
        after_help = "It shows on their Today until they put it away; you do not learn when.\n\n\
        Examples:\n  \
        attune note Your coat is by the heater\n  \
        attune note --waiting\n  \
        attune note --put-away 7c1f\n  \
        attune list --kind note"
    )]
    #[command(group = ArgGroup::new("what").required(true).args(["text", "waiting", "put_away"]))]
    Note {
        /// The line, or - for standard input
        text: Vec<String>,
        /// List your partner’s notes that you have not put away
        #[arg(long)]
        waiting: bool,
        /// Put one away; it stays in the list
        #[arg(long, value_name = "ID")]
        put_away: Option<String>,
    },
}

#[derive(Subcommand)]
pub(super) enum Ritual {
    /// Begin one
    #[command(after_help = "Examples:\n  \
        attune ritual add --days daily --time 22:00 Thanks before lights out\n  \
        attune ritual add --days sat --time 10:00 --whose me Ring my brother")]
    Add {
        /// What it is called
        #[arg(required = true)]
        name: Vec<String>,
        /// On which days: daily, or such as mon,wed,fri
        #[arg(long)]
        days: Days,
        /// At what time by the clock on the wall
        #[arg(long, value_name = "HH:MM")]
        time: ClockTime,
        /// Whose it is: both's, or mine, which stays on my own devices
        #[arg(long, default_value = "both")]
        whose: WhoseRitual,
    },
    /// Change one
    #[command(after_help = "Examples:\n  \
        attune ritual edit 7c1f --time 21:30\n  \
        attune ritual edit 7c1f --days sat,sun --name A walk round the block")]
    #[command(group = ArgGroup::new("change").required(true).multiple(true).args(["name", "days", "time"]))]
    Edit {
        /// The ritual
        id: String,
        /// A new name
        #[arg(long, num_args = 1.., value_name = "NAME")]
        name: Vec<String>,
        /// Other days
        #[arg(long)]
        days: Option<Days>,
        /// Another time
        #[arg(long, value_name = "HH:MM")]
        time: Option<ClockTime>,
    },
    /// Mark that it was kept
    #[command(after_help = "Examples:\n  \
        attune ritual done 7c1f\n  \
        attune ritual done 7c1f --day 2026-11-30")]
    Done {
        /// The ritual
        id: String,
        /// Of which day [default: today]
        #[arg(long)]
        day: Option<Day>,
    },
    /// Take the marks of a day back
    #[command(after_help = "Example:\n  attune ritual undone 7c1f --day 2026-11-30")]
    Undone {
        /// The ritual
        id: String,
        /// Of which day [default: today]
        #[arg(long)]
        day: Option<Day>,
    },
    /// List them, with this week
    #[command(after_help = "Of the week: ● kept, – resting, · neither; Monday first.\n\n\
        Examples:\n  \
        attune ritual list\n  \
        attune ritual list --json")]
    List,
    /// Let one rest: for a holiday, an illness, a hard month
    #[command(
        after_help = "It asks for nothing meanwhile, and is back on the day you name.\n\nExamples:\n  \
        attune ritual rest 7c1f --until 2026-12-01\n  \
        attune ritual rest 7c1f --over"
    )]
    #[command(group = ArgGroup::new("how").required(true).args(["until", "over"]))]
    Rest {
        /// The ritual
        id: String,
        /// The day it is back
        #[arg(long, value_name = "DAY")]
        until: Option<Day>,
        /// It is back now
        #[arg(long)]
        over: bool,
    },
    /// List those that are ready to be taken up
    Ready,
    /// Take one of them up
    #[command(after_help = "Examples:\n  \
        attune ritual take thanks\n  \
        attune ritual take coffee --time 6:45 --days mon,tue")]
    Take {
        /// Which
        #[arg(value_parser = PossibleValuesParser::new(Ready::all().map(|ready| ready.name)))]
        name: String,
        /// On other days
        #[arg(long)]
        days: Option<Days>,
        /// At another time
        #[arg(long, value_name = "HH:MM")]
        time: Option<ClockTime>,
        /// Whose it is: both's, or mine, which stays on my own devices
        #[arg(long, default_value = "both")]
        whose: WhoseRitual,
    },
}

/// Whose a ritual is.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum WhoseRitual {
    Both,
    Me,
}

impl From<WhoseRitual> for Who {
    fn from(whose: WhoseRitual) -> Self {
        match whose {
            WhoseRitual::Both => Who::BothWrite,
            WhoseRitual::Me => Who::OnlyMe,
        }
    }
}

impl Session {
    pub(super) fn rituals(&mut self, rituals: &Rituals) -> Result<Outcome, Failure> {
        match rituals {
            Rituals::Ritual(ritual) => self.ritual(ritual),
            Rituals::Note { put_away: Some(id), .. } => {
                let id = self.named(id)?;
                self.apply(&Command::Note { id, note: Note::Seen })?;
                self.entry(id, Told::Id)
            }
            Rituals::Note { waiting: true, .. } => {
                let notes = self.reader()?.notes_waiting().map_err(|e| self.failed(&e.into()))?;
                if notes.is_empty() {
                    tell(&tr!("list-empty"));
                }
                let partner = self.partner_name()?;
                let line = |entry: &Entry| output::entry_line(entry, &partner);
                Ok(listing(&notes, output::entry_json, line))
            }
            Rituals::Note { text, .. } => {
                let text = input::text(text)?;
                self.write(&Command::LeaveNote { text })
            }
        }
    }

    fn ritual(&mut self, ritual: &Ritual) -> Result<Outcome, Failure> {
        match ritual {
            Ritual::Add { name, days, time, whose } => {
                let name = name.join(" ");
                self.begin(Command::BeginRitual {
                    name,
                    days: *days,
                    at: *time,
                    who: (*whose).into(),
                })
            }
            Ritual::Take { name, days, time, whose } => {
                // The command line takes no other name.
                let ready = Ready::named(name).ok_or_else(|| Failure::new(String::new()))?;
                self.begin(Command::BeginRitual {
                    name: ready.title(),
                    days: days.unwrap_or(ready.days),
                    at: time.unwrap_or(ready.at),
                    who: (*whose).into(),
                })
            }
            Ritual::Edit { id, name, days, time } => {
                let id = self.named(id)?;
                let name = (!name.is_empty()).then(|| name.join(" "));
                self.begin(Command::AlterRitual { id, name, days: *days, at: *time })
            }
            Ritual::Done { id, day } => {
                let id = self.named(id)?;
                self.begin(Command::MarkRitual { id, day: *day, kept: true })
            }
            Ritual::Undone { id, day } => {
                let id = self.named(id)?;
                self.begin(Command::MarkRitual { id, day: *day, kept: false })
            }
            Ritual::Rest { id, until, .. } => {
                let id = self.named(id)?;
                self.begin(Command::RestRitual { id, until: *until })
            }
            Ritual::List => {
                let rituals = self.reader()?.rituals().map_err(|e| self.failed(&e.into()))?;
                if rituals.is_empty() {
                    tell(&tr!("ritual-none"));
                }
                let partner = self.partner_name()?;
                Ok(listing(&rituals, ritual_json, |entry| ritual_line(entry, &partner)))
            }
            Ritual::Ready => Ok(listing(
                &Ready::all(),
                |ready| {
                    json!({
                        "name": ready.name,
                        "title": ready.title(),
                        "about": ready.about(),
                        "days": ready.days.to_string(),
                        "time": ready.at,
                    })
                },
                |ready| {
                    let (days, at, title) = (ready.days.to_string(), ready.at, ready.title());
                    format!("{:<8}  {at}  {days:<19}  {title}. {}", ready.name, ready.about())
                },
            )),
        }
    }

    /// Carries a ritual's command out, and tells how it is then.
    fn begin(&mut self, command: Command) -> Result<Outcome, Failure> {
        let id: DocumentId = self.apply(&command)?;
        let entry = self.reader()?.entry(id).map_err(|e| self.failed(&e))?;
        let words = self.entry(id, Told::Id)?.words;
        Ok(Outcome { json: ritual_json(&entry), words })
    }
}

/// A ritual as JSON: an entry, and what it is now.
fn ritual_json(entry: &Entry) -> Value {
    let mut value = output::entry_json(entry);
    let Some(ritual) = entry.ritual() else { return value };
    let today = clock::now().day;
    let rhythm = &ritual.rhythm;
    value["name"] = json!(entry.body);
    value["days"] = json!(rhythm.days.to_string());
    value["time"] = json!(rhythm.at);
    value["whose"] = json!(whose(entry));
    value["resting_until"] = json!(resting(rhythm.rest, today));
    value["today"] = json!({
        "falls": rhythm.falls_on(today),
        "done": ritual.kept.contains(today),
    });
    value["week"] = json!({
        "monday": today.week().monday(),
        "thread": thread(rhythm, &ritual.kept, today.week(), today),
    });
    value
}

/// A ritual in one line.
fn ritual_line(entry: &Entry, partner: &str) -> String {
    let Some(ritual) = entry.ritual() else { return String::new() };
    let today = clock::now().day;
    let beads = thread(&ritual.rhythm, &ritual.kept, today.week(), today);
    let beads: String = beads
        .iter()
        .map(|bead| match bead {
            Bead::Kept => '●',
            Bead::Resting => '–',
            Bead::Ahead | Bead::Empty => '·',
        })
        .collect();
    let whose = match whose(entry) {
        "both" => tr!("ritual-both"),
        _ => format!("{}; {}", entry.author.name, marks::line(entry, partner)),
    };
    let whose = output::harmless(&whose);
    let rest = resting(ritual.rhythm.rest, today)
        .map(|until| match until {
            // It came in from a file, with no day on which it is back.
            until if until == Day::MAX => tr!("ritual-resting-on"),
            until => tr!("ritual-resting", day = until.to_string()),
        })
        .map(|rest| format!("; {rest}"))
        .unwrap_or_default();
    let (id, at, days) = (entry.id.short(), ritual.rhythm.at, ritual.rhythm.days.to_string());
    let name = output::harmless(&entry.body).replace('\n', " ");
    format!("{id}  {at}  {days:<19}  {beads}  {name}  ({whose}{rest})")
}

/// Whose it is; both's also where it will be, once there is a partner.
fn whose(entry: &Entry) -> &'static str {
    match entry.writers {
        Writers::Both => "both",
        Writers::Owner if entry.wish.as_deref() == Some("write") => "both",
        Writers::Owner if entry.mine => "me",
        Writers::Owner => "partner",
    }
}

/// The day it is back, if it rests now or will.
fn resting(rest: Option<Rest>, today: Day) -> Option<Day> {
    rest.map(|rest| rest.until).filter(|until| *until > today)
}
