//! Pictures and charts as a reader sees them, and what cannot be shown.

use image::{ExtendedColorType, ImageEncoder, ImageFormat};
use lopdf::{Document, Object, Stream};

use crate::support::pdf::Pdf;
use crate::support::picture::{SCALE, draw};
use crate::support::{Desk, Dice, MM, assert_near, build, build_on, in_repository, report};

/// Pixels that look like a photograph to an encoder: smooth, with some noise.
fn photograph(width: u32, height: u32) -> Vec<u8> {
    let mut dice = Dice(5);
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let noise = dice.roll(24) as u32;
            pixels.extend([x * 200 / width + noise, y * 200 / height + noise, (x + y) % 200 + noise].map(|c| c as u8));
        }
    }
    pixels
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 75);
    encoder.write_image(&photograph(width, height), width, height, ExtendedColorType::Rgb8).unwrap();
    bytes
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_raw(width, height, photograph(width, height)).unwrap();
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The scan data of a JPEG: everything behind its first SOS segment (ITU-T T.81, B.2.3).
fn scan(jpeg: &[u8]) -> &[u8] {
    let at = jpeg.windows(2).position(|pair| pair == [0xFF, 0xDA]).expect("a scan");
    &jpeg[at..]
}

/// The pictures in a file.
fn pictures(bytes: &[u8]) -> Vec<Stream> {
    let file = Document::load_mem(bytes).unwrap();
    let is_picture = |stream: &Stream| {
        stream.dict.get(b"Subtype").is_ok_and(|kind| kind.as_name().is_ok_and(|kind| kind == b"Image"))
    };
    file.objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| is_picture(stream))
        .cloned()
        .collect()
}

fn filter(picture: &Stream) -> &[u8] {
    picture.dict.get(b"Filter").unwrap().as_name().unwrap()
}

/// The page of everything: every picture and chart stands in its type area, above its caption.
#[test]
fn every_kind_is_shown() {
    let desk = Desk::new();
    let data = in_repository("tests/cases/illustrations/report.toml");
    desk.run(&["build", data.to_str().unwrap(), "-o", "out.pdf"]).succeeds();
    let bytes = desk.read("out.pdf");
    let pdf = Pdf::read(bytes.clone());
    for (number, page) in (0..).zip(&pdf.pages) {
        let left = if number % 2 == 0 { 28.0 * MM } else { 26.0 * MM };
        for area in &page.pictures {
            assert!(area.x0 > left - 0.1 && area.x1 < left + 156.0 * MM + 0.1, "page {number}: {area:?}");
            assert!(area.y0 > 37.0 * MM - 0.1 && area.y1 < 262.0 * MM + 0.1, "page {number}: {area:?}");
        }
    }
    // 14 pictures, one of them twice, and one in a quote; 8 charts.
    assert_eq!(pdf.pages.iter().map(|page| page.pictures.len()).sum::<usize>(), 14);
    let text = pdf.text();
    for (number, caption) in [(1, "照片：横着存，竖着印"), (14, "矢量图"), (15, "申请办理结果"), (22, "处理决定")]
    {
        assert!(text.contains(&format!("图{number}{caption}")), "图{number}");
    }
    assert!(text.contains("引文里的图") && !text.contains("图23"));
    // In the PDF a picture is there once, however often and under whatever name it is shown.
    let jpegs = pictures(&bytes).iter().filter(|picture| filter(picture) == b"DCTDecode").count();
    assert_eq!(jpegs, 3);
    // The photograph lies on its side in its file; upright it is higher than wide.
    let photograph = pdf.pages[0].pictures[0];
    assert_near(photograph.width() / photograph.height(), 240.0 / 320.0, 0.001, "an upright photograph");
}

/// The page of everything without its pictures.
fn all_charts() -> String {
    let data = std::fs::read_to_string(in_repository("tests/cases/illustrations/report.toml")).unwrap();
    let is_picture = |line: &str| line.starts_with("> !") || line.starts_with("![") && !line.contains("chart:");
    data.lines().filter(|line| !is_picture(line)).map(|line| format!("{line}\n")).collect()
}

