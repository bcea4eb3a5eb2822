//! Text as XML: elements stand in this room as they stand in the file, and what comes from outside is escaped.

use std::fmt::{self, Display, Write};

/// What every part begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Puts formatted text behind a `String`, which never fails.
macro_rules! put {
    ($text:expr, $($format:tt)*) => {{
        let _ = std::fmt::Write::write_fmt($text, format_args!($($format)*));
    }};
}
pub(super) use put;

/// A text from outside, as content or in quotes. Characters that XML cannot hold (XML 1.0, 2.2) are left out.
pub(super) struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(is_special) {
            let (plain, special) = rest.split_at(at);
            f.write_str(plain)?;
            let mut chars = special.chars();
            match chars.next() {
                Some('&') => f.write_str("&amp;")?,
                Some('<') => f.write_str("&lt;")?,
                Some('>') => f.write_str("&gt;")?,
                Some('"') => f.write_str("&quot;")?,
                // White space of attributes is one blank for every reader.
                Some('\t' | '\n' | '\r') => f.write_char(' ')?,
                _ => {}
            }
            rest = chars.as_str();
        }
        f.write_str(rest)
    }
}

fn is_special(ch: char) -> bool {
    matches!(ch, '&' | '<' | '>' | '"' | '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_is_mark_up() {
        let escaped = |text: &str| Escaped(text).to_string();
        assert_eq!(escaped("<a b=\"1\">]]>&amp;"), "&lt;a b=&quot;1&quot;&gt;]]&gt;&amp;amp;");
        assert_eq!(escaped("甲\u{0}\u{1B}\u{FFFE}乙\t丙\n\u{20000}"), "甲乙 丙 \u{20000}");
    }
}
