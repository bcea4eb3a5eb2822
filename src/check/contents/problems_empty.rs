//! Section 五: the problems that there were, and how they are mended.

use super::passages::{Passage, PassageKind};
use super::shortcomings::{names_improvement, names_problem, without_denials};
use super::words::{ends_with_any, has_any, section_place};
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
    let passages: Vec<&Passage> = subject.passages.iter().filter(|passage| passage.section == Some(PROBLEMS)).collect();
    let said = Said::of(&passages);
    let place = section_place(subject, PROBLEMS);
    if said.length < SHORTEST || said.is_nothing {
        let what = passages.iter().map(|passage| passage.text.trim()).collect::<Vec<_>>().join(" ");
        let message = if passages.is_empty() {
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
    let message = match (said.problem, said.improvement) {
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

/// What a section says.
#[derive(Debug, Default, PartialEq)]
struct Said {
    /// Characters beside blanks.
    length: usize,
    /// Whether nothing stands beside labels, or that there is nothing.
    is_nothing: bool,
    problem: bool,
    improvement: bool,
}

/// What a label announces: 存在的主要问题：, ## 改进情况.
#[derive(Clone, Copy, Default)]
struct Label {
    problem: bool,
    improvement: bool,
}

impl Said {
    fn of(passages: &[&Passage]) -> Said {
        let mut said = Said { is_nothing: true, ..Said::default() };
        let mut under = Label::default();
        for passage in passages {
            said.length += passage.text.chars().filter(|ch| !ch.is_whitespace()).count();
            for sentence in passage.text.split_inclusive(['。', '；', '：', ':', '\n']) {
                match label(sentence, passage.kind) {
                    // The head of a table stands over all cells below it.
                    Some(label) if passage.kind == PassageKind::Cell => {
                        said.problem |= label.problem;
                        said.improvement |= label.improvement;
                    }
                    Some(label) => under = label,
                    None => said.add(sentence, &mut under),
                }
            }
        }
        said
    }

    fn add(&mut self, sentence: &str, under: &mut Label) {
        let words = sentence.trim_matches(|ch: char| !ch.is_alphanumeric());
        if words.is_empty() {
            return;
        }
        self.is_nothing &= is_nothing(words);
        let improves = names_improvement(words);
        // What stands under a label is what it announces, unless it is that there is nothing.
        if is_nothing(words) || without_denials(words).len() < words.len() {
            *under = Label::default();
        }
        self.problem |= names_problem(words) || (under.problem && !improves);
        self.improvement |= improves || under.improvement;
    }
}

/// Labels that announce problems, the rest of their words aside.
const PROBLEM_LABELS: &[&str] = &[
    "存在的主要问题",
    "存在的问题",
    "存在主要问题",
    "存在问题",
    "主要问题",
    "存在的不足",
    "存在不足",
    "问题和不足",
    "问题与不足",
    "不足之处",
    "薄弱环节",
];

/// The same, where only a colon or a heading makes them labels.
const SHORT_PROBLEM_LABELS: &[&str] = &["问题", "不足", "短板"];

/// Labels that announce improvements.
const IMPROVEMENT_LABELS: &[&str] = &[
    "改进情况",
    "改进措施",
    "改进办法",
    "改进方向",
    "改进计划",
    "整改措施",
    "整改情况",
    "下一步",
    "下步",
    "今后",
    "工作打算",
    "工作思路",
    "工作计划",
];

/// The same, where only a colon or a heading makes them labels.
const SHORT_IMPROVEMENT_LABELS: &[&str] = &["措施", "对策", "打算"];

/// What may end a label.
const LABEL_ENDS: &[&str] =
    &["情况", "如下", "主要有", "主要是", "主要", "包括", "表现在", "方面", "工作", "有", "是", "为"];

/// What a sentence, a heading or a cell announces that is no more than a label.
fn label(sentence: &str, kind: PassageKind) -> Option<Label> {
    /// Characters of a label at most: （一）政府信息公开工作存在的主要问题及改进情况.
    const LONGEST: usize = 26;
    let words = sentence.trim_matches(|ch: char| !ch.is_alphanumeric());
    let is_head =
        matches!(kind, PassageKind::Heading(_) | PassageKind::Cell) || sentence.trim_end().ends_with(['：', ':']);
    let is_alone = is_head || sentence.trim_end().ends_with('。');
    if !is_alone || words.chars().nth(LONGEST).is_some() || without_denials(words).len() < words.len() {
        return None;
    }
    let stem = LABEL_ENDS.iter().fold(words, |words, end| words.strip_suffix(end).unwrap_or(words));
    let ends = |labels: &[&str]| ends_with_any(words, labels) || ends_with_any(stem, labels);
    let problem = ends(PROBLEM_LABELS) || (is_head && ends(SHORT_PROBLEM_LABELS));
    let improvement = ends(IMPROVEMENT_LABELS) || (is_head && ends(SHORT_IMPROVEMENT_LABELS));
    let problem = problem || (improvement && has_any(words, PROBLEM_LABELS));
    (problem || improvement).then_some(Label { problem, improvement })
}

/// Whether all that is said is that there is nothing.
fn is_nothing(words: &str) -> bool {
    const NOTHING: &[&str] = &["无", "暂无", "没有", "暂没有", "不存在", "未发现"];
    NOTHING.contains(&words)
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
        for body in ["", "无", "无。", "暂无", "　无　", "## 无", "情况良好。", "存在的问题：无。\n改进措施：无。"]
        {
            assert_eq!(severity(body), Some(Severity::Error), "{body}");
        }
        let draft = with_section("problems", "无").replace("year = 2025", "year = 2025\ndraft = true");
        assert_eq!(found_with(&draft, None).0[0].severity, Severity::Warning);
        let without = with_section("problems", "").replace("[problems]\nbody = \n", "");
        assert_eq!(found(&without, None), [at("problems-empty", "problems")]);
    }

    #[test]
    fn problems_and_improvements_both_belong_there() {
        assert_eq!(severity("公开工作成效明显，群众满意度很高。"), Some(Severity::Warning));
        assert_eq!(severity("本年度政府信息公开工作无明显问题，将继续做好。"), Some(Severity::Warning));
        assert_eq!(severity("公开内容不够全面，解读形式较为单一。"), Some(Severity::Warning));
        assert_eq!(severity("存在的主要问题：无。下一步，将继续做好信息公开工作。"), Some(Severity::Warning));
        assert_eq!(severity("存在的问题：更新不够及时。改进情况：已建立月查制度。"), None);
        assert_eq!(severity("一是更新滞后。下一步加强督查。"), None);
    }
}
