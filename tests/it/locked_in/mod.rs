//! Nothing is let in, and nothing gets out: what a data file names lies in its folder, what a drawing, a text or a page
//! refers to elsewhere is not fetched, and what is made holds nothing but the report. That no socket is opened and no
//! process started is judged by tests/judge/locked_in, which looks at the calls to the system.

mod drawings;
mod finished;
#[cfg(unix)]
mod links;
mod paths;
mod texts;

/// What must never come into a report.
const SECRET: &str = "机密内容不得外传";

/// A desk with a folder for a report, and beside it what is none of its business: a text, a picture, a face, a data
/// file.
fn desk() -> crate::support::Desk {
    use crate::support::{Desk, WHOLE_OVERVIEW, in_repository, report};
    let desk = Desk::new();
    for folder in ["in", "in/sub", "in-2"] {
        std::fs::create_dir(desk.path(folder)).expect("a folder");
    }
    for folder in [".", "in-2"] {
        let at = desk.path(folder);
        std::fs::write(at.join("x.md"), format!("{SECRET}。\n")).expect("a text");
        std::fs::copy(in_repository("tests/cases/illustrations/seal.png"), at.join("x.png")).expect("a picture");
        std::fs::copy(in_repository("fonts/FandolSong-Regular.otf"), at.join("x.otf")).expect("a face");
        std::fs::write(at.join("x.toml"), report("", WHOLE_OVERVIEW)).expect("a data file");
    }
    desk
}
