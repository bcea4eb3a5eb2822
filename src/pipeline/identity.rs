//! Whose report a data file is, and of which year: what several files are told apart by, before any is read in full.

use serde::Deserialize;

use super::Input;
use crate::files::Files;
use crate::report::bounds::{Bound, Bounds};
use crate::report::official_name;
use crate::source::Sources;

/// Organ and year of a report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// The organ, without blanks around it.
    pub organ: String,
    /// The year that the report is of.
    pub year: u16,
}

#[derive(Deserialize)]
struct File {
    report: Head,
}

#[derive(Deserialize)]
struct Head {
    organ: String,
    year: u16,
}

impl Identity {
    /// That of a data file; `None` if it cannot be read, or does not say so.
    pub fn of(data: &Input, files: &Files) -> Option<Identity> {
        let mut sources = Sources::default();
        // Whatever limit holds for the report, this is said at its beginning.
        let mut bounds = Bounds::default();
        bounds.set(Bound::File, Bound::File.most());
        let id = data.text(files, &bounds, &mut sources).ok()?;
        let File { report } = toml::from_str(&sources.get(id).text).ok()?;
        Some(Identity { organ: report.organ.trim().to_owned(), year: report.year })
    }

    /// The name under which the report is posted, without an extension.
    pub fn official_name(&self) -> String {
        official_name(&self.organ, self.year)
    }

    /// That of the report of the year before.
    pub fn last_year(&self) -> Option<Identity> {
        Some(Identity { organ: self.organ.clone(), year: self.year.checked_sub(1)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;

    #[test]
    fn only_what_says_so_has_one() {
        let files = Files::new(Memory::from([
            ("a.toml", "\u{FEFF}[report]\nyear = 2025\norgan = ' 甲/乙局 '\n[overview]\nbody = '…'\n"),
            ("b.toml", "report = { organ = '甲局' }"),
            ("c.toml", "[report]\norgan = '甲局'\nyear = 2025\nyear = 2025\n"),
            ("d.toml", "[report]\norgan = '甲局'\nyear = '2025'\n"),
        ]));
        let of = |name: &str| Identity::of(&Input::File(name.into()), &files);
        let first = Identity { organ: "甲/乙局".to_owned(), year: 2025 };
        assert_eq!(of("a.toml").as_ref(), Some(&first));
        assert_eq!(first.official_name(), "甲／乙局2025年政府信息公开工作年度报告");
        assert_eq!(first.last_year().map(|last| last.year), Some(2024));
        for name in ["b.toml", "c.toml", "d.toml", "none.toml"] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
