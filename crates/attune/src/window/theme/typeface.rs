//! The styles of type by their names: which cut, how large, how far apart the
//! lines and the letters.

use super::fonts::Cut;
use egui::{Color32, FontFamily, FontId, TextFormat, epaint::FontColorTransferFunction};

/// What makes text on paper weigh what it weighs in the design.
pub(super) const DAY_CURVE: FontColorTransferFunction = FontColorTransferFunction::Gamma(0.95);
/// The same for light text at night, which looks heavier.
pub(super) const NIGHT_CURVE: FontColorTransferFunction = FontColorTransferFunction::Gamma(0.90);

/// A style of type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Type {
    /// Words to be said aloud while pairing.
    Words,
    /// The same in a narrow window.
    WordsNarrow,
    /// One a page.
    Display,
    /// Its second half.
    DisplayItalic,
    /// One a page, in a narrow window.
    DisplayNarrow,
    /// Its second half.
    DisplayItalicNarrow,
    /// A page's title, a question.
    Title,
    /// The same in a narrow window.
    TitleNarrow,
    /// Words that have ended, or are being typed.
    Ended,
    /// What is looked for.
    Query,
    /// A dialog's title.
    DialogTitle,
    /// In the middle of the breathing circle.
    Breath,
    /// The word mark.
    WordMark,
    /// The word mark in a narrow window.
    WordMarkNarrow,
    /// The letter on a seal.
    Seal,
    /// A group of the recovery key.
    Key,
    /// The first received thing, what a page turns on.
    Letter,
    /// The same in a narrow window.
    LetterNarrow,
    /// Gratitude, answers.
    Said,
    /// One of several to choose from, once it is chosen.
    SaidStrong,
    /// The same in a narrow window.
    SaidNarrow,
    /// The same on the wall.
    Wall,
    /// A prompt on a line to write on.
    Prompt,
    /// The same in a narrow window.
    PromptNarrow,
    /// A page, to read.
    Prose,
    /// Its strong words.
    ProseStrong,
    /// Its stressed words.
    ProseStressed,
    /// A page, under the hands of whoever writes it.
    Editor,
    /// Its strong words.
    EditorStrong,
    /// Its stressed words.
    EditorStressed,
    /// A line under the hands of whoever writes it.
    Line,
    /// The title of a page in a list.
    Titled,
    /// The title of what was found.
    Listed,
    /// The same in a narrow window.
    ListedNarrow,
    /// A word to pick.
    Pick,
    /// The same, picked.
    PickStrong,
    /// Side notes, answers.
    Aside,
    /// What is quoted in a side note.
    AsideItalic,
    /// A title in the index.
    Index,
    /// The title in the index that is open.
    IndexOpen,
    /// Found words.
    Found,
    /// What the program says.
    Body,
    /// Names, buttons, what is chosen.
    Name,
    /// Labels over parts.
    Label,
    /// The smallest there is.
    Small,
}

/// A cut, its size, the height of a line, and the tracking.
type Measures = (Cut, f32, f32, f32);

