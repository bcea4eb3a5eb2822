//! `[charts.NAME]` in the schema.

use serde_json::{Value, json};

use super::{bounds, choice, described, object, simple, with};
use crate::report::ChartKind;
use crate::report::limits::DECIMALS;

/// Charts by any name.
pub(super) fn charts() -> Value {
    let kinds = ChartKind::NAMES.map(|(name, _)| name);
    let mut chart = object(
        "图表",
        "正文里写 ![图题](chart:名称) 调用",
        json!({
            "kind": choice("图表种类", "pie 饼图，bar 柱形图，stacked-bar 堆积柱形图，line 折线图", kinds.as_slice()),
            "title": simple("图题", "正文没有写图题时印这个", "string", json!({})),
            "unit": simple("单位", "如 件", "string", json!({})),
            "decimals": simple("百分比的小数位数", "只用于饼图；不写是 2 位", "integer", bounds(DECIMALS)),
            "categories": with(described("各项名称", ""), json!({ "type": "array", "items": { "type": "string" } })),
            "values": values(),
            "series": with(
                described("几组数", "名称 = 数的列表"),
                json!({ "type": "object", "additionalProperties": listed() }),
            ),
        }),
    );
    chart.insert("required".to_owned(), json!(["kind"]));
    with(described("图表", "由数据画的图"), json!({ "type": "object", "additionalProperties": chart }))
}

/// A number, an expression, or a text for no figure.
fn value() -> Value {
    json!({ "anyOf": [{ "type": "number" }, { "type": "string" }] })
}

/// A list of values, or a key with a star.
fn listed() -> Value {
    let key =
        simple("表里的一行或一列", "如 applications.received.*、applications.outcomes.*.total", "string", json!({}));
    json!({ "anyOf": [key, { "type": "array", "items": value() }] })
}

fn values() -> Value {
    let named = json!({ "type": "object", "additionalProperties": value() });
    with(described("一组数", "名称 = 数，或者数的列表"), json!({ "anyOf": [named, listed()] }))
}
