//! What is found about several reports side by side, whatever is found about each.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Lang, Message, Related, message};
use crate::report::Report;
use crate::rules::{REPORT_TWICE, YEARS_DIFFER};
use crate::source::{Sources, Span};

/// Of more files of one year than this, the first are named.
const NAMED: usize = 3;

/// A report beside others, with its place among all texts.
struct Beside<'a> {
    report: &'a Report,
    file: &'a str,
    organ: &'a str,
    organ_span: Span,
    year_span: Span,
}

/// Reports that stand twice, and years that differ, with the texts that these findings speak of. Each report comes with
/// the texts that it was read from.
pub fn side_by_side(reports: &[(Report, Sources)]) -> (Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let all: Vec<Beside> = reports.iter().map(|(report, own)| beside(report, own, &mut sources)).collect();
    let mut found = twice(&all);
    found.extend(years(&all));
    (found, sources)
}

fn beside<'a>(report: &'a Report, own: &'a Sources, sources: &mut Sources) -> Beside<'a> {
    let source = own.get(report.organ.span.source);
    let id = sources.add(&source.name, &source.text);
    Beside {
        report,
        file: &source.name,
        organ: report.organ.value.trim(),
        organ_span: Span { source: id, ..report.organ.span },
        year_span: Span { source: id, ..report.year_span },
    }
}

/// Reports of one organ and year in several files, found once for each organ and year.
fn twice(all: &[Beside]) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<(&str, u16), Vec<&Beside>> = BTreeMap::new();
    for one in all {
        groups.entry((one.organ, one.report.year)).or_default().push(one);
    }
    groups.into_iter().filter_map(|((organ, year), group)| same_report(organ, year, &group)).collect()
}

fn same_report(organ: &str, year: u16, group: &[&Beside]) -> Option<Diagnostic> {
    let (last, earlier) = group.split_last()?;
    if earlier.is_empty() {
        return None;
    }
    let names = names(group, group.len());
    let (zh, en) = (names.in_lang(Lang::Zh), names.in_lang(Lang::En));
    let is_alike = earlier.iter().all(|other| figures(other.report) == figures(last.report));
    let (message, help) = if is_alike {
        (
            message!(
                zh: "{zh} 都是“{organ}”{year} 年度的报告，数字也一样",
                en: "{en} are all reports of {organ} for {year}, with the same figures",
            ),
            message!(zh: "是同一份数据的，去掉一份", en: "if it is the same data, leave one out"),
        )
    } else {
        (
            message!(
                zh: "{zh} 都是“{organ}”{year} 年度的报告，数字却不同",
                en: "{en} are all reports of {organ} for {year}, but their figures differ",
            ),
            message!(
                zh: "只留定稿的一份；机关或年度写错的，改过来",
                en: "keep the final one; where organ or year are wrong, mend them",
            ),
        )
    };
    let related = earlier.iter().map(|other| Related {
        span: Some(other.organ_span),
        key: Some("report.organ".to_owned()),
        message: Message::new(other.file, other.file),
    });
    let finding = Diagnostic::warning(&REPORT_TWICE, message).at(last.organ_span).key("report.organ");
    Some(finding.help(help).related(related))
}

/// The figures of a report's tables, row by row.
fn figures(report: &Report) -> Vec<(&str, Vec<Option<Decimal>>)> {
    let rows = report.tables.all().into_iter().flat_map(|table| table.rows()).map(|(_, row)| row);
    rows.map(|row| (row.key.as_str(), row.cells.iter().map(|cell| cell.value).collect())).collect()
}

/// Years that differ from organ to organ: one of last year's files among those of this year. An organ with reports of
/// several years has them on purpose, so that it does not count.
fn years(all: &[Beside]) -> Option<Diagnostic> {
    let has_one_year =
        |one: &&Beside| all.iter().all(|other| other.organ != one.organ || other.report.year == one.report.year);
    let mut groups: BTreeMap<u16, Vec<&Beside>> = BTreeMap::new();
    for one in all.iter().filter(has_one_year) {
        groups.entry(one.report.year).or_default().push(one);
    }
    if groups.len() < 2 {
        return None;
    }
    // The year of the fewest is probably the wrong one, and the earlier of two.
    let fewest = groups.values().min_by_key(|group| group.len())?;
    let first = fewest.first()?;
    let of_year = |lang| groups.iter().map(move |(year, group)| (year, names(group, NAMED).in_lang(lang).to_owned()));
    let zh: Vec<String> = of_year(Lang::Zh).map(|(year, names)| format!("{year} 年度（{names}）")).collect();
    let en: Vec<String> = of_year(Lang::En).map(|(year, names)| format!("{year} ({names})")).collect();
    let (zh, en) = (zh.join("，"), en.join(", "));
    let message = message!(zh: "各机关的报告年度不同：{zh}", en: "the organs' reports are of different years: {en}");
    let help = message!(
        zh: "年度写错的，改过来；拿错文件的，换过来；本来就是几个年度的，不用管",
        en: "mend the year or take the right file; if they are meant to be of several years, all is well",
    );
    let related = fewest.iter().skip(1).map(|other| Related {
        span: Some(other.year_span),
        key: Some("report.year".to_owned()),
        message: Message::new(other.file, other.file),
    });
    let finding = Diagnostic::warning(&YEARS_DIFFER, message).at(first.year_span).key("report.year");
    Some(finding.help(help).related(related))
}

