//! Two years' data files, read for being compared.

use super::{Input, Options, read_report};
use crate::check::Previous;
use crate::compare::{Comparison, compare};
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::narrative::read_sound;
use crate::source::Sources;

/// Reads two reports and compares them. Their texts join `sources`.
///
/// # Errors
/// Everything that hinders the reading, or that the years stand in the wrong order. What is wrong with figures or prose
/// hinders nothing: it is told where a report is checked.
pub fn read_and_compare(
    last: &Input,
    this: &Input,
    files: &Files,
    options: &Options,
    sources: &mut Sources,
) -> Result<Comparison, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let mut report = |data: &Input| match read_report(data, files, options, sources) {
        Ok((report, _)) => Some(report),
        Err(found) => {
            faults.extend(found);
            None
        }
    };
    let reports = (report(last), report(this));
    let (Some(last), Some(this)) = reports else { return Err(faults) };
    let (last_prose, prose) = (read_sound(&last, None), read_sound(&this, Some(&last)));
    let previous = Previous { report: &last, narratives: &last_prose };
    compare(&this, &prose, previous).map_err(|error| vec![*error])
}
