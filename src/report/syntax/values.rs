//! Values as they were meant, written down as TOML: lists, what stands in braces, and what stands in neither.

use super::line::{key_end, opens_statement};
use super::quotes::is_quote;
use super::reader::Reader;
use super::scalars::{self, Settled};
use super::slips::{self, Slip};
use super::wanted::Wanted;
use crate::report::meant::{figure, half_width, is_odd_blank, quoted};

/// Brackets within brackets beyond this are nothing that a report needs.
const DEEPEST: usize = 16;

/// What ends a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// The end of its line.
    Line,
    /// A comma or `]`.
    List,
    /// A comma before the next key, or `}`.
    Table,
}

impl Reader<'_> {
    /// A value, as it was meant.
    pub fn value(&mut self, wanted: &Wanted, within: Within, key: &str) {
        self.blanks();
        let start = self.at;
        match self.peek() {
            Some('\n' | '\r') if within == Within::Line && self.is_row_below(wanted) => self.row_below(wanted),
            None | Some('\n' | '\r' | '#') => self.no_value(wanted, key),
            Some('}' | '｝' | ',' | '，') if within == Within::Table => self.no_value(wanted, key),
            Some('[' | '［' | '【') if self.depth < DEEPEST && *wanted != Wanted::Date => {
                self.depth += 1;
                if self.holds_pairs(['[', '［', '【'], [']', '］', '】']) {
                    self.slip(start..start + 1, slips::brackets_for_table());
                    self.table(wanted);
                } else {
                    self.list(wanted);
                }
                self.depth -= 1;
            }
            Some('{') if let Some(length) = self.template() => {
                let raw = self.line().get(..length).unwrap_or_default();
                self.slip(start..start + length, slips::text(raw));
                self.skip(length);
                self.written.push_str(&quoted(raw));
            }
            Some('{' | '｛') if self.depth < DEEPEST => {
                self.depth += 1;
                let inside = self.line().get(1..).unwrap_or_default();
                let is_empty = inside.trim_start_matches([' ', '\t']).starts_with(['}', '｝', '\n', '#'])
                    || inside.trim().is_empty();
                if is_empty || self.holds_pairs(['{', '{', '｛'], ['}', '}', '｝']) {
                    self.table(wanted);
                } else {
                    self.slip(start..start + 1, slips::braces_for_list());
                    self.list(wanted);
                }
                self.depth -= 1;
            }
            Some(_) if self.rest().starts_with("'''") || self.rest().starts_with("\"\"\"") => self.lines_of_text(),
            Some(quote) if is_quote(quote) => self.quoted_text(quote, wanted, within),
            Some(_) => self.scalar(wanted, within),
        }
    }

    fn no_value(&mut self, wanted: &Wanted, key: &str) {
        let at = self.at;
        self.slip(at..at, slips::no_value());
        if let Some(slip) = self.slips.last_mut() {
            slip.help = slips::value_to_add(wanted, key, wanted.sample(self.forms));
        }
        self.tidy(" \"\"");
    }

    /// The length of `{{ … }}` here, which is a text in a data file.
    fn template(&self) -> Option<usize> {
        let inside = self.line().strip_prefix("{{")?;
        let end = inside.find("}}")?;
        let is_expression = !inside.get(..end)?.contains(['=', '＝']);
        is_expression.then_some(end + 4)
    }

    /// Whether the row of a key stands on the next line, as a list or as it was copied from a spreadsheet.
    fn is_row_below(&self, wanted: &Wanted) -> bool {
        let below = self.rest().trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
        let is_list = below.trim_start().starts_with(['[', '［', '【']) && !opens_statement(below);
        let is_pasted = below.contains('\t') || self.bare_list(below.trim(), wanted).is_some();
        matches!(wanted, Wanted::Row(_)) && !opens_statement(below) && (is_list || is_pasted)
    }

    /// A row below the line of its key.
    fn row_below(&mut self, wanted: &Wanted) {
        let at = self.at;
        self.slip(at..at, slips::value_below());
        while matches!(self.peek(), Some('\r' | '\n')) {
            self.pass();
        }
        let line = self.line();
        if line.contains('\t') {
            self.skip(line.len());
            let list = self.pasted_list(line, wanted);
            self.written.push_str(&list);
        } else {
            self.value(wanted, Within::Line, "");
        }
    }

    /// The list that a row is which was copied from a spreadsheet. Its label stands before the first figure.
    fn pasted_list(&self, row: &str, wanted: &Wanted) -> String {
        let cells: Vec<&str> = row.trim_end().split('\t').map(str::trim).collect();
        let is_label =
            |cell: &&&str| cell.chars().filter(|ch| !ch.is_ascii()).count() > 1 && figure(cell, false).is_none();
        let labels = cells.iter().take_while(is_label).count();
        let item = |(at, cell): (usize, &&str)| match cell.is_empty() {
            true => "\"\"".to_owned(),
            false => scalars::settled(cell, &wanted.part(None, at, self.forms)).written,
        };
        let items: Vec<String> = cells.iter().skip(labels).enumerate().map(item).collect();
        format!("[{}]", items.join(", "))
    }

    /// Whether what stands in brackets on this line is `key = value`.
    fn holds_pairs(&self, open: [char; 3], close: [char; 3]) -> bool {
        let inside = self.line().trim_start_matches(open);
        let end = inside.find(close).unwrap_or(inside.len());
        let inside = inside.get(..end).unwrap_or_default();
        let key = key_end(inside, &['=', '＝', ':', '：']).and_then(|end| inside.get(..end));
        key.is_some_and(|key| !key.trim().is_empty())
    }

    fn list(&mut self, wanted: &Wanted) {
        if self.list_with_stops(wanted) {
            return;
        }
        self.open("[");
        let spaced = self.line().contains(", ") || self.line().contains("，");
        let (mut count, mut has_item) = (0, false);
        loop {
            let before = (self.at, self.written.len());
            self.gap();
            let is_next_line = self.text.get(before.0..self.at).is_some_and(|gap| gap.contains('\n'));
            match self.peek() {
                None => return self.unclosed(before, "]"),
                Some(_) if is_next_line && opens_statement(self.rest()) => return self.unclosed(before, "]"),
                Some(ch @ (']' | '］' | '】' | '}' | '｝')) => {
                    // A comma before the bracket is nothing that anybody means.
                    if !has_item && count > 0 && !self.written.ends_with('\n') {
                        self.written.truncate(self.written.trim_end_matches([' ', ',']).len());
                    }
                    return self.close(ch, "]");
                }
                Some(ch @ (',' | '，' | '、' | ';' | '；')) => {
                    self.pass();
                    if !has_item {
                        self.slip_back(ch, slips::empty_place());
                        self.written.push_str("\"\"");
                        count += 1;
                    }
                    if ch != ',' {
                        self.slip_back(ch, slips::mark(ch, ","));
                    }
                    self.tidy(",");
                    self.space();
                    has_item = false;
                }
                Some(_) => {
                    if has_item {
                        let at = self.at;
                        self.slip(at..at, slips::no_comma());
                        self.tidy(", ");
                    }
                    let from = self.at;
                    let part = wanted.part(None, count, self.forms);
                    match self.thousands(spaced) {
                        Some(length) => {
                            let raw = self.text.get(from..from + length).unwrap_or_default();
                            self.settled(raw, scalars::settled(raw, &part));
                        }
                        None => self.value(&part, Within::List, ""),
                    }
                    if self.at == from {
                        self.pass();
                    }
                    (count, has_item) = (count + 1, true);
                }
            }
        }
    }

    /// A list whose items stand between full stops: `[6。0。0]`, `[6. 0. 0]`.
    fn list_with_stops(&mut self, wanted: &Wanted) -> bool {
        let line = self.line();
        let inside = line.get(self.peek().map_or(0, char::len_utf8)..).unwrap_or_default();
        let Some(end) = inside.find([']', '］', '】']) else { return false };
        let inside = inside.get(..end).unwrap_or_default();
        let parts: Vec<&str> = inside.trim().trim_end_matches(['.', '。']).split(['.', '。']).map(str::trim).collect();
        let is_figure = |part: &&str| !part.is_empty() && half_width(part).chars().all(|ch| ch.is_ascii_digit());
        let is_divided = inside.contains('。') || inside.contains(". ");
        let Some(stop) = inside.find(['.', '。']) else { return false };
        if parts.len() < 3 || !is_divided || !parts.iter().all(is_figure) {
            return false;
        }
        self.open("[");
        let mark = inside.get(stop..).and_then(|rest| rest.chars().next()).unwrap_or('.');
        let at = self.at + stop;
        self.slip(at..at + mark.len_utf8(), slips::mark(mark, ","));
        let item = |(at, part): (usize, &&str)| scalars::settled(part, &wanted.part(None, at, self.forms)).written;
        let items: Vec<String> = parts.iter().enumerate().map(item).collect();
        self.written.push_str(&items.join(", "));
        self.skip(end);
        if let Some(ch) = self.peek() {
            self.close(ch, "]");
        }
        true
    }

    /// The length of a number whose thousands are divided by commas, where a list goes on with one: a group of three
    /// digits that begins with 0 can be no number, and in a list with blanks behind its commas none without is one.
    fn thousands(&self, spaced: bool) -> Option<usize> {
        let plain = half_width(self.line());
        let mut groups = plain.split(',');
        let first = groups.next()?.trim_start_matches(['-', '+']);
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(first) || first.len() > 3 {
            return None;
        }
        let mut length = 0;
        let (mut at, mut is_sure) = (self.line().find([',', '，'])?, spaced);
        loop {
            let rest = self.line().get(at..)?;
            let Some(behind) = rest.strip_prefix([',', '，']) else { break };
            let digits: String = half_width(behind).chars().take_while(char::is_ascii_digit).collect();
            if digits.len() != 3 {
                break;
            }
            let is_ascii = behind.starts_with(|ch: char| ch.is_ascii_digit());
            is_sure |= digits.starts_with('0');
            at += rest.len() - behind.len() + if is_ascii { 3 } else { 9 };
            length = at;
        }
        let rest = self.line().get(length..).unwrap_or_default();
        let fraction = rest
            .strip_prefix('.')
            .map_or(0, |rest| 1 + rest.len() - rest.trim_start_matches(|ch: char| ch.is_ascii_digit()).len());
        // A unit may stand behind it.
        let unit = rest.get(fraction..).unwrap_or_default();
        let unit = unit.find([',', '，', '、', ']', '］', ' ', '}', '｝']).unwrap_or(0);
        (length > 0 && is_sure).then_some(length + fraction + unit)
    }

    fn table(&mut self, wanted: &Wanted) {
        let opened = self.written.len();
        self.open("{");
        let mut has_item = false;
        // The keys that stand in a cell, and where the value of the last is written.
        let (mut names, mut value_from) = (Vec::new(), opened);
        loop {
            let before = (self.at, self.written.len());
            self.gap();
            let is_next_line = self.text.get(before.0..self.at).is_some_and(|gap| gap.contains('\n'));
            match self.peek() {
                None => return self.unclosed(before, "}"),
                Some('[' | '［' | '【') if is_next_line => return self.unclosed(before, "}"),
                Some(_) if is_next_line && has_item && opens_statement(self.rest()) => {
                    return self.unclosed(before, "}");
                }
                Some(ch @ ('}' | '｝' | ']' | '］')) => {
                    self.close(ch, "}");
                    // A cell with a value and no text is the value.
                    if names == ["value"] && matches!(wanted, Wanted::Cell { .. }) {
                        let value = self.written.get(value_from..).unwrap_or_default();
                        let value = value.trim_end().trim_end_matches('}').trim().trim_end_matches(',').to_owned();
                        self.written.truncate(opened);
                        self.written.push_str(&value);
                    }
                    return;
                }
                Some(ch @ (',' | '，' | '、' | ';' | '；')) => {
                    self.pass();
                    match (ch, has_item) {
                        (',', true) => {}
                        (_, true) => self.slip_back(ch, slips::mark(ch, ",")),
                        (_, false) => self.slip_back(ch, slips::trailing(&ch.to_string())),
                    }
                    if has_item {
                        self.tidy(",");
                    }
                    self.space();
                    has_item = false;
                }
                Some(_) => {
                    if has_item {
                        let at = self.at;
                        self.slip(at..at, slips::no_comma());
                        self.tidy(", ");
                    }
                    let from = self.at;
                    let line = self.line();
                    let end = key_end(line, &['=', '＝', ':', '：'])
                        .unwrap_or_else(|| line.find([' ', '}', '｝', ',']).unwrap_or(line.len()));
                    let raw = line.get(..end).unwrap_or_default();
                    self.skip(raw.len());
                    let name = self.key(raw, &(from..from + raw.trim_end().len()), self.row_of(wanted));
                    self.written.push_str(&name);
                    self.equals();
                    names.push(name.clone());
                    value_from = self.written.len();
                    self.value(&wanted.part(Some(&name), 0, self.forms), Within::Table, &name);
                    if self.at == from {
                        self.pass();
                    }
                    has_item = true;
                }
            }
        }
    }

    /// The table whose labels the keys of a row in braces may have.
    fn row_of<'w>(&self, wanted: &'w Wanted) -> &'w str {
        match wanted {
            Wanted::Row(row) => row,
            _ => "-",
        }
    }

    fn open(&mut self, meant: &str) {
        if let Some(ch) = self.peek() {
            self.pass();
            if !ch.is_ascii() {
                self.slip_back(ch, slips::mark(ch, meant));
            }
        }
        self.written.push_str(meant);
    }

    fn close(&mut self, ch: char, meant: &str) {
        self.pass();
        // Where brackets were taken for others, that has been said.
        if ch.to_string() != meant && (!ch.is_ascii() || self.slips.is_empty()) {
            self.slip_back(ch, slips::mark(ch, meant));
        }
        self.written.push_str(meant);
    }

    /// A bracket that is closed nowhere: it is closed behind the last item.
    fn unclosed(&mut self, before: (usize, usize), meant: &str) {
        (self.at, _) = before;
        self.written.truncate(before.1);
        let at = self.at;
        self.slip(at..at, slips::missing(meant));
        self.tidy("");
        self.written.truncate(self.written.trim_end().trim_end_matches(',').len());
        if meant == "}" {
            self.written.push(' ');
        }
        self.written.push_str(meant);
    }

    /// A blank behind a comma, unless there is one.
    fn space(&mut self) {
        if self.peek().is_some_and(|ch| !matches!(ch, ' ' | '\t' | '\n' | '\r') && !is_odd_blank(ch)) {
            self.written.push(' ');
        }
    }

    /// A value without quotes or brackets.
    fn scalar(&mut self, wanted: &Wanted, within: Within) {
        let line = self.line();
        let end = scalar_end(line, within);
        let raw =
            line.get(..end).unwrap_or_default().trim_end_matches(|ch: char| ch.is_whitespace() || is_odd_blank(ch));
        let is_row = matches!(wanted, Wanted::Row(_)) && within == Within::Line;
        if let Some(list) = is_row.then(|| self.bare_list(raw, wanted)).flatten() {
            let at = self.at;
            self.slip(at..at + raw.len(), slips::no_brackets());
            self.skip(raw.len());
            self.written.push_str(&list);
            return;
        }
        // [2 1 7]
        let words: Vec<&str> = raw.split([' ', '\t']).collect();
        let is_figure = |word: &str| word.chars().all(|ch| ch.is_numeric() || matches!(ch, '.' | '-'));
        let raw = match words.as_slice() {
            [first, _, ..] if within == Within::List && words.iter().all(|word| is_figure(word)) => first,
            _ => raw,
        };
        let close = raw.chars().last().filter(|ch| is_quote(*ch));
        if let (true, Some((words, pasted))) = (is_row && close.is_some(), raw.split_once(is_quote)) {
            // received = 粘贴"6⇥0"
            let pasted = pasted.trim_end_matches(is_quote);
            if !pasted.is_empty() {
                let at = self.at;
                self.slip(at..at + words.len(), slips::before_quotes(words));
                self.skip(raw.len());
                let list = self.pasted_list(pasted, wanted);
                self.written.push_str(&list);
                return;
            }
        }
        if let Some(quote) = close {
            // 某县"
            let text = raw.trim_end_matches(is_quote);
            let at = self.at;
            self.slip(at..at + raw.len(), slips::unopened_quote(quote));
            self.skip(raw.len());
            match scalars::unquoted(text, wanted) {
                Some(found) => self.written.push_str(&found.written),
                None => self.written.push_str(&quoted(text)),
            }
            return;
        }
        self.settled(raw, scalars::settled(raw, wanted));
    }

    /// The list that a row is which has no brackets: `received = 3, 1, 0`.
    fn bare_list(&self, raw: &str, wanted: &Wanted) -> Option<String> {
        let inside = raw.trim_start_matches(['(', '（']);
        let inside = inside.trim_end_matches([']', '］', '】', ')', '）', '。', ';', '；', ',', '，']);
        let divided = |signs: &[char]| -> Vec<&str> { inside.split(signs).map(str::trim).collect() };
        let parts = match figure(inside, false) {
            Some(_) => vec![inside],
            None if inside.contains([',', '，', '、', ';', '；']) => divided(&[',', '，', '、', ';', '；']),
            None => inside.split_whitespace().collect(),
        };
        figure(parts.first()?, false)?;
        let item = |(at, part): (usize, &&str)| match part.is_empty() {
            true => "\"\"".to_owned(),
            false => scalars::settled(part, &wanted.part(None, at, self.forms)).written,
        };
        let items: Vec<String> = parts.iter().enumerate().map(item).collect();
        Some(format!("[{}]", items.join(", ")))
    }

    fn settled(&mut self, raw: &str, found: Settled) {
        let start = self.at;
        self.skip(raw.len());
        self.settled_at(start, start + raw.len(), found);
    }

    pub fn settled_at(&mut self, start: usize, end: usize, found: Settled) {
        if let Some(message) = found.wrong {
            self.slips.push(Slip { range: start..end, message, help: found.help });
        }
        self.written.push_str(&found.written);
    }
}

