//! The command line, as `attune --help` tells it.

use super::pausing::Pause;
use super::practices::Practice;
use super::pulse::Pulse;
use super::rituals::Rituals;
use super::talk::Talk;
use crate::texts::{Language, tr};
use attune_core::header::Scope;
use attune_core::kinds::profile::Ink;
use attune_core::time::{Day, Weekday};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Two people's shared life of reflection, on their own two computers and nowhere else.
#[derive(Parser)]
#[command(
    name = "attune",
    version,
    after_help = "Examples:\n  \
        attune init --name Alex\n  \
        attune add gratitude --private Tea in the morning, without a word\n  \
        attune add journal --title Sunday --private - < page.txt\n  \
        attune search tea"
)]
pub(super) struct Arguments {
    /// The folder of the profile [default: this computer's local data folder]
    #[arg(long, global = true, env = "ATTUNE_PROFILE", value_name = "DIR")]
    pub(super) profile: Option<PathBuf>,
    /// Print one JSON value
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Read the passphrase from this file (or from ATTUNE_PASSPHRASE)
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) passphrase_file: Option<PathBuf>,
    /// Without a command, the window opens
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Make a profile, and show its recovery key
    #[command(after_help = "Examples:\n  \
        attune init --name Alex\n  \
        attune --profile other init --name Sam --unprotected")]
    Init {
        /// Your name, as your partner will see it
        #[arg(long)]
        name: String,
        /// Protect your words with nothing
        #[arg(long)]
        unprotected: bool,
    },
    /// Tell who, with whom, and how things stand
    Status,
    /// Change your name, as your partner sees it
    #[command(after_help = "Example:\n  attune name Alex")]
    Name {
        /// The new name
        #[arg(required = true)]
        name: Vec<String>,
    },
    /// Choose the ink your words are set in, on both screens
    #[command(after_help = "Example:\n  attune ink plum")]
    Ink {
        /// Which; not the one your partner chose
        #[arg(value_parser = an_ink())]
        ink: Ink,
    },
    /// Write something
    #[command(
        subcommand,
        after_help = "Examples:\n  \
            attune add gratitude --shared You left the good mug for me\n  \
            attune add journal --private --title Sunday - < page.txt\n  \
            attune add journal --together Where shall we go in June"
    )]
    Add(Add),
    /// Replace a text; its difference from the last known is applied
    #[command(after_help = "Examples:\n  \
        attune edit 7c1f The whole new text\n  \
        attune edit 7c1f --title A quieter Sunday\n  \
        attune show 7c1f --json | jq -r .body | tr a-z A-Z | attune edit 7c1f -")]
    Edit {
        /// The entry
        id: String,
        /// A new title
        #[arg(long)]
        title: Option<String>,
        /// Another mood of a journal page; "" for none
        #[arg(long, value_name = "WORD")]
        mood: Option<String>,
        /// Add a tag to a journal page
        #[arg(long = "tag", value_name = "TAG")]
        tags: Vec<String>,
        /// Take a tag from it
        #[arg(long = "untag", value_name = "TAG")]
        untags: Vec<String>,
        /// The whole new text, or - for standard input
        #[arg(required_unless_present_any = ["title", "mood", "tags", "untags"])]
        text: Vec<String>,
    },
    /// Settle one place where both of you changed the same words at once
    #[command(after_help = "“attune show ID” numbers the wordings.\n\nExamples:\n  \
        attune choose 7c1f 2\n  \
        attune choose 7c1f merged")]
    Choose {
        /// The entry
        id: String,
        /// The number of a wording, or “merged” for the text as it stands
        #[arg(value_parser = wording, value_name = "N|merged")]
        wording: Wording,
    },
    /// Delete an entry, or take back what you shared
    #[command(after_help = "Examples:\n  \
        attune delete 7c1f\n  \
        attune undo")]
    Delete {
        /// The entry
        id: String,
    },
    /// Bring back what was deleted in the last ten minutes
    #[command(after_help = "Examples:\n  \
        attune undo\n  \
        attune undo 7c1f")]
    Undo {
        /// The entry [default: the last one deleted]
        id: Option<String>,
    },
    /// Share a private page, as it is now
    #[command(after_help = "It goes without what it said before, and gets a new id; the old one\n\
        goes on naming it.\n\nExample:\n  attune share 7c1f")]
    Share {
        /// The entry
        id: String,
    },
    /// Show an entry: its words, whose it is, where it is, and who may read it
    #[command(after_help = "Examples:\n  \
        attune show 7c1f\n  \
        attune show 7c1f --json")]
    Show {
        /// The entry
        id: String,
    },
    /// Show what an entry said before
    #[command(after_help = "Example:\n  attune history 7c1f")]
    History {
        /// The entry
        id: String,
    },
    /// List entries, newest first
    #[command(after_help = "Examples:\n  \
        attune list --kind gratitude --since 2026-11-01\n  \
        attune list --tag allotment\n  \
        attune list --scope private --limit 10")]
    List {
        /// Only this kind
        #[arg(long)]
        kind: Option<Kind>,
        /// Only what is private, or only what is shared
        #[arg(long)]
        scope: Option<ScopeArgument>,
        /// From this day on (YYYY-MM-DD)
        #[arg(long, value_name = "DAY")]
        since: Option<Day>,
        /// To this day
        #[arg(long, value_name = "DAY")]
        until: Option<Day>,
        /// Only journal pages with this mood
        #[arg(long, value_name = "WORD")]
        mood: Option<String>,
        /// Only journal pages with this tag
        #[arg(long, value_name = "TAG")]
        tag: Option<String>,
        /// At most so many
        #[arg(long, value_name = "N")]
        limit: Option<u32>,
    },
    /// Find entries by their words, newest first
    #[command(after_help = "Every word must be there; the last letters of each may be missing.\n\
        Words in quotation marks stand together.\n\nExamples:\n  \
        attune search rain\n  \
        attune search '\"in the rain\"' --kind journal")]
    Search {
        /// What to look for
        #[arg(required = true)]
        query: Vec<String>,
        /// Only this kind
        #[arg(long)]
        kind: Option<Kind>,
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
    },
    /// The weekly check-in
    #[command(
        subcommand,
        after_help = "Examples:\n  \
            attune checkin answer 'You listened' 'Ask me how it went' 'An evening without screens'\n  \
            attune checkin answer - '' 'A walk' < first.txt\n  \
            attune checkin show\n  \
            attune checkin try Phones in the hall after nine\n  \
            attune checkin day sunday"
    )]
    Checkin(Checkin),
    #[command(flatten)]
    Practice(Practice),
    /// How the two of you are, once a month by six signs: a way to talk, never a score
    #[command(
        subcommand,
        after_help = "Yours is sealed until your partner has said theirs.\n\nExamples:\n  \
            attune pulse answer 4 3 5 5 2 4\n  \
            attune pulse show\n  \
            attune pulse show --month 2026-10"
    )]
    Pulse(Pulse),
    /// A pause in a conflict, and a time to come back
    #[command(
        subcommand,
        after_help = "Nothing else waits for it: you can write whatever you like meanwhile.\n\n\
            Examples:\n  \
            attune pause start --for 40\n  \
            attune pause side --private It had been a long day for both of them\n  \
            attune pause ready\n  \
            attune pause team yes\n  \
            attune pause next A walk after dinner\n  \
            attune pause show"
    )]
    Pause(Pause),
    /// Soul talk: a question for the two of you, and what stayed of it
    #[command(
        subcommand,
        after_help = "Examples:\n  \
            attune talk decks\n  \
            attune talk draw --deck memories\n  \
            attune talk stayed --shared How you laughed about the tent\n  \
            attune talk add --deck play 'What should we build out of cardboard?'"
    )]
    Talk(Talk),
    #[command(flatten)]
    Rituals(Rituals),
    /// Become partners, by three words shown here and typed there
    #[command(
        subcommand,
        after_help = "One of you shows the words, the other types them; both say yes.\n\nExamples:\n  \
            attune pair show\n  \
            attune pair enter lantern willow saffron\n  \
            attune pair show --invite-text\n  \
            attune pair enter lantern willow saffron --invite attune1…\n  \
            attune pair enter lantern willow saffron --share 7c1f 90ab\n\n\
            Where the two don't find each other, docs/firewalls.md tells what to look at."
    )]
    Pair(Pair),
    /// Leave your partner; each of you keeps what you have
    Unpair,
    /// Connect to your partner's device, and merge
    #[command(
        after_help = "Without --until-synced it goes on until Ctrl-C, and then says what passed.\n\n\
        Examples:\n  \
        attune sync\n  \
        attune sync --until-synced --timeout 60\n\n\
        Where your partner's device is never reached, docs/firewalls.md tells what to look at."
    )]
    Sync {
        /// End once both devices hold the same
        #[arg(long)]
        until_synced: bool,
        /// Give up after so many seconds
        #[arg(long, value_name = "SECONDS")]
        timeout: Option<f64>,
    },
    /// Write everything as plain files that need no Attune, or a year as a book
    #[command(
        after_help = "md: a file of Markdown for each entry. json: one file with all there is, what\n\
        entries said before included; “attune import --format json” reads it again.\n\
        book: a year as one page of HTML to print.\n\n\
        Nothing protects these files. What only you may read is among them, but for a\n\
        book of what both may read.\n\nExamples:\n  \
        attune export --format md pages\n  \
        attune export --format json everything --yes\n  \
        attune export --format book --year 2026 --whose both our-year"
    )]
    Export {
        /// In which form
        #[arg(long)]
        format: ExportFormat,
        /// The year of a book
        #[arg(
            long,
            value_name = "YEAR",
            value_parser = clap::value_parser!(i16).range(2000..=2100),
            required_if_eq("format", "book")
        )]
        year: Option<i16>,
        /// In a book: what you wrote, or what both of you may read [default: both]
        #[arg(long)]
        whose: Option<WhoseArgument>,
        /// Write it without being asked
        #[arg(long)]
        yes: bool,
        /// A new folder, or an empty one
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Take in another diary, or an export of Attune's, for you alone
    #[command(
        after_help = "dayone: Day One's JSON export, as it came or unpacked; photos stay behind.\n\
        json: the file attune.json of “attune export”. md: a folder of Markdown files; the\n\
        day is what a file's head states, else what its name begins with, else when it was\n\
        last changed.\n\n\
        Everything comes in as “only me”, at the time it states. Taking in the same again\n\
        adds nothing, and changes nothing of what is here; what you deleted since comes\n\
        anew. What could not be taken is told, and exit is 1 only if nothing could be.\n\n\
        Examples:\n  \
        attune import --format dayone Export.zip --dry-run\n  \
        attune import --format md notes\n  \
        attune import --format json everything/attune.json"
    )]
    Import {
        /// What it is
        #[arg(long)]
        format: ImportFormat,
        /// Only tell what would be taken in
        #[arg(long)]
        dry_run: bool,
        /// The file, or the folder of Markdown files
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Write an encrypted backup of everything, and read it back; or tell of the last
    #[command(
        after_help = "It opens with the passphrase or the recovery key, and never with less.\n\
        A folder keeps seven days, four weeks and twelve months of them.\n\nExamples:\n  \
        attune backup before-the-move.attune-backup\n  \
        attune backup --to /media/maple\n  \
        attune backup --daily /media/maple\n  \
        attune backup"
    )]
    Backup {
        /// A new file
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        /// Make this day's in a folder that keeps several
        #[arg(long, value_name = "DIR", conflicts_with_all = ["file", "daily", "daily_off"])]
        to: Option<PathBuf>,
        /// The same, and from now on once a day while a window is open
        #[arg(long, value_name = "DIR", conflicts_with_all = ["file", "daily_off"])]
        daily: Option<String>,
        /// No more each day; those that are there stay
        #[arg(long, conflicts_with = "file")]
        daily_off: bool,
    },
    /// Restore a backup, as a new device of yours
    #[command(
        after_help = "The whole file is checked first. A profile that is there is set aside, not\n\
        overwritten. Give the passphrase, or the recovery key in a file or in\n\
        ATTUNE_RECOVERY_KEY.\n\nExamples:\n  \
        attune restore before-the-move.attune-backup\n  \
        attune restore before-the-move.attune-backup --recovery-key-file key.txt --yes"
    )]
    Restore {
        /// The backup
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Read the recovery key from this file
        #[arg(long, value_name = "FILE")]
        recovery_key_file: Option<PathBuf>,
        /// Set a profile that is there aside without being asked
        #[arg(long)]
        yes: bool,
    },
    /// Change what protects your words on this computer
    #[command(
        subcommand,
        after_help = "A copy of the profile made earlier still opens with what protected it then.\n\n\
            Examples:\n  \
            attune passphrase set\n  \
            attune passphrase set --new-passphrase-file new.txt\n  \
            attune passphrase remove"
    )]
    Passphrase(PassphraseVerb),
    /// The recovery key, which opens your words if all else is forgotten
    #[command(
        subcommand,
        after_help = "An earlier copy of the profile, and a backup made earlier, still open with the\n\
            recovery key of their time.\n\n\
            Examples:\n  \
            attune recovery show\n  \
            attune recovery use\n  \
            attune recovery use --recovery-key-file key.txt --new-passphrase-file new.txt\n  \
            attune recovery replace"
    )]
    Recovery(Recovery),
    /// Two people on this computer, to try it all
    #[command(
        after_help = "Nothing of yours is touched, and nothing is left behind.\n\nExamples:\n  \
        attune demo\n  \
        attune demo --headless"
    )]
    Demo {
        /// Tell the story in the terminal
        #[arg(long)]
        headless: bool,
        /// One of its two windows; the demo starts these itself
        #[arg(long, hide = true)]
        side: Option<crate::demo::Side>,
    },
    /// Check the vault, the keys, the folder and the network, and say what was found
    #[command(
        after_help = "Exit 0 if all is well, 1 if something is wrong, 4 if it is locked.\n\nExamples:\n  \
        attune doctor\n  \
        attune doctor --json"
    )]
    Doctor,
    /// Make a new vault of all that can be read of a damaged one
    #[command(
        after_help = "The damaged files are set aside whole, in a folder beside. This becomes a new\n\
        device of yours, and what your partner's device has comes again from there. Where\n\
        nothing is damaged nothing is changed. Close other windows of this profile first.\n\n\
        Examples:\n  \
        attune salvage\n  \
        attune salvage --json"
    )]
    Salvage,
    /// Show the window's screens with sample people behind them
    Gallery {
        /// The name of a screen, or of a part as component:NAME; an unknown one
        /// lists all
        #[arg(long, value_name = "SCREEN")]
        screen: Option<String>,
        /// day or night [default: the system's choice]
        #[arg(long)]
        theme: Option<HalfOfDay>,
        /// The window's size
        #[arg(long, value_name = "WxH", default_value = "1280x820")]
        size: String,
        /// Pixels for a point, in a picture
        #[arg(long, value_name = "FACTOR", default_value = "1", value_parser = factor)]
        scale: f32,
        /// The size of all text, from 90 to 150
        #[arg(
            long,
            value_name = "PERCENT",
            default_value = "100",
            value_parser = clap::value_parser!(u8).range(90..=150)
        )]
        text: u8,
        /// en, es, or pseudo, which shows what is not translated or has no room
        /// [default: the system's choice]
        #[arg(long, value_name = "LANGUAGE", value_parser = language)]
        language: Option<Language>,
        /// Write a picture of it here, as PNG, without a window
        #[arg(long, value_name = "FILE")]
        shot: Option<PathBuf>,
    },
}

