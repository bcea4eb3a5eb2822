//! A PDF that this program has made: what it shows, block by block, by its structure tree.
//!
//! Of such a file nothing has to be guessed but where somebody ended a line by hand: each paragraph, item and cell is an
//! element. Titles become lines by which sections are known, all else is written as the narrative of a data file has it
//! (`write`; `text` and `lines` join what stood on lines again, `notes` finds footnotes, `table` places cells, `signs` is
//! what all of them look at). What cannot come back, a chart or an SVG, is told.

mod lines;
mod notes;
mod signs;
mod table;
mod text;
mod write;

use super::blocks::{Block, Document, Line, Picture};
use super::doubt::Doubt;
use super::identity::identity;
use super::markdown::escaped;
use crate::diagnostic::{Diagnostic, message};
use crate::extract::{self, Changes, Element, Kid, Seal, Tagged};
use crate::form::{Forms, SECTION_NUMBERS};
use crate::report::title_line;
use lines::Room;
use notes::Notes;
use signs::{elements, shown, stretches};
use table::Table;
use text::{Manner, Reading};
pub(super) use text::{numbered_as_markdown, numbered_as_typed};
pub(super) use write::number;
use write::{LeftOut, Writer};

/// What a PDF of this program shows.
pub(super) struct Shows {
    pub document: Document,
    /// Whose it is.
    pub organ: Option<String>,
    /// Name of the form whose titles its sections have, if there is one alone.
    pub form: Option<String>,
    pub doubts: Vec<Doubt>,
}

/// Characters by which a picture is called.
const NAME: usize = 20;

/// What a PDF shows; nothing of one that this program has not made.
///
/// # Errors
/// It cannot be read.
pub(super) fn document(bytes: &[u8], forms: Forms) -> Result<Option<Shows>, Diagnostic> {
    let Some(tagged) = extract::tagged(bytes.to_vec())? else { return Ok(None) };
    let Tagged { root, author, seal, .. } = &tagged;
    // The only element below the root is the document.
    let root = match &root.kids[..] {
        [Kid::Element(document)] => document,
        _ => root,
    };
    let (notes, all_notes) = Notes::new(root);
    let reading = Reading { strong: strong(root), notes };
    let writer = Writer { reading: &reading, edge: edge(root), left_out: Vec::new() };
    let mut reader = Reader {
        writer,
        forms,
        author: author.as_deref(),
        blocks: Vec::new(),
        doubts: changed(seal),
        tables: 0,
        titles: Vec::new(),
    };
    reader.document(root);
    let note = |note: &&Element| {
        let edge = notes::paragraphs(note).map(right).fold(0.0, f32::max);
        let line = |own| reading.line(own, Room::Edge(edge), Manner::Prose);
        notes::paragraphs(note).map(line).collect()
    };
    let notes: Vec<Vec<Line>> = all_notes.iter().map(note).collect();
    let form = reader.form();
    let Reader { blocks, mut doubts, .. } = reader;
    doubts.extend(inner_links(root));
    let document = Document { is_whole: true, blocks, notes, ..Document::default() };
    Ok(Some(Shows { document, organ: author.clone(), form, doubts }))
}

/// The doubt about links that lead to figures and tables, of which their printed numbers are left.
fn inner_links(root: &Element) -> Option<Doubt> {
    fn count(element: &Element) -> usize {
        let has = |is_wanted: fn(&Kid) -> bool| element.kids.iter().any(is_wanted);
        let leads_in = has(|kid| matches!(kid, Kid::Target(None))) && !has(|kid| matches!(kid, Kid::Target(Some(_))));
        // Entries of the contents lead to headings.
        let below = elements(element).filter(|own| own.tag != "TOC").map(count).sum::<usize>();
        usize::from(leads_in) + below
    }
    let count = count(root);
    let message = message!(
        zh: "{count} 处指到图、表的链接没有带入，留下印出的编号",
        en: "{count} links to figures and tables were left out: their printed numbers are left",
    );
    (count > 0).then(|| Doubt::new("正文".to_owned(), message))
}

/// Doubts about a file that was changed after it was made.
fn changed(seal: &Seal) -> Vec<Doubt> {
    let pages = |pages: &[usize]| pages.iter().map(|page| (page + 1).to_string()).collect::<Vec<_>>().join("、");
    let message = match seal {
        Seal::Compared(changes) if *changes == Changes::default() => return Vec::new(),
        // Another version has sealed it in another way: nothing is known.
        Seal::Other => return Vec::new(),
        Seal::Compared(Changes { redrawn, .. }) if !redrawn.is_empty() => {
            let pages = pages(redrawn);
            message!(
                zh: "生成以后改动过（第 {pages} 页），照改动以后的读",
                en: "it was changed after it was made (pages {pages}), and was read as it is now",
            )
        }
        Seal::Compared(_) | Seal::None => message!(
            zh: "生成以后改动过，照改动以后的读",
            en: "it was changed after it was made, and was read as it is now",
        ),
    };
    vec![Doubt::new("PDF".to_owned(), message)]
}

