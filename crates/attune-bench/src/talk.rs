//! A card drawn in a soul talk, until it lies on the other device, beside a bare
//! round trip.

use crate::Bench;
use crate::meeting::in_step;
use crate::past::{self, Person};
use crate::table::{Measure, Target, millis, percentile};
use crate::yardstick::Line;
use attune::measure::TalkScreen;
use attune_core::command::Command;
use attune_core::kinds::talk::Deck;
use attune_sync::net::{Engine, EngineEvent};
use attune_sync::proto::talk::{Name, Say, Talk, TalkId, View};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

const CARDS: usize = 400;
/// Between one card and the next: within what a device takes from another.
const PAUSE: Duration = Duration::from_millis(30);
/// The first cards fill the atlas of glyphs.
const WARM: usize = 30;
/// Two frames of a screen at 60 Hz, in milliseconds: a talk has nothing to do
/// with how much the two have written.
const FRAMES: f64 = 2.0 * 1000.0 / 60.0;
/// Entries of the two; a talk touches none of them.
const ENTRIES: usize = 100;

/// One device in the talk.
struct Side {
    engine: Engine,
    events: mpsc::UnboundedReceiver<EngineEvent>,
    talk: Talk,
    began: Instant,
}

impl Side {
    fn new(person: &Person, partner: &Person, seed: u64) -> Self {
        let (engine, events) = person.start(seed);
        let (me, other) = (person.vault.me(), partner.vault.me());
        let talk = Talk::new(me.person, me.device, other.person);
        Self { engine, events, talk, began: Instant::now() }
    }

    fn now(&self) -> Duration {
        self.began.elapsed()
    }

    fn say(&self, said: Option<Say>) {
        if let Some(said) = said {
            self.engine.show_live(said.into_live());
        }
    }

    fn draw(&mut self, card: Name) {
        let now = self.now();
        let said = self.talk.draw(card, now);
        self.say(said);
    }

    /// Hears what comes until a screen would show this.
    async fn until(&mut self, is_so: impl Fn(&View) -> bool) -> View {
        loop {
            if let Some(view) = self.talk.view(self.now()).filter(&is_so) {
                return view;
            }
            if let EngineEvent::Live(shown) = self.events.recv().await.unwrap() {
                let now = self.now();
                let said = self.talk.heard(&shown.state, shown.set.elapsed(), now);
                self.say(said);
            }
        }
    }
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

pub(crate) fn measure(bench: &mut Bench) -> Vec<Measure> {
    let (runtime, [alex, sam]) = bench.running(ENTRIES);
    let (mut ours, mut bare) = runtime.block_on(cards(alex, sam));
    let mut of = |part| (millis(percentile(&mut ours, part)), millis(percentile(&mut bare, part)));
    let (middle, (last, bare)) = (of(0.5), of(0.99));
    let why = format!(
        "p99 from drawing a card in the vault here to the triangles of its frame there, beside a \
         bare round trip's ({bare:.2} ms) and two frames ({FRAMES:.1} ms)"
    );
    vec![
        Measure::beside("talk/card", (last, bare + FRAMES), "ms", Target::AtMost(1.0), why),
        Measure::beside("talk/card-p50", middle, "ms", Target::Told, "beside the round trip alone"),
    ]
}

/// What cards took, and bare round trips in turns with them.
async fn cards(alex: &mut Person, sam: &Person) -> (Vec<Duration>, Vec<Duration>) {
    let mut line = Line::new().await;
    let (mut here, mut there) = (Side::new(alex, sam, 1), Side::new(sam, alex, 2));
    in_step(&mut here.events).await;
    in_step(&mut there.events).await;
    let now = here.now();
    let offer = here.talk.offer(TalkId::from_bytes([1; 8]), name("play"), name("play/0"), now);
    here.say(offer);
    there.until(|_| true).await;
    let now = there.now();
    let joined = there.talk.join(now);
    there.say(joined);
    here.until(|view| view.partner_is_there).await;
    let mut screen = TalkScreen::open(sam.folder()).unwrap();
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for n in 0..CARDS + WARM {
        let began = Instant::now();
        // No question is on a screen before the vault knows that it was drawn.
        let draw = Command::Draw { deck: Some(Deck::Play) };
        let id = alex.vault.apply(&draw, &past::now(), &mut alex.rng).unwrap().id;
        let drawn = alex.vault.reader().unwrap().drawn(Some(id)).unwrap().unwrap();
        let card = name(&drawn.draw.card.0);
        here.draw(card.clone());
        let shown = there.until(|view| view.card.as_ref() == Some(&card)).await;
        screen.show(&shown);
        if n >= WARM {
            ours.push(began.elapsed());
        }
        tokio::time::sleep(PAUSE).await;
        bare.push(line.round_trip().await);
    }
    here.engine.stop().await;
    there.engine.stop().await;
    (ours, bare)
}
