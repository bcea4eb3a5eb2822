//! A drawing as pixels, through resvg.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use svg2pdf::usvg::Tree;

use super::super::faults::undrawable;
use super::super::guard::guarded;
use super::super::pixels::Pixels;
use super::resolve::ResolvedSvg;
use crate::diagnostic::Diagnostic;
use crate::units::Pt;

const POINTS_PER_INCH: f64 = 72.0;

/// Most pixels a side: a page at 1200 dpi has fewer.
const LONGEST: f64 = 16_384.0;

impl ResolvedSvg {
    /// What it shows on white, `width` wide, at so many pixels an inch.
    ///
    /// # Errors
    /// A drawing that resvg cannot draw.
    pub(crate) fn to_pixels(&self, width: Pt, dpi: u32) -> Result<Pixels, Diagnostic> {
        guarded(undrawable, || pixels(self.tree(), width, dpi))
    }
}

fn pixels(tree: &Tree, width: Pt, dpi: u32) -> Result<Pixels, Diagnostic> {
    let (own_width, own_height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let scale = (width / Pt(POINTS_PER_INCH) * f64::from(dpi)).clamp(1.0, LONGEST) / own_width;
    let scale = scale.min(LONGEST / own_height);
    let side = |own: f64| (own * scale).round().clamp(1.0, LONGEST) as u32;
    let (across, down) = (side(own_width), side(own_height));
    let mut pixmap = Pixmap::new(across, down).ok_or_else(undrawable)?;
    pixmap.fill(Color::WHITE);
    let to_pixels =
        Transform::from_scale((f64::from(across) / own_width) as f32, (f64::from(down) / own_height) as f32);
    resvg::render(tree, to_pixels, &mut pixmap.as_mut());
    // On white everything is opaque.
    let mut colour = Vec::with_capacity(pixmap.data().len() / 4 * 3);
    for pixel in pixmap.data().chunks_exact(4) {
        colour.extend(pixel.iter().take(3));
    }
    Pixels::new(across, down, false, colour, None).ok_or_else(undrawable)
}
