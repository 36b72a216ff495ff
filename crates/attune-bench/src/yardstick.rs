//! What the measures stand beside: SQLCipher and iroh with nothing of ours
//! around them.

use iroh::endpoint::{Builder, Endpoint, RecvStream, SendStream, presets};
use iroh::{EndpointAddr, RelayMode};
use rusqlite::Connection;
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub(crate) const ALPN: &[u8] = b"attune/bench/2";

/// Opens a database as the vault opens its own.
pub(crate) fn sqlcipher(path: &Path) -> Connection {
    let db = Connection::open(path).unwrap();
    let key = format!("x'{}'", "5a".repeat(48));
    db.pragma_update(None, "key", key).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;",
    )
    .unwrap();
    db
}

/// A database with one table, to which one row at a time is committed.
pub(crate) struct Bare {
    _folder: TempDir,
    db: Connection,
}

impl Bare {
    /// One that has so many rows already.
    pub(crate) fn new(rows: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = sqlcipher(&folder.path().join("bare.db"));
        db.execute_batch("CREATE TABLE t(n INTEGER PRIMARY KEY, body BLOB NOT NULL); BEGIN")
            .unwrap();
        for _ in 0..rows {
            db.prepare_cached("INSERT INTO t(body) VALUES(?1)")
                .unwrap()
                .execute([[7_u8; 600].as_slice()])
                .unwrap();
        }
        db.execute_batch("COMMIT").unwrap();
        Self { _folder: folder, db }
    }

    /// A durable commit of one row.
    pub(crate) fn commit(&self) -> Duration {
        let began = Instant::now();
        let insert = self.db.prepare_cached("INSERT INTO t(body) VALUES(?1)");
        insert.unwrap().execute([[7_u8; 600].as_slice()]).unwrap();
        began.elapsed()
    }
}

/// An endpoint on loopback with nothing around it, to be bound.
pub(crate) fn on_loopback() -> Builder {
    Endpoint::builder(presets::Minimal)
        .alpns(vec![ALPN.to_vec()])
        .relay_mode(RelayMode::Disabled)
        .clear_address_lookup()
        .clear_ip_transports()
        .bind_addr("127.0.0.1:0")
        .unwrap()
}

/// Where it can be dialled.
pub(crate) fn address(endpoint: &Endpoint) -> EndpointAddr {
    let sockets = endpoint.bound_sockets().into_iter();
    sockets.fold(EndpointAddr::new(endpoint.id()), EndpointAddr::with_ip_addr)
}

/// Two bare endpoints and a stream between them, in both directions.
pub(crate) struct Line {
    pub(crate) here: (SendStream, RecvStream),
    pub(crate) there: (SendStream, RecvStream),
    _ends: [Endpoint; 2],
    connections: [iroh::endpoint::Connection; 2],
}

impl Line {
    pub(crate) async fn new() -> Self {
        let dials = on_loopback().bind().await.unwrap();
        let accepts = on_loopback().bind().await.unwrap();
        let target = address(&accepts);
        let accepting = accepts.clone();
        let accepted =
            tokio::spawn(async move { accepting.accept().await.unwrap().await.unwrap() });
        let dialled = dials.connect(target, ALPN).await.unwrap();
        let accepted = accepted.await.unwrap();
        let mut here = dialled.open_bi().await.unwrap();
        here.0.write_all(&[1]).await.unwrap();
        let mut there = accepted.accept_bi().await.unwrap();
        there.1.read_exact(&mut [0]).await.unwrap();
        Self { here, there, _ends: [dials, accepts], connections: [dialled, accepted] }
    }

    /// So many bytes from here to there, in writes of `each`; gives how many the
    /// socket took for them.
    pub(crate) async fn carry(&mut self, bytes: usize, each: usize) -> u64 {
        let before = self.connections[0].stats().udp_tx.bytes;
        let (here, there) = (&mut self.here.0, &mut self.there.1);
        let sending = async {
            let frame = vec![0; each];
            let mut left = bytes;
            while left > 0 {
                let some = left.min(each);
                here.write_all(&frame[..some]).await.unwrap();
                left -= some;
            }
        };
        let receiving = async {
            let mut arrived = vec![0; bytes];
            there.read_exact(&mut arrived).await.unwrap();
        };
        tokio::join!(sending, receiving);
        self.connections[0].stats().udp_tx.bytes - before
    }

    /// One byte there and back.
    pub(crate) async fn round_trip(&mut self) -> Duration {
        let began = Instant::now();
        let back = async {
            self.there.1.read_exact(&mut [0]).await.unwrap();
            self.there.0.write_all(&[1]).await.unwrap();
        };
        let there = async {
            self.here.0.write_all(&[1]).await.unwrap();
            self.here.1.read_exact(&mut [0]).await.unwrap();
        };
        tokio::join!(back, there);
        began.elapsed()
    }
}