impl Type {
    const fn measures(self) -> Measures {
        match self {
            Self::Words => (Cut::Display, 84.0, 92.0, -1.6),
            Self::WordsNarrow => (Cut::Display, 56.0, 60.0, -1.0),
            Self::Display => (Cut::Display, 56.0, 60.0, -0.8),
            Self::DisplayItalic => (Cut::DisplayItalic, 56.0, 60.0, -0.4),
            Self::DisplayNarrow => (Cut::Display, 44.0, 48.0, -0.6),
            Self::DisplayItalicNarrow => (Cut::DisplayItalic, 44.0, 48.0, -0.3),
            Self::Title => (Cut::Display, 40.0, 48.0, -0.4),
            Self::TitleNarrow => (Cut::Display, 34.0, 41.0, -0.3),
            Self::Ended => (Cut::Display, 52.0, 60.0, -0.8),
            Self::Query => (Cut::Display, 40.0, 52.0, -0.4),
            Self::DialogTitle => (Cut::Display, 28.0, 36.0, -0.2),
            Self::Breath => (Cut::DisplayItalic, 28.0, 36.0, -0.2),
            Self::WordMark => (Cut::Display, 27.0, 32.0, -0.2),
            Self::WordMarkNarrow => (Cut::Display, 24.0, 28.0, -0.2),
            Self::Seal => (Cut::Display, 24.0, 28.0, 0.0),
            Self::Key => (Cut::Display, 32.0, 48.0, 1.0),
            Self::Letter => (Cut::Text, 28.0, 38.0, -0.2),
            Self::LetterNarrow => (Cut::Text, 24.0, 33.0, -0.1),
            Self::Said => (Cut::Text, 20.0, 30.0, 0.0),
            Self::SaidStrong => (Cut::TextMedium, 20.0, 30.0, 0.0),
            Self::SaidNarrow => (Cut::Text, 19.0, 28.0, 0.0),
            Self::Wall => (Cut::Text, 20.0, 28.0, 0.0),
            Self::Prompt => (Cut::TextItalic, 20.0, 30.0, 0.0),
            Self::PromptNarrow => (Cut::TextItalic, 19.0, 28.0, 0.0),
            Self::Prose => (Cut::Text, 20.0, 32.0, 0.0),
            Self::ProseStrong => (Cut::TextMedium, 20.0, 32.0, 0.0),
            Self::ProseStressed => (Cut::TextItalic, 20.0, 32.0, 0.0),
            Self::Editor => (Cut::Editor, 20.0, 32.0, 0.0),
            Self::EditorStrong => (Cut::EditorMedium, 20.0, 32.0, 0.0),
            Self::EditorStressed => (Cut::EditorItalic, 20.0, 32.0, 0.0),
            Self::Line => (Cut::Editor, 20.0, 30.0, 0.0),
            Self::Titled => (Cut::TextMedium, 20.0, 28.0, 0.0),
            Self::Listed => (Cut::Text, 20.0, 28.0, 0.0),
            Self::ListedNarrow => (Cut::Text, 22.0, 30.0, -0.1),
            Self::Pick => (Cut::Text, 17.0, 24.0, 0.0),
            Self::PickStrong => (Cut::TextMedium, 17.0, 24.0, 0.0),
            Self::Aside => (Cut::Text, 16.0, 24.0, 0.0),
            Self::AsideItalic => (Cut::TextItalic, 16.0, 24.0, 0.0),
            Self::Index => (Cut::Text, 16.0, 22.0, 0.0),
            Self::IndexOpen => (Cut::TextMedium, 16.0, 22.0, 0.0),
            Self::Found => (Cut::TextMedium, 16.0, 24.0, 0.0),
            Self::Body => (Cut::Sans, 15.0, 24.0, 0.0),
            Self::Name => (Cut::SansMedium, 15.0, 20.0, 0.0),
            Self::Label => (Cut::SansMedium, 13.0, 20.0, 0.0),
            Self::Small => (Cut::Sans, 13.0, 20.0, 0.0),
        }
    }

    /// The letters' size, in points.
    pub(crate) const fn size(self) -> f32 {
        self.measures().1
    }

    /// The height of a line, in points.
    pub(crate) const fn line(self) -> f32 {
        self.measures().2
    }

    /// The family of its cut.
    pub(crate) fn family(self) -> FontFamily {
        self.measures().0.family()
    }

    /// How text in this style and colour is laid out.
    pub(crate) fn format(self, color: Color32) -> TextFormat {
        let (cut, size, line, tracking) = self.measures();
        TextFormat {
            font_id: FontId::new(size, cut.family()),
            extra_letter_spacing: tracking,
            line_height: Some(line),
            color,
            ..TextFormat::default()
        }
    }

    /// The style that stands in for this one in a narrow window.
    pub(crate) const fn narrow(self) -> Self {
        match self {
            Self::Words => Self::WordsNarrow,
            Self::Display => Self::DisplayNarrow,
            Self::DisplayItalic => Self::DisplayItalicNarrow,
            Self::Title => Self::TitleNarrow,
            Self::WordMark => Self::WordMarkNarrow,
            Self::Letter => Self::LetterNarrow,
            Self::Said => Self::SaidNarrow,
            Self::Prompt => Self::PromptNarrow,
            Self::Titled | Self::Listed => Self::ListedNarrow,
            other => other,
        }
    }
}
