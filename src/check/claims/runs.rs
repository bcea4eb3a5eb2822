//! Runs of shares: those that follow one another over one total, and whether they claim to be all of it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::pieces::{Kind, Mark, Pieces, has_any};
use super::shares::{Share, is_compared, opening};
use crate::check::prose::figure::Unit;

/// Shares that follow one another.
pub(super) struct Run {
    /// Their places among the shares.
    pub members: Range<usize>,
    /// Whether it names something as what is left: it closes with 其他, or names all of a split that is known.
    pub is_all: bool,
    /// Whether its members are named alike, as classes of one thing: 文字解读, 图文解读, 视频解读; or are said to be
    /// of one total.
    pub is_alike: bool,
    /// Whether it leaves something out, or its members are of several wholes: a lead, 等, 其余, about, years.
    pub is_open: bool,
}

/// Words that open a new run.
const OPENINGS: &[&str] = &["其中", "来看", "上看", "方面看", "从", "按", "此外", "同时", "另外", "截至"];
/// What is left: not named by its size.
const REST: &[&str] = &["其余", "余下", "剩余", "剩下"];
/// Words with 等 that leave nothing out.
const NOT_AND_SO_ON: &[&str] =
    &["平等", "等级", "高等", "中等", "初等", "同等", "对等", "等待", "等候", "等额", "等同", "均等"];
/// Words of a lead: the largest of many.
const LEADS: &[&str] = &[
    "前三", "前五", "前两", "前二", "前四", "前六", "前八", "前十", "前2", "前3", "前4", "前5", "前6", "前8", "前10",
    "居前", "排前", "排名", "位列", "位居", "前列", "居首", "首位", "次之", "靠前",
];
/// Splits that are known, each kind by words that it has: who asks, how, with what result, what a document is.
const SPLITS: &[&[&[&str]]] = &[
    &[&["自然人", "公民", "个人"], &["其他组织", "法人组织", "法人单位", "单位和组织"]],
    &[
        &["网络", "网上", "网站", "互联网", "在线", "线上", "平台", "邮件"],
        &["信函", "邮寄", "快递", "信件", "来信"],
        &["当面", "现场", "窗口", "上门"],
    ],
    &[&["线上"], &["线下"]],
    &[&["网上信访", "网络信访", "网信", "网上投诉"], &["来信"], &["来访", "走访"]],
    &[&["A类", "甲类"], &["B类", "乙类"], &["C类", "丙类"]],
    &[&["A类", "甲类"], &["B类", "乙类"], &["C类", "丙类"], &["D类", "丁类"]],
    &[&["主动公开"], &["依申请公开"], &["不予公开", "不公开"]],
    &[
        &["予以公开", "同意公开", "全部公开"],
        &["部分公开"],
        &["不予公开"],
        &["无法提供"],
        &["不予处理"],
        &["其他处理", "其它处理"],
    ],
    &[&["维持"], &["纠正"], &["其他结果", "其它结果", "其他"], &["尚未审结", "未审结"]],
];

/// All runs of two shares or more.
pub(super) fn runs(pieces: &Pieces, shares: &[Share]) -> Vec<Run> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..shares.len() {
        let is_last = match (shares.get(at), shares.get(at + 1)) {
            (Some(one), Some(next)) => !follows(pieces, one, next),
            _ => true,
        };
        if is_last {
            if at > start {
                found.extend(run(pieces, shares, start..at + 1));
            }
            start = at + 1;
        }
    }
    found
}

/// Whether a share goes on with the run of the one before it.
fn follows(pieces: &Pieces, one: &Share, next: &Share) -> bool {
    if one.group.is_some() || next.group.is_some() {
        return one.group == next.group;
    }
    let depth = pieces.depth(one.at);
    if pieces.depth(next.at) != depth || one.is_bare != next.is_bare {
        return false;
    }
    for at in one.at + 1..next.at {
        let Some(piece) = pieces.get(at) else { return false };
        let is_own = next.counts.contains(&at) || next.total == Some(at) || is_compared(pieces, at);
        match &piece.kind {
            Kind::Mark(Mark::Stop | Mark::Colon) => return false,
            Kind::Words if opens_anew(pieces.words_of(at)) => return false,
            Kind::Figure(figure) if piece.depth <= depth && figure.is_count() && !is_own => return false,
            _ => {}
        }
    }
    true
}

/// Whether words turn to another total: 从渠道看, 提案办理中.
fn opens_anew(words: &str) -> bool {
    has_any(words, OPENINGS) || words.ends_with(['中', '里', '看'])
}

