//! Work shared out among threads, and taken back in the order of its list.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::no_threads;
use crate::commands::Failure;
use crate::commands::interrupt::Interrupt;
use crate::threads::STACK_BYTES;

/// How long to wait for a result before looking up.
const LOOK_UP: Duration = Duration::from_millis(100);

/// Threads that work at a list.
pub(super) struct Crew {
    pool: ThreadPool,
}

/// What a crew tells of its work.
#[derive(Debug, PartialEq)]
pub(super) enum News<T> {
    /// What came of an index.
    Done(usize, T),
    /// An index that was not begun.
    NotBegun(usize),
    /// A signal has come: no new work is begun.
    Stopping,
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

    /// Does `work` for each index below `count`, in their order as far as several can be under way at a time, and tells
    /// what comes of it, in their order and on this thread. Once a signal has come no new work is begun.
    pub fn work<T: Send>(
        &self,
        count: usize,
        interrupt: &Interrupt,
        work: impl Fn(usize) -> T + Sync,
        mut tell: impl FnMut(News<T>),
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
            let mut is_stopping = false;
            loop {
                let received = receiver.recv_timeout(LOOK_UP);
                if interrupt.has_come() && !std::mem::replace(&mut is_stopping, true) {
                    tell(News::Stopping);
                }
                match received {
                    Ok((index, result)) => waiting.insert(index, result),
                    Err(RecvTimeoutError::Timeout) => continue,
                    Err(RecvTimeoutError::Disconnected) => break,
                };
                while let Some(result) = waiting.remove(&at) {
                    tell(News::Done(at, result));
                    at += 1;
                }
            }
            // Behind the first that was not begun, some may have been.
            for index in at..count {
                tell(waiting.remove(&index).map_or(News::NotBegun(index), |result| News::Done(index, result)));
            }
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
        let mut told = Vec::new();
        crew(2).work(
            7,
            &Interrupt::default(),
            |index| {
                if index < 2 {
                    barrier.wait();
                }
                index * index
            },
            |news| told.push(news),
        );
        assert_eq!(told, (0..7).map(|index| News::Done(index, index * index)).collect::<Vec<_>>());
    }

    #[test]
    fn what_was_not_begun_is_told() {
        let interrupt = Interrupt::default();
        let mut told = Vec::new();
        let work = |index| {
            if index == 1 {
                interrupt.raise();
            }
        };
        crew(1).work(4, &interrupt, work, |news| told.push(news));
        let stopping = told.iter().position(|news| *news == News::Stopping);
        assert!(stopping.is_some_and(|at| at < 3), "{told:?}");
        told.retain(|news| *news != News::Stopping);
        assert_eq!(told, [News::Done(0, ()), News::Done(1, ()), News::NotBegun(2), News::NotBegun(3)]);
    }

    #[test]
    fn nothing_is_no_work() {
        crew(1).work(0, &Interrupt::default(), |_| (), |news| panic!("{news:?}"));
    }
}
