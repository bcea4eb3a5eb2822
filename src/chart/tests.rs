//! Charts as a reader sees them: every figure is there, no text lies over another, nothing leaves the frame.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::canvas::Rect;
use super::*;
use crate::narrative::Series;
use crate::source::{Located, Sources, Span};
use crate::text::Faces;

/// 156 mm, the width of the type area.
const FULL: f64 = 442.2;

/// A chart; a value that is no number is no figure.
fn chart_of(kind: ChartKind, unit: &str, names: &[&str], series: &[(&str, &[&str])]) -> Chart {
    let span = Span::new(Sources::default().add("r.toml", ""), 0..0);
    let located = |text: &str| Located { value: text.to_owned(), span };
    let value = |text: &&str| Some(Value { number: text.parse().ok()?, text: (*text).to_owned(), span });
    Chart {
        name: located("图"),
        kind,
        title: Some(located("图")),
        unit: (!unit.is_empty()).then(|| located(unit)),
        decimals: 1,
        categories: names.iter().map(|name| located(name)).collect(),
        series: series
            .iter()
            .map(|(name, values)| Series {
                name: (!name.is_empty()).then(|| located(name)),
                values: values.iter().map(value).collect(),
            })
            .collect(),
    }
}

fn draw_in(chart: &Chart, width: f64, max_height: f64, colour: bool) -> Frame {
    let faces = Faces::embedded();
    let mut typesetter = Typesetter::new(&faces);
    let look = Look { width: Pt(width), max_height: Pt(max_height), colour, node: NodeId(7) };
    let frame = draw(chart, look, &mut typesetter);
    assert_eq!(typesetter.into_problems(), []);
    frame
}

fn texts_of(frame: &Frame) -> Vec<&TextMark> {
    frame.marks.iter().filter_map(|mark| if let Mark::Text(text) = mark { Some(text) } else { None }).collect()
}

fn shapes(frame: &Frame) -> Vec<&Shape> {
    frame.marks.iter().filter_map(|mark| if let Mark::Shape(shape) = mark { Some(shape) } else { None }).collect()
}

fn text_of(mark: &TextMark) -> String {
    mark.line.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
}

/// All texts of a frame, one after another.
fn reading_of(frame: &Frame) -> String {
    texts_of(frame).into_iter().map(text_of).collect::<Vec<_>>().join(" ")
}

/// The ink of Fandol Fang's Han stays within 0.84 em above the baseline and 0.1 em below it; one of two lines may be
/// closer than their em boxes.
fn box_of(mark: &TextMark) -> Rect {
    let glyphs = &mark.line.glyphs;
    let size = glyphs[0].size;
    let (left, right) = (glyphs[0].x, mark.line.right);
    let (x, y) = (mark.origin.x, mark.origin.y);
    let (above, below) = (size * 0.84, size * 0.1);
    if mark.turned {
        Rect { left: x - above, top: y - right, right: x + below, bottom: y - left }
    } else {
        Rect { left: x + left, top: y - above, right: x + right, bottom: y + below }
    }
}

