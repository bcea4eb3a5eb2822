//! Where things stand: matrices (ISO 32000-1, 8.3.3).

use crate::pdf::concatenated;

/// A matrix `[a b c d e f]`: x' = ax + cy + e, y' = bx + dy + f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) const fn shift(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this one, then `outer`.
    pub(super) fn within(self, outer: Matrix) -> Matrix {
        Matrix(concatenated(self.0, outer.0))
    }

    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// By how much it stretches what stands upright.
    pub(super) fn height(self) -> f64 {
        let [_, _, c, d, _, _] = self.0;
        c.hypot(d)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand from ISO 32000-1, 8.3.4: a shift within a doubling is doubled.
    #[test]
    fn matrices_nest() {
        let doubled = Matrix([2.0, 0.0, 0.0, 2.0, 10.0, 20.0]);
        let both = Matrix::shift(3.0, 4.0).within(doubled);
        assert_eq!(both.apply(0.0, 0.0), (16.0, 28.0));
        assert_eq!(both.apply(1.0, 1.0), (18.0, 30.0));
        assert_eq!(both.height(), 2.0);
    }
}
