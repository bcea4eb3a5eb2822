//! The text of a data file, edited so that everything else stays as it is, to the byte: comments, order, blanks, line
//! ends.
//!
//! toml_edit keeps all of that but carriage returns, which are put back where they stood.

use toml_edit::{Array, Decor, DocumentMut, Formatted, InlineTable, Item, Table, TableLike, Value};

/// A data file that is edited.
pub(super) struct Document {
    top: DocumentMut,
    /// The lines as they were, each with its end.
    lines: Vec<String>,
}

impl Document {
    /// A data file by its text; `None` if that is no TOML.
    pub fn new(text: &str) -> Option<Document> {
        let lines = text.split_inclusive('\n').map(str::to_owned).collect();
        Some(Document { top: text.replace("\r\n", "\n").parse().ok()?, lines })
    }

    /// The text as it is now.
    pub fn text(&self) -> String {
        let mut text = self.top.to_string();
        // toml_edit ends the last line.
        if self.lines.last().is_some_and(|last| !last.ends_with('\n')) && text.ends_with('\n') {
            text.pop();
        }
        with_line_ends(&text, &self.lines)
    }

    /// The item of a path of keys, of which one may be the number of a `[[…]]`.
    pub fn get(&mut self, path: &[&str]) -> Option<&mut Item> {
        below(self.top.as_item_mut(), path)
    }

    /// The table of a path of keys, made where it is not there. `None` if something else stands there.
    pub fn table(&mut self, path: &[&str]) -> Option<&mut dyn TableLike> {
        let mut item = self.top.as_item_mut();
        for (depth, key) in path.iter().enumerate() {
            let above = item.as_table_like_mut()?;
            if !above.contains_key(key) {
                let mut table = Table::new();
                // Below a table of its own a group of rows is written with dots.
                table.set_implicit(depth > 0);
                table.set_dotted(depth > 0);
                above.insert(key, Item::Table(table));
            }
            item = above.get_mut(key)?;
        }
        item.as_table_like_mut()
    }

    /// Puts `[[table.key]]` behind those that are there. `None` if something else stands there.
    pub fn push_table(&mut self, table: &str, key: &str, entries: &[(&str, String)]) -> Option<()> {
        let above = self.table(&[table])?;
        if !above.contains_key(key) {
            above.insert(key, Item::ArrayOfTables(toml_edit::ArrayOfTables::new()));
        }
        let entries = entries.iter().map(|(key, text)| Some((*key, value(text)?)));
        match above.get_mut(key)? {
            Item::ArrayOfTables(all) => {
                let mut own = Table::new();
                for entry in entries {
                    let (key, value) = entry?;
                    own.insert(key, Item::Value(value));
                }
                all.push(own);
            }
            Item::Value(Value::Array(all)) => {
                let mut own = InlineTable::new();
                for entry in entries {
                    let (key, value) = entry?;
                    own.insert(key, value);
                }
                all.push(own);
            }
            _ => return None,
        }
        Some(())
    }

    /// Puts a comment behind the value, or on a line above the header, of a path of keys; whether there is one.
    pub fn remark(&mut self, path: &[&str], text: &str) -> bool {
        // No comment stands within braces: there it stands behind them.
        let outermost = (1..=path.len())
            .find(|depth| path.get(..*depth).and_then(|path| self.get(path)).is_some_and(|item| item.is_value()));
        match self.get(path.get(..outermost.unwrap_or(path.len())).unwrap_or_default()) {
            Some(Item::Value(value)) => {
                let old = suffix(value.decor());
                let mark = if old.contains('#') { "；" } else { "  # " };
                value.decor_mut().set_suffix(format!("{}{mark}{text}", old.trim_end()));
            }
            Some(Item::Table(table)) if !table.is_implicit() => {
                let old = table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
                table.decor_mut().set_prefix(format!("{old}# {text}\n"));
            }
            _ => return false,
        }
        true
    }

    /// Puts a comment at the end of the file.
    pub fn closing_remark(&mut self, text: &str) {
        let old = self.top.trailing().as_str().unwrap_or_default().to_owned();
        let end = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
        self.top.set_trailing(format!("{old}{end}# {text}\n"));
    }
}

fn below<'i>(item: &'i mut Item, path: &[&str]) -> Option<&'i mut Item> {
    match (item, path) {
        (item, []) => Some(item),
        (Item::ArrayOfTables(all), [at, key, rest @ ..]) => below(all.get_mut(at.parse().ok()?)?.get_mut(key)?, rest),
        (item, [key, rest @ ..]) => below(item.as_table_like_mut()?.get_mut(key)?, rest),
    }
}

/// Puts a value in the place of another, with the blanks and comments around that.
pub(super) fn put(old: &mut Value, text: &str) -> Option<()> {
    let mut new = value(text)?;
    *new.decor_mut() = old.decor().clone();
    *old = new;
    Some(())
}

