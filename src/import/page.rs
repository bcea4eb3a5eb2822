//! Web pages as portals publish them, saved by a browser: what they show, block by block.
//!
//! The page is parsed as browsers do it (html5ever). Tables that only lay out the page are no tables; what is not shown
//! (scripts, styles, hidden text) is not read.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use encoding_rs::{Encoding, GBK, UTF_8};
use scraper::node::Element;
use scraper::{Html, Node};

use super::blocks::{Block, Document, Line, Picture, squeezed};
use super::grid::{Grid, GridCell, Naming};
use super::values::raised;
use crate::diagnostic::{Message, message};

/// Bytes of the largest page.
const LARGEST: usize = 16 << 20;
/// Most columns or rows that a cell may be over, and most that a table has.
const MOST_COLUMNS: usize = 200;
const MOST_ROWS: usize = 20_000;
/// How far into a page its encoding is named (HTML, 4.2.5.5).
const PRELUDE: usize = 4096;

/// Where portals put the text of a page: ids and classes of their editors.
const CONTENTS: [&str; 6] =
    ["zoom", "TRS_Editor", "TRS_UEDITOR", "article-content", "Custom_UnionStyle", "ivs_content"];
/// Words by which a table of the form is known among others.
const TABLE_WORDS: [&str; 4] = ["第二十条", "本年新收", "行政复议", "行政诉讼"];

/// Reads a page.
///
/// # Errors
/// It is too large, or a folder of files in one (.mht).
pub(super) fn page(bytes: &[u8]) -> Result<Document, Message> {
    if bytes.len() > LARGEST {
        let most = LARGEST >> 20;
        return Err(message!(zh: "网页超过 {most} MB，不读", en: "the page has more than {most} MB and is not read"));
    }
    if bytes.get(..bytes.len().min(1024)).unwrap_or_default().to_ascii_lowercase().starts_with(b"mime-version:") {
        return Err(message!(
            zh: "是单个文件的网页（.mht）：在浏览器里另存为“网页，仅 HTML”再导入",
            en: "it is a page in one file (.mht): save it as `web page, HTML only` and import that",
        ));
    }
    let page = Html::parse_document(&decoded(bytes));
    let root = page.tree.root();
    let title = root.descendants().find(|node| is_named(node, &["title"])).map(text_of).unwrap_or_default();
    let mut reader = Reader::default();
    // The nodes within what is not shown or has been read as a whole, and within what stands raised.
    let (mut within, mut above) = (0_usize, 0_usize);
    for edge in content(root).traverse() {
        match edge {
            Edge::Open(node) if within > 0 => within += usize::from(node.value().is_element()),
            Edge::Open(node) => match node.value() {
                Node::Text(text) if above > 0 => reader.line.push_str(&raised(text)),
                Node::Text(text) => reader.line.push_str(text),
                Node::Element(element) if is_hidden(element) => within = 1,
                Node::Element(element) if element.name() == "table" && !is_layout(node) => {
                    reader.end_paragraph();
                    reader.table(node);
                    within = 1;
                }
                Node::Element(element) => {
                    above += usize::from(matches!(element.name(), "sup" | "sub"));
                    reader.open(element);
                }
                _ => {}
            },
            Edge::Close(node) if within > 0 => within -= usize::from(node.value().is_element()),
            Edge::Close(node) => {
                above -= usize::from(is_named(&node, &["sup", "sub"]));
                if node.value().as_element().is_some_and(is_block) {
                    reader.end_paragraph();
                }
            }
        }
    }
    reader.end_paragraph();
    Ok(Document { title, blocks: reader.blocks, ..Document::default() })
}

/// The part of a page that holds the report: what a portal's editor has made, else the smallest element that all tables
/// of the form stand in.
fn content(root: NodeRef<Node>) -> NodeRef<Node> {
    let is_official = |node: &NodeRef<Node>| {
        is_table(*node) && !is_layout(*node) && {
            let text = text_of(*node);
            TABLE_WORDS.iter().any(|word| text.contains(word))
        }
    };
    let tables: Vec<NodeRef<Node>> = root.descendants().filter(is_official).collect();
    let Some((first, others)) = tables.split_first() else { return root };
    let holds =
        |node: &NodeRef<Node>| others.iter().all(|table| table.ancestors().any(|above| above.id() == node.id()));
    let is_content = |node: &NodeRef<Node>| {
        node.value().as_element().is_some_and(|element| {
            let mut names = element.classes().chain(element.id());
            names.any(|name| CONTENTS.contains(&name))
        })
    };
    // Of one table alone, the element right around it holds no text.
    let around = |node: &NodeRef<Node>| !others.is_empty() || is_named(node, &["body"]);
    let named = first.ancestors().find(|node| is_content(node) && holds(node));
    named.or_else(|| first.ancestors().find(|node| holds(node) && around(node))).unwrap_or(root)
}