/// All text is black, in charts too; what is coloured are areas.
#[test]
fn text_in_charts_is_black() {
    let pdf = build(&all_charts());
    assert!(pdf.glyphs().filter(|glyph| glyph.in_figure).count() > 200);
    assert!(pdf.glyphs().all(|glyph| glyph.black && !glyph.notdef));
    let shapes = || pdf.pages.iter().flat_map(|page| &page.shapes);
    assert!(shapes().any(|shape| shape.filled && shape.colour[0] != shape.colour[2]), "no colour");
    let is_plain = |colour: [u8; 3]| colour == [0, 0, 0] || colour == [255, 255, 255];
    assert!(shapes().filter(|shape| !shape.filled).all(|shape| is_plain(shape.colour)), "a coloured line");
}

/// `color = false`: black on white, no greys.
#[test]
fn charts_without_colour() {
    let pdf = build(&all_charts().replace("[overview]", "[page]\ncolor = false\n[overview]"));
    let colours: std::collections::BTreeSet<[u8; 3]> =
        pdf.pages.iter().flat_map(|page| &page.shapes).map(|shape| shape.colour).collect();
    assert_eq!(colours.into_iter().collect::<Vec<_>>(), [[0, 0, 0], [255, 255, 255]]);
}

/// The values of a chart are those of the tables.
#[test]
fn a_chart_of_a_table_prints_its_figures() {
    let charts = "[charts.a]\nkind = 'bar'\nvalues = 'applications.received.*'\n\
                  [charts.b]\nkind = 'pie'\nunit = '件'\nvalues = { 收 = '{{ applications.received.total }}', 无 = 1 }";
    let pdf = build(&report(charts, "![甲](chart:a)\n\n![乙](chart:b)"));
    let text: String = pdf.glyphs().filter(|glyph| glyph.in_figure).map(|glyph| glyph.text.as_str()).collect();
    for expected in ["自然人3", "商业企业1", "科研机构0", "收4件（80.00%）", "无1件（20.00%）"] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
}

/// The scan data go into the file as they are; what the camera tells does not.
#[test]
fn a_jpeg_is_not_touched() {
    let desk = Desk::new();
    let plain = jpeg(400, 300);
    let secret = b"Exif\0\0GPS 36N 117E";
    let mut told = plain[..2].to_vec();
    told.extend([0xFF, 0xE1, 0, (secret.len() + 2) as u8]);
    told.extend(secret);
    told.extend([0xFF, 0xFE, 0, 8]);
    told.extend(b"SECRET");
    told.extend(&plain[2..]);
    desk.put("a.jpg", &told);
    build_on(&desk, &report("", "![甲](a.jpg)"));
    let bytes = desk.read("report.pdf");
    let [picture] = &pictures(&bytes)[..] else { panic!("one picture") };
    assert_eq!(filter(picture), b"DCTDecode");
    assert!(scan(&picture.content) == scan(&plain), "the scan data differ");
    for told in [&b"GPS"[..], b"SECRET"] {
        assert!(!bytes.windows(told.len()).any(|window| window == told));
    }
}

/// Above 300 dpi pixels are scaled down, and the build says so; a JPEG only if told.
#[test]
fn what_is_too_fine_is_scaled_down() {
    // 156 mm at 300 dpi are 1842.5 pixels.
    let size = |bytes: &[u8]| {
        let pictures = pictures(bytes);
        let side = |key: &[u8]| pictures[0].dict.get(key).unwrap().as_i64().unwrap();
        (side(b"Width"), side(b"Height"), filter(&pictures[0]).to_vec())
    };
    let desk = Desk::new();
    desk.put("a.png", png(2400, 240));
    desk.put("a.jpg", jpeg(2400, 240));
    desk.put("report.toml", report("", "![甲](a.png)"));
    let run = desk.run(&["build", "report.toml"]);
    run.succeeds();
    assert!(run.messages.contains("picture-scaled") && run.messages.contains("391 dpi"), "{}", run.messages);
    let (width, height, kind) = size(&desk.read("report.pdf"));
    assert!((1842..=1844).contains(&width) && (184..=185).contains(&height), "{width} × {height}");
    assert_eq!(kind, b"FlateDecode");

    desk.put("report.toml", report("", "![甲](a.jpg)"));
    let run = desk.run(&["build", "report.toml"]);
    assert!(!run.messages.contains("picture-scaled"), "{}", run.messages);
    assert_eq!(size(&desk.read("report.pdf")), (2400, 240, b"DCTDecode".to_vec()));

    desk.put("report.toml", report("[page]\nmax_dpi = 150", "![甲](a.jpg)"));
    let run = desk.run(&["build", "report.toml"]);
    assert!(run.messages.contains("picture-scaled"), "{}", run.messages);
    let (width, _, kind) = size(&desk.read("report.pdf"));
    assert!((921..=922).contains(&width), "{width}");
    assert_eq!(kind, b"DCTDecode");
}

