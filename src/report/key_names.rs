//! What a key written in Chinese was meant to be: the label of a row, the title of a section, its number.

use super::meant::half_width;
use crate::diagnostic::nearest;
use crate::form::{Form, FormTable, Forms, SECTION_KEYS, SECTION_NUMBERS, leaves};

/// Tables of a data file that are no section, with what people call them.
const TABLES: [(&str, &[&str]); 7] = [
    ("report", &["报告", "年报", "年度报告", "基本信息", "基本情况", "首部", "封面"]),
    ("page", &["页面", "版面", "版式", "页面设置"]),
    ("fonts", &["字体"]),
    ("labels", &["标签"]),
    ("preface", &["前言", "引言", "序言", "导语", "开头"]),
    ("charts", &["图表", "图"]),
    ("accept", &["认可", "接受"]),
];

/// Keys of `[report]`, with what people call them.
const REPORT: [(&str, &[&str]); 8] = [
    ("organ", &["机关", "机关名称", "行政机关", "单位", "单位名称", "发布机关", "部门", "编制单位", "公开单位"]),
    ("year", &["年", "年份", "年度", "报告年度", "年号"]),
    ("title", &["标题", "报告标题", "题目", "名称"]),
    ("kind", &["类别", "种类", "类型", "机关类别", "机关类型", "性质"]),
    ("published", &["日期", "发布日期", "公开日期", "公布日期", "发布时间", "时间", "落款日期", "成文日期"]),
    ("contents", &["目录"]),
    ("signature", &["落款", "署名", "签名", "印发"]),
    ("draft", &["草稿", "草案", "初稿"]),
];

/// The key at the top of the file that is no table, with what people call it.
const FORM: [(&str, &[&str]); 1] = [("form", &["格式", "报告格式", "年报格式", "格式版本"])];

/// Keys that hold narrative, with what people call them.
const PROSE: [(&str, &[&str]); 3] = [
    ("body", &["正文", "内容", "文字", "文本", "全文"]),
    ("note", &["说明", "备注", "注", "注释", "附注"]),
    ("body_file", &["正文文件", "文件"]),
];

/// Keys of `[[accept]]`, with what people call them.
const ACCEPT: [(&str, &[&str]); 3] = [("code", &["代码"]), ("key", &["键"]), ("reason", &["理由", "原因", "说明"])];

/// Keys of `[page]`.
const PAGE: [&str; 7] = ["line_pitch", "chars_per_line", "numbers", "duplex", "numbered_tables", "color", "max_dpi"];

/// Tables that stand in the file as a list: `[[accept]]`.
pub(super) const LISTS: [&str; 2] = ["accept", "disclosure.extra"];

/// Keys whose value may be text of several lines, whatever the form.
const OF_MANY_LINES: [&str; 3] = ["body", "note", "pasted"];

/// The key, from the table `table` on (empty: from the top), that a name in Chinese stands for.
pub(super) fn key_meant(name: &str, table: &str, forms: Forms, form: Option<&'static Form>) -> Option<String> {
    if name.is_ascii() {
        return None;
    }
    let plain = half_width(name);
    let forms: Vec<&'static Form> = form.map_or_else(|| forms.iter().collect(), |form| vec![form]);
    let (top, _) = table.split_once('.').unwrap_or((table, ""));
    let known: Vec<(String, String)> = match top {
        "" => named(&FORM).into_iter().chain(of_the_top(&forms)).collect(),
        "report" => named(&REPORT),
        "accept" => named(&ACCEPT),
        _ if !SECTION_KEYS.contains(&top) && top != "preface" => return None,
        _ => {
            let tables = forms.iter().flat_map(|form| form.tables()).filter(|found| found.key == top);
            let mut known: Vec<(String, String)> = tables.flat_map(|found| of_a_table(&found, table)).collect();
            known.extend(named(&PROSE));
            known
        }
    };
    // What is known in English, written with full-width letters.
    if let Some((_, key)) = known.iter().find(|(_, key)| *key == plain.trim().to_lowercase()) {
        return Some(key.clone());
    }
    let by_number = || if top.is_empty() { section_of_number(&plain).map(str::to_owned) } else { None };
    best(&plain, &known).or_else(by_number)
}

/// Whether a dotted name is that of a table at the top of the file, in English or in Chinese.
pub(super) fn is_section(name: &str, forms: Forms) -> bool {
    let plain = half_width(name);
    let plain = plain.trim().trim_matches(['[', ']', '"', '\'']).trim();
    let first = plain.split('.').next().unwrap_or_default().trim();
    SECTION_KEYS.contains(&first)
        || TABLES.iter().any(|(key, _)| *key == first)
        || of_the_top(&forms.iter().collect::<Vec<_>>()).iter().any(|(label, _)| bare(label) == bare(first))
        || !plain.starts_with(|ch: char| ch.is_ascii()) && section_of_number(plain).is_some()
}

