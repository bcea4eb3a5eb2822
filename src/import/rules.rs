//! Rules about `import`: files that cannot be read, and what is not sure about those that can.

use crate::diagnostic::{ERROR, Rule, Text, WARNING, text};

const IMPORT: Text = text("导入", "`import`");

/// All of them.
pub(crate) static RULES: &[&Rule] = &[&IMPORT_FILE, &IMPORT_DOUBT, &IMPORT_DIFFERS];

pub(crate) static IMPORT_FILE: Rule = Rule {
    code: "import-file",
    severities: ERROR,
    acceptable: false,
    rule: text("要导入的文件读得出，里面有格式的表", "a file to import can be read, and holds tables of the form"),
    source: IMPORT,
    remedy: text(
        "另存为 .xlsx 或 .ods 再导入；表照格式的行名、列名写",
        "save it as .xlsx or .ods; label rows and columns as the form does",
    ),
    cases: &[],
    pair: None,
};

pub(crate) static IMPORT_DOUBT: Rule = Rule {
    code: "import-doubt",
    severities: WARNING,
    acceptable: false,
    rule: text(
        "导入的内容没有疑问：每个数都知道是哪一格的，每一格都写了数",
        "nothing that is imported is in doubt: each figure has its cell, each cell its figure",
    ),
    source: IMPORT,
    remedy: text(
        "对照原来的文件，把数据文件里标着“存疑”的地方改好",
        "look at the file that it comes from, and mend what the data file marks as in doubt",
    ),
    cases: &[],
    pair: None,
};

pub(crate) static IMPORT_DIFFERS: Rule = Rule {
    code: "import-differs",
    severities: WARNING,
    acceptable: false,
    rule: text(
        "导入到已有的文件时，文件里已经有的和导入的一样",
        "where a file is filled in, what it has already is what was imported",
    ),
    source: IMPORT,
    remedy: text("看哪一个对；要换成导入的，加上 --replace", "see which is right; --replace takes what was imported"),
    cases: &[],
    pair: None,
};
