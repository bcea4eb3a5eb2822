//! Drawings that may be, and those that may not.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use image::{DynamicImage, ImageFormat, RgbImage};

use super::super::samples::{JpegSample, exif, written};
use super::super::{Ink, Limits, Picture};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Lang;
use crate::text::Faces;
use crate::units::Pt;

const INCH: Pt = Pt(72.0);

fn svg(body: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='40' height='20'>{body}</svg>"
    )
}

fn read(file: &str) -> Result<Picture, Diagnostic> {
    Picture::read(file.as_bytes().to_vec(), &Limits::default())
}

fn drawn(file: &str) -> Vec<u8> {
    let faces = Faces::embedded();
    let picture = read(file).expect("read");
    picture.verify(&Limits::default(), &faces).expect("sound");
    match picture.embed(INCH, INCH, None, &Limits::default(), &faces).expect("drawn").ink {
        Ink::Vector { pdf } => pdf,
        ink => panic!("{ink:?}"),
    }
}

/// All streams of a PDF file, unpacked.
fn streams_of(pdf: &[u8]) -> Vec<(lopdf::Dictionary, Vec<u8>)> {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let streams = document.objects.into_values().filter_map(|object| match object {
        lopdf::Object::Stream(stream) => {
            let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            Some((stream.dict, content))
        }
        _ => None,
    });
    streams.collect()
}

/// Curves in all that is drawn.
fn curves(pdf: &[u8]) -> usize {
    let streams = streams_of(pdf);
    let texts = streams.iter().filter(|(dict, _)| !dict.has(b"N")).map(|(_, content)| String::from_utf8_lossy(content));
    texts.map(|text| text.lines().filter(|line| line.ends_with(" c")).count()).sum()
}

/// Code and Chinese message of what refuses a drawing, when it is read or when it is drawn.
fn refused(file: &str) -> (&'static str, String) {
    let refusal = read(file).and_then(|picture| picture.verify(&Limits::default(), &Faces::embedded())).unwrap_err();
    assert!(refusal.help.is_some());
    (refusal.code(), refusal.message.in_lang(Lang::Zh).to_owned())
}

#[test]
fn a_drawing_becomes_a_page_of_its_size() {
    let file = svg("<rect width='10' height='10' fill='#f00'/>");
    assert_eq!(read(&file).expect("read").size(), (Pt(30.0), Pt(15.0)));
    let document = lopdf::Document::load_mem(&drawn(&file)).expect("a PDF");
    let page = *document.get_pages().get(&1).expect("a page");
    let media = document.get_dictionary(page).and_then(|page| page.get(b"MediaBox")).and_then(lopdf::Object::as_array);
    let sides: Vec<f32> = media.expect("a box").iter().map(|side| side.as_float().expect("number")).collect();
    assert_eq!(sides, [0.0, 0.0, 30.0, 15.0]);
}

