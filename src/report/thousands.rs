//! Lists in which a comma that groups digits has divided a figure: `[1,264]` has two cells.

use super::toml_table::Item;

/// What a list of too many cells was meant as.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Rejoined {
    /// One way of joining groups of three digits gives as many cells as there is room for.
    Sole(String),
    /// There are groups to join, but in more than one way.
    Several,
}

/// What a list of cells was meant as if it should have `room` cells; `None` if joining groups of digits does not help.
/// `text` is the data file.
pub(super) fn rejoined(cells: &[Item], room: usize, text: &str) -> Option<Rejoined> {
    let excess = cells.len().checked_sub(room).filter(|excess| *excess > 0)?;
    let raw: Vec<&str> = cells.iter().map(|cell| text.get(cell.span.range()).unwrap_or_default()).collect();
    // Places of cells that may go on with the one before, and whether no blank divides them from it.
    let mut joints: Vec<(usize, bool)> = Vec::new();
    for (at, pair) in raw.windows(2).enumerate() {
        let [before, group] = pair else { continue };
        let goes_on = joints.last().is_some_and(|(joint, _)| *joint == at);
        let opens = is_digits(before) && before.len() <= 3 && !before.starts_with('0');
        if is_digits(group) && group.len() == 3 && (goes_on || opens) {
            let between = cells.get(at).zip(cells.get(at + 1)).map_or(0..0, |(a, b)| a.span.end..b.span.start);
            joints.push((at + 1, text.get(between) == Some(",")));
        }
    }
    if joints.len() < excess {
        return None;
    }
    let tight: Vec<usize> = joints.iter().filter(|(_, is_tight)| *is_tight).map(|(at, _)| *at).collect();
    let all: Vec<usize> = joints.iter().map(|(at, _)| *at).collect();
    let Some(chosen) = [tight, all].into_iter().find(|joints| joints.len() == excess) else {
        return Some(Rejoined::Several);
    };
    let mut joined = String::new();
    for (at, cell) in raw.iter().enumerate() {
        if at > 0 && !chosen.contains(&at) {
            joined += ", ";
        }
        joined += cell;
    }
    Some(Rejoined::Sole(format!("[{joined}]")))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
