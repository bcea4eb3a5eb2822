//! `[charts.NAME]`: charts as the data file writes them, their figures not yet looked up.

use toml::de::DeValue;

use super::bounds::{Bound, Bounds};
use super::limits::DECIMALS;
use super::toml_table::{Faults, Item, TomlTable, too_long};
use crate::diagnostic::{Diagnostic, Message, did_you_mean, message};
use crate::report::rules;
use crate::source::{Located, Span};

/// A chart of the data file.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartSpec {
    /// Its name, by which the narrative calls it.
    pub name: Located<String>,
    /// How its values are shown.
    pub kind: ChartKind,
    /// What it shows.
    pub title: Option<Located<String>>,
    /// What its values count.
    pub unit: Option<Located<String>>,
    /// Decimals of its percentages, if the file says how many.
    pub decimals: Option<u16>,
    /// Names of the slices, bars or points; `None` where a key of the tables tells them.
    pub categories: Option<Vec<Located<String>>>,
    /// Its series; a pie has one.
    pub series: Vec<SeriesSpec>,
}

/// How the values of a chart are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Slices of a circle.
    Pie,
    /// Bars side by side.
    Bar,
    /// Bars on top of one another.
    StackedBar,
    /// Points joined by lines.
    Line,
}

impl ChartKind {
    /// All kinds, with what a data file calls them.
    pub const NAMES: [(&str, ChartKind); 4] = [
        ("pie", ChartKind::Pie),
        ("bar", ChartKind::Bar),
        ("stacked-bar", ChartKind::StackedBar),
        ("line", ChartKind::Line),
    ];

    /// What a data file calls it.
    pub fn name(self) -> &'static str {
        ChartKind::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// A series of the data file.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesSpec {
    /// Its name, if it has one.
    pub name: Option<Located<String>>,
    /// What it holds.
    pub values: SeriesValues,
    /// Where it stands.
    pub span: Span,
}

/// What a series holds.
#[derive(Clone, Debug, PartialEq)]
pub enum SeriesValues {
    /// Numbers, or texts that are numbers, expressions or blanks, as they are written.
    Listed(Vec<Located<String>>),
    /// A key of the tables with a star in it, such as `applications.received.*`.
    Key(Located<String>),
}

/// Reads `[charts]`, in the order of the file.
pub(super) fn charts(top: &mut TomlTable, faults: &mut Faults) -> Vec<ChartSpec> {
    let Some(mut table) = top.take_table("charts", faults) else { return Vec::new() };
    let items = in_order(&mut table);
    if items.iter().any(|(name, item)| *name == "kind" && !item.value.is_table()) {
        let message = message!(zh: "图表没有名称", en: "the chart has no name");
        let help = message!(
            zh: "[charts] 这一行加上图表的名称，写成 [charts.名称] 的样子，如 [charts.办理结果]；正文里用这个名称叫它",
            en: "put a name of its own into the line: [charts.NAME]; the narrative calls the chart by it",
        );
        faults.push(shape(message, table.span, &table.key).help(help));
        return Vec::new();
    }
    if let Some((_, beyond)) = items.get(faults.bounds.of(Bound::Charts)) {
        faults.push(too_many(beyond, Bound::Charts, &faults.bounds));
    }
    items.iter().take(faults.bounds.of(Bound::Charts)).filter_map(|(name, item)| chart(name, item, faults)).collect()
}

