//! The sizes that pictures and charts are set in: as the narrative says, and such that they can be read.

use image::ImageFormat;

use crate::support::pdf::Pdf;
use crate::support::{Desk, MM, assert_near, build_on, report};

/// A grey picture of so many pixels; 96 of them are an inch.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::GrayImage::from_pixel(width, height, image::Luma([200])).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("a.png", png(96, 48));
    desk.put("tall.png", png(1000, 3000));
    desk
}

/// Widths of the pictures of a report, mm.
fn widths(pdf: &Pdf) -> Vec<f64> {
    pdf.pages.iter().flat_map(|page| &page.pictures).map(|area| area.width() / MM).collect()
}

/// The type area is 156 mm wide.
#[test]
fn a_picture_is_as_wide_as_the_narrative_says() {
    let desk = desk();
    let overview = "![甲](a.png){width=60%}\n\n![乙](a.png){#fig-a width=\"8cm\"}\n\n![丙](a.png){width=50mm}\n\n![丁](a.png)\n\n\
                    ![戊](a.png){width=25%} ![己](a.png){width=25%}\n\n![庚](a.png){width=50%} ![辛](a.png){width=50%}\n\n\
                    ![壬](a.png){width=70%} ![癸](a.png){width=70%}";
    let pdf = build_on(&desk, &report("", overview));
    // Two halves give way to the gap of 14 pt between them; two of 70 % stand one below the other.
    let half = (156.0 - 14.0 / MM) / 2.0;
    let expected = [93.6, 80.0, 50.0, 25.4, 39.0, 39.0, half, half, 109.2, 109.2];
    let found = widths(&pdf);
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert_near(*found, expected, 0.05, "a width");
    }
    for area in pdf.pages.iter().flat_map(|page| &page.pictures) {
        assert_near(area.width() / area.height(), 2.0, 0.01, "what a picture shows is not stretched");
    }
}

#[test]
fn a_width_that_cannot_be_is_told() {
    for width in ["width=900%", "width=0", "width=0%", "width=-3cm", "width=20cm", "width=半页", "height=3cm", "60%"]
    {
        let desk = desk();
        desk.put("report.toml", report("", &format!("![甲](a.png){{{width}}}")));
        let run = desk.run(&["check", "report.toml"]);
        assert_eq!(run.code, 1, "{width}");
        assert!(run.said().contains("attribute") && run.said().contains("width=60%"), "{}", run.said());
        assert!(run.said().contains("report.toml:7:13"), "{}", run.said());
    }
}

/// What a picture needs is reckoned for the size that it is set in: 1000 pixels on 1.95 cm are 1300 an inch.
#[test]
fn resolution_is_that_of_the_size_set() {
    let desk = desk();
    desk.put("report.toml", report("", "![甲](tall.png){width=12.5%}"));
    for verb in ["check", "build"] {
        let run = desk.run(&[verb, "report.toml"]);
        assert!(run.said().contains("picture-scaled") && run.said().contains("1303"), "{}", run.said());
    }
    desk.put("report.toml", report("", "![甲](tall.png){width=40%}"));
    let run = desk.run(&["build", "report.toml"]);
    assert!(run.said().contains("407"), "{}", run.said());
}

const TOWNS: &str = "\
[charts.towns]
kind = 'bar'
categories = ['一镇', '二镇', '三镇', '四镇', '五镇', '六镇', '七镇', '八镇', '九镇', '十镇', '东镇', '西镇', '南镇', '北镇', '中镇', '新镇']
series = { '新收申请' = [1201,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16], '办结申请' = [1201,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16], \
'结转' = [1201,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16], '复议' = [1201,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16] }
";

/// Where a chart beside a picture would be too small to be read, it stands below it.
#[test]
fn a_chart_that_has_no_room_beside_a_picture_stands_below_it() {
    let desk = desk();
    let overview = "![甲](tall.png) ![各镇](chart:towns) ![乙](tall.png)";
    let pdf = build_on(&desk, &report(TOWNS, overview));
    let least = pdf.glyphs().filter(|glyph| glyph.in_figure).map(|glyph| glyph.size).fold(f64::INFINITY, f64::min);
    assert!(least >= 8.95, "{least}");
    let run = desk.run(&["check", "report.toml"]);
    assert!(!run.said().contains("chart-crowded"), "{}", run.said());
}

/// What shows too much is drawn whole, and told, by `check` as by `build`.
#[test]
fn a_crowded_chart_is_told() {
    let desk = Desk::new();
    let lines: Vec<String> = (1..=12).map(|line| format!("'{line}镇' = [{line}, {}]", line * 2)).collect();
    let lines = format!("[charts.a]\nkind = 'line'\ncategories = ['甲', '乙']\nseries = {{ {} }}\n", lines.join(", "));
    let bars: Vec<String> = (1..=200).map(|bar| format!("'第{bar}项' = {bar}")).collect();
    let bars = format!("[charts.a]\nkind = 'bar'\nvalues = {{ {} }}\n", bars.join(", "));
    for (chart, told) in [(lines, "12 条折线"), (bars, "200 项")] {
        desk.put("report.toml", report(&chart, "![题](chart:a)"));
        for verb in ["check", "build"] {
            let run = desk.run(&[verb, "report.toml"]);
            run.succeeds();
            assert!(run.said().contains("chart-crowded") && run.said().contains(told), "{}", run.said());
        }
    }
    desk.put("report.toml", report(TOWNS, "![题](chart:towns){width=2cm}"));
    let run = desk.run(&["check", "report.toml"]);
    assert!(run.said().contains("chart-crowded") && run.said().contains("磅"), "{}", run.said());
}

/// Percentages have the decimals of `pct`, or those that the chart asks for.
#[test]
fn decimals_of_percentages() {
    let desk = Desk::new();
    let chart = |decimals: &str| {
        format!("[charts.a]\nkind = 'pie'\nunit = '件'\n{decimals}values = {{ 甲 = 47, 乙 = 19, 丙 = 0 }}\n")
    };
    for (decimals, expected) in [
        ("", ["71.21%", "28.79%", "0.00%"]),
        ("decimals = 1\n", ["71.2%", "28.8%", "0.0%"]),
        ("decimals = 0\n", ["71%", "29%", "0%"]),
    ] {
        let pdf = build_on(&desk, &report(&chart(decimals), "占{{ pct(47, 66) }}。\n\n![题](chart:a)"));
        let text: String = pdf.glyphs().filter(|glyph| glyph.in_figure).map(|glyph| glyph.text.as_str()).collect();
        for expected in expected {
            assert!(text.contains(&format!("（{expected}）")), "{expected} is not in {text}");
        }
    }
    for (chart, code) in
        [(chart("decimals = 7\n"), "wrong-type"), (chart("decimals = 1\n").replace("pie", "bar"), "chart-shape")]
    {
        desk.put("report.toml", report(&chart, "![题](chart:a)"));
        let run = desk.run(&["check", "report.toml"]);
        assert!(run.code == 1 && run.said().contains(code) && run.said().contains("decimals"), "{}", run.said());
    }
}
