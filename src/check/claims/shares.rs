//! Shares of a total as prose states them: 占46.5%, 占比46.5%, （46.5%）, 分别占62.5%、25%和12.5%, each with the
//! words that it is of and the count that stands before it.

use super::pieces::{Kind, Mark, Pieces, has_any};
use crate::check::prose::figure::Unit;

/// A share.
#[derive(Debug)]
pub(super) struct Share<'t> {
    /// Its piece.
    pub at: usize,
    /// Pieces of the counts that it can be of; nothing where it stands by itself.
    pub counts: Vec<usize>,
    /// The words before 占: 咨询类 of 咨询类占47.09%.
    pub subject: &'t str,
    /// What it is said to be a share of: 申请总数 of 占申请总数的73.0%.
    pub base: &'t str,
    /// The total that it names itself: 129件 of 占办结总数129件的15.5%.
    pub total: Option<usize>,
    /// The first piece of 分别占…, of which it is one.
    pub group: Option<usize>,
    /// Whether it stands alone in brackets behind its count, without 占.
    pub is_bare: bool,
    /// Whether it says that it is about right, or speaks of several things at once (各占).
    pub is_vague: bool,
}

/// Words of a clause that compares: its counts and per cents are no parts.
pub(super) const COMPARED: &[&str] = &[
    "同比",
    "环比",
    "较",
    "比上",
    "比去年",
    "比前",
    "增长",
    "下降",
    "增加",
    "减少",
    "上升",
    "降低",
    "提高",
    "提升",
    "增幅",
    "降幅",
    "增速",
    "相比",
    "同期",
    "多于",
    "少于",
    "高于",
    "低于",
    "超过",
    "达标",
    "翻",
];
/// What stands between the thing and 占.
const BEFORE: &[&str] = &[
    "分别", "依次", "约", "大约", "各", "共", "均", "都", "则", "总体", "大致", "合计", "共计", "总计", "数量", "件数",
    "总数", "总量", "所", "也", "又", "还", "就", "已", "仅", "只", "三类", "两类", "各类", "上述", "以上", "后者",
];
/// What stands between 占 and the share, and says nothing of its base.
const BEHIND: &[&str] = &[
    "约为",
    "约",
    "为",
    "是",
    "达到",
    "达",
    "到",
    "了",
    "近",
    "超",
    "不足",
    "比例",
    "比重",
    "百分比",
    "份额",
    "比",
    "的",
    "：",
    ":",
    "率",
    "分别",
    "依次",
];
/// Of these 占 is another word: 占地, 占用, 占有.
const OTHER_WORDS: &[&str] = &["占用", "占地", "占道", "占线", "占有", "占位", "侵占", "独占", "强占", "占领", "占满"];
/// Words of shares that are not parts of a whole: rates.
const RATES: &[&str] = &["率", "满意度", "得分", "分值", "权重", "知晓", "完成", "达", "度"];
/// The longest base and subject that are read, in characters.
const LONGEST: usize = 30;
/// How many pieces back a count is looked for.
const REACH: usize = 48;
/// The most members of 分别占….
const MOST_OF_GROUP: usize = 32;

/// All shares of a text in order.
pub(super) fn shares<'t>(pieces: &Pieces<'t>) -> Vec<Share<'t>> {
    let mut found: Vec<Share<'t>> = Vec::new();
    for at in 0..pieces.all.len() {
        let Some(figure) = pieces.figure(at).filter(|figure| figure.unit == Unit::Percent) else { continue };
        if let Some(share) = continued(pieces, at, found.last()).or_else(|| share(pieces, at, found.last())) {
            found.push(Share { is_vague: share.is_vague || figure.is_about, ..share });
        }
    }
    give_counts(pieces, &mut found);
    give_subjects(pieces, &mut found);
    found
}

