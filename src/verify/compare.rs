//! Where a PDF and its data differ: both are aligned, and what is left over on either side is looked at. Some of it is
//! as it should be (heads that are repeated, leaders, marks of footnotes); what has its equal elsewhere was moved; the
//! rest is missing, surplus or changed.

use std::collections::{BTreeSet, HashMap};

use super::align::align;
use super::expected::{self, Expected, Float, Kind};
use super::floats::{is_circled, take_out};
use super::furniture::Furniture;
use super::lawful::Lawful;
use super::printed::Printed;
use super::rows;
use super::tokens::{NOTE, Vocabulary, Word};

/// A difference.
pub(super) struct Difference {
    /// What the data has.
    pub(super) wanted: Vec<expected::Token>,
    /// What the PDF has, as indices of its tokens.
    pub(super) found: Vec<usize>,
    /// Whether both are the same, and it stands elsewhere.
    pub(super) is_moved: bool,
    /// What stands before it in the PDF, as the index of its token.
    pub(super) behind: Option<usize>,
    /// The same in the data.
    pub(super) after: Option<expected::Token>,
}

/// What came of a comparison.
#[derive(Default)]
pub(super) struct Comparison {
    pub(super) differences: Vec<Difference>,
    /// Entries of the table of contents with the number that stands there and the one that should.
    pub(super) wrong_pages: Vec<(expected::Token, i64, i64)>,
}

/// What is left over between two pairs of equals.
#[derive(Clone, Debug, Default)]
pub(super) struct Hunk {
    /// Tokens of the data, as indices.
    pub(super) wanted: Vec<usize>,
    /// Tokens of the PDF, as indices.
    pub(super) found: Vec<usize>,
    /// The token of the data that it stands before.
    pub(super) next: usize,
    /// The token of the PDF that stands before it.
    behind: Option<usize>,
}

/// Compares what a PDF says with what it must say. `drawn` is what its pictures say.
pub(super) fn compare(
    mut expected: Expected,
    printed: &Printed,
    furniture: &Furniture,
    drawn: &[String],
    vocabulary: &Vocabulary,
) -> Comparison {
    // Any circled number may be the mark of a footnote.
    let alike = |word: Word| if is_circled(vocabulary.text(word)) { NOTE } else { word };
    let own: Vec<Word> = expected.tokens.iter().map(|token| alike(token.word)).collect();
    let other: Vec<Word> = printed.tokens.iter().map(|token| alike(token.word)).collect();
    let mut places = align(&own, &other);
    slide(&mut places, &own, &other, &|at| printed.begins_page(at), &expected);
    for (token, place) in expected.tokens.iter().zip(&mut places) {
        // One that was written is no mark: it must be itself.
        place.take_if(|place| token.word != NOTE && printed.tokens[*place].word != token.word);
    }
    let mut taken = vec![false; other.len()];
    places.iter().flatten().for_each(|place| taken[*place] = true);
    let floats = take_out(std::mem::take(&mut expected.floats), printed, vocabulary, &mut taken);

    let mut lawful = Lawful::new(&expected, printed, &places, drawn, vocabulary);
    let mut hunks = hunks(&places, &(0..other.len()).collect::<Vec<usize>>());
    for hunk in &mut hunks {
        hunk.found.retain(|at| !taken[*at]);
        lawful.settle(hunk);
    }
    hunks.retain(|hunk| !hunk.wanted.is_empty() || !hunk.found.is_empty());

    let is_divided = |row| rows::is_divided(row, &expected, printed, &places, &taken, &alike);
    divided_rows(&mut hunks, &expected, printed, is_divided);
    let mut differences = of_floats(floats, &mut hunks, printed, vocabulary);
    differences.extend(moved(&mut hunks, &expected, printed));
    // What is left of a hunk may be lawful.
    hunks.iter_mut().for_each(|hunk| lawful.settle(hunk));
    let page_of = |token: usize| places.get(token).copied().flatten().map(|at| printed.tokens[at].page);
    let wrong_pages = wrong_pages(&expected, &lawful, furniture, page_of);
    hunks.retain(|hunk| !hunk.wanted.is_empty() || !hunk.found.is_empty());
    differences.extend(hunks.into_iter().map(|hunk| Difference {
        wanted: hunk.wanted.iter().map(|at| expected.tokens[*at]).collect(),
        found: hunk.found,
        is_moved: false,
        behind: hunk.behind,
        after: hunk.next.checked_sub(1).map(|at| expected.tokens[at]),
    }));
    // In the order of the PDF.
    differences.sort_by_key(|difference| difference.found.first().copied().or(difference.behind));
    Comparison { differences, wrong_pages }
}

