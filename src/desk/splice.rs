//! What makes one text of another: the stretch in which they differ.

use serde::{Deserialize, Serialize};

/// A stretch of a text that gives way to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Splice {
    /// First byte.
    pub at: usize,
    /// What stands there.
    pub old: String,
    /// What is to stand there.
    pub new: String,
}

impl Splice {
    /// The one stretch in which two texts differ; `None` if they are the same.
    pub fn between(old: &str, new: &str) -> Option<Splice> {
        if old == new {
            return None;
        }
        let same = |(a, b): &(u8, u8)| a == b;
        let before = old.bytes().zip(new.bytes()).take_while(same).count();
        let before = old.floor_char_boundary(before).min(new.floor_char_boundary(before));
        let (old_rest, new_rest) = (old.get(before..)?, new.get(before..)?);
        let after = old_rest.bytes().rev().zip(new_rest.bytes().rev()).take_while(same).count();
        let old_end = old_rest.ceil_char_boundary(old_rest.len().saturating_sub(after));
        // The ends of both are alike, so that the boundary is one in both.
        let new_end = new_rest.len().saturating_sub(old_rest.len().saturating_sub(old_end));
        Some(Splice { at: before, old: old_rest.get(..old_end)?.to_owned(), new: new_rest.get(..new_end)?.to_owned() })
    }

    /// A text with the stretch exchanged; `None` if it does not have it there.
    pub fn applied(&self, text: &str) -> Option<String> {
        let end = self.at.checked_add(self.old.len())?;
        if text.get(self.at..end)? != self.old {
            return None;
        }
        let mut out = String::with_capacity(text.len() + self.new.len());
        out.push_str(text.get(..self.at)?);
        out.push_str(&self.new);
        out.push_str(text.get(end..)?);
        Some(out)
    }

    /// What takes it back.
    pub fn reversed(&self) -> Splice {
        Splice { at: self.at, old: self.new.clone(), new: self.old.clone() }
    }

    /// Bytes that it holds.
    pub fn weight(&self) -> usize {
        self.old.len() + self.new.len()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Han characters share their first bytes and their last ones: a stretch never cuts one.
    #[test]
    fn a_splice_makes_one_text_of_the_other_and_back() {
        let texts = [
            "",
            "甲",
            "甲乙",
            "乙甲",
            "一丁七",
            "一丂七",
            "甲甲甲",
            "甲甲",
            "ab甲cd",
            "ab乙cd",
            "é甲",
            "è甲",
            "aaaa",
            "aa",
        ];
        for old in texts {
            for new in texts {
                match Splice::between(old, new) {
                    None => assert_eq!(old, new),
                    Some(splice) => {
                        assert_eq!(splice.applied(old).unwrap(), new, "{old} {new}");
                        assert_eq!(splice.reversed().applied(new).unwrap(), old, "{old} {new}");
                    }
                }
            }
        }
        let one = Splice::between("甲乙丙丁", "甲戊丙丁").unwrap();
        assert_eq!(one, Splice { at: 3, old: "乙".into(), new: "戊".into() });
        assert_eq!(one.applied("甲丙丙丁"), None);
    }
}
