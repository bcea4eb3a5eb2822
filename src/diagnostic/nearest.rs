//! The known word that an unknown one was probably meant to be.

use super::Message;
use crate::diagnostic::message;

/// The known word that is nearest to one that is not known; none if all are far.
pub fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let length = name.chars().count();
    known
        // A word that is twice as long as another is far from it, be it of a million characters.
        .filter(|known| {
            let other = known.chars().count();
            length.max(other) <= length.min(other).saturating_mul(2)
        })
        .map(|known| (known, strsim::normalized_damerau_levenshtein(name, known)))
        .filter(|(_, likeness)| *likeness >= 0.5)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(known, _)| known)
}

/// The help for a word that is not known: the known one that is nearest, else what is said otherwise.
pub fn did_you_mean<'k>(
    word: &str,
    known: impl IntoIterator<Item = &'k str>,
    otherwise: impl Into<Option<Message>>,
) -> Option<Message> {
    match nearest(word, known.into_iter()) {
        Some(near) => Some(suggested(near)),
        None => otherwise.into(),
    }
}

/// The help that names what was probably meant.
pub fn suggested(near: &str) -> Message {
    message!(zh: "是不是“{near}”？", en: "did you mean `{near}`?")
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        let known = ["organ", "year", "published"];
        assert_eq!(nearest("orgn", known.into_iter()), Some("organ"));
        assert_eq!(nearest("yr", known.into_iter()), Some("year"));
        assert_eq!(nearest("title", known.into_iter()), None);
        // It would take minutes to be compared letter by letter.
        assert_eq!(nearest(&"organ".repeat(2_000_000), known.into_iter()), None);
    }
}