/// Whether the value of a key may be text of several lines: narrative, or a row as it was copied from a spreadsheet.
pub(super) fn takes_lines(key: &str, forms: Forms) -> bool {
    let last = key.rsplit('.').next().unwrap_or(key);
    OF_MANY_LINES.contains(&last) || is_row(key, forms)
}

/// Whether a dotted key is that of a row in one of the tables.
pub(super) fn is_row(key: &str, forms: Forms) -> bool {
    let blocks = forms.iter().flat_map(Form::tables).flat_map(|table| table.blocks);
    blocks.flat_map(|block| leaves(block.rows)).any(|leaf| leaf.key() == key || leaf.one.key == key)
}

/// The table at the top of a data file to which a key belongs, if it can belong to no other.
pub(super) fn home_of(key: &str, forms: Forms) -> Option<&'static str> {
    // Charts and sections may have a title too, and charts a kind.
    if REPORT.iter().any(|(known, _)| *known == key) && !matches!(key, "title" | "kind") {
        return Some("report");
    }
    if PAGE.contains(&key) {
        return Some("page");
    }
    let tables = forms.iter().flat_map(Form::tables);
    let mut of_rows = tables.filter(|table| {
        let rows = table.blocks.iter().flat_map(|block| leaves(block.rows));
        rows.map(|leaf| leaf.key()).any(|row| row.split('.').next() == Some(key))
    });
    of_rows.next().map(|table| table.key)
}

/// The dotted keys of the rows that a group has in the newest form which knows it.
pub(super) fn rows_of_group(group: &str, forms: Forms) -> Vec<String> {
    let of_form = |form: &'static Form| -> Vec<String> {
        let blocks = form.tables().into_iter().flat_map(|table| table.blocks);
        let keys = blocks.flat_map(|block| leaves(block.rows)).map(|leaf| leaf.key());
        keys.filter(|key| key.strip_prefix(group).is_some_and(|rest| rest.starts_with('.'))).collect()
    };
    let found: Vec<Vec<String>> = forms.iter().map(of_form).filter(|rows| !rows.is_empty()).collect();
    found.into_iter().next_back().unwrap_or_default()
}

fn named(table: &[(&str, &[&str])]) -> Vec<(String, String)> {
    let pairs = table.iter().flat_map(|(key, names)| names.iter().map(|name| ((*name).to_owned(), (*key).to_owned())));
    pairs.collect()
}

