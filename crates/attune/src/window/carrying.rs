//! Out and in: a readable copy, a year as a book, and old pages that are brought in.
//! What is filled in, and how far each of them has come.

use crate::carrying::{Left, Report, Whose, export, import};
use attune_core::time::{Day, Month};
use std::path::{Path, PathBuf};

/// How many of the things that were set aside are told of by their names.
pub(crate) const NAMED: usize = 200;
/// The years that a book can be of: those of any entry.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// What is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// What is to be written.
    pub(crate) out: Copy,
    /// The folder for it, as typed.
    pub(crate) folder: String,
    /// The year of a book, as typed.
    pub(crate) year: String,
    /// Whose words are in it.
    pub(crate) whose: Whose,
    /// What is to be brought in, as typed.
    pub(crate) file: String,
    /// What that is, if it was said and is not to be recognised.
    pub(crate) format: Option<import::Format>,
    /// Whether what was set aside is shown.
    pub(crate) aside: bool,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            out: Copy::Markdown,
            folder: String::new(),
            year: String::new(),
            whose: Whose::Both,
            file: String::new(),
            format: None,
            aside: false,
        }
    }
}

/// What can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Copy {
    /// A file for each entry.
    Markdown,
    /// One file with everything.
    Json,
    /// A year to print.
    Book,
}

impl Form {
    /// The year of the book: the one that is typed, or the last whole one.
    pub(crate) fn book_year(&self, today: Day) -> Option<i16> {
        match self.year.trim() {
            "" => Some(last_year(today)),
            typed => typed.parse().ok().filter(|year| YEARS.contains(year)),
        }
    }

    /// What is to be written, if enough is said.
    pub(crate) fn wanted(&self, today: Day) -> Option<export::Format> {
        Some(match self.out {
            Copy::Markdown => export::Format::Markdown,
            Copy::Json => export::Format::Json,
            Copy::Book => export::Format::Book { year: self.book_year(today)?, whose: self.whose },
        })
    }
}

/// The year before this one, which is over.
pub(crate) fn last_year(today: Day) -> i16 {
    today.date().year() - 1
}

/// The path that somebody typed: without what surrounds it where it was copied,
/// and from the home that `~` stands for. None if nothing is typed.
pub(crate) fn path(typed: &str, home: Option<&Path>) -> Option<PathBuf> {
    let typed = typed.trim();
    let bare = ['"', '\''].iter().find_map(|quote| {
        let inside = typed.strip_prefix(*quote)?.strip_suffix(*quote)?;
        (!inside.is_empty()).then_some(inside)
    });
    let typed = bare.unwrap_or(typed);
    let at_home = match typed {
        "~" => Some(""),
        typed => typed.strip_prefix("~/"),
    };
    match (at_home, home) {
        (Some(rest), Some(home)) => Some(home.join(rest)),
        _ => (!typed.is_empty()).then(|| PathBuf::from(typed)),
    }
}

/// This person's home, if the system says where that is.
pub(crate) fn home() -> Option<PathBuf> {
    Some(directories::UserDirs::new()?.home_dir().to_owned())
}

/// How far all of it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Carrying {
    /// What goes out.
    pub(crate) out: Out,
    /// What comes in; none before anything was looked at.
    pub(crate) coming: Option<Incoming>,
}

/// How far an export is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Out {
    /// Nothing is written.
    #[default]
    Nothing,
    /// It is asked whether to write into this folder.
    Asking {
        /// The folder.
        folder: PathBuf,
        /// The part of its path that something seems to copy to a cloud.
        cloud: Option<String>,
    },
    /// So many entries of so many are written; of how many is not known at first.
    Writing(usize, usize),
    /// All of it is written.
    Written(Written),
    /// It was not, or not to its end; the sentence says why.
    Failed(String),
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// Where: the folder, or the file if it is one.
    pub(crate) at: PathBuf,
    /// How many entries.
    pub(crate) entries: u64,
    /// Whether it is a book.
    pub(crate) book: bool,
}

