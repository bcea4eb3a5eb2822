//! Which tables of a file are those of the form, and which only have words of one: a comparison with the year before in
//! the text, a list of cases by kind.
//!
//! The table of the form is the one that has most of its labels, in its own section where sections are known. Others
//! are pieces of it if they have labels that it lacks. What stands there whole a second time is another report.

use std::collections::BTreeSet;
use std::ops::Range;

use super::grid::{Grid, Part};
use crate::form::{Forms, SECTION_KEYS};
use crate::report::{Name, OfficialTable, PrintedLabel, printed_labels};

/// The sections that have tables of the form.
const TABLES: Range<usize> = 1..4;

/// What a part has of the labels of a table, by their places among them.
#[derive(Default)]
struct Has {
    rows: BTreeSet<usize>,
    others: BTreeSet<usize>,
}

/// The grids of those parts that belong to a table of the form.
pub(super) fn chosen<'g>(table: &OfficialTable, parts: &[Part<'g>], forms: Forms) -> Vec<&'g Grid> {
    let labels = printed_labels(table, forms);
    // 其他 is a row and a column: where it stands alone tells nothing of rows.
    let is_head_too = |row: &PrintedLabel| {
        let name = Name::of(&row.text);
        row.row.is_some() && labels.iter().any(|head| head.row.is_none() && head.is(&name))
    };
    let has: Vec<Has> = parts
        .iter()
        .map(|part| {
            let cells = part.rows.iter().filter_map(|row| part.grid.rows.get(*row)).flatten();
            let names: Vec<Name> = cells.map(|cell| Name::of(&cell.text)).collect();
            let stands = |at: &usize| {
                labels.get(*at).is_some_and(|label| !is_head_too(label) && names.iter().any(|name| label.is(name)))
            };
            let (rows, others) = (0..labels.len())
                .filter(stands)
                .partition(|at| labels.get(*at).is_some_and(|label| label.row.is_some()));
            Has { rows, others }
        })
        .collect();
    let is_most = |has: &Has| has.count() * 2 > labels.len();
    let own = SECTION_KEYS.iter().position(|key| *key == table.key);
    let all: Vec<(&Part, &Has)> = parts.iter().zip(&has).collect();
    let is_in_its_section = |part: &Part| part.grid.section == own;
    let is_there = is_most(&union(all.iter().filter(|(part, _)| is_in_its_section(part)).map(|(_, has)| *has)));
    // A table of the text, where the table of the form is in its place or ought to be.
    let is_of_text = |(part, has): &(&Part, &Has)| {
        let section = part.grid.section;
        let is_among_texts = || section.is_some_and(|at| !TABLES.contains(&at));
        section.is_some() && if is_there { !is_in_its_section(part) } else { is_among_texts() && !is_most(has) }
    };
    let mut left: Vec<(&Part, &Has)> = all.iter().filter(|found| !is_of_text(found)).copied().collect();
    left.sort_by_key(|(_, has)| usize::MAX - has.count());
    let mut known = Has::default();
    let (mut chosen, mut repeating) = (Vec::new(), Vec::new());
    for (part, has) in left {
        if is_most(has) || has.adds_to(&known) {
            known.join(has);
            chosen.push(part.grid);
        } else {
            repeating.push((part.grid, has));
        }
    }
    // Pieces that say most of it again are those of another report, which is for a person to decide.
    if union(repeating.iter().map(|(_, has)| *has)).count() * 2 > known.count() {
        chosen.extend(repeating.iter().map(|(grid, _)| *grid));
    }
    chosen
}

impl Has {
    fn count(&self) -> usize {
        self.rows.len() + self.others.len()
    }

    fn join(&mut self, other: &Has) {
        self.rows.extend(&other.rows);
        self.others.extend(&other.others);
    }

    /// Whether it goes on with a table of which some labels are known: most of its rows are new, or it has none and its
    /// heads are.
    fn adds_to(&self, known: &Has) -> bool {
        let new = self.rows.difference(&known.rows).count();
        let is_head_alone = self.rows.is_empty() && self.others.difference(&known.others).next().is_some();
        new * 2 > self.rows.len() || is_head_alone
    }
}

