//! `import` of workbooks that do not say plainly what they hold: what is hidden, struck out, merged, shown as another
//! figure, computed or not; and of workbooks that ask for more than a report has. `strange` and `password` of
//! tests/cases/import are made by openpyxl, msoffcrypto-tool and LibreOffice (make.py, saved.py).

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read, Write};

use toml::Table;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::importing::written;
use crate::support::{Desk, Run, in_repository};

pub fn case(name: &str) -> Vec<u8> {
    fs::read(in_repository(&format!("tests/cases/import/{name}"))).expect("a workbook")
}

/// Imports a workbook.
pub fn import(desk: &Desk, name: &str) -> Run {
    desk.run(&["import", name, "-o", "报告.toml"])
}

/// The doubts of a run about the sheet 依申请, without that name.
pub fn doubts(run: &Run) -> Vec<&str> {
    let lines = run.messages.lines().filter_map(|line| line.strip_prefix("警告[import-doubt]: 工作表“依申请”"));
    lines.map(str::trim).collect()
}

/// A row of 三 as it is written.
pub fn row(desk: &Desk, key: &str) -> String {
    let text = String::from_utf8(desk.read("报告.toml")).expect("UTF-8");
    let data: Table = text.parse().expect("TOML");
    let mut value = &data["applications"];
    for part in key.split('.') {
        value = &value[part];
    }
    value.as_array().expect("a row").iter().map(written).collect::<Vec<_>>().join("|")
}

/// The three formats tell the same of the same workbook, but for what .ods shows where it holds no whole number.
#[test]
fn what_cells_show_and_hold() {
    const GENERAL: &str = "没有带入：把单元格的格式改成“常规”";
    for name in ["strange.xlsx", "strange.xls", "strange.ods"] {
        let desk = Desk::new();
        desk.put(name, case(name));
        let run = import(&desk, name);
        assert_eq!(run.code, 0, "{name}: {}", run.messages);
        assert_eq!(
            doubts(&run),
            [
                "D7：划掉的“9”没有带入",
                "E7：划掉的“9”没有带入",
                &format!("D9：存的是 0.12，显示的是“12%”，{GENERAL}，再看是几"),
                &format!("E9：存的是 12345，显示的是“1.2”，{GENERAL}，再看是几"),
                &format!("F9：是日期，不是数，{GENERAL}，看它是几"),
                &format!("H9：存的是 0，什么也不显示，{GENERAL}"),
                &format!("I9：存的是 12.345，显示的是“12”，{GENERAL}，再看是几"),
                "F11：公式出错（#REF!），没有带入",
                "第 12—13 行：是隐藏的，也读了",
                "F 列：是隐藏的，也读了",
                "F7：“2¹”不是一个数，没有带入",
                "D11：“8”占了几格，没有带入",
            ],
            "{name}"
        );
        assert_eq!(row(&desk, "carried_in"), "|4||0|1|0|25", "{name}");
        assert_eq!(row(&desk, "partial"), "|||5|||54", "{name}");
        assert_eq!(row(&desk, "refused.state_secret"), "12|12|7|1264|0|0|1", "{name}");
        assert_eq!(row(&desk, "refused.forbidden_by_law"), "|||0|0|0|3", "{name}");
        // Of a sheet that is no table of the form, only that is told.
        assert_eq!(run.messages.matches("台账").count(), 1, "{}", run.messages);
        assert!(!run.messages.contains("空表"), "{}", run.messages);
    }
}

#[test]
fn workbooks_in_a_password() {
    for name in ["password.xlsx", "password.xls", "password.ods"] {
        let desk = Desk::new();
        desk.put(name, case(name));
        let run = import(&desk, name);
        assert!(run.code == 1 && run.messages.contains("有密码，打不开"), "{name}: {}", run.messages);
        assert!(!desk.path("报告.toml").exists(), "{name}");
    }
}

/// A workbook that is cut short anywhere is not read, and nothing of it written.
#[test]
fn workbooks_cut_short() {
    for name in ["whole.xlsx", "whole.xls", "whole.ods"] {
        let (desk, whole) = (Desk::new(), case(name));
        for tenth in 1..10 {
            desk.put(name, &whole[..whole.len() * tenth / 10]);
            let run = import(&desk, name);
            assert!(run.code == 1 && run.messages.contains("读不出"), "{name} {tenth}: {}", run.messages);
            assert_eq!(desk.names(), [name], "{tenth}");
        }
    }
}

