//! What can be asked of the connection, and what it tells: plain values between
//! a window and the service.

use attune_core::ids::DocumentId;
use attune_sync::net::Showing;
use attune_sync::proto::live::LiveState;

/// What a person asks of the connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Show three words and wait for the partner.
    Show,
    /// Look for the partner who shows these words.
    Enter {
        /// The words, as typed.
        words: String,
        /// The text of an invitation, where there is one.
        invitation: Option<String>,
    },
    /// One of several that were found, by its place in the list.
    Choose(usize),
    /// Yes to what both see, sharing these private entries.
    Yes {
        /// What this person chose to share.
        chosen: Vec<DocumentId>,
    },
    /// No.
    No,
    /// End the pairing screen.
    Cancel,
    /// Close the transport, or open it again (the demo's cable).
    Cable(Cable),
    /// Show this to the partner's device from now on, or nothing.
    ShowLive(Option<LiveState>),
}

/// Whether the transport is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cable {
    /// As always.
    Plugged,
    /// Closed.
    Cut,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Told {
    /// How the connection stands.
    Standing(Standing),
    /// Where a pairing stands.
    Pairing(Pairing),
    /// The vault holds something new.
    Changed,
    /// What the partner's device shows now.
    Live(Showing),
    /// It shows nothing any more, or is not reached.
    LiveOver,
    /// Another device had this one's identity; this one is a new device now.
    NewDevice,
    /// The partner's device remembers more of this profile than it holds.
    RolledBack,
}

/// How the connection to the partner stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// There is no partner.
    Unpaired,
    /// Another Attune on this profile holds the connection.
    Elsewhere,
    /// Looking for the partner's device.
    Away,
    /// It says on this network that it is here, and does not answer.
    Unanswered,
    /// Connected; something is still on its way.
    Connected,
    /// Both devices hold the same.
    InStep,
    /// Both have everything the other sent, and still hold different things.
    Apart,
    /// The partner's device speaks another version of Attune.
    OtherVersion,
    /// The cable is cut.
    Cut,
}

/// Where a pairing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Pairing {
    /// No pairing is going on.
    Idle,
    /// These words are shown; the partner types them.
    Ready {
        /// Three words, separated by spaces.
        words: String,
        /// Where this device listens, as text for another road.
        invitation: String,
    },
    /// Looking for the partner's device.
    Looking,
    /// Several devices show words; these are their names.
    Several(Vec<String>),
    /// Comparing the words.
    Confirming,
    /// Both know the words; each now says yes or no.
    Consent {
        /// The partner's name.
        partner: String,
        /// What their device is called.
        device: String,
        /// Four words that are the same on both screens.
        fingerprint: [String; 4],
    },
    /// This side said yes; the other has not yet.
    Waiting,
    /// Both are paired.
    Paired {
        /// The partner's name.
        partner: String,
    },
    /// It did not come about.
    Failed(PairingFailure),
}

/// Why a pairing did not come about. Each has its own sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PairingFailure {
    /// The words were not the ones shown; they are used up on both sides.
    WrongWords,
    /// These are not three words of the list; the nearest one to the unknown.
    UnknownWord {
        /// As it was typed.
        typed: String,
        /// The nearest word of the list.
        nearest: Option<String>,
    },
    /// Nobody showed words within the time.
    NobodyFound,
    /// Nobody typed them within the time.
    NobodyCame,
    /// The other computer was seen on this network and no connection to it came
    /// about.
    NotReached,
    /// The other side is busy with somebody else.
    Busy,
    /// They said no.
    TheySaidNo,
    /// This side said no, or closed the screen.
    Cancelled,
    /// Too long without an answer.
    TimedOut,
    /// The two programs speak different versions.
    VersionsDiffer,
    /// The connection broke before both had said yes.
    ConnectionLost,
    /// It broke after both had said yes; it completes itself at the next
    /// contact, or can be dropped.
    LostAfterConsent,
    /// The text is no invitation.
    BadInvitation,
    /// Another Attune on this profile holds the connection.
    Elsewhere,
    /// So many words were typed, and three are needed.
    WordCount(usize),
    /// There is no home network to look in, and no invitation says where.
    NowhereToLook,
    /// There is a partner already.
    AlreadyPaired,
    /// This computer is in no home network.
    NoNetwork,
    /// The connection broke on the showing side after both had said yes, and
    /// nothing was completed.
    LostUncompleted,
    /// The other device could not write down what was agreed.
    NotStoredThere,
    /// This device could not.
    NotStored,
    /// The other device said something that makes no sense.
    Broken,
    /// This computer gives the connection no threads or no randomness.
    NoConnection,
    /// The vault or the system failed; why, in its own words.
    Fault(String),
}

impl PairingFailure {
    /// Whether the three words can be tried again as they are: nobody has
    /// tried them, or nobody was there.
    pub(crate) fn words_still_hold(&self) -> bool {
        match self {
            Self::UnknownWord { .. }
            | Self::WordCount(_)
            | Self::NobodyFound
            | Self::NotReached
            | Self::Busy
            | Self::BadInvitation
            | Self::Elsewhere
            | Self::NowhereToLook
            | Self::NoNetwork => true,
            Self::WrongWords
            | Self::NobodyCame
            | Self::TheySaidNo
            | Self::Cancelled
            | Self::TimedOut
            | Self::VersionsDiffer
            | Self::ConnectionLost
            | Self::LostAfterConsent
            | Self::AlreadyPaired
            | Self::LostUncompleted
            | Self::NotStoredThere
            | Self::NotStored
            | Self::Broken
            | Self::NoConnection
            | Self::Fault(_) => false,
        }
    }
}
