//! Section 一: the aspects of the work that it must speak of.

use super::passages::Passage;
use super::words::{behind, clauses, has_any, opens_with, section_place};
use super::{Check, Example, Need, Run, Subject};
use crate::diagnostic::{Diagnostic, Lang, Message, Rule, WARNING, message, text};
use crate::report::OrganKind;
use Words::{Anywhere, Head, Near};

/// 一 among the sections, from 0.
const OVERVIEW: usize = 0;
/// The first reporting year after 国办公开办函〔2021〕30号 (26 September 2021), which asks for the five aspects.
const FIRST_YEAR: u16 = 2021;

/// The first reporting year under the 条例 of 2019 (in force since 15 May 2019), whose art. 50 asks for the results.
const LAW_SINCE: u16 = 2019;

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
    let is_government = matches!(report.kind, OrganKind::Government | OrganKind::Township) && report.year >= LAW_SINCE;
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
enum Words {
    /// Wherever they stand.
    Anywhere(&'static str),
    /// As what a section or a sentence is about: in a short clause, 五是强化监督检查.
    Head(&'static str),
    /// The first, and within a few characters of the same clause one of the second, but none of the third between them.
    Near(&'static str, &'static [&'static str], &'static [&'static str]),
}

/// Characters between two words of one expression: 信息资源规范化管理, 信息全生命周期管理.
const NEAR: usize = 8;
/// Characters of a clause that tells what is spoken of: （四）加强政府信息公开平台建设管理.
const HEAD: usize = 16;
/// A clause that opens with one of these tells by what means something is done.
const BY_MEANS: &[&str] = &["依托", "通过", "利用", "借助", "运用", "充分发挥", "充分利用", "在"];

/// A document is of one of these; the work is not spoken of.
const ATTRIBUTES: &[&str] = &["属性", "公开类别", "已主动公开", "公开范围"];
/// What is managed and is not public information.
const NOT_INFORMATION: &[&str] = &["平台", "网站", "新媒体", "系统", "考核", "监督", "公开", "信息员", "化", "、"];
/// What is asked for that is not public information.
const OTHER_APPLICATIONS: &[&str] = &["许可", "审批", "补贴", "救助", "登记"];

/// The five aspects of 一 (国办公开办函〔2021〕30号, note on 总体情况), as offices name them.
const ASPECTS: [Aspect; 5] = [
    Aspect {
        name: "主动公开",
        words: &[Anywhere("主动公开"), Near("主动", &["公开", "发布"], &["、"])],
        not_beside: ATTRIBUTES,
    },
    Aspect {
        name: "依申请公开",
        words: &[
            Anywhere("依申请"),
            Anywhere("公开申请"),
            Anywhere("申请公开"),
            Anywhere("信息申请"),
            Anywhere("申请人"),
            Anywhere("申请件"),
            Near("收到", &["申请"], OTHER_APPLICATIONS),
            Near("接到", &["申请"], OTHER_APPLICATIONS),
        ],
        not_beside: ATTRIBUTES,
    },
    Aspect {
        name: "政府信息管理",
        words: &[
            Anywhere("信息管理"),
            Anywhere("信息资源"),
            Anywhere("资源管理"),
            Anywhere("文件管理"),
            Anywhere("公文管理"),
            Near("信息", &["管理"], NOT_INFORMATION),
        ],
        not_beside: &[],
    },
    Aspect {
        name: "平台建设",
        words: &[
            Near("平台", &["建设", "管理", "运维", "运行", "维护", "升级", "改版", "整合"], &["、"]),
            Near("搭建", &["平台"], &[]),
            Head("平台"),
            Anywhere("网站建设"),
            Anywhere("网站管理"),
            Anywhere("网站改版"),
            Anywhere("网站运维"),
            Anywhere("新媒体建设"),
            Anywhere("新媒体管理"),
            Anywhere("载体建设"),
            Anywhere("渠道建设"),
            Anywhere("阵地建设"),
        ],
        not_beside: &[],
    },
    Aspect {
        name: "监督保障",
        words: &[
            Near("监督", &["保障"], &[]),
            Near("保障", &["监督"], &[]),
            Head("监督"),
            Head("考核"),
            Head("督查"),
            Head("督导"),
            Head("督促检查"),
            Head("组织保障"),
            Head("保障机制"),
            Head("保障措施"),
            Head("工作保障"),
            Head("教育培训"),
        ],
        not_beside: &[],
    },
];

/// What the report of a government also tells (条例第五十条第（四）项), as offices name it.
const RESULTS: [Aspect; 3] = [
    Aspect {
        name: "工作考核",
        words: &[Anywhere("考核"), Anywhere("考评"), Anywhere("绩效"), Anywhere("目标管理")],
        not_beside: &["培训考核", "技能考核"],
    },
    Aspect {
        name: "社会评议",
        words: &[
            Anywhere("评议"),
            Near("满意", &["测评", "调查", "评价", "问卷"], &[]),
            Anywhere("问卷"),
            Anywhere("群众测评"),
            Anywhere("社会测评"),
            Anywhere("社会评价"),
            Anywhere("群众评价"),
            Anywhere("公众评价"),
            Anywhere("民意"),
            Near("第三方", &["评估", "评价", "评查", "测评"], &[]),
        ],
        not_beside: &[],
    },
    Aspect {
        name: "责任追究",
        words: &[Anywhere("追究"), Anywhere("追责"), Anywhere("问责"), Anywhere("处分")],
        not_beside: &[],
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
    match words {
        Anywhere(word) => clause.contains(word),
        Head(word) => clause.contains(word) && is_head(clause),
        Near(first, second, without) => clause.match_indices(first).any(|(at, first)| {
            let rest = behind(clause, at + first.len(), NEAR);
            let found = second.iter().filter_map(|word| rest.find(word)).min();
            found.and_then(|end| rest.get(..end)).is_some_and(|between| !has_any(between, without))
        }),
    }
}

/// Whether a clause tells what is spoken of, and not by what means: 平台建设方面, 四是搭好公开平台.
fn is_head(clause: &str) -> bool {
    let clause = clause.trim();
    let is_short = clause.chars().nth(HEAD).is_none();
    is_short && (clause.ends_with("方面") || opens_with(clause, BY_MEANS).is_none())
}
