//! Prose that repeats last year's.

use super::likeness::{Likeness, likenesses};
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::PRACTICE;
use crate::diagnostic::{Diagnostic, Related, Rule, Severity, message, text};
use crate::form::SECTION_NUMBERS;

/// A section of which more than so many per cent are last year's is worth a look.
const LIKE: usize = 60;
/// One of which more are last year's is copied.
const COPIED: usize = 85;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "similarity",
        severities: &[Severity::Warning, Severity::Note],
        acceptable: true,
        rule: text(
            "第一、五、六部分照抄上一年度：与上一年度连续 10 字以上相同的文字（数字不论）超过 60% 为提示，超过 85% 为警告；\
             不到 100 字的部分不比，标题、《》里的名称、信息处理费等每年都有的话不计",
            "一, 五 or 六 repeats last year's: characters in common runs of ten or more, whatever their digits, are over \
             60 % (a note) or over 85 % (a warning) of its own; sections under 100 characters are not compared, \
             headings, titles in 《》 and sentences that every report has do not count",
        ),
        source: PRACTICE,
        remedy: text(
            "按本年的实际情况改写；确实没有变化的，用 [[accept]] 写明理由",
            "write what was done this year; where nothing has changed, `[[accept]]` it with the reason",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::LastYear, Need::LastProse, Need::Prose],
    run: Run::Findings(similarity),
    example: Example::beside(
        include_str!("similarity/last.toml"),
        include_str!("similarity/bad.toml"),
        include_str!("similarity/good.toml"),
    ),
};

/// One finding a section, at the longest run.
fn similarity(subject: &Subject) -> Vec<Diagnostic> {
    let (Some(last), Some(last_prose)) = (&subject.last, subject.last_prose) else { return Vec::new() };
    let this = (subject.this.report, subject.narratives);
    let all = likenesses(this, (last.report, last_prose));
    all.iter().filter_map(|likeness| finding(likeness, subject)).collect()
}

