//! Two years side by side: a table for each of 二, 三 and 四, one for the prose, and what does not go on from one
//! year to the other.

use super::Composer;
use super::document::{
    Align, Cell, CellRole, Column, Document, Heading, Inline, List, ListItem, Node, Properties, Table,
};
use super::grid::GridArea;
use crate::compare::{CellComparison, Comparison, RowComparison, SectionComparison, TableComparison, Value};
use crate::diagnostic::Lang;
use crate::narrative::numerals;
use crate::report::{Group, Label, openings};

/// Shares of the width, made by eye.
struct Shares {
    /// Of labels, by how many columns they take: groups before what stands in them.
    labels: [&'static [f64]; 3],
    /// Of both years' figures, their change, and that in per cent.
    figures: [f64; 4],
}

/// Of totals: rows with long labels, small figures.
const TOTALS: Shares = Shares { labels: [&[27.5], &[9.0, 18.5], &[4.9, 5.9, 16.7]], figures: [5.8, 5.8, 5.6, 5.8] };
/// Of cells: the labels of their columns are short, their figures may be amounts.
const CELLS: Shares = Shares { labels: [&[24.0], &[10.5, 13.5], &[6.4, 10.8, 6.8]], figures: [7.2, 7.2, 6.8, 5.8] };
/// Of a section, its characters, those that are repeated, their share, the longest run.
const PROSE: [f64; 5] = [12.0, 4.5, 6.5, 5.0, 22.0];

/// A group of no more rows than this is not divided between pages.
const LOW_GROUP: usize = 6;

/// What stands for what cannot be reckoned, and for what a form does not have.
const NONE: &str = "—";
const NO_SUCH: &str = "无此项";

/// What is said below the tables, and below that of the prose.
const NOTE: &str =
    "注：增减率以上一年度为基数；上一年度为0或者负数、有一年空白或者没有这一项（“无此项”）的，不计算，记作“—”。";
const PROSE_NOTE: &str = "注：连续10字以上相同的才算，数字不论；标题、文件名称和每年都有的话不计入字数。";

/// Composes a comparison.
pub fn compose_comparison(comparison: &Comparison) -> Document {
    let mut composer = Composer::default();
    let (last, this) = (comparison.last.year, comparison.this.year);
    let title = [comparison.this.organ.clone(), format!("{last}、{this}年度数据对照表")];
    let lines = title.iter().map(|line| vec![Inline::plain(line, None)]).collect();
    let id = composer.id();
    composer.document.nodes.push(Node::Title { id, lines });

    let years = [last, this].map(|year| format!("{year}年"));
    for table in &comparison.tables {
        let totals = if table.is_by_totals() { "（总计）" } else { "" };
        composer.years_heading(Some(table.number), &format!("{}{totals}", table.title));
        if let Some(text) = not_filled_in(table, [last, this]) {
            let paragraph = composer.paragraph(vec![Inline::plain(text, None)]);
            composer.document.nodes.push(Node::Paragraph(paragraph));
            continue;
        }
        let shares = if table.is_by_totals() { TOTALS } else { CELLS };
        composer.lines(&by_rows(table), &shares, &years);
    }
    composer.table_note(NOTE);
    composer.years_heading(None, "与上一年度相同的文字");
    composer.prose_table(&comparison.sections);
    composer.table_note(PROSE_NOTE);
    composer.years_heading(None, "与上一年度的衔接");
    composer.findings(comparison);
    for table in &comparison.tables {
        let others = by_columns(table);
        if !others.is_empty() && not_filled_in(table, [last, this]).is_none() {
            composer.years_heading(Some(table.number), &format!("{}（总计以外有变化的）", table.title));
            composer.lines(&others, &CELLS, &years);
        }
    }

    let properties =
        Properties { title: title.concat(), author: comparison.this.organ.clone(), created: None, digest: None };
    Document { properties, ..composer.document }
}

/// What is said of a table that was not filled in in one of the years, in the place of its lines.
fn not_filled_in(table: &TableComparison, [last, this]: [u16; 2]) -> Option<String> {
    let years = match table.blank() {
        [true, true] => format!("{last}年、{this}年"),
        [true, false] => format!("{last}年"),
        [false, true] => format!("{this}年"),
        [false, false] => return None,
    };
    Some(format!("{years}的这张表没有填写，不作对照。"))
}

/// A line of a table: its labels, and what stands behind them.
struct Line {
    groups: Vec<Group>,
    label: Label,
    figures: [String; 4],
}

/// The lines of a table as the form has them, by groups, rows and, where not the totals alone are shown, columns.
fn by_rows(table: &TableComparison) -> Vec<Line> {
    let line = |(row, cell): (&RowComparison, &CellComparison)| {
        let mut groups: Vec<Group> = row.groups.iter().map(short).collect();
        let label = if table.is_by_totals() {
            plain(row.label.short_name())
        } else {
            groups.push(Group { key: row.key.clone(), label: plain(row.label.short_name()), in_keys: true });
            plain(&cell.name())
        };
        Line { groups, label, figures: figures(cell) }
    };
    table.main().into_iter().map(line).collect()
}

/// The other cells that differ, beside the row that they stand in.
fn by_columns(table: &TableComparison) -> Vec<Line> {
    let line = |(row, cell): (&RowComparison, &CellComparison)| {
        let own = Group { key: row.key.clone(), label: plain(row.label.short_name()), in_keys: true };
        let groups = row.groups.iter().filter(|group| group.in_keys).map(short).chain([own]).collect();
        Line { groups, label: plain(&cell.name()), figures: figures(cell) }
    };
    table.other_differences().into_iter().map(line).collect()
}

fn short(group: &Group) -> Group {
    Group { label: plain(group.label.short_name()), ..group.clone() }
}

fn plain(text: &str) -> Label {
    Label { text: text.to_owned(), ..Label::default() }
}

fn figures(cell: &CellComparison) -> [String; 4] {
    let text = |value: &Option<Value>| value.as_ref().map_or(NO_SUCH.to_owned(), |value| value.text.clone());
    // A hyphen is no minus.
    let or_none = |text: Option<String>| text.map_or_else(|| NONE.to_owned(), |text| text.replace('-', "−"));
    [text(&cell.last), text(&cell.this), or_none(cell.signed_change()), or_none(cell.signed_per_cent())]
}

impl Composer<'_> {
    /// A heading; that of a table has the number that the table has in every report.
    fn years_heading(&mut self, table: Option<&str>, text: &str) {
        let label = table.map(|number| format!("表{number}：")).unwrap_or_default();
        let heading = Heading { id: self.id(), level: 1, label, text: vec![Inline::plain(text, None)], run_in: None };
        self.document.nodes.push(Node::Heading(heading));
    }

