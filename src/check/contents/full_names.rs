//! Full names of persons with where they live.

use std::ops::Range;

use super::stars::SURNAMES;
use super::words::{before, behind, ends_with_any, has_any, opens_with};

/// What leads from a person to where that person lives.
const LIVES: [&str; 10] = ["住址", "家庭住址", "家庭地址", "户籍地", "家住", "现住", "住在", "居住", "住所", "住"];
/// The same of an office; of a person only where it is said that it is one.
const LIVES_AT: [&str; 1] = ["地址"];
/// What those who are named are called.
const PERSONS: [&str; 17] = [
    "申请人",
    "当事人",
    "信访人",
    "举报人",
    "投诉人",
    "反映人",
    "来访人",
    "被告",
    "原告",
    "村民",
    "居民",
    "业主",
    "市民",
    "群众",
    "公民",
    "户主",
    "房主",
];
/// What an address has beside its numbers.
const OF_ADDRESS: [&str; 17] =
    ["路", "街", "巷", "弄", "村", "社区", "小区", "楼", "栋", "幢", "单元", "室", "组", "号院", "胡同", "大道", "镇"];
/// Units of its numbers.
const NUMBERED: [char; 9] = ['号', '栋', '幢', '室', '组', '单', '楼', '弄', '户'];
/// Where the office lives.
const OF_OFFICE: [&str; 6] = ["联系人", "邮编", "邮政编码", "办公", "请与", "联系方式"];
/// Surnames of two characters.
const LONG_SURNAMES: [&str; 12] =
    ["欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "东方", "夏侯", "司徒"];

/// Words that begin like a name.
const NO_NAMES: [&str; 12] =
    ["周边", "高龄", "高层", "余下", "何时", "任何", "方便", "许多", "马上", "周围", "黄金", "汤山"];

/// Full names with an address behind them, in order: the names.
pub(super) fn named_with_address(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, word) in text.match_indices(['住', '地']) {
        let lives = if word == "住" { &LIVES[..] } else { &LIVES_AT[..] };
        let name = opens_with(behind(text, at, 4), lives).and_then(|_| name_before(text, at, word == "地"));
        if let Some(name) = name.filter(|_| address_behind(text, at))
            && found.last().is_none_or(|last| last.end <= name.start)
        {
            found.push(name);
        }
    }
    found
}

/// Whether an address with its number stands behind a byte, in the same sentence.
fn address_behind(text: &str, at: usize) -> bool {
    /// Characters of an address at most.
    const LONGEST: usize = 40;
    let near = behind(text, at, LONGEST);
    let near = near.split(['。', '；', '\n']).next().unwrap_or_default();
    let is_number = |(at, ch): (usize, char)| {
        NUMBERED.contains(&ch) && near.get(..at).is_some_and(|before| before.ends_with(|ch: char| ch.is_ascii_digit()))
    };
    near.char_indices().any(is_number) && has_any(near, &OF_ADDRESS) && !has_any(near, &OF_OFFICE)
}

/// The full name of the person of whom it is said where he lives; `called` if it must be said that it is a person.
fn name_before(text: &str, at: usize, called: bool) -> Option<Range<usize>> {
    /// Characters between the name and the address: （男，58岁，住址：
    const NEAR: usize = 24;
    let near = before(text, at, NEAR);
    let near = near.rsplit(['。', '；', '\n']).next().unwrap_or_default();
    if has_any(near, &OF_OFFICE) {
        return None;
    }
    let start = at - near.len();
    // What is said of a person in between stands in clauses of its own.
    let mut end = 0;
    for clause in near.split_inclusive(['，', '、', '（', '(', '：', ',', ' ']) {
        let words = clause.trim_end_matches(['，', '、', '（', '(', '：', ',', ' ', '家', '现']);
        let rest = near.get(end + clause.len()..).unwrap_or_default();
        if is_said_of_person(rest)
            && let Some(name) = name_at_end(words).filter(|_| !called || has_any(words, &PERSONS))
        {
            let name_end = start + end + words.len();
            return Some(name_end - name.len()..name_end);
        }
        end += clause.len();
    }
    None
}

/// Whether what stands between a name and an address is said of a person: nothing, sex, age.
fn is_said_of_person(words: &str) -> bool {
    const SAID: [&str; 8] = ["男", "女", "岁", "年生", "汉族", "族", "生于", "出生"];
    let mut clauses = words.split(['，', '、', '（', '(', '：', ',', ' ', '）', ')']).map(str::trim);
    clauses.all(|clause| clause.is_empty() || matches!(clause, "家" | "现" | "户籍" | "家庭") || has_any(clause, &SAID))
}

/// The full name that a clause ends with: behind a word for a person, or alone.
fn name_at_end(clause: &str) -> Option<&str> {
    let persons = PERSONS.iter().filter_map(|word| clause.rfind(word).map(|at| at + word.len()));
    let behind_word = persons.max().and_then(|at| clause.get(at..));
    let name = behind_word.unwrap_or(clause).trim_start_matches(['：', ':', ' ', '“', '（']).trim_end_matches('家');
    let length = name.chars().count();
    let is_long = LONG_SURNAMES.iter().any(|surname| name.starts_with(surname)) && (3..=4).contains(&length);
    let is_short = (2..=3).contains(&length) && name.starts_with(|ch| SURNAMES.contains(ch));
    let is_plain = name.chars().all(|ch| matches!(ch, '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}'));
    let is_masked = name.contains('某')
        || NO_NAMES.contains(&name)
        || ends_with_any(name, &["女士", "先生", "同志", "老人", "局长", "主任", "科长"]);
    ((is_long || is_short) && is_plain && !is_masked).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        named_with_address(text).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn a_name_with_an_address_is_found() {
        for (text, name) in [
            ("申请人张建国，住某市幸福路8号2单元301室，要求", "张建国"),
            ("村民李秀英（住址：某县某镇前村3组12号）", "李秀英"),
            ("信访人王德明，男，58岁，家住阳光小区5栋2单元602室", "王德明"),
            ("申请人：欧阳志强，现住人民路120弄6号。", "欧阳志强"),
            ("王明住在建设路5号楼", "王明"),
            ("申请人张建国（地址：某市建设路8号3单元201室）", "张建国"),
        ] {
            assert_eq!(found(text), [name], "{text}");
        }
    }

    #[test]
    fn what_names_nobody_or_tells_no_address_is_not() {
        for text in [
            "申请人张某，住某市幸福路8号",
            "某市人民政府办公室（地址：建设路1号）",
            "居民住在和平小区3号楼的较多",
            "李明副市长到幸福路8号调研",
            "张建国主任陪同，群众住房改造12号楼",
            "申请人张建国住在本市。",
            "联系人：王明，办公住址：建设路1号",
            "周边住户12号前提交",
            "李明（地址：建设路1号政务中心3楼）",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
