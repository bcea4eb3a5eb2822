//! A reader of TOML tables that remembers what it was asked for, so that what nobody asked for can be named, and that
//! collects all faults of a file, never only the first.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::bounds::{Bound, Bounds};
use super::key_names::{LISTS, home_of, key_meant};
use super::meant::{boolean, figure, half_width, quoted};
use super::misplaced::{self, Around, StrayKey};
use crate::diagnostic::{Diagnostic, Message, did_you_mean, message};
use crate::form::{Form, Forms};
use crate::report::rules;
use crate::source::{Located, SourceId, Span};

/// What is wrong with a data file, and where it stands.
pub(super) struct Faults<'a> {
    /// The data file.
    pub source: SourceId,
    /// Its text.
    pub text: &'a str,
    /// The forms that it may be written in.
    pub forms: Forms,
    /// How much of everything it may have.
    pub bounds: Bounds,
    /// The form that it is written in, once that is known.
    pub form: Option<&'static Form>,
    /// The keys at the top of the file, and where they stand.
    pub top_keys: Vec<(String, usize)>,
    found: Vec<Diagnostic>,
}

impl<'a> Faults<'a> {
    pub fn new(source: SourceId, text: &'a str, forms: Forms) -> Faults<'a> {
        Faults { source, text, forms, bounds: Bounds::default(), form: None, top_keys: Vec::new(), found: Vec::new() }
    }

    /// Notes which keys there are at the top of the file.
    pub fn note_top(&mut self, top: &DeTable) {
        self.top_keys = top.keys().map(|key| (key.get_ref().to_string(), key.span().start)).collect();
    }

    pub fn push(&mut self, fault: Diagnostic) {
        self.found.push(fault);
    }

    /// The error that a key belongs to a form in which the report is not written, if it does.
    pub fn of_other_form(&self, key: &str) -> Option<Diagnostic> {
        let form = self.form?;
        let (here, there) = (form.name, self.forms.other_that_knows(key, form)?.name);
        Some(Diagnostic::error(
            &rules::CELL_OF_OTHER_FORM,
            message!(
                zh: "“{key}”属于 {there} 年格式，本报告用的是 {here} 年格式",
                en: "`{key}` belongs to form {there}; this report is written in form {here}",
            ),
        ))
    }

    /// All faults in the order of the file.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|fault| fault.span.map(|span| (span.source, span.start)));
        self.found
    }
}

/// A value of the data file under its dotted key.
pub(super) struct Item<'a> {
    pub value: &'a DeValue<'a>,
    /// Dotted key, such as `report.organ`.
    pub key: String,
    /// The value; of a table with a header, the header.
    pub span: Span,
    /// The key, if the value is not part of a list.
    pub key_span: Option<Span>,
}

impl<'a> Item<'a> {
    /// Key and value; of a table with a header, the header.
    pub fn whole(&self) -> Span {
        match self.key_span {
            Some(key) if key.end <= self.span.start => Span { start: key.start, ..self.span },
            _ => self.span,
        }
    }

    /// The error that the value is not what belongs here.
    pub fn wrong_type(&self, expected: Message) -> Diagnostic {
        let (key, expected_zh, expected_en) =
            (&self.key, expected.in_lang(crate::diagnostic::Lang::Zh), expected.in_lang(crate::diagnostic::Lang::En));
        let (zh, en) = type_names(self.value);
        Diagnostic::error(
            &rules::WRONG_TYPE,
            message!(
                zh: "“{key}”应是{expected_zh}，这里是{zh}",
                en: "`{key}` should be {expected_en}, but this is {en}",
            ),
        )
        .at(self.span)
        .key(key)
    }

    /// The value as what serde makes of it; `None` if it is something else.
    pub fn parse<T: DeserializeOwned>(&self) -> Option<T> {
        let value = Spanned::new(self.span.range(), self.value.clone());
        T::deserialize(ValueDeserializer::from(value)).ok()
    }

