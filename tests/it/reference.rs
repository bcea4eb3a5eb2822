//! docs/checks.md says of every rule what the program says of it, docs/report-json.md of every key of a report as JSON
//! what its schema says. Behind its marker line each page is made by the program; after a change it is written anew with
//!
//! ```text
//! NIANBAO_ACCEPT=1 cargo test --test it reference
//! ```

use crate::support::in_repository;

#[test]
fn the_reference_of_rules_is_current() {
    assert_current("docs/checks.md", &nianbao::rules::reference());
}

#[test]
fn the_reference_of_reports_as_json_is_current() {
    assert_current("docs/report-json.md", &nianbao::json::reference());
}

/// Behind its marker line a page is what the program makes.
fn assert_current(path: &str, made: &str) {
    let file = in_repository(path);
    let page = std::fs::read_to_string(&file).expect("the page");
    let marker = page.find("<!--").expect("a marker line");
    let end = marker + page[marker..].find('\n').expect("a line behind the marker");
    let current = format!("{}\n\n{made}", &page[..end]);
    if std::env::var_os("NIANBAO_ACCEPT").is_some() {
        std::fs::write(&file, current).expect("the page written");
        return;
    }
    let differs = current.lines().zip(page.lines()).find(|(now, then)| now != then);
    assert!(current == page, "{path} is out of date, first at {differs:?}");
}
