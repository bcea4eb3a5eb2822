//! Decoders of others are asked with care.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

use crate::diagnostic::Diagnostic;

thread_local! {
    /// Whether this thread is at work on what another's decoder may panic on.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a decoder. One that panics on a damaged file must not take the program with it: nobody has promised that it
/// does not, and what it was at work on is thrown away. `fault` is what is then
/// wrong with the file.
pub(crate) fn guarded<T>(
    fault: impl FnOnce() -> Diagnostic,
    work: impl FnOnce() -> Result<T, Diagnostic>,
) -> Result<T, Diagnostic> {
    let outer = IS_GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(outer);
    done.unwrap_or_else(|_| Err(fault()))
}

/// Lets panics that are caught say nothing on the screen: a finding tells of them. Of a panic that is this program's
/// own everything is shown.
pub fn quieten() {
    let usual = take_hook();
    set_hook(Box::new(move |about| {
        if !IS_GUARDED.get() {
            usual(about);
        }
    }));
}
