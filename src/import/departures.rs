//! Labels of a table that depart from the form, and rows that the form does not have, told by their places among the
//! labels that are known.
//!
//! The labels of the grid and those of the form stand in the same order. Between two that both have, as many labels of
//! the grid as the form has others are these in other words. Where that is so everywhere, and most are known, the table
//! has the shape of the form, and its place alone tells a label. Rows beyond them are the office's own, where the table
//! takes such. Each is told, for it is a reading and no knowledge; the label is taken over as it is written, so that
//! what is printed says what the office has said.

use super::doubt::Doubt;
use super::grid::Part;
use super::{of_one_line, shown};
use crate::diagnostic::message;
use crate::form::Forms;
use crate::report::{Name, OfficialTable, PrintedLabel, is_like_label, printed_labels};

/// What departs from the form.
#[derive(Debug, Default)]
pub(super) struct Departures {
    /// Labels in other words, by their keys in `[labels]`.
    pub labels: Vec<(String, String)>,
    /// Rows that the form does not have: the key of the row that each stands behind, and its label.
    pub extra: Vec<(String, String)>,
    /// What is told of both.
    pub doubts: Vec<Doubt>,
}

/// Labels in other words between two known ones; more are another table.
const MOST_IN_A_GAP: usize = 3;

/// A text that stands where labels stand.
struct Text {
    text: String,
    /// The same, as it is compared.
    name: Name,
    /// What its place is called.
    place: String,
    /// Whether figures stand in its line.
    is_beside_figures: bool,
}

/// Finds what departs from the form in the parts of a table.
pub(super) fn departures(table: &OfficialTable, parts: &[Part], forms: Forms) -> Departures {
    let labels = printed_labels(table, forms);
    let texts = texts(parts, &labels);
    let mut found = Departures::default();
    let stretches: Vec<Stretch> = gaps(&labels, &texts).iter().flat_map(|gap| stretches(gap, &labels)).collect();
    let is_own = parts.iter().all(|part| part.grid.is_of_the_form);
    let is_of_its_shape = is_of_its_shape(&stretches, &labels, table.takes_extra_rows(), is_own);
    for Stretch { above, wanted, unknown, is_beside_figures } in stretches {
        let assigned = match is_of_its_shape && !wanted.is_empty() {
            true => unknown.iter().copied().zip(wanted.iter().copied().map(Some)).collect(),
            false => assigned(&wanted, unknown, &labels),
        };
        // A row of the form that is missing might be one of those beyond.
        let is_whole = assigned.iter().flat_map(|(_, label)| label).count() == wanted.len();
        let takes_rows = is_beside_figures && is_whole && table.takes_extra_rows();
        let mut above = above.and_then(|label| label.row.as_deref());
        for (text, label) in assigned {
            match label {
                Some(label) => {
                    found.in_other_words(table, label, text);
                    above = label.row.as_deref();
                }
                None if takes_rows => found.extra_row(table, above, text),
                None => {}
            }
        }
    }
    found
}

/// What is not known between two labels that are: in lines of figures, or in others.
struct Stretch<'a> {
    above: Option<&'a PrintedLabel>,
    wanted: Vec<&'a PrintedLabel>,
    unknown: Vec<&'a Text>,
    is_beside_figures: bool,
}

fn stretches<'a>(gap: &Gap<'a>, labels: &[PrintedLabel]) -> [Stretch<'a>; 2] {
    [false, true].map(|is_beside_figures| {
        let mut unknown: Vec<&Text> = Vec::new();
        for text in gap.texts.iter().filter(|text| text.is_beside_figures == is_beside_figures) {
            let is_known = labels.iter().any(|label| label.is(&text.name));
            // A merged cell that was taken apart repeats its text.
            if !is_known && !unknown.iter().any(|other| other.text == text.text) {
                unknown.push(text);
            }
        }
        let wanted = gap.labels.iter().filter(|label| label.is_beside_figures == is_beside_figures).collect();
        Stretch { above: gap.above, wanted, unknown, is_beside_figures }
    })
}