fn language(text: &str) -> Result<Language, String> {
    Language::of_code(text).ok_or_else(|| "it is en, es or pseudo".to_owned())
}

fn an_ink() -> impl TypedValueParser<Value = Ink> {
    let names = PossibleValuesParser::new(Ink::ALL.map(Ink::name));
    names.try_map(|name| Ink::named(&name).ok_or("no such ink"))
}

/// A scale that screens have.
fn factor(text: &str) -> Result<f32, String> {
    let factor: f32 = text.parse().map_err(|_| "a number such as 1.25".to_owned())?;
    if (0.5..=4.0).contains(&factor) { Ok(factor) } else { Err("from 0.5 to 4".to_owned()) }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum HalfOfDay {
    Day,
    Night,
}

#[derive(Subcommand)]
pub(super) enum Recovery {
    /// Show it again, alone on standard output
    Show,
    /// Open your words with it where the passphrase is lost, and choose a new one
    Use {
        /// Read the recovery key from this file (or from ATTUNE_RECOVERY_KEY)
        #[arg(long, value_name = "FILE")]
        recovery_key_file: Option<PathBuf>,
        /// Read the new passphrase from this file (or from ATTUNE_NEW_PASSPHRASE)
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Make a new one and print it, alone on standard output; no earlier one opens
    /// your words any more
    Replace,
}

#[derive(Subcommand)]
pub(super) enum Pair {
    /// Show three words, and wait for your partner to type them
    Show {
        #[command(flatten)]
        options: PairOptions,
        /// Write where this device listens to a file, for your partner
        #[arg(long, value_name = "FILE")]
        invite_out: Option<PathBuf>,
        /// Print the same as text, to send it by a message
        #[arg(long)]
        invite_text: bool,
        /// Print the same as a picture to scan
        #[arg(long)]
        qr: bool,
    },
    /// Type the words that your partner's screen shows
    Enter {
        /// The three words, in any case
        #[arg(required = true, num_args = 1..=3)]
        words: Vec<String>,
        #[command(flatten)]
        options: PairOptions,
        /// Your partner's invitation: its text, or the file that holds it
        #[arg(long, value_name = "TEXT|FILE")]
        invite: Option<String>,
    },
}

#[derive(Args)]
pub(super) struct PairOptions {
    /// Say yes without being asked; shares what you wrote to be shared, if
    /// neither --share nor --share-none says otherwise
    #[arg(long)]
    pub(super) yes: bool,
    /// Share just these private entries
    #[arg(long, value_name = "ID", num_args = 1.., conflicts_with = "share_none")]
    pub(super) share: Vec<String>,
    /// Share nothing that you wrote so far
    #[arg(long)]
    pub(super) share_none: bool,
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS")]
    pub(super) timeout: Option<f64>,
}

/// One of several wordings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wording {
    /// The one with this number, counted from 1.
    Number(usize),
    /// The text as merging left it.
    Merged,
}

fn wording(text: &str) -> Result<Wording, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(Wording::Number(number)),
        _ if text == "merged" => Ok(Wording::Merged),
        _ => Err(tr!("choose-what")),
    }
}

