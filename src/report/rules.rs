//! Rules about what cannot be read as a report: the data file, and the files that it names.

use crate::diagnostic::{ERROR_OR_WARNING, Rule, Text, text};

const CHARTS: Text = text("图表的写法（[charts]）", "charts ([charts])");
const DATA_FILE: Text = text("数据文件的写法", "the data file");
const SYSTEM: Text = text("系统", "the system");

const FORM: Text =
    text("国办公开办函〔2021〕30号、〔2019〕60号所附格式", "the forms of 国办公开办函〔2021〕30号 and 〔2019〕60号");

/// All of them but [`NOT_A_COUNT`], which `check` lists with the check that shares it.
pub(crate) static RULES: &[&Rule] = &[
    &CHART_SHAPE,
    &ENCODING,
    &TOML_SYNTAX,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &NEGATIVE,
    &CELL_OF_OTHER_FORM,
    &BODY_FILE,
    &FILE,
];

pub(crate) static CHART_SHAPE: Rule = Rule::error(
    "chart-shape",
    text(
        "图表的各部分配不上：名称和数的个数不同、缺少数，或者写了不能同时写的键",
        "the parts of a chart do not go together: names and values differ in number, values are missing, or two keys \
             exclude each other",
    ),
    CHARTS,
    text(
        "写 values = { 名称 = 数 }，或者 categories = [...] 加 series = { 名称 = [...] }",
        "write `values = { name = number }`, or `categories = [...]` and `series = { name = [...] }`",
    ),
);

pub(crate) static ENCODING: Rule = Rule::error(
    "encoding",
    text("文件不是 UTF-8 文本", "the file is not UTF-8 text"),
    DATA_FILE,
    text("用编辑器打开，选“另存为”，编码选 UTF-8", "open it in an editor and save it again as UTF-8"),
);

pub(crate) static TOML_SYNTAX: Rule = Rule::error(
    "toml-syntax",
    text("数据文件不合 TOML 的写法", "the data file is not TOML"),
    text("TOML 1.1", "TOML 1.1"),
    text(
        "看所指的那一行：引号、等号、逗号、括号要用半角，并且成对",
        "look at the line: quotes, `=`, commas and brackets are ASCII, and come in pairs",
    ),
);

pub(crate) static UNKNOWN_KEY: Rule = Rule::error(
    "unknown-key",
    text("没有这个键、标签、行或者代码", "there is no such key, label, row or code"),
    DATA_FILE,
    text("改成提示的那个，或者删去", "write the one that is suggested, or delete it"),
);

pub(crate) static MISSING_KEY: Rule = Rule::error(
    "missing-key",
    text("缺少必须有的键，或者它是空的", "a key that must be there is missing or empty"),
    DATA_FILE,
    text("补上", "add it"),
);

pub(crate) static WRONG_TYPE: Rule = Rule::error(
    "wrong-type",
    text("值不是这里要的那一种", "the value is not of the kind that belongs here"),
    DATA_FILE,
    text("照提示改；数字不加引号，文字要加引号", "write what is asked for; numbers take no quotes, texts do"),
);

pub(crate) static NOT_A_COUNT: Rule = Rule {
    code: "not-a-count",
    severities: ERROR_OR_WARNING,
    acceptable: true,
    rule: text(
        "件数应是整数，不超过2的53次方（错误）；表三、表四的格里写的是文字，合计时不计数（警告）",
        "a count is a whole number of at most 2^53 (an error); a text in a cell of table 三 or 四 counts nothing (a \
             warning)",
    ),
    source: FORM,
    remedy: text(
        "填整数；要照印文字又要计数的，写 { value = 22, text = \"22（其中修订16件）\" }",
        "write a whole number; to print a text and count it, write `{ value = 22, text = \"22（其中修订16件）\" }`",
    ),
};

pub(crate) static NEGATIVE: Rule = Rule::error(
    "negative",
    text("件数和金额不能小于0", "counts and amounts are not negative"),
    FORM,
    text("改正；只有“本年增/减”可以是负数", "mend it; only 本年增/减 may be negative"),
);

pub(crate) static CELL_OF_OTHER_FORM: Rule = Rule::error(
    "cell-of-other-form",
    text("这一行或这一格属于另一年的格式", "the row or cell belongs to the other form"),
    FORM,
    text(
        "改用本格式的行和列，或者在文件开头用 form 指明格式",
        "use the rows and columns of this form, or name the form with `form` at the top of the file",
    ),
);

pub(crate) static BODY_FILE: Rule = Rule::error(
    "body-file",
    text(
        "body_file 指的文件读不出，在数据文件的文件夹之外，或者和 body 重复",
        "the file of `body_file` cannot be read, lies outside the data file's folder, or stands beside a `body`",
    ),
    DATA_FILE,
    text(
        "把文件放在数据文件旁边；确要用外面的文件，加 --allow-outside",
        "put the file beside the data file; `--allow-outside` lets it be elsewhere",
    ),
);

pub(crate) static FILE: Rule = Rule::error(
    "file",
    text("数据文件或上一年度的数据文件读不出", "the data file or last year's cannot be read"),
    SYSTEM,
    text("核对路径和读取的权限", "look at its path and its permissions"),
);
