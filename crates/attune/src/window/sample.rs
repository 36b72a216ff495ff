//! Alex and Sam, who do not exist: what the gallery and the tests show.

mod carrying;
mod checkin;
mod feelings;
mod overtime;
mod pausing;
mod pulse;
mod talk;

use super::action::OpenWith;
use super::answers::{Reflection, Responses};
use super::backing;
use super::choosing::{Kinds, Show, Sort, When};
use super::forms::Lock;
use super::marked::Marked;
use super::model::{
    Beside, Checkin, Deleted, Device, Earlier, Find, Found, Hand, Kind, Looked, Page, Phase, Place,
    Reach, Row, Settled, Shown, Whose, Wording,
};
use super::pulse::Pulses;
use super::rituals::{Filled, Notes, Open, Ritual};
use super::route::{Level, PairingWay, Route};
use super::state::State;
use super::typing::Writing;
use super::worker::Secret;
use crate::link::{Pairing, PairingFailure, Standing};
use attune_core::command::{Choice, Who};
use attune_core::ids::DocumentId;
use attune_core::kinds::Detail;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::journal;
use attune_core::kinds::profile::Ink;
use attune_core::kinds::rhythm::{Days, Kept, Rest, Rhythm};
use attune_core::kinds::sealed::SealState;
use attune_core::time::{ClockTime, Day, Now, Timestamp, Weekday};
use attune_core::vault::{Backups, Draft, Inks};
use std::path::PathBuf;
use std::sync::Arc;

/// How a screen is set up.
type SetUp = fn(&mut State);

