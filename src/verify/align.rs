//! Two sequences of words held against one another: what of the one is in the other, in order.
//!
//! What both begin and end with is taken first; then runs that stand once in each are anchors, the longest ascending
//! series of them; what lies between two anchors is treated in the same way, and what has no anchors is compared
//! step by step (Myers 1986) as long as the differences are few. So the time grows with the length, whatever differs.

use std::collections::HashMap;
use std::ops::Range;

use super::tokens::Word;

/// Lengths of runs that are looked for as anchors.
const RUNS: [usize; 3] = [8, 3, 1];
/// Most differences of a part without anchors, and most steps to find those of all parts; what has more is another
/// text.
const MOST_DIFFERENCES: usize = 2_000;
const MOST_STEPS: usize = 6_000_000;

/// For each word of the first sequence, the place of its equal in the second, if it has one; places ascend.
pub(super) fn align(first: &[Word], second: &[Word]) -> Vec<Option<usize>> {
    let mut found = vec![None; first.len()];
    let mut left = MOST_STEPS;
    let mut open: Vec<(Range<usize>, Range<usize>)> = vec![(0..first.len(), 0..second.len())];
    while let Some((mut a, mut b)) = open.pop() {
        let equal = |a: usize, b: usize| first.get(a) == second.get(b);
        while !a.is_empty() && !b.is_empty() && equal(a.start, b.start) {
            found[a.start] = Some(b.start);
            (a.start, b.start) = (a.start + 1, b.start + 1);
        }
        while !a.is_empty() && !b.is_empty() && equal(a.end - 1, b.end - 1) {
            (a.end, b.end) = (a.end - 1, b.end - 1);
            found[a.end] = Some(b.end);
        }
        if a.is_empty() || b.is_empty() {
            continue;
        }
        let (own, other) = (&first[a.clone()], &second[b.clone()]);
        let anchors = RUNS.iter().map(|length| anchors(own, other, *length)).find(|anchors| !anchors.is_empty());
        match anchors {
            Some(anchors) => {
                let (mut from_a, mut from_b) = (a.start, b.start);
                for (at, to) in anchors {
                    let (at, to) = (a.start + at, b.start + to);
                    found[at] = Some(to);
                    open.push((from_a..at, from_b..to));
                    (from_a, from_b) = (at + 1, to + 1);
                }
                open.push((from_a..a.end, from_b..b.end));
            }
            None => {
                for (at, to) in steps(own, other, &mut left) {
                    found[a.start + at] = Some(b.start + to);
                }
            }
        }
    }
    found
}

/// Where runs of a length begin that stand once in each: the longest series of them that ascends in both.
fn anchors(first: &[Word], second: &[Word], length: usize) -> Vec<(usize, usize)> {
    let (own, other) = (once(first, length), once(second, length));
    let mut pairs: Vec<(usize, usize)> =
        own.iter().filter_map(|(run, at)| Some(((*at)?, (*other.get(run)?)?))).collect();
    pairs.sort_unstable();
    longest_ascending(&pairs)
}

/// The runs of a length, each with its place if it stands there once.
fn once(words: &[Word], length: usize) -> HashMap<&[Word], Option<usize>> {
    let mut places: HashMap<&[Word], Option<usize>> = HashMap::new();
    for (at, run) in words.windows(length).enumerate() {
        places.entry(run).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// The longest series of pairs whose second numbers ascend, as the first ones do (patience sorting).
fn longest_ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The pair on top of each pile, and for each pair the one below it.
    let mut tops: Vec<usize> = Vec::new();
    let mut below: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, (_, to)) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|top| pairs[*top].1 < *to);
        below.push(pile.checked_sub(1).map(|left| tops[left]));
        if pile == tops.len() { tops.push(at) } else { tops[pile] = at }
    }
    let mut series = Vec::new();
    let mut next = tops.last().copied();
    while let Some(at) = next {
        series.push(pairs[at]);
        next = below[at];
    }
    series.reverse();
    series
}

/// The longest sequence that both share, by the greedy algorithm of Myers; nothing where they differ too much.
fn steps(first: &[Word], second: &[Word], left: &mut usize) -> Vec<(usize, usize)> {
    let (n, m) = (first.len(), second.len());
    let most = (n + m).min(MOST_DIFFERENCES);
    // How far each diagonal has come, and the same before each round. Diagonal k is at k + most + 1.
    let mut reach = vec![0usize; 2 * most + 3];
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    for round in 0..=most {
        rounds.push(reach[most + 1 - round..=most + 1 + round].to_vec());
        for offset in (0..=2 * round).step_by(2) {
            let k = most + 1 + offset - round;
            let down = offset == 0 || (offset != 2 * round && reach[k - 1] < reach[k + 1]);
            let mut x = if down { reach[k + 1] } else { reach[k - 1] + 1 };
            // y = x - (k - most - 1)
            let y_of = |x: usize| (x + most + 1).checked_sub(k);
            while let Some(y) = y_of(x)
                && x < n
                && y < m
                && first[x] == second[y]
            {
                x += 1;
                *left = left.saturating_sub(1);
            }
            reach[k] = x;
            if x >= n && y_of(x).is_some_and(|y| y >= m) {
                return trace(&rounds, round, n, m);
            }
        }
        *left = left.saturating_sub(round);
        if *left == 0 {
            return Vec::new();
        }
    }
    Vec::new()
}

