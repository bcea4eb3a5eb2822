//! Workbooks of Excel 97 to 2003 and of WPS, .xls and .et (MS-XLS): records in a stream of a compound file.
//!
//! A damaged one is refused whole: what a record means depends on those before it.

mod cells;
mod compound;
mod globals;
mod records;
mod strings;
mod tokens;

use super::count_sheets;
use super::limits::Room;
use super::package::in_a_password;
use super::sheet::Sheet;
use crate::diagnostic::{Message, message};
use compound::Compound;
use globals::{Entry, globals};

/// The sheets of a workbook, charts and macros left out.
///
/// # Errors
/// It is damaged, in a password, older than Excel 97, or larger than any report.
pub(super) fn sheets(bytes: &[u8], room: &mut Room) -> Result<Vec<Sheet>, Message> {
    let compound = Compound::open(bytes).ok_or_else(unreadable)?;
    // A new workbook in a password is a compound file around a stream that nobody can read.
    if compound.has("EncryptedPackage") {
        return Err(in_a_password());
    }
    let Some(stream) = compound.stream("Workbook") else {
        return Err(if compound.has("Book") { too_old() } else { unreadable() });
    };
    let globals = globals(&stream, room)?;
    count_sheets(globals.sheets.len())?;
    let read = |entry: &Entry| {
        let blank = Sheet { name: entry.name.clone(), is_hidden: entry.is_hidden, ..Sheet::default() };
        let cells = |blank, room: &mut Room| cells::read(&stream, entry.start, blank, &globals, room);
        Sheet::read(blank, room, cells).map_err(|_| unreadable())
    };
    globals.sheets.iter().filter(|entry| entry.is_worksheet).map(read).collect()
}

/// That a file of the old Office is no workbook, or a damaged one.
fn unreadable() -> Message {
    message!(
        zh: "读不出：文件不完整，或者有密码，或者是 .doc、.wps。去掉密码；文档存成 .docx",
        en: "it cannot be read: it is cut short, has a password, or is a .doc or .wps. Take off the password; save \
             documents as .docx",
    )
}

/// That a workbook is of Excel 95 or older.
fn too_old() -> Message {
    message!(
        zh: "是 Excel 95 或更早的格式，读不了：打开它，另存为 .xlsx 再导入",
        en: "it is in the format of Excel 95 or older, which is not read: save it as .xlsx and import that",
    )
}
