//! What `check` prints: for people, findings as they come and counts at the end; for programs, one array.

use std::io::{IsTerminal, stdout};
use std::process::ExitCode;

use super::tally::{Tally, plural};
use super::{Failure, Screen, exit_code, print};
use crate::diagnostic::{Diagnostic, Entry, Lang, clean, json, message, render};
use crate::source::Sources;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
}

/// Findings, printed or kept until all are there.
pub(super) struct Listing<'a> {
    screen: &'a Screen,
    format: Format,
    /// Whether everything is listed: findings that are accepted, files about which nothing is found.
    all: bool,
    /// Whether findings are of several files, so that each must name its own.
    is_of_several: bool,
    /// Whether findings are listed, and not only counted.
    is_shown: bool,
    found: Vec<Diagnostic>,
    files: Vec<(String, Tally)>,
    entries: Vec<Entry>,
}

impl<'a> Listing<'a> {
    pub fn new(format: Format, all: bool, is_of_several: bool, screen: &'a Screen, is_shown: bool) -> Listing<'a> {
        Listing {
            screen,
            format,
            all,
            is_of_several,
            is_shown,
            found: Vec::new(),
            files: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// What is found about a data file.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn add_file(&mut self, name: &str, found: Vec<Diagnostic>, sources: &Sources) -> Result<(), Failure> {
        self.files.push((name.to_owned(), Tally::of(&found)));
        let is_clean = found.is_empty();
        self.add(name, found, sources)?;
        if is_clean && self.all {
            self.entries.push(clean(name, self.screen.lang));
        }
        Ok(())
    }

    /// What is found, about a data file if nothing else is said.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn add(&mut self, name: &str, found: Vec<Diagnostic>, sources: &Sources) -> Result<(), Failure> {
        let is_listed = |finding: &&Diagnostic| self.all || finding.accepted.is_none();
        let with_file = |finding: &Diagnostic| match &finding.file {
            None if self.is_of_several && !name.is_empty() => finding.clone().in_file(name),
            _ => finding.clone(),
        };
        let listed: Vec<Diagnostic> = found.iter().filter(is_listed).map(with_file).collect();
        let lang = self.screen.lang;
        match self.format {
            Format::Json => self.entries.extend(json(name, &listed, sources, lang)),
            Format::Human if listed.is_empty() || !self.is_shown => {}
            Format::Human => {
                let style = self.screen.style_of(stdout().is_terminal());
                print(&format!("{}\n", render(&listed, sources, lang, style)))?;
            }
        }
        self.found.extend(found);
        Ok(())
    }

    /// Prints what was kept, or the counts, and gives the exit code.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn end(self) -> Result<ExitCode, Failure> {
        match self.format {
            Format::Json => {
                let text = serde_json::to_string_pretty(&self.entries).map_err(|error| {
                    Failure::Usage(message!(zh: "写不出 JSON：{error}", en: "cannot write JSON: {error}"))
                })?;
                print(&format!("{text}\n"))?;
            }
            Format::Human => {
                let counts = counts(&self.files, Tally::of(&self.found), self.screen.lang);
                match self.is_shown {
                    true => print(&counts)?,
                    false => self.screen.say(&counts),
                }
            }
        }
        Ok(exit_code(&self.found))
    }
}

/// A line for each of several files, and one for everything that was found.
fn counts(files: &[(String, Tally)], all: Tally, lang: Lang) -> String {
    let colon = match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    };
    let several = if files.len() > 1 { files } else { &[] };
    let lines = several.iter().map(|(name, tally)| format!("{name}{colon}{}\n", tally.in_lang(lang)));
    let count = files.len();
    let all = all.in_lang(lang);
    let last = match lang {
        Lang::Zh => format!("检查了 {count} 个文件：{all}\n"),
        Lang::En => format!("{} checked: {all}\n", plural(count, "file")),
    };
    lines.chain([last]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Rule;

    #[test]
    fn the_last_lines_count() {
        let error = Diagnostic::error(const { &Rule::toy("x") }, message!(zh: "甲", en: "a"));
        let (one, none) = (Tally::of(&[error]), Tally::default());
        let files = [("a.toml".to_owned(), one), ("b.toml".to_owned(), none)];
        assert_eq!(
            counts(&files, one, Lang::Zh),
            "a.toml：1 个错误，0 个警告，0 个提示\nb.toml：0 个错误，0 个警告，0 个提示\n\
             检查了 2 个文件：1 个错误，0 个警告，0 个提示\n"
        );
        assert_eq!(counts(&files[..1], one, Lang::En), "1 file checked: 1 error, 0 warnings, 0 notes\n");
    }
}
