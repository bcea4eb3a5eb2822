//! Whether a PDF says what its data file says: every figure and every sentence, in order, and nothing else.
//!
//! Takes a [`Document`] and the [`Extract`] of a PDF, whoever has made it; gives a [`Verdict`]. Compares characters and
//! whole figures; where lines and pages end, and what stands on pages besides (page numbers, heads that are repeated,
//! leaders), makes no difference. Knows nothing of the report, of faces and of how a PDF is built.
//!
//! `tokens` says what is compared, `expected` what must be there, `printed` what is there, `furniture` what stands on
//! pages besides. `align` finds what both share, `floats` what has no fixed place, `compare` what differs, `lawful` and
//! `rows` what of that is as it should be; `told` puts it into words, `sealed` what the seal says.

mod align;
mod compare;
mod expected;
mod floats;
mod furniture;
mod laid_out;
mod lawful;
mod printed;
mod rows;
pub(crate) mod rules;
mod sealed;
mod tokens;
mod told;

use crate::compose::{Document, SCHEME};
use crate::diagnostic::Diagnostic;
use crate::extract::{Extract, Page};
use crate::layout::Layout;
use crate::text::Faces;
use compare::{Comparison, compare};
use expected::{ChartTexts, Expected};
use furniture::Furniture;
use laid_out::{chart_texts, page_texts};
use printed::{Printed, READINGS, Reading};
use tokens::{Vocabulary, Word, is_blank};

/// What is to be held against a PDF.
pub struct Original<'a> {
    /// What the PDF must say.
    document: &'a Document,
    /// The text of its charts.
    charts: ChartTexts,
    /// The words that each of its pictures shows as text, without white space.
    drawn: Vec<String>,
    /// The text of each page as this program lays it out, without white space.
    pages: Vec<String>,
}

impl<'a> Original<'a> {
    /// A document as it is laid out in some faces, with the words that each of its pictures shows as text, without white
    /// space.
    pub fn new(document: &'a Document, layout: &Layout, faces: &Faces, drawn: Vec<String>) -> Original<'a> {
        Original { document, charts: chart_texts(document, layout, faces), drawn, pages: page_texts(layout) }
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Verdict {
    /// Everything that differs.
    pub found: Vec<Diagnostic>,
    /// How many differences there are beyond these.
    pub more: usize,
    /// Pages of the PDF.
    pub pages: usize,
    /// Figures of the data, and its other characters.
    pub figures: usize,
    /// The same of its other characters.
    pub characters: usize,
    /// What the digest in the PDF says.
    pub digest: DigestState,
}

/// What the digest in a PDF says of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigestState {
    /// There is none: another program has made the PDF.
    None,
    /// It was made by another version of this program, in another way.
    Other,
    /// The PDF was made from this data.
    Same,
    /// It was made from other data.
    Different,
}

/// A report that was read in the wrong way differs in no more places.
const MOST_MISREAD: usize = 1_000;

/// Holds a PDF against its data. `name` is what messages call the PDF.
pub fn verify(original: &Original, extract: &Extract, name: &str) -> Verdict {
    let digest = digest_state(original.document, extract);
    let [usual, others @ ..] = READINGS;
    let mut verdict = told_of(original, extract, name, usual);
    // Another program may have drawn the page in another order than it is read in, or spaced its digits out. Of another
    // text no reading is better.
    for reading in others.into_iter().filter(|_| digest == DigestState::None) {
        let count = verdict.found.len() + verdict.more;
        if count == 0 || count > MOST_MISREAD {
            break;
        }
        let other = told_of(original, extract, name, reading);
        if other.found.len() + other.more < count {
            verdict = other;
        }
    }
    if digest == DigestState::Different {
        let is_same = verdict.found.is_empty();
        verdict.found.insert(0, told::other_data(is_same).in_file(name));
    }
    Verdict { digest, ..verdict }
}

fn digest_state(document: &Document, extract: &Extract) -> DigestState {
    match (&extract.digest, &document.properties.digest) {
        (None, _) | (_, None) => DigestState::None,
        (Some(stored), Some(own)) if stored == own => DigestState::Same,
        (Some(stored), Some(_)) => match stored.split_once(':') {
            Some((SCHEME, _)) => DigestState::Different,
            _ => DigestState::Other,
        },
    }
}

/// Whether each page says, sign by sign, what this program puts on it: then nothing differs, and no thought need be
/// given to what may.
fn is_as_laid_out(original: &Original, extract: &Extract) -> bool {
    let signs = |page: &Page, in_drawing: bool| -> String {
        let own = page.shown.iter().filter(|shown| shown.in_drawing == in_drawing && !is_blank(shown.ch));
        own.map(|shown| shown.ch).collect()
    };
    // A picture may be shown again and again.
    let is_drawn = |text: String| {
        let words = original.drawn.iter().filter(|words| !words.is_empty());
        words.fold(text, |rest, words| rest.replace(words.as_str(), "")).is_empty()
    };
    let is_same = |(page, text): (&Page, &String)| signs(page, false) == *text && is_drawn(signs(page, true));
    extract.pages.len() == original.pages.len() && extract.pages.iter().zip(&original.pages).all(is_same)
}

fn told_of(original: &Original, extract: &Extract, name: &str, reading: Reading) -> Verdict {
    let mut vocabulary = Vocabulary::new();
    let expected = Expected::new(original.document, &original.charts, &mut vocabulary);
    let text = |words: &Vec<Word>| words.iter().map(|word| vocabulary.text(*word)).collect::<String>();
    let running: Vec<String> = expected.running.iter().map(text).filter(|text| !text.is_empty()).collect();
    let furniture = Furniture::find(extract, expected.is_draft, &running);
    let printed = Printed::new(extract, &furniture, reading, &mut vocabulary);
    let is_figure = |word: Word| vocabulary.is_figure(word);
    let all = expected.tokens.iter().chain(expected.floats.iter().flat_map(|float| &float.tokens));
    let (figures, characters): (Vec<Word>, Vec<Word>) = all.map(|token| token.word).partition(|word| is_figure(*word));
    let comparison = match is_as_laid_out(original, extract) {
        true => Comparison::default(),
        false => compare(expected, &printed, &furniture, &original.drawn, &vocabulary),
    };
    let (document, said) = (original.document, (&printed, &vocabulary));
    let (found, more) = told::told(&comparison, &furniture, document, extract, said, name);
    Verdict {
        found,
        more,
        pages: extract.pages.len(),
        figures: figures.len(),
        characters: characters.len(),
        digest: DigestState::None,
    }
}
