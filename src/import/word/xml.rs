//! Elements of WordprocessingML by their names, whatever their prefix.

use roxmltree::{Document, Error, Node, ParsingOptions};

use super::package::damaged;
use crate::diagnostic::{Message, message};

/// Elements of a part.
const MOST_NODES: u32 = 3_000_000;

/// Elements within one another: the parser goes down one call for each.
const DEEPEST: usize = 400;

/// A part of the package.
///
/// # Errors
/// It is no XML, or none that a program writes.
pub(super) fn parsed(text: &str) -> Result<Document<'_>, Message> {
    if depth(text) > DEEPEST {
        return Err(message!(
            zh: "里面的标签套得超过 {DEEPEST} 层（表格套表格），不读",
            en: "its elements nest deeper than {DEEPEST} (tables in tables), and it is not read",
        ));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES };
    Document::parse_with_options(text, options).map_err(|error| match error {
        Error::DtdDetected => message!(
            zh: "里面有 DOCTYPE，不读：在 Word 或 WPS 里另存一遍再导入",
            en: "it has a DOCTYPE and is not read: save it anew in a word processor",
        ),
        Error::NodesLimitReached => message!(
            zh: "一个部分里超过 {MOST_NODES} 个标签和文字，不读",
            en: "a part of it has more than {MOST_NODES} elements and texts, and is not read",
        ),
        _ => damaged(),
    })
}

/// How deep the elements of a text stand within one another, if it is XML.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut rest = text;
    while let Some((_, tag)) = rest.split_once('<') {
        let end = match tag {
            _ if tag.starts_with("!--") => "-->",
            _ if tag.starts_with("![CDATA[") => "]]>",
            _ if tag.starts_with('?') => "?>",
            _ => ">",
        };
        let Some((tag, behind)) = tag.split_once(end) else { break };
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if end == ">" {
            depth += 1;
            deepest = deepest.max(depth);
            depth -= usize::from(tag.ends_with('/'));
        }
        // An attribute may hold the end of a tag, but not its beginning.
        rest = behind;
    }
    deepest
}

/// Whether a node is an element of a name.
pub(super) fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The child of a name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

/// The value of an attribute.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The value of a property: `w:val` of the child of a name.
pub(super) fn value<'a>(properties: Option<Node<'a, '_>>, name: &str) -> Option<&'a str> {
    attribute(child(properties?, name)?, "val")
}
/// Whether a property is set; `None` if nothing is said of it.
pub(super) fn is_set(properties: Option<Node>, name: &str) -> Option<bool> {
    let property = child(properties?, name)?;
    Some(!matches!(attribute(property, "val"), Some("0" | "false" | "none" | "off")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_within_one_another_are_counted() {
        assert_eq!(depth("<?xml?><a><!-- <b><c> --><b/><b x='1'><c/></b><![CDATA[<d><e><f>]]></a>"), 3);
        assert_eq!(depth("<a>".repeat(9).as_str()), 9);
        assert!(parsed(&("<a>".repeat(DEEPEST + 1) + &"</a>".repeat(DEEPEST + 1))).is_err());
        assert!(parsed(&("<a>".repeat(DEEPEST) + &"</a>".repeat(DEEPEST))).is_ok());
    }
}
