//! Rules about narratives, and about what they show.

use crate::diagnostic::{Rule, Text, text};

const CHARTS: Text = text("图表的写法（[charts]）", "charts ([charts])");
const NARRATIVE: Text = text("正文的写法（Markdown）", "the narrative (Markdown)");

/// All of them.
pub(crate) static RULES: &[&Rule] = &[
    &CHART_VALUE,
    &CHART_EMPTY,
    &CHART_UNKNOWN,
    &PICTURE_CAPTION,
    &HEADING_GAP,
    &LIST_NUMBER,
    &FULL_WIDTH_MARK,
    &LINK_ADDRESS,
    &ATTRIBUTE,
    &REFERENCE,
    &FOOTNOTE,
    &TABLE_SHAPE,
    &MARKDOWN_HTML,
    &MARKDOWN_EMPHASIS,
    &MARKDOWN_UNSUPPORTED,
    &TEMPLATE,
    &PREVIOUS_MISSING,
];

pub(crate) static CHART_VALUE: Rule = Rule::error(
    "chart-value",
    text(
        "图表里的值不是数，或者这种图表画不出（如饼图的负数）",
        "a value of a chart is no number, or cannot be drawn in such a chart (a negative slice of a pie)",
    ),
    CHARTS,
    text(
        "写数字、“{{ … }}”或者表的一行一列，如 applications.received.*；没有数的写 \"\"",
        "write a number, `{{ … }}`, or a row or column of a table such as applications.received.*; where there is no \
             figure, `\"\"`",
    ),
)
.with_cases(&[
    text(
        "不是普通的数，如 \"若干\"、1e9、nan：写数字；没有数的写 \"\"",
        "no plain number, such as \"some\", 1e9 or nan: write a number, or `\"\"` for none",
    ),
    text(
        "饼图、堆积柱形图里有负数：改用 kind = \"bar\"",
        "a negative value in a pie or stacked bars: make it `kind = \"bar\"`",
    ),
    text(
        "没有这样的一行、一列：写 applications.received.*（一行）、applications.outcomes.*.total（各种结果）或者 \
         remedies.*.total（一列）",
        "no such row or column: write applications.received.* (a row), applications.outcomes.*.total (the outcomes) \
         or remedies.*.total (a column)",
    ),
    text(
        "表里的那一格是文字：在表里写 { value = 数字, text = \"文字\" }",
        "the cell of the table is a text: write { value = NUMBER, text = \"…\" } there",
    ),
])
.with_data(
    "[charts.申请来源]\n\
     kind = \"bar\"\n\
     values = { 网站 = 12, 信函 = \"若干\" }",
    "[charts.申请来源]\n\
     kind = \"bar\"\n\
     values = { 网站 = 12, 信函 = 3 }",
);

pub(crate) static CHART_EMPTY: Rule = Rule::error(
    "chart-empty",
    text("图表里没有可画的数", "the chart has nothing to draw"),
    CHARTS,
    text("填上数，或者删去这个图表", "give it values, or delete it"),
)
.with_data(
    "[charts.申请来源]\n\
     kind = \"bar\"\n\
     values = { 网站 = \"\", 信函 = \"\" }",
    "[charts.申请来源]\n\
     kind = \"bar\"\n\
     values = { 网站 = 12, 信函 = \"\" }",
);

pub(crate) static CHART_UNKNOWN: Rule = Rule::error(
    "chart-unknown",
    text("正文里用的图表没有定义", "the narrative calls a chart that is not there"),
    CHARTS,
    text("改成 [charts] 下有的名称", "call one that stands under [charts]"),
)
.with_data(
    "[overview]\n\
     body = '''\n\
     ![申请的来源](chart:来源)\n\
     '''\n\
     \n\
     [charts.申请来源]\n\
     kind = \"bar\"\n\
     values = { 网站 = 12, 信函 = 3 }",
    "[overview]\n\
     body = '''\n\
     ![申请的来源](chart:申请来源)\n\
     '''\n\
     \n\
     [charts.申请来源]\n\
     kind = \"bar\"\n\
     values = { 网站 = 12, 信函 = 3 }",
);

pub(crate) static PICTURE_CAPTION: Rule = Rule::error(
    "picture-caption",
    text("图片没有图题，也没有说明", "a picture has neither a caption nor a description"),
    text("PDF/UA-1（ISO 14289-1）7.3", "PDF/UA-1 (ISO 14289-1), 7.3"),
    text("写成 ![图题](图片)，或者 ![](图片 \"说明\")", "write ![caption](picture) or ![](picture \"what it shows\")"),
)
.with_narrative("![](大厅.jpg)", "![办事大厅](大厅.jpg)");

