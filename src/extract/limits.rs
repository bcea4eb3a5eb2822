//! How much of a PDF is read, and what is said of one that asks for more.

use super::rules;
use crate::diagnostic::{Diagnostic, Message, message};

/// Largest file, in bytes. A report with its photographs has some tens of megabytes.
pub const LARGEST_PDF: usize = 512 << 20;
/// Most bytes of one stream, unpacked.
pub(super) const LARGEST_STREAM: usize = 64 << 20;
/// Most bytes of all streams together, unpacked.
pub(super) const LARGEST_SUM: usize = 256 << 20;

/// What a PDF may have no more of. Sizes in bytes, kept in whole MiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// The file.
    File(usize),
    /// A stream, unpacked.
    Stream(usize),
    /// All streams, unpacked.
    Streams(usize),
    /// A row of a stream's predictor.
    Row(usize),
    /// What objects hold that stand at the same place of the file.
    Doubled(usize),
    /// Entries of the table of objects.
    Entries(usize),
    /// Numbers, names, strings and the like of all objects.
    Values(usize),
    /// Drawing operations.
    Operations(usize),
    /// Drawings, counted as often as they are drawn.
    Drawings(usize),
    /// Characters.
    Characters(usize),
    /// Elements of the structure tree.
    Elements(usize),
    /// Elements within one another.
    Depth(usize),
    /// Room for the calls of the parsers.
    Room(usize),
}

impl Limit {
    fn message(self) -> Message {
        match self {
            Limit::File(most) => {
                let most = most >> 20;
                message!(zh: "PDF 太大或者太复杂：文件超过 {most} MiB", en: "the PDF is too large or too complex: the file has more than {most} MiB")
            }
            Limit::Stream(most) => {
                let most = most >> 20;
                message!(zh: "PDF 太大或者太复杂：一个数据流解开以后超过 {most} MiB", en: "the PDF is too large or too complex: a stream unpacks to more than {most} MiB")
            }
            Limit::Streams(most) => {
                let most = most >> 20;
                message!(zh: "PDF 太大或者太复杂：全部数据流解开以后超过 {most} MiB", en: "the PDF is too large or too complex: its streams unpack to more than {most} MiB")
            }
            Limit::Row(most) => {
                let most = most >> 20;
                message!(zh: "PDF 太大或者太复杂：一个数据流的一行（Columns、Colors）超过 {most} MiB", en: "the PDF is too large or too complex: a row of a stream (Columns, Colors) has more than {most} MiB")
            }
            Limit::Doubled(most) => {
                let most = most >> 20;
                message!(zh: "PDF 太大或者太复杂：许多对象指向文件的同一处，重复的内容超过 {most} MiB", en: "the PDF is too large or too complex: many objects stand at the same place of the file, more than {most} MiB of them")
            }
            Limit::Entries(most) => {
                message!(zh: "PDF 太大或者太复杂：对象表超过 {most} 条", en: "the PDF is too large or too complex: its table of objects has more than {most} entries")
            }
            Limit::Values(most) => {
                message!(zh: "PDF 太大或者太复杂：对象里的数、名称、字符串超过 {most} 个", en: "the PDF is too large or too complex: its objects hold more than {most} numbers, names and strings")
            }
            Limit::Operations(most) => {
                message!(zh: "PDF 太大或者太复杂：绘图指令超过 {most} 条", en: "the PDF is too large or too complex: it has more than {most} drawing operations")
            }
            Limit::Drawings(most) => {
                message!(zh: "PDF 太大或者太复杂：图形一共画了 {most} 次以上", en: "the PDF is too large or too complex: it places more than {most} drawings")
            }
            Limit::Characters(most) => {
                message!(zh: "PDF 太大或者太复杂：文字超过 {most} 个", en: "the PDF is too large or too complex: it has more than {most} characters")
            }
            Limit::Elements(most) => {
                message!(zh: "PDF 太大或者太复杂：结构元素超过 {most} 个", en: "the PDF is too large or too complex: it has more than {most} structure elements")
            }
            Limit::Depth(most) => {
                message!(zh: "PDF 太大或者太复杂：结构元素套了 {most} 层以上", en: "the PDF is too large or too complex: its structure elements are nested more than {most} deep")
            }
            Limit::Room(most) => {
                let most = most >> 20;
                message!(zh: "内存不够读 PDF：要 {most} MiB 的栈", en: "there is no memory to read the PDF: it takes a stack of {most} MiB")
            }
        }
    }
}

/// What is said of a file that asks for more than this.
pub(super) fn too_much(limit: Limit) -> Diagnostic {
    Diagnostic::system(&rules::LIMIT_PDF, limit.message()).help(message!(
        zh: "看看是不是拿错了文件；确是报告的，用制作它的程序重新导出 PDF，只导出报告这一份",
        en: "see whether it is the right file; if it is the report, export it anew from the program that made it, with nothing but the report in it",
    ))
}
