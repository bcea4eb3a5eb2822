//! The page of GB/T 9704-2012 in numbers, for whatever sets one. All lengths of the standard stand here, with their
//! clauses.

use crate::report::limits::TYPE_AREA_MM;
use crate::units::Pt;

/// Width of A4 (5.1).
pub(crate) const PAGE_WIDTH: Pt = Pt::from_mm(210.0);
/// Height of A4 (5.1).
pub(crate) const PAGE_HEIGHT: Pt = Pt::from_mm(297.0);
/// Top margin (天头, 5.2.1).
pub(crate) const TOP_MARGIN: Pt = Pt::from_mm(37.0);
/// Inner margin (订口, 5.2.1).
pub(crate) const INNER_MARGIN: Pt = Pt::from_mm(28.0);
/// Width of the type area (版心, 5.2.1).
pub(crate) const AREA_WIDTH: Pt = Pt::from_mm(TYPE_AREA_MM as f64);
/// Its height (5.2.1).
pub(crate) const AREA_HEIGHT: Pt = Pt::from_mm(225.0);
/// Lines a page (5.2.3).
pub(crate) const LINES: f64 = 22.0;
/// Characters a line (5.2.3).
pub(crate) const CHARACTERS: f64 = 28.0;

/// 2号, the title (7.3.1).
pub(crate) const TITLE_SIZE: Pt = Pt(22.0);
/// Distance of baselines in the title, in em (this program's choice, made by eye).
pub(crate) const TITLE_LEADING: f64 = 1.6;
/// 3号, body text and headings (5.2.2).
pub(crate) const BODY_SIZE: Pt = Pt(16.0);
/// 小2号, the heading of the table of contents: no standard gives it; between title and headings.
pub(crate) const CONTENTS_HEADING_SIZE: Pt = Pt(18.0);
/// 4号, the table of contents: the size in which the standard sets what is no part of the text (7.4, 7.5).
pub(crate) const CONTENTS_SIZE: Pt = Pt(14.0);
/// 4号, page numbers (7.5).
pub(crate) const NUMBER_SIZE: Pt = Pt(14.0);
/// 小4号, captions, quotes.
pub(crate) const SMALL_SIZE: Pt = Pt(12.0);
/// 5号, tables and footnotes.
pub(crate) const TABLE_SIZE: Pt = Pt(10.5);
/// 小5号, the smallest size of a table.
pub(crate) const LEAST_TABLE_SIZE: Pt = Pt(9.0);
/// The dash of a page number stands this far below the type area (7.5).
pub(crate) const NUMBER_DROP: Pt = Pt::from_mm(7.0);
/// An indent of two characters (7.3.3).
pub(crate) const INDENT_CELLS: f64 = 2.0;
/// Lines of 小4号 to a line of the grid: every third baseline is back on it.
pub(crate) const SMALL_LINES: f64 = 1.5;

/// What every page of a draft says, above the type area.
pub(crate) const DRAFT_MARK: &str = "草稿";