/// A picture never leaves the type area and never stands on another page than its caption.
#[test]
fn a_picture_stays_with_its_caption() {
    let desk = Desk::new();
    desk.put("a.png", png(300, 400));
    // At whatever height of the page it begins.
    for lines in 1..22 {
        let text = format!("{}![题注在下](a.png)\n\n后文", "文\n\n".repeat(lines));
        let pdf = build_on(&desk, &report("", &text));
        let page = pdf.pages.iter().find(|page| !page.pictures.is_empty()).unwrap();
        let caption = page.lines_of(12.0).into_iter().find(|line| line.text().contains("题注在下"));
        let caption = caption.unwrap_or_else(|| panic!("{lines} lines above: no caption"));
        let foot = page.pictures[0].y1;
        assert!(caption.first().y > foot && caption.first().y < foot + 30.0, "{lines} lines above");
        assert!(foot < 262.0 * MM && page.pictures[0].y0 > 37.0 * MM - 0.1, "{lines} lines above");
    }
}

/// A heading is never left alone by the picture below it, however high that is.
#[test]
fn a_heading_stays_with_its_picture() {
    let desk = Desk::new();
    desk.put("a.png", png(600, 2000));
    let pdf = build_on(&desk, &report("", &format!("{}## 标题\n\n![题](a.png)\n\n后文", "文\n\n".repeat(5))));
    let page = pdf.pages.iter().find(|page| !page.pictures.is_empty()).unwrap();
    assert!(page.body().iter().any(|line| line.text() == "（一）标题"));
}

/// The text below a picture is on the grid again: baselines differ by whole pitches (225/22 mm).
#[test]
fn text_returns_to_the_grid() {
    let desk = Desk::new();
    desk.put("a.png", png(301, 97));
    let pdf = build_on(&desk, &report("", "前文\n\n![题](a.png) ![题](a.png)\n\n后文\n\n![](a.png '说明')\n\n末文"));
    let pitch = 225.0 / 22.0 * MM;
    let lines = pdf.pages[0].body();
    for pair in lines.windows(2) {
        let steps = (pair[1].first().y - pair[0].first().y) / pitch;
        assert!((steps - steps.round()).abs() * pitch < 0.05, "{steps}");
    }
}

/// 12 categories cost at most 15 KB.
#[test]
fn a_chart_is_small() {
    let names = "甲 乙 丙 丁 戊 己 庚 辛 壬 癸 子 丑";
    let values: Vec<String> = names.split(' ').zip(1..).map(|(name, value)| format!("{name} = {value}")).collect();
    let size = |kind: &str| {
        let desk = Desk::new();
        let (charts, call) = match kind {
            "" => (String::new(), ""),
            kind => (format!("[charts.a]\nkind = '{kind}'\nvalues = {{ {} }}", values.join(", ")), "![图题](chart:a)"),
        };
        // The glyphs are there either way.
        build_on(&desk, &report(&charts, &format!("{names} 0123456789.% （图题）件单位：\n\n{call}")));
        desk.read("report.pdf").len()
    };
    let without = size("");
    for kind in ["pie", "bar", "stacked-bar", "line"] {
        let cost = size(kind) - without;
        assert!(cost <= 15_000, "{kind}: {cost} bytes");
    }
}

#[test]
fn the_same_pictures_give_the_same_bytes() {
    let bytes = || {
        let desk = Desk::new();
        let data = in_repository("tests/cases/illustrations/report.toml");
        desk.run(&["build", data.to_str().unwrap(), "-o", "out.pdf"]).succeeds();
        desk.read("out.pdf")
    };
    assert!(bytes() == bytes());
}

