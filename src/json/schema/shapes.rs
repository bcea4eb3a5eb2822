//! The objects of the file, key by key.

use serde_json::json;

use super::shape::{Field, Shape, field, list, only, optional, or_null, reference, text, truth, whole, word};
use crate::form::{Forms, SECTION_KEYS, SECTION_NUMBERS, TABLE_KEYS};
use crate::json::{FORMAT, VERSION};
use crate::report::limits::YEARS;
use crate::report::{ChartKind, OrganKind};

/// All objects, the file itself first.
pub(in crate::json) fn shapes(forms: Forms) -> Vec<Shape> {
    let mut shapes = vec![report(forms), tables()];
    shapes.extend(of_tables());
    shapes.extend(of_sections());
    shapes.extend(blocks());
    shapes.extend(of_blocks());
    shapes
}

fn shape(name: &'static str, title: &'static str, text: &'static str, fields: Vec<Field>) -> Shape {
    Shape { name, title, text, fields }
}

fn report(forms: Forms) -> Shape {
    let sections: Vec<_> = SECTION_KEYS
        .iter()
        .zip(SECTION_NUMBERS)
        .map(|(key, number)| {
            let is_it = json!({ "properties": { "key": only(*key), "number": only(number) } });
            json!({ "allOf": [reference("section"), is_it] })
        })
        .collect();
    let count = sections.len();
    let sections =
        json!({ "type": "array", "prefixItems": sections, "minItems": count, "maxItems": count, "items": false });
    let published = json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
    let kinds = OrganKind::NAMES.map(|(name, _)| name);
    shape(
        "report",
        "报告",
        "文件本身",
        vec![
            field("format", "这种文件的名称", only(FORMAT)),
            field("version", "这种文件的版本：增减了键，或者改了意思，就加一", only(VERSION)),
            field("form", "报告格式", word(&forms.names())),
            field("organ", "行政机关的全称", json!({ "type": "string", "minLength": 1 })),
            field("kind", "机关类别：政府、部门、乡镇（街道）", word(&kinds)),
            field("year", "报告年度", json!({ "type": "integer", "minimum": YEARS.start(), "maximum": YEARS.end() })),
            field("title", "标题，一行一项", json!({ "type": "array", "items": text(), "minItems": 1 })),
            field("published", "发布日期，如 2026-03-20", or_null(published)),
            field("draft", "是不是草稿", truth()),
            field("tables", "三张表的数", reference("tables")),
            field("contents", "目录；没有印目录的是 null", or_null(reference("contents"))),
            field("preface", "标题之下、第一部分之前的内容", list(reference("block"))),
            field("sections", "第一至第六部分，依次六项", sections),
            field("signature", "落款；没有印落款的是 null", or_null(reference("signature"))),
            field("footnotes", "脚注，按文中提到的次序", list(reference("footnote"))),
        ],
    )
}

fn tables() -> Shape {
    let table = |key: &'static str| {
        let at = SECTION_KEYS.iter().position(|section| *section == key).unwrap_or_default();
        field(key, ["", "表二", "表三", "表四"].get(at).copied().unwrap_or_default(), reference("table"))
    };
    let text = "键和数据文件、检查结果里的一样：表的键、行的键、列的键用点连起来，如 applications.refused.query.total";
    shape("tables", "三张表", text, TABLE_KEYS.into_iter().map(table).collect())
}

