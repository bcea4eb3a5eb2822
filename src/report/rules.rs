//! Rules about what cannot be read as a report: the data file, and the files that it names.

use crate::diagnostic::{ERROR_OR_WARNING, Rule, Text, WARNING, text};

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
    &PASTED_TABLE,
    &GROUPED_DIGITS,
    &NEGATIVE,
    &CELL_OF_OTHER_FORM,
    &TYPED_NUMBER,
    &BODY_FILE,
    &LIMIT_TEXT,
    &FILE,
];

pub(crate) static LIMIT_TEXT: Rule = Rule::error(
    "limit-text",
    text(
        "文字、表格的行数太多，超过上限：多半是误贴了别的内容",
        "a text is longer, or rows are more, than the limit: something else was pasted by mistake, most likely",
    ),
    DATA_FILE,
    text("删去误贴的内容；确有这么多的，分成几份报告", "delete what does not belong there, or make it several reports"),
)
.with_cases(&[
    text("数据文件、body_file 的文件：最多 16 MiB", "a data file, or one of `body_file`: 16 MiB at most"),
    text("名称、标题、一格、理由等一行的文字：最多 1000 字", "a name, a title, a cell, a reason: 1,000 characters"),
    text(
        "正文的一段、一个标题、一格：最多 20 万字",
        "a paragraph, a heading or a cell of narrative: 200,000 characters",
    ),
    text("全部正文：最多 400 万字", "all narrative: 4,000,000 characters"),
    text("正文的表格：一共最多 40 万格", "tables of the narrative: 400,000 cells in all"),
    text("[[disclosure.extra]]：最多 200 个", "`[[disclosure.extra]]`: 200 of them"),
]);

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
)
.with_cases(&[
    text("没有数：写 values 或者 series，只写一个", "no values: give `values` or `series`, one of them"),
    text(
        "values = [...] 和 series 要另写名称：categories = [\"甲\", \"乙\"]",
        "`values = [...]` and `series` need names: `categories = [\"a\", \"b\"]`",
    ),
    text(
        "values = { 甲 = 1, 乙 = 2 } 里已经有名称：不再写 categories",
        "`values = { a = 1, b = 2 }` has its names: no `categories` beside it",
    ),
    text(
        "名称和数的个数不同：没有数的写 \"\"，不要空着",
        "names and values differ in number: write `\"\"` where there is no figure",
    ),
    text(
        "饼图只有一组数：写 values，或者改成 kind = \"bar\"",
        "a pie has one series: give `values`, or make it `kind = \"bar\"`",
    ),
    text(
        "几组数取自表里不同的行、列，项目不同：取同一类的，或者写明 categories",
        "series taken from the tables have other names: take rows of one kind, or give `categories`",
    ),
    text(
        "太多：最多 200 个图表，一个图表最多 12 组，一组最多 200 个数",
        "too many: there may be 200 charts, 12 series of a chart, 200 values of a series",
    ),
])
.with_data(
    "[charts.申请来源]\n\
     kind = \"bar\"\n\
     categories = [\"网站\", \"信函\", \"当面\"]\n\
     values = [12, 3]",
    "[charts.申请来源]\n\
     kind = \"bar\"\n\
     categories = [\"网站\", \"信函\", \"当面\"]\n\
     values = [12, 3, 0]",
);

pub(crate) static ENCODING: Rule = Rule::error(
    "encoding",
    text("文件不是 UTF-8 文本", "the file is not UTF-8 text"),
    DATA_FILE,
    text("用编辑器打开，选“另存为”，编码选 UTF-8", "open it in an editor and save it again as UTF-8"),
)
.with_cases(&[text(
    "指的是 Word、Excel、PDF、图片或压缩包：要的是数据文件（.toml），没有就用 nianbao new 新建一个，再把文字和数字填进去",
    "a file of Word, Excel, PDF, a picture, an archive: what is wanted is a data file; `nianbao new` makes one",
)])
.with_commands(
    "nianbao build 报告.docx",
    "nianbao build 报告.toml",
);