/// A zip archive of the parts of another, some of them otherwise.
pub fn repacked(whole: &[u8], others: &[(&str, &str)]) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(whole)).expect("an archive");
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, content: &[u8]| {
        new.start_file(name, SimpleFileOptions::default()).expect("a part");
        new.write_all(content).expect("written");
    };
    for at in 0..old.len() {
        let mut part = old.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        if !others.iter().any(|(other, _)| *other == name) {
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("read");
            put(&name, &content);
        }
    }
    others.iter().for_each(|(name, content)| put(name, content.as_bytes()));
    new.finish().expect("an archive").into_inner()
}

/// A part of a workbook as text.
pub fn part(whole: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(whole)).expect("an archive");
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("UTF-8");
    text
}

/// The second sheet of whole.xlsx, 依申请.
pub const APPLICATIONS: &str = "xl/worksheets/sheet2.xml";
const SHEET: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;

/// A sheet that says it is as large as a sheet can be, and has a cell at its end beside the table: what lies between is
/// not read, nor is that cell.
#[test]
fn a_sheet_with_a_cell_at_its_end() {
    let (desk, whole) = (Desk::new(), case("whole.xlsx"));
    let far = part(&whole, APPLICATIONS)
        .replace("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData>");
    let at = far.find("<dimension ref=\"").expect("the dimension");
    let end = at + far[at..].find("/>").expect("its end");
    let far = format!("{}<dimension ref=\"A1:XFD1048576\"{}", &far[..at], &far[end..]);
    let far = far.replacen("<c r=\"D7\"", "<c r=\"ZZ7\"><v>3</v></c><c r=\"D7\"", 1);
    desk.put("far.xlsx", repacked(&whole, &[(APPLICATIONS, &far)]));
    let run = import(&desk, "far.xlsx");
    assert_eq!(run.code, 0, "{}", run.messages);
    assert_eq!(
        doubts(&run),
        ["ZZ7：离表太远（隔着超过 100 列空列），没有读", "XFD1048576：离表太远（隔着超过 1000 行空行），没有读"]
    );
    assert_eq!(row(&desk, "carried_in"), "21|3|0|0|1|0|25");
}

/// A sheet of more cells than all sheets may have is told, and the others are read.
#[test]
fn a_sheet_of_too_many_cells() {
    let (desk, whole) = (Desk::new(), case("whole.xlsx"));
    let mut large = SHEET.to_owned();
    for row in 1..=1001 {
        write!(large, "<row r=\"{row}\">{}</row>", "<c><v>1</v></c>".repeat(1000)).expect("written");
    }
    large += "</sheetData></worksheet>";
    desk.put("large.xlsx", repacked(&whole, &[(APPLICATIONS, &large)]));
    let run = import(&desk, "large.xlsx");
    assert_eq!(run.code, 0, "{}", run.messages);
    assert!(run.messages.contains("工作表“依申请”：各表一共超过 1000000 格，这张没有读"), "{}", run.messages);
    assert!(run.messages.contains("已导入表二、四"), "{}", run.messages);
}

/// A sheet that is damaged is named, and the others are read.
/// What is hidden and merged is not passed over where there is too much of it: the sheet is not read, and that is told.
#[test]
fn a_sheet_of_too_many_merged_cells_and_hidden_rows() {
    let (desk, whole) = (Desk::new(), case("whole.xlsx"));
    let sheet = part(&whole, APPLICATIONS);
    let merges: String = (1..=100_001).map(|row| format!("<mergeCell ref=\"AA{row}:AB{row}\"/>")).collect();
    let merged = sheet.replace("</mergeCells>", &format!("{merges}</mergeCells>"));
    assert_ne!(merged, sheet);
    // Every other row.
    let rows: String = (0..100_001).map(|row| format!("<row r=\"{}\" hidden=\"1\"/>", 1000 + 2 * row)).collect();
    let hidden = sheet.replace("</sheetData>", &format!("{rows}</sheetData>"));
    for sheet in [merged, hidden] {
        desk.put("areas.xlsx", repacked(&whole, &[(APPLICATIONS, &sheet)]));
        let run = import(&desk, "areas.xlsx");
        assert!(run.messages.contains("超过 100000 处合并的格、隐藏的行和列，这张没有读"), "{}", run.messages);
        fs::remove_file(desk.path("报告.toml")).ok();
    }
    // Rows that follow one another are one run, however many.
    let rows: String = (1000..500_000).map(|row| format!("<row r=\"{row}\" hidden=\"1\"/>")).collect();
    let sheet = sheet.replace("</sheetData>", &format!("{rows}</sheetData>"));
    desk.put("areas.xlsx", repacked(&whole, &[(APPLICATIONS, &sheet)]));
    let run = import(&desk, "areas.xlsx");
    assert!(!run.messages.contains("没有读"), "{}", run.messages);
}