/// A share with its own words.
fn share<'t>(pieces: &Pieces<'t>, at: usize, last: Option<&Share<'t>>) -> Option<Share<'t>> {
    let depth = pieces.depth(at);
    let word_at =
        at.checked_sub(1).filter(|before| pieces.depth(*before) == depth && !pieces.words_of(*before).is_empty());
    let words = word_at.map_or("", |at| pieces.words_of(at));
    let plain = Share {
        at,
        counts: Vec::new(),
        subject: "",
        base: "",
        total: None,
        group: None,
        is_bare: false,
        is_vague: false,
    };
    if let Some((total, from)) = word_at.filter(|_| words.starts_with('的')).and_then(|at| own_total(pieces, at)) {
        let said = said(pieces.words_of(from))?;
        let counts = counts(pieces, from, at, said.subject, last);
        let is_vague = said.is_vague || said.is_list;
        return Some(Share { subject: said.subject, counts, total: Some(total), is_vague, ..plain });
    }
    if let Some(said) = said(words) {
        let counts = counts(pieces, word_at.unwrap_or(at), at, said.subject, last);
        let group = said.is_list.then_some(at);
        return Some(Share { subject: said.subject, base: said.base, is_vague: said.is_vague, counts, group, ..plain });
    }
    if words.is_empty() {
        // 60件（46.5%）
        let is_alone = pieces.before(at).is_some() && pieces.mark(at - 1) == Some(Mark::Open);
        let closes = pieces.mark(at + 1) == Some(Mark::Close);
        let counts = if is_alone && closes { before_bracket(pieces, at - 1).into_iter().collect() } else { Vec::new() };
        return (!counts.is_empty()).then_some(Share { counts, is_bare: true, ..plain });
    }
    // 其他类1.01%, behind 表扬类占0.13%，
    let last = last.filter(|last| last.at + 3 == at && pieces.depth(last.at) == depth && last.group.is_none())?;
    let mark = pieces.mark(last.at + 1)?;
    let follows = mark == Mark::Pause || words.starts_with(['其']) && mark.is_light();
    let is_part = !has_any(words, COMPARED) && !has_any(words, RATES) && words.chars().count() <= LONGEST;
    (follows && is_part).then_some(Share { subject: words, ..plain })
}

/// The total before 的, and the words with 占 before it: 占办结总数129件的, 占两项合计448件的.
fn own_total(pieces: &Pieces, of: usize) -> Option<(usize, usize)> {
    /// How far before the total 占 stands, in pieces.
    const REACH: usize = 3;
    let total = of.checked_sub(1)?;
    let is_counted = pieces.figure(total).is_some_and(|figure| matches!(figure.unit, Unit::Counted(_)));
    let mut before = (total.saturating_sub(REACH)..total).rev();
    let is_level = |at: &usize| pieces.mark(*at).is_none() && pieces.depth(*at) == pieces.depth(of);
    let words = before.by_ref().take_while(is_level).find(|at| pieces.words_of(*at).contains('占'))?;
    (is_counted && pieces.depth(total) == pieces.depth(of)).then_some((total, words))
}

/// A further member of 分别占62.5%、25%和12.5%.
fn continued<'t>(pieces: &Pieces<'t>, at: usize, last: Option<&Share<'t>>) -> Option<Share<'t>> {
    let last = last.filter(|last| last.group.is_some() && pieces.depth(last.at) == pieces.depth(at))?;
    let between = last.at + 1..at;
    let is_joint = |at: usize| {
        pieces.mark(at).is_some_and(Mark::is_light) || matches!(pieces.words_of(at), "和" | "及" | "与" | "以及")
    };
    let joins = between.len() <= 2 && !between.is_empty() && between.into_iter().all(is_joint);
    joins.then(|| Share { at, counts: Vec::new(), is_vague: last.is_vague, ..*last })
}

/// The words about a share, taken apart.
struct Said<'t> {
    subject: &'t str,
    base: &'t str,
    is_list: bool,
    is_vague: bool,
}

