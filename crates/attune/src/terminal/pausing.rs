//! A pause in a terminal: a time to come back, and what each says after it.

use super::args::WhoArguments;
use super::failure::Failure;
use super::{Outcome, Session, chosen, input, output};
use crate::clock;
use crate::texts::tr;
use attune_core::command::{Command, Pausing};
use attune_core::kinds::pause::{LENGTHS, NextStep};
use attune_core::vault::{PauseView, Phase};
use clap::builder::RangedU64ValueParser;
use clap::{ArgGroup, Subcommand, ValueEnum};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// How long a pause is for whoever does not say.
const USUAL: u16 = 20;

#[derive(Subcommand)]
pub(super) enum Pause {
    /// Begin one; your partner's screen shows it as soon as it is reached
    Start {
        /// How many minutes, from 20 to a day
        #[arg(long = "for", value_name = "MINUTES", default_value_t = USUAL, value_parser = length())]
        minutes: u16,
    },
    /// Move the time to come back; each of you can, once
    Move {
        /// How many minutes from the beginning
        #[arg(long = "for", value_name = "MINUTES", value_parser = length())]
        minutes: u16,
    },
    /// Say that you are ready; your partner sees it when both of you are
    Ready,
    /// Say whether you are on the same team; both answers show once both are given
    Team {
        /// Yes, or not yet
        answer: Team,
    },
    /// Put one next step in words
    Next {
        /// The words, or - for standard input
        #[arg(required = true)]
        text: Vec<String>,
    },
    /// Agree to your partner's words for a next step
    Agree,
    /// Write down your own side, as a friend of you both would tell it
    #[command(group = ArgGroup::new("who").required(true).args(["private", "shared"]))]
    Side {
        #[command(flatten)]
        who: WhoArguments,
        /// The words, or - for standard input
        #[arg(required = true)]
        text: Vec<String>,
    },
    /// Say that it is over
    Close,
    /// Show how it stands
    Show,
}

fn length() -> impl clap::builder::TypedValueParser<Value = u16> {
    let (shortest, longest) = (*LENGTHS.start(), *LENGTHS.end());
    RangedU64ValueParser::<u16>::new().range(u64::from(shortest)..=u64::from(longest))
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Team {
    Yes,
    NotYet,
}

impl Session {
    pub(super) fn pausing(&mut self, verb: &Pause) -> Result<Outcome, Failure> {
        let what = match verb {
            Pause::Show => return self.how_it_stands(None),
            Pause::Side { who, text } => {
                let text = input::text(text)?;
                return self.write(&Command::WriteSide { text, who: chosen(who) });
            }
            Pause::Start { minutes } => Pausing::Begin(*minutes),
            Pause::Move { minutes } => Pausing::Move(*minutes),
            Pause::Ready => Pausing::Ready,
            Pause::Team { answer } => Pausing::Team(*answer == Team::Yes),
            Pause::Next { text } => Pausing::Next(input::text(text)?),
            Pause::Agree => Pausing::Agree(self.theirs()?.name),
            Pause::Close => Pausing::Close,
        };
        let id = self.apply(&Command::Pause(what))?;
        self.how_it_stands(Some(id.to_string()))
    }

    /// The partner's last words for a next step.
    fn theirs(&self) -> Result<NextStep, Failure> {
        let me = self.vault.me().person;
        let next = self.pause()?.map(|pause| pause.next).unwrap_or_default();
        let theirs = next.into_iter().rfind(|next| next.by != me && !next.agreed);
        theirs.ok_or_else(|| Failure::new(tr!("pause-nothing-to-agree")))
    }

    fn pause(&self) -> Result<Option<PauseView>, Failure> {
        self.reader()?.pause(&clock::now()).map_err(|e| self.failed(&e.into()))
    }

    /// The pause as it is now, in words, or after something was done its id.
    fn how_it_stands(&self, id: Option<String>) -> Result<Outcome, Failure> {
        let pause = self.pause()?;
        let json = pause.as_ref().map_or_else(|| json!({ "state": "none" }), |it| self.json(it));
        let words = match (id, &pause) {
            (Some(id), _) => id,
            (None, None) => tr!("pause-none"),
            (None, Some(pause)) => self.words(pause)?,
        };
        Ok(Outcome { json, words })
    }

    fn json(&self, pause: &PauseView) -> Value {
        let me = self.vault.me().person;
        json!({
            "state": match pause.phase {
                Phase::Apart => "apart",
                Phase::Back => "back",
                Phase::Together => "together",
            },
            "id": pause.id.to_string(),
            "mine": pause.by == me,
            "until": pause.until.to_rfc3339(clock::now().offset_minutes),
            "may_move": pause.may_move,
            "ready": pause.ready,
            "team": { "mine": pause.mine, "theirs": pause.theirs },
            "next": pause.next.iter().map(|next| json!({
                "mine": next.by == me, "text": next.words, "agreed": next.agreed,
            })).collect::<Vec<_>>(),
        })
    }

    fn words(&self, pause: &PauseView) -> Result<String, Failure> {
        let me = self.vault.me().person;
        let partner = output::harmless_line(&self.partner_name()?);
        let name = |person| if person == me { tr!("pause-you") } else { partner.clone() };
        let until = pause.until.to_rfc3339(clock::now().offset_minutes);
        let mut out = match pause.phase {
            Phase::Apart => tr!("pause-apart", until = until),
            Phase::Back => tr!("pause-back"),
            Phase::Together => tr!("pause-together"),
        };
        if pause.phase == Phase::Apart && pause.ready {
            let _ = write!(out, "\n{}", tr!("pause-ready"));
        }
        for (who, answer) in [(tr!("pause-you"), pause.mine), (partner.clone(), pause.theirs)] {
            if let Some(answer) = answer {
                let answer = if answer { tr!("pause-team-yes") } else { tr!("pause-team-not-yet") };
                let _ = write!(out, "\n{who}: {answer}");
            }
        }
        for next in &pause.next {
            let words = output::harmless_line(&next.words);
            let agreed = if next.agreed { tr!("pause-agreed") } else { tr!("pause-proposed") };
            let _ = write!(out, "\n{}: {words} ({agreed})", name(next.by));
        }
        Ok(out)
    }
}