/// The names of files, the first `most` of them.
fn names(group: &[&Beside], most: usize) -> Message {
    let named: Vec<&str> = group.iter().take(most).map(|one| one.file).collect();
    let (zh, en) = (named.join("、"), named.join(", "));
    let (count, more) = (group.len(), group.len().saturating_sub(most));
    if more == 0 {
        message!(zh: "{zh}", en: "{en}")
    } else {
        message!(zh: "{zh} 等 {count} 个", en: "{en} and {more} more")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::report::{ReadOptions, read};

    /// What is found about reports of organs and years, with a figure each, in the files `0.toml` and so on.
    fn found(reports: &[(&str, u16, u32)]) -> Vec<(&'static str, String, String)> {
        let reports: Vec<(Report, Sources)> = reports
            .iter()
            .enumerate()
            .map(|(at, (organ, year, figure))| {
                let text = format!(
                    "[report]\norgan = '{organ}'\nyear = {year}\n[disclosure]\nnormative = {{ issued = {figure} }}\n"
                );
                let text = text.replace("issued", if *year < 2021 { "made" } else { "issued" });
                let mut sources = Sources::default();
                let id = sources.add(format!("{at}.toml"), text);
                (read(&mut sources, id, &ReadOptions::default()).expect("a sound report").0, sources)
            })
            .collect();
        let (found, sources) = side_by_side(&reports);
        let told = |finding: &Diagnostic| {
            let span = finding.span.unwrap();
            let place = format!("{}: {}", sources.get(span.source).name, sources.slice(span));
            (finding.code(), place, finding.message.in_lang(Lang::En).to_owned())
        };
        found.iter().map(told).collect()
    }

    #[test]
    fn offices_of_one_year_and_one_offices_years_are_sound() {
        assert_eq!(found(&[]), []);
        assert_eq!(found(&[("甲局", 2025, 1), ("乙局", 2025, 1), ("丙局", 2025, 2)]), []);
        assert_eq!(found(&[("甲局", 2024, 1), ("甲局", 2025, 2)]), []);
        assert_eq!(found(&[("甲局", 2020, 1), ("甲局", 2025, 2), ("乙局", 2025, 2)]), []);
    }

    #[test]
    fn a_report_that_stands_twice_is_found_once() {
        let three = found(&[("甲局", 2025, 1), ("乙局", 2025, 1), (" 甲局 ", 2025, 1), ("甲局", 2025, 1)]);
        let [(code, place, message)] = three.as_slice() else { panic!("{three:?}") };
        assert_eq!((*code, place.as_str()), ("report-twice", "3.toml: 甲局"));
        assert!(message.starts_with("0.toml, 2.toml, 3.toml") && message.ends_with("the same figures"), "{message}");
        let differ = found(&[("甲局", 2025, 1), ("甲局", 2025, 2)]);
        assert!(differ.len() == 1 && differ[0].2.ends_with("figures differ"), "{differ:?}");
    }

    #[test]
    fn the_year_of_the_fewest_is_shown() {
        let mut reports: Vec<(&str, u16, u32)> =
            ["甲局", "乙局", "丙局", "丁局"].iter().map(|organ| (*organ, 2025, 1)).collect();
        reports.push(("戊局", 2024, 1));
        // An organ that has both years is no witness against anyone.
        reports.extend([("己局", 2023, 1), ("己局", 2024, 1)]);
        let found = found(&reports);
        let [(code, place, message)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((*code, place.as_str()), ("years-differ", "4.toml: 2024"));
        assert!(message.ends_with("2024 (4.toml), 2025 (0.toml, 1.toml, 2.toml and 1 more)"), "{message}");
    }
}
