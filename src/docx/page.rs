//! The page in Word's measures: margins, the grid of lines and characters, page numbers, the mark of a draft.

use super::xml::{DECLARATION, put};
use super::{Options, WORD};
use crate::official_page::{
    AREA_HEIGHT, AREA_WIDTH, BODY_SIZE, DRAFT_MARK, INDENT_CELLS, INNER_MARGIN, LINES, NUMBER_DROP, NUMBER_SIZE,
    PAGE_HEIGHT, PAGE_WIDTH, SMALL_LINES, TITLE_LEADING, TITLE_SIZE, TOP_MARGIN,
};
use crate::units::Pt;

/// How far the dash of a page number stands above its baseline, in em.
const DASH: f64 = 0.3;
/// How far the em box reaches below the baseline, in em, as in most faces of Windows.
const BELOW: f64 = 0.14;

/// Widest cell of a character, in em, in which Latin is spaced as Han is (this program's choice).
const MOST_OF_WORDS: f64 = 1.1;

/// A length in twentieths of a point, Word's unit (ECMA-376-1, 17.18.81).
pub(super) fn twips(length: Pt) -> i64 {
    (length.0 * 20.0).round() as i64
}

/// The page of one report.
pub(super) struct Page {
    /// Distance of baselines; a whole number of twips.
    pub pitch: Pt,
    /// Width of a character's cell.
    pub cell: Pt,
    /// Top of the first line's slot, from the top of the page.
    top: Pt,
    /// Lines a page.
    lines: f64,
    pub has_numbers: bool,
    pub is_duplex: bool,
}

impl Page {
    pub fn new(options: &Options) -> Page {
        let pitch = options.line_pitch.unwrap_or(AREA_HEIGHT / LINES).max(BODY_SIZE);
        let room = AREA_HEIGHT - BODY_SIZE;
        let steps = (room / pitch + 1e-9).floor().max(0.0);
        // The em box stands in the middle of its slot, and the last one as far from the foot as the first from the head.
        let first_em = ((room - pitch * steps) / 2.0).min((pitch - BODY_SIZE) / 2.0);
        Page {
            pitch: Pt(twips(pitch) as f64 / 20.0),
            cell: AREA_WIDTH / f64::from(options.chars_per_line.max(1)),
            top: TOP_MARGIN + first_em - (pitch - BODY_SIZE) / 2.0,
            lines: steps + 1.0,
            has_numbers: options.numbers,
            is_duplex: options.duplex,
        }
    }

    /// Width of the type area.
    pub fn width(&self) -> Pt {
        AREA_WIDTH
    }

    /// Height of the lines of a page.
    pub fn height(&self) -> Pt {
        self.pitch * self.lines
    }

    /// Indent of a paragraph's first line.
    pub fn indent(&self) -> Pt {
        self.cell * INDENT_CELLS
    }

    /// Distance of baselines in quotes and captions.
    pub fn small_pitch(&self) -> Pt {
        self.pitch / SMALL_LINES
    }

    /// Distance of baselines in the title.
    pub fn title_pitch(&self) -> Pt {
        TITLE_SIZE * TITLE_LEADING
    }

    /// What a thing of this height leaves free of the lines that it takes.
    pub fn left_of_slots(&self, height: Pt) -> Pt {
        self.pitch * (height / self.pitch - 1e-6).ceil().max(1.0) - height
    }