#[test]
fn a_damaged_sheet() {
    let (desk, whole) = (Desk::new(), case("whole.xlsx"));
    let sheet = part(&whole, APPLICATIONS);
    desk.put("damaged.xlsx", repacked(&whole, &[(APPLICATIONS, &sheet[..sheet.len() / 2])]));
    let run = import(&desk, "damaged.xlsx");
    assert!(run.code == 0 && run.messages.contains("工作表“依申请”：这张工作表读不出：文件损坏"), "{}", run.messages);
    assert!(run.messages.contains("已导入表二、四"), "{}", run.messages);
}

/// More than a report can need stands in the part of one sheet.
#[test]
fn a_sheet_that_unpacks_to_more_than_a_report() {
    let desk = Desk::new();
    let large = format!("{SHEET}{}", " ".repeat(257 << 20));
    desk.put("bomb.xlsx", repacked(&case("whole.xlsx"), &[(APPLICATIONS, &large)]));
    let run = import(&desk, "bomb.xlsx");
    assert!(run.code == 1 && run.messages.contains("展开后超过 256 MB"), "{}", run.messages);
    assert!(!desk.path("报告.toml").exists());
}

#[test]
fn sheets_too_many_and_none() {
    let (desk, whole) = (Desk::new(), case("whole.xlsx"));
    let book = part(&whole, "xl/workbook.xml");
    let mut sheets = String::new();
    for at in 1..=501 {
        write!(sheets, "<sheet name=\"{at}\" sheetId=\"{at}\" r:id=\"rId1\"/>").expect("written");
    }
    let from = book.find("<sheets>").expect("sheets");
    let to = book.find("</sheets>").expect("their end");
    let with = |sheets: &str| format!("{}<sheets>{sheets}{}", &book[..from], &book[to..]);
    desk.put("many.xlsx", repacked(&whole, &[("xl/workbook.xml", &with(&sheets))]));
    let run = import(&desk, "many.xlsx");
    assert!(run.code == 1 && run.messages.contains("有 501 张工作表，最多 500 张"), "{}", run.messages);

    // The relation of the first sheet leads to a chart.
    let links =
        part(&whole, "xl/_rels/workbook.xml.rels").replace("relationships/worksheet", "relationships/chartsheet");
    desk.put("charts.xlsx", repacked(&whole, &[("xl/_rels/workbook.xml.rels", &links)]));
    let run = import(&desk, "charts.xlsx");
    assert!(run.code == 1 && run.messages.contains("没有工作表，或者只有图表"), "{}", run.messages);
}

/// What a formula takes from another file is told; what it never computed is left out.
#[test]
fn formulas_of_other_files_and_sheets() {
    let (desk, whole) = (Desk::new(), case("whole.xlsx"));
    let sheet = part(&whole, APPLICATIONS);
    let with = |sheet: &str, cell: &str, formula: &str, value: &str| {
        let at = sheet.find(&format!("<c r=\"{cell}\"")).expect("the cell");
        let end = at + sheet[at..].find("</c>").expect("its end");
        format!("{}<c r=\"{cell}\"><f>{formula}</f><v>{value}</v>{}", &sheet[..at], &sheet[end..])
    };
    let sheet = with(&sheet, "D7", "[1]台账!B2", "24");
    let sheet = with(&sheet, "E7", "SUM(台账!B2:B9)", "0");
    let sheet = with(&sheet, "F7", "0.1+0.2-0.3+2", "2.0000000000000004");
    desk.put("formulas.xlsx", repacked(&whole, &[(APPLICATIONS, &sheet)]));
    let run = import(&desk, "formulas.xlsx");
    assert_eq!(
        doubts(&run),
        [
            "D7：公式（=[1]台账!B2）取的是别的文件里的数，按上一次算出来的带入",
            "E7：公式（=SUM(台账!B2:B9)）没有结果，或者是 0，可能还没有算过，没有带入",
        ]
    );
    assert_eq!(row(&desk, "carried_in"), "24||2|0|1|0|25");
}

