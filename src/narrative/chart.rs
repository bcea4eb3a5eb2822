//! A chart as data: what the reader is to see, every value resolved.

use rust_decimal::Decimal;

pub use crate::report::ChartKind;
use crate::source::{Located, Span};

/// A chart with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Its name in the data file.
    pub name: Located<String>,
    /// How its values are shown.
    pub kind: ChartKind,
    /// What it shows.
    pub title: Option<Located<String>>,
    /// What its values count, such as 件.
    pub unit: Option<Located<String>>,
    /// Decimals of its percentages.
    pub decimals: u32,
    /// Names of the slices, bars or points; at least one.
    pub categories: Vec<Located<String>>,
    /// Its series, at least one; of a pie, exactly one.
    pub series: Vec<Series>,
}

/// The values of one colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name; `None` where there is only one and it has none.
    pub name: Option<Located<String>>,
    /// One for each category; `None` where there is no figure.
    pub values: Vec<Option<Value>>,
}

/// A value of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The number that is drawn: finite, negative only in bars and lines.
    pub number: Decimal,
    /// The number as it is printed.
    pub text: String,
    /// Where it stands in the data file.
    pub span: Span,
}
