//! Which line of a pasted table is what: a title, heads, the label of a group, or a row.

use super::Matrix;
use crate::diagnostic::{Diagnostic, did_you_mean, message};
use crate::form::Forms;
use crate::report::fit::is_blank_behind;
use crate::report::heads::Heads;
use crate::report::names::{LabelCells, TableNames, is_like_label};
use crate::report::tsv::Field;
use crate::report::{Label, OfficialTable};

/// The lines of a pasted table, sorted.
pub(super) struct Sorted {
    /// The lines with figures.
    pub rows: Vec<RowLine>,
    /// The lines of heads, those that stand together together.
    pub heads: Vec<Vec<usize>>,
    /// Which texts are titles or corners, so that heads are read without them.
    pub titles: Vec<String>,
    /// The heads that there may be: of each block, or of all side by side.
    pub known: Vec<Heads>,
    /// Whether one line has the figures of all rows.
    pub is_one_line: bool,
}

/// A line with figures.
pub(super) struct RowLine {
    /// The line.
    pub line: usize,
    /// Place of its row in the table.
    pub row: usize,
    /// How many cells its labels fill.
    pub labels: usize,
    /// Which heads it stands under.
    pub heads: Option<usize>,
}

/// A line with figures whose row is not known yet.
struct Line {
    line: usize,
    row: Option<usize>,
    labels: usize,
    heads: Option<usize>,
}

/// Sorts the lines of a table.
///
/// # Errors
/// Every line that is not understood.
pub(super) fn sort(
    matrix: &Matrix,
    table: &OfficialTable,
    names: &TableNames,
    forms: Forms,
) -> Result<Sorted, Vec<Diagnostic>> {
    let all: Vec<usize> = (0..table.blocks.len()).collect();
    let side_by_side = table.is_side_by_side().then(|| Heads::new(table, &all, forms));
    let of_blocks: Vec<Heads> = all.iter().map(|block| Heads::new(table, &[*block], forms)).collect();
    let is_head = |text: &str| side_by_side.iter().chain(&of_blocks).any(|heads| heads.know(text));

    let (mut lines, mut faults): (Vec<Line>, Vec<Diagnostic>) = (Vec::new(), Vec::new());
    let (mut heads, mut titles): (Vec<Vec<usize>>, Vec<String>) = (Vec::new(), Vec::new());
    // The heads that hold from here on, and the line after which more of them may follow.
    let mut current: Option<usize> = None;
    let mut last_head: Option<usize> = None;
    for (index, fields) in matrix.lines.iter().enumerate() {
        let said = || fields.iter().filter(|field| !field.is_blank()).map(|field| field.text.as_str());
        titles.extend(said().filter(|text| names.is_title(text)).map(str::to_owned));
        if said().all(|text| names.is_title(text)) {
            // Where blocks stand below one another each has heads of its own.
            current = current.filter(|_| table.blocks.len() == 1 || table.is_side_by_side());
            continue;
        }
        let labels = names.labels_of(fields);
        let is_bare_label = !labels.rows.is_empty() && is_blank_behind(fields, labels.count);
        // 总计 is the label of a row and the head of a column: above all rows it is the head.
        if said().all(|text| is_head(text) || names.is_title(text)) && (!is_bare_label || lines.is_empty()) {
            match current.filter(|_| last_head.is_some_and(|last| last + 1 == index)) {
                Some(_) => heads.last_mut().into_iter().for_each(|heads| heads.push(index)),
                None => heads.push(vec![index]),
            }
            current = heads.len().checked_sub(1);
            last_head = Some(index);
            continue;
        }
        // Of several labels the one that is not known is to blame.
        let is_strange =
            |field: &&Field| is_like_label(&field.text) && !is_head(&field.text) && !names.know(&field.text);
        let strange = labels.unknown.and_then(|at| fields.iter().find(is_strange).or(fields.get(at)));
        if let Some(field) = strange {
            faults.push(unknown(matrix, table, field));
            continue;
        }
        let above = lines.last().and_then(|line| line.row);
        match row_of(matrix, index, &labels, names, above) {
            Ok(Found::Row(row)) => lines.push(Line { line: index, row, labels: labels.count, heads: current }),
            Ok(Found::Group) => {}
            Err(fault) => faults.push(*fault),
        }
    }
    if !faults.is_empty() {
        if lines.iter().any(|line| line.row.is_some()) {
            faults.extend(lines.iter().filter(|line| line.row.is_none()).map(|line| no_label(matrix, line.line)));
        }
        return Err(faults);
    }

    let is_one_line = table.is_side_by_side() && lines.iter().map(|line| line.row).eq([None]);
    let known = match side_by_side {
        Some(heads) if is_one_line => vec![heads],
        _ => of_blocks,
    };
    let rows = numbered(matrix, table, lines, is_one_line)?;
    Ok(Sorted { rows, heads, titles, known, is_one_line })
}

