//! The clauses of a text: what stands between marks, with what stands in brackets taken out of the clause around it.

use super::token::{Kind, Token};
use crate::check::prose::mark::Mark;

/// A piece of a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Clause {
    /// Its tokens but for marks.
    pub tokens: Vec<Token>,
    /// The mark before it.
    pub opening: Option<Mark>,
    /// Tokens that have been read before a bracket cut the clause in two.
    pub read: usize,
    /// In brackets, or behind a colon: what the clause before says behind its last figure.
    pub lead: Vec<Token>,
    /// Whether it stands in brackets.
    pub is_aside: bool,
}

/// Brackets within brackets beyond which a text is read as if there were no more.
const DEEPEST: usize = 8;
/// The longest lead, in tokens.
const LONGEST_LEAD: usize = 12;

/// The clauses of a text in the order in which they are to be read: what stands before a bracket, the bracket, and the
/// clause around it once more with what follows.
pub(super) fn clauses(tokens: Vec<Token>) -> Vec<Clause> {
    let mut found = Vec::new();
    let mut outer: Vec<Clause> = Vec::new();
    let mut clause = Clause::default();
    for token in tokens {
        let Kind::Mark(mark) = token.kind else {
            clause.tokens.push(token);
            continue;
        };
        match mark {
            Mark::Open if outer.len() < DEEPEST => {
                let lead = clause.lead();
                let (read, opening) = (lead.len(), clause.opening);
                // What is behind the last figure is all that what follows can need.
                let rest = Clause { tokens: lead.clone(), read, is_aside: clause.is_aside, opening, lead: Vec::new() };
                found.push(std::mem::replace(&mut clause, rest));
                let aside = Clause { opening: Some(mark), lead, is_aside: true, ..Clause::default() };
                outer.push(std::mem::replace(&mut clause, aside));
            }
            Mark::Open => {}
            Mark::Close => {
                if let Some(around) = outer.pop() {
                    found.push(std::mem::replace(&mut clause, around));
                }
            }
            mark => {
                // What is still open at the end of a sentence never closes.
                if mark == Mark::Stop && !outer.is_empty() && is_line_end(&token) {
                    outer.clear();
                }
                let is_aside = !outer.is_empty();
                let lead = if mark == Mark::Colon { clause.lead() } else { Vec::new() };
                let next = Clause { opening: Some(mark), is_aside, lead, ..Clause::default() };
                found.push(std::mem::replace(&mut clause, next));
            }
        }
    }
    found.push(clause);
    found.extend(outer.into_iter().rev());
    found.retain(|clause| clause.tokens.len() > clause.read || clause.opening == Some(Mark::Stop));
    found
}

fn is_line_end(token: &Token) -> bool {
    token.range.len() == 1
}

impl Clause {
    /// What it says behind its last figure.
    fn lead(&self) -> Vec<Token> {
        let behind = self.tokens.iter().rposition(|token| matches!(token.kind, Kind::Figure(_))).map_or(0, |at| at + 1);
        let from = behind.max(self.tokens.len().saturating_sub(LONGEST_LEAD));
        self.tokens.get(from..).unwrap_or_default().to_vec()
    }
}

impl Clause {
    /// From its first token to its last.
    pub fn range(&self) -> std::ops::Range<usize> {
        let start = self.tokens.first().map_or(0, |token| token.range.start);
        start..self.tokens.last().map_or(start, |token| token.range.end)
    }
}
