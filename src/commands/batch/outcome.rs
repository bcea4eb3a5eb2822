//! What came of a report of a batch, as people and programs are told it.

use std::io::{IsTerminal, stderr};
use std::path::PathBuf;

use serde::Serialize;

use super::job::Job;
use crate::commands::Screen;
use crate::commands::listing::Format;
use crate::commands::tally::{Tally, plural};
use crate::diagnostic::{Diagnostic, Entry, Lang, Message, json, render};
use crate::source::Sources;

/// What came of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Outcome {
    /// Its files were written.
    Made,
    /// Its files are there already.
    UpToDate,
    /// Nothing of it was written; what was there before is untouched.
    Failed,
    /// It was not begun: the program was asked to end.
    NotMade,
}

/// What is kept of a report that is done with.
pub(super) struct Done {
    pub outcome: Outcome,
    /// Its files, if they are there.
    pub outputs: Vec<PathBuf>,
    /// Pages of the PDF, if one is made.
    pub pages: Option<usize>,
    pub is_draft: bool,
    /// Whether it could be made with its errors.
    pub is_withheld: bool,
    /// Whether files of an earlier run stay though this one has failed.
    pub has_old: bool,
    pub tally: Tally,
    /// The findings as people read them, and what else is said.
    pub text: String,
    /// The findings as programs read them.
    pub entries: Vec<Entry>,
    /// The roles that the office has given a face.
    pub chosen: Vec<Message>,
}

impl Done {
    pub fn new(outcome: Outcome) -> Done {
        Done {
            outcome,
            outputs: Vec::new(),
            pages: None,
            is_draft: false,
            is_withheld: false,
            has_old: false,
            tally: Tally::default(),
            text: String::new(),
            entries: Vec::new(),
            chosen: Vec::new(),
        }
    }

    /// Adds what is found about the report. Every finding names its file.
    pub fn find(&mut self, found: &[Diagnostic], sources: &Sources, job: &Job, format: Format, screen: &Screen) {
        let name = job.name();
        match format {
            Format::Json => self.entries.extend(json(&name, found, sources, screen.lang)),
            Format::Human if found.is_empty() => {}
            Format::Human => {
                let in_file = |finding: &Diagnostic| match finding.file {
                    None => finding.clone().in_file(&name),
                    Some(_) => finding.clone(),
                };
                let found: Vec<Diagnostic> = found.iter().map(in_file).collect();
                let style = screen.style_of(stderr().is_terminal());
                self.text += &render(&found, sources, screen.lang, style);
                self.text.push('\n');
            }
        }
    }

    /// Its line in the summary.
    pub fn line(&self, job: &Job, lang: Lang) -> String {
        let (name, tally) = (job.name(), self.tally.in_lang(lang));
        let outputs = self.outputs.iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
        let output = outputs.join(if lang == Lang::Zh { "、" } else { ", " });
        let pages = match lang {
            Lang::Zh => self.pages.map(|pages| format!("（{pages} 页）")),
            Lang::En => self.pages.map(|pages| format!(" ({})", plural(pages, "page"))),
        };
        let pages = pages.unwrap_or_default();
        let (draft, lacks) = match (lang, job.lacks_previous && self.outcome != Outcome::NotMade) {
            (Lang::Zh, lacks) => ("；是草稿", if lacks { "；没有找到上一年度的数据文件" } else { "" }),
            (Lang::En, lacks) => ("; it is a draft", if lacks { "; last year's data file was not found" } else { "" }),
        };
        let draft = if self.is_draft { draft } else { "" };
        let old = match lang {
            _ if !self.has_old => "",
            Lang::Zh => "，原来的文件没有动",
            Lang::En => ", and what was there is as it was",
        };
        match (lang, self.outcome) {
            (Lang::Zh, Outcome::Made) => format!("{name}：已生成 {output}{pages}；{tally}{draft}{lacks}"),
            (Lang::En, Outcome::Made) => format!("{name}: wrote {output}{pages}; {tally}{draft}{lacks}"),
            (Lang::Zh, Outcome::UpToDate) => {
                format!("{name}：没有变化，不用重新生成 {output}{pages}；{tally}{draft}{lacks}")
            }
            (Lang::En, Outcome::UpToDate) => {
                format!("{name}: nothing has changed, {output}{pages} stays; {tally}{draft}{lacks}")
            }
            (Lang::Zh, Outcome::Failed) => format!("{name}：没有生成{old}；{tally}{lacks}"),
            (Lang::En, Outcome::Failed) => format!("{name}: not made{old}; {tally}{lacks}"),
            (Lang::Zh, Outcome::NotMade) => format!("{name}：还没有生成"),
            (Lang::En, Outcome::NotMade) => format!("{name}: not begun"),
        }
    }

