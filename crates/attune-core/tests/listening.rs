//! Saying back what one heard before saying anything else: between two people who
//! mean it, and where one of their programs does not keep to it.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::{Command, Deletion, Who};
use attune_core::document::{ActorPrefix, Field, FieldType, begin};
use attune_core::exchange::{ExceptReason, Lacking};
use attune_core::header::{Header, Writers};
use attune_core::ids::DocumentId;
use attune_core::kinds::feeling::Feeling;
use attune_core::kinds::journal::Page;
use attune_core::kinds::noted::Note;
use attune_core::kinds::reflection::{Answer, SaidBack};
use attune_core::record::{Beginning, Record, RecordType, fact_hash};
use attune_core::time::{Day, Now, Timestamp};
use attune_core::vault::{CommandError, Filter, ReflectionView};
use common::forger::{Forger, OURS, header_of, reasons, sent, texts};
use common::{Person, couple, sync};
use proptest::prelude::*;

impl Person {
    fn feel(&mut self, word: &str, who: Who) -> DocumentId {
        let feeling =
            Feeling { words: vec![word.to_owned()], need: "hug".into(), strength: Some(3) };
        self.apply(Command::Feel { feeling, text: String::new(), who }).unwrap()
    }

    fn say_back(&mut self, id: DocumentId, heard: &str) -> Result<DocumentId, CommandError> {
        let said = SaidBack { heard: heard.to_owned(), given: "all of it".to_owned() };
        self.apply(Command::Reflect { id, said })
    }

    fn reply(&mut self, id: DocumentId, text: &str) -> Result<DocumentId, CommandError> {
        self.apply(Command::Reply { id, text: text.to_owned() })
    }

    fn hear(&mut self, id: DocumentId, answer: Answer) -> DocumentId {
        self.apply(Command::Hear { id, answer }).unwrap()
    }

    fn reflection(&self, id: DocumentId) -> ReflectionView {
        self.vault.reader().unwrap().reflection(id).unwrap()
    }

    fn replies(&self, id: DocumentId) -> Vec<String> {
        self.entry(id).replies.into_iter().map(|reply| reply.text).collect()
    }

    fn hearts(&self, id: DocumentId) -> usize {
        self.entry(id).hearts.len()
    }

    fn answers(&self, id: DocumentId) -> Vec<Option<Answer>> {
        self.reflection(id).attempts.into_iter().map(|attempt| attempt.answer).collect()
    }
}

#[test]
fn a_feeling_is_heard_before_it_is_answered() {
    let (mut alex, mut sam) = couple();
    let id = alex.feel("homesick", Who::PartnerReads);
    sync(&mut alex, &mut sam);
    assert!(matches!(sam.reply(id, "It will pass."), Err(CommandError::HearFirst)));
    assert!(!sam.reflection(id).may_add);

    let first = sam.say_back(id, "you miss the sea").unwrap();
    sync(&mut alex, &mut sam);
    assert!(matches!(sam.reply(id, "It will pass."), Err(CommandError::HearFirst)));
    alex.hear(first, Answer::NotQuite("It is more the people.".into()));
    sync(&mut alex, &mut sam);
    assert!(matches!(sam.reply(id, "It will pass."), Err(CommandError::HearFirst)));

    sam.say_back(id, "you miss the people there").unwrap();
    sync(&mut alex, &mut sam);
    // Their own entry stands for the last thing said back to it.
    alex.hear(id, Answer::Yes);
    sync(&mut alex, &mut sam);
    sam.reply(id, "Shall we go in May?").unwrap();
    sync(&mut alex, &mut sam);

    for person in [&alex, &sam] {
        let not_quite = Answer::NotQuite("It is more the people.".into());
        assert_eq!(person.answers(id), [Some(not_quite), Some(Answer::Yes)]);
        assert_eq!(person.replies(id), ["Shall we go in May?"]);
        person.is_sound();
    }
    // Whoever wrote it may always add to it.
    alex.reply(id, "Yes.").unwrap();
    assert_eq!(alex.replies(id).len(), 2);
}