/// Asserts what holds for every chart, and gives the least size of its text.
fn judge(chart: &Chart, frame: &Frame, what: &str) -> f64 {
    let texts = texts_of(frame);
    let boxes: Vec<(Rect, String)> = texts.iter().map(|text| (box_of(text), text_of(text))).collect();
    let inside = |point: Point| {
        point.x.0 >= -0.6 && point.y.0 >= -0.6 && point.x <= frame.width + Pt(0.6) && point.y <= frame.height + Pt(0.6)
    };
    for (at, (room, text)) in boxes.iter().enumerate() {
        for corner in room.corners() {
            assert!(inside(corner), "{what}: {text} at {room:?} leaves {:?} × {:?}", frame.width, frame.height);
        }
        for (other, other_text) in &boxes[at + 1..] {
            assert!(room.overlap(other) < 0.01, "{what}: {text} at {room:?} lies over {other_text} at {other:?}");
        }
    }
    for shape in shapes(frame) {
        for segment in &shape.path {
            let ends: &[Point] = match segment {
                Segment::Move(end) | Segment::Line(end) => &[*end],
                Segment::Curve(_, _, end) => &[*end],
                Segment::Close => &[],
            };
            assert!(
                ends.iter().all(|end| inside(*end)),
                "{what}: {segment:?} leaves {:?} × {:?}",
                frame.width,
                frame.height
            );
        }
    }
    labels_keep_off_the_grid(frame, &boxes, what);
    let letters: String = reading_of(frame).chars().filter(|ch| !ch.is_whitespace()).collect();
    for value in chart.series.iter().flat_map(|series| series.values.iter().flatten()) {
        assert!(letters.contains(&value.text), "{what}: {} is missing in {letters}", value.text);
    }
    let pie = chart.kind == ChartKind::Pie;
    let names = chart.series.iter().filter_map(|series| series.name.as_ref()).filter(|_| !pie);
    // A slice without a figure is none.
    let shown = |at: usize| !pie || chart.series[0].values[at].is_some();
    let categories = chart.categories.iter().enumerate().filter(|(at, _)| shown(*at)).map(|(_, name)| name);
    for name in categories.chain(names) {
        assert!(letters.contains(name.value.as_str()), "{what}: {} is missing in {letters}", name.value);
    }
    assert!(texts.iter().all(|text| text.line.glyphs.iter().all(|glyph| glyph.node == NodeId(7))));
    texts.iter().flat_map(|text| &text.line.glyphs).map(|glyph| glyph.size.0).fold(f64::INFINITY, f64::min)
}

/// Asserts that no grid line is seen under a text: where one runs through it, a white ground is drawn over the line.
fn labels_keep_off_the_grid(frame: &Frame, boxes: &[(Rect, String)], what: &str) {
    let shapes = shapes(frame);
    for (at, shape) in shapes.iter().enumerate() {
        let [Segment::Move(from), Segment::Line(to)] = shape.path[..] else { continue };
        let is_grid = from.y == to.y && shape.stroke.as_ref().is_some_and(|stroke| !stroke.dashes.is_empty());
        for (room, text) in boxes.iter().filter(|_| is_grid) {
            let (left, right) = (room.left.max(from.x.min(to.x)), room.right.min(from.x.max(to.x)));
            if from.y <= room.top || from.y >= room.bottom || left >= right {
                continue;
            }
            let covers = |over: &&&Shape| {
                let points: Vec<Point> = over
                    .path
                    .iter()
                    .filter_map(|segment| match segment {
                        Segment::Move(point) | Segment::Line(point) => Some(*point),
                        _ => None,
                    })
                    .collect();
                let side =
                    |of: fn(&Point) -> f64, most: fn(f64, f64) -> f64| points.iter().map(of).reduce(most).unwrap();
                over.fill == Some(Colour::WHITE)
                    && points.len() == 4
                    && side(|p| p.x.0, f64::min) <= left.0
                    && side(|p| p.x.0, f64::max) >= right.0
                    && side(|p| p.y.0, f64::min) <= from.y.0
                    && side(|p| p.y.0, f64::max) >= from.y.0
            };
            assert!(shapes[at + 1..].iter().any(|over| covers(&over)), "{what}: {text} at {room:?} lies on {shape:?}");
        }
    }
}

/// The least size of text, but for rounding.
const LEAST: f64 = 9.0 - 1e-9;

/// Draws a chart in colour and without, wide and narrow, and judges each; gives the widest in colour.
fn good(chart: &Chart) -> Frame {
    for width in [FULL, 300.0, 200.0, 140.0] {
        for colour in [true, false] {
            let frame = draw_in(chart, width, 600.0, colour);
            assert!(frame.height <= Pt(600.0) && frame.width == Pt(width));
            judge(chart, &frame, &format!("{:?} {width}", chart.kind));
        }
    }
    let frame = draw_in(chart, FULL, 600.0, true);
    assert!(judge(chart, &frame, "full") >= LEAST);
    frame
}

