//! Word files of this program, which say so in a property: their styles tell what each paragraph is, and nothing has to be
//! guessed.

use roxmltree::Node;

use super::body::Reader;
use super::own_text::{as_markdown, divided_at, end_of_run_in, heading, in_a_cell, indented, prose};
use super::package::Package;
use super::rows::rows;
use super::signs::plain;
use super::xml::{attribute, child, is, is_set, parsed, value};
use crate::diagnostic::{Message, message};
use crate::docx::{Around, ListPart, ListStyle, OFFICIAL_TEXT, QUOTED_PICTURE, QUOTED_TABLE};
use crate::form::SECTION_NUMBERS;
use crate::import::blocks::{Block, Line, Picture};
use crate::import::doubt::Doubt;
use crate::import::grid::Grid;
use crate::import::pdf::number;
use crate::report::typed_caption_number;

/// Most places of a table, over which cells may span. A report has 400,000 cells at most.
const MOST_PLACES: usize = 1_000_000;

/// What was read, and waits for what follows.
#[derive(Default)]
pub(super) struct Waiting {
    /// The caption of a table, perhaps.
    caption: Option<Line>,
    /// Parts of a quote.
    quote: Vec<Line>,
    list: Option<List>,
    /// Pictures of the quote.
    pictures: Vec<Picture>,
    /// The picture that a caption may follow.
    picture: Option<Captioned>,
    /// How many titles of sections have been read.
    sections: usize,
    /// Paragraphs of the signature.
    signature: Vec<String>,
}

/// A list, with those within it.
struct List {
    around: Around,
    /// As it is written.
    text: Line,
    /// How far the text of the last item of each list within another is indented.
    indents: Vec<usize>,
    ends_with_table: bool,
}

