//! Codes of `merge`: what hinders or marks the sum of several files.

use super::{ERROR, Entry, NOTE, Text, WARNING, text};
use crate::diagnostic::Severity;

const MERGE: Text = text("合并", "`merge`");

const fn entry(code: &'static str, severities: &'static [Severity], rule: Text, remedy: Text) -> Entry {
    Entry { code, severities, acceptable: false, rule, source: MERGE, remedy }
}

pub(super) const ENTRIES: &[Entry] = &[
    entry(
        "merge-form",
        ERROR,
        text("各文件的格式要相同", "all files are in one form"),
        text("请该单位改用同一格式重填", "have the file filled in again in that form"),
    ),
    entry(
        "merge-year",
        ERROR,
        text("各文件的报告年度要相同", "all files are of one year"),
        text("换成同一年度的数据文件", "take the file of that year"),
    ),
    entry(
        "merge-text",
        ERROR,
        text("相加的格子里不能是文字", "a cell that is summed holds no text"),
        text(
            "改成数字；要保留说明，写成 { value = 数字, text = \"说明\" }",
            "write a number, or { value = NUMBER, text = \"…\" } to keep the text",
        ),
    ),
    entry(
        "merge-difference",
        ERROR,
        text("政府自己的数据与各部门的合计不同", "the government's own figure is not the sum of its departments'"),
        text("核对这一格，改正其中一方", "look at the cell and mend one of them"),
    ),
    entry(
        "merge-total",
        WARNING,
        text("总计是空白，各列却有数字", "a total is blank though its parts are not"),
        text("填上总计，或者删去这一格，由程序计算", "state the total, or leave it out to have it computed"),
    ),
    entry(
        "merge-organ",
        WARNING,
        text("同一机关有两份数据", "two files are of one organ"),
        text("如果是同一份数据，去掉一份", "if it is the same data, leave one out"),
    ),
    entry(
        "merge-note",
        NOTE,
        text("数字所附的文字不带入合计", "the text beside a number is not taken over"),
        text("需要的话，在合计的文件里另行注明", "write it into the sum if it is needed"),
    ),
    entry(
        "merge-label",
        NOTE,
        text("各文件的标签不同，合计用先出现的", "labels differ; the sum takes the first"),
        text("需要的话，在合计的文件里改", "change it in the sum if need be"),
    ),
];
