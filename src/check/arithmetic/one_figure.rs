//! Sums that do not agree, told once where a single figure explains several of them.
//!
//! A figure explains when every sum that it stands in is broken, and all of them agree once it has one other value:
//! this mends them all and breaks none. Nothing says that it is the figure that is wrong, so it is named for the office
//! to look at. A broken sum that no figure explains is told by itself, but for one that follows from others so told.

use rust_decimal::Decimal;

use super::relation::Relation;
use super::tables::Figure;
use crate::diagnostic::{Diagnostic, Lang, Message, Related, message};
use crate::report::limits::LARGEST_FIGURE;

/// A figure that explains several broken sums.
struct Explanation<'r, 'a> {
    figure: &'r Figure<'a>,
    /// What it must be.
    value: Decimal,
    /// The sums that it stands in, by their places, each with the sum that gives the value.
    sums: Vec<(usize, String)>,
    /// Whether it is the total of one of them.
    is_total: bool,
}

/// A finding for each figure that explains several broken sums, and one for each broken sum that is left.
pub(super) fn tell(relations: &[Relation]) -> Vec<Diagnostic> {
    let explanations = explanations(relations);
    let best: Vec<&Explanation> = explanations.iter().filter(|one| one.is_best_of(&explanations)).collect();
    let is_explained = |index: usize| best.iter().any(|one| one.explains(index));
    let broken = relations.iter().enumerate().filter(|(_, relation)| relation.broken.is_some());
    let left: Vec<&Relation> =
        broken.filter(|(index, _)| !is_explained(*index)).map(|(_, relation)| relation).collect();
    let alone = left.iter().filter(|relation| !follows(relation, &left)).filter_map(|relation| relation.broken.clone());
    best.iter().filter_map(|one| finding(one, relations)).chain(alone).collect()
}

/// Whether a sum is wrong for no reason but that others are: none of its figures is stated, and it is off by just what
/// those of its rule with stated ones are off together. Such is the column of totals where all totals are left out.
fn follows(relation: &Relation, broken: &[&Relation]) -> bool {
    let others = broken.iter().filter(|other| other.rule.code == relation.rule.code && !other.is_computed);
    let together: Option<Decimal> =
        others.map(|other| other.difference()).try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one?));
    relation.is_computed && together.is_some() && together == relation.difference()
}

/// All figures that explain several broken sums.
fn explanations<'r, 'a>(relations: &'r [Relation<'a>]) -> Vec<Explanation<'r, 'a>> {
    // What a figure would break cannot be told.
    if !relations.iter().all(Relation::is_resolved) {
        return Vec::new();
    }
    let mut found: Vec<Explanation> = Vec::new();
    for figure in relations.iter().filter(|relation| relation.broken.is_some()).flat_map(Relation::figures) {
        if !found.iter().any(|one| one.figure.is(figure)) {
            found.extend(explanation(figure, relations));
        }
    }
    found
}

/// What a figure explains, if the sums that it stands in are several, and all broken, and mended by one value.
fn explanation<'r, 'a>(figure: &'r Figure<'a>, relations: &[Relation<'a>]) -> Option<Explanation<'r, 'a>> {
    let mut sums = Vec::new();
    let mut values = Vec::new();
    for (index, relation) in relations.iter().enumerate() {
        let Some((value, sum)) = relation.solved_for(figure) else { continue };
        relation.broken.as_ref()?;
        values.push(value);
        sums.push((index, sum));
    }
    let value = *values.first()?;
    let is_count = Decimal::ZERO <= value && value <= Decimal::from(LARGEST_FIGURE);
    let is_total = sums.iter().filter_map(|(index, _)| relations.get(*index)).any(|sum| sum.is_total(figure));
    let explains = sums.len() > 1 && is_count && values.iter().all(|other| *other == value);
    explains.then_some(Explanation { figure, value, sums, is_total })
}

impl Explanation<'_, '_> {
    /// Whether it explains a sum.
    fn explains(&self, index: usize) -> bool {
        self.sums.iter().any(|(own, _)| *own == index)
    }

    /// Whether no other explains one of its sums as well as it does: more sums go before fewer, a total before a part.
    fn is_best_of(&self, all: &[Explanation]) -> bool {
        let rank = |one: &Explanation| (one.sums.len(), one.is_total);
        let is_rival = |other: &&Explanation| {
            !other.figure.is(self.figure) && other.sums.iter().any(|(index, _)| self.explains(*index))
        };
        all.iter().filter(is_rival).all(|rival| rank(self) > rank(rival))
    }
}

/// At the figure, with the code of the sum whose total it is, else of the first that it stands in.
fn finding(explanation: &Explanation, relations: &[Relation]) -> Option<Diagnostic> {
    let Explanation { figure, value, sums, .. } = explanation;
    let sums: Vec<(&Relation, &str)> =
        sums.iter().filter_map(|(index, sum)| Some((relations.get(*index)?, sum.as_str()))).collect();
    let (own, _) = sums.iter().find(|(relation, _)| relation.is_total(figure)).or(sums.first())?;
    let (name, stated, count) = (figure.name(), stated(figure), sums.len());
    let (zh, en) = (stated.in_lang(Lang::Zh), stated.in_lang(Lang::En));
    let (zh_sums, en_sums) = (listed(&sums, Lang::Zh), listed(&sums, Lang::En));
    let finding = Diagnostic::error(
        own.rule,
        message!(
            zh: "{name}：{zh}，若是 {value}，这 {count} 处就都对得上：{zh_sums}",
            en: "{name}: {en}; if it were {value}, these {count} sums would agree: {en_sums}",
        ),
    );
    let help = message!(
        zh: "对照台账，先看这一格；它没有填错的，再看标出的其他各格",
        en: "look this figure up in your records first; if it is right, the other figures marked here",
    );
    Some(figure.found(finding).help(help).related(others(figure, &sums)))
}

/// What the file has in a cell.
fn stated(figure: &Figure) -> Message {
    let text = figure.cell.text.trim();
    match figure.value {
        Some(value) => message!(zh: "填的是 {value}", en: "{value} stated"),
        None if text.is_empty() => message!(zh: "没有填", en: "blank"),
        None => message!(zh: "填的是“{text}”", en: "`{text}` stated"),
    }
}

/// Each sum with its code and what it comes to.
fn listed(sums: &[(&Relation, &str)], lang: Lang) -> String {
    let one = |(relation, sum): &(&Relation, &str)| {
        let (name, code) = (&relation.name, relation.rule.code);
        let name = name.in_lang(lang);
        match lang {
            Lang::Zh => format!("{name}（{code}）{sum}"),
            Lang::En => format!("{name} ({code}) {sum}"),
        }
    };
    let joint = match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    };
    sums.iter().map(one).collect::<Vec<_>>().join(joint)
}

/// The other figures of the sums, each once, without those that count nothing.
fn others(figure: &Figure, sums: &[(&Relation, &str)]) -> Vec<Related> {
    let mut others: Vec<&Figure> = Vec::new();
    for other in sums.iter().flat_map(|(relation, _)| relation.figures()).filter(|other| other.counts()) {
        if !other.is(figure) && !others.iter().any(|known| known.is(other)) {
            others.push(other);
        }
    }
    others.into_iter().map(Figure::related).collect()
}