fn of_tables() -> Vec<Shape> {
    vec![
        shape(
            "table",
            "表",
            "",
            vec![
                field("number", "所在部分的序号", text()),
                field("title", "所在部分的标题", text()),
                field(
                    "blocks",
                    "各块：列相同的行是一块；表二每一项是一块，表四每一栏是一块",
                    list(reference("table_block")),
                ),
                field(
                    "rows",
                    "各行，按键；行的键有一级的，如 received，也有两级的，如 refused.query",
                    json!({
                        "type": "object", "additionalProperties": reference("row"),
                    }),
                ),
            ],
        ),
        shape(
            "table_block",
            "块",
            "",
            vec![
                field("key", "块的键，如 item_1；只有一块的表是 null", or_null(text())),
                field("title", "块上面的题目，如“第二十条第（一）项”", or_null(text())),
                field("corner", "行名上面的表头，如“信息内容”", or_null(text())),
                field("columns", "各列，从左到右", list(reference("column"))),
                field("rows", "各行的键，按印出的次序", list(text())),
            ],
        ),
        shape(
            "column",
            "列",
            "",
            vec![
                field("key", "列的键", text()),
                field("groups", "列名上面的各级表头，从外到里", list(reference("group"))),
                field("label", "印出的列名", text()),
                field("kind", "count 件数，change 增减，amount 金额", word(&["count", "change", "amount"])),
                field("unit", "格式印出的单位，如 万元；没有印的是 null", or_null(text())),
            ],
        ),
        shape(
            "group",
            "组",
            "几行或几列共有的名称",
            vec![field("key", "名称的键", text()), field("label", "印出的名称", text())],
        ),
        shape(
            "row",
            "行",
            "",
            vec![
                field("groups", "行名左面（表四是上面）的各级名称，从外到里", list(reference("group"))),
                field("label", "印出的行名，改过的是改了的", text()),
                field(
                    "after",
                    "自己加的行（键是 extra.0、extra.1…）排在哪一行之后；格式里的行是 null",
                    or_null(text()),
                ),
                field(
                    "cells",
                    "各格，按列的键",
                    json!({ "type": "object", "additionalProperties": reference("cell") }),
                ),
            ],
        ),
        shape(
            "cell",
            "格",
            "",
            vec![
                field("text", "印出的文字，一个字不差；空白是 \"\"", text()),
                field(
                    "value",
                    "数值，小数一位不差：12.50 就是 12.50；空白、“/”和没有数的文字是 null，不是 0",
                    json!({ "type": ["number", "null"] }),
                ),
                field("computed", "是不是数据文件没有写、程序算出的合计", truth()),
            ],
        ),
    ]
}

fn of_sections() -> Vec<Shape> {
    vec![
        shape(
            "contents",
            "目录",
            "",
            vec![field("heading", "目录上面的字", text()), field("entries", "各条", list(reference("contents_entry")))],
        ),
        shape(
            "contents_entry",
            "目录的一条",
            "没有页码：页码是 PDF 的",
            vec![field("level", "标题的级别", json!({ "enum": [1, 2] })), field("text", "序号和标题", text())],
        ),
        shape(
            "section",
            "部分",
            "",
            vec![
                field("number", "序号，印成“一、”", word(&SECTION_NUMBERS)),
                field("key", "键", word(&SECTION_KEYS)),
                field("title", "标题，没有序号", text()),
                field("content", "内容，按次序；表也在内", list(reference("block"))),
            ],
        ),
        shape(
            "signature",
            "落款",
            "",
            vec![field("organ", "机关名称", text()), field("date", "日期，如 2026年3月20日", text())],
        ),
        shape(
            "footnote",
            "脚注",
            "",
            vec![
                field("number", "从 1 数起；文中的记号用这个数", whole(1)),
                field("paragraphs", "各段", list(reference("text"))),
            ],
        ),
    ]
}

/// The kinds of blocks, by what they call themselves.
pub(super) fn blocks() -> Vec<Shape> {
    let kind = |kind: &'static str| field("type", "种类", only(kind));
    let mut heading = vec![
        kind("heading"),
        field("level", "级别：2 是（一），3 是 1.，4 是（1）", json!({ "enum": [2, 3, 4] })),
        field("number", "序号，连同标点", text()),
    ];
    heading.extend(text_fields());
    heading.push(field("run_in", "后面的一段是不是接排在同一行", truth()));
    let of_text = |name: &'static str, title: &'static str, is: &'static str| {
        shape(name, title, "", std::iter::once(kind(is)).chain(text_fields()).collect())
    };
    vec![
        shape("heading", "标题", "", heading),
        of_text("paragraph", "段落", "paragraph"),
        shape(
            "list",
            "列表",
            "",
            vec![
                kind("list"),
                field("numbered", "有没有编号；没有的各条前面是“•”", truth()),
                field("items", "各条", list(reference("item"))),
            ],
        ),
        shape(
            "grid",
            "印出的表",
            "正文里的表，和三张表印出的样子",
            vec![
                kind("table"),
                field("official", "印的是三张表里的哪一张；正文里的表是 null", or_null(word(&TABLE_KEYS))),
                anchors(),
                field("caption", "表题，连同编号", or_null(reference("text"))),
                field("columns", "列数", whole(0)),
                field("head_rows", "开头几行是表头，换页时重复", whole(0)),
                field("rows", "各行：从这一行开始的格，从左到右", list(list(reference("grid_cell")))),
            ],
        ),
        shape(
            "illustrations",
            "插图",
            "并排的图，从左到右",
            vec![
                kind("illustrations"),
                field("items", "各图", list(json!({ "anyOf": [reference("picture"), reference("chart")] }))),
            ],
        ),
        shape("quote", "引文", "", vec![kind("quote"), field("content", "内容", list(reference("block")))]),
        of_text("quoted_heading", "引文里的标题", "quoted-heading"),
        of_text("source", "引文的出处", "source"),
        shape(
            "table_notes",
            "表下面的说明",
            "",
            vec![kind("table-notes"), field("content", "内容", list(reference("block")))],
        ),
    ]
}

