//! The text of a data file while it is edited: bytes are put in, taken out or replaced where something changes, and all
//! others stay as they are.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use super::statements::{Found, Shape, Statements, What, entries, line_end, line_start};
use crate::author::toml_text::key as written_key;

/// A data file that is edited.
pub(super) struct Data {
    text: String,
    /// How most of its lines end.
    end: &'static str,
    /// Its statements, once somebody has asked for them, until the text changes.
    statements: OnceCell<Rc<Statements>>,
}

/// Which place a statement has among others, by its path; `None` where that does not matter.
pub(super) type Rank<'r> = &'r dyn Fn(&[String]) -> Option<usize>;

/// The tables of a data file in the order in which they are written.
const TOP: [&str; 14] = [
    "form",
    "report",
    "page",
    "fonts",
    "labels",
    "preface",
    "overview",
    "disclosure",
    "applications",
    "remedies",
    "problems",
    "other",
    "charts",
    "accept",
];

/// The order of what stands at the top.
pub(super) fn top_rank(path: &[String]) -> Option<usize> {
    path.first().and_then(|first| TOP.iter().position(|known| known == first))
}

/// Nothing has a place of its own: what is new comes last.
pub(super) fn no_rank(_: &[String]) -> Option<usize> {
    None
}

impl Data {
    /// A data file by its text.
    pub fn new(text: &str) -> Data {
        let (all, crlf) = (text.matches('\n').count(), text.matches("\r\n").count());
        Data { text: text.to_owned(), end: if crlf * 2 > all { "\r\n" } else { "\n" }, statements: OnceCell::new() }
    }

    /// Its text as it is now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same, given away.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Its statements as they are now.
    pub fn statements(&self) -> Rc<Statements> {
        self.statements.get_or_init(|| Rc::new(Statements::new(&self.text))).clone()
    }

    /// Asks about what stands at a path of keys.
    pub fn at<T>(&self, path: &[&str], ask: impl FnOnce(Found) -> T) -> Option<T> {
        let statements = self.statements();
        statements.find(path).map(ask)
    }

    /// Whether something stands at a path of keys.
    pub fn has(&self, path: &[&str]) -> bool {
        self.at(path, |_| ()).is_some()
    }

    /// Puts a text in the place of some bytes. Lines at the beginning and the end that say the same stay.
    pub fn splice(&mut self, range: Range<usize>, new: &str) {
        let old: Vec<&str> = self.text.get(range.clone()).unwrap_or_default().split_inclusive('\n').collect();
        let new: Vec<&str> = new.split_inclusive('\n').collect();
        let is_same = |(one, other): &(&&str, &&str)| {
            one.ends_with('\n') && one.trim_end_matches(['\r', '\n']) == other.trim_end_matches('\n')
        };
        let most = old.len().min(new.len()).saturating_sub(1);
        let first = old.iter().zip(&new).take(most).take_while(is_same).count();
        let last = |(one, other): &(&&str, &&str)| {
            one.trim_end_matches(['\r', '\n']) == other.trim_end_matches('\n')
                && one.ends_with('\n') == other.ends_with('\n')
        };
        let last = old.iter().rev().zip(new.iter().rev()).take(most - first).take_while(last).count();
        let length = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
        let start = range.start + length(old.get(..first).unwrap_or_default());
        let end = range.end - length(old.get(old.len() - last..).unwrap_or_default());
        let middle: String = new.get(first..new.len() - last).unwrap_or_default().concat();
        self.text.replace_range(start..end, &middle.replace('\n', self.end));
        self.statements.take();
    }

    /// Puts a value in the place of the one at a path. `None` if none stands there.
    pub fn replace(&mut self, path: &[&str], value: &str) -> Option<()> {
        let range = self.at(path, |found| (found.shape == Shape::Value).then_some(found.range))??;
        self.splice(range, value);
        Some(())
    }

    /// Puts a value where one stands, or where none does.
    pub fn put(&mut self, path: &[&str], value: &str, rank: Rank) -> Option<()> {
        match self.at(path, |found| found.shape) {
            Some(Shape::Value) => self.replace(path, value),
            Some(_) => {
                self.remove(path)?;
                self.insert(path, value, rank)
            }
            None => self.insert(path, value, rank),
        }
    }

