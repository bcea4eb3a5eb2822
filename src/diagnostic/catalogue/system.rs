//! Codes of the command line and the system.

use super::{ERROR, Entry, Text, text};

const SYSTEM: Text = text("系统", "the system");
const COMMAND_LINE: Text = text("命令行", "the command line");

const fn error(code: &'static str, rule: Text, source: Text, remedy: Text) -> Entry {
    Entry { code, severities: ERROR, acceptable: false, rule, source, remedy }
}

pub(super) const ENTRIES: &[Entry] = &[
    error(
        "usage",
        text("命令写得不对", "the command line is wrong"),
        COMMAND_LINE,
        text("看 nianbao --help", "see `nianbao --help`"),
    ),
    error(
        "file",
        text("数据文件或上一年度的数据文件读不出", "the data file or last year's cannot be read"),
        SYSTEM,
        text("核对路径和读取的权限", "look at its path and its permissions"),
    ),
    error(
        "target",
        text("PDF 写不进去", "the PDF cannot be written"),
        SYSTEM,
        text(
            "核对文件夹、权限和磁盘空间；在别的程序里打开着的，先关闭",
            "look at the folder, its permissions and the room on the disk; close it in other programs",
        ),
    ),
    error(
        "font-dir",
        text("--font-dir 的文件夹读不出", "the folder of --font-dir cannot be read"),
        COMMAND_LINE,
        text("核对路径和读取的权限", "look at its path and its permissions"),
    ),
    error(
        "font-missing",
        text("找不到 [fonts] 指定的字体", "a face that [fonts] names is not there"),
        SYSTEM,
        text(
            "把字体文件放在数据文件旁边，或者放在 --font-dir 的文件夹里",
            "put its file beside the data file or in the folder of --font-dir",
        ),
    ),
    error(
        "font-unreadable",
        text("字体文件读不出，或者不是字体", "a face's file cannot be read, or is no face"),
        SYSTEM,
        text("换一个字体文件（TrueType 或 OpenType）", "take another file (TrueType or OpenType)"),
    ),
    error(
        "pdf",
        text("生成 PDF 时出错", "the PDF cannot be made"),
        SYSTEM,
        text("请把数据文件和所用的命令告诉维护者", "please send the data file and the command to the maintainers"),
    ),
];
