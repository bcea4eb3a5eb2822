//! Addresses that links may lead to.

/// What a link may ask the program of a reader to do: go to a page, write a letter, call. Anything else may do harm on
/// the portal that shows the report, above all `javascript:`.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The scheme of an address (RFC 3986, 3.1); `None` if it has none.
pub(super) fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|ch: char| ch.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some(scheme)
}

/// Whether an address leads where a reader may follow.
pub(crate) fn may_be_followed(address: &str) -> bool {
    scheme(address).is_some_and(|scheme| SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_letters_and_calls_may_be_asked_for() {
        for address in ["https://a.cn/?a=1&b=\"2\"", "HTTP://a.cn/", "mailto:a@b.cn", "tel:010-12345"] {
            assert!(may_be_followed(address), "{address}");
        }
        for address in [
            "javascript:alert(1)",
            "JavaScript:x",
            " javascript:x",
            "java\nscript:x",
            "data:text/html,x",
            "vbscript:x",
            "ftp://a",
            "//a.cn",
            "#a",
            "www.gov.cn",
            "file:///etc/passwd",
        ] {
            assert!(!may_be_followed(address), "{address}");
        }
    }
}
