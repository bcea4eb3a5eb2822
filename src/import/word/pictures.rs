//! The pictures of a Word file: parts of its package, named from where they are drawn.

use super::package::{Package, Relations};
use crate::diagnostic::{Message, message};

/// Most pictures of a file, and most bytes of all of them.
const MOST_PICTURES: usize = 500;
const MOST_BYTES: u64 = 256 << 20;

/// The pictures of a document.
pub(super) struct Media<'b> {
    package: Package<'b>,
    relations: Relations,
    pictures: usize,
    bytes: u64,
}

impl<'b> Media<'b> {
    pub fn new(package: Package<'b>, relations: Relations) -> Media<'b> {
        Media { package, relations, pictures: 0, bytes: 0 }
    }

    /// The file of the picture that goes by an id.
    ///
    /// # Errors
    /// Why it cannot be had.
    pub fn file(&mut self, id: &str) -> Result<Vec<u8>, Message> {
        let absent = || message!(zh: "图片的文件不在里面，没有带入", en: "was left out: its file is not there");
        let relation = self.relations.by_id(id).ok_or_else(absent)?;
        if relation.is_outside {
            return Err(message!(
                zh: "是链接的图片，不在文件里，没有带入：在 Word 里插入它，或者另存出来写在正文里",
                en: "is linked and not in the file, and was left out: insert it in Word, or name it in the text",
            ));
        }
        self.pictures += 1;
        if self.pictures > MOST_PICTURES || self.bytes > MOST_BYTES {
            let most = MOST_BYTES >> 20;
            return Err(message!(
                zh: "图片超过 {MOST_PICTURES} 张或者 {most} MB，没有带入",
                en: "there are more than {MOST_PICTURES} pictures or {most} MB of them: it was left out",
            ));
        }
        let file = self.package.bytes(&relation.target)?.ok_or_else(absent)?;
        self.bytes = self.bytes.saturating_add(file.len() as u64);
        Ok(file)
    }
}
