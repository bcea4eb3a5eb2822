//! Rules about PDF files that are read.

use crate::diagnostic::{Rule, Text, text};

const SYSTEM: Text = text("系统", "the system");

/// All of them.
pub(crate) static RULES: &[&Rule] = &[&PDF_UNREADABLE, &PDF_ENCRYPTED, &PDF_NO_TEXT, &LIMIT_PDF];

pub(crate) static PDF_UNREADABLE: Rule = Rule::error(
    "pdf-unreadable",
    text("不是 PDF，或者不完整、损坏了", "it is no PDF, or it is cut short or damaged"),
    SYSTEM,
    text("重新下载或复制；用看 PDF 的程序另存一份", "fetch it again, or save it anew in a viewer"),
);

pub(crate) static PDF_ENCRYPTED: Rule = Rule::error(
    "pdf-encrypted",
    text("PDF 加了密，要密码才能打开", "the PDF is encrypted and opens with a password only"),
    SYSTEM,
    text("去掉密码，另存一份", "take its password away, and save it anew"),
);

pub(crate) static PDF_NO_TEXT: Rule = Rule::error(
    "pdf-no-text",
    text("PDF 里没有文字，或者字体没有注明是什么字", "the PDF has no text, or its fonts do not tell what they show"),
    SYSTEM,
    text(
        "扫描件不能核对：用扫描以前的 PDF；字体没有嵌入的，重新导出",
        "a scan cannot be compared: take the PDF before it was scanned; export it again with fonts embedded",
    ),
);

pub(crate) static LIMIT_PDF: Rule = Rule::error(
    "limit-pdf",
    text("PDF 太大或者太复杂，超过读取的上限", "the PDF is too large or too complex to be read"),
    SYSTEM,
    text(
        "年度报告的 PDF 不会这样：看看是不是拿错了文件",
        "no annual report is like that: see whether it is the right file",
    ),
);