/// Whether a table has the shape of the form: most of its labels are known, and a label stands in the place of each
/// other, which is no more like another one that is missing, and says no other thing. Titles and remarks may stand where
/// none is missing, and rows where the table takes them. Of a table that this program has written the places alone tell.
fn is_of_its_shape(stretches: &[Stretch], labels: &[PrintedLabel], takes_rows: bool, is_own: bool) -> bool {
    /// One of so many labels may be in other words.
    const ONE_OF: usize = 4;
    let missing: Vec<&PrintedLabel> = stretches.iter().flat_map(|stretch| stretch.wanted.iter().copied()).collect();
    let is_it = |(text, label): (&&Text, &&PrintedLabel)| {
        let own = label.likeness(&text.text);
        let is_other = |other: &&PrintedLabel| {
            other.is_beside_figures == label.is_beside_figures
                && other.text != label.text
                && other.likeness(&text.text) > own
        };
        !says_more(&text.text, label) && !missing.iter().any(is_other)
    };
    let fits = |stretch: &Stretch| {
        let Stretch { wanted, unknown, is_beside_figures, .. } = stretch;
        let may_have_more = wanted.is_empty() && (takes_rows || !is_beside_figures);
        let are_as_many = wanted.len() == unknown.len() && (is_own || wanted.len() <= MOST_IN_A_GAP);
        may_have_more || are_as_many && (is_own || unknown.iter().zip(wanted).all(is_it))
    };
    let are_few = is_own || missing.len() * ONE_OF <= labels.len();
    !missing.is_empty() && are_few && stretches.iter().all(fits)
}

impl Departures {
    fn in_other_words(&mut self, table: &OfficialTable, label: &PrintedLabel, text: &Text) {
        let own = of_one_line(&text.text, &text.place, &mut self.doubts);
        let form = &label.text;
        let message = message!(
            zh: "“{own}”按“{form}”带入，名称照它印",
            en: "`{own}` is taken for `{form}` and printed as it is",
        );
        self.labels.push((label.key.clone(), own));
        self.doubts.push(Doubt::new(text.place.clone(), message).about(table.key, label.row.clone()));
    }

    /// A row of its own behind the last known one; at the head of a block there is none.
    fn extra_row(&mut self, table: &OfficialTable, above: Option<&str>, text: &Text) {
        let Some(above) = above else { return };
        let own = of_one_line(&text.text, &text.place, &mut self.doubts);
        let message = message!(
            zh: "格式没有“{own}”这一行，作为增加的一行带入",
            en: "the form has no row `{own}`: taken as a row of its own",
        );
        self.extra.push((above.to_owned(), own));
        self.doubts.push(Doubt::new(text.place.clone(), message).about(table.key, None));
    }
}

/// Labels and texts between two that are the same.
struct Gap<'a> {
    above: Option<&'a PrintedLabel>,
    labels: &'a [PrintedLabel],
    texts: &'a [Text],
}

/// What stands between the labels that the texts have in common with the form, in order: the longest common
/// subsequence.
fn gaps<'a>(labels: &'a [PrintedLabel], texts: &'a [Text]) -> Vec<Gap<'a>> {
    let is_same = |label: usize, text: usize| {
        labels.get(label).zip(texts.get(text)).is_some_and(|(label, text)| label.is(&text.name))
    };
    // The length of what is common to all behind a label and a text.
    let mut common = vec![vec![0_usize; texts.len() + 1]; labels.len() + 1];
    let at = |common: &Vec<Vec<usize>>, label: usize, text: usize| {
        common.get(label).and_then(|row| row.get(text)).copied().unwrap_or_default()
    };
    for label in (0..labels.len()).rev() {
        for text in (0..texts.len()).rev() {
            let length = match is_same(label, text) {
                true => at(&common, label + 1, text + 1) + 1,
                false => at(&common, label + 1, text).max(at(&common, label, text + 1)),
            };
            if let Some(place) = common.get_mut(label).and_then(|row| row.get_mut(text)) {
                *place = length;
            }
        }
    }
    let (mut gaps, mut above) = (Vec::new(), None);
    let (mut label, mut text) = (0, 0);
    let (mut first_label, mut first_text) = (0, 0);
    while label < labels.len() && text < texts.len() {
        if is_same(label, text) {
            gaps.push(Gap {
                above,
                labels: labels.get(first_label..label).unwrap_or_default(),
                texts: texts.get(first_text..text).unwrap_or_default(),
            });
            above = labels.get(label);
            (label, text) = (label + 1, text + 1);
            (first_label, first_text) = (label, text);
        } else if at(&common, label + 1, text) >= at(&common, label, text + 1) {
            label += 1;
        } else {
            text += 1;
        }
    }
    gaps.push(Gap {
        above,
        labels: labels.get(first_label..).unwrap_or_default(),
        texts: texts.get(first_text..).unwrap_or_default(),
    });
    gaps
}

