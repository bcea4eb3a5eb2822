//! An SVG as a PDF file of one page, through svg2pdf.

use lopdf::{Dictionary, Object};
use svg2pdf::{ConversionError, ConversionOptions, PageOptions};

use crate::diagnostic::{Diagnostic, message};
use crate::picture::{ResolvedSvg, broken, guarded, too_complex};

const POINTS_PER_INCH: f32 = 72.0;

/// Draws an SVG: a page of one point for each pixel of CSS, which whoever shows it scales. With any other size of a
/// pixel svg2pdf 0.13 scales shapes, and leaves gradients and patterns as they are.
pub(super) fn draw(svg: &ResolvedSvg) -> Result<Vec<u8>, Diagnostic> {
    let how = ConversionOptions { compress: true, embed_text: false, pdfa: true, ..ConversionOptions::default() };
    let page = PageOptions { dpi: POINTS_PER_INCH };
    let pdf = guarded(broken, || svg2pdf::to_pdf(svg.tree(), how, page).map_err(fault_of))?;
    ordered(&pdf)
}

/// What kept svg2pdf from drawing.
fn fault_of(error: ConversionError) -> Diagnostic {
    match error {
        ConversionError::TooMuchNesting => too_complex(message!(
            zh: "SVG 里的图形分组套得太深，PDF 容不下",
            en: "groups in the SVG are nested more deeply than a PDF allows",
        )),
        _ => broken(),
    }
}

/// The same file with all dictionaries in order: svg2pdf lists resources in the order of a hash map, which no two runs
/// share.
fn ordered(pdf: &[u8]) -> Result<Vec<u8>, Diagnostic> {
    let mut document = lopdf::Document::load_mem(pdf).map_err(|_| broken())?;
    document.objects.values_mut().for_each(order);
    let mut file = Vec::new();
    document.save_to(&mut file).map_err(|_| broken())?;
    Ok(file)
}

fn order(object: &mut Object) {
    match object {
        Object::Dictionary(dictionary) => order_dictionary(dictionary),
        Object::Stream(stream) => order_dictionary(&mut stream.dict),
        Object::Array(items) => items.iter_mut().for_each(order),
        _ => {}
    }
}

fn order_dictionary(dictionary: &mut Dictionary) {
    let mut entries: Vec<(Vec<u8>, Object)> = std::mem::take(dictionary).into_iter().collect();
    entries.sort_by(|one, other| one.0.cmp(&other.0));
    for (key, mut value) in entries {
        order(&mut value);
        dictionary.set(key, value);
    }
}
