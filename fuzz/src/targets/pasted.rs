//! What is pasted: into the data file, into a table, into a narrative.

use nianbao::author::edit::pasted_cells;
use nianbao::files::{Files, Memory};
use nianbao::rich_text::{markdown, pasted};
use nianbao::{Input, Options, read};

/// The key `pasted` of table 三, and behind `%%` that of table 二.
pub fn key(input: &[u8]) {
    let (applications, disclosure) = super::halves(input);
    let mut data = "[report]\norgan = '某市数据局'\nyear = 2025\n".to_owned();
    for (table, pasted) in [("applications", applications), ("disclosure", disclosure)] {
        if !pasted.is_empty() {
            let text = String::from_utf8_lossy(pasted);
            data.push_str(&format!("[{table}]\npasted = {}\n", as_toml(&text)));
        }
    }
    let files = Files::new(Memory::from([("this.toml", data)]));
    read(&Input::File("this.toml".into()), None, &files, &Options::default());
}

/// A text as TOML writes it.
fn as_toml(text: &str) -> String {
    let sign = |ch: char| match ch {
        '"' | '\\' => format!("\\{ch}"),
        '\n' | '\t' => ch.to_string(),
        ch if ch.is_control() => format!("\\u{:04X}", u32::from(ch)),
        ch => ch.to_string(),
    };
    // A line feed right behind the quotes is none.
    format!("\"\"\"\n{}\"\"\"", text.chars().map(sign).collect::<String>())
}

/// A key of a cell on the first line, then what is pasted there: a page if it opens with `<`.
pub fn cells(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (key, pasted) = text.split_once('\n').unwrap_or(("applications.received.natural", &text));
    let (html, text) = page_and_text(pasted);
    let [report, _] = &*super::REPORTS;
    // What is no key is refused.
    let _ = pasted_cells(report, key, html, text);
}

/// What is pasted: a page if it opens with `<`.
pub fn prose(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (html, text) = page_and_text(&text);
    let pasted = pasted(html, text);
    markdown(&pasted.pieces);
}

fn page_and_text(pasted: &str) -> (Option<&str>, &str) {
    if pasted.starts_with('<') { (Some(pasted), "") } else { (None, pasted) }
}