pub(crate) static TOML_SYNTAX: Rule = Rule {
    severities: ERROR_OR_WARNING,
    ..Rule::error(
        "toml-syntax",
        text("数据文件不合 TOML 的写法", "the data file is not TOML"),
        text("TOML 1.1", "TOML 1.1"),
        text(
            "看所指的那一行，照提示写：引号、等号、逗号、括号要用半角，并且成对",
            "look at the line and write what is shown: quotes, `=`, commas and brackets are ASCII, and come in pairs",
        ),
    )
}
.with_cases(&[
    text(
        "日期、年度写成了文字：published = 2026-03-20，year = 2025",
        "a date or a year written as text: `published = 2026-03-20`, `year = 2025`",
    ),
    text(
        "数字里有千分位的逗号、单位或者全角数字：1,264件 写成 1264",
        "a number with commas, a unit or full-width digits: 1,264件 is 1264",
    ),
    text("文字没有放在引号里：organ = \"某市人民政府\"", "a text without quotes: `organ = \"…\"`"),
    text(
        "几行文字前后的 ''' 少了或者多了一个：开头写 body = '''，末尾单独一行写 '''",
        "one ''' too few or too many: a text of several lines opens with body = ''' and ends with a line of '''",
    ),
    text(
        "文字前后的引号多于三个：多出来的会印在正文里（警告）",
        "more than three quotes before or behind a text: those beyond are printed (a warning)",
    ),
    text("同一部分、同一个键写了两次：合成一处", "a part or a key written twice: make one of them"),
    text(
        "从 Word 复制来的换行符、全角空格和看不见的字符：照提示删去",
        "line breaks of Word, full-width blanks and invisible characters: delete them",
    ),
])
.with_data(
    "[report]\n\
     organ = “某市人民政府”\n\
     year = 2025",
    "[report]\n\
     organ = \"某市人民政府\"\n\
     year = 2025",
);

pub(crate) static UNKNOWN_KEY: Rule = Rule::error(
    "unknown-key",
    text("没有这个键、标签、行或者代码", "there is no such key, label, row or code"),
    DATA_FILE,
    text("改成提示的那个，或者删去", "write the one that is suggested, or delete it"),
)
.with_cases(&[
    text("键名打错：改成提示的那个，如 orgn 改成 organ", "a key is misspelt: write the one that is suggested"),
    text(
        "键放错了地方：如 contents 写在 [page] 下面，要移到 [report] 下面",
        "a key stands in the wrong table: `contents` belongs to [report], not to [page]",
    ),
    text(
        "[labels] 里没有这一行、列或者标题，或者同一个标签写了两次：改正键名，或者删去一个",
        "[labels] names no such row, column or title, or names it twice: mend the key, or delete one",
    ),
    text(
        "[[disclosure.extra]] 的 after 不是表二的一行：写前面那一行的键，如 normative",
        "the `after` of a [[disclosure.extra]] is no row of table 二: write the key of the row before it, such as \
         normative",
    ),
    text(
        "[[accept]] 的 code 不是代码：所有代码见 nianbao explain",
        "the `code` of an [[accept]] is none: `nianbao explain` lists all codes",
    ),
])
.with_data(
    "[report]\n\
     organ = \"某市人民政府\"\n\
     year = 2025\n\
     publishd = 2026-03-20",
    "[report]\n\
     organ = \"某市人民政府\"\n\
     year = 2025\n\
     published = 2026-03-20",
);

pub(crate) static MISSING_KEY: Rule = Rule {
    severities: ERROR_OR_WARNING,
    ..Rule::error(
        "missing-key",
        text("缺少必须有的键，或者它是空的", "a key that must be there is missing or empty"),
        DATA_FILE,
        text("补上", "add it"),
    )
    .with_cases(&[
        text(
            "[report] 要有 organ（机关名称）和 year（年度），机关名称不能空着",
            "[report] has `organ`, which is not empty, and `year`",
        ),
        text(
            "有落款（signature = true）就要有发布日期：published = 2026-03-20；草稿缺它只是警告",
            "`signature = true` needs a date: `published = 2026-03-20`; of a draft that is a warning",
        ),
        text(
            "title 的每一行都要有字；不写 title，标题由机关名称和年度组成",
            "each line of `title` holds text; without `title` it is made of organ and year",
        ),
        text(
            "[[accept]] 下面要有两行：code = \"…\" 和 reason = \"…\"；[[disclosure.extra]] 要有 after、label 和 cells",
            "an [[accept]] has `code` and `reason`, a [[disclosure.extra]] `after`, `label` and `cells`",
        ),
        text("图表要有种类：kind = \"bar\"", "a chart has its kind: `kind = \"bar\"`"),
    ])
}
.with_data(
    "[report]\n\
     organ = \"某市人民政府\"",
    "[report]\n\
     organ = \"某市人民政府\"\n\
     year = 2025",
);

