//! Decoders of others are asked with care.

use crate::diagnostic::Diagnostic;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs a decoder. One that panics on a damaged file must not take the program with it: nobody has promised that it
/// does not, and what it was at work on is thrown away.
pub(super) fn guarded<T>(
    refusal: impl FnOnce() -> Diagnostic,
    work: impl FnOnce() -> Result<T, Diagnostic>,
) -> Result<T, Diagnostic> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(refusal()))
}
