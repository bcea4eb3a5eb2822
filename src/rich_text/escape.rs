//! Text as Markdown: escaped where it would be read as something else.

use super::piece::Inline;
use crate::import::{escaped, numbered_as_markdown, numbered_as_typed};
use crate::narrative::is_reference;
use crate::narrative::line::{Opening, is_blank, opening};
use crate::narrative::single_braces::is_expression;

/// Where a text is to stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A line of its own. `numbers` says whether a number that it opens with is one: （一）, 1., （1）.
    Line { numbers: bool, in_quote: bool },
    /// Behind the mark of an item or the label of a note.
    BehindMark,
    /// Behind the signs of a heading, in brackets, or in the line of a caption: where no line can break.
    OneLine,
    /// A line of a cell.
    Cell,
}

/// The Markdown of a text, without blanks and breaks at either end; nothing of one that says nothing.
pub(super) fn written(text: &[Inline], place: Place) -> String {
    let breaks = !matches!(place, Place::OneLine);
    let runs = runs(text, breaks);
    let mut lines: Vec<String> = Vec::new();
    let mut writer = Writer::default();
    for run in &runs {
        match run {
            Run::Break => {
                lines.push(std::mem::take(&mut writer.out));
                writer.in_line = false;
            }
            Run::Text(..) | Run::Figure(..) | Run::Note(..) => writer.run(run),
        }
    }
    writer.style(false, None);
    lines.push(writer.out);
    let last = lines.len().saturating_sub(1);
    let mut whole = String::new();
    for (at, line) in lines.iter().enumerate() {
        match (at, place) {
            (0, Place::Line { numbers, in_quote }) => whole.push_str(&opened(line, numbers, in_quote)),
            (_, Place::Cell | Place::OneLine) => whole.push_str(line),
            _ => whole.push_str(&behind_mark(line)),
        }
        if at < last {
            whole.push_str(if place == Place::Cell { "<br>" } else { "\\\n" });
        }
    }
    whole
}

/// A run with what no narrative can hold taken out.
enum Run<'i> {
    Text(String, bool, Option<&'i str>),
    /// An expression.
    Figure(&'i str, bool, Option<&'i str>),
    /// The label of a footnote.
    Note(String),
    Break,
}

/// The runs of a text; those that say nothing are left out, and breaks at either end.
fn runs(text: &[Inline], breaks: bool) -> Vec<Run<'_>> {
    let mut runs: Vec<Run> = Vec::new();
    for inline in text {
        match inline {
            Inline::Text { text, strong, link } => {
                let link = link.as_deref();
                if text.is_empty() && link.is_some_and(is_reference) {
                    runs.push(Run::Text(String::new(), *strong, link));
                }
                for (at, line) in text.replace("\r\n", "\n").split(is_line_end).enumerate() {
                    if at > 0 {
                        runs.push(Run::Break);
                    }
                    let kept = |ch: &char| (!ch.is_control() || *ch == '\t') && !is_no_character(*ch);
                    let line: String = line.chars().filter(kept).map(|ch| if ch == '\t' { ' ' } else { ch }).collect();
                    // Blanks alone are set in no face.
                    let strong = *strong && !line.chars().all(is_blank);
                    runs.extend((!line.is_empty()).then_some(Run::Text(line, strong, link)));
                }
            }
            Inline::Figure { expression, strong, link, .. } => {
                let expression = expression.trim();
                let is_one = !expression.is_empty() && !expression.contains(['{', '}']) && !has_controls(expression);
                runs.push(match is_one {
                    true => Run::Figure(expression, *strong, link.as_deref()),
                    false => Run::Text(format!("{{{{{expression}}}}}").replace(char::is_control, " "), *strong, None),
                });
            }
            Inline::Note { label } => {
                let label = label_of(label);
                runs.extend((!label.is_empty()).then_some(Run::Note(label)));
            }
            Inline::Break => runs.push(Run::Break),
        }
    }
    let says_nothing = |run: &Run| match run {
        Run::Break => true,
        Run::Text(text, _, None) => text.chars().all(is_blank),
        _ => false,
    };
    let from = runs.iter().take_while(|run| says_nothing(run)).count();
    runs.drain(..from);
    let kept = runs.len() - runs.iter().rev().take_while(|run| says_nothing(run)).count();
    runs.truncate(kept);
    if !breaks {
        runs.iter_mut()
            .filter(|run| matches!(run, Run::Break))
            .for_each(|run| *run = Run::Text(" ".into(), false, None));
    }
    if let Some(Run::Text(first, ..)) = runs.first_mut() {
        *first = first.trim_start_matches(is_blank).to_owned();
    }
    if let Some(Run::Text(last, ..)) = runs.last_mut() {
        *last = last.trim_end_matches(is_blank).to_owned();
    }
    runs
}

/// What a footnote may be called.
pub(super) fn label_of(label: &str) -> String {
    label.chars().filter(|ch| !ch.is_whitespace() && !ch.is_control() && !"[]\\`<>*{}".contains(*ch)).collect()
}

