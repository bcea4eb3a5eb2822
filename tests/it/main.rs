//! The program as its users meet it: the binary is run, and what it prints is read back by code that is not ours.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bad_input;
mod characters;
mod checks;
mod command_line;
mod contents;
mod departures;
mod docs;
mod extremes;
mod faulty;
mod faulty_advice;
mod fonts;
mod illustrations;
mod library;
mod lines;
mod merging;
mod narrative;
mod official_tables;
mod page;
mod pages;
mod pairs;
mod pasted;
mod prose;
mod reference;
mod rehearsal;
mod rendered;
mod sample;
mod stdio;
mod structure;
mod support;
mod tables;
mod tagging;
mod third_form;
mod titles;
mod verify;
