//! Pipe tables: rows, caption, and cells that go on to the right or downwards.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag};

use super::attributes;
use super::reader::Reader;
use super::run::Run;
use super::{Cell, CellLine, ColumnAlign, Inline, PipeTable};
use crate::diagnostic::{Diagnostic, Message, message};
use crate::narrative::rules;

/// A row as it is written.
struct Row {
    range: Range<usize>,
    cells: Vec<RawCell>,
}

/// A cell as it is written.
struct RawCell {
    range: Range<usize>,
    runs: Vec<Run>,
}

impl Reader<'_> {
    /// The table whose start has just been read; `None` if something is wrong with its shape.
    pub(super) fn table(&mut self, align: &[Alignment], range: Range<usize>) -> Option<PipeTable> {
        let mut rows = Vec::new();
        while let Some((Event::Start(Tag::TableHead | Tag::TableRow), range)) = self.events.next() {
            rows.push(self.row(range));
        }
        let (caption, name) = self.caption(&mut rows);
        let columns = align.len();
        if let Err(fault) = self.length.add_cells(rows.len(), columns) {
            self.fault(fault, self.opening(&range));
            return None;
        }
        let mut sound = true;
        for row in &rows {
            sound &= self.is_whole(row, columns);
        }
        if !sound {
            return None;
        }

        let has_head = rows.first().is_some_and(|row| row.cells.iter().any(|cell| !cell.runs.is_empty()));
        if !has_head {
            rows.drain(..rows.len().min(1));
        }
        if rows.is_empty() {
            self.fault(shape(message!(zh: "表格里什么也没有", en: "the table is empty")), self.opening(&range));
            return None;
        }
        let head_rows = usize::from(has_head);
        let row_count = rows.len();
        let cells = self.cells(rows, head_rows)?;
        let align = align.iter().map(column_align).collect();
        let text = self.source(&range).trim_end().len();
        let span = self.prose.span(range.start..range.start + text);
        Some(PipeTable { columns, align, head_rows, rows: row_count, cells, number: None, caption, name, span })
    }

    fn row(&mut self, range: Range<usize>) -> Row {
        let mut cells = Vec::new();
        while let Some((Event::Start(_), range)) = self.events.next() {
            let runs = self.inlines(true);
            self.events.next();
            cells.push(RawCell { range, runs });
        }
        Row { range, cells }
    }

    /// The line `: caption {#name}` right below a table, which the parser takes for its last row.
    fn caption(&mut self, rows: &mut Vec<Row>) -> (Option<Vec<Inline>>, Option<String>) {
        let Some(mut runs) = self.caption_runs(rows) else { return (None, None) };
        let mut name = None;
        let mut braces_at = None;
        if let Some(last) = runs.last_mut().filter(|run| run.is_literal())
            && let Some(braces) = attributes::at_the_end(last.text())
        {
            let range = last.part(braces.clone()).range;
            name = self.attributes(range.clone(), false).name;
            braces_at = Some(range);
            *last = last.part(0..braces.start);
            last.trim_end();
        }
        runs.retain(|run| !run.range.is_empty());
        let text = self.placed(runs);
        if let (true, Some(range)) = (text.is_empty(), braces_at) {
            let message = message!(zh: "名称前面没有表题", en: "there is no caption before the name");
            let help = message!(
                zh: "写上表题：: 表题 {{#tbl-名称}}",
                en: "write the caption: `: caption {{#tbl-name}}`",
            );
            self.fault(Diagnostic::error(&rules::ATTRIBUTE, message).help(help), range);
        }
        (Some(text).filter(|text| !text.is_empty()), name)
    }

    fn caption_runs(&mut self, rows: &mut Vec<Row>) -> Option<Vec<Run>> {
        let last = rows.last().filter(|row| rows.len() > 1 && self.source(&row.range).starts_with(':'))?;
        let line = self.opening(&last.range);
        let stray = last.cells.iter().skip(1).any(|cell| !cell.runs.is_empty()) || self.has_more_cells(last);
        let breaks = |run: &Run| matches!(run.inline, Inline::LineBreak);
        let breaks = last.cells.iter().any(|cell| cell.runs.iter().any(breaks));
        let mut runs = rows.pop()?.cells.into_iter().next()?.runs;
        if stray || breaks {
            self.fault(
                shape(message!(
                    zh: "题注是一行文字，里面不能有 | 和 <br>",
                    en: "a caption is one line of text without | and <br>",
                )),
                line,
            );
            return None;
        }
        runs.first_mut()?.trim_start(":");
        Some(runs)
    }

    /// Whether a row came from a line whose cells are divided by tabs.
    fn is_from_tabs(&self, row: &Row) -> bool {
        self.prose.is_put_in(row.range.start..row.range.start + 1)
    }

    /// Whether a row has as many cells as the head. The parser drops what is too much and fills up what is too little.
    fn is_whole(&mut self, row: &Row, columns: usize) -> bool {
        let filled = row.cells.iter().filter(|cell| cell.range.start >= row.range.end).count();
        let written = row.cells.len() - filled;
        let fault = if filled > 0 {
            shape(message!(
                zh: "这一行有 {written} 格，表格有 {columns} 列",
                en: "this row has {written} cells; the table has {columns} columns",
            ))
            .help(if self.is_from_tabs(row) {
                as_many_tabs()
            } else {
                message!(zh: "空格子也要写出来", en: "write empty cells too")
            })
        } else if self.has_more_cells(row) {
            shape(message!(
                zh: "这一行的格数超过表格的 {columns} 列",
                en: "this row has more cells than the {columns} columns of the table",
            ))
            .help(if self.is_from_tabs(row) {
                as_many_tabs()
            } else {
                message!(zh: "竖线本身写成 \\|", en: "write \\| for the sign itself")
            })
        } else {
            return true;
        };
        self.fault(fault, self.opening(&row.range));
        false
    }

    fn has_more_cells(&self, row: &Row) -> bool {
        let end = row.cells.last().map_or(row.range.end, |cell| cell.range.end);
        let rest = self.source(&(end..row.range.end)).trim();
        !rest.strip_prefix('|').unwrap_or(rest).is_empty()
    }

    /// The cells in reading order, each with the rectangle that it covers.
    fn cells(&mut self, rows: Vec<Row>, head_rows: usize) -> Option<Vec<Cell>> {
        let lines: Vec<Range<usize>> = rows.iter().map(|row| self.opening(&row.range)).collect();
        let mut cells: Vec<Cell> = Vec::new();
        // The cell that each place belongs to, as its index in `cells`.
        let mut owners: Vec<Vec<usize>> = Vec::new();
        for (row, written) in rows.into_iter().enumerate() {
            let mut line: Vec<usize> = Vec::new();
            for (column, cell) in written.cells.into_iter().enumerate() {
                let sign = self.source(&cell.range).trim();
                let owner = match sign {
                    "<" => line.last().copied(),
                    "^" if row == head_rows => None,
                    "^" => owners.last().and_then(|above| above.get(column)).copied(),
                    _ => {
                        cells.push(Cell { row, column, row_span: 1, column_span: 1, lines: self.lines(cell.runs) });
                        Some(cells.len() - 1)
                    }
                };
                let Some(owner) = owner else {
                    let blank = self.source(&cell.range).len() - self.source(&cell.range).trim_start().len();
                    let start = cell.range.start + blank;
                    self.fault(nothing_to_continue(sign), start..start + sign.len());
                    return None;
                };
                if let Some(grown) = cells.get_mut(owner) {
                    grown.column_span = grown.column_span.max(column + 1 - grown.column);
                    grown.row_span = row + 1 - grown.row;
                }
                line.push(owner);
            }
            owners.push(line);
        }

        // What a cell has grown to is a rectangle if it owns all of it, row by row.
        for (index, cell) in cells.iter().enumerate() {
            let rows = owners.iter().zip(&lines).skip(cell.row).take(cell.row_span);
            let mut broken =
                rows.filter(|(row, _)| row.iter().filter(|owner| **owner == index).count() != cell.column_span);
            if let Some((_, line)) = broken.next() {
                let fault = shape(message!(
                    zh: "合并的格子不成矩形",
                    en: "the cells that are joined here are no rectangle",
                ));
                self.fault(fault, line.clone());
                return None;
            }
        }
        Some(cells)
    }

    /// The lines of a cell, as `<br>` divides it.
    fn lines(&self, runs: Vec<Run>) -> Vec<CellLine> {
        if runs.is_empty() {
            return Vec::new();
        }
        let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
        for run in runs {
            match (run.inline == Inline::LineBreak, lines.last_mut()) {
                (false, Some(line)) => line.push(run),
                _ => lines.push(Vec::new()),
            }
        }
        lines.into_iter().map(|line| self.line(line)).collect()
    }

    fn line(&self, mut runs: Vec<Run>) -> CellLine {
        let mut item = false;
        if let Some(first) = runs.first_mut() {
            first.trim_start("");
            item = first.text().starts_with("- ") && !self.is_escaped(first);
            if item {
                first.trim_start("- ");
            }
        }
        if let Some(last) = runs.last_mut() {
            last.trim_end();
        }
        runs.retain(|run| !run.is_blank() && !run.is_break());
        CellLine { item, text: self.placed(runs) }
    }
}

