//! Data files written for an office: a blank one for a new year, the sum of many departments', one that is edited, and
//! the schema by which an editor completes and checks them.
//!
//! Takes forms and reports, gives TOML text (and JSON for the schema) and findings. Knows nothing of the command line,
//! layout or PDF. What it writes, `report` reads.

mod asks;
mod blank;
mod compare;
pub mod edit;
mod fill;
mod imported;
mod merge;
mod new;
mod questions;
mod remembered;
pub(crate) mod rules;
mod schema;
mod sheet;
mod sum;
mod tables;
#[cfg(test)]
mod testing;
mod toml_text;
mod whole_file;

pub use compare::compare;
pub use fill::{Difference, Filled, fill, is_filled_as_meant};
pub use imported::imported_file;
pub use merge::merged_file;
pub use new::{NewFile, NotLastYear, new_file};
pub use questions::{Part, parts};
pub use schema::schema;
pub use sum::{Department, Sum, sum};
pub(crate) use toml_text::{padded, width};

/// Name under which the files that are written here look for the schema; `nianbao schema` prints it.
pub const SCHEMA_FILE: &str = "nianbao.schema.json";
