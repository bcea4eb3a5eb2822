//! The parts of a workbook that is a zip archive.

use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::limits::MOST_UNPACKED;
use super::xml::Walker;
use crate::diagnostic::{Message, message};

/// Parts of a workbook: sheets, and pictures, settings of printers and links of each.
const MOST_PARTS: usize = 20_000;

/// A workbook that is a zip archive.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

/// A part that is being read.
pub(super) type Part<'p, 'b> = Walker<BufReader<ZipFile<'p, Cursor<&'b [u8]>>>>;

impl<'b> Package<'b> {
    /// Opens an archive that unpacks to no more than a workbook can need.
    ///
    /// # Errors
    /// It does not, or is damaged.
    pub fn open(bytes: &'b [u8]) -> Result<Package<'b>, Message> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| cut_short())?;
        if archive.len() > MOST_PARTS {
            let count = archive.len();
            return Err(message!(
                zh: "里面有 {count} 个文件，最多 {MOST_PARTS} 个，不读",
                en: "it holds {count} files, more than {MOST_PARTS}, and is not read",
            ));
        }
        let mut left = MOST_UNPACKED;
        for at in 0..archive.len() {
            // One in a password is told of when it is opened.
            let Ok(file) = archive.by_index(at) else { continue };
            // What the archive says of sizes is not to be trusted.
            let unpacked =
                std::io::copy(&mut file.take(left.saturating_add(1)), &mut std::io::sink()).unwrap_or_default();
            left = left.checked_sub(unpacked).ok_or_else(|| {
                let most = MOST_UNPACKED >> 20;
                message!(zh: "展开后超过 {most} MB，不读", en: "it unpacks to more than {most} MB and is not read")
            })?;
        }
        Ok(Package { archive })
    }

    /// A part by its name; `None` if there is none.
    pub fn part(&mut self, name: &str) -> Option<Part<'_, 'b>> {
        self.part_at(self.find(name)?)
    }

    /// A part by where it stands.
    pub fn part_at(&mut self, at: usize) -> Option<Part<'_, 'b>> {
        Some(Walker::new(BufReader::new(self.archive.by_index(at).ok()?)))
    }

    /// Where the part of a name stands.
    pub fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        // Some programs write names in another case than they refer to them by.
        self.archive.index_for_name(name).or_else(|| {
            (0..self.archive.len()).find(|at| {
                let own = self.archive.name_for_index(*at).and_then(Result::ok);
                own.is_some_and(|own| own.replace('\\', "/").eq_ignore_ascii_case(name))
            })
        })
    }
}

/// That a file ends before its end.
pub(super) fn cut_short() -> Message {
    message!(
        zh: "读不出：文件不完整，或者里面没有工作表",
        en: "it cannot be read: it is cut short, or has no sheets",
    )
}

/// That nobody reads it who does not know its password.
pub(super) fn in_a_password() -> Message {
    message!(
        zh: "有密码，打不开：在 Excel 或 WPS 里去掉密码，保存后再导入",
        en: "it has a password: take that off in the spreadsheet program, save it, and import it again",
    )
}
