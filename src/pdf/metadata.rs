//! What the file tells of itself: document information and catalog (ISO 32000-1, 14.3.3 and 7.7.2).

use lopdf::{Document, Object, dictionary, text_string};

use super::Error;
use crate::compose::document::{Created, Properties};

/// The program, as Creator and Producer.
const PROGRAM: &str = concat!("nianbao ", env!("CARGO_PKG_VERSION"));

/// Sets title, author, dates and language.
pub fn set(document: &mut Document, properties: &Properties) -> Result<(), Error> {
    let mut info = dictionary! {
        "Title" => text_string(&properties.title),
        "Author" => text_string(&properties.author),
        "Creator" => text_string(PROGRAM),
        "Producer" => text_string(PROGRAM),
    };
    if let Some(created) = properties.created.and_then(date_string) {
        info.set("CreationDate", Object::string_literal(created.clone()));
        info.set("ModDate", Object::string_literal(created));
    }
    // printpdf's has a key of PDF/X and the year 1970: nothing of it stays.
    let id = document.trailer.get(b"Info")?.as_reference()?;
    document.set_object(id, info);

    document.version = "1.7".to_string();
    let catalog = document.catalog_mut()?;
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    // How pages are laid out on the screen is the reader's choice.
    catalog.remove(b"PageLayout");
    Ok(())
}

/// When the document was made, as a date string (ISO 32000-1, 7.9.4). The clock is never asked: the same data file would
/// give another file every time.
fn date_string(created: Created) -> Option<String> {
    match created {
        // Midnight in China.
        Created::On { year, month, day } => Some(format!("D:{year:04}{month:02}{day:02}000000+08'00'")),
        Created::At(seconds) => {
            let time = printpdf::OffsetDateTime::from_unix_timestamp(seconds).ok()?;
            let (year, month, day) = (time.year(), time.month() as u8, time.day());
            let (hour, minute, second) = (time.hour(), time.minute(), time.second());
            Some(format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let on = Created::On { year: 2026, month: 3, day: 20 };
        assert_eq!(date_string(on).as_deref(), Some("D:20260320000000+08'00'"));
        assert_eq!(date_string(Created::At(1_700_000_000)).as_deref(), Some("D:20231114221320Z"));
        assert_eq!(date_string(Created::At(i64::MAX)), None);
    }
}
