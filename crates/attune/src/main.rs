//! Attune: two people's shared life of reflection, on their own two computers
//! and nowhere else.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may stop at the first surprise"))]

mod clock;
mod computer;
mod demo;
mod invitation;
mod link;
mod marks;
mod profile;
mod sentences;
mod terminal;
mod texts;
mod window;

use std::process::ExitCode;

fn main() -> ExitCode {
    terminal::main()
}