/// Names and keys of what stands at the top of a data file.
fn of_the_top(forms: &[&'static Form]) -> Vec<(String, String)> {
    let titles = forms.iter().flat_map(|form| form.section_titles.iter().zip(SECTION_KEYS));
    let titles = titles.map(|(title, key)| ((*title).to_owned(), key.to_owned()));
    titles.chain(named(&TABLES)).collect()
}

/// Labels and keys of what stands in a table of the data file: rows, groups of rows, columns of a row.
fn of_a_table(form_table: &FormTable, table: &str) -> Vec<(String, String)> {
    let inside = table.strip_prefix(form_table.key).unwrap_or_default();
    let inside = inside.strip_prefix('.').unwrap_or(inside);
    let mut known = Vec::new();
    for block in form_table.blocks {
        for leaf in leaves(block.rows) {
            let key = leaf.key();
            if key == inside {
                let columns = leaves(block.columns);
                known.extend(columns.iter().map(|leaf| (leaf.one.label.to_owned(), leaf.one.key.to_owned())));
            }
            let heads = leaf.heads.iter().filter(|head| head.in_keys).map(|head| (head.label, head.key));
            for (label, key) in heads.chain([(leaf.one.label, key.as_str())]) {
                let below = || key.strip_prefix(inside)?.strip_prefix('.');
                if let Some(key) = if inside.is_empty() { Some(key) } else { below() } {
                    known.push((label.to_owned(), key.to_owned()));
                }
            }
        }
    }
    known
}

/// The key of the label that a name is, holds, is held by, or is near to.
fn best(name: &str, known: &[(String, String)]) -> Option<String> {
    let name = bare(name);
    if name.is_empty() {
        return None;
    }
    let labels: Vec<(String, &String)> = known.iter().map(|(label, key)| (bare(label), key)).collect();
    let is_long = |text: &str| text.chars().count() >= 2;
    let same = labels.iter().find(|(label, _)| *label == name);
    let part = || {
        let parts = labels.iter().filter(|(label, _)| {
            is_long(&name) && is_within(&name, label) || is_long(label) && name.contains(label.as_str())
        });
        parts.min_by_key(|(label, _)| label.chars().count().abs_diff(name.chars().count()))
    };
    let near = || {
        let near = nearest(&name, labels.iter().map(|(label, _)| label.as_str()))?;
        labels.iter().find(|(label, _)| label == near)
    };
    same.or_else(part).or_else(near).map(|(_, key)| (*key).clone())
}

/// Whether all characters of a name stand in a label, in their order: 存在的问题 in 存在的主要问题及改进情况.
fn is_within(name: &str, label: &str) -> bool {
    let mut rest = label.chars();
    name.chars().all(|ch| rest.any(|other| other == ch))
}

/// A label without its number, its remark in brackets, blanks and marks: `（二）部分公开（区分处理的…）` is `部分公开`.
fn bare(label: &str) -> String {
    let label: String = half_width(label).chars().filter(|ch| !ch.is_whitespace()).collect();
    let mut label = label.as_str();
    loop {
        let numbers = label.trim_start_matches(is_number);
        label = match (label.strip_prefix('('), numbers.strip_prefix(['、', '.', ','])) {
            (Some(rest), _) if rest.trim_start_matches(is_number).starts_with(')') => {
                rest.trim_start_matches(is_number).strip_prefix(')').unwrap_or_default()
            }
            (_, Some(rest)) if numbers.len() < label.len() => rest,
            _ => break,
        };
    }
    let label = label.split('(').next().unwrap_or_default();
    label.chars().filter(|ch| ch.is_alphanumeric()).collect()
}

/// The section that a name numbers: `三`, `第三部分`, `表三`, `三、收到和处理…`.
fn section_of_number(name: &str) -> Option<&'static str> {
    let name = name.trim().trim_start_matches(['第', '表', '(']);
    let end = name.find(|ch| !is_number(ch)).unwrap_or(name.len());
    let (number, rest) = name.split_at(end);
    let is_number = rest.is_empty() || rest.starts_with(['、', '.', ')', '部', '节', '章', ',', ' ']);
    let digit = |index: usize| (index + 1).to_string() == number;
    let index = SECTION_NUMBERS.iter().position(|known| *known == number);
    let index = index.or_else(|| (0..SECTION_KEYS.len()).find(|index| digit(*index)));
    SECTION_KEYS.get(index.filter(|_| is_number)?).copied()
}

fn is_number(ch: char) -> bool {
    ch.is_ascii_digit() || "一二三四五六七八九十".contains(ch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::FORM_2021;

    fn meant(name: &str, table: &str) -> Option<String> {
        key_meant(name, table, Forms::OFFICIAL, Some(&FORM_2021))
    }

    /// Labels as forms.md has them, and as people shorten them.
    #[test]
    fn labels_are_keys() {
        for (name, table, key) in [
            ("总体情况", "", "overview"),
            ("一、总体情况", "", "overview"),
            ("三", "", "applications"),
            ("表三", "", "applications"),
            ("第五部分", "", "problems"),
            ("三、收到和处理政府信息公开申请情况", "", "applications"),
            ("主动公开", "", "disclosure"),
            ("报告", "", "report"),
            ("前言", "", "preface"),
            ("机关", "report", "organ"),
            ("年度", "report", "year"),
            ("发布日期", "report", "published"),
            ("ｙｅａｒ", "report", "year"),
            ("正文", "overview", "body"),
            ("予以公开", "applications", "granted"),
            ("（一）予以公开", "applications", "granted"),
            ("部分公开", "applications", "partial"),
            ("本年新收", "applications", "received"),
            ("属于国家秘密", "applications", "refused.state_secret"),
            ("属于国家秘密", "applications.refused", "state_secret"),
            ("不予公开", "applications", "refused"),
            ("自然人", "applications.received", "natural"),
            ("总计", "applications.received", "total"),
            ("总计", "applications", "total"),
            ("规章", "disclosure", "regulations"),
            ("规范性文件", "disclosure", "normative"),
            ("现行有效件数", "disclosure.normative", "in_force"),
            ("行政复议", "remedies", "reconsideration"),
            ("结果维持", "remedies.reconsideration", "upheld"),
            ("理由", "accept", "reason"),
        ] {
            assert_eq!(meant(name, table).as_deref(), Some(key), "{name} in [{table}]");
        }
        assert_eq!(meant("天气", ""), None);
        assert_eq!(meant("orgn", "report"), None);
    }

    #[test]
    fn sections_are_known_in_both_languages() {
        for name in ["overview", " 总体情况 ", "三", "charts.years", "accept", "［report］", "二、主动公开政府信息情况"]
        {
            assert!(is_section(name, Forms::OFFICIAL), "{name}");
        }
        for name in ["图片", "1", "注1", "表一见附件", "附件"] {
            assert!(!is_section(name, Forms::OFFICIAL), "{name}");
        }
    }
}
