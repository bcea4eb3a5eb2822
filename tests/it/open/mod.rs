//! `open`: the server's routes, asked as a browser asks them, without one.

pub mod client;
mod doors;
mod editing;
mod outside;
mod saving;
mod starting;
