//! `[report]`, `[page]` and `[fonts]`: who reports, and how the pages depart from the standard.

use super::bounds::Bound;
use super::limits::{CHARS_PER_LINE, LINE_PITCH, MAX_DPI, YEARS};
use super::meant;
use super::toml_table::{Faults, Item, TomlTable};
use super::{Date, FaceChoice, FaceSlot, OrganKind, PageOptions};
use crate::diagnostic::{Diagnostic, Severity, did_you_mean, message};
use crate::form::Form;
use crate::report::rules;
use crate::source::{Located, Span};

/// What `[report]` says; what is missing or wrong is `None`.
pub(super) struct Head {
    pub organ: Option<Located<String>>,
    pub year: Option<Located<u16>>,
    pub title: Option<Vec<Located<String>>>,
    pub kind: Option<OrganKind>,
    pub published: Option<Date>,
    pub published_span: Option<Span>,
    pub contents: bool,
    pub signature: bool,
    pub draft: bool,
}

/// Reads `form` and `[report]`. The form, once known, is noted in `faults`.
pub(super) fn head(top: &mut TomlTable, faults: &mut Faults) -> Head {
    let stated_form = top.take("form");
    let table = top.need("report", faults).and_then(|item| item.table(faults));
    let Some(mut table) = table else {
        faults.form = stated_form.and_then(|item| named_form(&item, faults));
        return Head {
            organ: None,
            year: None,
            title: None,
            kind: None,
            published: None,
            published_span: None,
            contents: false,
            signature: false,
            draft: false,
        };
    };

    let organ = table.need("organ", faults).and_then(|item| organ(&item, faults));
    let year_item = table.need("year", faults);
    let year = year_item.as_ref().and_then(|item| item.integer(YEARS, faults));
    faults.form = match &stated_form {
        Some(item) => named_form(item, faults),
        None => year.map(|year| faults.forms.by_year(year)),
    };

    let kind = match table.take("kind") {
        Some(item) => named_kind(&item, faults),
        None => organ.as_ref().map(|organ| OrganKind::of_organ(&organ.value)),
    };
    let title = match table.take("title") {
        Some(item) => title(&item, faults),
        None => organ.as_ref().zip(year.zip(year_item.as_ref())).map(|(organ, (year, item))| {
            let second = title_line(year);
            vec![organ.clone(), Located { value: second, span: item.span }]
        }),
    };

    let published_item = table.take("published");
    let published = published_item.as_ref().and_then(|item| date(item, faults));
    let published_span = published_item.as_ref().map(|item| item.span);
    let contents = table.take("contents").and_then(|item| item.boolean(faults)).unwrap_or(false);
    let signature_item = table.take("signature");
    let signature = signature_item.as_ref().and_then(|item| item.boolean(faults)).unwrap_or(false);
    let draft = table.take("draft").and_then(|item| item.boolean(faults)).unwrap_or(false);
    let is_dated = published_item.is_some() || table.has_by_label("published", faults);
    if let (true, false, Some(item)) = (signature, is_dated, signature_item) {
        let message = message!(
            zh: "有落款（signature）就要有发布日期：缺少“report.published”",
            en: "a signature needs a date: `report.published` is missing",
        );
        let help = message!(
            zh: "在 [report] 下面加一行，写发布的日子，如 published = 2026-03-20",
            en: "add the date below [report], such as published = 2026-03-20",
        );
        // A draft is printed without it.
        let severity = if draft { Severity::Warning } else { Severity::Error };
        let fault = Diagnostic { severity, ..Diagnostic::error(&rules::MISSING_KEY, message) };
        faults.push(fault.at(item.whole()).key("report.published").help(help));
    }
    table.finish(faults);
    let year = year.zip(year_item).map(|(value, item)| Located { value, span: item.span });
    Head { organ, year, title, kind, published, published_span, contents, signature, draft }
}

/// The second line of the title that a file does not state; the first is the organ.
pub(crate) fn title_line(year: u16) -> String {
    format!("{year}年政府信息公开工作年度报告")
}

fn organ(item: &Item, faults: &mut Faults) -> Option<Located<String>> {
    let organ = item.line(faults)?;
    if organ.value.trim().is_empty() {
        let fault = Diagnostic::error(
            &rules::MISSING_KEY,
            message!(zh: "“report.organ”是空的：要写行政机关的名称", en: "`report.organ` is empty"),
        );
        faults.push(fault.at(item.span).key(&item.key));
        return None;
    }
    Some(organ)
}

fn named_form(item: &Item, faults: &mut Faults) -> Option<&'static Form> {
    let name = item.text(faults)?;
    let form = faults.forms.by_name(name);
    if form.is_none() {
        let known = faults.forms.names().join("、");
        let fault = Diagnostic::error(
            &rules::WRONG_TYPE,
            message!(zh: "没有“{name}”年的格式", en: "there is no form `{name}`"),
        );
        let year = meant::year(name).filter(|year| faults.forms.by_name(year).is_some());
        let help = match year {
            Some(year) => item.written(&meant::quoted(&year)),
            None => message!(zh: "可以用的格式：{known}", en: "known forms: {known}"),
        };
        faults.push(fault.at(item.span).key(&item.key).help(help));
    }
    form
}

