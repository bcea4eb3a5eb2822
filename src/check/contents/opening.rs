//! The preface: what the report rests on, its period, where it is to be had, and what it consists of.

use super::parts::{Parts, listed};
use super::passages::Passage;
use super::period;
use super::words::{before, has_any, quoted_names, section_place, whole};
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::WHOLE_FORM;
use crate::diagnostic::{Diagnostic, Rule, Severity, message, text};

/// 一 and 六 among the sections, from 0.
const OVERVIEW: usize = 0;
const OTHER: usize = 5;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "opening",
        severities: &[Severity::Warning, Severity::Note],
        acceptable: true,
        rule: text(
            "前言没有写编制依据（条例）或者统计期限，或者列举的六个部分与格式不符；没有写下载的网址、联系方式的，为提示",
            "the preface names no 条例 or no reporting period, or the parts that it lists are not the six of the form; a \
             note where it says neither where to download the report nor whom to ask",
        ),
        source: WHOLE_FORM,
        remedy: text(
            "在 [preface] 的 body 里写明编制依据、统计期限、下载的网址和联系方式；各部分的名称照格式写",
            "in `body` of [preface], name the 条例, the period, the address for download and a contact; call the parts as \
             the form does",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose],
    run: Run::Findings(opening),
    example: Example::new(include_str!("opening/bad.toml"), include_str!("opening/good.toml")),
};

/// Words by which a reader finds the report.
const DOWNLOAD: &[&str] =
    &["下载", "电子版", "网址", "www.", "http", "网站", "门户", "官网", "公众号", "查阅", "链接", "二维码"];

/// Words by which a reader finds the office.
const CONTACT: &[&str] =
    &["联系", "电话", "邮编", "邮政编码", "邮箱", "邮件", "地址", "致电", "咨询", "传真", "信箱", "来函", "来信"];

fn opening(subject: &Subject) -> Vec<Diagnostic> {
    if !subject.has(Need::Prose) {
        return Vec::new();
    }
    let preface: Vec<&Passage> = subject.passages.iter().filter(|passage| passage.section.is_none()).collect();
    if preface.is_empty() {
        return without_preface(subject);
    }
    let missing = missing(subject, &preface, &preface);
    let basis = (!missing.is_empty()).then(|| {
        let (zh, en) = (names(&missing, |one| one.0), names(&missing, |one| one.1));
        let message = message!(zh: "前言没有写{zh}", en: "the preface lacks {en}");
        Diagnostic::warning(CHECK.rule, message).at(preface.first().copied().and_then(whole)).key("preface").help(
            message!(
                zh: "在 [preface] 的 body 里写明编制依据和统计期限",
                en: "in `body` of [preface], name the 条例 and the reporting period",
            ),
        )
    });
    basis.into_iter().chain(parts_at_fault(subject, &preface)).chain(unfindable(subject, &preface)).collect()
}

/// Of a report without a preface: what it says may stand inside 一, before its first heading or beside its period.
fn without_preface(subject: &Subject) -> Vec<Diagnostic> {
    let stated: Vec<usize> = period::statements(subject).into_iter().map(|statement| statement.passage).collect();
    let overview = subject.passages.iter().enumerate();
    let overview: Vec<(usize, &Passage)> =
        overview.filter(|(_, passage)| passage.section == Some(OVERVIEW) && !passage.is_quoted).collect();
    let all: Vec<&Passage> = overview.iter().map(|(_, passage)| *passage).collect();
    let lead = all.iter().take_while(|passage| passage.heading_level().is_none()).count();
    let opening = overview.iter().enumerate().filter(|(at, (index, _))| *at < lead || stated.contains(index));
    let opening: Vec<&Passage> = opening.map(|(_, (_, passage))| *passage).collect();
    let missing = missing(subject, &all, &opening);
    if missing.is_empty() {
        return parts_at_fault(subject, &opening).into_iter().chain(unfindable(subject, &opening)).collect();
    }
    let (zh, en) = (names(&missing, |one| one.0), names(&missing, |one| one.1));
    let message = message!(
        zh: "没有前言，第一部分里也没有写{zh}",
        en: "there is no preface, and section 一 lacks {en}",
    );
    let help = message!(
        zh: "在 [preface] 的 body 里写明编制依据、统计期限、下载的网址和联系方式",
        en: "in `body` of [preface], name the 条例, the period, the address for download and a contact",
    );
    let place = section_place(subject, OVERVIEW);
    vec![Diagnostic::warning(CHECK.rule, message).at(place).key("preface").help(help)]
}

/// A thing that is missing, in Chinese and English.
type Missing = (&'static str, &'static str);

fn names(missing: &[Missing], name: fn(&Missing) -> &'static str) -> String {
    const SEPARATOR: Missing = ("、", ", ");
    missing.iter().map(name).collect::<Vec<_>>().join(name(&SEPARATOR))
}

