//! What the measures of Attune's cost need of the window and of taking in files:
//! they run the code that people run, and so they reach it here.

use crate::carrying::Report;
use crate::carrying::import::{Format, Import, Mode};
use crate::window::measured;
use attune_core::vault::Vault;
use attune_sync::proto::talk::View;
use jiff::tz::TimeZone;
use rand_core::CryptoRng;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A list of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// All journal pages.
    Journal,
    /// The wall of thanks.
    Thanks,
}

/// A screen, and what is done with it in each frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// Today, and nothing.
    Today,
    /// A part of Together, scrolled through.
    Together(Together),
    /// A page of 10,000 words, a letter typed at its end.
    Writing,
}

/// A part of Together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Together {
    /// Everything by day.
    Timeline,
    /// The same, narrowed to what the partner wrote.
    Narrowed,
    /// A year of days.
    Year,
    /// The six signs as lines.
    Signs,
    /// Moods, thanks and check-ins, month by month.
    OverTime,
}

/// What a window drew while nothing happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idle {
    /// How many frames it had drawn before it settled.
    pub before: usize,
    /// What asked for each frame after that.
    pub after: Vec<String>,
}

/// What opening a window took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// When its first frame was on the screen.
    pub first: SystemTime,
    /// When what the vault holds was; of a bare window the same.
    pub shown: SystemTime,
    /// The memory the process held a while after that, in KiB; 0 where the system
    /// does not tell.
    pub resident: u64,
}

/// Opens a window of 1280 by 820 on the profile in `folder`, or a bare one with the
/// same fonts and nothing behind it, and closes it after it has rested so long.
///
/// # Errors
/// There is no window; the sentence says why.
pub fn open_window(folder: Option<&Path>, rest: Duration) -> Result<Opened, String> {
    measured::opened(folder, rest).map_err(|error| error.to_string())
}

/// Opens a window on the profile in `folder`, lets it settle, and watches for
/// so long what it draws.
///
/// # Errors
/// There is no window; the sentence says why.
pub fn idle_window(folder: &Path, settle: Duration, watch: Duration) -> Result<Idle, String> {
    measured::idle(folder, settle, watch).map_err(|error| error.to_string())
}

/// How long each of `count` frames takes from what the vault holds to the
/// shapes on the screen, without a display: the list is open to its end, is
/// scrolled through, and every tenth frame takes in a fresh look at the vault.
///
/// # Errors
/// The vault can't be read; the sentence says why.
pub fn list_frames(folder: &Path, list: List, count: usize) -> Result<Vec<Duration>, String> {
    measured::frames(folder, list, count)
}

/// How long each of `count` frames takes at 1280 by 820 from what was done to
/// triangles, without a display and without filling them.
///
/// # Errors
/// The vault can't be read; the sentence says why.
pub fn scene_frames(folder: &Path, scene: Scene, count: usize) -> Result<Vec<Duration>, String> {
    measured::scene(folder, scene, count)
}

/// How long it takes from asking for a part of Together, while Today is shown, to the
/// triangles of its first frame, without a display and without filling them: of so
/// many windows that were just opened.
///
/// # Errors
/// The vault can't be read; the sentence says why.
pub fn first_frames(
    folder: &Path,
    together: Together,
    count: usize,
) -> Result<Vec<Duration>, String> {
    (0..count).map(|_| measured::first_frame(folder, together)).collect()
}

/// The window of somebody in a soul talk, without a display.
pub struct TalkScreen(measured::TalkScreen);

impl TalkScreen {
    /// Of the profile in `folder`.
    ///
    /// # Errors
    /// The vault can't be read; the sentence says why.
    pub fn open(folder: &Path) -> Result<Self, String> {
        measured::TalkScreen::open(folder).map(Self)
    }

    /// Takes in how the talk stands, and draws it down to triangles.
    pub fn show(&mut self, view: &View) {
        self.0.show(view);
    }
}

/// Takes in what Day One exported to `file`, as `attune import` does; gives how many
/// entries came in.
///
/// # Errors
/// The file can't be read, or the vault not written; the sentence says why.
pub fn import_dayone(
    vault: &mut Vault,
    file: &Path,
    rng: &mut dyn CryptoRng,
) -> Result<u64, String> {
    let mut report = Report::default();
    let import = Import { vault, rng, zone: TimeZone::UTC, mode: Mode::TakeIn };
    let done = import.run(Format::DayOne, file, &mut report, &mut |_| ControlFlow::Continue(()));
    done.map_err(|error| format!("{error:?}"))?;
    Ok(report.added)
}

/// The memory that this process holds, in KiB; 0 where the system does not tell.
#[must_use]
pub fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
