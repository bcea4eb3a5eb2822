//! Work on several processors at once, for whatever room has some that does not depend on one another.

use std::error::Error;
use std::sync::LazyLock;
use std::thread::available_parallelism;

use rayon::ThreadPoolBuilder;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

/// Stack of a thread: what a program's first thread has on Linux, so that a report that can be made there can be made
/// on any.
pub(crate) const STACK_BYTES: usize = 8 << 20;

/// More threads than this bring nothing to one report.
const MOST_THREADS: usize = 8;

/// Starts threads for a program whose work comes from many threads. Else the one that asks first is taken for one of
/// them, and is not there when another asks.
pub(crate) fn start_for_many() {
    let count = available_parallelism().map_or(1, |count| count.get().min(MOST_THREADS));
    if count > 1 {
        // Where the system gives none, or there are some already, those who ask find that out.
        let _ = ThreadPoolBuilder::new().num_threads(count).stack_size(STACK_BYTES).build_global();
    }
}

/// Does both, at once if the system has a thread for each.
pub(crate) fn join<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    if has_threads() { rayon::join(a, b) } else { (a(), b()) }
}

/// What comes of each, in their order. `tool` makes what the work is done with, one for each thread or more.
pub(crate) fn map<T: Send, W, R: Send>(
    items: Vec<T>,
    tool: impl Fn() -> W + Sync + Send,
    work: impl Fn(&mut W, T) -> R + Sync + Send,
) -> Vec<R> {
    if has_threads() {
        return items.into_par_iter().with_max_len(1).map_init(tool, work).collect();
    }
    let mut tool = tool();
    items.into_iter().map(|item| work(&mut tool, item)).collect()
}

/// Whether there are threads to share work with: those of a batch, or those of all that use rayon. Where memory is short
/// the system gives none, and rayon would panic.
fn has_threads() -> bool {
    static HAS_OWN: LazyLock<bool> = LazyLock::new(|| {
        let count = available_parallelism().map_or(1, |count| count.get().min(MOST_THREADS));
        // The thread that asks first works too: what it has freed is used again.
        let threads = ThreadPoolBuilder::new().num_threads(count).stack_size(STACK_BYTES).use_current_thread();
        count > 1
            && match threads.build_global() {
                Ok(()) => true,
                // Only what the system refuses has a source; else they are there already.
                Err(error) => error.source().is_none(),
            }
    });
    rayon::current_thread_index().is_some() || *HAS_OWN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_their_order() {
        let squares = map(
            (0..1000_u64).collect(),
            || 0_u64,
            |done, item| {
                *done += 1;
                item * item
            },
        );
        assert_eq!(squares, (0..1000).map(|item| item * item).collect::<Vec<u64>>());
        assert_eq!(join(|| 1, || "b"), (1, "b"));
    }
}
