//! `import` of workbooks whose cells contradict themselves: two at one place, one in another's row, a text that is not
//! there. No figure is taken or lost without a doubt that names its cell.

use crate::importing_workbooks::{APPLICATIONS, case, doubts, import, part, repacked, row};
use crate::support::Desk;

const LOOK_IT_UP: &str = "没有带入：对照原来的文件填";

/// What is told of whole.xlsx when its sheet 依申请 has other cells, and the row 上年结转 (row 7) that is written then.
fn told(others: &[(&str, &str)]) -> (Vec<String>, String) {
    let (desk, whole) = (Desk::new(), case("whole.xlsx"));
    let mut sheet = part(&whole, APPLICATIONS);
    for (from, to) in others {
        assert!(sheet.contains(from), "{from}");
        sheet = sheet.replacen(from, to, 1);
    }
    desk.put("cells.xlsx", repacked(&whole, &[(APPLICATIONS, &sheet)]));
    let run = import(&desk, "cells.xlsx");
    assert_eq!(run.code, 0, "{}", run.messages);
    (doubts(&run).into_iter().map(str::to_owned).collect(), row(&desk, "carried_in"))
}

const D7: &str = r#"<c r="D7" t="n"><v>21</v></c>"#;
const E7: &str = r#"<c r="E7" t="n"><v>3</v></c>"#;