fn chart(name: &str, item: &Item, faults: &mut Faults) -> Option<ChartSpec> {
    check_name(name, item, faults)?;
    let mut table = item.table(faults)?;
    let kind = table.need("kind", faults).and_then(|item| kind(&item, faults));
    let title = table.take("title").and_then(|item| item.line(faults));
    let unit = table.take("unit").and_then(|item| item.line(faults));
    let decimals = table.take("decimals");
    if let (Some(item), Some(ChartKind::Bar | ChartKind::StackedBar | ChartKind::Line)) = (&decimals, kind) {
        let message = message!(
            zh: "只有饼图印百分比：这里用不上 decimals",
            en: "only a pie prints percentages: there is no use for `decimals` here",
        );
        let help = message!(zh: "删去这一行；各数照写照印", en: "delete the line; values print as they are written");
        faults.push(shape(message, item.whole(), &item.key).help(help));
    }
    let decimals = decimals.and_then(|item| item.integer(DECIMALS, faults));
    let categories = table.take("categories").map(|item| categories(&item, faults));
    let (values, series) = (table.take("values"), table.take("series"));
    table.finish(faults);

    let (categories, series) = match (values, series) {
        (Some(values), None) => match named_values(&values, categories.is_some(), faults)? {
            (Some(names), series) => (Some(names), vec![series]),
            (None, series) => (categories.flatten(), vec![series]),
        },
        (None, Some(series)) => (categories.flatten(), all_series(&series, faults)?),
        (None, None) => {
            let key = &item.key;
            faults.push(shape(
                message!(
                    zh: "“{key}”没有数值：写 values 或 series",
                    en: "`{key}` has no values: give `values` or `series`",
                ),
                item.whole(),
                key,
            ));
            return None;
        }
        (Some(_), Some(series)) => {
            faults.push(shape(
                message!(
                    zh: "values 和 series 只能写一个",
                    en: "there may be `values` or `series`, not both",
                ),
                series.whole(),
                &series.key,
            ));
            return None;
        }
    };
    let key = item.key_span.unwrap_or(item.span);
    Some(ChartSpec {
        name: Located { value: name.to_owned(), span: key },
        kind: kind?,
        title,
        unit,
        decimals,
        categories,
        series,
    })
}

fn kind(item: &Item, faults: &mut Faults) -> Option<ChartKind> {
    let name = item.text(faults)?;
    let known = ChartKind::NAMES.iter().find(|(known, _)| *known == name);
    if known.is_none() {
        let list = ChartKind::NAMES.map(|(name, _)| name);
        let all = list.join("、");
        let fault = Diagnostic::error(
            &rules::WRONG_TYPE,
            message!(zh: "没有“{name}”这种图表", en: "there is no kind of chart `{name}`"),
        );
        let otherwise = message!(zh: "可以用的：{all}", en: "known kinds: {all}");
        faults.push(fault.at(item.span).key(&item.key).help(did_you_mean(name, list, otherwise)));
    }
    known.map(|(_, kind)| *kind)
}

fn categories(item: &Item, faults: &mut Faults) -> Option<Vec<Located<String>>> {
    let items = item.list(faults)?;
    if let Some(beyond) = items.get(faults.bounds.of(Bound::Values)) {
        faults.push(too_many(beyond, Bound::Values, &faults.bounds));
    }
    items.iter().take(faults.bounds.of(Bound::Values)).map(|name| name.line(faults)).collect()
}

/// The names that `values` gives, if it does, and its values.
type NamedValues = (Option<Vec<Located<String>>>, SeriesSpec);

/// `values`: a table of names and numbers, a list beside `categories`, or a key of the tables.
fn named_values(item: &Item, has_categories: bool, faults: &mut Faults) -> Option<NamedValues> {
    if !matches!(item.value, DeValue::Table(_)) {
        return Some((None, SeriesSpec { name: None, values: values(item, faults)?, span: item.whole() }));
    }
    if has_categories {
        faults.push(shape(
            message!(
                zh: "values 里已经有名称：去掉 categories",
                en: "`values` has the names already: take `categories` away",
            ),
            item.whole(),
            &item.key,
        ));
    }
    let mut table = item.table(faults)?;
    let (mut names, mut listed) = (Vec::new(), Vec::new());
    let entries = in_order(&mut table);
    if let Some((_, beyond)) = entries.get(faults.bounds.of(Bound::Values)) {
        faults.push(too_many(beyond, Bound::Values, &faults.bounds));
    }
    for (name, entry) in entries.iter().take(faults.bounds.of(Bound::Values)) {
        check_name(name, entry, faults)?;
        names.push(Located { value: (*name).to_owned(), span: entry.key_span.unwrap_or(entry.span) });
        listed.extend(value(entry, faults));
    }
    // A value that is none has been reported; without it the names would slip.
    if listed.len() < names.len() {
        return None;
    }
    Some((Some(names), SeriesSpec { name: None, values: SeriesValues::Listed(listed), span: item.whole() }))
}

