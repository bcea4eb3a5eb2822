//! The data file as TOML, and what is wrong with it as TOML.

use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, Message, message};
use crate::report::rules;
use crate::source::{SourceId, Span};

/// The top table of a text. Beyond TOML, a key may be written in Chinese without quotes, such as the names in a
/// chart: every key of letters and digits is plain enough.
///
/// # Errors
/// Code `toml-syntax`: all errors that the parser finds, one a line, since the first on a line begets others.
pub(super) fn parse(text: &str, source: SourceId) -> Result<DeTable<'_>, Vec<Diagnostic>> {
    let (table, mut errors) = DeTable::parse_recoverable(text);
    errors.retain(|error| !is_plain_key(text, error));
    if errors.is_empty() {
        return Ok(table.into_inner());
    }
    let mut faults: Vec<(usize, Diagnostic)> = errors
        .iter()
        .map(|error| {
            let range = error.span().unwrap_or(0..0);
            let line = text.get(..range.start).unwrap_or_default().matches('\n').count();
            let mut fault = Diagnostic::error(&rules::TOML_SYNTAX, translated(error.message()));
            if error.span().is_some() {
                fault = fault.at(Span::new(source, range));
            }
            if let Some(mark) = text.lines().nth(line).and_then(full_width_mark) {
                fault = fault.help(message!(
                    zh: "这一行有全角标点 {mark} ：TOML 的引号、等号、逗号和括号都用半角",
                    en: "this line has a full-width `{mark}`: quotes, `=`, commas and brackets of TOML are ASCII",
                ));
            }
            (line, fault)
        })
        .collect();
    faults.sort_by_key(|(line, fault)| (*line, fault.span.map(|span| span.start)));
    faults.dedup_by_key(|(line, _)| *line);
    Err(faults.into_iter().map(|(_, fault)| fault).collect())
}

/// Whether an error says no more than that a key of letters and digits is not ASCII.
fn is_plain_key(text: &str, error: &toml::de::Error) -> bool {
    let key = error.span().and_then(|range| text.get(range)).unwrap_or_default();
    let is_plain = |ch: char| ch.is_alphanumeric() || ch == '-' || ch == '_';
    error.message().starts_with("invalid unquoted key") && !key.is_empty() && key.chars().all(is_plain)
}

/// A full-width mark outside comments and quoted text that was meant to be TOML's own.
fn full_width_mark(line: &str) -> Option<char> {
    let mut quote = None;
    for mark in line.chars() {
        match (quote, mark) {
            (None, '#') => return None,
            (None, '"' | '\'') => quote = Some(mark),
            (None, '“' | '”' | '‘' | '’' | '＝' | '，' | '［' | '］' | '【' | '】' | '｛' | '｝') => {
                return Some(mark);
            }
            (Some(open), _) if open == mark => quote = None,
            _ => {}
        }
    }
    None
}

/// The parser speaks English; what people meet most is said in Chinese too.
fn translated(english: &str) -> Message {
    let what = english.split(", expected").next().unwrap_or(english);
    let zh = match what {
        "duplicate key" => "这个键前面已经写过一次",
        "string values must be quoted" => "文字要加引号",
        "key with no value" => "这个键没有值：键和值之间要有等号",
        "missing value for key" | "missing value" => "等号后面没有值",
        "missing assignment between key-value pairs" => "键和值之间要有等号",
        "extra `=`" | "extra assignment between key-value pairs" => "多了一个等号",
        "unquoted keys cannot be empty" => "等号前面没有键",
        "invalid unquoted key" => "键要用英文字母、数字、- 和 _，别的要加引号",
        "missing comma between array elements" | "missing comma between key-value pairs" => "两项之间要有逗号",
        "extra comma in array" | "extra comma in inline table" => "多了一个逗号",
        "unclosed array" => "列表没有结束：缺 ]",
        "unclosed inline table" => "花括号没有结束：缺 }",
        "unclosed table" | "unclosed array table" => "表头没有结束：缺 ]",
        "missing opening quote" => "缺开始的引号",
        "invalid basic string" | "invalid literal string" => "文字的引号没有成对，或者其中有不能用的字符",
        "invalid multi-line basic string" | "invalid multi-line literal string" => {
            "多行文字的三个引号没有成对，或者其中有不能用的字符"
        }
        "missing escaped value" | "too few unicode value digits" | "invalid value" => {
            "双引号中的反斜杠要写成 \\\\，或者改用单引号"
        }
        "unexpected leading zero" => "数字前面不能有多余的 0",
        "unexpected key or value" | "unexpected content" => "这里多出了内容",
        "`_` may only go between digits" => "_ 只能写在两个数字之间",
        "carriage return must be followed by newline" => "换行符不完整：有单独的回车符",
        "invalid integer number" | "invalid float" => "数字写得不对",
        "cannot recurse further; max recursion depth met" | "recursion limit" => "括号套得太深",
        _ if what.starts_with("invalid date") || what.starts_with("invalid time") => "日期写得不对：应像 2026-03-20",
        _ => return message!(zh: "TOML 写法有误：{english}", en: "{english}"),
    };
    message!(zh: "TOML 写法有误：{zh}", en: "{english}")
}
