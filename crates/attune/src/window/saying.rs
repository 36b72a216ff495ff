//! What is typed to answer what the other wrote, and is not sent yet. It is kept as
//! a draft about every second, as everything that is typed.

use super::typing::{Saving, unfinished};
use super::worker::Request;
use attune_core::command::{Command, Who};
use attune_core::ids::DocumentId;
use attune_core::kinds::reflection::{Answer, SaidBack};
use attune_core::vault::Draft;
use std::collections::BTreeMap;

/// How something is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// By saying back what was heard.
    SayBack,
    /// By saying whether one feels heard.
    Hear,
    /// By a line.
    Line,
}

impl Way {
    /// What its draft is called before the entry's id, and as a kind.
    fn name(self) -> &'static str {
        match self {
            Self::SayBack => "said-back",
            Self::Hear => "heard",
            Self::Line => "line",
        }
    }

    /// The slot of its draft.
    pub(crate) fn slot(self, id: DocumentId) -> String {
        format!("{}-{id}", self.name())
    }
}

/// An answer under the keyboard.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Saying {
    /// The entry it answers.
    id: DocumentId,
    way: Way,
    /// What is typed: the two halves of what is said back; of the others the first.
    pub(crate) texts: [String; 2],
    /// Whether one feels heard, once that is chosen.
    pub(crate) feels_heard: Option<bool>,
    /// When it is saved.
    pub(crate) saving: Saving,
    /// On its way to be sent.
    pub(crate) busy: bool,
}

impl Saying {
    fn new(way: Way, id: DocumentId) -> Self {
        Self {
            id,
            way,
            texts: Default::default(),
            feels_heard: None,
            saving: Saving::default(),
            busy: false,
        }
    }

    /// Saves what is unsaved, at once.
    pub(crate) fn save(&mut self, out: &mut Vec<Request>) {
        let (slot, body) = (self.way.slot(self.id), serde_json::json!(self.texts).to_string());
        self.saving.save(out, || Draft {
            who: Who::PartnerReads,
            ..unfinished(&slot, self.way.name(), body)
        });
    }

    /// Whether it says enough to be sent.
    pub(crate) fn is_ready(&self) -> bool {
        let [first, second] = self.texts.each_ref().map(|text| !text.trim().is_empty());
        !self.busy
            && match self.way {
                Way::SayBack => first && second,
                Way::Hear => self.feels_heard.is_some(),
                Way::Line => first,
            }
    }

    /// Sends it, if it is ready: its words go on being a draft until that is done.
    pub(crate) fn send(&mut self, out: &mut Vec<Request>) {
        if !self.is_ready() {
            return;
        }
        self.busy = true;
        self.save(out);
        let [first, second] = self.texts.each_ref().map(|text| text.trim().to_owned());
        let id = self.id;
        let command = match (self.way, self.feels_heard) {
            (Way::SayBack, _) => {
                Command::Reflect { id, said: SaidBack { heard: first, given: second } }
            }
            (Way::Hear, Some(true)) => Command::Hear { id, answer: Answer::Yes },
            (Way::Hear, _) => Command::Hear { id, answer: Answer::NotQuite(first) },
            (Way::Line, _) => Command::Reply { id, text: first },
        };
        out.push(Request::Seal { command, slot: self.way.slot(id) });
    }
}

/// What a draft holds of an answer, if it is one.
pub(crate) fn said(draft: &Draft) -> Option<[String; 2]> {
    let ways = [Way::SayBack, Way::Hear, Way::Line];
    let is_one = draft.document.is_none() && ways.iter().any(|way| way.name() == draft.kind);
    is_one.then(|| serde_json::from_str(&draft.body).ok()).flatten()
}

/// Every answer under the keyboard, by its draft's slot.
#[derive(Debug, Default)]
pub(crate) struct Sayings(BTreeMap<String, Saying>);

impl Sayings {
    /// The answer to an entry in this way: as it is being typed, as it was left
    /// unfinished, or a new one.
    pub(crate) fn to(&mut self, way: Way, id: DocumentId, drafts: &[Draft]) -> &mut Saying {
        let slot = way.slot(id);
        self.0.entry(slot).or_insert_with_key(|slot| {
            let draft = drafts.iter().find(|draft| draft.slot == *slot);
            let texts = draft.and_then(said).unwrap_or_default();
            Saying { texts, ..Saying::new(way, id) }
        })
    }

    /// The one that is being typed, if it is.
    pub(crate) fn open(&mut self, way: Way, id: DocumentId) -> Option<&mut Saying> {
        self.0.get_mut(&way.slot(id))
    }

    /// The one in this slot.
    pub(crate) fn in_slot(&mut self, slot: &str) -> Option<&mut Saying> {
        self.0.get_mut(slot)
    }

    /// All of them.
    pub(crate) fn each(&mut self) -> impl Iterator<Item = &mut Saying> {
        self.0.values_mut()
    }

    /// It was sent.
    pub(crate) fn sent(&mut self, way: Way, id: DocumentId) {
        self.0.remove(&way.slot(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: DocumentId = DocumentId::from_bytes([7; DocumentId::LEN]);

    #[test]
    fn an_answer_is_taken_up_as_it_was_left() {
        let mut sayings = Sayings::default();
        let saying = sayings.to(Way::SayBack, ID, &[]);
        saying.texts[0] = "you missed the train".to_owned();
        saying.saving.touch(1.0);
        let mut out = Vec::new();
        saying.save(&mut out);
        let Some(Request::SaveDraft { draft, .. }) = out.pop() else { panic!("not saved") };
        let draft = *draft;
        let mut later = Sayings::default();
        let again = later.to(Way::SayBack, ID, std::slice::from_ref(&draft));
        assert_eq!(again.texts[0], "you missed the train");
        // Not a line to the same entry.
        assert_eq!(later.to(Way::Line, ID, &[draft]).texts[0], "");
    }

    #[test]
    fn it_is_sent_once_and_only_when_it_says_enough() {
        let mut sayings = Sayings::default();
        let mut out = Vec::new();
        let saying = sayings.to(Way::SayBack, ID, &[]);
        saying.texts[0] = "you missed the train".to_owned();
        saying.send(&mut out);
        assert_eq!(out, []);
        saying.texts[1] = "how early it left".to_owned();
        saying.send(&mut out);
        saying.send(&mut out);
        assert!(matches!(out.as_slice(), [Request::Seal { command: Command::Reflect { .. }, .. }]));
        let hear = sayings.to(Way::Hear, ID, &[]);
        assert!(!hear.is_ready());
        // "Not quite" may stay without words.
        hear.feels_heard = Some(false);
        assert!(hear.is_ready());
    }
}
