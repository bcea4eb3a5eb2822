//! Last year's charts and accepted findings, kept as comments: they belong to a text that is yet to be written, and to
//! figures that are yet to come.

use super::toml_text::{comment, key, number_or_text, quoted};
use crate::report::{Accept, ChartKind, ChartSpec, Report, SeriesSpec, SeriesValues};

/// The comments that end a data file; none where last year's had neither charts nor accepted findings.
pub(super) fn remembered(last: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    if !last.charts.is_empty() {
        lines.push(
            "去年的图表没有带来。要用的，删去行首的 #，换上今年的数，再在正文里单独成段写 ![](chart:名称)：".to_owned(),
        );
        lines.extend(last.charts.iter().flat_map(chart));
    }
    if !last.accepts.is_empty() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push("去年认可的检查结果没有带来。今年核对以后仍要认可的，删去行首的 #，改写理由：".to_owned());
        lines.extend(last.accepts.iter().flat_map(accept));
    }
    lines.iter().flat_map(|line| comment(line, "")).collect()
}

fn chart(chart: &ChartSpec) -> Vec<String> {
    let kind = ChartKind::NAMES.iter().find(|(_, kind)| *kind == chart.kind).map_or("", |(name, _)| name);
    let mut lines = vec![format!("[charts.{}]", key(&chart.name.value)), format!("kind = {}", quoted(kind))];
    lines.extend(chart.title.as_ref().map(|title| format!("title = {}", quoted(&title.value))));
    lines.extend(chart.unit.as_ref().map(|unit| format!("unit = {}", quoted(&unit.value))));
    if let Some(categories) = &chart.categories {
        let names: Vec<String> = categories.iter().map(|name| quoted(&name.value)).collect();
        lines.push(format!("categories = [{}]", names.join(", ")));
    }
    let named = |series: &SeriesSpec| {
        let name = series.name.as_ref()?;
        Some(format!("{} = {}", key(&name.value), values(series)))
    };
    let all: Vec<String> = chart.series.iter().filter_map(named).collect();
    lines.push(match chart.series.as_slice() {
        [only] if only.name.is_none() => format!("values = {}", values(only)),
        _ => format!("series = {{ {} }}", all.join(", ")),
    });
    lines
}

fn values(series: &SeriesSpec) -> String {
    match &series.values {
        SeriesValues::Key(key) => quoted(&key.value),
        SeriesValues::Listed(listed) => {
            let values: Vec<String> = listed.iter().map(|value| number_or_text(&value.value)).collect();
            format!("[{}]", values.join(", "))
        }
    }
}

fn accept(accept: &Accept) -> Vec<String> {
    let mut lines = vec!["[[accept]]".to_owned(), format!("code = {}", quoted(&accept.code.value))];
    lines.extend(accept.key.as_ref().map(|key| format!("key = {}", quoted(key))));
    lines.push(format!("reason = {}", quoted(&accept.reason)));
    lines
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::super::testing::read;
    use super::*;

    const LAST: &str = "[report]\norgan = '甲局'\nyear = 2024\n\
        [charts.'申请 结果']\nkind = 'pie'\ntitle = '结果'\nvalues = { '予以\"公开\"' = 3, 其他 = '{{ applications.total.total }}' }\n\
        [charts.years]\nkind = 'stacked-bar'\nunit = '件'\ncategories = ['2023', '2024']\n\
        series = { 新收 = [+1.50, ''], 办结 = [007, 2] }\n\
        [charts.row]\nkind = 'bar'\nvalues = 'applications.received.*'\n\
        [[accept]]\ncode = 'year-jump'\nkey = 'applications'\nreason = '专项\\清理'\n[[accept]]\ncode = 'in-force'\nreason = '口径'\n";

    /// With the marks of the comments taken away, the same charts and findings are read again.
    #[test]
    fn what_is_remembered_reads_as_it_was() {
        let last = read(&LAST.replace("[007,", "['007',")).1;
        let lines = remembered(&last);
        assert!(lines.iter().all(|line| line.starts_with('#')));
        let text: Vec<&str> = lines.iter().map(|line| line.trim_start_matches('#').trim_start()).collect();
        let text: Vec<&str> = text.into_iter().filter(|line| !line.starts_with("去年")).collect();
        let again = read(&format!("[report]\norgan = '甲局'\nyear = 2025\n{}\n", text.join("\n"))).1;
        let values = |report: &Report| -> Vec<String> { report.charts.iter().map(told).collect() };
        assert_eq!(values(&again), values(&last));
        let accepts = |report: &Report| -> Vec<(String, Option<String>, String)> {
            let parts = |accept: &Accept| (accept.code.value.clone(), accept.key.clone(), accept.reason.clone());
            report.accepts.iter().map(parts).collect()
        };
        assert_eq!((again.charts.len(), accepts(&again)), (3, accepts(&last)));
    }

    /// A chart without the places where its parts stand.
    fn told(chart: &ChartSpec) -> String {
        let text = |located: &crate::source::Located<String>| located.value.clone();
        let series = chart.series.iter().map(|series| (series.name.as_ref().map(text), values(series)));
        let categories = chart.categories.as_ref().map(|names| names.iter().map(text).collect::<Vec<_>>());
        let head = (text(&chart.name), chart.kind, chart.title.as_ref().map(text), chart.unit.as_ref().map(text));
        format!("{head:?} {categories:?} {:?}", series.collect::<Vec<_>>())
    }
}
