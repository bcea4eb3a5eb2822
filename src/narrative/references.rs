//! References: `[](#fig-hall)` prints 图1 and leads there, `[words](#fig-hall)` only leads there; `[](chart:NAME)` is
//! the figure where that chart is shown first. Names are those of the whole report.

use super::{Block, CellLine, Illustration, Inline, Narratives, PipeTable, Shows};
use crate::diagnostic::{Diagnostic, did_you_mean, message};
use crate::narrative::rules::REFERENCE;
use crate::report::{ChartSpec, Report};
use crate::source::Span;

/// What an address of a chart opens with, in pictures and in references.
pub(crate) const CHART: &str = "chart:";

/// Whether an address names something in the report.
pub(crate) fn is_reference(address: &str) -> bool {
    address.starts_with('#') || address.starts_with(CHART)
}

/// Puts the numbers of figures and tables in the place of references to them. If not all of the prose could be read,
/// what is referred to may be in what was refused, and nothing is said about it.
pub(super) fn resolve(narratives: &mut Narratives, report: &Report, is_whole: bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut targets: Vec<Target> = Vec::new();
    let keys = keys(report);
    for (narrative, key) in narratives.pieces().zip(&keys) {
        for target in narrative.into_iter().flat_map(|narrative| targets_of(&narrative.blocks, &report.charts)) {
            let is_chart = target.name.starts_with(CHART);
            match targets.iter().any(|known| known.name == target.name) {
                // A chart that is shown twice is referred to where it is shown first.
                true if is_chart => {}
                true => found.push(named_twice(&target).key(*key)),
                false => targets.push(target),
            }
        }
    }
    for (narrative, key) in narratives.pieces_mut().zip(&keys) {
        let Some(narrative) = narrative else { continue };
        let mut resolve = |text: &mut Vec<Inline>| {
            found.extend(
                text.iter_mut().filter_map(|inline| put_in(inline, &targets, &report.charts)?.key(*key).into()),
            );
        };
        each_text(&mut narrative.blocks, &mut resolve);
        narrative.footnotes.iter_mut().flat_map(|note| &mut note.paragraphs).for_each(resolve);
    }
    if is_whole { found } else { Vec::new() }
}

/// The keys of all pieces, in the order of [`Narratives::pieces`].
fn keys(report: &Report) -> Vec<&str> {
    let sections = report.sections.iter().flat_map(|section| [&section.body, &section.note]);
    let prose = std::iter::once(&report.preface).chain(sections);
    prose.map(|prose| prose.as_ref().map_or("", |prose| prose.key.as_str())).collect()
}

/// What can be referred to.
struct Target {
    name: String,
    /// What is printed for it; nothing where it is not numbered.
    label: Option<String>,
    span: Span,
}

/// The figures and tables of some blocks that have a name, each chart among them.
fn targets_of(blocks: &[Block], charts: &[ChartSpec]) -> Vec<Target> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Illustrations(all) => {
                for Illustration { number, name, shows, span, .. } in all {
                    let chart = match shows {
                        Shows::Chart(index) => charts.get(*index).map(|chart| format!("{CHART}{}", chart.name.value)),
                        Shows::File(_) => None,
                    };
                    let label = number.map(|number| format!("图{number}"));
                    let names = name.iter().map(|name| format!("#{name}")).chain(chart);
                    found.extend(names.map(|name| Target { name, label: label.clone(), span: *span }));
                }
            }
            Block::Table(PipeTable { number, name: Some(name), span, .. }) => {
                let label = number.map(|number| format!("表{number}"));
                found.push(Target { name: format!("#{name}"), label, span: *span });
            }
            Block::Quote(blocks) => found.extend(targets_of(blocks, charts)),
            Block::List { items, .. } => found.extend(items.iter().flat_map(|blocks| targets_of(blocks, charts))),
            _ => {}
        }
    }
    found
}

/// Calls a function on every text of some blocks.
fn each_text(blocks: &mut [Block], call: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Source(text) => call(text),
            Block::List { items, .. } => items.iter_mut().for_each(|blocks| each_text(blocks, call)),
            Block::Quote(blocks) => each_text(blocks, call),
            Block::Illustrations(all) => all.iter_mut().for_each(|one| call(&mut one.caption)),
            Block::Table(table) => {
                table.caption.iter_mut().for_each(&mut *call);
                let lines = table.cells.iter_mut().flat_map(|cell| &mut cell.lines);
                lines.for_each(|CellLine { text, .. }| call(text));
            }
        }
    }
}

/// Puts in what a reference prints; what is wrong with it.
fn put_in(inline: &mut Inline, targets: &[Target], charts: &[ChartSpec]) -> Option<Diagnostic> {
    let Inline::Text { text, link: Some(link), span, .. } = inline else { return None };
    if !is_reference(link) {
        return None;
    }
    let Some(target) = targets.iter().find(|target| target.name == *link) else {
        return Some(leads_nowhere(link, targets, charts).at(*span));
    };
    if text.is_empty() {
        match &target.label {
            Some(label) => text.clone_from(label),
            None => return Some(not_numbered(link).at(*span)),
        }
    }
    // What follows knows names by their sign.
    if !link.starts_with('#') {
        link.insert(0, '#');
    }
    None
}

fn leads_nowhere(link: &str, targets: &[Target], charts: &[ChartSpec]) -> Diagnostic {
    if let Some(name) = link.strip_prefix(CHART)
        && charts.iter().any(|chart| chart.name.value == name)
    {
        let message = message!(zh: "图表“{name}”没有放进正文", en: "the chart `{name}` is not shown in the narrative");
        return Diagnostic::error(&REFERENCE, message).help(message!(
            zh: "在要放的地方另起一段，写 ![图题](chart:{name})",
            en: "write ![caption](chart:{name}) in a paragraph of its own where it is to stand",
        ));
    }
    let message = message!(zh: "没有“{link}”这个图或表", en: "there is no figure or table `{link}`");
    let known: Vec<&str> = targets.iter().map(|target| target.name.as_str()).collect();
    let all = known.join("、");
    let otherwise = if known.is_empty() {
        message!(
            zh: "先给图或表起名称：![图题](照片.jpg){{#fig-名称}}，表题写成 : 表题 {{#tbl-名称}}",
            en: "name the figure or the table first: ![caption](picture.jpg){{#fig-name}}, or : caption {{#tbl-name}}",
        )
    } else {
        message!(zh: "有名称的：{all}", en: "these names exist: {all}")
    };
    Diagnostic::error(&REFERENCE, message).help(did_you_mean(link, known, otherwise))
}

fn not_numbered(link: &str) -> Diagnostic {
    let message = message!(
        zh: "“{link}”没有编号，这里印不出“图几”“表几”",
        en: "`{link}` has no number to print here",
    );
    Diagnostic::error(&REFERENCE, message).help(message!(
        zh: "给它写上图题或表题（引文里的不编号），或者在方括号里写要印的文字，如 [上图]({link})",
        en: "give it a caption (in a quote nothing is numbered), or write words in the brackets: [the picture]({link})",
    ))
}

fn named_twice(target: &Target) -> Diagnostic {
    let name = &target.name;
    let message = message!(zh: "名称“{name}”用了两次", en: "the name `{name}` is given twice");
    let help = message!(
        zh: "每个图、表的名称都不同：改一个，说到它的地方也改",
        en: "names differ: give this one another, also where the text refers to it",
    );
    Diagnostic::error(&REFERENCE, message).at(target.span).help(help)
}
