//! The window without a display: every screen, any text, what is asked for.
