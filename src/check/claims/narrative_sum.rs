//! The prose contradicts itself, whatever the tables say.

use std::collections::HashMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::claim::{Claim, Said};
use super::repeated::{Count, counts};
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::PRACTICE;
use crate::check::prose::figure::{Figure, figures};
use crate::check::prose::passages::Passage;
use crate::check::prose::sentence::sentences;
use crate::diagnostic::{Diagnostic, Message, Related, Rule, WARNING, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "narrative-sum",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "正文自相矛盾：收到加结转与办结加转下年不等，同一个数说了两遍不一样，全部办结却还有在办的",
            "the narrative contradicts itself: what came in is not what was done and carried out, one count is stated twice \
             with two values, all is done beside what is still in hand",
        ),
        source: PRACTICE,
        remedy: text("对照台账，把不对的一处改过来", "look it up, and mend the one that is wrong"),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose],
    run: Run::Findings(narrative_sum),
    example: Example::new(include_str!("narrative_sum/bad.toml"), include_str!("narrative_sum/good.toml")),
};

fn narrative_sum(subject: &Subject) -> Vec<Diagnostic> {
    // What contradicts the tables is told by `narrative-figure`.
    let known = subject.claims.known(subject);
    let is_told = |index: usize, figure: &Figure| known.get(&index).is_some_and(|known| known.contradicts(figure));
    let mut found = Vec::new();
    let mut seen: HashMap<(String, &'static str), (usize, Count)> = HashMap::new();
    let said: HashMap<usize, &[Claim]> =
        subject.claims.of(subject).iter().map(|(index, said)| (*index, said.claims.as_slice())).collect();
    for (index, passage) in subject.passages.iter().enumerate().filter(|(_, passage)| !passage.is_quoted) {
        let text = &passage.text;
        let all = figures(text);
        let two = all.iter().filter(|figure| figure.twin.is_some_and(|twin| twin != figure.value));
        found.extend(two.filter(|figure| !is_told(index, figure)).map(|figure| two_writings(passage, figure)));
        let claims = said.get(&index).copied().unwrap_or_default();
        let sentences = sentences(text);
        let mut rest = claims;
        for sentence in &sentences {
            let end = rest.partition_point(|claim| claim.words.start < sentence.end);
            let (own, behind) = rest.split_at(end);
            rest = behind;
            let open: Vec<&Claim> = own
                .iter()
                .filter(|claim| !matches!(&claim.said, Said::Figure(figure) if is_told(index, figure)))
                .collect();
            found.extend(balance(passage, &open));
        }
        found.extend(all_done(passage, &sentences, claims));
        let counts = counts(passage, &sentences, &all);
        for (at, count) in counts.iter().enumerate().filter(|(_, count)| count.refers) {
            let is_same = |known: &&Count| known.key == count.key && known.unit == count.unit;
            let before = counts.get(..at).unwrap_or_default().iter().rev().find(is_same);
            if let Some(known) = before.filter(|known| !count.agrees(known) && !is_told(index, &count.figure)) {
                found.push(twice(passage, count, passage, known));
            }
        }
        for count in counts.into_iter().filter(|count| count.is_whole && !count.refers) {
            if is_told(index, &count.figure) {
                continue;
            }
            let key = (count.key.clone(), count.unit);
            match seen.get(&key) {
                Some((first, known)) if !count.agrees(known) && (*first == index || count.is_telling()) => {
                    let before = subject.passages.get(*first).unwrap_or(passage);
                    found.push(twice(passage, &count, before, known));
                }
                Some(_) => {}
                None => drop(seen.insert(key, (index, count))),
            }
        }
    }
    found
}

fn figure_place(claim: &Claim) -> Range<usize> {
    match &claim.said {
        Said::Figure(figure) => figure.range.clone(),
        Said::Nothing => claim.words.clone(),
    }
}

fn finding(passage: &Passage, place: Range<usize>, message: Message) -> Diagnostic {
    let help = message!(zh: "对照台账，把不对的一处改过来", en: "look it up, and mend the one that is wrong");
    Diagnostic::warning(CHECK.rule, message).at(passage.span(place)).key(passage.key).help(help)
}

fn related(passage: &Passage, place: Range<usize>, message: Message) -> Related {
    Related { span: passage.span(place), key: Some(passage.key.to_owned()), message }
}

/// 六十六（67）件
fn two_writings(passage: &Passage, figure: &Figure) -> Diagnostic {
    let quote = passage.text.get(figure.range.clone()).unwrap_or_default();
    let (one, other) = (figure.twin.unwrap_or_default(), figure.value);
    let message = message!(
        zh: "“{quote}”的两种写法不是一个数：{one} 和 {other}",
        en: "the two writings of `{quote}` are not one number: {one} and {other}",
    );
    finding(passage, figure.range.clone(), message)
}

/// What a sentence says that came and went.
#[derive(Default)]
struct Flow<'c> {
    came: Option<&'c Figure>,
    /// Whether what came may hold what was carried in.
    may_hold: bool,
    carried_in: Option<&'c Figure>,
    done: Option<&'c Figure>,
    carried_out: Option<&'c Figure>,
}

