//! What was left to be filled in: XX, ××, 待补充, TODO, empty brackets, dates that lack a part.

use std::ops::Range;

use super::dates_left_open::dates_left_open;
use super::passages::Passage;
use super::period::statements;
use super::printed_texts::printed_texts;
use super::spots::{at_places, at_spots, words_at};
use super::stars::SURNAMES;
use super::words::{before, behind, ends_with_any, has_any, opens_with};
use super::{Check, Example, Run, Subject};
use crate::check::clauses::PRACTICE;
use crate::diagnostic::{Diagnostic, ERROR_OR_WARNING, Message, Rule, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "unfinished",
        severities: ERROR_OR_WARNING,
        acceptable: true,
        rule: text(
            "有没填完的地方：XX、××、待补充、TODO、空的（）〔〕、缺年月日的日期（草稿里算警告）",
            "something is left to be filled in: XX, ××, 待补充, TODO, empty （） or 〔〕, a date that lacks a part (a \
             warning in a draft)",
        ),
        source: PRACTICE,
        remedy: text("填上，或者删去", "fill it in, or delete it"),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(unfinished),
    example: Example::new(include_str!("unfinished/bad.toml"), include_str!("unfinished/good.toml")),
};

/// One finding a paragraph, and one a text outside the narrative. A quoted document may show a model to be filled in.
fn unfinished(subject: &Subject) -> Vec<Diagnostic> {
    let report = subject.this.report;
    let finding = |message| match report.draft {
        true => Diagnostic::warning(CHECK.rule, message),
        false => Diagnostic::error(CHECK.rule, message),
    };
    let mut found = Vec::new();
    for text in printed_texts(report) {
        // The title has a check of its own.
        let is_own = !text.is_prose() && text.key != "report.title";
        let spots = if is_own { left_open(text.text) } else { Vec::new() };
        if !spots.is_empty() {
            let places = spots.iter().map(|spot| Some(text.span(spot.clone())));
            found.push(at_places(&text.key, places, finding(said(text.text, &spots))).help(help()));
        }
    }
    // What a date of the reporting period lacks is told by its own check.
    let periods = statements(subject);
    let passages = subject.passages.iter().enumerate().filter(|(_, passage)| !passage.is_quoted);
    found.extend(passages.filter_map(|(index, passage)| {
        let mut spots = of_passage(passage);
        let own = || periods.iter().filter(|period| period.passage == index).map(|period| &period.range);
        spots.retain(|spot| !own().any(|period| period.start < spot.end && spot.start < period.end));
        (!spots.is_empty()).then(|| at_spots(passage, &spots, finding(said(&passage.text, &spots))).help(help()))
    }));
    found
}

fn said(text: &str, spots: &[Range<usize>]) -> Message {
    let words = words_at(text, spots);
    message!(zh: "没有填完：{words}", en: "left to be filled in: {words}")
}

fn help() -> Message {
    message!(
        zh: "填上，或者删去；确是这样写的，用 [[accept]] 认可",
        en: "fill it in or delete it; if it is meant like that, `[[accept]]` it",
    )
}

fn of_passage(passage: &Passage) -> Vec<Range<usize>> {
    let mut spots = left_open(&passage.text);
    spots.retain(|spot| passage.stretch(spot.start).is_none_or(|stretch| !stretch.is_link));
    spots
}

/// Everything in a text that is left to be filled in, in order.
fn left_open(text: &str) -> Vec<Range<usize>> {
    let mut spots = crosses(text);
    spots.extend(single_crosses(text));
    spots.extend(empty_brackets(text));
    spots.extend(promises(text));
    spots.extend(dates_left_open(text));
    spots.sort_by_key(|spot| spot.start);
    spots
}

/// Signs that stand for what is not known yet.
fn is_cross(ch: char) -> bool {
    matches!(ch, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '✕' | '╳' | '_' | '＿')
}

/// What a name that is masked is never followed by: 王××, but 张××局 and 林××亩.
const NO_NAME: [&str; 34] = [
    "年", "月", "日", "件", "条", "个", "项", "份", "次", "人次", "篇", "期", "场", "家", "万", "元", "%", "％", "亩",
    "省", "市", "县", "区", "镇", "乡", "街", "村", "局", "委", "厅", "部", "办", "号", "处",
];