struct Reader<'d> {
    writer: Writer<'d>,
    forms: Forms,
    author: Option<&'d str>,
    blocks: Vec<Block>,
    doubts: Vec<Doubt>,
    tables: usize,
    /// The titles of its sections so far.
    titles: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn document(&mut self, root: &Element) {
        let all: Vec<&Element> = elements(root).collect();
        let end = all.len() - self.signature(&all);
        for (at, element) in all.iter().enumerate().take(end) {
            let next = all.get(at + 1);
            match element.tag.as_str() {
                "H1" => self.title(element),
                // What stands above the contents is their title.
                "H2" if next.is_some_and(|next| next.tag == "TOC") => {}
                "H2" | "H3" | "H4" | "H5" | "H6" => self.heading(element),
                "Table" => self.table(element),
                "L" => {
                    let lines = self.writer.list(element, 0);
                    self.markdown(&lines.join("\n"));
                }
                "BlockQuote" => {
                    let lines = self.writer.quote(element);
                    self.markdown(&lines.join("\n"));
                }
                "Figure" => {
                    let before = at.checked_sub(1).and_then(|before| all.get(before));
                    self.figure(element, before.is_some_and(|before| is_beside(before, element)));
                }
                "TOC" | "Note" => {}
                _ => {
                    let text = self.writer.paragraph(element);
                    self.markdown(&text);
                }
            }
        }
        let mut are_told = false;
        for left_out in std::mem::take(&mut self.writer.left_out) {
            let (place, message) = match left_out {
                LeftOut::Table => {
                    ("正文的表".to_owned(), message!(zh: "太大，没有带入", en: "is too large, and was left out"))
                }
                LeftOut::Quoted(words) => (
                    format!("图片“{}”", shortened(&words)),
                    message!(zh: "在引文里，没有带入", en: "stands in a quote, and was left out"),
                ),
                LeftOut::Numbers if std::mem::replace(&mut are_told, true) => continue,
                LeftOut::Numbers => (
                    "表题".to_owned(),
                    message!(
                        zh: "没有编号，再生成就会编上：不要编号，在 [page] 里写 numbered_tables = false",
                        en: "are not numbered, and will be: say `numbered_tables = false` in [page]",
                    ),
                ),
            };
            self.doubts.push(Doubt::new(place, message));
        }
    }

    /// How many paragraphs at the end are the signature: the organ and the date.
    fn signature(&mut self, all: &[&Element]) -> usize {
        let [.., organ, date] = all else { return 0 };
        let (organ_said, date_said) = (said(organ), said(date));
        let is_date = date_said.split(['年', '月']).count() == 3
            && date_said.ends_with('日')
            && date_said.chars().all(|ch| ch.is_ascii_digit() || "年月日".contains(ch));
        if [organ, date].iter().any(|own| own.tag != "P") || !is_date || Some(organ_said.as_str()) != self.author {
            return 0;
        }
        let message = message!(
            zh: "没有带入：在 [report] 里写 signature = true 和 published",
            en: "was left out: say `signature = true` and `published` in [report]",
        );
        self.doubts.push(Doubt::new(format!("落款“{organ_said} {date_said}”"), message));
        2
    }

    fn markdown(&mut self, text: &str) {
        if !text.is_empty() {
            self.blocks.push(Block::Text(text::line(text)));
        }
    }

    /// The title of the report, which a data file states only where it is not the usual one.
    fn title(&mut self, element: &Element) {
        let title = said(element);
        let year = identity(std::slice::from_ref(&title)).sole().year;
        let usual = self.author.zip(year).map(|(organ, year)| format!("{organ}{}", title_line(year)));
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        if usual.is_none_or(|usual| squeezed(&usual) != squeezed(&title)) {
            let message = message!(
                zh: "不是通用的标题，没有带入：写在 [report] 的 title 里",
                en: "is not the usual title, and was left out: say it as `title` in [report]",
            );
            self.doubts.push(Doubt::new(format!("标题“{title}”"), message));
        }
        self.blocks.push(Block::Text(Line::plain(title)));
    }

    fn heading(&mut self, element: &Element) {
        let title = said(element);
        if let Some(section) = section(&title).filter(|_| element.tag == "H2") {
            return self.section(section, &title);
        }
        let text = self.writer.heading(element).unwrap_or_else(|| self.writer.paragraph(element));
        self.markdown(&text);
    }

    fn section(&mut self, section: usize, title: &str) {
        let number = SECTION_NUMBERS.get(section).copied().unwrap_or_default();
        let own = title.get(number.len() + "、".len()..).unwrap_or_default();
        self.blocks.push(Block::Section(section, own.to_owned()));
        self.titles.push((section, own.to_owned()));
    }

    /// The only form whose titles stand above the tables 二, 三 and 四.
    fn form(&self) -> Option<String> {
        let has = |section: usize, title: &str| self.titles.iter().any(|(at, own)| *at == section && own == title);
        let mut all = self.forms.iter().filter(|form| {
            form.section_titles.iter().enumerate().skip(1).take(3).all(|(section, title)| has(section, title))
        });
        all.next().filter(|_| all.next().is_none()).map(|form| form.name.to_owned())
    }

    fn table(&mut self, element: &Element) {
        match Table::new(element).filter(Table::is_official) {
            Some(table) => {
                self.tables += 1;
                let name = format!("第 {} 张表", self.tables);
                self.blocks.push(Block::Table(table.grid(name, self.writer.reading)));
            }
            None => {
                let lines = self.writer.table(element, false);
                self.markdown(&lines.join("\n"));
            }
        }
    }

    /// A picture, or what stands in the place of one.
    fn figure(&mut self, element: &Element, is_beside: bool) {
        let caption = elements(element).find(|own| own.tag == "Caption");
        let words = caption.map(said).unwrap_or_default();
        let pictures = stretches(element).flat_map(|stretch| &stretch.pictures);
        let Some(picture) = pictures.into_iter().next() else {
            let name = if words.is_empty() { &element.alternative } else { &words };
            let message = message!(
                zh: "没有带入，后面的图号会变：数据在原来的数据文件的 [charts] 里",
                en: "was left out, and figures behind it have other numbers: its data stand in [charts] of the data file \
                     that the PDF was made from",
            );
            return self.doubts.push(Doubt::new(format!("图表“{}”", shortened(name)), message));
        };
        if picture.file.is_none() && picture.placed.is_drawing {
            let name = if words.is_empty() { &element.alternative } else { &words };
            let message = message!(
                zh: "是矢量图（SVG），没有带入，后面的图号会变：用原来的文件",
                en: "is an SVG and was left out, and figures behind it have other numbers: take the file it was made from",
            );
            return self.doubts.push(Doubt::new(format!("图片“{}”", shortened(name)), message));
        }
        let (mut caption, _) = caption.map(|caption| self.writer.caption(caption, '图')).unwrap_or_default();
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let read = &element.alternative;
        // What is printed below a picture is read aloud for it, with the blanks that were written; the number before it
        // is not.
        if squeezed(&caption) == squeezed(&escaped(read, true)) {
            caption = escaped(read, true);
        }
        let is_said = !read.is_empty() && squeezed(&words).ends_with(&squeezed(read));
        let description = if is_said && !caption.is_empty() { String::new() } else { read.clone() };
        let file = picture.file.clone();
        let caption = text::line(&caption);
        self.blocks.push(Block::Picture(Picture { description, caption, file, is_beside, ..Picture::default() }));
    }
}