pub(crate) static WRONG_TYPE: Rule = Rule::error(
    "wrong-type",
    text("值不是这里要的那一种", "the value is not of the kind that belongs here"),
    DATA_FILE,
    text("照提示改；数字不加引号，文字要加引号", "write what is asked for; numbers take no quotes, texts do"),
)
.with_cases(&[
    text(
        "数字、日期、真假值加了引号：year = \"2025\" 改成 year = 2025，日期写 2026-03-20，真假值写 true、false",
        "a number, a date or a boolean in quotes: `year = 2025`, `published = 2026-03-20`, `contents = true`",
    ),
    text(
        "文字没有加引号：organ = 2025 改成 organ = \"2025\"",
        "a text without quotes: `organ = \"2025\"`, not `organ = 2025`",
    ),
    text(
        "没有这样的格式、机关、图表：form 是 \"2019\" 或 \"2021\"；机关的 kind 是 \"government\"、\"department\" \
         或 \"township\"；图表的 kind 是 \"pie\"、\"bar\"、\"stacked-bar\" 或 \"line\"",
        "no such form, organ or chart: `form` is \"2019\" or \"2021\"; the `kind` of an organ \"government\", \
         \"department\" or \"township\", that of a chart \"pie\", \"bar\", \"stacked-bar\" or \"line\"",
    ),
    text(
        "数超出范围，如年度、行距：范围见提示",
        "a number out of its range, such as a year or a line pitch: the message says the range",
    ),
    text("数字写成 0x1C、1e3：改用普通的十进制写法", "a number such as 0x1C or 1e3: write plain decimal digits"),
    text("金额的小数超过六位：四舍五入", "an amount with more than six decimals: round it"),
    text(
        "一行的格比表的列多：去掉多出的格；格按列的次序写，没有数的写 \"\"",
        "a row with more cells than the table has columns: take the extra ones away; cells stand in the order of the \
         columns, `\"\"` where there is no figure",
    ),
    text(
        "一行的格比表的列少：每一列一格，没有发生的写 0，没有数的写 \"\"；只有由程序合计的总计可以不写",
        "a row with fewer cells than the table has columns: one cell a column, 0 for what did not happen, `\"\"` where \
         there is no figure; only a total that is computed may be left out",
    ),
    text(
        "粘贴的一行前面是另一行的名称：核对数是哪一行的",
        "a pasted row stands behind the label of another: see whose figures they are",
    ),
    text(
        "只能有一行的文字里有换行或控制字符：写成一行；两行的标题写成 title = [\"第一行\", \"第二行\"]",
        "a line break or a control character in a text of one line: write one line; a title of two lines is `title = \
         [\"first\", \"second\"]`",
    ),
    text(
        "[report]、[page] 等写成了 report = …：改成方括号的一行，各键写在下面",
        "a table such as [report] written as `report = …`: write it in brackets, its keys below",
    ),
])
.with_data(
    "[report]\n\
     organ = \"某市人民政府\"\n\
     year = \"2025\"",
    "[report]\n\
     organ = \"某市人民政府\"\n\
     year = 2025",
);

pub(crate) static PASTED_TABLE: Rule = Rule::error(
    "pasted-table",
    text(
        "粘贴的整张表（pasted）有读不懂的行、列，或者能读成两样",
        "a pasted table (`pasted`) has a row or column that is not understood, or that can be read in two ways",
    ),
    DATA_FILE,
    text(
        "连表头和行名一起复制整张表；读不懂的一行照提示改，或者从 pasted 里删去、另写",
        "copy the whole table with its heads and labels; mend the line that is named, or write that row by its key",
    ),
)
.with_cases(&[
    text(
        "名称不是行名、列名：照表里印的写；说明、单位和格式没有的行，从 pasted 里删去（表二的写成 [[disclosure.extra]]）",
        "a label of no row and no column: write it as the form prints it; delete remarks, units and rows that the form \
         does not have (in 二 they are a [[disclosure.extra]])",
    ),
    text(
        "格数和列数不同：各格之间是制表符，空白的格也占一格",
        "cells and columns differ in number: cells are divided by tabs, blank ones too",
    ),
    text(
        "没有行名的，行数和格式不同：连行名一起复制",
        "lines without labels, and not as many as the form has rows: copy them with their labels",
    ),
    text(
        "一行在 pasted 里有，又按键另写了一次：留一处",
        "a row stands in `pasted` and by its key: keep one",
    ),
    text(
        "格式的一行两处都没有：补上，空白的写成 carried_out = {}",
        "a row of the form stands in neither: add it; of one that is blank, `carried_out = {}`",
    ),
])
.with_data(
    "[remedies]\n\
     pasted = '''\n\
     3\t1\t0\t0\t4\n\
     1\t0\t0\t1\t2\n\
     '''",
    "[remedies]\n\
     pasted = '''\n\
     3\t1\t0\t0\t4\n\
     1\t0\t0\t1\t2\n\
     0\t0\t0\t0\t0\n\
     '''",
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
    cases: &[],
    pair: None,
};

