//! A difference of two texts in the unified format (POSIX `diff -u`), as `patch` takes it. Edits change lines and
//! neither add nor take any, so that line stands beside line.

use std::fmt::Write;
use std::ops::Range;

/// Lines that are shown around a change.
const CONTEXT: usize = 3;

/// The difference of a file's old and new text, under its name; empty where there is none.
pub fn unified(name: &str, old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let count = old.len().max(new.len());
    let changed: Vec<usize> = (0..count).filter(|line| old.get(*line) != new.get(*line)).collect();
    let mut out = String::new();
    if changed.is_empty() {
        return out;
    }
    let name = named(name);
    let _ = writeln!(out, "--- {name}\n+++ {name}");
    for hunk in hunks(&changed, count) {
        let lines = |text: &[&str]| hunk.end.min(text.len()).saturating_sub(hunk.start);
        let start = hunk.start + 1;
        let _ = writeln!(out, "@@ -{start},{} +{start},{} @@", lines(&old), lines(&new));
        let mut line = hunk.start;
        while line < hunk.end {
            let run = (line..hunk.end).take_while(|line| old.get(*line) != new.get(*line)).count();
            match run {
                0 => {
                    put(&mut out, ' ', old.get(line));
                    line += 1;
                }
                run => {
                    (line..line + run).for_each(|line| put(&mut out, '-', old.get(line)));
                    (line..line + run).for_each(|line| put(&mut out, '+', new.get(line)));
                    line += run;
                }
            }
        }
    }
    out
}

/// A name as the header of a difference has it. One with a blank ends with a tab, or `patch` takes what stands before
/// the blank for it; one with a tab or a line break stands in quotes, as GNU diff writes it.
fn named(name: &str) -> String {
    if name.contains(|ch: char| ch.is_control() || matches!(ch, '"' | '\\')) {
        let mut quoted = String::from("\"");
        for ch in name.chars() {
            match ch {
                '"' | '\\' => quoted.extend(['\\', ch]),
                '\t' => quoted.push_str("\\t"),
                '\n' => quoted.push_str("\\n"),
                '\r' => quoted.push_str("\\r"),
                ch if ch.is_ascii_control() => quoted.push_str(&format!("\\{:03o}", u32::from(ch))),
                ch => quoted.push(ch),
            }
        }
        return quoted + "\"";
    }
    let end = if name.contains(char::is_whitespace) { "\t" } else { "" };
    format!("{name}{end}")
}

/// Stretches of lines around changes; those that touch are one.
fn hunks(changed: &[usize], count: usize) -> Vec<Range<usize>> {
    let mut hunks: Vec<Range<usize>> = Vec::new();
    for line in changed {
        let (start, end) = (line.saturating_sub(CONTEXT), (line + 1 + CONTEXT).min(count));
        match hunks.last_mut() {
            Some(hunk) if start <= hunk.end => hunk.end = end,
            _ => hunks.push(start..end),
        }
    }
    hunks
}

fn put(out: &mut String, sign: char, line: Option<&&str>) {
    let Some(line) = line else { return };
    out.push(sign);
    out.push_str(line);
    if !line.ends_with('\n') {
        out.push_str("\n\\ No newline at end of file\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_stand_in_hunks() {
        let old: String = (1..=20).map(|line| format!("{line}\n")).collect();
        let new = old.replace("\n2\n", "\ntwo\n").replace("\n12\n13\n", "\n甲\n乙\n");
        assert_eq!(
            unified("a b.toml", &old, &new),
            "--- a b.toml\t\n+++ a b.toml\t\n@@ -1,5 +1,5 @@\n 1\n-2\n+two\n 3\n 4\n 5\n@@ -9,8 +9,8 @@\n 9\n 10\n 11\n-12\n-13\n\
             +甲\n+乙\n 14\n 15\n 16\n"
        );
        assert_eq!(unified("a", &old, &old), "");
    }

    #[test]
    fn names_are_such_as_patch_reads() {
        for (name, written) in
            [("年报.toml", "年报.toml"), ("a b", "a b\t"), ("a\tb", r#""a\tb""#), ("a\"\\", r#""a\"\\""#)]
        {
            assert_eq!(named(name), written);
        }
    }

    #[test]
    fn a_last_line_without_an_end_is_marked() {
        assert_eq!(
            unified("a", "1\r\n2", "1\r\n3"),
            "--- a\n+++ a\n@@ -1,2 +1,2 @@\n 1\r\n-2\n\\ No newline at end of file\n+3\n\\ No newline at end of file\n"
        );
    }
}