/// 收到 + 结转 ≠ 办结 + 转下年
fn balance(passage: &Passage, claims: &[&Claim]) -> Option<Diagnostic> {
    let mut flow = Flow::default();
    for claim in claims {
        let Said::Figure(figure) = &claim.said else { continue };
        let rows: Vec<&str> = claim.means.iter().map(|sum| sum.rows.as_str()).collect();
        match rows.as_slice() {
            ["received"] => _ = flow.came.get_or_insert(figure),
            ["received", "received+carried_in", ..] if flow.came.is_none() => {
                (flow.came, flow.may_hold) = (Some(figure), true);
            }
            ["carried_in"] => _ = flow.carried_in.get_or_insert(figure),
            ["total"] => _ = flow.done.get_or_insert(figure),
            ["carried_out"] => _ = flow.carried_out.get_or_insert(figure),
            _ => {}
        }
    }
    let Flow { came: Some(came), may_hold, carried_in: Some(carried_in), done: Some(done), carried_out: Some(out) } =
        flow
    else {
        return None;
    };
    if [came, carried_in, done, out].iter().any(|figure| figure.is_about || !figure.half_unit.is_zero()) {
        return None;
    }
    // 另有上年结转 7 件: it stands beside what came.
    let between = passage.text.get(came.range.end..carried_in.range.start).unwrap_or_default();
    let may_hold = may_hold && !["加上", "另有", "另", "加之", "此外"].iter().any(|words| between.contains(words));
    let all = came.value.checked_add(carried_in.value)?;
    let gone = done.value.checked_add(out.value)?;
    if all == gone || may_hold && came.value == gone {
        return None;
    }
    let (a, b, c, d) = (came.value, carried_in.value, done.value, out.value);
    let message = message!(
        zh: "收到 {a} 加上年结转 {b} 是 {all}，办结 {c} 加结转下年 {d} 是 {gone}，两边不等",
        en: "{a} received and {b} carried in are {all}; {c} done and {d} carried out are {gone}",
    );
    let places = [came, carried_in, done, out].map(|figure| figure.range.clone());
    let start = places.iter().map(|place| place.start).min()?;
    let end = places.iter().map(|place| place.end).max()?;
    Some(finding(passage, start..end, message))
}

