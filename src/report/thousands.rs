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
    let joints = joints(cells, text);
    if joints.len() < excess {
        return None;
    }
    let tight: Vec<usize> = joints.iter().filter(|joint| joint.is_tight).map(|joint| joint.at).collect();
    let all: Vec<usize> = joints.iter().map(|joint| joint.at).collect();
    let Some(chosen) = [tight, all].into_iter().find(|joints| joints.len() == excess) else {
        return Some(Rejoined::Several);
    };
    Some(Rejoined::Sole(joined(cells, &chosen, text)))
}

/// What a list of cells was meant as by the way in which it is written: no blank stands behind the commas between
/// groups of digits. With `beside` there must be one behind all others, of which there are some.
pub(super) fn rejoined_as_written(cells: &[Item], beside: bool, text: &str) -> Option<String> {
    let chosen: Vec<usize> = joints(cells, text).iter().filter(|joint| joint.is_tight).map(|joint| joint.at).collect();
    let mut others = (1..cells.len()).filter(|at| !chosen.contains(at)).peekable();
    let is_evident = !beside || (others.peek().is_some() && others.all(|at| !is_tight(cells, at, text)));
    (!chosen.is_empty() && is_evident).then(|| joined(cells, &chosen, text))
}

/// A cell that may go on with the one before.
struct Joint {
    at: usize,
    /// Whether nothing but the comma divides the two.
    is_tight: bool,
}

fn joints(cells: &[Item], text: &str) -> Vec<Joint> {
    let mut joints: Vec<Joint> = Vec::new();
    for at in 1..cells.len() {
        let (Some(before), Some(group)) = (cells.get(at - 1), cells.get(at)) else { continue };
        let (before, group) = (raw(before, text), raw(group, text));
        let goes_on = joints.last().is_some_and(|joint| joint.at + 1 == at) && is_digits(before);
        let opens = is_digits(before) && before.len() <= 3 && !before.starts_with('0');
        // The last group may have a fraction.
        let whole =
            group.split_once('.').map_or(group, |(whole, fraction)| if is_digits(fraction) { whole } else { "" });
        if is_digits(whole) && whole.len() == 3 && (goes_on || opens) {
            joints.push(Joint { at, is_tight: is_tight(cells, at, text) });
        }
    }
    joints
}

/// Whether nothing but a comma stands before a cell.
fn is_tight(cells: &[Item], at: usize, text: &str) -> bool {
    let before = at.checked_sub(1).and_then(|before| cells.get(before));
    let between = before.zip(cells.get(at)).map(|(a, b)| a.span.end..b.span.start);
    between.and_then(|between| text.get(between)) == Some(",")
}

/// The list with some cells joined to those before them.
fn joined(cells: &[Item], joints: &[usize], text: &str) -> String {
    let mut joined = String::new();
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 && !joints.contains(&at) {
            joined += ", ";
        }
        joined += raw(cell, text);
    }
    format!("[{joined}]")
}

fn raw<'t>(cell: &Item, text: &'t str) -> &'t str {
    text.get(cell.span.range()).unwrap_or_default()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
