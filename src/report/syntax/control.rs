//! Control characters, which TOML has nowhere: they come in with text that was copied from Word.

use std::collections::BTreeMap;

use super::error;
use crate::diagnostic::{Diagnostic, Message, Related, message};
use crate::source::{SourceId, Span};

/// Places of the same character that are shown beside the first.
const MOST_PLACES: usize = 4;

/// A text with blanks in the place of control characters, and one finding for each kind of them. A carriage return that
/// stands alone ends a line.
pub(super) fn masked(text: &str, source: SourceId) -> (String, Vec<Diagnostic>) {
    let mut places: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    let mut sound = String::with_capacity(text.len());
    for (at, ch) in text.char_indices() {
        let is_return = ch == '\r' && text.get(at + 1..).is_some_and(|rest| !rest.starts_with('\n'));
        if is_return || ch.is_ascii_control() && !matches!(ch, '\t' | '\n' | '\r') {
            places.entry(ch).or_default().push(at);
        }
        sound.push(match ch {
            _ if is_return => '\n',
            '\t' | '\n' | '\r' => ch,
            _ if ch.is_ascii_control() => ' ',
            _ => ch,
        });
    }
    let found = places.iter().filter_map(|(ch, places)| told(*ch, places, source)).collect();
    (sound, found)
}

fn told(ch: char, places: &[usize], source: SourceId) -> Option<Diagnostic> {
    let (first, others) = places.split_first()?;
    let (code, count) = (u32::from(ch), places.len());
    let (name_zh, name_en, help) = named(ch);
    let message = message!(
        zh: "这里有{name_zh}（U+{code:04X}），全文共 {count} 个",
        en: "{name_en} (U+{code:04X}), {count} in all",
    );
    let related = others.iter().take(MOST_PLACES).map(|at| Related {
        span: Some(Span::new(source, *at..at + 1)),
        key: None,
        message: message!(zh: "还有一个", en: "another"),
    });
    Some(error(message, Span::new(source, *first..first + 1)).help(help).related(related))
}

/// What a character is called, and what to do about it.
fn named(ch: char) -> (&'static str, &'static str, Message) {
    match ch {
        '\u{B}' => (
            " Word 的换行符",
            "Word's manual line break",
            message!(
                zh: "删去它，要分段就按回车另起一行。很多的话，在 Word 里把 ^l 全部替换成 ^p，再重新复制",
                en: "delete it, and press Enter for a new line; for many, replace ^l by ^p in Word and copy anew",
            ),
        ),
        '\u{C}' => (
            "分页符",
            "a page break",
            message!(
                zh: "删去它。很多的话，在 Word 里把 ^m 全部替换成 ^p，再重新复制",
                en: "delete it; if there are many, replace ^m by ^p in Word and copy anew",
            ),
        ),
        '\r' => (
            "单独的回车符",
            "a carriage return without a line feed",
            message!(
                zh: "在编辑器里把行尾改成 Windows（CRLF）或 Unix（LF），再存一次",
                en: "save the file with the line ends of Windows (CRLF) or Unix (LF)",
            ),
        ),
        _ => (
            "看不见的控制字符",
            "an invisible control character",
            message!(
                zh: "删去它：把光标放在这个位置，删去前后各一个字，再把那两个字打上",
                en: "delete it: delete the characters on both sides of this place and type them again",
            ),
        ),
    }
}
