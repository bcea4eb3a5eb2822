//! Within which bounds a data file may choose: known to the reader, to the schema and to the command line.

use std::ops::RangeInclusive;

/// Years that reports are written for: the 条例 has been in force since 2008.
pub const YEARS: RangeInclusive<u16> = 2008..=2099;

/// Characters a line: with more, cells are narrower than the ink of their characters.
pub const CHARS_PER_LINE: RangeInclusive<u16> = 16..=30;

/// Distance of baselines, pt: no smaller than the 16-pt em that stands on the line, and with room for a few lines a
/// page.
pub const LINE_PITCH: RangeInclusive<u16> = 16..=100;

/// Dots an inch that pictures may be scaled down to: coarser ones blur on screen, finer ones no printer shows.
pub const MAX_DPI: RangeInclusive<u16> = 72..=2400;

/// Width of the type area, mm (GB/T 9704-2012, 5.2.1): no picture is wider.
pub const TYPE_AREA_MM: u16 = 156;

/// Decimals of a percentage, wherever the program reckons it.
pub const DECIMALS: RangeInclusive<u16> = 0..=6;

/// The largest figure that a cell takes: whole numbers are exact up to here in every program that might read them.
pub const LARGEST_FIGURE: u64 = 1 << 53;

/// Bytes of the largest file of another program.
pub const LARGEST_FOREIGN_FILE: u64 = 64 << 20;
