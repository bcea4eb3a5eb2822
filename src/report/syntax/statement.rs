//! The statements of a data file, each read as it was meant: headers, pairs, and lines that are neither.

use std::ops::Range;

use super::line::{bare_name, is_list, is_word, key_end, without_comment, written_key};
use super::quotes::is_quote;
use super::reader::Reader;
use super::slips::{self, Slip};
use super::values::Within;
use super::wanted::Wanted;
use super::{is_plain, line_number, quotes};
use crate::form::{Forms, SECTION_KEYS};
use crate::report::key_names::{LISTS, is_row, is_section, key_meant};
use crate::report::meant::{figure, half_width, is_invisible, is_odd_blank};

/// What a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `[report]`.
    Header,
    /// `[[accept]]`.
    ListHeader,
    /// `year = 2025`.
    Pair,
    /// Anything else.
    Other,
}

/// A header or a pair, over as many lines as it takes.
#[derive(Debug)]
pub(super) struct Statement {
    pub kind: Kind,
    /// Where it stands, without the end of its last line.
    pub range: Range<usize>,
    /// The table that it stands in; of a header, the one that it opens.
    pub table: String,
    /// Its key, or the name in the header, as a dotted key.
    pub key: String,
    /// Where that stands.
    pub key_range: Range<usize>,
    /// What is to be written in its place; none if nobody can say.
    pub written: Option<String>,
    /// What is wrong with it, in the order of the text.
    pub slips: Vec<Slip>,
}

/// All statements of a text.
pub(super) fn statements(text: &str, forms: Forms) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let mut table = String::new();
    let mut at = 0;
    while at < text.len() {
        let mut reader = Reader::new(text, at, forms);
        reader.blanks();
        let statement = match reader.peek() {
            Some('\n' | '\r') | None if reader.slips.is_empty() => None,
            Some('\n' | '\r') | None => Some(reader.blank_line(at)),
            Some('#') => {
                reader.comment();
                (!reader.slips.is_empty()).then(|| reader.statement(Kind::Other, at, 0..0, String::new()))
            }
            Some('[' | '［' | '【') if is_list(reader.line()) => Some(reader.without_key(at)),
            Some('[' | '［' | '【' | '〔') => Some(reader.header(at)),
            // page], (page), 一、总体情况
            Some(_) if reader.is_bare_header() => Some(reader.bare_header(at)),
            Some(_) => Some(reader.pair(at, &table)),
        };
        if let Some(mut statement) = statement {
            if matches!(statement.kind, Kind::Header | Kind::ListHeader) {
                table = statement.key.clone();
            }
            statement.table = table.clone();
            found.push(statement);
        }
        reader.rest_of_line_end();
        at = reader.at.max(at + 1);
    }
    name_lost_quotes(&mut found, text);
    found
}

/// Of lines of prose in a section that has no narrative, the help says which two lines to add around them.
fn name_lost_quotes(statements: &mut [Statement], text: &str) {
    let is_body = |statement: &&Statement| matches!(statement.key.as_str(), "body" | "body_file");
    let of_text: Vec<String> = statements.iter().filter(is_body).map(|statement| statement.table.clone()).collect();
    let lacks_text =
        |table: &String| (table == "preface" || SECTION_KEYS.contains(&table.as_str())) && !of_text.contains(table);
    for lines in statements.chunk_by_mut(|one, next| one.written.is_none() && next.written.is_none()) {
        let end = lines.last().map_or(0, |last| last.range.end);
        let first = lines.first_mut().filter(|first| first.written.is_none() && lacks_text(&first.table));
        let Some(first) = first else { continue };
        let (top, bottom) = (line_number(text, first.range.start), line_number(text, end));
        if let Some(slip) = first.slips.first_mut() {
            slip.help = Some(slips::quotes_to_add(top, bottom));
        }
    }
}

