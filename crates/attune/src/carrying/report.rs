//! What became of an import: counts, and each thing that was not taken with the
//! reason why. Programs read the reason as a word, people as a sentence.

use crate::texts::tr;
use attune_core::time::Day;
use attune_core::vault::CommandError;

/// How an import went, so far or to its end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// Entries that could be read.
    pub(crate) read: u64,
    /// Of those, taken in; or that would be, where nothing is written.
    pub(crate) added: u64,
    /// Of those, here already.
    pub(crate) already: u64,
    /// What was not taken.
    pub(crate) left: Vec<Left>,
    /// Somebody asked to stop before the end.
    pub(crate) stopped: bool,
    /// The days they claim to be from: the earliest, that of the one read last, and
    /// the latest.
    pub(crate) days: Option<[Day; 3]>,
}

impl Report {
    /// One more could be read, from this day.
    pub(super) fn reads(&mut self, day: Day) {
        self.read += 1;
        let [first, _, last] = self.days.unwrap_or([day; 3]);
        self.days = Some([first.min(day), day, last.max(day)]);
    }

    /// Whether there was something, and none of it could be read.
    pub(crate) fn is_nothing(&self) -> bool {
        self.read == 0 && !self.left.is_empty()
    }
}

/// Something that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Left {
    /// What it is called where it came from: a file, an entry's day and id, a field.
    pub(crate) what: String,
    /// Why.
    pub(crate) why: Why,
    /// How many of them.
    pub(crate) count: u64,
}

impl Left {
    /// One thing.
    pub(crate) fn one(what: impl Into<String>, why: Why) -> Self {
        Self { what: what.into(), why, count: 1 }
    }
}

/// Why something was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// From here on the file is no JSON.
    Damaged,
    /// It is no text in UTF-8.
    NotUtf8,
    /// It could not be read from the disk.
    Unreadable,
    /// It states no time, or one outside the years 2000 to 2100.
    Time,
    /// There are no words in it.
    Empty,
    /// Longer than a page can be.
    TooLong,
    /// The file has another of the same name, which was taken.
    Twice,
    /// That week's check-in was answered otherwise.
    Answered,
    /// Only the partner can say it.
    Theirs,
    /// Part of what two people did with each other; it means nothing alone.
    Together,
    /// Begun and never finished.
    Draft,
    /// A kind of entry that this version does not know.
    Kind,
    /// It was written by a newer version, or is not open yet.
    Closed,
    /// A file that is no Markdown.
    NotMarkdown,
    /// A link, which is not followed.
    Link,
    /// A hidden file or folder.
    Hidden,
    /// Folders within folders, too many.
    Deep,
    /// Photos, recordings and documents.
    Attachments,
    /// Tags that were too long, or too many for one page.
    Tags,
    /// Fields at the head of notes.
    Fields,
    /// What entries said before.
    History,
    /// Hearts, and lines under entries.
    Answers,
    /// Cards that were drawn.
    Drawn,
    /// The vault refused it for another reason.
    Refused,
}

impl Why {
    /// Why the vault did not take something.
    pub(crate) fn of(error: &CommandError) -> Self {
        match error {
            CommandError::Empty => Self::Empty,
            CommandError::TooLong { .. } | CommandError::Full { .. } => Self::TooLong,
            CommandError::AlreadyAnswered => Self::Answered,
            _ => Self::Refused,
        }
    }

    /// For programs: the same in every language.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::NotUtf8 => "not-utf-8",
            Self::Unreadable => "unreadable",
            Self::Time => "time",
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::Twice => "twice",
            Self::Answered => "answered",
            Self::Theirs => "theirs",
            Self::Together => "together",
            Self::Draft => "draft",
            Self::Kind => "kind",
            Self::Closed => "closed",
            Self::NotMarkdown => "not-markdown",
            Self::Link => "link",
            Self::Hidden => "hidden",
            Self::Deep => "deep",
            Self::Attachments => "attachments",
            Self::Tags => "tags",
            Self::Fields => "fields",
            Self::History => "history",
            Self::Answers => "answers",
            Self::Drawn => "drawn",
            Self::Refused => "refused",
        }
    }

    fn sentence(self, count: u64) -> String {
        match self {
            Self::Damaged => tr!("left-damaged"),
            Self::NotUtf8 => tr!("left-not-text"),
            Self::Unreadable => tr!("left-unreadable"),
            Self::Time => tr!("left-time"),
            Self::Empty => tr!("left-empty"),
            Self::TooLong => tr!("left-too-long"),
            Self::Twice => tr!("left-twice"),
            Self::Answered => tr!("left-answered"),
            Self::Theirs => tr!("left-theirs"),
            Self::Together => tr!("left-together"),
            Self::Draft => tr!("left-draft"),
            Self::Kind => tr!("left-kind"),
            Self::Closed => tr!("left-closed"),
            Self::NotMarkdown => tr!("left-not-markdown"),
            Self::Link => tr!("left-link"),
            Self::Hidden => tr!("left-hidden"),
            Self::Deep => tr!("left-deep"),
            Self::Attachments => tr!("left-attachments", count = count),
            Self::Tags => tr!("left-tags", count = count),
            Self::Fields => tr!("left-fields", count = count),
            Self::History => tr!("left-history", count = count),
            Self::Answers => tr!("left-answers", count = count),
            Self::Drawn => tr!("left-drawn", count = count),
            Self::Refused => tr!("left-refused"),
        }
    }
}

/// What was not taken and why, for a person.
pub(crate) fn line(left: &Left) -> String {
    let why = left.why.sentence(left.count);
    if left.what.is_empty() {
        return why;
    }
    tr!("left-one", what = left.what.clone(), why = why)
}