/// Where a value without quotes ends.
fn scalar_end(line: &str, within: Within) -> usize {
    let is_end = |(at, ch): &(usize, char)| {
        let behind = line.get(at + ch.len_utf8()..).unwrap_or_default();
        let before = line.get(..*at).unwrap_or_default();
        match (within, ch) {
            (_, '#' | '＃') => before.ends_with([' ', '\t']),
            (_, '/') => before.ends_with([' ', '\t']) && behind.starts_with('/'),
            (Within::Line, _) => false,
            (Within::List, ',' | '，' | '、' | ';' | '；' | ']' | '］' | '】' | '}' | '｝') => true,
            (Within::Table, '}' | '｝' | ']' | '］') => true,
            // 1 in_force = 8
            (Within::Table, ' ' | '\t') => {
                let key = key_end(behind, &['=', '＝']).and_then(|end| behind.get(..end)).unwrap_or_default().trim();
                let is_quoted = key.starts_with(is_quote) && key.ends_with(is_quote);
                !key.is_empty() && (is_quoted || !key.contains([' ', '\t']))
            }
            // 1,362 goes on; the next key does not.
            (Within::Table, ',' | '，' | '、' | ';' | '；') => {
                let behind = behind.trim_start();
                behind.is_empty()
                    || behind.starts_with(['}', '｝'])
                    || key_end(behind, &['=', '＝', ':', '：']).is_some()
            }
            _ => false,
        }
    };
    line.char_indices().find(is_end).map_or(line.len(), |(at, _)| at)
}
