//! From the vault's rows to what the screens show.

use super::gather::Gathered;
use crate::finding;
use crate::profile;
use crate::window::answers::{Attempt, Reflection, Response, Responses, Waits};
use crate::window::choosing::Sort;
use crate::window::forms::{Unsealed, unsealed};
use crate::window::model::{
    Beside, Checkin, Device, Earlier, Find, Found, Hand, Kind, Looked, Page, Place, Reach, Row,
    Shown, Whose, Wording,
};
use crate::window::overtime::over_time;
use crate::window::pausing::{Pause, Stage, Step};
use crate::window::pulse::{Pulse, Pulses};
use crate::window::rituals::{Notes, Ritual};
use crate::window::saying;
use crate::window::thread::threads;
use crate::window::together::{Wrote, timeline};
use attune_core::header::{Scope, Writers};
use attune_core::ids::{DocumentId, PersonId};
use attune_core::kinds::Detail;
use attune_core::kinds::checkin::comes_first;
use attune_core::kinds::noted::Note;
use attune_core::search;
use attune_core::text::truncated;
use attune_core::time::{Day, Month, Now, Timestamp, Week};
use attune_core::vault::{
    self, AgreedStep, Among, CommandError, Draft, Entry, Filter, Phase, PulseView, Reader, Vault,
    VaultError, Writer, is_protected,
};
use std::cmp::Reverse;
use std::sync::Arc;

/// How much of a page a list shows of it, in bytes.
const FIRST_WORDS: usize = 256;
/// How many finds are shown.
const FINDS: u32 = 100;
/// The kinds, as a vault calls them.
const JOURNAL: &str = "journal";
const THANKS: &str = "gratitude";
const CHECKIN: &str = "checkin";
const RITUAL: &str = "ritual";
const NOTE: &str = "note";
const FEELING: &str = "feeling";
const SAID_BACK: &str = "reflection";
const PULSE: &str = "pulse";
const SIDE: &str = "side";
pub(super) const PAUSE: &str = "pause";
const STAYED: &str = "talk";

/// Everything the screens show, but for the open entry.
pub(crate) fn shown(vault: &Vault, reader: &Reader, now: &Now) -> Result<Shown, VaultError> {
    let status = reader.status()?;
    let mut gathered = Gathered::default();
    reader.each(&Filter::default(), |entry| gathered.take(entry))?;
    let Gathered {
        journal,
        thanks,
        feelings,
        stayed,
        wishes,
        private,
        asking,
        notes: written,
        pauses,
        tags,
        moods,
        ..
    } = gathered;
    let weeks = reader
        .checkin_weeks()?
        .into_iter()
        .map(|week| checkin(vault, reader, now, Some(week)))
        .collect::<Result<Vec<_>, _>>()?;
    let absolute = std::path::absolute(vault.folder()).unwrap_or_else(|_| vault.folder().into());
    let me = vault.me().person;
    let agreed = pauses.first().map(|pause| (pause.created, pause.body.clone()));
    let mut agreed_on = Vec::new();
    for pause in &pauses {
        agreed_on.extend(steps(reader, me, pause)?);
    }
    agreed_on.sort_by_key(|step: &Row| Reverse(step.begun));
    let pause = pause(me, reader, now, &journal)?;
    let over_time = Arc::new(over_time(&journal, &thanks, &weeks, now.day));
    let mut shown = Shown {
        me: status.name,
        partner: status.partner.map(|partner| partner.name),
        inks: status.inks,
        devices: status
            .devices
            .into_iter()
            .map(|device| Device {
                name: device.name,
                whose: if device.mine { Whose::Mine } else { Whose::Theirs },
                here: device.this,
            })
            .collect(),
        ours: journal.iter().any(|row| row.both_wrote),
        journal: Arc::new(journal),
        tags: Arc::new(tags.marks()),
        moods: Arc::new(moods.marks()),
        threads: Arc::new(threads(&thanks)),
        thanks: Arc::new(thanks),
        feelings: Arc::new(feelings),
        stayed: Arc::new(stayed),
        cards: reader.own_cards()?,
        waits: waits(reader, &asking)?,
        steps: Arc::new(agreed_on),
        timeline: Arc::default(),
        over_time,
        theirs: false,
        private: private.saturating_sub(wishes.len()),
        wishes,
        checkin: checkin(vault, reader, now, None)?,
        weeks,
        pulses: pulses(reader, now)?,
        rituals: reader.rituals()?.iter().filter_map(ritual).collect(),
        notes: notes(reader, written)?,
        pause,
        agreed,
        drafts: drafts(vault, reader)?,
        waiting: status.waiting,
        set_aside: status.set_aside,
        hidden: status.hidden,
        in_step: status.in_step,
        cloud: profile::copied_to_cloud(vault.folder()),
        folder: absolute,
        backups: vault.backups()?,
        protected: is_protected(vault.folder())?,
    };
    shown.timeline = timeline(&shown);
    shown.theirs = shown.timeline.iter().any(|moment| moment.by != Wrote::Mine);
    Ok(shown)
}

