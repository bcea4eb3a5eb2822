//! What a PDF shows of pictures.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use image::{DynamicImage, ImageFormat, RgbImage};

use super::*;
use crate::picture::samples::{JpegSample, exif, samples, written};
use crate::picture::{Picture, Prepared};

const INCH: Pt = Pt(72.0);

/// Reads and embeds a file, in a square of this side.
fn embed(
    file: Vec<u8>,
    side: Pt,
    max_dpi: Option<u16>,
    limits: &Limits,
    faces: &Faces,
) -> Result<Embedded, Diagnostic> {
    let picture = Picture::read(file, limits)?;
    let _ = picture.size();
    let Prepared { graphic, .. } = picture.prepare(side, side, max_dpi, limits, faces)?;
    embedded(graphic)
}

fn svg(body: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='40' height='20'>{body}</svg>"
    )
}

fn drawn(file: &str) -> Vec<u8> {
    match embed(file.as_bytes().to_vec(), INCH, None, &Limits::default(), &Faces::embedded()).expect("drawn") {
        Embedded::Drawing(pdf) => pdf,
        _ => panic!("not a drawing"),
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

#[test]
fn a_drawing_becomes_a_page_of_its_size() {
    let file = svg("<rect width='10' height='10' fill='#f00'/>");
    let document = lopdf::Document::load_mem(&drawn(&file)).expect("a PDF");
    let page = *document.get_pages().get(&1).expect("a page");
    let media = document.get_dictionary(page).and_then(|page| page.get(b"MediaBox")).and_then(lopdf::Object::as_array);
    let sides: Vec<f32> = media.expect("a box").iter().map(|side| side.as_float().expect("number")).collect();
    // A point for each pixel of CSS.
    assert_eq!(sides, [0.0, 0.0, 40.0, 20.0]);
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
    let read = |file: String, limits: &Limits| Picture::read(file.into_bytes(), limits).unwrap_err();
    assert_eq!(read(image("png", &upright[..40]), &Limits::default()).code(), "picture-broken");
    let large = written(&DynamicImage::ImageRgb8(RgbImage::new(100, 100)), ImageFormat::Png);
    let limits = Limits { pixels: 9_999, ..Limits::default() };
    assert_eq!(read(image("png", &large), &limits).code(), "limit-picture");
}

/// ISO 19005-2, 6.1.13: no more than 28 graphics states within one another.
#[test]
fn what_no_pdf_can_hold_is_found_before_it_is_drawn() {
    let faces = Faces::embedded();
    let nested = |depth: usize| {
        let groups = "<g transform='scale(.9)' clip-path='url(#c)'>".repeat(depth);
        let file = svg(&format!(
            "<clipPath id='c'><rect width='9' height='9'/></clipPath>{groups}<rect width='9' height='9'/>{}",
            "</g>".repeat(depth)
        ));
        let picture = Picture::read(file.into_bytes(), &Limits::default()).expect("read");
        picture.verify(&Limits::default(), &faces, |drawing| svg::draw(drawing).map(drop))
    };
    assert_eq!(nested(10), Ok(()));
    assert_eq!(nested(60).unwrap_err().code(), "limit-picture");
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
            let started = std::time::Instant::now();
            let _ = embed(svg(&file).into_bytes(), INCH, None, &Limits::default(), &faces);
            assert!(started.elapsed().as_secs() < 20, "{file}");
        }
    }
}

/// Reads and embeds whatever it is given, as a build does.
fn go_through(bytes: Vec<u8>, faces: &Faces) -> bool {
    let limits = Limits { pixels: 1_000_000, memory_bytes: 16 << 20 };
    embed(bytes, Pt(10.0), Some(60), &limits, faces).is_ok()
}

#[test]
fn no_file_makes_it_panic() {
    const SEED: u64 = 20_240_401;
    println!("seed {SEED}");
    let faces = Faces::embedded();
    for (name, file) in samples() {
        assert!(go_through(file.clone(), &faces), "{name}");
        let step = if name == "svg" { 37 } else { 1 };
        for end in (0..file.len()).step_by(step) {
            go_through(file[..end].to_vec(), &faces);
        }
        let mut state = SEED;
        let mut random = |bound: usize| {
            // Knuth's MMIX generator; its low bits are poor.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % bound
        };
        let rounds = if name == "svg" { 150 } else { 600 };
        for _ in 0..rounds {
            let mut spoilt = file.clone();
            for _ in 0..=random(3) {
                let at = random(spoilt.len());
                spoilt[at] = random(256) as u8;
            }
            go_through(spoilt, &faces);
        }
    }
}