/// XX, ××, ____: two or more of these signs, not within a word or an address, in a number that is masked, or in the
/// place of a person's given name.
fn crosses(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, ch) in text.char_indices().filter(|(_, ch)| is_cross(*ch)) {
        let end = at + ch.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = end,
            _ => runs.push(at..end),
        }
    }
    runs.retain(|run| is_left_open(text, run));
    runs
}

fn is_left_open(text: &str, run: &Range<usize>) -> bool {
    let signs = text.get(run.clone()).unwrap_or_default();
    let count = signs.chars().count();
    if count < 2 || is_in_word(text, run) {
        return false;
    }
    let (head, tail) = (before(text, run.start, 4), behind(text, run.end, 5));
    let is_digit = |ch: char| ch.is_ascii_digit() || ('０'..='９').contains(&ch);
    match (head.ends_with(is_digit), tail.starts_with(is_digit)) {
        // 138××××0000
        (true, true) => return false,
        // 20XX年; a number that goes on with crosses is masked.
        (true, false) => {
            let century = head.strip_suffix("20").or_else(|| head.strip_suffix("19"));
            return century.is_some_and(|rest| !rest.ends_with(is_digit)) && count == 2;
        }
        // ××2025年
        (false, true) => return tail.starts_with("20") || tail.starts_with("19"),
        (false, false) => {}
    }
    let surname = head.chars().next_back().filter(|ch| SURNAMES.contains(*ch));
    let is_line = signs.starts_with(['_', '＿']);
    let is_name = surname.is_some() && count == 2 && !is_line && opens_with(tail, &NO_NAME).is_none();
    !is_name
}

/// X月X日, 共×件: one of these signs in the place of a date's figure or a count.
fn single_crosses(text: &str) -> Vec<Range<usize>> {
    const BEHIND: [char; 8] = ['年', '月', '日', '件', '条', '份', '篇', '场'];
    let mut found = Vec::new();
    for (at, ch) in text.char_indices().filter(|(_, ch)| matches!(ch, 'X' | 'x' | 'Ｘ' | '×')) {
        let end = at + ch.len_utf8();
        let last = text.get(..at).unwrap_or_default().chars().next_back();
        let is_alone =
            last.is_none_or(|last| !last.is_ascii_alphanumeric() && !is_cross(last) && !"（(-－/.".contains(last));
        if is_alone && text.get(end..).is_some_and(|rest| rest.starts_with(BEHIND)) {
            found.push(at..end);
        }
    }
    found
}

/// Whether the signs belong to a word of ASCII: xxgk, XXL, www.xx.gov.cn.
fn is_in_word(text: &str, run: &Range<usize>) -> bool {
    /// Characters of the word on either side beyond which none is looked for.
    const LONGEST: usize = 60;
    if !text.get(run.clone()).unwrap_or_default().is_ascii() {
        return false;
    }
    let graphic = |ch: &char| ch.is_ascii_graphic();
    let mut around =
        text.get(..run.start).unwrap_or_default().chars().rev().take(LONGEST).take_while(graphic).collect::<String>();
    around.extend(text.get(run.end..).unwrap_or_default().chars().take(LONGEST).take_while(graphic));
    around.contains(|ch: char| ch.is_ascii_alphabetic() && !matches!(ch, 'x' | 'X') || ch == '@')
}

/// Pairs of brackets that are to hold something.
const BRACKETS: [(char, char); 5] = [('（', '）'), ('(', ')'), ('〔', '〕'), ('【', '】'), ('《', '》')];
/// What a title stands behind: 印发《》. Elsewhere the marks of a title may be spoken of.
const BEFORE_TITLE: [&str; 17] = [
    "印发", "出台", "制定", "落实", "按照", "根据", "转发", "发布", "修订", "依据", "贯彻", "学习", "执行", "公布",
    "起草", "编制", "、",
];
/// Words that speak of brackets themselves.
const OF_MARKS: [&str; 5] = ["括号", "括弧", "书名号", "标点", "符号"];

