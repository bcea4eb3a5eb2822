//! A total against its parts.

use rust_decimal::Decimal;

use super::tables::Figure;
use crate::diagnostic::{Diagnostic, Lang, Message, Related, Text, message, text};

/// How a sum is put right.
pub(super) const FIND_FIGURE: Text = text(
    "对照台账找出填错的一格并改正；只要改一格，几处合计就都对得上的，只说那一格；总计不写，程序会自动合计",
    "find the wrong figure in your records and mend it; a figure that alone would make several sums agree is told \
         once; a total that is left out is computed",
);

/// The sum of what is a number; `None` if nothing is, or if it is beyond all bounds.
pub(super) fn sum<'f, 'a: 'f>(figures: impl IntoIterator<Item = &'f Figure<'a>>) -> Option<Decimal> {
    let mut values = figures.into_iter().filter_map(|figure| figure.value);
    let first = values.next()?;
    values.try_fold(first, Decimal::checked_add)
}

/// The summands as a message shows them, zeros left out: `47+1+2`.
pub(super) fn terms(figures: &[Figure]) -> String {
    figures.iter().filter(|figure| figure.counts()).map(Figure::shown).collect::<Vec<_>>().join("+")
}

/// What is wrong with a total that is not the sum of its parts; `what` names the parts. Nothing where the total is no
/// number.
pub(super) fn mismatch(total: &Figure, parts: &[Figure], what: &Message) -> Option<Message> {
    let stated = total.value?;
    let has_parts = parts.iter().any(|part| part.value.is_some());
    let summed = if has_parts { sum(parts)? } else { Decimal::ZERO };
    if stated == summed {
        return None;
    }
    let (name, standing, terms) = (total.name(), total.standing(), terms(parts));
    let (zh, en) = (standing.in_lang(Lang::Zh), standing.in_lang(Lang::En));
    let what = what.in_lang(Lang::Zh);
    // A single term says no more than the sum.
    let terms = if terms.contains('+') { terms } else { String::new() };
    let (zh_colon, en_colon) = if terms.is_empty() { ("", "") } else { ("：", ": ") };
    Some(message!(
        zh: "{name}：{zh} {stated}，{what}相加是 {summed}{zh_colon}{terms}",
        en: "{name}: {stated} {en}, {summed} summed{en_colon}{terms}",
    ))
}

/// A finding about figures: at the first of them that stands in the file, those of the others that count
/// something beside it.
pub(super) fn finding_about(finding: Diagnostic, figures: &[&Figure]) -> Diagnostic {
    let Some(main) = figures.iter().find(|figure| figure.cell.span.is_some()).or(figures.first()) else {
        return finding;
    };
    let others = figures.iter().filter(|figure| figure.key != main.key && figure.counts());
    let related: Vec<Related> = others.map(|figure| figure.related()).collect();
    main.found(finding).related(related)
}