/// The report is refused with this code at its place, by `build` and by `check`.
#[track_caller]
fn refused(desk: &Desk, data: &str, exit: i32, code: &str, place: &str) {
    desk.put("report.toml", data);
    for verb in ["build", "check"] {
        let run = desk.run(&[verb, "report.toml"]);
        let said = format!("{}{}", run.messages, String::from_utf8_lossy(&run.out));
        assert_eq!(run.code, exit, "{verb}: {said}");
        let at = data.find(place).expect("the place");
        let line = data[..at].matches('\n').count() + 1;
        assert!(said.contains(&format!("[{code}]")), "{verb}: no {code} in {said}");
        assert!(said.contains(&format!("report.toml:{line}:")), "{verb}: not on line {line}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
    assert!(!desk.names().contains(&"report.pdf".to_owned()));
}

/// A PNG that claims a size and holds nothing.
fn claimed(width: u32, height: u32) -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let mut crc = flate2::Crc::new();
    crc.update(&header);
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0D".to_vec();
    png.extend(header);
    png.extend(crc.sum().to_be_bytes());
    png.extend(b"\0\0\0\0IDAT\x35\xAF\x06\x1E\0\0\0\0IEND\xAE\x42\x60\x82");
    png
}

#[test]
fn pictures_that_cannot_be_shown() {
    let desk = Desk::new();
    let show = |name: &str| report("", &format!("前文\n\n![题]({name})"));
    refused(&desk, &show("none.png"), 3, "picture-file", "![题]");
    std::fs::create_dir(desk.path("folder.png")).unwrap();
    refused(&desk, &show("folder.png"), 3, "picture-file", "![题]");
    refused(&desk, &show("https://a.cn/b.png"), 1, "picture-file", "![题]");
    for (name, bytes, code) in [
        ("text.png", b"no picture".to_vec(), "picture-format"),
        ("empty.png", Vec::new(), "picture-format"),
        ("heic.jpg", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), "picture-format"),
        ("cut.png", png(40, 40)[..600].to_vec(), "picture-broken"),
        ("cut.jpg", jpeg(40, 40)[..700].to_vec(), "picture-broken"),
        ("huge.png", claimed(100_000, 100_000), "limit-picture"),
        ("wide.png", claimed(u32::MAX, 1), "picture-broken"),
    ] {
        desk.put(name, bytes);
        let data = show(name);
        desk.put("report.toml", &data);
        let code = if name == "wide.png" { any_of(&desk, &["limit-picture", "picture-broken"]) } else { code };
        refused(&desk, &data, 1, code, "![题]");
    }
}

/// The one of these codes that is given.
fn any_of<'c>(desk: &Desk, codes: &[&'c str]) -> &'c str {
    let messages = desk.run(&["build", "report.toml"]).messages;
    codes.iter().find(|code| messages.contains(*code)).unwrap_or_else(|| panic!("{messages}"))
}

/// Limits can be set.
#[test]
fn limits_can_be_set() {
    let desk = Desk::new();
    desk.put("a.png", png(1200, 1000));
    desk.put("report.toml", report("", "![题](a.png)"));
    desk.run(&["build", "report.toml"]).succeeds();
    for limit in ["--max-megapixels", "--max-picture-memory"] {
        let run = desk.run(&["build", "report.toml", limit, "1"]);
        assert_eq!(run.code, 1);
        assert!(run.messages.contains("limit-picture"), "{}", run.messages);
    }
}

#[test]
fn pictures_outside_the_folder() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("report")).unwrap();
    desk.put("out.png", png(20, 20));
    let data = report("", "![题](../out.png)");
    desk.put("report/report.toml", &data);
    let run = desk.run(&["build", "report/report.toml"]);
    assert_eq!(run.code, 1);
    assert!(run.messages.contains("picture-file") && run.messages.contains("--allow-outside"), "{}", run.messages);
    desk.run(&["build", "report/report.toml", "--allow-outside"]).succeeds();

    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../out.png", desk.path("report/link.png")).unwrap();
        desk.put("report/report.toml", report("", "![题](link.png)"));
        let run = desk.run(&["build", "report/report.toml"]);
        assert_eq!(run.code, 1);
        assert!(run.messages.contains("picture-file"), "{}", run.messages);
    }
}