fn named_kind(item: &Item, faults: &mut Faults) -> Option<OrganKind> {
    let name = item.text(faults)?;
    let kind = OrganKind::by_name(name);
    if kind.is_none() {
        let known = OrganKind::NAMES.map(|(name, _)| name);
        let list = known.join("、");
        let fault = Diagnostic::error(
            &rules::WRONG_TYPE,
            message!(zh: "没有“{name}”这一类机关", en: "there is no kind of organ `{name}`"),
        );
        let otherwise = message!(zh: "可以用的：{list}", en: "known kinds: {list}");
        let help = match meant::organ_kind(name) {
            Some(kind) => Some(item.written(&meant::quoted(kind))),
            None => did_you_mean(name, known, otherwise),
        };
        faults.push(fault.at(item.span).key(&item.key).help(help));
    }
    kind
}

/// A string or the list of its lines.
fn title(item: &Item, faults: &mut Faults) -> Option<Vec<Located<String>>> {
    let lines = match item.items(faults.source) {
        Some(items) => items.iter().map(|line| line.line(faults)).collect::<Option<Vec<_>>>()?,
        None => vec![item.line(faults)?],
    };
    if lines.is_empty() || lines.iter().any(|line| line.value.trim().is_empty()) {
        let fault = Diagnostic::error(
            &rules::MISSING_KEY,
            message!(zh: "标题是空的，或者有空行", en: "the title is empty or has an empty line"),
        );
        faults.push(fault.at(item.span).key(&item.key));
        return None;
    }
    Some(lines)
}

fn date(item: &Item, faults: &mut Faults) -> Option<Date> {
    let date = item.value.as_datetime().filter(|value| value.time.is_none() && value.offset.is_none());
    let date = date.and_then(|value| value.date);
    if date.is_none() {
        let fault = item.wrong_type(message!(zh: "一个日期，如 2026-03-20", en: "a date such as 2026-03-20"));
        let plain = item.plain(faults);
        faults.push(fault.help(match meant::date(&plain) {
            Some(date) => item.written(&date),
            None if meant::is_no_day(&plain) => message!(
                zh: "没有“{plain}”这一天：核对月和日，写成 2026-03-20 的样子，不加引号",
                en: "there is no day `{plain}`: see to month and day, and write it like 2026-03-20, without quotes",
            ),
            None => message!(
                zh: "年、月、日都要写，用 - 连起来，不加引号，如 published = 2026-03-20",
                en: "write year, month and day with - between them, without quotes, such as published = 2026-03-20",
            ),
        }));
    }
    date.map(|date| Date { year: date.year, month: date.month, day: date.day })
}

/// Reads `[page]`.
pub(super) fn page(top: &mut TomlTable, faults: &mut Faults) -> PageOptions {
    let mut page = PageOptions { most_pages: faults.bounds.of(Bound::Pages), ..PageOptions::default() };
    let Some(mut table) = top.take_table("page", faults) else { return page };
    page.line_pitch = table.take("line_pitch").and_then(|item| line_pitch(&item, faults));
    if let Some(count) = table.take("chars_per_line").and_then(|item| item.integer(CHARS_PER_LINE, faults)) {
        page.chars_per_line = u8::try_from(count).unwrap_or(page.chars_per_line);
    }
    if let Some(numbers) = table.take("numbers").and_then(|item| item.boolean(faults)) {
        page.numbers = numbers;
    }
    if let Some(duplex) = table.take("duplex").and_then(|item| item.boolean(faults)) {
        page.duplex = duplex;
    }
    if let Some(numbered) = table.take("numbered_tables").and_then(|item| item.boolean(faults)) {
        page.numbered_tables = numbered;
    }
    if let Some(color) = table.take("color").and_then(|item| item.boolean(faults)) {
        page.color = color;
    }
    page.max_dpi = table.take("max_dpi").and_then(|item| item.integer(MAX_DPI, faults));
    table.finish(faults);
    page
}

/// A length in points.
fn line_pitch(item: &Item, faults: &mut Faults) -> Option<f64> {
    let (low, high) = (*LINE_PITCH.start(), *LINE_PITCH.end());
    let bounds = f64::from(low)..=f64::from(high);
    let pitch = item.parse::<f64>().filter(|pitch| bounds.contains(pitch));
    if pitch.is_none() {
        faults.push(item.wrong_type(message!(
            zh: " {low} 到 {high} 之间的磅数",
            en: "a number of points from {low} to {high}",
        )));
    }
    pitch
}

/// Reads `[fonts]`.
pub(super) fn fonts(top: &mut TomlTable, faults: &mut Faults) -> Vec<FaceChoice> {
    let Some(mut table) = top.take_table("fonts", faults) else { return Vec::new() };
    let mut fonts = Vec::new();
    for (key, slot) in FaceSlot::KEYS {
        let name = table.take(key).and_then(|item| item.line(faults));
        fonts.extend(name.map(|name| FaceChoice { slot, name }));
    }
    table.finish(faults);
    fonts
}
