//! Text in a cell that looks like a figure and counts as none.

use super::tables::Figure;
use super::{Check, Example, Run, Subject};
use crate::diagnostic::{Diagnostic, ERROR_OR_WARNING, Edit, Edited, Message, Rule, message, text};
use crate::report::{CellState, Reading, reading};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "figure-as-text",
        severities: ERROR_OR_WARNING,
        acceptable: true,
        rule: text(
            "格里的文字像是数：12件、1,264、１２６４、\"5\"；文字照印，但不计数（合计因此不对的是错误，其他是警告）",
            "a text in a cell looks like a figure (12件, 1,264, １２６４, \"5\"); a text is printed but counts nothing (an \
                 error where it leaves a sum wrong, else a warning)",
        ),
        source: text("数据文件的写法", "the data file"),
        remedy: text(
            "写数字，不加引号、单位和千分位；要照印文字又要计数的，写 { value = 22, text = \"22（其中修订16件）\" }",
            "write a number without quotes, unit and separators; to print a text and count it, write `{ value = 22, \
             text = \"22（其中修订16件）\" }`",
        ),
        cases: &[
            text(
                "几个数写在了一格里，如 2、1、7：分成几格",
                "several figures in one cell, such as 2、1、7: one cell each",
            ),
            text("金额的单位是万元，写的是元：换算成万元", "元 in a column of 万元: write it in 万元"),
            text(
                "粘贴的行和表里写不了 { value = …, text = … }：这一行改成列表，按键另写",
                "a pasted row or table cannot hold `{ value = …, text = … }`: write that row as a list, by its key",
            ),
        ],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(figure_as_text),
    example: Example::new(include_str!("figure_as_text/bad.toml"), include_str!("figure_as_text/good.toml")),
};

/// Text with figures in a cell of any table, and no value beside it.
fn figure_as_text(subject: &Subject) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for table in subject.this.tables() {
        for figure in table.rows.iter().flat_map(|row| table.figures(row)) {
            let is_text = figure.cell.state == CellState::Stated && figure.cell.value.is_none();
            if let Some(reading) = reading(&figure.cell.text, figure.column.kind).filter(|_| is_text) {
                let (what, help) = said(&figure, &reading);
                let finding = figure.found(Diagnostic::warning(CHECK.rule, what)).help(help);
                found.push(finding.fix(edit(&figure, &reading)));
            }
        }
    }
    found
}

/// The figure in the place of a text that can be read in one way only.
fn edit(figure: &Figure, reading: &Reading) -> Option<Edit> {
    let Reading::Sole(value) = reading else { return None };
    Some(Edit::new(figure.cell.span?, &figure.cell.text, value, Edited::Cell))
}

