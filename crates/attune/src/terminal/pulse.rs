//! The monthly signs in a terminal: six levels, sealed until both have said
//! theirs, and how they were over the months.

use super::failure::Failure;
use super::{Outcome, Session, output};
use crate::clock;
use crate::signs;
use crate::texts::tr;
use attune_core::command::Command;
use attune_core::kinds::pulse::{LEVELS, Levels, Sign};
use attune_core::kinds::sealed::SealState;
use attune_core::time::Month;
use attune_core::vault::PulseView;
use clap::Subcommand;
use clap::builder::RangedU64ValueParser;
use serde_json::{Value, json};
use std::fmt::Write as _;

#[derive(Subcommand)]
pub(super) enum Pulse {
    /// Seal how each of the six signs is, from 1 (rarely) to 5 (nearly always)
    #[command(
        after_help = "In this order: open communication, safety to be vulnerable, respect,\n\
        trust when apart, conflict without damage, enjoying time together.\n\nExample:\n  \
        attune pulse answer 4 3 5 5 2 4"
    )]
    Answer {
        /// The six levels
        #[arg(
            required = true,
            num_args = 6,
            value_name = "N",
            value_parser = RangedU64ValueParser::<u8>::new().range(1..=u64::from(LEVELS))
        )]
        levels: Vec<u8>,
    },
    /// Show how a month stands
    Show {
        /// Which month (YYYY-MM) [default: the one to answer now]
        #[arg(long, value_name = "MONTH")]
        month: Option<Month>,
    },
    /// Show every month, newest first
    History,
}

impl Session {
    pub(super) fn pulse(&mut self, verb: &Pulse) -> Result<Outcome, Failure> {
        match verb {
            Pulse::Answer { levels } => {
                let mut six = [0; 6];
                six.iter_mut().zip(levels).for_each(|(level, given)| *level = *given);
                let month = self.month(None)?.month;
                let command = Command::AnswerPulse { month: Some(month), levels: Levels(six) };
                let id = self.apply(&command)?;
                let view = self.month(Some(month))?;
                Ok(Outcome { json: pulse_json(&view), words: id.to_string() })
            }
            Pulse::Show { month } => {
                let view = self.month(*month)?;
                Ok(Outcome { json: pulse_json(&view), words: self.pulse_words(&view)? })
            }
            Pulse::History => {
                let months = self.reader()?.pulse_months().map_err(|e| self.failed(&e.into()))?;
                let views = months.into_iter().map(|month| self.month(Some(month)));
                let views = views.collect::<Result<Vec<_>, _>>()?;
                let words = views.iter().map(|view| self.pulse_words(view));
                let words = words.collect::<Result<Vec<_>, _>>()?;
                Ok(Outcome {
                    json: views.iter().map(pulse_json).collect(),
                    words: words.join("\n\n"),
                })
            }
        }
    }

    fn month(&self, month: Option<Month>) -> Result<PulseView, Failure> {
        self.reader()?.pulse(month, &clock::now()).map_err(|e| self.failed(&e.into()))
    }

    fn pulse_words(&self, view: &PulseView) -> Result<String, Failure> {
        let state = match view.state {
            SealState::Open if view.mine.is_some() => tr!("pulse-alone"),
            SealState::Open => tr!("pulse-open"),
            SealState::Sealed => tr!("checkin-sealed"),
            SealState::Waiting => tr!("checkin-waiting"),
            SealState::Opened => tr!("checkin-opened"),
        };
        let mut out = format!("{}\n{state}", tr!("pulse-month", month = view.month.to_string()));
        let partner = output::harmless_line(&self.partner_name()?);
        for (name, levels) in [(tr!("pulse-you"), view.mine), (partner, view.theirs)] {
            let Some(Levels(levels)) = levels else { continue };
            let _ = write!(out, "\n\n{name}");
            for (sign, level) in Sign::ALL.into_iter().zip(levels) {
                let (name, level) = (signs::name(sign), signs::level(sign, level));
                let _ = write!(out, "\n  {name}: {level}");
            }
        }
        Ok(out)
    }
}

fn pulse_json(view: &PulseView) -> Value {
    json!({
        "month": view.month,
        "mine": view.mine.map(|levels| levels.0),
        "theirs": view.theirs.map(|levels| levels.0),
        "state": view.state,
    })
}