fn ritual(entry: &Entry) -> Option<Ritual> {
    let held = entry.ritual()?;
    Some(Ritual { row: row(entry), rhythm: held.rhythm, kept: held.kept.clone() })
}

/// The notes; all that were `written`, the newest first, are known.
fn notes(reader: &Reader, written: Vec<Row>) -> Result<Notes, VaultError> {
    let waiting = reader.notes_waiting()?;
    let is_theirs =
        |row: &&Row| row.whose == Whose::Theirs && !row.kept && row.reach != Reach::Left;
    Ok(Notes {
        waiting: waiting.first().map(row),
        last: written.iter().find(is_theirs).cloned(),
        written: written.iter().any(|row| row.whose == Whose::Mine),
        all: Arc::new(written),
    })
}

/// What the two agreed on in this pause, each step in the hand of whoever put it in words
/// and on its own day.
fn steps(reader: &Reader, me: PersonId, pause: &Entry) -> Result<Vec<Row>, VaultError> {
    let agreed = match reader.agreed_steps(pause.id) {
        Ok(agreed) => agreed,
        Err(CommandError::Vault(error)) => return Err(error),
        // What is gone meanwhile was agreed on nowhere.
        Err(_) => Vec::new(),
    };
    let of_pause = row(pause);
    let step = |step: AgreedStep| Row {
        whose: if step.by.person == me { Whose::Mine } else { Whose::Theirs },
        author: step.by.name.into(),
        words: step.words,
        day: said_at(step.at, pause.offset_minutes).0,
        begun: step.at,
        ..of_pause.clone()
    };
    Ok(agreed.into_iter().map(step).collect())
}

/// Drafts that say something else than the entry they edit.
pub(super) fn drafts(vault: &Vault, reader: &Reader) -> Result<Vec<Draft>, VaultError> {
    let mut drafts = vault.drafts()?;
    drafts.retain(|draft| match draft.document {
        Some(id) => reader.entry(id).is_ok_and(|entry| differs(draft, &entry)),
        None => match (unsealed(draft), saying::said(draft), &draft.detail) {
            (Some(Unsealed::Answers(all)), ..) => all.iter().any(|text| !text.trim().is_empty()),
            (_, Some(said), _) => said.iter().any(|text| !text.trim().is_empty()),
            (.., Some(Detail::Feeling(_))) => true,
            (.., Some(page @ Detail::Journal(_))) if !says_nothing(page) => true,
            // Its title is the question, which nobody typed.
            _ if draft.kind == STAYED => !draft.body.trim().is_empty(),
            _ => !draft.title.trim().is_empty() || !draft.body.trim().is_empty(),
        },
    });
    Ok(drafts)
}

/// Whether a draft says something else than the entry it edits.
pub(super) fn differs(draft: &Draft, entry: &Entry) -> bool {
    match &draft.detail {
        Some(Detail::Feeling(_)) => draft.detail != entry.detail || draft.body != entry.body,
        _ => {
            let beside = |detail: &Option<Detail>| detail.clone().filter(|all| !says_nothing(all));
            let changed = draft.detail.is_some() && beside(&draft.detail) != beside(&entry.detail);
            changed || draft.title != entry.title || draft.body != entry.body
        }
    }
}

