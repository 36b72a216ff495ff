//! How two people who never met by computer become partners: three words, shown
//! on one screen and typed on the other.
//!
//! The words authenticate; they never locate, and nothing is derived from them
//! but one SPAKE2 exchange. Who types is side A, who shows is side B, whoever
//! dialled. After it both know that the other knows the words and that nobody
//! sits between; they introduce themselves, both people see the same four
//! fingerprint words, and both say yes to one transcript.
//!
//! "Both or neither" is impossible over a line that can break. What is true:
//! whenever one side is final, the other is at least pending, durably. The
//! typer stores *pending* before it tells so, the shower then stores *final*,
//! and the typer becomes final on that word or on any later contact.
//!
//! | file | its part |
//! | --- | --- |
//! | `words` | the list, three words made and read |
//! | `invitation` | where a running `pair show` listens, as text |
//! | `message` | what the two say, and its bytes |
//! | `keys` | what comes out of the words |
//! | `events` | what can happen to an exchange, and what it asks for |
//! | `exchange` | the machine |

mod events;
mod exchange;
mod invitation;
mod keys;
mod message;
mod words;

pub use events::{Consent, Event, Failure, Me, Step, Timer};
pub use exchange::{Exchange, PHASES};
pub use invitation::{Invitation, InvitationError};
pub use keys::Binding;
pub use message::{Introduction, MAX_MESSAGE, Message, MessageError, Why};
pub use words::{PairingWords, WordsError, completions};

/// The lowest and highest version of the pairing protocol spoken here.
pub const PROTOCOL: (u16, u16) = (1, 1);

/// Which part a screen has, whoever dialled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It types the words: side A of SPAKE2.
    Types,
    /// It shows them: side B.
    Shows,
}

impl Part {
    /// The part of the screen on the other side.
    pub fn other(self) -> Self {
        match self {
            Self::Types => Self::Shows,
            Self::Shows => Self::Types,
        }
    }

    /// Its name, as it is announced and signed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Types => "types",
            Self::Shows => "shows",
        }
    }
}
