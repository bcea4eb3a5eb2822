//! The data file that a path to no file was probably meant to lead to.

use std::path::{Path, PathBuf};

use crate::files::Files;

/// A name with fewer characters than this may differ from another by more than a slip.
const SHORTEST: usize = 3;

/// The one data file whose name is that of a path but for its ending, for quotes around it, for signs typed full
/// width, or for one slip. Other digits are another year's.
pub fn near_file(files: &Files, path: &Path) -> Option<PathBuf> {
    // The quotes of a text may stand around the whole path.
    let text = path.to_str()?;
    let path = Path::new(text.trim_matches(is_quote));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = files.folder(folder, true).list().ok()?;
    let is_data = |name: &&PathBuf| name.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let names: Vec<&PathBuf> = names.iter().filter(is_data).collect();
    let wanted = path.file_name()?;
    let by = |is_near: fn(&str, &str) -> bool| {
        let wanted = wanted.to_string_lossy();
        let mut near = names.iter().filter(|name| is_near(&wanted, &name.to_string_lossy()));
        near.next().filter(|_| near.next().is_none()).map(|name| path.with_file_name(name))
    };
    by(|a, b| a == b).or_else(|| by(is_same)).or_else(|| by(has_same_stem)).or_else(|| by(differs_by_a_slip))
}

fn is_quote(c: char) -> bool {
    "“”‘’\"'＂＇「」『』《》`".contains(c)
}

/// Whether names differ only in what is typed full width, in case, blanks and marks.
fn is_same(a: &str, b: &str) -> bool {
    plain(a) == plain(b)
}

fn has_same_stem(a: &str, b: &str) -> bool {
    plain(stem(a)) == plain(stem(b))
}

fn differs_by_a_slip(a: &str, b: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (a, b) = (plain(stem(a)), plain(stem(b)));
    a.chars().count() >= SHORTEST && digits(&a) == digits(&b) && strsim::damerau_levenshtein(&a, &b) == 1
}

/// A name without its ending, be its dot full width.
fn stem(name: &str) -> &str {
    name.rsplit_once(['.', '．', '。']).map_or(name, |(stem, _)| stem)
}

/// What is left of a name for comparing it: small letters and digits, full-width ones as ASCII.
fn plain(name: &str) -> String {
    let half = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        c => c,
    };
    name.chars().map(half).filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;

    #[test]
    fn a_near_name_is_found_and_a_far_one_is_not() {
        let names = [
            "报告.toml",
            "上年.toml",
            "部门/年度报告2025.toml",
            "a/教育局1.toml",
            "a/教育局2.toml",
            "b/我的 报告.toml",
        ];
        let files = Files::new(Memory::from(names.map(|name| (name, ""))));
        let near = |path: &str| near_file(&files, Path::new(path)).map(|path| path.display().to_string());
        for (typed, expected) in [
            ("报告", Some("报告.toml")),
            ("报告.tmol", Some("报告.toml")),
            ("报告.docx", Some("报告.toml")),
            ("报告toml", Some("报告.toml")),
            ("报告。toml", Some("报告.toml")),
            ("“报告.toml”", Some("报告.toml")),
            ("报告 .toml", Some("报告.toml")),
            ("“部门/年度报告2025.toml”", Some("部门/年度报告2025.toml")),
            ("部门/年度报2025.toml", Some("部门/年度报告2025.toml")),
            ("b/我的报告.toml", Some("b/我的 报告.toml")),
            ("部门/年度报告2024.toml", None),
            ("a/教育局3.toml", None),
            ("a/教育局.toml", None),
            ("报表.toml", None),
            ("没有/报告.toml", None),
            ("", None),
        ] {
            assert_eq!(near(typed).as_deref(), expected, "{typed}");
        }
    }
}