/// Every screen, by its name; as the design's pictures are called, where there
/// is one.
pub(crate) const SCREENS: [(&str, SetUp); 116] = [
    ("firstrun-name", |s| {
        s.model.phase = Phase::FirstRun;
        s.forms.door.name = "Alex".to_owned();
    }),
    ("firstrun-protect", |s| {
        s.model.phase = Phase::FirstRun;
        s.forms.door.named = true;
    }),
    ("firstrun-protect-nothing", |s| {
        s.model.phase = Phase::FirstRun;
        s.forms.door.named = true;
        s.forms.door.lock = Lock::Nothing;
    }),
    ("firstrun-recovery", |s| {
        s.forms.door.name = "Alex".to_owned();
        let key = "7XQA-K2MV-9TRB-4HWN-PD3C-6YGF-2JZE-8S5K";
        s.model.phase = Phase::Recovery(key.to_owned());
    }),
    ("firstrun-restore", |s| {
        s.model.phase = Phase::FirstRun;
        s.forms.door.backup =
            Some("/media/alex/Maple/attune-7c1f90ab-2025-11-14.attune-backup".to_owned());
        s.forms.door.with = OpenWith::RecoveryKey;
    }),
    ("lock", |s| s.model.phase = Phase::Locked),
    ("lock-wrong", |s| {
        s.model.phase = Phase::Locked;
        s.forms.door.refused = Some(crate::texts::tr!("window-error-wrong"));
    }),
    ("closed", |s| {
        let why = crate::texts::tr!("error-newer");
        s.model.phase = Phase::Closed(why);
    }),
    ("damaged", |s| {
        let folder = "/home/alex/.local/share/attune";
        s.model.phase = Phase::Damaged(crate::texts::tr!("window-damaged", folder = folder));
    }),
    ("today", |s| s.model.shown.checkin.before = vec!["phones in the hall after nine.".to_owned()]),
    ("today-cable", |s| s.cable = true),
    ("today-first", alone),
    ("today-key", |s| s.model.preferences.remind = Some(today())),
    ("today-done", |s| {
        let shown = &mut s.model.shown;
        shown.drafts.clear();
        shown.waits.clear();
        Arc::make_mut(&mut shown.journal).retain(|row| row.whose == Whose::Mine);
        // Sam's lines are of long ago, and one of Alex's is of today.
        for row in Arc::make_mut(&mut shown.thanks) {
            row.day = if row.whose == Whose::Mine { today() } else { row.day.plus(-40) };
        }
        Arc::make_mut(&mut shown.stayed).iter_mut().for_each(|row| row.day = today());
        shown.notes.waiting = None;
        (shown.checkin.state, shown.pulses.now.state) = (SealState::Sealed, SealState::Sealed);
        shown.checkin.mine = Some(Answers(Default::default()));
    }),
    ("today-said-back", |s| feelings::set_up(s, "today-said-back")),
    ("journal-list", |s| s.route = Route::Journal),
    ("journal", |s| open(s, 2)),
    ("page-forms", |s| {
        open(s, 2);
        if let Some(page) = &mut s.model.page {
            page.body = FORMS.to_owned();
            page.row.title = "What to take".to_owned();
        }
    }),
    ("page-private", |s| open(s, 4)),
    ("page-both", |s| {
        open(s, 3);
        if let Some(page) = &mut s.model.page {
            both_worded(page);
        }
    }),
    ("page-both-chosen", |s| {
        open(s, 3);
        if let Some(page) = &mut s.model.page {
            both_worded(page);
            s.forms.wording = page.versions.last().map(|wording| wording.choice);
        }
    }),
    ("page-settled", |s| {
        open(s, 3);
        let page = s.model.page.as_ref();
        let after = page.map(|page| page.body.clone());
        s.model.settled = Some(Settled { id: id(3), before: String::new(), after, since: 0.0 });
    }),
    ("page-both-long", |s| {
        open(s, 3);
        if let Some(page) = &mut s.model.page {
            // The first paragraph is Sam's, the second both's, the third mine.
            page.body = OURS.concat();
            page.hands = hands([(Whose::Theirs, OURS[0].len()), (Whose::Mine, OURS[1].len())]);
        }
    }),
    ("page-both-short", |s| {
        open(s, 6);
        if let Some(page) = &mut s.model.page {
            let parts = [
                (Whose::Mine, "The blue flask."),
                (Whose::Theirs, " And something to put in it.\n"),
                (Whose::Mine, "Your mother’s map, the one with the coffee ring."),
                (Whose::Theirs, " She says it was you.\nNobody says the word boiler until Monday."),
                (Whose::Mine, " Agreed.\n"),
                (Whose::Theirs, "One swim, however cold."),
                (Whose::Mine, " One. You go first, so that I can see your face."),
            ];
            page.body = parts.iter().map(|(_, words)| *words).collect();
            page.hands = hands(parts.map(|(whose, words)| (whose, words.len())));
        }
    }),
    ("taken-back", |s| {
        open(s, 2);
        if let Some(page) = &mut s.model.page {
            page.row.taken_back = true;
            page.row.kept = true;
            page.row.place = Place::OnlyMe;
            page.row.reach = Reach::OnlyMe;
        }
    }),
    ("undo", |s| {
        s.route = Route::Journal;
        let row = Arc::make_mut(&mut s.model.shown.journal).remove(1);
        let (id, name) = (row.id, row.name());
        s.model.deleted = Some(Deleted { id, name, shared: true, since: 0.0 });
    }),
    ("history", |s| {
        open(s, 3);
        let id = id(3);
        s.route = Route::History(id);
        s.model.history = Some((id, history()));
    }),
    ("write", |s| write(s, Who::PartnerReads)),
    ("write-both", |s| write(s, Who::BothWrite)),
    ("write-alone", |s| {
        alone(s);
        write(s, Who::OnlyMe);
    }),
    ("write-new", blank),
    ("write-first", |s| {
        alone(s);
        blank(s);
    }),
    ("only-the-page", |s| {
        write(s, Who::PartnerReads);
        s.forms.only_the_page = true;
    }),
    ("keys", |s| {
        s.route = Route::Journal;
        s.forms.keys = true;
    }),
    ("error", |s| {
        write(s, Who::PartnerReads);
        s.model.trouble = Some(crate::texts::tr!("window-error-disk-full"));
        s.model.shown.set_aside = 1;
    }),
    ("gratitude", year_of_thanks),
    ("gratitude-bead", |s| {
        year_of_thanks(s);
        s.forms.why = Some(Kind::Thanks);
        let march = Day::clamped(jiff::civil::date(2025, 3, 14));
        let row = s.model.shown.thanks.iter().find(|row| row.day <= march);
        s.forms.gratitude.chosen = row.map(|row| row.id);
    }),
    ("gratitude-typing", |s| {
        year_of_thanks(s);
        s.forms.lines.thanks.text =
            "You let me sleep, and took the early train yourself.".to_owned();
    }),
    ("feelings", |s| feelings::set_up(s, "feelings")),
    ("feelings-typing", |s| feelings::set_up(s, "feelings-typing")),
    ("feelings-fourth", |s| feelings::set_up(s, "feelings-fourth")),
    ("feelings-new", |s| feelings::set_up(s, "feelings-new")),
    ("feelings-list", |s| feelings::set_up(s, "feelings-list")),
    ("feeling", |s| feelings::set_up(s, "feeling")),
    ("reflection-listener", |s| feelings::set_up(s, "reflection-listener")),
    ("reflection-new", |s| feelings::set_up(s, "reflection-new")),
    ("reflection-again", |s| feelings::set_up(s, "reflection-again")),
    ("reflection-said", |s| feelings::set_up(s, "reflection-said")),
    ("reflection-heard", |s| feelings::set_up(s, "reflection-heard")),
    ("reflection-sharer", |s| feelings::set_up(s, "reflection-sharer")),
    ("page-asks", |s| feelings::set_up(s, "page-asks")),
    ("soul-start", |s| talk::set_up(s, "soul-start")),
    ("soul-first", |s| {
        alone(s);
        talk::set_up(s, "soul-first");
    }),
    ("soul-cards", |s| talk::set_up(s, "soul-cards")),
    ("soul-call", |s| talk::set_up(s, "soul-call")),
    ("soul-waits", |s| talk::set_up(s, "soul-waits")),
    ("soul-live", |s| talk::set_up(s, "soul-live")),
    ("soul-lost", |s| talk::set_up(s, "soul-lost")),
    ("soul-end", |s| talk::set_up(s, "soul-end")),
    ("soul-kept", |s| talk::set_up(s, "soul-kept")),
    ("checkin-answer", |s| {
        s.route = Route::Checkin;
        s.model.shown.checkin.before = vec!["Phones in the hall after nine.".to_owned()];
    }),
    ("checkin-why", |s| {
        s.route = Route::Checkin;
        s.forms.why = Some(Kind::Checkin);
    }),
    ("checkin-sealed", |s| week_stands(s, SealState::Sealed)),
    ("checkin-waiting", |s| week_stands(s, SealState::Waiting)),
    ("checkin-opened", |s| week_stands(s, SealState::Opened)),
    ("checkin-left", |s| checkin::set_up(s, "checkin-left")),
    ("checkin-past", |s| checkin::set_up(s, "checkin-past")),
    ("rituals", |s| {
        s.route = Route::Rituals;
        s.forms.lines.note.text = "Your coat is by the heater. Come home warm".to_owned();
    }),
    ("rituals-first", |s| {
        alone(s);
        s.route = Route::Rituals;
    }),
    ("rituals-open", |s| {
        s.route = Route::Rituals;
        s.forms.rituals.open = Some(Open::Row(id(41)));
        s.forms.rituals.ready = true;
    }),
    ("rituals-new", |s| {
        s.route = Route::Rituals;
        let name = "Ring my brother".to_owned();
        let days = Days::default().with(Weekday::Saturday);
        let filled = Filled { name, days, time: "10:00".to_owned(), who: Who::OnlyMe };
        s.model.shown.rituals.truncate(1);
        s.forms.rituals.open = Some(Open::New(filled));
    }),
    ("rituals-rest", |s| {
        s.route = Route::Rituals;
        s.forms.rituals.open = Some(Open::Rest(id(43), String::new()));
    }),
    ("pause", |s| pausing::set_up(s, "pause")),
    ("pause-moved", |s| pausing::set_up(s, "pause-moved")),
    ("pause-share", |s| pausing::set_up(s, "pause-share")),
    ("pause-alone", |s| {
        alone(s);
        pausing::set_up(s, "pause-alone");
    }),
    ("pause-ask", |s| pausing::set_up(s, "pause-ask")),
    ("pause-move", |s| pausing::set_up(s, "pause-move")),
    ("pause-breath", |s| pausing::set_up(s, "pause-breath")),
    ("pause-back", |s| pausing::set_up(s, "pause-back")),
    ("pause-team", |s| pausing::set_up(s, "pause-team")),
    ("pause-over", |s| pausing::set_up(s, "pause-over")),
    ("pause-came", |s| {
        write(s, Who::PartnerReads);
        pausing::set_up(s, "pause-came");
    }),
    ("today-pause", |s| pausing::set_up(s, "today-pause")),
    ("together", |s| s.route = Route::Together(Level::Timeline)),
    ("together-narrowed", |s| {
        s.route = Route::Together(Level::Timeline);
        s.forms.together.show = Show {
            kinds: Kinds::ALL.with(Sort::Thanks, false),
            when: When::Year(today().date().year()),
            tag: Some("parents".to_owned()),
            ..Show::default()
        };
    }),
    ("together-year", year_of_days),
    ("together-signs", |s| pulse::set_up(s, "together-signs")),
    ("together-signs-table", |s| pulse::set_up(s, "together-signs-table")),
    ("together-signs-empty", |s| pulse::set_up(s, "together-signs-empty")),
    ("over-time", |s| overtime::set_up(s, "over-time")),
    ("over-time-table", |s| overtime::set_up(s, "over-time-table")),
    ("over-time-empty", |s| overtime::set_up(s, "over-time-empty")),
    ("signs-answer", |s| pulse::set_up(s, "signs-answer")),
    ("signs-sealed", |s| pulse::set_up(s, "signs-sealed")),
    ("signs-opened", |s| pulse::set_up(s, "signs-opened")),
    ("signs-six", |s| pulse::set_up(s, "signs-six")),
    ("search", |s| {
        s.route = Route::Search;
        let of = Looked { query: "Mum".to_owned(), ..Looked::default() };
        s.forms.looked = of.clone();
        let shown = &s.model.shown;
        let rows = shown.journal.iter().chain(shown.thanks.iter());
        let snippets = [
            (1, "It rained from the bridge onwards and neither of us put the radio on."),
            (23, "You drove my mum to the clinic and never once made it a favour."),
            (3, "We go after Mum’s birthday, when the nights hardly get dark."),
            (
                7,
                "Mum had kept it on the hook in the hall, as though he might be back for it. I tried it on when nobody …",
            ),
        ];
        let find = |(n, snippet): (u8, &str)| {
            let row = rows.clone().find(|row| row.id == id(n))?.clone();
            Some(Find::new(row, snippet.to_owned(), &of.query))
        };
        let rows = snippets.into_iter().filter_map(find).collect();
        s.model.found = Found { of, rows, more: false };
    }),
    ("search-nothing", |s| {
        s.route = Route::Search;
        s.forms.looked.query = "Mum".to_owned();
        s.forms.looked.among.kinds = Kinds::default().with(Sort::Checkins, true);
        let of = s.forms.looked.clone();
        s.model.found = Found { of, ..Found::default() };
    }),
    ("us", |s| s.route = Route::Us),
    ("keep", |s| {
        s.route = Route::Us;
        s.forms.us.lock = true;
        s.model.shown.cloud = Some("Dropbox".to_owned());
    }),
    ("keep-backup", |s| {
        s.route = Route::Us;
        s.forms.backing = Some(backing::Form::of(&s.model.shown.backups));
    }),
    ("keep-backup-going", |s| {
        s.route = Route::Us;
        s.model.backing = backing::Stage::Going(0.4);
    }),
    ("keep-export", |s| carrying::set_up(s, "keep-export")),
    ("import", |s| carrying::set_up(s, "import")),
    ("import-looked", |s| carrying::set_up(s, "import-looked")),
    ("key-again", |s| {
        s.route = Route::Us;
        s.model.preferences.remind = Some(today());
        s.forms.us.recovery = Some(Secret::new("7XQA-K2MV-9TRB-4HWN-PD3C-6YGF-2JZE-8S5K"));
    }),
    ("leave", |s| {
        s.route = Route::Us;
        s.forms.us.leave = true;
    }),
    ("pair-choose", |s| pairing(s, PairingWay::Choose, Pairing::Idle)),
    ("pair-show", |s| {
        let invitation = "attune1-9q3v7hk2m5xw8pz4c6n1tdbr0yfgjs3a7e9q3v7hk2m5xw8pz4c6n1tdbr0yf";
        let words = "lantern willow saffron".to_owned();
        let invitation = invitation.to_owned();
        pairing(s, PairingWay::Show, Pairing::Ready { words, invitation });
    }),
    ("pair-type", |s| {
        pairing(s, PairingWay::Type, Pairing::Idle);
        s.forms.pairing.words = ["lantern", "willow", "saffr"].map(str::to_owned);
    }),
    ("pair-several", |s| {
        let names = vec!["Sam’s laptop".to_owned(), "studio".to_owned()];
        pairing(s, PairingWay::Type, Pairing::Several(names));
    }),
    ("pair-consent", |s| {
        let partner = "Sam".to_owned();
        let device = "Sam’s laptop".to_owned();
        let fingerprint = ["pebble", "walnut", "copper", "thimble"].map(str::to_owned);
        let consent = Pairing::Consent { partner, device, fingerprint };
        pairing(s, PairingWay::Type, consent);
    }),
    ("pair-wrong", |s| {
        pairing(s, PairingWay::Type, Pairing::Failed(PairingFailure::WrongWords));
        s.forms.pairing.ended = Some(["lantern", "willow", "saffron"].map(str::to_owned));
    }),
    ("pair-nobody", |s| {
        pairing(s, PairingWay::Type, Pairing::Failed(PairingFailure::NobodyFound));
    }),
    ("paired", |s| {
        let paired = Pairing::Paired { partner: "Sam".to_owned() };
        pairing(s, PairingWay::Type, paired);
    }),
];