#[test]
fn a_heart_needs_nothing_before_it_and_is_one_however_often_it_is_sent() {
    let (mut alex, mut sam) = couple();
    let id = alex.feel("glad", Who::PartnerReads);
    assert!(alex.apply(Command::Heart { id }).is_err(), "for oneself");
    sync(&mut alex, &mut sam);
    let heart = sam.apply(Command::Heart { id }).unwrap();
    assert_eq!(sam.apply(Command::Heart { id }).unwrap(), heart);
    sync(&mut alex, &mut sam);
    assert_eq!((alex.hearts(id), sam.hearts(id)), (1, 1));
    assert_eq!(alex.entry(id).hearts[0].name, "Sam");

    sam.delete(heart);
    sync(&mut alex, &mut sam);
    assert_eq!((alex.hearts(id), sam.hearts(id)), (0, 0));
    sam.undo().unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!((alex.hearts(id), sam.hearts(id)), (1, 1));
}

#[test]
fn a_page_asks_for_it_only_where_its_writer_chose_so() {
    let (mut alex, mut sam) = couple();
    let open = alex.journal("A long day.", Who::PartnerReads);
    let page = Page { hear_first: true, ..Page::default() };
    let body = "The other thing.".to_owned();
    let add = Command::AddJournal { title: String::new(), body, who: Who::PartnerReads, page };
    let asks = alex.apply(add).unwrap();
    sync(&mut alex, &mut sam);
    sam.reply(open, "I saw.").unwrap();
    assert!(matches!(sam.say_back(open, "x"), Err(CommandError::NotPossible)));
    assert!(matches!(sam.reply(asks, "I saw."), Err(CommandError::HearFirst)));
    // An edit does not change what it was written under.
    alex.edit(asks, "The other thing, again.");
    sync(&mut alex, &mut sam);
    assert!(matches!(sam.reply(asks, "I saw."), Err(CommandError::HearFirst)));
    let said = sam.say_back(asks, "it was the other thing").unwrap();
    sync(&mut alex, &mut sam);
    alex.hear(said, Answer::Yes);
    sync(&mut alex, &mut sam);
    sam.reply(asks, "I saw.").unwrap();
}

#[test]
fn only_whoever_wrote_it_says_whether_they_are_heard_and_nobody_says_back_to_themselves() {
    let (mut alex, mut sam) = couple();
    let id = alex.feel("tired", Who::PartnerReads);
    let private = alex.feel("cross", Who::OnlyMe);
    sync(&mut alex, &mut sam);
    assert!(matches!(alex.say_back(id, "x"), Err(CommandError::NotPossible)));
    assert!(matches!(alex.reply(private, "x"), Err(CommandError::NotShared)));
    let nothing = alex.apply(Command::Hear { id, answer: Answer::Yes });
    assert!(matches!(nothing, Err(CommandError::NothingSaidBack)));
    let said = sam.say_back(id, "you are tired").unwrap();
    let own = sam.apply(Command::Hear { id: said, answer: Answer::Yes });
    assert!(matches!(own, Err(CommandError::NotYours)));
    for (heard, given) in [("", "x"), ("x", " ")] {
        let said = SaidBack { heard: heard.into(), given: given.into() };
        let empty = sam.apply(Command::Reflect { id, said });
        assert!(matches!(empty, Err(CommandError::Empty)));
    }
}

#[test]
fn setting_it_aside_leaves_no_trace_for_the_other() {
    let (mut alex, mut sam) = couple();
    let id = alex.feel("tired", Who::PartnerReads);
    sync(&mut alex, &mut sam);
    let before = alex.digest();
    sam.apply(Command::Note { id, note: Note::SetAside }).unwrap();
    let wire = sync(&mut alex, &mut sam);
    assert_eq!(wire, Vec::<u8>::new());
    assert_eq!(alex.digest(), before);
    assert_eq!(sam.reflection(id).notes, [Note::SetAside]);
    // And leaves them free to write elsewhere, and to come back to it.
    sam.journal("How I see it.", Who::PartnerReads);
    sam.say_back(id, "you are tired").unwrap();
    sam.is_sound();
}

