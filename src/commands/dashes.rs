//! Options that open with a dash of an input method or an editor, such as `—o`: no hyphen, so that they would be taken
//! for names of files.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::Failure;
use super::options;
use super::shown::shown;
use crate::diagnostic::message;

/// What is typed for a hyphen: full width, the dashes of Chinese and Western texts, the minus sign, the hyphens of
/// typesetting, the long sound of kana.
const DASHES: [char; 9] = ['－', '—', '–', '―', '−', '‐', '‑', '﹣', 'ー'];

/// Lets a command line pass whose options open with hyphens.
///
/// # Errors
/// The command line is wrong if one opens with another dash; the whole line is shown as it is to be typed.
pub(super) fn refuse_dashes(arguments: &[OsString]) -> Result<(), Failure> {
    // Most command lines have none, and what options there are takes a while to tell.
    let opens_with_one =
        |argument: &OsString| argument.to_str().is_some_and(|text| text.trim_start_matches('-').starts_with(DASHES));
    if !arguments.iter().any(opens_with_one) {
        return Ok(());
    }
    let known = options::names();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let Some((typed, option)) = arguments.iter().find_map(|typed| Some((typed.display(), meant(typed, &known)?)))
    else {
        return Ok(());
    };
    let behind_program = arguments.get(1..).unwrap_or_default();
    let line = |argument: &OsString| meant(argument, &known).unwrap_or_else(|| shown(Path::new(argument)));
    let line = behind_program.iter().map(line).collect::<Vec<_>>().join(" ");
    Err(Failure::Advised(
        message!(
            zh: "“{typed}”前面的横线不是半角的，要写成 {option}",
            en: "the dash of `{typed}` is no hyphen: write {option}",
        ),
        message!(zh: "切换到英文输入，写成：nianbao {line}", en: "type: nianbao {line}"),
    ))
}

/// The option that an argument with another dash was meant to be, with its value. A file of that name is a file.
fn meant(argument: &OsStr, known: &[&str]) -> Option<String> {
    let text = argument.to_str().filter(|text| !Path::new(text).exists())?;
    let rest = text.trim_start_matches(|c| c == '-' || DASHES.contains(&c));
    let dashes = text.strip_suffix(rest)?;
    if dashes.is_ascii() {
        return None;
    }
    let (name, value) = match rest.split_once(['=', '＝']) {
        Some((name, value)) => (name, Some(value)),
        None => (rest, None),
    };
    let name: String = name.chars().map(half_width).collect();
    // Editors make one dash of two hyphens: how many there are says nothing.
    let option = if name.chars().count() == 1 { format!("-{name}") } else { format!("--{name}") };
    let option = options::nearest(&option, known)?;
    Some(value.map_or_else(|| option.to_owned(), |value| format!("{option}={value}")))
}

/// A full-width letter as its ASCII one.
fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_are_told_from_hyphens() {
        let known = ["-o", "--help", "--font-dir", "--year"];
        for (typed, expected) in [
            ("—o", Some("-o")),
            ("－o", Some("-o")),
            ("–o", Some("-o")),
            ("－ｏ", Some("-o")),
            ("——help", Some("--help")),
            ("—help", Some("--help")),
            ("-–font-dri", Some("--font-dir")),
            ("——year＝2025", Some("--year=2025")),
            ("——", None),
            ("—公布", None),
            ("-o", None),
            ("--font-dri", None),
            ("报告—o.toml", None),
        ] {
            assert_eq!(meant(OsStr::new(typed), &known).as_deref(), expected, "{typed}");
        }
    }
}
