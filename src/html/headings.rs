//! Headings: which element each is.

use super::body::Body;
use super::inlines::plain;
use super::look::Look;
use crate::compose::document::Heading;

/// The lowest heading that there is (HTML, 4.3.6).
const LOWEST: usize = 6;

impl Body<'_> {
    /// Writes a heading and, if one runs on behind it, the paragraph.
    pub(super) fn heading(&mut self, heading: &Heading) {
        let tag = self.heading_tag(heading.level);
        // As a list of headings shows it, without its number.
        self.title = plain(heading.entry().get(1..).unwrap_or_default());
        let runs_on = heading.run_in.is_some();
        let around = Look::RunIn.attribute(self.form).filter(|_| runs_on);
        if let Some(around) = around {
            self.out.open("div", [around]);
        }
        let name = self.names.of(heading.id).filter(|_| self.is_named(heading)).map(|name| ("id", name));
        let look = Look::Heading(heading.level).attribute(self.form);
        self.out.open(tag, name.into_iter().chain(look));
        self.out.text(&heading.label);
        self.inlines(&heading.text);
        self.out.close(tag);
        match &heading.run_in {
            Some(paragraph) => self.paragraph(paragraph, Look::Paragraph),
            None => self.out.line(),
        }
        if around.is_some() {
            self.out.close_line("div");
        }
    }

    /// The element of a heading: one level below that of the heading that it stands below, whatever number it has, so
    /// that none is left out. In the preface （一） stands right below the title.
    fn heading_tag(&mut self, level: u8) -> &'static str {
        while self.open_levels.pop_if(|open| *open >= level).is_some() {}
        self.open_levels.push(level);
        match (self.open_levels.len() + 1).min(LOWEST) {
            0..=2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        }
    }
}
