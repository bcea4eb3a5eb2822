//! Numbers of headings and list items (GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）).

/// The number of a heading with the marks that belong to it: level 1 一、, 2 （一）, 3 `1.`, 4 （1）.
pub(crate) fn heading_label(level: u8, number: u32) -> String {
    match level {
        1 => format!("{}、", chinese(number)),
        2 => format!("（{}）", chinese(number)),
        3 => format!("{number}."),
        _ => format!("（{number}）"),
    }
}

/// The number of an item of an ordered list: `1.` outside, （1） in a nested one.
pub(crate) fn item_label(depth: usize, number: u64) -> String {
    if depth == 0 { format!("{number}.") } else { format!("（{number}）") }
}

/// A number in Chinese numerals: 十, 十一, 二十, 一百零五. Beyond 9999, digits.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const UNITS: [(u32, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
    if number == 0 || number > 9999 {
        return number.to_string();
    }
    let mut text = String::new();
    let mut skipped = false;
    for (unit, name) in UNITS {
        let digit = number / unit % 10;
        if digit == 0 {
            skipped = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut skipped) {
            text.push_str(DIGITS[0]);
        }
        // 十二, not 一十二, at the beginning.
        if !(digit == 1 && unit == 10 && text.is_empty()) {
            text.push_str(DIGITS.get(digit as usize).copied().unwrap_or_default());
        }
        text.push_str(name);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_numbered_as_the_standard_does() {
        assert_eq!(heading_label(1, 6), "六、");
        assert_eq!(heading_label(2, 12), "（十二）");
        assert_eq!(heading_label(3, 1), "1.");
        assert_eq!(heading_label(4, 3), "（3）");
        assert_eq!(item_label(0, 14), "14.");
        assert_eq!(item_label(1, 2), "（2）");
    }

    #[test]
    fn chinese_numerals() {
        for (number, text) in [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (21, "二十一"),
            (105, "一百零五"),
            (110, "一百一十"),
            (1001, "一千零一"),
        ] {
            assert_eq!(chinese(number), text);
        }
    }
}
