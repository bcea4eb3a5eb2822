//! The `nianbao` command: everything is in the library.

use std::process::ExitCode;

/// Bytes of a block that nothing is ever put into.
const LARGE_BLOCK: usize = 16 << 20;

fn main() -> ExitCode {
    // The allocator of glibc gives large blocks back to the system as soon as they are freed, and asks for the next page
    // by page, until the largest so far has been freed: of a short run's time that is a tenth.
    drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGE_BLOCK)));
    nianbao::commands::run(std::env::args_os())
}
