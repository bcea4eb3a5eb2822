//! Rules about typesetting: what had to be done so that a text finds its place.

use crate::diagnostic::{ERROR, Rule, Text, text};

const TYPESETTING: Text = text("排版", "typesetting");

/// All of them.
pub(crate) static RULES: &[&Rule] =
    &[&LIMIT_PAGES, &LIMIT_NOTES, &WORD_DIVIDED, &TABLE_CROWDED, &ROW_DIVIDED, &LIMIT_COLUMNS, &PICTURE_SMALLER];

pub(crate) static LIMIT_PAGES: Rule = Rule::error(
    "limit-pages",
    text("排出来的页数超过了上限", "the report has more pages than the limit"),
    TYPESETTING,
    text("分成几份报告；确有这么多页的，加 --limit pages=数", "make several reports of it, or add --limit pages=N"),
)
.with_commands("nianbao build 报告.toml --limit pages=1", "nianbao build 报告.toml");

pub(crate) static LIMIT_NOTES: Rule = Rule::error(
    "limit-notes",
    text("一页有五十条以上的脚注", "a page has more than fifty footnotes"),
    text("排版", "typesetting"),
    text("把一些脚注并进正文", "put some of them into the text"),
);

pub(crate) static WORD_DIVIDED: Rule = Rule::note(
    "word-divided",
    text(
        "一个不能分开的词或一串标点比一行还长，只好从中间断开",
        "a word or a row of marks that may not be divided is longer than its line and was divided",
    ),
    TYPESETTING,
    text(
        "不必改；词里加一个空格，就断在那里，标点改少一些就不断",
        "nothing need be done; a space within a word says where to divide it",
    ),
);

pub(crate) static TABLE_CROWDED: Rule = Rule::note(
    "table-crowded",
    text(
        "表的列太多或太宽，用最小的字也放不下，词或数字在格子里断开了",
        "a table has too many or too wide columns: even in the smallest type, words or figures were divided",
    ),
    TYPESETTING,
    text("减少列，或者拆成两张表", "take columns away, or make two tables of it"),
);

pub(crate) static ROW_DIVIDED: Rule = Rule::note(
    "row-divided",
    text("表的一行太高，一页放不下，分印在几页上", "a row of a table is too high for a page and goes on over several"),
    TYPESETTING,
    text("不必改；格子里的长文字可以移到正文里", "nothing need be done; long text may be moved out of the table"),
);

pub(crate) static PICTURE_SMALLER: Rule = Rule::note(
    "picture-smaller",
    text(
        "图在这一页放不下，缩小一些才放进去，不然这一页会空出三分之一以上",
        "a picture without room on its page is scaled down, because the page would be more than a third empty",
    ),
    TYPESETTING,
    text(
        "不必改；不想缩小，可以把图移到别的段落后面",
        "nothing need be done; behind another paragraph it may have its full size",
    ),
);

pub(crate) static LIMIT_COLUMNS: Rule = Rule {
    code: "limit-columns",
    severities: ERROR,
    acceptable: false,
    rule: text(
        "表的列太多，用最小的字，每列连一个字也放不下",
        "a table has so many columns that, even in the smallest type, they are narrower than a character",
    ),
    source: TYPESETTING,
    remedy: text("拆成两张表", "make two tables of it"),
    cases: &[],
    pair: None,
};
