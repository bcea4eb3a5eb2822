//! What Exif data say of a picture's place: how it is turned and how fine it is. Nothing else of them is read, and what
//! points astray is ignored. A TIFF file begins alike, so it is read here too.

use super::bytes::{be16, be32, le16, le32};
use super::orientation::Orientation;
use super::resolution::Resolution;

/// Tags of the first directory (Exif 2.3, table 4).
const ORIENTATION: u16 = 0x0112;
const X_RESOLUTION: u16 = 0x011A;
const Y_RESOLUTION: u16 = 0x011B;
const RESOLUTION_UNIT: u16 = 0x0128;

/// Types of values (Exif 2.3, 4.6.2).
const SHORT: u16 = 3;
const RATIONAL: u16 = 5;

/// Units of the resolution (Exif 2.3, `ResolutionUnit`); inches unless told.
const CENTIMETRES: u16 = 3;
const INCHES: u16 = 2;

/// Length of an entry of a directory.
const ENTRY: usize = 12;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Exif {
    /// How the picture must be turned to stand upright.
    pub(super) orientation: Orientation,
    /// How fine it is, if it says so.
    pub(super) resolution: Option<Resolution>,
}

impl Exif {
    /// Nothing.
    pub(super) const NONE: Exif = Exif { orientation: Orientation(1), resolution: None };
}

/// Reads Exif data: a TIFF header and its first directory.
pub(super) fn read(data: &[u8]) -> Exif {
    // WebP files may carry the identifier that stands in front of them in a JPEG.
    let data = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
    directory(data).unwrap_or(Exif::NONE)
}

fn directory(data: &[u8]) -> Option<Exif> {
    let order = match data.get(..4)? {
        b"II*\0" => Order { be: false },
        b"MM\0*" => Order { be: true },
        _ => return None,
    };
    let start = usize::try_from(order.u32(data, 4)?).ok()?;
    let count = usize::from(order.u16(data, start)?);
    let (mut orientation, mut unit, mut x, mut y) = (None, INCHES, None, None);
    let entries = data.get(start.checked_add(2)?..)?;
    for entry in entries.chunks_exact(ENTRY).take(count) {
        let (tag, kind) = (order.u16(entry, 0)?, order.u16(entry, 2)?);
        match (tag, kind) {
            (ORIENTATION, SHORT) => orientation = order.u16(entry, 8),
            (RESOLUTION_UNIT, SHORT) => unit = order.u16(entry, 8)?,
            (X_RESOLUTION, RATIONAL) => x = order.rational(data, entry),
            (Y_RESOLUTION, RATIONAL) => y = order.rational(data, entry),
            _ => {}
        }
    }
    let orientation = orientation.and_then(|value| u8::try_from(value).ok()).filter(|value| (1..=8).contains(value));
    let resolution = x.zip(y).and_then(|(x, y)| match unit {
        INCHES => Resolution::per_inch(x, y),
        CENTIMETRES => Resolution::per_cm(x, y),
        _ => None,
    });
    Some(Exif { orientation: Orientation(orientation.unwrap_or(1)), resolution })
}

/// The order of the bytes of a number.
#[derive(Clone, Copy)]
struct Order {
    be: bool,
}

impl Order {
    fn u16(self, data: &[u8], at: usize) -> Option<u16> {
        if self.be { be16(data, at) } else { le16(data, at) }
    }

    fn u32(self, data: &[u8], at: usize) -> Option<u32> {
        if self.be { be32(data, at) } else { le32(data, at) }
    }

    /// A fraction, which stands where the entry points.
    fn rational(self, data: &[u8], entry: &[u8]) -> Option<f64> {
        let at = usize::try_from(self.u32(entry, 8)?).ok()?;
        let (above, below) = (self.u32(data, at)?, self.u32(data, at.checked_add(4)?)?);
        (below != 0).then(|| f64::from(above) / f64::from(below))
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::exif;
    use super::*;

    #[test]
    fn the_first_directory_is_read() {
        let expected = Exif { orientation: Orientation(6), resolution: Some(Resolution { x: 300.0, y: 300.0 }) };
        assert_eq!(read(&exif(6, 300)), expected);
        let prefixed = [b"Exif\0\0".as_slice(), &exif(6, 300)].concat();
        assert_eq!(read(&prefixed), expected);
    }

    #[test]
    fn what_points_astray_is_ignored() {
        assert_eq!(read(b""), Exif::NONE);
        assert_eq!(read(b"II*\0\xff\xff\xff\xff"), Exif::NONE);
        assert_eq!(read(&exif(9, 300)).orientation, Orientation(1));
        for end in 0..exif(6, 300).len() {
            read(&exif(6, 300)[..end]);
        }
    }
}
