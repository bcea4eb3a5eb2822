//! Paths as they are written on a command line, for messages that show one.

use std::path::Path;

/// A path in quotes where a shell would not take it for one word.
pub(super) fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "-_./\\:+,@%".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) { text } else { format!("\"{text}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_divide_stands_in_quotes() {
        for (path, expected) in [
            ("各部门/教育局.toml", "各部门/教育局.toml"),
            ("我的 报告.toml", "\"我的 报告.toml\""),
            ("a(1).toml", "\"a(1).toml\""),
            ("a&b.toml", "\"a&b.toml\""),
        ] {
            assert_eq!(shown(Path::new(path)), expected);
        }
    }
}
