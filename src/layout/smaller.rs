//! Pictures that are made smaller so that they have room where they are mentioned.

use super::flow::{Flow, Kind};
use super::geometry::Geometry;
use super::illustrations::Row;
use super::paginate::PagePlan;
use super::rules;
use crate::diagnostic::{Diagnostic, message};
use crate::text::Typesetter;

/// Whether a page may want pictures to be smaller: only if they take more than a third of it.
pub(super) fn may_be(row: &Row, geometry: &Geometry) -> bool {
    row.scales && row.height > geometry.height() / 3.0
}

/// Scales the pictures of a flow as its pages want them, and tells it.
pub(super) fn scale(flow: &mut Flow, pages: &[PagePlan], typesetter: &mut Typesetter) {
    for (index, page) in pages.iter().enumerate() {
        for placed in page.placed.iter().filter(|placed| placed.scale < 1.0) {
            let Some(Kind::Illustrations(row)) = flow.pieces.get_mut(placed.piece).map(|piece| &mut piece.kind) else {
                continue;
            };
            row.scale(placed.scale);
            typesetter.report(note(row, placed.scale, index + 1));
        }
    }
}

fn note(row: &Row, scale: f64, page: usize) -> Diagnostic {
    let percent = (scale * 100.0).round();
    Diagnostic::note(
        &rules::PICTURE_SMALLER,
        message! {
            zh: "图缩小到 {percent}%，放进了第 {page} 页，不然这一页会空出三分之一以上",
            en: "the picture is scaled down to {percent}% to stand on page {page}, which would have been more than a third \
                empty",
        },
    )
    .at(row.span)
    .help(message! {
        zh: "不想缩小，可以把图移到别的段落后面",
        en: "to have it in full size, put it behind another paragraph",
    })
}
