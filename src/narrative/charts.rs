//! The charts of a report, their figures looked up.

use rust_decimal::Decimal;

use super::chart::{Chart, ChartKind, Series, Value};
use super::expression::{self, PCT_DECIMALS};
use super::figures::Figures;
use crate::diagnostic::{Diagnostic, Message, Rule, did_you_mean, message};
use crate::narrative::rules;
use crate::report::rules as report_rules;
use crate::report::{ChartSpec, Figure, NoFigure, NoList, SeriesSpec, SeriesValues, is_no_figure, plain_number};
use crate::source::{Located, Span};

/// Looks up the figures of all charts, in the order of the file.
///
/// # Errors
/// Everything that is wrong with any of them.
pub(super) fn charts(figures: Figures) -> Result<Vec<Chart>, Vec<Diagnostic>> {
    let mut resolver = Resolver { figures, faults: Vec::new() };
    let charts = figures.report.charts.iter().filter_map(|spec| resolver.chart(spec)).collect();
    if resolver.faults.is_empty() { Ok(charts) } else { Err(resolver.faults) }
}

/// The values of a series, and their names if a key of the tables tells them.
type Found = (Option<Vec<Located<String>>>, Vec<Option<Value>>);

struct Resolver<'a> {
    figures: Figures<'a>,
    faults: Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn chart(&mut self, spec: &ChartSpec) -> Option<Chart> {
        let key = format!("charts.{}", spec.name.value);
        let mut categories = spec.categories.clone();
        let mut all = Vec::new();
        for series in &spec.series {
            let (names, values) = self.series(series, &key)?;
            let is_same = |given: &Vec<Located<String>>, names: &Vec<Located<String>>| {
                given.len() == names.len() && given.iter().zip(names).all(|(given, name)| given.value == name.value)
            };
            match (&categories, names) {
                (None, Some(names)) => categories = Some(names),
                // Names of one's own may stand for those of the tables, one for one.
                (Some(given), Some(names)) if spec.categories.is_none() && !is_same(given, &names) => {
                    self.fault(
                        &report_rules::CHART_SHAPE,
                        series.span,
                        &key,
                        message!(
                            zh: "这一组的项目和前面一组不同",
                            en: "this series has other categories than the one before it",
                        ),
                    );
                    return None;
                }
                _ => {}
            }
            all.push(Series { name: series.name.clone(), values });
        }
        let span = spec.name.span;
        let Some(categories) = categories else {
            let message = message!(zh: "缺少 categories：各项的名称", en: "`categories`, the names, is missing");
            self.fault(&report_rules::CHART_SHAPE, span, &key, message);
            return None;
        };
        for (series, from) in all.iter().zip(&spec.series) {
            let (count, names) = (series.values.len(), categories.len());
            if count != names {
                let message = message!(
                    zh: "有 {names} 个名称，这里却有 {count} 个数",
                    en: "there are {names} names but {count} values here",
                );
                self.fault(&report_rules::CHART_SHAPE, from.span, &key, message);
                return None;
            }
        }
        let chart = Chart {
            name: spec.name.clone(),
            kind: spec.kind,
            title: spec.title.clone(),
            unit: spec.unit.clone(),
            decimals: spec.decimals.map_or(PCT_DECIMALS, u32::from),
            categories,
            series: all,
        };
        self.check(&chart, span, &key).then_some(chart)
    }

    /// What can only be said of all values together.
    fn check(&mut self, chart: &Chart, span: Span, key: &str) -> bool {
        let before = self.faults.len();
        let values = || chart.series.iter().flat_map(|series| &series.values).flatten();
        let parts = matches!(chart.kind, ChartKind::Pie | ChartKind::StackedBar);
        if chart.kind == ChartKind::Pie
            && let Some(second) = chart.series.get(1)
        {
            let at = second.name.as_ref().map_or(span, |name| name.span);
            self.fault(
                &report_rules::CHART_SHAPE,
                at,
                key,
                message!(
                    zh: "饼图只有一组数：写 values，或者改用 bar",
                    en: "a pie has one series: give `values`, or make it a bar chart",
                ),
            );
        }
        if let Some(negative) = values().find(|value| parts && value.number < Decimal::ZERO) {
            let text = &negative.text;
            self.fault(
                &rules::CHART_VALUE,
                negative.span,
                key,
                message!(
                    zh: "“{text}”是负数，不能画成整体的一部分",
                    en: "`{text}` is negative and cannot be drawn as a part of a whole",
                ),
            );
        }
        if values().next().is_none() {
            self.fault(&rules::CHART_EMPTY, span, key, message!(zh: "图表里没有数", en: "the chart has no values"));
        } else if chart.kind == ChartKind::Pie && values().all(|value| value.number.is_zero()) {
            self.fault(
                &rules::CHART_EMPTY,
                span,
                key,
                message!(
                    zh: "饼图的数都是 0，画不出来",
                    en: "all values of the pie are 0: there is nothing to draw",
                ),
            );
        }
        self.faults.len() == before
    }

    /// The values of a series and, if a key of the tables tells them, their names.
    fn series(&mut self, series: &SeriesSpec, key: &str) -> Option<Found> {
        match &series.values {
            SeriesValues::Listed(listed) => {
                let before = self.faults.len();
                let values = listed.iter().map(|written| self.value(written, key)).collect();
                (self.faults.len() == before).then_some((None, values))
            }
            SeriesValues::Key(written) => self.list(written, key),
        }
    }

    fn list(&mut self, written: &Located<String>, key: &str) -> Option<Found> {
        let (report, name) = match written.value.trim().strip_prefix("previous.") {
            Some(name) => (self.figures.previous, name),
            None => (Some(self.figures.report), written.value.trim()),
        };
        let Some(report) = report else {
            self.fault(
                &rules::PREVIOUS_MISSING,
                written.span,
                key,
                message!(
                    zh: "previous 是上一年度的数，要加 --previous 才有",
                    en: "`previous` means last year's figures, which --previous brings",
                ),
            );
            return None;
        };
        let list = match report.figure_list(name) {
            Ok(list) => list,
            Err(NoList { known }) => {
                let fault = Diagnostic::error(
                    &rules::CHART_VALUE,
                    message!(
                        zh: "“{name}”不是表里的一行或一列",
                        en: "`{name}` names no row or column of the tables",
                    ),
                );
                let otherwise = message!(
                    zh: "例如 applications.received.*（一行）、applications.outcomes.*.total（各种结果）、remedies.*.total（一列）",
                    en: "for one, applications.received.* (a row), applications.outcomes.*.total (the outcomes), remedies.*.total (a column)",
                );
                let help = did_you_mean(name, known.iter().map(String::as_str), otherwise);
                self.faults.push(fault.at(written.span).key(key).help(help));
                return None;
            }
        };
        let names = list.names.into_iter().map(|label| Located { value: label.text, span: written.span }).collect();
        let mut values = Vec::new();
        for (cell, figure) in list.figures {
            match figure {
                Ok(Figure::Number(number)) => {
                    values.push(Some(Value { number, text: number.to_string(), span: written.span }));
                }
                Ok(Figure::Text(text)) if is_no_figure(&text) => values.push(None),
                Err(NoFigure::Blank) => values.push(None),
                Ok(Figure::Text(text)) | Err(NoFigure::TextInGroup { text, .. }) => {
                    self.fault(
                        &rules::CHART_VALUE,
                        written.span,
                        key,
                        message!(
                            zh: "“{cell}”是文字“{text}”，画不成图",
                            en: "`{cell}` is the text `{text}`, which cannot be drawn",
                        ),
                    );
                    return None;
                }
                Err(_) => values.push(None),
            }
        }
        Some((Some(names), values))
    }

    /// A value as it is written: digits, an expression between braces, or a sign for nothing.
    fn value(&mut self, written: &Located<String>, key: &str) -> Option<Value> {
        let text = written.value.trim();
        let expression = text.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
        let printed = match expression {
            Some(expression) => match expression::evaluate(expression, self.figures, &|_| written.span) {
                Ok(printed) => printed,
                Err(fault) => {
                    self.faults.push(fault.key(key));
                    return None;
                }
            },
            None => text.to_owned(),
        };
        if is_no_figure(&printed) {
            return None;
        }
        let number = plain_number(printed.trim_end_matches(['%', '％']));
        if number.is_none() {
            self.fault(
                &rules::CHART_VALUE,
                written.span,
                key,
                message!(
                    zh: "“{printed}”不是数，画不成图",
                    en: "`{printed}` is no number and cannot be drawn",
                ),
            );
        }
        Some(Value { number: number?, text: printed, span: written.span })
    }

    fn fault(&mut self, rule: &'static Rule, span: Span, key: &str, message: Message) {
        self.faults.push(Diagnostic::error(rule, message).at(span).key(key));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::report::{ReadOptions, Report, read};
    use crate::source::Sources;

    const DATA: &str = "[report]\norgan = '甲局'\nyear = 2025\n[applications]\n\
                        received = { natural = 60, enterprise = 6 }\n\
                        granted = { natural = 47 }\npartial = { natural = 1 }\nrefused.internal = { natural = 2 }\n";

    fn report(sources: &mut Sources, text: &str) -> Report {
        let data = sources.add("a.toml", format!("{DATA}{text}"));
        read(sources, data, &ReadOptions::default()).unwrap().0
    }

    /// A chart as `name=value` with `/` between its series; of one that is wrong, code, line and column.
    fn shown(text: &str) -> String {
        let mut sources = Sources::default();
        let report = report(&mut sources, &format!("[charts.a]\n{text}\n"));
        match charts(Figures { report: &report, previous: None }) {
            Ok(charts) => {
                let chart = &charts[0];
                let series = chart.series.iter().map(|series| {
                    let values = chart.categories.iter().zip(&series.values);
                    let text =
                        |value: &Option<Value>| value.as_ref().map_or("无".to_owned(), |value| value.text.clone());
                    let values: Vec<String> =
                        values.map(|(name, value)| format!("{}={}", name.value, text(value))).collect();
                    values.join(" ")
                });
                series.collect::<Vec<_>>().join(" / ")
            }
            Err(faults) => {
                let at = sources.line_column(faults[0].span.unwrap());
                format!("{} {}:{}", faults[0].code(), at.line, at.column)
            }
        }
    }

    #[test]
    fn values_are_numbers_expressions_or_nothing() {
        assert_eq!(
            shown(
                "kind = 'pie'\nvalues = { 公开 = '{{ applications.granted.total }}', 部分 = 1, 率 = '{{ pct(1, 4) }}' }"
            ),
            "公开=47 部分=1 率=25.00%"
        );
        assert_eq!(shown("kind = 'line'\ncategories = ['甲', '乙']\nvalues = ['', -1.50]"), "甲=无 乙=-1.50");
    }

    #[test]
    fn keys_of_the_tables_bring_names_and_values() {
        assert_eq!(
            shown("kind = 'bar'\nvalues = 'applications.outcomes.*.total'"),
            "予以公开=47 部分公开=1 不予公开=2 无法提供=无 不予处理=无 其他处理=无"
        );
        assert_eq!(
            shown(
                "kind = 'bar'\ncategories = ['a', 'b', 'c', 'd', 'e', 'f']\nseries = { 收 = 'applications.received.*' }"
            ),
            "a=60 b=6 c=无 d=无 e=无 f=无"
        );
    }

    #[test]
    fn what_cannot_be_drawn_is_named_at_its_place() {
        for (text, expected) in [
            ("kind = 'pie'\nvalues = { 甲 = -1 }", "chart-value 11:16"),
            ("kind = 'stacked-bar'\ncategories = ['甲']\nseries = { 子 = [-1] }", "chart-value 12:17"),
            ("kind = 'pie'\nvalues = { 甲 = 0 }", "chart-empty 9:9"),
            ("kind = 'bar'\nvalues = {}", "chart-empty 9:9"),
            ("kind = 'bar'\nvalues = { 甲 = '/' }", "chart-empty 9:9"),
            ("kind = 'bar'\nvalues = { 甲 = nan }", "chart-value 11:16"),
            ("kind = 'bar'\nvalues = { 甲 = inf }", "chart-value 11:16"),
            ("kind = 'bar'\nvalues = { 甲 = 1e9 }", "chart-value 11:16"),
            ("kind = 'bar'\nvalues = { 甲 = '若干' }", "chart-value 11:17"),
            ("kind = 'bar'\nvalues = { 甲 = '{{ applications.recieved.total }}' }", "template 11:17"),
            ("kind = 'bar'\nvalues = { 甲 = '{{ report.organ }}' }", "chart-value 11:17"),
            ("kind = 'bar'\nvalues = 'applications.recieved.*'", "chart-value 11:11"),
            ("kind = 'bar'\nvalues = 'previous.applications.received.*'", "previous-missing 11:11"),
            ("kind = 'bar'\nvalues = [1]", "chart-shape 9:9"),
            ("kind = 'bar'\ncategories = ['甲']\nvalues = [1, 2]", "chart-shape 12:1"),
            ("kind = 'pie'\ncategories = ['甲']\nseries = { 子 = [1], 丑 = [2] }", "chart-shape 12:21"),
            ("kind = 'bar'\nseries = { 子 = 'applications.received.*', 丑 = 'remedies.*.total' }", "chart-shape 11:43"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