const OUTCOMES: [&str; 12] = [
    "予以公开",
    "部分公开",
    "属于国家秘密",
    "其他法律行政法规禁止公开",
    "危及“三安全一稳定”",
    "保护第三方合法权益",
    "属于三类内部事务信息",
    "属于四类过程性信息",
    "属于行政执法案卷",
    "属于行政查询事项",
    "本机关不掌握相关政府信息",
    "没有现成信息需要另行制作",
];

fn grouped(kind: ChartKind) -> Chart {
    chart_of(
        kind,
        "件",
        &["2016年", "2017年", "2018年", "2019年", "2020年"],
        &[
            ("新收申请", &["120", "98", "143", "201", "187"]),
            ("办结申请", &["118", "97", "0", "196", "190"]),
            ("行政复议", &["3", "", "12", "9", "15"]),
        ],
    )
}

#[test]
fn a_pie_of_five() {
    let chart = chart_of(ChartKind::Pie, "件", &OUTCOMES[..5], &[("", &["47", "1", "2", "12", "4"])]);
    let frame = good(&chart);
    assert!(frame.height < Pt(200.0), "{:?}", frame.height);
    let reading = reading_of(&frame);
    for figures in ["47件（71.2%）", "1件（1.5%）", "2件（3.0%）", "12件（18.2%）", "4件（6.1%）"] {
        assert!(reading.contains(figures), "{reading}");
    }
}

/// One slice of nothing, one of 0.3 %: each of the twelve has its label, and none lies over another.
#[test]
fn a_pie_of_twelve() {
    let values: [&str; 12] = ["470", "0", "3", "120", "40", "55", "80", "20", "12", "90", "60", "50"];
    let frame = good(&chart_of(ChartKind::Pie, "件", &OUTCOMES, &[("", &values)]));
    let reading = reading_of(&frame);
    assert!(reading.contains("3件（0.3%）") && reading.contains("0件（0.0%）"), "{reading}");
}

