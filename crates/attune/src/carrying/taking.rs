//! An import under way: what was read waits here, and is taken in when its turn
//! comes, all of it durable before the next. What was made is known, so that all of
//! it can be taken out again.

use super::import::Mode;
use super::piece::{Found, Piece};
use super::report::{Left, Report, Why};
use attune_core::brought::{Origin, Standing};
use attune_core::command::Command;
use attune_core::ids::DocumentId;
use attune_core::time::Now;
use attune_core::vault::{CommandError, Reader, Vault, VaultError};
use rand_core::CryptoRng;
use std::collections::HashSet;

/// An import under way.
pub(crate) struct Taking {
    mode: Mode,
    reader: Reader,
    report: Report,
    waiting: Vec<Piece>,
    /// What this file has given already.
    seen: HashSet<Origin>,
    /// Tags for which there was no room.
    tags_left: u64,
    made: Vec<DocumentId>,
}

impl Taking {
    /// Nothing yet, to go into `vault`.
    pub(crate) fn new(vault: &Vault, mode: Mode) -> Result<Self, VaultError> {
        Ok(Self {
            mode,
            reader: vault.reader()?,
            report: Report::default(),
            waiting: Vec::new(),
            seen: HashSet::new(),
            tags_left: 0,
            made: Vec::new(),
        })
    }

    /// What was read next.
    pub(crate) fn hear(&mut self, found: Found) {
        match found {
            Found::Left(left) => self.report.left.push(left),
            Found::Piece(piece) => {
                if !self.seen.insert(piece.brought.origin.clone()) {
                    self.report.left.push(Left::one(piece.called, Why::Twice));
                    return;
                }
                self.report.reads(piece.begun.day);
                self.waiting.push(*piece);
            }
        }
    }

    /// How many wait to be taken in.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// How it went so far.
    pub(crate) fn report(&self) -> &Report {
        &self.report
    }

    /// What it made so far.
    pub(crate) fn made(&self) -> &[DocumentId] {
        &self.made
    }

    /// Takes in what waits, durably.
    pub(crate) fn take_in(
        &mut self,
        vault: &mut Vault,
        rng: &mut dyn CryptoRng,
    ) -> Result<(), VaultError> {
        let mut new: Vec<(String, (Command, Now))> = Vec::new();
        for piece in std::mem::take(&mut self.waiting) {
            match self.reader.standing(&piece.brought)? {
                Standing::Here(_) => self.report.already += 1,
                Standing::Answered => {
                    self.report.left.push(Left::one(piece.called, Why::Answered));
                }
                Standing::New => {
                    self.tags_left += piece.tags_left;
                    new.push((piece.called.clone(), piece.command()));
                }
            }
        }
        if self.mode == Mode::Look {
            self.report.added += new.len() as u64;
            return Ok(());
        }
        let (called, commands): (Vec<_>, Vec<_>) = new.into_iter().unzip();
        match vault.apply_all(&commands, rng) {
            Ok(done) => {
                self.report.added += done.len() as u64;
                self.made.extend(done.iter().map(|done| done.id));
            }
            Err(CommandError::Vault(error)) => return Err(error),
            // One of them is refused, and nothing was made: the others come in
            // without it.
            Err(_) => {
                for (called, (command, now)) in called.into_iter().zip(commands) {
                    match vault.apply(&command, &now, rng) {
                        Ok(done) => {
                            self.report.added += 1;
                            self.made.push(done.id);
                        }
                        Err(CommandError::Vault(error)) => return Err(error),
                        Err(error) => self.report.left.push(Left::one(called, Why::of(&error))),
                    }
                }
            }
        }
        Ok(())
    }

    /// Its end, reached or not: what was left out on the way is told as well.
    pub(crate) fn end(&mut self, stopped: bool) -> &Report {
        self.report.stopped = stopped;
        let count = std::mem::take(&mut self.tags_left);
        if count > 0 {
            self.report.left.push(Left { what: String::new(), why: Why::Tags, count });
        }
        &self.report
    }
}
