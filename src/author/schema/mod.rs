//! JSON Schema of the data file, titled with the official labels, so that an editor with a TOML language server
//! completes and checks it.
//!
//! Built from the forms and a few fixed sections, not derived (schemars) from types: the reader has none to derive
//! from. It walks the TOML with the forms in its hand, so that every value keeps its place and a third form is one more
//! table; types for two forms would say everything a second time. Instead a test asks the reader itself which keys it
//! knows, and each must be here.
//!
//! Draft 07, because Taplo (Even Better TOML) knows the drafts 4, 6 and 7. It offers completions from `properties`,
//! `anyOf` and `allOf`, not from `if`: so the parts in which the forms differ stand as `anyOf`, and `if` only narrows
//! them to the report's own form. It shows `description` and no `title`: the labels are in both.

mod charts;
mod labels;
mod tables;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use super::sheet::KINDS;
use crate::form::{APPLICATIONS, DISCLOSURE, Forms, REMEDIES};
use crate::report::OrganKind;
use crate::report::limits::{CHARS_PER_LINE, LINE_PITCH, MAX_DPI, YEARS};

/// The schema of data files in some forms, as JSON text. `codes` are those that `[[accept]]` may name.
pub fn schema(forms: Forms, codes: &[&str]) -> String {
    format!("{:#}\n", value(forms, codes))
}

/// The schema.
fn value(forms: Forms, codes: &[&str]) -> Value {
    let [overview, _, _, _, problems, other] = forms.newest().section_titles;
    let names = forms.names();
    let mut root = object(
        "政府信息公开工作年度报告",
        "nianbao 的数据文件",
        json!({
            "form": choice("报告格式", &format!("{}；不写则由报告年度决定", names.join(" 或 ")), &names),
            "report": report(),
            "page": page(),
            "fonts": fonts(),
            "labels": labels::labels(forms),
            "preface": section("前言", "标题之下、第一部分之前的文字", json!({})),
            "overview": section(&format!("一、{overview}"), "", json!({})),
            "disclosure": tables::union(forms, DISCLOSURE),
            "applications": tables::union(forms, APPLICATIONS),
            "remedies": tables::union(forms, REMEDIES),
            "problems": section(&format!("五、{problems}"), "", json!({})),
            "other": section(&format!("六、{other}"), "", json!({})),
            "charts": charts::charts(),
            "accept": accept(codes),
        }),
    );
    root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    root.insert("required".to_owned(), json!(["report"]));
    root.insert("definitions".to_owned(), Value::Object(tables::definitions(forms)));
    root.insert("allOf".to_owned(), tables::by_form(forms));
    Value::Object(root)
}

/// A table with these keys and no others.
fn object(title: &str, text: &str, properties: Value) -> Map<String, Value> {
    let mut object = described(title, text);
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), properties);
    object.insert("additionalProperties".to_owned(), json!(false));
    object
}

/// A title, which the description repeats.
fn described(title: &str, text: &str) -> Map<String, Value> {
    let description = if text.is_empty() { title.to_owned() } else { format!("{title}：{text}") };
    Map::from_iter([("title".to_owned(), json!(title)), ("description".to_owned(), json!(description))])
}

/// A value of a simple type, with the limits that are given.
fn simple(title: &str, text: &str, kind: &str, limits: Value) -> Value {
    let mut value = described(title, text);
    value.insert("type".to_owned(), json!(kind));
    if let Value::Object(limits) = limits {
        value.extend(limits);
    }
    Value::Object(value)
}

fn choice(title: &str, text: &str, values: &[&str]) -> Value {
    simple(title, text, "string", json!({ "enum": values }))
}

/// A section's narrative, beside what else it has.
fn section(title: &str, text: &str, more: Value) -> Value {
    let mut properties = narrative();
    if let Value::Object(more) = more {
        properties.extend(more);
    }
    if title == "前言" {
        properties.remove("note");
    }
    Value::Object(object(title, text, Value::Object(properties)))
}