#[test]
fn values_that_are_none() {
    for (cell, doubt) in [
        (r#"<c r="D7" t="s"><v>99</v></c>"#, format!("是文字，可是文件里没有这段文字（99），{LOOK_IT_UP}")),
        (r#"<c r="D7" t="s"><v>-1</v></c>"#, format!("是文字，可是文件里没有这段文字（-1），{LOOK_IT_UP}")),
        (r#"<c r="D7" t="inlineStr"><v>21</v></c>"#, format!("不知道“21”是什么值（t=\"inlineStr\"），{LOOK_IT_UP}")),
        (r#"<c r="D7" t="x"><v>21</v></c>"#, format!("不知道“21”是什么值（t=\"x\"），{LOOK_IT_UP}")),
        (r#"<c r="D7"><v>2</v><v>1</v></c>"#, format!("文件里这一格有两个值，{LOOK_IT_UP}")),
        (r#"<c r="D7"><is><t>2</t></is><v>1</v></c>"#, format!("文件里这一格有两个值，{LOOK_IT_UP}")),
        (r#"<c r="D7"><v>2l</v></c>"#, "文件说它是数，写的却是“2l”，没有带入".to_owned()),
        (r#"<c r="D7" t="e"><v>21</v></c>"#, "公式出错（21），没有带入".to_owned()),
        (r#"<c r="D7" t="b"><v>21</v></c>"#, "是 TRUE 或 FALSE，没有带入".to_owned()),
    ] {
        let (doubts, row) = told(&[(D7, cell)]);
        assert_eq!((doubts, row.as_str()), (vec![format!("D7：{doubt}")], "|3|0|0|1|0|25"), "{cell}");
    }
}

/// Of two cells at one place that say different things nobody knows which holds; those behind them stay.
#[test]
fn two_cells_at_one_place() {
    let twice = |one: &str, other: &str| format!("D7：文件里这一格写了两次（“{one}”和“{other}”），{LOOK_IT_UP}");
    let (doubts, row) = told(&[(D7, &format!("{D7}<c r=\"D7\"><v>22</v></c>"))]);
    assert_eq!((doubts, row.as_str()), (vec![twice("21", "22")], "|3|0|0|1|0|25"));
    let (doubts, row) = told(&[(D7, &format!("{D7}{D7}"))]);
    assert_eq!((doubts.len(), row.as_str()), (0, "21|3|0|0|1|0|25"));
    // The row comes once more at the end.
    let again = r#"<row r="7"><c r="D7"><v>22</v></c></row></sheetData>"#;
    let (doubts, row) = told(&[("</sheetData>", again)]);
    assert_eq!((doubts, row.as_str()), (vec![twice("21", "22")], "|3|0|0|1|0|25"));
}

/// Cells and rows that say where they stand may come in any order.
#[test]
fn cells_out_of_order() {
    let (doubts, row) = told(&[(D7, ""), (E7, &format!("{E7}{D7}"))]);
    assert_eq!((doubts.len(), row.as_str()), (0, "21|3|0|0|1|0|25"));
    let (doubts, row) = told(&[(D7, ""), ("</sheetData>", &format!("<row r=\"7\">{D7}</row></sheetData>"))]);
    assert_eq!((doubts.len(), row.as_str()), (0, "21|3|0|0|1|0|25"));
    // Rows without numbers, whose cells have them.
    let (doubts, row) = told(&[("<row r=\"7\">", "<row>"), ("<row r=\"9\">", "<row>")]);
    assert_eq!((doubts.len(), row.as_str()), (0, "21|3|0|0|1|0|25"));
}

/// A cell that names another row than it stands in is nobody's: neither it nor the one whose place it claims is taken.
#[test]
fn a_cell_that_names_another_row() {
    let (doubts, row) = told(&[(r#"<c r="D6" t="n">"#, r#"<c r="D7" t="n">"#)]);
    let doubt = format!("D7：文件里写在第 6 行，格名却是这一行的，{LOOK_IT_UP}");
    assert!(doubts.contains(&doubt), "{doubts:?}");
    assert_eq!(row, "|3|0|0|1|0|25");
}

/// A sheet whose rows have no number that there is, or cells in cells, is not read.
#[test]
fn rows_and_cells_that_are_none() {
    let whole = case("whole.xlsx");
    let sheet = part(&whole, APPLICATIONS);
    for (from, to) in [("<row r=\"7\">", "<row r=\"0\">"), ("<row r=\"7\">", "<row r=\"7x\">"), ("<v>21</v>", E7)] {
        let desk = Desk::new();
        desk.put("cells.xlsx", repacked(&whole, &[(APPLICATIONS, &sheet.replacen(from, to, 1))]));
        let run = import(&desk, "cells.xlsx");
        assert_eq!(doubts(&run), ["：这张工作表读不出：文件损坏"], "{to}: {}", run.messages);
    }
}

/// The same in .xls: a row of figures that says it is the next one, and a label whose text there is not.
#[test]
fn cells_of_xls() {
    let whole = case("whole.xls");
    // Seven numbers of row 7 (MULRK, 48 bytes) from D on.
    let numbers = [0xBD, 0, 48, 0, 6, 0, 3, 0];
    let at = whole.windows(8).position(|bytes| bytes == numbers).expect("row 7");
    let mut moved = whole.clone();
    moved[at + 4] = 7;
    let desk = Desk::new();
    desk.put("moved.xls", &moved);
    let run = import(&desk, "moved.xls");
    assert_eq!(run.code, 0, "{}", run.messages);
    let told = doubts(&run);
    let doubt = format!("D8：文件里这一格写了两次（“213”和“21”），{LOOK_IT_UP}");
    assert!(told.contains(&doubt.as_str()), "{}", run.messages);
    assert_eq!(row(&desk, "carried_in"), "|||||");

    // The label of row 7 (LABELSST, 10 bytes).
    let label = whole[..at].windows(8).rposition(|bytes| bytes == [0xFD, 0, 10, 0, 6, 0, 0, 0]).expect("A7");
    let mut lost = whole.clone();
    lost[label + 10..label + 14].copy_from_slice(&[0xFF, 0xFF, 0, 0]);
    let desk = Desk::new();
    desk.put("lost.xls", &lost);
    let run = import(&desk, "lost.xls");
    assert!(run.messages.contains("没有这段文字（65535）"), "{}", run.messages);
}

/// What .ods says stands there no times is there all the same.
#[test]
fn cells_of_ods_repeated_no_times() {
    let (desk, whole) = (Desk::new(), case("whole.ods"));
    let content = part(&whole, "content.xml");
    let cell = content.find("office:value=\"21\"").expect("21");
    let cell = content[..cell].rfind("<table:table-cell").expect("its cell");
    let none = "table:number-columns-repeated=\"0\"";
    let other = format!("{}<table:table-cell {none}{}", &content[..cell], &content[cell + 17..]);
    desk.put("none.ods", repacked(&whole, &[("content.xml", &other)]));
    let run = import(&desk, "none.ods");
    assert_eq!(run.code, 0, "{}", run.messages);
    assert_eq!(row(&desk, "carried_in"), "21|3|0|0|1|0|25");
}
