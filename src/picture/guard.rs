//! Decoders of others are asked with care.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Refusal;

/// Runs a decoder. One that panics on a damaged file must not take the program with it: nobody has promised that it does
/// not, and what it was at work on is thrown away.
pub(super) fn guarded<T>(
    refusal: impl FnOnce() -> Refusal,
    work: impl FnOnce() -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(refusal()))
}
