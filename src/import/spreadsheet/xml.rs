//! XML element by element, without a tree: sheets are long. Namespaces are left out of account.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesEnd, BytesStart, Event};

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

/// The part is damaged, or ends too early.
#[derive(Debug)]
pub(super) struct Damaged;

impl<R: BufRead> Walker<R> {
    pub fn new(part: R) -> Walker<R> {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Walker { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next node; `None` behind the last.
    ///
    /// # Errors
    /// What comes is no XML, or not at its end.
    pub fn next(&mut self) -> Result<Option<Node<'_>>, Damaged> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| Damaged)?;
        Ok(Some(match event {
            Event::Eof if self.depth > 0 => return Err(Damaged),
            Event::Eof => return Ok(None),
            Event::Start(start) | Event::Empty(start) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(Damaged);
                }
                Node::Open(Element(start))
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Node::Close(End(end))
            }
            Event::Text(text) => Node::Text(text.into_inner()),
            Event::CData(text) => Node::Text(text.into_inner()),
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
    pub fn skip(&mut self) -> Result<(), Damaged> {
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
    pub fn leave(&mut self, depth: usize) -> Result<(), Damaged> {
        while self.depth >= depth {
            self.next()?.ok_or(Damaged)?;
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
