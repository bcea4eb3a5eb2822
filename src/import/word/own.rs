//! Word files of this program, which say so in a property: their styles tell what each paragraph is, and nothing has to be
//! guessed.

use roxmltree::Node;

use super::body::{Reader, lines};
use super::package::Package;
use super::rows::rows;
use super::xml::{attribute, child, is, is_set, parsed, value};
use crate::diagnostic::{Message, message};
use crate::docx::{OFFICIAL_TEXT, QUOTED_TABLE};
use crate::form::SECTION_NUMBERS;
use crate::import::blocks::{Block, Line};
use crate::import::doubt::Doubt;
use crate::import::grid::Grid;
use crate::import::markdown::escaped;
use crate::import::pdf::number;
use crate::report::typed_caption_number;

/// Most places of a table, over which cells may span. A report has 400,000 cells at most.
const MOST_PLACES: usize = 1_000_000;
/// Mark of the lines of a cell that are items.
const ITEM: char = '•';

/// What was read, and waits for what follows.
#[derive(Default)]
pub(super) struct Waiting {
    /// The caption of a table, perhaps.
    caption: Option<Line>,
    /// Paragraphs of a quote.
    quote: Vec<Line>,
    /// Paragraphs of the signature.
    signature: Vec<String>,
}

/// Whose report a file is; nothing of one that this program has not made.
///
/// # Errors
/// It is damaged.
pub(super) fn organ(package: &mut Package) -> Result<Option<String>, Message> {
    let relations = package.relations("")?;
    let mut part = |kind: &str| match relations.part(kind) {
        Some(name) => package.text(name).map(Option::unwrap_or_default),
        None => Ok(String::new()),
    };
    let (custom, core) = (part("custom-properties")?, part("core-properties")?);
    let (custom, core) = (parsed(&custom), parsed(&core));
    let mut properties = custom.iter().flat_map(|custom| custom.descendants());
    if !properties.any(|node| is(node, "property") && attribute(node, "name") == Some(OFFICIAL_TEXT)) {
        return Ok(None);
    }
    let creator = core.iter().flat_map(|core| core.descendants()).find(|node| is(*node, "creator"));
    Ok(Some(creator.and_then(|node| node.text()).unwrap_or_default().to_owned()))
}

impl Reader<'_, '_> {
    /// Puts a paragraph by its style.
    pub(super) fn put_own(&mut self, paragraph: Node, line: Line) {
        let style = value(child(paragraph, "pPr"), "pStyle").and_then(|style| self.styles.name(style));
        match style.unwrap_or_default().to_ascii_lowercase().as_str() {
            "title" if self.heading.is_none() => self.heading = Some(line.text.split('\n').collect()),
            "signature" => self.waiting.signature.push(line.text.split('\n').collect()),
            "caption" => {
                self.end_waiting();
                self.waiting.caption = Some(line);
            }
            "quote" if !line.is_empty() => {
                self.end_caption();
                let mut line = as_markdown(&line);
                if is_strong(paragraph) {
                    line = line.led_by("**");
                    line.push_str("**");
                }
                self.waiting.quote.push(line);
            }
            _ if line.is_empty() => {}
            "heading 1" => {
                self.end_waiting();
                self.blocks.push(section(&line.text).unwrap_or(Block::Text(line)));
            }
            "heading 2" | "heading 3" | "heading 4" => {
                self.end_waiting();
                match heading(&line) {
                    Some(heading) => self.blocks.push(Block::Text(heading)),
                    None => self.put(line),
                }
            }
            _ => {
                self.end_waiting();
                self.put(line);
            }
        }
    }

    /// Puts a table of the narrative or of the quote that is read, its caption below.
    pub(super) fn put_table(&mut self, table: Node, grid: &Grid, texts: &[Vec<Line>]) -> bool {
        let style = value(child(table, "tblPr"), "tblStyle").and_then(|style| self.styles.name(style));
        let is_quoted = style == Some(QUOTED_TABLE);
        let first = rows(table).into_iter().next();
        let has_head = first.is_some_and(|row| is_set(child(row, "trPr"), "tblHeader") == Some(true));
        let columns = grid.rows.iter().flatten().map(|cell| cell.column.saturating_add(cell.column_span)).max();
        let columns = columns.unwrap_or_default();
        if columns.saturating_mul(grid.rows.len()) > MOST_PLACES {
            return false;
        }
        let mut places = vec![vec![Line::default(); columns]; grid.rows.len()];
        for (cell, text) in grid.rows.iter().flatten().zip(texts.iter().flatten()) {
            for below in 0..cell.row_span {
                for beside in 0..cell.column_span {
                    let Some(place) =
                        places.get_mut(cell.row + below).and_then(|row| row.get_mut(cell.column + beside))
                    else {
                        continue;
                    };
                    *place = match (below, beside) {
                        (0, 0) => in_a_cell(text),
                        (0, _) => Line::plain("<"),
                        _ => Line::plain("^"),
                    };
                }
            }
        }
        if !has_head {
            places.insert(0, vec![Line::default(); columns]);
        }
        places.insert(1, vec![Line::plain("---"); columns]);

        let mut table = Line { is_markdown: true, ..Line::default() };
        let line_end = if is_quoted { "\n> " } else { "\n" };
        for (at, row) in places.iter().enumerate() {
            table.push_str(if at == 0 { "" } else { line_end });
            table.push_str("|");
            for place in row {
                table.push_str(" ");
                table.push_line(place);
                table.push_str(" |");
            }
        }
        if let Some(caption) = self.waiting.caption.take() {
            let length = typed_caption_number(&caption.text, '表').map_or(0, |(_, length)| length);
            self.has_no_numbers |= length == 0 && !is_quoted;
            table.push_str(&format!("{line_end}: "));
            table.push_line(&as_markdown(&caption.behind(length)));
        }
        if is_quoted {
            self.waiting.quote.push(table);
        } else {
            self.end_waiting();
            self.blocks.push(Block::Text(table));
        }
        true
    }

