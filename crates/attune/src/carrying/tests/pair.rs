//! What two people have together, carried out: the book of both, and an export read
//! again by one alone.

use super::super::book::{self, Book, Whose};
use super::super::told::{self, Past};
use super::{Format, Out, Person};
use attune_core::command::{Command, Pausing, Who};
use attune_core::exchange::{Incoming, Lacking, Since, Telling};
use attune_core::ids::{DocumentId, PairId, Position};
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::feeling::Feeling;
use attune_core::kinds::journal::Page;
use attune_core::kinds::reflection::{Answer, SaidBack};
use attune_core::kinds::talk::Deck;
use attune_core::time::Now;
use attune_core::vault::{Agreed, Filter};
use std::collections::BTreeMap;

const PAIR: PairId = PairId::from_bytes([9; 16]);

/// Two people, and the hour it is for both.
struct Two {
    alex: Person,
    sam: Person,
    now: Now,
}

/// One batch of the log from one to the other; `false` if there was nothing new.
fn carry(from: &mut Person, to: &mut Person, now: &Now) -> bool {
    let (here, there) = (from.vault.me().device, to.vault.me().device);
    let have = to.vault.standing(here).unwrap().have;
    let after = match from.vault.since(there, have, now, &mut from.rng).unwrap() {
        Since::At(position) => position,
        Since::Beginning | Since::Forked => Position(0),
    };
    let batch = from.vault.read_log(there, after, 100, 1 << 20).unwrap();
    if batch.through.position == after {
        return false;
    }
    let through = Some(batch.through);
    let incoming = Incoming { records: batch.records, through, lacking: Lacking::AskFor };
    let received = to.vault.receive(here, &incoming, now, &mut to.rng).unwrap();
    let through = received.through.unwrap();
    from.vault.acknowledged(there, through, &received.except, Telling::More).unwrap();
    true
}

impl Two {
    fn paired() -> Self {
        let now = at("2026-01-02");
        let (mut alex, mut sam) = (Person::new(1), Person::new(2));
        sam.vault.apply(&Command::Rename("Sam".into()), &now, &mut sam.rng).unwrap();
        let settings = alex.vault.make_settings(PAIR, &now, &mut alex.rng).unwrap();
        let agreed = |other: &Person, name: &str| Agreed {
            pair: PAIR,
            partner: other.vault.me().person,
            partner_name: name.to_owned(),
            certificate: other.vault.me().certificate.clone(),
            endpoint: [0; 32],
            addresses: vec![],
            secret: [7; 32],
            settings: settings.clone(),
            chosen: vec![],
        };
        let (for_alex, for_sam) = (agreed(&sam, "Sam"), agreed(&alex, "Alex"));
        for (person, agreed) in [(&mut sam, for_sam), (&mut alex, for_alex)] {
            person.vault.store_pending(&agreed, &now, &mut person.rng).unwrap();
            person.vault.finalize(PAIR, &now, &mut person.rng).unwrap();
        }
        let mut two = Self { alex, sam, now };
        two.meet();
        two
    }

    fn on(&mut self, day: &str) {
        self.now = at(day);
    }

    fn meet(&mut self) {
        let Self { alex, sam, now } = self;
        while carry(alex, sam, now) | carry(sam, alex, now) {}
    }

    /// Alex does something, and the two meet.
    fn alex(&mut self, command: Command) -> DocumentId {
        let done = self.alex.vault.apply(&command, &self.now, &mut self.alex.rng).unwrap();
        self.meet();
        done.id
    }

    fn sam(&mut self, command: Command) -> DocumentId {
        let done = self.sam.vault.apply(&command, &self.now, &mut self.sam.rng).unwrap();
        self.meet();
        done.id
    }
}

fn at(day: &str) -> Now {
    let at: jiff::Timestamp = format!("{day}T12:00:00Z").parse().unwrap();
    Now::from_millis(at.as_millisecond(), 0)
}

fn page(body: &str, who: Who) -> Command {
    let (title, body) = (String::new(), body.to_owned());
    Command::AddJournal { title, body, who, page: Page::default() }
}

fn thanks(text: &str) -> Command {
    Command::AddGratitude { text: text.to_owned(), who: Who::PartnerReads }
}

fn answers(words: [&str; 3]) -> Command {
    Command::AnswerCheckin { week: None, answers: Answers(words.map(str::to_owned)) }
}