fn narrative() -> Map<String, Value> {
    let text = "Markdown；## 是（一）级标题，### 是 1. 级标题，序号由程序编排";
    Map::from_iter([
        ("body".to_owned(), simple("文字", text, "string", json!({}))),
        ("body_file".to_owned(), simple("文字所在的文件", "数据文件所在文件夹里的 Markdown 文件", "string", json!({}))),
        ("note".to_owned(), simple("表格之后的文字", text, "string", json!({}))),
    ])
}

fn report() -> Value {
    let title = json!({ "anyOf": [
        { "type": "string", "minLength": 1 },
        { "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 } },
    ]});
    let mut report = object(
        "报告",
        "哪个机关、哪一年的报告",
        json!({
            "organ": simple("行政机关", "全称", "string", json!({ "minLength": 1 })),
            "year": simple("报告年度", "", "integer", bounds(YEARS)),
            "title": with(described("标题", "一行，或者各行的列表"), title),
            "kind": choice(
                "机关类别",
                &format!("{KINDS}；不写则由名称决定"),
                &OrganKind::NAMES.map(|(name, _)| name),
            ),
            "published": simple("发布日期", "如 2026-03-20", "string", json!({ "format": "date" })),
            "contents": simple("目录", "标题之下印目录，带页码和链接", "boolean", json!({})),
            "signature": simple("落款", "文末印机关名称和发布日期", "boolean", json!({})),
            "draft": simple("草稿", "没有写完也能生成", "boolean", json!({})),
        }),
    );
    report.insert("required".to_owned(), json!(["organ", "year"]));
    Value::Object(report)
}

fn page() -> Value {
    Value::Object(object(
        "版面",
        "与 GB/T 9704-2012 不同之处",
        json!({
            "line_pitch": simple("行距", "磅", "number", bounds(LINE_PITCH)),
            "chars_per_line": simple("每行字数", "", "integer", bounds(CHARS_PER_LINE)),
            "numbers": simple("页码", "", "boolean", json!({})),
            "duplex": simple("双面", "偶数页的订口在右", "boolean", json!({})),
            "numbered_tables": simple("表题编号", "正文里的表编为表1、表2；false 不编", "boolean", json!({})),
            "color": simple("彩色", "图表用不用颜色；false 为黑白", "boolean", json!({})),
            "max_dpi": simple("图片分辨率上限", "每英寸点数；更细的图片缩小", "integer", bounds(MAX_DPI)),
        }),
    ))
}

fn bounds(range: RangeInclusive<u16>) -> Value {
    json!({ "minimum": range.start(), "maximum": range.end() })
}

fn fonts() -> Value {
    let face = |role: &str| simple(role, "字体文件名或字体名", "string", json!({ "minLength": 1 }));
    Value::Object(object(
        "字体",
        "各处所用的字体",
        json!({
            "body": face("正文"),
            "title": face("标题"),
            "level1": face("一级标题"),
            "level2": face("二级标题"),
            "table": face("表格"),
            "latin": face("正文和表格的西文"),
            "fallback": face("后备"),
        }),
    ))
}

/// `[[accept]]`: findings that the office has looked at (docs/data-file.md, 认可一项检查结果).
fn accept(codes: &[&str]) -> Value {
    let mut item = object(
        "认可的检查结果",
        "",
        json!({
            "code": choice("检查代码", "写在每条结果的方括号里", codes),
            "key": simple("位置", "如 overview.body；不写则是这一代码的全部", "string", json!({})),
            "reason": simple("理由", "", "string", json!({ "minLength": 1 })),
        }),
    );
    item.insert("required".to_owned(), json!(["code", "reason"]));
    let list = json!({ "type": "array", "items": item });
    with(described("认可的检查结果", "本机关核对过、确认无误的检查结果"), list)
}

/// A description with the schema that it describes.
fn with(mut described: Map<String, Value>, schema: Value) -> Value {
    if let Value::Object(schema) = schema {
        described.extend(schema);
    }
    Value::Object(described)
}