/// Brackets with nothing in them but blanks.
fn empty_brackets(text: &str) -> Vec<Range<usize>> {
    /// Characters within which marks are spoken of.
    const NEAR: usize = 10;
    let mut found = Vec::new();
    for (at, ch) in text.char_indices() {
        let Some((open, close)) = BRACKETS.iter().find(|(open, _)| *open == ch) else { continue };
        let inside = at + open.len_utf8();
        let near = behind(text, inside, NEAR);
        let rest = near.trim_start_matches([' ', '\u{A0}', '\u{3000}', '_']);
        // A line to write on stands for itself.
        let has_line = near.get(..near.len() - rest.len()).unwrap_or_default().contains('_');
        let Some(tail) = rest.strip_prefix(*close).filter(|_| !has_line) else { continue };
        let head = before(text, at, NEAR);
        let is_code = *open == '(' && head.ends_with(|ch: char| ch.is_ascii_alphanumeric());
        let is_spoken_of = has_any(head, &OF_MARKS)
            || opens_with(tail, &["内", "里", "中", "处", "表示", "来表示", "标注", "标明"]).is_some()
            || *open == '《' && !ends_with_any(head, &BEFORE_TITLE)
            || tail.starts_with(is_other_mark);
        if !is_code && !is_spoken_of {
            found.push(at..inside + (near.len() - tail.len()));
        }
    }
    found
}

/// Marks behind a pair of brackets that tell of a list of marks: 〔〕〈〉.
fn is_other_mark(ch: char) -> bool {
    let goes_on = ch.is_alphanumeric() || ch.is_whitespace() || "，。；：、！？）》”’,.;:!?)*|（".contains(ch);
    !goes_on
}

/// What is still to come, in the words of its author.
const TO_COME: [&str; 17] = [
    "待补充",
    "待补齐",
    "待补",
    "待核实",
    "待核对",
    "待核定",
    "待核",
    "待填写",
    "待填报",
    "待填",
    "待定",
    "待确认",
    "待确定",
    "待添加",
    "待统计",
    "待续",
    "待查",
];
/// What else begins like it.
const NOT_TO_COME: [&str; 4] = ["待补正", "待补缴", "待查处", "待查询"];
/// What may stand before it where it is said of a figure or a text that is missing.
const MISSING: [&str; 25] = [
    "",
    "此处",
    "这里",
    "本段",
    "本节",
    "本部分",
    "数据",
    "数字",
    "数量",
    "具体数据",
    "具体数字",
    "具体数量",
    "相关数据",
    "金额",
    "件数",
    "条数",
    "人数",
    "次数",
    "参训人数",
    "具体内容",
    "文号",
    "日期",
    "时间",
    "具体时间",
    "名称",
];
/// What ends the name of a figure or a text that is missing: 参训人员数待补.
const NAMES: [&str; 11] = ["数", "数量", "数据", "数字", "金额", "文号", "日期", "时间", "名称", "名单", "占比"];
/// What is said of such only.
const TO_FILL_IN: [&str; 2] = ["待补", "待填"];
/// Words of programmers, and of those who have learnt from them.
const NOTES: [&str; 4] = ["TODO", "TBD", "TBC", "FIXME"];
/// What opens a note to oneself in brackets.
const TO_DO: [&str; 8] = ["此处", "请填", "请补", "请在此", "请插入", "插入", "未完", "需补充"];
/// Marks that end a clause.
const CLAUSE_ENDS: [char; 13] = ['。', '！', '？', '\n', '；', '，', '：', ';', ',', ':', '!', '、', '…'];

