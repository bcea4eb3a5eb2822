//! Files of other programs, imported.

use nianbao::author::imported_file;
use nianbao::files::{Files, Memory};
use nianbao::form::Forms;
use nianbao::import::{ForeignFile, ImportOptions, import};
use nianbao::source::Sources;
use nianbao::{Input, Options, read_data};

pub fn xlsx(input: &[u8]) {
    imported("foreign.xlsx", input);
}

pub fn ods(input: &[u8]) {
    imported("foreign.ods", input);
}

pub fn xls(input: &[u8]) {
    imported("foreign.xls", input);
}

pub fn docx(input: &[u8]) {
    imported("foreign.docx", input);
}

pub fn html(input: &[u8]) {
    imported("foreign.html", input);
}

pub fn mht(input: &[u8]) {
    imported("foreign.mht", input);
}

/// Imports a file, and reads the data file that comes of it.
pub fn imported(name: &str, input: &[u8]) {
    let file = ForeignFile { name: name.to_owned(), bytes: input.to_vec(), beside: None };
    let options = ImportOptions { forms: Forms::OFFICIAL, form: None, joins: None, pictures: Some("pictures") };
    let Ok(imported) = import(&[file], &options) else { return };
    let text = imported_file(&imported, "某市数据局", 2025, name);
    let data = Input::Bytes { name: "imported.toml".to_owned(), bytes: text.clone().into_bytes() };
    let read = read_data(&data, &Files::new(Memory::default()), &Options::default(), &mut Sources::default());
    assert!(read.is_ok(), "what was imported cannot be read: {:?}\n{text}", read.err());
}
