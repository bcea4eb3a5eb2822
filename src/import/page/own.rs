//! Pages of this program, which say so in their head: their elements and classes tell what each part is, and nothing has
//! to be guessed. Text is written as the narrative of a data file has it; charts cannot come back and are told.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::grid::grid;
use super::notes::Notes;
use super::own_table::pipe_table;
use super::own_text::{Manner, Texts, plain};
use super::pictures::Shelf;
use super::shown::is_named;
use crate::diagnostic::message;
use crate::form::SECTION_NUMBERS;
use crate::html::GENERATOR;
use crate::import::blocks::{Block, Document, Head, Line, Picture};
use crate::import::doubt::Doubt;
use crate::import::grid::{Grid, Naming};
use crate::import::markdown::{escaped, item as markdown_item, line_of_markdown};
use crate::import::pdf::number;
use crate::report::{title_line, typed_caption_number};

/// Elements within one another.
const DEEPEST: usize = 100;

/// What a page shows; nothing of one that this program has not made.
pub(super) fn document(root: NodeRef<Node>, notes: &Notes, shelf: &mut Shelf) -> Option<(Document, Vec<Doubt>)> {
    let meta = |name: &str| {
        let is_it = |element: &&Element| element.name() == "meta" && element.attr("name") == Some(name);
        let found = root.descendants().filter_map(|node| node.value().as_element()).find(is_it);
        found.and_then(|element| element.attr("content")).map(|content| content.trim().to_owned())
    };
    if meta("generator").as_deref() != Some(GENERATOR) {
        return None;
    }
    let main = root.descendants().find(|node| is_named(node, &["main"]))?;
    let lines = root.descendants().find(|node| is_named(node, &["h1"])).map(title_lines).unwrap_or_default();
    let (title, organ) = (lines.concat(), meta("author").filter(|organ| !organ.is_empty()));
    let texts = Texts::new(root);
    let mut reader = Reader {
        texts: &texts,
        all_notes: notes,
        shelf,
        blocks: Vec::new(),
        doubts: Vec::new(),
        signature: Vec::new(),
        tables: 0,
        has_no_numbers: false,
    };
    reader.parts(main, 0);
    let (published, unread) = date(&reader.signature);
    let Reader { blocks, mut doubts, has_no_numbers, signature, .. } = reader;
    if has_no_numbers {
        let message = message!(
            zh: "没有编号，再生成就会编上：不要编号，在 [page] 里写 numbered_tables = false",
            en: "are not numbered, and will be: say `numbered_tables = false` in [page]",
        );
        doubts.push(Doubt::new("表题".to_owned(), message));
    }
    if unread {
        let message = message!(
            zh: "没有带入：在 [report] 里写 signature = true 和 published",
            en: "was left out: say `signature = true` and `published` in [report]",
        );
        doubts.push(Doubt::new(format!("落款“{}”", signature.join(" ")), message));
    }
    doubts.extend(texts.inner_links(main));
    let is_contents = |node: &NodeRef<Node>| is_named(node, &["nav"]) && !has_class(*node, "for-screens");
    let head = Head {
        title: if is_usual(&title, organ.as_deref()) { Vec::new() } else { lines },
        organ,
        has_contents: root.descendants().any(|node| is_contents(&node)),
        has_signature: published.is_some(),
        published,
    };
    let (notes, is_title_shown) = (texts.notes(), !title.is_empty());
    Some((Document { title, is_title_shown, blocks, notes, is_whole: true, head }, doubts))
}

/// The lines of a title.
fn title_lines(heading: NodeRef<Node>) -> Vec<String> {
    let mut lines = vec![String::new()];
    for node in heading.descendants() {
        if is_named(&node, &["br"]) {
            lines.push(String::new());
        } else if let (Some(text), Some(last)) = (node.value().as_text(), lines.last_mut()) {
            last.push_str(text);
        }
    }
    lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// Whether a title is the one that a report of an organ has by itself.
fn is_usual(title: &str, organ: Option<&str>) -> bool {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let behind = organ.and_then(|organ| squeezed(title).strip_prefix(&squeezed(organ)).map(str::to_owned));
    let year = behind.as_deref().and_then(|behind| behind.get(..4)?.parse().ok());
    year.is_some_and(|year| behind == Some(title_line(year)))
}

/// The date of a signature as a data file has it, and whether there is one that cannot be read.
fn date(signature: &[String]) -> (Option<String>, bool) {
    let read = |text: &String| {
        let (year, rest) = text.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        let number = |text: &str| text.trim().parse::<u16>().ok();
        let (year, month, day) = (number(year)?, number(month)?, number(rest.strip_suffix('日')?)?);
        Some(format!("{year:04}-{month:02}-{day:02}"))
    };
    let published = signature.last().and_then(read);
    let unread = !signature.is_empty() && published.is_none();
    (published, unread)
}

struct Reader<'r, 's, 'p> {
    texts: &'r Texts,
    all_notes: &'r Notes,
    shelf: &'s mut Shelf<'p>,
    blocks: Vec<Block>,
    doubts: Vec<Doubt>,
    /// The paragraphs of the signature.
    signature: Vec<String>,
    tables: usize,
    /// Whether captions of tables have no numbers.
    has_no_numbers: bool,
}

