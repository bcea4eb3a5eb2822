//! Expressions between `{{` and `}}`: keys of figures, numbers, + - * /, parentheses, and three functions.
//!
//! A reader of our own, not minijinja: that reckons with binary floats (every `/` gives an `f64`), has no operators
//! for types of one's own, so that decimals could not be added there, and knows the place of an error no better than
//! by the line or the instruction, where a message here has to point at the one key that is wrong. What is needed of
//! it is a sum with two levels of precedence, read and reckoned in one pass over the tokens.
//!
//! Functions: `pct(a, b)` and `pct(a, b, decimals)`, a share, with two decimals if nothing is said; `change(a, b)`,
//! what became of b; `round(a, decimals)`, for quotients that do not come out even. All round half up.

use std::ops::Range;

use rust_decimal::{Decimal, RoundingStrategy};

use super::figures::Figures;
use super::wrong_expression as wrong;
use crate::diagnostic::Diagnostic;
use crate::report::Figure;
use crate::source::Span;

/// Decimals of a share where the expression names none.
pub(super) const PCT_DECIMALS: u32 = 2;

/// Decimals that a number is printed with at most, and that may be asked for; as many as an amount can have.
const MOST_DECIMALS: u32 = 6;

/// Parentheses within parentheses beyond this are nothing that a report needs, and could exhaust the stack.
const DEEPEST: usize = 32;

/// Names of the functions.
const FUNCTIONS: [&str; 3] = ["pct", "change", "round"];

type Result<T> = std::result::Result<T, Diagnostic>;

/// Where in its file a part of an expression stands.
pub(super) type SpanOf<'a> = &'a dyn Fn(Range<usize>) -> Span;

/// What an expression prints. `span` tells where in its file a part of `text` stands.
///
/// # Errors
/// The first thing that is wrong with it. What is missing at its end is missed at the two bytes behind it.
pub(super) fn evaluate(text: &str, figures: Figures, span: SpanOf) -> Result<String> {
    let tokens = tokens_of(text, span)?;
    let mut parser = Parser { text, span, tokens: &tokens, at: 0, depth: 0, figures };
    if tokens.is_empty() {
        return Err(wrong::empty(span(parser.end())));
    }
    let found = parser.expression(0)?;
    match parser.peek() {
        None => printed(&found, span),
        Some((_, range)) => Err(parser.unexpected(range)),
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    Number(Decimal),
    Name,
    Sign(char),
}

fn tokens_of(text: &str, span: SpanOf) -> Result<Vec<(Token, Range<usize>)>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let is_word = |ch: char| ch.is_alphanumeric() || ch == '_';
        let length = match is_word(first) {
            true => rest.find(|ch| !is_word(ch) && ch != '.').unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let (word, behind) = rest.split_at(length);
        let range = start..start + length;
        let token = match first {
            '0'..='9' => Token::Number(number(word).ok_or_else(|| wrong::number(word, span(range.clone())))?),
            '+' | '-' | '*' | '/' | '(' | ')' | ',' => Token::Sign(first),
            _ if is_word(first) => Token::Name,
            _ => return Err(wrong::unexpected(word, span(range))),
        };
        tokens.push((token, range));
        rest = behind.trim_start();
    }
    Ok(tokens)
}

/// A number in plain decimal digits.
fn number(word: &str) -> Option<Decimal> {
    let (whole, fraction) = word.split_once('.').unwrap_or((word, "0"));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if are_digits(whole) && are_digits(fraction) { Decimal::from_str_exact(word).ok() } else { None }
}

/// A part of an expression: what it comes to, and where it stands.
struct Operand {
    value: Figure,
    range: Range<usize>,
}

struct Parser<'a> {
    text: &'a str,
    span: SpanOf<'a>,
    tokens: &'a [(Token, Range<usize>)],
    /// Index of the next token.
    at: usize,
    /// Parentheses and signs around it.
    depth: usize,
    figures: Figures<'a>,
}

