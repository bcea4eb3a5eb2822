//! What the user's browser is known by: a token that opens the door once, and a cookie from then on.

use std::collections::BTreeSet;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Bytes of a secret.
const BYTES: usize = 32;

/// Tokens that have been given out and not used. More were never asked for.
const MOST_TOKENS: usize = 64;

/// The secrets of one run of the program.
#[derive(Debug)]
pub(super) struct Secrets {
    /// The cookie's.
    cookie: String,
    /// That by which a second start of the program is known.
    pub second: String,
    /// Tokens that are good for one entry each.
    tokens: Mutex<BTreeSet<String>>,
}

impl Secrets {
    /// New ones.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn new() -> io::Result<Secrets> {
        Ok(Secrets { cookie: secret()?, second: secret()?, tokens: Mutex::default() })
    }

    /// A token that is good for one entry; `None` if the system gives no random numbers.
    pub fn token(&self) -> Option<String> {
        let token = secret().ok()?;
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        if tokens.len() >= MOST_TOKENS {
            tokens.clear();
        }
        tokens.insert(token.clone());
        Some(token)
    }

    /// Takes a token; whether it was good.
    pub fn take(&self, token: &str) -> bool {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).remove(token)
    }

    /// The cookie's secret.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Whether a secret is the cookie's, in a time that does not tell how much of it is right.
    pub fn is_cookie(&self, secret: &str) -> bool {
        is_same(&self.cookie, secret)
    }

    /// Whether a secret is that of a second start.
    pub fn is_second(&self, secret: &str) -> bool {
        is_same(&self.second, secret)
    }
}

/// A secret that nobody can guess, in hexadecimal digits.
///
/// # Errors
/// The system gives no random numbers.
pub fn secret() -> io::Result<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_token_opens_the_door_once() {
        let secrets = Secrets::new().unwrap();
        let (one, other) = (secrets.token().unwrap(), secrets.token().unwrap());
        assert!(one != other && one.len() == 2 * BYTES);
        assert!(secrets.take(&one) && !secrets.take(&one) && secrets.take(&other));
        assert!(!secrets.take("") && !secrets.is_cookie("") && !secrets.is_cookie(&other));
        assert!(secrets.is_cookie(secrets.cookie()) && !secrets.is_second(secrets.cookie()));
    }
}