    /// Puts a value where none stands: into the innermost table of its path that there is, in the way in which that is
    /// written. `None` if something on the path is no table.
    pub fn insert(&mut self, path: &[&str], value: &str, rank: Rank) -> Option<()> {
        let statements = self.statements();
        // Keys with dots within braces are entries of these.
        let holds = |depth: &usize| {
            let found = path.get(..*depth).and_then(|above| statements.find(above));
            found.is_some_and(|found| found.shape != Shape::Open || !found.is_inside)
        };
        let depth = (1..path.len()).rev().find(holds);
        let Some(above) = depth.and_then(|depth| path.get(..depth)) else {
            let [section, .., _] = path else { return self.insert_at_top(path, value, rank) };
            let name = names(path.get(1..)?);
            return self.insert_block(&format!("[{}]\n{name} = {value}", names(&[section])), path, &top_rank);
        };
        let found = statements.find(above)?;
        let What::Table(table) = found.what else { return None };
        let own = |statement: &[String]| is_below(statement, above);
        match found.shape {
            Shape::Value => {
                let entries = entries(&self.text, table, &found.range);
                let line = format!("{} = {value}", names(path.get(above.len()..)?));
                let whole = |entry: &[String]| -> Vec<String> {
                    above.iter().map(|name| (*name).to_owned()).chain(entry.iter().cloned()).collect()
                };
                let new = rank(&owned(path));
                let before = new.and_then(|new| {
                    entries.iter().find(|entry| rank(&whole(&entry.path)).is_some_and(|rank| rank > new))
                });
                let (range, line) = match (before, entries.last()) {
                    (Some(next), _) => (next.range.start..next.range.start, format!("{line}, ")),
                    (None, Some(last)) => (last.range.end..last.range.end, format!(", {line}")),
                    (None, None) => (found.range, format!("{{ {line} }}")),
                };
                self.splice(range, &line);
                Some(())
            }
            Shape::Header => {
                let header = statements.all.iter().position(|one| one.is_header && one.path == *above)?;
                self.insert_line(Some(header), path.get(above.len()..)?, value, path, rank)
            }
            Shape::Open => {
                let pair = statements.all.iter().position(|one| !one.is_header && own(&one.path));
                if let Some(header) = pair.map(|pair| statements.header_of(pair)) {
                    let depth = header.and_then(|at| statements.all.get(at)).map_or(0, |header| header.path.len());
                    return self.insert_line(header, path.get(depth..)?, value, path, rank);
                }
                // It has no more than headers of what it holds.
                let first = statements.all.iter().find(|one| own(&one.path))?.range.start;
                let name = names(path.get(above.len()..)?);
                let at = line_start(&self.text, first);
                self.splice(at..at, &format!("[{}]\n{name} = {value}\n\n", names(above)));
                Some(())
            }
        }
    }

    /// Puts a value at the top, before all headers.
    fn insert_at_top(&mut self, path: &[&str], value: &str, rank: Rank) -> Option<()> {
        let statements = self.statements();
        if statements.scope(None).is_empty()
            && let Some(first) = statements.all.first()
        {
            let at = line_start(&self.text, first.range.start);
            self.splice(at..at, &format!("{} = {value}\n\n", names(path)));
            return Some(());
        }
        self.insert_line(None, path, value, path, rank)
    }

    /// Puts a line below a header, or at the top: behind the last of the lines that come before it.
    fn insert_line(
        &mut self,
        header: Option<usize>,
        name: &[&str],
        value: &str,
        path: &[&str],
        rank: Rank,
    ) -> Option<()> {
        let statements = self.statements();
        let scope = statements.all.get(statements.scope(header))?;
        let new = rank(&owned(path));
        let ranked = || scope.iter().filter_map(|one| Some((rank(&one.path)?, one)));
        let before = new.and_then(|new| ranked().filter(|(rank, _)| *rank <= new).max_by_key(|(rank, _)| *rank));
        let after = new.and_then(|new| ranked().find(|(rank, _)| *rank > new));
        let head = header.and_then(|at| statements.all.get(at));
        let (like, at) = match (before, after) {
            (Some((_, before)), _) => (Some(before), line_end(&self.text, before.range.end)),
            (None, Some((_, after))) => (Some(after), line_start(&self.text, after.range.start)),
            (None, None) => match scope.last() {
                Some(last) => (Some(last), line_end(&self.text, last.range.end)),
                None => (None, head.map_or(0, |head| line_end(&self.text, head.range.end))),
            },
        };
        let line = format!("{} = {value}", self.aligned(&names(name), like.map(|like| &like.range)));
        self.insert_text(at, &line);
        Some(())
    }

