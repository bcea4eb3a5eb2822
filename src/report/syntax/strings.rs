//! Texts over several lines that do not end where they should, or do not begin.
//!
//! To the parser a quote too few or too many turns all that follows inside out: what was text is TOML, and the other
//! way round. Here the file is read as people see it: `body = '''` opens a text, a line of `'''` ends it, and no text
//! runs past the line of the next section or of the next `body = '''`.

use super::quotes::same_family;
use super::text_lines::{
    Line, Opening, has_no_value, is_fence, is_quotes, is_triple, lines_of, opening_of, opening_value, trimmed, triple,
    without_comment,
};
use super::{blanked, error, line_number, parsed, write};
use crate::diagnostic::{Diagnostic, Message, Related, message};
use crate::form::Forms;
use crate::report::key_names::{is_section, takes_lines};
use crate::report::meant::quoted;
use crate::source::{SourceId, Span};

/// A text in which all such stretches are blanked out, and one finding for each of them. If that does not help the
/// parser, the text is left alone: its fault is another.
pub(super) fn masked(text: &str, source: SourceId, forms: Forms) -> (String, Vec<Diagnostic>) {
    let mut scan = Scan { text, source, forms, lines: lines_of(text), found: Vec::new(), masks: Vec::new() };
    scan.run();
    let mut sound = text.to_owned();
    for (range, value) in &scan.masks {
        let blank = blanked(text.get(range.clone()).unwrap_or_default(), *value);
        if text.get(range.clone()).is_some() {
            sound.replace_range(range.clone(), &blank);
        }
    }
    match parsed(&sound).1.len() < parsed(text).1.len() {
        true => (sound, scan.found),
        false => (text.to_owned(), Vec::new()),
    }
}

/// A text that has begun.
struct Open<'a> {
    line: usize,
    at: usize,
    delimiter: &'a str,
}

struct Scan<'a> {
    text: &'a str,
    source: SourceId,
    forms: Forms,
    lines: Vec<Line<'a>>,
    found: Vec<Diagnostic>,
    /// What is to be blanked out, and whether a value has stood there.
    masks: Vec<(std::ops::Range<usize>, bool)>,
}

impl<'a> Scan<'a> {
    fn run(&mut self) {
        let mut open: Option<Open<'a>> = None;
        // The line that has ended the last text, if no section has begun since.
        let mut closer = None;
        let mut index = 0;
        while let Some(line) = self.lines.get(index).copied() {
            index = match open.take() {
                Some(text) => {
                    let opening = opening_of(line);
                    let opens_next = opening.as_ref().is_some_and(|opening| is_triple(opening.rest));
                    if opens_next || self.is_header(line) {
                        self.not_ended(&text, index, Some(line));
                        closer = None;
                        // This line is read again, as one outside the text.
                        index
                    } else {
                        if self.closes(&text, line, index) {
                            closer = Some(index);
                        } else {
                            open = Some(text);
                        }
                        index + 1
                    }
                }
                None => {
                    if self.is_header(line) {
                        closer = None;
                    }
                    self.outside(line, index, &mut open, &mut closer)
                }
            };
        }
        if let Some(text) = open {
            self.not_ended(&text, self.lines.len(), None);
        }
    }

    /// Whether a line ends a text; told if it does so with quotes too many, or in the midst of its words.
    fn closes(&mut self, text: &Open, line: Line, index: usize) -> bool {
        let delimiter = text.delimiter;
        let Some(found) = line.text.find(delimiter) else { return false };
        let (at, number) = (line.start + found, line_number(self.text, line.start));
        let quotes = trimmed(line.text);
        let count = quotes.len();
        if count > delimiter.len() && quotes.chars().all(|ch| delimiter.starts_with(ch)) {
            let message = message!(
                zh: "文字末尾的引号要正好三个，这里有 {count} 个",
                en: "a text ends with three quotes, and here are {count}",
            );
            let help = message!(zh: "第 {number} 行写成 {delimiter}", en: "write line {number} as {delimiter}");
            self.tell(message, at..at + count, help, None);
            self.masks.push((at + delimiter.len()..at + count, false));
            return true;
        }
        let behind = trimmed(line.text.get(found + delimiter.len()..).unwrap_or_default());
        let is_within = !behind.is_empty() && !behind.starts_with('#') && !trimmed(line.text).starts_with(delimiter);
        if !is_within || !self.ends_below(index, delimiter) {
            return true;
        }
        let message = message!(
            zh: "这一行文字中间有 {delimiter}：文字到这里就结束了",
            en: "there is {delimiter} in the midst of this line: the text ends here",
        );
        let help = message!(
            zh: "删去第 {number} 行中间的 {delimiter}",
            en: "delete the {delimiter} in the midst of line {number}",
        );
        self.tell(message, at..at + delimiter.len(), help, None);
        self.masks.push((at..at + delimiter.len(), false));
        false
    }

