//! Rules about `merge`: what hinders or marks the sum of several files.

use crate::diagnostic::{ERROR, ERROR_OR_WARNING, NOTE, Rule, Text, text};

const MERGE: Text = text("合并", "`merge`");

/// All of them.
pub(crate) static RULES: &[&Rule] =
    &[&MERGE_FORM, &MERGE_YEAR, &MERGE_TEXT, &MERGE_DIFFERENCE, &MERGE_ORGAN, &MERGE_NOTE, &MERGE_LABEL];

pub(crate) static MERGE_FORM: Rule = Rule {
    code: "merge-form",
    severities: ERROR,
    acceptable: false,
    rule: text("各文件的格式要相同", "all files are in one form"),
    source: MERGE,
    remedy: text("请该单位改用同一格式重填", "have the file filled in again in that form"),
    cases: &[],
    pair: None,
}
.with_data(
    "# 教育局.toml\n\
     form = \"2021\"\n\
     \n\
     # 财政局.toml\n\
     form = \"2019\"",
    "# 教育局.toml\n\
     form = \"2021\"\n\
     \n\
     # 财政局.toml\n\
     form = \"2021\"",
);

pub(crate) static MERGE_YEAR: Rule = Rule {
    code: "merge-year",
    severities: ERROR,
    acceptable: false,
    rule: text("各文件的报告年度要相同", "all files are of one year"),
    source: MERGE,
    remedy: text("换成同一年度的数据文件", "take the file of that year"),
    cases: &[],
    pair: None,
}
.with_data(
    "# 教育局.toml\n\
     [report]\n\
     year = 2025\n\
     \n\
     # 财政局.toml\n\
     [report]\n\
     year = 2024",
    "# 教育局.toml\n\
     [report]\n\
     year = 2025\n\
     \n\
     # 财政局.toml\n\
     [report]\n\
     year = 2025",
);

pub(crate) static MERGE_TEXT: Rule = Rule {
    code: "merge-text",
    severities: ERROR,
    acceptable: false,
    rule: text("相加的格子里不能是文字", "a cell that is summed holds no text"),
    source: MERGE,
    remedy: text(
        "改成数字；要保留说明，写成 { value = 数字, text = \"说明\" }",
        "write a number, or { value = NUMBER, text = \"…\" } to keep the text",
    ),
    cases: &[],
    pair: None,
}
.with_data(
    "[remedies]\n\
     reconsideration = [\"约 3\", 1, 0, 0]",
    "[remedies]\n\
     reconsideration = [3, 1, 0, 0]",
);

pub(crate) static MERGE_DIFFERENCE: Rule = Rule {
    code: "merge-difference",
    severities: ERROR,
    acceptable: false,
    rule: text("政府自己的数据与各部门的合计不同", "the government's own figure is not the sum of its departments'"),
    source: MERGE,
    remedy: text("核对这一格，改正其中一方", "look at the cell and mend one of them"),
    cases: &[],
    pair: None,
}
.with_data(
    "# 教育局.toml\n\
     [disclosure]\n\
     licences = [243]\n\
     \n\
     # 市政府.toml\n\
     [disclosure]\n\
     licences = [234]",
    "# 教育局.toml\n\
     [disclosure]\n\
     licences = [243]\n\
     \n\
     # 市政府.toml\n\
     [disclosure]\n\
     licences = [243]",
);

pub(crate) static MERGE_ORGAN: Rule = Rule {
    code: "merge-organ",
    severities: ERROR_OR_WARNING,
    acceptable: false,
    rule: text(
        "同一机关有两份数据（数字都一样的是错误）；以前合并的结果还没有机关名称，混在各单位的文件里",
        "two files are of one organ (an error if their figures are the same); an earlier sum without a name of its own \
             is among the files",
    ),
    source: MERGE,
    remedy: text("如果是同一份数据，去掉一份", "if it is the same data, leave one out"),
    cases: &[],
    pair: None,
}
.with_data(
    "# 教育局.toml\n\
     [report]\n\
     organ = \"某市教育局\"\n\
     \n\
     # 财政局.toml\n\
     [report]\n\
     organ = \"某市教育局\"",
    "# 教育局.toml\n\
     [report]\n\
     organ = \"某市教育局\"\n\
     \n\
     # 财政局.toml\n\
     [report]\n\
     organ = \"某市财政局\"",
);

pub(crate) static MERGE_NOTE: Rule = Rule {
    code: "merge-note",
    severities: NOTE,
    acceptable: false,
    rule: text("数字所附的文字不带入合计", "the text beside a number is not taken over"),
    source: MERGE,
    remedy: text("需要的话，在合计的文件里另行注明", "write it into the sum if it is needed"),
    cases: &[],
    pair: None,
}
.with_data(
    "[disclosure]\n\
     normative = [{ value = 22, text = \"22（其中修订16件）\" }, 3, 220]",
    "[disclosure]\n\
     normative = [22, 3, 220]",
);

pub(crate) static MERGE_LABEL: Rule = Rule {
    code: "merge-label",
    severities: NOTE,
    acceptable: false,
    rule: text("各文件的标签不同，合计用先出现的", "labels differ; the sum takes the first"),
    source: MERGE,
    remedy: text("需要的话，在合计的文件里改", "change it in the sum if need be"),
    cases: &[],
    pair: None,
}
.with_data(
    "# 教育局.toml\n\
     [labels]\n\
     \"applications.*.total\" = \"合计\"\n\
     \n\
     # 财政局.toml\n\
     [labels]\n\
     \"applications.*.total\" = \"总数\"",
    "# 教育局.toml\n\
     [labels]\n\
     \"applications.*.total\" = \"合计\"\n\
     \n\
     # 财政局.toml\n\
     [labels]\n\
     \"applications.*.total\" = \"合计\"",
);
