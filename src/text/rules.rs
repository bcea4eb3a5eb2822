//! Rules about faces and characters.

use crate::diagnostic::{Rule, Text, text};

const COMMAND_LINE: Text = text("命令行", "the command line");
const SYSTEM: Text = text("系统", "the system");

/// All of them.
pub(crate) static RULES: &[&Rule] = &[&MISSING_CHARACTER, &FONT_DIR, &FONT_MISSING, &FONT_UNREADABLE];

pub(crate) static MISSING_CHARACTER: Rule = Rule::error(
    "missing-character",
    text("所有字体里都没有这个字", "no face has this character"),
    text("排版", "typesetting"),
    text(
        "用 [fonts] 的 fallback 或 --font-dir 提供有这个字的字体，或者改正这个字",
        "give a face that has it as `fallback` in [fonts] or in --font-dir, or mend the character",
    ),
)
.with_narrative("办理结果：🏆。", "办理结果：良好。");

pub(crate) static FONT_DIR: Rule = Rule::error(
    "font-dir",
    text("--font-dir 的文件夹读不出，或者里面没有字体", "the folder of --font-dir cannot be read, or holds no face"),
    COMMAND_LINE,
    text(
        "核对路径、权限，字体文件是不是直接放在里面",
        "look at its path and permissions, and whether font files lie right in it",
    ),
)
.with_commands("nianbao build 报告.toml --font-dir 字体/小标宋.ttf", "nianbao build 报告.toml --font-dir 字体");

pub(crate) static FONT_MISSING: Rule = Rule::error(
    "font-missing",
    text("找不到 [fonts] 指定的字体", "a face that [fonts] names is not there"),
    SYSTEM,
    text(
        "把字体文件放在数据文件旁边，或者放在 --font-dir 的文件夹里",
        "put its file beside the data file or in the folder of --font-dir",
    ),
)
.with_data(
    "[fonts]\n\
     title = \"方正小标宋\"",
    "[fonts]\n\
     title = \"小标宋.ttf\"",
);

pub(crate) static FONT_UNREADABLE: Rule = Rule::error(
    "font-unreadable",
    text("字体文件读不出，或者不是字体", "a face's file cannot be read, or is no face"),
    SYSTEM,
    text("换一个字体文件（TrueType 或 OpenType）", "take another file (TrueType or OpenType)"),
)
.with_data(
    "[fonts]\n\
     title = \"小标宋.zip\"",
    "[fonts]\n\
     title = \"小标宋.ttf\"",
);