#[derive(Subcommand)]
pub(super) enum PassphraseVerb {
    /// Protect your words with a new passphrase
    Set {
        /// Read it from this file (or from ATTUNE_NEW_PASSPHRASE)
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Protect your words with nothing
    Remove,
}

#[derive(Subcommand)]
pub(super) enum Add {
    /// A journal page
    #[command(group = ArgGroup::new("who").required(true).args(["private", "shared", "together"]))]
    Journal {
        /// One line above it
        #[arg(long)]
        title: Option<String>,
        #[command(flatten)]
        who: WhoArguments,
        /// Both write
        #[arg(long)]
        together: bool,
        /// Your partner says back what they heard before they answer
        #[arg(long, requires = "shared")]
        hear_first: bool,
        /// One word for how you are
        #[arg(long, value_name = "WORD")]
        mood: Option<String>,
        /// What it is about; once for each tag
        #[arg(long = "tag", value_name = "TAG")]
        tags: Vec<String>,
        /// The text, or - for standard input
        #[arg(required = true)]
        text: Vec<String>,
    },
    /// One thing you appreciate about your partner
    #[command(group = ArgGroup::new("who").required(true).args(["private", "shared"]))]
    Gratitude {
        #[command(flatten)]
        who: WhoArguments,
        /// The text, or - for standard input
        #[arg(required = true)]
        text: Vec<String>,
    },
}

#[derive(Args)]
pub(super) struct WhoArguments {
    /// Only you
    #[arg(long)]
    pub(super) private: bool,
    /// Yours to write, your partner's to read
    #[arg(long)]
    pub(super) shared: bool,
}

#[derive(Subcommand)]
pub(super) enum Checkin {
    /// Seal your three answers; one of them may be - for standard input
    Answer {
        /// What I appreciated about you
        appreciated: String,
        /// Anything I can do so that you feel more loved or supported
        support: String,
        /// How we can deepen our connection
        deepen: String,
    },
    /// Show how a week stands
    Show {
        /// Any day of that week [default: the week being offered]
        #[arg(long, value_name = "DAY")]
        week: Option<Day>,
    },
    /// Show every week, newest first
    History,
    /// Write the one thing you will try
    Try {
        /// The text, or - for standard input
        #[arg(required = true)]
        text: Vec<String>,
    },
    /// Choose the day of the week
    Day {
        /// Its English name
        weekday: Weekday,
    },
}

/// The form of an export.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    Md,
    Json,
    Book,
}

