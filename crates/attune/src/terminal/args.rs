//! The command line, as `attune --help` tells it.

use attune_core::header::Scope;
use attune_core::time::{Day, Weekday};
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
    /// Write something
    #[command(subcommand)]
    Add(Add),
    /// Replace a text; its difference from the last known is applied
    Edit {
        /// The entry
        id: String,
        /// A new title
        #[arg(long)]
        title: Option<String>,
        /// The whole new text, or - for standard input
        #[arg(required_unless_present = "title")]
        text: Vec<String>,
    },
    /// Delete an entry, or take back what you shared
    Delete {
        /// The entry
        id: String,
    },
    /// Bring back what was deleted in the last ten minutes
    Undo {
        /// The entry [default: the last one deleted]
        id: Option<String>,
    },
    /// Share a private page, as it is now
    Share {
        /// The entry
        id: String,
    },
    /// Show an entry
    Show {
        /// The entry
        id: String,
    },
    /// Show what an entry said before
    History {
        /// The entry
        id: String,
    },
    /// List entries, newest first
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
        /// At most so many
        #[arg(long, value_name = "N")]
        limit: Option<u32>,
    },
    /// Find entries by their words, newest first
    #[command(after_help = "Every word must be there; the last letters of each may be missing.\n\
        Words in quotation marks stand together: attune search '\"in the rain\"'")]
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
    #[command(subcommand)]
    Checkin(Checkin),
    /// Become partners, by three words shown here and typed there
    #[command(subcommand)]
    Pair(Pair),
    /// Leave your partner; each of you keeps what you have
    Unpair,
    /// Connect to your partner's device, and merge
    Sync {
        /// End once both devices hold the same
        #[arg(long)]
        until_synced: bool,
        /// Give up after so many seconds
        #[arg(long, value_name = "SECONDS")]
        timeout: Option<f64>,
    },
    /// The recovery key, which opens your words if all else is forgotten
    #[command(subcommand)]
    Recovery(Recovery),
    /// Two people on this computer, to try it all
    Demo {
        /// Tell the story in the terminal
        #[arg(long)]
        headless: bool,
        /// One of its two windows; the demo starts these itself
        #[arg(long, hide = true)]
        side: Option<crate::demo::Side>,
    },
    /// Check the vault, the keys and the folder, and say what was found
    Doctor,
    /// Show the window's screens with sample people behind them
    Gallery {
        /// The screen's name; an unknown one lists all
        #[arg(long, value_name = "SCREEN")]
        screen: Option<String>,
        /// day or night [default: the system's choice]
        #[arg(long)]
        theme: Option<HalfOfDay>,
        /// The window's size
        #[arg(long, value_name = "WxH", default_value = "1280x820")]
        size: String,
        /// Write a picture of it here, as PNG, and end
        #[arg(long, value_name = "FILE")]
        shot: Option<PathBuf>,
    },
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
    },
    /// Type the words that your partner's screen shows
    Enter {
        /// The three words, in any case
        #[arg(required = true, num_args = 1..=3)]
        words: Vec<String>,
        #[command(flatten)]
        options: PairOptions,
        /// The file that your partner's `pair show` wrote
        #[arg(long, value_name = "FILE")]
        invite: Option<PathBuf>,
    },
}

#[derive(Args)]
pub(super) struct PairOptions {
    /// Say yes without being asked
    #[arg(long)]
    pub(super) yes: bool,
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS")]
    pub(super) timeout: Option<f64>,
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
    /// Seal your three answers
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

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Kind {
    Journal,
    Gratitude,
    Checkin,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Journal => "journal",
            Kind::Gratitude => "gratitude",
            Kind::Checkin => "checkin",
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
}