/// Whether what a page holds beside its words is nothing.
fn says_nothing(detail: &Detail) -> bool {
    matches!(detail, Detail::Journal(page) if *page == Default::default())
}

/// What waits for this person: to be heard, or to say that they are.
fn waits(reader: &Reader, asking: &[Entry]) -> Result<Vec<Waits>, VaultError> {
    let mut waits = Vec::new();
    for entry in asking {
        // What is gone meanwhile waits for nobody.
        let reflection = match reflection(reader, entry) {
            Ok(reflection) => reflection,
            Err(CommandError::Vault(error)) => return Err(error),
            Err(_) => continue,
        };
        waits.extend(reflection.waits(&row(entry)));
    }
    Ok(waits)
}

/// Whether an entry asks to be heard before it is answered.
pub(super) fn asks(entry: &Entry) -> bool {
    match &entry.detail {
        Some(Detail::Journal(page)) => page.hear_first,
        _ => entry.kind == FEELING,
    }
}

/// Of two people, whoever is not the author of an entry is the other.
fn whose(entry: &Entry, person: PersonId) -> Whose {
    match (person == entry.author.person, Whose::of(entry)) {
        (true, whose) => whose,
        (false, Whose::Mine) => Whose::Theirs,
        (false, Whose::Theirs) => Whose::Mine,
    }
}

/// How an entry stands between the one who wrote it and the one who listens.
fn reflection(reader: &Reader, entry: &Entry) -> Result<Reflection, CommandError> {
    let view = reader.reflection(entry.id)?;
    let attempt = |attempt: attune_core::vault::Attempt| Attempt {
        id: attempt.id,
        whose: whose(entry, attempt.author.person),
        author: attempt.author.name,
        said: attempt.said,
        day: said_at(attempt.at, entry.offset_minutes).0,
        answer: attempt.answer,
        later: attempt.notes.contains(&Note::Later),
    };
    Ok(Reflection {
        attempts: view.attempts.into_iter().map(attempt).collect(),
        may_add: view.may_add,
        set_aside: view.notes.contains(&Note::SetAside),
    })
}

/// The hearts and the lines under an entry.
fn responses(entry: &Entry) -> Responses {
    let line = |reply: &attune_core::vault::Reply| Response {
        whose: whose(entry, reply.author.person),
        author: reply.author.name.clone(),
        words: reply.text.clone(),
        day: said_at(reply.at, entry.offset_minutes).0,
    };
    Responses {
        hearts: entry.hearts.iter().map(|heart| whose(entry, heart.person)).collect(),
        lines: entry.replies.iter().map(line).collect(),
        asks: asks(entry),
    }
}

/// One entry, to read.
pub(super) fn page(reader: &Reader, id: DocumentId) -> Result<Page, CommandError> {
    let entry = reader.entry(id)?;
    let whose = |person| whose(&entry, person);
    let written = reader.written(entry.id)?.into_iter();
    Ok(Page {
        reflection: reflection(reader, &entry)?,
        hands: written
            .map(|written| Hand { whose: whose(written.author.person), bytes: written.bytes })
            .collect(),
        row: row(&entry),
        versions: entry
            .versions
            .iter()
            .map(|version| Wording {
                whose: whose(version.author.person),
                author: version.author.name.clone(),
                text: version.text.clone(),
                at: version.at.map(|at| said_at(at, entry.offset_minutes)),
                place: version.place.clone(),
                choice: version.choice,
            })
            .collect(),
        revisions: entry.revisions + reader.before_sharing(entry.id)?.len() as u64,
        newer: entry.newer,
        deleted: entry.deleted,
        body: entry.body,
    })
}

/// The day and the time of day, as "14:05", where its writer was.
fn said_at(at: Timestamp, offset: i16) -> (Day, String) {
    let stamp = at.to_rfc3339(offset);
    let day = Now::from_millis(at.millis(), offset).day;
    (day, stamp.get(11..16).unwrap_or_default().to_owned())
}