/// The screen called `name`.
pub(crate) fn screen(name: &str) -> Option<State> {
    let (_, set_up) = SCREENS.iter().find(|(known, _)| *known == name)?;
    let mut state = couple();
    set_up(&mut state);
    let shown = &mut state.model.shown;
    shown.threads = Arc::new(super::thread::threads(&shown.thanks));
    mark(shown);
    shown.timeline = super::together::timeline(shown);
    let [journal, thanks] = [&shown.journal, &shown.thanks];
    shown.over_time = Arc::new(super::overtime::over_time(journal, thanks, &shown.weeks, today()));
    state.model.timeline = state.model.shown.showing(&state.forms.together.show);
    state.model.pages = state.model.shown.pages(&state.forms.journal);
    Some(state)
}

/// What the pages are marked with.
fn mark(shown: &mut Shown) {
    let (mut tags, mut moods) = (Marked::default(), Marked::default());
    for (n, page) in (0..).zip(shown.journal.iter()) {
        let Some(page) = page.page() else { continue };
        page.tags.iter().for_each(|tag| tags.add(tag, n));
        if !page.mood.is_empty() {
            moods.add(&page.mood, n);
        }
    }
    (shown.tags, shown.moods) = (Arc::new(tags.marks()), Arc::new(moods.marks()));
}

