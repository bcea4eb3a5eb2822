//! Rules about the finished file.

use crate::diagnostic::{Rule, Text, text};

const SYSTEM: Text = text("系统", "the system");

/// All of them.
pub(crate) static RULES: &[&Rule] = &[&PDF];

pub(crate) static PDF: Rule = Rule::error(
    "pdf",
    text("生成 PDF 时出错", "the PDF cannot be made"),
    SYSTEM,
    text("请把数据文件和所用的命令告诉维护者", "please send the data file and the command to the maintainers"),
);