/// What is left over, in order.
fn hunks(places: &[Option<usize>], free: &[usize]) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let (mut wanted, mut next) = (Vec::new(), 0);
    for (at, place) in places.iter().copied().chain([Some(free.len())]).enumerate() {
        let Some(place) = place else {
            wanted.push(at);
            continue;
        };
        let found = free.get(next..place).unwrap_or_default().to_vec();
        if !wanted.is_empty() || !found.is_empty() {
            let behind = next.checked_sub(1).and_then(|last| free.get(last)).copied();
            hunks.push(Hunk { wanted: std::mem::take(&mut wanted), found, next: at, behind });
        }
        next = place + 1;
    }
    hunks
}

/// How far what is left over is looked at for a better place.
const FARTHEST: usize = 5_000;

/// What is surplus can often be read in several ways: of A B A B, with A B wanted, either half or the B A between. It
/// is read so that it begins a page, else that it stands between two pieces. The same of what is missing.
fn slide(
    places: &mut [Option<usize>],
    own: &[Word],
    other: &[Word],
    begins_page: &dyn Fn(usize) -> bool,
    expected: &Expected,
) {
    let begins_piece = |at: usize| at == own.len() || expected.piece(at).is_some_and(|piece| piece.tokens.start == at);
    // Surplus: `other[start..end]`, before `own[at]`.
    let mut last = None;
    for at in 0..=places.len() {
        let place = if at == places.len() { Some(other.len()) } else { places[at] };
        let is_first = at == 0 || last.is_some();
        let start = last.map_or(0, |last: usize| last + 1);
        last = place;
        let Some(end) = place.filter(|end| start < *end && is_first) else { continue };
        let back = (1..=at.min(start).min(FARTHEST))
            .take_while(|by| places[at - by] == Some(start - by) && other[start - by] == other[end - by])
            .count();
        let on = (0..(places.len() - at).min(FARTHEST))
            .take_while(|by| places[at + by] == Some(end + by) && other[start + by] == other[end + by])
            .count();
        let quality = |(start, at): (usize, usize)| (begins_page(start), begins_piece(at));
        let ways = (0..=back).map(|by| (start - by, at - by)).chain((1..=on).map(|by| (start + by, at + by)));
        let near = |(_, to): (usize, usize)| std::cmp::Reverse(to.abs_diff(at));
        let Some((_, best)) = ways.max_by_key(|way| (quality(*way), near(*way))) else { continue };
        for by in 1..=at.saturating_sub(best) {
            places[at - by] = Some(end - by);
        }
        for by in 0..best.saturating_sub(at) {
            places[at + by] = Some(start + by);
        }
        last = places.get(at).copied().flatten().or(place);
    }
    // Missing: `own[start..end]`, before `other[place]`.
    let mut start = 0;
    while start < places.len() {
        let end = start + places[start..].iter().take_while(|place| place.is_none()).count();
        if end > start {
            let before = start.checked_sub(1).and_then(|last| places[last]).map_or(0, |last| last + 1);
            let behind = places.get(end).copied().flatten().unwrap_or(other.len());
            if before == behind {
                let most = (0..start.min(FARTHEST))
                    .take_while(|by| {
                        let by = by + 1;
                        own[start - by] == own[end - by] && places[start - by].is_some_and(|place| place + by == before)
                    })
                    .count();
                let best = (0..=most).find(|by| begins_piece(start - by) && begins_piece(end - by)).unwrap_or_default();
                for by in 1..=best {
                    places[end - by] = places[start - by].take();
                }
            }
        }
        start = end.max(start + 1);
    }
}

