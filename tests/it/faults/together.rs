//! Two builds to the same target at once: it is always whole, each of them ends, and what both leave is one of the two.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{ended, nianbao, said};
use crate::support::{Desk, WHOLE_OVERVIEW, report};

const ROUNDS: usize = 10;

#[test]
fn two_builds_to_one_target() {
    let desk = Desk::new();
    let names = ["a", "b"];
    let wholes: Vec<[Vec<u8>; 2]> = names
        .iter()
        .map(|name| {
            desk.put(&format!("{name}.toml"), report("", &format!("{name}。{WHOLE_OVERVIEW}")));
            let data = format!("{name}.toml");
            desk.run(&["build", &data, "-o", "out.pdf", "-o", "out.html", "--allow-errors"]).succeeds();
            [desk.read("out.pdf"), desk.read("out.html")]
        })
        .collect();
    let is_over = AtomicBool::new(false);
    let mut seen = 0;
    std::thread::scope(|scope| {
        // Whoever reads meanwhile always finds a whole file.
        let reader = scope.spawn(|| {
            let mut seen = 0;
            while !is_over.load(Ordering::Relaxed) {
                for (at, name) in ["out.pdf", "out.html"].iter().enumerate() {
                    let now = desk.read(name);
                    assert!(wholes.iter().any(|whole| whole[at] == now), "{name} of {} bytes is torn", now.len());
                    seen += 1;
                }
            }
            seen
        });
        for _ in 0..ROUNDS {
            let children = names.map(|name| {
                let data = format!("{name}.toml");
                let arguments = ["build", &data, "-o", "out.pdf", "-o", "out.html", "--allow-errors"];
                nianbao(&desk, &arguments).spawn().expect("nianbao runs")
            });
            for child in children {
                let output = ended(child);
                assert!(output.status.success(), "{}", said(&output));
            }
        }
        is_over.store(true, Ordering::Relaxed);
        seen = reader.join().expect("the reader");
    });
    println!("{ROUNDS} rounds, read {seen} times meanwhile");
    assert_eq!(desk.names(), ["a.toml", "b.toml", "out.html", "out.pdf"]);
}

/// Batches into one folder.
#[test]
fn two_batches_into_one_folder() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("in")).expect("a folder");
    let names: Vec<String> = (0..3).map(|number| format!("{number}")).collect();
    for name in &names {
        desk.put(&format!("in/{name}.toml"), report("", &format!("{name}。{WHOLE_OVERVIEW}")));
    }
    let arguments = ["build", "in", "--out-dir", "out", "--incremental", "--allow-errors"];
    desk.run(&arguments).succeeds();
    let wholes: Vec<Vec<u8>> = names.iter().map(|name| desk.read(&format!("out/{name}.pdf"))).collect();
    std::fs::remove_dir_all(desk.path("out")).expect("removed");
    for child in [0, 1].map(|_| nianbao(&desk, &arguments).spawn().expect("nianbao runs")) {
        let output = ended(child);
        assert!(output.status.success(), "{}", said(&output));
    }
    for (name, whole) in names.iter().zip(&wholes) {
        assert!(desk.read(&format!("out/{name}.pdf")) == *whole, "{name}");
    }
    let mut left: Vec<String> = std::fs::read_dir(desk.path("out"))
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    left.sort();
    assert_eq!(left, [".nianbao.json", "0.pdf", "1.pdf", "2.pdf"]);
    let remembered: Result<serde_json::Value, _> = serde_json::from_slice(&desk.read("out/.nianbao.json"));
    assert!(remembered.is_ok(), "what is remembered is whole");
}
