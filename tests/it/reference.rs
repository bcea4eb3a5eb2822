//! docs/checks.md says of every rule what the program says of it. Behind its marker line the page is made from the
//! rules; after a change of theirs it is written anew with
//!
//! ```text
//! NIANBAO_ACCEPT=1 cargo test --test it reference
//! ```

use crate::support::in_repository;

#[test]
fn the_reference_of_rules_is_current() {
    let path = in_repository("docs/checks.md");
    let page = std::fs::read_to_string(&path).expect("the page");
    let marker = page.find("<!--").expect("a marker line");
    let end = marker + page[marker..].find('\n').expect("a line behind the marker");
    let current = format!("{}\n\n{}", &page[..end], nianbao::rules::reference());
    if std::env::var_os("NIANBAO_ACCEPT").is_some() {
        std::fs::write(&path, current).expect("the page written");
        return;
    }
    let differs = current.lines().zip(page.lines()).find(|(now, then)| now != then);
    assert!(current == page, "docs/checks.md is out of date, first at {differs:?}");
}
