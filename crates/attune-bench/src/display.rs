//! A display for windows that are measured, drawn by the processor.

use crate::homes::Running;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// A display of our own, gone when dropped.
pub(crate) struct Display {
    _server: Running,
    name: String,
}

impl Display {
    pub(crate) fn open() -> Result<Self, &'static str> {
        // The server picks a free number, and says which.
        let server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut server = Running(server.map_err(|_| "needs Xvfb")?);
        let mut number = String::new();
        BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Ok(Self { _server: server, name: format!(":{}", number.trim()) })
    }

    /// Lets a program open its windows here and nowhere else.
    pub(crate) fn is_of<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("DISPLAY", &self.name)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
    }
}