#[test]
fn the_book_of_both_has_what_both_share_with_names_hearts_and_dates() {
    let mut two = Two::paired();
    two.on("2026-02-03");
    let snow = two.alex(page("Snow on the roof.", Who::PartnerReads));
    two.sam(Command::Heart { id: snow });
    two.sam(Command::Reply { id: snow, text: "And in your hair <3".into() });
    two.alex(page("Mine alone.", Who::OnlyMe));
    two.sam(page("Sam's alone.", Who::OnlyMe));
    two.on("2026-03-04");
    two.sam(thanks("You waited for me."));
    two.alex(answers(["you listened", "", "a walk"]));
    // One whose other half is not there is for neither yet.
    let sealed = book_of_both(&two.alex);
    assert!(!sealed.contains("you listened"));
    two.sam(answers(["you cooked", "sleep", ""]));

    for (person, [alex_is, sam_is]) in
        [(&two.alex, ["mine", "theirs"]), (&two.sam, ["theirs", "mine"])]
    {
        let book = book_of_both(person);
        let words = book.split("</style>").nth(1).unwrap();
        let place = |words_of: &str| words.find(words_of).unwrap_or_else(|| panic!("{words_of}"));
        let order = [
            "<p class=\"span\">3 February to 4 March",
            "<h2>February",
            "Snow on the roof.",
            "<h2>March",
            "You waited for me.",
        ];
        assert!(order.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "{words}");
        // Each under the name of whoever wrote it.
        let article = |of: &str| {
            let begin = words[..place(of)].rfind("<article").unwrap();
            &words[begin..begin + words[begin..].find("</article>").unwrap()]
        };
        let snow = article("Snow on the roof.");
        assert!(snow.starts_with(&format!("<article class=\"{alex_is}\">")), "{snow}");
        assert!(snow.contains("<p class=\"by\">Alex</p>"), "{snow}");
        assert_eq!(snow.matches('\u{2665}').count(), 1, "{snow}");
        assert!(snow.contains("Sam: And in your hair &lt;3"), "{snow}");
        let waited = article("You waited for me.");
        assert!(waited.starts_with(&format!("<article class=\"{sam_is} short\">")), "{waited}");
        assert!(waited.contains("<p class=\"by\">Sam</p>"), "{waited}");
        assert!(article("you listened").contains("<p class=\"by\">Alex</p>"));
        assert!(article("you cooked").contains("<p class=\"by\">Sam</p>"));
        assert!(!words.contains("alone."), "what is one's own is in no book of both");
        assert!(words.contains("Alex") && words.contains("Sam"));
    }
}

/// The book of 2026, of what both share.
fn book_of_both(person: &Person) -> String {
    let reader = person.vault.reader().unwrap();
    let mut told = told::all(&reader, Past::Left).unwrap();
    told.retain(|told| book::belongs(told, 2026, Whose::Both));
    let status = reader.status().unwrap();
    book::page(&Book { year: 2026, whose: Whose::Both, status: &status, told: &told })
}

#[test]
fn what_two_had_together_comes_back_to_one_and_the_rest_is_told() {
    let mut two = Two::paired();
    two.on("2026-02-03");
    let snow = two.alex(page("Snow on the roof.", Who::BothWrite));
    two.sam(Command::Heart { id: snow });
    two.sam(Command::Reply { id: snow, text: "And in your hair.".into() });
    let waited = two.sam(thanks("You waited for me."));
    two.alex(Command::Heart { id: waited });
    two.sam(Command::LeaveNote { text: "The soup is on the stove.".into() });
    let feeling = Feeling { words: vec!["tired".into()], need: "hug".into(), strength: None };
    let who = Who::PartnerReads;
    let felt = two.sam(Command::Feel { feeling, text: "A long day.".into(), who });
    let said = SaidBack { heard: "it was long".into(), given: "the trains".into() };
    let said = two.alex(Command::Reflect { id: felt, said });
    two.sam(Command::Hear { id: said, answer: Answer::Yes });
    two.alex(Command::Reply { id: felt, text: "Come here.".into() });
    two.alex(Command::WriteCard { deck: Deck::Play, question: "What shall we build?".into() });
    let question = "Which boat?".to_owned();
    two.sam(Command::Stayed { question, text: "The blue one.".into(), who });
    two.alex(Command::Pause(Pausing::Begin(20)));
    two.alex(Command::Pause(Pausing::Close));
    two.alex(answers(["you listened", "", "a walk"]));
    two.sam(answers(["you cooked", "sleep", ""]));

    let file = two.alex.exports(Out::Json, "all").join("attune.json");
    let mut again = Person::new(3);
    let report = again.imports(Format::Json, &file);
    let mut left: BTreeMap<&str, u64> = BTreeMap::new();
    for one in &report.left {
        *left.entry(one.why.code()).or_default() += one.count;
    }
    // The pause and what was said back; two hearts and two lines.
    assert_eq!(left, BTreeMap::from([("together", 2), ("answers", 4)]), "{:?}", report.left);
    assert_eq!((report.added, report.already), (8, 0));
    let cards = again.vault.reader().unwrap().written_cards().unwrap();
    assert_eq!((cards[0].card.mine, cards[0].author.as_str()), (true, "Alex"));

    let entries = again.vault.reader().unwrap().list(&Filter::default()).unwrap();
    let mut told: Vec<[String; 3]> = entries
        .iter()
        .map(|entry| [entry.kind.clone(), entry.author.name.clone(), entry.body.clone()])
        .collect();
    told.sort();
    let told: Vec<[&str; 3]> = told.iter().map(|one| one.each_ref().map(String::as_str)).collect();
    for expected in [
        ["feeling", "Sam", "A long day."],
        ["gratitude", "Sam", "You waited for me."],
        ["journal", "Alex", "Snow on the roof."],
        ["journal", "Sam", "The soup is on the stove."],
        ["talk", "Sam", "The blue one."],
    ] {
        assert!(told.contains(&expected), "{expected:?} of {told:#?}");
    }
    // My answers are answers, and Sam's are a page of Sam's.
    assert!(told.iter().any(|[kind, by, body]| {
        (*kind, *by) == ("checkin", "Alex") && body.contains("you listened")
    }));
    assert!(told.iter().any(|[kind, by, body]| {
        (*kind, *by) == ("journal", "Sam") && body.contains("you cooked")
    }));
    assert_eq!(told.len(), 7);
    assert!(entries.iter().all(|entry| entry.hearts.is_empty() && entry.replies.is_empty()));
    // And a second time it adds nothing, to the one or the other.
    for person in [&mut again, &mut two.alex] {
        assert_eq!(person.imports(Format::Json, &file).added, 0);
    }
}
