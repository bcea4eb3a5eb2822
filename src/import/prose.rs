//! A document to the narrative of a report: what stands before the first section, in each section, and below its
//! table.
//!
//! Sections are known by their titles, 一、总体情况 to 六、其他需要报告的事项, in their order.

use std::collections::HashSet;

use super::blocks::{Block, Document, Line, Picture};
use super::doubt::Doubt;
use super::grid::Grid;
use super::markdown::Piece;
use crate::diagnostic::message;
use crate::form::{Forms, SECTION_NUMBERS};
use crate::picture::ending_of;
use crate::report::typed_caption_number;

/// The narrative of a report, as Markdown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Narrative {
    /// What stands before the first section.
    pub preface: String,
    /// The text of each section; of 二, 三 and 四, what stands above the table.
    pub bodies: [String; 6],
    /// What stands below the tables of 二, 三 and 四.
    pub notes: [String; 6],
    /// Titles of sections that may be in words of their own; empty where a form's stands.
    pub titles: [String; 6],
    /// The files of its pictures.
    pub pictures: Vec<PictureFile>,
    /// Whether it is all that a report says: what is not here is blank there.
    pub is_whole: bool,
}

/// The file of a picture, to be saved for the narrative.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureFile {
    /// Its path, as the narrative names it.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Characters of the longest title of a section.
const LONGEST_TITLE: usize = 40;
/// Characters by which a picture is called.
const NAME: usize = 20;

/// The narrative of a document. `is_official` tells the tables of the form; `folder` names the folder for pictures,
/// which are left out without one.
pub(super) fn narrative(
    document: &Document,
    forms: Forms,
    is_official: impl Fn(&Grid) -> bool,
    folder: Option<&str>,
    doubts: &mut Vec<Doubt>,
) -> Narrative {
    let blocks = &document.blocks;
    let has_quotes = !only_indent(blocks, forms, &is_official);
    let (mut preface, mut bodies, mut below): (Piece, [Piece; 6], [Piece; 6]) = Default::default();
    let mut pictures = Pictures { folder, files: Vec::new() };
    let told_before = doubts.len();
    let mut section = None;
    let mut is_below = false;
    let mut titles: [Option<String>; 6] = Default::default();
    let has_sections = blocks.iter().any(|block| match block {
        Block::Text(line) => opens(line, None, forms).is_some(),
        block => matches!(block, Block::Section(..)),
    });
    let mut left = blocks.iter().peekable();
    while let Some(block) = left.next() {
        if let Block::Section(at, title) = block
            && let Some(place) = titles.get_mut(*at)
        {
            (section, is_below) = (Some(*at), false);
            *place = Some(title.clone());
            continue;
        }
        if let Block::Text(line) = block
            && !(line.is_quoted && has_quotes)
            && let Some(opened) = opens(line, section, forms)
        {
            let at = opened.section;
            (section, is_below) = (Some(at), false);
            titles[at] = Some(opened.own_title.map(str::to_owned).unwrap_or_default());
            bodies[at].line(&line.behind(line.text.len() - opened.behind.len()), false);
            continue;
        }
        let place = match section {
            None => &mut preface,
            Some(at) if is_below => &mut below[at],
            Some(at) => &mut bodies[at],
        };
        match block {
            // What stands above the report's title belongs to the title, or to the portal.
            Block::Text(line) if section.is_none() && is_title(line) => {
                place.clear();
                pictures.files.clear();
                doubts.truncate(told_before);
            }
            // Of a page without sections nobody knows what its text is.
            Block::Text(line) if has_sections => place.line(line, line.is_quoted && has_quotes),
            Block::Text(_) => {}
            Block::Table(grid) if is_official(grid) => is_below = true,
            Block::Table(grid) if has_sections && place.table(grid, grid.is_quoted && has_quotes) => {}
            Block::Table(grid) => {
                let message = message!(zh: "不是格式的表，没有带入", en: "is no table of the form, and was left out");
                doubts.push(Doubt::new(grid.name.clone(), message));
            }
            Block::Picture(picture) if has_sections => {
                let caption = match left.peek() {
                    Some(Block::Text(line)) => caption(line),
                    _ => None,
                };
                if caption.is_some() {
                    left.next();
                }
                doubts.extend(pictures.put(picture, caption.unwrap_or_else(|| own_caption(picture)), place));
            }
            Block::Picture(_) | Block::Section(..) => {}
        }
    }
    doubts.extend(sections_not_found(blocks, titles.each_ref().map(Option::is_some), is_official));
    let notes = &document.notes;
    let finished = |pieces: [Piece; 6]| pieces.map(|piece| piece.finished(notes));
    let pieces = bodies.iter().chain(&below).chain([&preface]);
    let mentioned: HashSet<usize> = pieces.flat_map(Piece::notes).copied().collect();
    doubts.extend(notes_without_marks(notes, &mentioned));
    let narrative = Narrative {
        preface: preface.finished(notes),
        bodies: finished(bodies),
        notes: finished(below),
        titles: titles.map(Option::unwrap_or_default),
        pictures: pictures.files,
        is_whole: document.is_whole,
    };
    doubts.extend(signs_not_read(&narrative));
    narrative
}

