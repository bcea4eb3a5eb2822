//! A JPEG, walked from its first segment to its last. What draws the picture is kept byte by byte; what tells of
//! camera, place and author, thumbnails, and whatever stands behind the picture is left out.

mod decode;
mod faults;
mod file;
mod frame;

use std::ops::Range;

use super::bytes::be16;
use super::exif::{self, Exif};
use super::icc;
use super::orientation::Orientation;
use super::resolution::Resolution;
use crate::diagnostic::Diagnostic;
use faults::{broken, cut_short};
use frame::{Frame, frame, unsupported};

/// Markers (ITU-T T.81, table B.1).
mod marker {
    pub(super) const DHT: u8 = 0xC4;
    pub(super) const DAC: u8 = 0xCC;
    pub(super) const EOI: u8 = 0xD9;
    pub(super) const SOS: u8 = 0xDA;
    pub(super) const DQT: u8 = 0xDB;
    pub(super) const DRI: u8 = 0xDD;
    pub(super) const APP0: u8 = 0xE0;
    pub(super) const APP1: u8 = 0xE1;
    pub(super) const APP2: u8 = 0xE2;
    pub(super) const APP14: u8 = 0xEE;
    pub(super) const APP15: u8 = 0xEF;
    pub(super) const COM: u8 = 0xFE;
}

/// Length of the start-of-image marker.
const SOI: usize = 2;

/// What stands before a part of a profile: identifier, number of the part, count of parts (ICC.1:2022, B.4).
const ICC_PART: &[u8] = b"ICC_PROFILE\0";

/// A JPEG that has been walked through.
#[derive(Clone, Debug)]
pub struct Jpeg {
    /// The file: its scan data as they came, without what it told of camera, place and author.
    pub data: Vec<u8>,
    /// Samples a row, as stored.
    pub width: u32,
    /// Rows, as stored.
    pub height: u32,
    /// 1, 3 or 4.
    pub(super) components: u8,
    /// Whether it comes in several scans, each finer.
    pub(super) is_progressive: bool,
    /// Whether an Adobe segment stood in it, which with four components means that they are inverted.
    pub(super) is_adobe: bool,
    /// How it must be turned to stand upright; the file does not say it any more.
    pub orientation: Orientation,
    /// How fine it is, if it says so.
    pub(super) resolution: Option<Resolution>,
    /// Its ICC profile, if it has a sound one; it does not stand in the file any more.
    pub profile: Option<Vec<u8>>,
}

impl Jpeg {
    /// Whether it has one component; else it is RGB or YCbCr, or has four.
    pub fn is_grey(&self) -> bool {
        self.components == 1
    }

    /// Walks a file to its end and leaves in it what draws the picture.
    pub(super) fn read(mut data: Vec<u8>) -> Result<Jpeg, Diagnostic> {
        let walk = Walk::of(&data)?;
        let frame = walk.frame.as_ref().filter(|_| walk.has_scan).ok_or_else(broken)?;
        let prefix = walk.prefix(frame);
        let is_grey = frame.components.len() == 1;
        let jpeg = Jpeg {
            data: Vec::new(),
            width: frame.width,
            height: frame.height,
            components: u8::try_from(frame.components.len()).unwrap_or(u8::MAX),
            is_progressive: frame.is_progressive,
            is_adobe: walk.adobe_transform.is_some(),
            orientation: walk.exif.orientation,
            resolution: walk.jfif.and_then(Jfif::resolution).or(walk.exif.resolution),
            profile: icc::sound(walk.profile(&data), is_grey),
        };
        // In place, so that a large photograph is in memory once.
        let mut end = SOI;
        for part in walk.kept {
            let length = part.len();
            data.copy_within(part, end);
            end += length;
        }
        data.truncate(end);
        data.splice(SOI..SOI, prefix);
        Ok(Jpeg { data, ..jpeg })
    }
}

/// What was met on the way.
struct Walk {
    /// Segments and scans that draw the picture.
    kept: Vec<Range<usize>>,
    frame: Option<Frame>,
    has_scan: bool,
    jfif: Option<Jfif>,
    /// The colour transform that an Adobe segment names.
    adobe_transform: Option<u8>,
    exif: Exif,
    /// Number of each part of the profile, count of parts, and where it stands.
    profile_parts: Vec<(u8, u8, Range<usize>)>,
}

/// What the JFIF segment says (JFIF 1.02): version, unit, density across and down.
#[derive(Clone, Copy)]
struct Jfif([u8; 7]);

impl Jfif {
    fn resolution(self) -> Option<Resolution> {
        let (x, y) = (f64::from(be16(&self.0, 3)?), f64::from(be16(&self.0, 5)?));
        match self.0[2] {
            1 => Resolution::per_inch(x, y),
            2 => Resolution::per_cm(x, y),
            _ => None,
        }
    }
}