/// Puts a value at a place of a list, which is made long enough with blank ones.
pub(super) fn put_in_list(list: &mut Array, place: usize, text: &str) -> Option<()> {
    fill_up(list, place + 1);
    put(list.get_mut(place)?, text)
}

/// Makes a list as long as this with blank texts.
pub(super) fn fill_up(list: &mut Array, length: usize) {
    while list.len() < length {
        let mut blank = Value::String(Formatted::new(String::new()));
        let last = list.len().checked_sub(1).and_then(|last| list.get_mut(last));
        follow(last, &mut blank);
        list.push_formatted(blank);
    }
}

/// Puts a value behind those of a table in braces, or below a header.
pub(super) fn put_new(item: &mut Item, key: &str, text: &str) -> Option<()> {
    let mut new = value(text)?;
    if let Item::Value(Value::InlineTable(table)) = item {
        follow(table.iter_mut().map(|(_, value)| value).last(), &mut new);
        table.insert(key, new);
        return Some(());
    }
    item.as_table_like_mut()?.insert(key, Item::Value(new));
    Some(())
}

/// Lets a value stand behind the last one: what stood between that and the bracket stands behind this one.
fn follow(last: Option<&mut Value>, new: &mut Value) {
    let Some(last) = last else { return };
    let behind = suffix(last.decor());
    last.decor_mut().set_suffix("");
    *new.decor_mut() = Decor::new(" ", behind);
}

fn suffix(decor: &Decor) -> String {
    decor.suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default().to_owned()
}

/// A value by its text.
pub(super) fn value(text: &str) -> Option<Value> {
    text.parse().ok()
}

/// A text with line ends as it had them: those of lines that are still there, and those of most lines elsewhere.
fn with_line_ends(text: &str, lines: &[String]) -> String {
    let is_crlf = |line: &String| line.ends_with("\r\n");
    let count = lines.iter().filter(|line| is_crlf(line)).count();
    if count == 0 {
        return text.to_owned();
    }
    let usual = count * 2 > lines.len();
    let mut left = lines;
    let mut out = String::with_capacity(text.len() + lines.len());
    for line in text.split_inclusive('\n') {
        let bare = line.strip_suffix('\n').unwrap_or(line);
        let same = |old: &String| old.trim_end_matches(['\r', '\n']) == bare;
        // A blank line is like any other: only the next one is the same.
        let reach = if bare.trim().is_empty() { 1 } else { left.len() };
        let at = left.iter().take(reach).position(same);
        let is_crlf = at.and_then(|at| left.get(at)).map_or(usual, is_crlf);
        left = at.and_then(|at| left.get(at + 1..)).unwrap_or(left);
        out.push_str(bare);
        if line.ends_with('\n') {
            out.push_str(if is_crlf { "\r\n" } else { "\n" });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TEXT: &str =
        "# 首\n[a]  # 甲\r\nr = [ 1, \"\" ]  # 行\r\nb = '''\r\n文\r\n'''\r\n\r\n# 尾\r\n[c]\r\nx = 1 # 一";

    #[test]
    fn what_is_not_edited_stays_to_the_byte() {
        assert_eq!(Document::new(TEXT).unwrap().text(), TEXT);
        let mut document = Document::new(TEXT).unwrap();
        put(document.get(&["c", "x"]).unwrap().as_value_mut().unwrap(), "22").unwrap();
        let list = document.get(&["a", "r"]).unwrap().as_array_mut().unwrap();
        put_in_list(list, 1, "'/'").unwrap();
        put_in_list(list, 3, "4").unwrap();
        assert_eq!(document.text(), TEXT.replace("x = 1", "x = 22").replace("[ 1, \"\" ]", "[ 1, '/', \"\", 4 ]"));
    }

    #[test]
    fn tables_and_remarks_are_added_where_they_belong() {
        let mut document = Document::new("[a]\nx = 1  # 一\n\n[b]\ny = { z = 2 }\n").unwrap();
        document.table(&["a", "g"]).unwrap().insert("k", Item::Value(value("[1]").unwrap()));
        assert!(document.remark(&["a", "x"], "存疑"));
        assert!(document.remark(&["b"], "存疑") && !document.remark(&["a", "g"], "存疑"));
        document.push_table("a", "extra", &[("label", "\"甲\"".to_owned())]).unwrap();
        document.push_table("a", "extra", &[("label", "\"乙\"".to_owned())]).unwrap();
        document.closing_remark("完");
        assert_eq!(
            document.text(),
            "[a]\nx = 1  # 一；存疑\ng.k = [1]\n\n[[a.extra]]\nlabel = \"甲\"\n\n[[a.extra]]\nlabel = \"乙\"\n\n# 存疑\n[b]\ny = { z = 2 }\n# 完\n"
        );
        assert!(document.table(&["a", "x"]).is_none());
        let mut document = Document::new("[t]\na = { g = { r = [1] } } # 表\n").unwrap();
        assert!(document.remark(&["t", "a", "g", "r"], "存疑"));
        assert_eq!(document.text(), "[t]\na = { g = { r = [1] } } # 表；存疑\n");
    }
}