enum Found {
    /// A line of figures, with the row that its labels name, if it has any.
    Row(Option<usize>),
    /// The label of a group, which has no figures.
    Group,
}

/// Which row a line is, by its labels; `above` is the row above it.
fn row_of(
    matrix: &Matrix,
    line: usize,
    labels: &LabelCells,
    names: &TableNames,
    above: Option<usize>,
) -> Result<Found, Box<Diagnostic>> {
    let fields = matrix.lines.get(line).map(Vec::as_slice).unwrap_or_default();
    let label = labels.count.checked_sub(1).and_then(|last| fields.get(last)).map_or("", |field| &field.text);
    let (zh, en) = matrix.what();
    match labels.rows.as_slice() {
        [row] => Ok(Found::Row(Some(*row))),
        [] if labels.has_group && is_blank_behind(fields, labels.count) => Ok(Found::Group),
        [] if labels.has_group => {
            let fault = message!(
                zh: "{zh}里，“{label}”是一组的名称，它后面的数没有行名",
                en: "{en}: `{label}` is the label of a group; the figures behind it have no label of a row",
            );
            Err(Box::new(matrix.fault(line, fault).help(message!(
                zh: "在数的前面补上行名；这一行是小计的，删去",
                en: "put the label of the row before the figures; delete the line if it is a subtotal",
            ))))
        }
        [] => Ok(Found::Row(None)),
        rows => match above.map(|above| names.beside(rows, above)).as_deref() {
            Some([row]) => Ok(Found::Row(Some(*row))),
            _ => {
                let count = rows.len();
                let fault = message!(
                    zh: "{zh}里，名称是“{label}”的有 {count} 行，不知道这是哪一行",
                    en: "{en}: {count} rows have the label `{label}`; which one this is cannot be told",
                );
                Err(Box::new(matrix.fault(line, fault).help(message!(
                    zh: "在它前面补上所在组的名称，或者把这一行从 pasted 里拿出来另写",
                    en: "put the label of its group before it, or take the row out of `pasted` and write it by its key",
                ))))
            }
        },
    }
}

/// The error that a cell holds the label of nothing.
fn unknown(matrix: &Matrix, table: &OfficialTable, field: &Field) -> Diagnostic {
    let label = field.text.as_str();
    let (zh, en) = matrix.what();
    let fault = message!(
        zh: "{zh}里，“{label}”不是行名，也不是列名",
        en: "{en}: `{label}` is the label of no row and no column",
    );
    // Figures behind the label in one cell: a copy whose tabs have become blanks.
    let words: Vec<&str> = label.split_whitespace().collect();
    if matches!(words.as_slice(), [first, .., last] if is_like_label(first) && !is_like_label(last)) {
        return matrix.fault_at(field, fault).help(message!(
            zh: "名称和各格之间要有制表符（Tab），空格不行：从 Excel 或网页重新复制",
            en: "label and cells are divided by tabs, not by blanks: copy it again from the spreadsheet or the page",
        ));
    }
    if label.contains("小计") {
        return matrix.fault_at(field, fault).help(message!(
            zh: "格式没有小计：删去这一行；是一列的，删去这一列",
            en: "the form has no subtotals: delete the line, or the column if it is one",
        ));
    }
    let rows = table.rows().map(|(_, row)| &row.label);
    let columns = table.blocks.iter().flat_map(|block| &block.columns).map(|column| &column.label);
    let known: Vec<&str> = rows.chain(columns).map(Label::name).collect();
    let otherwise = if table.takes_extra_rows() {
        message!(
            zh: "名称照表里印的写；格式没有的行写成 [[disclosure.extra]]，和说明、单位一样从 pasted 里删去",
            en: "write the label as the form prints it; a row that the form does not have is a [[disclosure.extra]]: \
                 delete it here, like remarks and units",
        )
    } else {
        message!(
            zh: "名称照表里印的写；不是表里的行（说明、单位），从 pasted 里删去",
            en: "write the label as the form prints it; delete what is no row of the table, such as remarks and units",
        )
    };
    matrix.fault_at(field, fault).help(did_you_mean(label, known, otherwise))
}