#[test]
fn sizes_follow_the_view_box_and_units() {
    let size = |attributes: &str| {
        read(&format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>")).map(|picture| picture.size())
    };
    assert_eq!(size("viewBox='0 0 96 48'"), Ok((INCH, INCH / 2.0)));
    assert_eq!(size("width='1in' height='72pt'"), Ok((INCH, INCH)));
    assert!(size("width='0' height='10'").is_err());
    assert!(size("width='1e9' height='10'").is_err());
    assert!(size("width='NaN' viewBox='0 0 1e30 1e30'").is_err());
    let unsized_text = "<svg xmlns='http://www.w3.org/2000/svg'><text y='9'>年</text></svg>";
    assert!(refused(unsized_text).1.contains("大小"));
    assert!(read("<svg xmlns='http://www.w3.org/2000/svg'><rect width='12' height='8'/></svg>").is_ok());
}

#[test]
fn text_is_drawn_with_the_faces_of_the_report() {
    let text = |style: &str, text: &str| curves(&drawn(&svg(&format!("<text y='15' {style}>{text}</text>"))));
    let body = text("", "年");
    assert!(body > 10, "{body}");
    // Other faces, other outlines.
    let (bold, kai) = (text("font-weight='bold'", "年"), text("font-family='KaiTi'", "年"));
    assert!(bold != body && kai != body && bold != kai, "{body} {bold} {kai}");
    assert_eq!(text("font-family='SimHei'", "年"), bold);
    // 镕 is in none of Fandol's faces; the fallback has it, beside a character that Fandol has.
    assert!(text("", "镕") > 10);
    assert!(text("", "年镕") > body + 10);
    // Nothing of the text stays text.
    let pdf = drawn(&svg("<text y='15'>年报</text>"));
    assert!(streams_of(&pdf).iter().all(|(_, content)| !content.windows(3).any(|part| part == b"Tf ")));
}

#[test]
fn a_character_without_a_face_is_refused() {
    let (code, message) = refused(&svg("<text y='15'>年\u{13000}</text>"));
    assert_eq!(code, "missing-character");
    assert!(message.contains("U+13000") && message.contains("第 1 行"), "{message}");
}

#[test]
fn the_same_drawing_gives_the_same_bytes() {
    let shapes: String = (0..9)
        .map(|at| format!("<g opacity='0.{at}5'><rect x='{at}' width='5' height='5' fill='url(#a)'/></g>"))
        .collect();
    let file = svg(&format!(
        "<linearGradient id='a'><stop stop-color='red'/><stop offset='1' stop-color='blue' stop-opacity='0.5'/></linearGradient>
         <clipPath id='c'><circle r='9'/></clipPath><g clip-path='url(#c)'>{shapes}</g><text y='9'>年报</text>"
    ));
    // Hash maps have another order each time.
    let first = drawn(&file);
    for _ in 0..5 {
        assert!(first == drawn(&file));
    }
}

#[test]
fn what_may_not_stand_in_a_drawing() {
    let cases = [
        ("<script>alert(1)</script>", "脚本"),
        ("<rect onclick='a()'/>", "脚本（属性 onclick）"),
        ("<g><foreignObject/></g>", "foreignObject"),
        ("<flowRoot/>", "flowRoot"),
        ("<rect><animate/></rect>", "动画"),
        ("<set/>", "动画"),
        ("<image href='photo.png'/>", "photo.png"),
        ("<image xlink:href='http://x/y.png'/>", "http://x/y.png"),
        ("<image href='file:///etc/passwd'/>", "/etc/passwd"),
        ("<use href='other.svg#a'/>", "other.svg"),
        ("<a href='http://x/'><rect/></a>", "超链接"),
        ("<image href='data:image/svg+xml,&lt;svg/>'/>", "image/svg+xml"),
        ("<rect fill='url(http://x/#a)'/>", "http://x/#a"),
        ("<rect style='fill: URL( \"b.svg#a\" )'/>", "b.svg#a"),
        ("<style>@import 'a.css';</style>", "@import"),
        ("<style>a{fill:url(x.svg#y)}</style>", "x.svg#y"),
        ("<style>@font-face{src:url('f.ttf')}</style>", "f.ttf"),
        ("<filter id='f'/><rect filter='url(#f)'/>", "滤镜"),
        ("<rect style='filter:blur(2px)'/>", "滤镜"),
        ("<path d='M0 0A1e20 1 1 0 0 1 1'/>", "太大"),
        ("<style>a{stroke-width:1e20}</style>", "太大"),
        ("<style><![CDATA[.a{filter:url(#f)}]]></style>", "滤镜"),
    ];
    for (body, word) in cases {
        let (code, message) = refused(&svg(&format!("<title>a</title>\n{body}")));
        assert_eq!(code, "picture-svg", "{body}");
        assert!(message.contains(word) && message.contains("第 2 行"), "{body}: {message}");
    }
    for body in [
        "<filter id='f'/><rect filter='none'/>",
        "<linearGradient id='a'/><rect fill='url(#a)'/><a href='#a'/>",
        "<style>.a{fill:url(#p)}</style>",
        "<metadata><x:y xmlns:x='x' x:resource='http://x' href='http://x'/></metadata>",
    ] {
        assert!(read(&svg(body)).is_ok(), "{body}");
    }
    assert!(refused(&format!("<?xml-stylesheet href='a.css'?>{}", svg(""))).1.contains("外部样式表"));
    assert_eq!(refused("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'>").0, "picture-broken");
    assert_eq!(refused("<svg width='1' height='1'><g></svg>").0, "picture-broken");
    let latin1 = [b"<svg>".as_slice(), b"\xE9</svg>"].concat();
    assert_eq!(Picture::read(latin1, &Limits::default()).unwrap_err().code(), "picture-svg");
    let mut large = svg("").into_bytes();
    large.resize(17 << 20, b' ');
    assert_eq!(Picture::read(large, &Limits::default()).unwrap_err().code(), "limit-picture");
}

#[test]
fn entities_that_multiply_are_refused() {
    let laughs: String =
        (1..10).map(|at| format!("<!ENTITY l{at} '{}'>", format!("&l{};", at - 1).repeat(10))).collect();
    let file = format!(
        "<!DOCTYPE svg [<!ENTITY l0 'ha'>{laughs}]><svg xmlns='http://www.w3.org/2000/svg'><text>&l9;</text></svg>"
    );
    let (code, message) = refused(&file);
    assert_eq!(code, "picture-svg");
    assert!(message.contains("实体"));
}

#[test]
fn references_that_multiply_are_refused() {
    let chain = |element: &dyn Fn(usize) -> String| (1..12).map(element).collect::<String>();
    let uses = chain(&|at| format!("<g id='g{at}'>{}</g>", format!("<use href='#g{}'/>", at - 1).repeat(10)));
    let patterns = chain(&|at| {
        let rect = format!("<rect width='1' height='1' fill='url(#p{})'/>", at - 1);
        format!("<pattern id='p{at}' width='1' height='1'>{}</pattern>", rect.repeat(10))
    });
    let by_sheet = chain(&|at| {
        let rect = format!("<rect class='c{}' width='1' height='1'/>", at - 1);
        format!(
            "<style>.c{at}{{fill:url(#p{at})}}</style><pattern id='p{at}' width='1' height='1'>{}</pattern>",
            rect.repeat(10)
        )
    });
    let masks =
        chain(&|at| format!("<mask id='m{at}'>{}</mask>", format!("<rect mask='url(#m{})'/>", at - 1).repeat(10)));
    let marked = format!(
        "<marker id='k'>{}</marker><path marker-mid='url(#k)' d='{}'/>",
        "<rect/>".repeat(100),
        "h1".repeat(5000)
    );
    for body in [format!("<rect id='g0'/>{uses}"), patterns, by_sheet, masks, marked] {
        assert_eq!(refused(&svg(&body)).0, "limit-picture");
    }
    let long: String = (1..5000).map(|at| format!("<use id='u{at}' href='#u{}'/>", at - 1)).rev().collect();
    assert_eq!(refused(&svg(&format!("{long}<rect id='u0'/>"))).0, "limit-picture");
    for body in ["<g id='a'><use href='#a'/></g>", "<mask id='m'><rect mask='url(#m)'/></mask>"] {
        let (code, message) = refused(&svg(body));
        assert!(code == "picture-svg" && message.contains("它自己"), "{message}");
    }
    assert_eq!(refused(&svg(&format!("<text>{}</text>", "年".repeat(20_000)))).0, "limit-picture");
    assert!(read(&svg(&format!("<desc>{}</desc>", "年".repeat(20_000)))).is_ok());
    assert_eq!(refused(&svg(&"<g>".repeat(100_000))).0, "limit-picture");
    assert_eq!(refused(&svg(&"<g/>".repeat(100_001))).0, "limit-picture");
}

#[test]
fn a_photograph_within_tells_nothing() {
    let base64 = |data: &[u8]| {
        let signs = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let sign = |bits: u32| char::from(signs[(bits & 63) as usize]);
        let group = |bytes: &[u8]| {
            let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(*bytes.get(at).unwrap_or(&0)));
            let all = [sign(bits >> 18), sign(bits >> 12), sign(bits >> 6), sign(bits)];
            let kept: String = all[..=bytes.len()].iter().collect();
            format!("{kept:=<4}")
        };
        data.chunks(3).map(group).collect::<String>()
    };
    let image = |kind: &str, data: &[u8]| {
        svg(&format!("<image width='8' height='8' href='data:image/{kind};base64,{}'/>", base64(data)))
    };
    let tagged = |orientation: u16| [b"Exif\0\0".as_slice(), &exif(orientation, 72)].concat();
    let upright = JpegSample::new((16, 8), &[76, 85, 255]).with(0xE1, &tagged(1)).file();
    let pdf = drawn(&image("jpeg", &upright));
    assert!(!pdf.windows(3).any(|part| part == b"GPS"));
    let is_jpeg = |dict: &lopdf::Dictionary| {
        dict.get(b"Filter").and_then(lopdf::Object::as_name).is_ok_and(|name| name == b"DCTDecode")
    };
    assert!(streams_of(&pdf).iter().any(|(dict, _)| is_jpeg(dict)));
    // Turned, and of four components: as pixels.
    for sample in
        [JpegSample::new((16, 8), &[76, 85, 255]).with(0xE1, &tagged(6)), JpegSample::new((8, 8), &[1, 2, 3, 4])]
    {
        let pdf = drawn(&image("jpeg", &sample.file()));
        let dicts: Vec<_> = streams_of(&pdf).into_iter().map(|(dict, _)| dict).collect();
        assert!(!dicts.iter().any(is_jpeg) && dicts.iter().any(|dict| dict.has(b"Width")));
    }
    let deep = DynamicImage::ImageRgb16(image::ImageBuffer::from_pixel(4, 4, image::Rgb([1, 2, 65_535])));
    let pdf = drawn(&image("png", &written(&deep, ImageFormat::Png)));
    let bits = |dict: &lopdf::Dictionary| dict.get(b"BitsPerComponent").and_then(lopdf::Object::as_i64).ok();
    assert!(streams_of(&pdf).iter().any(|(dict, _)| bits(dict) == Some(8)));
    assert_eq!(refused(&image("png", &upright[..40])).0, "picture-broken");
    let large = written(&DynamicImage::ImageRgb8(RgbImage::new(100, 100)), ImageFormat::Png);
    let limits = Limits { pixels: 9_999, ..Limits::default() };
    let refusal = Picture::read(image("png", &large).into_bytes(), &limits).unwrap_err();
    assert_eq!(refusal.code(), "limit-picture");
}