/// Notes in which section each table stands, where the sections of those of the form are known. Another report behind
/// the first has its sections again.
pub(super) fn place_tables(document: &mut Document, forms: Forms) {
    let opened = |block: &Block| match block {
        Block::Text(line) => opens(line, None, forms).map(|opened| opened.section),
        Block::Section(at, _) => Some(*at),
        _ => None,
    };
    let are_known = (1..4).all(|at| document.blocks.iter().any(|block| opened(block) == Some(at)));
    let mut section = SECTION_NUMBERS.len();
    for block in document.blocks.iter_mut().filter(|_| are_known) {
        section = opened(block).unwrap_or(section);
        if let Block::Table(grid) = block {
            grid.section = Some(section);
        }
    }
}

/// Whether quotes only indent what they hold, the report itself.
fn only_indent(blocks: &[Block], forms: Forms, is_official: impl Fn(&Grid) -> bool) -> bool {
    blocks.iter().any(|block| match block {
        Block::Text(line) => {
            line.is_quoted && opens(line, None, forms).is_some_and(|opened| opened.own_title.is_none())
        }
        Block::Table(grid) => grid.is_quoted && is_official(grid),
        Block::Section(..) | Block::Picture(_) => false,
    })
}

/// A doubt about what is no text, in cells and among words, and stands there as ▢.
fn signs_not_read(narrative: &Narrative) -> Option<Doubt> {
    let pieces = narrative.bodies.iter().chain(&narrative.notes).chain([&narrative.preface]);
    let count: usize = pieces.map(|piece| piece.matches('▢').count()).sum();
    let message = message!(
        zh: "有 {count} 处图片或者特殊字体的符号，写成了 ▢：对照原来的文件改",
        en: "{count} pictures in cells or signs of special faces are written as ▢: look them up in the file",
    );
    (count > 0).then(|| Doubt::new("正文".to_owned(), message))
}

/// Doubts about sections whose titles are not there.
fn sections_not_found(blocks: &[Block], was_opened: [bool; 6], is_official: impl Fn(&Grid) -> bool) -> Vec<Doubt> {
    // Of a part of a page nobody expects all sections.
    let is_whole = was_opened.iter().filter(|was_opened| **was_opened).count() > 2;
    // Those of the tables stand on sheets of their own in a workbook.
    let has_tables = blocks.iter().any(|block| matches!(block, Block::Table(grid) if is_official(grid)));
    let is_looked_for = |at: usize| is_whole && (has_tables || !(1..4).contains(&at));
    let missing = SECTION_NUMBERS.iter().zip(was_opened).enumerate();
    let missing = missing.filter(|(at, (_, was_opened))| is_looked_for(*at) && !*was_opened);
    let doubt = |(_, (number, _)): (usize, (&&str, bool))| {
        let message = message!(
            zh: "没有找到第{number}部分的标题：它的文字可能在别的部分里",
            en: "the title of section {number} was not found: its text may stand in another",
        );
        Doubt::new("正文".to_owned(), message)
    };
    missing.map(doubt).collect()
}

