//! Data files.

use nianbao::diagnostic::{Lang, Style, render};
use nianbao::files::{Files, Memory};
use nianbao::{Input, Options, pipeline, read};

/// A data file, and behind `%%` last year's.
pub fn data(input: &[u8]) {
    let (this, last) = super::halves(input);
    let files = Files::new(Memory::from([("this.toml", this), ("last.toml", last)]));
    let previous = Input::File("last.toml".into());
    let previous = (!last.is_empty()).then_some(&previous);
    let reading = read(&Input::File("this.toml".into()), previous, &files, &Options::default());
    for (lang, style) in [(Lang::Zh, Style::Plain), (Lang::En, Style::Plain)] {
        render(&reading.found, &reading.sources, lang, style);
        render(&reading.about_previous, &reading.sources, lang, style);
    }
}

/// A data file that is mended.
pub fn fix(input: &[u8]) {
    let files = Files::new(Memory::from([("this.toml", input)]));
    let fixing = pipeline::fix(&Input::File("this.toml".into()), None, &files, &Options::default(), true);
    // What is mended is read from its files before it is given.
    assert!(fixing.files.iter().all(|file| file.old != file.new), "a file is said to be changed and is not");
}