/// A Sunday evening in November.
fn now() -> Now {
    Now::from_millis(1_763_316_000_000, 60)
}

fn today() -> Day {
    now().day
}

fn id(n: u8) -> DocumentId {
    DocumentId::from_bytes([n; DocumentId::LEN])
}

/// Alex's side of the two.
pub(crate) fn couple() -> State {
    let mut state = State::new(now());
    state.model.phase = Phase::Open;
    state.model.standing = Standing::InStep;
    state.model.shown = shown();
    let week = state.model.shown.checkin.week;
    state.forms.checkin.take_up(week, &[]);
    let month = state.model.shown.pulses.now.month;
    state.forms.pulse.saying.take_up(month, &[]);
    state
}

fn alone(state: &mut State) {
    let shown = &mut state.model.shown;
    shown.partner = None;
    shown.journal = Arc::default();
    shown.thanks = Arc::default();
    shown.feelings = Arc::default();
    shown.stayed = Arc::default();
    shown.cards.clear();
    shown.waits.clear();
    shown.drafts.clear();
    shown.rituals.clear();
    shown.pulses = Pulses::nothing(today().month());
    shown.notes = Notes::default();
    shown.waiting = 0;
    shown.devices.retain(|device| device.whose == Whose::Mine);
    state.model.standing = Standing::Unpaired;
}

