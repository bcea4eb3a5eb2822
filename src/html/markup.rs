//! Markup that is being written: elements with their attributes, and text, everything escaped (HTML, 13.1 and 13.3).

/// A name and a value.
pub(super) type Attribute<'a> = (&'a str, &'a str);

/// Markup so far.
#[derive(Default)]
pub(super) struct Markup {
    text: String,
}

impl Markup {
    /// Opens an element.
    pub fn open<'a>(&mut self, tag: &str, attributes: impl IntoIterator<Item = Attribute<'a>>) {
        self.text.push('<');
        self.text.push_str(tag);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            self.escaped(value, true);
            self.text.push('"');
        }
        self.text.push('>');
    }

    /// Closes an element.
    pub fn close(&mut self, tag: &str) {
        self.text.push_str("</");
        self.text.push_str(tag);
        self.text.push('>');
    }

    /// Closes an element that stands on lines of its own.
    pub fn close_line(&mut self, tag: &str) {
        self.close(tag);
        self.line();
    }

    /// Ends a line of the file, where white space makes no difference.
    pub fn line(&mut self) {
        self.text.push('\n');
    }

    /// Adds text.
    pub fn text(&mut self, text: &str) {
        self.escaped(text, false);
    }

    /// Adds an element that holds nothing but text.
    pub fn element<'a>(&mut self, tag: &str, attributes: impl IntoIterator<Item = Attribute<'a>>, text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// Adds what is markup already.
    pub fn markup(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// What has been written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Takes what has been written.
    pub fn finished(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    fn escaped(&mut self, text: &str, in_attribute: bool) {
        for ch in text.chars() {
            match ch {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' if in_attribute => self.text.push_str("&quot;"),
                '\t' | '\n' => self.text.push(ch),
                _ if is_no_text(ch) => {}
                _ => self.text.push(ch),
            }
        }
    }
}

/// Whether a character must not stand in a page (HTML, 3.2.6: text): controls, and what is no character.
fn is_no_text(ch: char) -> bool {
    ch.is_control() || matches!(u32::from(ch), 0xFDD0..=0xFDEF) || u32::from(ch) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_mark_up_that_was_text() {
        let mut markup = Markup::default();
        markup.element("p", [("title", "\"a\"&'<b>")], "<script>]]>&amp;\u{0}\u{8}\u{85}\u{FFFE}\u{FDD0}\t“”</script>");
        assert_eq!(
            markup.as_str(),
            "<p title=\"&quot;a&quot;&amp;'&lt;b&gt;\">&lt;script&gt;]]&gt;&amp;amp;\t“”&lt;/script&gt;</p>"
        );
    }
}
