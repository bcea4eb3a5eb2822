//! The runs that two sequences of symbols have in common, found by the suffix automaton of one of them (Blumer and
//! others, 1985): in time in step with their lengths, whatever they hold.

use std::collections::HashMap;

/// A run of one sequence that stands in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CommonRun {
    /// One past its last symbol.
    pub end: usize,
    /// How many symbols it has.
    pub length: usize,
    /// One past its last symbol where it stands in the other sequence first.
    pub other_end: usize,
}

/// The runs of a sequence that stand in another and can be made no longer on either side, in order of their ends.
pub(super) fn common_runs(this: &[u32], other: &[u32]) -> Vec<CommonRun> {
    let automaton = Automaton::new(other);
    let mut runs: Vec<CommonRun> = Vec::new();
    let (mut state, mut length) = (ROOT, 0);
    for (at, symbol) in this.iter().enumerate() {
        // The longest run that ends with this symbol: the last one made longer, or an end of it.
        let next = loop {
            match (automaton.step(state, *symbol), automaton.link(state)) {
                (Some(next), _) => break Some(next),
                (None, Some(shorter)) => {
                    state = shorter;
                    length = automaton.length(state);
                }
                (None, None) => break None,
            }
        };
        let Some(next) = next else { continue };
        (state, length) = (next, length + 1);
        let run = CommonRun { end: at + 1, length, other_end: automaton.first_end(state) };
        match runs.last_mut() {
            Some(last) if last.end == at && last.length + 1 == length => *last = run,
            _ => runs.push(run),
        }
    }
    runs
}

/// The state of the empty run.
const ROOT: usize = 0;

/// Knows every run of a sequence: its states are the runs that end at the same places.
struct Automaton {
    states: Vec<State>,
    /// Where a symbol leads from a state.
    steps: HashMap<(usize, u32), usize>,
}

#[derive(Clone, Default)]
struct State {
    /// The longest run of the state.
    length: usize,
    /// The state of the longest end of it that stands elsewhere too; none of the empty run.
    link: Option<usize>,
    /// One past the place where the run ends first.
    first_end: usize,
    /// The symbols that lead on.
    symbols: Vec<u32>,
}

impl Automaton {
    fn new(sequence: &[u32]) -> Automaton {
        let mut automaton = Automaton { states: vec![State::default()], steps: HashMap::new() };
        let mut last = ROOT;
        for symbol in sequence {
            last = automaton.extended(last, *symbol);
        }
        automaton
    }

    /// Takes one more symbol in; `last` is the state of all that it knows. Gives the state of all that it knows then.
    fn extended(&mut self, last: usize, symbol: u32) -> usize {
        let length = self.length(last) + 1;
        let new = self.add(State { length, first_end: length, ..State::default() });
        let mut state = Some(last);
        while let Some(from) = state
            && self.step(from, symbol).is_none()
        {
            self.lead(from, symbol, new);
            state = self.link(from);
        }
        let link = match state.and_then(|from| Some((from, self.step(from, symbol)?))) {
            Some((from, to)) => self.split(from, symbol, to),
            None => ROOT,
        };
        self.set_link(new, link);
        new
    }

    /// The state of the longest run of `from` with a symbol behind it, which leads to `to`: that, or a part of it.
    fn split(&mut self, from: usize, symbol: u32, to: usize) -> usize {
        let length = self.length(from) + 1;
        let Some(whole) = self.states.get(to).filter(|whole| whole.length != length) else { return to };
        let part = State { length, ..whole.clone() };
        let symbols = part.symbols.clone();
        let new = self.add(part);
        for symbol in symbols {
            if let Some(next) = self.step(to, symbol) {
                self.steps.insert((new, symbol), next);
            }
        }
        self.set_link(to, new);
        let mut state = Some(from);
        while let Some(from) = state
            && self.step(from, symbol) == Some(to)
        {
            self.steps.insert((from, symbol), new);
            state = self.link(from);
        }
        new
    }

    fn add(&mut self, state: State) -> usize {
        self.states.push(state);
        self.states.len() - 1
    }

    fn lead(&mut self, from: usize, symbol: u32, to: usize) {
        self.steps.insert((from, symbol), to);
        if let Some(state) = self.states.get_mut(from) {
            state.symbols.push(symbol);
        }
    }

    fn set_link(&mut self, of: usize, to: usize) {
        if let Some(state) = self.states.get_mut(of) {
            state.link = Some(to);
        }
    }

    fn step(&self, from: usize, symbol: u32) -> Option<usize> {
        self.steps.get(&(from, symbol)).copied()
    }

    fn link(&self, state: usize) -> Option<usize> {
        self.states.get(state).and_then(|state| state.link)
    }

    fn length(&self, state: usize) -> usize {
        self.states.get(state).map_or(0, |state| state.length)
    }

    fn first_end(&self, state: usize) -> usize {
        self.states.get(state).map_or(0, |state| state.first_end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn runs(this: &str, other: &str) -> Vec<(String, String)> {
        let symbols = |text: &str| text.chars().map(u32::from).collect::<Vec<u32>>();
        let shown = |text: &str, end: usize, length: usize| text.chars().skip(end - length).take(length).collect();
        let runs = common_runs(&symbols(this), &symbols(other));
        runs.iter().map(|run| (shown(this, run.end, run.length), shown(other, run.other_end, run.length))).collect()
    }

    #[test]
    fn runs_are_as_long_as_they_can_be() {
        let found = |this, other| runs(this, other).into_iter().map(|(run, _)| run).collect::<Vec<String>>();
        assert_eq!(found("甲乙丙丁", "丙丁甲乙"), ["甲乙", "丙丁"]);
        assert_eq!(found("abcbd", "abcd-bcbd"), ["abc", "bcbd"]);
        assert_eq!(found("aaaa", "aa"), ["aa", "aa", "aa"]);
        assert_eq!(found("xyz", "abc"), [""; 0]);
        assert_eq!(found("", "abc"), [""; 0]);
        assert_eq!(found("abc", ""), [""; 0]);
    }

    proptest! {
        /// Against all pairs of places, one by one.
        #[test]
        fn no_run_is_missed(this in "[ab]{0,24}|[a-d]{0,24}", other in "[ab]{0,24}|[a-d]{0,24}") {
            let found = runs(&this, &other);
            prop_assert!(found.iter().all(|(run, twin)| run == twin), "{:?}", found);
            let own: Vec<String> = found.into_iter().map(|(run, _)| run).collect();
            let mut expected = Vec::new();
            for start in 0..this.len() {
                let Some(end) = (start + 1..=this.len()).rev().find(|end| other.contains(&this[start..*end])) else {
                    continue;
                };
                let before = start.checked_sub(1);
                if before.is_none_or(|before| !other.contains(&this[before..end])) {
                    expected.push(this[start..end].to_owned());
                }
            }
            prop_assert_eq!(own, expected);
        }
    }
}