    /// The value as text, white space and all.
    pub fn text(&self, faults: &mut Faults) -> Option<&'a str> {
        let text = self.value.as_str();
        if text.is_none() {
            let fault = self.wrong_type(message!(zh: "文字", en: "a string"));
            let raw = faults.text.get(self.span.range()).unwrap_or_default();
            faults.push(match self.value {
                DeValue::Array(items) => fault.help(self.without_brackets(items)),
                DeValue::Table(_) => fault,
                _ => fault.help(self.written(&quoted(raw))),
            });
        }
        text
    }

    /// The help to write the texts of a list as one text; none if it holds anything else.
    fn without_brackets(&self, items: &[Spanned<DeValue>]) -> Option<Message> {
        let texts: Vec<&str> = items.iter().map(|item| item.get_ref().as_str()).collect::<Option<_>>()?;
        let name = self.key.rsplit('.').next().unwrap_or(&self.key);
        match texts.as_slice() {
            [] => None,
            [text] if !text.contains('\n') => Some(self.written(&quoted(text))),
            texts if matches!(name, "body" | "note") => {
                let text = texts.join("\n\n");
                Some(message!(
                    zh: "不用方括号，各段之间空一行，写成：\n{name} = '''\n{text}\n'''",
                    en: "no brackets, and an empty line between paragraphs; write:\n{name} = '''\n{text}\n'''",
                ))
            }
            texts => Some(self.written(&quoted(&texts.concat()))),
        }
    }

    /// The value as one line of text: no line break, no other control character. Its place is within the quotes.
    pub fn line(&self, faults: &mut Faults) -> Option<Located<String>> {
        let text = self.text(faults)?;
        if let Some(fault) = control_character(text) {
            // Lines that were meant to be one.
            let joined: String = text.lines().map(str::trim).collect();
            let help = match control_character(&joined) {
                None => Some(self.written(&quoted(&joined))),
                // Of a row that was copied, the cells are divided by tabs.
                Some(_) if self.key_span.is_none() && text.contains('\t') => Some(message!(
                    zh: "整行粘贴的，外面不用方括号，写成 键 = \"…\" 的样子；只是一格的，删去其中的制表符（Tab）",
                    en: "of a whole row that was pasted, leave out the brackets: key = \"…\"; of one cell, delete the tab",
                )),
                Some(_) => None,
            };
            faults.push(fault.at(self.span).key(&self.key).help(help));
            return None;
        }
        if let Some(fault) = too_long(text, &faults.bounds) {
            faults.push(fault.at(self.span).key(&self.key));
            return None;
        }
        // Where nothing is escaped the text stands as it is between the quotes, and each character has its place.
        let raw = faults.text.get(self.span.range()).unwrap_or_default();
        let span = match raw.find(text) {
            Some(at) => {
                let start = self.span.start + at;
                Span { start, end: start + text.len(), ..self.span }
            }
            None => self.span,
        };
        Some(Located { value: text.to_owned(), span })
    }

    /// The value as `true` or `false`.
    pub fn boolean(&self, faults: &mut Faults) -> Option<bool> {
        let value = self.parse();
        if value.is_none() {
            let fault = self.wrong_type(message!(zh: " true 或 false", en: "`true` or `false`"));
            faults.push(fault.help(match boolean(&self.plain(faults)) {
                Some(is) => self.written(&is.to_string()),
                None => message!(
                    zh: "是就写 true，不是就写 false，不加引号",
                    en: "write `true` for yes and `false` for no, without quotes",
                ),
            }));
        }
        value
    }

    /// The value as a decimal whole number within bounds.
    pub fn integer(&self, bounds: std::ops::RangeInclusive<u16>, faults: &mut Faults) -> Option<u16> {
        let (low, high) = (bounds.start(), bounds.end());
        let value = match self.value {
            DeValue::Integer(digits) if digits.radix() == 10 => self.parse(),
            _ => None,
        };
        let value = value.filter(|value| bounds.contains(value));
        if value.is_none() {
            let fault = self.wrong_type(message!(
                zh: " {low} 到 {high} 之间的整数",
                en: "a whole number from {low} to {high}",
            ));
            // 2025年, "2025", 2025.0
            let plain = self.plain(faults);
            let plain = plain.trim().trim_end_matches("度").trim_end_matches(['年', ' ']);
            let digits = super::meant::year(plain).or_else(|| Some(figure(plain, false)?.digits));
            let digits = digits.filter(|digits| digits.parse().is_ok_and(|number| bounds.contains(&number)));
            faults.push(fault.help(digits.map(|digits| self.written(&digits))));
        }
        value
    }

    /// What the value says, without quotes.
    pub fn plain(&self, faults: &Faults) -> String {
        let raw = faults.text.get(self.span.range()).unwrap_or_default();
        self.value.as_str().unwrap_or(raw).to_owned()
    }

    /// The help to write something in the place of the value: the whole line, where the value has one of its own.
    pub fn written(&self, value: &str) -> Message {
        let name = self.key.rsplit('.').next().unwrap_or(&self.key);
        let line = match self.key_span {
            Some(_) => format!("{name} = {value}"),
            None => value.to_owned(),
        };
        message!(zh: "写成 {line}", en: "write {line}")
    }

    /// The help to write a figure where something else stands that was meant to be one.
    pub fn figure_instead(&self) -> Option<Message> {
        match self.value {
            DeValue::String(text) => Some(self.written(&figure(text, false)?.digits)),
            DeValue::Array(_) => Some(message!(
                zh: "方括号多了一层：各格的外面只写一层，如 [6, 0, 0]",
                en: "one pair of brackets too many: the cells stand in one, such as [6, 0, 0]",
            )),
            _ => Some(message!(
                zh: "写成半角数字，如 1264、12.5；文字放在半角双引号里",
                en: "write plain digits, such as 1264 or 12.5; texts stand in quotes",
            )),
        }
    }

    /// The value as a table.
    pub fn table(&self, faults: &mut Faults) -> Option<TomlTable<'a>> {
        let table = self.value.as_table();
        if table.is_none() {
            let key = &self.key;
            let fault = self.wrong_type(message!(
                zh: "一组键和值（[{key}] 或花括号）",
                en: "a table (`[{key}]` or braces)",
            ));
            let help = message!(
                zh: "单独一行写 [{key}]，这一部分的各行写在它下面",
                en: "write [{key}] on a line of its own, and what belongs to it below",
            );
            faults.push(fault.help((!key.contains('.')).then_some(help)));
        }
        table.map(|entries| TomlTable { entries, key: self.key.clone(), span: self.whole(), asked: Vec::new() })
    }

    /// The value as a list.
    pub fn list(&self, faults: &mut Faults) -> Option<Vec<Item<'a>>> {
        let list = self.items(faults.source);
        if list.is_none() {
            let fault = self.wrong_type(message!(zh: "列表（方括号）", en: "a list (brackets)"));
            let key = &self.key;
            let header = message!(zh: "写成 [[{key}]]", en: "write [[{key}]]");
            faults.push(fault.help((LISTS.contains(&self.key.as_str()) && self.value.is_table()).then_some(header)));
        }
        list
    }

    /// The parts of the value, if it is a list.
    pub fn items(&self, source: SourceId) -> Option<Vec<Item<'a>>> {
        let list = self.value.as_array()?;
        let item = |(index, value): (usize, &'a Spanned<DeValue<'a>>)| Item {
            value: value.get_ref(),
            key: format!("{}.{index}", self.key),
            span: Span::new(source, value.span()),
            key_span: None,
        };
        Some(list.iter().enumerate().map(item).collect())
    }
}

