//! Section 五: the problems that there were, and how they are mended.

use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::WHOLE_FORM;
use crate::diagnostic::{Diagnostic, ERROR_OR_WARNING, Rule, Severity, message, text};

/// 五 among the sections, from 0.
const PROBLEMS: usize = 4;
/// A section of fewer characters says nothing.
const SHORTEST: usize = 10;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "problems-empty",
        severities: ERROR_OR_WARNING,
        acceptable: true,
        rule: text(
            "第五部分是空的，只写“无”，或者不到 10 个字（draft = true 时为警告）；没有说到问题或者改进的，为警告",
            "section 五 is empty, says no more than 无, or is under 10 characters (a warning with `draft = true`); a \
             warning where it names no problem or no improvement",
        ),
        source: WHOLE_FORM,
        remedy: text("写明存在的主要问题和改进情况", "say which problems there were and how they are mended"),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose],
    run: Run::Findings(problems_empty),
    example: Example::new(include_str!("problems_empty/bad.toml"), include_str!("problems_empty/good.toml")),
};

fn problems_empty(subject: &Subject) -> Vec<Diagnostic> {
    if !subject.has(Need::Prose) {
        return Vec::new();
    }
    let report = subject.this.report;
    let said: Vec<&str> = subject.said(PROBLEMS).collect();
    let count: usize = said.iter().map(|text| text.chars().filter(|ch| !ch.is_whitespace()).count()).sum();
    let place = subject.section_span(PROBLEMS);
    if count < SHORTEST {
        let what = said.concat();
        let message = if count == 0 {
            message!(zh: "第五部分是空的", en: "section 五 is empty")
        } else {
            message!(zh: "第五部分只写了“{what}”", en: "section 五 says no more than `{what}`")
        };
        let help = message!(
            zh: "在 [problems] 的 body 里写明存在的主要问题和改进情况",
            en: "in `body` of [problems], say which problems there were and how they are mended",
        );
        let finding = Diagnostic::error(CHECK.rule, message).at(place).key("problems").help(help);
        let severity = if report.draft { Severity::Warning } else { Severity::Error };
        return vec![Diagnostic { severity, ..finding }];
    }
    let all = said.concat();
    let message = match (names_problem(&all), has_any(&all, &IMPROVEMENTS)) {
        (true, true) => return Vec::new(),
        (false, true) => message!(zh: "第五部分没有说到存在的问题", en: "section 五 names no problem"),
        (true, false) => message!(zh: "第五部分没有说到改进的情况", en: "section 五 names no improvement"),
        (false, false) => {
            message!(zh: "第五部分没有说到问题和改进", en: "section 五 names neither a problem nor an improvement")
        }
    };
    let help = message!(
        zh: "写明存在的主要问题和改进情况",
        en: "say which problems there were and how they are mended",
    );
    vec![Diagnostic::warning(CHECK.rule, message).at(place).key("problems").help(help)]
}

/// Words with which offices name a shortcoming.
const PROBLEM_WORDS: [&str; 24] = [
    "不足",
    "差距",
    "短板",
    "薄弱",
    "有待",
    "不够",
    "欠缺",
    "单一",
    "滞后",
    "不平衡",
    "不及时",
    "不规范",
    "不到位",
    "不高",
    "不强",
    "不全",
    "不完善",
    "不充分",
    "不均衡",
    "不深",
    "缺乏",
    "偏低",
    "偏少",
    "需要进一步",
];

/// Words with which they say what is done about it.
const IMPROVEMENTS: [&str; 22] = [
    "下一步",
    "今后",
    "将",
    "针对",
    "改进",
    "整改",
    "已",
    "进一步",
    "加强",
    "加大",
    "提高",
    "提升",
    "完善",
    "优化",
    "强化",
    "健全",
    "推进",
    "解决",
    "规范",
    "拓展",
    "丰富",
    "落实",
];

fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether a text names a problem, and not that there is none: 存在的问题是…, not 无明显问题.
fn names_problem(text: &str) -> bool {
    const NONE: [&str; 8] = [
        "无明显问题",
        "没有明显问题",
        "无突出问题",
        "不存在问题",
        "没有问题",
        "未发现问题",
        "无问题",
        "不存在明显问题",
    ];
    let mut text = text.to_owned();
    NONE.iter().for_each(|none| text = text.replace(none, ""));
    has_any(&text, &PROBLEM_WORDS) || (text.contains("存在") && text.contains("问题"))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{at, found, found_with, with_section};
    use crate::diagnostic::Severity;

    fn severity(body: &str) -> Option<Severity> {
        let report = with_section("problems", body);
        found_with(&report, None)
            .0
            .into_iter()
            .find(|found| found.code() == "problems-empty")
            .map(|found| found.severity)
    }

    #[test]
    fn a_section_that_says_nothing_is_an_error() {
        for body in ["", "无", "无。", "暂无", "　无　", "## 无", "情况良好。"] {
            assert_eq!(severity(body), Some(Severity::Error), "{body}");
        }
        let draft = with_section("problems", "无").replace("year = 2025", "year = 2025\ndraft = true");
        assert_eq!(found_with(&draft, None).0[0].severity, Severity::Warning);
        let without = with_section("problems", "").replace("[problems]\nbody = ''''''\n", "");
        assert_eq!(found(&without, None), [at("problems-empty", "problems")]);
    }

    #[test]
    fn problems_and_improvements_both_belong_there() {
        assert_eq!(severity("公开工作成效明显，群众满意度很高。"), Some(Severity::Warning));
        assert_eq!(severity("本年度政府信息公开工作无明显问题，将继续做好。"), Some(Severity::Warning));
        assert_eq!(severity("公开内容不够全面，解读形式较为单一。"), Some(Severity::Warning));
        assert_eq!(severity("存在的问题：更新不够及时。改进情况：已建立月查制度。"), None);
        assert_eq!(severity("一是更新滞后。下一步加强督查。"), None);
    }
}