fn open(state: &mut State, n: u8) {
    state.route = Route::Page(id(n));
    let row = state.model.shown.journal.iter().find(|row| row.id == id(n)).cloned();
    state.model.page = row.map(|row| Page {
        body: LONG.to_owned(),
        row,
        hands: Vec::new(),
        versions: Vec::new(),
        revisions: 3,
        newer: false,
        deleted: false,
        reflection: Reflection::default(),
    });
}

/// What a page says beside its words.
fn beside(mood: &str, tags: &[&str]) -> journal::Page {
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    journal::Page { mood: mood.to_owned(), tags, ..Default::default() }
}

fn write(state: &mut State, who: Who) {
    let slot = "page-1".to_owned();
    let draft = Draft {
        slot: slot.clone(),
        kind: "journal".to_owned(),
        document: None,
        who,
        title: "The drive back from Mum’s".to_owned(),
        body: LONG.to_owned(),
        detail: Some(Detail::Journal(beside("tender", &["home", "parents"]))),
    };
    let mut page = Writing::of_draft(&draft);
    page.saving.touch(0.0);
    page.saving.send();
    page.saving.confirm(1);
    state.forms.pages.insert(slot.clone(), page);
    state.route = Route::Write(slot);
}

fn blank(state: &mut State) {
    let slot = "page-1".to_owned();
    state.forms.pages.insert(slot.clone(), Writing::new(slot.clone()));
    state.route = Route::Write(slot);
}

fn pairing(state: &mut State, way: PairingWay, pairing: Pairing) {
    alone(state);
    let shown = &mut state.model.shown;
    shown.wishes = vec![
        row(11, Kind::Thanks, "", "Tea in the morning, without a word.", Whose::Mine, 2),
        row(12, Kind::Journal, "The allotment in the rain", "", Whose::Mine, 4),
    ];
    for wish in &mut shown.wishes {
        wish.reach = Reach::WishRead;
    }
    shown.private = 11;
    state.model.pairing = pairing;
    state.route = Route::Pairing(way);
}

/// A year in which both wrote, most days.
fn year_of_days(state: &mut State) {
    state.route = Route::Together(Level::Year);
    let shown = &mut state.model.shown;
    let thanks = Arc::make_mut(&mut shown.thanks);
    let mine = ["Tea in the morning, without a word.", "You waited for me at the gate."];
    let theirs = ["You let me sleep.", "You taught me the winter stars on the walk home."];
    for back in 3..1_200_i32 {
        // As if thrown: no rhythm to see, and the same on every machine.
        let thrown = back.wrapping_mul(2_654_435).unsigned_abs() / 1_024 % 7;
        let (n, said) = ((back % 200) as u8, (back % 2) as usize);
        if matches!(thrown, 0 | 2 | 3 | 5) {
            thanks.push(row(n, Kind::Thanks, "", mine[said], Whose::Mine, back));
        }
        if matches!(thrown, 1..=4) {
            thanks.push(row(n, Kind::Thanks, "", theirs[said], Whose::Theirs, back));
        }
    }
}