/// A row that is higher than what is left of a page goes on over several: its other cells, or parts of them, are read
/// between the parts of a long one.
fn divided_rows(
    hunks: &mut [Hunk],
    expected: &Expected,
    printed: &Printed,
    is_divided: impl Fn((usize, usize)) -> bool,
) {
    let piece = |at: usize| expected.tokens.get(at).map(|token| token.piece);
    let row = |at: usize| match expected.piece(at)?.kind {
        Kind::Cell { table, row, .. } => Some((table, row)),
        _ => None,
    };
    let before = |hunk: &Hunk| hunk.next.checked_sub(1);
    let within = |hunk: &&Hunk| hunk.wanted.is_empty() && before(hunk).and_then(piece) == piece(hunk.next);
    let rows: BTreeSet<(usize, usize)> = hunks.iter().filter(within).filter_map(|hunk| row(hunk.next)).collect();
    for divided in rows {
        let is_of_it = |hunk: &Hunk| {
            let place = [before(hunk), Some(hunk.next)].into_iter().flatten().filter_map(row).any(|own| own == divided);
            place && hunk.wanted.iter().all(|at| row(*at) == Some(divided))
        };
        let own: Vec<usize> = (0..hunks.len()).filter(|at| is_of_it(&hunks[*at])).collect();
        let wanted = own.iter().flat_map(|at| &hunks[*at].wanted).map(|at| expected.tokens[*at].word);
        let found = own.iter().flat_map(|at| &hunks[*at].found).map(|at| printed.tokens[*at].word);
        let (mut wanted, mut found): (Vec<Word>, Vec<Word>) = (wanted.collect(), found.collect());
        wanted.sort_unstable();
        found.sort_unstable();
        if wanted == found && is_divided(divided) {
            for at in own {
                hunks[at].wanted.clear();
                hunks[at].found.clear();
            }
        }
    }
}

/// Entries of the table of contents whose number is not that of the page on which their heading stands.
fn wrong_pages(
    expected: &Expected,
    lawful: &Lawful,
    furniture: &Furniture,
    page_of: impl Fn(usize) -> Option<usize>,
) -> Vec<(expected::Token, i64, i64)> {
    let headings: HashMap<_, usize> = expected
        .pieces
        .iter()
        .filter_map(|piece| match piece.kind {
            Kind::Heading(node) => Some((node, piece.tokens.clone().find_map(&page_of)?)),
            _ => None,
        })
        .collect();
    let wrong = lawful.entries.iter().filter_map(|(heading, token, printed)| {
        let page = furniture.number(*headings.get(heading)?);
        (page != *printed).then(|| (expected.tokens.get(*token).copied(), *printed, page))
    });
    wrong.filter_map(|(token, printed, page)| Some((token?, printed, page))).collect()
}

/// Floats that were not found as a whole are looked for among what is surplus.
fn of_floats(floats: Vec<Float>, hunks: &mut [Hunk], printed: &Printed, vocabulary: &Vocabulary) -> Vec<Difference> {
    let mut differences = Vec::new();
    for float in floats {
        let surplus: Vec<usize> = hunks.iter().flat_map(|hunk| hunk.found.iter().copied()).collect();
        let own: Vec<Word> = float.tokens.iter().map(|token| token.word).collect();
        let other: Vec<Word> = surplus.iter().map(|at| printed.tokens[*at].word).collect();
        let places = align(&own, &other);
        let known: Vec<usize> = places.iter().copied().flatten().collect();
        let (Some(first), Some(last)) = (known.first().copied(), known.last().copied()) else {
            differences.push(missing(&float.tokens));
            continue;
        };
        // Less than half of it may be anything.
        if known.len() * 2 < own.len() {
            differences.push(missing(&float.tokens));
            continue;
        }
        let is_mark = |at: &usize| float.is_note && super::floats::is_mark(vocabulary.text(other[*at]));
        let mark = first.checked_sub(1).filter(|at| surplus[*at] + 1 == surplus[first] && is_mark(at));
        let gone: Vec<usize> = surplus[mark.unwrap_or(first)..=last].to_vec();
        let range: Vec<usize> = surplus[first..=last].to_vec();
        let shifted: Vec<Option<usize>> = places.iter().map(|place| place.map(|place| place - first)).collect();
        for hunk in self::hunks(&shifted, &range) {
            differences.push(Difference {
                wanted: hunk.wanted.iter().map(|at| float.tokens[*at]).collect(),
                found: hunk.found,
                is_moved: false,
                behind: hunk.behind,
                after: hunk.next.checked_sub(1).and_then(|at| float.tokens.get(at)).copied(),
            });
        }
        for hunk in hunks.iter_mut() {
            hunk.found.retain(|at| gone.binary_search(at).is_err());
        }
    }
    differences
}

