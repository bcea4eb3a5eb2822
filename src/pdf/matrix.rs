//! Matrices `[a b c d e f]`: x' = ax + cy + e, y' = bx + dy + f (ISO 32000-1, 8.3.3).

/// One matrix within another: a point goes through `own` first, then through `outer`.
pub(crate) fn concatenated([a, b, c, d, e, f]: [f64; 6], [oa, ob, oc, od, oe, of]: [f64; 6]) -> [f64; 6] {
    [a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od, e * oa + f * oc + oe, e * ob + f * od + of]
}