#[test]
fn drawings_that_cannot_be_shown() {
    let desk = Desk::new();
    let nodes = "<g/>".repeat(1_000_000);
    let bomb: String = (1..9)
        .map(|level| {
            let before = level - 1;
            let uses = format!("<use href='#u{before}'/>").repeat(10);
            format!("<g id='u{level}'>{uses}</g>")
        })
        .collect();
    for (inside, what) in [
        ("<script>alert(1)</script>", "a script"),
        ("<rect width='1' height='1' onclick='a()'/>", "an event"),
        ("<image href='http://a.cn/b.png' width='1' height='1'/>", "an outside picture"),
        ("<use href='other.svg#a'/>", "an outside part"),
        ("<rect width='1' height='1' style='fill:url(http://a.cn/#b)'/>", "an outside paint"),
        ("<style>@import 'a.css';</style>", "an outside style"),
        ("<foreignObject width='9' height='9'><p>甲</p></foreignObject>", "foreign content"),
        (&format!("<g id='u0'><rect width='1' height='1'/></g>{bomb}"), "parts within parts"),
        (&nodes, "a million nodes"),
    ] {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'>{inside}</svg>");
        desk.put("a.svg", svg);
        let data = report("", "前文\n\n![题](a.svg)");
        desk.put("report.toml", &data);
        let code = any_of(&desk, &["picture-svg", "limit-picture"]);
        println!("{what}: {code}");
        refused(&desk, &data, 1, code, "![题]");
    }
    let laughs = "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>\
                  <svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>&b;</text></svg>";
    desk.put("a.svg", laughs);
    refused(&desk, &report("", "![题](a.svg)"), 1, "picture-svg", "![题]");
}

#[test]
fn charts_that_cannot_be_drawn() {
    let desk = Desk::new();
    for (chart, place, code) in [
        ("kind = 'pie'\nvalues = {}", "charts.a", "chart-empty"),
        ("kind = 'pie'\nvalues = { 甲 = -1 }", "values = { 甲", "chart-value"),
        ("kind = 'bar'\nvalues = { 甲 = nan }", "values = { 甲", "chart-value"),
        ("kind = 'bar'\nvalues = { 甲 = inf }", "values = { 甲", "chart-value"),
        ("kind = 'bar'", "charts.a", "chart-shape"),
        ("kind = 'cake'\nvalues = { 甲 = 1 }", "kind = 'cake'", "wrong-type"),
        ("kind = 'bar'\ncategories = ['甲']\nvalues = [1, 2]", "values = [1", "chart-shape"),
    ] {
        refused(&desk, &report(&format!("[charts.a]\n{chart}"), "![题](chart:a)"), 1, code, place);
    }
    refused(&desk, &report("", "前文\n\n![题](chart:a)"), 1, "chart-unknown", "![题]");
}

/// A chart that is called nowhere would be lost in silence.
#[test]
fn a_chart_that_is_shown_nowhere() {
    let desk = Desk::new();
    desk.put("report.toml", report("[charts.a]\nkind = 'bar'\nvalues = { 甲 = 1 }", "文"));
    let run = desk.run(&["build", "report.toml"]);
    run.succeeds();
    assert!(run.messages.contains("chart-unused"), "{}", run.messages);
}

/// Fifty photographs of 4000 × 3000 and 1 MB take at most 100 MiB over a report of text alone, and none is coded anew.
/// Memory is measured as the address space that the program must be given (`ulimit -v`).
#[cfg(target_os = "linux")]
#[test]
fn fifty_photographs() {
    use std::process::{Command, Stdio};
    let desk = Desk::new();
    let photograph = photograph_of_a_megabyte();
    let names: Vec<String> = (0..50).map(|number| format!("{number}.jpg")).collect();
    for (number, name) in names.iter().enumerate() {
        desk.put(name, varied(&photograph, number));
    }
    let shown: Vec<String> = names.iter().map(|name| format!("![照片]({name})")).collect();
    desk.put("text.toml", report("", "文"));
    desk.put("photographs.toml", report("", &shown.join("\n\n")));
    let runs_in = |mib: usize, name: &str| {
        let command = format!("ulimit -v {}; exec \"$0\" build {name}", mib * 1024);
        let mut command_line = Command::new("sh");
        command_line.args(["-c", &command, env!("CARGO_BIN_EXE_nianbao")]).current_dir(desk.path("."));
        // The standard library asks for memory to print a backtrace, and waits for itself where there is none.
        command_line.env("RUST_BACKTRACE", "0");
        let status = command_line.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a shell");
        status.success()
    };
    let mut least = 64..1024;
    while least.len() > 4 {
        let middle = least.start + least.len() / 2;
        if runs_in(middle, "text.toml") { least.end = middle } else { least.start = middle }
    }
    assert!(runs_in(least.end + 100, "photographs.toml"), "text alone takes {} MiB", least.end);

    let pictures = pictures(&desk.read("photographs.pdf"));
    assert_eq!(pictures.len(), 50);
    for (number, picture) in pictures.iter().enumerate() {
        assert!(scan(&picture.content) == scan(&varied(&photograph, number)), "photograph {number} was coded anew");
    }
}

