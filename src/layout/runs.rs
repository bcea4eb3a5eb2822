//! Text of the document as runs that `text` can set, and short texts of this room's own.

use super::geometry::PAGE_WIDTH;
use crate::compose::document::{Emphasis, Inline, NodeId};
use crate::text::{Alignment, Content, Line, Measure, Role, Run, Style, Typesetter};
use crate::units::Pt;

/// Runs of inlines in one style; emphasis changes the face, never the slant or weight.
pub(super) fn runs(text: &[Inline], style: Style, node: NodeId) -> Vec<Run<'_>> {
    text.iter()
        .map(|inline| match inline {
            Inline::Text { text, emphasis, link, span } => Run {
                content: Content::Text(text),
                style: Style { role: emphasised(style.role, *emphasis), ..style },
                node: link.as_ref().map_or(node, |link| link.id),
                link: link.as_ref().map(|link| link.address.as_str()),
                span: *span,
            },
            Inline::LineBreak => Run { content: Content::LineBreak, style, node, link: None, span: None },
            Inline::Footnote { id, note } => {
                Run { content: Content::Note(*note), style, node: *id, link: None, span: None }
            }
        })
        .collect()
}

fn emphasised(role: Role, emphasis: Emphasis) -> Role {
    match emphasis {
        Emphasis::None => role,
        Emphasis::Strong => Role::Level1,
    }
}

/// A short text on one line.
pub(super) fn single_line(text: &str, style: Style, node: NodeId, typesetter: &mut Typesetter) -> Line {
    let run = Run { content: Content::Text(text), style, node, link: None, span: None };
    let measure = Measure { width: PAGE_WIDTH, first_indent: Pt::ZERO };
    typesetter.paragraph(&[run]).lines(measure, Alignment::Left).into_iter().next().unwrap_or_default()
}
