//! A data file as text: its parts in the order in which the report prints them, each under what is asked of it.

use super::sheet::{KINDS, Piece, Sheet};
use super::toml_text::{comment, multi_line, quoted, with_comments};
use super::{SCHEMA_FILE, asks, tables};
use crate::form::{SECTION_KEYS, SECTION_NUMBERS};
use crate::report::{OrganKind, label_keys};

impl Sheet {
    /// The whole file.
    pub(super) fn to_toml(&self) -> String {
        let mut out = vec![format!("#:schema ./{SCHEMA_FILE}")];
        out.extend(self.opening.iter().flat_map(|line| comment(line, "")));
        out.extend(asks::how_to_fill().iter().flat_map(|line| comment(line, "")));
        out.push(String::new());
        let form = (format!("form = \"{}\"", self.form.name), format!("报告格式：{}年版", self.form.name));
        out.extend(with_comments(&[form]));
        self.head(&mut out);
        self.label_section(&mut out);
        if !self.settings.is_empty() {
            out.push(String::new());
            out.extend(self.settings.iter().cloned());
        }

        section_head(&mut out, "[preface]", "标题之下、第一部分之前的文字");
        self.piece(&mut out, "body", &self.preface, &asks::preface(self));
        for (index, key) in SECTION_KEYS.iter().enumerate() {
            let title = format!("{}、{}", SECTION_NUMBERS.get(index).unwrap_or(&""), self.section_title(index));
            section_head(&mut out, &format!("[{key}]"), &title);
            self.section(&mut out, index, key);
        }
        if !self.remembered.is_empty() {
            out.push(String::new());
            out.extend(self.remembered.iter().cloned());
        }
        out.join("\n") + "\n"
    }

    fn head(&self, out: &mut Vec<String>) {
        out.extend([String::new(), "[report]".to_owned()]);
        let mut lines = vec![
            (format!("organ = {}", quoted(&self.organ)), "行政机关的全称".to_owned()),
            (format!("year = {}", self.year), "报告年度".to_owned()),
        ];
        if let Some(kind) = self.kind {
            lines.push((format!("kind = \"{}\"", kind.name()), format!("机关类别：{KINDS}")));
        }
        if !self.title.is_empty() {
            let title: Vec<String> = self.title.iter().map(|line| quoted(line)).collect();
            lines.push((format!("title = [{}]", title.join(", ")), "标题的各行".to_owned()));
        }
        lines.push(("draft = true".to_owned(), "草稿：没有写完也能生成；写完以后删去这一行".to_owned()));
        let next = self.year.saturating_add(1);
        let month = if self.organ_kind() == OrganKind::Government { "03" } else { "01" };
        lines.push(match &self.published {
            Some(date) => (format!("published = {date}"), asks::deadline(self)),
            None => (format!("# published = {next}-{month}-20"), asks::deadline(self)),
        });
        let contents = if self.contents { "" } else { "# " };
        let remark =
            if self.contents { "标题下面印目录" } else { "标题下面印目录；要印就删去行首的 #" };
        lines.push((format!("{contents}contents = true"), remark.to_owned()));
        lines.push(match self.signature {
            true => ("signature = true".to_owned(), "文末落款：机关名称和发布日期；填了发布日期才印".to_owned()),
            false => ("# signature = true".to_owned(), "文末落款：机关名称和发布日期；要印就删去行首的 #".to_owned()),
        });
        out.extend(with_comments(&lines));
    }

    fn label_section(&self, out: &mut Vec<String>) {
        let known = label_keys(self.form);
        let line = |(key, label): (&str, &crate::report::Label)| {
            let own = known.iter().find(|(known, _)| known == key).map_or("", |(_, own)| own);
            let remark = if own.is_empty() { String::new() } else { format!("格式用语：{own}") };
            (format!("{} = {}", quoted(key), quoted(&label.text)), remark)
        };
        let lines: Vec<(String, String)> = self.labels.iter().map(line).collect();
        if !lines.is_empty() {
            section_head(out, "[labels]", "与格式用语不同的标签");
            out.extend(with_comments(&lines));
        }
        if !self.label_remarks.is_empty() {
            out.push(String::new());
            out.extend(self.label_remarks.iter().flat_map(|line| comment(line, "")));
        }
    }

    fn section(&self, out: &mut Vec<String>, index: usize, key: &str) {
        let (Some(piece), Some(note)) = (self.sections.get(index), self.notes.get(index)) else { return };
        let asks = asks::section(self, key);
        let Some(table) = self.tables.of_section(key) else {
            self.piece(out, "body", piece, &asks);
            return;
        };
        out.extend(asks.iter().flat_map(|line| comment(line, "")));
        // Text around a table is rare: what is not there is not asked for.
        for (key, piece) in [("body", piece), ("note", note)] {
            if !piece.remembered.is_empty() || !piece.body.is_empty() {
                out.push(String::new());
                let place = if key == "body" { "表格之前的文字" } else { "表格之后的文字" };
                self.piece(out, key, piece, &[place.to_owned()]);
            }
        }
        out.push(String::new());
        tables::rows(table, &self.remarks, out);
        let dropped = self.dropped.iter().filter(|(of, _)| *of == table.key);
        out.extend(dropped.flat_map(|(_, line)| comment(line, "")));
        tables::extra_rows(table, &self.remarks, out);
    }

    /// A piece of narrative under what is asked of it and the text that it had last year.
    fn piece(&self, out: &mut Vec<String>, key: &str, piece: &Piece, asks: &[String]) {
        out.extend(asks.iter().flat_map(|line| comment(line, "")));
        if !piece.remembered.is_empty() {
            out.push("#".to_owned());
            out.push("# 去年的文字，只供参考，不会印出；写完以后可以删去：".to_owned());
            out.extend(comment(&piece.remembered, "│ "));
        }
        out.push(format!("{key} = {}", multi_line(&piece.body)));
    }
}

fn section_head(out: &mut Vec<String>, header: &str, title: &str) {
    out.push(String::new());
    out.extend(with_comments(&[(format!("{header:<17}"), title.to_owned())]));
}