/// Numbers at the edge of what a float holds: drawn or refused, but neither panics nor takes forever.
#[test]
fn odd_numbers_do_no_harm() {
    let faces = Faces::embedded();
    let numbers = ["0", "-1", "1e-40", "1e-20", "1e5", "9e8", "3e38", "1e400", "NaN"];
    let bodies = [
        "<g opacity='.5' transform='scale(#)'><rect width='5' height='5'/></g>",
        "<g opacity='.5' transform='translate(#)'><rect width='#' height='5' stroke='red' stroke-width='#'/></g>",
        "<g opacity='.5' transform='skewX(#)' clip-path='url(#c)'><circle r='#'/></g><clipPath id='c'><rect width='#' height='1'/></clipPath>",
        "<path d='M0 0A# # # 0 1 # 9' stroke='red' stroke-dasharray='#' stroke-dashoffset='#' stroke-miterlimit='#'/>",
        "<pattern id='p' width='#' height='#' viewBox='0 0 # #'><rect width='1' height='1'/></pattern><rect width='9' height='9' fill='url(#p)'/>",
        "<linearGradient id='l' x1='#' gradientTransform='scale(#)'><stop/><stop offset='#' stop-color='red' stop-opacity='#'/></linearGradient><rect width='9' height='9' fill='url(#l)' stroke='url(#l)'/>",
        "<radialGradient id='r' r='#' fx='#'><stop/><stop offset='1' stop-color='red'/></radialGradient><rect width='9' height='9' fill='url(#r)'/>",
        "<marker id='m' markerWidth='#' viewBox='0 0 # 1'><rect width='1' height='1'/></marker><path marker-start='url(#m)' stroke='red' d='M0 0h9'/>",
        "<mask id='m' x='#' width='#' height='1'><rect width='9' height='9' fill='#fff'/></mask><rect mask='url(#m)' width='9' height='9'/>",
        "<text font-size='#' letter-spacing='#' textLength='#' x='#' rotate='#' opacity='.5'>年ab</text>",
        "<path id='t' d='M0 0h# v#'/><text><textPath href='#t' startOffset='#'>年ab</textPath></text>",
        "<svg x='#' width='#' height='#' viewBox='0 0 # #'><rect width='50%' height='1'/></svg>",
    ];
    for body in bodies {
        for number in numbers {
            // `#` before a letter names something.
            let mut file = String::new();
            let mut signs = body.chars().peekable();
            while let Some(sign) = signs.next() {
                let is_name = signs.peek().is_some_and(|next| next.is_ascii_lowercase());
                if sign == '#' && !is_name { file.push_str(number) } else { file.push(sign) }
            }
            if let Ok(picture) = read(&svg(&file)) {
                let started = std::time::Instant::now();
                let _ = picture.verify(&Limits::default(), &faces);
                assert!(started.elapsed().as_secs() < 20, "{file}");
            }
        }
    }
}
