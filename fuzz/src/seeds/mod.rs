//! What each target starts from: the samples, the cases of the tests, and files made of them.

mod face;
mod made;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Files of more bytes make poor seeds: most changes hit what does not matter.
const LARGEST: usize = 20 << 10;

/// Writes the seeds into a folder for each target below `folder`.
///
/// # Errors
/// What the system refuses.
pub fn write(folder: &Path) -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let seeds = Seeds { folder: folder.to_owned() };
    let data = read_all(&["data", "tests/cases", "src/check"].map(|name| root.join(name)), &["toml"])?;
    for (name, text) in &data {
        for target in ["data", "fix", "build"] {
            seeds.put(target, name, text)?;
        }
        let text = String::from_utf8_lossy(text);
        for (number, body) in between(&text, "'''\n", "'''").enumerate() {
            seeds.put("prose", &format!("{name}-{number}"), body.as_bytes())?;
            seeds.put("clipboard", &format!("{name}-{number}"), body.as_bytes())?;
        }
        for (number, expression) in between(&text, "{{", "}}").enumerate() {
            seeds.put("expression", &format!("{name}-{number}"), expression.trim().as_bytes())?;
        }
    }
    let years = ["data/yunshan-2025.toml", "data/yunshan-2024.toml"].map(|name| fs::read(root.join(name)));
    let [this, last] = years;
    seeds.put("data", "two-years", &[this?, b"\n%%\n".to_vec(), last?].concat())?;
    let expressions = fs::read_to_string(root.join("fuzz/seeds/expressions.txt"))?;
    for (number, expression) in expressions.lines().enumerate() {
        seeds.put("expression", &format!("own-{number}"), expression.as_bytes())?;
    }
    for (name, text) in read_all(&[root.join("src/report/pasted/samples")], &["txt"])? {
        seeds.put("pasted", &name, &text)?;
        seeds.put("pasted", &format!("two-{name}"), &[b"\n%%\n".to_vec(), text.clone()].concat())?;
        let key = b"applications.received.natural\n".to_vec();
        let html = String::from_utf8_lossy(&text).replace('\t', "<td>").replace('\n', "<tr><td>");
        seeds.put("cells", &name, &[key.clone(), text].concat())?;
        seeds.put("cells", &format!("page-{name}"), &[key, b"<table><tr><td>".to_vec(), html.into()].concat())?;
    }
    for (name, text) in read_all(&[root.join("fuzz/seeds/clipboard")], &["html", "txt"])? {
        seeds.put("clipboard", &name, &text)?;
        seeds.put("cells", &name, &[b"disclosure.regulations.issued\n".to_vec(), text.clone()].concat())?;
        seeds.put("html", &name, &text)?;
    }
    for (name, text) in read_all(&[root.join("fuzz/seeds/routes")], &["txt"])? {
        seeds.put("routes", &name, &text)?;
    }
    let endings = ["png", "jpg", "gif", "bmp", "tiff", "webp"];
    for (name, bytes) in read_all(&[root.join("tests/cases"), root.join("data")], &endings)? {
        seeds.put("picture", &name, &bytes)?;
    }
    for (name, bytes) in read_all(&[root.join("tests/cases"), root.join("data")], &["svg"])? {
        seeds.put("svg", &name, &bytes)?;
    }
    for ending in ["xlsx", "ods", "xls", "docx", "html", "mht"] {
        for (name, bytes) in read_all(&[root.join("tests/cases/import")], &[ending])? {
            let plain = made::plain(&bytes);
            seeds.put(ending, &name, plain.as_ref().unwrap_or(&bytes))?;
            if let Some(short) = made::short(&bytes) {
                seeds.put(ending, &format!("short-{name}"), &short)?;
            }
        }
    }
    for (target, name, bytes) in made::all(&root)? {
        seeds.put(target, name, &bytes)?;
        if let Some(short) = made::short(&bytes) {
            seeds.put(target, &format!("short-{name}"), &short)?;
        }
    }
    for (name, bytes) in face::all() {
        seeds.put("face", name, &bytes)?;
    }
    // What was found once is asked again.
    for (name, bytes) in read_all(&[root.join("tests/cases/fuzz")], &[])? {
        let target = name.split('-').next().unwrap_or_default();
        seeds.put(target, &name, &bytes)?;
    }
    Ok(())
}

struct Seeds {
    folder: PathBuf,
}

impl Seeds {
    fn put(&self, target: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
        if bytes.len() > LARGEST && !["html", "mht", "xlsx", "docx", "ods", "pdf"].contains(&target) {
            return Ok(());
        }
        let folder = self.folder.join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), bytes)
    }
}

/// The files below some folders whose names end so (or all), with names that tell where they lie, in one order on all
/// machines.
fn read_all(folders: &[PathBuf], endings: &[&str]) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let mut left: Vec<(String, PathBuf)> = folders.iter().map(|folder| (String::new(), folder.clone())).collect();
    while let Some((before, folder)) = left.pop() {
        // There may be no case yet.
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder)? {
            let (path, name) = entry.map(|entry| (entry.path(), entry.file_name().to_string_lossy().into_owned()))?;
            let name = format!("{before}{name}");
            if path.is_dir() {
                left.push((format!("{name}-"), path));
            } else if endings.is_empty() || endings.iter().any(|ending| name.ends_with(&format!(".{ending}"))) {
                found.push((name, fs::read(path)?));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// What stands between two marks, again and again.
fn between<'a>(text: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(open).skip(1).filter_map(move |rest| rest.split(close).next())
}
