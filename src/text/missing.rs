//! The error that no face shows a character.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::script_of;
use crate::diagnostic::{Diagnostic, Lang, message};
use crate::source::Span;
use crate::text::rules;

/// Clusters that no face shows, each with where it stands.
pub(super) type Missing = BTreeMap<String, BTreeSet<Option<Span>>>;

/// The errors of what no face shows: one for each cluster, but of letters of a script that a face must be made for,
/// such as Tibetan, one for all: they are missing because the script is.
pub(super) fn missing_characters(missing: &Missing) -> Vec<Diagnostic> {
    let mut scripts: BTreeMap<[u8; 4], Vec<_>> = BTreeMap::new();
    let mut problems = Vec::new();
    for (cluster, places) in missing {
        match script_of(cluster) {
            Some(script) => scripts.entry(script.tag().to_be_bytes()).or_default().push((cluster, places)),
            None => problems.push(missing_character(cluster, places, 0)),
        }
    }
    for mut clusters in scripts.into_values() {
        clusters.sort_by_key(|(_, places)| places.first());
        if let Some(((cluster, places), others)) = clusters.split_first() {
            problems.push(missing_character(cluster, places, others.len()));
        }
    }
    problems
}

/// The error that no face shows a cluster, at the first of its places; nor so many others of its script.
fn missing_character(cluster: &str, places: &BTreeSet<Option<Span>>, others: usize) -> Diagnostic {
    let code_points: Vec<String> = cluster.chars().map(|ch| format!("U+{:04X}", u32::from(ch))).collect();
    let code_points = code_points.join(" ");
    let shown: String = cluster.chars().filter(|ch| !is_invisible(*ch)).collect();
    let (message, help) = if shown.is_empty() {
        (
            message! { zh: "这里有看不见的字符（{code_points}）", en: "there is an invisible character here ({code_points})" },
            message! { zh: "删去它", en: "delete it" },
        )
    } else if others > 0 {
        (
            message! {
                zh: "没有一种字体有“{shown}”（{code_points}）这个字，同一种文字的另外 {others} 个字也没有",
                en: "no face has the character “{shown}” ({code_points}), nor {others} others of its script",
            },
            message! {
                zh: "改用汉字，或用 --font-dir 加一种有这种文字的字体",
                en: "write it in Chinese, or add a face that has the script with --font-dir",
            },
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
    Diagnostic::error(&rules::MISSING_CHARACTER, message).at(places.first().copied().flatten()).help(help)
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
