//! Section 六: what became of the fees for handling applications (信息处理费).

use std::ops::Range;

use super::passages::Passage;
use super::words::{before, behind, ends_with_any, has_any, opens_with, section_place, without_titles};
use super::{Check, Example, Need, Run, Subject};
use crate::diagnostic::{Diagnostic, ERROR_OR_WARNING, Related, Rule, message, text};

/// 六 among the sections, from 0.
const OTHER: usize = 5;
/// The first reporting year after 国办函〔2020〕109号 (17 November 2020, in force from 2021), which asks for it.
const FIRST_YEAR: u16 = 2021;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "fees-statement",
        severities: ERROR_OR_WARNING,
        acceptable: true,
        rule: text(
            "第六部分没有说明收取信息处理费的情况（2021 年度起）；别处写着收取了，为错误",
            "section 六 does not say what became of the fees for handling applications (from the report on 2021 on); an \
             error where they are said elsewhere to have been charged",
        ),
        source: text(
            "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
            "《政府信息公开信息处理费管理办法》 (国办函〔2020〕109号)",
        ),
        remedy: text(
            "写明件数和金额；没有收取的，写“本年度未收取信息处理费”",
            "state how many and how much; where none was charged, 本年度未收取信息处理费",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose],
    run: Run::Findings(fees_statement),
    example: Example::new(include_str!("fees_statement/bad.toml"), include_str!("fees_statement/good.toml")),
};

fn fees_statement(subject: &Subject) -> Vec<Diagnostic> {
    let report = subject.this.report;
    if report.year < FIRST_YEAR || !subject.has(Need::Prose) || subject.said(OTHER).any(speaks_of_fees) {
        return Vec::new();
    }
    let help = message!(
        zh: "在 [other] 的 body 里写明件数和金额；没有收取的，写“本年度未收取信息处理费”",
        en: "in `body` of [other], state how many and how much; where none was charged, 本年度未收取信息处理费",
    );
    let place = section_place(subject, OTHER);
    let elsewhere = subject.passages.iter().filter(|passage| passage.section != Some(OTHER) && !passage.is_quoted);
    let mut charged = elsewhere.filter_map(|passage| Some((passage, charged(passage, report.year)?)));
    let finding = match charged.next() {
        Some((charged, sentence)) => {
            let message = message!(
                zh: "正文写着收取了信息处理费，第六部分却没有说明",
                en: "the text says that fees were charged, but section 六 does not report them",
            );
            let here = message!(zh: "这里写着", en: "it says so here");
            let key = Some(charged.key.to_owned());
            Diagnostic::error(CHECK.rule, message).related([Related {
                span: charged.span(sentence),
                key,
                message: here,
            }])
        }
        None => {
            let message = message!(
                zh: "第六部分没有说明收取信息处理费的情况",
                en: "section 六 does not say what became of the fees for handling applications",
            );
            Diagnostic::warning(CHECK.rule, message)
        }
    };
    vec![finding.at(place).key("other").help(help)]
}

/// The first sentence of a passage that says that such fees were charged.
fn charged(passage: &Passage, year: u16) -> Option<Range<usize>> {
    let mut start = 0;
    passage.text.split_inclusive(SENTENCE_ENDS).find_map(|sentence| {
        let range = start..start + sentence.len();
        start = range.end;
        is_charged(sentence, year).then_some(range)
    })
}

const SENTENCE_ENDS: [char; 3] = ['。', '；', '\n'];

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(SENTENCE_ENDS)
}

/// Fees of other kinds: a sentence on one of them says nothing of 信息处理费.
const OTHER_FEES: &[&str] = &[
    "行政事业性收费",
    "涉企收费",
    "收费目录",
    "收费标准",
    "收费清单",
    "收费项目",
    "收费公示",
    "乱收费",
    "停车",
    "教育收费",
    "诉讼费用",
    "律师",
    "经费",
    "差旅",
    "医疗费用",
    "物业",
    "培训费用",
];

