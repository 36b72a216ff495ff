//! The practices between two people, in a terminal: what somebody feels, and how
//! they are answered.

use super::args::WhoArguments;
use super::failure::Failure;
use super::{Outcome, Session, chosen, input};
use crate::feelings;
use attune_core::command::Command;
use attune_core::ids::DocumentId;
use attune_core::kinds::feeling::{Feeling, STRONGEST};
use attune_core::kinds::noted::Note;
use attune_core::kinds::reflection::{Answer, SaidBack};
use clap::builder::RangedU64ValueParser;
use clap::{ArgGroup, Subcommand};

/// What two people do together.
#[derive(Subcommand)]
pub(super) enum Practice {
    /// Say what you feel, in up to three words, and what you need
    #[command(
        group = ArgGroup::new("who").required(true).args(["private", "shared"]),
        after_help = "Examples:\n  \
            attune feel --private tired\n  \
            attune feel --shared --strength 3 --need hug tired homesick\n  \
            attune feel --shared --need 'a quiet hour' --text 'It was a long day.' scattered"
    )]
    Feel {
        #[command(flatten)]
        who: WhoArguments,
        /// What you need: be-with-me, listen, solve, hug, time, or your own words
        #[arg(long, value_name = "NEED", default_value = "", hide_default_value = true)]
        need: String,
        /// How strong it is, from 1 to 5
        #[arg(
            long,
            value_name = "1-5",
            value_parser = RangedU64ValueParser::<u8>::new().range(1..=u64::from(STRONGEST))
        )]
        strength: Option<u8>,
        /// More about it, or - for standard input
        #[arg(long, default_value = "", hide_default_value = true)]
        text: String,
        /// The words, each an argument of its own
        #[arg(required = true, num_args = 1..=3, value_name = "WORD")]
        words: Vec<String>,
    },
    /// Say back what you heard, before anything else
    #[command(after_help = "It reads: “I hear that HEARD. That makes sense, given GIVEN.”\n\
        Setting it aside looks to your partner as if you had not answered.\n\nExamples:\n  \
        attune reflect 7c1f 'the week was too full' 'all that your mother needed'\n  \
        attune reflect 7c1f --set-aside")]
    Reflect {
        /// Your partner's entry
        id: String,
        /// What you heard
        #[arg(required_unless_present = "set_aside")]
        heard: Option<String>,
        /// What it makes sense by
        #[arg(required_unless_present = "set_aside")]
        given: Option<String>,
        /// Leave it; only you know that you did
        #[arg(long, conflicts_with_all = ["heard", "given"])]
        set_aside: bool,
    },
    /// Say whether you feel heard: yes, or what is not quite right yet
    #[command(after_help = "Examples:\n  \
        attune heard 7c1f yes\n  \
        attune heard 7c1f It was less the work than the silence after it")]
    Heard {
        /// What was said back, or your own entry
        id: String,
        /// “yes”, or what is missing, or - for standard input
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Write a line under an entry that you both see
    #[command(after_help = "Where its writer asks to be heard first, say that back before.\n\n\
        Example:\n  attune reply 7c1f I would like to come along")]
    Reply {
        /// The entry
        id: String,
        /// The line, or - for standard input
        #[arg(required = true)]
        text: Vec<String>,
    },
    /// Send a heart for what your partner wrote
    #[command(after_help = "“attune delete” with the id it prints takes it back.\n\n\
        Example:\n  attune heart 7c1f")]
    Heart {
        /// The entry
        id: String,
    },
}

impl Session {
    pub(super) fn practise(&mut self, practice: &Practice) -> Result<Outcome, Failure> {
        match practice {
            Practice::Feel { who, need, strength, text, words } => {
                let words = words.iter().map(|word| feelings::kept(word)).collect();
                let need = feelings::kept_need(need);
                let feeling = Feeling { words, need, strength: *strength };
                let text = input::text(std::slice::from_ref(text))?;
                self.write(&Command::Feel { feeling, text, who: chosen(who) })
            }
            Practice::Reflect { id, set_aside: true, .. } => {
                let id = self.named(id)?;
                let note = self.apply(&Command::Note { id, note: Note::SetAside })?;
                self.answered(id, note)
            }
            Practice::Reflect { id, heard, given, .. } => {
                let id = self.named(id)?;
                let said = SaidBack {
                    heard: heard.clone().unwrap_or_default(),
                    given: given.clone().unwrap_or_default(),
                };
                self.write(&Command::Reflect { id, said })
            }
            Practice::Heard { id, words } => {
                let id = self.named(id)?;
                let answer = match words.as_slice() {
                    [word] if word == "yes" => Answer::Yes,
                    words => Answer::NotQuite(input::text(words)?),
                };
                let word = self.apply(&Command::Hear { id, answer })?;
                self.answered(id, word)
            }
            Practice::Reply { id, text } => {
                let id = self.named(id)?;
                let reply = self.apply(&Command::Reply { id, text: input::text(text)? })?;
                self.answered(id, reply)
            }
            Practice::Heart { id } => {
                let id = self.named(id)?;
                let heart = self.apply(&Command::Heart { id })?;
                self.answered(id, heart)
            }
        }
    }

    /// The entry that was answered, and the id of the answer.
    fn answered(&self, id: DocumentId, answer: DocumentId) -> Result<Outcome, Failure> {
        let entry = self.entry(id, super::Told::Whole)?;
        Ok(Outcome { json: entry.json, words: answer.to_string() })
    }
}