fn all_series(item: &Item, faults: &mut Faults) -> Option<Vec<SeriesSpec>> {
    let mut table = item.table(faults)?;
    let entries = in_order(&mut table);
    if let Some((_, beyond)) = entries.get(faults.bounds.of(Bound::Series)) {
        faults.push(too_many(beyond, Bound::Series, &faults.bounds));
    }
    let mut all = Vec::new();
    for (name, entry) in entries.iter().take(faults.bounds.of(Bound::Series)) {
        check_name(name, entry, faults)?;
        let span = entry.key_span.unwrap_or(entry.span);
        let name = Some(Located { value: (*name).to_owned(), span });
        all.push(SeriesSpec { name, values: values(entry, faults)?, span });
    }
    Some(all)
}

/// A list of values, or a key of the tables.
fn values(item: &Item, faults: &mut Faults) -> Option<SeriesValues> {
    if matches!(item.value, DeValue::String(_)) {
        return item.line(faults).map(SeriesValues::Key);
    }
    let items = item.list(faults)?;
    if let Some(beyond) = items.get(faults.bounds.of(Bound::Values)) {
        faults.push(too_many(beyond, Bound::Values, &faults.bounds));
    }
    let listed: Option<Vec<_>> =
        items.iter().take(faults.bounds.of(Bound::Values)).map(|item| value(item, faults)).collect();
    listed.map(SeriesValues::Listed)
}

/// A value as it is written: the digits of a number, a text without its quotes.
fn value(item: &Item, faults: &mut Faults) -> Option<Located<String>> {
    match item.value {
        DeValue::String(_) => item.line(faults),
        DeValue::Integer(_) | DeValue::Float(_) => {
            let digits = faults.text.get(item.span.range()).unwrap_or_default().replace('_', "");
            Some(Located { value: digits, span: item.span })
        }
        _ => {
            faults.push(item.wrong_type(message!(
                zh: "数字或“{{{{ … }}}}”",
                en: "a number or `{{{{ … }}}}`",
            )));
            None
        }
    }
}

/// Whether the name of a chart, a value or a series is none that is longer than a line may be.
fn check_name(name: &str, item: &Item, faults: &mut Faults) -> Option<()> {
    let Some(fault) = too_long(name, &faults.bounds) else { return Some(()) };
    faults.push(fault.at(item.key_span.unwrap_or(item.span)).key(&item.key));
    None
}

/// What a table holds, in the order in which the file has it: its reader sorts by name.
fn in_order<'a>(table: &mut TomlTable<'a>) -> Vec<(&'a str, Item<'a>)> {
    let mut items = table.take_all();
    items.sort_by_key(|(_, item)| item.key_span.unwrap_or(item.span).start);
    items
}

fn shape(message: Message, span: Span, key: &str) -> Diagnostic {
    Diagnostic::error(&rules::CHART_SHAPE, message).at(span).key(key)
}

