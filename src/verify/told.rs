//! Differences in words, each at its place: in the data file, or on a page of the PDF.

use std::collections::HashSet;

use super::compare::{Comparison, Difference};
use super::expected;
use super::furniture::Furniture;
use super::printed::Printed;
use super::rules;
use super::sealed::sealed;
use super::tokens::{NOTE, Vocabulary, Word};
use crate::compose::Document;
use crate::diagnostic::{Diagnostic, Related, message};
use crate::extract::{Extract, Note};

/// Of more differences than this, the first are told.
const TOLD: usize = 40;
/// Characters of a text that are shown at its beginning and at its end, where it is longer.
const SHOWN: usize = 24;
const SHOWN_LAST: usize = 8;
/// Characters that say where something stands.
const CONTEXT: usize = 12;

/// What is told of the differences, and how many are not.
pub(super) fn told(
    Comparison { differences: all, wrong_pages }: &Comparison,
    furniture: &Furniture,
    document: &Document,
    extract: &Extract,
    (printed, vocabulary): (&Printed, &Vocabulary),
    name: &str,
) -> (Vec<Diagnostic>, usize) {
    let teller = Teller { printed, vocabulary, name };
    // Where a page is missing, moved or doubled, its number says nothing new.
    let wrong_numbers = if all.is_empty() { furniture.wrong_numbers() } else { Vec::new() };
    let unmarked = furniture.without_draft_mark();
    let unmarked = (!unmarked.is_empty()).then(|| without_draft_mark(unmarked).in_file(name));
    let differences = all.iter().map(|difference| teller.difference(difference));
    let pages = wrong_pages.iter().map(|(entry, stands, right)| wrong_page(entry, *stands, *right));
    let numbers = wrong_numbers.iter().map(|(page, stands, right)| wrong_number(*page, *stands, *right).in_file(name));
    let notes = extract
        .pages
        .iter()
        .enumerate()
        .flat_map(|(page, content)| content.notes.iter().map(move |own| note(page, own).in_file(name)));
    // Where something is said that differs, it is known that the page was changed.
    let page = |at: &usize| printed.tokens.get(*at).map(|token| token.page);
    let changed = all.iter().flat_map(|one| one.found.iter().chain(&one.behind).filter_map(page));
    let noted = extract.pages.iter().enumerate().filter(|(_, page)| !page.notes.is_empty()).map(|(at, _)| at);
    let told: HashSet<usize> = changed.chain(noted).chain(wrong_numbers.iter().map(|(page, ..)| *page)).collect();
    let is_same = all.is_empty() && wrong_numbers.is_empty();
    let sealed = sealed(document, extract, &told, is_same).into_iter().map(|one| one.in_file(name));
    let mut found: Vec<Diagnostic> =
        pages.chain(differences).chain(unmarked).chain(numbers).chain(notes).chain(sealed).collect();
    let more = found.len().saturating_sub(TOLD);
    found.truncate(TOLD);
    (found, more)
}

/// The finding that the PDF was made from other data; `is_same` if all its text is the same.
pub(super) fn other_data(is_same: bool) -> Diagnostic {
    let message = match is_same {
        true => message!(
            zh: "生成 PDF 以后数据文件改过：文字和数都相同，图片、图表的数、链接、标题的级别等有不同",
            en: "the data was changed after the PDF was made: text and figures are the same, but a picture, a value of a \
                chart, a link, the level of a heading or the like is not",
        ),
        false => message!(
            zh: "生成 PDF 以后数据文件改过：PDF 里存的数据摘要不同",
            en: "the data was changed after the PDF was made: the digest in the PDF is another",
        ),
    };
    Diagnostic::error(&rules::VERIFY_DIGEST, message).help(message!(zh: "重新生成 PDF", en: "make the PDF anew"))
}

/// An entry of the table of contents that tells a wrong page.
fn wrong_page(entry: &expected::Token, stands: i64, right: i64) -> Diagnostic {
    let message = message!(
        zh: "目录里这个标题的页码是 {stands}，PDF 里它在第 {right} 页",
        en: "the table of contents says page {stands} for this heading, which stands on page {right} of the PDF",
    );
    Diagnostic::error(&rules::VERIFY_CHANGED, message).at(entry.span)
}

/// A note that somebody has put on a page: what it says, or hides, is not in the data.
fn note(page: usize, note: &Note) -> Diagnostic {
    let page = page + 1;
    let kind = match note.kind.as_str() {
        "Widget" => "Widget, 表单域",
        "Link" => "Link, 画出来的链接",
        kind => kind,
    };
    let text: String = note.text.trim().chars().take(SHOWN).collect();
    let message = match text.is_empty() {
        true => message!(
            zh: "PDF 第 {page} 页上加了批注（{kind}），可能盖住了文字",
            en: "a note ({kind}) was put on page {page} of the PDF and may hide text",
        ),
        false => message!(
            zh: "PDF 第 {page} 页上加了批注“{text}”，数据文件里没有",
            en: "a note “{text}” was put on page {page} of the PDF; it is not in the data file",
        ),
    };
    Diagnostic::error(&rules::VERIFY_SURPLUS, message)
}

