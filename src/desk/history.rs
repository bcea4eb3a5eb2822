//! What was done, step by step, to be undone and done again. It outlives saving.

use super::splice::Splice;
use super::texts::Texts;

/// Steps beyond this are forgotten, the oldest first.
const MOST_STEPS: usize = 2_000;
/// Bytes of all steps.
const MOST_BYTES: usize = 32 << 20;

/// The steps so far.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    bytes: usize,
    /// Whether the last step may still grow.
    is_open: bool,
}

/// One step, as the user sees it.
#[derive(Clone, Debug)]
struct Step {
    /// What it was about, such as `三 本年新收 自然人`.
    about: String,
    /// What it changed, by the number of the text.
    splices: Vec<(usize, Splice)>,
}

impl Step {
    fn weight(&self) -> usize {
        self.about.len() + self.splices.iter().map(|(_, splice)| splice.weight()).sum::<usize>()
    }
}

impl History {
    /// Notes a step; one that goes on with the last, about the same, becomes one with it.
    pub fn note(&mut self, about: String, splices: Vec<(usize, Splice)>, goes_on: bool) {
        self.undone.clear();
        let last = self.done.last_mut().filter(|last| goes_on && self.is_open && last.about == about);
        match last {
            Some(last) => {
                let old = last.weight();
                for (text, splice) in splices {
                    add(&mut last.splices, text, splice);
                }
                self.bytes = self.bytes.saturating_sub(old).saturating_add(last.weight());
            }
            None => {
                let step = Step { about, splices };
                self.bytes = self.bytes.saturating_add(step.weight());
                self.done.push(step);
            }
        }
        self.is_open = true;
        while self.done.len() > 1 && (self.done.len() > MOST_STEPS || self.bytes > MOST_BYTES) {
            let oldest = self.done.remove(0);
            self.bytes = self.bytes.saturating_sub(oldest.weight());
        }
    }

    /// What would be undone, and what would be done again.
    pub fn next(&self) -> (Option<&str>, Option<&str>) {
        (self.done.last().map(|step| step.about.as_str()), self.undone.last().map(|step| step.about.as_str()))
    }

    /// Takes the last step back; what it changed in the texts is exchanged. Gives what that changed now.
    pub fn undo(&mut self, texts: &mut Texts) -> Option<Vec<(usize, Splice)>> {
        let step = self.done.pop()?;
        let back: Vec<(usize, Splice)> =
            step.splices.iter().rev().map(|(text, splice)| (*text, splice.reversed())).collect();
        self.is_open = false;
        if !texts.apply(&back) {
            self.done.push(step);
            return None;
        }
        self.bytes = self.bytes.saturating_sub(step.weight());
        self.undone.push(step);
        Some(back)
    }

    /// Does the last step that was undone again.
    pub fn redo(&mut self, texts: &mut Texts) -> Option<Vec<(usize, Splice)>> {
        let step = self.undone.pop()?;
        self.is_open = false;
        if !texts.apply(&step.splices) {
            self.undone.push(step);
            return None;
        }
        let splices = step.splices.clone();
        self.bytes = self.bytes.saturating_add(step.weight());
        self.done.push(step);
        Some(splices)
    }
}

/// Adds a splice to those of a step. Typing on in one place grows the last one, instead of a chain as long as the text.
fn add(splices: &mut Vec<(usize, Splice)>, text: usize, splice: Splice) {
    if let Some((last_text, last)) = splices.last_mut()
        && *last_text == text
        && let Some(grown) = grown(last, &splice)
    {
        *last = grown;
        return;
    }
    splices.push((text, splice));
}

/// Two splices as one, if the second only changes what the first has put in, or what stands right at its ends.
fn grown(first: &Splice, second: &Splice) -> Option<Splice> {
    let (first_end, second_end) = (first.at + first.new.len(), second.at + second.old.len());
    if second.at > first_end || second_end < first.at {
        return None;
    }
    // What the second takes away before and behind what the first has put in was there before.
    let before = first.at.saturating_sub(second.at);
    let behind = second_end.saturating_sub(first_end);
    let old_before = second.old.get(..before)?;
    let old_behind = second.old.get(second.old.len() - behind..)?;
    let kept_before = first.new.get(..second.at.saturating_sub(first.at))?;
    let kept_behind = first.new.get(first.new.len() - first_end.saturating_sub(second_end)..)?;
    Some(Splice {
        at: first.at.min(second.at),
        old: format!("{old_before}{}{old_behind}", first.old),
        new: format!("{kept_before}{}{kept_behind}", second.new),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn splice(at: usize, old: &str, new: &str) -> Splice {
        Splice { at, old: old.to_owned(), new: new.to_owned() }
    }

    /// All pairs of changes of a short text: one splice does what both did.
    #[test]
    fn splices_that_touch_become_one() {
        let text = "abcdef";
        let mut grown_pairs = 0;
        for (at, length) in (0..6).flat_map(|at| (0..=6 - at).map(move |length| (at, length))) {
            for new in ["", "X", "XY", "XYZ"] {
                let first = splice(at, &text[at..at + length], new);
                let after = first.applied(text).unwrap();
                for (at, length) in (0..after.len()).flat_map(|at| (0..=after.len() - at).map(move |end| (at, end))) {
                    let second = splice(at, &after[at..at + length], "?");
                    let wanted = second.applied(&after).unwrap();
                    if let Some(one) = grown(&first, &second) {
                        grown_pairs += 1;
                        assert_eq!(one.applied(text).as_deref(), Some(wanted.as_str()), "{first:?} {second:?}");
                        assert_eq!(one.reversed().applied(&wanted).as_deref(), Some(text), "{first:?} {second:?}");
                    }
                }
            }
        }
        assert!(grown_pairs > 500, "{grown_pairs}");
    }

    #[test]
    fn typing_on_is_one_step() {
        let mut texts = Texts::of_text("a = 1\n");
        let mut history = History::default();
        let mut type_in = |history: &mut History, new: &str, goes_on: bool| {
            let splice = Splice::between(texts.text(0), new).unwrap();
            assert!(texts.apply(&[(0, splice.clone())]));
            history.note("a".to_owned(), vec![(0, splice)], goes_on);
            texts.clone()
        };
        type_in(&mut history, "a = 12\n", false);
        type_in(&mut history, "a = 123\n", true);
        let mut texts = type_in(&mut history, "a = 9\n", false);
        assert_eq!(history.next(), (Some("a"), None));
        history.undo(&mut texts).unwrap();
        assert_eq!(texts.text(0), "a = 123\n");
        history.undo(&mut texts).unwrap();
        assert_eq!((texts.text(0), history.next()), ("a = 1\n", (None, Some("a"))));
        assert!(history.undo(&mut texts).is_none());
        history.redo(&mut texts).unwrap();
        assert_eq!(texts.text(0), "a = 123\n");
        // What is done anew forgets what was undone.
        let splice = Splice::between(texts.text(0), "b").unwrap();
        texts.apply(&[(0, splice.clone())]);
        history.note("b".to_owned(), vec![(0, splice)], true);
        assert_eq!(history.next(), (Some("b"), None));
    }
}