    /// Whether a line of quotes follows below a line, before the next section and the next text.
    fn ends_below(&self, index: usize, delimiter: &str) -> bool {
        let below = self.lines.iter().skip(index + 1);
        let mut below = below.take_while(|line| !self.is_header(**line) && opening_value(**line).is_none());
        below.any(|line| trimmed(line.text) == delimiter)
    }

    /// Reads a line that stands in no text; gives the next line to read.
    fn outside(
        &mut self,
        line: Line<'a>,
        index: usize,
        open: &mut Option<Open<'a>>,
        closer: &mut Option<usize>,
    ) -> usize {
        let trimmed = trimmed(line.text);
        if trimmed.starts_with('#') {
            return index + 1;
        }
        if let Some(opening) = opening_of(line) {
            if let Some(delimiter) = triple(opening.rest) {
                let is_ended = opening.rest.get(3..).is_some_and(|rest| rest.contains(delimiter));
                if !is_ended {
                    *open = Some(Open { line: index, at: opening.at, delimiter });
                }
                return index + 1;
            }
            return self
                .wrong_opening(&opening, index)
                .or_else(|| self.over_lines(&opening, index))
                .unwrap_or(index + 1);
        }
        if let Some(next) = opening_value(line).and_then(|opening| self.without_quotes(&opening, index)) {
            return next;
        }
        match triple(trimmed) {
            Some(delimiter) if trimmed.matches(delimiter).count() % 2 == 1 => {
                let at = line.start + line.text.find(delimiter).unwrap_or_default();
                self.stray(index, at, delimiter, open, closer);
            }
            // A line of prose that ends with them.
            None if opening_value(line).is_none() && !trimmed.starts_with(['[', '{']) => {
                let delimiter = ["'''", "\"\"\""].into_iter().find(|delimiter| trimmed.ends_with(delimiter));
                if let Some(delimiter) = delimiter {
                    let at = line.start + line.text.rfind(delimiter).unwrap_or_default();
                    self.stray(index, at, delimiter, open, closer);
                }
            }
            _ => {}
        }
        index + 1
    }

    /// A text that has not ended before the line `next`.
    fn not_ended(&mut self, text: &Open, next: usize, before: Option<Line>) {
        let Open { line, at, delimiter } = *text;
        let lines = self.lines.get(line + 1..next).unwrap_or_default();
        let last = lines.iter().enumerate().rev().find(|(_, line)| !trimmed(line.text).is_empty());
        let wrong =
            last.map(|(index, found)| (line + 2 + index, trimmed(found.text))).filter(|(_, found)| is_quotes(found));
        let message = message!(
            zh: "从这里开始的文字没有结束：少了一行 {delimiter}",
            en: "the text that begins here does not end: a line of {delimiter} is missing",
        );
        let help = match (wrong, before) {
            (Some((number, found)), _) => message!(
                zh: "第 {number} 行的 {found} 要写成 {delimiter}（三个半角引号，和开头的一样）",
                en: "line {number}, {found}, should be {delimiter}, the quotes that it began with",
            ),
            (None, Some(next)) => {
                let (number, next) = (line_number(self.text, next.start), trimmed(next.text));
                message!(
                    zh: "在第 {number} 行“{next}”的前面加一行：{delimiter}",
                    en: "put a line before line {number}, `{next}`: {delimiter}",
                )
            }
            (None, None) => message!(
                zh: "在这段文字的末尾（文件的最后）加一行：{delimiter}",
                en: "add a line at the end of the text, which is that of the file: {delimiter}",
            ),
        };
        let related = before.map(|next| Related {
            span: Some(Span::new(self.source, next.start..next.start + next.text.len())),
            key: None,
            message: message!(zh: "文字应在这一行之前结束", en: "it should end before this line"),
        });
        self.tell(message, at..at + 3, help, related);
        let end = before.map_or(self.text.len(), |next| next.start);
        self.masks.push((at..end, true));
    }

