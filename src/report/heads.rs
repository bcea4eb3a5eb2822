//! In which order the columns of a table stand, told from its heads as they were pasted: in one line or in several,
//! with or without the blanks of merged cells, under the heads that they share or without them.

use super::names::{Name, Names};
use super::tsv::Field;
use super::{Block, OfficialTable, Tables};
use crate::form::Forms;

/// A head: of a column, or over several.
struct Head {
    names: Names,
    kind: HeadKind,
}

enum HeadKind {
    /// Over a column, by its place.
    Column(usize),
    /// Over other heads.
    Over(Vec<Head>),
}

/// The heads of the columns of some rows.
pub(super) struct Heads {
    top: Head,
}

/// A column where a line of heads has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    /// Place of the column in the form.
    pub column: usize,
    /// Place of its head in its line.
    pub at: usize,
}

/// Which head of some lines has no place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct NoHead {
    pub line: usize,
    pub at: usize,
}

impl Heads {
    /// The heads of blocks whose columns stand side by side: of one, or of all of table 四 below those of its rows.
    pub fn new(table: &OfficialTable, blocks: &[usize], forms: Forms) -> Heads {
        let official = forms.iter().filter_map(|form| Tables::official(form).of_section(table.key));
        let tables: Vec<&OfficialTable> = [table].into_iter().chain(official).collect();
        let mut top = Head { names: Names::default(), kind: HeadKind::Over(Vec::new()) };
        let mut columns = 0;
        for block in blocks.iter().filter_map(|block| table.blocks.get(*block)) {
            let row = block.rows.first().filter(|_| blocks.len() > 1);
            for column in &block.columns {
                // The same block and column as the report and as the forms print them.
                let same = || {
                    let of = |table: &&OfficialTable| table.blocks.iter().position(|other| other.key == block.key);
                    tables.iter().filter_map(move |table| table.blocks.get(of(table)?))
                };
                let mut path: Vec<Names> = Vec::new();
                if let Some(row) = row {
                    let rows = || same().filter_map(|block| block.rows.first());
                    for level in 0..row.groups.len() {
                        let groups = rows().filter_map(|row| row.groups.get(level));
                        path.push(Names::of(groups.map(|group| group.label.text.as_str())));
                    }
                    path.push(Names::of(rows().map(|row| row.label.text.as_str())));
                }
                let own = |block: &Block| block.column(column.key);
                let columns_of = || same().filter_map(|block| block.columns.get(own(block)?));
                for level in 0..column.groups.len() {
                    let groups = columns_of().filter_map(|column| column.groups.get(level));
                    path.push(Names::of(groups.map(|group| group.label.text.as_str())));
                }
                let names = Names::of(columns_of().map(|column| column.label.text.as_str()));
                top.put(&path, Head { names, kind: HeadKind::Column(columns) });
                columns += 1;
            }
        }
        Heads { top }
    }

    /// The names of all heads.
    pub fn all(&self) -> Vec<&Name> {
        self.top.all_below()
    }

    /// Whether a text is the name of one of the heads.
    pub fn know(&self, text: &str) -> bool {
        self.top.knows_below(&Name::of(text))
    }

    /// The columns in the order of their heads.
    ///
    /// # Errors
    /// The first head that has no place; of heads over nothing, the last one.
    pub fn order(&self, lines: &[&[Field]], is_aside: impl Fn(&str) -> bool) -> Result<Vec<Found>, NoHead> {
        let mut standing = vec![Standing::Open(&self.top)];
        let mut last = NoHead { line: 0, at: 0 };
        for (line, fields) in lines.iter().enumerate() {
            let heads: Vec<(usize, &str)> = fields
                .iter()
                .enumerate()
                .filter(|(_, field)| !field.is_blank() && !is_aside(&field.text))
                .map(|(at, field)| (at, field.text.as_str()))
                .collect();
            let mut rest = heads.as_slice();
            standing = standing
                .into_iter()
                .flat_map(|one| match one {
                    Standing::Open(head) => {
                        let below = head.take(&mut rest);
                        if below.is_empty() { vec![Standing::Open(head)] } else { below }
                    }
                    column => vec![column],
                })
                .collect();
            if let Some((at, _)) = rest.first() {
                return Err(NoHead { line, at: *at });
            }
            if let Some((at, _)) = heads.last() {
                last = NoHead { line, at: *at };
            }
        }
        let column = |one: &Standing| match one {
            Standing::Column(found) => Ok(*found),
            Standing::Open(_) => Err(last),
        };
        standing.iter().map(column).collect()
    }
}

/// Something in a row of heads, from the left to the right.
enum Standing<'h> {
    /// A column.
    Column(Found),
    /// A head whose lower ones stand in a later line.
    Open(&'h Head),
}

