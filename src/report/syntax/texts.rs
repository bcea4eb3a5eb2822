//! Texts in quotes of any kind, written down in those of TOML.

use super::quotes::{is_quote, same_family};
use super::reader::Reader;
use super::scalars;
use super::slips;
use super::values::Within;
use super::wanted::Wanted;
use crate::diagnostic::message;
use crate::report::meant::{is_invisible, is_odd_blank, quoted};

impl Reader<'_> {
    /// Text between three quotes, which `strings` has found to be closed.
    pub fn lines_of_text(&mut self) {
        let (start, rest) = (self.at, self.rest());
        let quotes = rest.get(..3).unwrap_or_default();
        let inside = rest.get(3..).unwrap_or_default();
        let end = text_end(inside, quotes).unwrap_or(inside.len());
        let text = inside.get(..end).unwrap_or_default();
        self.at += (3 + end + 3).min(rest.len());
        let wrong = if quotes == "\"\"\"" { wrong_escape(text) } else { None };
        match wrong {
            Some(at) if !text.contains("'''") => {
                self.slip(start + 3 + at..start + 4 + at, slips::backslash());
                if let Some(slip) = self.slips.last_mut() {
                    slip.help = Some(message!(
                        zh: "把这段文字前后的 \"\"\" 都改成 '''，反斜杠照写",
                        en: "make the \"\"\" before and behind this text into ''', where a backslash is a backslash",
                    ));
                }
                self.written.push_str(&format!("'''{text}'''"));
            }
            _ => self.written.push_str(self.text.get(start..self.at).unwrap_or_default()),
        }
    }

    /// Text between quotes of any kind on one line.
    pub fn quoted_text(&mut self, quote: char, wanted: &Wanted, within: Within) {
        let start = self.at;
        let line = self.line();
        let inside = line.get(quote.len_utf8()..).unwrap_or_default();
        let sound = match quote {
            '"' => text_end(inside, "\""),
            '\'' => inside.find('\''),
            _ => None,
        };
        let sound = sound.filter(|end| ends_value(inside.get(end + 1..).unwrap_or_default(), within));
        if let Some(end) = sound {
            let text = inside.get(..end).unwrap_or_default();
            self.skip(end + 2);
            if let Some(at) = wrong_escape(text).filter(|_| quote == '"') {
                self.slip(start + 1 + at..start + 2 + at, slips::backslash());
                self.written.push_str(&quoted(&text.replace("\\\"", "\"")));
            } else if let Some(found) = scalars::unquoted(text, wanted) {
                self.settled_at(start, start + end + 2, found);
            } else {
                self.written.push_str(line.get(..end + 2).unwrap_or_default());
            }
            return;
        }
        let mut ends = inside.char_indices().filter(|(at, ch)| {
            same_family(quote, *ch) && ends_value(inside.get(at + ch.len_utf8()..).unwrap_or_default(), within)
        });
        let (text, length) = match ends.next() {
            Some((at, close)) => {
                let text = inside.get(..at).unwrap_or_default();
                let plain = if quote.is_ascii() { quote } else { '"' };
                if quote != plain {
                    self.slip(start..start + quote.len_utf8(), slips::mark(quote, &plain.to_string()));
                }
                if close != plain && quote == plain {
                    let place = start + quote.len_utf8() + at;
                    self.slip(place..place + close.len_utf8(), slips::mark(close, &plain.to_string()));
                }
                if quote == plain && close == plain {
                    self.slip(start..start + 1, slips::inner_quotes(quote));
                }
                (text, quote.len_utf8() + at + close.len_utf8())
            }
            None => {
                let end = match within {
                    Within::Line => inside.find(" #").or_else(|| inside.find("\t#")).unwrap_or(inside.len()),
                    Within::List => inside.find([',', '，', '、', ']', '］', '】']).unwrap_or(inside.len()),
                    Within::Table => inside.find([',', '，', '}', '｝']).unwrap_or(inside.len()),
                };
                let text = inside.get(..end).unwrap_or_default().trim_end();
                if let Some(close) = text.rfind(|ch| same_family(quote, ch)) {
                    // What stands behind the quote is told of as such.
                    return self.closed_text(quote, text.get(..close).unwrap_or_default(), wanted);
                }
                self.slip(start..start + quote.len_utf8(), slips::unclosed_quote(quote));
                (text.trim_end_matches(is_quote), quote.len_utf8() + text.len())
            }
        };
        self.skip(length);
        match scalars::unquoted(text, wanted).or_else(|| scalars::figure_in_quotes(text, wanted)) {
            Some(found) => self.settled_at(start, start + length, found),
            None => self.written.push_str(&quoted(text)),
        }
    }

    /// A text whose quotes are closed before what does not belong to it: `"某县" 全称`.
    fn closed_text(&mut self, quote: char, text: &str, wanted: &Wanted) {
        let start = self.at;
        let behind = start + quote.len_utf8() + text.len();
        let close = self.text.get(behind..).and_then(|rest| rest.chars().next()).unwrap_or(quote);
        for (at, mark) in [(start, quote), (behind, close)] {
            if !mark.is_ascii() {
                self.slip(at..at + mark.len_utf8(), slips::mark(mark, "\""));
            }
        }
        self.skip(behind + close.len_utf8() - start);
        match scalars::unquoted(text, wanted) {
            Some(found) => self.settled_at(start, self.at, found),
            None if quote.is_ascii() && quote == close && wrong_escape(text).is_none() && !text.contains(quote) => {
                self.written.push_str(self.text.get(start..self.at).unwrap_or_default());
            }
            None => self.written.push_str(&quoted(text)),
        }
    }
}