/// Leaders and labels of a crowd at one place.
#[test]
fn a_pie_with_crowds() {
    good(&chart_of(
        ChartKind::Pie,
        "件",
        &OUTCOMES,
        &[("", &["1000", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1"])],
    ));
    good(&chart_of(
        ChartKind::Pie,
        "件",
        &OUTCOMES,
        &[("", &["1", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1000"])],
    ));
}

#[test]
fn a_pie_of_one_slice_is_a_circle() {
    let frame = good(&chart_of(ChartKind::Pie, "件", &["予以公开", "不予公开"], &[("", &["8", "0"])]));
    let circles = shapes(&frame).into_iter().filter(|shape| shape.path.len() == 6 && shape.fill.is_some());
    assert_eq!(circles.count(), 1);
    good(&chart_of(ChartKind::Pie, "", &["予以公开", "不予公开"], &[("", &["0", "0"])]));
}

/// Each slice has a leader, a share of nothing has none.
#[test]
fn only_slices_have_leaders() {
    let chart = chart_of(ChartKind::Pie, "件", &["甲", "乙", "丙", "丁"], &[("", &["8", "0", "3", "0"])]);
    let leaders = |frame: &Frame| {
        let is_leader = |shape: &&Shape| shape.stroke.as_ref().is_some_and(|stroke| stroke.thickness == Pt(0.25));
        shapes(frame).into_iter().filter(is_leader).count()
    };
    assert_eq!(leaders(&good(&chart)), 2);
}

/// Values on and beside every grid line.
#[test]
fn labels_on_grid_lines() {
    let values: Vec<String> = (0..12).map(|number| (number * 9).to_string()).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let thin = ["1"; 12];
    for kind in [ChartKind::Bar, ChartKind::StackedBar, ChartKind::Line] {
        for series in
            [vec![("", values.as_slice())], vec![("甲", &thin[..]), ("乙", &values), ("丙", &thin), ("丁", &thin)]]
        {
            let names: Vec<String> = (1..=12).map(|month| format!("{month}月")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            good(&chart_of(kind, "件", &names, &series));
        }
    }
}

#[test]
fn crowded_charts() {
    let lines = |count: usize| {
        let names: Vec<String> = (1..=count).map(|line| format!("{line}线")).collect();
        let series: Vec<(&str, &[&str])> = names.iter().map(|name| (name.as_str(), &["1", "2"][..])).collect();
        let chart = chart_of(ChartKind::Line, "", &["甲", "乙"], &series);
        crowded(&chart, &draw_in(&chart, FULL, 600.0, true)).is_some()
    };
    assert!(!lines(6) && lines(7) && lines(12));
    let slices = |count: usize, value: &str| {
        let names: Vec<String> = (1..=count).map(|slice| format!("{slice}块")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let chart = chart_of(ChartKind::Pie, "", &names, &[("", &vec![value; count])]);
        crowded(&chart, &draw_in(&chart, FULL, 600.0, true)).is_some()
    };
    assert!(!slices(12, "1") && slices(13, "1") && !slices(13, "0"));
    let narrow = |width: f64| {
        let chart = grouped(ChartKind::Bar);
        crowded(&chart, &draw_in(&chart, width, 600.0, true)).is_some()
    };
    assert!(!narrow(FULL) && narrow(30.0));
}

#[test]
fn bars_with_long_names() {
    let values: [&str; 12] = ["1200", "0", "3", "120", "40", "55", "80", "20", "12", "90", "60", "50"];
    let frame = good(&chart_of(ChartKind::Bar, "件", &OUTCOMES, &[("", &values)]));
    assert!(frame.height < Pt(330.0), "{:?}", frame.height);
}

#[test]
fn groups_of_bars_stacks_and_lines_with_a_legend() {
    for kind in [ChartKind::Bar, ChartKind::StackedBar, ChartKind::Line] {
        let frame = good(&grouped(kind));
        assert!(frame.height >= Pt(170.0) && frame.height <= Pt(240.0), "{kind:?} {:?}", frame.height);
        let reading = reading_of(&frame);
        assert!(reading.starts_with("单位：件 0") && reading.ends_with("新收申请 办结申请 行政复议"), "{reading}");
        assert!(reading.contains("2019年 201 196 9 "), "{reading}");
    }
}

#[test]
fn long_series_names() {
    let name = "公民、法人或者其他组织向本机关提出的政府信息公开申请的数量".repeat(2);
    let mut chart = grouped(ChartKind::Bar);
    for series in &mut chart.series {
        series.name.as_mut().unwrap().value = name.clone();
    }
    good(&chart);
}

#[test]
fn below_zero() {
    for kind in [ChartKind::Bar, ChartKind::Line] {
        let frame = good(&chart_of(
            kind,
            "%",
            &["一季度", "二季度", "三季度", "四季度"],
            &[("增长", &["-3.5", "2.1", "", "-0.4"]), ("同比", &["-1", "-8", "0", "6.25"])],
        ));
        assert!(reading_of(&frame).contains("-10"), "{}", reading_of(&frame));
    }
}

#[test]
fn huge_tiny_and_zero() {
    let names = ["甲", "乙", "丙"];
    for kind in [ChartKind::Bar, ChartKind::StackedBar, ChartKind::Line, ChartKind::Pie] {
        for values in [
            ["1000000000000", "999999999999", "1"],
            ["0.0000000000000000000000000001", "0", "0.0000000000000000000000000003"],
            ["79228162514264337593543950335", "79228162514264337593543950335", "1"],
            ["0", "0", "0"],
            ["", "", ""],
        ] {
            good(&chart_of(kind, "元", &names, &[("", &values)]));
        }
    }
}

#[test]
fn many_categories() {
    let names: Vec<String> = (1..=200).map(|number| format!("第{number}项")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let numbers: Vec<String> = (1..=200).map(|number: i32| (number * 37 % 211).to_string()).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    for kind in [ChartKind::Bar, ChartKind::StackedBar, ChartKind::Line, ChartKind::Pie] {
        for count in [24, 40, 200] {
            let (names, numbers) = (&names[..count], &numbers[..count]);
            let turned: Vec<&str> = numbers.iter().rev().copied().collect();
            for series in [vec![("", numbers)], vec![("甲", numbers), ("乙", &turned), ("丙", numbers)]] {
                if kind == ChartKind::Pie && series.len() > 1 {
                    continue;
                }
                let chart = chart_of(kind, "件", names, &series);
                for width in [FULL, 200.0].into_iter().take(if count == 200 { 1 } else { 2 }) {
                    let frame = draw_in(&chart, width, 600.0, true);
                    let size = judge(&chart, &frame, &format!("{kind:?} {count} {width}"));
                    let easy = count == 24 || (count == 40 && series.len() == 1);
                    assert!(size >= LEAST || !easy || width < FULL, "{kind:?} {count}: {size}");
                    assert!(frame.height <= Pt(600.0));
                }
            }
        }
    }
}

#[test]
fn strange_rooms() {
    for (width, height) in [(0.0, 0.0), (10.0, 10.0), (140.0, 40.0), (442.0, 100.0), (3000.0, 10.0)] {
        for kind in [ChartKind::Bar, ChartKind::StackedBar, ChartKind::Line, ChartKind::Pie] {
            let frame = draw_in(&grouped(kind), width, height, true);
            assert!(frame.height.0 <= height && frame.width.0 == width, "{kind:?} {width} {height}");
        }
    }
    // What the reader of data files does not let through.
    draw_in(&chart_of(ChartKind::Line, "", &[], &[]), FULL, 600.0, true);
    draw_in(&chart_of(ChartKind::Pie, "", &["甲"], &[]), FULL, 600.0, true);
    draw_in(&chart_of(ChartKind::Bar, "", &["甲"], &[("", &["1", "2", "3"])]), FULL, 600.0, true);
    draw_in(&chart_of(ChartKind::StackedBar, "", &["甲", ""], &[("", &["-1"]), ("乙", &["2"])]), FULL, 600.0, true);
}

/// Without colour nothing is grey: black or white only.
#[test]
fn black_on_white() {
    for kind in [ChartKind::Bar, ChartKind::StackedBar, ChartKind::Line, ChartKind::Pie] {
        let frame = draw_in(&grouped(kind), FULL, 600.0, false);
        let fills = shapes(&frame).into_iter().filter_map(|shape| shape.fill);
        let strokes = shapes(&frame).into_iter().filter_map(|shape| shape.stroke.as_ref()).map(|stroke| stroke.colour);
        assert!(fills.chain(strokes).all(|colour| colour == Colour::BLACK || colour == Colour::WHITE));
    }
}

/// Four numbers a line of hatching: what a chart of twelve adds to a file stays below 15 KB even before it is packed.
#[test]
fn a_drawing_is_small() {
    let values: [&str; 12] = ["470", "0", "3", "120", "40", "55", "80", "20", "12", "90", "60", "50"];
    for kind in [ChartKind::Bar, ChartKind::StackedBar, ChartKind::Line, ChartKind::Pie] {
        for colour in [true, false] {
            let frame = draw_in(&chart_of(kind, "件", &OUTCOMES, &[("", &values)]), FULL, 600.0, colour);
            let numbers: usize = shapes(&frame)
                .iter()
                .flat_map(|shape| &shape.path)
                .map(|segment| match segment {
                    Segment::Move(_) | Segment::Line(_) => 2,
                    Segment::Curve(..) => 6,
                    Segment::Close => 0,
                })
                .sum();
            assert!(numbers * 7 < 15_000, "{kind:?} {numbers}");
        }
    }
}

/// The most that `is_roomy` lets pass, in every kind: drawn in full width it is legible.
#[test]
fn what_plainly_has_room_is_legible() {
    let names = ["某某某某某某街道"; 8];
    let numbers = ["12345.67"; 8];
    for kind in [ChartKind::Bar, ChartKind::StackedBar, ChartKind::Line, ChartKind::Pie] {
        let series: &[_] =
            &[("行政机关办理数量", &numbers[..]), ("上年办理申请数量", &numbers), ("其他处理申请数量", &numbers)];
        let chart = chart_of(kind, "件", &names, if kind == ChartKind::Pie { &series[..1] } else { series });
        assert!(super::is_roomy(&chart), "{kind:?}");
        let frame = draw_in(&chart, FULL, 600.0, true);
        assert!(super::crowded(&chart, &frame).is_none(), "{kind:?}");
    }
}
