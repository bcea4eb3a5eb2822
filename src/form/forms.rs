//! The forms that a program knows, as a value: whoever reads reports is given them.

use super::{FORM_2019, FORM_2021, Form};

/// Forms in the order of the years that they are for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forms {
    /// The first; it is for all years before the others too.
    pub oldest: &'static Form,
    /// Those that came after it.
    pub later: &'static [&'static Form],
}

impl Default for Forms {
    fn default() -> Forms {
        Forms::OFFICIAL
    }
}

impl Forms {
    /// The forms of 2019 and 2021.
    pub const OFFICIAL: Forms = Forms { oldest: &FORM_2019, later: &[&FORM_2021] };

    /// A form alone.
    pub fn only(form: &'static Form) -> Forms {
        Forms { oldest: form, later: &[] }
    }

    /// All of them, the oldest first.
    pub fn iter(self) -> impl Iterator<Item = &'static Form> {
        std::iter::once(self.oldest).chain(self.later.iter().copied())
    }

    /// Their names.
    pub fn names(self) -> Vec<&'static str> {
        self.iter().map(|form| form.name).collect()
    }

    /// The newest.
    pub fn newest(self) -> &'static Form {
        self.later.last().unwrap_or(&self.oldest)
    }

    /// The form of a name.
    pub fn by_name(self, name: &str) -> Option<&'static Form> {
        self.iter().find(|form| form.name == name)
    }

    /// The form in which a reporting year is written.
    pub fn by_year(self, year: u16) -> &'static Form {
        self.later.iter().rev().find(|form| form.since <= year).unwrap_or(&self.oldest)
    }

    /// A form other than the one that is here, if one has a row or a cell of a dotted key.
    pub fn other_that_knows(self, key: &str, here: &Form) -> Option<&'static Form> {
        self.iter().find(|form| form.name != here.name && form.knows(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_the_newest_form_that_is_there() {
        // 国办公开办函〔2019〕60号 for 2019 and 2020, 国办公开办函〔2021〕30号 from 2021 on.
        for (year, name) in [(2008, "2019"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2099, "2021")] {
            assert_eq!(Forms::OFFICIAL.by_year(year).name, name, "{year}");
        }
    }

    #[test]
    fn rows_and_cells_are_known_by_their_dotted_keys() {
        let knows = |form: &Form, key: &str| form.knows(key);
        for (key, in_2019, in_2021) in [
            ("disclosure.fees", true, true),
            ("disclosure.fees.amount", false, true),
            ("disclosure.procurement.amount", true, false),
            ("applications.other_outcome", true, false),
            ("applications.other_outcome.other", true, true),
            ("applications.other_outcome.other.other", false, true),
            ("applications.outcomes.granted", false, false),
            ("remedies.litigation_after.pending", true, true),
            ("remedies.litigation", false, false),
            ("overview.body", false, false),
        ] {
            assert_eq!((knows(&FORM_2019, key), knows(&FORM_2021, key)), (in_2019, in_2021), "{key}");
        }
    }
}
