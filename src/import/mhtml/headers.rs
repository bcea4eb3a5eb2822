//! What is said of a part above its text (RFC 5322, 2.2; RFC 2045, 5.1).

/// Bytes of the longest head, and most lines of one.
const LONGEST: usize = 64 << 10;

/// The head of a part: names in lower case, with what is said.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Headers(Vec<(String, String)>);

/// A word with parameters: text/html; charset=GBK.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Value {
    /// In lower case.
    pub word: String,
    parameters: Vec<(String, String)>,
}

/// A part in its head and its body.
pub(super) fn split(part: &[u8]) -> (Headers, &[u8]) {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut length = 0_usize;
    for line in part.split_inclusive(|byte| *byte == b'\n') {
        length += line.len();
        let line = String::from_utf8_lossy(line.trim_ascii_end());
        if line.is_empty() || length > LONGEST {
            break;
        }
        match (line.starts_with([' ', '\t']), headers.last_mut()) {
            // A line that begins with a blank goes on with the one above.
            (true, Some((name, value))) => {
                // Addresses are folded wherever they are too long: no blank belongs to them.
                value.push_str(if name == "content-location" { "" } else { " " });
                value.push_str(line.trim());
            }
            _ => headers.extend(
                line.split_once(':').map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            ),
        }
    }
    (Headers(headers), part.get(length..).unwrap_or_default())
}

impl Headers {
    /// What is said under a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The same as a word with parameters; an empty one if nothing is said.
    pub fn value(&self, name: &str) -> Value {
        let mut rest = self.get(name).unwrap_or_default();
        let mut pieces = Vec::new();
        while !rest.is_empty() {
            let (piece, behind) = up_to_semicolon(rest);
            pieces.push(piece);
            rest = behind;
        }
        let mut pieces = pieces.into_iter();
        let word = pieces.next().unwrap_or_default().trim().to_ascii_lowercase();
        let parameter = |piece: &str| {
            let (name, value) = piece.split_once('=')?;
            Some((name.trim().to_ascii_lowercase(), unquoted(value.trim())))
        };
        Value { word, parameters: pieces.filter_map(parameter).collect() }
    }
}

impl Value {
    /// A parameter by its name.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// A text up to its first semicolon that stands in no quotes, and what stands behind that.
fn up_to_semicolon(text: &str) -> (&str, &str) {
    let mut is_quoted = false;
    let ends = text.char_indices().find(|(_, ch)| {
        is_quoted ^= *ch == '"';
        *ch == ';' && !is_quoted
    });
    match ends {
        Some((at, _)) => (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default()),
        None => (text, ""),
    }
}

fn unquoted(value: &str) -> String {
    match value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) {
        Some(inner) => inner.replace("\\\"", "\"").replace("\\\\", "\\"),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_folded_and_quoted() {
        let (headers, body) =
            split(b"Content-Type: Multipart/Related;\r\n boundary=\"a;b\";\r\n\tstart=<c>\r\nX:y\r\n\r\nbody\r\n");
        let kind = headers.value("content-type");
        assert_eq!((kind.word.as_str(), kind.parameter("boundary")), ("multipart/related", Some("a;b")));
        assert_eq!((kind.parameter("start"), headers.get("x")), (Some("<c>"), Some("y")));
        assert_eq!(body, b"body\r\n");
        assert_eq!(headers.value("none"), Value::default());
        assert_eq!(split(b"\nbody"), (Headers::default(), b"body".as_slice()));
    }
}
