//! The text of a piece: what is printed, its figures as what they are called for by.

use super::piece::Inline;
use super::read::Prints;
use crate::narrative::single::Stretch;
use crate::narrative::{self, Emphasis, Single};
use crate::report::typed_number;

/// The runs of a text, those of one style joined.
pub(super) fn inlines(text: &[narrative::Inline], single: &Single, figures: Prints) -> Vec<Inline> {
    let mut found = Vec::new();
    for inline in text {
        match inline {
            narrative::Inline::Text { text, emphasis, link, .. } => {
                let strong = *emphasis == Emphasis::Strong;
                let link = link.as_deref().map(|link| single.written(link));
                let stretches = single.stretches(text);
                if stretches.is_empty() && link.is_some() {
                    found.push(Inline::Text { text: String::new(), strong, link });
                    continue;
                }
                for stretch in stretches {
                    match stretch {
                        Stretch::Text(text) => push(&mut found, text, strong, link.as_deref()),
                        Stretch::Expression(expression) => found.push(Inline::Figure {
                            expression: expression.to_owned(),
                            shown: figures(expression),
                            strong,
                            link: link.clone(),
                        }),
                    }
                }
            }
            narrative::Inline::LineBreak => found.push(Inline::Break),
            narrative::Inline::Footnote(index) => {
                let label = single.labels.get(*index).cloned().unwrap_or_default();
                found.push(Inline::Note { label });
            }
        }
    }
    found
}

/// Adds text, to the run before it if both are of one style.
fn push(found: &mut Vec<Inline>, added: &str, added_strong: bool, added_link: Option<&str>) {
    if let Some(Inline::Text { text, strong, link }) = found.last_mut()
        && *strong == added_strong
        && link.as_deref() == added_link
        && !text.is_empty()
    {
        text.push_str(added);
        return;
    }
    let link = added_link.map(str::to_owned);
    found.push(Inline::Text { text: added.to_owned(), strong: added_strong, link });
}

/// Takes a number that was typed from the head of a text whose number the program makes.
pub(super) fn trimmed_number(text: &mut Vec<Inline>) {
    let Some(Inline::Text { text: first, .. }) = text.first_mut() else { return };
    let Some(number) = typed_number(first) else { return };
    first.drain(..number.length);
    if first.is_empty() {
        text.remove(0);
    }
}