/// Whether a value may end before this.
fn ends_value(rest: &str, within: Within) -> bool {
    let rest = rest.trim_start_matches(|ch: char| matches!(ch, ' ' | '\t') || is_odd_blank(ch) || is_invisible(ch));
    let Some(next) = rest.chars().next() else { return true };
    match within {
        _ if next == '#' => true,
        Within::Line => {
            let rest = rest.trim_start_matches(|ch: char| ",，;；。.".contains(ch) || ch.is_whitespace());
            rest.is_empty() || rest.starts_with('#')
        }
        Within::List => ",，、;；]］】}｝".contains(next),
        Within::Table => ",，、;；}｝]］".contains(next),
    }
}

/// Where a text ends that `quotes` close; a backslash hides what follows it in double quotes.
fn text_end(inside: &str, quotes: &str) -> Option<usize> {
    if quotes.starts_with('\'') {
        let at = inside.find(quotes)?;
        let more = inside.get(at + 3..).unwrap_or_default();
        return Some(at + (more.len() - more.trim_start_matches('\'').len()).min(2));
    }
    let mut is_hidden = false;
    for (at, ch) in inside.char_indices() {
        match ch {
            _ if is_hidden => is_hidden = false,
            '\\' => is_hidden = true,
            '"' if inside.get(at..).is_some_and(|rest| rest.starts_with(quotes)) => {
                let more = inside.get(at + quotes.len()..).unwrap_or_default();
                let more = if quotes.len() == 3 { more.len() - more.trim_start_matches('"').len() } else { 0 };
                return Some(at + more.min(2));
            }
            _ => {}
        }
    }
    None
}

/// Where a backslash stands in a text in double quotes that means nothing to TOML.
fn wrong_escape(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text.get(at..)?.find('\\') {
        let place = at + found;
        let rest = text.get(place + 1..)?;
        let hexadecimal = |count: usize| {
            let digits = rest.get(1..1 + count);
            digits.is_some_and(|digits| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).is_some())
        };
        let is_right = match rest.chars().next() {
            Some('b' | 't' | 'n' | 'f' | 'r' | 'e' | '"' | '\\' | '\n' | '\r') => true,
            Some(' ' | '\t') => rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n'),
            Some('x') => hexadecimal(2),
            Some('u') => hexadecimal(4),
            Some('U') => hexadecimal(8),
            _ => false,
        };
        if !is_right {
            return Some(place);
        }
        at = place + 2;
    }
    None
}