/// Doubts about footnotes whose marks stand in no text.
fn notes_without_marks(notes: &[Vec<Line>], mentioned: &HashSet<usize>) -> Vec<Doubt> {
    let lost = notes.iter().enumerate().filter(|(at, _)| !mentioned.contains(at));
    let doubt = |(_, note): (usize, &Vec<Line>)| {
        let text: String = note.iter().flat_map(|line| line.text.chars()).take(NAME).collect();
        let message = message!(
            zh: "没有带入：它的号码在格式的表里，或者哪里也没有",
            en: "was left out: its mark stands in a table of the form, or nowhere",
        );
        Doubt::new(format!("脚注“{text}”"), message)
    };
    lost.map(doubt).collect()
}

/// The caption that a line is, without its number, which the program counts itself.
fn caption(line: &Line) -> Option<Line> {
    let (_, length) = typed_caption_number(&line.text, '图').filter(|_| !line.is_markdown)?;
    Some(line.behind(length))
}

/// The caption that a picture has itself.
fn own_caption(picture: &Picture) -> Line {
    caption(&picture.caption).unwrap_or_else(|| picture.caption.clone())
}

/// The pictures of a narrative.
struct Pictures<'a> {
    folder: Option<&'a str>,
    files: Vec<PictureFile>,
}

impl Pictures<'_> {
    /// Puts a picture into a piece of narrative; tells of it if that cannot be done.
    fn put(&mut self, picture: &Picture, caption: Line, into: &mut Piece) -> Option<Doubt> {
        let name: String = picture.description.chars().chain(caption.text.chars()).take(NAME).collect();
        let doubt = |message| Some(Doubt::new(format!("图片“{name}”"), message));
        let of_chart = |message| {
            let words = if caption.text.is_empty() { &picture.description } else { &caption.text };
            Some(Doubt::new(format!("图表“{}”", words.chars().take(NAME).collect::<String>()), message))
        };
        if picture.is_chart && (self.folder.is_none() || picture.file.is_none()) {
            let message = message!(
                zh: "没有带入，后面的图号会变：图中数据要写在数据文件的 [charts] 里",
                en: "was left out, and figures behind it have other numbers: its values are to stand in [charts] of the data \
                     file",
            );
            return of_chart(message);
        }
        let Some((folder, bytes)) = self.folder.zip(picture.file.as_ref()) else {
            let why = picture.hindrance.clone().filter(|_| self.folder.is_some());
            return doubt(why.unwrap_or_else(|| message!(zh: "图片没有带入", en: "the picture was left out")));
        };
        let Some(ending) = ending_of(bytes) else {
            return doubt(message!(
                zh: "不是能用的图片格式，没有带入：另存为 PNG 或 JPEG，写在正文里",
                en: "is in no format that can be used and was left out: save it as PNG or JPEG and name it in the text",
            ));
        };
        let known = self.files.iter().find(|file| file.bytes == *bytes).map(|file| file.path.clone());
        let path = known.unwrap_or_else(|| {
            let path = format!("{folder}/图{}.{ending}", self.files.len() + 1);
            self.files.push(PictureFile { path: path.clone(), bytes: bytes.clone() });
            path
        });
        // What is printed below a picture is read aloud for it.
        let description = if picture.description == caption.text { "" } else { &picture.description };
        into.picture(&path, &caption, description, picture.is_beside);
        if picture.is_chart {
            let message = message!(
                zh: "按图片带入，数据改了不会跟着变：要跟着变，图中数据写在 [charts] 里",
                en: "came as a picture, which does not follow the figures: to have it drawn, put its values into [charts]",
            );
            return of_chart(message);
        }
        if caption.is_empty() && description.is_empty() {
            return doubt(message!(
                zh: "没有图题，也没有说明：在正文里写上它画的是什么（{path}）",
                en: "has neither caption nor description: say in the text what it shows ({path})",
            ));
        }
        None
    }
}

