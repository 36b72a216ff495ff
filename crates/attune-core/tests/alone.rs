//! Stories of one person alone with a vault: everything but live things works
//! unpaired and offline.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use attune_core::command::{Command, Deletion, Who};
use attune_core::header::Scope;
use attune_core::ids::DocumentId;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::sealed::SealState;
use attune_core::secrets::{Hardness, Passphrase, Protection, Unlock, UnlockError};
use attune_core::time::{Now, Weekday};
use attune_core::vault::{
    Among, CommandError, Delivery, Draft, Filter, KEY_FILE, NewVault, VAULT_FILE, Vault, VaultError,
};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::fs;
use tempfile::TempDir;

/// 2026-11-24T09:00:00Z, a Tuesday.
const START: i64 = 1_795_510_800_000;
const MINUTE: i64 = 60_000;

/// One person, a vault, and a clock and randomness of our own.
struct Person {
    folder: TempDir,
    vault: Vault,
    rng: ChaCha20Rng,
    now: i64,
}

impl Person {
    fn new() -> Self {
        Self::protected(Protection::Nothing)
    }

    fn protected(protection: Protection) -> Self {
        Self::made(protection, START)
    }

    fn new_at(start: i64) -> Self {
        Self::made(Protection::Nothing, start)
    }

    fn made(protection: Protection, start: i64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let new = NewVault { name: "Alex", device_name: "desk", protection };
        let now = Now::from_millis(start, 60);
        let (vault, _) = Vault::create(folder.path(), &new, &now, &mut rng).unwrap();
        Self { folder, vault, rng, now: start }
    }

    fn apply(&mut self, command: Command) -> Result<DocumentId, CommandError> {
        let now = Now::from_millis(self.now, 60);
        self.vault.apply(&command, &now, &mut self.rng).map(|done| done.id)
    }

    fn journal(&mut self, title: &str, body: &str) -> DocumentId {
        let (title, body) = (title.to_owned(), body.to_owned());
        self.apply(Command::AddJournal { title, body, who: Who::OnlyMe, page: Default::default() })
            .unwrap()
    }

    fn edit(&mut self, id: DocumentId, body: &str) {
        let body = Some(body.to_owned());
        self.apply(Command::Edit { id, title: None, body }).unwrap();
    }

    fn body(&self, id: DocumentId) -> String {
        self.vault.reader().unwrap().entry(id).unwrap().body
    }

    fn found(&self, query: &str) -> Vec<String> {
        let found = self.vault.reader().unwrap().search(query, &Among::default(), 50).unwrap();
        found.into_iter().map(|found| found.entry.body).collect()
    }

    fn listed(&self) -> Vec<String> {
        let all = self.vault.reader().unwrap().list(&Filter::default()).unwrap();
        all.into_iter().map(|entry| entry.body).collect()
    }

    fn reopen(&mut self) {
        self.vault = Vault::open(self.folder.path(), &Unlock::Nothing).unwrap();
    }