/// What words before a per cent say if it is a share: 占, 占比, 所占比例为, 比例为.
fn said(words: &str) -> Option<Said<'_>> {
    let nothing = |subject, base| Said { subject, base, is_list: false, is_vague: false };
    let Some(place) = words.rfind('占') else {
        let (head, _) = stripped_end(words, &["约为", "约", "为", "是", "达到", "达"]);
        return matches!(head, "比例" | "比重").then_some(nothing("", ""));
    };
    let (before, behind) = (words.get(..place)?, words.get(place + '占'.len_utf8()..)?);
    if has_any(words, OTHER_WORDS) || behind.chars().count() > LONGEST {
        return None;
    }
    // 占比为, 占比例: what follows is no base.
    let behind =
        behind.strip_prefix("比例").or(behind.strip_prefix("比重")).or(behind.strip_prefix('比')).unwrap_or(behind);
    let (base, behind_words) = stripped_end(behind, BEHIND);
    let (subject, before_words) = stripped_end(before, BEFORE);
    let has = |words: &[&str], word: &str| words.contains(&word);
    let is_vague = ["约", "大约", "各"].iter().any(|word| has(&before_words, word))
        || ["约", "约为", "近", "超", "不足"].iter().any(|word| has(&behind_words, word))
        || before.ends_with(['近', '超', '逾'])
        || has(&before_words, "均");
    let is_list = ["分别", "依次"].iter().any(|word| has(&before_words, word) || has(&behind_words, word));
    Some(Said { subject, base, is_list, is_vague })
}

/// A text without any of some words at its end, and those words.
fn stripped_end<'t>(text: &'t str, words: &[&'static str]) -> (&'t str, Vec<&'static str>) {
    let mut rest = text.trim();
    let mut found = Vec::new();
    while let Some(word) = words.iter().find(|word| rest.ends_with(**word)) {
        rest = rest.get(..rest.len() - word.len()).unwrap_or_default().trim_end();
        found.push(*word);
    }
    (rest, found)
}

