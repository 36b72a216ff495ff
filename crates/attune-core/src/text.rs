//! Small helpers over text that respect its characters.

/// `text` cut to at most `max` bytes, at a character's edge.
pub fn truncated(text: &str, max: usize) -> &str {
    &text[..text.floor_char_boundary(max)]
}

/// `text` as one line: line ends and tabs are spaces.
pub fn one_line(text: &str) -> String {
    let breaks = |c: char| {
        matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
    };
    text.split(breaks).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(one_line("Sunday\r\nrain\tand\u{2028}tea\n"), "Sunday rain and tea");
        assert_eq!(one_line("  as it is  "), "  as it is  ");
    }

    #[test]
    fn cutting_keeps_characters_whole() {
        assert_eq!(truncated("aé", 2), "a");
        assert_eq!(truncated("aé", 3), "aé");
    }
}
