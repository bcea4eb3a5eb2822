//! Work shared out among threads, and taken back in the order of its list.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::no_threads;
use crate::commands::Failure;
use crate::commands::interrupt::Interrupt;

/// Stack of a thread: what a program's first thread has on Linux, so that a report that can be made alone can be made
/// here.
const STACK_BYTES: usize = 8 << 20;

/// How long to wait for a result before looking up.
const LOOK_UP: Duration = Duration::from_millis(100);

/// Threads that work at a list.
pub(super) struct Crew {
    pool: ThreadPool,
}

impl Crew {
    /// So many threads.
    ///
    /// # Errors
    /// The system has no threads to give.
    pub fn new(size: usize) -> Result<Crew, Failure> {
        let pool = ThreadPoolBuilder::new().num_threads(size).stack_size(STACK_BYTES).build();
        Ok(Crew { pool: pool.map_err(|error| no_threads(&error))? })
    }

    /// Does `work` for each index below `count`, in their order as far as several can be under way at a time, and hands
    /// what comes of it to `take`, in their order and on this thread. Once a signal has come no new work is begun; for
    /// what was not begun `take` is given `None`.
    pub fn work<T: Send>(
        &self,
        count: usize,
        interrupt: &Interrupt,
        work: impl Fn(usize) -> T + Sync,
        mut take: impl FnMut(usize, Option<T>),
    ) {
        let next = AtomicUsize::new(0);
        let (sender, receiver) = channel();
        self.pool.in_place_scope(|scope| {
            // One index after the other, not a share for each thread: results then come nearly in their order, so that
            // few have to wait.
            for _ in 0..self.pool.current_num_threads() {
                let (sender, next, work) = (sender.clone(), &next, &work);
                scope.spawn(move |_| {
                    while !interrupt.has_come() {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        if index >= count || sender.send((index, work(index))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            let mut waiting = BTreeMap::new();
            let mut at = 0;
            loop {
                match receiver.recv_timeout(LOOK_UP) {
                    Ok((index, result)) => waiting.insert(index, result),
                    Err(RecvTimeoutError::Timeout) => continue,
                    Err(RecvTimeoutError::Disconnected) => break,
                };
                while let Some(result) = waiting.remove(&at) {
                    take(at, Some(result));
                    at += 1;
                }
            }
            (at..count).for_each(|index| take(index, waiting.remove(&index)));
        });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use std::sync::Barrier;

    use super::*;

    fn crew(size: usize) -> Crew {
        Crew::new(size).unwrap_or_else(|_| panic!("no threads"))
    }

    #[test]
    fn results_come_in_order_whoever_is_first() {
        // The first waits for the second: it comes later by all means.
        let barrier = Barrier::new(2);
        let mut taken = Vec::new();
        crew(2).work(
            7,
            &Interrupt::default(),
            |index| {
                if index < 2 {
                    barrier.wait();
                }
                index * index
            },
            |index, result| taken.push((index, result)),
        );
        assert_eq!(taken, (0..7).map(|index| (index, Some(index * index))).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_no_work() {
        crew(1).work(0, &Interrupt::default(), |_| (), |_, _| panic!("nothing to take"));
    }
}
