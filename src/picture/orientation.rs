//! Which way up a stored picture stands.

/// How stored samples are turned to stand upright (Exif 2.3, Orientation): 1 to 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orientation(pub u8);

impl Orientation {
    /// Whether it is shown as it is stored.
    pub(super) fn is_upright(self) -> bool {
        !(2..=8).contains(&self.0)
    }

    /// Whether width and height change places.
    pub(crate) fn is_sideways(self) -> bool {
        (5..=8).contains(&self.0)
    }
}