/// The rows of lines, by their labels; of lines without any, by their order.
fn numbered(
    matrix: &Matrix,
    table: &OfficialTable,
    lines: Vec<Line>,
    is_one_line: bool,
) -> Result<Vec<RowLine>, Vec<Diagnostic>> {
    let (count, rows) = (lines.len(), table.rows().count());
    let (zh, en) = matrix.what();
    let without = lines.iter().filter(|line| line.row.is_none());
    if without.clone().count() < count {
        let faults: Vec<Diagnostic> = without.map(|line| no_label(matrix, line.line)).collect();
        if !faults.is_empty() {
            return Err(faults);
        }
    } else if count != rows && !is_one_line {
        let fault = message!(
            zh: "{zh}没有行名，有 {count} 行数；格式有 {rows} 行，不知道谁是谁",
            en: "{en} has {count} lines without labels, the form {rows} rows: which is which \
                 cannot be told",
        );
        let first = lines.first().map_or(0, |line| line.line);
        return Err(vec![matrix.fault(first, fault).help(message!(
            zh: "连行名一起复制；或者写成 {rows} 行：整行空白的不算一行，填 0 或 /，标题、页码、列的编号删去",
            en: "copy it with the labels of its rows; or make it {rows} lines: a line of blanks is none, so write 0 or \
                 `/` into it, and delete titles and the numbers of pages and columns",
        ))]);
    }
    let mut found: Vec<RowLine> = Vec::new();
    let mut faults = Vec::new();
    for (at, Line { line, row, labels, heads }) in lines.into_iter().enumerate() {
        let row = row.unwrap_or(at);
        if found.iter().any(|other| other.row == row) {
            let label = table.rows().nth(row).map_or("", |(_, row)| row.label.name());
            let fault = message!(
                zh: "{zh}里，“{label}”有两行",
                en: "{en} has `{label}` twice",
            );
            faults.push(matrix.fault(line, fault).help(message!(zh: "删去一行", en: "delete one")));
        }
        found.push(RowLine { line, row, labels, heads });
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// The error that a line has no label where others do.
fn no_label(matrix: &Matrix, line: usize) -> Diagnostic {
    let (zh, en) = matrix.what();
    let fault = message!(
        zh: "{zh}里，这一行没有行名，别的行有",
        en: "{en}: this line has no label, while others do",
    );
    let fields = matrix.lines.get(line).map(Vec::as_slice).unwrap_or_default();
    let said: Vec<&str> = fields.iter().filter(|field| !field.is_blank()).map(|field| field.text.as_str()).collect();
    let are_column_numbers = said.iter().enumerate().all(|(at, text)| (at + 1).to_string() == *text);
    matrix.fault(line, fault).help(if said.len() == 1 || are_column_numbers {
        message!(
            zh: "不是表里的一行（标题、说明、页码、列的编号），删去；是一行的数，补上行名",
            en: "delete what is no row (a title, a remark, the numbers of pages or columns); if it is one, add its label",
        )
    } else {
        message!(
            zh: "补上行名；是上一行断开的，接回上一行；不是表里的一行，删去",
            en: "add the label of its row; if it is the rest of the line above, join the two; delete what is no row",
        )
    })
}