/// A year in which both thanked, most days; and a little of the one before.
fn year_of_thanks(state: &mut State) {
    state.route = Route::Gratitude;
    let thanks = Arc::make_mut(&mut state.model.shown.thanks);
    let mine = [
        "You told the plumber it was my idea.",
        "You held my hand through the whole film and did not look over once.",
        "You woke me gently, even though you were late.",
        "You laughed with your whole face at my father’s joke.",
    ];
    let theirs = [
        "You turned the car round for my scarf and have never mentioned it since.",
        "You left the landing light on.",
        "You learned my sister’s sign for thank you.",
        "The bath was already running when I came in.",
    ];
    for back in (6..330_u16).chain(400..430) {
        // As if thrown: no rhythm to see, and the same on every machine.
        let thrown = usize::from(back.wrapping_mul(40_503) >> 5);
        if thrown.is_multiple_of(13) {
            continue;
        }
        let (whose, said) = match thrown % 2 {
            0 => (Whose::Mine, mine),
            _ => (Whose::Theirs, theirs),
        };
        let mut row = row(0, Kind::Thanks, "", said[thrown / 16 % 4], whose, i32::from(back));
        let [high, low] = back.to_be_bytes();
        let mut bytes = [0xb; DocumentId::LEN];
        bytes[..2].copy_from_slice(&[high, low]);
        row.id = DocumentId::from_bytes(bytes);
        if whose == Whose::Theirs {
            row.responses.hearts = [Whose::Mine].into_iter().collect();
        }
        thanks.push(row);
    }
}

fn week_stands(state: &mut State, how: SealState) {
    state.route = Route::Checkin;
    let week = &mut state.model.shown.checkin;
    week.state = how;
    week.mine = Some(Answers([
        "That you drove my mum to the clinic and never once made it a favour.".to_owned(),
        "Ask me on Wednesdays how it went. I will try to say more than fine.".to_owned(),
        "One evening without a plan, and without the phones.".to_owned(),
    ]));
    if how == SealState::Opened {
        week.theirs = Some(Answers([
            "You noticed that I was quiet before I did.".to_owned(),
            "Leave the dishes. Sit down first.".to_owned(),
            String::new(),
        ]));
        week.tries = vec![(Whose::Theirs, "Sit down before the dishes, on weekdays.".to_owned())];
    }
}

/// A page with a sentence that both changed.
fn both_worded(page: &mut Page) {
    let before = "I would like it to be slow. Two nights in each place at least, and one whole day with nothing in it but a boat or a bench.\n";
    let merged = "We go in after Mum’s birthday the second week, when the nights hardly get dark.";
    let after = "\nThe night train, if you can bear it. I want to wake up somewhere with you and not know where the kettle is.\nAnd we don’t ring work. I will leave my phone with the neighbours if I have to.";
    page.body = [before, merged, after].concat();
    page.row.clashes = true;
    let place = before.len()..before.len() + merged.len();
    let wording = |nth: usize, author: &str, whose, time: &str, text: &str| Wording {
        author: author.to_owned(),
        whose,
        text: text.to_owned(),
        at: Some((today(), time.to_owned())),
        place: Some(place.clone()),
        choice: Choice::Wording { clash: Default::default(), wording: nth },
    };
    let mine = "We go in the second week, when the nights hardly get dark.";
    let theirs = "We go after Mum’s birthday, when the nights hardly get dark.";
    page.versions = vec![
        wording(0, "Alex", Whose::Mine, "8:50", mine),
        wording(1, "Sam", Whose::Theirs, "9:14", theirs),
    ];
}

fn hands<const N: usize>(parts: [(Whose, usize); N]) -> Vec<Hand> {
    parts.into_iter().map(|(whose, bytes)| Hand { whose, bytes }).collect()
}

fn history() -> Vec<Earlier> {
    let earlier = |author: &str, days: i32, time: &str, body: &str| Earlier {
        author: author.to_owned(),
        day: today().plus(-days),
        time: time.to_owned(),
        before_sharing: false,
        title: "The ferry".to_owned(),
        body: body.to_owned(),
    };
    vec![
        earlier("Sam", 1, "21:10", "We take the ferry on Saturday morning, rested.\n\nAnd a tent."),
        earlier("Alex", 7, "19:42", "We take the ferry on the Friday.\n\nAnd a tent."),
        earlier("Alex", 7, "19:40", "We take the ferry on the Friday."),
    ]
}

