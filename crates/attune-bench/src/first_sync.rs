//! A first meeting: everything one of two has written comes to the other, who
//! has nothing. Beside it a pipeline with nothing of ours: documents over a stream,
//! loaded, and written with an index, in batches that are confirmed.

use crate::Bench;
use crate::meeting::meet;
use crate::past::{TEN_YEARS, Words, partners};
use crate::table::{Measure, Target};
use crate::yardstick::{Line, sqlcipher};
use automerge::transaction::{CommitOptions, Transactable};
use automerge::{Automerge, ObjType, ROOT, ReadDoc};
use rusqlite::params;
use std::sync::mpsc as channel;
use std::time::Instant;
use tokio::sync::mpsc;

/// As `facts.md` measured the parts: documents in a compressed batch, and batches
/// in one durable transaction.
const COMPRESSED: usize = 256;
const COMMITTED: usize = 1_024;
/// The proportion of pages with a plain value to pages with a text that merges,
/// as the spike measured it on 500 characters: 34,000 to 11,000 entries/s.
const SPIKE: f64 = 34_000.0 / 11_000.0;

/// Ours and the bare one in turns, so often.
const ROUNDS: u64 = 3;

/// What a bare pipeline carries.
#[derive(Clone, Copy, PartialEq)]
enum Body {
    Scalar,
    Text,
}

fn document(body: Body, text: &str) -> Vec<u8> {
    let mut doc = Automerge::new();
    let mut tx = doc.transaction();
    match body {
        Body::Scalar => tx.put(ROOT, "body", text).unwrap(),
        Body::Text => {
            let id = tx.put_object(ROOT, "body", ObjType::Text).unwrap();
            tx.splice_text(&id, 0, 0, text).unwrap();
        }
    }
    tx.put(ROOT, "day", "2026-11-25").unwrap();
    tx.put(ROOT, "created", 1_795_510_800_000_i64).unwrap();
    tx.commit_with(CommitOptions::default());
    // Automerge loads a whole document faster than a change, twice as fast where
    // there is a text in it.
    doc.save_nocompress()
}

fn read(document: &[u8]) -> String {
    let doc = Automerge::load(document).unwrap();
    let (value, id) = doc.get(ROOT, "body").unwrap().unwrap();
    match value {
        automerge::Value::Object(_) => doc.text(&id).unwrap(),
        automerge::Value::Scalar(scalar) => scalar.as_str().unwrap().to_owned(),
    }
}

/// Writes batches as they come; says how many entries are durable.
fn write(
    batches: channel::Receiver<Vec<(Vec<u8>, String)>>,
    durable: mpsc::UnboundedSender<usize>,
) {
    let folder = tempfile::tempdir().unwrap();
    let mut db = sqlcipher(&folder.path().join("bare.db"));
    db.execute_batch(
        "CREATE TABLE entries(n INTEGER PRIMARY KEY, document BLOB, body TEXT);
         CREATE VIRTUAL TABLE words USING fts5(text, content='');",
    )
    .unwrap();
    let mut stored = 0;
    for batch in batches {
        let tx = db.transaction().unwrap();
        for (document, body) in &batch {
            tx.prepare_cached("INSERT INTO entries(document, body) VALUES(?1, ?2)")
                .unwrap()
                .execute(params![document, body])
                .unwrap();
            tx.prepare_cached("INSERT INTO words(rowid, text) VALUES(?1, ?2)")
                .unwrap()
                .execute(params![tx.last_insert_rowid(), body])
                .unwrap();
        }
        tx.commit().unwrap();
        stored += batch.len();
        durable.send(stored).unwrap();
    }
}