/// Sheets that are one part of the file are read once.
#[test]
fn a_sheet_that_is_listed_twice() {
    let (desk, whole) = (Desk::new(), case("whole.xlsx"));
    let book = part(&whole, "xl/workbook.xml");
    let from = book.find("<sheet ").expect("a sheet");
    let to = from + book[from..].find("/>").expect("its end") + 2;
    let again = book[from..to].replacen("name=\"", "name=\"又", 1);
    let book = format!("{}{again}{}", &book[..to], &book[to..]);
    desk.put("twice.xlsx", repacked(&whole, &[("xl/workbook.xml", &book)]));
    let run = import(&desk, "twice.xlsx");
    assert_eq!(run.code, 0, "{}", run.messages);
    assert_eq!(run.messages.matches("在文件里是同一张，没有再读").count(), 1, "{}", run.messages);
    assert!(run.messages.contains("已导入表二、三、四"), "{}", run.messages);
}

/// What is repeated counts as often as it stands there, and what was not read is told when no table is found.
#[test]
fn a_workbook_that_repeats_long_texts() {
    let desk = Desk::new();
    let content = |tables: &str| {
        format!(
            "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>\
             <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
        )
    };
    let row = |rows: usize, columns: usize, text: &str| {
        format!(
            "<table:table table:name=\"表\"><table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell \
             table:number-columns-repeated=\"{columns}\"><text:p>{text}</text:p></table:table-cell></table:table-row>\
             </table:table>"
        )
    };
    let whole = case("whole.ods");
    let long = row(1000, 1000, &"规".repeat(2000));
    desk.put("repeated.ods", repacked(&whole, &[("content.xml", &content(&long.repeat(400)))]));
    let run = import(&desk, "repeated.ods");
    assert!(run.code == 1 && run.messages.contains("里面没有表二"), "{}", run.messages);
    assert!(
        run.messages.contains("也许因为工作表“表”：一格里超过 32767 字，或者文字一共超过 64 MB"),
        "{}",
        run.messages
    );
    assert!(run.messages.contains("这样的还有 399 处"), "{}", run.messages);

    let blanks = row(500, 1, &"<text:s text:c=\"1000000\"/>规章".repeat(100));
    desk.put("blanks.ods", repacked(&whole, &[("content.xml", &content(&blanks))]));
    let run = import(&desk, "blanks.ods");
    assert!(run.code == 1 && run.messages.contains("一格里超过 32767 字"), "{}", run.messages);
}

/// Entities of a file's own are told as that.
#[test]
fn a_workbook_with_entities_of_its_own() {
    let (desk, whole) = (Desk::new(), case("whole.xlsx"));
    let sheet = part(&whole, APPLICATIONS);
    let sheet = format!("<!DOCTYPE x [<!ENTITY a \"规章\">]>{}", &sheet[sheet.find("<worksheet").expect("it")..]);
    desk.put("entities.xlsx", repacked(&whole, &[(APPLICATIONS, &sheet)]));
    let run = import(&desk, "entities.xlsx");
    assert!(run.messages.contains("工作表“依申请”：里面有 DOCTYPE"), "{}", run.messages);
}

/// A sheet with a table that has more text than tables have is not read, and that is told.
#[test]
fn a_table_of_too_much_text() {
    let (desk, whole) = (Desk::new(), case("whole.ods"));
    let content = part(&whole, "content.xml");
    let at = content.find("规章<").expect("a row");
    let at = at + content[at..].find("</table:table-row>").expect("its end") + 18;
    let row = format!(
        "<table:table-row table:number-rows-repeated=\"200\"><table:table-cell><text:p>{}</text:p></table:table-cell>\
         </table:table-row>",
        "甲乙".repeat(5_000)
    );
    let content = format!("{}{row}{}", &content[..at], &content[at..]);
    desk.put("long.ods", repacked(&whole, &[("content.xml", &content)]));
    // The title of that sheet is the only one that tells whose report it is.
    let run = desk.run(&["import", "long.ods", "--organ", "某市数据局", "--year", "2025", "-o", "报告.toml"]);
    assert!(run.messages.contains("文字一共超过 4 MB，这张没有读"), "{}", run.messages);
}