fn row(n: u8, kind: Kind, title: &str, words: &str, whose: Whose, days: i32) -> Row {
    Row {
        id: id(n),
        kind,
        title: title.to_owned(),
        words: words.to_owned(),
        whose,
        author: match whose {
            Whose::Mine => "Alex".into(),
            Whose::Theirs => "Sam".into(),
        },
        day: today().plus(-days),
        begun: Timestamp::clamped(1_763_000_000_000 - i64::from(days) * 86_400_000 - i64::from(n)),
        reach: Reach::Reads,
        former: None,
        both_wrote: false,
        place: Place::Both,
        kept: false,
        taken_back: false,
        brought: false,
        clashes: false,
        beside: None,
        responses: Responses::default(),
        answers: None,
    }
}

fn shown() -> Shown {
    let mut journal = vec![
        row(1, Kind::Journal, "The drive back from Mum’s", "It rained", Whose::Mine, 0),
        row(2, Kind::Journal, "The allotment in the rain", "I went up", Whose::Theirs, 1),
        row(3, Kind::Journal, "Norway in June", "We take the ferry", Whose::Mine, 7),
        row(4, Kind::Journal, "What I did not say at dinner", "Nothing", Whose::Mine, 10),
        row(
            5,
            Kind::Journal,
            "",
            "Clocks going back, and an hour that nobody asked for. We spent it in bed, and then it was gone as if it had never been.",
            Whose::Theirs,
            21,
        ),
        row(6, Kind::Journal, "For the long weekend", "Bread", Whose::Theirs, 27),
        row(7, Kind::Journal, "Grandad’s coat", "It fits", Whose::Mine, 365),
    ];
    journal[0].place = Place::Here;
    for both_write in [2, 5] {
        journal[both_write].reach = Reach::BothWrite;
        journal[both_write].both_wrote = true;
    }
    journal[3].reach = Reach::OnlyMe;
    journal[3].place = Place::OnlyMe;
    journal[6].reach = Reach::OnlyMe;
    journal[6].place = Place::OnlyMe;
    let tagged = |mood: &str, tags: &[&str]| Some(Box::new(Beside::Page(beside(mood, tags))));
    journal[0].beside = tagged("tender", &["home", "parents"]);
    journal[1].beside = tagged("moved", &["allotment", "winter"]);
    journal[6].beside = tagged("", &["parents"]);
    let mut thanks = vec![
        row(
            21,
            Kind::Thanks,
            "",
            "You left the good mug out for me, and the first hour of the day was an easy one.",
            Whose::Theirs,
            0,
        ),
        row(
            22,
            Kind::Thanks,
            "",
            "You laughed at the joke the second time as well.",
            Whose::Mine,
            1,
        ),
        row(
            23,
            Kind::Thanks,
            "",
            "You drove my mum to the clinic and never once made it a favour.",
            Whose::Theirs,
            2,
        ),
        row(24, Kind::Thanks, "", "Tea in the morning, without a word.", Whose::Mine, 5),
    ];
    let device = |name: &str, whose, here| Device { name: name.to_owned(), whose, here };
    let week = today().week();
    let mut past = Checkin::nothing(week.previous());
    past.state = SealState::Opened;
    past.mine = Some(Answers(["The soup.".to_owned(), String::new(), "Walk more.".to_owned()]));
    past.theirs =
        Some(Answers(["Your patience.".to_owned(), "Nothing now.".to_owned(), String::new()]));
    past.tries = vec![(Whose::Mine, "Phones in the hall after nine.".to_owned())];
    let mut checkin = Checkin::nothing(week);
    checkin.weekday = Weekday::Sunday;
    let weeks = vec![past];
    feelings::answer(&mut journal, &mut thanks);
    let felt = feelings::all();
    let stayed = talk::stayed();
    Shown {
        me: "Alex".to_owned(),
        partner: Some("Sam".to_owned()),
        inks: Inks { chosen: Some(Ink::BlueBlack), ..Inks::default() },
        devices: vec![
            device("birch", Whose::Mine, true),
            device("Sam’s laptop", Whose::Theirs, false),
        ],
        journal: Arc::new(journal),
        tags: Arc::default(),
        moods: Arc::default(),
        threads: Arc::new(super::thread::threads(&thanks)),
        thanks: Arc::new(thanks),
        waits: feelings::waits(&felt),
        feelings: Arc::new(felt),
        stayed: Arc::new(stayed),
        cards: talk::cards(),
        steps: Arc::new(steps()),
        timeline: Arc::default(),
        over_time: Arc::default(),
        theirs: true,
        ours: true,
        wishes: Vec::new(),
        private: 2,
        checkin,
        weeks,
        pulses: pulse::all(),
        rituals: rituals(),
        notes: notes(),
        pause: None,
        agreed: None,
        drafts: vec![Draft {
            slot: "page-2".to_owned(),
            kind: "journal".to_owned(),
            document: None,
            who: Who::OnlyMe,
            title: "Before I forget".to_owned(),
            body: "The way you said goodnight to the cat.".to_owned(),
            detail: None,
        }],
        waiting: 1,
        set_aside: 0,
        hidden: 0,
        in_step: true,
        folder: PathBuf::from("/home/alex/.local/share/attune"),
        cloud: None,
        backups: backups(),
        protected: true,
    }
}