/// Whose words a book has.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum WhoseArgument {
    Mine,
    Both,
}

/// What is taken in.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum ImportFormat {
    Dayone,
    Json,
    Md,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Kind {
    Journal,
    Gratitude,
    Checkin,
    Feeling,
    Reflection,
    Pulse,
    Pause,
    Side,
    Talk,
    Ritual,
    Note,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Journal => "journal",
            Kind::Gratitude => "gratitude",
            Kind::Checkin => "checkin",
            Kind::Feeling => "feeling",
            Kind::Reflection => "reflection",
            Kind::Pulse => "pulse",
            Kind::Pause => "pause",
            Kind::Side => "side",
            Kind::Talk => "talk",
            Kind::Ritual => "ritual",
            Kind::Note => "note",
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum ScopeArgument {
    Private,
    Shared,
}

impl From<ScopeArgument> for Scope {
    fn from(argument: ScopeArgument) -> Self {
        match argument {
            ScopeArgument::Private => Scope::Private,
            ScopeArgument::Shared => Scope::Shared,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Arguments::command().debug_assert();
    }

    /// The words of a line as a shell would hand them on, up to what is another
    /// program's.
    fn words(line: &str) -> Vec<String> {
        let line = line.split(['|', '<']).next().unwrap();
        let mut words = Vec::new();
        for (n, part) in line.split('\'').enumerate() {
            if n % 2 == 1 {
                words.push(part.to_owned());
            } else {
                words.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        words
    }

    fn examples(command: &clap::Command, all: &mut Vec<String>) {
        if let Some(after) = command.get_after_help() {
            let after = after.to_string();
            let lines = after.lines().map(str::trim).filter(|line| line.starts_with("attune "));
            all.extend(lines.map(str::to_owned));
        }
        command.get_subcommands().for_each(|command| examples(command, all));
    }

    #[test]
    fn every_example_is_a_command_line() {
        let mut all = Vec::new();
        examples(&Arguments::command(), &mut all);
        assert!(all.len() > 40, "{} examples", all.len());
        for line in all {
            let parsed = Arguments::try_parse_from(words(&line));
            assert!(parsed.is_ok(), "{line}: {}", parsed.err().unwrap());
        }
    }
}