/// Entries a second, and bytes an entry, of the bare pipeline.
async fn bare(body: Body, texts: &[String]) -> (f64, f64) {
    let documents: Vec<Vec<u8>> = texts.iter().map(|text| document(body, text)).collect();
    let count = documents.len();
    let mut line = Line::new().await;
    let (batches, to_write) = channel::sync_channel(2);
    let (durable, mut told) = mpsc::unbounded_channel();
    let writer = std::thread::spawn(move || write(to_write, durable));
    let began = Instant::now();
    let mut wire = 0;
    let sending = async {
        for batch in documents.chunks(COMPRESSED) {
            let mut plain = Vec::new();
            for document in batch {
                plain.extend(u32::try_from(document.len()).unwrap().to_be_bytes());
                plain.extend(document);
            }
            let packed = zstd::bulk::compress(&plain, 3).unwrap();
            wire += packed.len();
            line.here
                .0
                .write_all(&u32::try_from(packed.len()).unwrap().to_be_bytes())
                .await
                .unwrap();
            line.here.0.write_all(&packed).await.unwrap();
        }
        // The last confirmation is the end.
        let mut confirmed = [0; 8];
        loop {
            line.here.1.read_exact(&mut confirmed).await.unwrap();
            if u64::from_be_bytes(confirmed) as usize == count {
                break;
            }
        }
    };
    let receiving = async {
        let (mut received, mut pending) = (0, Vec::new());
        while received < count {
            let mut length = [0; 4];
            line.there.1.read_exact(&mut length).await.unwrap();
            let mut packed = vec![0; u32::from_be_bytes(length) as usize];
            line.there.1.read_exact(&mut packed).await.unwrap();
            let plain = zstd::bulk::decompress(&packed, 16 << 20).unwrap();
            let mut rest = plain.as_slice();
            while let Some((length, after)) = rest.split_first_chunk::<4>() {
                let (document, after) = after.split_at(u32::from_be_bytes(*length) as usize);
                pending.push(document.to_vec());
                rest = after;
                received += 1;
            }
            if pending.len() >= COMMITTED || received == count {
                let some = std::mem::take(&mut pending);
                // Loaded on two threads, as the spike did.
                let half = some.len() / 2;
                let loaded = tokio::task::block_in_place(|| {
                    std::thread::scope(|scope| {
                        let first = scope.spawn(|| {
                            some[..half].iter().map(|saved| read(saved)).collect::<Vec<_>>()
                        });
                        let second: Vec<_> = some[half..].iter().map(|saved| read(saved)).collect();
                        first.join().unwrap().into_iter().chain(second).collect::<Vec<_>>()
                    })
                });
                let batch = some.into_iter().zip(loaded).collect();
                tokio::task::block_in_place(|| batches.send(batch).unwrap());
            }
            while let Ok(stored) = told.try_recv() {
                line.there.0.write_all(&(stored as u64).to_be_bytes()).await.unwrap();
            }
        }
        drop(batches);
        while let Some(stored) = told.recv().await {
            line.there.0.write_all(&(stored as u64).to_be_bytes()).await.unwrap();
        }
    };
    tokio::join!(sending, receiving);
    let rate = count as f64 / began.elapsed().as_secs_f64();
    writer.join().unwrap();
    (rate, wire as f64 / count as f64)
}

/// The middle one of some rates.
fn middle(mut rates: Vec<f64>) -> f64 {
    rates.sort_unstable_by(f64::total_cmp);
    rates[rates.len() / 2]
}

pub(crate) fn measure(bench: &mut Bench) -> Vec<Measure> {
    let mut words = Words::new(7);
    let texts = words.mix(TEN_YEARS);
    // And what the spike measured: 500 characters each.
    let long: Vec<String> = (0..TEN_YEARS / 4).map(|_| words.text(500)).collect();
    let runtime = &bench.runtime;
    let strangers = partners(TEN_YEARS);
    let (mut ours, mut mix) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        // Copies that have not met: the same first meeting each time.
        let mut people = [0, 1].map(|who| strangers[who].again(10 * round + who as u64));
        ours.push(TEN_YEARS as f64 / runtime.block_on(meet(&mut people)).all.as_secs_f64());
        mix.push(runtime.block_on(bare(Body::Text, &texts)).0);
    }
    let (ours, mix) = (middle(ours), middle(mix));
    let (text, text_bytes) = runtime.block_on(bare(Body::Text, &long));
    let (scalar, scalar_bytes) = runtime.block_on(bare(Body::Scalar, &long));
    let proportion = scalar / text / SPIKE;
    let off = Measure::beside(
        "first-sync-bare/proportion",
        (scalar / text, SPIKE),
        "times",
        Target::AtMost(1.3),
        "how much faster plain values are than texts, beside the spike's; and no less than 0.7",
    );
    let off = Measure { met: Some((0.7..=1.3).contains(&proportion)), ..off };
    let told = |name: &str, value, unit, why: &str| {
        Measure::alone(format!("first-sync-bare/{name}"), value, unit, Target::Told, why)
    };
    vec![
        Measure::beside(
            "first-sync-bare",
            (ours, mix),
            "entries/s",
            Target::AtLeast(0.5),
            "a first meeting of ten years, beside a bare pipeline with the same texts",
        ),
        told("text", text, "entries/s", "bare, 500 characters in a text that merges"),
        told("scalar", scalar, "entries/s", "bare, 500 characters in a plain value"),
        told("text-bytes", text_bytes, "bytes", "an entry on the wire, bare"),
        told("scalar-bytes", scalar_bytes, "bytes", "an entry on the wire, bare"),
        off,
    ]
}
