//! The way in: the rooms in their order, for whoever has no screen.
//!
//! Takes data files ([`Input`]) and the keeper of their [`Files`](crate::files::Files), gives a [`Reading`] with all
//! that is found about a report, then its pages ([`Typeset`]), then the file ([`Pdf`]). Every verb of the command line,
//! the tests and the benchmarks go this way, and so will whatever else asks for a report. Decides nothing about a
//! report; knows nothing of screens, arguments and exit codes.

mod departments;
mod fill;
mod fix;
mod foreign;
mod format;
mod identity;
mod input;
mod near_file;
mod new_workbook;
mod outputs;
mod read;
mod side_by_side;
mod two_years;
mod typeset;
mod unchanged;
mod verify;

pub use departments::{Departments, read_departments};
pub use fill::{FillOptions, FilledFile, fill_file};
pub use fix::{Done, FixedFile, Fixing, Place, fix, fix_only};
pub use foreign::{foreign_file, read_report};
pub use format::OutputFormat;
pub use identity::Identity;
pub use input::{Input, read_data};
pub use near_file::near_file;
pub use new_workbook::new_workbook;
pub use outputs::{Assets, Content, Draft, OutputFile, Outputs, Wanted, draft, finish};
pub use read::{Manuscript, Options, Reading, read, read_beside};
pub use side_by_side::side_by_side;
pub use two_years::read_and_compare;
pub use typeset::{Pdf, Typeset, comparison_pdf, not_told, rehearse, typeset, write_pdf};
pub use verify::{read_pdf, verify_pdf};