/// Which label of the form each unknown text is, if any: where there are as many of both, in their order, unless one is
/// more like another label; else one that holds the words of a label, or whose words that holds.
fn assigned<'a>(
    wanted: &[&'a PrintedLabel],
    unknown: Vec<&'a Text>,
    labels: &[PrintedLabel],
) -> Vec<(&'a Text, Option<&'a PrintedLabel>)> {
    if wanted.len() == unknown.len() && wanted.len() <= MOST_IN_A_GAP {
        let is_it = |(text, label): (&&Text, &&PrintedLabel)| {
            let others = labels.iter().filter(|other| other.is_beside_figures == label.is_beside_figures);
            let own = label.likeness(&text.text);
            own > 0
                && !says_more(&text.text, label)
                && !others.into_iter().any(|other| other.likeness(&text.text) > own)
        };
        let are_they = unknown.iter().zip(wanted).all(is_it);
        let label = |label: &'a PrintedLabel| Some(label).filter(|_| are_they);
        return unknown.into_iter().zip(wanted.iter().copied().map(label)).collect();
    }
    let of = |text: &Text| {
        let mut like = wanted.iter().filter(|label| label.is_like(&text.text) && !says_more(&text.text, label));
        like.next().copied().filter(|_| like.next().is_none())
    };
    let found: Vec<_> = unknown.iter().map(|text| (*text, of(text))).collect();
    let places = found
        .iter()
        .filter_map(|(_, label)| wanted.iter().position(|own| label.is_some_and(|label| label.key == own.key)));
    match places.is_sorted_by(|a, b| a < b) {
        true => found,
        false => unknown.into_iter().map(|text| (text, None)).collect(),
    }
}

/// Whether a text has words that make another thing of a label: last year's, a part of it, its growth.
fn says_more(text: &str, label: &PrintedLabel) -> bool {
    const WORDS: [&str; 15] = [
        "上年",
        "去年",
        "上一年",
        "前年",
        "同比",
        "环比",
        "占",
        "比例",
        "增长",
        "小计",
        "撤销",
        "其中",
        "项目",
        "年度",
        "累计占",
    ];
    // A corner says nothing of figures.
    let is_corner = label.key.ends_with(".corner") || label.key.ends_with(".item");
    let has_year = text.contains("20") && text.contains('年');
    let has_words = || WORDS.iter().any(|word| text.contains(word) && !label.text.contains(word));
    !is_corner && (has_year || has_words())
}