    #[track_caller]
    fn is_sound(&self) {
        assert_eq!(self.vault.reader().unwrap().check().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn what_is_written_is_read_again_after_opening() {
    let mut alex = Person::new();
    let id = alex.journal("Morning", "Tea on the step.\nNo words needed.");
    alex.reopen();
    let entry = alex.vault.reader().unwrap().entry(id).unwrap();
    assert_eq!((entry.title.as_str(), entry.kind.as_str()), ("Morning", "journal"));
    assert_eq!(entry.body, "Tea on the step.\nNo words needed.");
    assert_eq!(entry.day.to_string(), "2026-11-24");
    assert_eq!((entry.scope, entry.delivery), (Scope::Private, Delivery::Device));
    assert!(entry.mine && !entry.deleted && entry.versions.is_empty());
    alex.is_sound();
}

#[test]
fn any_text_comes_back_as_it_went_in() {
    let mut alex = Person::new();
    let long = "word ".repeat(200_000);
    let texts =
        ["a", "café ☕ 北京 שלום", "nul\0inside", "\u{202e}turned", "👩‍👩‍👧", "line\r\nline", &long];
    for text in texts {
        let id = alex.journal("", text);
        assert_eq!(alex.body(id), text);
    }
    alex.is_sound();
}

#[test]
fn nothing_written_is_nothing_saved() {
    let mut alex = Person::new();
    for body in ["", "   ", "\n\t"] {
        let add = Command::AddGratitude { text: body.to_owned(), who: Who::OnlyMe };
        assert!(matches!(alex.apply(add), Err(CommandError::Empty)));
    }
    let text = "x".repeat(5 * 1024 * 1024);
    let add = Command::AddGratitude { text, who: Who::OnlyMe };
    assert!(matches!(alex.apply(add), Err(CommandError::TooLong { .. })));
    assert_eq!(alex.listed(), Vec::<String>::new());
}

#[test]
fn edits_keep_a_history() {
    let mut alex = Person::new();
    let id = alex.journal("", "one");
    alex.now += MINUTE;
    alex.edit(id, "one two");
    alex.edit(id, "one two");
    let history = alex.vault.reader().unwrap().history(id).unwrap();
    let told: Vec<&str> = history.iter().map(|said| said.body.as_str()).collect();
    assert_eq!(told, ["one", "one two"]);
    assert_eq!(history[1].at.millis() - history[0].at.millis(), MINUTE);
}

#[test]
fn search_folds_accents_takes_beginnings_and_reads_characters() {
    let mut alex = Person::new();
    // The last is composed by whoever looks for it, and was not by who wrote it.
    let bodies = [
        "Café in Zürich",
        "我们在北京散步",
        "\"quoted\" words",
        "cafeteria",
        "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}",
    ];
    for (at, body) in bodies.into_iter().enumerate() {
        alex.now = START + i64::try_from(at).unwrap() * MINUTE;
        alex.journal("", body);
    }
    assert_eq!(alex.found("cafe"), ["cafeteria", "Café in Zürich"]);
    assert_eq!(alex.found("ZURICH caf"), ["Café in Zürich"]);
    assert_eq!(alex.found("北京"), ["我们在北京散步"]);
    assert_eq!(alex.found("京北"), Vec::<String>::new());
    assert_eq!(alex.found("한글"), bodies[4..]);
    assert_eq!(alex.found("\"in Zürich\""), ["Café in Zürich"]);
    for harmless in ["", "\"", "*", "a AND", "NEAR(", "text:x", "-", "(", "\0"] {
        alex.found(harmless);
    }
}

#[test]
fn what_is_deleted_leaves_lists_and_search_and_can_come_back() {
    let mut alex = Person::new();
    let id = alex.journal("", "to be taken back");
    let delete = |deletion| Command::Delete { id, deletion };

    alex.apply(delete(Deletion::Pending)).unwrap();
    assert_eq!((alex.listed(), alex.found("taken")), (vec![], vec![]));
    assert_eq!(alex.apply(Command::Undo { id: Some(id) }).unwrap(), id);
    assert_eq!(alex.found("taken"), ["to be taken back"]);

    alex.apply(delete(Deletion::Final)).unwrap();
    let again = alex.apply(Command::Undo { id: None }).unwrap();
    assert_ne!(again, id);
    assert_eq!(alex.body(id), "to be taken back");
    assert_eq!(alex.listed(), ["to be taken back"]);
    alex.is_sound();
}

#[test]
fn ten_minutes_later_the_words_are_gone() {
    let mut alex = Person::new();
    let id = alex.journal("", "gone for good");
    alex.apply(Command::Delete { id, deletion: Deletion::Final }).unwrap();
    alex.now += 11 * MINUTE;
    assert!(matches!(alex.apply(Command::Undo { id: None }), Err(CommandError::NothingToUndo)));
    let now = Now::from_millis(alex.now, 60);
    assert_eq!(alex.vault.purge_deleted(&now, &mut alex.rng).unwrap(), 1);
    assert!(matches!(alex.vault.reader().unwrap().entry(id), Err(CommandError::UnknownId)));
    alex.is_sound();
}

#[test]
fn words_deleted_while_the_clock_was_wrong_go_too() {
    let mut alex = Person::new();
    let id = alex.journal("", "gone for good");
    alex.now = 4_102_444_800_000; // 2100
    alex.apply(Command::Delete { id, deletion: Deletion::Final }).unwrap();
    let mut purged = |at| {
        let now = Now::from_millis(at, 60);
        alex.vault.purge_deleted(&now, &mut alex.rng).unwrap()
    };
    assert_eq!(purged(START), 0);
    assert_eq!(purged(START + 9 * MINUTE), 0);
    assert_eq!(purged(START + 11 * MINUTE), 1);
    alex.is_sound();
}

#[test]
fn who_reads_waits_for_no_writer() {
    let mut alex = Person::new();
    let id = alex.journal("", "words");
    alex.apply(Command::Delete { id, deletion: Deletion::Final }).unwrap();
    let kept = alex.journal("", "kept");
    let path = alex.folder.path().to_owned();
    let mut writer = Vault::open(&path, &Unlock::Nothing).unwrap();
    let mut rng = ChaCha20Rng::from_seed([2; 32]);
    let later = Now::from_millis(START + 20 * MINUTE, 60);
    let draft = |body: String| Draft {
        slot: "journal".to_owned(),
        kind: "journal".to_owned(),
        document: None,
        who: Who::OnlyMe,
        title: String::new(),
        body,
        detail: None,
    };
    // A writer that is never done while the others read.
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut rng = ChaCha20Rng::from_seed([3; 32]);
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                writer.save_draft(&draft("x".repeat(1 << 20)), &later, &mut rng).unwrap();
            }
        });
        for _ in 0..20 {
            let mut vault = Vault::open(&path, &Unlock::Nothing).unwrap();
            let _ = vault.purge_deleted(&later, &mut rng);
            assert_eq!(vault.reader().unwrap().entry(kept).unwrap().body, "kept");
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn a_draft_outlives_the_program_and_becomes_a_page() {
    let mut alex = Person::new();
    let draft = Draft {
        slot: "journal".to_owned(),
        kind: "journal".to_owned(),
        document: None,
        who: Who::OnlyMe,
        title: String::new(),
        body: "half a sent".to_owned(),
        detail: None,
    };
    let now = Now::from_millis(START, 60);
    alex.vault.save_draft(&draft, &now, &mut alex.rng).unwrap();
    alex.reopen();
    assert_eq!(alex.vault.drafts().unwrap(), [draft]);
    assert_eq!(alex.listed(), Vec::<String>::new());
    alex.apply(Command::CommitDraft { slot: "journal".to_owned() }).unwrap();
    assert_eq!(alex.listed(), ["half a sent"]);
    assert_eq!(alex.vault.drafts().unwrap(), []);
}

#[test]
fn a_draft_s_title_becomes_one_line_however_it_was_pasted() {
    let mut alex = Person::new();
    let mut draft = Draft {
        slot: "journal".to_owned(),
        kind: "journal".to_owned(),
        document: None,
        who: Who::OnlyMe,
        title: "Sunday\r\nrain\u{2028}and tea\n".to_owned(),
        body: "One.\nTwo.".to_owned(),
        detail: None,
    };
    let now = Now::from_millis(START, 60);
    alex.vault.save_draft(&draft, &now, &mut alex.rng).unwrap();
    let id = alex.apply(Command::CommitDraft { slot: draft.slot.clone() }).unwrap();
    let entry = alex.vault.reader().unwrap().entry(id).unwrap();
    assert_eq!((entry.title.as_str(), entry.body.as_str()), ("Sunday rain and tea", "One.\nTwo."));
    // The same by an edit.
    (draft.slot, draft.document) = (id.to_string(), Some(id));
    draft.title = "Monday\nsun".to_owned();
    alex.vault.save_draft(&draft, &now, &mut alex.rng).unwrap();
    alex.apply(Command::CommitDraft { slot: draft.slot }).unwrap();
    assert_eq!(alex.vault.reader().unwrap().entry(id).unwrap().title, "Monday sun");
}

#[test]
fn a_feelings_draft_keeps_its_words_and_a_pages_its_rule() {
    use attune_core::kinds::Detail;
    use attune_core::kinds::feeling::Feeling;
    use attune_core::kinds::journal::Page;
    let mut alex = Person::new();
    let now = Now::from_millis(START, 60);
    let feeling = |words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Some(Detail::Feeling(Feeling { words, need: "hug".to_owned(), strength: Some(2) }))
    };
    let mut draft = Draft {
        slot: "feeling".to_owned(),
        kind: "feeling".to_owned(),
        document: None,
        who: Who::OnlyMe,
        title: String::new(),
        body: String::new(),
        detail: feeling(&[]),
    };
    let commit = |alex: &mut Person, draft: &Draft| {
        alex.vault.save_draft(draft, &now, &mut alex.rng).unwrap();
        alex.reopen();
        assert_eq!(alex.vault.drafts().unwrap(), std::slice::from_ref(draft));
        alex.apply(Command::CommitDraft { slot: draft.slot.clone() })
    };
    // Without a word there is no feeling yet, and the draft stays.
    assert!(matches!(commit(&mut alex, &draft), Err(CommandError::Empty)));
    draft.detail = feeling(&["tired", "homesick"]);
    let id = commit(&mut alex, &draft).unwrap();
    let entry = |alex: &Person, id| alex.vault.reader().unwrap().entry(id).unwrap();
    assert_eq!(entry(&alex, id).detail, draft.detail);

    (draft.slot, draft.document) = (id.to_string(), Some(id));
    (draft.detail, draft.body) = (feeling(&["rested"]), "Slept.".to_owned());
    commit(&mut alex, &draft).unwrap();
    assert_eq!((entry(&alex, id).detail, entry(&alex, id).body), (draft.detail, draft.body));

    let page = Draft {
        slot: "page".to_owned(),
        kind: "journal".to_owned(),
        document: None,
        who: Who::OnlyMe,
        title: String::new(),
        body: "Hear me first.".to_owned(),
        detail: Some(Detail::Journal(Page { hear_first: true, ..Page::default() })),
    };
    let id = commit(&mut alex, &page).unwrap();
    assert_eq!(entry(&alex, id).detail, page.detail);
}

#[test]
fn a_draft_is_merged_with_what_was_written_since_it_began() {
    let mut alex = Person::new();
    let id = alex.journal("", "First line.\nLast line.");
    let mut draft = Draft {
        slot: id.to_string(),
        kind: "journal".to_owned(),
        document: Some(id),
        who: Who::OnlyMe,
        title: String::new(),
        body: "First line.\nLast line.\nTyped here.".to_owned(),
        detail: None,
    };
    let now = Now::from_millis(START, 60);
    alex.vault.save_draft(&draft, &now, &mut alex.rng).unwrap();
    alex.edit(id, "Written elsewhere.\nFirst line.\nLast line.");
    draft.body.push_str(" More.");
    alex.vault.save_draft(&draft, &now, &mut alex.rng).unwrap();
    alex.apply(Command::CommitDraft { slot: draft.slot }).unwrap();
    let merged = "Written elsewhere.\nFirst line.\nLast line.\nTyped here. More.";
    assert_eq!(alex.body(id), merged);
    alex.is_sound();
}

#[test]
fn sharing_before_there_is_a_partner_is_an_intention() {
    let mut alex = Person::new();
    let id = alex.journal("", "for later");
    assert_eq!(alex.apply(Command::Share { id }).unwrap(), id);
    let entry = alex.vault.reader().unwrap().entry(id).unwrap();
    assert_eq!((entry.scope, entry.wish.as_deref()), (Scope::Private, Some("read")));
}

#[test]
fn a_check_in_alone_stays_private() {
    let mut alex = Person::new();
    let answers = Answers(["you listened", "a walk", "more evenings"].map(str::to_owned));
    let answer = Command::AnswerCheckin { week: None, answers: answers.clone() };
    alex.apply(answer.clone()).unwrap();
    let now = Now::from_millis(START, 60);
    let view = alex.vault.reader().unwrap().checkin(None, &now).unwrap();
    assert_eq!(view.week.to_string(), "2026-W48");
    assert_eq!((view.mine, view.theirs, view.state), (Some(answers), None, SealState::Open));
    assert!(matches!(alex.apply(answer), Err(CommandError::AlreadyAnswered)));
    alex.apply(Command::CheckinDay(Weekday::Friday)).unwrap();
    alex.apply(Command::CheckinDay(Weekday::Monday)).unwrap();
    let view = alex.vault.reader().unwrap().checkin(None, &now).unwrap();
    assert_eq!(view.weekday, Weekday::Monday);
}

#[test]
fn last_week_is_offered_late_unless_it_was_answered() {
    const DAY: i64 = 24 * 60 * MINUTE;
    // 2026-11-22 is a Sunday; the vault is a month old by then.
    let sunday = START - 2 * DAY;
    // When it is answered, when it is looked at, in days from then; the week
    // that is shown, and the week that an answer is given for.
    let cases = [
        ("sunday", None, 0, "W47", "W47"),
        ("sunday", None, 1, "W47", "W47"),
        ("sunday", None, 2, "W47", "W47"),
        ("sunday", None, 3, "W48", "W48"),
        ("sunday", Some(0), 0, "W47", "none"),
        ("sunday", Some(0), 1, "W48", "W48"),
        ("sunday", Some(0), 2, "W48", "W48"),
        ("sunday", Some(0), 3, "W48", "W48"),
        // Answered late: it stays in sight until the day is over.
        ("sunday", Some(1), 1, "W47", "W48"),
        ("sunday", Some(1), 2, "W48", "W48"),
        ("saturday", None, 1, "W47", "W47"),
        ("saturday", None, 2, "W48", "W48"),
        ("saturday", Some(-1), 1, "W48", "W48"),
        // The day that has come goes first.
        ("monday", None, 0, "W47", "W47"),
        ("monday", None, 1, "W48", "W48"),
    ];
    for (weekday, answered, looked, shown, offered) in cases {
        let mut alex = Person::new_at(sunday - 30 * DAY);
        alex.apply(Command::CheckinDay(weekday.parse().unwrap())).unwrap();
        let answer = |words: &str| {
            let answers = Answers([words, "", ""].map(str::to_owned));
            Command::AnswerCheckin { week: None, answers }
        };
        if let Some(day) = answered {
            alex.now = sunday + day * DAY;
            alex.apply(answer("in time")).unwrap();
        }
        alex.now = sunday + looked * DAY;
        let now = Now::from_millis(alex.now, 60);
        let what = format!("{weekday}, answered {answered:?}, on day {looked}");
        let view = alex.vault.reader().unwrap().checkin(None, &now).unwrap();
        assert_eq!(view.week.to_string(), format!("2026-{shown}"), "{what}");
        let given = match alex.apply(answer("now")) {
            Ok(id) => alex.vault.reader().unwrap().checkin_week(id).unwrap().to_string(),
            Err(CommandError::AlreadyAnswered) => "none".to_owned(),
            Err(other) => panic!("{what}: {other}"),
        };
        assert!(given.ends_with(offered), "{what}: {given}");
    }
}

#[test]
fn a_locked_vault_opens_with_its_words_only() {
    let phrase = |text: &str| Passphrase::new(text.to_owned()).unwrap();
    let mut alex =
        Person::protected(Protection::Passphrase(phrase("under the pear tree"), Hardness::LEAST));
    alex.journal("", "secret");
    let open = |unlock| Vault::open(alex.folder.path(), &unlock).map(|_| ());
    assert!(matches!(open(Unlock::Nothing), Err(VaultError::Unlock(UnlockError::Locked))));
    let wrong = open(Unlock::Passphrase(phrase("under the plum tree")));
    assert!(matches!(wrong, Err(VaultError::Unlock(UnlockError::Wrong))));
    assert!(open(Unlock::Passphrase(phrase("under the pear tree"))).is_ok());
}

#[test]
fn no_file_of_the_vault_holds_a_word_in_clear() {
    let mut alex = Person::new();
    alex.journal("Kanarienvogel", "canary-text-in-a-coal-mine");
    for file in fs::read_dir(alex.folder.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        for word in ["Kanarienvogel", "canary-text", "Alex"] {
            assert!(!bytes.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
        }
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let mut alex = Person::new();
    alex.journal("", "mine");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(alex.folder.path()), 0o700);
    for file in fs::read_dir(alex.folder.path()).unwrap() {
        assert_eq!(mode(&file.unwrap().path()), 0o600);
    }
}

#[test]
fn damage_is_told_and_nothing_is_made_over() {
    let mut alex = Person::new();
    alex.journal("", "x".repeat(50_000).as_str());
    let path = alex.folder.path().to_owned();
    let Person { folder, vault, .. } = alex;
    drop(vault);
    let open = || Vault::open(&path, &Unlock::Nothing).map(|_| ()).unwrap_err();
    let whole = fs::read(path.join(VAULT_FILE)).unwrap();

    fs::write(path.join(VAULT_FILE), &whole[..100]).unwrap();
    assert!(matches!(open(), VaultError::Damaged), "cut");
    let mut flipped = whole.clone();
    flipped[40] ^= 1;
    fs::write(path.join(VAULT_FILE), &flipped).unwrap();
    assert!(matches!(open(), VaultError::Damaged), "flipped");
    fs::write(path.join(VAULT_FILE), "").unwrap();
    assert!(matches!(open(), VaultError::Damaged), "emptied");
    assert_eq!(fs::read(path.join(VAULT_FILE)).unwrap(), b"", "nothing is made in its place");
    fs::write(path.join(VAULT_FILE), &whole).unwrap();

    let keys = fs::read(path.join(KEY_FILE)).unwrap();
    fs::write(path.join(KEY_FILE), "{}").unwrap();
    assert!(matches!(open(), VaultError::Unlock(UnlockError::Damaged)), "keys");
    fs::remove_file(path.join(KEY_FILE)).unwrap();
    assert!(matches!(open(), VaultError::Unlock(UnlockError::Damaged)), "no keys");
    fs::write(path.join(KEY_FILE), &keys).unwrap();
    assert!(Vault::open(&path, &Unlock::Nothing).is_ok(), "mended");
    drop(folder);
}

#[test]
fn a_short_id_names_its_entry_if_no_other_fits() {
    let mut alex = Person::new();
    let id = alex.journal("", "here");
    let reader = alex.vault.reader().unwrap();
    let text = id.to_string();
    for length in [4, 5, 8, 31, 32] {
        assert_eq!(reader.named(&text[..length]).unwrap(), id);
    }
    assert_eq!(reader.named(&text[..6].to_uppercase()).unwrap(), id);
    for wrong in ["", &text[..3], "zzzz", "ffff0000ffff"] {
        assert!(matches!(reader.named(wrong), Err(CommandError::UnknownId)), "{wrong}");
    }
}

#[test]
fn a_long_page_becomes_another_text_in_bounded_work() {
    let mut alex = Person::new();
    let page = |word: &str, n: usize| -> String {
        (0..n).map(|line| format!("{word} {line}: what {word} said that day. ")).collect()
    };
    let (first, other) = (page("Kim", 31_000), page("Robin", 28_000));
    assert!(first.len() > 1_000_000 && other.len() > 1_000_000);
    let id = alex.journal("", &first);
    // One sentence of many.
    let corrected = first.replace("Kim 14000: what Kim said", "Kim 14000: what she said");
    alex.edit(id, &corrected);
    assert!(alex.body(id) == corrected);
    // A wholly other text, as when a file was given to `edit`.
    alex.edit(id, &other);
    assert!(alex.body(id) == other);
}
