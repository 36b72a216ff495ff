//! The two people's small past: what they wrote in the weeks before, dated as
//! if they had. It goes in by the same commands and the same sockets as
//! anything else; only the claimed times are made up.

use super::{Done, Person, Program, Two, hold, settled, until};
use crate::clock;
use crate::texts::tr;
use attune_core::command::{Command, Who};
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::profile::Ink;
use attune_core::kinds::sealed::SealState;
use attune_core::time::Now;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// So many days before now, at the same hour.
fn days_ago(days: i64) -> Now {
    let now = clock::now();
    Now::from_millis(now.at.millis() - days * DAY, now.offset_minutes)
}

/// The last Sunday that is over.
pub(super) fn last_sunday() -> Now {
    let since = i64::from(clock::now().day.weekday().monday_zero()) + 1;
    days_ago(since)
}

fn thanks(person: &mut Person, days: i64, text: String) -> Done {
    person.apply_at(&Command::AddGratitude { text, who: Who::PartnerReads }, &days_ago(days))?;
    Ok(())
}

fn page(person: &mut Person, days: i64, title: String, body: String) -> Done {
    let who = Who::PartnerReads;
    person.apply_at(
        &Command::AddJournal { title, body, who, page: Default::default() },
        &days_ago(days),
    )?;
    Ok(())
}

/// What each chose and wrote alone: an ink, something private, and something with the wish to
/// share it.
pub(super) fn before(alex: &mut Person, sam: &mut Person) -> Done {
    for (person, ink) in [(&mut *alex, Ink::BlueBlack), (&mut *sam, Ink::Madder)] {
        person.apply_at(&Command::ChooseInk(ink), &days_ago(20))?;
    }
    let (title, body) = (tr!("demo-private-title"), tr!("demo-private"));
    let private = Command::AddJournal { title, body, who: Who::OnlyMe, page: Default::default() };
    alex.apply_at(&private, &days_ago(2))?;
    thanks(alex, 0, tr!("demo-thanks"))?;
    thanks(sam, 1, tr!("demo-thanks-sam"))
}

/// What they wrote together since, with a check-in that both have opened.
pub(super) async fn together(two: &mut Two) -> Done {
    let Two { alex, sam } = two;
    page(sam, 16, tr!("demo-past-page-sam-title"), tr!("demo-past-page-sam"))?;
    page(alex, 9, tr!("demo-past-page-alex-title"), tr!("demo-past-page-alex"))?;
    thanks(sam, 12, tr!("demo-past-thanks-sam"))?;
    thanks(alex, 6, tr!("demo-past-thanks-alex"))?;
    let sunday = last_sunday();
    let (title, body) = (tr!("demo-page-title"), tr!("demo-page"));
    alex.apply_at(
        &Command::AddJournal { title, body, who: Who::BothWrite, page: Default::default() },
        &sunday,
    )?;

    let week = Some(sunday.day.week());
    let mine = [tr!("demo-past-answer-one"), tr!("demo-past-answer-two"), String::new()];
    let theirs = [
        tr!("demo-past-answer-one-sam"),
        tr!("demo-past-answer-two-sam"),
        tr!("demo-answer-deepen"),
    ];
    alex.apply_at(&Command::AnswerCheckin { week, answers: Answers(mine) }, &sunday)?;
    sam.apply_at(&Command::AnswerCheckin { week, answers: Answers(theirs) }, &sunday)?;
    let text = tr!("demo-past-try");
    sam.apply_at(&Command::TryNext { week, text }, &sunday)?;

    let (here, there) = (Program::start(alex)?, Program::start(sam)?);
    until(|| {
        let opened = |person: &Person| Ok(person.week(week)?.state == SealState::Opened);
        Ok(opened(alex)? && opened(sam)?)
    })
    .await?;
    settled(alex, sam).await?;
    here.engine.stop().await;
    there.engine.stop().await;
    hold("the past is on both", sam.entries()?.iter().any(|entry| entry.day == sunday.day))
}
