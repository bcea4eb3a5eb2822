//! Consistent reports for the tests of this room, and what is found when something in them is changed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::{Previous, check};
use crate::diagnostic::{Diagnostic, Lang};
use crate::narrative::{read_all, read_sound};
use crate::report::{ReadOptions, Report, read};
use crate::source::Sources;

/// A report of 2025 in form 2021.
pub(super) const THIS: &str = "\
[report]
organ = '某区人民政府'
year = 2025
[problems]
body = '存在的问题是公开不够及时，今后将改进工作方法。'
[other]
body = '本年度没有收取信息处理费。'
[disclosure]
regulations = { issued = 0, repealed = 0, in_force = 0 }
normative = { issued = 3, repealed = 1, in_force = 22 }
licences = { decisions = 120 }
penalties = { decisions = 45 }
coercion = { decisions = 0 }
fees = { amount = 12.5 }
[applications]
received = [8, 2, 0, 0, 0, 0, 10]
carried_in = [1, 0, 0, 0, 0, 0, 1]
granted = [5, 1, 0, 0, 0, 0, 6]
partial = [1, 0, 0, 0, 0, 0, 1]
refused.state_secret = [0, 0, 0, 0, 0, 0, 0]
refused.forbidden_by_law = [0, 0, 0, 0, 0, 0, 0]
refused.security_stability = [0, 0, 0, 0, 0, 0, 0]
refused.third_party = [1, 0, 0, 0, 0, 0, 1]
refused.internal = [0, 0, 0, 0, 0, 0, 0]
refused.process = [0, 0, 0, 0, 0, 0, 0]
refused.case_file = [0, 0, 0, 0, 0, 0, 0]
refused.query = [0, 0, 0, 0, 0, 0, 0]
unavailable.not_held = [1, 1, 0, 0, 0, 0, 2]
unavailable.needs_creation = [0, 0, 0, 0, 0, 0, 0]
unavailable.still_unclear = [0, 0, 0, 0, 0, 0, 0]
not_processed.petition = [0, 0, 0, 0, 0, 0, 0]
not_processed.repeated = [0, 0, 0, 0, 0, 0, 0]
not_processed.publication = [0, 0, 0, 0, 0, 0, 0]
not_processed.excessive = [0, 0, 0, 0, 0, 0, 0]
not_processed.confirmation = [0, 0, 0, 0, 0, 0, 0]
other_outcome.uncorrected = [0, 0, 0, 0, 0, 0, 0]
other_outcome.fee_unpaid = [0, 0, 0, 0, 0, 0, 0]
other_outcome.other = [0, 0, 0, 0, 0, 0, 0]
total = [8, 2, 0, 0, 0, 0, 10]
carried_out = [1, 0, 0, 0, 0, 0, 1]
[remedies]
reconsideration = { upheld = 2, corrected = 1, other = 0, pending = 1, total = 4 }
litigation_direct = { upheld = 0, corrected = 0, other = 0, pending = 0, total = 0 }
litigation_after = { upheld = 1, corrected = 0, other = 0, pending = 0, total = 1 }
";

/// The report before [`THIS`]: nothing between the two is amiss.
pub(super) fn last() -> String {
    edited(
        THIS,
        &[
            ("year = 2025", "year = 2024"),
            ("issued = 3, repealed = 1, in_force = 22", "issued = 5, repealed = 0, in_force = 20"),
            ("decisions = 120", "decisions = 100"),
            ("received = [8, 2, 0, 0, 0, 0, 10]", "received = [9, 2, 0, 0, 0, 0, 11]"),
            ("granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [6, 1, 0, 0, 0, 0, 7]"),
            ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [9, 2, 0, 0, 0, 0, 11]"),
            ("corrected = 1, other = 0, pending = 1, total = 4", "corrected = 0, other = 0, pending = 1, total = 3"),
        ],
    )
}