impl Walk {
    fn of(bytes: &[u8]) -> Result<Walk, Diagnostic> {
        let mut walk = Walk {
            kept: Vec::new(),
            frame: None,
            has_scan: false,
            jfif: None,
            adobe_transform: None,
            exif: Exif::NONE,
            profile_parts: Vec::new(),
        };
        let mut at = SOI;
        loop {
            let (marker, body) = next_marker(bytes, at).ok_or_else(cut_short)?;
            let start = body.saturating_sub(2);
            match marker {
                marker::EOI => {
                    walk.kept.push(start..body);
                    return Ok(walk);
                }
                // A stray restart marker or TEM stands alone.
                0x01 | 0xD0..=0xD7 => {
                    at = body;
                    continue;
                }
                // A second picture within the first.
                0xD8 => return Err(broken()),
                _ => {}
            }
            let length = usize::from(be16(bytes, body).ok_or_else(cut_short)?);
            let end = body.saturating_add(length);
            let segment = bytes.get(body.saturating_add(2)..end);
            let segment = segment.ok_or_else(|| if length < 2 { broken() } else { cut_short() })?;
            at = end;
            match marker {
                marker::DQT | marker::DHT | marker::DRI => walk.kept.push(start..end),
                marker::SOS => {
                    walk.check_scan(segment)?;
                    at = end_of_scan(bytes, end).ok_or_else(cut_short)?;
                    walk.has_scan = true;
                    walk.kept.push(start..at);
                }
                marker::APP0..=marker::APP15 => walk.application(marker, segment, end),
                marker::COM => {}
                0xC0..=0xCF if marker != marker::DAC && marker != 0xC8 => {
                    if walk.frame.is_some() {
                        return Err(broken());
                    }
                    walk.frame = Some(frame(marker, segment)?);
                    walk.kept.push(start..end);
                }
                _ => return Err(unsupported(marker)),
            }
        }
    }

    /// A scan must follow the frame and name its components (ITU-T T.81, B.2.3).
    fn check_scan(&self, segment: &[u8]) -> Result<(), Diagnostic> {
        let frame = self.frame.as_ref().ok_or_else(broken)?;
        let count = segment.first().copied().map(usize::from).unwrap_or_default();
        let is_sound = (1..=4).contains(&count) && segment.len() == 4 + 2 * count;
        let named = segment.get(1..).unwrap_or_default().chunks_exact(2).take(count);
        if is_sound && named.filter_map(<[u8]>::first).all(|id| frame.components.contains(id)) {
            Ok(())
        } else {
            Err(broken())
        }
    }

    /// Looks into an application segment, none of which is kept as it is.
    fn application(&mut self, marker: u8, segment: &[u8], end: usize) {
        if marker == marker::APP0 && segment.starts_with(b"JFIF\0") {
            let head = segment.get(5..12).and_then(|head| head.try_into().ok());
            self.jfif = self.jfif.or(head.map(Jfif));
        } else if marker == marker::APP1 && segment.starts_with(b"Exif\0\0") {
            if self.exif == Exif::NONE {
                self.exif = exif::read(segment);
            }
        } else if marker == marker::APP2 && segment.starts_with(ICC_PART) {
            let number = segment.get(ICC_PART.len()).copied().unwrap_or_default();
            if let Some(count) = segment.get(ICC_PART.len() + 1) {
                let length = segment.len() - ICC_PART.len() - 2;
                self.profile_parts.push((number, *count, end - length..end));
            }
        } else if marker == marker::APP14 && segment.starts_with(b"Adobe") {
            // Identifier, version and two flags come before it.
            self.adobe_transform = self.adobe_transform.or(segment.get(11).copied());
        }
    }

    /// The profile, if all its parts are there.
    fn profile(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut parts: Vec<_> = self.profile_parts.iter().collect();
        parts.sort_by_key(|(number, ..)| *number);
        let is_whole = (1u8..).zip(&parts).all(|(number, part)| part.0 == number && usize::from(part.1) == parts.len());
        let mut profile = Vec::new();
        for (.., place) in parts {
            profile.extend(bytes.get(place.clone())?);
        }
        (is_whole && !profile.is_empty()).then_some(profile)
    }

    /// The segments that say how the components are to be taken, written anew: nothing rides along in them.
    fn prefix(&self, frame: &Frame) -> Vec<u8> {
        let mut prefix = Vec::new();
        if let Some(Jfif(head)) = self.jfif {
            prefix.extend([0xFF, marker::APP0, 0, 16]);
            prefix.extend(b"JFIF\0");
            prefix.extend(head);
            prefix.extend([0, 0]);
        }
        if let Some(transform) = self.transform(frame) {
            prefix.extend([0xFF, marker::APP14, 0, 14]);
            prefix.extend(b"Adobe");
            prefix.extend([0, 100, 0, 0, 0, 0, transform]);
        }
        prefix
    }

    /// Which colour transform is to be named, by the rules of libjpeg, by which browsers go.
    fn transform(&self, frame: &Frame) -> Option<u8> {
        match (frame.components.as_slice(), self.adobe_transform) {
            ([_], _) => None,
            ([_, _, _], Some(0)) if self.jfif.is_none() => Some(0),
            ([_, _, _], Some(_)) => Some(1),
            // Such a file is RGB without saying it where PDF viewers look.
            ([b'R', b'G', b'B'], None) if self.jfif.is_none() => Some(0),
            ([_, _, _], None) => None,
            (_, None | Some(0)) => Some(0),
            (_, Some(_)) => Some(2),
        }
    }
}

/// The next marker and where what follows it begins. Stray bytes before it are passed over, as libjpeg does.
fn next_marker(bytes: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        let rest = bytes.get(at..)?;
        at = at.checked_add(rest.iter().position(|byte| *byte == 0xFF)?)?.checked_add(1)?;
        let byte = *bytes.get(at)?;
        if byte != 0 && byte != 0xFF {
            return Some((byte, at.checked_add(1)?));
        }
    }
}

/// Where the entropy-coded data end that begin here: at a marker that is no restart (ITU-T T.81, B.1.1.5).
fn end_of_scan(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let rest = bytes.get(at..)?;
        at = at.checked_add(rest.iter().position(|byte| *byte == 0xFF)?)?;
        match bytes.get(at.checked_add(1)?)? {
            0x00 | 0xD0..=0xD7 => at = at.checked_add(2)?,
            // Fill.
            0xFF => at = at.checked_add(1)?,
            _ => return Some(at),
        }
    }
}