/// The title of a section.
#[derive(Debug, PartialEq)]
struct Opened<'t> {
    section: usize,
    /// The title, if it is in words of its own.
    own_title: Option<&'t str>,
    /// What stands behind it in its line.
    behind: &'t str,
}

/// The section that a line opens, if it begins with the title of one behind `section`.
fn opens(line: &Line, section: Option<usize>, forms: Forms) -> Option<Opened<'_>> {
    let text = Some(line.text.trim()).filter(|_| !line.is_markdown)?;
    let numbered = SECTION_NUMBERS.iter().enumerate().find_map(|(at, number)| {
        let behind = text.strip_prefix(number)?.trim_start().strip_prefix(['、', '.', '．', '，'])?;
        Some((at, behind.trim_start()))
    });
    let (sections, rest) = match numbered {
        Some((at, rest)) => (at..at + 1, rest),
        // A heading may be written without its number.
        None => (0..6, text),
    };
    let is_open = |at: &usize| section.is_none_or(|section| *at > section);
    let titles = |at: usize| forms.iter().filter_map(move |form| form.section_titles.get(at).copied());
    let all = || sections.clone().filter(is_open).flat_map(|at| titles(at).map(move |own| (at, own)));
    let exact = all().find_map(|(at, own)| {
        let behind = behind(rest, own).filter(|behind| !is_remark(behind))?;
        let is_title = numbered.is_some() || behind.is_empty();
        is_title.then_some(Opened { section: at, own_title: None, behind })
    });
    // In other words, up to the first stop.
    let (title, behind) = rest.split_at(rest.find(['。', '：', ':']).unwrap_or(rest.len()));
    let is_title = numbered.is_some() && title.chars().count() <= LONGEST_TITLE;
    let like = all().find(|(_, own)| is_title && is_like(own, title));
    let behind = behind.trim_start_matches(['。', '：', ':', ' ']);
    exact.or(like.map(|(section, _)| Opened { section, own_title: Some(title.trim_end()), behind }))
}

/// Whether what stands behind a title in its line belongs to it: （含收费）.
fn is_remark(behind: &str) -> bool {
    let inside = behind.strip_prefix('（').and_then(|rest| rest.strip_suffix('）'));
    inside.is_some_and(|inside| !inside.contains(['。', '：', '（', '）']))
}

/// What stands behind a title that a text begins with, white space within it left out of account.
fn behind<'t>(text: &'t str, title: &str) -> Option<&'t str> {
    let mut left = title.chars().peekable();
    for (at, ch) in text.char_indices() {
        match left.peek() {
            None => return text.get(at..).map(|behind| behind.trim_start_matches(['。', '：', ':', ' ', '\u{3000}'])),
            Some(next) if *next == ch => _ = left.next(),
            Some(_) if ch.is_whitespace() => {}
            Some(_) => return None,
        }
    }
    left.peek().is_none().then_some("")
}

/// Whether a title says what the form's says, in words of its own: they have half of their characters in common, or it
/// has no others: 其他事项.
fn is_like(own: &str, title: &str) -> bool {
    /// Fewer may be met by chance.
    const LEAST: usize = 4;
    let common = own.chars().filter(|ch| title.contains(*ch)).count();
    let is_shorter = title.chars().count() >= LEAST && title.chars().all(|ch| own.contains(ch));
    is_shorter || common * 2 >= own.chars().count().max(title.chars().count())
}

