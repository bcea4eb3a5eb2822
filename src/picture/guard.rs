//! Decoders of others are asked with care.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diagnostic::Diagnostic;

/// Runs a decoder. One that panics on a damaged file must not take the program with it: nobody has promised that it
/// does not, and what it was at work on is thrown away. `fault` is what is then
/// wrong with the file.
pub(crate) fn guarded<T>(
    fault: impl FnOnce() -> Diagnostic,
    work: impl FnOnce() -> Result<T, Diagnostic>,
) -> Result<T, Diagnostic> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(fault()))
}