pub(crate) static GROUPED_DIGITS: Rule = Rule {
    code: "grouped-digits",
    severities: WARNING,
    acceptable: false,
    rule: text(
        "一行的列表里，有的逗号像是千分位：[1,264, 0] 是三格，不是 1264 和 0",
        "commas in the list of a row that seem to group digits: [1,264, 0] has three cells, not 1264 and 0",
    ),
    source: DATA_FILE,
    remedy: text(
        "是千分位的去掉；是两格的，逗号后面空一格",
        "delete the comma if it groups digits; if it divides two cells, put a blank behind it",
    ),
    cases: &[],
    pair: None,
}
.with_data("[disclosure]\nnormative = [1,264, 8]", "[disclosure]\nnormative = [1264, 0, 8]");

pub(crate) static NEGATIVE: Rule = Rule::error(
    "negative",
    text("件数和金额不能小于0", "counts and amounts are not negative"),
    FORM,
    text("改正；只有“本年增/减”可以是负数", "mend it; only 本年增/减 may be negative"),
)
.with_data(
    "[remedies]\n\
     reconsideration = [3, -1, 0, 0]",
    "[remedies]\n\
     reconsideration = [3, 1, 0, 0]",
);

pub(crate) static CELL_OF_OTHER_FORM: Rule = Rule::error(
    "cell-of-other-form",
    text("这一行或这一格属于另一年的格式", "the row or cell belongs to the other form"),
    FORM,
    text(
        "改用本格式的行和列，或者在文件开头用 form 指明格式",
        "use the rows and columns of this form, or name the form with `form` at the top of the file",
    ),
)
.with_data(
    "[report]\n\
     year = 2025\n\
     \n\
     [disclosure]\n\
     fees = [12.5]\n\
     procurement = [7, 31.25]",
    "[report]\n\
     year = 2025\n\
     \n\
     [disclosure]\n\
     fees = [12.5]",
);

pub(crate) static TYPED_NUMBER: Rule = Rule::error(
    "typed-number",
    text(
        "标题、图题里手写的序号和程序编的不同，或者只有序号",
        "a number typed in a heading or a caption is not the one that the program makes, or stands alone",
    ),
    text("GB/T 9704-2012 7.3.3", "GB/T 9704-2012, 7.3.3"),
    text(
        "删去手写的序号，由程序编；或者补上缺的标题",
        "delete the typed number, the program makes it; or add the heading that is missing",
    ),
)
.with_narrative(
    "## （三）主动公开\n\
     \n\
     全年公开政府信息1264条。",
    "## 主动公开\n\
     \n\
     全年公开政府信息1264条。",
);

pub(crate) static BODY_FILE: Rule = Rule::error(
    "body-file",
    text(
        "body_file 指的文件读不出，在数据文件的文件夹之外，就是数据文件自己，或者和 body 重复",
        "the file of `body_file` cannot be read, lies outside the data file's folder, is that file itself, or stands beside a `body`",
    ),
    DATA_FILE,
    text(
        "把文件放在数据文件旁边；确要用外面的文件，加 --allow-outside",
        "put the file beside the data file; `--allow-outside` lets it be elsewhere",
    ),
)
.with_data(
    "[overview]\n\
     body_file = \"../总体情况.md\"",
    "[overview]\n\
     body_file = \"总体情况.md\"",
);

pub(crate) static FILE: Rule = Rule::error(
    "file",
    text("数据文件或上一年度的数据文件读不出", "the data file or last year's cannot be read"),
    SYSTEM,
    text("核对路径和读取的权限", "look at its path and its permissions"),
);
