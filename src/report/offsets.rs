//! From a TOML string as it is decoded back to the bytes it stands in.

/// Where each part of a decoded string stands: pairs of (byte in `decoded`, byte in the source), rising; between two
/// pairs both run alike. `raw` is the string with its quotes as the source has it from byte `start` on.
pub(super) fn offsets(raw: &str, decoded: &str, start: usize) -> Vec<(usize, usize)> {
    let quotes = if raw.starts_with("'''") || raw.starts_with("\"\"\"") { 3 } else { 1 };
    let mut at = quotes;
    if quotes == 3 {
        // A line break right behind the opening quotes is no part of the string.
        at += line_break(&raw[at.min(raw.len())..]);
    }
    let mut pairs = vec![(0, start + at)];
    if raw.starts_with('\'') {
        return pairs;
    }

    let mut done = 0;
    while let Some(backslash) = raw.get(at..).and_then(|rest| rest.find('\\')) {
        done += backslash;
        at += backslash;
        let rest = &raw[at + 1..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if line_break(&rest[blank..]) > 0 {
            // A backslash at a line's end swallows all white space up to the next text.
            at += 1 + rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        } else {
            at += match rest.as_bytes().first() {
                Some(b'x') => 4,
                Some(b'u') => 6,
                Some(b'U') => 10,
                _ => 2,
            };
            done += decoded.get(done..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        pairs.push((done, start + at));
    }
    pairs
}

/// Length of the line break that a text opens with.
fn line_break(text: &str) -> usize {
    match text.as_bytes() {
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::report::Prose;
    use crate::source::Sources;
    use toml::de::DeTable;

    /// The character of the source that stands where `needle` stands in the decoded string.
    fn found(source: &str, needle: &str) -> String {
        let table = DeTable::parse(source).expect("TOML").into_inner();
        let value = table.get("a").expect("a");
        let decoded = value.get_ref().as_str().expect("a string");
        let pairs = offsets(&source[value.span()], decoded, value.span().start);
        let mut sources = Sources::default();
        let id = sources.add("a.toml", source);
        let prose = Prose { text: decoded.to_owned(), source: id, offsets: pairs, key: "a".to_owned() };
        let at = decoded.find(needle).expect("the needle");
        let start = prose.span(at..at).start;
        source[start..].chars().take(needle.chars().count()).collect()
    }

    #[test]
    fn every_kind_of_string_leads_back() {
        assert_eq!(found("# 注\na = '一二三'", "二三"), "二三");
        assert_eq!(found("a = '''\n一二\n三四'''", "三"), "三");
        assert_eq!(found("a = '''\r\n一二\r\n三四'''", "三"), "三");
        assert_eq!(found("a = '''一'''", "一"), "一");
        assert_eq!(found("a = \"一\\t二\\u4e09四\\U0001F600五\\x41六\"", "五"), "五");
        assert_eq!(found("a = \"一\\t二\\u4e09四\\U0001F600五\\x41六\"", "六"), "六");
        assert_eq!(found("a = \"\"\"\r\n一\\\"二\\\r\n   三\\\\四\"\"\"", "二"), "二");
        assert_eq!(found("a = \"\"\"\r\n一\\\"二\\\r\n   三\\\\四\"\"\"", "三"), "三");
        assert_eq!(found("a = \"\"\"\r\n一\\\"二\\  \n \n  三\\\\四\"\"\"", "四"), "四");
    }
}
