//! `nianbao` (年报): one TOML data file in, the official annual report on government information disclosure
//! (政府信息公开工作年度报告) out, as a finished PDF.
//!
//! Data walks one way, one room after another; a room knows the rooms before it, never those after it:
//!
//! ```text
//! data file ─► report ─► narrative ─► check ─► compose ─► layout ─► pdf
//!   (TOML)     what it   its prose,   does it   what the   where it   bytes
//!              says      resolved     add up    reader     goes
//!                                               sees
//! ```
//!
//! Beside the way stand `form` (the official forms as data, used by `report` and `compose`), `text` (faces, shaping
//! and line breaking), `picture` (what a picture file shows: its size for `layout`, its content for `pdf`) and `chart` (data
//! to drawings, used by `layout`), and the words that all rooms speak: [`units`], [`source`], [`diagnostic`].
//! `author` goes the other way: it writes data files, and what an editor needs to help with them.
//! `commands` is the command line: one file a verb.

pub mod author;
pub mod chart;
pub mod check;
pub mod commands;
pub mod compose;
pub mod diagnostic;
pub mod form;
pub mod layout;
pub mod narrative;
pub mod node;
pub mod pdf;
pub mod picture;
pub mod report;
pub mod rules;
pub mod source;
pub mod text;
pub mod units;
