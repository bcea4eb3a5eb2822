//! What mends a report without a question: the edits that findings carry where there is only one right answer.
//!
//! Takes findings and the texts that they speak of, gives a [`Plan`]: which bytes of which text become which, and what
//! must be left alone; new texts, a difference to look at, and whether two readings differ in nothing else. Knows
//! nothing of why something is wrong, of files, or of screens.

mod difference;
mod plan;
mod same;

pub use difference::unified;
pub use plan::{Plan, Step, plan};
pub use same::{is_same_data, is_same_figures, is_same_prose, shows};