fn finding(likeness: &Likeness, subject: &Subject) -> Option<Diagnostic> {
    let make = match () {
        _ if likeness.is_over(COPIED) => Diagnostic::warning,
        _ if likeness.is_over(LIKE) => Diagnostic::note,
        _ => return None,
    };
    let longest = likeness.longest.as_ref()?;
    let section = subject.this.report.sections.get(likeness.section)?;
    let (number, title) = (SECTION_NUMBERS.get(likeness.section)?, section.title.name());
    let (share, all, repeated) = (likeness.per_cent(), likeness.characters, likeness.repeated);
    let (count, words) = (longest.characters, longest.shortened());
    let message = message!(
        zh: "“{number}、{title}”有 {share}% 与上一年度相同（{all} 字中的 {repeated} 字）；最长的一处 {count} 字：“{words}”",
        en: "{share}% of {number}、{title} repeats last year's ({repeated} of {all} characters); the longest run has \
             {count}: “{words}”",
    );
    let related = Related {
        span: longest.last_span,
        key: Some(longest.last_key.clone()),
        message: message!(zh: "上一年度的这一处", en: "last year's"),
    };
    let help = message!(
        zh: "写本年做了什么、与上一年度有什么不同；确实没有变化的，用 [[accept]] 写明理由",
        en: "write what was done this year, and what has changed; where nothing has, `[[accept]]` it with the reason",
    );
    Some(make(CHECK.rule, message).at(longest.span).key(&longest.key).related([related]).help(help))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{at, found, found_with, last, with_section};
    use crate::diagnostic::{Diagnostic, Lang, Severity};
    use crate::source::Sources;

    /// 62 and 60 characters of 五, and 86 others.
    const A: &str = "部分单位对公开工作重视不够，栏目更新不及时，内容还不全面；今后将加强督促检查，按月通报栏目更新的情况，压实各单位的责任，确保";
    const B: &str = "落地见效。政策解读以文字为主，图解和视频偏少，群众不容易看懂；下一步将请业务骨干出镜讲解重要政策，每季度评选一次优秀解读";
    const OWN: &str = "答复申请时说理不充分，有的引用条款不准确；旧文件难找，检索结果排序乱。已编印要点和条款对照表，组织互评案卷；网站改写了规则，文号、年份、主题三种办法都能查到，老年人另有大字版可用";

    /// What is found when this year's 五 stands beside last year's.
    fn beside(this: &str, last_year: &str) -> (Option<Diagnostic>, Sources) {
        let last = last().replace("'存在的问题是公开不够及时，今后将改进工作方法。'", &format!("'''{last_year}'''"));
        let (found, sources) = found_with(&with_section("problems", this), Some(&last));
        (found.into_iter().find(|finding| finding.code() == "similarity"), sources)
    }

    fn severity(this: &str, last_year: &str) -> Option<Severity> {
        beside(this, last_year).0.map(|finding| finding.severity)
    }

    #[test]
    fn the_share_decides() {
        let last = format!("{A}{B}");
        // Of 143 characters 122 are 85.3 %, of 144 84.7 %, of 203 60.1 %, of 204 59.8 %.
        for (count, expected) in [
            (0, Some(Severity::Warning)),
            (21, Some(Severity::Warning)),
            (22, Some(Severity::Note)),
            (81, Some(Severity::Note)),
            (82, None),
        ] {
            let own: String = OWN.chars().take(count).collect();
            assert_eq!(severity(&format!("{A}{B}\n{own}"), &last), expected, "{count}");
        }
    }

    #[test]
    fn the_longest_run_is_shown_in_both_years() {
        let (found, sources) = beside(&format!("{B}。\n{A}。"), &format!("{A}。\n\n{B}。"));
        let finding = found.unwrap_or_else(|| panic!("nothing found"));
        assert_eq!(
            finding.message.in_lang(Lang::Zh),
            "“五、存在的主要问题及改进情况”有 100.0% 与上一年度相同（124 字中的 124 字）；最长的一处 63 字：\
             “部分单位对公开工作重视不够，栏目更新……更新的情况，压实各单位的责任，确保。”"
        );
        let places = [finding.span, finding.related[0].span].map(|span| span.map(|span| sources.slice(span)));
        let run = format!("{A}。");
        assert_eq!(places, [Some(run.as_str()); 2]);
        assert_eq!(finding.key.as_deref(), Some("problems.body"));
    }

    #[test]
    fn runs_of_nine_say_nothing() {
        let last = format!("{A}{B}");
        let mixed = |length: usize| {
            let chunks: Vec<char> = last.chars().collect();
            let mixed = chunks.chunks(length).map(|chunk| chunk.iter().collect::<String>() + "囗");
            mixed.collect::<String>()
        };
        assert_eq!(severity(&mixed(9), &last), None);
        // 12 runs of 10 and two characters more, each with one between: 120 of 135.
        assert_eq!(severity(&mixed(10), &last), Some(Severity::Warning));
    }

    #[test]
    fn digits_are_equal_and_white_space_is_nothing() {
        let text = |a: &str, b: &str| format!("{A}{a}件，{B}{b}件。");
        assert_eq!(severity(&text("12", "345"), &text("98", "７６５")), Some(Severity::Warning));
        let spaced = text("12", "345").replace('，', "， ").replace('；', "；\\\n");
        let (found, sources) = beside(&spaced, &text("98", "765"));
        let finding = found.unwrap_or_else(|| panic!("nothing found"));
        assert!(finding.message.in_lang(Lang::En).contains("100.0%"), "{finding:?}");
        assert_eq!(finding.span.map(|span| sources.slice(span)), Some(spaced.as_str()));
    }

    /// What is shown of a run ends with whole figures.
    #[test]
    fn a_run_does_not_begin_within_a_figure() {
        let (found, sources) = beside(&format!("共3558{A}{B}99"), &format!("又58{A}{B}7"));
        let shown = found.and_then(|finding| finding.span).map(|span| sources.slice(span).to_owned());
        assert_eq!(shown, Some(format!("{A}{B}")));
    }

    #[test]
    fn short_sections_are_not_compared() {
        let (short, long) = (A.to_owned() + "落实。", format!("{A}{B}"));
        assert_eq!(severity(&short, &short), None);
        assert_eq!(severity(&long, &short), None);
        assert_eq!(severity(&short, &long), None);
    }

    #[test]
    fn figures_compare_as_they_are_printed() {
        let year = "{{ report.year }}年，";
        let printed = severity(&format!("{year}{A}{B}"), &format!("2024年，{A}{B}"));
        assert_eq!(printed, Some(Severity::Warning));
        // Figures of the year before last year's are not at hand, which is no fault of this report.
        let last = format!(
            "{A}较上年{{{{ change(applications.received.total, previous.applications.received.total) }}}}，{B}"
        );
        assert_eq!(severity(&format!("{A}较上年持平，{B}"), &last), Some(Severity::Warning));
    }

    #[test]
    fn what_is_wrong_with_last_years_prose_is_not_told() {
        let text = format!("{A}{B}。");
        let this = with_section("problems", &text) + "[[accept]]\ncode = 'similarity'\nreason = '没有变化'\n";
        let last = |text: &str| last().replace("存在的问题是公开不够及时，今后将改进工作方法。", text);
        assert_eq!(found(&this, Some(&last(&text))), []);
        assert_eq!(found(&this, Some(&last(&(text.clone() + "<b>")))), []);
        assert_eq!(found(&this, Some(&last(OWN))), [at("accept-unused", "accept.0")]);
    }
}
