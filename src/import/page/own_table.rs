//! A table of the narrative of this program's own page as lines of a data file.

use ego_tree::NodeRef;
use scraper::Node;

use super::own::{elements, has_class};
use super::own_text::{Manner, Texts};
use super::shown::is_named;

/// Most columns of a table, and most places of one, over which cells may span.
const MOST_COLUMNS: usize = 200;
const MOST_PLACES: usize = 1_000_000;
/// Mark of the lines of a cell that are items.
const ITEM: char = '•';

/// How the cells of a column stand, where all of them do so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Other,
}

/// The lines of a table: its head, which may be blank, and its body. What is over several columns or rows takes in those
/// behind (`<`) and below (`^`). None of one that is larger than any that a report has.
pub(super) fn pipe_table(table: NodeRef<Node>, texts: &Texts) -> Vec<String> {
    let rows: Vec<(bool, NodeRef<Node>)> = elements(table)
        .filter(|part| is_named(part, &["thead", "tbody"]))
        .flat_map(|part| elements(part).map(move |row| (is_named(&part, &["thead"]), row)))
        .filter(|(_, row)| is_named(row, &["tr"]))
        .collect();
    let mut places: Vec<Vec<Option<String>>> = vec![Vec::new(); rows.len()];
    let mut sides: Vec<Option<Side>> = Vec::new();
    let mut count = 0;
    for (at, (is_head, row)) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in elements(*row).filter(|node| is_named(node, &["td", "th"])) {
            while places.get(at).and_then(|row| row.get(column)).is_some_and(Option::is_some) {
                column += 1;
            }
            let across = span(cell, "colspan").min(MOST_COLUMNS.saturating_sub(column));
            let down = span(cell, "rowspan").min(rows.len() - at);
            count += across * down;
            if count > MOST_PLACES || column >= MOST_COLUMNS {
                return Vec::new();
            }
            for (below, line) in places.iter_mut().skip(at).take(down).enumerate() {
                if line.len() < column + across {
                    line.resize(column + across, None);
                }
                for (beside, place) in line.iter_mut().skip(column).take(across).enumerate() {
                    *place = Some(match (below, beside) {
                        (0, 0) => in_a_cell(&texts.text(cell, Manner::Cell)),
                        (0, _) => "<".to_owned(),
                        _ => "^".to_owned(),
                    });
                }
            }
            if !is_head && across == 1 {
                stands(&mut sides, column, side(cell));
            }
            column += across;
        }
    }
    let columns = places.iter().map(Vec::len).max().unwrap_or_default();
    let line = |cells: &[Option<String>]| {
        let texts = (0..columns).map(|at| cells.get(at).and_then(Option::as_deref).unwrap_or_default());
        format!("| {} |", texts.collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = places.iter().map(|row| line(row)).collect();
    // A table that is nothing but its head has that in its body.
    let is_head =
        |(is_head, row): &(bool, NodeRef<Node>)| *is_head || elements(*row).any(|cell| is_named(&cell, &["th"]));
    if rows.first().is_some_and(|first| !is_head(first)) {
        lines.insert(0, line(&[]));
    }
    let rule = |at: usize| match sides.get(at).copied().flatten() {
        Some(Side::Left) => ":---",
        Some(Side::Right) => "---:",
        Some(Side::Other) | None => "---",
    };
    let rules: Vec<&str> = (0..columns).map(rule).collect();
    lines.insert(lines.len().min(1), format!("| {} |", rules.join(" | ")));
    lines
}

/// Takes in how a cell of a column stands.
fn stands(sides: &mut Vec<Option<Side>>, column: usize, own: Side) {
    if sides.len() <= column {
        sides.resize(column + 1, None);
    }
    if let Some(side) = sides.get_mut(column) {
        *side = Some(side.map_or(own, |side| if side == own { own } else { Side::Other }));
    }
}

fn side(cell: NodeRef<Node>) -> Side {
    match () {
        () if has_class(cell, "left") => Side::Left,
        () if has_class(cell, "right") => Side::Right,
        () => Side::Other,
    }
}

/// A text with its items as a data file has them.
fn in_a_cell(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix(ITEM) {
        Some(item) => format!("- {}", item.trim_start()),
        None => line.to_owned(),
    };
    text.split("<br>").map(line).collect::<Vec<_>>().join("<br>")
}

/// How many columns or rows a cell is over.
fn span(cell: NodeRef<Node>, name: &str) -> usize {
    let given = cell.value().as_element().and_then(|element| element.attr(name)?.trim().parse::<usize>().ok());
    given.unwrap_or(1).max(1)
}
