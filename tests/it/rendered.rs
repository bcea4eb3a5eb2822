//! Every page of the samples looks as it did when it was last accepted: tests/pages/ holds the accepted pictures.
//!
//! A test that fails names report and page, and leaves a picture of it in target/pages/: as accepted, as it is now, and
//! where the two differ. Look at it. If the page is to look so, accept all pages anew and commit them with the change:
//!
//! ```text
//! NIANBAO_ACCEPT=1 cargo test --test it rendered
//! ```
//!
//! Pages are drawn at 60 dpi in greys, of which the accepted pictures keep sixteen.

use std::path::PathBuf;

use hayro::kurbo::Rect;

use crate::support::pdf::Pdf;
use crate::support::picture::{Picture, draw};
use crate::support::{Desk, Dice, in_repository};

/// Greys, of 255, by which a pixel may differ from the accepted one: 8 that the sixteen greys lose, and as many again
/// for what floating-point numbers differ from machine to machine. One glyph that is moved by a point differs by more.
const TOLERANCE: u8 = 16;

fn built(data: &str, more: &[&str]) -> Vec<u8> {
    let desk = Desk::new();
    let data = in_repository(data);
    let mut arguments = vec!["build", data.to_str().unwrap(), "-o", "out.pdf"];
    arguments.extend(more);
    desk.run(&arguments).succeeds();
    desk.read("out.pdf")
}

fn accepted(name: &str, page: usize) -> PathBuf {
    in_repository(&format!("tests/pages/{name}-{page:02}.png"))
}

#[track_caller]
fn compare(name: &str, more: &[&str]) {
    let pages = draw(built(&format!("data/{name}.toml"), more), 0.0);
    let beyond = (pages.len() + 1..100).map(|page| accepted(name, page)).filter(|path| path.exists());
    if std::env::var_os("NIANBAO_ACCEPT").is_some() {
        (1..).zip(&pages).for_each(|(number, page)| page.write(&accepted(name, number)));
        beyond.for_each(|path| std::fs::remove_file(path).expect("a page that is no more"));
        return;
    }
    let mut wrong: Vec<String> = beyond.map(|path| format!("{} is no page any more", path.display())).collect();
    for (number, page) in (1..).zip(&pages) {
        let kept = in_repository(&format!("target/pages/{name}-{number:02}.png"));
        let _ = std::fs::remove_file(&kept);
        let expected = Picture::read(&accepted(name, number)).unwrap_or_else(|| page.blank());
        let differs = expected.differs(page, TOLERANCE);
        if differs > 0 {
            expected.beside(page, TOLERANCE).write(&kept);
            wrong.push(format!("page {number}: {differs} pixels, see target/pages/{name}-{number:02}.png"));
        }
    }
    assert!(wrong.is_empty(), "{name} looks otherwise than accepted:\n{}", wrong.join("\n"));
}

#[test]
fn jiyang_2020() {
    compare("jiyang-2020", &[]);
}

#[test]
fn yunshan_2025() {
    let previous = in_repository("data/yunshan-2024.toml");
    compare("yunshan-2025", &["--previous", previous.to_str().unwrap()]);
}

#[test]
fn specimen() {
    compare("specimen", &[]);
}

/// Each glyph of the specimen's pages is moved by a point, then taken away: every time the picture differs where it
/// stood.
#[test]
fn a_glyph_that_moves_or_is_missing_is_found() {
    let bytes = built("data/specimen.toml", &[]);
    let pdf = Pdf::read(bytes.clone());
    let pages = draw(bytes.clone(), 0.0);
    let moved = draw(bytes, 1.0);
    let mut tried = 0;
    for ((page, picture), moved) in pdf.pages.iter().zip(&pages).zip(&moved) {
        let (kept, blank) = (picture.kept(), picture.blank());
        for glyph in page.glyphs.iter().filter(|glyph| !glyph.in_figure) {
            let Some(ink) = glyph.ink else { continue };
            // Where it stood and where it would stand.
            let area = Rect { x1: ink.x1 + 1.0, ..ink };
            let expected = kept.cut(area);
            for (what, other) in [("moved", moved), ("missing", &blank)] {
                let differs = expected.differs(&other.cut(area), TOLERANCE);
                assert!(differs > 0, "“{}” {what} at {:.0}, {:.0} is not found", glyph.text, glyph.x, glyph.y);
            }
            tried += 1;
        }
    }
    assert!(tried > 2000, "{tried}");
}

/// A picture that is kept, and one that differs by what another machine's numbers may, are the same.
#[test]
fn small_differences_of_numbers_are_not_found() {
    let mut dice = Dice(48);
    for picture in draw(built("data/specimen.toml", &[]), 0.0) {
        let mut noisy = picture.clone();
        for grey in &mut noisy.pixels {
            *grey = grey.saturating_add(dice.roll(5) as u8).saturating_sub(2);
        }
        assert_eq!(picture.kept().differs(&noisy, TOLERANCE), 0);
    }
}