    /// A key as wide as that of another line, which has blanks before its sign, and as far from the margin.
    fn aligned(&self, name: &str, like: Option<&Range<usize>>) -> String {
        let Some(like) = like else { return name.to_owned() };
        let margin = self.text.get(line_start(&self.text, like.start)..like.start).unwrap_or_default();
        let line = self.text.get(like.clone()).unwrap_or_default();
        let before = line.split_once('=').map_or("", |(before, _)| before);
        let blanks = before.len() - before.trim_end_matches(' ').len();
        let width = if blanks > 1 { before.len() - 1 } else { 0 };
        format!("{margin}{name:width$}")
    }

    /// Puts whole lines at a place where a line begins, or at the end of the text.
    fn insert_text(&mut self, at: usize, lines: &str) {
        let has_end = at == 0 || self.text.get(..at).is_some_and(|before| before.ends_with('\n'));
        let lines = if has_end { format!("{lines}\n") } else { format!("\n{lines}") };
        self.splice(at..at, &lines);
    }

    /// Puts a header and the lines below it behind the last of the tables that come before it, a blank line between.
    pub fn insert_block(&mut self, lines: &str, path: &[&str], rank: Rank) -> Option<()> {
        let statements = self.statements();
        let new = rank(&owned(path));
        let before = new.and_then(|new| {
            let ranked = statements.all.iter().enumerate().filter_map(|(at, one)| Some((rank(&one.path)?, at)));
            ranked.filter(|(rank, _)| *rank <= new).max().map(|(_, at)| at)
        });
        // What stands behind in the same table would stand below the new header.
        let last = before.map(|before| {
            let rest = statements.all.get(before + 1..).unwrap_or_default();
            before + rest.iter().take_while(|one| !one.is_header).count()
        });
        let Some(last) = last.and_then(|last| statements.all.get(last)) else {
            let after = new.and_then(|new| {
                statements.all.iter().find(|one| one.is_header && rank(&one.path).is_some_and(|rank| rank > new))
            });
            match after.map(|after| line_start(&self.text, after.range.start)) {
                Some(at) => self.splice(at..at, &format!("{lines}\n\n")),
                None => {
                    let gap = if self.text.is_empty() { "" } else { "\n" };
                    self.insert_text(self.text.len(), &format!("{gap}{lines}"));
                }
            }
            return Some(());
        };
        let at = line_end(&self.text, last.range.end);
        self.insert_text(at, &format!("\n{lines}"));
        Some(())
    }

    /// Takes away what stands at a path, with the comments behind it. `None` if nothing does.
    pub fn remove(&mut self, path: &[&str]) -> Option<()> {
        let statements = self.statements();
        let found = statements.find(path)?;
        if found.is_inside {
            let (_, above) = path.split_last()?;
            let range = self.inside(&statements, path, above)?;
            self.splice(range, "");
            return Some(());
        }
        let lines = |range: &Range<usize>| line_start(&self.text, range.start)..line_end(&self.text, range.end);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (at, one) in statements.all.iter().enumerate().filter(|(_, one)| is_below(&one.path, path)) {
            let own = lines(&one.range);
            // Of a table all goes, comments between its lines too.
            let is_of_table = statements
                .header_of(at)
                .and_then(|header| statements.all.get(header))
                .is_some_and(|header| is_below(&header.path, path));
            match ranges.last_mut() {
                Some(last) if is_of_table && !one.is_header => last.end = own.end,
                _ => ranges.push(own),
            }
        }
        let is_header =
            |range: &Range<usize>| self.text.get(range.clone()).is_some_and(|text| text.trim_start().starts_with('['));
        let ranges: Vec<Range<usize>> =
            ranges.into_iter().map(|range| if is_header(&range) { self.with_gap(range) } else { range }).collect();
        for range in ranges.into_iter().rev() {
            self.text.replace_range(range, "");
        }
        self.statements.take();
        Some(())
    }