#[test]
fn what_answers_a_page_goes_with_it_and_stays_with_the_copy() {
    let (mut alex, mut sam) = couple();
    let id = alex.feel("tired", Who::PartnerReads);
    sync(&mut alex, &mut sam);
    let said = sam.say_back(id, "you are tired").unwrap();
    sam.apply(Command::Heart { id }).unwrap();
    sync(&mut alex, &mut sam);
    alex.hear(id, Answer::Yes);
    sync(&mut alex, &mut sam);
    sam.reply(id, "Sleep well.").unwrap();
    assert!(sam.apply(Command::Delete { id: said, deletion: Deletion::Final }).is_err());
    sync(&mut alex, &mut sam);
    // One more is on its way while the page is taken back.
    alex.delete(id);
    sam.reply(id, "And you?").unwrap();
    sync(&mut alex, &mut sam);

    assert!(sam.entry(id).taken_back);
    assert_eq!(sam.replies(id), ["Sleep well.", "And you?"]);
    assert_eq!((sam.hearts(id), sam.answers(id)), (1, vec![Some(Answer::Yes)]));
    assert!(matches!(sam.reply(id, "x"), Err(CommandError::Ended)));
    // What the other wrote under it is not mine to say again.
    let again = alex.apply(Command::Undo { id: Some(said) });
    assert!(matches!(again, Err(CommandError::NotYours)), "{again:?}");
    alex.wait(11);
    sync(&mut alex, &mut sam);
    assert!(alex.is_gone(id));
    assert_eq!(alex.vault.reader().unwrap().list(&Filter::default()).unwrap(), []);
    for person in [&alex, &sam] {
        person.is_sound();
    }

    // The copy can be let go, with all of it, and be brought back.
    sam.delete(id);
    sam.undo().unwrap();
    assert_eq!(sam.replies(id), ["Sleep well.", "And you?"]);
    sam.delete(id);
    sam.wait(11);
    assert!(sam.is_gone(id) && sam.is_gone(said));
    sync(&mut alex, &mut sam);
}

#[test]
fn what_comes_late_to_a_page_long_gone_goes_too() {
    let (mut alex, mut sam) = couple();
    let id = alex.journal("A page.", Who::PartnerReads);
    sync(&mut alex, &mut sam);
    alex.delete(id);
    alex.wait(11);
    assert!(alex.is_gone(id));
    let reply = sam.reply(id, "A line.").unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!(sam.replies(id), ["A line."]);
    alex.wait(11);
    assert!(alex.is_gone(reply));
    sync(&mut alex, &mut sam);
}

/// A partner whose program does not keep to it.
impl Forger {
    fn answer(&self, kind: &str, nonce: u8, page: DocumentId) -> Header {
        Header::new(OURS, kind, self.person(), Writers::Owner, Some(page), [nonce; 16])
    }

    fn reply(&mut self, nonce: u8, page: DocumentId, allowed: &str) -> Record {
        let header = self.answer("reply", nonce, page);
        let values = texts(&[("text", "You always do."), ("allowed-by", allowed)]);
        let actor = ActorPrefix::of(self.device()).actor(&mut self.rng);
        let new = begin(REPLY, &values, actor, self.at).unwrap();
        self.sign(&header, Beginning::First, &new)
    }

    fn say_back(&self, nonce: u8, page: DocumentId) -> (DocumentId, Record) {
        let header = self.answer("reflection", nonce, page);
        let body = postcard::to_stdvec(&(("you are tired", "the week"), self.moment())).unwrap();
        (header.id(), self.fact(RecordType::SAID_BACK, &header, Beginning::First, &body))
    }

    /// When it claims to be: day, instant, offset.
    fn moment(&self) -> (Day, Timestamp, i16) {
        (Now::from_millis(self.at.millis(), 0).day, self.at, 0)
    }
}

const REPLY: &[Field] =
    &[Field::new("text", FieldType::Line, 1000), Field::new("allowed-by", FieldType::Line, 1000)];

/// A fact as a reply names it.
fn name(records: &[Record]) -> String {
    let heard = records.iter().find(|record| record.kind == RecordType::HEARD).unwrap();
    format!("{} {}", heard.document(), fact_hash(&heard.body))
}

fn hidden(alex: &Person) -> u64 {
    alex.vault.reader().unwrap().status().unwrap().hidden
}

#[test]
fn a_reply_that_no_yes_allows_is_never_seen() {
    let (mut forger, mut alex) = Forger::and_alex();
    let id = alex.feel("tired", Who::PartnerReads);
    let other = alex.feel("cross", Who::PartnerReads);
    let (_, said) = forger.say_back(1, id);
    forger.give(&mut alex, &[said]);
    let no = alex.hear(id, Answer::NotQuite(String::new()));
    let no = name(&sent(&mut alex, &forger, no));
    let absent = format!("{} {}", DocumentId::from_bytes([9; 16]), &no[33..]);
    // Named by nothing, by what says no, by no name at all, by what is not here.
    for (nonce, allowed) in [(2, ""), (3, no.as_str()), (4, "yes"), (5, absent.as_str())] {
        let reply = forger.reply(nonce, id, allowed);
        assert_eq!(forger.give(&mut alex, &[reply]).except, [], "it is stored: {allowed}");
        assert_eq!(alex.replies(id), Vec::<String>::new(), "{allowed}");
    }
    assert_eq!(hidden(&alex), 3, "what is against the rule is told; what waits is not");

    // The yes to one thing allows nothing under another.
    let yes = alex.hear(id, Answer::Yes);
    let yes = name(&sent(&mut alex, &forger, yes));
    for (nonce, page, shown) in [(6, other, 0), (7, id, 1)] {
        let reply = forger.reply(nonce, page, &yes);
        forger.give(&mut alex, &[reply]);
        assert_eq!(alex.replies(page).len(), shown);
    }
    assert_eq!(hidden(&alex), 4);
    alex.is_sound();
}