    /// Three quotes where no text has begun.
    fn stray(
        &mut self,
        index: usize,
        at: usize,
        delimiter: &'a str,
        open: &mut Option<Open<'a>>,
        closer: &mut Option<usize>,
    ) {
        let start = closer.map_or(0, |closer| closer + 1);
        let above = self.lines.get(start..index).unwrap_or_default();
        let is_written = |line: &&Line| !trimmed(line.text).is_empty() && !trimmed(line.text).starts_with('#');
        // What stands between this line and the last text, or section, or pair.
        let prose = above.iter().rev().filter(is_written).take_while(|line| is_prose(line, self)).count();
        let before = above.iter().enumerate().rev().filter(|(_, line)| is_written(line)).nth(prose);
        let line = self.lines.get(index).copied();
        let (first, whole) = (line.map_or(at, |line| line.start), line.map_or(at, |line| line.start + line.text.len()));
        let mask_from = match before {
            Some((index, _)) => self.lines.get(start + index + 1).map_or(first, |line| line.start),
            None => above.first().map_or(first, |line| line.start),
        };
        match (before, *closer) {
            // [overview], and then ''' without body =
            (Some((_, header)), _) if prose == 0 && self.is_header(*header) => {
                let message = message!(zh: "{delimiter} 前面少了 body =", en: "`body =` is missing before {delimiter}");
                self.tell(message, at..at + 3, write(&format!("body = {delimiter}")), None);
                self.masks.push((at..at + 3, false));
                // What follows is the text: it is blanked up to its end.
                let end = self.end_of_text(index + 1, delimiter);
                self.masks.push((at..end.1, false));
                *open = None;
                *closer = Some(end.0);
                self.skip(end.0, index);
            }
            // body = , and then text
            (Some((_, before)), _) if has_no_value(*before) => {
                let before = *before;
                let number = line_number(self.text, before.start);
                let key = trimmed(before.text).trim_end_matches(['=', '＝', ':', '：']).trim_end();
                let message = message!(
                    zh: "这段文字没有开始的 {delimiter}",
                    en: "the text below does not begin with {delimiter}",
                );
                let help = message!(
                    zh: "第 {number} 行写成 {key} = {delimiter}",
                    en: "write line {number} as {key} = {delimiter}",
                );
                self.tell(message, before.start..before.start + before.text.len(), help, None);
                self.masks.push((before.start..whole, false));
                *closer = Some(index);
            }
            (_, Some(ended)) if prose > 0 => {
                let (ended_at, ended_number) = self.delimiter_of(ended, delimiter);
                let number = line_number(self.text, at);
                let message = message!(
                    zh: "多了一个 {delimiter}：文字在这里就结束了，后面却还有文字，第 {number} 行又有一个 {delimiter}",
                    en: "one {delimiter} too many: the text ends here, but goes on, and line {number} has another",
                );
                let help = message!(
                    zh: "删去第 {ended_number} 行的 {delimiter}",
                    en: "delete the {delimiter} of line {ended_number}",
                );
                self.tell(message, ended_at..ended_at + 3, help, None);
                self.masks.push((mask_from..whole, false));
                *closer = Some(index);
            }
            _ => {
                let number = line_number(self.text, at);
                let message = message!(
                    zh: "多了一个 {delimiter}：前面没有用它开始的文字",
                    en: "one {delimiter} too many: no text has begun with it",
                );
                let help = match prose {
                    0 => {
                        message!(zh: "删去第 {number} 行的 {delimiter}", en: "delete the {delimiter} of line {number}")
                    }
                    _ => {
                        let is_text = |line: &&Line| line.start >= mask_from && is_written(line);
                        let top = self.lines.iter().find(is_text).map_or(number, |l| line_number(self.text, l.start));
                        message!(
                            zh: "在第 {top} 行这段文字的前面加一行 body = {delimiter}",
                            en: "put a line before this text, which is line {top}: body = {delimiter}",
                        )
                    }
                };
                self.tell(message, at..at + 3, help, None);
                self.masks.push((mask_from..whole, false));
            }
        }
    }

