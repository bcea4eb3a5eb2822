//! Faces that an office brings.

use std::path::Path;

use nianbao::files::{Files, Memory};
use nianbao::text::FaceLibrary;
use nianbao::{Input, Options, read, typeset, write_pdf};

/// A report that shows what a small face has, in text and in a drawing.
const DATA: &str = "
[report]
organ = 'Organ'
year = 2025
draft = true
[page]
numbers = false
[overview]
body = '''
fi AV 12.5% To

![Ag](drawing.svg)
'''
";
const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='30'>
<text x='2' y='20' font-family='Fuzz' font-size='12'>AV fi 12</text></svg>";

/// A face in the roles of body and titles, and by its name in an SVG.
pub fn face(input: &[u8]) {
    let files = Files::new(Memory::from([
        ("this.toml", DATA.as_bytes()),
        ("drawing.svg", DRAWING.as_bytes()),
        ("faces/body.ttf", input),
    ]));
    let Ok(library) = FaceLibrary::with_folder(&files, Path::new("faces"), false) else { return };
    let reading = read(&Input::File("this.toml".into()), None, &files, &Options::default());
    let manuscript = reading.manuscript.expect("a report that can be read");
    let Ok(pages) = typeset(&manuscript, &library, &files, None) else { return };
    if let Ok(pdf) = write_pdf(manuscript, &pages) {
        pdf.file.to_bytes();
    }
}