/// The error that a text is longer than what stands on a line may be.
pub(super) fn too_long(text: &str, bounds: &Bounds) -> Option<Diagnostic> {
    let most = bounds.of(Bound::Line);
    text.char_indices().nth(most)?;
    let count = text.chars().count();
    let message = message!(
        zh: "这里的文字有 {count} 个字，最多 {most} 个",
        en: "this text has {count} characters; {most} are allowed",
    );
    let help = message!(
        zh: "删去误贴的内容；长的文字写在正文里",
        en: "delete what does not belong here; longer texts stand in the narrative",
    );
    Some(Diagnostic::error(&rules::LIMIT_TEXT, message).help(Bound::Line.help(&help)))
}

/// A table of the data file.
pub(super) struct TomlTable<'a> {
    entries: &'a DeTable<'a>,
    /// Dotted key; empty at the top.
    pub key: String,
    /// Its header, or its key and value.
    pub span: Span,
    asked: Vec<String>,
}

impl<'a> TomlTable<'a> {
    /// The table of a whole file.
    pub fn top(entries: &'a DeTable<'a>, source: SourceId) -> TomlTable<'a> {
        TomlTable { entries, key: String::new(), span: Span::new(source, 0..0), asked: Vec::new() }
    }

    /// The value of a key, if it is there.
    pub fn take(&mut self, name: &str) -> Option<Item<'a>> {
        self.asked.push(name.to_owned());
        let (key, value) = self.entries.get_key_value(name)?;
        Some(self.item(key, value))
    }

    /// The value of a key that must be there.
    pub fn need(&mut self, name: &str, faults: &mut Faults) -> Option<Item<'a>> {
        let item = self.take(name);
        if item.is_none() {
            self.missing(name, add(&self.dotted(name)), faults);
        }
        item
    }

    /// Reports that a key is not there which must be. Under its Chinese name it is: that is told of by itself.
    pub fn missing(&self, name: &str, help: Option<Message>, faults: &mut Faults) {
        if !self.has_by_label(name, faults) {
            let key = self.dotted(name);
            let fault = Diagnostic::error(&rules::MISSING_KEY, message!(zh: "缺少“{key}”", en: "`{key}` is missing"));
            faults.push(fault.at(self.span).help(help).key(key));
        }
    }

    /// Whether a key is there under what it is called in Chinese.
    pub fn has_by_label(&self, name: &str, faults: &Faults) -> bool {
        let meant = |given: &str| key_meant(given, &self.key, faults.forms, faults.form);
        // Without its header a table's keys stand at the top, and that is told of by itself too.
        let is_below = |given: &str| self.key.is_empty() && home_of(given, faults.forms) == Some(name);
        self.entries.keys().any(|given| meant(given.get_ref()).as_deref() == Some(name) || is_below(given.get_ref()))
    }

    /// The table of a key, if it is there and is one.
    pub fn take_table(&mut self, name: &str, faults: &mut Faults) -> Option<TomlTable<'a>> {
        self.take(name)?.table(faults)
    }

    /// All that it holds, whatever the keys.
    pub fn take_all(&mut self) -> Vec<(&'a str, Item<'a>)> {
        let entries = self.entries;
        entries
            .iter()
            .map(|(key, value)| {
                self.asked.push(key.get_ref().to_string());
                (key.get_ref().as_ref(), self.item(key, value))
            })
            .collect()
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, faults: &mut Faults) {
        let mut unknown: Vec<Item> = self
            .entries
            .iter()
            .filter(|(key, _)| !self.asked.iter().any(|asked| asked == key.get_ref()))
            .map(|(key, value)| self.item(key, value))
            .collect();
        unknown.sort_by_key(|item| item.key_span.map(|span| span.start));
        let strays: Vec<StrayKey> = unknown.iter().filter_map(|item| self.stray(item, faults)).collect();
        // What stands below headers of its own comes behind all keys of this table.
        let is_header = |at: &usize| faults.text.get(..*at).is_some_and(|before| before.trim_end().ends_with('['));
        let keys = self.entries.keys().map(|key| key.span().start).filter(|at| !is_header(at));
        let last_key = keys.max().unwrap_or_default();
        let mut rest = strays.as_slice();
        while let Some((stray, others)) = rest.split_first() {
            let (text, forms, top_keys) = (faults.text, faults.forms, faults.top_keys.as_slice());
            match misplaced::told(rest, &Around { table: &self.key, last_key, text, top_keys, forms }) {
                Some((fault, count)) => {
                    faults.push(fault);
                    rest = rest.get(count.max(1)..).unwrap_or_default();
                }
                None => {
                    let fault = not_asked_for(stray.key, stray.name, &self.asked, faults);
                    faults.push(fault.at(stray.at).key(stray.key));
                    rest = others;
                }
            }
        }
    }

    fn stray<'i>(&self, item: &'i Item, faults: &Faults) -> Option<StrayKey<'i>> {
        let name = item.key.strip_prefix(&self.key)?;
        let name = name.strip_prefix('.').unwrap_or(name);
        let is_of_other_form = faults.of_other_form(&item.key).is_some();
        Some(StrayKey { name, key: &item.key, at: item.key_span?, is_of_other_form })
    }

    fn item(&self, key: &'a toml::Spanned<std::borrow::Cow<'a, str>>, value: &'a Spanned<DeValue<'a>>) -> Item<'a> {
        Item {
            value: value.get_ref(),
            key: self.dotted(key.get_ref()),
            span: Span::new(self.span.source, value.span()),
            key_span: Some(Span::new(self.span.source, key.span())),
        }
    }

    fn dotted(&self, name: &str) -> String {
        if self.key.is_empty() { name.to_owned() } else { format!("{}.{name}", self.key) }
    }
}