/// What an entry said before, newest first.
pub(super) fn history(reader: &Reader, id: DocumentId) -> Result<Vec<Earlier>, CommandError> {
    let Entry { offset_minutes: offset, scope, .. } = reader.entry(id)?;
    let told = reader.history(id)?;
    Ok(told
        .into_iter()
        .rev()
        .map(|said| {
            let (day, time) = said_at(said.at, offset);
            Earlier {
                author: said.author.name,
                day,
                time,
                before_sharing: scope == Scope::Shared && said.scope == Scope::Private,
                title: said.title,
                body: said.body,
            }
        })
        .collect())
}

/// What was found, where it was looked for.
pub(super) fn found(reader: &Reader, me: PersonId, of: Looked) -> Result<Found, VaultError> {
    let kinds = Sort::WITH_WORDS.into_iter().filter(|sort| of.among.kinds.has(*sort));
    let among = Among {
        kinds: kinds.map(|sort| kind_of(sort).to_owned()).collect(),
        by: of.among.by.map(|whose| match whose {
            Whose::Mine => Writer::Me,
            Whose::Theirs => Writer::Partner,
        }),
        ..Among::default()
    };
    // One more tells whether these are all.
    let mut found = finding::found(reader, &of.query, &among, FINDS + 1)?;
    let more = found.len() > FINDS as usize;
    found.truncate(FINDS as usize);
    let mut rows = Vec::with_capacity(found.len());
    for vault::Found { entry, snippet } in found {
        let (row, snippet) = match entry.kind.as_str() {
            // Its title is made of the names of words, which nobody wrote.
            FEELING => (row(&entry), search::snippet(&entry.body, &of.query)),
            PAUSE => match step_with(reader, me, &entry, &of.query)? {
                Some(step) => (step.clone(), step.words),
                None => continue,
            },
            _ => (row(&entry), snippet),
        };
        rows.push(Find::new(row, snippet, &of.query));
    }
    Ok(Found { of, rows, more })
}

/// The step of this pause that has the words looked for; any, where they are spread.
fn step_with(
    reader: &Reader,
    me: PersonId,
    pause: &Entry,
    query: &str,
) -> Result<Option<Row>, VaultError> {
    let mut steps = steps(reader, me, pause)?;
    let has = |step: &Row| !search::found_words(&step.words, query).is_empty();
    let at = steps.iter().position(has).unwrap_or_default();
    Ok((at < steps.len()).then(|| steps.swap_remove(at)))
}

/// A sort of things, as a vault calls it.
fn kind_of(sort: Sort) -> &'static str {
    match sort {
        Sort::Pages => JOURNAL,
        Sort::Thanks => THANKS,
        Sort::Feelings => FEELING,
        Sort::Talks => STAYED,
        Sort::Checkins => CHECKIN,
        Sort::Signs => PULSE,
        Sort::Notes => NOTE,
        Sort::Steps => PAUSE,
    }
}

fn checkin(
    vault: &Vault,
    reader: &Reader,
    now: &Now,
    week: Option<Week>,
) -> Result<Checkin, VaultError> {
    let mut view = reader.checkin(week, now)?;
    // What the other sealed long ago waits by its name, and keeps no new week closed.
    let waits_long = view.asked && !comes_first(view.week, now.day, view.weekday);
    if week.is_none() && waits_long {
        view = reader.checkin(Some(now.day.week()), now)?;
    }
    let before = match week {
        None => reader.checkin(Some(view.week.previous()), now)?.tries,
        Some(_) => Vec::new(),
    };
    let whose = |person| if person == vault.me().person { Whose::Mine } else { Whose::Theirs };
    Ok(Checkin {
        week: view.week,
        state: view.state,
        mine: view.mine,
        mine_also: view.mine_also,
        theirs: view.theirs,
        asked: view.asked,
        opened: view.opened,
        tries: view.tries.into_iter().map(|(person, text)| (whose(person), text)).collect(),
        weekday: view.weekday,
        also_answered: view.also_answered,
        before: before.into_iter().map(|(_, text)| text).collect(),
    })
}

