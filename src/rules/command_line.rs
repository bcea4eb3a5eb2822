//! Rules about the command line and the system.

use crate::diagnostic::{Rule, Text, WARNING, text};

const COMMAND_LINE: Text = text("命令行", "the command line");
const SEVERAL_FILES: Text = text("几个文件一起检查", "`check` of several files");
const SYSTEM: Text = text("系统", "the system");

/// All of them.
pub(super) static RULES: &[&Rule] = &[&USAGE, &TARGET, &INTERNAL, &REPORT_TWICE, &YEARS_DIFFER];

pub(crate) static USAGE: Rule = Rule::error(
    "usage",
    text("命令写得不对", "the command line is wrong"),
    COMMAND_LINE,
    text("看 nianbao --help", "see `nianbao --help`"),
)
.with_commands("nianbao build 报告.toml —o 公布.pdf", "nianbao build 报告.toml -o 公布.pdf");

pub(crate) static TARGET: Rule = Rule::error(
    "target",
    text("PDF 写不进去", "the PDF cannot be written"),
    SYSTEM,
    text(
        "核对文件夹、权限和磁盘空间；在别的程序里打开着的，先关闭",
        "look at the folder, its permissions and the room on the disk; close it in other programs",
    ),
);

pub(crate) static INTERNAL: Rule = Rule::error(
    "internal",
    text(
        "程序自己出了错，这份报告没有生成；同一批的其他报告照常生成",
        "the program failed: this report is not made; others of the batch are",
    ),
    SYSTEM,
    text("把数据文件和这条消息发给程序的作者", "send the data file and this message to the authors of the program"),
);

pub(crate) static REPORT_TWICE: Rule = Rule {
    code: "report-twice",
    severities: WARNING,
    acceptable: false,
    rule: text("几个文件是同一机关同一年度的报告", "several files are of one organ and year"),
    source: SEVERAL_FILES,
    remedy: text("只留一份；机关或年度写错的，改过来", "keep one of them; where organ or year are wrong, mend them"),
    cases: &[],
    pair: None,
}
.with_data(
    "# 教育局.toml\n\
     [report]\n\
     organ = \"某市教育局\"\n\
     year = 2025\n\
     \n\
     # 财政局.toml\n\
     [report]\n\
     organ = \"某市教育局\"\n\
     year = 2025",
    "# 教育局.toml\n\
     [report]\n\
     organ = \"某市教育局\"\n\
     year = 2025\n\
     \n\
     # 财政局.toml\n\
     [report]\n\
     organ = \"某市财政局\"\n\
     year = 2025",
);

pub(crate) static YEARS_DIFFER: Rule = Rule {
    code: "years-differ",
    severities: WARNING,
    acceptable: false,
    rule: text(
        "各机关的报告年度不同；有几个年度的报告的机关不算",
        "the organs' reports are of different years; organs with reports of several years do not count",
    ),
    source: SEVERAL_FILES,
    remedy: text("年度写错的，改过来；拿错文件的，换过来", "mend the year, or take the right file"),
    cases: &[],
    pair: None,
}
.with_data(
    "# 教育局.toml\n\
     [report]\n\
     organ = \"某市教育局\"\n\
     year = 2025\n\
     \n\
     # 财政局.toml\n\
     [report]\n\
     organ = \"某市财政局\"\n\
     year = 2024",
    "# 教育局.toml\n\
     [report]\n\
     organ = \"某市教育局\"\n\
     year = 2025\n\
     \n\
     # 财政局.toml\n\
     [report]\n\
     organ = \"某市财政局\"\n\
     year = 2025",
);