/// How far an import is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Incoming {
    /// What is read.
    pub(crate) file: PathBuf,
    /// What that is.
    pub(crate) format: import::Format,
    /// Where it stands.
    pub(crate) stage: Stage,
    /// How many pages can come in, once somebody looked.
    pub(crate) of: u64,
    /// The months they are from, once somebody looked.
    pub(crate) span: Option<[Month; 2]>,
    /// The month that is read just now.
    pub(crate) at: Option<Month>,
    /// How many are in; how many would be, before.
    pub(crate) added: u64,
    /// How many were here already.
    pub(crate) already: u64,
    /// How many things were set aside.
    pub(crate) aside: usize,
    /// The first of them.
    pub(crate) left: Vec<Left>,
}

impl Incoming {
    /// Before anything is read.
    pub(crate) fn new(file: PathBuf, format: import::Format) -> Self {
        Self {
            file,
            format,
            stage: Stage::Looking,
            of: 0,
            span: None,
            at: None,
            added: 0,
            already: 0,
            aside: 0,
            left: Vec::new(),
        }
    }

    /// So far it went.
    pub(crate) fn tell(&mut self, report: &Report) {
        self.added = report.added;
        self.already = report.already;
        self.at = report.days.map(|[_, at, _]| at.month());
        self.aside = report.left.len();
        // What is told by name does not change once it is.
        let known = self.left.len();
        self.left.extend(report.left.iter().skip(known).take(NAMED - known.min(NAMED)).cloned());
        if self.stage == Stage::Looking {
            self.of = report.added;
            self.span = report.days.map(|[first, _, last]| [first, last].map(Day::month));
        }
    }

    /// Whether something is being done.
    pub(crate) fn is_busy(&self) -> bool {
        matches!(self.stage, Stage::Looking | Stage::TakingIn | Stage::TakingOut)
    }
}

/// Where an import stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It is found out what would come in. Nothing is changed.
    Looking,
    /// That is known.
    Looked,
    /// Pages come in.
    TakingIn,
    /// All that can be is in.
    Done,
    /// It was stopped; what was in stays.
    Stopped,
    /// What came in goes out again.
    TakingOut,
    /// It is out, but for so many that stay.
    TakenOut {
        /// How many went.
        out: u64,
        /// How many stay: what was changed or shared since, and what can't be deleted.
        stay: u64,
    },
    /// It ended before its time; the sentence says why.
    Failed(String),
}

/// What is asked of whoever owns the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Find out whether something can be written into this folder, and what to say
    /// of it before.
    Weigh(PathBuf),
    /// Write this into that folder.
    Out(export::Format, PathBuf),
    /// Write no further entry.
    StopOut,
    /// Find out what would come in from there; what it is is recognised with `None`.
    Look(PathBuf, Option<import::Format>),
    /// Take in what was looked at.
    TakeIn,
    /// Take in no more, and keep what is in.
    Stop,
    /// Stop, and take all of it out again.
    TakeOut,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_as_people_type_it() {
        let home = Path::new("/home/alex");
        for (typed, meant) in [
            (" /tmp/a b ", Some("/tmp/a b")),
            ("'/tmp/a b'", Some("/tmp/a b")),
            ("\"~/pages\"", Some("/home/alex/pages")),
            ("~", Some("/home/alex/")),
            ("~sam/pages", Some("~sam/pages")),
            ("pages", Some("pages")),
            ("  ", None),
        ] {
            assert_eq!(path(typed, Some(home)), meant.map(PathBuf::from), "{typed}");
        }
        assert_eq!(path("~/pages", None), Some(PathBuf::from("~/pages")));
    }

    #[test]
    fn a_book_is_of_the_last_whole_year_or_of_one_there_is() {
        let today = "2026-01-03".parse().unwrap();
        for (typed, year) in
            [("", Some(2025)), (" 2024 ", Some(2024)), ("1999", None), ("next", None)]
        {
            let form = Form { year: typed.to_owned(), ..Form::default() };
            assert_eq!(form.book_year(today), year, "{typed}");
        }
    }
}
