//! Length-prefixed bytes on a stream. The length is checked against the limit
//! of the moment before anything is allocated.

use iroh::endpoint::{RecvStream, SendStream};

/// The stream ended, broke, or announced too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum WireError {
    #[error("the line is gone")]
    Gone,
    #[error("more was announced than is allowed")]
    TooLarge,
}

/// The next piece, of at most `limit` bytes.
pub(super) async fn read(stream: &mut RecvStream, limit: usize) -> Result<Vec<u8>, WireError> {
    let mut prefix = [0; 4];
    stream.read_exact(&mut prefix).await.map_err(|_| WireError::Gone)?;
    let length = u32::from_be_bytes(prefix) as usize;
    if length == 0 || length > limit {
        return Err(WireError::TooLarge);
    }
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes).await.map_err(|_| WireError::Gone)?;
    Ok(bytes)
}

/// Sends bytes that carry their length already.
pub(super) async fn write(stream: &mut SendStream, bytes: &[u8]) -> Result<(), WireError> {
    stream.write_all(bytes).await.map_err(|_| WireError::Gone)
}