impl Reader<'_> {
    /// What has been read, as a statement.
    fn statement(&mut self, kind: Kind, start: usize, key_range: Range<usize>, key: String) -> Statement {
        let written = Some(self.take_written());
        let range = start..self.at;
        Statement { kind, range, table: String::new(), key, key_range, written, slips: self.take_slips() }
    }

    /// A line of blanks that are none to TOML.
    fn blank_line(&mut self, start: usize) -> Statement {
        let end = self.at;
        for slip in &mut self.slips {
            slip.help = Some(crate::diagnostic::message!(
                zh: "这一行看起来是空的，其实不是：删去整行",
                en: "the line looks empty and is not: delete it",
            ));
        }
        Statement {
            written: Some(String::new()),
            range: start..end,
            ..self.statement(Kind::Other, start, 0..0, String::new())
        }
    }

    /// Whether the line is a header without its brackets, or with others.
    fn is_bare_header(&self) -> bool {
        let name = bare_name(self.line());
        // Rows are numbered like sections: 一、本年新收…
        let title = name.split_once('、').map_or(name, |(_, title)| title);
        !name.contains(['=', '＝', '"', '\'']) && is_section(title, self.forms)
    }

    fn bare_header(&mut self, start: usize) -> Statement {
        let line = self.line();
        let raw = bare_name(line);
        let from = self.at + line.find(raw).unwrap_or_default();
        let key_range = from..from + raw.len();
        let key = self.header_name(raw, &key_range);
        self.skip(without_comment(line).trim_end().len());
        let is_list = LISTS.contains(&key.as_str());
        let header = if is_list { format!("[[{key}]]") } else { format!("[{key}]") };
        self.slips.clear();
        self.slip(key_range.clone(), slips::header_brackets(&header));
        self.write_anew(&header);
        self.blanks();
        self.comment();
        self.statement(if is_list { Kind::ListHeader } else { Kind::Header }, start, key_range, key)
    }

    /// `[name]` or `[[name]]`, whatever brackets are used.
    fn header(&mut self, start: usize) -> Statement {
        let mut opening = 0;
        while let Some(ch @ ('[' | '［' | '【' | '〔')) = self.peek() {
            self.pass();
            opening += 1;
            if ch != '[' {
                self.slip_back(ch, slips::mark(ch, "["));
            }
        }
        self.blanks();
        let from = self.at;
        let line = self.line();
        let end = line.find([']', '］', '】', '〕', '}', ')', '#', '"']).filter(|_| !line.starts_with('"'));
        let end = end.or_else(|| line.get(1..).and_then(|rest| rest.find([']', '］', '】'])).map(|end| end + 1));
        let raw = line.get(..end.unwrap_or(line.len())).unwrap_or_default();
        self.skip(raw.len());
        let key_range = from..from + raw.trim_end().len();
        let key = self.header_name(raw, &key_range);
        let mut closing = 0;
        while let Some(ch @ (']' | '］' | '】' | '〕' | '}' | ')')) = self.peek() {
            self.pass();
            closing += 1;
            if ch != ']' {
                self.slip_back(ch, slips::mark(ch, "]"));
            }
        }
        let is_list = LISTS.contains(&key.as_str()) || (opening > 1 || closing > 1) && !is_section(&key, self.forms);
        let name = written_key(&key);
        let header = if is_list { format!("[[{name}]]") } else { format!("[{name}]") };
        if opening != closing || opening > 2 {
            let at = if closing < opening { key_range.end } else { key_range.start };
            self.slip(at..at, slips::header_brackets(&header));
        }
        self.write_anew(&header);
        self.blanks();
        self.marks_at_end();
        match self.peek() {
            None | Some('\n' | '\r') => {}
            Some('#') => self.comment(),
            Some(_) => {
                let rest = self.at;
                let more = self.pair(rest, &key);
                self.slips.clear();
                self.slip(rest..rest + 1, slips::on_its_own_line(&header));
                self.slips.extend(more.slips);
                let below = more.written.unwrap_or_default();
                self.write_anew(&format!("{header}\n{below}"));
            }
        }
        let kind = if is_list { Kind::ListHeader } else { Kind::Header };
        self.statement(kind, start, key_range, key)
    }

    /// The dotted name of a header, in English where it is a section's in Chinese.
    fn header_name(&mut self, raw: &str, range: &Range<usize>) -> String {
        let plain = half_width(raw);
        let plain = plain.trim();
        if let Some(odd) = raw.chars().find(|ch| is_odd_blank(*ch) || is_invisible(*ch)) {
            self.slip_at_char(range.start, raw, odd);
        }
        let joined: String = plain.split_whitespace().collect();
        let is_broken = joined != plain && joined.chars().all(|ch| is_plain(ch) || ch == '.');
        if is_broken {
            self.slip(range.clone(), slips::blank_in_key(raw));
        }
        let plain = if is_broken { joined.as_str() } else { plain };
        let parts: Vec<&str> = plain.split('.').map(|part| part.trim().trim_matches(is_quote)).collect();
        let Some((first, rest)) = parts.split_first() else { return String::new() };
        let meant = key_meant(plain, "", self.forms, None).or_else(|| key_meant(first, "", self.forms, None));
        match meant {
            Some(meant) => {
                if !plain.chars().all(is_plain) {
                    self.slip(range.clone(), slips::key_name(raw, &meant));
                }
                let rest = if meant.is_empty() || plain.contains('、') { &[] } else { rest };
                [&[meant.as_str()], rest].concat().join(".")
            }
            None => {
                if raw.trim() != half_width(raw).trim() && !raw.chars().any(|ch| is_odd_blank(ch) || is_invisible(ch)) {
                    self.slip(range.clone(), slips::full_width_letters(raw));
                }
                parts.join(".")
            }
        }
    }

    /// `key = value`, or a line that was meant to be one.
    pub(super) fn pair(&mut self, start: usize, table: &str) -> Statement {
        let from = self.at;
        let line = self.line();
        let separator = key_end(line, &['=', '＝']).or_else(|| {
            let colon = key_end(line, &[':', '：'])?;
            let key = line.get(..colon)?.trim();
            let is_key = key.is_ascii() && !key.contains(' ') || key.starts_with(is_quote);
            (is_key || key_meant(key, table, self.forms, None).is_some()).then_some(colon)
        });
        let raw = match separator {
            Some(end) => line.get(..end).unwrap_or_default(),
            // `year 2025`
            None if self.labelled(line, table).is_some() => self.labelled(line, table).unwrap_or_default(),
            None => match line.split_once([' ', '\t', '\u{3000}', '\u{A0}']) {
                Some((word, value)) if is_word(word) && !value.trim().is_empty() => word,
                _ if is_word(line.trim()) => line.trim(),
                _ => return self.stray_line(start),
            },
        };
        if raw.trim().is_empty() {
            return self.without_key(start);
        }
        self.skip(raw.len());
        let key_range = from..from + raw.trim_end().len();
        let key = self.key(raw, &key_range, table);
        self.write_anew(&written_key(&key));
        self.equals();
        let wanted = Wanted::behind(table, &key, self.forms);
        self.value(&wanted, Within::Line, &key);
        self.end_of_pair();
        self.statement(Kind::Pair, start, key_range, key)
    }

    /// The label that a row opens with as it was copied: 予以公开 3 1 0.
    fn labelled<'l>(&self, line: &'l str, table: &str) -> Option<&'l str> {
        let is_blank = |ch: char| ch.is_whitespace() || is_odd_blank(ch);
        let cells = line.trim_end().rsplit(is_blank).take_while(|word| figure(word, false).is_some()).count();
        let mut label = line.trim_end();
        for _ in 0..cells {
            label = label.get(..label.rfind(is_blank)?)?;
        }
        let label = label.trim_end_matches(is_blank);
        (cells > 0 && key_meant(label, table, self.forms, None).is_some()).then_some(label)
    }

    /// A value with no key before it.
    fn without_key(&mut self, start: usize) -> Statement {
        let line = without_comment(self.line()).trim_end();
        let at = self.at;
        self.slips.clear();
        self.slip(at..at + line.len(), slips::no_key(line));
        if let Some(slip) = self.slips.last_mut() {
            slip.help = Some(slips::key_to_add());
        }
        self.skip(self.line().len());
        self.write_anew("");
        self.statement(Kind::Other, start, 0..0, String::new())
    }

    /// Marks that end a line and mean nothing there.
    fn marks_at_end(&mut self) {
        let junk = self.line();
        let junk = junk.split('#').next().unwrap_or_default().trim_end();
        let is_mark =
            !junk.is_empty() && junk.chars().all(|ch| ",，;；。、.)）]］】}｝=＝:：".contains(ch) || is_odd_blank(ch));
        let is_quotes = !junk.is_empty() && junk.chars().all(quotes::is_quote);
        if is_mark || is_quotes {
            let at = self.at;
            self.slip(at..at + junk.len(), slips::trailing(junk));
            self.skip(junk.len());
            self.blanks();
        }
    }

    /// The rest of the line behind a value.
    fn end_of_pair(&mut self) {
        self.blanks();
        self.marks_at_end();
        if self.peek() == Some('#') {
            self.comment();
        } else {
            let text = self.line().trim_end();
            let ended = ["'''", "\"\"\""].into_iter().find(|quotes| self.written.trim_end().ends_with(quotes));
            if let (Some(quotes), false) = (ended, text.is_empty()) {
                let at = self.at;
                self.slips.push(slips::behind_text(text, quotes, at));
                self.skip(text.len());
            }
            self.remark_without_mark();
        }
    }

    /// Words behind a value, which are a remark without its `#`, or with what other languages have for it.
    fn remark_without_mark(&mut self) {
        let behind = self.line().trim_end();
        let words = behind.trim_start_matches(['/', '＃', '；', ';', '-', '※', '*']).trim_start();
        if words.is_empty() || words.contains(['=', '＝']) {
            // What is left is not understood, and the parser has its say.
            self.copy(self.line().len());
            return;
        }
        let at = self.at;
        let is_text = self.written.trim_end().ends_with(['"', '\'']);
        self.slip(at..at + behind.len(), slips::behind_value(without_comment(words), is_text));
        self.skip(behind.len());
        self.tidy(&format!("  # {words}"));
    }

    /// A line that is neither header nor pair.
    fn stray_line(&mut self, start: usize) -> Statement {
        let line = self.line().trim_end();
        let at = self.at;
        self.slips.clear();
        if let Some(rest) = line.strip_prefix('＃') {
            self.skip(line.len());
            self.slip(at..at + '＃'.len_utf8(), slips::mark('＃', "#"));
            self.write_anew(&format!("#{rest}"));
            return self.statement(Kind::Other, start, 0..0, String::new());
        }
        self.slip(at..at + line.len(), slips::stray(line));
        if let Some(slip) = self.slips.last_mut() {
            slip.help = Some(slips::stray_help());
        }
        self.skip(line.len());
        Statement { written: None, ..self.statement(Kind::Other, start, 0..0, String::new()) }
    }

    /// A dotted key, each part in English where it is a label in Chinese.
    pub(super) fn key(&mut self, raw: &str, range: &Range<usize>, table: &str) -> String {
        if let Some(odd) = raw.trim_matches([' ', '\t']).chars().find(|ch| is_odd_blank(*ch) || is_invisible(*ch)) {
            self.slip_at_char(range.start, raw, odd);
        }
        let plain = half_width(raw);
        let plain = plain.trim();
        let unquoted = plain.trim_matches(is_quote);
        if let Some(meant) = key_meant(unquoted, table, self.forms, None) {
            if unquoted.is_ascii() {
                self.slip(range.clone(), slips::full_width_letters(raw));
            } else {
                self.slip(range.clone(), slips::key_name(raw, &meant));
            }
            return meant;
        }
        let quote = plain.chars().next().filter(|ch| is_quote(*ch));
        if let Some(quote) = quote.filter(|quote| !matches!(quote, '"' | '\'')) {
            self.slip(range.start..range.start + quote.len_utf8(), slips::mark(quote, "\""));
        }
        let is_sound = unquoted.split('.').all(|part| !part.trim().is_empty() && part.trim().chars().all(is_plain));
        if quote.is_none() && !is_sound {
            let joined: String = unquoted.split_whitespace().collect();
            if joined.chars().all(|ch| is_plain(ch) || ch == '.') && !joined.is_empty() {
                self.slip(range.clone(), slips::blank_in_key(raw));
                // refused query, in force
                let words: Vec<&str> = unquoted.split_whitespace().collect();
                let meant = [".", "_"].map(|mark| words.join(mark)).into_iter().find(|key| is_row(key, self.forms));
                return meant.unwrap_or(joined);
            }
            self.slip(range.clone(), slips::key_in_quotes(raw));
            return format!("\"{}\"", unquoted.replace(['"', '\\'], ""));
        }
        // A dot within quotes is part of the key.
        if quote.is_some() && !is_sound || quote.is_some() && unquoted.contains('.') {
            return format!("\"{unquoted}\"");
        }
        if quote.is_none() && raw.trim() != plain && !raw.chars().any(|ch| is_odd_blank(ch) || is_invisible(ch)) {
            self.slip(range.clone(), slips::full_width_letters(raw));
        }
        unquoted.split('.').map(str::trim).collect::<Vec<_>>().join(".")
    }

    /// `=`, or what stands in its place.
    pub(super) fn equals(&mut self) {
        self.blanks();
        let mut count = 0;
        while let Some(ch @ ('=' | '＝' | ':' | '：')) = self.peek() {
            self.pass();
            self.blanks();
            match ch {
                '=' if count > 0 => self.slip_back(ch, slips::extra_equals()),
                '=' => {}
                _ => self.slip_back(ch, slips::mark(ch, "=")),
            }
            count += 1;
        }
        if count == 0 {
            let at = self.at;
            self.slip(at..at, slips::no_equals());
        }
        self.tidy(" = ");
        self.blanks();
        self.tidy(" ");
    }
}
