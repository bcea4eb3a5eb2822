//! What can be wrong with a JPEG.

use crate::diagnostic::{Diagnostic, message};
use crate::picture::rules;

/// It breaks off before its end.
pub(super) fn cut_short() -> Diagnostic {
    Diagnostic::error(
        &rules::PICTURE_BROKEN,
        message!(
            zh: "这张 JPEG 不完整：文件没有到结尾就断了",
            en: "this JPEG is cut short: the file breaks off before its end",
        ),
    )
    .help(message!(
        zh: "重新复制或下载原来的文件",
        en: "copy or download the original file again",
    ))
}

/// It is damaged.
pub(super) fn broken() -> Diagnostic {
    Diagnostic::error(&rules::PICTURE_BROKEN, message!(zh: "这张 JPEG 已损坏", en: "this JPEG is damaged")).help(
        message!(
            zh: "重新取一份原来的文件；如果看图软件还能打开它，另存为 PNG",
            en: "get the original file again; if a viewer still opens it, save it as PNG",
        ),
    )
}
