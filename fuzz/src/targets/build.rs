//! From a data file to all outputs.

use nianbao::files::{Files, Memory};
use nianbao::pipeline::{OutputFormat, Wanted, draft, finish};
use nianbao::{Input, Options, read};

use super::LIBRARY;

/// Pictures that a data file may show.
pub const PICTURES: [(&str, &[u8]); 3] = [
    ("photo.jpg", include_bytes!("../../../tests/cases/illustrations/grey.jpg")),
    ("badge.svg", include_bytes!("../../../tests/cases/illustrations/badge.svg")),
    ("palette.png", include_bytes!("../../../tests/cases/illustrations/palette.png")),
];

/// A data file in all its forms, as `--allow-errors` prints it.
pub fn build(input: &[u8]) {
    let mut memory = Memory::from(PICTURES);
    memory.put("this.toml", input);
    let files = Files::new(memory);
    let reading = read(&Input::File("this.toml".into()), None, &files, &Options::default());
    let Some(manuscript) = reading.manuscript else { return };
    let formats = vec![OutputFormat::Pdf, OutputFormat::Page, OutputFormat::Word, OutputFormat::Json];
    let wanted = Wanted { formats, ..Wanted::default() };
    let Ok(mut draft) = draft(&manuscript, &LIBRARY, &files, None, &wanted) else { return };
    let Ok(outputs) = finish(manuscript, &mut draft) else { return };
    for file in outputs.files {
        file.content.write_to(&mut Vec::new()).expect("memory");
    }
}