/// Words that say that nothing is left.
const ALL_DONE: &[&str] = &[
    "100%答复",
    "100%办结",
    "已全部答复完毕",
    "全部处理完毕",
    "全部办结",
    "全部答复",
    "均已办结",
    "均已答复",
    "全部办理完毕",
    "均办理完毕",
    "全部办复",
    "均已办理完毕",
    "答复率100%",
    "办结率100%",
    "答复率达100%",
    "办结率达100%",
    "答复率为100%",
    "办结率为100%",
    "答复率达到100%",
    "办结率达到100%",
    "答复率均为100%",
    "办结率均为100%",
    "全部予以答复",
];
/// Words that narrow it: to those that were due, to some of them.
const SOME_DONE: &[&str] =
    &["按期", "按时", "及时", "到期", "期限内", "时限内", "期内", "应", "除", "其余", "其中", "建议", "提案", "热线"];

/// 全部办结 beside 6 件正在办理, in one sentence or the next.
fn all_done(passage: &Passage, sentences: &[Range<usize>], claims: &[Claim]) -> Option<Diagnostic> {
    let text = &passage.text;
    let left = |claim: &Claim| {
        let is_out = !claim.means.is_empty() && claim.means.iter().all(|sum| sum.rows == "carried_out");
        matches!(&claim.said, Said::Figure(figure) if figure.value > Decimal::ZERO) && is_out
    };
    if !claims.iter().any(left) {
        return None;
    }
    let mut at = 0;
    for (index, sentence) in sentences.iter().enumerate() {
        let said = text.get(sentence.clone())?;
        let Some((start, words)) = ALL_DONE.iter().filter_map(|words| Some((said.find(words)?, *words))).min() else {
            continue;
        };
        // The clause, and the one before it, say of what.
        let before = said.get(..start)?;
        let marks: Vec<usize> = before.rmatch_indices(['，', '；', '。', ',']).map(|(at, _)| at).take(2).collect();
        let from = marks.get(1).or(marks.first()).copied().filter(|_| marks.len() > 1).unwrap_or(0);
        let own = said.get(from..start + words.len())?;
        // 上年结转的 7 件 alone are done, 本年收到和上年结转的 are all.
        let is_carried = own.contains("结转") && !["收到", "新收", "受理"].iter().any(|came| own.contains(came));
        if is_carried
            || SOME_DONE.iter().any(|some| own.contains(some))
            || !own.contains(['申', '收', '受', '件', '答'])
        {
            continue;
        }
        let (start, end) = (sentence.start + start, sentence.start + start + words.len());
        let reach = sentences.get(index + 1).map_or(sentence.end, |next| next.end);
        while claims.get(at).is_some_and(|claim| claim.words.end <= end) {
            at += 1;
        }
        let next = claims.get(at..)?.iter().take_while(|claim| claim.words.start < reach).find(|claim| left(claim));
        let between = |claim: &&Claim| {
            let words = text.get(end..claim.words.start.max(end)).unwrap_or_default();
            !["除", "上年", "以外"].iter().any(|some| words.contains(some))
        };
        let Some(claim) = next.filter(between) else { continue };
        let (place, left) = (figure_place(claim), text.get(claim.words.clone()).unwrap_or_default());
        let message = message!(
            zh: "这里说“{words}”，后面又说“{left}”",
            en: "`{words}` here, and `{left}` behind it",
        );
        let here = message!(zh: "还有没办完的", en: "these are not done");
        return Some(finding(passage, start..end, message).related([related(passage, place, here)]));
    }
    None
}

/// One count, stated twice with two values.
fn twice(passage: &Passage, count: &Count, before: &Passage, known: &Count) -> Diagnostic {
    let quote =
        |passage: &Passage, figure: &Figure| passage.text.get(figure.range.clone()).unwrap_or_default().to_owned();
    let (one, other) = (quote(before, &known.figure), quote(passage, &count.figure));
    let what = &count.key;
    let message = message!(
        zh: "“{what}”前面写 {one}，这里写 {other}",
        en: "{what}: {one} before, {other} here",
    );
    let here = message!(zh: "前面写的是 {one}", en: "{one} here");
    let other = related(before, known.figure.range.clone(), here);
    finding(passage, count.figure.range.clone(), message).related([other])
}
