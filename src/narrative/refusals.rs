//! What may not stand in a narrative, and what to write instead.

use pulldown_cmark::Tag;

use crate::diagnostic::{Diagnostic, Message, message};
use crate::narrative::rules;

/// Blocks within blocks beyond this are nothing that a report needs, and could exhaust the stack.
pub(crate) const DEEPEST: usize = 8;

/// What blocks stand in; it decides what they may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Text,
    Item,
    Quote,
    Footnote,
}

/// What is wrong with a block that may not stand where it stands.
pub(super) fn out_of_place(tag: &Tag, within: Within, depth: usize) -> Option<Diagnostic> {
    let is_container = matches!(tag, Tag::List(_) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_));
    if is_container && depth >= DEEPEST {
        return Some(unsupported(message!(zh: "套得太深", en: "nested too deeply")));
    }
    let message = match (tag, within) {
        (Tag::Heading { .. }, Within::Quote) => {
            let fault = unsupported(message!(
                zh: "引文里不能用 # 标题",
                en: "headings with # may not stand in a quoted document",
            ));
            return Some(fault.help(message!(
                zh: "连同原来的编号写成加粗的一段，如 **一、重点群体范围**",
                en: "write it with its own number as a bold paragraph, such as **一、重点群体范围**",
            )));
        }
        (Tag::Heading { .. }, Within::Item | Within::Footnote) => {
            message!(zh: "列表和脚注里不能有标题", en: "lists and footnotes may not hold headings")
        }
        (Tag::BlockQuote(_), Within::Item | Within::Quote | Within::Footnote) => message!(
            zh: "引文不能套在列表、脚注或另一段引文里",
            en: "a quote may not stand in a list, a footnote or another quote",
        ),
        (Tag::List(_) | Tag::Table(_), Within::Footnote) => {
            message!(zh: "脚注里只能有段落", en: "a footnote holds paragraphs only")
        }
        (Tag::FootnoteDefinition(_), Within::Item | Within::Quote | Within::Footnote) => message!(
            zh: "脚注的内容要顶格另起一段",
            en: "the text of a footnote stands by itself, not within another block",
        ),
        _ => return None,
    };
    Some(unsupported(message))
}

pub(super) fn unsupported(message: Message) -> Diagnostic {
    Diagnostic::error(&rules::MARKDOWN_UNSUPPORTED, message)
}

pub(super) fn html() -> Diagnostic {
    Diagnostic::error(&rules::MARKDOWN_HTML, message!(zh: "正文里不能用 HTML", en: "HTML may not stand in a narrative"))
        .help(message!(
            zh: "只有表格的格子里可以用 <br> 换行；尖括号本身写成 \\<",
            en: "only <br> in a table's cell is allowed; write \\< for the sign itself",
        ))
}

pub(super) fn code_block() -> Diagnostic {
    unsupported(message!(zh: "不支持代码块", en: "code blocks are not supported"))
        .help(message!(zh: "写成普通段落", en: "write an ordinary paragraph"))
}

/// The error that a picture stands within a text.
pub(super) fn not_alone() -> Diagnostic {
    let message = message!(zh: "图片要单独成段", en: "a picture stands in a paragraph of its own");
    unsupported(message).help(alone())
}

pub(super) fn alone() -> Message {
    message!(
        zh: "图片前后各空一行，不和文字写在一起；窄的图片可以两张写在一行，并排印",
        en: "leave an empty line before and behind it; two narrow pictures may share a line and stand side by side",
    )
}

/// The error that something looks like a picture but is none.
pub(super) fn not_a_picture() -> Diagnostic {
    let message = message!(zh: "这里的图片没有读成图片", en: "this looks like a picture but is not read as one");
    unsupported(message).help(message!(
        zh: "写成 ![图题](文件)；文件名里有空格或括号的，写成 ![图题](<文件>)",
        en: "write ![caption](file), or ![caption](<file>) if its name holds spaces or brackets",
    ))
}
