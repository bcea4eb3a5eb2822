//! Rules about the command line and the system.

use crate::diagnostic::{Rule, Text, text};

const COMMAND_LINE: Text = text("命令行", "the command line");
const SYSTEM: Text = text("系统", "the system");

/// All of them.
pub(super) static RULES: &[&Rule] = &[&USAGE, &TARGET];

pub(crate) static USAGE: Rule = Rule::error(
    "usage",
    text("命令写得不对", "the command line is wrong"),
    COMMAND_LINE,
    text("看 nianbao --help", "see `nianbao --help`"),
);

pub(crate) static TARGET: Rule = Rule::error(
    "target",
    text("PDF 写不进去", "the PDF cannot be written"),
    SYSTEM,
    text(
        "核对文件夹、权限和磁盘空间；在别的程序里打开着的，先关闭",
        "look at the folder, its permissions and the room on the disk; close it in other programs",
    ),
);