    /// The lines of a table with the blank line before it, if another blank line, or nothing, stands behind it.
    fn with_gap(&self, range: Range<usize>) -> Range<usize> {
        let before = self.text.get(..range.start).unwrap_or_default();
        let behind = self.text.get(range.end..).unwrap_or_default();
        let gap = ["\r\n", "\n"]
            .into_iter()
            .find(|end| before.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('\n')));
        let is_apart = behind.is_empty() || behind.starts_with(['\r', '\n']);
        match gap.filter(|_| is_apart) {
            Some(gap) => range.start - gap.len()..range.end,
            None => range,
        }
    }

    /// The bytes of an entry within braces, or of an item within brackets, with one comma.
    fn inside(&self, statements: &Statements, path: &[&str], above: &[&str]) -> Option<Range<usize>> {
        // Keys with dots: the braces may be further out.
        let braces = (1..=above.len()).rev().find_map(|depth| {
            let found = statements.find(path.get(..depth)?)?;
            (found.shape == Shape::Value).then_some((depth, found))
        });
        let (depth, outer) = braces?;
        let ranges: Vec<(bool, Range<usize>)> = match outer.what {
            What::Table(table) => {
                let rest = path.get(depth..)?;
                let entries = entries(&self.text, table, &outer.range).into_iter();
                entries.map(|entry| (is_below(&entry.path, rest), entry.range)).collect()
            }
            What::List(items) => {
                let at: usize = path.get(depth)?.parse().ok()?;
                items.iter().enumerate().map(|(own, item)| (own == at, item.range.clone())).collect()
            }
            _ => return None,
        };
        let first = ranges.iter().position(|(is_own, _)| *is_own)?;
        let last = ranges.iter().rposition(|(is_own, _)| *is_own)?;
        let range = ranges.get(first)?.1.start..ranges.get(last)?.1.end;
        let before = first.checked_sub(1).and_then(|at| ranges.get(at)).map(|(_, range)| range.end);
        let next = ranges.get(last + 1).map(|(_, range)| range.start);
        let is_plain = |range: Range<usize>| {
            self.text.get(range).is_some_and(|between| between.chars().all(|ch| matches!(ch, ' ' | ',')))
        };
        Some(match (before, next) {
            (_, Some(next)) if is_plain(range.end..next) => range.start..next,
            (Some(before), None) if is_plain(before..range.start) => before..range.end,
            // Comments stand between: they stay.
            _ => {
                let behind = self.text.get(range.end..).unwrap_or_default();
                let comma = behind.trim_start_matches([' ', '\t']).starts_with(',');
                let end = if comma { behind.find(',').map_or(range.end, |at| range.end + at + 1) } else { range.end };
                range.start..end
            }
        })
    }

    /// Puts items behind those of a list.
    pub fn push(&mut self, path: &[&str], items: &[String]) -> Option<()> {
        let (range, last) = self.at(path, |found| match found.what {
            What::List(all) if found.shape == Shape::Value => {
                Some((found.range, all.last().map(|one| one.range.clone())))
            }
            _ => None,
        })??;
        let items = items.join(", ");
        match last {
            Some(last) => self.splice(last.end..last.end, &format!(", {items}")),
            None => self.splice(range.start + 1..range.start + 1, &items),
        }
        Some(())
    }
}

/// Some names as a key with dots.
pub(super) fn names(names: &[&str]) -> String {
    names.iter().map(|name| written_key(name)).collect::<Vec<_>>().join(".")
}

/// Whether a path leads through another, or to it.
pub(super) fn is_below(path: &[String], above: &[&str]) -> bool {
    path.len() >= above.len() && path.iter().zip(above).all(|(one, other)| one == other)
}

fn owned(path: &[&str]) -> Vec<String> {
    path.iter().map(|name| (*name).to_owned()).collect()
}

/// The path of owned names, for asking.
pub(super) fn as_path(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}
