//! What is said of shares that are wrong.

use rust_decimal::{Decimal, RoundingStrategy};

use super::alone;
use super::between::percent;
use super::percentages::CHECK;
use super::shares::Share;
use super::totals::{Paragraph, Total};
use crate::check::prose::figure::Figure;
use crate::check::prose::passages::Passage;
use crate::diagnostic::{Diagnostic, Related, message};

/// How many totals a message names.
const MOST_TOLD: usize = 3;

/// What a share should be over a total.
struct Right {
    share: String,
    total: String,
    /// The piece of the total, if it is stated.
    at: Option<usize>,
}

/// A share that is not its count over any of some totals.
pub(super) fn wrong_share(
    paragraph: &Paragraph,
    passage: &Passage,
    share: &Share,
    count: usize,
    totals: &[Total],
) -> Diagnostic {
    let pieces = paragraph.pieces;
    let quote = |at: usize| pieces.get(at).and_then(|piece| pieces.text.get(piece.range.clone())).unwrap_or_default();
    let mut right: Vec<Right> = Vec::new();
    for total in totals {
        let found = over(paragraph, share, count, *total, &quote);
        let is_new = |found: &Right| !right.iter().any(|known| known.share == found.share);
        right.extend(found.filter(is_new));
    }
    right.truncate(MOST_TOLD);
    let (count_words, stated) = (quote(count), quote(share.at));
    let told: Vec<String> = right.iter().map(|one| format!("占{}的 {}%", one.total, one.share)).collect();
    let told_en: Vec<String> = right.iter().map(|one| format!("{}% of {}", one.share, one.total)).collect();
    let (zh, en) = (told.join("，"), told_en.join(", "));
    let message = message!(
        zh: "占比写的是 {stated}，而 {count_words}{zh}",
        en: "the share says {stated}, but {count_words} is {en}",
    );
    let help = right.first().map(|one| {
        let share = &one.share;
        message!(
            zh: "改成 {share}%，或者核对件数和总数",
            en: "write {share}%, or look up the count and the total",
        )
    });
    let place = |at: usize| pieces.get(at).and_then(|piece| passage.span(piece.range.clone()));
    let related = |at: usize, message| Related { span: place(at), key: Some(passage.key.to_owned()), message };
    let totals = right.iter().filter_map(|one| one.at).map(|at| {
        let words = quote(at);
        related(at, message!(zh: "总数：{words}", en: "total: {words}"))
    });
    let counted = related(count, message!(zh: "件数：{count_words}", en: "count: {count_words}"));
    let finding = Diagnostic::warning(CHECK.rule, message).at(place(share.at)).key(passage.key);
    finding.help(help).related([counted].into_iter().chain(totals))
}

/// What a share should be over a total.
fn over<'t>(
    paragraph: &Paragraph,
    share: &Share,
    count: usize,
    total: Total,
    quote: &impl Fn(usize) -> &'t str,
) -> Option<Right> {
    let value = |at: usize| Some(paragraph.pieces.figure(at)?.value);
    let (total_value, total, at) = match total {
        Total::Stated(at) => (value(at)?, quote(at).to_owned(), Some(at)),
        Total::Both(one, other) => {
            (value(one)?.checked_add(value(other)?)?, format!("{}和{}", quote(other), quote(one)), Some(other))
        }
        Total::Table(value) => (value, format!("表三的 {value}"), None),
        Total::Sum(value) => (value, format!("合计 {value}"), None),
    };
    let share = rounded(percent(value(count)?, total_value)?, paragraph.pieces.figure(share.at)?)?;
    Some(Right { share, total, at })
}

/// A share without its count that is not what table 三 makes of it.
pub(super) fn wrong_by_table(
    paragraph: &Paragraph,
    passage: &Passage,
    share: &Share,
    known: &[alone::Known],
) -> Diagnostic {
    let pieces = paragraph.pieces;
    let range = pieces.get(share.at).map(|piece| piece.range.clone()).unwrap_or_default();
    let mut right: Vec<String> = Vec::new();
    for one in known {
        let exact = percent(one.count, one.total);
        let Some(share) = exact.and_then(|exact| rounded(exact, pieces.figure(share.at)?)) else { continue };
        let told = format!("{}÷{}={share}%", one.count, one.total);
        if !right.contains(&told) {
            right.push(told);
        }
    }
    right.truncate(MOST_TOLD);
    let stated = pieces.text.get(range.clone()).unwrap_or_default();
    let (words, zh, en) = (share.subject, right.join("，"), right.join(", "));
    let message = message!(
        zh: "“{words}”的占比写的是 {stated}，按表三是 {zh}",
        en: "the share of `{words}` says {stated}; by table 三 it is {en}",
    );
    let help = message!(
        zh: "按表三的件数重新计算，或者核对表三",
        en: "reckon it anew from table 三, or look up the table",
    );
    Diagnostic::warning(CHECK.rule, message).at(passage.span(range)).key(passage.key).help(help)
}

/// Shares of one total that add up to another sum than 100.
pub(super) fn wrong_sum(passage: &Passage, figures: &[&Figure], sum: Decimal) -> Diagnostic {
    let terms: Vec<String> = figures.iter().map(|figure| figure.value.to_string()).collect();
    let terms = terms.join("+");
    let message = message!(
        zh: "这几项占比相加是 {sum}%，不是 100%：{terms}",
        en: "these shares add up to {sum}%, not to 100: {terms}",
    );
    let help = message!(
        zh: "按件数重新计算各项占比；没有列全的，写上“其余”或者“等”",
        en: "reckon the shares anew from their counts; if the list is not whole, say so (其余, 等)",
    );
    let start = figures.first().map_or(0, |figure| figure.range.start);
    let end = figures.last().map_or(start, |figure| figure.range.end);
    Diagnostic::warning(CHECK.rule, message).at(passage.span(start..end)).key(passage.key).help(help)
}

/// A share with as many places as another is stated with.
fn rounded(exact: Decimal, like: &Figure) -> Option<String> {
    // Half a unit of the last place has one place more.
    let places = like.half_unit.scale().checked_sub(1)?;
    let rounded = exact.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    Some(format!("{rounded:.0$}", usize::try_from(places).ok()?))
}
