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
//! Beside the way stand `files` (the keeper of files: nobody else reads what a report is made of), `form` (the official
//! forms as data, used by `report` and `compose`), `text` (faces, shaping and line breaking), `picture` (what a picture
//! file shows: its size for `layout`, its content for `pdf`) and `chart` (data to drawings, used by `layout`), and the
//! words that all rooms speak: [`units`], [`source`], [`diagnostic`]. `threads` is asked by whoever has work for several
//! processors.
//!
//! Behind `layout` stand `svg`, which draws its pages for a screen, and `places`, which tells what stands where on them.
//! Behind `compose` other ways lead to other outputs: `html` to a web page, `docx` to a Word file, `json` to a file for
//! programs; `artwork` makes files of what pictures and charts show for the first two.
//!
//! `extract` and `verify` come from behind: they read a finished PDF and hold it against its data.
//! `import` is another way in: it reads what other programs hold of a report. `author` goes the other way: it writes data
//! files, and what an editor needs to help with them; `rich_text` shows narrative as an editor does and takes it back;
//! `workbook` makes a workbook to fill in.
//! `desk` keeps a report that is being edited, `page` is what the browser shows of it, and `server` stands between the two.
//! `pipeline` is the way in, the rooms called in their order; [`rules`] lists what all of them find.
//! `commands` is the command line: one file a verb.
//!
//! # From data to a PDF
//!
//! ```
//! use nianbao::files::{Files, Memory};
//! use nianbao::text::FaceLibrary;
//! use nianbao::{Input, Options, read, typeset, write_pdf};
//!
//! let data = "[report]\norgan = '某市数据局'\nyear = 2025\ndraft = true\n";
//! let files = Files::new(Memory::from([("report.toml", data)]));
//! let reading = read(&Input::File("report.toml".into()), None, &files, &Options::default());
//! // A draft may be unfinished, but that is told.
//! assert!(!reading.found.is_empty() && reading.found.iter().all(|finding| !finding.is_error()));
//!
//! let manuscript = reading.manuscript.expect("a report that can be read");
//! let pages = typeset(&manuscript, &FaceLibrary::embedded(), &files, None).expect("faces for all characters");
//! let pdf = write_pdf(manuscript, &pages).expect("a PDF");
//! let mut bytes = Vec::new();
//! pdf.file.write_to(&mut bytes)?;
//! assert!(bytes.starts_with(b"%PDF-1.7"));
//! # Ok::<(), std::io::Error>(())
//! ```

pub mod artwork;
pub mod author;
pub mod chart;
pub mod check;
pub mod commands;
pub mod compare;
pub mod compose;
pub mod desk;
pub mod diagnostic;
pub mod docx;
pub mod extract;
pub mod files;
pub mod fix;
pub mod form;
pub mod html;
pub mod import;
pub mod json;
pub mod layout;
pub mod narrative;
pub mod node;
pub(crate) mod official_page;
pub(crate) mod page;
pub mod pdf;
pub mod picture;
pub mod pipeline;
pub mod places;
pub mod report;
pub mod rich_text;
pub mod rules;
pub mod server;
pub mod source;
pub mod svg;
pub mod text;
pub(crate) mod threads;
pub mod units;
pub mod verify;
pub mod workbook;

pub use pipeline::{
    Input, Manuscript, Options, Pdf, Reading, Typeset, read, read_beside, read_data, typeset, write_pdf,
};
