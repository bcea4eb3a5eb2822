//! What is said of the lines of a pasted table that do not fit its columns. Lines that are wrong in one way are one
//! finding.

use super::Matrix;
use super::layout::{Layout, Misfit};
use super::panel::{Line, Panel};
use crate::diagnostic::{Diagnostic, Message, Related, message};
use crate::report::OfficialTable;

/// A line that does not fit, and why.
pub(super) struct Wrong<'a, 't, 's> {
    pub panel: &'a Panel<'t, 's>,
    pub line: &'a Line<'s>,
    pub misfit: Misfit,
}

/// The errors about some lines. `all` are how many lines with figures there are.
pub(super) fn misfits(
    matrix: &Matrix,
    table: &OfficialTable,
    wrong: &[Wrong],
    layout: &Layout,
    all: usize,
) -> Vec<Diagnostic> {
    let Some((first, others)) = wrong.split_first() else { return Vec::new() };
    let is_alike = |other: &Wrong| other.misfit == first.misfit && other.panel.order.len() == first.panel.order.len();
    if wrong.len() == all && !others.is_empty() && others.iter().all(is_alike) {
        return vec![all_alike(matrix, table, first, others)];
    }
    wrong.iter().map(|wrong| misfit(matrix, table, wrong, layout)).collect()
}

/// The error about all lines at once: they have a column too many or too few, which one cannot be told.
fn all_alike(matrix: &Matrix, table: &OfficialTable, first: &Wrong, others: &[Wrong]) -> Diagnostic {
    let (lines, count) = (others.len() + 1, first.panel.order.len());
    let (zh, en) = matrix.what();
    let fault = match first.misfit {
        Misfit::TooMany(given) | Misfit::TooFew(given) if first.panel.has_heads => message!(
            zh: "{zh}，{lines} 行都是 {given} 格，表头却有 {count} 列",
            en: "{en}: all {lines} lines have {given} cells, the heads {count} columns",
        ),
        Misfit::TooMany(given) | Misfit::TooFew(given) => message!(
            zh: "{zh}，{lines} 行都是 {given} 格，这张表有 {count} 列",
            en: "{en}: all {lines} lines have {given} cells, the table has {count} columns",
        ),
        Misfit::Unclear => message!(
            zh: "{zh}，{lines} 行的数前面或后面有空白的格，看不出各数在哪一列",
            en: "{en}: all {lines} lines have blank cells before or behind their figures, whose \
                 columns cannot be told",
        ),
    };
    let help = match first.misfit {
        Misfit::TooMany(_) | Misfit::TooFew(_) if first.panel.has_heads => message!(
            zh: "把缺的列补进表头或各行，使表头和各行一样多",
            en: "add the missing column to the heads or to the lines, so that there are as many of both",
        ),
        Misfit::TooMany(_) | Misfit::TooFew(_) => message!(
            zh: "连表头一起重新复制；每列一格，空白的格也占一格",
            en: "copy it again with its heads; one cell a column, blank ones too",
        ),
        Misfit::Unclear => exactly(count),
    };
    let related = |wrong: &Wrong| {
        let label = label(table, wrong);
        Related {
            span: Some(matrix.line(wrong.line.row.line)),
            key: None,
            message: message!(zh: "{label}", en: "{label}"),
        }
    };
    matrix.fault(first.line.row.line, fault).related(others.iter().map(related)).help(help)
}

/// The label of the row of a line; of figures of several rows, none.
fn label<'t>(table: &'t OfficialTable, wrong: &Wrong) -> &'t str {
    match wrong.panel.is_of_one_row() {
        true => table.rows().nth(wrong.line.row.row).map_or("", |(_, row)| row.label.name()),
        false => "",
    }
}

fn misfit(matrix: &Matrix, table: &OfficialTable, wrong: &Wrong, layout: &Layout) -> Diagnostic {
    let Wrong { panel, line, misfit } = wrong;
    let (count, label) = (panel.order.len(), label(table, wrong));
    let (zh, en) = matrix.what();
    let (zh, en) = match label.is_empty() {
        true => (zh.to_owned(), en.to_owned()),
        false => (format!("{zh}，“{label}”"), format!("{en}, {label}")),
    };
    let (fault, help) = match misfit {
        Misfit::Unclear => (
            message!(
                zh: "{zh}：数的前面或后面有空白的格，看不出各数在哪一列",
                en: "{en}: there are blank cells before or behind the figures; the columns cannot be told",
            ),
            exactly(count),
        ),
        Misfit::TooMany(given) => (
            message!(
                zh: "{zh}：行名后面有 {given} 格，只有 {count} 列",
                en: "{en}: {given} cells behind the label for {count} columns",
            ),
            message!(
                zh: "看是不是一个数断成了两格，或者两行接成了一行",
                en: "see whether one figure was divided into two cells, or two lines were joined",
            ),
        ),
        Misfit::TooFew(given) => {
            let width = layout.width(panel);
            let missing = panel.order.iter().take(width).skip(*given).map(|slot| slot.column.label.name());
            let missing: Vec<&str> = missing.collect();
            let (missing_zh, missing_en) = (missing.join("、"), missing.join(", "));
            (
                match given {
                    0 => message!(
                        zh: "{zh}：行名后面一格也没有，缺 {missing_zh}",
                        en: "{en}: no cells behind the label; missing: {missing_en}",
                    ),
                    _ => message!(
                        zh: "{zh}：只有 {given} 格，缺 {missing_zh}",
                        en: "{en}: only {given} of {width} cells; missing: {missing_en}",
                    ),
                },
                message!(
                    zh: "各格之间是制表符（Tab），空白的格也占一格；补齐这一行",
                    en: "cells are divided by tabs, blank ones too; complete the line",
                ),
            )
        }
    };
    matrix.fault(line.row.line, fault).help(help)
}

/// What makes a line plain: as many cells as there are columns, the first with something in it.
fn exactly(count: usize) -> Message {
    message!(
        zh: "每行的行名后面正好写 {count} 格，每列一格：合并留下的空白格删去，没有数的填 / 或 0",
        en: "leave exactly {count} cells behind each label, one a column: delete the blanks of merged cells, and write \
             `/` or 0 where there is no figure",
    )
}
