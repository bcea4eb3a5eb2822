//! Counts that a text names in full, so that one that is stated twice is known again: of the whole year, and those that
//! it comes back to.

use std::ops::Range;

use crate::check::prose::figure::{Figure, Unit};
use crate::check::prose::passages::Passage;

/// A count.
pub(super) struct Count {
    /// What is counted: the words of its clause without those that say nothing of it.
    pub key: String,
    pub unit: &'static str,
    pub figure: Figure,
    /// Whether it is said of the whole year.
    pub is_whole: bool,
    /// Whether it speaks of things that were counted before: 对经批准延长答复期限的12件申请.
    pub refers: bool,
}

/// Characters of a name that tells a count from others within a passage, and within a report.
const TELLING: [usize; 2] = [4, 8];
/// Characters of a clause beyond which it names more than a count.
const LONGEST: usize = 60;

/// Words that say that the whole year, or its end, is counted.
const WHOLE: &[&str] = &["全年", "年内", "年底", "年末", "本年度", "一年来", "年度内", "今年"];
/// Words that make it a part, or another year.
const PART: &[&str] = &[
    "其中",
    "半年",
    "季度",
    "月",
    "上年",
    "去年",
    "上一年",
    "本级",
    "较",
    "比",
    "增",
    "减",
    "平均",
    "每",
    "近年",
    "历年",
    "首次",
    "另",
    "分别",
    "各",
    "约",
    "余",
    "新增",
    "其他",
    "其余",
    "合计",
];
/// Words that say nothing of what is counted.
const EMPTY: &[&str] = &[
    "依法",
    "申请",
    "各级各部门",
    "各单位",
    "各部门",
    "各级",
    "截至",
    "截止",
    "全年",
    "年内",
    "年底",
    "年末",
    "本年度",
    "一年来",
    "年度内",
    "今年",
    "共计",
    "总计",
    "累计",
    "共有",
    "共",
    "达到",
    "达",
    "已",
    "的",
    "了",
    "为",
    "均",
    "通过",
    "全市",
    "举办",
    "召开",
    "开展",
    "发布",
    "组织",
];
/// What opens a clause that comes back to things, and what may stand behind them.
const COMES_BACK: [&str; 5] = ["对", "在", "上述", "以上", "针对"];
const AMONG: [&str; 3] = ["当中", "中", "里"];
/// Words behind a count that go on about it.
const GOES_ON: &[&str] = &["均", "已", "都", "全部", "主要", "涉及", "进行", "开展", "予以"];

/// The counts of a passage: of clauses with one figure.
pub(super) fn counts(passage: &Passage, sentences: &[Range<usize>], figures: &[Figure]) -> Vec<Count> {
    let mut found = Vec::new();
    if passage.heading_level().is_some() || !passage.heads.is_empty() {
        return found;
    }
    let mut rest = figures;
    for sentence in sentences {
        let Some(text) = passage.text.get(sentence.clone()) else { continue };
        while rest.first().is_some_and(|figure| figure.range.end <= sentence.start) {
            rest = rest.get(1..).unwrap_or_default();
        }
        let own = rest.iter().take_while(|figure| figure.range.start < sentence.end);
        let has_count = own.into_iter().any(|figure| matches!(figure.unit, Unit::Counted(_)));
        if !has_count {
            continue;
        }
        let (mut is_whole, mut is_part) = (false, false);
        for clause in clauses(text, sentence.start) {
            let Some(words) = passage.text.get(clause.clone()) else { continue };
            while rest.first().is_some_and(|figure| figure.range.end <= clause.start) {
                rest = rest.get(1..).unwrap_or_default();
            }
            let own = rest.iter().take_while(|figure| figure.range.start < clause.end);
            let counted: Vec<&Figure> = own.filter(|figure| matches!(figure.unit, Unit::Counted(_))).take(2).collect();
            if words.chars().take(LONGEST + 1).count() > LONGEST {
                continue;
            }
            is_whole |= WHOLE.iter().any(|word| words.contains(word));
            is_part = is_part || is_of_part(words);
            let [figure] = counted.as_slice() else { continue };
            let Unit::Counted(unit) = figure.unit else { continue };
            let (key, refers) = key(&passage.text, &clause, &figure.range);
            if !is_part && !figure.is_about && key.chars().count() >= TELLING[0] {
                found.push(Count { key, unit, figure: (*figure).clone(), is_whole, refers });
            }
        }
    }
    found
}

impl Count {
    /// Whether both are one figure, one of them rounded.
    pub fn agrees(&self, other: &Count) -> bool {
        self.figure.agrees(other.figure.value) || other.figure.agrees(self.figure.value)
    }

    /// Whether its name is long enough to be known again elsewhere in the report.
    pub fn is_telling(&self) -> bool {
        self.key.chars().count() >= TELLING[1]
    }
}

/// Whether a clause speaks of a part, or of another year.
fn is_of_part(words: &str) -> bool {
    let words = without_empty(words);
    PART.iter().any(|word| words.contains(word))
}

/// The clauses of a sentence, as bytes of the passage.
fn clauses(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    let marks = text
        .char_indices()
        .filter(|(_, ch)| matches!(ch, '，' | ',' | '；' | '。' | '：' | '（' | '）' | '\n' | '！' | '？'));
    for (at, mark) in marks {
        found.push(start + from..start + at);
        from = at + mark.len_utf8();
    }
    found.push(start + from..start + text.len());
    found
}

/// What the count of a clause is called, and whether the clause comes back to it.
fn key(text: &str, clause: &Range<usize>, figure: &Range<usize>) -> (String, bool) {
    let before = text.get(clause.start..figure.start).unwrap_or_default().trim();
    let behind = text.get(figure.end..clause.end).unwrap_or_default();
    let end = GOES_ON.iter().filter_map(|word| behind.find(word)).min();
    let behind = end.and_then(|end| behind.get(..end)).unwrap_or(behind);
    let opened = COMES_BACK.iter().find_map(|word| before.strip_prefix(word)).filter(|rest| rest.ends_with('的'));
    let (before, behind) = match opened {
        Some(rest) => (rest, AMONG.iter().find_map(|word| behind.strip_suffix(word)).unwrap_or(behind)),
        None => (before, behind),
    };
    let key = without_empty(&format!("{before}{behind}")).chars().filter(|ch| ch.is_alphabetic()).collect();
    (key, opened.is_some())
}

fn without_empty(words: &str) -> String {
    EMPTY
        .iter()
        .fold(words.to_owned(), |words, word| if words.contains(word) { words.replace(word, "") } else { words })
}
