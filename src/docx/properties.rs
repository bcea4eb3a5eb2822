//! What the file says of itself: title, organ, day, and that the PDF is the official text.

use super::OFFICIAL_TEXT;
use super::xml::{DECLARATION, Escaped, put};
use crate::compose::document::{Created, Properties};

/// Said in the properties, never on the page.
const OFFICIAL: &str = "征求意见用，可以修改；以 PDF 版为正式文本。";
/// 1970-01-01 counted from 0000-03-01, in days, and days of 400 years.
const EPOCH: i64 = 719_468;
const DAYS_OF_ERA: i64 = 146_097;

/// `core.xml` (ECMA-376-2, 11).
pub(super) fn core(properties: &Properties) -> String {
    let mut text = format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:description>{OFFICIAL}</dc:description><dc:language>zh-CN</dc:language>",
        Escaped(&properties.title),
        Escaped(&properties.author)
    );
    if let Some(date) = properties.created.and_then(w3c_date) {
        for name in ["created", "modified"] {
            put!(&mut text, "<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:{name}>");
        }
    }
    text.push_str("</cp:coreProperties>");
    text
}

/// `app.xml` (ECMA-376-1, 22.2).
pub(super) fn app() -> String {
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>nianbao</Application></Properties>"
    )
}

/// `custom.xml` (ECMA-376-1, 22.3).
pub(super) fn custom(properties: &Properties) -> String {
    let mut text = format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">"
    );
    let digest = properties.digest.as_deref().map(|digest| ("数据摘要", digest));
    for (at, (name, value)) in [(OFFICIAL_TEXT, "PDF")].into_iter().chain(digest).enumerate() {
        // The format of all properties that a user may set; the first number is 2.
        put!(
            &mut text,
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{}\" name=\"{name}\"><vt:lpwstr>{}</vt:lpwstr>\
             </property>",
            at + 2,
            Escaped(value)
        );
    }
    text.push_str("</Properties>");
    text
}

/// A date as dcterms wants it: UTC. The clock is never asked.
fn w3c_date(created: Created) -> Option<String> {
    match created {
        // A day is the same day wherever the file is opened.
        Created::On { year, month, day } => Some(format!("{year:04}-{month:02}-{day:02}T00:00:00Z")),
        Created::At(seconds) => {
            let (days, time) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
            let (year, month, day) = date_of(days)?;
            let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
            Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
        }
    }
}

/// The date of a day, counted from 1970-01-01, by the years from March on, whose leap day is their last; of the years that
/// four digits hold.
fn date_of(days: i64) -> Option<(i64, i64, i64)> {
    let days = days.checked_add(EPOCH)?;
    let (era, day) = (days.div_euclid(DAYS_OF_ERA), days.rem_euclid(DAYS_OF_ERA));
    let year_of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (0..=9999).contains(&year).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let on = Created::On { year: 2026, month: 3, day: 20 };
        assert_eq!(w3c_date(on).as_deref(), Some("2026-03-20T00:00:00Z"));
        // By `date -u -d @…`.
        for (seconds, date) in [
            (1_700_000_000, "2023-11-14T22:13:20Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
        ] {
            assert_eq!(w3c_date(Created::At(seconds)).as_deref(), Some(date));
        }
        assert_eq!(w3c_date(Created::At(i64::MAX)), None);
    }
}
