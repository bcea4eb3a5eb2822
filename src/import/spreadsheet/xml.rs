//! XML element by element, without a tree: sheets are long. Namespaces are left out of account.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::limits::Fault;
use crate::diagnostic::message;

/// Elements within one another.
const DEEPEST: usize = 200;

/// Reads a part from its beginning.
pub(super) struct Walker<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
}

/// What comes next.
pub(super) enum Node<'x> {
    Open(Element<'x>),
    Close(End<'x>),
    Text(Cow<'x, str>),
    /// A remark, an instruction.
    Other,
}

/// The beginning of an element; one that is empty has an end too.
pub(super) struct Element<'x>(BytesStart<'x>);

/// The end of an element.
pub(super) struct End<'x>(BytesEnd<'x>);

impl<R: BufRead> Walker<R> {
    pub fn new(part: R) -> Walker<R> {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Walker { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next node; `None` behind the last.
    ///
    /// # Errors
    /// What comes is no XML, or not at its end; it nests deeper than any program writes, or names things of its own.
    pub fn next(&mut self) -> Result<Option<Node<'_>>, Fault> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| Fault::Damaged)?;
        Ok(Some(match event {
            Event::Eof if self.depth > 0 => return Err(Fault::Damaged),
            Event::Eof => return Ok(None),
            Event::Start(start) | Event::Empty(start) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(Fault::TooLarge(message!(
                        zh: "标签套得超过 {DEEPEST} 层，没有读",
                        en: "its elements nest deeper than {DEEPEST}, and it was not read",
                    )));
                }
                Node::Open(Element(start))
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Node::Close(End(end))
            }
            Event::Text(text) => Node::Text(text.into_inner()),
            Event::CData(text) => Node::Text(text.into_inner()),
            // Old programs name the type of the document, which says nothing.
            Event::DocType(kind) if kind.contains("<!ENTITY") => {
                return Err(Fault::TooLarge(message!(
                    zh: "里面有 DOCTYPE，自己定义了实体（<!ENTITY>），没有读：在 Excel 或 WPS 里另存一遍再导入",
                    en: "it has a DOCTYPE with entities of its own (<!ENTITY>), and was not read: save it anew in a \
                         spreadsheet program",
                )));
            }
            // An entity of a document's own says nothing here.
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(ch)) => Node::Text(Cow::Owned(ch.to_string())),
                _ => Node::Text(Cow::Borrowed(resolve_xml_entity(&entity).unwrap_or("\u{FFFD}"))),
            },
            _ => Node::Other,
        }))
    }

    /// Passes over the rest of the element that was opened last.
    ///
    /// # Errors
    /// As of [`Walker::next`].
    pub fn skip(&mut self) -> Result<(), Fault> {
        self.leave(self.depth)
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Passes over what is left until fewer elements are open.
    ///
    /// # Errors
    /// As of [`Walker::next`].
    pub fn leave(&mut self, depth: usize) -> Result<(), Fault> {
        while self.depth >= depth {
            self.next()?.ok_or(Fault::Damaged)?;
        }
        Ok(())
    }
}

impl Element<'_> {
    /// Its local name.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its local name.
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut all = self.0.attributes();
        let value = all.with_checks(false).flatten().find(|own| own.key.local_name().into_inner() == name)?.value;
        if !value.contains('&') {
            return Some(value);
        }
        // What is no entity stays as it is.
        Some(quick_xml::escape::unescape(&value).map(|value| Cow::Owned(value.into_owned())).unwrap_or(value.clone()))
    }

    /// Whether some attribute of a local name has a value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        let mut all = self.0.attributes();
        all.with_checks(false).flatten().any(|own| own.key.local_name().into_inner() == name && own.value == value)
    }

    /// An attribute that is a number.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// An attribute that is true or false.
    pub fn is_set(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.as_ref(), "1" | "true" | "on"))
    }
}

impl End<'_> {
    /// The local name of the element.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}