/// What blocks are made of.
fn of_blocks() -> Vec<Shape> {
    let mut grid_cell = vec![
        field("column", "在第几列，从 0 数起", whole(0)),
        optional("row_span", "占几行；不写是 1", whole(2)),
        optional("column_span", "占几列；不写是 1", whole(2)),
        field("role", "head 表头，label 行名，data 数或者文字", word(&["head", "label", "data"])),
    ];
    grid_cell.extend(text_fields());
    let kinds = ChartKind::NAMES.map(|(name, _)| name);
    let mut chart = vec![
        field("type", "种类", only("chart")),
        field("name", "数据文件里的名称", text()),
        field("kind", "pie 饼图，bar 柱形图，stacked-bar 堆积柱形图，line 折线图", word(&kinds)),
        field("title", "数据文件里的图题", or_null(text())),
        field("unit", "单位，如 件", or_null(text())),
        field("categories", "各项名称", list(text())),
        field("series", "各组数", list(reference("series"))),
    ];
    chart.extend(illustration_fields());
    let mut picture =
        vec![field("type", "种类", only("picture")), field("file", "图片的文件名，照数据文件的写法", text())];
    picture.extend(illustration_fields());
    vec![
        shape("text", "文字", "", text_fields()),
        shape(
            "text_run",
            "一段文字",
            "",
            vec![
                field("text", "文字", text()),
                optional("strong", "用黑体；不写是不用", only(true)),
                optional(
                    "link",
                    "链接的地址，以 http:、https:、mailto: 或 tel: 开头；以 # 开头的指到报告里有这个锚点的图、表。别的地址不写",
                    text(),
                ),
            ],
        ),
        shape("mark", "脚注的记号", "", vec![field("footnote", "脚注的序号", whole(1))]),
        shape(
            "item",
            "列表的一条",
            "",
            vec![
                field("label", "编号或者记号，如 1.、（1）、•", text()),
                field("content", "内容：第一段接排在编号后面", list(reference("block"))),
            ],
        ),
        shape("grid_cell", "印出的一格", "", grid_cell),
        shape("picture", "图片", "", picture),
        shape("chart", "图表", "", chart),
        shape(
            "series",
            "一组数",
            "",
            vec![
                field("name", "名称；只有一组的可以是 null", or_null(text())),
                field("values", "每项一个数", list(reference("chart_value"))),
            ],
        ),
        shape(
            "chart_value",
            "图表的一个数",
            "",
            vec![
                field("text", "印出的数；没有数的是 \"\"", text()),
                field("value", "数值；没有数的是 null", json!({ "type": ["number", "null"] })),
            ],
        ),
    ]
}

/// Text, wherever it stands.
fn text_fields() -> Vec<Field> {
    let run = json!({ "anyOf": [reference("text_run"), reference("mark")] });
    vec![
        field("text", "全部文字，没有脚注的记号；换行是 \\n", text()),
        optional("runs", "有黑体、链接或者脚注的，逐段写出；各段连起来就是 text", list(run)),
    ]
}

fn illustration_fields() -> Vec<Field> {
    vec![
        anchors(),
        field("caption", "图题，连同编号；没有印图题的是 null", or_null(reference("text"))),
        field("alternative", "替代文字：读屏软件念的", text()),
    ]
}

fn anchors() -> Field {
    optional("anchors", "锚点：链接用的名称，没有 #", list(text()))
}