    /// A table of lines, the labels that several share beside all of them.
    fn lines(&mut self, lines: &[Line], shares: &Shares, years: &[String; 2]) {
        let groups: Vec<&[Group]> = lines.iter().map(|line| line.groups.as_slice()).collect();
        let levels = groups.iter().map(|groups| groups.len()).max().unwrap_or_default();
        let labels = levels + 1;
        let widths = shares.labels.get(levels).or(shares.labels.last()).copied().unwrap_or_default();
        let [last, this] = years;
        let heads = [last.as_str(), this.as_str(), "增减", "增减率"];
        let mut cells = vec![self.head(GridArea::at(0, 0).columns(labels), &plain("项目"))];
        for (at, head) in heads.into_iter().enumerate() {
            cells.push(self.head(GridArea::at(0, labels + at), &plain(head)));
        }
        let opened = openings(&groups);
        for (at, line) in lines.iter().enumerate() {
            let row = at + 1;
            for opening in opened.iter().filter(|opening| opening.at == at) {
                let place = GridArea::at(row, opening.level).rows(opening.count);
                cells.push(self.label(place, Align::Left, &opening.group.label));
            }
            let level = line.groups.len();
            cells.push(self.label(GridArea::at(row, level).columns(labels - level), Align::Left, &line.label));
            for (at, text) in line.figures.iter().enumerate() {
                cells.push(self.value(GridArea::at(row, labels + at), text));
            }
        }
        let columns = widths.iter().chain(&shares.figures).map(|share| Column::Share(*share)).collect();
        // A page that ends before the first group would show next to nothing of the table; a low group stays whole.
        let before_groups = lines.iter().take_while(|line| line.groups.is_empty()).count();
        let low = opened.iter().filter(|opening| opening.count <= LOW_GROUP);
        let inside = low.flat_map(|opening| opening.at + 1..opening.at + opening.count);
        let keep_with_next = (1..=before_groups).chain(inside).collect();
        let table = Table { keep_with_next, ..table(columns, lines.len() + 1, cells) };
        self.document.nodes.push(Node::Table(table));
    }

