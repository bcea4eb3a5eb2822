//! Codes of what cannot be read as a report: the data file and its narrative.

use super::{ERROR, ERROR_OR_WARNING, Entry, Text, text};

const DATA_FILE: Text = text("数据文件的写法", "the data file");
const NARRATIVE: Text = text("正文的写法（Markdown）", "the narrative (Markdown)");
const FORM: Text =
    text("国办公开办函〔2021〕30号、〔2019〕60号所附格式", "the forms of 国办公开办函〔2021〕30号 and 〔2019〕60号");

const fn error(code: &'static str, rule: Text, source: Text, remedy: Text) -> Entry {
    Entry { code, severities: ERROR, acceptable: false, rule, source, remedy }
}

pub(super) const ENTRIES: &[Entry] = &[
    error(
        "encoding",
        text("文件不是 UTF-8 文本", "the file is not UTF-8 text"),
        DATA_FILE,
        text("用编辑器打开，选“另存为”，编码选 UTF-8", "open it in an editor and save it again as UTF-8"),
    ),
    error(
        "toml-syntax",
        text("数据文件不合 TOML 的写法", "the data file is not TOML"),
        text("TOML 1.1", "TOML 1.1"),
        text(
            "看所指的那一行：引号、等号、逗号、括号要用半角，并且成对",
            "look at the line: quotes, `=`, commas and brackets are ASCII, and come in pairs",
        ),
    ),
    error(
        "unknown-key",
        text("没有这个键、标签、行或者代码", "there is no such key, label, row or code"),
        DATA_FILE,
        text("改成提示的那个，或者删去", "write the one that is suggested, or delete it"),
    ),
    error(
        "missing-key",
        text("缺少必须有的键，或者它是空的", "a key that must be there is missing or empty"),
        DATA_FILE,
        text("补上", "add it"),
    ),
    error(
        "wrong-type",
        text("值不是这里要的那一种", "the value is not of the kind that belongs here"),
        DATA_FILE,
        text("照提示改；数字不加引号，文字要加引号", "write what is asked for; numbers take no quotes, texts do"),
    ),
    Entry {
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
    },
    error(
        "negative",
        text("件数和金额不能小于0", "counts and amounts are not negative"),
        FORM,
        text("改正；只有“本年增/减”可以是负数", "mend it; only 本年增/减 may be negative"),
    ),
    error(
        "cell-of-other-form",
        text("这一行或这一格属于另一年的格式", "the row or cell belongs to the other form"),
        FORM,
        text(
            "改用本格式的行和列，或者在文件开头用 form 指明格式",
            "use the rows and columns of this form, or name the form with `form` at the top of the file",
        ),
    ),
    error(
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
    ),
    error(
        "accept-refused",
        text("四种合计和读取错误不能用 [[accept]] 认可", "the four sums, and what cannot be read, cannot be accepted"),
        DATA_FILE,
        text(
            "改正数据；确要照印，用 build --allow-errors",
            "mend the data; to print it as it is, `build --allow-errors`",
        ),
    ),
    error(
        "heading-gap",
        text("标题跳了一级", "a level of headings is skipped"),
        NARRATIVE,
        text("依次使用 ##（一）、### 1.、####（1）", "use `##` （一）, `###` 1., `####` （1） one under the other"),
    ),
    error(
        "list-number",
        text(
            "有序列表写的序号和会印出的序号不同",
            "an item of an ordered list says another number than would be printed",
        ),
        NARRATIVE,
        text("序号从第一条接着编，或者不写成列表", "number the items on from the first, or make it no list"),
    ),
    error(
        "link-address",
        text("链接的地址不能用", "the address of a link cannot be used"),
        NARRATIVE,
        text("写完整的地址，如 https://www.gov.cn/", "write the whole address, such as https://www.gov.cn/"),
    ),
    error(
        "footnote",
        text("脚注没有内容，没有引用，或者写了两次", "a footnote has no text, no reference, or two texts"),
        NARRATIVE,
        text(
            "正文中的 [^1] 和段首的 [^1]: 要一一对应",
            "each `[^1]` in the text has one `[^1]:` that opens a paragraph",
        ),
    ),
    error(
        "table-shape",
        text(
            "正文表格的 <、^ 或格数不成表格",
            "the `<`, the `^` or the number of cells of a table in the narrative make no table",
        ),
        NARRATIVE,
        text(
            "< 并入左边的格，^ 并入上面的格，合起来要是矩形；符号本身写成 \\<",
            "`<` joins the cell at its left, `^` the one above, and together they are a rectangle; `\\<` is the sign",
        ),
    ),
    error(
        "markdown-html",
        text("正文里不能用 HTML", "HTML may not stand in a narrative"),
        NARRATIVE,
        text(
            "只有表格的格子里可以用 <br>；尖括号本身写成 \\<",
            "only <br> in a table's cell is allowed; write \\< for the sign itself",
        ),
    ),
    error(
        "markdown-emphasis",
        text("加粗或楷体的 * 没有成对，或者不起作用", "the `*` of an emphasis has no partner or has no effect"),
        NARRATIVE,
        text(
            "让 * 紧贴要强调的文字，前后成对；星号本身写成 \\*",
            "put pairs of `*` right around the text; write `\\*` for the sign itself",
        ),
    ),
    error(
        "markdown-unsupported",
        text("正文用了公文里没有的写法", "the narrative uses what no official document has"),
        NARRATIVE,
        text("照提示改写", "write it as suggested"),
    ),
    error(
        "template",
        text("{{ … }} 里的式子算不出来", "an expression between {{ and }} cannot be reckoned"),
        NARRATIVE,
        text(
            "照提示改键名、数字或函数；上一年度的数字要用 --previous 给出上一年度的文件",
            "mend the key, the number or the function as suggested; last year's figures need --previous",
        ),
    ),
    error(
        "missing-character",
        text("所有字体里都没有这个字", "no face has this character"),
        text("排版", "typesetting"),
        text(
            "用 [fonts] 的 fallback 或 --font-dir 提供有这个字的字体，或者改正这个字",
            "give a face that has it as `fallback` in [fonts] or in --font-dir, or mend the character",
        ),
    ),
    error(
        "limit-notes",
        text("一页有五十条以上的脚注", "a page has more than fifty footnotes"),
        text("排版", "typesetting"),
        text("把一些脚注并进正文", "put some of them into the text"),
    ),
];
