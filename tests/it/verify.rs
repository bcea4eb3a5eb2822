//! `nianbao verify`.

use crate::support::{Desk, in_repository};

fn at(path: &str) -> String {
    in_repository(path).to_str().unwrap().to_owned()
}

/// Builds a report of the repository and verifies it.
fn differs(data: &str, more: &[&str]) -> Option<String> {
    let desk = Desk::new();
    let data = at(data);
    desk.run(&[&["build", &data, "-o", "out.pdf", "--allow-outside", "--allow-errors"], more].concat()).succeeds();
    let run = desk.run(&[&["verify", "out.pdf", &data, "--allow-outside"], more].concat());
    let out = String::from_utf8_lossy(&run.out).into_owned();
    println!("{out}");
    (run.code != 0 || !out.contains("一致") || !out.contains("摘要也相同"))
        .then(|| format!("{data}: {}{out}", run.messages))
}

#[test]
fn what_is_built_agrees() {
    let last = at("data/yunshan-2024.toml");
    let mut all: Vec<(String, Vec<&str>)> = ["jiyang-2020", "yunshan-2024", "specimen"]
        .into_iter()
        .map(|name| (format!("data/{name}.toml"), Vec::new()))
        .collect();
    all.push(("data/yunshan-2025.toml".to_owned(), vec!["--previous", &last]));
    for path in ["departures", "suqian-2024", "illustrations/report"] {
        all.push((format!("tests/cases/{path}.toml"), Vec::new()));
    }
    for name in ["contents", "draft", "faces", "footnotes", "links", "lists", "scripts", "tables"] {
        all.push((format!("tests/cases/archive/{name}.toml"), Vec::new()));
    }
    let wrong: Vec<String> = all.iter().filter_map(|(data, more)| differs(data, more)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
