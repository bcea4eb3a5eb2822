//! Charts of more than can be told apart: they are drawn whole, and the reader of the data file is told.

use super::frame::{Frame, Mark};
use super::labels::LEAST;
use super::{Chart, ChartKind};
use crate::diagnostic::{Diagnostic, Message, Rule, message, text};
use crate::source::Located;
use crate::units::Pt;

/// Rules about charts as they are drawn.
pub(crate) static RULES: &[&Rule] = &[&CHART_CROWDED];

pub(crate) static CHART_CROWDED: Rule = Rule::note(
    "chart-crowded",
    text(
        "图表画的东西太多：六条以上的折线、十二块以上的饼图、四十项以上的名称，或者字缩到小5号（9磅）以下",
        "a chart shows too much: more than six lines, twelve slices or forty names, or text smaller than 9 pt",
    ),
    text("排版", "typesetting"),
    text(
        "分成几个图表，小的合并成“其他”，或者改成表格；并排的、设了 width 的，放宽",
        "make several charts of it, merge what is small into 其他, or make it a table; give a narrow one more width",
    ),
)
.with_data(
    "[overview]\n\
     body = '''\n\
     ![各镇申请数量](chart:各镇)\n\
     '''\n\
     \n\
     [charts.各镇]\n\
     kind = \"line\"\n\
     categories = [\"2024年\", \"2025年\"]\n\
     series = { 东镇 = [1, 2], 南镇 = [2, 3], 西镇 = [3, 4], 北镇 = [4, 5], 中镇 = [5, 6], 新镇 = [6, 7], 老镇 = [7, 8] }",
    "[overview]\n\
     body = '''\n\
     ![各镇申请数量](chart:各镇)\n\
     '''\n\
     \n\
     [charts.各镇]\n\
     kind = \"bar\"\n\
     categories = [\"东镇\", \"南镇\", \"西镇\", \"北镇\", \"中镇\", \"新镇\", \"老镇\"]\n\
     series = { 2024年 = [1, 2, 3, 4, 5, 6, 7], 2025年 = [2, 3, 4, 5, 6, 7, 8] }",
);

// No standard gives these; they are this program's choice, made by eye: there are seven dashes for lines and twelve
// tones for slices, and a finger finds its way among forty names.
const MOST_LINES: usize = 6;
const MOST_SLICES: usize = 12;
const MOST_NAMES: usize = 40;
/// Sizes are sums of roundings.
const ROUNDING: Pt = Pt(0.01);

/// Whether all text of a drawing can be read with ease.
pub(crate) fn is_legible(frame: &Frame) -> bool {
    least_size(frame).is_none_or(|size| size >= LEAST - ROUNDING)
}

/// Whether a chart as wide as the type area plainly has room, so that it need not be drawn to know that there is
/// nothing to tell of it: a quarter of what can be told apart, under short names.
pub(crate) fn is_roomy(chart: &Chart) -> bool {
    const FEW: usize = 8;
    const FEW_SERIES: usize = 3;
    let names = chart.series.iter().filter_map(|series| series.name.as_ref()).chain(&chart.categories);
    let is_short = |name: &Located<String>| name.value.chars().count() <= FEW;
    let values = chart.series.iter().flat_map(|series| series.values.iter().flatten());
    chart.categories.len() <= FEW
        && chart.series.len() <= FEW_SERIES
        && names.into_iter().all(is_short)
        && values.into_iter().all(|value| value.text.chars().count() <= FEW)
}

/// What is to be told of a chart that has been drawn.
pub(crate) fn crowded(chart: &Chart, frame: &Frame) -> Option<Diagnostic> {
    let lines = if chart.kind == ChartKind::Line { chart.series.len() } else { 0 };
    let is_slice = |value: &&super::Value| !value.number.is_zero();
    let slices = match (chart.kind, chart.series.first()) {
        (ChartKind::Pie, Some(series)) => series.values.iter().flatten().filter(is_slice).count(),
        _ => 0,
    };
    let names = chart.categories.len();
    let size = least_size(frame).filter(|_| !is_legible(frame));
    let (message, help): (Message, Message) = if lines > MOST_LINES {
        (
            message!(
                zh: "{lines} 条折线画在一起，难以分清",
                en: "{lines} lines in one chart are hard to tell apart",
            ),
            message!(
                zh: "最多 {MOST_LINES} 条为好：分成几个图表，小的合并成“其他”，或者改成表格",
                en: "{MOST_LINES} are enough: make several charts of it, merge the small ones, or make it a table",
            ),
        )
    } else if slices > MOST_SLICES {
        (
            message!(
                zh: "饼图有 {slices} 块，图案重复，难以分清",
                en: "{slices} slices in one pie are hard to tell apart: their patterns come again",
            ),
            message!(
                zh: "最多 {MOST_SLICES} 块为好：小的合并成“其他”，或者改用 kind = \"bar\"",
                en: "{MOST_SLICES} are enough: merge the small ones into 其他, or make it a bar chart",
            ),
        )
    } else if names > MOST_NAMES {
        (
            message!(zh: "一个图表里有 {names} 项，难以查看", en: "{names} names in one chart are hard to look up"),
            message!(
                zh: "最多 {MOST_NAMES} 项为好：合并一些，分成几个图表，或者改成表格",
                en: "{MOST_NAMES} are enough: merge some, make several charts of it, or make it a table",
            ),
        )
    } else {
        let Pt(size) = size?;
        (
            message!(
                zh: "图表里的字缩到了 {size:.1} 磅，太小了",
                en: "the text of the chart was made as small as {size:.1} pt",
            ),
            message!(
                zh: "单独成段、放宽 width，名称写短一些，或者分成几个图表",
                en: "give it a paragraph of its own or more width, shorten its names, or make several charts of it",
            ),
        )
    };
    let key = format!("charts.{}", chart.name.value);
    Some(Diagnostic::note(&CHART_CROWDED, message).at(chart.name.span).key(key).help(help))
}

/// The size of the smallest text of a drawing; none where there is no text.
fn least_size(frame: &Frame) -> Option<Pt> {
    let texts = frame.marks.iter().filter_map(|mark| match mark {
        Mark::Text(text) => Some(&text.line.glyphs),
        Mark::Shape(_) => None,
    });
    texts.flatten().map(|glyph| glyph.size).reduce(Pt::min)
}
