//! Drawings that may be, and those that may not.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::super::{Graphic, Limits, Picture};
use crate::diagnostic::{Diagnostic, Lang};
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

/// The path data of all that is drawn.
fn outlines(file: &str) -> String {
    let faces = Faces::embedded();
    let picture = read(file).expect("read");
    let prepared = picture.prepare(INCH, INCH, None, &Limits::default(), &faces).expect("resolved");
    let Graphic::Svg(svg) = prepared.graphic else { panic!() };
    let file = svg.to_svg();
    // Nothing of the text stays text.
    assert!(!file.contains("<text"), "{file}");
    file.split(" d=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Code and Chinese message of what is wrong with a drawing, found when it is read or when it is resolved.
fn fault_of(file: &str) -> (&'static str, String) {
    let fault =
        read(file).and_then(|picture| picture.verify(&Limits::default(), &Faces::embedded(), |_| Ok(()))).unwrap_err();
    assert!(fault.help.is_some());
    (fault.code(), fault.message.in_lang(Lang::Zh).to_owned())
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
    assert!(fault_of(unsized_text).1.contains("大小"));
    assert!(read("<svg xmlns='http://www.w3.org/2000/svg'><rect width='12' height='8'/></svg>").is_ok());
}

#[test]
fn text_is_drawn_with_the_faces_of_the_report() {
    let text = |style: &str, text: &str| outlines(&svg(&format!("<text y='15' {style}>{text}</text>")));
    let body = text("", "年");
    assert!(body.len() > 100, "{body}");
    // Other faces, other outlines.
    let (bold, kai) = (text("font-weight='bold'", "年"), text("font-family='KaiTi'", "年"));
    assert!(bold != body && kai != body && bold != kai, "{body} {bold} {kai}");
    assert_eq!(text("font-family='SimHei'", "年"), bold);
    // 镕 is in none of Fandol's faces; the fallback has it, beside a character that Fandol has.
    assert!(text("", "镕").len() > 100);
    assert!(text("", "年镕").len() > body.len() + 100);
}

#[test]
fn a_resolved_drawing_tells_nothing_of_its_author() {
    let file = svg("<!-- by somebody --><metadata>somebody</metadata><title>somebody</title><desc>somebody</desc>\
                    <g id='a' class='somebody'><rect width='9' height='9'/></g>");
    let picture = read(&file).expect("read");
    let prepared = picture.prepare(INCH, INCH, None, &Limits::default(), &Faces::embedded()).expect("resolved");
    let Graphic::Svg(svg) = prepared.graphic else { panic!() };
    assert!(svg.to_svg().contains("<path") && !svg.to_svg().contains("somebody"));
    assert!(read(&svg.to_svg()).is_ok());
}

#[test]
fn a_character_without_a_face_is_refused() {
    let (code, message) = fault_of(&svg("<text y='15'>年\u{13000}</text>"));
    assert_eq!(code, "missing-character");
    assert!(message.contains("U+13000") && message.contains("第 1 行"), "{message}");
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
        let (code, message) = fault_of(&svg(&format!("<title>a</title>\n{body}")));
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
    assert!(fault_of(&format!("<?xml-stylesheet href='a.css'?>{}", svg(""))).1.contains("外部样式表"));
    assert_eq!(fault_of("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'>").0, "picture-broken");
    assert_eq!(fault_of("<svg width='1' height='1'><g></svg>").0, "picture-broken");
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
    let (code, message) = fault_of(&file);
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
        assert_eq!(fault_of(&svg(&body)).0, "limit-picture");
    }
    let long: String = (1..5000).map(|at| format!("<use id='u{at}' href='#u{}'/>", at - 1)).rev().collect();
    assert_eq!(fault_of(&svg(&format!("{long}<rect id='u0'/>"))).0, "limit-picture");
    for body in ["<g id='a'><use href='#a'/></g>", "<mask id='m'><rect mask='url(#m)'/></mask>"] {
        let (code, message) = fault_of(&svg(body));
        assert!(code == "picture-svg" && message.contains("它自己"), "{message}");
    }
    // What usvg reads of a style grows with the square of its length.
    let styles = format!("<rect style='{}'/>", "fill:red;".repeat(20_000));
    let sheet = format!("<style>{}</style>", ".a{fill:red;stroke:blue}".repeat(10_000));
    let masked = format!("<mask id='m'><rect/></mask>{}", "<rect mask='url(#m)'/>".repeat(20_000));
    for body in [styles, sheet, masked] {
        assert_eq!(fault_of(&svg(&body)).0, "limit-picture");
    }
    assert!(read(&svg(&format!("<rect style='{}'/>", "fill:red;".repeat(1_000)))).is_ok());
    assert_eq!(fault_of(&svg(&format!("<text>{}</text>", "年".repeat(6_000)))).0, "limit-picture");
    assert!(read(&svg(&format!("<text>{}</text>", "年".repeat(4_000)))).is_ok());
    assert!(read(&svg(&format!("<desc>{}</desc>", "年".repeat(20_000)))).is_ok());
    assert_eq!(fault_of(&svg(&"<g>".repeat(100_000))).0, "limit-picture");
    assert_eq!(fault_of(&svg(&"<g/>".repeat(100_001))).0, "limit-picture");
}
