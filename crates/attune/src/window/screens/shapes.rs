//! Shapes for a page: a few headings to write under, for an evening on which an empty
//! page is too much.

use crate::texts::tr;
use crate::window::widgets::Begun;

/// Each with its name and what is written on the page then.
pub(super) fn all() -> Vec<Begun> {
    vec![
        headings(
            tr!("window-shape-day"),
            [
                tr!("window-shape-day-one"),
                tr!("window-shape-day-two"),
                tr!("window-shape-day-three"),
            ],
        ),
        list(tr!("window-shape-three")),
        headings(
            tr!("window-shape-us"),
            [tr!("window-shape-us-one"), tr!("window-shape-us-two"), tr!("window-shape-us-three")],
        ),
        headings(
            tr!("window-shape-turning"),
            [
                tr!("window-shape-turning-one"),
                tr!("window-shape-turning-two"),
                tr!("window-shape-turning-three"),
            ],
        ),
    ]
}

/// Three headings, each with a line under it; one begins under the first.
fn headings(shown: String, headings: [String; 3]) -> Begun {
    let parts = headings.map(|heading| format!("# {heading}\n\n"));
    let caret = parts[0].chars().count() - 1;
    Begun { shown, text: parts.join("\n"), caret }
}

/// A list of three.
fn list(shown: String) -> Begun {
    const ITEM: &str = "- ";
    Begun { shown, text: [ITEM; 3].join("\n"), caret: ITEM.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;

    #[test]
    fn one_begins_where_there_is_room_for_words() {
        for language in [Language::English, Language::Spanish] {
            language.within(|| {
                for Begun { shown, text, caret } in all() {
                    let before: String = text.chars().take(caret).collect();
                    let line = before.rsplit('\n').next().unwrap();
                    assert!(line.is_empty() || line == "- ", "{shown}: {before:?}");
                    let after: String = text.chars().skip(caret).collect();
                    assert!(after.is_empty() || after.starts_with('\n'), "{shown}: {after:?}");
                    assert_eq!(text.lines().filter(|line| !line.is_empty()).count(), 3, "{shown}");
                }
            });
        }
    }
}