/// Which of 条例 and period is not named: the first in some passages, the second there or anywhere.
fn missing(subject: &Subject, law: &[&Passage], period: &[&Passage]) -> Vec<Missing> {
    let names_law = law.iter().any(|passage| names_law(&passage.text));
    let names_period = !period::statements(subject).is_empty()
        || period.iter().any(|passage| has_any(&passage.text, &["12月31日", "12 月 31 日", "十二月三十一日"]));
    let law = (!names_law).then_some(("编制依据《中华人民共和国政府信息公开条例》", "the 条例 that it rests on"));
    let period = (!names_period).then_some(("统计期限", "the reporting period (统计期限)"));
    law.into_iter().chain(period).collect()
}

/// Whether a text names the 条例: by its title, in short, or without the marks of a title.
fn names_law(text: &str) -> bool {
    text.match_indices("条例").any(|(at, _)| {
        let near = before(text, at, 40);
        let title = match (near.rfind('《'), near.rfind('》')) {
            (Some(open), Some(close)) if close > open => None,
            (Some(open), _) => near.get(open + '《'.len_utf8()..),
            _ => None,
        };
        // 《条例》 and 新《条例》 are this one, 《某省政务公开条例》 is not.
        title.is_none_or(|title| title.is_empty() || title.ends_with("信息公开"))
    })
}

/// The note on what a reader looks for and does not find; it may stand in 六 too.
fn unfindable(subject: &Subject, opening: &[&Passage]) -> Option<Diagnostic> {
    let end = subject.passages.iter().filter(|passage| passage.section == Some(OTHER) && !passage.is_quoted);
    let places: Vec<&Passage> = opening.iter().copied().chain(end).collect();
    let lacks = |words: &[&str]| !places.iter().any(|passage| has_any(&passage.text, words));
    let download = lacks(DOWNLOAD).then_some(("电子版下载的网址", "where to download the report"));
    let contact = lacks(CONTACT).then_some(("有疑问时的联系方式", "whom to ask"));
    let missing: Vec<Missing> = download.into_iter().chain(contact).collect();
    if missing.is_empty() {
        return None;
    }
    let (zh, en) = (names(&missing, |one| one.0), names(&missing, |one| one.1));
    let message = message!(zh: "前言没有写{zh}", en: "the preface does not say {en}");
    let help = message!(
        zh: "例如：本报告电子版可在××网站下载。如有疑问，请与××联系（地址、邮政编码、电话）",
        en: "such as 本报告电子版可在××网站下载。如有疑问，请与××联系（地址、邮政编码、电话）",
    );
    let place = opening.first().copied().and_then(whole);
    Some(Diagnostic::note(CHECK.rule, message).at(place).key("preface").help(help))
}

/// The warning on the parts that the preface lists.
fn parts_at_fault(subject: &Subject, opening: &[&Passage]) -> Option<Diagnostic> {
    let (passage, Parts { range, missing, foreign, count }) = listed(opening)?;
    let titles = subject.this.report.form.section_titles;
    let missing: Vec<&str> = missing.iter().filter_map(|part| titles.get(*part).copied()).collect();
    let foreign_words: Vec<&str> = foreign.iter().filter_map(|range| passage.text.get(range.clone())).collect();
    let (mut zh, mut en): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    if !missing.is_empty() {
        let names = quoted_names(missing);
        zh.push(format!("没有{names}"));
        en.push(format!("{names} is missing"));
    }
    if !foreign_words.is_empty() {
        let names = quoted_names(foreign_words);
        zh.push(format!("{names}不是本格式的名称"));
        en.push(format!("{names} is no part of the form"));
    }
    if let Some(count) = &count {
        zh.push(format!("写的是“{count}”"));
        en.push(format!("it counts {count}"));
    }
    let (zh, en) = (zh.join("，"), en.join(", "));
    let message = message!(
        zh: "前言列举的各部分与格式的六个部分不符：{zh}",
        en: "the parts that the preface lists are not the six of the form: {en}",
    );
    let list = titles.join("、");
    let help = message!(zh: "六个部分依次是：{list}", en: "the six are {list}");
    let place = foreign.first().cloned().unwrap_or(range);
    Some(Diagnostic::warning(CHECK.rule, message).at(passage.span(place)).key(passage.key).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_law_and_its_names() {
        for text in ["《中华人民共和国政府信息公开条例》", "《条例》", "新修订的《政府信息公开条例》", "按照条例要求"]
        {
            assert!(names_law(text), "{text}");
        }
        for text in ["《某省政务公开条例》", "《优化营商环境条例》", "《某市政府信息公开规定》"]
        {
            assert!(!names_law(text), "{text}");
        }
    }
}
