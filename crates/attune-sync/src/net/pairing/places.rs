//! Room for strangers who have proved nothing: so many at once, and a newcomer
//! takes the place of the oldest. The true partner needs a place for a moment
//! only; whoever just holds them keeps nobody out.

use std::collections::VecDeque;
use tokio::task::{AbortHandle, JoinSet};

/// So many tasks at once. All of them end when this is dropped.
pub(super) struct Places {
    most: usize,
    tasks: JoinSet<()>,
    /// The oldest first.
    held: VecDeque<AbortHandle>,
}

impl Places {
    pub(super) fn new(most: usize) -> Self {
        Self { most, tasks: JoinSet::new(), held: VecDeque::new() }
    }

    /// Gives a place to `stranger`, if need be the oldest one's.
    pub(super) fn give(&mut self, stranger: impl Future<Output = ()> + Send + 'static) {
        while self.tasks.try_join_next().is_some() {}
        self.held.retain(|task| !task.is_finished());
        if self.held.len() >= self.most
            && let Some(oldest) = self.held.pop_front()
        {
            oldest.abort();
        }
        self.held.push_back(self.tasks.spawn(stranger));
    }
}
