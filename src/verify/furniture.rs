//! What stands on pages and is no part of the text: page numbers, and the mark of a draft.

use std::collections::{HashMap, HashSet};

use super::printed::SAME_LINE;
use super::tokens::is_blank;
use crate::extract::{Extract, Page, Shown};

/// What every page of a draft says.
const DRAFT: &str = "草稿";
/// What page numbers are set between.
const DASHES: &[char] =
    &['—', '–', '-', '－', '―', '─', '·', '•', '・', '･', '‧', '~', '～', '|', '｜', '［', '］', '[', ']', '/', '／'];

/// The furniture of a PDF.
#[derive(Default)]
pub(super) struct Furniture {
    /// The characters of each page that belong to it.
    characters: Vec<HashSet<usize>>,
    /// The number that each page bears.
    numbers: Vec<Option<i64>>,
    /// What is added to the index of a page to give its number.
    offset: i64,
    /// Pages of a draft that do not say so.
    without_draft_mark: Vec<usize>,
}

/// A line at the head or the foot of a page: its text, and its characters.
struct Edge {
    text: String,
    characters: Vec<usize>,
}

impl Furniture {
    /// Finds it. A page number is a line by itself at the head or the foot of the page: 3 only if it counts on from
    /// page to page, — 3 — and 第3页 wherever pages bear numbers at all. One of the texts `running`, the title or the
    /// organ, may stand beside it.
    pub(super) fn find(extract: &Extract, is_draft: bool, running: &[String]) -> Furniture {
        let page_number = |text: &str| page_number(alone(text, running));
        let mut edges: Vec<Vec<Edge>> = extract.pages.iter().map(edges).collect();
        let mut characters = vec![HashSet::new(); edges.len()];
        let mut without_draft_mark = Vec::new();
        if is_draft {
            for (page, (own, characters)) in edges.iter_mut().zip(&mut characters).enumerate() {
                match own.iter().position(|edge| edge.text == DRAFT) {
                    Some(at) => characters.extend(own.remove(at).characters),
                    None => without_draft_mark.push(page),
                }
            }
        }
        // What a line would add to the index of its page, if it is a number.
        let offset = |page: usize, edge: &Edge| Some(page_number(&edge.text)?.value - i64::try_from(page).ok()?);
        let of_page =
            |page: usize, own: &[Edge]| -> HashSet<i64> { own.iter().filter_map(|edge| offset(page, edge)).collect() };
        let offsets: Vec<HashSet<i64>> = edges.iter().enumerate().map(|(page, own)| of_page(page, own)).collect();
        let mut counts: HashMap<i64, usize> = HashMap::new();
        offsets.iter().flatten().for_each(|offset| *counts.entry(*offset).or_default() += 1);
        let usual = counts.into_iter().max_by_key(|(offset, count)| (*count, std::cmp::Reverse(offset.abs())));
        let usual = usual.map(|(offset, _)| offset);
        let are_numbered = offsets.iter().filter(|own| !own.is_empty()).count() * 2 > edges.len();

        let mut numbers = Vec::new();
        for (page, own) in edges.iter().enumerate() {
            let beside = [page.checked_sub(1), page.checked_add(1)].into_iter().flatten();
            let beside: HashSet<i64> = beside.filter_map(|page| offsets.get(page)).flatten().copied().collect();
            let counts_on = |offset: i64| offset == 1 || Some(offset) == usual || beside.contains(&offset);
            let is_it = |edge: &&Edge| {
                let is_plain = page_number(&edge.text).is_none_or(|number| number.is_plain);
                are_numbered && offset(page, edge).is_some_and(|offset| !is_plain || counts_on(offset))
            };
            // The last line is meant if both are numbers.
            let edge = own.iter().rev().find(is_it);
            numbers.push(edge.and_then(|edge| page_number(&edge.text)).map(|number| number.value));
            if let Some(characters) = characters.get_mut(page) {
                characters.extend(edge.into_iter().flat_map(|edge| edge.characters.iter().copied()));
            }
        }
        Furniture { characters, numbers, offset: usual.filter(|_| are_numbered).unwrap_or(1), without_draft_mark }
    }

    /// Pages of a draft that do not say so.
    pub(super) fn without_draft_mark(&self) -> &[usize] {
        &self.without_draft_mark
    }

    /// Whether a character belongs to it.
    pub(super) fn has(&self, page: usize, character: usize) -> bool {
        self.characters.get(page).is_some_and(|own| own.contains(&character))
    }

    /// The number of a page, as it is printed.
    pub(super) fn number(&self, page: usize) -> i64 {
        let own = self.numbers.get(page).copied().flatten();
        own.unwrap_or(i64::try_from(page).unwrap_or_default() + self.offset)
    }