pub(crate) static HEADING_GAP: Rule = Rule::error(
    "heading-gap",
    text("标题跳了一级", "a level of headings is skipped"),
    NARRATIVE,
    text("依次使用 ##（一）、### 1.、####（1）", "use `##` （一）, `###` 1., `####` （1） one under the other"),
)
.with_narrative(
    "## 主动公开\n\
     \n\
     #### 政策解读\n\
     \n\
     全年解读政策12件。",
    "## 主动公开\n\
     \n\
     ### 政策解读\n\
     \n\
     全年解读政策12件。",
);

pub(crate) static LIST_NUMBER: Rule = Rule::error(
    "list-number",
    text("有序列表写的序号和会印出的序号不同", "an item of an ordered list says another number than would be printed"),
    NARRATIVE,
    text("序号从第一条接着编，或者不写成列表", "number the items on from the first, or make it no list"),
)
.with_narrative(
    "1. 修订公开指南。\n\
     3. 更新公开目录。",
    "1. 修订公开指南。\n\
     2. 更新公开目录。",
);

pub(crate) static FULL_WIDTH_MARK: Rule = Rule::error(
    "full-width-mark",
    text("标记是用全角输入法打的，不起作用", "a mark was typed full width, and has no effect"),
    NARRATIVE,
    text(
        "改成半角：##、| … |、[文字](地址)、![图题](图片)、{{ … }}、[^1]",
        "type it half width: `##`, `| … |`, `[text](address)`, `![caption](picture)`, `{{ … }}`, `[^1]`",
    ),
)
.with_narrative("＃＃ 主动公开", "## 主动公开");

pub(crate) static LINK_ADDRESS: Rule = Rule::error(
    "link-address",
    text("链接的地址不能用", "the address of a link cannot be used"),
    NARRATIVE,
    text("写完整的地址，如 https://www.gov.cn/", "write the whole address, such as https://www.gov.cn/"),
)
.with_narrative("详见[政府网站](www.gov.cn)。", "详见[政府网站](https://www.gov.cn/)。");

pub(crate) static ATTRIBUTE: Rule = Rule::error(
    "attribute",
    text("图片、图表后面或者表题末尾花括号里的写法", "what stands in the braces behind a figure or a table's caption"),
    NARRATIVE,
    text(
        "图写 {#fig-名称 width=60%}，表写 {#tbl-名称}；宽度是版心的 1% 到 100%，或者 8cm、80mm",
        "write {#fig-name width=60%} for a figure, {#tbl-name} for a table; a width is 1% to 100% of the type area's, or \
         8cm or 80mm",
    ),
)
.with_narrative("![办事大厅](大厅.jpg){width=900%}", "![办事大厅](大厅.jpg){width=60%}");

pub(crate) static REFERENCE: Rule = Rule::error(
    "reference",
    text(
        "正文里说到的图或表没有、没有编号，或者两个用了一个名称",
        "the narrative refers to a figure or table that is not there or has no number, or two have one name",
    ),
    NARRATIVE,
    text(
        "写成 [](#fig-名称)、[](#tbl-名称)、[](chart:图表名称)，名称和图、表上写的一样",
        "write [](#fig-name), [](#tbl-name) or [](chart:NAME) with the name that the figure or table is given",
    ),
)
.with_narrative(
    "大厅的样子见[](#fig-大厅)。\n\n![办事大厅](大厅.jpg){#fig-hall}",
    "大厅的样子见[](#fig-hall)。\n\n![办事大厅](大厅.jpg){#fig-hall}",
);

pub(crate) static FOOTNOTE: Rule = Rule::error(
    "footnote",
    text("脚注没有内容，没有引用，或者写了两次", "a footnote has no text, no reference, or two texts"),
    NARRATIVE,
    text("正文中的 [^1] 和段首的 [^1]: 要一一对应", "each `[^1]` in the text has one `[^1]:` that opens a paragraph"),
)
.with_narrative(
    "全年公开政府信息1264条[^1]。",
    "全年公开政府信息1264条[^1]。\n\
     \n\
     [^1]: 含政务新媒体发布的信息。",
);

pub(crate) static TABLE_SHAPE: Rule = Rule::error(
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
)
.with_narrative(
    "| 渠道 | 条数 |\n\
     |---|---|\n\
     | < | 1264 |",
    "| 渠道 | 条数 |\n\
     |---|---|\n\
     | 政府网站 | 1264 |",
);

pub(crate) static MARKDOWN_HTML: Rule = Rule::error(
    "markdown-html",
    text("正文里不能用 HTML", "HTML may not stand in a narrative"),
    NARRATIVE,
    text(
        "只有表格的格子里可以用 <br>；尖括号本身写成 \\<",
        "only <br> in a table's cell is allowed; write \\< for the sign itself",
    ),
)
.with_narrative("<b>重点领域</b>信息公开进一步加强。", "**重点领域**信息公开进一步加强。");

