//! Whether a table plainly has room, so that there is nothing to tell of it: it need not be measured to know that.

use super::{LEAST_PADDING, OUTER_RULE};
use crate::compose::document::{Align, CellRole, Table};
use crate::layout::geometry::TABLE_SIZE;
use crate::layout::runs::runs;
use crate::text::{Estimate, Role, Style, Typesetter};
use crate::units::Pt;

/// A cell of no more characters is no higher than a page, one character a line.
const LOW: usize = 40;

/// Whether a table plainly has room. By the fifth way to set it (`SETTINGS`), columns have the widest parts of their
/// cells that may not be divided: if these and their padding fill no more than the width, no way further down is taken
/// and nothing is divided.
pub(in crate::layout) fn is_roomy(table: &Table, width: Pt, typesetter: &mut Typesetter) -> bool {
    let padding = LEAST_PADDING * 2.0;
    let bare = padding + Pt(1.0);
    let mut columns = vec![bare; table.columns.len()];
    // What cells over several columns may need beyond what these have at least.
    let mut beyond = Pt::ZERO;
    for cell in &table.cells {
        let role = if cell.role == CellRole::Head { Role::Level1 } else { Role::Table };
        let style = Style { role, size: TABLE_SIZE, cell: 1.0 };
        let mut widest = Pt::ZERO;
        let mut characters = cell.lines.len();
        for line in &cell.lines {
            let Some(told) = typesetter.estimate(&runs(line, style, cell.id)) else { return false };
            let Estimate { widest_part, whole, characters: own } = told;
            // Figures that are set on their points take the room of the widest before and behind the point.
            widest = widest.max(if cell.align == Align::Decimal { whole * 2.0 } else { widest_part });
            characters += own;
        }
        if characters > LOW {
            return false;
        }
        let needed = widest + padding;
        if cell.column_span <= 1 {
            let Some(column) = columns.get_mut(cell.column) else { return false };
            *column = column.max(needed);
        } else {
            beyond += (needed - bare * cell.column_span as f64).max(Pt::ZERO);
        }
    }
    columns.into_iter().sum::<Pt>() + beyond <= width - OUTER_RULE
}
