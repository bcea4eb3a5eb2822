//! The room as its callers see it: one file in, what it shows out.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use image::{DynamicImage, GrayAlphaImage, GrayImage, ImageFormat, LumaA, Rgb, RgbImage, Rgba, RgbaImage};
use png::{BitDepth, ColorType};

use super::samples::{JpegSample, exif, png, profile, talkative, written};
use super::*;
use crate::diagnostic::Lang;
use crate::text::Faces;

const INCH: Pt = Pt(72.0);

fn read(bytes: Vec<u8>) -> Result<Picture, Diagnostic> {
    Picture::read(bytes, &Limits::default())
}

fn prepared(bytes: Vec<u8>, max_dpi: Option<u16>) -> Prepared {
    let (limits, faces) = (Limits::default(), Faces::embedded());
    let picture = read(bytes).expect("read");
    picture.verify(&limits, &faces, |_| Ok(())).expect("sound");
    picture.prepare(INCH, INCH, max_dpi, &limits, &faces).expect("prepared")
}

/// The JPEG that is prepared, and its resolution before it was scaled down.
fn jpeg(bytes: Vec<u8>, max_dpi: Option<u16>) -> (Jpeg, Option<u32>) {
    match prepared(bytes, max_dpi) {
        Prepared { graphic: Graphic::Jpeg(jpeg), scaled_from_dpi } => (jpeg, scaled_from_dpi),
        prepared => panic!("{prepared:?}"),
    }
}

/// The pixels that are prepared, their profile, and their resolution before they were scaled down.
fn pixels_of(bytes: Vec<u8>, max_dpi: Option<u16>) -> (Pixels, Option<Vec<u8>>, Option<u32>) {
    match prepared(bytes, max_dpi) {
        Prepared { graphic: Graphic::Pixels { pixels, profile }, scaled_from_dpi } => {
            (pixels, profile, scaled_from_dpi)
        }
        prepared => panic!("{prepared:?}"),
    }
}

/// Width, height, components, samples and opacities of what is prepared as pixels.
fn samples_of(bytes: Vec<u8>) -> (u32, u32, usize, Vec<u8>, Option<Vec<u8>>) {
    let (pixels, ..) = pixels_of(bytes, None);
    (pixels.width, pixels.height, pixels.components(), pixels.colour, pixels.alpha)
}

fn code(bytes: Vec<u8>) -> &'static str {
    let fault = read(bytes)
        .and_then(|picture| {
            let (limits, faces) = (Limits::default(), Faces::embedded());
            let verified = picture.verify(&limits, &faces, |_| Ok(()));
            let prepared = picture.prepare(INCH, INCH, None, &limits, &faces);
            assert_eq!(verified.as_ref().err(), prepared.as_ref().err());
            prepared
        })
        .unwrap_err();
    assert!(fault.help.is_some());
    fault.code()
}

