//! The typefaces, as they come with the program: one family a cut, since egui
//! knows neither weights nor slants. What a cut lacks is looked for in egui's
//! own fonts, and then on the system.

use egui::{FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

/// A cut of one of the two typefaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// Serif, for reading.
    Text,
    /// The same without ligatures: a caret can't stand inside one.
    Editor,
    /// The same, strong.
    EditorMedium,
    /// The same, stressed.
    EditorItalic,
    /// Serif, a word that is chosen or found.
    TextMedium,
    /// Serif, prompts and what is quoted.
    TextItalic,
    /// Serif, large.
    Display,
    /// Serif, the second half of a title.
    DisplayItalic,
    /// Sans, what the program says.
    Sans,
    /// Sans, names and buttons.
    SansMedium,
}

macro_rules! cut {
    ($file:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/", $file))
    };
}

impl Cut {
    const ALL: [Self; 10] = [
        Self::Text,
        Self::Editor,
        Self::EditorMedium,
        Self::EditorItalic,
        Self::TextMedium,
        Self::TextItalic,
        Self::Display,
        Self::DisplayItalic,
        Self::Sans,
        Self::SansMedium,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Text => "serif",
            Self::Editor => "serif editor",
            Self::EditorMedium => "serif editor medium",
            Self::EditorItalic => "serif editor italic",
            Self::TextMedium => "serif medium",
            Self::TextItalic => "serif italic",
            Self::Display => "display",
            Self::DisplayItalic => "display italic",
            Self::Sans => "sans",
            Self::SansMedium => "sans medium",
        }
    }

    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Text => cut!("AttuneSerif-Text.ttf"),
            Self::Editor => cut!("AttuneSerif-Editor.ttf"),
            Self::EditorMedium => cut!("AttuneSerif-EditorMedium.ttf"),
            Self::EditorItalic => cut!("AttuneSerif-EditorItalic.ttf"),
            Self::TextMedium => cut!("AttuneSerif-TextMedium.ttf"),
            Self::TextItalic => cut!("AttuneSerif-TextItalic.ttf"),
            Self::Display => cut!("AttuneSerif-Display.ttf"),
            Self::DisplayItalic => cut!("AttuneSerif-DisplayItalic.ttf"),
            Self::Sans => cut!("AttuneSans-Regular.ttf"),
            Self::SansMedium => cut!("AttuneSans-Medium.ttf"),
        }
    }

    /// The family of just this cut and what stands in for what it lacks.
    pub(super) fn family(self) -> FontFamily {
        FontFamily::Name(self.name().into())
    }
}

/// A typeface of a printed page, as a style sheet calls it.
pub(crate) struct Face {
    /// Its family.
    pub(crate) family: &'static str,
    /// Upright or slanted.
    pub(crate) style: &'static str,
    /// How strong.
    pub(crate) weight: u16,
    /// The file.
    pub(crate) bytes: &'static [u8],
}

/// What a printed page needs: words to read, stressed and strong ones, and titles.
/// Their licence lets a document carry them.
pub(crate) fn printed_faces() -> [Face; 4] {
    let face = |family, style, weight, cut: Cut| Face { family, style, weight, bytes: cut.bytes() };
    [
        face("Attune", "normal", 400, Cut::Text),
        face("Attune", "italic", 400, Cut::TextItalic),
        face("Attune", "normal", 500, Cut::TextMedium),
        face("Attune Display", "normal", 400, Cut::Display),
    ]
}

/// All of them, before egui's own.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for cut in Cut::ALL {
        let data = Arc::new(FontData::from_static(cut.bytes()));
        fonts.font_data.insert(cut.name().to_owned(), data);
        let names = [cut.name().to_owned()].into_iter().chain(fallback.iter().cloned());
        fonts.families.insert(cut.family(), names.collect());
    }
    let sans = Cut::Sans.name().to_owned();
    fonts.families.entry(FontFamily::Proportional).or_default().insert(0, sans);
    fonts
}
