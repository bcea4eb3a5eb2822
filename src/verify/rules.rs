//! Rules about a PDF that is held against its data file.

use crate::diagnostic::{Rule, Text, text};

const COMPARED: Text = text("`nianbao verify`", "`nianbao verify`");

/// All of them.
pub(crate) static RULES: &[&Rule] = &[
    &VERIFY_MISSING,
    &VERIFY_CHANGED,
    &VERIFY_SURPLUS,
    &VERIFY_ORDER,
    &VERIFY_REDRAWN,
    &VERIFY_FONTS,
    &VERIFY_DOCUMENT,
    &VERIFY_DIGEST,
];

pub(crate) static VERIFY_MISSING: Rule = Rule::error(
    "verify-missing",
    text("数据文件里的文字或数字，PDF 里没有", "text or a figure of the data file is not in the PDF"),
    COMPARED,
    text("以数据文件为准的，重新生成 PDF；以 PDF 为准的，改数据文件", "make the PDF anew, or mend the data file"),
);

pub(crate) static VERIFY_CHANGED: Rule = Rule::error(
    "verify-changed",
    text("PDF 里的文字或数字和数据文件不同", "text or a figure of the PDF is another than in the data file"),
    COMPARED,
    text("以数据文件为准的，重新生成 PDF；以 PDF 为准的，改数据文件", "make the PDF anew, or mend the data file"),
);

pub(crate) static VERIFY_SURPLUS: Rule = Rule::error(
    "verify-surplus",
    text(
        "PDF 里有数据文件没有的东西：文字，批注、表单域，脚本，附件",
        "the PDF has what the data file has not: text, a note or field on a page, a script, an attachment",
    ),
    COMPARED,
    text("不该有的，重新生成 PDF；该有的，写进数据文件", "make the PDF anew, or add it to the data file"),
);

pub(crate) static VERIFY_ORDER: Rule = Rule::error(
    "verify-order",
    text("文字都在，PDF 里的次序和数据文件不同", "text of the data file stands elsewhere in the PDF"),
    COMPARED,
    text(
        "看看页码是不是颠倒了、段落或格子是不是移动过，重新生成 PDF",
        "see whether pages, paragraphs or cells were moved, and make the PDF anew",
    ),
);

pub(crate) static VERIFY_REDRAWN: Rule = Rule::error(
    "verify-redrawn",
    text(
        "PDF 的一页在生成以后改过，文字没有变：换了图片、盖住了文字、移动了字，或者换了字形",
        "a page was changed after the PDF was made, though it says the same: another picture, text that is covered or moved",
    ),
    COMPARED,
    text("重新生成 PDF", "make the PDF anew"),
);

pub(crate) static VERIFY_FONTS: Rule = Rule::error(
    "verify-fonts",
    text(
        "PDF 的一页画的没有变，用的字体和生成时不同：另存时重写过，或者换过字形",
        "a page draws the same with other fonts than when it was made: they were written anew when it was saved, or glyphs were changed",
    ),
    COMPARED,
    text("重新生成 PDF；要另存的，不选精简字体", "make the PDF anew; save it without cutting down its fonts"),
);

pub(crate) static VERIFY_DOCUMENT: Rule = Rule::error(
    "verify-document",
    text(
        "PDF 的标题、书签、标签、链接或者图片的替代文字在生成以后改过",
        "the title, the bookmarks, tags, links or alternative texts of the PDF were changed after it was made",
    ),
    COMPARED,
    text("重新生成 PDF", "make the PDF anew"),
);

pub(crate) static VERIFY_DIGEST: Rule = Rule::error(
    "verify-digest",
    text(
        "PDF 里存的数据摘要和数据文件不同：生成 PDF 以后，数据文件（或它用的图片、正文文件）改过",
        "the digest in the PDF is not that of the data: the data file, a picture or a `body_file` was changed afterwards",
    ),
    COMPARED,
    text("重新生成 PDF", "make the PDF anew"),
);