impl Head {
    /// Puts a head below others, which are made where they are not there yet.
    fn put(&mut self, path: &[Names], head: Head) {
        let HeadKind::Over(below) = &mut self.kind else { return };
        let Some((first, rest)) = path.split_first() else {
            below.push(head);
            return;
        };
        if below.last().is_none_or(|last| last.names != *first) {
            below.push(Head { names: first.clone(), kind: HeadKind::Over(Vec::new()) });
        }
        if let Some(last) = below.last_mut() {
            last.put(rest, head);
        }
    }

    fn below(&self) -> &[Head] {
        match &self.kind {
            HeadKind::Over(below) => below,
            HeadKind::Column(_) => &[],
        }
    }

    fn all_below(&self) -> Vec<&Name> {
        self.below().iter().flat_map(|head| head.names.all().chain(head.all_below())).collect()
    }

    fn knows_below(&self, name: &Name) -> bool {
        self.below().iter().any(|head| head.names.know(name) || head.knows_below(name))
    }

    /// Takes from a line the heads that stand below this one, as long as they do. A head that the line leaves out is
    /// taken to be over those of its own that stand there.
    fn take<'h>(&'h self, line: &mut &[(usize, &str)]) -> Vec<Standing<'h>> {
        let mut left: Vec<&Head> = self.below().iter().collect();
        let mut found = Vec::new();
        while let Some(((at, text), rest)) = line.split_first() {
            let name = Name::of(text);
            if let Some(place) = left.iter().position(|head| head.names.know(&name)) {
                *line = rest;
                let head = left.remove(place);
                found.push(match head.kind {
                    HeadKind::Column(column) => Standing::Column(Found { column, at: *at }),
                    HeadKind::Over(_) => Standing::Open(head),
                });
            } else if let Some(place) = left.iter().position(|head| head.knows_below(&name)) {
                found.extend(left.remove(place).take(line));
            } else {
                break;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::form::FORM_2021;
    use crate::report::tsv;

    fn order(table: &str, heads: &str) -> Result<Vec<usize>, NoHead> {
        let tables = Tables::official(&FORM_2021);
        let table = tables.of_section(table).unwrap();
        let blocks: Vec<usize> = (0..table.blocks.len()).collect();
        let lines = tsv::lines(heads);
        let lines: Vec<&[Field]> = lines.iter().map(Vec::as_slice).collect();
        let found = Heads::new(table, &blocks, Forms::OFFICIAL).order(&lines, |text| text == "角")?;
        Ok(found.iter().map(|found| found.column).collect())
    }

    #[test]
    fn heads_of_several_lines_give_one_order() {
        let in_form: Vec<usize> = (0..7).collect();
        let of = |heads: &str| order("applications", heads);
        let aligned = "角\t\t\t申请人情况\t\t\t\t\t\t\n\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计\n\
                       \t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n";
        assert_eq!(of(aligned), Ok(in_form.clone()));
        assert_eq!(of(&aligned.replace("\t\t", "\t").replace("\t\t", "\t")), Ok(in_form.clone()));
        let line = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计";
        assert_eq!(of(line), Ok(in_form));
        let shuffled = "总计\t自然人\t法人或其他组织\n其他\t商业企业\t科研机构\t社会公益组织\t法律服务机构";
        assert_eq!(of(shuffled), Ok(vec![6, 0, 5, 1, 2, 3, 4]));
    }

    #[test]
    fn the_same_heads_stand_under_each_group() {
        let in_form: Vec<usize> = (0..15).collect();
        let of = |heads: &str| order("remedies", heads);
        let five = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计";
        for heads in [
            format!("行政复议\t行政诉讼\n{five}\t未经复议直接起诉\t复议后起诉\n{five}\t{five}"),
            format!("行政复议\t行政诉讼\n未经复议直接起诉\t复议后起诉\n{five}\t{five}\t{five}"),
            format!("行政复议\t未经复议直接起诉\t复议后起诉\n{five}\t{five}\t{five}"),
            format!("{five}\t{five}\t{five}"),
        ] {
            assert_eq!(of(&heads), Ok(in_form.clone()), "{heads}");
        }
        let last_first = format!("行政诉讼\t行政复议\n复议后起诉\t未经复议直接起诉\t{five}\n{five}\t{five}");
        assert_eq!(of(&last_first), Ok((10..15).chain(5..10).chain(0..5).collect()));
    }

    #[test]
    fn a_head_without_a_place_is_named() {
        let twice = order("applications", "自然人\t总计\t总计");
        assert_eq!(twice, Err(NoHead { line: 0, at: 2 }));
        assert_eq!(order("applications", "自然人\t法人或其他组织\t总计"), Err(NoHead { line: 0, at: 2 }));
    }
}
