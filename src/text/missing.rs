//! The error that no face shows a character.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Lang};
use crate::message;
use crate::source::Span;

/// The error that no face shows a cluster, at the first of its places.
pub(super) fn missing_character(cluster: &str, places: &BTreeSet<Option<Span>>) -> Diagnostic {
    let code_points: Vec<String> = cluster.chars().map(|ch| format!("U+{:04X}", u32::from(ch))).collect();
    let code_points = code_points.join(" ");
    let shown: String = cluster.chars().filter(|ch| !is_invisible(*ch)).collect();
    let (message, help) = if shown.is_empty() {
        (
            message! { zh: "这里有看不见的字符（{code_points}）", en: "there is an invisible character here ({code_points})" },
            message! { zh: "删去它", en: "delete it" },
        )
    } else {
        (
            message! {
                zh: "没有一种字体有“{shown}”（{code_points}）这个字",
                en: "no face has the character “{shown}” ({code_points})",
            },
            message! {
                zh: "改用通用的字，或用 --font-dir 加一种有这个字的字体",
                en: "write another character, or add a face that has it with --font-dir",
            },
        )
    };
    let count = places.len();
    let help = match count {
        0 | 1 => help,
        _ => {
            let (zh, en) = (help.in_lang(Lang::Zh), help.in_lang(Lang::En));
            message! { zh: "{zh}（共 {count} 处）", en: "{en} ({count} places)" }
        }
    };
    Diagnostic::error("missing-character", message).at(places.first().copied().flatten()).help(help)
}

/// Controls and format characters, which leave no ink in any face.
fn is_invisible(ch: char) -> bool {
    ch.is_control()
        || is_ignorable(ch)
        || matches!(u32::from(ch), 0xAD | 0x61C | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF)
}

/// Variation selectors and joiners ask nothing of a face's character map.
pub(super) fn is_ignorable(ch: char) -> bool {
    is_selector(ch) || matches!(u32::from(ch), 0x180E | 0x200C | 0x200D)
}

/// Variation selectors, those of Mongolian among them.
pub(super) fn is_selector(ch: char) -> bool {
    matches!(u32::from(ch), 0x180B..=0x180D | 0x180F | 0xFE00..=0xFE0F | 0xE_0100..=0xE_01EF)
}
