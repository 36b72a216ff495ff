//! Attune: two people's shared life of reflection, on their own two computers
//! and nowhere else.
//!
//! The program is [`run`] and nothing else; it is a library so that its cost
//! can be measured ([`measure`]) on the very code that people run.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may stop at the first surprise"))]

mod carrying;
mod clock;
mod computer;
mod demo;
mod feelings;
mod finding;
mod invitation;
mod link;
mod marks;
pub mod measure;
mod profile;
mod ready;
mod sentences;
mod signs;
mod terminal;
mod texts;
mod window;

use std::process::ExitCode;

/// Reads the command line, does what it says, and tells how it went.
pub fn run() -> ExitCode {
    // Before anything is said. The window may have a choice of its own later.
    texts::Language::of_system().set();
    terminal::main()
}
