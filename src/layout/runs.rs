//! Text of the document as runs that `text` can set.

use crate::compose::document::{Emphasis, Inline, NodeId};
use crate::text::{Content, Role, Run, Style};

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
        Emphasis::Soft => Role::Level2,
    }
}