fn union<'h>(all: impl Iterator<Item = &'h Has>) -> Has {
    let mut union = Has::default();
    all.for_each(|has| union.join(has));
    union
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::FORM_2021;
    use crate::report::Tables;

    /// A grid of lines of cells, in a section.
    fn grid(section: Option<usize>, lines: &str) -> Grid {
        let rows = lines.lines().map(|line| line.split('|').map(str::to_owned).collect());
        Grid { section, ..Grid::of_texts(format!("{section:?} {lines}"), rows) }
    }

    /// Which of some grids are of 二.
    fn of_disclosure(grids: &[Grid]) -> Vec<bool> {
        let parts: Vec<Part> = grids.iter().map(|grid| Part { grid, rows: (0..grid.rows.len()).collect() }).collect();
        let tables = Tables::official(&FORM_2021);
        let chosen = chosen(&tables.disclosure, &parts, Forms::OFFICIAL);
        grids.iter().map(|grid| chosen.iter().any(|chosen| std::ptr::eq(*chosen, grid))).collect()
    }

    const UPPER: &str = "第二十条第（一）项\n信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|1|0|3\n\
        行政规范性文件|5|2|40\n第二十条第（五）项\n信息内容|本年处理决定数量\n行政许可|4";
    const LOWER: &str = "第二十条第（六）项\n信息内容|本年处理决定数量\n行政处罚|5\n行政强制|6\n第二十条第（八）项\n\
        信息内容|本年收费金额（单位：万元）\n行政事业性收费|1";
    const CASES: &str = "事项|数量\n行政许可|50\n行政处罚|6";

    #[test]
    fn what_repeats_some_rows_is_none() {
        let whole = format!("{UPPER}\n{LOWER}");
        assert_eq!(of_disclosure(&[grid(None, CASES), grid(None, &whole)]), [false, true]);
        // Of two pieces, in whichever order.
        assert_eq!(of_disclosure(&[grid(None, UPPER), grid(None, CASES), grid(None, LOWER)]), [true, false, true]);
        assert_eq!(of_disclosure(&[grid(None, CASES)]), [true], "of nothing else is anything known");
    }

    /// The head with two rows, and then the rest: 其他 among the heads is none of the rest's rows.
    #[test]
    fn a_table_goes_on_in_another() {
        let heads = "|申请人情况\n|自然人|法人或其他组织|总计\n||商业企业|科研机构|社会公益组织|法律服务机构|其他";
        let first = format!("{heads}\n一、本年新收政府信息公开申请数量|1\n二、上年结转政府信息公开申请数量|1");
        let rest = "（一）予以公开|1\n1.属于国家秘密|1\n2.其他法律行政法规禁止公开|1\n3.危及“三安全一稳定”|1\n\
            4.保护第三方合法权益|1\n5.属于三类内部事务信息|1\n6.属于四类过程性信息|1\n7.属于行政执法案卷|1\n3.其他|1\n（七）总计|1\n\
            四、结转下年度继续办理|1";
        let of_applications = |grids: &[Grid]| {
            let parts: Vec<Part> =
                grids.iter().map(|grid| Part { grid, rows: (0..grid.rows.len()).collect() }).collect();
            let tables = Tables::official(&FORM_2021);
            chosen(&tables.applications, &parts, Forms::OFFICIAL).len()
        };
        assert_eq!(of_applications(&[grid(Some(2), &first), grid(Some(2), rest)]), 2);
        assert_eq!(of_applications(&[grid(Some(2), heads), grid(Some(2), rest)]), 2);
    }

    #[test]
    fn another_report_is_not_passed_over() {
        let whole = format!("{UPPER}\n{LOWER}");
        assert_eq!(of_disclosure(&[grid(None, &whole), grid(None, &whole)]), [true; 2]);
        let pieces = [UPPER, LOWER, UPPER, LOWER].map(|lines| grid(None, lines));
        assert_eq!(of_disclosure(&pieces), [true; 4]);
        assert_eq!(of_disclosure(&[grid(Some(1), &whole), grid(Some(1), &whole)]), [true; 2]);
    }

    #[test]
    fn the_table_in_its_section_is_it() {
        let whole = format!("{UPPER}\n{LOWER}");
        assert_eq!(of_disclosure(&[grid(Some(0), &whole), grid(Some(1), &whole)]), [false, true]);
        // One of its rows is called otherwise.
        let own = whole.replace("行政许可", "许可决定");
        let case = CASES.replace("\n行政处罚|6", "");
        assert_eq!(of_disclosure(&[grid(Some(0), &case), grid(Some(1), &own)]), [false, true]);
        // A picture stands in its place.
        assert_eq!(of_disclosure(&[grid(Some(0), CASES)]), [false]);
        // Its title stands below it.
        assert_eq!(of_disclosure(&[grid(Some(0), &whole)]), [true]);
    }
}
