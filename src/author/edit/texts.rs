//! Narratives: the string that holds one is replaced, in quotes as it had them where they can hold the new text.

use super::Refusal;
use super::data::Data;
use super::meant::{Says, plain};
use super::statements::What;
use crate::author::toml_text::{multi_line, quoted};
use crate::form::SECTION_KEYS;

/// Puts a narrative where one stands, or none; one in a file of its own joins `files`.
pub(super) fn change(
    data: &mut Data,
    says: &mut Says,
    key: &str,
    text: Option<&str>,
    files: &mut Vec<(String, String)>,
) -> Result<(), Refusal> {
    let unknown = || Refusal::unknown(key);
    let (section, name) = key.split_once('.').ok_or_else(unknown)?;
    let name = if name == "body_file" { "body" } else { name };
    let is_known = match name {
        "body" => section == "preface" || SECTION_KEYS.contains(&section),
        "note" => SECTION_KEYS.contains(&section),
        _ => false,
    };
    if !is_known {
        return Err(unknown());
    }
    let unwritten = || Refusal::unwritten(key);
    let text = text.map(|text| text.replace("\r\n", "\n").replace('\r', "\n")).filter(|text| !text.trim().is_empty());
    let said = format!("{section}.{name}");
    let is_same = says.texts.get(&said).map_or("", String::as_str) == text.as_deref().map(plain).unwrap_or_default();
    let file = [section, "body_file"];
    if name == "body" && data.has(&file) {
        return match text {
            None => {
                says.texts.remove(&said);
                files.retain(|(own, _)| Some(own) != file_name(data, &file).as_ref());
                data.remove(&file).ok_or_else(unwritten)
            }
            // What the file says already may have been changed before.
            Some(text) => {
                let name = file_name(data, &file).ok_or_else(unwritten)?;
                files.retain(|(own, _)| *own != name);
                if !is_same {
                    files.push((name, format!("{}\n", plain(&text))));
                }
                Ok(())
            }
        };
    }
    if is_same {
        return Ok(());
    }
    let path = [section, name];
    match text {
        None => {
            says.texts.remove(&said);
            data.remove(&path).ok_or_else(unwritten)
        }
        Some(text) => {
            says.texts.insert(said, plain(&text));
            let written = match raw(data, &path) {
                Some(old) => data.replace(&path, &in_quotes(&old, &text)),
                None => data.insert(&path, &multi_line(&text), &|path| rank(section, path)),
            };
            written.ok_or_else(unwritten)
        }
    }
}

/// The text of a value as it is written, if there is one.
fn raw(data: &Data, path: &[&str]) -> Option<String> {
    let range = data.at(path, |found| found.range)?;
    data.text().get(range).map(str::to_owned)
}

fn file_name(data: &Data, path: &[&str]) -> Option<String> {
    data.at(path, |found| match found.what {
        What::Text(name) => Some(name.clone()),
        _ => None,
    })?
}

/// The texts of a section come before its rows.
fn rank(section: &str, path: &[String]) -> Option<usize> {
    let (first, rest) = path.split_first()?;
    match rest.first().map(String::as_str) {
        _ if first != section => None,
        Some("body" | "body_file") => Some(0),
        Some("note") => Some(1),
        Some(_) => Some(2),
        None => None,
    }
}

/// A text in the quotes of another string, if these can hold it as it is.
pub(super) fn in_quotes(old: &str, text: &str) -> String {
    let text = plain(text);
    let is_one_line = !text.contains('\n');
    let is_plain = !text.chars().any(|ch| ch.is_control() && !matches!(ch, '\n' | '\t'));
    let is_literal = is_plain && !text.contains('\'');
    let is_basic = is_plain && !text.contains(['"', '\\']);
    let stands_on_one = !old.contains('\n');
    match () {
        () if old.starts_with("\"\"\"") && is_basic && !(is_one_line && stands_on_one) => {
            format!("\"\"\"\n{text}\n\"\"\"")
        }
        () if old.starts_with("\"\"\"") && is_basic => format!("\"\"\"{text}\"\"\""),
        () if old.starts_with("'''") && is_literal && is_one_line && stands_on_one => format!("'''{text}'''"),
        () if old.starts_with("'''") || old.starts_with("\"\"\"") || !is_one_line => multi_line(&text),
        () if old.starts_with('\'') && is_literal => format!("'{text}'"),
        () => quoted(&text),
    }
}