fn zh(bytes: Vec<u8>) -> String {
    read(bytes).unwrap_err().message.in_lang(Lang::Zh).to_owned()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_jpeg_keeps_its_scan_and_tells_nothing_else() {
    let mut file = talkative().file();
    let plain = JpegSample::new((20, 10), &[76, 85, 255]).file();
    file.extend(b"\xFF\xD8\xFFsecond picture\xFF\xD9");
    let picture = read(file).expect("read");
    // 20 by 10 samples at 96 dpi, standing on end.
    assert_eq!(picture.size(), (Pt(7.5), Pt(15.0)));
    let prepared = picture.prepare(INCH, INCH, None, &Limits::default(), &Faces::embedded()).expect("prepared");
    let Prepared { graphic: Graphic::Jpeg(jpeg), scaled_from_dpi: None } = prepared else { panic!() };
    assert_eq!((jpeg.width, jpeg.height, jpeg.is_grey(), jpeg.orientation), (20, 10, false, Orientation(6)));
    assert_eq!(jpeg.profile, Some(profile(b"RGB ")));
    // Start of image, JFIF without its thumbnail, then the file that has none of the rest.
    let jfif = b"\xFF\xE0\0\x10JFIF\0\x01\x02\x01\0\x60\0\x60\0\0";
    assert_eq!(jpeg.data, [&plain[..2], jfif.as_slice(), &plain[2..]].concat());
    for word in [b"GPS".as_slice(), b"somebody", b"xmp", b"Photoshop", b"second", b"thumbnail", b"ICC"] {
        assert!(!holds(&jpeg.data, word));
    }
}

#[test]
fn a_jpeg_states_its_resolution_in_exif_too() {
    let file = JpegSample::new((300, 150), &[0]).with(0xE1, &[b"Exif\0\0".as_slice(), &exif(1, 300)].concat()).file();
    assert_eq!(read(file).expect("read").size(), (INCH, INCH / 2.0));
}

#[test]
fn a_progressive_jpeg_is_walked_through_all_its_scans() {
    let sample = JpegSample { frame: 0xC2, ..JpegSample::new((20, 10), &[76, 85, 255]) };
    let data = jpeg(sample.file(), None).0.data;
    let scans = data.windows(2).filter(|window| *window == [0xFF, 0xDA]).count();
    assert_eq!(scans, 4);
    assert!(!holds(&data, b"hi"));
    // Both decoders see it: the scaled one is red.
    let (scaled, _) = jpeg(JpegSample { size: (800, 400), ..sample }.file(), Some(100));
    assert_eq!((scaled.width, scaled.height), (100, 50));
    let pixel = image::load_from_memory(&scaled.data).expect("decoded").to_rgb8().get_pixel(50, 25).0;
    assert!(pixel[0] > 250 && pixel[1] < 5 && pixel[2] < 5, "{pixel:?}");
}

#[test]
fn a_jpeg_is_scaled_only_if_told() {
    let file = talkative();
    let file = JpegSample { size: (600, 300), ..file }.file();
    assert_eq!(jpeg(file.clone(), None).1, None);
    let (scaled, scaled_from_dpi) = jpeg(file, Some(150));
    assert_eq!(scaled_from_dpi, Some(600));
    // It stands on end: 300 by 600 upright, then a quarter of that.
    assert_eq!((scaled.width, scaled.height, scaled.orientation), (75, 150, Orientation(1)));
    assert_eq!(scaled.profile, Some(profile(b"RGB ")));
    assert!(read(scaled.data).is_ok());
}

#[test]
fn how_components_are_taken_is_said_where_viewers_look() {
    let adobe = |transform: u8| [b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0".as_slice(), &[transform]].concat();
    let data = |sample: JpegSample| jpeg(sample.file(), None).0.data;
    let three = JpegSample::new((8, 8), &[255, 0, 0]);
    assert!(holds(&data(three.clone().adobe(0)), &adobe(0)));
    assert!(holds(&data(three.clone().adobe(1)), &adobe(1)));
    assert!(!holds(&data(three.clone()), b"Adobe"));
    let named = JpegSample { components: vec![(b'R', 255), (b'G', 0), (b'B', 0)], ..three };
    assert!(holds(&data(named), &adobe(0)));
    assert!(!holds(&data(JpegSample::new((8, 8), &[255]).adobe(0)), b"Adobe"));
}

#[test]
fn four_components_become_rgb() {
    let colour = |sample: JpegSample| {
        let (width, height, components, samples, alpha) = samples_of(sample.file());
        assert_eq!((width, height, components, alpha), (8, 8, 3, None));
        let first = samples[..3].to_vec();
        assert_eq!(samples, first.repeat(64));
        first
    };
    // 204 cyan, 51 magenta, 102 yellow, 51 black of 255: what is left is (51, 204, 153) times 204 / 255.
    assert_eq!(colour(JpegSample::new((8, 8), &[204, 51, 102, 51])), [41, 163, 122]);
    // Adobe stores how much is absent.
    assert_eq!(colour(JpegSample::new((8, 8), &[51, 204, 153, 204]).adobe(0)), [41, 163, 122]);
    // YCCK: the first three are the complement of absent inks, in YCC. For (204, 51, 102): Y = 0.299·204 + 0.587·51 +
    // 0.114·102 = 102.6, Cb = 128 + (102 − Y) / 1.772 = 127.7, Cr = 128 + (204 − Y) / 1.402 = 200.3.
    let near = colour(JpegSample::new((8, 8), &[103, 128, 200, 204]).adobe(2));
    for (got, want) in near.iter().zip([41i16, 163, 122]) {
        assert!((i16::from(*got) - want).abs() <= 2, "{near:?}");
    }
    let progressive = JpegSample { frame: 0xC2, ..JpegSample::new((8, 8), &[204, 51, 102, 51]) };
    assert_eq!(colour(progressive), [41, 163, 122]);
}

#[test]
fn rare_kinds_of_jpeg_are_refused_by_name() {
    let base = JpegSample::new((8, 8), &[128, 128, 128]);
    let with_frame = |frame: u8| JpegSample { frame, ..base.clone() }.file();
    assert!(zh(with_frame(0xC3)).contains("无损"));
    assert!(zh(with_frame(0xC5)).contains("分层"));
    assert!(zh(with_frame(0xC9)).contains("算术"));
    assert!(zh(base.clone().with(0xCC, &[0, 0]).file()).contains("算术"));
    assert!(zh(JpegSample { precision: 12, frame: 0xC1, ..base.clone() }.file()).contains("12 位"));
    assert!(zh(JpegSample::new((8, 8), &[1, 2]).file()).contains("2 个"));
    assert!(zh(JpegSample::new((8, 0), &[1]).file()).contains("DNL"));
    assert_eq!(code(with_frame(0xC9)), "picture-format");
    assert!(read(with_frame(0xC1)).is_ok());
}

#[test]
fn a_jpeg_without_an_end_is_cut_short() {
    let file = talkative().file();
    for end in 3..file.len() {
        let fault = read(file[..end].to_vec()).unwrap_err();
        assert_eq!(fault.code(), "picture-broken", "{end}");
        assert!(fault.message.in_lang(Lang::En).contains("cut short"), "{end}");
    }
    // Ends, but before anything was drawn.
    assert_eq!(code(vec![0xFF, 0xD8, 0xFF, 0xD9]), "picture-broken");
}

#[test]
fn a_picture_of_many_pixels_is_refused_before_it_is_decoded() {
    let mut file = png((1, 1), ColorType::Rgb, BitDepth::Eight, &[1, 2, 3], |_| {});
    file[16..20].copy_from_slice(&100_000u32.to_be_bytes());
    file[20..24].copy_from_slice(&100_000u32.to_be_bytes());
    let sum = crc(&file[12..29]);
    file[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(code(file), "limit-picture");
    // A file that is within the pixels but not within the memory: its pixels twice, and what scaling a row takes.
    let grey = written(&DynamicImage::ImageLuma8(GrayImage::new(100, 100)), ImageFormat::Png);
    let limits = Limits { pixels: 10_000, memory_bytes: 20_000 + 100 * 32 - 1 };
    assert_eq!(Picture::read(grey.clone(), &limits).unwrap_err().code(), "limit-picture");
    let limits = Limits { memory_bytes: limits.memory_bytes + 1, ..limits };
    assert!(Picture::read(grey.clone(), &limits).is_ok());
    // One row of as many pixels takes more than a square of them.
    let row = written(&DynamicImage::ImageLuma8(GrayImage::new(10_000, 1)), ImageFormat::Png);
    assert_eq!(Picture::read(row, &limits).unwrap_err().code(), "limit-picture");
    assert_eq!(Picture::read(grey, &Limits { pixels: 9_999, ..limits }).unwrap_err().code(), "limit-picture");
    let jpeg = JpegSample::new((100, 100), &[1]).file();
    assert_eq!(Picture::read(jpeg, &Limits { pixels: 9_999, ..limits }).unwrap_err().code(), "limit-picture");
}

/// The checksum of a PNG chunk (PNG 3rd edition, annex D).
fn crc(data: &[u8]) -> u32 {
    !data.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

#[test]
fn sixteen_bits_become_eight() {
    let samples: Vec<u8> = [0u16, 0x8080, 0xFFFF, 0x1234].iter().flat_map(|sample| sample.to_be_bytes()).collect();
    let file = png((2, 2), ColorType::Grayscale, BitDepth::Sixteen, &samples, |_| {});
    // 0x1234 = 4660; 4660 · 255 / 65535 = 18.13.
    assert_eq!(samples_of(file), (2, 2, 1, vec![0, 128, 255, 18], None));
}

#[test]
fn palette_and_transparency_of_a_png() {
    let file = png((2, 1), ColorType::Indexed, BitDepth::Eight, &[1, 0], |info| {
        info.palette = Some(vec![9, 8, 7, 1, 2, 3].into());
        info.trns = Some(vec![128, 255].into());
    });
    assert_eq!(samples_of(file), (2, 1, 3, vec![1, 2, 3, 9, 8, 7], Some(vec![255, 128])));
}

#[test]
fn grey_with_alpha() {
    let image = GrayAlphaImage::from_fn(2, 1, |x, _| LumaA([10 + x as u8, 100 * x as u8]));
    let file = written(&DynamicImage::ImageLumaA8(image), ImageFormat::Png);
    assert_eq!(samples_of(file), (2, 1, 1, vec![10, 11], Some(vec![0, 100])));
}

#[test]
fn profile_resolution_and_turn_of_a_png() {
    let build = |icc: &[u8]| {
        png((300, 100), ColorType::Rgb, BitDepth::Eight, &[1, 2, 3].repeat(30_000), |info| {
            info.icc_profile = Some(icc.to_vec().into());
            info.exif_metadata = Some(exif(8, 72).into());
            info.pixel_dims = Some(png::PixelDimensions { xppu: 10_000, yppu: 5_000, unit: png::Unit::Meter });
        })
    };
    let picture = read(build(&profile(b"RGB "))).expect("read");
    let (width, height) = picture.size();
    // 100 pixels at 127 dpi, 300 at 254, standing on end.
    assert!((width.0 - 100.0 / 127.0 * 72.0).abs() < 1e-9 && (height.0 - 300.0 / 254.0 * 72.0).abs() < 1e-9);
    let (pixels, icc, _) = pixels_of(build(&profile(b"RGB ")), None);
    assert_eq!((pixels.width, pixels.height, icc), (100, 300, Some(profile(b"RGB "))));
    assert_eq!(pixels_of(build(&profile(b"GRAY")), None).1, None);
}

#[test]
fn what_is_finer_than_a_printer_is_scaled_down() {
    let image = DynamicImage::ImageRgb8(RgbImage::from_fn(700, 350, |x, y| Rgb([x as u8, y as u8, 9])));
    let (scaled, _, scaled_from_dpi) = pixels_of(written(&image, ImageFormat::Png), None);
    assert_eq!((scaled.width, scaled.height, scaled_from_dpi), (300, 150, Some(700)));
    assert_eq!(pixels_of(written(&image, ImageFormat::Png), Some(1200)).2, None);
}

#[test]
fn every_other_format_is_read() {
    let colours: Vec<u8> = vec![1, 2, 3, 200, 100, 50];
    let image = DynamicImage::ImageRgb8(RgbImage::from_raw(2, 1, colours.clone()).expect("two pixels"));
    for format in [ImageFormat::WebP, ImageFormat::Bmp, ImageFormat::Tiff, ImageFormat::Png, ImageFormat::Gif] {
        assert_eq!(samples_of(written(&image, format)), (2, 1, 3, colours.clone(), None), "{format:?}");
    }
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_fn(2, 1, |x, _| Rgba([200, 100, 50, 90 * x as u8])));
    for format in [ImageFormat::WebP, ImageFormat::Tiff] {
        let (.., alpha) = samples_of(written(&clear, format));
        assert_eq!(alpha, Some(vec![0, 90]), "{format:?}");
    }
}

#[test]
fn of_a_moving_picture_the_first_frame() {
    let mut file = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut file);
    for value in [10, 200] {
        let frame = image::Frame::new(RgbaImage::from_pixel(3, 2, Rgba([value, 0, 0, 255])));
        encoder.encode_frame(frame).expect("frame");
    }
    drop(encoder);
    assert_eq!(samples_of(file), (3, 2, 3, [10, 0, 0].repeat(6), None));
}

#[test]
fn damaged_pixels_are_found_by_verify() {
    let image = DynamicImage::ImageRgb8(RgbImage::from_fn(40, 40, |x, y| Rgb([x as u8, y as u8, 9])));
    for format in [ImageFormat::Png, ImageFormat::Tiff, ImageFormat::Bmp, ImageFormat::WebP] {
        let file = written(&image, format);
        assert_eq!(code(file[..file.len() * 2 / 3].to_vec()), "picture-broken", "{format:?}");
    }
}

#[test]
fn pixels_become_a_png_of_the_same_pixels() {
    let colours: Vec<u8> = (0..24).collect();
    let opaque = DynamicImage::ImageRgb8(RgbImage::from_raw(4, 2, colours).expect("pixels"));
    let grey = GrayAlphaImage::from_fn(2, 1, |x, _| LumaA([10 + x as u8, 100 * x as u8]));
    for image in [opaque, DynamicImage::ImageLumaA8(grey)] {
        let (pixels, ..) = pixels_of(written(&image, ImageFormat::Png), None);
        assert_eq!(image::load_from_memory(&pixels.to_png(None).expect("a PNG")).expect("a PNG"), image);
    }
}

/// What a picture an inch wide is handed on as, to programs other than this one.
fn file_of(bytes: Vec<u8>) -> PictureFile {
    let Prepared { graphic, .. } = prepared(bytes, None);
    PictureFile::new(graphic, INCH, 100, &Limits::default()).expect("a file")
}

#[test]
fn a_jpeg_is_handed_on_upright_with_its_profile() {
    use image::ImageDecoder;
    let file = file_of(talkative().file());
    assert_eq!(file.format, PictureFormat::Jpeg);
    let mut decoder = image::codecs::jpeg::JpegDecoder::new(std::io::Cursor::new(&file.bytes)).expect("a JPEG");
    // 20 by 10 samples, standing on end.
    assert_eq!(decoder.dimensions(), (10, 20));
    assert_eq!(decoder.icc_profile().expect("segments"), Some(profile(b"RGB ")));
    assert!(!holds(&file.bytes, b"Exif"));

    // One that lies as it is shown stays as it is, sample by sample; a long profile has several segments.
    let plain = JpegSample::new((20, 10), &[76, 85, 255]).file();
    let mut jpeg = jpeg(plain.clone(), None).0;
    assert_eq!(jpeg.to_file(), plain);
    let long: Vec<u8> = (0..150_000u32).map(|at| at as u8).collect();
    jpeg.profile = Some(long.clone());
    let whole = jpeg.to_file();
    let mut decoder = image::codecs::jpeg::JpegDecoder::new(std::io::Cursor::new(&whole)).expect("a JPEG");
    assert_eq!(decoder.icc_profile().expect("segments"), Some(long));
}

#[test]
fn a_png_keeps_its_profile_and_a_drawing_comes_as_pixels_too() {
    let profiled = png((2, 1), ColorType::Rgb, BitDepth::Eight, &[255, 0, 0, 0, 0, 255], |info| {
        info.icc_profile = Some(profile(b"RGB ").into());
    });
    let file = file_of(profiled);
    assert_eq!((file.format, file.drawn.is_none()), (PictureFormat::Png, true));
    let reader = ::png::Decoder::new(std::io::Cursor::new(&file.bytes)).read_info().expect("a PNG");
    assert_eq!(reader.info().icc_profile.as_deref(), Some(profile(b"RGB ").as_slice()));

    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><rect width='10' height='10' fill='red'/></svg>";
    let file = file_of(svg.into());
    assert_eq!((file.format, file.pixels().0), (PictureFormat::Svg, PictureFormat::Png));
    let drawn = image::load_from_memory(file.pixels().1).expect("a PNG").to_rgb8();
    assert_eq!((drawn.width(), drawn.height()), (100, 50), "an inch at 100 dpi");
    assert_eq!((drawn.get_pixel(10, 10).0, drawn.get_pixel(90, 10).0), ([255, 0, 0], [255; 3]));
}
