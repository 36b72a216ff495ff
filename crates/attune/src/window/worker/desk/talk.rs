//! Soul talks at the desk: a card that is drawn is drawn in the vault, and what the
//! partner is to be shown goes to the connection.

use super::{Desk, Open, Tell};
use crate::link::Ask;
use crate::window::talk::{Move, Screens};
use crate::window::worker::Update;
use attune_core::command::Command;
use attune_core::kinds::talk::Deck;
use attune_core::vault::CommandError;
use attune_sync::proto::talk::{Name, Say, TalkId};
use rand_core::Rng;

impl Desk {
    /// A soul talk counts on.
    pub(in crate::window::worker) fn look_at_talk(&mut self) {
        let Some(open) = &mut self.open else { return };
        let say = open.talking.tick();
        open.say(say);
        open.tell_talks(&self.tell);
    }
}

impl Open {
    /// Does something in a soul talk. The partner is shown it before anything is
    /// read again.
    pub(super) fn talk(&mut self, what: Move, tell: &Tell) -> Result<(), CommandError> {
        let say = match what {
            // Both wanted one: there is one to come into.
            Move::Begin(_, Screens::Both) if self.talking.is_offered() => {
                self.talking.act(Move::Join)
            }
            // A card that nobody would see stays in its deck.
            Move::Begin(..) if self.talking.is_on() => None,
            Move::Draw if !self.talking.is_on() => None,
            Move::Begin(deck, screens) => match self.draw(Some(deck))? {
                Some([deck, card]) => {
                    let mut id = [0; 8];
                    self.rng.fill_bytes(&mut id);
                    self.talking.begin(TalkId::from_bytes(id), screens, deck, card)
                }
                None => None,
            },
            Move::Draw => {
                let deck = self.talking.deck().and_then(|deck| deck.parse().ok());
                self.draw(deck)?.and_then(|[_, card]| self.talking.draw(card))
            }
            what => self.talking.act(what),
        };
        self.say(say);
        self.tell_talks(tell);
        Ok(())
    }

    /// Draws a card, which is drawn from then on. Gives the names of its deck and of
    /// itself.
    fn draw(&mut self, deck: Option<Deck>) -> Result<Option<[Name; 2]>, CommandError> {
        let id = self.apply(&Command::Draw { deck })?;
        let Some(drawn) = self.reader.drawn(Some(id))? else { return Ok(None) };
        let (deck, card) = (drawn.draw.deck.name(), drawn.draw.card.0);
        Ok(Name::parse(deck).zip(Name::parse(&card)).map(Into::into))
    }

    /// Shows the partner's device what is to be shown.
    pub(super) fn say(&mut self, say: Option<Say>) {
        let (Some(connection), Some(say)) = (&mut self.connection, say) else { return };
        connection.ask(Ask::ShowLive(say.into_live()));
    }

    /// Tells the window what it does not know yet.
    pub(super) fn tell_talks(&mut self, tell: &Tell) {
        if let Some(talks) = self.talking.news() {
            tell(Update::Talks(Box::new(talks)));
        }
    }
}
