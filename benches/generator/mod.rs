//! Reports of any size, for all benchmarks: pages of prose, rows, charts and footnotes in a report that is sound.

#![allow(missing_docs, dead_code, clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write;

use nianbao::files::{Files, Memory};
use nianbao::{Input, Manuscript, Options, Reading, read};

/// A report that a county has published: what is printed of it, as text.
const PUBLISHED: &str = include_str!("../../data/jiyang-2020.txt");

/// A report in which nothing is amiss; what is made stands in its first section.
const SOUND: &str = include_str!("../../tests/cases/prose/bases/city.toml");

/// Characters of a full page: 22 lines of 28 cells.
const PAGE: usize = 22 * 28;

/// How much of each there is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Size {
    pub pages: usize,
    pub rows: usize,
    pub charts: usize,
    pub footnotes: usize,
}

impl Size {
    pub fn pages(pages: usize) -> Size {
        Size { pages, ..Size::default() }
    }

    pub fn rows(rows: usize) -> Size {
        Size { rows, ..Size::default() }
    }

    pub fn charts(charts: usize) -> Size {
        Size { charts, ..Size::default() }
    }

    pub fn footnotes(footnotes: usize) -> Size {
        Size { footnotes, ..Size::default() }
    }
}

/// The data file of a report of this size.
pub fn data(size: Size) -> String {
    let mut body = String::new();
    for paragraph in sentences(size.pages * PAGE, 7) {
        body.push_str(paragraph);
        body.push('\n');
    }
    if size.rows > 0 {
        body.push_str("\n| 领域 | 公开数量 | 占比 |\n| --- | ---: | ---: |\n");
        (0..size.rows).for_each(|row| writeln!(body, "| 领域{row} | {row} | {}.5% |", row % 100).unwrap());
    }
    for chart in 0..size.charts {
        write!(body, "\n![图表{chart}](chart:c{chart})\n").unwrap();
    }
    body.push('\n');
    (0..size.footnotes).for_each(|note| writeln!(body, "公开的情况是好的[^{note}]。").unwrap());
    (0..size.footnotes).for_each(|note| write!(body, "\n[^{note}]: 以印发日期为准。\n").unwrap());
    let mut data = with_overview(&body);
    for chart in 0..size.charts {
        let kind = ["bar", "pie", "line", "stacked-bar"][chart % 4];
        write!(data, "\n[charts.c{chart}]\nkind = \"{kind}\"\nvalues = {{ 甲 = 3, 乙 = {}, 丙 = 7 }}\n", chart + 1)
            .unwrap();
    }
    data
}

/// The data file of a sound report that opens with a text.
pub fn with_overview(text: &str) -> String {
    SOUND.replacen("[overview]\nbody = '''\n", &format!("[overview]\nbody = '''\n{text}\n\n"), 1)
}

/// Prose of so many characters, a paragraph without white space: the published sentences in an order of their own for
/// each step.
pub fn prose(characters: usize, step: usize) -> String {
    let sentences: Vec<&str> = PUBLISHED.split_inclusive('。').collect();
    let shuffled = (0..).map(|at| sentences[(at * step + at / sentences.len()) % sentences.len()]);
    shuffled.flat_map(str::chars).filter(|c| !c.is_whitespace()).take(characters).collect()
}

/// Sentences of the published report of at least so many characters together.
fn sentences(characters: usize, step: usize) -> impl Iterator<Item = &'static str> {
    // Neither headings nor items, whose numbers would not go on, nor periods of the year that it was published for.
    let is_prose = |line: &str| line.starts_with(|ch| matches!(ch, '一'..='鿿')) && line.chars().nth(1) != Some('、');
    let is_timeless = |line: &str| !line.contains("20");
    let usable = |line: &&str| {
        line.chars().count() > 28 && !line.contains(['*', '[', '<', '|']) && is_prose(line) && is_timeless(line)
    };
    let lines: Vec<&str> = PUBLISHED.lines().filter(usable).collect();
    let shuffled = (0..).map(move |at| lines[(at * step + at / lines.len()) % lines.len()]);
    let mut left = characters;
    shuffled.take_while(move |line| {
        let is_wanted = left > 0;
        left = left.saturating_sub(line.chars().count());
        is_wanted
    })
}

/// The files of a report: the data file alone.
pub fn files(data: &str) -> Files {
    Files::new(Memory::from([("a.toml", data)]))
}

/// Its data file.
pub fn input() -> Input {
    Input::File("a.toml".into())
}

/// From text to findings.
pub fn reading(files: &Files) -> Reading {
    read(&input(), None, files, &Options::default())
}

/// A report of this size, read.
pub fn manuscript(files: &Files) -> Manuscript {
    let Reading { manuscript, found, .. } = reading(files);
    let errors: Vec<_> = found.iter().filter(|finding| finding.is_error()).take(3).collect();
    assert!(errors.is_empty(), "{errors:?}");
    manuscript.expect("a sound report")
}
