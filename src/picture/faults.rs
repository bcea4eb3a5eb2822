//! What can be wrong with a picture of any kind.

use crate::diagnostic::{Diagnostic, Message, message};
use crate::picture::rules;

/// Decoding it would take more memory than it may.
pub(super) fn too_much_memory() -> Diagnostic {
    Diagnostic::error(
        &rules::LIMIT_PICTURE,
        message!(
            zh: "图片太大：解码它要占用的内存超过了限度",
            en: "the picture is too large: decoding it would take more memory than is allowed",
        ),
    )
    .help(smaller())
}

/// The help for a picture that is too large.
pub(super) fn smaller() -> Message {
    message!(
        zh: "用看图软件把图片缩小后再用；印在 A4 纸上，宽 2000 像素已经足够清晰",
        en: "scale the picture down in an image program; on A4 paper a width of 2000 pixels is sharp enough",
    )
}

/// It is damaged.
pub(crate) fn broken() -> Diagnostic {
    Diagnostic::error(&rules::PICTURE_BROKEN, message!(zh: "图片文件已损坏", en: "the picture file is damaged")).help(
        message!(
            zh: "重新取一份原来的文件；如果看图软件还能打开它，另存为 PNG",
            en: "get the original file again; if a viewer still opens it, save it as PNG",
        ),
    )
}

/// What is in it is more than the programs that draw it can do.
pub(crate) fn undrawable() -> Diagnostic {
    Diagnostic::error(
        &rules::PICTURE_SVG,
        message!(
            zh: "这个 SVG 画不出来：里面有大小或写法极端的图形、标记或图片",
            en: "the SVG cannot be drawn: shapes, markers or pictures in it are of extreme sizes, or written in a way that \
                 no program draws",
        ),
    )
    .help(message!(
        zh: "在绘图软件里另存为普通 SVG，或者导出为 PNG",
        en: "save it as plain SVG in a drawing program, or export it as PNG",
    ))
}

/// It breaks off before its end.
pub(super) fn cut_short() -> Diagnostic {
    Diagnostic::error(
        &rules::PICTURE_BROKEN,
        message!(
            zh: "图片文件不完整：没有到结尾就断了",
            en: "the picture file is cut short: it breaks off before its end",
        ),
    )
    .help(message!(
        zh: "重新复制或下载原来的文件",
        en: "copy or download the original file again",
    ))
}

/// A drawing that would take too long.
pub(crate) fn too_complex(what: Message) -> Diagnostic {
    Diagnostic::error(&rules::LIMIT_PICTURE, what).help(message!(
        zh: "在绘图软件里简化图形，或另存为 PNG",
        en: "simplify the drawing, or save it as PNG",
    ))
}
