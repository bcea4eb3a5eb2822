//! The values of a chart, by series and category.

use std::ops::Range;

use super::labels::Words;
use super::scale::number;
use super::{Chart, Value};
use crate::source::Located;

/// Something for each value of a chart; nothing where there is no figure.
#[derive(Clone, Debug)]
pub(super) struct Grid<T> {
    series: Vec<Vec<Option<T>>>,
}

impl<T> Grid<T> {
    /// Makes something of every value of a chart.
    pub(super) fn new(chart: &Chart, mut make: impl FnMut(&Value) -> T) -> Grid<T> {
        let series = chart.series.iter().map(|series| {
            let values = series.values.iter().take(chart.categories.len());
            values.map(|value| value.as_ref().map(&mut make)).collect()
        });
        Grid { series: series.collect() }
    }

    /// What there is for a value.
    pub(super) fn get(&self, series: usize, category: usize) -> Option<&T> {
        self.series.get(series)?.get(category)?.as_ref()
    }

    /// All there is.
    pub(super) fn all(&self) -> impl Iterator<Item = &T> {
        self.series.iter().flatten().flatten()
    }

    pub(super) fn series(&self) -> usize {
        self.series.len()
    }
}

impl<T: Clone> Grid<T> {
    /// What there is for some of the categories.
    pub(super) fn part(&self, range: Range<usize>) -> Grid<T> {
        let end = |values: &Vec<Option<T>>| range.end.min(values.len());
        let part = |values: &Vec<Option<T>>| values.get(range.start..end(values)).unwrap_or_default().to_vec();
        Grid { series: self.series.iter().map(part).collect() }
    }
}

impl Grid<f64> {
    /// The numbers of a chart.
    pub(super) fn numbers(chart: &Chart) -> Grid<f64> {
        Grid::new(chart, |value| number(value.number))
    }

    /// Where the parts of a stack begin and end: those above zero upwards, the others downwards.
    pub(super) fn stack(&self, category: usize) -> Vec<(usize, f64, f64)> {
        let (mut above, mut below) = (0.0, 0.0);
        let mut parts = Vec::new();
        for series in 0..self.series() {
            let Some(number) = self.get(series, category) else { continue };
            let end = if *number < 0.0 { &mut below } else { &mut above };
            parts.push((series, *end, *end + number));
            *end += number;
        }
        parts
    }
}

/// A text of a chart as words.
pub(super) fn words(text: &Located<String>) -> Words<'_> {
    Words { text: &text.value, span: Some(text.span) }
}

/// A value of a chart as words.
pub(super) fn value_words(value: &Value) -> Words<'_> {
    Words { text: &value.text, span: Some(value.span) }
}

/// The unit as it is written at the head of an axis.
pub(super) fn unit_text(chart: &Chart) -> Option<String> {
    chart.unit.as_ref().map(|unit| format!("单位：{}", unit.value))
}