    /// Puts what has waited for something that did not follow.
    pub(super) fn end_waiting(&mut self) {
        self.end_caption();
        let mut quote = Line { is_markdown: true, ..Line::default() };
        for (at, line) in std::mem::take(&mut self.waiting.quote).iter().enumerate() {
            quote.push_str(if at == 0 { "> " } else { "\n>\n> " });
            quote.push_line(line);
        }
        if !quote.is_empty() {
            self.blocks.push(Block::Text(quote));
        }
    }

    fn end_caption(&mut self) {
        if let Some(caption) = self.waiting.caption.take() {
            self.put(caption);
        }
    }

    /// Doubts about what the program prints itself: the signature, numbers of tables.
    pub(super) fn doubt_own(&mut self) {
        if self.has_no_numbers {
            let message = message!(
                zh: "没有编号，再生成就会编上：不要编号，在 [page] 里写 numbered_tables = false",
                en: "are not numbered, and will be: say `numbered_tables = false` in [page]",
            );
            self.doubts.push(Doubt::new("表题".to_owned(), message));
        }
        let signature = std::mem::take(&mut self.waiting.signature);
        if !signature.is_empty() {
            let message = message!(
                zh: "没有带入：在 [report] 里写 signature = true 和 published",
                en: "was left out: say `signature = true` and `published` in [report]",
            );
            self.doubts.push(Doubt::new(format!("落款“{}”", signature.join(" ")), message));
        }
    }
}

/// The title of a section: its number, and its words.
fn section(text: &str) -> Option<Block> {
    SECTION_NUMBERS.iter().enumerate().find_map(|(at, number)| {
        let title = text.strip_prefix(number)?.strip_prefix('、')?;
        Some(Block::Section(at, title.trim().to_owned()))
    })
}

/// A heading below those of sections, without its number; `None` if it has none.
fn heading(line: &Line) -> Option<Line> {
    let (level, length) = number(&line.text)?;
    let mut heading = as_markdown(&line.behind(length));
    // Signs at its end would close it.
    if heading.text.ends_with('#') {
        heading.text.insert(heading.text.len() - 1, '\\');
    }
    Some(heading.led_by(&format!("{} ", "#".repeat(level))))
}

/// A line as Markdown, on one line.
fn as_markdown(line: &Line) -> Line {
    let mut out = Line { is_markdown: true, ..Line::default() };
    let mut start = 0;
    let text = |start: usize, end: usize| {
        let part = line.text.get(start..end).unwrap_or_default();
        escaped(part, start == 0).replace('\n', "\\\n")
    };
    for mark in &line.marks {
        out.push_str(&text(start, mark.at));
        out.push_mark(mark.note);
        start = mark.at;
    }
    out.push_str(&text(start, line.text.len()));
    out
}

/// The text of a cell as Markdown.
fn in_a_cell(text: &Line) -> Line {
    let mut cell = Line::default();
    for (at, line) in lines(text).iter().enumerate() {
        if at > 0 {
            cell.push_str("<br>");
        }
        let is_item = line.text.starts_with(ITEM);
        if is_item {
            cell.push_str("- ");
        }
        cell.push_line(&as_markdown(&if is_item { line.behind(ITEM.len_utf8()) } else { line.clone() }));
    }
    cell
}

/// Whether all text of a paragraph is strong.
fn is_strong(paragraph: Node) -> bool {
    let mut runs = paragraph.descendants().filter(|node| is(*node, "r") && child(*node, "t").is_some());
    let has_style = |run: Node| value(child(run, "rPr"), "rStyle") == Some("Strong");
    let mut any = false;
    runs.all(|run| {
        any = true;
        has_style(run)
    }) && any
}
