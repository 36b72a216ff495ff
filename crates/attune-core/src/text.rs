//! Small helpers over text that respect its characters.

/// `text` cut to at most `max` bytes, at a character's edge.
pub fn truncated(text: &str, max: usize) -> &str {
    &text[..text.floor_char_boundary(max)]
}
