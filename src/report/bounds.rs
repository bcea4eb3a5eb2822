//! How much of everything a report may have: what lies beyond was pasted by mistake, or would take more of the machine
//! than it has. Whoever really has that much says so on the command line, `--limit NAME=N`.

use crate::diagnostic::{Lang, Message, Text, message, text};

/// What has a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// MiB of a data file, or of one that it names with `body_file`. A report of 3,000 pages has six.
    File,
    /// Characters of what stands on one line: a name, a label, a cell, a reason. The name of no organ has a hundred.
    Line,
    /// Characters of one paragraph, heading or cell of a narrative: some three hundred pages.
    Paragraph,
    /// Characters of all narratives, their tables included: some six thousand pages, and what `verify` reads of a PDF.
    Characters,
    /// Lines of all narratives that are not blank: each takes a line of a page at least.
    Lines,
    /// Cells of all tables in narratives: 100,000 rows of four.
    Cells,
    /// Headings of all narratives, which stand in the contents and in the outline too.
    Headings,
    /// Links of all narratives: each takes as much of the PDF as a page of text.
    Links,
    /// Lists within lists, and whatever else stands within another.
    Depth,
    /// Rows that a file adds to table 二.
    Rows,
    /// Charts.
    Charts,
    /// Series of a chart.
    Series,
    /// Values of a series.
    Values,
    /// Values of all charts, each as often as it is shown: what is drawn.
    Points,
    /// Pages.
    Pages,
    /// MiB of all picture files together, which are all held at once.
    Pictures,
    /// Millions of pixels of all pictures together, which are decoded one after the other.
    Pixels,
    /// Shapes of all SVGs together, as one alone is weighed.
    Shapes,
}

/// Bytes of the largest file that any limit lets in: what has been read once is read again within it.
pub const LARGEST_FILE: u64 = 256 << 20;

/// The limit, its name, what it is of, what is usual and what is the most that may be set.
type Row = (Bound, &'static str, Text, usize, usize);

/// All of them, in the order of the enum.
const ROWS: [Row; 18] = [
    (Bound::File, "file", text("数据文件，MiB", "MiB of a data file"), 16, (LARGEST_FILE >> 20) as usize),
    (Bound::Line, "line", text("一行的文字，字", "characters of a line"), 1_000, 100_000),
    (Bound::Paragraph, "paragraph", text("一段，字", "characters of a paragraph"), 200_000, 10_000_000),
    (Bound::Characters, "characters", text("正文，字", "characters of all text"), 4_000_000, 100_000_000),
    (Bound::Lines, "lines", text("正文，行", "lines of all text"), 200_000, 10_000_000),
    (Bound::Cells, "cells", text("正文的表，格", "cells of all tables"), 400_000, 10_000_000),
    (Bound::Headings, "headings", text("标题", "headings"), 10_000, 1_000_000),
    (Bound::Links, "links", text("链接", "links"), 20_000, 10_000_000),
    (Bound::Depth, "depth", text("列表套几层", "lists within lists"), 8, 16),
    (Bound::Rows, "rows", text("[[disclosure.extra]]", "[[disclosure.extra]]"), 200, 10_000),
    (Bound::Charts, "charts", text("图表", "charts"), 200, 10_000),
    (Bound::Series, "series", text("一个图表几组数", "series of a chart"), 12, 100),
    (Bound::Values, "values", text("一组几个数", "values of a series"), 200, 10_000),
    (Bound::Points, "points", text("图表一共画几个数", "values of all charts"), 10_000, 10_000_000),
    (Bound::Pages, "pages", text("页", "pages"), 10_000, 1_000_000),
    (Bound::Pictures, "pictures", text("图片文件一共，MiB", "MiB of all pictures"), 200, 65_536),
    (Bound::Pixels, "pixels", text("图片一共，百万像素", "megapixels of all pictures"), 4_000, 1_000_000),
    (Bound::Shapes, "shapes", text("SVG 一共几个图形", "shapes of all SVGs"), 1_000_000, 1_000_000_000),
];

impl Bound {
    /// By its name on the command line.
    pub fn by_name(name: &str) -> Option<Bound> {
        ROWS.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// All names.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ROWS.iter().map(|row| row.1)
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        ROWS.get(self as usize).map_or("", |row| row.1)
    }

    /// What it is of, with its unit.
    pub fn what(self, lang: Lang) -> &'static str {
        ROWS.get(self as usize).map_or("", |row| row.2.in_lang(lang))
    }

    /// What holds where nothing else is said.
    pub fn usual(self) -> usize {
        ROWS.get(self as usize).map_or(0, |row| row.3)
    }

    /// The most that may be said.
    pub fn most(self) -> usize {
        ROWS.get(self as usize).map_or(0, |row| row.4)
    }

    /// A help, with how a command line lets the limit be another.
    pub fn help(self, help: &Message) -> Message {
        let (zh, en, name) = (help.in_lang(Lang::Zh), help.in_lang(Lang::En), self.name());
        message!(
            zh: "{zh}；确有这么多的，加 --limit {name}=数",
            en: "{en}; if there really is that much, add --limit {name}=N",
        )
    }
}

/// The limits that hold for a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds([usize; ROWS.len()]);

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds(ROWS.map(|row| row.3))
    }
}

impl Bounds {
    /// How many there may be.
    pub fn of(&self, bound: Bound) -> usize {
        self.0.get(bound as usize).copied().unwrap_or_default()
    }

    /// How many bytes, of what is told in MiB.
    pub fn bytes_of(&self, bound: Bound) -> u64 {
        (self.of(bound) as u64).saturating_mul(1 << 20)
    }

    /// Lets another limit hold.
    pub fn set(&mut self, bound: Bound, count: usize) {
        if let Some(own) = self.0.get_mut(bound as usize) {
            *own = count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_stand_in_the_order_of_the_enum() {
        for (at, (bound, name, _, usual, most)) in ROWS.into_iter().enumerate() {
            assert_eq!((bound as usize, Bound::by_name(name), bound.name()), (at, Some(bound), name));
            assert!(usual < most && Bounds::default().of(bound) == usual, "{name}");
        }
    }
}
