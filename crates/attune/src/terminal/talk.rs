//! Soul talk in a terminal: the decks, a question, and what stayed of it.

use super::args::WhoArguments;
use super::failure::Failure;
use super::{Outcome, Session, chosen, input, output};
use crate::texts::{self, tr};
use attune_core::command::Command;
use attune_core::kinds::talk::Deck;
use attune_core::vault::{DrawView, OwnCard};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Subcommand};
use serde_json::{Value, json};

#[derive(Subcommand)]
pub(super) enum Talk {
    /// Show the six decks, and how many questions are left in each
    Decks,
    /// Draw a question; none comes back until its deck is used up
    Draw {
        /// From this deck [default: the fullest]
        #[arg(long, value_parser = deck())]
        deck: Option<Deck>,
    },
    /// Show the question that was drawn last
    Question,
    /// Write down what stayed with you of the question that was drawn last
    #[command(group = ArgGroup::new("who").args(["private", "shared"]))]
    Stayed {
        #[command(flatten)]
        who: WhoArguments,
        /// The words, or - for standard input
        #[arg(required = true)]
        text: Vec<String>,
    },
    /// List the questions of your own; “attune delete” takes one of yours out
    Cards,
    /// Put a question of your own into a deck
    Add {
        /// Which
        #[arg(long, value_parser = deck())]
        deck: Deck,
        /// The question, or - for standard input
        #[arg(required = true)]
        question: Vec<String>,
    },
}

fn deck() -> impl TypedValueParser<Value = Deck> {
    PossibleValuesParser::new(Deck::ALL.map(Deck::name)).try_map(|name| name.parse::<Deck>())
}

/// What a card asks, in the language of the moment.
fn question(view: &DrawView) -> String {
    let own = view.own.clone();
    own.or_else(|| texts::of("talk", &view.draw.card.0))
        .unwrap_or_else(|| tr!("terminal-talk-gone"))
}

impl Session {
    pub(super) fn talk(&mut self, verb: &Talk) -> Result<Outcome, Failure> {
        match verb {
            Talk::Decks => {
                let decks = self.reader()?.decks().map_err(|e| self.failed(&e.into()))?;
                let words = decks.iter().map(|view| {
                    let name = texts::of("talk", &format!("deck-{}", view.deck.name()));
                    let name = name.unwrap_or_default();
                    tr!("terminal-talk-deck", name = name, left = view.left, size = view.size)
                });
                Ok(Outcome {
                    json: decks
                        .iter()
                        .map(|view| {
                            json!({ "deck": view.deck, "size": view.size, "left": view.left })
                        })
                        .collect(),
                    words: words.collect::<Vec<_>>().join("\n"),
                })
            }
            Talk::Draw { deck } => {
                let id = self.apply(&Command::Draw { deck: *deck })?;
                let view = self.reader()?.drawn(Some(id)).map_err(|e| self.failed(&e.into()))?;
                view.map(|view| told(&view)).ok_or_else(|| Failure::new(tr!("terminal-talk-none")))
            }
            Talk::Question => Ok(told(&self.drawn()?)),
            Talk::Stayed { who, text } => {
                let question = question(&self.drawn()?);
                let text = input::text(text)?;
                self.write(&Command::Stayed { question, text, who: chosen(who) })
            }
            Talk::Cards => {
                let cards = self.reader()?.own_cards().map_err(|e| self.failed(&e.into()))?;
                let of_card = |card: &OwnCard| {
                    json!({
                        "id": card.id.to_string(),
                        "deck": card.deck,
                        "question": card.question,
                        "mine": card.mine,
                        "in_deck": card.in_deck,
                    })
                };
                let line = |card: &OwnCard| {
                    let id = card.id.short();
                    let line = output::harmless_line(&card.question);
                    let line = format!("{id}  {}  {line}", card.deck.name());
                    if card.in_deck { line } else { tr!("terminal-talk-alone", card = line) }
                };
                Ok(Outcome {
                    json: cards.iter().map(of_card).collect(),
                    words: cards.iter().map(line).collect::<Vec<_>>().join("\n"),
                })
            }
            Talk::Add { deck, question } => {
                let question = input::text(question)?;
                let id = self.apply(&Command::WriteCard { deck: *deck, question })?;
                Ok(Outcome { json: json!({ "id": id.to_string() }), words: id.to_string() })
            }
        }
    }

    /// The question that was drawn last.
    fn drawn(&self) -> Result<DrawView, Failure> {
        let view = self.reader()?.drawn(None).map_err(|e| self.failed(&e.into()))?;
        view.ok_or_else(|| Failure::new(tr!("terminal-talk-none")))
    }
}

fn told(view: &DrawView) -> Outcome {
    let question = question(view);
    let json: Value = json!({
        "deck": view.draw.deck,
        "id": view.id.to_string(),
        "question": question,
    });
    Outcome { json, words: output::harmless_line(&question) }
}
