//! What a key does wherever one is: each with its keys, its name and what it is
//! for, in one table. What is pressed, what is shown beside a word, and the
//! sheet of all of them are made from it.

use crate::texts::tr;
use egui::{InputState, Key, KeyboardShortcut, Modifiers};

/// Something that has a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shortcut {
    /// Begin a new page.
    Write,
    /// Look for words.
    Find,
    /// Everything by day.
    Timeline,
    /// A year of days.
    Year,
    /// The six signs by month.
    Signs,
    /// Moods, thanks and check-ins by month.
    OverTime,
    /// Pause; within a pause, say that one is ready.
    Pause,
    /// Back to where this place hangs on.
    Back,
    /// Done with a page, or with the week's answers.
    Done,
    /// Bring back what was just deleted.
    BringBack,
    /// Send a heart for what is read.
    Heart,
    /// What is drawn as lines as a table, or as lines again.
    AsTable,
    /// Nothing but the page, or all of it again.
    OnlyThePage,
    /// Make words strong.
    Strong,
    /// Make words stressed.
    Stressed,
    /// Larger text.
    Larger,
    /// Smaller text.
    Smaller,
    /// Text of the usual size.
    Usual,
    /// The sheet with all of these.
    Sheet,
    /// Close the window.
    Close,
}

impl Shortcut {
    /// All of them, in the groups and the order of the sheet.
    pub(crate) const ALL: [&'static [Self]; 3] = [
        &[
            Self::Write,
            Self::Find,
            Self::Timeline,
            Self::Year,
            Self::Signs,
            Self::OverTime,
            Self::Pause,
            Self::Back,
            Self::BringBack,
            Self::Heart,
            Self::AsTable,
        ],
        &[Self::Done, Self::OnlyThePage, Self::Strong, Self::Stressed],
        &[Self::Larger, Self::Smaller, Self::Usual, Self::Sheet, Self::Close],
    ];

    /// The key, and what is held with it.
    pub(crate) const fn key(self) -> KeyboardShortcut {
        let (modifiers, key) = match self {
            Self::Write => (Modifiers::COMMAND, Key::N),
            Self::Find => (Modifiers::COMMAND, Key::F),
            Self::Timeline => (Modifiers::COMMAND, Key::Num1),
            Self::Year => (Modifiers::COMMAND, Key::Num2),
            Self::Signs => (Modifiers::COMMAND, Key::Num3),
            Self::OverTime => (Modifiers::COMMAND, Key::Num4),
            Self::Pause => (Modifiers::NONE, Key::F8),
            Self::Back => (Modifiers::NONE, Key::Escape),
            Self::Done => (Modifiers::COMMAND, Key::Enter),
            Self::BringBack => (Modifiers::COMMAND, Key::Z),
            Self::Heart => (Modifiers::NONE, Key::H),
            Self::AsTable => (Modifiers::NONE, Key::T),
            Self::OnlyThePage => (Modifiers::NONE, Key::F11),
            Self::Strong => (Modifiers::COMMAND, Key::B),
            Self::Stressed => (Modifiers::COMMAND, Key::I),
            Self::Larger => (Modifiers::COMMAND, Key::Plus),
            Self::Smaller => (Modifiers::COMMAND, Key::Minus),
            Self::Usual => (Modifiers::COMMAND, Key::Num0),
            Self::Sheet => (Modifiers::NONE, Key::F1),
            Self::Close => (Modifiers::COMMAND, Key::Q),
        };
        KeyboardShortcut::new(modifiers, key)
    }

    /// What it does, in a few words.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Write => tr!("shortcut-write"),
            Self::Find => tr!("shortcut-find"),
            Self::Timeline => tr!("shortcut-timeline"),
            Self::Year => tr!("shortcut-year"),
            Self::Signs => tr!("shortcut-signs"),
            Self::OverTime => tr!("shortcut-over-time"),
            Self::Pause => tr!("shortcut-pause"),
            Self::Back => tr!("shortcut-back"),
            Self::Done => tr!("shortcut-done"),
            Self::BringBack => tr!("shortcut-bring-back"),
            Self::Heart => tr!("shortcut-heart"),
            Self::AsTable => tr!("shortcut-as-table"),
            Self::OnlyThePage => tr!("shortcut-only-the-page"),
            Self::Strong => tr!("shortcut-strong"),
            Self::Stressed => tr!("shortcut-stressed"),
            Self::Larger => tr!("shortcut-larger"),
            Self::Smaller => tr!("shortcut-smaller"),
            Self::Usual => tr!("shortcut-usual"),
            Self::Sheet => tr!("shortcut-sheet"),
            Self::Close => tr!("shortcut-close"),
        }
    }

    /// The key as it is shown: "Ctrl N", and on a Mac "⌘ N".
    pub(crate) fn shown(self) -> String {
        let KeyboardShortcut { modifiers, logical_key: key } = self.key();
        let key = match key {
            Key::Escape => tr!("key-escape"),
            Key::Enter => tr!("window-key-enter"),
            Key::Plus | Key::Minus => key.symbol_or_name().to_owned(),
            key => key.name().to_owned(),
        };
        if modifiers.command {
            let held =
                if cfg!(target_os = "macos") { tr!("key-command") } else { tr!("key-control") };
            tr!("key-held", held = held, key = key)
        } else {
            tr!("key-alone", key = key)
        }
    }

    /// Whether it was pressed, which nobody else hears then.
    pub(crate) fn pressed(self, input: &mut InputState) -> bool {
        // Where a plus needs no shift it is the key of the equals sign.
        let also =
            matches!(self, Self::Larger) && input.consume_key(Modifiers::COMMAND, Key::Equals);
        input.consume_shortcut(&self.key()) || also
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_have_one_key_or_one_name() {
        let all: Vec<Shortcut> = Shortcut::ALL.into_iter().flatten().copied().collect();
        let keys: BTreeSet<String> = all.iter().map(|shortcut| shortcut.shown()).collect();
        let names: BTreeSet<String> = all.iter().map(|shortcut| shortcut.name()).collect();
        assert_eq!((keys.len(), names.len()), (all.len(), all.len()));
    }

    #[test]
    fn a_key_is_shown_as_it_stands_on_the_keyboard() {
        if cfg!(target_os = "macos") {
            assert_eq!(Shortcut::Write.shown(), "⌘ N");
            return;
        }
        for (shortcut, shown) in [
            (Shortcut::Write, "Ctrl N"),
            (Shortcut::Back, "Esc"),
            (Shortcut::Done, "Ctrl Enter"),
            (Shortcut::Larger, "Ctrl +"),
            (Shortcut::Usual, "Ctrl 0"),
            (Shortcut::Pause, "F8"),
            (Shortcut::Sheet, "F1"),
        ] {
            assert_eq!(shortcut.shown(), shown);
        }
    }
}