fn too_many(item: &Item, bound: Bound, bounds: &Bounds) -> Diagnostic {
    let most = bounds.of(bound);
    let message = message!(zh: "太多了：最多 {most} 个", en: "too many: there may be {most} at most");
    let help = message!(zh: "删去不需要的", en: "delete what is not needed");
    shape(message, item.whole(), &item.key).help(bound.help(&help))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::report::{ReadOptions, read};
    use crate::source::Sources;

    const HEAD: &str = "[report]\norgan = '甲局'\nyear = 2025\n";

    /// Code, line, column and key of something that is wrong.
    type Place = (&'static str, usize, usize, String);

    /// The charts of a data file, or everything that is wrong with them.
    fn charts(text: &str) -> Result<Vec<ChartSpec>, Vec<Place>> {
        let mut sources = Sources::default();
        let data = sources.add("a.toml", format!("{HEAD}{text}"));
        let read = read(&mut sources, data, &ReadOptions::default());
        read.map(|(report, _)| report.charts).map_err(|faults| {
            let place = |fault: &Diagnostic| {
                let at = sources.line_column(fault.span.unwrap());
                (fault.code(), at.line, at.column, fault.key.clone().unwrap())
            };
            faults.iter().map(place).collect()
        })
    }

    fn texts(listed: &[Located<String>]) -> Vec<&str> {
        listed.iter().map(|text| text.value.as_str()).collect()
    }

    #[test]
    fn values_keep_their_names_their_digits_and_their_order() {
        let text = "[charts.b]\nkind = 'pie'\ntitle = '题'\n\
                    values = { 予以公开 = '{{ 1 }}', 部分公开 = 1_000, 丙 = +2.50, 甲 = '' }\n[charts.a]\nkind = 'bar'\n\
                    values = 'applications.received.*'\n";
        let charts = charts(text).unwrap();
        assert_eq!(charts.iter().map(|chart| chart.name.value.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!((charts[0].kind, charts[0].title.as_ref().unwrap().value.as_str()), (ChartKind::Pie, "题"));
        assert_eq!(texts(charts[0].categories.as_ref().unwrap()), ["予以公开", "部分公开", "丙", "甲"]);
        let SeriesValues::Listed(listed) = &charts[0].series[0].values else { panic!("a list") };
        assert_eq!(texts(listed), ["{{ 1 }}", "1000", "+2.50", ""]);
        assert!(
            matches!(&charts[1].series[0].values, SeriesValues::Key(key) if key.value == "applications.received.*")
        );
    }

    #[test]
    fn series_stand_beside_their_categories() {
        let text = "[charts.years]\nkind = 'stacked-bar'\nunit = '件'\ncategories = ['2018', '2019']\n\
                    series = { 新收 = [50, 62], 办结 = [50, '{{ 2 }}'] }\n";
        let charts = charts(text).unwrap();
        assert_eq!(charts[0].kind, ChartKind::StackedBar);
        assert_eq!(texts(charts[0].categories.as_ref().unwrap()), ["2018", "2019"]);
        let names: Vec<&str> =
            charts[0].series.iter().map(|series| series.name.as_ref().unwrap().value.as_str()).collect();
        assert_eq!(names, ["新收", "办结"]);
    }

    #[test]
    fn what_is_wrong_is_named_at_its_place() {
        let wrong = |text: &str| charts(&format!("[charts.a]\n{text}\n")).unwrap_err().remove(0);
        let fault = |code, line, column, key: &str| (code, line, column, format!("charts.a{key}"));
        assert_eq!(wrong("kind = 'cake'\nvalues = {甲 = 1}"), fault("wrong-type", 5, 8, ".kind"));
        assert_eq!(wrong("values = {甲 = 1}"), fault("missing-key", 4, 1, ".kind"));
        assert_eq!(wrong("kind = 'pie'"), fault("chart-shape", 4, 1, ""));
        assert_eq!(wrong("kind = 'pie'\nvalues = {甲 = 1}\nseries = {}"), fault("chart-shape", 7, 1, ".series"));
        assert_eq!(
            wrong("kind = 'pie'\ncategories = ['甲']\nvalues = {甲 = 1}"),
            fault("chart-shape", 7, 1, ".values")
        );
        assert_eq!(wrong("kind = 'pie'\nvalues = {甲 = true}"), fault("wrong-type", 6, 15, ".values.甲"));
        assert_eq!(wrong("kind = 'pie'\nvalues = 3"), fault("wrong-type", 6, 10, ".values"));
        assert_eq!(wrong("kind = 'pie'\nvalue = {甲 = 1}"), fault("chart-shape", 4, 1, ""));
        let many = format!("kind = 'bar'\ncategories = []\nseries = {{ 甲 = [{}] }}", "1,".repeat(201));
        assert_eq!(wrong(&many).0, "chart-shape");
    }
}