    /// Its entry as JSON.
    pub fn entry(&self, job: &Job) -> String {
        #[derive(Serialize)]
        struct Whole<'a> {
            file: String,
            outcome: Outcome,
            output: Option<String>,
            outputs: Vec<String>,
            pages: Option<usize>,
            draft: bool,
            previous: Option<String>,
            #[serde(flatten)]
            tally: Tally,
            findings: &'a [Entry],
        }
        let outputs: Vec<String> = self.outputs.iter().map(|path| path.display().to_string()).collect();
        let whole = Whole {
            file: job.name(),
            outcome: self.outcome,
            output: outputs.first().cloned(),
            outputs,
            pages: self.pages,
            draft: self.is_draft,
            previous: job.previous.as_deref().map(|path| path.display().to_string()),
            tally: self.tally,
            findings: &self.entries,
        };
        // Texts, numbers and lists can always be written.
        serde_json::to_string_pretty(&whole).unwrap_or_default()
    }
}

/// How many reports came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub made: usize,
    pub up_to_date: usize,
    pub failed: usize,
    pub not_made: usize,
    /// Of those that failed: how many could be made with their errors.
    pub withheld: usize,
}

impl Totals {
    pub fn add(&mut self, done: &Done) {
        self.withheld = self.withheld.saturating_add(usize::from(done.is_withheld));
        let count = match done.outcome {
            Outcome::Made => &mut self.made,
            Outcome::UpToDate => &mut self.up_to_date,
            Outcome::Failed => &mut self.failed,
            Outcome::NotMade => &mut self.not_made,
        };
        *count = count.saturating_add(1);
    }

    /// In words, without the end of a line. What there is none of is left out, but for failures.
    pub fn in_lang(self, lang: Lang) -> String {
        let Totals { made, up_to_date, failed, not_made, withheld } = self;
        let all = made.saturating_add(up_to_date).saturating_add(failed).saturating_add(not_made);
        let some = |count: usize, zh: String, en: String| match lang {
            _ if count == 0 => String::new(),
            Lang::Zh => zh,
            Lang::En => en,
        };
        let up_to_date = some(up_to_date, format!("，没有变化 {up_to_date} 份"), format!(", {up_to_date} not changed"));
        let rest = some(
            not_made,
            format!("，被叫停时还没有生成 {not_made} 份"),
            format!(", {not_made} not begun when told to stop"),
        );
        let advice = some(
            withheld,
            format!("。失败的里面有 {withheld} 份先改正错误；确要照印，加 --allow-errors"),
            format!(". Of those that failed, mend the errors of {withheld}, or print them with --allow-errors"),
        );
        match lang {
            Lang::Zh => format!("共 {all} 份报告：生成 {made} 份{up_to_date}，失败 {failed} 份{rest}{advice}"),
            Lang::En => format!("{}: {made} made{up_to_date}, {failed} failed{rest}{advice}", plural(all, "report")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_leave_out_what_there_is_none_of() {
        let mut totals = Totals::default();
        [Outcome::Made, Outcome::Made, Outcome::Failed].into_iter().for_each(|outcome| totals.add(&Done::new(outcome)));
        assert_eq!(totals.in_lang(Lang::Zh), "共 3 份报告：生成 2 份，失败 1 份");
        [Outcome::UpToDate, Outcome::NotMade].into_iter().for_each(|outcome| totals.add(&Done::new(outcome)));
        assert_eq!(
            totals.in_lang(Lang::Zh),
            "共 5 份报告：生成 2 份，没有变化 1 份，失败 1 份，被叫停时还没有生成 1 份"
        );
        assert_eq!(
            totals.in_lang(Lang::En),
            "5 reports: 2 made, 1 not changed, 1 failed, 1 not begun when told to stop"
        );
    }
}