fn as_many_tabs() -> Message {
    message!(
        zh: "各行的格之间是制表符（Tab）：每行和第一行一样多，空格子也留着制表符",
        en: "the cells stand between tabs: as many in each line as in the first, also around empty cells",
    )
}

fn shape(message: Message) -> Diagnostic {
    Diagnostic::error(&rules::TABLE_SHAPE, message)
}

fn nothing_to_continue(sign: &str) -> Diagnostic {
    shape(match sign {
        "<" => message!(zh: "“<”的左边没有格子", en: "there is no cell at the left of `<`"),
        _ => message!(
            zh: "“^”的上面没有格子（表头的格子不能延到表体）",
            en: "there is no cell above `^` (a cell of the head does not go on in the body)",
        ),
    })
    .help(message!(zh: "这个符号本身写成 \\{sign}", en: "write \\{sign} for the sign itself"))
}

fn column_align(align: &Alignment) -> ColumnAlign {
    match align {
        Alignment::None => ColumnAlign::Unset,
        Alignment::Left => ColumnAlign::Left,
        Alignment::Center => ColumnAlign::Centre,
        Alignment::Right => ColumnAlign::Right,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::narrative::sample::read_plain;
    use crate::narrative::{Block, Emphasis, Narrative};
    use crate::report::Prose;
    use crate::source::Sources;

    fn narrative_of(text: &str) -> (Sources, Result<Narrative, Vec<Diagnostic>>) {
        let mut sources = Sources::default();
        let source = sources.add("a.md", text);
        let prose = Prose { text: text.to_owned(), source, offsets: Vec::new(), key: "other.body".to_owned() };
        (sources, read_plain(&prose))
    }

    fn table_of(text: &str) -> PipeTable {
        let (sources, narrative) = narrative_of(text);
        let narrative = narrative.expect("a sound table");
        let blocks = match narrative.blocks.first() {
            Some(Block::Quote(blocks)) => blocks,
            _ => &narrative.blocks,
        };
        let table = blocks.iter().find_map(|block| match block {
            Block::Table(table) => Some(table.clone()),
            _ => None,
        });
        let table = table.expect("a table");
        for inline in table.cells.iter().flat_map(|cell| &cell.lines).flat_map(|line| &line.text) {
            if let Inline::Text { text, span, .. } = inline {
                assert_eq!(sources.slice(*span), text);
            }
        }
        table
    }

    /// `row,column rows×columns text` of each cell; lines divided by /, items with a dot.
    fn cells(table: &PipeTable) -> Vec<String> {
        let line = |line: &CellLine| {
            let dot = if line.item { "·" } else { "" };
            format!("{dot}{}", plain(&line.text))
        };
        let cell = |cell: &Cell| {
            let lines = cell.lines.iter().map(line).collect::<Vec<_>>().join("/");
            format!("{},{} {}×{} {lines}", cell.row, cell.column, cell.row_span, cell.column_span)
        };
        table.cells.iter().map(cell).collect()
    }

    fn plain(text: &[Inline]) -> String {
        let show = |inline: &Inline| match inline {
            Inline::Text { text, .. } => text.clone(),
            Inline::LineBreak => "⏎".to_owned(),
            Inline::Footnote(index) => format!("^{index}"),
        };
        text.iter().map(show).collect()
    }

    fn faults(text: &str) -> Vec<(&'static str, usize, usize)> {
        let (sources, narrative) = narrative_of(text);
        let place = |fault: &Diagnostic| {
            let at = sources.line_column(fault.span.expect("a place"));
            (fault.code(), at.line, at.column)
        };
        narrative.expect_err("a broken table").iter().map(place).collect()
    }

    #[test]
    fn cells_go_on_to_the_right_and_downwards() {
        let table = table_of(
            "|   |   |   |\n| :---: | --- | ---: |\n| 重点 | < | < |\n| 任务<br>公开 | - 甲<br>- 乙 | \\- 丙 |\n\
             | ^ | 执行 |  |\n| ^ | ^ | 末 |\n",
        );
        assert_eq!((table.head_rows, table.rows, table.columns), (0, 4, 3));
        assert_eq!(table.align, [ColumnAlign::Centre, ColumnAlign::Unset, ColumnAlign::Right]);
        assert_eq!(
            cells(&table),
            [
                "0,0 1×3 重点",
                "1,0 3×1 任务/公开",
                "1,1 1×1 ·甲/·乙",
                "1,2 1×1 - 丙",
                "2,1 2×1 执行",
                "2,2 1×1 ",
                "3,2 1×1 末"
            ]
        );
    }

    #[test]
    fn a_rectangle_may_be_written_either_way() {
        for corner in ["| ^ | ^ |", "| ^ | < |"] {
            let table = table_of(&format!("| 头 | < |\n|---|---|\n| 甲 | < |\n{corner}\n"));
            assert_eq!((table.head_rows, table.rows), (1, 3));
            assert_eq!(cells(&table), ["0,0 1×2 头", "1,0 2×2 甲"]);
        }
    }

    #[test]
    fn signs_stand_for_themselves_behind_a_backslash() {
        let table = table_of("| \\< | a\\|b |\n|---|---|\n| \\^ | <  a |\n");
        let texts: Vec<String> = table.cells.iter().map(|cell| plain(&cell.lines[0].text)).collect();
        assert_eq!(texts, ["<", "a|b", "^", "<  a"]);
    }

    #[test]
    fn a_caption_stands_right_below() {
        let caption = |text: &str| table_of(text).caption.map(|text| plain(&text));
        assert_eq!(caption("|  |  |\n|---|---|\n| 甲 | 乙 |\n: 政策**解读**\n\n正文"), Some("政策解读".to_owned()));
        assert_eq!(caption("> | 甲 |\n> |---|\n> | 乙 |\r\n> : 题注\r\n"), Some("题注".to_owned()));
        assert_eq!(caption("| 甲 |\n|---|\n| 乙 |\n\n正文"), None);
        let table = table_of("| 甲 |\n|---|\n| 乙 |\n: **题**注");
        assert_eq!(table.rows, 2);
        let Some(Inline::Text { text, emphasis, .. }) = table.caption.unwrap().into_iter().next() else { panic!() };
        assert_eq!((text.as_str(), emphasis), ("题", Emphasis::Strong));

        assert_eq!(faults("| 甲 |\n|---|\n| 乙 |\n\n: 题注"), [("table-shape", 5, 1)]);
        assert_eq!(faults("| 甲 | 乙 |\n|---|---|\n| 乙 | 丙 |\n: 题 | 注"), [("table-shape", 4, 1)]);
        assert_eq!(faults("| 甲 |\n|---|\n| 乙 |\n: 题<br>注"), [("table-shape", 4, 1)]);
    }

    #[test]
    fn the_span_of_a_table_is_the_table() {
        let text = "前文\n\n| 甲 |\n|---|\n| 乙 |\n\n后文";
        let (sources, _) = narrative_of(text);
        assert_eq!(sources.slice(table_of(text).span), "| 甲 |\n|---|\n| 乙 |");
    }

    #[test]
    fn a_broken_table_is_named_with_its_line() {
        let head = "| 甲 | 乙 |\n|---|---|\n";
        for (rows, line, column) in [
            ("| 丙 |\n", 3, 1),
            ("| 丙 | 丁 |\n| 丙 | 丁 | 戊 |\n", 4, 1),
            ("| < | 丁 |\n", 3, 3),
            ("| ^ | 丁 |\n", 3, 3),
            ("| 丙 | < |\n| ^ | 丁 |\n", 4, 1),
            ("| 丙 | 丁 |\n| ^ | < |\n| ^ | 戊 |\n", 3, 1),
        ] {
            assert_eq!(faults(&format!("{head}{rows}")), [("table-shape", line, column)], "{rows}");
        }
        assert_eq!(faults("| 甲 | ^ |\n|---|---|\n| 丙 | 丁 |\n"), [("table-shape", 1, 7)]);
        assert_eq!(faults("|  |  |\n|---|---|\n"), [("table-shape", 1, 1)]);
        assert_eq!(faults("| 甲<b> |\n|---|\n"), [("markdown-html", 1, 4)]);
    }
}