    /// The properties of the one section (ECMA-376-1, 17.6.17); `is_draft` asks for headers.
    pub fn section(&self, is_draft: bool) -> String {
        let mut text = "<w:sectPr>".to_owned();
        for (kind, wanted) in [("header", is_draft), ("footer", self.has_numbers)] {
            if wanted {
                put!(&mut text, "<w:{kind}Reference w:type=\"default\" r:id=\"{kind}\"/>");
                if kind == "footer" && self.is_duplex {
                    text.push_str("<w:footerReference w:type=\"even\" r:id=\"footerEven\"/>");
                } else if self.is_duplex {
                    put!(&mut text, "<w:{kind}Reference w:type=\"even\" r:id=\"{kind}\"/>");
                }
            }
        }
        text.push_str(
            "<w:footnotePr><w:numFmt w:val=\"decimalEnclosedCircleChinese\"/><w:numRestart w:val=\"eachPage\"/></w:footnotePr>",
        );
        put!(&mut text, "<w:pgSz w:w=\"{}\" w:h=\"{}\"/>", twips(PAGE_WIDTH), twips(PAGE_HEIGHT));
        let (top, height) = (twips(self.top), twips(self.height()));
        let bottom = twips(PAGE_HEIGHT) - top - height;
        let right = twips(PAGE_WIDTH - INNER_MARGIN - AREA_WIDTH);
        // Word rounds down what a line holds.
        let left = twips(PAGE_WIDTH) - right - twips(AREA_WIDTH) - 1;
        let header = twips(TOP_MARGIN - NUMBER_DROP - NUMBER_SIZE);
        let number_foot = TOP_MARGIN + AREA_HEIGHT + NUMBER_DROP + NUMBER_SIZE * (DASH + BELOW);
        let footer = twips(PAGE_HEIGHT - number_foot);
        put!(
            &mut text,
            "<w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"{header}\" \
             w:footer=\"{footer}\" w:gutter=\"0\"/>"
        );
        // The grid of lines alone: LibreOffice gives a character two cells of a grid that are narrower than it is. The cells
        // of characters are in the styles.
        put!(&mut text, "<w:docGrid w:type=\"lines\" w:linePitch=\"{}\"/></w:sectPr>", twips(self.pitch));
        text
    }

    /// What stands between characters of a size so that lines have theirs, in twips; never so much that one is lost.
    pub fn spacing(&self, size: Pt) -> i64 {
        ((self.cell - BODY_SIZE).0 * 20.0 * (size / BODY_SIZE)).floor() as i64
    }

    /// Whether so much stands between characters that it would tear words and numbers of Latin.
    pub fn is_wide(&self) -> bool {
        self.cell > BODY_SIZE * MOST_OF_WORDS
    }

    /// The page number between dashes, one character in from the outer edge (GB/T 9704-2012, 7.5).
    pub fn footer(&self, is_even: bool) -> String {
        let (side, indent) = if is_even { ("left", "left") } else { ("right", "right") };
        let inset = twips(NUMBER_SIZE);
        let run = |content: &str| format!("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>{content}</w:r>");
        let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        format!(
            "{DECLARATION}<w:ftr {WORD}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:ind w:{indent}=\"{inset}\"/>\
             <w:jc w:val=\"{side}\"/></w:pPr>{}{}<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>{}\
             <w:r><w:t>{}</w:t></w:r>{}{}</w:p></w:ftr>",
            run("<w:t xml:space=\"preserve\">— </w:t>"),
            field("begin"),
            field("separate"),
            if is_even { 2 } else { 1 },
            field("end"),
            run("<w:t xml:space=\"preserve\"> —</w:t>"),
        )
    }

    /// 草稿, in the middle above the type area.
    pub fn header() -> String {
        format!(
            "{DECLARATION}<w:hdr {WORD}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t>{DRAFT_MARK}</w:t></w:r>\
             </w:p></w:hdr>"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(options: Options) -> String {
        Page::new(&options).section(false)
    }

    /// GB/T 9704-2012, 5.2: 37 mm are 2097.6 twips, 28 mm 1587.4, 26 mm 1474.0; 225 mm by 22 lines are 579.8, 156 mm by
    /// 28 characters 15.793 pt, which is 4.1 twips less than 16 pt.
    #[test]
    fn the_standard_grid() {
        let section = section(Options::default());
        assert!(section.contains("w:top=\"2098\" w:right=\"1474\" w:bottom=\"1980\" w:left=\"1587\""), "{section}");
        assert!(section.contains("w:type=\"lines\" w:linePitch=\"580\""), "{section}");
        let page = Page::new(&Options::default());
        assert_eq!((page.spacing(BODY_SIZE), page.spacing(Pt(12.0))), (-5, -4));
    }

    /// Lines a page are ⌊(225 mm − 1 em) / pitch⌋ + 1, and all of them have room between the margins.
    #[test]
    fn other_pitches() {
        for (pitch, lines) in [(28.0, 23), (29.2, 22), (29.45, 22), (40.0, 16)] {
            let page = Page::new(&Options { line_pitch: Some(Pt(pitch)), ..Options::default() });
            assert_eq!(page.lines as i64, lines, "pitch {pitch}");
            let section = page.section(false);
            let margin = |name: &str| {
                let (_, behind) = section.split_once(&format!("w:{name}=\"")).unwrap_or_default();
                behind.split('"').next().unwrap_or_default().parse::<i64>().unwrap_or_default()
            };
            assert_eq!(16838 - margin("top") - margin("bottom"), lines * (pitch * 20.0) as i64, "pitch {pitch}");
        }
    }
}