    /// The line and the byte at which a text ends that goes on at the line `from`.
    fn end_of_text(&self, from: usize, delimiter: &str) -> (usize, usize) {
        let lines = self.lines.iter().enumerate().skip(from);
        for (index, line) in lines {
            if self.is_header(*line) || opening_of(*line).is_some_and(|opening| is_triple(opening.rest)) {
                return (index.saturating_sub(1), line.start);
            }
            if let Some(at) = line.text.find(delimiter) {
                return (index, line.start + at + delimiter.len());
            }
        }
        (self.lines.len(), self.text.len())
    }

    /// Takes the lines up to `last` for read: they become blank.
    fn skip(&mut self, last: usize, index: usize) {
        for line in self.lines.iter_mut().take(last + 1).skip(index + 1) {
            line.text = "";
        }
    }

    /// Where the quotes of a line stand, and the number of the line.
    fn delimiter_of(&self, line: usize, delimiter: &str) -> (usize, usize) {
        let line = self.lines.get(line).copied();
        let at = line.map_or(0, |line| line.start + line.text.find(delimiter).unwrap_or_default());
        (at, line_number(self.text, at))
    }

    /// `body = “““`: quotes that are none of TOML's open a text over several lines.
    fn wrong_opening(&mut self, opening: &Opening, index: usize) -> Option<usize> {
        let fence = trimmed(opening.rest);
        if !is_quotes(fence) || fence.chars().count() == 2 && !self.has_fence_below(index) {
            return None;
        }
        let below = self.lines.iter().enumerate().skip(index + 1);
        let end = below
            .clone()
            .find(|(_, line)| is_fence(trimmed(line.text)) || self.is_header(**line) || opening_of(**line).is_some());
        if !is_fence(fence) && !end.is_some_and(|(_, line)| is_fence(trimmed(line.text))) {
            return None;
        }
        let (next, end, number) = match end {
            Some((at, line)) if is_fence(trimmed(line.text)) => {
                (at + 1, line.start + line.text.len(), Some(line_number(self.text, line.start)))
            }
            Some((at, line)) => (at, line.start, None),
            None => (self.lines.len(), self.text.len(), None),
        };
        let first = line_number(self.text, opening.at);
        let key = opening.key;
        let message = message!(
            zh: "几行文字前后要用三个半角单引号 '''，这里是 {fence}",
            en: "a text of several lines stands between ''' and ''', not {fence}",
        );
        let help = match number {
            Some(last) => message!(
                zh: "第 {first} 行写成 {key} = '''，第 {last} 行写成 '''",
                en: "write line {first} as {key} = ''' and line {last} as '''",
            ),
            None => message!(
                zh: "第 {first} 行写成 {key} = '''，文字的后面加一行 '''",
                en: "write line {first} as {key} = ''' and add a line of ''' behind the text",
            ),
        };
        self.tell(message, opening.at..opening.at + fence.len(), help, None);
        self.masks.push((opening.at..end, true));
        Some(next)
    }

    /// Text of several lines behind `body =` with no quotes before or behind it.
    fn without_quotes(&mut self, opening: &Opening, index: usize) -> Option<usize> {
        let key = opening.key;
        if !matches!(key, "body" | "note") || opening.rest.starts_with(['[', '{', '#']) {
            return None;
        }
        let is_end = |line: &Line| self.is_header(*line) || opening_value(*line).is_some();
        let below = self.lines.get(index + 1..).unwrap_or_default();
        let count = below.iter().position(is_end).unwrap_or(below.len());
        let below = below.get(..count).unwrap_or_default();
        let text = below.iter().rposition(|line| !trimmed(line.text).is_empty() && !line.text.starts_with('#'))?;
        if below.iter().any(|line| line.text.contains("'''") || line.text.contains("\"\"\"")) {
            return None;
        }
        let last = below.get(text)?;
        let end = last.start + last.text.len();
        let (first, number) = (line_number(self.text, opening.at), line_number(self.text, last.start));
        let message = message!(
            zh: "几行文字前后要用三个半角单引号 '''",
            en: "a text of several lines stands between ''' and '''",
        );
        let rest = opening.rest;
        let help = message!(
            zh: "在第 {first} 行的等号后面、文字前面写 '''，在第 {number} 行的后面加一行 '''",
            en: "write ''' behind the = of line {first}, and a line of ''' below line {number}",
        );
        let place = if rest.is_empty() { index + 1 } else { index };
        let at = self.lines.get(place).map_or(opening.at, |line| line.start);
        let at = if rest.is_empty() { at } else { opening.at };
        self.tell(message, at..at + 1, help, None);
        let from = self.lines.get(index)?.start;
        self.masks.push((from..end, false));
        Some(index + 1 + text + 1)
    }

