//! Chinese numerals: 十二, 一百零八, 一万三千, 二〇二五.

/// The value of a run of Chinese numerals; `None` of one that is no number, such as 百一, or of more than 16 digits.
pub(in crate::check) fn numeral(text: &str) -> Option<u64> {
    let has_unit = text.contains(|ch| unit(ch).is_some() || myriad(ch).is_some());
    if has_unit { by_units(text) } else { by_digits(text) }
}

/// Whether a character stands in numerals.
pub(in crate::check) fn is_numeral(ch: char) -> bool {
    digit(ch).is_some() || unit(ch).is_some() || myriad(ch).is_some()
}

/// 二〇二五: digit by digit.
fn by_digits(text: &str) -> Option<u64> {
    text.chars().try_fold(0u64, |value, ch| value.checked_mul(10)?.checked_add(digit(ch)?))
}

/// 一百二十八, 一万三千零五.
fn by_units(text: &str) -> Option<u64> {
    // What is complete, the section below the last 万 or 亿, and a digit that waits for its unit.
    let (mut whole, mut section, mut waiting) = (0u64, 0u64, None);
    let mut last_unit = u64::MAX;
    for ch in text.chars() {
        if let Some(value) = digit(ch) {
            // 零 only fills a gap.
            if value > 0 && waiting.replace(value).is_some() {
                return None;
            }
        } else if let Some(unit) = unit(ch) {
            if unit >= last_unit {
                return None;
            }
            // 十二 opens without its 一.
            let count = waiting.take().or((unit == 10 && section == 0).then_some(1))?;
            section = section.checked_add(count.checked_mul(unit)?)?;
            last_unit = unit;
        } else {
            let below = section.checked_add(waiting.take().unwrap_or(0))?;
            let myriad = myriad(ch)?;
            // 一亿二千万: 万 counts what stands behind the 亿, 亿 all before it.
            whole = match (whole, below) {
                (0, 0) => return None,
                (_, 0) if myriad < 100_000_000 => return None,
                (whole, below) if whole >= 100_000_000 => whole.checked_add(below.checked_mul(myriad)?)?,
                (whole, below) => whole.checked_add(below)?.checked_mul(myriad)?,
            };
            (section, last_unit) = (0, u64::MAX);
        }
    }
    whole.checked_add(section)?.checked_add(waiting.unwrap_or(0))
}

fn digit(ch: char) -> Option<u64> {
    const DIGITS: [(char, u64); 12] = [
        ('〇', 0),
        ('零', 0),
        ('一', 1),
        ('二', 2),
        ('两', 2),
        ('三', 3),
        ('四', 4),
        ('五', 5),
        ('六', 6),
        ('七', 7),
        ('八', 8),
        ('九', 9),
    ];
    DIGITS.iter().find(|(known, _)| *known == ch).map(|(_, value)| *value)
}

fn unit(ch: char) -> Option<u64> {
    match ch {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

fn myriad(ch: char) -> Option<u64> {
    match ch {
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn numerals_are_read() {
        for (text, value) in [
            ("一", 1),
            ("两", 2),
            ("十", 10),
            ("十二", 12),
            ("六十六", 66),
            ("一百零八", 108),
            ("一百一十", 110),
            ("一百二十八", 128),
            ("三千五百二十五", 3525),
            ("一万三千", 13_000),
            ("十二万零五", 120_005),
            ("二〇二五", 2025),
            ("〇", 0),
            ("一亿二千万", 120_000_000),
        ] {
            assert_eq!(numeral(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["百一", "十百", "二二百", "万", "九九九九九九九九九九九九九九九九九九九九九"]
        {
            assert_eq!(numeral(text), None, "{text}");
        }
    }
}
