//! A file held against its seal.

use std::collections::HashMap;

use crate::pdf::{PageSeal, SEAL_SCHEME, Seals};

/// What a file's seal says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Seal {
    /// It has none.
    #[default]
    None,
    /// It was made by another version of this program, in another way.
    Other,
    /// What has changed since the file was made.
    Compared(Changes),
}

/// What has changed since a file was made. Pages are indices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Pages that draw something else.
    pub redrawn: Vec<usize>,
    /// Pages that draw the same with other fonts.
    pub other_fonts: Vec<usize>,
    /// Pages of which cannot be said what they draw.
    pub unreadable: Vec<usize>,
    /// How many pages there were, if pages are missing, doubled or moved.
    pub pages_then: Option<usize>,
    /// Whether bookmarks, tags, links, alternative texts or the like are others.
    pub is_retold: bool,
}

/// The scheme of what is stored, and what follows it.
fn scheme(stored: Option<&str>) -> Option<(&str, &str)> {
    let (scheme, rest) = stored?.split_once(' ')?;
    scheme.starts_with("sha256-").then_some((scheme, rest))
}

/// Holds what was stored of pages and of the rest against what they are.
pub(super) fn compare(pages: Option<&str>, rest: Option<&str>, seals: impl FnOnce() -> Seals) -> Seal {
    let (Some((scheme_of_pages, pages)), Some((scheme_of_rest, rest))) = (scheme(pages), scheme(rest)) else {
        return Seal::None;
    };
    if (scheme_of_pages, scheme_of_rest) != (SEAL_SCHEME, SEAL_SCHEME) {
        return Seal::Other;
    }
    let then: Vec<Option<PageSeal>> = pages.split_whitespace().map(PageSeal::parse).collect();
    let now = seals();
    let mut changes = Changes { is_retold: now.document.as_deref() != Some(rest), ..Changes::default() };
    let known: HashMap<&str, &PageSeal> = then.iter().flatten().map(|seal| (seal.drawn.as_str(), seal)).collect();
    let mut kept = Vec::new();
    for (page, own) in now.pages.iter().enumerate() {
        let before = then.get(page).and_then(Option::as_ref);
        match own {
            None => changes.unreadable.push(page),
            Some(own) => match before.filter(|seal| seal.drawn == own.drawn).or(known.get(own.drawn.as_str()).copied())
            {
                Some(seal) => {
                    kept.push(own.drawn.as_str());
                    changes.other_fonts.extend((seal.fonts != own.fonts).then_some(page));
                }
                None => changes.redrawn.push(page),
            },
        }
    }
    let is_kept = |seal: &&PageSeal| kept.contains(&seal.drawn.as_str());
    let in_order = then.iter().flatten().filter(is_kept).map(|seal| seal.drawn.as_str()).eq(kept.iter().copied());
    if !in_order || then.len() != now.pages.len() {
        changes.pages_then = Some(then.len());
    }
    Seal::Compared(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(now: &[&str]) -> Changes {
        let pages = now.iter().map(|seal| PageSeal::parse(seal)).collect();
        let seals = || Seals { pages, document: Some("d".to_owned()) };
        match compare(Some("sha256-2 a.f b.f c.f c.f"), Some("sha256-2 d"), seals) {
            Seal::Compared(changes) => changes,
            other => panic!("{other:?}"),
        }
    }

    /// The seal is a series, not a set.
    #[test]
    fn pages_are_compared_in_order() {
        assert_eq!(compared(&["a.f", "b.f", "c.f", "c.f"]), Changes::default());
        let moved = Changes { pages_then: Some(4), ..Changes::default() };
        for now in [&["b.f", "a.f", "c.f", "c.f"][..], &["a.f", "b.f", "c.f"], &["a.f", "b.f", "b.f", "c.f", "c.f"]] {
            assert_eq!(compared(now), moved, "{now:?}");
        }
        assert_eq!(compared(&["a.f", "x.f", "c.f", "c.f"]), Changes { redrawn: vec![1], ..Changes::default() });
        assert_eq!(compared(&["a.f", "b.g", "c.f", "c.f"]), Changes { other_fonts: vec![1], ..Changes::default() });
        assert_eq!(compared(&["a.f", "none", "c.f", "c.f"]), Changes { unreadable: vec![1], ..Changes::default() });
        // A page that was made another page.
        assert_eq!(compared(&["a.f", "a.f", "c.f", "c.f"]), moved);
    }

    #[test]
    fn a_seal_of_another_make_is_not_compared() {
        let seals = || Seals { pages: Vec::new(), document: None };
        assert_eq!(compare(Some("sha256-9 a"), Some("sha256-9 d"), seals), Seal::Other);
        assert_eq!(compare(Some("aaaa bbbb"), None, seals), Seal::None);
        assert_eq!(compare(None, None, seals), Seal::None);
    }
}
