//! What a value without brackets was meant to be, from where it stands and how it is written.

use super::slips;
use super::wanted::Wanted;
use crate::diagnostic::Message;
use crate::report::meant::{
    Figure, begins_like_figure, boolean, date, figure, half_width, is_formula, is_no_day, organ_kind, quoted, year,
};

/// A value as it is to be written, and what was wrong with it.
pub(super) struct Settled {
    /// What to write.
    pub written: String,
    /// What is wrong.
    pub wrong: Option<Message>,
    /// What to do, where nobody can say what to write.
    pub help: Option<Message>,
}

impl Settled {
    fn new(written: String, wrong: Option<Message>) -> Settled {
        Settled { written, wrong, help: None }
    }
}

/// What to write for a value without quotes.
pub(super) fn settled(raw: &str, wanted: &Wanted) -> Settled {
    let plain = half_width(raw);
    let plain = plain.trim();
    let wide = || (plain != raw).then(|| slips::full_width_letters(raw));
    if *wanted != Wanted::Text {
        if let Some(found) = special(raw, wanted) {
            return found;
        }
        if is_toml_value(plain) {
            return Settled::new(plain.to_owned(), wide());
        }
        if let Some(wrong) = unreadable(raw, wanted) {
            return Settled { help: slips::example(wanted), ..Settled::new(quoted(raw), Some(wrong)) };
        }
        if let Some(found) = as_figure(raw, wanted) {
            return found;
        }
        if let Some(wrong) = no_figure(raw, wanted) {
            return Settled { help: Some(slips::figure_to_write()), ..Settled::new(quoted(raw), Some(wrong)) };
        }
    }
    // 无, /, — and all other text.
    // A comma or semicolon at the end is a habit of other formats, unless the text has marks of its own.
    let text = raw.trim_end_matches([',', '，', ';', '；']);
    let text = if text.is_empty() || text.contains(['，', '。', '；']) { raw } else { text };
    Settled::new(quoted(text), Some(slips::text(text)))
}

/// What to write for a value in quotes where none belong; none if it is text, and right in them.
pub(super) fn unquoted(text: &str, wanted: &Wanted) -> Option<Settled> {
    match wanted {
        Wanted::Year | Wanted::Date | Wanted::Boolean => special(text, wanted),
        // What is right in its quotes stays there.
        Wanted::Form | Wanted::OrganKind => special(text, wanted).filter(|found| found.written != quoted(text)),
        _ => None,
    }
}

/// What to write for a figure between quotes that are wrong anyway, where a cell is wanted.
pub(super) fn figure_in_quotes(text: &str, wanted: &Wanted) -> Option<Settled> {
    let is_plain = |found: &Figure| found.unit.is_none() && !found.has_remark;
    let found = matches!(wanted, Wanted::Cell { .. }).then(|| figure(text, false)).flatten().filter(is_plain)?;
    Some(Settled::new(found.digits, None))
}

/// Dates, years, yes and no.
fn special(raw: &str, wanted: &Wanted) -> Option<Settled> {
    let found = |written: String, wrong: Message| {
        let wrong = (written != raw).then_some(wrong);
        Some(Settled::new(written, wrong))
    };
    let lower = half_width(raw).trim().trim_end_matches([',', ';', '。']).to_lowercase();
    match wanted {
        Wanted::Year => year(raw).and_then(|year| found(year, slips::year(raw))),
        Wanted::Date => date(raw).and_then(|date| found(date, slips::date(raw))),
        Wanted::Form => year(raw).and_then(|form| found(quoted(&form), slips::text(raw))),
        Wanted::OrganKind => organ_kind(raw).and_then(|kind| found(quoted(kind), slips::text(raw))),
        Wanted::Boolean => boolean(raw).and_then(|is| found(is.to_string(), slips::boolean(raw))),
        _ if lower == "true" || lower == "false" => found(lower, slips::boolean(raw)),
        Wanted::Anything => date(raw).and_then(|date| found(date, slips::date(raw))),
        _ => None,
    }
}

/// What is wrong with a value that is none of what is wanted, and cannot be made into it.
fn unreadable(raw: &str, wanted: &Wanted) -> Option<Message> {
    match wanted {
        Wanted::Year => Some(slips::year(raw)),
        Wanted::Date if is_no_day(raw) => Some(slips::no_such_day(raw)),
        Wanted::Date => Some(slips::date(raw)),
        Wanted::Boolean => Some(slips::boolean(raw)),
        _ => None,
    }
}

/// What is wrong with a value that was meant to be a figure, and nobody can say which.
fn no_figure(raw: &str, wanted: &Wanted) -> Option<Message> {
    match wanted {
        Wanted::Cell { .. } | Wanted::Row(_) if is_formula(raw) => Some(slips::formula(raw)),
        Wanted::Cell { .. } | Wanted::Row(_) if begins_like_figure(raw) => Some(slips::unclear_figure(raw)),
        _ => None,
    }
}

fn as_figure(raw: &str, wanted: &Wanted) -> Option<Settled> {
    if matches!(wanted, Wanted::Form | Wanted::OrganKind) {
        return None;
    }
    if matches!(wanted, Wanted::Cell { .. }) && matches!(half_width(raw).trim(), "O" | "o") {
        return Some(Settled::new("0".to_owned(), Some(slips::letter_for_zero(raw))));
    }
    let in_wan_yuan = *wanted == Wanted::Cell { in_wan_yuan: true };
    let found = figure(raw, in_wan_yuan)?;
    let wrong = Some(slips::figure(raw, &found, in_wan_yuan));
    if found.has_remark {
        // 22（其中修订16件）: printed as it stands, counted as 22.
        let written = format!("{{ value = {}, text = {} }}", found.digits, quoted(raw.trim()));
        return matches!(wanted, Wanted::Cell { .. }).then(|| Settled::new(written, wrong));
    }
    Some(Settled::new(found.digits, wrong))
}

/// Whether a text is a number, a boolean or a date of TOML, on its own.
fn is_toml_value(text: &str) -> bool {
    let is_one = !text.is_empty() && !text.contains([',', '[', ']', '{', '}', '"', '\'', '#', '\n', '=']);
    is_one && super::parsed(&format!("a = {text}")).1.is_empty()
}
