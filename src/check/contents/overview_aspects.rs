//! Section 一: the aspects of the work that it must speak of.

use super::passages::Passage;
use super::words::{behind, clauses, has_any, section_place};
use super::{Check, Example, Need, Run, Subject};
use crate::diagnostic::{Diagnostic, Lang, Message, Rule, WARNING, message, text};
use crate::report::OrganKind;

/// 一 among the sections, from 0.
const OVERVIEW: usize = 0;
/// The first reporting year after 国办公开办函〔2021〕30号 (26 September 2021), which asks for the five aspects.
const FIRST_YEAR: u16 = 2021;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "overview-aspects",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "总体情况没有说到主动公开、依申请公开、政府信息管理、平台建设、监督保障（2021 年度起），或者各级政府的报告没有\
             说到工作考核、社会评议、责任追究",
            "section 一 does not speak of 主动公开, 依申请公开, 政府信息管理, 平台建设 and 监督保障 (from the report on 2021 \
             on), or a government's report does not speak of 工作考核, 社会评议 and 责任追究",
        ),
        source: text(
            "国办公开办函〔2021〕30号；《政府信息公开条例》第五十条第（四）项",
            "国办公开办函〔2021〕30号; 《政府信息公开条例》 art. 50 (4)",
        ),
        remedy: text(
            "把没有说到的方面补上；没有发生的，写明没有",
            "add what is missing; where nothing happened, say so",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose],
    run: Run::Findings(overview_aspects),
    example: Example::new(include_str!("overview_aspects/bad.toml"), include_str!("overview_aspects/good.toml")),
};

/// Once a report, with all that is missing.
fn overview_aspects(subject: &Subject) -> Vec<Diagnostic> {
    if !subject.has(Need::Prose) {
        return Vec::new();
    }
    let report = subject.this.report;
    let own = || subject.passages.iter().filter(|passage| !passage.is_quoted);
    let aspects = if report.year >= FIRST_YEAR {
        missing(&ASPECTS, own().filter(|passage| passage.section == Some(OVERVIEW)))
    } else {
        Vec::new()
    };
    let is_government = matches!(report.kind, OrganKind::Government | OrganKind::Township);
    let results = if is_government { missing(&RESULTS, own()) } else { Vec::new() };
    let (first, second) = (aspects.join("、"), results.join("、"));
    let said: Vec<Message> = [
        (!aspects.is_empty())
            .then(|| message!(zh: "总体情况没有说到{first}", en: "section 一 does not speak of {first}")),
        (!results.is_empty())
            .then(|| message!(zh: "报告没有说到{second}", en: "the report does not speak of {second}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    if said.is_empty() {
        return Vec::new();
    }
    let joined = |lang: Lang, mark: &str| said.iter().map(|one| one.in_lang(lang)).collect::<Vec<_>>().join(mark);
    let message = Message::new(joined(Lang::Zh, "；"), joined(Lang::En, "; "));
    let help = message!(
        zh: "在 [overview] 的 body 里补上；没有发生的，写明没有",
        en: "add it to `body` of [overview]; where nothing happened, say so",
    );
    let place = section_place(subject, OVERVIEW);
    vec![Diagnostic::warning(CHECK.rule, message).at(place).key("overview").help(help)]
}

/// Something that a report must speak of.
struct Aspect {
    name: &'static str,
    words: &'static [Words],
    /// Clauses that hold one of these name it in another sense.
    not_beside: &'static [&'static str],
}

/// Words that speak of an aspect.
struct Words {
    first: &'static str,
    /// One of these must follow within a few characters of the same clause; none if the first is enough.
    then: &'static [&'static str],
    /// But none of these between the two.
    without: &'static [&'static str],
}

const fn words(first: &'static str) -> Words {
    Words { first, then: &[], without: &[] }
}