#[test]
fn a_partner_can_neither_be_heard_for_me_nor_end_my_line_while_their_page_stands() {
    let (mut forger, mut alex) = Forger::and_alex();
    let page = forger.page(1, Writers::Owner);
    let new = forger.change(forger.device(), &[("body", "theirs")]);
    let begun = forger.sign(&page, Beginning::First, &new);
    forger.give(&mut alex, &[begun]);
    let reply = alex.reply(page.id(), "my line").unwrap();
    let mine = header_of(&sent(&mut alex, &forger, reply));
    let end = forger.end(&mine);
    let told = forger.give_with(&mut alex, &[end], Lacking::SetAside);
    assert_eq!(reasons(&told), [ExceptReason::SetAside]);
    assert_eq!(alex.replies(page.id()), ["my line"]);
    // It goes with the page, and stays here beside the copy.
    let end = forger.end(&page);
    forger.give(&mut alex, &[end]);
    assert_eq!(alex.replies(page.id()), ["my line"]);

    // Their word that I feel heard is no word of mine.
    let id = alex.feel("tired", Who::PartnerReads);
    let (said, fact) = forger.say_back(2, id);
    forger.give(&mut alex, &[fact]);
    let heard = forger.answer("heard", 3, said);
    let body = postcard::to_stdvec(&(Answer::Yes, forger.moment())).unwrap();
    let heard = forger.fact(RecordType::HEARD, &heard, Beginning::First, &body);
    let reply = forger.reply(4, id, &name(std::slice::from_ref(&heard)));
    forger.give(&mut alex, &[heard, reply]);
    assert_eq!(alex.answers(id), [None]);
    assert_eq!(alex.replies(id), Vec::<String>::new());
    // Nor is a second thing under one signature: what was answered stays.
    let again = forger.answer("reflection", 2, id);
    let body = postcard::to_stdvec(&(("you are lazy", "as ever"), forger.moment())).unwrap();
    let again = forger.fact(RecordType::SAID_BACK, &again, Beginning::Later, &body);
    assert_eq!(reasons(&forger.give(&mut alex, &[again])), [ExceptReason::SetAside]);
    assert_eq!(alex.reflection(id).attempts[0].said.heard, "you are tired");
    alex.is_sound();
}

/// What each step of a conversation is, in one vault: the page, what was said
/// back, the yes, and the line.
fn conversation() -> (DocumentId, [Vec<Record>; 4]) {
    let (mut forger, mut alex) = Forger::and_alex();
    let id = alex.feel("tired", Who::PartnerReads);
    let page = sent(&mut alex, &forger, id);
    let (_, said) = forger.say_back(1, id);
    forger.give(&mut alex, std::slice::from_ref(&said));
    let yes = alex.hear(id, Answer::Yes);
    let yes = sent(&mut alex, &forger, yes);
    let reply = forger.reply(2, id, &name(&yes));
    (id, [page, vec![said], yes, vec![reply]])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn in_whatever_order_a_conversation_comes_its_last_line_is_seen_after_all_the_rest(
        order in Just(vec![0_usize, 1, 2, 3]).prop_shuffle()
    ) {
        let (id, steps) = conversation();
        let (forger, mut alex) = Forger::and_alex();
        for (count, step) in (1..).zip(order) {
            forger.give(&mut alex, &steps[step]);
            let reader = alex.vault.reader().unwrap();
            let seen = reader.entry(id).map_or(0, |entry| entry.replies.len());
            prop_assert_eq!(seen, usize::from(count == 4));
            prop_assert_eq!(hidden(&alex), 0);
        }
        prop_assert_eq!(alex.answers(id), [Some(Answer::Yes)]);
        prop_assert_eq!(alex.bodies().len(), 2);
    }
}