    /// A note below the table above.
    fn table_note(&mut self, text: &str) {
        let note = Node::Paragraph(self.paragraph(vec![Inline::plain(text, None)]));
        self.document.nodes.push(Node::TableNotes(vec![note]));
    }

    /// How much of each section is last year's.
    fn prose_table(&mut self, sections: &[SectionComparison]) {
        let heads = ["部分", "字数", "相同字数", "比例", "最长的一处"];
        let mut cells = Vec::new();
        for (at, head) in heads.into_iter().enumerate() {
            cells.push(self.head(GridArea::at(0, at), &plain(head)));
        }
        for (at, section) in sections.iter().enumerate() {
            let row = at + 1;
            let SectionComparison { number, title, likeness, .. } = section;
            cells.push(self.label(GridArea::at(row, 0), Align::Left, &plain(&format!("{number}、{title}"))));
            let texts = match likeness {
                Some(likeness) => {
                    let longest = likeness.longest.as_ref();
                    let words = longest.map(|run| format!("“{}”（{}字）", run.shortened(), run.characters));
                    [
                        likeness.characters.to_string(),
                        likeness.repeated.to_string(),
                        format!("{}%", likeness.per_cent()),
                        words.unwrap_or_else(|| NONE.to_owned()),
                    ]
                }
                None => [NONE, NONE, NONE, "文字太少，不比较"].map(str::to_owned),
            };
            for (at, text) in texts.iter().enumerate() {
                cells.push(self.value(GridArea::at(row, at + 1), text));
            }
        }
        let columns = PROSE.map(Column::Share).to_vec();
        self.document.nodes.push(Node::Table(table(columns, sections.len() + 1, cells)));
    }

    /// What does not go on from one year to the other, one by one.
    fn findings(&mut self, comparison: &Comparison) {
        let texts = comparison.findings.iter().map(|finding| {
            let severity = finding.severity.in_lang(Lang::Zh);
            format!("{severity}：{}。", finding.message.in_lang(Lang::Zh))
        });
        let items: Vec<ListItem> = (1..)
            .zip(texts)
            .map(|(number, text)| ListItem {
                label: self.paragraph(vec![Inline::plain(numerals::item_label(0, number), None)]),
                nodes: vec![Node::Paragraph(self.paragraph(vec![Inline::plain(text, None)]))],
            })
            .collect();
        let node = if items.is_empty() {
            let text = "上年结转、现行有效等与上一年度衔接，没有发现问题。";
            Node::Paragraph(self.paragraph(vec![Inline::plain(text, None)]))
        } else {
            Node::List(List { is_numbered: true, items })
        };
        self.document.nodes.push(node);
    }

    /// A figure on its point, anything else in the middle; a text of some length is read from the left.
    fn value(&mut self, place: GridArea, text: &str) -> Cell {
        /// Characters of what is centred.
        const SHORT: usize = 12;
        let is_figure = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '−'))
            && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '−' | '.' | '%'));
        let align = match text.chars().count() {
            _ if is_figure => Align::Decimal,
            0..=SHORT => Align::Centre,
            _ => Align::Left,
        };
        self.cell(place, CellRole::Data, align, vec![Inline::plain(text, None)])
    }
}

fn table(columns: Vec<Column>, rows: usize, cells: Vec<Cell>) -> Table {
    Table { caption: None, columns, rows, head_rows: 1, keep_with_next: Vec::new(), repeat: Vec::new(), cells }
}