/// Ways of saying what became of it that name no 信息处理费.
const SAID: &[&str] = &[
    "未收费",
    "没有收费",
    "无收费",
    "不收费",
    "零收费",
    "未进行收费",
    "未发生收费",
    "没有发生收费",
    "未产生收费",
    "收费金额",
    "收费总额",
    "收费0",
    "收费为",
    "收费情况",
    "不涉及收费",
    "未涉及收费",
    "无需收费",
    "免费",
    "费用情况",
];

/// What is charged, in other words.
const FEES: &[&str] = &["费用", "检索费", "复制费", "邮寄费", "工本费", "成本费"];

/// What a 收费 is of that is meant.
const OF_DISCLOSURE: &[&str] = &["信息公开", "依申请", "申请人", "公开申请"];

/// What tells that there was none.
const NONE: &[&str] = &["没有", "未", "无", "不", "零", "0"];

/// Verbs of what becomes of a fee.
const VERBS: &[&str] =
    &["收取", "产生", "发生", "收缴", "征收", "减免", "免收", "收费", "0元", "零元", "为零", "为0", "无"];

/// Whether a text says what became of 信息处理费, be it that there was none.
fn speaks_of_fees(text: &str) -> bool {
    /// The rules on it, whose name says nothing of what became of it.
    const NAMES: &[&str] = &["信息处理费管理办法", "信息处理费管理规定"];
    sentences(text).any(|sentence| {
        let plain = NAMES.iter().fold(without_titles(sentence), |plain, rules| plain.replace(rules, ""));
        let names_rules = plain.len() < sentence.len() && sentence.contains("处理费");
        let is_other = has_any(&plain, OTHER_FEES);
        plain.contains("处理费")
            || (plain.contains("收费通知") && !plain.contains("逾期"))
            || (names_rules && (has_any(&plain, VERBS) || plain.contains('元')))
            || (has_any(&plain, FEES) && has_any(&plain, VERBS) && !is_other)
            || (plain.contains("收费") && has_any(&plain, OF_DISCLOSURE) && has_any(&plain, NONE) && !is_other)
            || (has_any(&plain, SAID) && !is_other)
    })
}

/// Verbs of charging, and of what came in.
const CHARGES: &[&str] = &["收取", "收缴", "征收", "实收", "收到", "收入", "入库", "收费", "缴纳"];

/// What makes a sentence one on a tariff, on a rule, or on what was not paid.
const NOT_CHARGED: &[&str] = &[
    "每件",
    "每页",
    "每张",
    "每份",
    "标准",
    "超出部分",
    "逾期",
    "应当收取",
    "可以收取",
    "拟收取",
    "上年",
    "去年",
    "上一年",
];

/// What denies a verb that it stands before.
const DENIES: &[&str] = &["未", "没有", "没", "无", "不", "零", "免", "拒", "不再"];

/// What behind a verb speaks of rules and of the work: 信息处理费收取办法.
const RULES: &[&str] = &["办法", "规定", "管理", "工作", "政策", "制度", "依据"];

/// Whether a sentence says that such fees were charged this year: a verb that nothing denies, and a figure that is
/// not 0.
fn is_charged(sentence: &str, year: u16) -> bool {
    let is_of_last_year = year.checked_sub(1).is_some_and(|last| sentence.contains(&format!("{last}年")));
    if !sentence.contains("处理费") || has_any(sentence, NOT_CHARGED) || is_of_last_year {
        return false;
    }
    sentence.match_indices("处理费").any(|(at, fee)| {
        let (lead, rest) = (before(sentence, at, 30), behind(sentence, at + fee.len(), 30));
        let verb_before = CHARGES.iter().filter_map(|verb| Some((lead.rfind(verb)?, verb.len()))).max();
        let verb_behind = CHARGES.iter().filter_map(|verb| Some((rest.find(verb)?, verb.len()))).min();
        let is_rule = verb_behind.and_then(|(verb, length)| rest.get(verb + length..));
        if verb_before.is_none() && is_rule.is_some_and(|rest| opens_with(rest, RULES).is_some()) {
            return false;
        }
        let is_denied = |text: &str, verb: usize| {
            let lead = before(text, verb, 4);
            // 未收取, 未向申请人收取, 没有依法收取.
            ends_with_any(lead, DENIES) || has_any(before(text, verb, 8), &["未", "没有"])
        };
        let is_said = match (verb_before, verb_behind) {
            (Some((verb, _)), _) => !is_denied(lead, verb),
            (None, Some((verb, _))) => !is_denied(rest, verb),
            (None, None) => false,
        };
        let between = verb_before.and_then(|(verb, length)| lead.get(verb + length..)).unwrap_or_default();
        let object = verb_before.and_then(|(verb, _)| lead.get(..verb)).unwrap_or_default();
        let amounts = [between, rest, object];
        is_said && amounts.iter().find_map(|text| counted(text)).is_some_and(|is_some| is_some)
    })
}