/// The lines to add where a key is missing that must be there.
fn add(key: &str) -> Option<Message> {
    Some(match key {
        "report" => message!(
            zh: "在文件的开头写：\n[report]\norgan = \"机关全称\"\nyear = 2025",
            en: "write at the top of the file:\n[report]\norgan = \"name of the organ\"\nyear = 2025",
        ),
        "report.organ" => message!(
            zh: "在 [report] 下面加一行 organ = \"机关全称\"",
            en: "add a line below [report]: organ = \"name of the organ\"",
        ),
        "report.year" => message!(
            zh: "在 [report] 下面加一行，写报告的年度，如 year = 2025",
            en: "add the year below [report], such as: year = 2025",
        ),
        _ if key.ends_with(".text") || key.ends_with(".value") => message!(
            zh: "花括号里 value（数）和 text（照印的文字）要一起写，如 {{ value = 22, text = \"22（其中修订16件）\" }}；只有一个数的，\
                 不用花括号，只写这个数",
            en: "in braces, `value` (what counts) and `text` (what is printed) stand together, such as {{ value = 22, \
                 text = \"22（其中修订16件）\" }}; a figure alone stands without braces",
        ),
        _ => return None,
    })
}

/// What is wrong with a key that nobody asked for.
fn not_asked_for(key: &str, name: &str, known: &[String], faults: &Faults) -> Diagnostic {
    if let Some(fault) = faults.of_other_form(key) {
        return fault;
    }
    let fault = Diagnostic::error(&rules::UNKNOWN_KEY, message!(zh: "没有“{key}”这个键", en: "unknown key `{key}`"));
    let table = key.strip_suffix(name).unwrap_or_default().trim_end_matches('.');
    if let Some(meant) = key_meant(name, table, faults.forms, faults.form) {
        return fault.help(instead_of(name, &meant, table));
    }
    let (zh, en) = (known.join("、"), known.join(", "));
    let all = message!(zh: "这里可以用的键：{zh}", en: "known keys here: {en}");
    let name = half_width(name);
    fault.help(did_you_mean(&name, known.iter().map(String::as_str), (!known.is_empty()).then_some(all)))
}

