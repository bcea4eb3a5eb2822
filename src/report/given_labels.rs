//! `[labels]`: what the data file puts in the place of the form's labels.

use super::toml_table::{Faults, TomlTable};
use super::{Label, LabelKey, Labels, label_keys};
use crate::diagnostic::{Diagnostic, did_you_mean, message};
use crate::form::Form;
use crate::report::rules;

/// Reads `[labels]`: quoted dotted keys, or tables within tables.
pub(super) fn labels(top: &mut TomlTable, form: &'static Form, faults: &mut Faults) -> Labels {
    let mut labels = Labels::default();
    if let Some(table) = top.take_table("labels", faults) {
        let known = label_keys(form);
        collect(table, "", &known, &mut labels, faults);
    }
    labels
}

fn collect(mut table: TomlTable, above: &str, known: &[LabelKey], labels: &mut Labels, faults: &mut Faults) {
    for (name, item) in table.take_all() {
        let key = if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") };
        if item.value.is_table() {
            if let Some(table) = item.table(faults) {
                collect(table, &key, known, labels, faults);
            }
        } else if known.iter().any(|(known, _)| *known == key) {
            if let Some(label) = item.line(faults) {
                let span = label.span;
                if labels.insert(key.clone(), Label::given(label)).is_some() {
                    let twice = message!(zh: "标签“{key}”写了两次", en: "the label `{key}` is given twice");
                    let help = message!(zh: "删去其中一个", en: "delete one of them");
                    let fault = Diagnostic::error(&rules::UNKNOWN_KEY, twice);
                    faults.push(fault.at(span).key(format!("labels.{key}")).help(help));
                }
            }
        } else {
            let message = message!(zh: "没有“{key}”这个标签", en: "there is no label `{key}`");
            let fault = Diagnostic::error(&rules::UNKNOWN_KEY, message);
            // The label itself, in the place of its key.
            let of_label = known.iter().find(|(_, own)| *own == key);
            let help = match of_label {
                Some((key, _)) => {
                    let raw = faults.text.get(item.span.range()).unwrap_or_default();
                    Some(
                        message!(zh: "标签要用它的键，写成 \"{key}\" = {raw}", en: "write the key of the label: \"{key}\" = {raw}"),
                    )
                }
                None => did_you_mean(&key, known.iter().map(|(key, _)| key.as_str()), None),
            };
            faults.push(fault.at(item.key_span).key(format!("labels.{key}")).help(help));
        }
    }
}