fn run(pieces: &Pieces, shares: &[Share], members: Range<usize>) -> Option<Run> {
    let all = shares.get(members.clone())?;
    let (first, last) = (all.first()?, all.last()?);
    let sentence = sentence(pieces, first.at, last.at);
    let text = text_of(pieces, sentence);
    let is_year = |at: usize| pieces.figure(at).is_some_and(|figure| figure.unit == Unit::Year);
    let has_year = (first.at..last.at).any(is_year);
    let and_so_on = NOT_AND_SO_ON.iter().fold(text.to_owned(), |text, word| text.replace(word, "")).contains('等');
    let is_open = has_year
        || and_so_on
        || has_any(text, REST)
        || has_any(text, LEADS)
        || all.iter().any(|share| share.is_vague || share.subject.contains('年') || !share.base_is_plain());
    let own = text_of(pieces, start_of(pieces, first.at)..last.at + 1);
    let is_all = closes(pieces, last) || is_known_split(own, all.len());
    let names = all.iter().map(|share| name(pieces, share).chars().next_back());
    let last_characters: BTreeSet<Option<char>> = names.collect();
    let is_alike = last_characters.len() == 1 || all.iter().any(|share| !share.base.is_empty());
    Some(Run { members, is_all, is_alike, is_open })
}

impl Share<'_> {
    /// Whether its base is that of the others: no place of its own.
    fn base_is_plain(&self) -> bool {
        !is_elsewhere(self.base)
    }
}

/// Whether a base is named as that of a larger whole, which stands elsewhere: 占全省的3.8%.
pub(super) fn is_elsewhere(base: &str) -> bool {
    const WHOLES: &[&str] = &[
        "应",
        "可",
        "拟",
        "需",
        "全省",
        "全市",
        "全国",
        "全县",
        "全区",
        "全州",
        "全盟",
        "全旗",
        "全镇",
        "全乡",
        "全系统",
        "全行业",
        "全局",
        "全校",
        "全关",
        "我省",
        "我市",
        "我县",
        "我区",
        "同期",
        "上年",
        "去年",
        "预算",
        "财政",
        "资金",
        "投资",
        "经费",
        "面积",
    ];
    has_any(base, WHOLES)
}

/// Whether a share is that of 其他.
fn closes(pieces: &Pieces, last: &Share) -> bool {
    is_others(name(pieces, last))
}

/// What a share is of: its own words, or those before its count.
fn name<'t>(pieces: &Pieces<'t>, share: &Share<'t>) -> &'t str {
    let of_count = || share.counts.first().and_then(|count| count.checked_sub(1)).map_or("", |at| pieces.words_of(at));
    let is_counted = !share.counts.is_empty();
    let name = match share.subject {
        "" if is_counted => of_count(),
        // 咨询类（占57.0%）
        "" => opening(pieces, share.at).and_then(|open| open.checked_sub(1)).map_or("", |at| pieces.words_of(at)),
        subject => subject,
    };
    name.trim_end_matches(['的', '有', '共'])
}

/// Whether words name what is in no other class: 其他类, 其他方面; not 其他处理 and 法人或其他组织, which are classes.
pub(super) fn is_others(words: &str) -> bool {
    const CLASSES: &[&str] = &["处理", "组织", "法律", "对外", "结果"];
    let opens = words.strip_prefix("其他").or(words.strip_prefix("其它"));
    opens.is_some_and(|rest| !CLASSES.iter().any(|class| rest.starts_with(class)))
}

/// Whether a text of some members names every kind of a split that is known, and no more members than kinds.
pub(super) fn is_known_split(text: &str, members: usize) -> bool {
    SPLITS.iter().any(|kinds| kinds.len() == members && kinds.iter().all(|words| has_any(text, words)))
}

/// The pieces of the sentence that holds two pieces, within reach.
pub(super) fn sentence(pieces: &Pieces, first: usize, last: usize) -> Range<usize> {
    /// How far a sentence is looked over before and behind, in pieces.
    const REACH: usize = 64;
    let is_stop = |at: &usize| pieces.mark(*at) == Some(Mark::Stop);
    let start =
        (first.saturating_sub(REACH)..first).rev().find(is_stop).map_or(first.saturating_sub(REACH), |at| at + 1);
    let limit = (last + REACH).min(pieces.all.len());
    start..(last..limit).find(is_stop).unwrap_or(limit)
}

/// Where what a run says opens: behind the last mark that is more than a comma.
fn start_of(pieces: &Pieces, first: usize) -> usize {
    let is_open = |at: &usize| pieces.mark(*at).is_some_and(|mark| !mark.is_light() && mark != Mark::Close);
    (first.saturating_sub(16)..first).rev().find(is_open).map_or(first.saturating_sub(16), |at| at + 1)
}

/// The text of some pieces, as far as it is looked at.
pub(super) fn text_of<'t>(pieces: &Pieces<'t>, range: Range<usize>) -> &'t str {
    /// The last bytes that are looked at.
    const LONGEST: usize = 4096;
    let start = pieces.get(range.start).map(|piece| piece.range.start);
    let end = range.end.checked_sub(1).and_then(|at| pieces.get(at)).map(|piece| piece.range.end);
    let Some((start, end)) = start.zip(end) else { return "" };
    let mut start = start.max(end.saturating_sub(LONGEST));
    while !pieces.text.is_char_boundary(start) {
        start += 1;
    }
    pieces.text.get(start..end).unwrap_or_default()
}

/// Whether a sentence speaks of the largest of many.
pub(super) fn is_lead(pieces: &Pieces, at: usize) -> bool {
    has_any(text_of(pieces, sentence(pieces, at, at)), LEADS)
}
