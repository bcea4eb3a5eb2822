//! The name under which a report is posted.

use super::Report;

impl Report {
    /// `{organ}{year}年政府信息公开工作年度报告`, without an extension. Of the characters that file systems refuse, the
    /// full-width twin stands in their place, so that the name reads alike everywhere.
    pub fn official_name(&self) -> String {
        official_name(&self.organ.value, self.year)
    }
}

/// The official name of the report of an organ and a year, as [`Report::official_name`] gives it.
pub fn official_name(organ: &str, year: u16) -> String {
    let organ: String = organ.trim().chars().map(allowed).collect();
    format!("{organ}{year}年政府信息公开工作年度报告")
}

/// A character of a file name: what Windows or Unix refuse becomes its full-width twin, 0xFEE0 further on.
fn allowed(c: char) -> char {
    match c {
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or('_'),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use crate::report::{ReadOptions, read};
    use crate::source::Sources;

    #[test]
    fn what_file_systems_refuse_is_written_full_width() {
        for (organ, name) in [
            ("某市人民政府", "某市人民政府2025年政府信息公开工作年度报告"),
            (" ../甲/乙:丙? ", "..／甲／乙：丙？2025年政府信息公开工作年度报告"),
            ("A<b>|*\"\\", "A＜b＞｜＊＂＼2025年政府信息公开工作年度报告"),
        ] {
            let mut sources = Sources::default();
            let data = sources.add("a.toml", format!("[report]\norgan = '{organ}'\nyear = 2025\n"));
            let (report, _) = read(&mut sources, data, &ReadOptions::default()).unwrap();
            assert_eq!(report.official_name(), name);
        }
    }
}