/// The section that a heading opens, by its number.
fn section(title: &str) -> Option<usize> {
    let (number, _) = title.split_once('、')?;
    SECTION_NUMBERS.iter().position(|known| *known == number)
}

/// What an element says, the marks of its footnotes left out.
fn said(element: &Element) -> String {
    let reading = Reading { strong: None, notes: Notes::default() };
    reading.text(element, Room::Unknown, Manner::Plain)
}

fn shortened(words: &str) -> String {
    words.chars().take(NAME).collect()
}

/// Whether a picture stands at the right of another.
fn is_beside(before: &Element, own: &Element) -> bool {
    let page = |element: &Element| stretches(element).next().map(|stretch| stretch.page);
    let bounds = |element: &Element| element.bounds.filter(|_| element.tag == "Figure");
    let (Some([_, foot, right, top]), Some([left, own_foot, _, own_top])) = (bounds(before), bounds(own)) else {
        return false;
    };
    page(before) == page(own) && left >= right - 1.0 && own_foot < top && foot < own_top
}

/// The face of strong text, that in which the titles of sections are set, unless paragraphs are set in it too.
fn strong(root: &Element) -> Option<u16> {
    let most = |tag: &str| {
        let mut counts: Vec<usize> = Vec::new();
        for shown in elements(root).filter(|own| own.tag == tag).flat_map(shown) {
            let face = usize::from(shown.face);
            if counts.len() <= face {
                counts.resize(face + 1, 0);
            }
            if let Some(count) = counts.get_mut(face) {
                *count += 1;
            }
        }
        let most = counts.iter().enumerate().max_by_key(|(_, count)| **count);
        most.and_then(|(face, _)| u16::try_from(face).ok())
    };
    let (titles, text) = (most("H2")?, most("P"));
    (Some(titles) != text).then_some(titles)
}

/// Where the lines of paragraphs end.
fn edge(root: &Element) -> f32 {
    elements(root).filter(|own| own.tag == "P").map(right).fold(0.0, f32::max)
}

fn right(element: &Element) -> f32 {
    shown(element).map(|shown| shown.to.0).fold(0.0, f32::max)
}
