//! Exporting and importing from a terminal: the warning and the question before
//! plain files are written, how far it is, and what was left.

use super::args::{ExportFormat, ImportFormat, WhoseArgument};
use super::connection::stoppable;
use super::failure::Failure;
use super::{Outcome, Session, input, output, tell};
use crate::carrying::export::{self, ExportError};
use crate::carrying::import::{self, Import, ImportError, Mode};
use crate::carrying::{FolderError, Left, Report, Whose, line, sentences};
use crate::texts::tr;
use crate::{clock, profile};
use jiff::tz::TimeZone;
use serde_json::json;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::Ordering;

/// The form that the command line asks for.
pub(super) fn export_format(
    format: ExportFormat,
    year: Option<i16>,
    whose: Option<WhoseArgument>,
) -> Result<export::Format, Failure> {
    if format != ExportFormat::Book && (year.is_some() || whose.is_some()) {
        return Err(Failure::usage(tr!("export-book-only")));
    }
    Ok(match (format, year) {
        (ExportFormat::Md, _) => export::Format::Markdown,
        (ExportFormat::Json, _) => export::Format::Json,
        (ExportFormat::Book, Some(year)) => {
            let whose = match whose {
                Some(WhoseArgument::Mine) => Whose::Mine,
                Some(WhoseArgument::Both) | None => Whose::Both,
            };
            export::Format::Book { year, whose }
        }
        (ExportFormat::Book, None) => return Err(Failure::usage(tr!("export-which-year"))),
    })
}

impl Session {
    pub(super) fn export(
        &mut self,
        format: export::Format,
        folder: &Path,
        yes: bool,
    ) -> Result<Outcome, Failure> {
        export::check(folder).map_err(|error| folder_failure(&error, folder))?;
        let named = || output::harmless(&folder.display().to_string());
        tell(&match format {
            export::Format::Book { whose: Whose::Both, .. } => {
                tr!("export-warning-both", folder = named())
            }
            _ => tr!("export-warning", folder = named()),
        });
        if let Some(cloud) = profile::copied_to_cloud(folder) {
            tell(&tr!("export-cloud", folder = named(), cloud = output::harmless(&cloud)));
        }
        if !yes {
            if !std::io::stdin().is_terminal() {
                return Err(Failure::new(tr!("export-unasked")));
            }
            if !input::is_one_of(&input::ask(&tr!("export-ask"))?, &tr!("pair-answers-yes")) {
                return Err(Failure::new(tr!("export-said-no")));
            }
        }
        let written = export::run(&self.vault, format, folder, &clock::now());
        let written = written.map_err(|error| match error {
            ExportError::Folder(error) => folder_failure(&error, folder),
            ExportError::Nothing => Failure::new(tr!("export-nothing")),
            ExportError::Vault(error) => Failure::vault(&error, &self.folder),
            ExportError::Entry(error) => self.failed(&error),
        })?;
        Ok(Outcome {
            json: json!({
                "folder": folder.display().to_string(),
                "files": written.files,
                "entries": written.entries,
            }),
            words: tr!("export-done", count = written.entries, folder = named()),
        })
    }

    pub(super) fn import(
        &mut self,
        format: ImportFormat,
        file: &Path,
        dry_run: bool,
    ) -> Result<Outcome, Failure> {
        let format = match format {
            ImportFormat::Dayone => import::Format::DayOne,
            ImportFormat::Json => import::Format::Json,
            ImportFormat::Md => import::Format::Markdown,
        };
        let mode = if dry_run { Mode::Look } else { Mode::TakeIn };
        // Whoever stops it stops it between two batches.
        let (_running, stop) = stoppable()?;

        let mut report = Report::default();
        let is_watched = std::io::stderr().is_terminal();
        let zone = TimeZone::system();
        let import = Import { vault: &mut self.vault, rng: &mut self.rng, zone, mode };
        let done = import.run(format, file, &mut report, &mut |report| {
            if is_watched {
                let so_far = tr!("import-so-far", read = report.read, added = report.added);
                let _ = write!(std::io::stderr(), "\r\u{1b}[K{so_far}");
            }
            let is_over = stop.load(Ordering::Relaxed);
            if is_over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if is_watched {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
        tell_left(&report.left);
        if let Err(error) = done {
            return Err(self.import_failure(&error, file, &report));
        }
        if report.stopped {
            return Err(Failure::new(tr!("import-stopped", added = report.added)));
        }
        if report.is_nothing() {
            return Err(Failure::new(tr!("import-nothing")));
        }
        Ok(outcome(&report, mode))
    }

    fn import_failure(&self, error: &ImportError, file: &Path, report: &Report) -> Failure {
        let failure = match error {
            ImportError::Vault(error) => Failure::vault(error, &self.folder),
            other => Failure::new(sentences::import(other, file, &self.folder)),
        };
        if report.added == 0 {
            return failure;
        }
        let so_far = tr!("import-kept", added = report.added);
        Failure { sentence: format!("{}\n{so_far}", failure.sentence), ..failure }
    }
}

/// Each thing that was not taken, by its name.
fn tell_left(left: &[Left]) {
    if left.is_empty() {
        return;
    }
    tell(&tr!("import-left"));
    for left in left {
        tell(&format!("  {}", output::harmless(&line(left)).replace('\n', " ")));
    }
}

fn outcome(report: &Report, mode: Mode) -> Outcome {
    let left = report.left.iter();
    let left: Vec<_> = left
        .map(|left| json!({ "what": left.what, "why": left.why.code(), "count": left.count }))
        .collect();
    let (read, added, already) = (report.read, report.added, report.already);
    Outcome {
        json: json!({
            "read": read,
            "added": added,
            "already": already,
            "left": left,
            "dry_run": mode == Mode::Look,
        }),
        words: match mode {
            Mode::TakeIn => tr!("import-done", read = read, added = added, already = already),
            Mode::Look => tr!("import-would", read = read, added = added, already = already),
        },
    }
}

fn folder_failure(error: &FolderError, folder: &Path) -> Failure {
    Failure::new(sentences::folder(error, folder))
}
