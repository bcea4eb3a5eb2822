//! The parts of a report as its preface lists them.

use std::ops::Range;

use super::passages::Passage;
use super::words::{before, has_any};

/// What is wrong with a list of parts.
pub(super) struct Parts {
    /// The list, in the passage where it stands.
    pub range: Range<usize>,
    /// Which of the six it lacks, from 0.
    pub missing: Vec<usize>,
    /// Names in it that are of no form in use.
    pub foreign: Vec<Range<usize>>,
    /// What it says of their number, where that is not six: 五个部分.
    pub count: Option<String>,
}

/// What the name of each part holds, whichever form and whichever wording: words of which one is there, and words of
/// which another is. The names of 国办公开办函〔2019〕60号 and of 〔2021〕30号 are alike in them.
const PARTS: [(&[&str], &[&str]); 6] = [
    (&["总体"], &[]),
    (&["主动公开"], &[]),
    (&["申请"], &["收到", "处理", "受理", "办理"]),
    (&["复议"], &["诉讼"]),
    (&["问题"], &[]),
    (&["其他", "其它"], &["事项", "情况", "报告", "内容"]),
];

/// Names from before 2019 (the 条例 of 2007, art. 32).
const FOREIGN: &[&str] = &[
    "概述",
    "收费及减免情况",
    "收费和减免情况",
    "收费及减免",
    "收费和减免",
    "收费情况",
    "费用情况",
    "减免情况",
    "依申请公开政府信息",
    "依申请公开情况",
    "依申请公开办理情况",
    "不予公开政府信息",
    "咨询处理情况",
];

/// How a list of parts begins.
const FIRST: &[&str] = &["政府信息公开工作总体情况", "总体情况", "概述", "基本情况", "主动公开"];

/// Words that tell that parts are listed.
const LISTS: &[&str] = &["组成", "包括", "包含", "涵盖", "分为", "构成", "部分", "主要内容", "如下"];

/// What follows a list in its sentence.
const FOLLOWS: &[&str] = &["所列数据", "数据统计", "统计期限", "统计数据", "电子版", "如有", "如对", "现将"];

/// Items of a list that stand on lines of their own have no more characters.
const LONGEST_ITEM: usize = 60;

/// The list of parts in an opening, if one is at fault.
pub(super) fn listed<'p, 'a>(opening: &[&'p Passage<'a>]) -> Option<(&'p Passage<'a>, Parts)> {
    opening.iter().enumerate().find_map(|(index, passage)| {
        let mut start = 0;
        passage.text.split_inclusive('。').find_map(|sentence| {
            let range = start..start + sentence.len();
            start = range.end;
            let items = || items(opening.get(index + 1..).unwrap_or_default());
            let rest = if range.end == passage.text.len() { items() } else { String::new() };
            Some((*passage, list(&passage.text, range, &rest)?))
        })
    })
}

/// The lines behind a passage that are items of its list.
fn items(behind: &[&Passage]) -> String {
    let is_item = |passage: &&&Passage| passage.text.chars().nth(LONGEST_ITEM).is_none();
    behind.iter().take(10).take_while(is_item).map(|passage| format!("、{}", passage.text)).collect()
}

/// A sentence as a list of parts that is at fault, with the items that follow it.
fn list(text: &str, sentence: Range<usize>, items: &str) -> Option<Parts> {
    let words = text.get(sentence.clone())?;
    if !has_any(words, LISTS) {
        return None;
    }
    let first = FIRST.iter().filter_map(|name| words.find(name)).min();
    let items = if first.is_some() { "" } else { items };
    let start = first.unwrap_or(0);
    let inside = words.get(start..)?;
    let end = FOLLOWS.iter().filter_map(|next| inside.find(next)).min().unwrap_or(inside.len());
    let inside = inside.get(..end)?;
    let whole = format!("{inside}{items}");
    let has: Vec<bool> = PARTS.iter().enumerate().map(|(part, keys)| holds(&whole, part, keys)).collect();
    let count = has.iter().filter(|has| **has).count();
    let opens_as_list = has_any(&whole, &["总体情况", "概述"]);
    let is_list = (opens_as_list && count >= 2) || (count >= 3 && words.contains("部分"));
    if !is_list {
        return None;
    }
    let offset = sentence.start + start;
    let foreign = foreign(inside).into_iter().map(|range| offset + range.start..offset + range.end).collect::<Vec<_>>();
    let missing: Vec<usize> = has.iter().enumerate().filter(|(_, has)| !**has).map(|(part, _)| part).collect();
    let said_count = said_count(words);
    // What ends in 等 does not claim to be whole, unless it says of how many it is.
    let is_open = inside.contains('等') && !words.contains("部分");
    let missing = if is_open { Vec::new() } else { missing };
    let count = said_count.filter(|_| !is_open);
    let is_wrong = !missing.is_empty() || !foreign.is_empty() || count.is_some();
    is_wrong.then(|| Parts { range: offset..offset + inside.trim_end_matches('。').len(), missing, foreign, count })
}

fn holds(list: &str, part: usize, (one, another): &(&[&str], &[&str])) -> bool {
    /// The third part speaks of applications; these words of the others do too.
    const NOT_APPLICATIONS: &[&str] = &["依申请公开", "申请行政复议", "申请复议"];
    let list = if part == 2 {
        NOT_APPLICATIONS.iter().fold(list.to_owned(), |list, words| list.replace(words, ""))
    } else {
        list.to_owned()
    };
    has_any(&list, one) && (another.is_empty() || has_any(&list, another))
}

/// The names of no form in use, none within another.
fn foreign(list: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for name in FOREIGN {
        for (at, _) in list.match_indices(name) {
            let range = at..at + name.len();
            if !found.iter().any(|other| other.start < range.end && range.start < other.end) {
                found.push(range);
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// What a sentence says of the number of parts, where that is not six.
fn said_count(sentence: &str) -> Option<String> {
    const NOT_SIX: &[&str] =
        &["三", "四", "五", "七", "八", "九", "十", "两", "3", "4", "5", "7", "8", "9", "10", "二"];
    sentence.match_indices("部分").find_map(|(at, unit)| {
        let near = before(sentence, at, 4);
        let number = near.trim_end_matches(['个', '大', ' ']);
        let digits = NOT_SIX.iter().find(|digits| number.ends_with(**digits))?;
        // 第五部分 counts nothing.
        let is_ordinal = number.strip_suffix(digits).is_some_and(|rest| rest.ends_with('第'));
        let between = near.get(number.len()..).unwrap_or_default();
        (!is_ordinal).then(|| format!("{digits}{between}{unit}"))
    })
}