/// A report of 2020 in form 2019, but for year and organ without its narrative.
pub(super) const OLD: &str = "\
[report]
organ = '某区人民政府'
year = 2020
[problems]
body = '存在的问题是公开不够及时，今后将改进工作方法。'
[other]
body = '无'
[disclosure]
regulations = [0, 0, 0]
normative = [2, 2, 2]
licences = [243, -3, 13650]
other_services = [1610, 0, 5197]
penalties = [2401, 0, 6109]
coercion = [220, +1, 131]
fees = [22, -3]
procurement = [7, 31.25]
[applications]
received = [66, 0, 0, 0, 0, 0, 66]
carried_in = [0, 0, 0, 0, 0, 0, 0]
granted = [66, 0, 0, 0, 0, 0, 66]
partial = [0, 0, 0, 0, 0, 0, 0]
total = [66, 0, 0, 0, 0, 0, 66]
carried_out = [0, 0, 0, 0, 0, 0, 0]
[remedies]
reconsideration = [0, 0, 0, 1, 1]
litigation_direct = [0, 0, 0, 0, 0]
litigation_after = [0, 0, 0, 1, 1]
[[accept]]
code = 'blank-cell'
reason = '没有发生'
";

/// A text with each of some pieces, which must be there just once, changed into another.
pub(super) fn edited(text: &str, changes: &[(&str, &str)]) -> String {
    let mut text = text.to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from} in {text}");
        text = text.replace(from, to);
    }
    text
}

/// [`THIS`] with another text in its section 五 or 六.
pub(super) fn with_section(key: &str, body: &str) -> String {
    let start = THIS.find(&format!("[{key}]\nbody = ")).expect("the section");
    let line = &THIS[start + format!("[{key}]\nbody = ").len()..];
    let old = line.lines().next().unwrap_or_default();
    THIS.replacen(old, &format!("'''{body}'''"), 1)
}

/// The report of a sound text.
pub(super) fn report_of(text: &str) -> Report {
    let mut sources = Sources::default();
    let id = sources.add("this.toml", text);
    read(&mut sources, id, &ReadOptions::default()).unwrap_or_else(|faults| panic!("{faults:?}")).0
}

/// What short reports without a preface lack on purpose: it is looked for only in those that have one.
const OF_WHOLE_REPORTS: [&str; 2] = ["opening", "overview-aspects"];

/// Everything that is found about a report, accepted or not, beside last year's.
pub(super) fn found_with(text: &str, last: Option<&str>) -> (Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let mut report = |name: &str, text: &str| -> Report {
        let id = sources.add(name, text);
        read(&mut sources, id, &ReadOptions::default()).unwrap_or_else(|faults| panic!("{faults:?}")).0
    };
    let this = report("this.toml", text);
    let last = last.map(|text| report("last.toml", text));
    let (narratives, faults) = read_all(&this, last.as_ref());
    assert_eq!(faults, []);
    let last_prose = last.as_ref().map(|last| read_sound(last, None)).unwrap_or_default();
    let previous = last.as_ref().map(|report| Previous { report, narratives: &last_prose });
    let mut found = check(&this, &narratives, previous);
    found.retain(|finding| this.preface.is_some() || !OF_WHOLE_REPORTS.contains(&finding.code()));
    (found, sources)
}

/// Codes and keys of what is found, without what is accepted.
pub(super) fn found(text: &str, last: Option<&str>) -> Vec<(&'static str, String)> {
    let open = found_with(text, last).0.into_iter().filter(|finding| finding.accepted.is_none());
    open.map(|finding| (finding.code(), finding.key.unwrap_or_default())).collect()
}

/// Codes and keys of what is found in [`THIS`] with changes.
pub(super) fn found_in(changes: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    found(&edited(THIS, changes), None)
}

/// Codes and keys of what is found in [`THIS`] when last year's report has changes.
pub(super) fn found_beside(changes: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    found(THIS, Some(&edited(&last(), changes)))
}

/// What the only finding about a text says in English, and the source text of its own place and of the other values.
pub(super) fn said(text: &str, last: Option<&str>) -> (String, Vec<String>) {
    let (found, sources) = found_with(text, last);
    assert_eq!(found.len(), 1, "{found:?}");
    let places = found[0].span.into_iter().chain(found[0].related.iter().filter_map(|related| related.span));
    let places = places.map(|span| sources.slice(span).to_owned()).collect();
    (found[0].message.in_lang(Lang::En).to_owned(), places)
}

/// A code at a key.
pub(super) fn at(code: &'static str, key: &str) -> (&'static str, String) {
    (code, key.to_owned())
}

#[test]
fn nothing_is_found_in_consistent_reports() {
    assert_eq!(found(THIS, None), []);
    assert_eq!(found(&last(), None), []);
    assert_eq!(found(THIS, Some(&last())), []);
    assert_eq!(found(OLD, None), []);
}