/// A picture that a caption may follow.
#[derive(Clone, Copy)]
struct Captioned {
    is_quoted: bool,
    /// Whether it stays on the page of what follows, as one with a caption does.
    keeps_next: bool,
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
    let (custom, core) = (parsed(&custom).ok(), parsed(&core).ok());
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
        let properties = child(paragraph, "pPr");
        let style = value(properties, "pStyle").and_then(|style| self.styles.name(style)).unwrap_or_default();
        if line.is_empty() {
            return;
        }
        let picture = self.waiting.picture.take();
        if let Some(style) = ListStyle::of_name(style) {
            return self.put_in_list(style, &line);
        }
        let outline = value(properties, "outlineLvl").and_then(|level| level.parse::<usize>().ok());
        match style.to_ascii_lowercase().as_str() {
            "title" if self.heading.is_none() => self.heading = Some(plain(&line).text.split('\n').collect()),
            "signature" => self.waiting.signature.push(plain(&line).text.split('\n').collect()),
            "caption" => self.put_caption(&line, picture),
            "quote" => self.put_quoted(prose(&line, true)),
            "heading 1" => {
                self.end_waiting();
                match section(&line, self.waiting.sections) {
                    Some((at, title)) => {
                        self.waiting.sections = at + 1;
                        self.blocks.push(Block::Section(at, title));
                    }
                    None => self.put(plain(&line)),
                }
            }
            "heading 2" | "heading 3" | "heading 4" => {
                self.end_waiting();
                match number(&line.text) {
                    Some((level, length)) => self.blocks.push(Block::Text(heading(&line.behind(length), level))),
                    None => self.put_prose(&line),
                }
            }
            _ => {
                self.end_waiting();
                match outline.map(|outline| outline + 1).filter(|level| (2..=4).contains(level)) {
                    Some(level) => self.put_run_in(&line, level),
                    None => self.put_prose(&line),
                }
            }
        }
    }

    fn put_prose(&mut self, line: &Line) {
        let line = prose(line, false);
        if !line.is_empty() {
            self.blocks.push(Block::Text(line));
        }
    }

    /// Puts a heading and the paragraph that goes on behind it.
    fn put_run_in(&mut self, line: &Line, level: usize) {
        let (before, behind) = divided_at(line, end_of_run_in(line));
        let length = number(&before.text).filter(|(own, _)| *own == level).map_or(0, |(_, length)| length);
        self.blocks.push(Block::Text(heading(&before.behind(length), level)));
        self.put_prose(&behind);
    }

    /// Puts a part of a quote.
    fn put_quoted(&mut self, line: Line) {
        self.end_caption();
        self.end_list();
        self.waiting.quote.push(line);
    }

    /// Puts a caption: of the picture above it, or of the table below it.
    fn put_caption(&mut self, line: &Line, picture: Option<Captioned>) {
        let is_of_picture = |picture: &Captioned| {
            let has_number = |word| typed_caption_number(&line.text, word).is_some();
            has_number('图') || picture.keeps_next && !has_number('表')
        };
        let of = picture.filter(is_of_picture);
        let last = match (of, self.blocks.last_mut()) {
            (Some(Captioned { is_quoted: true, .. }), _) => self.waiting.pictures.last_mut(),
            (Some(_), Some(Block::Picture(picture))) => Some(picture),
            _ => None,
        };
        let Some((of, picture)) = of.zip(last) else {
            self.end_caption();
            self.waiting.caption = Some(line.clone());
            return;
        };
        let line = line.behind(typed_caption_number(&line.text, '图').map_or(0, |(_, length)| length));
        let caption = plain(&line).text;
        let is_told = picture.description == caption;
        match (of.is_quoted, is_told) {
            // Outside of the quote it would be numbered.
            (true, true) => {}
            (true, false) => picture.description = format!("{caption}：{}", picture.description),
            (false, is_told) => {
                picture.caption = as_markdown(&line);
                if is_told {
                    picture.description.clear();
                }
            }
        }
    }

    /// Ends what pictures of a paragraph end; whether they are to be put by [`Reader::put_quoted_pictures`].
    pub(super) fn begin_pictures(&mut self, paragraph: Node) -> bool {
        let properties = child(paragraph, "pPr");
        let style = value(properties, "pStyle").and_then(|style| self.styles.name(style));
        let is_quoted = style == Some(QUOTED_PICTURE);
        if is_quoted {
            self.end_caption();
            self.end_list();
        } else {
            self.end_waiting();
        }
        self.waiting.picture = Some(Captioned { is_quoted, keeps_next: is_set(properties, "keepNext") == Some(true) });
        is_quoted
    }

    /// Keeps pictures of a quote until it ends.
    pub(super) fn put_quoted_pictures(&mut self, pictures: Vec<Block>) {
        for block in pictures {
            if let Block::Picture(picture) = block {
                self.waiting.pictures.push(picture);
            }
        }
    }

    /// Puts a paragraph of a list.
    fn put_in_list(&mut self, style: ListStyle, line: &Line) {
        self.end_caption();
        let is_quoted = style.around == Around::Quote;
        let item = (style.part == ListPart::Item).then(|| item(line, style.depth)).flatten();
        let Some((sign, length)) = item else {
            let line = prose(line, is_quoted);
            if !self.goes_on(style.around) {
                self.end_list();
                return if is_quoted { self.waiting.quote.push(line) } else { self.put_in_text(line) };
            }
            return self.put_in_item(style.depth, &line, false);
        };
        if !self.goes_on(style.around) {
            self.end_list();
            if !is_quoted {
                self.end_waiting();
            }
            let text = Line { is_markdown: true, ..Line::default() };
            let list = List { around: style.around, text, indents: Vec::new(), ends_with_table: false };
            self.waiting.list = Some(list);
        }
        let line = prose(&line.behind(length), is_quoted);
        let Some(list) = &mut self.waiting.list else { return };
        list.indents.truncate(style.depth.saturating_sub(1));
        let before = " ".repeat(list.indents.iter().sum());
        if !list.text.is_empty() {
            list.text.push_str(if list.ends_with_table { "\n\n" } else { "\n" });
        }
        list.ends_with_table = false;
        list.text.push_str(&format!("{before}{sign}"));
        list.indents.push(sign.len());
        let indent = " ".repeat(list.indents.iter().sum());
        list.text.push_line(&indented(&line, &indent));
    }

    /// Whether the list that is read goes on with what stands in such a text.
    fn goes_on(&self, around: Around) -> bool {
        self.waiting.list.as_ref().is_some_and(|list| list.around == around)
    }

    /// Puts a further part of an item.
    fn put_in_item(&mut self, depth: usize, part: &Line, is_table: bool) {
        let Some(list) = &mut self.waiting.list else { return };
        list.indents.truncate(depth.max(1));
        let indent = " ".repeat(list.indents.iter().sum());
        list.text.push_str(&format!("\n\n{indent}"));
        list.text.push_line(&indented(part, &indent));
        list.ends_with_table = is_table;
    }

    fn put_in_text(&mut self, line: Line) {
        self.end_waiting();
        self.blocks.push(Block::Text(line));
    }

    /// Puts a table of the narrative or of the quote that is read, its caption below.
    pub(super) fn put_table(&mut self, table: Node, grid: &Grid, texts: &[Vec<Line>]) -> bool {
        let style = value(child(table, "tblPr"), "tblStyle").and_then(|style| self.styles.name(style));
        let of_list = style.and_then(ListStyle::of_name);
        let is_quoted = style == Some(QUOTED_TABLE) || of_list.is_some_and(|list| list.around == Around::Quote);
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
        for (at, row) in places.iter().enumerate() {
            table.push_str(if at == 0 { "" } else { "\n" });
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
            table.push_str("\n: ");
            table.push_line(&as_markdown(&caption.behind(length)));
        }
        self.waiting.picture = None;
        match of_list.filter(|list| self.goes_on(list.around)) {
            Some(list) => self.put_in_item(list.depth, &table, true),
            None if is_quoted => self.put_quoted(table),
            None => self.put_in_text(table),
        }
        true
    }

    /// Puts what has waited for something that did not follow.
    pub(super) fn end_waiting(&mut self) {
        self.waiting.picture = None;
        self.end_caption();
        self.end_quote();
    }

    fn end_list(&mut self) {
        let Some(List { around, text, .. }) = self.waiting.list.take() else { return };
        if around == Around::Quote {
            self.waiting.quote.push(text);
        } else {
            self.blocks.push(Block::Text(text));
        }
    }

    fn end_quote(&mut self) {
        self.end_list();
        let mut quote = Line { is_markdown: true, ..Line::default() };
        for (at, line) in std::mem::take(&mut self.waiting.quote).iter().enumerate() {
            quote.push_str(if at == 0 { "> " } else { "\n>\n> " });
            quote.push_line(&indented(line, "> "));
        }
        if !quote.is_empty() {
            self.blocks.push(Block::Text(quote));
        }
        for picture in std::mem::take(&mut self.waiting.pictures) {
            let message = message!(
                zh: "原在引文里，放到了引文后面，不编号：要在引文里，就移进去",
                en: "stood in a quote and now stands behind it, without a number: move it where it belongs",
            );
            self.doubts.push(Doubt::new(format!("图片“{}”", picture.description), message));
            self.blocks.push(Block::Picture(picture));
        }
    }

    fn end_caption(&mut self) {
        if let Some(caption) = self.waiting.caption.take() {
            self.end_quote();
            self.put_prose(&caption);
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

/// Which section a title opens behind so many others, and its words.
fn section(line: &Line, sections: usize) -> Option<(usize, String)> {
    let text = plain(line).text;
    let mut open = SECTION_NUMBERS.iter().enumerate().skip(sections);
    open.find_map(|(at, label)| {
        let title = text.strip_prefix(label)?.strip_prefix('、')?.trim();
        (!title.is_empty()).then(|| (at, title.replace('\n', "")))
    })
}

/// What an item begins with in Markdown, and the bytes of its number or mark.
fn item(line: &Line, depth: usize) -> Option<(String, usize)> {
    let length = |rest: &str| line.text.len() - rest.trim_start_matches(' ').len();
    if let Some(rest) = line.text.strip_prefix(['•', '–']) {
        return Some(("- ".to_owned(), length(rest)));
    }
    let text = line.text.strip_prefix('（').unwrap_or(&line.text);
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let digits = text.get(..text.len() - rest.len()).filter(|digits| !digits.is_empty())?;
    let is_bracketed = text.len() < line.text.len();
    let rest = rest.strip_prefix(if is_bracketed { '）' } else { '.' })?;
    let end = if is_bracketed && depth == 1 { ')' } else { '.' };
    Some((format!("{digits}{end} "), length(rest)))
}
