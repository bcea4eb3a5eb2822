//! A report that never was a file: data, narrative and picture come from memory, and the PDF goes there.
//!
//! `cargo run --release --example from_memory -- OUT.pdf` writes it down to be looked at.

use std::error::Error;

use nianbao::diagnostic::{Lang, Style, render};
use nianbao::files::{Files, Memory};
use nianbao::text::FaceLibrary;
use nianbao::{Input, Options, Reading, read, typeset, write_pdf};

const DATA: &str = r#"
[report]
organ = "某市数据局"
year = 2025
published = 2026-01-20
draft = true                     # the tables are still empty

[overview]
body_file = "总体情况.md"
"#;

const OVERVIEW: &str = "\
{{ report.year }}年，本机关主动公开政府信息120件。

![机关标志](标志.svg)
";

const EMBLEM: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' width='120' height='60'><circle cx='60' cy='30' r='25'/></svg>";

fn main() -> Result<(), Box<dyn Error>> {
    let files = Files::new(Memory::from([("报告.toml", DATA), ("总体情况.md", OVERVIEW), ("标志.svg", EMBLEM)]));
    let Reading { manuscript, found, sources, .. } =
        read(&Input::File("报告.toml".into()), None, &files, &Options::default());
    println!("{}", render(&found, &sources, Lang::En, Style::Plain));

    // Faces are read once and can serve many reports.
    let faces = FaceLibrary::embedded();
    let told = |found: Vec<_>| render(&found, &sources, Lang::En, Style::Plain);
    let manuscript = manuscript.ok_or("the report cannot be read")?;
    let pages = typeset(&manuscript, &faces, &files, None).map_err(told)?;
    println!("{} pages", pages.layout.pages.len());
    let pdf = write_pdf(manuscript, &pages).map_err(told)?;

    let mut bytes = Vec::new();
    pdf.file.write_to(&mut bytes)?;
    println!("{} bytes", bytes.len());
    if let Some(path) = std::env::args_os().nth(1) {
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