const fn near(first: &'static str, then: &'static [&'static str], without: &'static [&'static str]) -> Words {
    Words { first, then, without }
}

/// Characters between two words of one expression: 信息资源规范化管理, 信息全生命周期管理.
const NEAR: usize = 10;
/// A document is of one of these; the work is not spoken of.
const ATTRIBUTES: &[&str] = &["属性", "公开类别", "已主动公开"];
/// What is not public information although it is managed.
const NOT_INFORMATION: &[&str] = &["平台", "网站", "新媒体", "系统", "考核", "监督", "公开工作"];
/// What is done to a platform.
const BUILT: &[&str] =
    &["建设", "管理", "维护", "运维", "优化", "升级", "整合", "改版", "改造", "运行", "提升", "完善", "拓展"];

/// The five aspects of 一 (国办公开办函〔2021〕30号, note on 总体情况), as offices name them.
const ASPECTS: [Aspect; 5] = [
    Aspect {
        name: "主动公开",
        words: &[words("主动公开"), near("主动", &["公开", "发布"], &[])],
        not_beside: ATTRIBUTES,
    },
    Aspect {
        name: "依申请公开",
        words: &[
            words("依申请"),
            words("公开申请"),
            words("申请公开"),
            words("信息申请"),
            words("申请人"),
            words("申请件"),
            near("收到", &["申请"], &["许可", "审批", "补贴", "救助", "登记"]),
            near("接到", &["申请"], &["许可", "审批", "补贴", "救助", "登记"]),
        ],
        not_beside: ATTRIBUTES,
    },
    Aspect {
        name: "政府信息管理",
        words: &[
            words("信息管理"),
            words("信息资源"),
            words("文件管理"),
            words("公文管理"),
            near("信息", &["管理"], NOT_INFORMATION),
        ],
        not_beside: &[],
    },
    Aspect {
        name: "平台建设",
        words: &[
            words("公开平台"),
            words("载体建设"),
            words("渠道建设"),
            words("阵地建设"),
            near("平台", BUILT, &[]),
            near("网站", BUILT, &[]),
            near("新媒体", BUILT, &[]),
            near("专栏", &["建设", "改版", "升级", "改造"], &[]),
        ],
        not_beside: &[],
    },
    Aspect {
        name: "监督保障",
        words: &[
            near("监督", &["保障"], &[]),
            near("保障", &["监督"], &[]),
            words("监督考核"),
            words("考核监督"),
            words("监督检查"),
            words("监督机制"),
            words("监督体系"),
            words("监督指导"),
            words("强化监督"),
            words("加强监督"),
            words("督促检查"),
            words("督查"),
            words("督导"),
            words("保障机制"),
            words("保障措施"),
            words("组织保障"),
            words("教育培训"),
        ],
        not_beside: &[],
    },
];

/// What the report of a government also tells (条例第五十条第（四）项), as offices name it.
const RESULTS: [Aspect; 3] = [
    Aspect {
        name: "工作考核",
        words: &[words("考核"), words("考评"), words("绩效"), words("目标管理")],
        not_beside: &["培训考核", "技能考核"],
    },
    Aspect {
        name: "社会评议",
        words: &[
            words("评议"),
            words("满意度"),
            words("满意率"),
            words("测评"),
            words("问卷"),
            words("社会评价"),
            words("群众评价"),
            words("公众评价"),
            words("民意调查"),
            near("第三方", &["评估", "评价", "评查"], &[]),
        ],
        not_beside: &[],
    },
    Aspect {
        name: "责任追究", words: &[words("追究"), words("追责"), words("问责"), words("处分")], not_beside: &[]
    },
];

/// The names of the aspects that no passage speaks of.
fn missing<'p, 'a: 'p>(all: &[Aspect], passages: impl Iterator<Item = &'p Passage<'a>>) -> Vec<&'static str> {
    let mut left: Vec<&Aspect> = all.iter().collect();
    for clause in passages.flat_map(|passage| clauses(&passage.text)) {
        if left.is_empty() {
            break;
        }
        left.retain(|aspect| !speaks_of(clause, aspect));
    }
    left.into_iter().map(|aspect| aspect.name).collect()
}

fn speaks_of(clause: &str, aspect: &Aspect) -> bool {
    aspect.words.iter().any(|words| matches(clause, words)) && !has_any(clause, aspect.not_beside)
}

fn matches(clause: &str, words: &Words) -> bool {
    if words.then.is_empty() {
        return clause.contains(words.first);
    }
    clause.match_indices(words.first).any(|(at, first)| {
        let rest = behind(clause, at + first.len(), NEAR);
        let found = words.then.iter().filter_map(|then| rest.find(then)).min();
        found.and_then(|end| rest.get(..end)).is_some_and(|between| !has_any(between, words.without))
    })
}
