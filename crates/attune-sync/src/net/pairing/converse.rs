//! One exchange over one connection: messages, a person's answers and the
//! vault's become the machine's events, and its steps are done.

use super::meeting::{GOODBYE, LAST_WORD, Line, Met, finish_within, receive, send};
use super::{Answer, OPEN_WITHIN, PairingError, Progress, Side};
use crate::net::keeper::Keeper;
use crate::proto::pairing::{Binding, Event, Exchange, Failure, Message, Part, Step, Timer};
use attune_core::ids::{DocumentId, PairId};
use attune_core::vault::{Agreed, CommandError};
use iroh::endpoint::{RecvStream, SendStream};
use std::collections::VecDeque;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::Instant;
use zeroize::Zeroizing;

const LABEL: &[u8] = b"attune pairing 1";

/// Whether the code can still be tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    Fresh,
    Used,
}

/// Somebody who tries the words that we show.
pub(super) struct Caller {
    /// What was said first.
    pub(super) first: Message,
    /// The end of the words' time: from then on no proof of them is looked at.
    pub(super) until: Instant,
}

/// One exchange to its end, and whether the code was used up by it. Without a
/// caller we are the one who types.
pub(super) async fn exchange(
    ours: [u8; 32],
    met: Met,
    caller: Option<Caller>,
    side: Side,
    answers: &mut mpsc::UnboundedReceiver<Answer>,
) -> (Code, Result<Agreed, PairingError>) {
    let Met { id, line, streams: (mut to, from), .. } = met;
    let ends = Ends { ours, theirs: id };
    let mut code = Code::Fresh;
    let ended = converse(ends, &line, (&mut to, from), caller, &side, answers, &mut code).await;
    // Whoever types is paired only by our last word, so it may take its time.
    finish_within(&mut to, if ended.is_ok() { LAST_WORD } else { GOODBYE }).await;
    (code, ended)
}

/// The pairing endpoints of both sides.
struct Ends {
    ours: [u8; 32],
    theirs: [u8; 32],
}

async fn converse(
    Ends { ours, theirs }: Ends,
    line: &Line,
    (to, mut from): (&mut SendStream, RecvStream),
    caller: Option<Caller>,
    side: &Side,
    answers: &mut mpsc::UnboundedReceiver<Answer>,
    code: &mut Code,
) -> Result<Agreed, PairingError> {
    let lost = PairingError::Exchange(Failure::Lost);
    let part = if caller.is_some() { Part::Shows } else { Part::Types };
    let mut exported = Zeroizing::new([0; 32]);
    line.0.export_keying_material(exported.as_mut(), LABEL, b"").map_err(|_| lost.clone())?;
    let (types, shows) = if part == Part::Types { (ours, theirs) } else { (theirs, ours) };
    let binding = Binding { exported, types, shows };
    let (me, words) = (side.me.clone(), side.words.clone());
    let begun = side.pairing.keeper.run(move |_, _, rng| match part {
        Part::Types => Exchange::enter(me, &words, binding, rng),
        Part::Shows => (Exchange::show(me, &words, binding, rng), Vec::new()),
    });
    let (mut machine, steps) = begun.await?;

    let (arrive, mut arrived) = mpsc::channel(4);
    let reader = tokio::spawn(async move {
        while let Some(message) = receive(&mut from).await {
            if arrive.send(message).await.is_err() {
                return;
            }
        }
    });
    let mut steps = VecDeque::from(steps);
    let mut words_until = None;
    if let Some(Caller { first, until }) = caller {
        words_until = Some(until);
        steps.extend(machine.handle(Event::Message(first)));
    }
    let mut timer = (Timer::Exchange, Instant::now() + OPEN_WITHIN);
    let mut agreed = None;
    let mut asked: Option<PairId> = None;
    let ended = 'over: loop {
        while let Some(step) = steps.pop_front() {
            let event = match step {
                Step::Send(message) => {
                    if matches!(message, Message::Try(_) | Message::Answer(_)) {
                        let _ = side.progress.send(Progress::Confirming);
                    }
                    if send(to, &message).await.is_some() {
                        continue;
                    }
                    Event::Lost
                }
                Step::Burn => {
                    // Proved or wrong: now their time is nobody's matter.
                    words_until = None;
                    *code = Code::Used;
                    continue;
                }
                Step::SetTimer(kind) => {
                    timer = (kind, Instant::now() + Duration::from_millis(kind.millis()));
                    continue;
                }
                Step::Ask(consent) => {
                    asked = Some(consent.pair);
                    let _ = side.progress.send(Progress::Consent(consent));
                    continue;
                }
                Step::StorePending(offered) => {
                    store(&side.pairing.keeper, &offered, Last::Pending).await
                }
                Step::StoreFinal(offered) => {
                    let done = store(&side.pairing.keeper, &offered, Last::Final).await;
                    agreed = Some(*offered);
                    done
                }
                Step::DropPending => {
                    let _ = side.pairing.keeper.run(|vault, _, _| vault.drop_pending()).await;
                    continue;
                }
                Step::Paired => break 'over Ok(()),
                Step::Fail(failure) => break 'over Err(PairingError::Exchange(failure)),
            };
            steps.extend(machine.handle(event));
        }
        let ends = words_until.map_or(timer.1, |until| until.min(timer.1));
        let event = tokio::select! {
            biased;
            () = tokio::time::sleep_until(ends) => Event::Timer(timer.0),
            message = arrived.recv() => message.map_or(Event::Lost, Event::Message),
            answer = answers.recv() => match (answer, asked) {
                (Some(Answer::Yes(chosen)), Some(pair)) => {
                    yes(&side.pairing.keeper, part, pair, chosen).await
                }
                (Some(Answer::Yes(_) | Answer::Choose(_)), _) => continue,
                (Some(Answer::No) | None, _) => Event::No,
            },
        };
        steps.extend(machine.handle(event));
    };
    reader.abort();
    ended?;
    agreed.ok_or(lost)
}

/// Our person's yes; the side that shows adds the couple's settings.
async fn yes(keeper: &Keeper, part: Part, pair: PairId, chosen: Vec<DocumentId>) -> Event {
    if part == Part::Types {
        return Event::Yes { settings: None, chosen };
    }
    match keeper.run(move |vault, now, rng| vault.make_settings(pair, now, rng)).await {
        Ok(Ok(settings)) => Event::Yes { settings: Some(settings), chosen },
        _ => Event::NotStored,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Pending,
    Final,
}

async fn store(keeper: &Keeper, agreed: &Agreed, last: Last) -> Event {
    let agreed = agreed.clone();
    let stored = keeper.run(move |vault, now, rng| {
        vault.store_pending(&agreed, now, rng)?;
        if last == Last::Final {
            vault.finalize(agreed.pair, now, rng)?;
        }
        Ok::<_, CommandError>(())
    });
    match stored.await {
        Ok(Ok(())) => Event::Stored,
        Ok(Err(error)) => {
            tracing::warn!(%error, "what was agreed could not be stored");
            Event::NotStored
        }
        Err(_) => Event::NotStored,
    }
}
