//! What an input may not do: panic, take more than a second of processor time, or more than 1 GiB of memory.

use std::alloc::System;
use std::panic;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use cap::Cap;
use cpu_time::ProcessTime;

/// Most bytes at once. Who asks for more gets none, and the program ends.
const MOST_BYTES: usize = 1 << 30;

/// Longest time; a slower processor may be given more.
static MOST_TIME: LazyLock<Duration> = LazyLock::new(|| {
    let told = std::env::var("FUZZ_MILLISECONDS").ok().and_then(|most| most.parse().ok());
    Duration::from_millis(told.unwrap_or(1000))
});

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// Sets the limits, after everything is there that all inputs share.
pub fn set() {
    MEMORY.set_limit(MEMORY.allocated() + MOST_BYTES).expect("less is in use");
    thread::spawn(watch);
    // A panic ends this program. Decoders of others are asked with care: theirs are caught, and told as a finding. Of
    // those that are caught too, none may be this project's own.
    nianbao::picture::quieten();
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |about| {
        if about.location().is_some_and(|place| is_own(place.file())) {
            eprintln!("{about}");
            std::process::abort();
        }
        others(about);
    }));
}

/// Whether a source file is of this project: those of dependencies lie in cargo's registry, those of the standard library
/// in `/rustc`.
fn is_own(file: &str) -> bool {
    !file.contains("/registry/src/") && !file.starts_with("/rustc/") && !file.contains("/rustlib/")
}

/// Does a work within the limits. Processor time depends little on what else the machine does; where a virtual one was
/// taken away meanwhile, the second time tells.
pub fn within(work: impl Fn()) {
    let took = timed(&work);
    if took > *MOST_TIME {
        let again = timed(&work);
        assert!(again <= *MOST_TIME, "it takes {took:?}, then {again:?} of processor time");
    }
}

fn timed(work: impl Fn()) -> Duration {
    let start = ProcessTime::now();
    *lock() = Some(start);
    work();
    *lock() = None;
    start.elapsed()
}

/// When the work that is being done was begun.
static BEGUN: Mutex<Option<ProcessTime>> = Mutex::new(None);

fn lock() -> MutexGuard<'static, Option<ProcessTime>> {
    BEGUN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the program when a work never ends.
fn watch() {
    loop {
        thread::sleep(Duration::from_secs(1));
        if lock().is_some_and(|start| start.elapsed() > *MOST_TIME * 4) {
            eprintln!("it takes more than {:?} of processor time", *MOST_TIME * 4);
            std::process::abort();
        }
    }
}