/// What is said of a text that may be read in some way, and what to write.
fn said(figure: &Figure, reading: &Reading) -> (Message, Message) {
    let (name, text) = (figure.name(), figure.cell.text.trim());
    let quoted = quoted(text);
    let counts_nothing = message!(
        zh: "{name}：“{text}”是文字，照印而不计数",
        en: "{name}: `{text}` is a text: it is printed and counts nothing",
    );
    let count_it = |value: &str| {
        message!(
            zh: "要照印又要计数的，这一行按键写成列表，这一格写 {{ value = {value}, text = {quoted} }}",
            en: "to print it and count it, write the row as a list by its key, and the cell as {{ value = {value}, text = \
                 {quoted} }}",
        )
    };
    match reading {
        Reading::Sole(value) if value == text => (
            message!(
                zh: "{name}：“{text}”加了引号，是文字，照印而不计数",
                en: "{name}: `{text}` is in quotes: a text, which is printed and counts nothing",
            ),
            message!(zh: "去掉引号，写成 {value}", en: "take the quotes away: {value}"),
        ),
        Reading::Sole(value) => (
            message!(
                zh: "{name}：“{text}”是文字，照印而不计数；看来是 {value}",
                en: "{name}: `{text}` is a text: it is printed and counts nothing; it reads as {value}",
            ),
            message!(
                zh: "写成 {value}，不加引号；要照印“{text}”的，这一行按键写成列表，这一格写 {{ value = {value}, text = \
                     {quoted} }}",
                en: "write {value} without quotes; to print the text, write the row as a list by its key, and the cell \
                     as {{ value = {value}, text = {quoted} }}",
            ),
        ),
        Reading::Several(values) if figure.row.block.columns.len() < values.len() => {
            let count = values.len();
            (
                message!(
                    zh: "{name}：“{text}”是文字，照印而不计数；看来是 {count} 个数写在了一格里",
                    en: "{name}: `{text}` is a text: it is printed and counts nothing; it looks like {count} figures",
                ),
                message!(
                    zh: "这一格只填一个数；“{text}”是一个数的，去掉里面的标点",
                    en: "write one figure into the cell; if `{text}` is one, take the marks out",
                ),
            )
        }
        Reading::Several(values) => {
            let (count, cells) = (values.len(), values.join(", "));
            (
                message!(
                    zh: "{name}：“{text}”是文字，照印而不计数；看来是 {count} 格写在了一格里",
                    en: "{name}: `{text}` is a text: it is printed and counts nothing; it looks like {count} cells",
                ),
                message!(
                    zh: "分成 {count} 格写：{cells}；是一个数的，去掉里面的标点",
                    en: "write {count} cells: {cells}; of one figure, take the marks out",
                ),
            )
        }
        Reading::Remarked(value) => (counts_nothing, count_it(value)),
        Reading::Yuan(value) => (
            message!(
                zh: "{name}：“{text}”是文字，照印而不计数；这一列的单位是万元",
                en: "{name}: `{text}` is a text: it is printed and counts nothing; the column is in 万元",
            ),
            message!(zh: "写成 {value}，不加单位", en: "write {value}, without a unit"),
        ),
        Reading::OfUnit(unit) => (
            message!(
                zh: "{name}：“{text}”是文字，照印而不计数；这一列的数没有单位“{unit}”",
                en: "{name}: `{text}` is a text: it is printed and counts nothing; the column is not in {unit}",
            ),
            message!(
                zh: "填这一列的数，不加单位；要照印又要计数的，这一行按键写成列表，这一格写 {{ value = 数字, text = \
                     {quoted} }}",
                en: "write the figure of this column without a unit; to print the text and count it, write the row as \
                     a list by its key, and the cell as {{ value = NUMBER, text = {quoted} }}",
            ),
        ),
        Reading::Unclear => (
            message!(
                zh: "{name}：“{text}”是文字，照印而不计数；看不出是哪个数",
                en: "{name}: `{text}` is a text: it is printed and counts nothing; which figure it is cannot be told",
            ),
            message!(
                zh: "填数字，不加引号；要照印又要计数的，这一行按键写成列表，这一格写 {{ value = 数字, text = {quoted} }}",
                en: "write a number without quotes; to print the text and count it, write the row as a list by its \
                     key, and the cell as {{ value = NUMBER, text = {quoted} }}",
            ),
        ),
    }
}

/// A text as TOML has it; a cell holds no line break.
fn quoted(text: &str) -> String {
    let quote = if text.contains(['"', '\\']) { '\'' } else { '"' };
    format!("{quote}{text}{quote}")
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, edited, found_in, found_with, said};
    use crate::diagnostic::Lang;

    #[test]
    fn a_text_that_looks_like_a_figure_is_named_with_it() {
        let fees = |cell: &str| edited(THIS, &[("fees = { amount = 12.5 }", &format!("fees = [{cell}]"))]);
        for (cell, reads) in [
            ("'12.5万元'", "write 12.5 without"),
            ("'１２．５'", "write 12.5 without"),
            ("\"12\"", "take the quotes away: 12"),
            ("'251000元'", "write 25.1,"),
            ("'30%'", "without a unit"),
            ("'约12'", "value = NUMBER"),
            ("'12（含\"两项\"）'", "{ value = 12, text = '12（含\"两项\"）' }"),
        ] {
            let (found, _) = found_with(&fees(cell), None);
            let [finding] = found.as_slice() else { panic!("{cell}: {found:?}") };
            assert_eq!((finding.code(), finding.key.as_deref()), ("figure-as-text", Some("disclosure.fees.amount")));
            let help = finding.help.as_ref().map_or("", |help| help.in_lang(Lang::En));
            assert!(help.contains(reads), "{cell}: {help}");
        }
        for cell in ["'/'", "''", "'不收费'", "{ value = 12, text = '12万' }", "12"] {
            assert!(found_with(&fees(cell), None).0.is_empty(), "{cell}");
        }
        let (message, places) = said(&fees("'12 万元'"), None);
        assert_eq!(places, ["12 万元"]);
        assert!(message.contains("行政事业性收费") && message.ends_with("it reads as 12"), "{message}");
    }

    #[test]
    fn it_is_said_once_and_beside_the_sums_that_miss_it() {
        let codes = |change: (&str, &str)| found_in(&[change]).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
        let number = codes(("refused.third_party = [1,", "refused.third_party = ['1',"));
        assert_eq!(number, ["figure-as-text"]);
        let total = ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = \"8\\t2\\t0\\t0\\t0\\t0\\t10件\"");
        assert_eq!(found_in(&[total]), [at("figure-as-text", "applications.total.total")]);
    }
}