/// The texts of some parts that stand where labels stand: before figures, or in lines without any.
fn texts(parts: &[Part], labels: &[PrintedLabel]) -> Vec<Text> {
    // 总计 is the label of a row and the head of a column.
    let is_of_a_row = |text: &str| {
        let name = Name::of(text);
        let mut own = labels.iter().filter(|label| label.is(&name)).peekable();
        own.peek().is_some() && own.all(|label| label.is_beside_figures)
    };
    let mut texts = Vec::new();
    for (part, row) in parts.iter().flat_map(|part| part.rows.iter().map(move |row| (part, *row))) {
        let cells = part.grid.rows.get(row).map(Vec::as_slice).unwrap_or_default();
        let figure = cells.iter().position(|cell| !cell.text.is_empty() && !is_like_label(&cell.text));
        let before = || cells.iter().take(figure.unwrap_or(cells.len())).filter(|cell| !cell.text.is_empty());
        // A row may be blank; heads of this program's tables are not.
        let is_blank_row = || part.grid.is_of_the_form && cells.last().is_some_and(|cell| cell.text.is_empty());
        let is_beside_figures = figure.is_some() || before().any(|cell| is_of_a_row(&cell.text)) || is_blank_row();
        texts.extend(before().map(|cell| {
            let place = part.grid.place(cell.row, cell.column);
            let text = shown(&cell.text);
            Text { name: Name::of(&text), text, place, is_beside_figures }
        }));
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::super::grid::Grid;
    use super::*;
    use crate::form::FORM_2021;
    use crate::report::Tables;

    fn found(lines: &str) -> Departures {
        let rows = lines.lines().map(|line| line.split('|').map(str::to_owned).collect());
        let grid = Grid::of_texts("表".to_owned(), rows);
        let part = Part { grid: &grid, rows: (0..grid.rows.len()).collect() };
        departures(&Tables::official(&FORM_2021).disclosure, &[part], Forms::OFFICIAL)
    }

    const LINES: &str = "第二十条第（一）项\n信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|1|0|3\n\
        行政规范性文件|5|2|40\n第二十条第（五）项\n信息内容|本年处理决定数量\n行政许可|4\n第二十条第（六）项\n\
        信息内容|本年处理决定数量\n行政处罚|5\n行政强制|6\n第二十条第（八）项\n\
        信息内容|本年收费金额（单位：万元）\n行政事业性收费|1";

    #[track_caller]
    fn departs(lines: &str, labels: &[(&str, &str)], extra: &[(&str, &str)]) {
        let found = found(lines);
        let texts = |pairs: &[(String, String)]| -> Vec<(String, String)> { pairs.to_vec() };
        let own = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
        };
        assert_eq!((texts(&found.labels), texts(&found.extra)), (own(labels), own(extra)));
        assert_eq!(found.doubts.len(), labels.len() + extra.len());
    }

    #[test]
    fn what_is_known_does_not_depart() {
        departs(LINES, &[], &[]);
        departs(&format!("二、主动公开政府信息情况\n{LINES}\n注：不含涉密的。"), &[], &[]);
    }

    #[test]
    fn labels_in_other_words() {
        departs(&LINES.replace("行政处罚", "处罚决定"), &[("disclosure.penalties", "处罚决定")], &[]);
        departs(
            &LINES.replace("现行有效件数", "现行有效件数（历史累计）"),
            &[("disclosure.item_1.*.in_force", "现行有效件数（历史累计）")],
            &[],
        );
    }

    #[test]
    fn rows_of_their_own() {
        departs(
            &LINES.replace("第二十条第（五）项", "其他文件|1|2|3\n第二十条第（五）项"),
            &[],
            &[("normative", "其他文件")],
        );
        let both = LINES.replace("行政规范性文件|5|2|40", "行政规范性文件（含办公室）|5|2|40\n其他文件|1|2|3");
        departs(&both, &[("disclosure.normative", "行政规范性文件（含办公室）")], &[("normative", "其他文件")]);
        // Behind no row of the block there is no place for it.
        departs(&LINES.replace("规章|1", "内部文件|9|9|9\n规章|1"), &[], &[]);
    }

    /// Where the table has the shape of the form, a place is enough.
    #[test]
    fn labels_known_by_their_places() {
        let own = LINES.replace("行政许可", "甲").replace("本年收费金额（单位：万元）", "乙");
        departs(&own, &[("disclosure.licences", "甲"), ("disclosure.item_8.*.amount", "乙")], &[]);
        let more = own.replace("第二十条第（五）项", "丙|1|2|3\n第二十条第（五）项");
        departs(&more, &[("disclosure.licences", "甲"), ("disclosure.item_8.*.amount", "乙")], &[("normative", "丙")]);
        // Another label that is missing is more like it; it says another thing; most are not known.
        departs(&LINES.replace("本年废止件数|现行有效件数", "现行有效数|本年废止数"), &[], &[]);
        departs(&LINES.replace("行政许可", "其中：甲"), &[], &[]);
        let other = ["规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"];
        departs(
            &other.iter().zip(1..).fold(LINES.to_owned(), |lines, (own, at)| lines.replace(own, &"甲".repeat(at))),
            &[],
            &[],
        );
    }

    /// One of two rows at the place of one of the form: which one that is cannot be told.
    #[test]
    fn nothing_is_guessed() {
        departs(&LINES.replace("行政强制|6", "检查|1\n征收|2"), &[], &[]);
        let two = LINES.replace("行政规范性文件|5", "规范性文件（镇）|1|2|3\n行政规范性文件（局）|5");
        departs(&two, &[], &[]);
    }
}
