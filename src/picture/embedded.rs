//! A picture as it goes into the PDF.

/// A picture, ready.
#[derive(Debug)]
pub struct Embedded {
    /// What it is drawn with.
    pub ink: Ink,
    /// Its resolution before it was scaled down, if it was.
    pub scaled_from_dpi: Option<u32>,
}

/// What a picture is drawn with.
#[derive(Debug)]
pub enum Ink {
    /// A JPEG (DCTDecode): its scan data as they came, without what it tells of camera, place and author.
    Jpeg {
        /// The file.
        data: Vec<u8>,
        /// Samples a row.
        width: u32,
        /// Rows.
        height: u32,
        /// Whether it is grey; else it is RGB or YCbCr.
        is_grey: bool,
        /// Its ICC profile, if it has a sound one.
        profile: Option<Vec<u8>>,
        /// How it must be turned to stand upright.
        orientation: Orientation,
    },
    /// Pixels, eight bits a component, upright.
    Pixels {
        /// Pixels a row.
        width: u32,
        /// Rows.
        height: u32,
        /// What a pixel is.
        colours: Colours,
        /// The pixels: zlib, each row with a PNG filter in front (Predictor 15).
        data: Vec<u8>,
        /// How opaque each pixel is, packed alike, one component; `None` if all are opaque.
        alpha: Option<Vec<u8>>,
        /// Its ICC profile, if it has a sound one.
        profile: Option<Vec<u8>>,
    },
    /// A drawing: a PDF file of one page that is as large as the drawing.
    Vector {
        /// The file.
        pdf: Vec<u8>,
    },
}

/// What a pixel is.
#[derive(Clone, Debug, PartialEq)]
pub enum Colours {
    /// One component.
    Grey,
    /// Three components.
    Rgb,
    /// One component: the index of a colour in a list of at most 256, three bytes each.
    Palette(Vec<u8>),
}

/// How stored samples are turned to stand upright (Exif 2.3, Orientation): 1 to 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orientation(pub u8);

impl Orientation {
    /// Whether width and height change places.
    pub fn is_sideways(self) -> bool {
        (5..=8).contains(&self.0)
    }
}
