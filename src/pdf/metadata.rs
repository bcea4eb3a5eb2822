//! What the file tells of itself: document information, metadata for archives, colours and catalog (ISO 32000-1, 14.3
//! and 7.7.2; ISO 19005-2, 6.6; ISO 14289-1, 5 and 7.1).

use lopdf::{Document, Object, Stream, dictionary, text_string};
use xmp_writer::{DateTime, LangId, Timezone, XmpWriter};

use super::Error;
use super::conformance::{self, LANGUAGE, SRGB, cut};
use super::seal::{SEAL_SCHEME, Seals, seals_with};
use super::structure::Elements;
use crate::compose::document::{Created, Properties};

/// The program, as Creator and Producer.
const PROGRAM: &str = concat!("nianbao ", env!("CARGO_PKG_VERSION"));

/// Sets title, author, dates, language, and what the file claims to be.
pub(super) fn set(document: &mut Document, elements: &Elements, properties: &Properties) -> Result<(), Error> {
    let created = properties.created.and_then(date_time);
    let mut info = dictionary! {
        "Title" => text_string(cut(&properties.title)),
        "Author" => text_string(cut(&properties.author)),
        "Creator" => text_string(PROGRAM),
        "Producer" => text_string(PROGRAM),
    };
    if let Some(created) = created {
        info.set("CreationDate", Object::string_literal(date_string(created)));
        info.set("ModDate", Object::string_literal(date_string(created)));
    }
    // printpdf's has a key of PDF/X and the year 1970: nothing of it stays.
    let id = document.trailer.get(b"Info")?.as_reference()?;
    document.set_object(id, info);

    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec()));
    document.version = conformance::VERSION.to_owned();
    let catalog = document.catalog_mut()?;
    catalog.set("OutputIntents", vec![Object::Dictionary(conformance::output_intent(profile))]);
    catalog.set("Lang", Object::string_literal(LANGUAGE));
    catalog.set("ViewerPreferences", conformance::viewer_preferences());
    // How pages are laid out on the screen is the reader's choice.
    catalog.remove(b"PageLayout");

    // Nothing that is sealed is added behind this.
    let sealed = xmp(properties, created, &seals_with(document, elements)).into_bytes();
    let metadata = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = document.add_object(Stream::new(metadata, sealed));
    document.catalog_mut()?.set("Metadata", metadata);
    Ok(())
}

/// The metadata (XMP). They say what the document information says, which ISO 19005-2, 6.6.3, wants to agree.
fn xmp(properties: &Properties, created: Option<DateTime>, seals: &Seals) -> String {
    let mut xmp = XmpWriter::new();
    let title = cut(&properties.title);
    xmp.title([(None, title), (Some(LangId(LANGUAGE)), title)]);
    xmp.creator([cut(&properties.author)]);
    xmp.language([LangId(LANGUAGE)]);
    xmp.format("application/pdf");
    xmp.creator_tool(PROGRAM);
    xmp.producer(PROGRAM);
    if let Some(created) = created {
        xmp.create_date(created);
        xmp.modify_date(created);
    }
    let of_pages = seals.pages.iter().map(|page| page.as_ref().map_or("-".to_owned(), ToString::to_string));
    let pages: Vec<String> = std::iter::once(SEAL_SCHEME.to_owned()).chain(of_pages).collect();
    let rest = format!("{SEAL_SCHEME} {}", seals.document.as_deref().unwrap_or("-"));
    let digest = properties.digest.as_deref().unwrap_or_default();
    conformance::claim(&mut xmp, [digest, &pages.join(" "), &rest]);
    xmp.finish(None)
}

/// When the document was made. The clock is never asked: the same data file would give another file every time.
fn date_time(created: Created) -> Option<DateTime> {
    match created {
        Created::On { year, month, day } => {
            let china = Timezone::Local { hour: 8, minute: 0 };
            Some(DateTime::new(year, month, day, 0, 0, 0, china))
        }
        Created::At(seconds) => {
            let time = printpdf::OffsetDateTime::from_unix_timestamp(seconds).ok()?;
            let year = u16::try_from(time.year()).ok()?;
            let (month, day) = (time.month() as u8, time.day());
            Some(DateTime::new(year, month, day, time.hour(), time.minute(), time.second(), Timezone::Utc))
        }
    }
}

/// The same as a date string (ISO 32000-1, 7.9.4).
fn date_string(date: DateTime) -> String {
    let part = |part: Option<u8>| part.unwrap_or_default();
    let (month, day, hour) = (part(date.month), part(date.day), part(date.hour));
    let (minute, second) = (part(date.minute), part(date.second));
    let zone = match date.timezone {
        Some(Timezone::Local { hour, minute }) => format!("{hour:+03}'{minute:02}'"),
        _ => "Z".to_owned(),
    };
    format!("D:{:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}{zone}", date.year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let text = |created| date_time(created).map(date_string);
        let on = Created::On { year: 2026, month: 3, day: 20 };
        assert_eq!(text(on).as_deref(), Some("D:20260320000000+08'00'"));
        assert_eq!(text(Created::At(1_700_000_000)).as_deref(), Some("D:20231114221320Z"));
        assert_eq!(text(Created::At(i64::MAX)), None);
    }
}