impl<'a> Parser<'a> {
    /// Operands with operators of at least the level `lowest` between them.
    fn expression(&mut self, lowest: u8) -> Result<Operand> {
        let mut left = self.operand()?;
        while let Some((Token::Sign(sign), _)) = self.peek() {
            let level = match sign {
                '+' | '-' => 0,
                '*' | '/' => 1,
                _ => break,
            };
            if level < lowest {
                break;
            }
            self.at += 1;
            let right = self.expression(level + 1)?;
            left = self.reckon(sign, &left, &right)?;
        }
        Ok(left)
    }

    fn operand(&mut self) -> Result<Operand> {
        let Some((token, range)) = self.peek() else { return Err(wrong::ends_early(self.span(self.end()))) };
        if self.depth >= DEEPEST {
            return Err(wrong::too_deep(self.span(range)));
        }
        self.at += 1;
        self.depth += 1;
        let found = match token {
            Token::Number(value) => Operand { value: Figure::Number(value), range },
            Token::Name if matches!(self.peek(), Some((Token::Sign('('), _))) => self.call(range)?,
            Token::Name => self.look_up(range)?,
            Token::Sign('(') => {
                let inner = self.expression(0)?;
                let end = self.expect(')')?;
                Operand { value: inner.value, range: range.start..end }
            }
            Token::Sign(sign @ ('+' | '-')) => {
                let of = self.operand()?;
                let value = self.number(&of)?;
                let value = if sign == '-' { -value } else { value };
                Operand { value: Figure::Number(value), range: range.start..of.range.end }
            }
            Token::Sign(_) => return Err(self.unexpected(range)),
        };
        self.depth -= 1;
        Ok(found)
    }

    /// A function whose name stands at `name`.
    fn call(&mut self, name: Range<usize>) -> Result<Operand> {
        let function = self.word(&name);
        if !FUNCTIONS.contains(&function) {
            return Err(wrong::function(function, &FUNCTIONS, self.span(name)));
        }
        self.expect('(')?;
        let mut arguments = vec![self.expression(0)?];
        while matches!(self.peek(), Some((Token::Sign(','), _))) {
            self.at += 1;
            arguments.push(self.expression(0)?);
        }
        let range = name.start..self.expect(')')?;
        let value = match (function, arguments.as_slice()) {
            ("pct", [a, b]) => Figure::Text(self.pct(a, b, PCT_DECIMALS, &range)?),
            ("pct", [a, b, decimals]) => Figure::Text(self.pct(a, b, self.decimals(decimals)?, &range)?),
            ("change", [a, b]) => Figure::Text(self.change(a, b, &range)?),
            ("round", [a, decimals]) => Figure::Number(rounded(self.number(a)?, self.decimals(decimals)?)),
            _ => return Err(wrong::arguments(function, arguments.len(), self.span(range))),
        };
        Ok(Operand { value, range })
    }

