//! The standard output.

use std::io::{self, ErrorKind, stdout};

use super::Failure;
use super::refusal::refused;
use crate::files::beside::buffered;

/// Writes to the standard output.
///
/// # Errors
/// What the system refuses; whoever reads may have gone.
pub(super) fn write_to_stdout(bytes: &[u8]) -> Result<(), Failure> {
    buffered(&mut stdout().lock(), |out| out.write_all(bytes)).map_err(|error| stdout_failure(&error))
}

/// Why the standard output was not written; whoever reads it may have gone.
pub(super) fn stdout_failure(error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::BrokenPipe => Failure::ReaderGone,
        _ => refused_by_stdout(error),
    }
}

/// The failure that the standard output takes no more.
pub(super) fn refused_by_stdout(error: &io::Error) -> Failure {
    refused("<stdout>", error)
}
