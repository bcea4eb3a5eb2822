//! Addresses of parts, as pages name them (RFC 3986, 5.2).

use crate::import::percent::percent_decoded;

/// An address as it is meant in a page that stood at another.
pub(super) fn joined(base: &str, address: &str) -> String {
    let address = address.trim();
    let (root, path) = divided(base);
    if has_scheme(address) {
        address.to_owned()
    } else if address.starts_with("//") {
        format!("{}{address}", root.split("//").next().unwrap_or_default())
    } else if address.starts_with('/') {
        format!("{root}{address}")
    } else {
        let of_a_host = if path.is_empty() && root.contains("//") { "/" } else { "" };
        let folder = path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or(of_a_host);
        format!("{root}{folder}{address}")
    }
}

/// An address in the one way in which it can be compared.
pub(super) fn normal(address: &str) -> String {
    let address = percent_decoded(address).unwrap_or_else(|| address.to_owned()).replace('\\', "/");
    let address = address.split('#').next().unwrap_or_default();
    let (root, path) = divided(address);
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "." => {}
            ".." => _ = steps.pop(),
            step => steps.push(step),
        }
    }
    format!("{}/{}", root.to_ascii_lowercase(), steps.join("/").trim_start_matches('/'))
}

/// An address in scheme and host, and its path.
fn divided(address: &str) -> (&str, &str) {
    let begins = if has_scheme(address) { address.find(':').map_or(0, |at| at + 1) } else { 0 };
    let rest = address.get(begins..).unwrap_or_default();
    let path = match rest.strip_prefix("//") {
        Some(host) => begins + 2 + host.find('/').unwrap_or(host.len()),
        None => begins,
    };
    address.split_at_checked(path).unwrap_or((address, ""))
}

fn has_scheme(address: &str) -> bool {
    let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    address.split_once(':').is_some_and(|(name, _)| !name.is_empty() && is_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_joined_as_browsers_do_it() {
        for (base, address, whole) in [
            ("http://h/a/b.html", "c.png", "http://h/a/c.png"),
            ("http://h/a/b.html", "../c.png", "http://h/a/../c.png"),
            ("http://h/a/b.html", "/c.png", "http://h/c.png"),
            ("http://h/a/b.html", "//i/c.png", "http://i/c.png"),
            ("http://h", "c.png", "http://h/c.png"),
            ("file:///C:/x/a.htm", "a.files/1.png", "file:///C:/x/a.files/1.png"),
            ("a.htm", "a.files/1.png", "a.files/1.png"),
            ("", "1.png", "1.png"),
            ("http://h/", "cid:x@y", "cid:x@y"),
        ] {
            assert_eq!(joined(base, address), whole);
        }
        assert_eq!(normal("HTTP://H/a/./b/../%E5%9B%BE.png#x"), "http://h/a/图.png");
        assert_eq!(normal("file:///C:\\x\\1.png"), normal("file:///C:/x/1.png"));
    }
}
