//! What stands on pages and is no part of the text: page numbers, and the mark of a draft.

use std::collections::{HashMap, HashSet};

use super::printed::SAME_LINE;
use super::tokens::is_blank;
use crate::extract::{Extract, Page, Shown};

/// What every page of a draft says.
const DRAFT: &str = "草稿";
/// What page numbers are set between.
const DASHES: &[char] = &['—', '–', '-', '－', '―', '─', '·', '•', '~', '～'];

/// The furniture of a PDF.
#[derive(Default)]
pub(super) struct Furniture {
    /// The characters of each page that belong to it.
    characters: Vec<HashSet<usize>>,
    /// What is added to the index of a page to give its number, if pages are numbered.
    offset: Option<i64>,
}

/// A line at the head or the foot of a page: its text, and its characters.
struct Edge {
    text: String,
    characters: Vec<usize>,
}

impl Furniture {
    /// Finds it. A page number is a line by itself, at the head or the foot of the page, that counts on from page to
    /// page.
    pub(super) fn find(extract: &Extract, is_draft: bool) -> Furniture {
        let mut furniture = Furniture::default();
        let mut edges: Vec<Vec<Edge>> = extract.pages.iter().map(edges).collect();
        furniture.characters.resize_with(edges.len(), HashSet::new);
        if is_draft {
            for (own, characters) in edges.iter_mut().zip(&mut furniture.characters) {
                if let Some(at) = own.iter().position(|edge| edge.text == DRAFT) {
                    characters.extend(own.remove(at).characters);
                }
            }
        }
        let number = |page: usize, edge: &Edge| Some(page_number(&edge.text)? - i64::try_from(page).ok()?);
        let mut counts: HashMap<i64, usize> = HashMap::new();
        for (page, own) in edges.iter().enumerate() {
            let offsets: HashSet<i64> = own.iter().filter_map(|edge| number(page, edge)).collect();
            offsets.into_iter().for_each(|offset| *counts.entry(offset).or_default() += 1);
        }
        let most = counts.into_iter().max_by_key(|(offset, count)| (*count, std::cmp::Reverse(offset.abs())));
        // Of a page or two the number must be the page's own.
        furniture.offset =
            most.filter(|(offset, count)| *offset == 1 || *count * 2 > edges.len().max(3)).map(|(offset, _)| offset);
        for (page, own) in edges.iter().enumerate() {
            // The last line is meant if both are numbers.
            let edge =
                own.iter().rev().find(|edge| furniture.offset.is_some() && number(page, edge) == furniture.offset);
            furniture.characters[page].extend(edge.into_iter().flat_map(|edge| edge.characters.iter().copied()));
        }
        furniture
    }

    /// Whether a character belongs to it.
    pub(super) fn has(&self, page: usize, character: usize) -> bool {
        self.characters.get(page).is_some_and(|own| own.contains(&character))
    }

    /// The number of a page, as it is printed.
    pub(super) fn number(&self, page: usize) -> i64 {
        i64::try_from(page).unwrap_or_default() + self.offset.unwrap_or(1)
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

/// The number that a line is, if it is nothing else: 3, — 3 —, 第3页, 第3页共9页, 3/9.
fn page_number(text: &str) -> Option<i64> {
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
    if is_number(own) { own.parse().ok() } else { None }
}

fn is_number(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("66件", None),
            ("2025年", None),
            ("第3页后", None),
            ("12.5", None),
            ("—", None),
            ("", None),
        ] {
            assert_eq!(page_number(text), expected, "{text}");
        }
    }
}
