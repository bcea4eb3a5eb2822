//! Section 六: what became of the fees for handling applications (信息处理费).

use super::passages::Passage;
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
    let place = subject.section_span(OTHER);
    let charged = subject.passages.iter().find(|passage| passage.section != Some(OTHER) && says_charged(passage));
    let finding = match charged.and_then(|passage| passage.span(0..passage.text.len())) {
        Some(span) => {
            let message = message!(
                zh: "正文写着收取了信息处理费，第六部分却没有说明",
                en: "the text says that fees were charged, but section 六 does not report them",
            );
            let here = message!(zh: "这里写着", en: "it says so here");
            let key = charged.map(|passage| passage.key.to_owned());
            Diagnostic::error(CHECK.rule, message).related([Related { span: Some(span), key, message: here }])
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

fn speaks_of_fees(text: &str) -> bool {
    text.contains("处理费")
        || text.contains("收费通知")
        || (text.contains("费用") && ["收取", "产生", "发生"].iter().any(|word| text.contains(word)))
}

/// Whether a passage says that such fees were charged: a clause with a figure, and without a word that denies it.
fn says_charged(passage: &Passage) -> bool {
    const DENIED: [&str; 5] = ["未", "没有", "无", "不", "零"];
    let is_amount = |before: &str| {
        let before = before.strip_suffix('万').unwrap_or(before);
        let rest = before.trim_end_matches(|ch: char| ch.is_ascii_digit() || matches!(ch, '.' | ',' | ' '));
        before.get(rest.len()..).is_some_and(|digits| digits.contains(|ch: char| ('1'..='9').contains(&ch)))
    };
    passage.text.split(['。', '；', '\n']).any(|clause| {
        clause.contains("处理费")
            && ["收取", "收缴", "收到"].iter().any(|word| clause.contains(word))
            && clause.match_indices('元').any(|(at, _)| clause.get(..at).is_some_and(is_amount))
            && !DENIED.iter().any(|word| clause.contains(word))
    })
}

#[cfg(test)]
mod tests {
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
}