/// Pages of a draft that do not say so.
fn without_draft_mark(pages: &[usize]) -> Diagnostic {
    let message = match pages {
        [page] => {
            let page = page + 1;
            message!(zh: "PDF 第 {page} 页没有“草稿”二字", en: "page {page} of the PDF does not say that it is a draft (草稿)")
        }
        [page, ..] => {
            let (page, count) = (page + 1, pages.len());
            message!(
                zh: "PDF 有 {count} 页没有“草稿”二字，第一处在第 {page} 页",
                en: "{count} pages of the PDF do not say that they are a draft (草稿), page {page} first",
            )
        }
        [] => message!(zh: "PDF 没有“草稿”二字", en: "the PDF does not say that it is a draft (草稿)"),
    };
    Diagnostic::error(&rules::VERIFY_MISSING, message)
}

/// A page that bears a wrong number.
fn wrong_number(page: usize, stands: i64, right: i64) -> Diagnostic {
    let page = page + 1;
    let message = message!(
        zh: "PDF 第 {page} 页印的页码是 {stands}，应当是 {right}",
        en: "page {page} of the PDF bears the number {stands}, where {right} is due",
    );
    Diagnostic::error(&rules::VERIFY_CHANGED, message)
}

struct Teller<'a> {
    printed: &'a Printed,
    vocabulary: &'a Vocabulary,
    name: &'a str,
}

impl Teller<'_> {
    fn difference(&self, difference: &Difference) -> Diagnostic {
        let Difference { wanted, found, is_moved, behind, after } = difference;
        let span = wanted.iter().find_map(|token| token.span).or(after.and_then(|token| token.span));
        let page = found.first().or(behind.as_ref()).map_or(1, |at| self.page(*at));
        let own = self.quoted(wanted.iter().map(|token| (token.word, token.is_apart)));
        let other = self.quoted(found.iter().filter_map(|at| self.token(*at)));
        let context = self.before(*behind);
        if *is_moved {
            let message = message!(
                zh: "“{own}”在 PDF 里不在这个地方，在第 {page} 页",
                en: "“{own}” stands elsewhere in the PDF, on page {page}",
            );
            let help = context.map(|context| message!(zh: "在“{context}”后面", en: "behind “{context}”"));
            return Diagnostic::error(&rules::VERIFY_ORDER, message).at(span).help(help);
        }
        match (wanted.is_empty(), found.is_empty()) {
            (false, true) => {
                let message = message!(zh: "PDF 里没有“{own}”", en: "“{own}” is not in the PDF");
                let help = context.map(|context| {
                    message!(
                        zh: "应当在第 {page} 页“{context}”后面",
                        en: "it should stand on page {page} behind “{context}”",
                    )
                });
                Diagnostic::error(&rules::VERIFY_MISSING, message).at(span).help(help)
            }
            (false, false) => {
                let message = message!(
                    zh: "数据文件里是“{own}”，PDF 第 {page} 页是“{other}”",
                    en: "the data file has “{own}”, and page {page} of the PDF “{other}”",
                );
                let help = context.map(
                    |context| message!(zh: "PDF 里在“{context}”后面", en: "in the PDF it stands behind “{context}”"),
                );
                Diagnostic::error(&rules::VERIFY_CHANGED, message).at(span).help(help)
            }
            (true, _) => {
                let message = message!(
                    zh: "PDF 第 {page} 页的“{other}”，数据文件里没有",
                    en: "“{other}” on page {page} of the PDF is not in the data file",
                );
                let here = Related {
                    span,
                    key: None,
                    message: message!(zh: "PDF 里在这后面", en: "in the PDF it stands behind this"),
                };
                Diagnostic::error(&rules::VERIFY_SURPLUS, message).in_file(self.name).related(span.map(|_| here))
            }
        }
    }

    fn token(&self, at: usize) -> Option<(Word, bool)> {
        self.printed.tokens.get(at).map(|token| (token.word, token.is_apart))
    }

    /// Number of a token's page, from 1.
    fn page(&self, at: usize) -> usize {
        self.printed.tokens.get(at).map_or(0, |token| token.page) + 1
    }

    /// The end of what stands on the page up to a token.
    fn before(&self, last: Option<usize>) -> Option<String> {
        let last = last?;
        let start = (last + 1).saturating_sub(CONTEXT);
        let text = self.plain((start..=last).filter_map(|at| self.token(at)));
        let chars: Vec<char> = text.chars().collect();
        let shown: String = chars.get(chars.len().saturating_sub(CONTEXT)..).unwrap_or_default().iter().collect();
        (!shown.trim().is_empty()).then(|| shown.trim().to_owned())
    }

    /// Tokens as text, cut if there are many.
    fn quoted(&self, tokens: impl Iterator<Item = (Word, bool)>) -> String {
        let text: Vec<char> = self.plain(tokens).chars().collect();
        if text.len() <= SHOWN + SHOWN_LAST {
            return text.into_iter().collect();
        }
        let (first, last) = (&text[..SHOWN], &text[text.len() - SHOWN_LAST..]);
        let (first, last): (String, String) = (first.iter().collect(), last.iter().collect());
        format!("{first}……{last}")
    }

    /// Tokens as text, with a space where one stands between letters or figures.
    fn plain(&self, tokens: impl Iterator<Item = (Word, bool)>) -> String {
        let mut text = String::new();
        for (word, is_apart) in tokens.filter(|(word, _)| *word != NOTE) {
            let own = self.vocabulary.text(word);
            // Figures of cells side by side are two, whether or not a blank is between them.
            let both = |is: fn(&char) -> bool| {
                text.chars().next_back().is_some_and(|ch| is(&ch)) && own.chars().next().is_some_and(|ch| is(&ch))
            };
            if both(char::is_ascii_digit) || is_apart && both(char::is_ascii_alphanumeric) {
                text.push(' ');
            }
            text.push_str(own);
        }
        text
    }
}