    /// Pages that bear another number than the one that is due, with both.
    pub(super) fn wrong_numbers(&self) -> Vec<(usize, i64, i64)> {
        let due = |page: usize| i64::try_from(page).unwrap_or_default() + self.offset;
        let numbers = self.numbers.iter().enumerate().filter_map(|(page, number)| Some((page, (*number)?, due(page))));
        numbers.filter(|(_, number, due)| number != due).collect()
    }
}

/// The first and the last line of a page.
fn edges(page: &Page) -> Vec<Edge> {
    let visible = |(_, shown): &(usize, &Shown)| !is_blank(shown.ch);
    let shown: Vec<(usize, &Shown)> = page.shown.iter().enumerate().filter(visible).collect();
    let height = |(_, shown): &&(usize, &Shown)| shown.from.1;
    let (Some(first), Some(last)) = (
        shown.iter().min_by(|a, b| height(a).total_cmp(&height(b))),
        shown.iter().max_by(|a, b| height(a).total_cmp(&height(b))),
    ) else {
        return Vec::new();
    };
    let line = |at: &Shown| {
        let is_on_it = |(_, one): &&(usize, &Shown)| (one.from.1 - at.from.1).abs() < SAME_LINE * at.size.max(one.size);
        let mut own: Vec<(usize, &Shown)> = shown.iter().filter(is_on_it).copied().collect();
        own.sort_by(|(_, a), (_, b)| a.from.0.total_cmp(&b.from.0));
        let (characters, own): (Vec<usize>, Vec<&Shown>) = own.into_iter().unzip();
        Edge { text: own.into_iter().map(|one| one.ch).collect(), characters }
    };
    vec![line(first.1), line(last.1)]
}

/// A line at the edge of a page without the title or the organ beside its number.
fn alone<'a>(text: &'a str, running: &[String]) -> &'a str {
    let without = |own: &String| text.strip_prefix(own.as_str()).or_else(|| text.strip_suffix(own.as_str()));
    running.iter().find_map(without).unwrap_or(text)
}

/// A page number.
struct Number {
    value: i64,
    /// Whether it is digits and nothing else.
    is_plain: bool,
}

/// The number that a line is, if it is nothing else: 3, — 3 —, 第3页, 第3页共9页, 3/9.
fn page_number(text: &str) -> Option<Number> {
    let bare = text.trim_matches(DASHES);
    let own = match bare.strip_prefix('第') {
        Some(rest) => {
            let (number, rest) = rest.split_once('页')?;
            let rest = rest.trim_matches(['，', ',', '/', '（', '）', '(', ')']);
            let total = rest.strip_prefix('共').and_then(|rest| rest.strip_suffix('页'));
            if !rest.is_empty() && !total.is_some_and(is_number) {
                return None;
            }
            number
        }
        None => match bare.split_once('/') {
            Some((number, total)) if is_number(total) => number,
            Some(_) => return None,
            None => bare,
        },
    };
    let value = if is_number(own) { own.parse().ok() } else { roman(own) };
    value.map(|value| Number { value, is_plain: own == text })
}

/// A small Roman number, all of its letters large or all small.
fn roman(text: &str) -> Option<i64> {
    const UNITS: [(&str, i64); 7] = [("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
    let small = text.to_lowercase();
    if text != small && text != text.to_uppercase() {
        return None;
    }
    let (mut rest, mut value) = (small.as_str(), 0);
    for (sign, unit) in UNITS {
        while let Some(behind) = rest.strip_prefix(sign) {
            (rest, value) = (behind, value + unit);
        }
    }
    // Every number is written in one way.
    let again: String = UNITS
        .iter()
        .fold((String::new(), value), |(text, left): (String, i64), (sign, unit)| {
            let count = usize::try_from(left / unit).unwrap_or_default().min(8);
            (text + &sign.repeat(count), left % unit)
        })
        .0;
    (rest.is_empty() && value > 0 && again == small).then_some(value)
}

fn is_number(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_organ_may_stand_beside_a_number() {
        let running = ["某局2025年度报告".to_owned(), "某局".to_owned()];
        for (text, expected) in [("某局第3页", "第3页"), ("3某局", "3"), ("某局2025年度报告4", "4"), ("某县3", "某县3")]
        {
            assert_eq!(alone(text, &running), expected);
        }
    }

    #[test]
    fn page_numbers_are_nothing_else() {
        for (text, expected) in [
            ("—3—", Some(3)),
            ("-12-", Some(12)),
            ("7", Some(7)),
            ("第3页", Some(3)),
            ("第3页共9页", Some(3)),
            ("第3页，共9页", Some(3)),
            ("3/9", Some(3)),
            ("・3・", Some(3)),
            ("iv", Some(4)),
            ("XII", Some(12)),
            ("iiii", None),
            ("Xi", None),
            ("mix", None),
            ("66件", None),
            ("2025年", None),
            ("第3页后", None),
            ("12.5", None),
            ("—", None),
            ("", None),
        ] {
            assert_eq!(page_number(text).map(|number| number.value), expected, "{text}");
        }
    }
}
