//! The first sync of samod, where each entry is an automerge document, beside
//! the first meeting of as many entries.
//!
//! samod keeps everything in memory, connects by a channel, and may choose how
//! it learns of documents and on which threads it works: the fastest counts.

use crate::Bench;
use crate::table::{Measure, Target};

const NAME: &str = "first-sync-samod";
const TARGET: Target = Target::AtLeast(10.0);

#[cfg(not(feature = "samod"))]
pub(crate) fn measure(_: &mut Bench) -> Vec<Measure> {
    let why = "samod is not built in: cargo run --release -p attune-bench --features samod";
    vec![Measure::absent(NAME, TARGET, why)]
}

#[cfg(feature = "samod")]
pub(crate) fn measure(bench: &mut Bench) -> Vec<Measure> {
    peer::measure(bench)
}

#[cfg(feature = "samod")]
mod peer {
    use super::{NAME, TARGET};
    use crate::Bench;
    use crate::meeting;
    use crate::past::Words;
    use crate::table::Measure;
    use automerge::transaction::Transactable;
    use automerge::{Automerge, AutomergeError, ObjType, ROOT, ReadDoc};
    use samod::transport::channel::ChannelDialer;
    use samod::{BackoffConfig, ConcurrencyConfig, DocHandle, Repo, ShareConfig, Url};
    use std::sync::Arc;
    use std::time::Instant;

    const COUNT: usize = 1_200;

    /// How the second learns of what the first has.
    #[derive(Debug, Clone, Copy)]
    enum Learning {
        /// The first announces each document.
        Announced,
        /// The second knows the names, and asks.
        Asking,
    }

    /// Where the documents are worked on.
    #[derive(Debug, Clone, Copy)]
    enum Threads {
        /// As tasks of the async runtime.
        Tasks,
        /// On a pool of their own.
        Pool,
    }

    impl Threads {
        fn config(self) -> ConcurrencyConfig {
            match self {
                Self::Tasks => ConcurrencyConfig::AsyncRuntime,
                Self::Pool => {
                    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
                    ConcurrencyConfig::Threadpool(pool.unwrap())
                }
            }
        }
    }

    pub(super) fn measure(bench: &mut Bench) -> Vec<Measure> {
        let texts = Words::new(1).mix(COUNT);
        let ways = [
            (Learning::Announced, Threads::Tasks),
            (Learning::Announced, Threads::Pool),
            (Learning::Asking, Threads::Tasks),
            (Learning::Asking, Threads::Pool),
        ];
        let mut theirs: Vec<(f64, String)> = ways
            .into_iter()
            .map(|(learning, threads)| {
                let rate = bench.runtime.block_on(first_sync(&texts, learning, threads));
                (rate, format!("{learning:?}, {threads:?}: {rate:.0}/s"))
            })
            .collect();
        theirs.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (ours, said) = meeting::first(bench, COUNT);
        let told: Vec<String> = theirs.iter().map(|(_, told)| told.clone()).collect();
        let why = format!(
            "samod 0.16, {COUNT} documents in memory over a channel, nothing on a disk; {}; {said}",
            told.join("; ")
        );
        vec![Measure::beside(NAME, (ours, theirs[0].0), "entries/s", TARGET, why)]
    }

    fn document(text: &str) -> Automerge {
        let mut document = Automerge::new();
        document
            .transact::<_, _, AutomergeError>(|write| {
                write.put(ROOT, "kind", "journal")?;
                let body = write.put_object(ROOT, "body", ObjType::Text)?;
                write.splice_text(&body, 0, 0, text)
            })
            .unwrap();
        document
    }

    async fn repo(learning: Learning, threads: Threads) -> Repo {
        let announce = matches!(learning, Learning::Announced);
        Repo::build_tokio()
            .with_share_policy(move |_, _| {
                let policy = ShareConfig::read_write().with_announce(announce);
                futures::stream::iter([policy])
            })
            .with_concurrency(threads.config())
            .load()
            .await
    }

    /// Documents a second, from connecting until the second holds all.
    async fn first_sync(texts: &[String], learning: Learning, threads: Threads) -> f64 {
        // The second has nothing to announce; without the right to, it would not ask.
        let here = repo(learning, threads).await;
        let there = repo(Learning::Announced, threads).await;
        let mut written: Vec<DocHandle> = Vec::with_capacity(texts.len());
        for text in texts {
            written.push(here.create(document(text)).await.unwrap());
        }
        let accepts = there.make_acceptor(Url::parse("channel://bench").unwrap()).unwrap();
        let began = Instant::now();
        here.dial(BackoffConfig::default(), Arc::new(ChannelDialer::new(accepts))).unwrap();
        // Who asks before there is a connection is told that there is nothing.
        here.when_connected(there.peer_id()).await.unwrap();
        there.when_connected(here.peer_id()).await.unwrap();
        let found = written.iter().map(|handle| there.find(handle.document_id().clone()));
        let found = futures::future::join_all(found).await;
        let took = began.elapsed();
        for (found, text) in found.into_iter().zip(texts) {
            let handle = found.unwrap().unwrap();
            handle.with_document(|document| {
                let (_, body) = document.get(ROOT, "body").unwrap().unwrap();
                assert_eq!(document.text(&body).unwrap(), *text);
            });
        }
        here.stop().await;
        there.stop().await;
        texts.len() as f64 / took.as_secs_f64()
    }
}
