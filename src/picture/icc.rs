//! Whether an ICC profile may go into the PDF. One that is not sound would make the whole file faulty (PDF/A-2,
//! ISO 19005-2, 6.2.4.2), so it is dropped, and the picture is taken for sRGB as everywhere.

use super::bytes::be32;

/// Length of the header (ICC.1:2022, 7.2) and of the count of tags behind it.
const HEADER: usize = 128;
const TAG_COUNT: usize = 4;

/// Length of an entry of the tag table (ICC.1:2022, 7.3).
const TAG: usize = 12;

/// Longest profile that is carried along; those of displays have some kilobytes.
const LONGEST: usize = 4 << 20;

/// Keeps a profile if it is sound and made for so many components.
pub(super) fn sound(profile: Option<Vec<u8>>, is_grey: bool) -> Option<Vec<u8>> {
    profile.filter(|profile| is_sound(profile, is_grey).is_some())
}

fn is_sound(profile: &[u8], is_grey: bool) -> Option<()> {
    let demand = |held: bool| held.then_some(());
    demand(profile.len() <= LONGEST)?;
    demand(usize::try_from(be32(profile, 0)?).ok()? == profile.len())?;
    // ISO 32000-1, 8.6.5.5 knows versions up to 4 and these classes.
    demand(matches!(profile.get(8)?, 2 | 4))?;
    demand(matches!(profile.get(12..16)?, b"mntr" | b"scnr" | b"spac"))?;
    demand(profile.get(16..20)? == if is_grey { b"GRAY" } else { b"RGB " })?;
    demand(matches!(profile.get(20..24)?, b"XYZ " | b"Lab "))?;
    demand(profile.get(36..40)? == b"acsp")?;
    let count = usize::try_from(be32(profile, HEADER)?).ok()?;
    let table = profile.get(HEADER + TAG_COUNT..)?.get(..count.checked_mul(TAG)?)?;
    demand(count > 0)?;
    for tag in table.chunks_exact(TAG) {
        let start = usize::try_from(be32(tag, 4)?).ok()?;
        let length = usize::try_from(be32(tag, 8)?).ok()?;
        profile.get(start..start.checked_add(length)?)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::super::samples::profile;
    use super::*;

    #[test]
    fn a_sound_profile_is_kept_for_its_colours_only() {
        assert!(sound(Some(profile(b"RGB ")), false).is_some());
        assert!(sound(Some(profile(b"RGB ")), true).is_none());
        assert!(sound(Some(profile(b"GRAY")), true).is_some());
        assert!(sound(Some(profile(b"CMYK")), false).is_none());
    }

    #[test]
    fn an_unsound_profile_is_dropped() {
        let spoilt = |at: usize, byte: u8| {
            let mut profile = profile(b"RGB ");
            profile[at] = byte;
            sound(Some(profile), false)
        };
        assert_eq!(spoilt(3, 0), None, "length");
        assert_eq!(spoilt(8, 5), None, "version");
        assert_eq!(spoilt(12, b'p'), None, "class");
        assert_eq!(spoilt(36, b'A'), None, "signature");
        assert_eq!(spoilt(131, 200), None, "tags");
        assert_eq!(spoilt(128 + 4 + 4, 200), None, "offset of a tag");
        for end in 0..profile(b"RGB ").len() {
            assert_eq!(sound(Some(profile(b"RGB ")[..end].to_vec()), false), None);
        }
    }
}