/// Whether the first count or amount of a text is more than nothing; `None` if it has none.
fn counted(text: &str) -> Option<bool> {
    /// Units of a charge: cases, applicants, money.
    const UNITS: &[&str] = &["元", "万元", "件", "笔", "宗", "次", "份", "例", "起", "名", "户", "人"];
    const HAN: &str = "零〇一二三四五六七八九十百千万两";
    let is_figure = |ch: char| ch.is_ascii_digit() || HAN.contains(ch);
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find(is_figure).map(|at| from + at) {
        let rest = text.get(start..)?;
        let length = rest.find(|ch: char| !(is_figure(ch) || matches!(ch, '.' | ','))).unwrap_or(rest.len());
        let (figure, behind) = rest.split_at(length);
        if UNITS.iter().any(|unit| behind.trim_start().starts_with(unit)) {
            return Some(figure.contains(|ch| !matches!(ch, '0' | '.' | ',' | '零' | '〇' | '万')));
        }
        from = start + length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{THIS, at, found, found_with, with_section};

    #[test]
    fn a_section_that_is_silent_about_fees_is_told() {
        for body in ["", "无", "无其他需要报告的事项。", "办理建议提案12件，均已办结。"] {
            assert_eq!(found(&with_section("other", body), None), [at("fees-statement", "other")], "{body}");
        }
        for body in [
            "未收取信息处理费。",
            "2025年发出收费通知0件，总金额0元，实际收取0元。",
            "未收取任何费用。",
            "收取信息处理费2件，共880元。",
        ] {
            assert_eq!(found(&with_section("other", body), None), [], "{body}");
        }
    }

    #[test]
    fn fees_that_were_charged_must_be_reported() {
        let overview = "[overview]\nbody = '全年收取信息处理费2件，共880元。'\n";
        let silent = format!("{}{overview}", with_section("other", "无"));
        assert!(found_with(&silent, None).0.iter().any(|found| found.is_error() && found.code() == "fees-statement"));
        let denied = silent.replace("全年收取", "全年未收取");
        assert!(found_with(&denied, None).0.iter().all(|found| !found.is_error()));
        assert_eq!(found(&format!("{THIS}{overview}"), None), []);
    }

    #[test]
    fn charges_and_what_is_none() {
        for sentence in [
            "对大量申请收取信息处理费2件，共880元",
            "信息处理费实收八百八十元",
            "向3名申请人收取信息处理费",
            "信息处理费收入0.12万元",
            "对不合理申请收取880元信息处理费",
        ] {
            assert!(is_charged(sentence, 2025), "{sentence}");
        }
        for sentence in [
            "受理申请30件，没有收取信息处理费",
            "受理申请30件，信息处理费收取0元",
            "未向申请人收取信息处理费，办理30件",
            "2024年收取信息处理费2件",
            "信息处理费标准为每件收取100元",
            "申请人逾期未缴纳信息处理费2件",
            "全年行政事业性收费125.6万元",
            "学习信息处理费收取办法2次",
        ] {
            assert!(!is_charged(sentence, 2025), "{sentence}");
        }
    }
}