    fn has_fence_below(&self, index: usize) -> bool {
        let below = self.lines.iter().skip(index + 1).map(|line| trimmed(line.text)).find(|line| !line.is_empty());
        below.is_some_and(|line| !line.starts_with(['[', '#']) && !line.contains('='))
    }

    /// A text in single or double quotes that runs over the end of its line.
    fn over_lines(&mut self, opening: &Opening, index: usize) -> Option<usize> {
        let quote = opening.rest.chars().next()?;
        let behind = opening.rest.get(quote.len_utf8()..)?;
        if behind.contains(|ch| same_family(ch, quote)) {
            return None;
        }
        let below = self.lines.iter().enumerate().skip(index + 1);
        let text = below.take_while(|(_, line)| !self.is_header(**line) && opening_value(**line).is_none());
        let is_end = |line: &Line| without_comment(line.text).ends_with(|ch| same_family(ch, quote));
        let (last, end) = text.filter(|(_, line)| is_end(line)).last()?;
        let line_end = end.start + without_comment(end.text).len();
        let key = opening.key;
        let message = message!(
            zh: "引号里的文字换了行：一对 {quote} 只能放一行文字",
            en: "a text between {quote} and {quote} is of one line, but this runs over the line's end",
        );
        let inner = self.text.get(opening.at + quote.len_utf8()..line_end).unwrap_or_default();
        let inner = inner.trim_end_matches(|ch| same_family(ch, quote));
        let lines: Vec<&str> = inner.lines().map(trimmed).filter(|line| !line.is_empty()).collect();
        let help = if takes_lines(key, self.forms) {
            let (first, number) = (line_number(self.text, opening.at), line_number(self.text, end.start));
            message!(
                zh: "几行文字前后要用三个半角单引号：第 {first} 行开头的 {quote} 和第 {number} 行末尾的 {quote} 都改成 '''",
                en: "use three single quotes: make the {quote} of line {first} and that of line {number} into '''",
            )
        } else {
            let value = match key {
                "title" => format!("[{}]", lines.iter().map(|line| quoted(line)).collect::<Vec<_>>().join(", ")),
                _ => quoted(&lines.concat()),
            };
            let (first, number) = (line_number(self.text, opening.at), line_number(self.text, end.start));
            message!(
                zh: "从第 {first} 行到第 {number} 行合成一行，写成 {key} = {value}",
                en: "make one line of the lines {first} to {number}: write {key} = {value}",
            )
        };
        self.tell(message, opening.at..opening.at + quote.len_utf8(), help, None);
        self.masks.push((opening.at..line_end, true));
        Some(last + 1)
    }

    fn tell(&mut self, message: Message, at: std::ops::Range<usize>, help: Message, related: Option<Related>) {
        self.found.push(error(message, Span::new(self.source, at)).help(help).related(related));
    }

    /// Whether a line is that of a section: `[overview]`, `[[accept]]`, `【总体情况】`.
    fn is_header(&self, line: Line) -> bool {
        let line = line.text.split('#').next().unwrap_or_default();
        let line = trimmed(line);
        let inside = line.strip_prefix(['[', '［', '【']).and_then(|line| line.strip_suffix([']', '］', '】']));
        inside.is_some_and(|name| is_section(name, self.forms))
    }
}

/// A line that is no statement and no header.
fn is_prose(line: &Line, scan: &Scan) -> bool {
    opening_value(*line).is_none() && !scan.is_header(*line)
}