/// The help that a key in Chinese is to be written in English.
fn instead_of(name: &str, meant: &str, table: &str) -> Message {
    match table {
        "" if meant == "form" => message!(zh: "键用英文写：“{name}”写成 form", en: "write form"),
        "" if LISTS.contains(&meant) => message!(zh: "键用英文写：[{name}] 写成 [[{meant}]]", en: "write [[{meant}]]"),
        "" => message!(zh: "键用英文写：[{name}] 写成 [{meant}]", en: "write [{meant}]"),
        _ => message!(zh: "键用英文写：“{name}”写成 {meant}", en: "write {meant}"),
    }
}

/// The error that a line of text holds what cannot be printed on a line.
pub(super) fn control_character(text: &str) -> Option<Diagnostic> {
    let is_control = |c: &char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let found = text.chars().find(is_control)?;
    let code = u32::from(found);
    Some(Diagnostic::error(
        &rules::WRONG_TYPE,
        match found {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                message!(zh: "这里的文字只能有一行", en: "this text may not hold a line break")
            }
            _ => message!(
                zh: "这里的文字有控制字符 U+{code:04X}",
                en: "this text holds the control character U+{code:04X}",
            ),
        },
    ))
}

/// What a value is; of a number, the number, since its type may be right and its size wrong.
fn type_names(value: &DeValue) -> (String, String) {
    let (zh, en) = match value {
        DeValue::String(_) => ("文字", "a string"),
        DeValue::Integer(digits) => return (format!(" {digits}"), digits.to_string()),
        DeValue::Float(digits) => return (format!(" {digits}"), digits.to_string()),
        DeValue::Boolean(_) => ("真假值", "a boolean"),
        DeValue::Datetime(value) if value.time.is_some() => ("日期和时刻", "a date with a time"),
        DeValue::Datetime(_) => ("日期", "a date"),
        DeValue::Array(_) => ("列表", "a list"),
        DeValue::Table(_) => ("一组键和值", "a table"),
    };
    (zh.to_owned(), en.to_owned())
}