/// The pause that is under way, with what each wrote down of their side since it began.
fn pause(
    me: PersonId,
    reader: &Reader,
    now: &Now,
    journal: &[Row],
) -> Result<Option<Pause>, VaultError> {
    let Some(view) = reader.pause(now)? else { return Ok(None) };
    let whose = |person| if person == me { Whose::Mine } else { Whose::Theirs };
    let place = match reader.entry(view.id) {
        Ok(entry) => Place::of(&entry),
        Err(CommandError::Vault(error)) => return Err(error),
        Err(_) => Place::Here,
    };
    let sides = |of: Whose| -> Vec<Row> {
        let written = |row: &&Row| row.kind == Kind::Side && row.whose == of && !row.kept;
        journal.iter().filter(written).filter(|row| row.begun >= view.begun).cloned().collect()
    };
    Ok(Some(Pause {
        id: Some(view.id),
        by: whose(view.by),
        place,
        begun: view.begun,
        until: view.until,
        stage: match view.phase {
            Phase::Apart => Stage::Apart,
            Phase::Back => Stage::Back,
            Phase::Together => Stage::Together,
        },
        moved: view.moved_by.zip(view.moved_from).map(|(by, from)| (whose(by), from)),
        may_move: view.may_move,
        they_may_move: view.they_may_move,
        ready: view.ready,
        mine: view.mine,
        theirs: view.theirs,
        steps: view
            .next
            .into_iter()
            .map(|next| Step {
                name: next.name,
                by: whose(next.by),
                words: next.words,
                agreed: next.agreed,
            })
            .collect(),
        my_sides: sides(Whose::Mine),
        their_sides: sides(Whose::Theirs),
    }))
}

/// The signs of every month. What the partner said of one is not among them before
/// both are open: the vault does not give it.
fn pulses(reader: &Reader, now: &Now) -> Result<Pulses, VaultError> {
    let of = |month: Option<Month>| -> Result<Pulse, VaultError> {
        let view = reader.pulse(month, now)?;
        let PulseView { month, mine, theirs, state, opened } = view;
        Ok(Pulse { month, state, mine, theirs, opened })
    };
    let months = reader.pulse_months()?.into_iter().map(|month| of(Some(month)));
    Ok(Pulses { now: of(None)?, months: months.collect::<Result<_, _>>()? })
}

pub(super) fn row(entry: &Entry) -> Row {
    let kind = match entry.kind.as_str() {
        JOURNAL => Kind::Journal,
        THANKS => Kind::Thanks,
        CHECKIN => Kind::Checkin,
        RITUAL => Kind::Ritual,
        NOTE => Kind::Note,
        FEELING => Kind::Feeling,
        SAID_BACK => Kind::SaidBack,
        PULSE => Kind::Pulse,
        SIDE => Kind::Side,
        STAYED => Kind::Stayed,
        PAUSE => Kind::Step,
        _ => Kind::Other,
    };
    let words = match kind {
        Kind::Thanks | Kind::Ritual | Kind::Note | Kind::Stayed => entry.body.clone(),
        _ => truncated(&entry.body, FIRST_WORDS).to_owned(),
    };
    Row {
        id: entry.id,
        kind,
        // A feeling's is made of its words by their names: the sentence is said.
        title: if kind == Kind::Feeling { String::new() } else { entry.title.clone() },
        words,
        whose: Whose::of(entry),
        author: entry.author.name.as_str().into(),
        day: entry.day,
        begun: entry.created,
        reach: Reach::of(entry),
        former: entry.former.as_ref().map(|former| former.name.as_str().into()),
        both_wrote: entry.scope == Scope::Shared && entry.writers == Writers::Both,
        place: Place::of(entry),
        kept: entry.kept,
        taken_back: entry.taken_back,
        brought: entry.is_of_another(),
        clashes: !entry.versions.is_empty(),
        beside: match &entry.detail {
            Some(Detail::Feeling(feeling)) => Some(Beside::Feeling(feeling.clone())),
            Some(Detail::Journal(page)) => Some(Beside::Page(page.clone())),
            _ => None,
        }
        .map(Box::new),
        responses: responses(entry),
        answers: entry.answers,
    }
}