/// 待补充 and the like: alone in brackets, or a clause that says nothing else; TODO; a note to oneself in brackets.
fn promises(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('待') {
        let near = behind(text, at, 5);
        let Some(word) = opens_with(near, &TO_COME) else { continue };
        let tail = near.get(word.len()..).unwrap_or_default();
        let is_end = |ch: char| CLAUSE_ENDS.contains(&ch) || "）)】]〕”".contains(ch);
        let ends = tail.is_empty() || tail.starts_with(is_end);
        // （待补充具体数据）
        let opens_brackets = text.get(..at).is_some_and(|before| before.ends_with(['（', '(', '【', '[', '〔']));
        let is_note = opens_brackets && closes_soon(text, at) && opens_with(near, &NOT_TO_COME).is_none();
        if is_note || ends && stands_alone(text, at) {
            found.push(at..at + word.len());
        }
    }
    for (start, end) in words_of_ascii(text) {
        let word = text.get(start..end).unwrap_or_default();
        if NOTES.contains(&word) || word.eq_ignore_ascii_case("todo") {
            found.push(start..end);
        }
    }
    for (at, open) in text.match_indices(['（', '(', '【', '[', '〔']) {
        let start = at + open.len();
        let near = behind(text, start, 12);
        let Some(end) = near.find(['）', ')', '】', ']', '〕']) else { continue };
        let inside = near.get(..end).unwrap_or_default();
        if opens_with(inside, &TO_DO).is_some() && has_any(inside, &["填", "补", "插", "写", "完"]) {
            found.push(start..start + end);
        }
    }
    found
}

/// Whether the brackets that a note to oneself opens are closed in the same clause.
fn closes_soon(text: &str, at: usize) -> bool {
    /// Characters of such a note at most.
    const LONGEST: usize = 13;
    let near = behind(text, at, LONGEST);
    let end = near.find(['）', ')', '】', ']', '〕']);
    end.and_then(|end| near.get(..end)).is_some_and(|inside| !inside.contains(CLAUSE_ENDS))
}

/// Whether nothing stands before 待… in its clause or its brackets but what is missing.
fn stands_alone(text: &str, at: usize) -> bool {
    /// Characters of a clause that says nothing else.
    const SHORT: usize = 10;
    let near = before(text, at, SHORT);
    let whole = near.rsplit(|ch| CLAUSE_ENDS.contains(&ch) || "（(【[〔“".contains(ch)).next().unwrap_or_default();
    // A clause of more than this is a sentence.
    let is_whole = whole.len() < near.len() || text.get(..at).is_some_and(|before| before.len() == near.len());
    let is_name = TO_FILL_IN.iter().any(|word| text.get(at..).is_some_and(|rest| rest.starts_with(word)))
        && NAMES.iter().any(|name| whole.trim().ends_with(name));
    is_whole && (MISSING.contains(&whole.trim()) || is_name)
}

/// Words of ASCII letters and digits.
fn words_of_ascii(text: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.char_indices().filter(|(_, ch)| ch.is_ascii_alphanumeric()) {
        match words.last_mut() {
            Some((_, end)) if *end == at => *end += 1,
            _ => words.push((at, at + 1)),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        left_open(text).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn what_is_left_open_is_found() {
        for (text, words) in [
            ("公开信息XX条", vec!["XX"]),
            ("20××年×月", vec!["××", "×"]),
            ("于X月X日召开，共×件", vec!["X", "X", "×"]),
            ("（待补充具体数据）", vec!["待补充"]),
            ("其余××件", vec!["××"]),
            ("受理____件", vec!["____"]),
            ("（待补）和【数据待核实】", vec!["待补", "待核实"]),
            ("收费情况。具体数据待统计。", vec!["待统计"]),
            ("（此处填写文号）", vec!["此处填写文号"]),
            ("《要点》（ ）和〔〕", vec!["（ ）", "〔〕"]),
            ("印发《》", vec!["《》"]),
            ("TODO、todo", vec!["TODO", "todo"]),
            ("__县XX局", vec!["__", "XX"]),
        ] {
            assert_eq!(found(text), words, "{text}");
        }
    }

    #[test]
    fn what_only_looks_so_is_not() {
        for text in [
            "等待补正",
            "有待补充",
            "部分信息待补充完善",
            "部分历史文件待补充",
            "3×4×5",
            "2×日均数",
            "（待补正的申请）",
            "机制不健全，内容待补充",
            "X光",
            "XXL码",
            "xxgk@a.cn",
            "www.xx.gov.cn/xxgk",
            "王××、李XX等",
            "138××××0000",
            "编号2025××××",
            "（一）",
            "f()",
            "括号（）",
            "“”〔〕〈〉《》",
            "＇（）＊",
            "在（ ）内",
            "待办事项",
            "接待群众",
            "待遇",
            "2×3",
            "二○○八年",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
