//! Official tables with what offices put into them beside the form: texts in cells, labels and rows of their own,
//! figures of any length, notes.

use crate::official_tables::check_hand;
use crate::support::tables::{joined, section};
use crate::support::{MM, TABLES, assert_near, build, han, report_of_tables};

/// docs/forms.md: blank, 0 and `/` are three different things and stay so; a text is printed as it is.
#[test]
fn cells_print_what_the_file_says() {
    let tables = TABLES
        .replace(
            "regulations = { issued = 0, repealed = 0, in_force = 1 }",
            "regulations = { issued = '/', repealed = '' }",
        )
        .replace(
            "normative = { issued = 2, repealed = 1, in_force = 8 }",
            "normative = { issued = { value = 22, text = '22（其中修订 16 件）' }, repealed = 1_000, in_force = '—' }",
        )
        .replace("amount = 12.5", "amount = '251000元'")
        .replace("reconsideration = [1, 0, 0, 0]", "reconsideration = \"1\\t0\\t-\\t1,362\"");
    let pdf = build(&report_of_tables("", "", &tables));
    let found = joined(&section(&pdf, 2));
    assert_eq!(found[2], ["规章", "/", "", ""]);
    assert_eq!(found[3], ["行政规范性文件", "22（其中修订16件）", "1000", "—"]);
    assert_eq!(found.last().unwrap(), &["行政事业性收费", "251000元"]);
    assert_eq!(section(&pdf, 4)[0].1.row(3)[..5], ["1", "0", "-", "1,362", "1"]);
}

#[test]
fn labels_and_rows_of_its_own() {
    let settings = "\
[labels]
\"disclosure.normative\" = \"行政规范性文件（含政府办公室文件）\"
\"disclosure.item_1.*.in_force\" = \"现行有效件数（历史累计）\"
\"disclosure.*.item\" = \"内容\"
\"applications.*.ngo\" = \"社会团体\"
\"applications.refused\" = \"（三）不公开\"
\"applications.outcomes\" = \"三、办理结果\"
\"applications.corner\" = \"（勾稽关系）\"
\"applications.applicants\" = \"申请人\"
\"applications.organisations\" = \"法人\"
\"remedies.litigation\" = \"诉讼\"
\"remedies.litigation_after.*.pending\" = \"未结\"
\"problems.title\" = \"主要问题及改进情况\"
";
    let extra = "[[disclosure.extra]]\nafter = 'normative'\nlabel = '其他主动公开文件'\ncells = [12, 0, 340]\n";
    let pdf = build(&report_of_tables(settings, "", &format!("{TABLES}{extra}")));
    let disclosure = joined(&section(&pdf, 2));
    assert_eq!(disclosure[1], ["内容", "本年制发件数", "本年废止件数", "现行有效件数（历史累计）"]);
    assert_eq!(disclosure[3], ["行政规范性文件（含政府办公室文件）", "2", "1", "8"]);
    assert_eq!(disclosure[4], ["其他主动公开文件", "12", "0", "340"]);
    assert_eq!(disclosure[5], ["第二十条第（五）项"]);

    let applications = joined(&section(&pdf, 3));
    assert_eq!(applications[0], ["（勾稽关系）", "申请人"]);
    assert_eq!(applications[1], ["自然人", "法人", "总计"]);
    assert_eq!(applications[2][2], "社会团体");
    assert_eq!(applications[5][..2], ["三、办理结果", "（一）予以公开"]);
    assert_eq!(applications[7][..2], ["（三）不公开", "1.属于国家秘密"]);
    let remedies = &section(&pdf, 4)[0].1;
    assert_eq!(remedies.row(0), ["行政复议", "诉讼"]);
    assert_eq!(remedies.row(2)[5..], ["结果维持", "结果纠正", "其他结果", "未结", "总计"]);
    assert_eq!(pdf.outline[4].title, "五、主要问题及改进情况");
}

/// Seven digits of 9 pt need 31.5 pt, a fifteenth of 156 mm is 29.5 pt: columns that need less must give way.
#[test]
fn long_figures_do_not_cross_their_rules() {
    let tables = TABLES
        .replace("received = [3, 1, 0, 0, 0, 0]", "received = [1234567, 1234567, 1234567, 1234567, 1234567, 1234567]")
        .replace("granted = [3, 1, 0, 0, 0, 0]", "granted = [1234567, 1234567, 1234567, 1234567, 1234567, 1234567]")
        .replace("reconsideration = [1, 0, 0, 0]", "reconsideration = [1234567, 0, 0, 7654321]")
        .replace("in_force = 8", "in_force = 123456789012345");
    let pdf = build(&report_of_tables("", "", &tables));
    for number in 2..=4 {
        check_hand(&section(&pdf, number));
    }
    assert_eq!(section(&pdf, 4)[0].1.row(3)[..5], ["1234567", "0", "0", "7654321", "8888888"]);
    assert_eq!(
        joined(&section(&pdf, 3))[3][1..],
        ["1234567"; 6].map(str::to_owned).into_iter().chain(["7407402".to_owned()]).collect::<Vec<_>>()
    );
}

/// docs/typography.md: notes are 小4号. One stands right below its table, on its page even where table 三 fills that,
/// and the text below returns to the grid.
#[test]
fn a_note_stands_under_its_table() {
    let mut returned = 0;
    for lines in [0, 2, 4, 6, 8, 10, 12, 16, 20] {
        let (above, note) = (han(28 * lines), "注：同一申请人就同一事项多次提出的申请，按件分别统计。");
        let keys = format!("[applications]\nbody = '{above}'\nnote = '{note}'\n");
        let pdf = build(&report_of_tables("", "", &TABLES.replace("[applications]\n", &keys)));
        let (page, table) = section(&pdf, 3).pop().unwrap();
        let page = &pdf.pages[page];
        let small = page.lines_of(12.0);
        let found = small.iter().find(|line| line.text().starts_with("注：")).expect("the note on the table's page");
        assert_eq!(found.fonts(), ["FandolFang-Regular"]);
        let [_, _, _, foot] = table.bounds();
        assert!((10.0..20.0).contains(&(found.y - foot)), "{lines}: {:.1} pt below the table", found.y - foot);
        if let Some(below) = page.body().iter().find(|line| line.y > found.y) {
            // The em box, 0.88 em above the baseline, in the middle of its slot.
            let pitch = 225.0 / 22.0 * MM;
            let slot = (below.y - 37.0 * MM - (pitch - 16.0) / 2.0 - 0.88 * 16.0) / pitch;
            assert_near(slot, slot.round(), 0.002, "the line of the grid below the note");
            returned += 1;
        }
    }
    assert!(returned > 0);
}
