//! The parts that are shown, one file each: what the page takes of a report, as JSON.

pub(super) mod charts;
pub(super) mod findings;
pub(super) mod head;
pub(super) mod pages;
pub(super) mod section;
pub(super) mod settings;
mod table;
