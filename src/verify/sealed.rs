//! What the seal of a file of this program says, as far as its text does not say it already; and what a file carries
//! besides its pages.

use std::collections::HashSet;

use super::rules;
use crate::compose::Document;
use crate::diagnostic::{Diagnostic, Message, message};
use crate::extract::{Changes, Extra, Extract, Seal};

/// What is told of it. Of pages in `told` something was said already; `is_same` if the text of all pages is the same.
pub(super) fn sealed(document: &Document, extract: &Extract, told: &HashSet<usize>, is_same: bool) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = extract.extras.iter().map(extra).collect();
    match &extract.seal {
        Seal::Compared(changes) => {
            let silent =
                |pages: &[usize]| -> Vec<usize> { pages.iter().copied().filter(|page| !told.contains(page)).collect() };
            let redrawn = silent(&changes.redrawn);
            found.extend((is_same && !redrawn.is_empty()).then(|| self::redrawn(&redrawn)));
            let unreadable = silent(&changes.unreadable);
            found.extend((!unreadable.is_empty()).then(|| self::unreadable(&unreadable)));
            let other_fonts = silent(&changes.other_fonts);
            found.extend((!other_fonts.is_empty()).then(|| self::other_fonts(&other_fonts)));
            found.extend(rearranged(changes, extract.pages.len()).filter(|_| is_same));
            // Where pages are gone or moved, or something was added, it leads elsewhere anyway.
            let is_silent = is_same && changes.pages_then.is_none() && extract.extras.is_empty();
            found.extend((changes.is_retold && is_silent).then(retold));
        }
        Seal::None if extract.digest.is_some() => found.push(unsealed()),
        Seal::None | Seal::Other => {}
    }
    if extract.digest.is_some() {
        let title = document.properties.title.trim();
        let other = extract.titles.iter().find(|own| own.trim() != title);
        found.extend(other.map(|own| other_title(own, title)));
    }
    found
}

/// Numbers of pages as they are listed in each language.
fn listed(pages: &[usize]) -> (String, String) {
    let numbers: Vec<String> = pages.iter().map(|page| (page + 1).to_string()).collect();
    let noun = if pages.len() == 1 { "page" } else { "pages" };
    (numbers.join("、"), format!("{noun} {}", numbers.join(", ")))
}

/// Pages that say what they did, and draw something else.
fn redrawn(pages: &[usize]) -> Diagnostic {
    let (zh, en) = listed(pages);
    let message = message!(
        zh: "PDF 第 {zh} 页在生成以后改过，或者另存时重写过：文字没有变，画的不同（图片、色块、链接，字的位置、颜色）",
        en: "{en} of the PDF changed after it was made, or was written anew when it was saved: the text is the same, \
            what is drawn is not (a picture, a box, a link, the place or colour of glyphs)",
    );
    Diagnostic::error(&rules::VERIFY_REDRAWN, message)
}

fn unreadable(pages: &[usize]) -> Diagnostic {
    let (zh, en) = listed(pages);
    let message = message!(
        zh: "PDF 第 {zh} 页有读不出来的图片或字体，不能确认没有改过",
        en: "{en} of the PDF cannot be read to its end: whether it was changed cannot be told",
    );
    Diagnostic::error(&rules::VERIFY_REDRAWN, message)
}

fn other_fonts(pages: &[usize]) -> Diagnostic {
    let (zh, en) = listed(pages);
    let message = message!(
        zh: "PDF 第 {zh} 页的字体和生成时不同：另存时重写过，或者改过；文字和位置没有变",
        en: "the fonts of {en} of the PDF are others than when it was made: written anew when it was saved, or changed; \
            text and places are the same",
    );
    Diagnostic::error(&rules::VERIFY_FONTS, message)
}

fn rearranged(changes: &Changes, now: usize) -> Option<Diagnostic> {
    let then = changes.pages_then?;
    let message = match then == now {
        true => message!(
            zh: "PDF 各页的次序在生成以后改过",
            en: "the pages of the PDF were put in another order after it was made",
        ),
        false => message!(
            zh: "PDF 生成时有 {then} 页，现在有 {now} 页",
            en: "the PDF had {then} pages when it was made, and has {now} now",
        ),
    };
    Some(Diagnostic::error(&rules::VERIFY_ORDER, message))
}

fn retold() -> Diagnostic {
    let message = message!(
        zh: "PDF 的书签、标签、链接或者图片的替代文字在生成以后改过，或者另存时重写过",
        en: "bookmarks, tags, links or alternative texts of the PDF were changed after it was made, or written anew when \
            it was saved",
    );
    Diagnostic::error(&rules::VERIFY_DOCUMENT, message)
}

/// Whoever takes away the seal can change what he likes.
fn unsealed() -> Diagnostic {
    let message = message!(
        zh: "PDF 里有数据摘要，没有本程序的页面摘要：生成以后改过，画的有没有变不能核对",
        en: "the PDF has a digest of the data and none of its pages: it was changed after it was made, and what it draws \
            cannot be compared",
    );
    Diagnostic::error(&rules::VERIFY_REDRAWN, message)
}

fn other_title(own: &str, due: &str) -> Diagnostic {
    let message = message!(
        zh: "PDF 属性里的标题是“{own}”，应当是“{due}”",
        en: "the title in the properties of the PDF is “{own}”, and should be “{due}”",
    );
    Diagnostic::error(&rules::VERIFY_DOCUMENT, message)
}

fn extra(extra: &Extra) -> Diagnostic {
    let message: Message = match extra {
        Extra::Action(kind) => message!(
            zh: "PDF 里有会自己运行的脚本或动作（{kind}）",
            en: "the PDF has a script or an action that runs by itself ({kind})",
        ),
        Extra::Attachment(name) => message!(zh: "PDF 里附了文件“{name}”", en: "the PDF has a file attached, “{name}”"),
    };
    Diagnostic::error(&rules::VERIFY_SURPLUS, message)
}