/// Whether a line is the title of a report, or its year.
fn is_title(line: &Line) -> bool {
    let text: String = line.text.chars().filter(|ch| !ch.is_whitespace()).collect();
    !line.is_markdown
        && text.chars().count() <= LONGEST_TITLE
        && (text.ends_with("年度报告") || text.ends_with("年政府信息公开情况"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_known_by_their_titles() {
        let text = |text: &str| Block::Text(Line::plain(text));
        let grid = Grid::of_texts(
            "表".to_owned(),
            [vec!["甲".to_owned(), "乙".to_owned()], vec!["1".to_owned(), "2*".to_owned()]],
        );
        let official = Grid::of_texts("官".to_owned(), [vec!["规章".to_owned()]]);
        let blocks = vec![
            text("甲局"),
            text("2025年政府信息公开工作年度报告"),
            text("根据条例编制。"),
            text("一、总体情况"),
            text("（一）主动公开。公开了5*3条。"),
            Block::Table(grid),
            text("二、主动公开政府信息情况"),
            text("如下："),
            Block::Table(official),
            text("注：一项。"),
            text("五、存在的主要问题及改进情况"),
            text("一、认识不够。二、人员不足。"),
            text("六、其他需要报告的事项"),
            text("无。"),
        ];
        let mut doubts = Vec::new();
        let document = Document { blocks, ..Document::default() };
        let found = narrative(&document, Forms::OFFICIAL, |grid| grid.name == "官", None, &mut doubts);
        assert_eq!(found.preface, "根据条例编制。");
        assert_eq!(found.bodies[0], "（一）主动公开。公开了5\\*3条。\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2\\* |");
        assert_eq!((found.bodies[1].as_str(), found.notes[1].as_str()), ("如下：", "注：一项。"));
        assert_eq!(found.bodies[4], "一、认识不够。二、人员不足。");
        assert_eq!(found.bodies[5], "无。");
        let told: Vec<&str> = doubts.iter().map(|doubt| doubt.message.in_lang(crate::diagnostic::Lang::Zh)).collect();
        assert!(told.len() == 2 && told[0].contains("第三部分") && told[1].contains("第四部分"), "{told:?}");
    }

    /// What stands above the title is the portal's; what is no text is told.
    #[test]
    fn pictures_above_the_title_are_left_out() {
        let text = |text: &str| Block::Text(Line::plain(text));
        let picture = |bytes: &[u8]| Block::Picture(Picture { file: Some(bytes.to_vec()), ..Picture::default() });
        let blocks = vec![
            picture(b"GIF87a"),
            text("甲局2025年政府信息公开工作年度报告"),
            text("一、总体情况"),
            picture(b"GIF89a"),
            text("图1 题▢"),
        ];
        let mut doubts = Vec::new();
        let document = Document { blocks, ..Document::default() };
        let found = narrative(&document, Forms::OFFICIAL, |_| false, Some("片"), &mut doubts);
        assert_eq!(found.bodies[0], "![题▢](片/图1.gif)");
        assert_eq!((found.pictures.len(), found.preface.as_str()), (1, ""));
        let told: Vec<&str> = doubts.iter().map(|doubt| doubt.message.in_lang(crate::diagnostic::Lang::Zh)).collect();
        assert!(told.len() == 1 && told[0].contains("1 处图片或者特殊字体"), "{told:?}");
    }

    #[test]
    fn a_title_and_its_text_in_one_line() {
        let of = |text: &str| {
            let line = Line::plain(text);
            opens(&line, None, Forms::OFFICIAL).map(|opened| (opened.section, opened.behind.to_owned()))
        };
        let some = |section: usize, behind: &str| Some((section, behind.to_owned()));
        assert_eq!(of("五、存在的主要问题及改进情况。一是认识不够。"), some(4, "一是认识不够。"));
        assert_eq!(of("五、存在的主要问题及改进情况 2025年我局存在不足。"), some(4, "2025年我局存在不足。"));
        assert_eq!(of("五、存在问题及改进情况：不足。"), some(4, "不足。"));
        let title = |text: &str| {
            let line = Line::plain(text);
            opens(&line, None, Forms::OFFICIAL).and_then(|opened| opened.own_title.map(str::to_owned))
        };
        assert_eq!(title("五、存在问题及改进情况：不足。").as_deref(), Some("存在问题及改进情况"));
        assert_eq!(title("一、 总体情况"), None);
        assert_eq!(of("总体 情况"), some(0, ""));
        assert_eq!(of("总体情况良好。"), None);
        assert_eq!(of("一、认识不够。二、人员不足。"), None);
    }
}