/// 4000 × 3000 pixels in about 1 MB: noise in blocks, so that there is something to code.
#[cfg(target_os = "linux")]
fn photograph_of_a_megabyte() -> Vec<u8> {
    let (width, height) = (4000, 3000);
    let mut dice = Dice(11);
    let noise: Vec<u8> = (0..1000 * 750).map(|_| dice.roll(200) as u8).collect();
    let pixels: Vec<u8> =
        (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| noise[y / 4 * 1000 + x / 4]).collect();
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 8);
    encoder.write_image(&pixels, width as u32, height as u32, ExtendedColorType::L8).unwrap();
    bytes
}

/// Another photograph of the same size: one byte of its scan changed.
#[cfg(target_os = "linux")]
fn varied(jpeg: &[u8], number: usize) -> Vec<u8> {
    let mut jpeg = jpeg.to_vec();
    let plain = |at: &usize| jpeg[at - 1] != 0xFF && jpeg[*at] != 0xFF && jpeg[*at] != 0xFE && jpeg[at + 1] != 0;
    let at = (jpeg.len() / 2..).filter(plain).nth(number).expect("a byte");
    jpeg[at] ^= 1;
    jpeg
}

/// Under one path, another path to the same file, or as another file that holds the same.
#[test]
fn a_picture_used_twice_is_in_the_file_once() {
    let desk = Desk::new();
    desk.put("a.png", png(60, 40));
    desk.put("b.png", png(60, 40));
    build_on(&desk, &report("", "![甲](a.png)\n\n![乙](./a.png) ![丙](b.png)"));
    let bytes = desk.read("report.pdf");
    assert_eq!(pictures(&bytes).len(), 1);
    let file = Document::load_mem(&bytes).unwrap();
    let page = file.get_dictionary(file.page_iter().next().unwrap()).unwrap();
    let resources = file.get_dict_in_dict(page, b"Resources").unwrap();
    assert!(matches!(resources.get(b"XObject").unwrap(), Object::Reference(_)));
}

/// A gradient and a pattern are as large as the shape that they fill: a quarter along, a quarter of the way from black to
/// white, and five stripes of ten.
#[test]
fn gradients_and_patterns_are_as_large_as_what_they_fill() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='100'><defs>\
               <linearGradient id='g'><stop offset='0'/><stop offset='1' stop-color='white'/></linearGradient>\
               <pattern id='p' width='80' height='50' patternUnits='userSpaceOnUse'><rect width='40' height='50'/></pattern>\
               </defs><rect width='400' height='50' fill='url(#g)'/><rect y='50' width='400' height='50' fill='url(#p)'/></svg>";
    let desk = Desk::new();
    desk.put("a.svg", svg);
    desk.put("r.toml", report("", "![渐变和条纹](a.svg){width=100%}"));
    desk.run(&["build", "r.toml", "--allow-errors"]).succeeds();
    let page = draw(desk.read("r.pdf"), 0.0).into_iter().next().expect("a page");
    // The type area begins 28 mm from the left edge and is 156 mm wide (GB/T 9704-2012, 5.2.1).
    let grey = |row: usize, part: f64| {
        let x = (28.0 + 156.0 * part) * MM * SCALE;
        f64::from(page.pixels[row * page.width + x as usize])
    };
    let is_dark = |row: &usize| grey(*row, 0.01) < 20.0;
    let rows: Vec<usize> = (0..page.height).filter(is_dark).collect();
    assert_near(rows.len() as f64, 156.0 / 4.0 * MM * SCALE, 3.0, "a quarter as high as wide");
    let (gradient, stripes) = (rows[rows.len() / 4], rows[rows.len() * 3 / 4]);
    for part in [0.25, 0.5, 0.75] {
        assert_near(grey(gradient, part), 255.0 * part, 8.0, "on its way to white");
    }
    for at in 0..10 {
        let expected = if at % 2 == 0 { 0.0 } else { 255.0 };
        assert_near(grey(stripes, (f64::from(at) + 0.5) / 10.0), expected, 8.0, "a stripe");
    }
}