/// The counts that a share can be of: `from` is where its words open.
fn counts(pieces: &Pieces, from: usize, at: usize, subject: &str, last: Option<&Share>) -> Vec<usize> {
    let Some(before) = from.checked_sub(1) else { return Vec::new() };
    // 60件占46.5%, 60件申请占46.5%
    if is_count(pieces, before) && pieces.depth(before) == pieces.depth(at) {
        return if subject.contains("其中") { Vec::new() } else { vec![before] };
    }
    if !subject.is_empty() {
        return Vec::new();
    }
    match pieces.mark(before) {
        // 60件（占46.5%）
        Some(Mark::Open) => before_bracket(pieces, before).into_iter().collect(),
        Some(mark) if mark.is_light() => {
            let inner = behind_comma(pieces, before, last);
            // 60件（含上年2件，占46.5%）
            let outer = opening(pieces, at).and_then(|open| before_bracket(pieces, open));
            inner.into_iter().chain(outer).collect()
        }
        // 52个（其中3个新开）占60.5%
        Some(Mark::Close) => behind_comma(pieces, from, last).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The count in the clause before a comma; clauses that compare, and one or two without figures, may stand between.
fn behind_comma(pieces: &Pieces, comma: usize, last: Option<&Share>) -> Option<usize> {
    const MOST_WITHOUT: usize = 2;
    let depth = pieces.depth(comma);
    let mut without = 0;
    let mut has_figure = false;
    for at in (comma.saturating_sub(REACH)..comma).rev() {
        if pieces.depth(at) > depth {
            continue;
        }
        match &pieces.get(at).filter(|piece| piece.depth == depth)?.kind {
            Kind::Mark(mark) if mark.is_light() => {
                without += usize::from(!has_figure);
                has_figure = false;
                if without > MOST_WITHOUT {
                    return None;
                }
            }
            // What stands in brackets is passed over.
            Kind::Mark(Mark::Open | Mark::Close) | Kind::Words => {}
            Kind::Mark(_) => return None,
            Kind::Figure(_) => {
                has_figure = true;
                if is_compared(pieces, at) {
                    continue;
                }
                if let Some(last) = last.filter(|last| last.at == at) {
                    return last.counts.first().copied();
                }
                return is_count(pieces, at).then_some(at);
            }
        }
    }
    None
}

/// The count that a bracket stands behind: 60件（…, 60件申请（….
pub(super) fn before_bracket(pieces: &Pieces, open: usize) -> Option<usize> {
    let near = open.checked_sub(1)?;
    let words = pieces.words_of(near);
    let at = if words.is_empty() { near } else { near.checked_sub(1)? };
    (pieces.depth(at) == pieces.depth(open) && is_count(pieces, at) && words.chars().count() <= LONGEST).then_some(at)
}

/// The bracket that a piece stands in.
pub(super) fn opening(pieces: &Pieces, at: usize) -> Option<usize> {
    let outside = pieces.depth(at).checked_sub(1)?;
    let is_own = |at: &usize| pieces.mark(*at) == Some(Mark::Open) && pieces.depth(*at) == outside;
    (at.saturating_sub(REACH)..at).rev().find(is_own)
}

/// Whether a piece counts things, exactly or about. A bare number does where its clause ends with it: not that of
/// 35岁以下.
pub(super) fn is_count(pieces: &Pieces, at: usize) -> bool {
    let ends = || {
        let words = pieces.words_of(at + 1);
        words.is_empty() && pieces.figure(at + 1).is_none() || words.starts_with('占')
    };
    pieces.figure(at).is_some_and(|figure| figure.is_count() && (figure.unit != Unit::Bare || ends()))
}

/// Whether a figure stands in a clause that compares.
pub(super) fn is_compared(pieces: &Pieces, at: usize) -> bool {
    let depth = pieces.depth(at);
    for before in (at.saturating_sub(6)..at).rev() {
        if pieces.depth(before) != depth || pieces.mark(before).is_some() || is_count(pieces, before) {
            return false;
        }
        let words = pieces.words_of(before);
        if has_any(words, COMPARED) || words.ends_with('比') {
            return true;
        }
    }
    false
}

/// 40件、16件、8件，分别占62.5%、25%、12.5%: as many counts as there are shares.
fn give_counts(pieces: &Pieces, shares: &mut [Share]) {
    let mut at = 0;
    while let Some(first) = shares.get(at) {
        let group = first.group;
        let length = shares.iter().skip(at).take_while(|share| group.is_some() && share.group == group).count().max(1);
        if group.is_some() && first.subject.is_empty() {
            let counts = listed(pieces, first.at, length);
            let members = shares.iter_mut().skip(at).take(length);
            members.zip(counts).for_each(|(share, count)| share.counts = vec![count]);
        }
        at += length;
    }
}

/// 网上、信函分别占65.6%、20.3%: as many things as there are shares; else what each is of is not known.
fn give_subjects<'t>(pieces: &Pieces<'t>, shares: &mut [Share<'t>]) {
    let mut at = 0;
    while let Some(first) = shares.get(at) {
        let group = first.group;
        let length = shares.iter().skip(at).take_while(|share| group.is_some() && share.group == group).count().max(1);
        if group.is_some() && !first.subject.is_empty() && first.counts.is_empty() {
            let subjects = named(pieces, first);
            let is_vague = subjects.len() != length;
            for (at, share) in shares.iter_mut().skip(at).take(length).enumerate() {
                share.subject = subjects.get(at).copied().unwrap_or_default();
                share.is_vague |= is_vague;
            }
        }
        at += length;
    }
}

/// The things that are named one after another before a list of shares, in order.
fn named<'t>(pieces: &Pieces<'t>, share: &Share<'t>) -> Vec<&'t str> {
    let joined = |words: &'t str| words.split(['和', '与', '及', '、']).rev().filter(|word| !word.is_empty());
    let mut found: Vec<&str> = joined(share.subject).collect();
    let depth = pieces.depth(share.at);
    // Behind the last thing stand its own words and the share.
    let mut at = share.at.saturating_sub(1);
    while let Some(words) = at.checked_sub(2).map(|at| pieces.words_of(at)).filter(|words| !words.is_empty())
        && pieces.mark(at - 1) == Some(Mark::Pause)
        && pieces.depth(at - 2) == depth
        && found.len() <= MOST_OF_GROUP
    {
        found.extend(joined(words));
        at -= 2;
    }
    found.reverse();
    found
}

/// The last counts before a piece in its sentence, in order; nothing if there are fewer, or if they count several
/// things.
fn listed(pieces: &Pieces, at: usize, number: usize) -> Vec<usize> {
    let depth = pieces.depth(at);
    let mut found: Vec<usize> = Vec::new();
    if !(2..=MOST_OF_GROUP).contains(&number) {
        return found;
    }
    for before in (at.saturating_sub(REACH * 2)..at).rev() {
        if found.len() == number || matches!(pieces.mark(before), Some(Mark::Stop | Mark::Semicolon)) {
            break;
        }
        if pieces.depth(before) == depth && is_count(pieces, before) && !is_compared(pieces, before) {
            found.push(before);
        }
    }
    found.reverse();
    let unit = |at: &usize| pieces.figure(*at).map(|figure| figure.unit);
    let is_one_kind = found.iter().all(|at| unit(at) == found.first().and_then(unit));
    if found.len() == number && is_one_kind { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each share with its subject, its base and its counts.
    fn read(text: &str) -> Vec<String> {
        let pieces = Pieces::new(text);
        let place = |at: &usize| &text[pieces.all[*at].range.clone()];
        let shown = |share: &Share| {
            let counts: Vec<&str> = share.counts.iter().map(place).collect();
            let vague = if share.is_vague { "~" } else { "" };
            format!("{vague}{}|{}|{}|{}", place(&share.at), share.subject, share.base, counts.join("+"))
        };
        shares(&pieces).iter().map(shown).collect()
    }

    #[test]
    fn a_share_has_its_count() {
        for (text, expected) in [
            ("予以公开60件，占46.5%", "46.5%|||60件"),
            ("予以公开60件占46.5%", "46.5%|||60件"),
            ("60件申请予以公开，占比46.5%", "46.5%|||60件"),
            ("予以公开60件（46.5%）", "46.5%|||60件"),
            ("予以公开60件（占比为46.5%）", "46.5%|||60件"),
            ("公开60件，所占比例为46.5%", "46.5%|||60件"),
            ("公开60件，比例为46.5%", "46.5%|||60件"),
            ("公开60件，同比增长4.2%，占办结总数的46.5%", "46.5%||办结总数|60件"),
            ("公开60件，较上年增加8件，占46.5%", "46.5%|||60件"),
            ("公开60件，比2024年多8件，占46.5%", "46.5%|||60件"),
            ("公开60件（2024年为52件），占46.5%", "46.5%|||60件"),
            ("已解决的（A类）有64件，占50%", "50%|||64件"),
            ("甲20件，占办结总数129件的15.5%", "15.5%|||20件"),
            ("甲412件，乙36件，后者占两项合计448件的8.0%", "8.0%|||36件"),
            ("公开60件，占收办总数的44.4%，占办结数的46.5%", "44.4%||收办总数|60件 46.5%||办结数|60件"),
            ("甲40件、乙16件、丙8件，分别占62.5%、25%和12.5%", "62.5%|||40件 25%|||16件 12.5%|||8件"),
            ("甲40件、乙16件，占比分别为62.5%、25%", "62.5%|||40件 25%|||16件"),
        ] {
            assert_eq!(read(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_share_may_stand_by_itself() {
        for (text, expected) in [
            ("收到128件，自然人占93.75%", "93.75%|自然人||"),
            ("咨询类占77.18%，其他类0.01%", "77.18%|咨询类|| 0.01%|其他类||"),
            ("网上、信函分别占65.6%、20.3%", "65.6%|网上|| 20.3%|信函||"),
            ("自然人和企业分别占93.8%、6.2%", "93.8%|自然人|| 6.2%|企业||"),
            ("甲、乙、丙分别占65.6%、20.3%", "~65.6%|甲|| ~20.3%|乙||"),
            ("收到128件。占46.5%", "46.5%|||"),
            ("35岁以下占46.5%", "46.5%|岁以下||"),
            ("居民35，占46.5%", "46.5%|||35"),
            ("约占七成，约占95.9%，占近80%", "~七成||| ~95.9%||| ~80%|||"),
            ("占全省的3.8%", "3.8%||全省|"),
        ] {
            assert_eq!(read(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_share_is_none() {
        for text in
            ["办结率100%", "同比增长12.5%", "公开比例达到98%", "占地30%", "完成85%", "128件，满意度96%", "（增长8%）"]
        {
            assert_eq!(read(text), [] as [&str; 0], "{text}");
        }
    }
}