fn missing(tokens: &[expected::Token]) -> Difference {
    Difference { wanted: tokens.to_vec(), found: Vec::new(), is_moved: false, behind: None, after: None }
}

/// Lengths of what is looked for elsewhere: a sure sign, and one that is sure if all of it is found.
const SURE: usize = 6;
const LEAST: usize = 4;
/// A hunk with no more on either side was changed where it stands.
const SHORT: usize = 8;

/// What is missing at one place and surplus at another was moved.
fn moved(hunks: &mut [Hunk], expected: &Expected, printed: &Printed) -> Vec<Difference> {
    let is_candidate = |hunk: &&Hunk| {
        hunk.wanted.is_empty() || hunk.found.is_empty() || hunk.wanted.len() > SHORT || hunk.found.len() > SHORT
    };
    let word = |at: &usize| printed.tokens[*at].word;
    let surplus: Vec<usize> = hunks.iter().filter(is_candidate).flat_map(|hunk| hunk.found.iter().copied()).collect();
    let other: Vec<Word> = surplus.iter().map(word).collect();
    let mut starts: HashMap<&[Word], Vec<usize>> = HashMap::new();
    for (at, run) in other.windows(LEAST).enumerate() {
        starts.entry(run).or_default().push(at);
    }
    let mut claimed = vec![false; surplus.len()];
    let mut differences: Vec<Difference> = Vec::new();
    for hunk in hunks.iter_mut().filter(|hunk| is_candidate(&&**hunk)) {
        let own: Vec<Word> = hunk.wanted.iter().map(|at| expected.tokens[*at].word).collect();
        let mut left = Vec::new();
        let mut at = 0;
        while at < own.len() {
            let rest = &own[at..];
            let length = |start: &usize| {
                let alike = rest.iter().zip(&other[*start..]).zip(&claimed[*start..]);
                alike.take_while(|((a, b), claimed)| a == b && !**claimed).count()
            };
            let starts = rest.get(..LEAST).and_then(|run| starts.get(run));
            // What is repeated over and over is looked at a few times only.
            let best = starts.into_iter().flatten().take(SHORT).map(|start| (length(start), *start)).max();
            match best {
                Some((length, start)) if length >= SURE || (length >= LEAST && length == own.len()) => {
                    claimed[start..start + length].iter_mut().for_each(|claimed| *claimed = true);
                    let wanted = hunk.wanted[at..at + length].iter().map(|at| expected.tokens[*at]).collect();
                    let found: Vec<usize> = surplus[start..start + length].to_vec();
                    join(&mut differences, wanted, found);
                    at += length;
                }
                _ => {
                    left.push(hunk.wanted[at]);
                    at += 1;
                }
            }
        }
        hunk.wanted = left;
    }
    let gone: Vec<usize> = surplus.into_iter().zip(claimed).filter(|(_, claimed)| *claimed).map(|(at, _)| at).collect();
    for hunk in hunks.iter_mut() {
        hunk.found.retain(|at| gone.binary_search(at).is_err());
    }
    differences
}

/// Tokens that were moved; what goes on both where it was and where it is, is one move.
fn join(differences: &mut Vec<Difference>, wanted: Vec<expected::Token>, found: Vec<usize>) {
    if let Some(last) = differences.last_mut()
        && let (Some(end), Some(start)) = (last.found.last(), found.first())
        && *start > *end
        && *start - *end <= LEAST
    {
        last.wanted.extend(wanted);
        last.found.extend(found);
        return;
    }
    let behind = found.first().and_then(|first| first.checked_sub(1));
    differences.push(Difference { wanted, found, is_moved: true, behind, after: None });
}