pub(crate) static MARKDOWN_EMPHASIS: Rule = Rule::error(
    "markdown-emphasis",
    text("黑体的 ** 没有成对", "a `**`, which begins and ends 黑体, has no partner"),
    NARRATIVE,
    text(
        "要排成黑体的文字前后各写一个 **，在同一段里；星号本身写成 \\*\\*",
        "write one `**` before and one behind the words to be set in 黑体, in one paragraph; `\\*\\*` for the signs",
    ),
)
.with_narrative("**重点领域信息公开进一步加强。", "**重点领域**信息公开进一步加强。");

pub(crate) static MARKDOWN_UNSUPPORTED: Rule = Rule::error(
    "markdown-unsupported",
    text("正文用了公文里没有的写法", "the narrative uses what no official document has"),
    NARRATIVE,
    text("照提示改写", "write it as suggested"),
)
.with_cases(&[
    text(
        "标题只有三级：## 排成（一），### 排成1.，#### 排成（1）；# 后面空一格，再写标题的文字",
        "headings have three levels, ## （一）, ### 1. and #### （1）; a space stands behind the #, and then the text",
    ),
    text(
        "文字下面的 --- 或 ===，以及单独一行的 ---：删去",
        "`---` or `===` below a text, and a line of `---` alone: delete it",
    ),
    text("表题紧接在表的下一行，中间不空行", "no empty line stands between a table and its caption"),
    text(
        "图片单独成段，前后各空一行，不放在列表和脚注里；并排的最多三张",
        "a picture stands in a paragraph of its own, not in a list or a footnote; at most three stand side by side",
    ),
    text(
        "引文里不用 #、不再套引文：引文的标题写成加粗的一段，如 **一、重点群体范围**",
        "a quote holds no # and no other quote: write its headings as bold paragraphs, such as **一、重点群体范围**",
    ),
    text(
        "脚注里只有段落，内容顶格另起一段；列表里没有标题和引文",
        "a footnote holds paragraphs only and stands by itself; a list holds no headings and no quotes",
    ),
    text(
        "链接写成 [文字](地址)：地址不另写一行，后面不加说明",
        "a link is [text](address): the address is not written elsewhere, and nothing behind it",
    ),
    text("代码（反引号、```）：改用引号或者普通段落", "code (backticks): use quotation marks or an ordinary paragraph"),
    text(
        "删除线（~~）：删去这些文字；任务清单（[ ]）：写 ☐ 或 ☑",
        "strikethrough (~~): delete the text; task lists ([ ]): write ☐ or ☑",
    ),
])
.with_narrative("# 主动公开", "## 主动公开");

pub(crate) static TEMPLATE: Rule = Rule::error(
    "template",
    text("{{ … }} 里的式子算不出来", "an expression between {{ and }} cannot be reckoned"),
    NARRATIVE,
    text("照提示改键名、数字或函数", "mend the key, the number or the function as suggested"),
)
.with_cases(&[
    text(
        "键打错了，或者属于另一年的格式：写表中的键，如 applications.received.total",
        "the key is misspelt or of the other form: write one of the tables, such as applications.received.total",
    ),
    text(
        "那一格是空白或者文字：在表中填数字，没有就填 0",
        "the cell is blank or a text: fill in a number there, 0 if there was none",
    ),
    text("括号、逗号和运算符要用半角：( ) , + - * /", "brackets, commas and operators are ASCII: ( ) , + - * /"),
    text(
        "百分比写成 pct(a, b)，增减写成 change(a, b)，除不尽的写成 round(a / b, 1)",
        "a percentage is pct(a, b), a change change(a, b), a quotient that does not end round(a / b, 1)",
    ),
    text("除数是 0：改用文字说明", "a divisor is 0: say it in words"),
    text(
        "{{ 和 }} 要在同一行；花括号本身写成 \\{{",
        "{{ and }} stand on one line; the braces themselves are written \\{{",
    ),
])
.with_narrative(
    "全年收到申请{{ applications.recieved.total }}件。",
    "全年收到申请{{ applications.received.total }}件。",
);

pub(crate) static PREVIOUS_MISSING: Rule = Rule::error(
    "previous-missing",
    text(
        "正文或图表用了上一年度的数（previous.…），却没有给出上一年度的文件",
        "the narrative or a chart calls for last year's figures (`previous.…`), and last year's file is not given",
    ),
    NARRATIVE,
    text("命令里加上 --previous 上年.toml", "add --previous LAST.toml to the command"),
)
.with_commands("nianbao build 报告.toml", "nianbao build 报告.toml --previous 上年.toml");