/// What Unicode keeps for programs' own use, as `narrative` does while it reads.
fn is_no_character(ch: char) -> bool {
    ('\u{FDD0}'..='\u{FDEF}').contains(&ch)
}

fn is_line_end(ch: char) -> bool {
    matches!(ch, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn has_controls(text: &str) -> bool {
    text.contains(|ch: char| ch.is_control() || is_line_end(ch))
}

/// Writes runs one after another, and the marks of their styles between.
#[derive(Default)]
struct Writer {
    out: String,
    strong: bool,
    link: Option<String>,
    /// Whether something stands in the line.
    in_line: bool,
}

impl Writer {
    fn run(&mut self, run: &Run) {
        match run {
            Run::Text(text, strong, link) => {
                self.style(*strong, *link);
                self.text(text);
            }
            Run::Figure(expression, strong, link) => {
                self.style(*strong, *link);
                self.out.push_str(&format!("{{{{ {expression} }}}}"));
            }
            Run::Note(label) => {
                self.style(self.strong, None);
                self.out.push_str(&format!("[^{label}]"));
            }
            Run::Break => {}
        }
        self.in_line = true;
    }

    /// Ends the styles that do not go on, and begins those that do.
    fn style(&mut self, strong: bool, link: Option<&str>) {
        if self.link.as_deref() != link
            && let Some(address) = self.link.take()
        {
            self.out.push_str(&format!("]({})", address_of(&address)));
        }
        if self.strong != strong {
            // Within a link the mark would be taken out of it.
            if let Some(address) = self.link.take() {
                self.out.push_str(&format!("]({})", address_of(&address)));
            }
            self.out.push_str("**");
            self.strong = strong;
        }
        if self.link.is_none()
            && let Some(address) = link
        {
            // A sign before the bracket would make a picture of it.
            if self.out.ends_with('!') {
                self.out.insert(self.out.len() - 1, '\\');
            }
            self.out.push('[');
            self.link = Some(address.to_owned());
        }
    }

    /// Text with the expressions that are typed in it.
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, inside, behind)) = typed_expression(rest) {
            self.plain(before);
            self.out.push_str(&format!("{{{{{inside}}}}}"));
            rest = behind;
        }
        self.plain(rest);
    }

    fn plain(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let text = escaped(text, !self.in_line);
        self.out.push_str(&text);
        self.in_line = true;
    }
}

/// The first `{{ expression }}` that was typed in a text: what stands before, inside and behind it.
fn typed_expression(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find("{{").map(|at| from + at) {
        let inside = text.get(at + 2..)?;
        if let Some(end) = inside.find("}}")
            && let Some(expression) = inside.get(..end)
            && (is_expression(expression) || ["report.year", "report.organ"].contains(&expression.trim()))
        {
            return Some((text.get(..at)?, expression, inside.get(end + 2..)?));
        }
        from = at + 1;
    }
    None
}

/// A text as it stands between the quotes of a picture, with the expressions that are typed in it.
pub(super) fn quotable(text: &str) -> String {
    let plain = |text: &str| escaped(text, false).replace('"', "\\\"");
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, inside, behind)) = typed_expression(rest) {
        out.push_str(&format!("{}{{{{{inside}}}}}", plain(before)));
        rest = behind;
    }
    out + &plain(rest)
}

/// An address as it stands in the parentheses of a link or a picture.
pub(super) fn address_of(address: &str) -> String {
    let address: String = address.trim().chars().filter(|ch| !has_controls(ch.encode_utf8(&mut [0; 4]))).collect();
    let is_plain = !address.contains([' ', '(', ')', '<', '>', '\\', '*', '&', '`', '{']) && !address.is_empty();
    if is_plain || typed_expression(&address).is_some() {
        return address;
    }
    let escape = |ch: char| "\\<>*&`{".contains(ch).then_some('\\');
    let written: String = address.chars().flat_map(|ch| escape(ch).into_iter().chain([ch])).collect();
    format!("<{written}>")
}

/// A line escaped already, in which nothing opens but, with `numbers`, what its number shows.
fn opened(line: &str, numbers: bool, in_quote: bool) -> String {
    match opening(line, in_quote) {
        Opening::NumberedHeading { .. } | Opening::Item { .. } if numbers => line.to_owned(),
        Opening::NumberedHeading { .. } => numbered_as_typed(line.to_owned()),
        // A mark is escaped by its sign.
        Opening::Item { .. } => numbered_as_typed(line.to_owned()),
        _ => behind_mark(line),
    }
}

/// A line that stands behind a mark, or a break: escaped already, and no item by its number, footnote or caption.
fn behind_mark(line: &str) -> String {
    if line.starts_with(": ") {
        return format!("\\{line}");
    }
    if opening(line, true) == Opening::Footnote
        && let Some((label, rest)) = line.split_once("]:")
    {
        return format!("{label}]\\:{rest}");
    }
    numbered_as_markdown(line.to_owned())
}
