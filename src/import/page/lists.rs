//! The numbers of ordered lists, which browsers count (HTML, 4.4.5 to 4.4.8).

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::shown::{is_named, style};
use crate::import::values::chinese;

/// The lists that are open, the innermost last.
#[derive(Default)]
pub(super) struct Lists(Vec<List>);

struct List {
    /// The number of its next item; `None` if its items have none.
    next: Option<i64>,
    step: i64,
    format: String,
}

impl Lists {
    /// Opens a list: `ol` or `ul`.
    pub fn open(&mut self, node: NodeRef<Node>, element: &Element) {
        let number = |name: &str| element.attr(name).and_then(|value| value.trim().parse::<i32>().ok()).map(i64::from);
        let is_reversed = element.attr("reversed").is_some();
        let items = || node.children().filter(|node| is_named(node, &["li"])).count() as i64;
        let first = || number("start").unwrap_or_else(|| if is_reversed { items() } else { 1 });
        let format = format_of(element).unwrap_or_else(|| "decimal".to_owned());
        self.0.push(List {
            next: (element.name() == "ol").then(first),
            step: if is_reversed { -1 } else { 1 },
            format,
        });
    }

    /// How many lists are open.
    pub fn depth(&self) -> usize {
        self.0.len()
    }

    /// Closes the innermost list.
    pub fn close(&mut self) {
        self.0.pop();
    }

    /// What stands before the next item of the innermost list.
    pub fn item(&mut self, element: &Element) -> String {
        let depth = self.0.iter().filter(|list| list.next.is_some()).count();
        let Some(list) = self.0.last_mut() else { return String::new() };
        let Some(next) = list.next else { return String::new() };
        let own = element.attr("value").and_then(|value| value.trim().parse::<i32>().ok()).map(i64::from);
        let number = own.unwrap_or(next);
        list.next = Some(number.saturating_add(list.step));
        marked(number, format_of(element).as_deref().unwrap_or(&list.format), depth)
    }
}

/// The format of numbers that a list or an item asks for.
fn format_of(element: &Element) -> Option<String> {
    let of_type = || {
        let format = match element.attr("type")?.trim() {
            "1" => "decimal",
            "a" => "lower-alpha",
            "A" => "upper-alpha",
            "i" => "lower-roman",
            "I" => "upper-roman",
            _ => return None,
        };
        Some(format.to_owned())
    };
    let first = |style: String| style.split("!").next().map(str::to_owned);
    style(element, "list-style-type").or_else(|| style(element, "list-style")).and_then(first).or_else(of_type)
}

/// A number as it stands before an item. Browsers show one list within another by its place; here its numbers stand in
/// brackets, as those of inner lists do in a report.
fn marked(number: i64, format: &str, depth: usize) -> String {
    let positive = u32::try_from(number).ok().filter(|number| *number > 0);
    let decimal = || if depth > 1 { format!("（{number}）") } else { format!("{number}.") };
    let is = |names: &[&str]| names.iter().any(|name| format.starts_with(name));
    let written = match positive {
        _ if is(&["none", "disc", "circle", "square"]) => return String::new(),
        Some(number) if is(&["lower-alpha", "lower-latin"]) => letters(number),
        Some(number) if is(&["upper-alpha", "upper-latin"]) => letters(number).to_uppercase(),
        Some(number) if is(&["lower-roman"]) => roman(number),
        Some(number) if is(&["upper-roman"]) => roman(number).to_uppercase(),
        Some(number) if is(&["cjk-ideographic", "simp-chinese", "trad-chinese", "cjk-decimal"]) => {
            return chinese(number).map_or_else(decimal, |text| format!("{text}、"));
        }
        _ => return decimal(),
    };
    format!("{written}.")
}

/// a to z, aa, ab.
fn letters(number: u32) -> String {
    let (mut left, mut letters) = (number, Vec::new());
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'a' + (left % 26) as u8));
        left /= 26;
    }
    letters.iter().rev().collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    // Browsers write larger ones in digits.
    if number > 3999 {
        return number.to_string();
    }
    let mut left = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected: what Chromium prints before the items.
    #[test]
    fn numbers_as_browsers_write_them() {
        let of = |format: &str| [1, 4, 27].map(|number| marked(number, format, 1));
        assert_eq!(of("decimal"), ["1.", "4.", "27."]);
        assert_eq!(of("lower-alpha"), ["a.", "d.", "aa."]);
        assert_eq!(of("upper-roman"), ["I.", "IV.", "XXVII."]);
        assert_eq!(of("cjk-ideographic"), ["一、", "四、", "二十七、"]);
        assert_eq!(of("none"), [""; 3]);
        assert_eq!(marked(-1, "lower-alpha", 1), "-1.");
        assert_eq!(marked(3, "decimal", 2), "（3）");
    }
}