/// The pairs along the way that [`steps`] has found, from its end to its start.
fn trace(rounds: &[Vec<usize>], last: usize, n: usize, m: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut x, mut y) = (n, m);
    for round in (0..=last).rev() {
        // `rounds[round]` holds diagonals -round to round, as they were before it.
        let reach = |k: isize| usize::try_from(k + round as isize).ok().and_then(|at| rounds[round].get(at)).copied();
        let k = x as isize - y as isize;
        let down = k == -(round as isize)
            || (k != round as isize && reach(k - 1).unwrap_or_default() < reach(k + 1).unwrap_or_default());
        let from_k = if down { k + 1 } else { k - 1 };
        let (from_x, from_y) = match round {
            0 => (0, 0),
            _ => {
                let from_x = reach(from_k).unwrap_or_default();
                (from_x, usize::try_from(from_x as isize - from_k).unwrap_or_default())
            }
        };
        let (stop_x, stop_y) = match (round, down) {
            (0, _) => (0, 0),
            (_, true) => (from_x, from_y + 1),
            (_, false) => (from_x + 1, from_y),
        };
        while x > stop_x && y > stop_y {
            (x, y) = (x - 1, y - 1);
            pairs.push((x, y));
        }
        (x, y) = (from_x, from_y);
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        text.chars().map(Word::from).collect()
    }

    /// What is found, and how many are.
    fn shared(first: &str, second: &str) -> usize {
        let (a, b) = (words(first), words(second));
        let found = align(&a, &b);
        let pairs: Vec<(usize, usize)> = found.iter().enumerate().filter_map(|(at, to)| Some((at, (*to)?))).collect();
        assert!(pairs.iter().all(|(at, to)| a[*at] == b[*to]), "{first} {second}");
        assert!(pairs.windows(2).all(|pair| pair[0].1 < pair[1].1), "{first} {second}: {pairs:?}");
        pairs.len()
    }

    #[test]
    fn what_both_share_is_found() {
        assert_eq!(shared("", "abc"), 0);
        assert_eq!(shared("abc", "abc"), 3);
        assert_eq!(shared("abcabba", "cbabac"), 4);
        assert_eq!(shared("aaaa", "aa"), 2);
        assert_eq!(shared("abab", "baba"), 3);
        assert_eq!(shared("政府信息公开", "政府的信息不公开"), 6);
        assert_eq!(shared("xaxbxcx", "yaybycy"), 3);
    }

    /// By brute force: every pair of words of up to six letters out of two shares what the table of the longest common
    /// subsequence says.
    #[test]
    fn the_longest_is_found_where_nothing_stands_once() {
        let all: Vec<String> = (0..64).map(|n: u32| format!("{n:06b}").replace('0', "a").replace('1', "b")).collect();
        for first in &all {
            for second in &all {
                let (a, b) = (words(first), words(second));
                let pairs = steps(&a, &b, &mut 1_000_000);
                assert_eq!(pairs.len(), longest(&a, &b), "{first} {second}");
                assert!(pairs.iter().all(|(at, to)| a[*at] == b[*to]));
            }
        }
    }

    fn longest(a: &[Word], b: &[Word]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let mut corner = 0;
            for (at, y) in b.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if x == y { corner + 1 } else { above.max(row[at]) };
                corner = above;
            }
        }
        row[b.len()]
    }

    /// A million words of which nothing stands once, and one that is changed in their middle; two texts that share
    /// nothing but their letters.
    #[test]
    fn no_text_takes_long() {
        let start = std::time::Instant::now();
        let same: Vec<Word> = vec![7; 1_000_000];
        let mut other = same.clone();
        other[500_000] = 8;
        other[700_000] = 9;
        assert_eq!(align(&same, &other).iter().flatten().count(), 999_998);
        let mut state = 1u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 60) as Word
        };
        let (a, b): (Vec<Word>, Vec<Word>) = (0..200_000).map(|_| (random(), random())).unzip();
        align(&a, &b);
        assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    }
}