/// The text of a page in the encoding that it names, else in UTF-8 if it is that, else in GBK.
fn decoded(bytes: &[u8]) -> String {
    let prelude = bytes.get(..bytes.len().min(PRELUDE)).unwrap_or_default();
    let prelude = String::from_utf8_lossy(prelude).to_ascii_lowercase();
    let named = prelude.split("charset=").nth(1).map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        rest.split(|ch: char| !(ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_'))).next().unwrap_or_default()
    });
    let named = named.and_then(|name| Encoding::for_label(name.as_bytes()));
    let is_utf_8 = std::str::from_utf8(bytes).is_ok();
    // Some pages name another encoding than they were saved in.
    let encoding = if is_utf_8 { UTF_8 } else { named.filter(|named| *named != UTF_8).unwrap_or(GBK) };
    encoding.decode(bytes).0.into_owned()
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// The paragraph that is open.
    line: Line,
    tables: usize,
}

impl Reader {
    fn open(&mut self, element: &Element) {
        if is_block(element) {
            self.end_paragraph();
        }
        match element.name() {
            "br" => self.end_paragraph(),
            "img" => {
                let name =
                    element.attr("alt").filter(|alt| !alt.is_empty()).or(element.attr("src")).unwrap_or_default();
                self.end_paragraph();
                self.blocks.push(Block::Picture(Picture { description: shortened(name), ..Picture::default() }));
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let line = std::mem::take(&mut self.line).squeezed();
        if !line.is_empty() {
            self.blocks.push(Block::Text(line));
        }
    }

    fn table(&mut self, table: NodeRef<Node>) {
        self.tables += 1;
        let number = self.tables;
        let grid = Grid { name: format!("第 {number} 张表"), naming: Naming::Numbers, ..grid(table) };
        self.blocks.push(Block::Table(grid));
    }
}

/// A name of a picture, which may be the picture itself.
fn shortened(name: &str) -> String {
    if name.starts_with("data:") { String::new() } else { name.chars().take(60).collect() }
}

/// Whether an element and all in it is not shown, or struck out.
fn is_hidden(element: &Element) -> bool {
    let style: String = element.attr("style").unwrap_or_default().chars().filter(|ch| !ch.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    matches!(element.name(), "script" | "style" | "noscript" | "template" | "head" | "button" | "iframe" | "svg")
        || element.attr("hidden").is_some()
        || matches!(element.name(), "del" | "s" | "strike" | "rt" | "rp")
        || ["display:none", "visibility:hidden", "line-through"].iter().any(|hides| style.contains(hides))
}

/// Whether an element stands on lines of its own.
fn is_block(element: &Element) -> bool {
    matches!(
        element.name(),
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "aside"
            | "blockquote"
            | "pre"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "form"
            | "figure"
            | "figcaption"
            | "hr"
            | "center"
            | "body"
    )
}

fn is_named(node: &NodeRef<Node>, names: &[&str]) -> bool {
    node.value().as_element().is_some_and(|element| names.contains(&element.name()))
}

fn is_table(node: NodeRef<Node>) -> bool {
    is_named(&node, &["table"])
}

/// Whether a table only lays out the page: other tables stand in it.
fn is_layout(table: NodeRef<Node>) -> bool {
    table.descendants().skip(1).any(is_table)
}

/// The cells of a table in their places (HTML, 4.9.12): a cell stands in the first column that none from above covers.
fn grid(table: NodeRef<Node>) -> Grid {
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    // How many more rows each column is covered for.
    let mut covered: Vec<usize> = Vec::new();
    let lines = table.descendants().filter(|node| is_named(node, &["tr"])).take(MOST_ROWS);
    for (row, line) in lines.enumerate() {
        let mut cells = Vec::new();
        let mut column = 0;
        for cell in line.children().filter(|node| is_named(node, &["td", "th"])) {
            while covered.get(column).is_some_and(|left| *left > 0) {
                column += 1;
            }
            if column >= MOST_COLUMNS {
                break;
            }
            let span = |name: &str, most: usize| {
                let given =
                    cell.value().as_element().and_then(|element| element.attr(name)?.trim().parse::<usize>().ok());
                given.unwrap_or(1).clamp(1, most)
            };
            let (column_span, row_span) = (span("colspan", MOST_COLUMNS - column), span("rowspan", MOST_ROWS));
            if covered.len() < column + column_span {
                covered.resize(column + column_span, 0);
            }
            covered.iter_mut().skip(column).take(column_span).for_each(|left| *left = row_span);
            cells.push(GridCell { row, column, column_span, row_span, text: text_of(cell) });
            column += column_span;
        }
        covered.iter_mut().for_each(|left| *left = left.saturating_sub(1));
        rows.push(cells);
    }
    Grid { rows, ..Grid::default() }
}

/// What a cell shows.
fn text_of(cell: NodeRef<Node>) -> String {
    let mut text = String::new();
    let (mut within, mut above) = (0_usize, 0_usize);
    for edge in cell.traverse() {
        match edge {
            Edge::Open(node) if within > 0 => within += usize::from(node.value().is_element()),
            Edge::Close(node) if within > 0 => within -= usize::from(node.value().is_element()),
            Edge::Open(node) => match node.value() {
                Node::Text(own) if above > 0 => text.push_str(&raised(own)),
                Node::Text(own) => text.push_str(own),
                Node::Element(element) if is_hidden(element) => within = 1,
                Node::Element(element) if is_block(element) || element.name() == "br" => text.push('\n'),
                // What they show is no text: a figure in them is not to be overlooked.
                Node::Element(element)
                    if matches!(element.name(), "img" | "input" | "select" | "textarea" | "math") =>
                {
                    text.push('▢')
                }
                Node::Element(element) if matches!(element.name(), "sup" | "sub") => above += 1,
                _ => {}
            },
            Edge::Close(node) => above -= usize::from(is_named(&node, &["sup", "sub"])),
        }
    }
    squeezed(&text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn shown(bytes: &[u8]) -> Vec<String> {
        let text = |block: Block| match block {
            Block::Text(line) => line.text,
            Block::Picture(picture) => format!("[{}]", picture.description),
            Block::Table(grid) => {
                let row = |row: &Vec<GridCell>| {
                    let cell = |cell: &GridCell| format!("{}:{}", cell.column, cell.text);
                    row.iter().map(cell).collect::<Vec<_>>().join("|")
                };
                grid.rows.iter().map(row).collect::<Vec<_>>().join("/")
            }
        };
        page(bytes).unwrap().blocks.into_iter().map(text).collect()
    }

    #[test]
    fn a_page_is_what_it_shows() {
        let page = "<html><head><title>x</title></head><body><script>var a='<p>b';</script>\
            <div>一、总体<span>情况</span></div><p class=MsoNormal><span lang=EN-US>2025</span>年&nbsp;\n 收到<br>二</p>\
            <p style='display: none'>看不见</p><img src=a.png alt='图'><ul><li>甲<li>乙</ul></body>";
        assert_eq!(shown(page.as_bytes()), ["一、总体情况", "2025年收到", "二", "[图]", "甲", "乙"]);
    }

    /// By hand from the algorithm of the standard.
    #[test]
    fn cells_stand_where_browsers_put_them() {
        let page = "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2<tr><td>3<td>4</table>\
            <table><tr><td><table><tr><td><p>5</p></td></tr></table></td></tr></table>";
        assert_eq!(shown(page.as_bytes()), ["0:甲|1:乙/1:1|2:2/0:3|1:4", "0:5"]);
    }

    #[test]
    fn the_portals_own_parts_are_left_out() {
        let page = "<title>甲局2025年</title><div>导航</div><div><div id=zoom><p>一</p><table><td>本年新收</table></div></div>";
        assert_eq!(shown(page.as_bytes()), ["一", "0:本年新收"]);
        let page =
            "<div>导航</div><div><p>一</p><div><table><td>本年新收</table></div><table><td>行政复议</table></div>页脚";
        assert_eq!(shown(page.as_bytes()), ["一", "0:本年新收", "0:行政复议"]);
    }

    #[test]
    fn pages_in_gbk() {
        let (bytes, ..) = GBK.encode("<meta charset=gb2312><p>规章");
        assert_eq!(shown(&bytes), ["规章"]);
        assert_eq!(shown("<meta charset=gb2312><p>规章".as_bytes()), ["规章"], "it is UTF-8 whatever it says");
    }

    #[test]
    fn a_page_in_one_file_is_refused() {
        assert!(page(b"MIME-Version: 1.0\r\n<p>").is_err());
    }
}