/// The last one is of two days ago, on a stick.
fn backups() -> Backups {
    let folder = PathBuf::from("/media/alex/Maple");
    let file = folder.join("attune-7c1f90ab-2025-11-14.attune-backup");
    Backups { daily: Some(folder), last: Some((today().plus(-2), file)), away_since: None }
}

/// Four rituals: on a Sunday, so that the week is nearly whole.
fn rituals() -> Vec<Ritual> {
    let ritual = |n: u8, name: &str, days: Days, at: &str, kept: &[i32]| {
        let mut row = row(n, Kind::Ritual, "", name, Whose::Mine, 40);
        row.reach = Reach::BothWrite;
        let at = at.parse().unwrap_or(ClockTime::from_minutes(0));
        let mut days_kept = Kept::default();
        for back in kept {
            days_kept.insert(today().plus(-back));
        }
        Ritual { row, rhythm: Rhythm { days, at, rest: None }, kept: days_kept }
    };
    let workdays = Days::from_bits(0b001_0101);
    let mut all = vec![
        ritual(41, "Coffee before the phones", Days::DAILY, "7:30", &[0, 2, 3, 5, 6]),
        ritual(42, "A message at lunch", workdays, "12:30", &[4, 6]),
        ritual(43, "Round the reservoir", Days::default().with(Weekday::Saturday), "10:00", &[]),
        ritual(44, "Thanks before lights out", Days::DAILY, "22:00", &[1, 4, 6]),
    ];
    all[1].row.reach = Reach::OnlyMe;
    all[1].row.place = Place::OnlyMe;
    all[2].rhythm.rest = Some(Rest { from: today().plus(-9), until: today().plus(15) });
    all
}

fn notes() -> Notes {
    let words = "I left the good mug out for you. I hope the first hour of today is an easy one.";
    let note = row(51, Kind::Note, "", words, Whose::Theirs, 0);
    let mine = "The key is under the blue pot, and so is the last of the cake.";
    let mine = row(52, Kind::Note, "", mine, Whose::Mine, 2);
    let all = Arc::new(vec![note.clone(), mine]);
    Notes { all, waiting: Some(note.clone()), last: Some(note), written: true }
}

/// What the two agreed on after a pause.
fn steps() -> Vec<Row> {
    let words = "On Thursdays we eat first, and talk about money after.";
    let mut step = row(61, Kind::Step, "", words, Whose::Theirs, 5);
    (step.reach, step.both_wrote) = (Reach::BothWrite, true);
    vec![step]
}

/// A page in every form that reading has.
const FORMS: &str = "\
# For the hut
The key hangs **behind** the second shutter, and the stove wants *dry* wood.

- the blue flask
- bread, and
  - butter
  - the good knife

1. Ring the farm.
2. Leave the car by the bridge.

> You said you would carry the books.
> > I said one book.

The path is on [the map](https://hut.example/map?from=bridge&to=hut).

---

```
Mon  7:40  up
Wed 18:10  down
```
";

/// What Sam wrote of a page that both write, and then Alex.
const OURS: [&str; 2] = [
    "I would like it to be slow. Two nights in each place at least, and one whole day with nothing in it but a boat or a bench.
We take the ferry on Saturday morning, rested, and don’t look at the clock until we are off it again.",
    " Then the road along the water, as far as it goes. Where it ends we ask somebody, and stay wherever they say, even if it is a barn and the dog has opinions about people who arrive with a tent.
The night train home, if you can bear it. I want to wake up somewhere with you and not know where the kettle is.",
];

const LONG: &str = "It rained from the bridge onwards and neither of us put the radio on. I kept thinking that you would ask whether I was all right, and that if you asked I would say yes, and that would be the end of it.
You didn’t ask. You put your hand on the back of my neck at the lights and left it there until they changed. I don’t think I have told you what that did.
She is getting smaller. I saw it when she reached for the high shelf and then asked me instead, as if she had meant to all along.";
