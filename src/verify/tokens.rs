//! What is compared: a figure as a whole, any other character by itself. White space and the ends of lines count for
//! nothing but to end a figure.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// Names a token's text.
pub(super) type Word = u32;

/// The word of a footnote's mark, whose number is that of its page.
pub(super) const NOTE: Word = 0;

/// The texts of tokens, each once.
pub(super) struct Vocabulary {
    words: HashMap<String, Word>,
    texts: Vec<String>,
}

impl Vocabulary {
    pub(super) fn new() -> Vocabulary {
        // No text is called so: it is a control character.
        let note = "\u{0}".to_owned();
        Vocabulary { words: HashMap::from([(note.clone(), NOTE)]), texts: vec![note] }
    }

    /// The word of a text.
    pub(super) fn word(&mut self, text: &str) -> Word {
        if let Some(known) = self.words.get(text) {
            return *known;
        }
        let word = Word::try_from(self.texts.len()).unwrap_or(Word::MAX);
        self.words.insert(text.to_owned(), word);
        self.texts.push(text.to_owned());
        word
    }

    pub(super) fn text(&self, word: Word) -> &str {
        self.texts.get(word as usize).map_or("", String::as_str)
    }

    /// Whether a word is a figure.
    pub(super) fn is_figure(&self, word: Word) -> bool {
        self.text(word).starts_with(|ch: char| ch.is_ascii_digit())
    }
}

/// A character, and whether it stands right behind the one before it, without a gap.
pub(super) type Sign = (char, bool);

/// Divides characters into tokens, each with its text and the indices of its characters.
pub(super) fn tokens(signs: &[Sign]) -> Vec<(String, Range<usize>)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some((ch, _)) = signs.get(at) {
        let end = at + figure(signs.get(at..).unwrap_or_default()).max(1);
        if !is_blank(*ch) {
            let text = signs.get(at..end).unwrap_or_default().iter().map(|(ch, _)| folded(*ch)).collect();
            tokens.push((text, at..end));
        }
        at = end;
    }
    tokens
}

/// How many characters from the first make a figure: digits, with points and commas among them.
fn figure(signs: &[Sign]) -> usize {
    let digit = |at: usize| signs.get(at).is_some_and(|(ch, joined)| ch.is_ascii_digit() && (at == 0 || *joined));
    let mark = |at: usize| signs.get(at).is_some_and(|(ch, joined)| matches!(ch, '.' | ',') && *joined);
    let mut end = 0;
    while digit(end) {
        end += 1;
        if mark(end) && digit(end + 1) {
            end += 1;
        }
    }
    end
}

/// Whether a character is nothing to the eye.
pub(super) fn is_blank(ch: char) -> bool {
    ch.is_whitespace() || matches!(ch, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Radicals of the supplement that look like a character of their own, and that character; their normalization forms do
/// not say it (Unicode, EquivalentUnifiedIdeograph.txt).
const RADICALS: &[(char, char)] = &[
    ('⺠', '民'),
    ('⺩', '王'),
    ('⺬', '示'),
    ('⺼', '肉'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
];

/// The character that is meant. Programs call a glyph by the first of its characters, which is often a radical or a
/// compatibility ideograph that looks the same.
fn folded(ch: char) -> char {
    if let Some((_, meant)) = RADICALS.iter().find(|(radical, _)| *radical == ch) {
        return *meant;
    }
    match u32::from(ch) {
        // Dots that mark the items of a list, or stand between the parts of a name.
        0x00B7 | 0x2022 | 0x2027 | 0x2219 | 0x22C5 | 0x30FB | 0xFF65 => '·',
        0x2E80..=0x2FDF | 0xF900..=0xFAFF | 0x2_F800..=0x2_FA1F => std::iter::once(ch).nfkc().next().unwrap_or(ch),
        _ => ch,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(signs: &[Sign]) -> Vec<String> {
        tokens(signs).into_iter().map(|(text, _)| text).collect()
    }

    fn joined(text: &str) -> Vec<Sign> {
        text.chars().map(|ch| (ch, true)).collect()
    }

    #[test]
    fn figures_are_whole() {
        assert_eq!(texts(&joined("收到66件，1,264.50 元。")), ["收", "到", "66", "件", "，", "1,264.50", "元", "。"]);
        assert_eq!(texts(&joined("2020-02-24")), ["2020", "-", "02", "-", "24"]);
        assert_eq!(texts(&joined("第1.项12.")), ["第", "1", ".", "项", "12", "."]);
        // Two cells side by side are two figures.
        assert_eq!(texts(&[('0', true), ('6', false), ('6', true)]), ["0", "66"]);
    }

    #[test]
    fn a_radical_is_the_character_that_it_looks_like() {
        assert_eq!(texts(&joined("⼀、⺠政府")), ["一", "、", "民", "政", "府"]);
        assert_eq!(texts(&joined("（①％")), ["（", "①", "％"]);
        assert_eq!(texts(&joined("•·・")), ["·", "·", "·"]);
    }
}