impl Reader<'_, '_, '_> {
    fn parts(&mut self, holder: NodeRef<Node>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for node in holder.children() {
            match node.value() {
                // What somebody has written between the elements is text too.
                Node::Text(text) if !text.trim().is_empty() => self.markdown(&escaped(text.trim(), true)),
                Node::Element(element) => self.part(node, element, depth),
                _ => {}
            }
        }
    }

    fn part(&mut self, node: NodeRef<Node>, element: &Element, depth: usize) {
        match element.name() {
            "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, element),
            "p" if has_class(node, "signature") => self.signature.push(plain(node)),
            "ul" | "ol" => {
                let lines = self.list(node, 0);
                self.markdown(&lines.join("\n"));
            }
            "blockquote" => {
                let lines = self.quote(node);
                self.markdown(&lines.join("\n"));
            }
            "table" => self.table(node),
            "div" if has_class(node, "figures") => self.figures(node),
            "section" if has_class(node, "footnotes") => {}
            // Values of charts.
            "details" => {}
            "div" | "section" => self.parts(node, depth + 1),
            _ => {
                let text = self.texts.text(node, Manner::Prose);
                self.markdown(&text);
            }
        }
    }

    fn markdown(&mut self, text: &str) {
        if !text.is_empty() {
            self.blocks.push(Block::Text(line_of_markdown(text)));
        }
    }

    /// The title of a section by its name, or a heading below these by its number.
    fn heading(&mut self, node: NodeRef<Node>, element: &Element) {
        let section = element.id().and_then(|id| id.strip_prefix('s')?.parse::<usize>().ok()?.checked_sub(1));
        let text = plain(node);
        if let Some((section, own)) = section.and_then(|at| Some((at, SECTION_NUMBERS.get(at)?))) {
            let title = text.strip_prefix(own).and_then(|rest| rest.strip_prefix('、')).unwrap_or(&text);
            return self.blocks.push(Block::Section(section, title.to_owned()));
        }
        match number(&text) {
            Some((level, length)) => {
                let words = self.texts.behind(node, length);
                // Signs at its end would close it.
                let words = match words.strip_suffix('#') {
                    Some(before) => format!("{before}\\#"),
                    None => words,
                };
                self.markdown(&format!("{} {words}", "#".repeat(level)));
            }
            None => {
                let text = self.texts.text(node, Manner::Prose);
                self.markdown(&text);
            }
        }
    }

    /// A list within so many others.
    fn list(&mut self, list: NodeRef<Node>, depth: usize) -> Vec<String> {
        let items = list.children().filter(|node| is_named(node, &["li"]));
        items.flat_map(|item| self.item(item, depth)).collect()
    }

    /// An item: its label opens its first paragraph.
    fn item(&mut self, item: NodeRef<Node>, depth: usize) -> Vec<String> {
        let mut parts = elements(item);
        let first = parts.next();
        let said = first.map(plain).unwrap_or_default();
        let (sign, length) = match number(&said) {
            Some((_, length)) => {
                let digits: String = said.chars().take_while(|ch| *ch != '.' && *ch != '）').collect();
                let digits = digits.trim_start_matches('（');
                // An outer list of numbers in brackets has them so; one within another always has.
                let stop = if depth == 0 && said.starts_with('（') { ")" } else { "." };
                (format!("{digits}{stop} "), length)
            }
            None => {
                let mark = said.chars().next().filter(|mark| matches!(mark, '•' | '–'));
                ("- ".to_owned(), mark.map_or(0, char::len_utf8))
            }
        };
        let opening = first.map(|first| self.texts.behind(first, length)).unwrap_or_default();
        let mut lines: Vec<String> = opening.split('\n').map(str::to_owned).collect();
        for part in parts {
            let own = self.block(part, Manner::Prose, depth + 1);
            // A list goes on right below its text.
            if !is_named(&part, &["ul", "ol"]) && !own.is_empty() {
                lines.push(String::new());
            }
            lines.extend(own);
        }
        markdown_item(&sign, lines)
    }

    fn quote(&mut self, quote: NodeRef<Node>) -> Vec<String> {
        let mut lines = Vec::new();
        for part in elements(quote) {
            let own = self.block(part, Manner::Quote, 0);
            if !lines.is_empty() && !own.is_empty() {
                lines.push(String::new());
            }
            lines.extend(own);
        }
        lines.iter().map(|line| format!("> {line}").trim_end().to_owned()).collect()
    }

    /// A part of a list or a quote.
    fn block(&mut self, node: NodeRef<Node>, manner: Manner, depth: usize) -> Vec<String> {
        if depth > DEEPEST || is_named(&node, &["details"]) {
            return Vec::new();
        }
        if is_named(&node, &["ul", "ol"]) {
            return self.list(node, depth);
        }
        if is_named(&node, &["table"]) {
            return self.narrative_table(node, manner == Manner::Quote);
        }
        if has_class(node, "figures") {
            for figure in elements(node).filter(|node| is_named(node, &["figure"])) {
                let words = figure.descendants().find(|node| is_named(node, &["figcaption"])).map(plain);
                let message = message!(
                    zh: "在引文里或者列表里，没有带入",
                    en: "stands in a quote or a list, and was left out",
                );
                self.doubts.push(Doubt::new(format!("图片“{}”", words.unwrap_or_default()), message));
            }
            return Vec::new();
        }
        if is_named(&node, &["div"]) {
            return elements(node).flat_map(|part| self.block(part, manner, depth + 1)).collect();
        }
        self.texts.text(node, manner).split('\n').map(str::to_owned).collect()
    }

    /// A table of the form has widths of its own and no caption of its own; others are the narrative's.
    fn table(&mut self, table: NodeRef<Node>) {
        let has_widths = table.descendants().any(|node| is_named(&node, &["col"]));
        if has_widths && caption(table).is_none() {
            self.tables += 1;
            let name = format!("第 {} 张表", self.tables);
            let own = grid(table, self.all_notes);
            self.blocks.push(Block::Table(Grid { name, naming: Naming::Numbers, is_of_the_form: true, ..own }));
        } else {
            let lines = self.narrative_table(table, false);
            self.markdown(&lines.join("\n"));
        }
    }

    fn narrative_table(&mut self, table: NodeRef<Node>, in_quote: bool) -> Vec<String> {
        let mut lines = pipe_table(table, self.texts);
        if let Some(caption) = caption(table) {
            let length = typed_caption_number(&plain(caption), '表').map_or(0, |(_, length)| length);
            self.has_no_numbers |= length == 0 && !in_quote;
            lines.push(format!(": {}", self.texts.behind(caption, length)));
        }
        lines
    }

    /// Pictures and charts that stand side by side.
    fn figures(&mut self, row: NodeRef<Node>) {
        for (at, figure) in elements(row).filter(|node| is_named(node, &["figure"])).enumerate() {
            let shown = figure.descendants().find_map(|node| {
                let element = node.value().as_element()?;
                matches!(element.name(), "img" | "svg").then_some(element)
            });
            let Some(shown) = shown else { continue };
            let caption = figure.descendants().find(|node| is_named(node, &["figcaption"]));
            let words = caption.map(plain).unwrap_or_default();
            let length = typed_caption_number(&words, '图').map_or(0, |(_, length)| length);
            let caption = caption.map(|caption| line_of_markdown(&self.texts.behind(caption, length)));
            let is_chart = shown.name() == "svg";
            let picture = if is_chart { self.shelf.drawn() } else { self.shelf.picture(shown) };
            // What is printed below a picture is read aloud for it.
            let is_said = |said: &str| !said.is_empty() && words.ends_with(said);
            let said = shown.attr(if is_chart { "aria-label" } else { "alt" }).unwrap_or_default().trim();
            let description = if is_said(said) { String::new() } else { said.to_owned() };
            let caption = caption.unwrap_or_default();
            let caption = if is_chart { Line::plain(words.get(length..).unwrap_or_default()) } else { caption };
            let is_beside = at > 0;
            self.blocks.push(Block::Picture(Picture { description, caption, is_chart, is_beside, ..picture }));
        }
    }
}

/// The elements right in another.
pub(super) fn elements<'a>(holder: NodeRef<'a, Node>) -> impl Iterator<Item = NodeRef<'a, Node>> {
    holder.children().filter(|node| node.value().is_element())
}

/// Whether an element is of a class.
pub(super) fn has_class(node: NodeRef<Node>, class: &str) -> bool {
    node.value().as_element().is_some_and(|element| element.classes().any(|own| own == class))
}

/// The caption of a table, if it says something that the heading above does not.
fn caption(table: NodeRef<Node>) -> Option<NodeRef<Node>> {
    table.children().find(|node| is_named(node, &["caption"]) && !has_class(*node, "unseen"))
}