    /// The share of a in b.
    fn pct(&self, a: &Operand, b: &Operand, decimals: u32, range: &Range<usize>) -> Result<String> {
        let (part, whole) = (self.number(a)?, self.divisor(b)?);
        let share = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole));
        Ok(format!("{}%", rounded(share.ok_or_else(|| wrong::too_large(self.span(range.clone())))?, decimals)))
    }

    /// What became of b: a, with one decimal; with more where one would be 0 and say that nothing has changed.
    fn change(&self, a: &Operand, b: &Operand, range: &Range<usize>) -> Result<String> {
        let (now, before) = (self.number(a)?, self.divisor(b)?);
        if before.is_sign_negative() {
            return Err(wrong::negative_base(self.word(&b.range), self.span(b.range.clone())));
        }
        let share =
            now.checked_sub(before).and_then(|more| more.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before));
        let share = share.ok_or_else(|| wrong::too_large(self.span(range.clone())))?;
        let shown = (1..=20).map(|decimals| rounded(share.abs(), decimals)).find(|shown| !shown.is_zero());
        Ok(match shown.map(|shown| shown.normalize()) {
            None => "持平".to_owned(),
            Some(shown) if share.is_sign_negative() => format!("下降{shown}%"),
            Some(shown) => format!("增长{shown}%"),
        })
    }

    fn reckon(&self, sign: char, left: &Operand, right: &Operand) -> Result<Operand> {
        let (a, b) = (self.number(left)?, self.number(right)?);
        let range = left.range.start..right.range.end;
        let value = match sign {
            '+' => a.checked_add(b),
            '-' => a.checked_sub(b),
            '*' => a.checked_mul(b).map(|value| value.normalize()),
            _ => a.checked_div(self.divisor(right)?).map(|value| value.normalize()),
        };
        let value = Figure::Number(value.ok_or_else(|| wrong::too_large(self.span(range.clone())))?);
        Ok(Operand { value, range })
    }

    fn number(&self, operand: &Operand) -> Result<Decimal> {
        match &operand.value {
            Figure::Number(value) => Ok(*value),
            Figure::Text(text) => Err(wrong::text(self.word(&operand.range), text, self.span(operand.range.clone()))),
        }
    }

    fn divisor(&self, operand: &Operand) -> Result<Decimal> {
        let value = self.number(operand)?;
        if value.is_zero() {
            Err(wrong::zero(self.word(&operand.range), self.span(operand.range.clone())))
        } else {
            Ok(value)
        }
    }

    /// A number of decimals.
    fn decimals(&self, operand: &Operand) -> Result<u32> {
        let value = self.number(operand)?;
        let count = (0..=MOST_DECIMALS).find(|count| Decimal::from(*count) == value);
        count.ok_or_else(|| wrong::decimals(self.word(&operand.range), MOST_DECIMALS, self.span(operand.range.clone())))
    }

    /// The figure whose key stands at `range`.
    fn look_up(&self, range: Range<usize>) -> Result<Operand> {
        let key = self.word(&range);
        let found = match (key.strip_prefix("previous."), self.figures.previous) {
            (None, _) if key == "previous" => return Err(wrong::bare_previous(self.span(range))),
            (None, _) => self.figures.report.figure(key),
            (Some(key), Some(previous)) => previous.figure(key),
            (Some(_), None) => return Err(wrong::no_previous(key, self.span(range))),
        };
        match found {
            Ok(value) => Ok(Operand { value, range }),
            Err(why) => Err(wrong::figure(key, why, self.span(range))),
        }
    }

    fn peek(&self) -> Option<(Token, Range<usize>)> {
        self.tokens.get(self.at).cloned()
    }

    /// Passes over a sign that has to be there, and gives the place behind it.
    fn expect(&mut self, sign: char) -> Result<usize> {
        match self.peek() {
            Some((token, range)) if token == Token::Sign(sign) => {
                self.at += 1;
                Ok(range.end)
            }
            Some((_, range)) => Err(self.unexpected(range)),
            None => Err(wrong::missing(sign, self.span(self.end()))),
        }
    }

    fn unexpected(&self, range: Range<usize>) -> Diagnostic {
        wrong::unexpected(self.word(&range), self.span(range))
    }

    /// Where a part of the expression stands in its file.
    fn span(&self, range: Range<usize>) -> Span {
        (self.span)(range)
    }

    /// The two bytes behind the expression.
    fn end(&self) -> Range<usize> {
        self.text.len()..self.text.len() + 2
    }

    fn word(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }
}

/// A number with so many decimals, half up by its size. A quotient has 28 digits, and what is lost behind them must not
/// bring a half below it: 1/3*3/2 is a half.
pub(crate) fn rounded(value: Decimal, decimals: u32) -> Decimal {
    let mut value = value.round_dp(20).round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(decimals);
    if value.is_zero() { value.abs() } else { value }
}

fn printed(found: &Operand, span: SpanOf) -> Result<String> {
    let value = match &found.value {
        Figure::Text(text) => return Ok(text.clone()),
        Figure::Number(value) if value.is_zero() => value.abs(),
        Figure::Number(value) => *value,
    };
    let value = if value.scale() > MOST_DECIMALS { value.normalize() } else { value };
    if value.scale() > MOST_DECIMALS {
        Err(wrong::uneven(MOST_DECIMALS, span(found.range.clone())))
    } else {
        Ok(value.to_string())
    }
}
