//! How fine a picture says that it is.

/// Below this a resolution is a placeholder: JFIF files often say 1.
const COARSEST_DPI: f64 = 20.0;

/// Above this it is a mistake: no scanner is finer.
const FINEST_DPI: f64 = 4800.0;

/// What a file that says nothing is taken for: a CSS pixel is 1/96 inch.
pub(super) const USUAL: Resolution = Resolution { x: 96.0, y: 96.0 };

const CM_PER_INCH: f64 = 2.54;
const METRES_PER_INCH: f64 = 0.0254;

/// Pixels an inch, across and down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Resolution {
    /// Across.
    pub(super) x: f64,
    /// Down.
    pub(super) y: f64,
}

impl Resolution {
    /// A resolution in pixels an inch, if it can be believed.
    pub(super) fn per_inch(x: f64, y: f64) -> Option<Resolution> {
        let believed = COARSEST_DPI..=FINEST_DPI;
        (believed.contains(&x) && believed.contains(&y)).then_some(Resolution { x, y })
    }

    /// A resolution in pixels a centimetre, if it can be believed.
    pub(super) fn per_cm(x: f64, y: f64) -> Option<Resolution> {
        Resolution::per_inch(x * CM_PER_INCH, y * CM_PER_INCH)
    }

    /// A resolution in pixels a metre, if it can be believed.
    pub(super) fn per_metre(x: u32, y: u32) -> Option<Resolution> {
        Resolution::per_inch(f64::from(x) * METRES_PER_INCH, f64::from(y) * METRES_PER_INCH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_not_believed() {
        assert_eq!(Resolution::per_inch(1.0, 1.0), None);
        assert_eq!(Resolution::per_inch(f64::NAN, 96.0), None);
        assert_eq!(Resolution::per_inch(f64::INFINITY, 96.0), None);
        assert_eq!(Resolution::per_cm(100.0, 50.0), Some(Resolution { x: 254.0, y: 127.0 }));
        assert_eq!(Resolution::per_metre(10_000, 10_000), Some(Resolution { x: 254.0, y: 254.0 }));
    }
}
