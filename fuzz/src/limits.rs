//! What an input may not do: panic, take more than a second of processor time, or more than 1 GiB of memory.

use std::alloc::System;
use std::panic;
use std::sync::LazyLock;
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

/// Does a work within the limits. Processor time does not depend on what else the machine does.
pub fn within(work: impl FnOnce()) {
    let start = ProcessTime::now();
    work();
    let took = start.elapsed();
    assert!(took <= *MOST_TIME, "it takes {took:?} of processor time");
}
