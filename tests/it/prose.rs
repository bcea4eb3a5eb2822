//! What `check` finds in prose. The cases stand in `tests/cases/prose`, a file a code; what is to be found was worked
//! out by hand from the tables of the report that a text is put into.
//!
//! ```toml
//! [[case]]
//! text = "全年共收到政府信息公开申请130件。"        # lines of narrative
//! why = "一 = 128, 一 + 二 = 135"                      # how the expected result was worked out
//! finds = [{ code = "narrative-figure", words = "130件", says = ["128", "135"] }]
//!                                                      # everything that is found; [] of a text that is sound
//! at = "overview"         # the section whose body it is added to: preface, overview (the default) … other
//! whole = false           # whether it is the whole of that body instead
//! base = "city"           # the report: a file of `bases`
//! last = "city-last"      # last year's report, if there is one
//! replace = [["2025", "2024"]]   # pieces of the report that are changed, each of which stands there
//! ```
//!
//! `words` is what the place of the finding holds, or a part of it, or more; `says` stands in its message, its help or
//! what it names beside; `severity` may be given.

use std::collections::BTreeMap;
use std::path::PathBuf;

use nianbao::diagnostic::{Diagnostic, Lang};
use nianbao::files::{Files, Memory};
use nianbao::source::Sources;
use nianbao::{Input, Options, read};
use serde::Deserialize;

use crate::support::in_repository;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    why: String,
    finds: Vec<Found>,
    #[serde(default = "overview")]
    at: String,
    #[serde(default)]
    whole: bool,
    #[serde(default = "city")]
    base: String,
    last: Option<String>,
    #[serde(default)]
    replace: Vec<[String; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Found {
    code: String,
    words: String,
    #[serde(default)]
    says: Vec<String>,
    severity: Option<String>,
}

fn overview() -> String {
    "overview".to_owned()
}

fn city() -> String {
    "city".to_owned()
}

/// Set to a folder, its cases are walked too.
const MORE: &str = "NIANBAO_PROSE_CASES";

#[test]
fn every_case_is_found_or_left_alone() {
    let mut wrong = sound_bases();
    let mut counts: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for path in files() {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a file of cases");
        let cases: Cases = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for (index, case) in cases.case.iter().enumerate() {
            let told = tried(case);
            let count = counts.entry(name.clone()).or_default();
            let at = usize::from(case.finds.is_empty()) * 2;
            count[at] += 1;
            count[at + 1] += usize::from(told.is_empty());
            let heading =
                format!("{name} {} ({})\n  {}\n  {}", index + 1, case.why, case.text.trim(), told.join("\n  "));
            wrong.extend((!told.is_empty()).then_some(heading));
        }
    }
    for (name, [faults, found, sound, silent]) in &counts {
        println!("{name}: {found} of {faults} faults found, {silent} of {sound} sound texts left alone");
    }
    assert!(wrong.is_empty(), "{} cases\n{}", wrong.len(), wrong.join("\n"));
}

/// The reports of all cases of this repository, each with what a message calls it.
pub fn reports() -> Vec<(String, String)> {
    let mut reports = Vec::new();
    for path in files() {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a file of cases");
        let cases: Cases = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let report =
            |(index, case): (usize, &Case)| (format!("{name} {}", index + 1), edited(&base(&case.base), case).0);
        reports.extend(cases.case.iter().enumerate().map(report));
    }
    reports
}

fn files() -> Vec<PathBuf> {
    let own = in_repository("tests/cases/prose");
    let folders = [Some(own), std::env::var_os(MORE).map(PathBuf::from)];
    let entries = folders.into_iter().flatten().flat_map(|folder| std::fs::read_dir(folder).expect("cases"));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

/// What is found in the reports that the cases are put into: nothing.
fn sound_bases() -> Vec<String> {
    let names = std::fs::read_dir(in_repository("tests/cases/prose/bases")).expect("bases");
    let names =
        names.map(|entry| entry.expect("a base").path().file_stem().expect("a name").to_string_lossy().into_owned());
    let lasts = [("city", "city-last")].map(|(this, last)| (this.to_owned(), Some(last)));
    let all = names.map(|name| (name, None)).chain(lasts);
    let told = all.flat_map(|(name, last)| {
        let (found, _) = found(&base(&name), last.map(base).as_deref());
        found.into_iter().map(move |finding| format!("{name} itself: {}", told(&finding)))
    });
    told.collect()
}

/// What is not as the case expects.
fn tried(case: &Case) -> Vec<String> {
    let base = base(&case.base);
    let (edited, mut wrong) = edited(&base, case);
    let last = case.last.as_deref().map(self::base);
    let (mut found, sources) = found(&edited, last.as_deref());
    for expected in &case.finds {
        let at = found.iter().position(|finding| is_as(finding, expected, &sources));
        match at {
            Some(at) => drop(found.remove(at)),
            None => wrong.push(format!("not found: {} at {} {:?}", expected.code, expected.words, expected.says)),
        }
    }
    let place = |finding: &Diagnostic| finding.span.map(|span| sources.slice(span).to_owned()).unwrap_or_default();
    wrong.extend(found.iter().map(|finding| format!("found: {} at {}", told(finding), place(finding))));
    wrong
}

fn told(finding: &Diagnostic) -> String {
    format!("{} {}", finding.code(), finding.message.in_lang(Lang::Zh))
}

fn is_as(finding: &Diagnostic, expected: &Found, sources: &Sources) -> bool {
    let messages = [Some(&finding.message), finding.help.as_ref()].into_iter().flatten();
    let messages = messages.chain(finding.related.iter().map(|related| &related.message));
    let said: String = messages.map(|message| format!("{}\n", message.in_lang(Lang::Zh))).collect();
    let place = finding.span.map(|span| sources.slice(span)).unwrap_or_default();
    finding.code() == expected.code
        && (place.contains(&expected.words) || !place.is_empty() && expected.words.contains(place))
        && expected.says.iter().all(|words| said.contains(words))
        && expected.severity.as_ref().is_none_or(|severity| finding.severity.name() == severity)
}

fn base(name: &str) -> String {
    let path = in_repository("tests/cases/prose/bases").join(name).with_extension("toml");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The report with the text of a case in it, and what of its changes does not fit.
fn edited(base: &str, case: &Case) -> (String, Vec<String>) {
    let mut text = base.to_owned();
    let mut wrong = Vec::new();
    for [from, to] in &case.replace {
        if !text.contains(from) {
            wrong.push(format!("not in the report: {from}"));
        }
        text = text.replace(from, to);
    }
    if case.text.is_empty() && !case.whole {
        return (text, wrong);
    }
    let heading = format!("[{}]\n", case.at);
    let Some(start) = text.find(&heading).map(|at| at + heading.len()) else {
        wrong.push(format!("no section {}", case.at));
        return (text, wrong);
    };
    let (before, rest) = text.split_at(start);
    let (body, behind) = match rest.strip_prefix("body = '''\n").and_then(|rest| rest.split_once("'''")) {
        Some((body, behind)) => (body, behind.to_owned()),
        None => ("", format!("\n{rest}")),
    };
    let body = if case.whole { String::new() } else { body.to_owned() };
    let blank = if body.is_empty() { "" } else { "\n" };
    (format!("{before}body = '''\n{body}{blank}{}\n'''{behind}", case.text.trim_end()), wrong)
}

/// What is found about a report.
fn found(text: &str, last: Option<&str>) -> (Vec<Diagnostic>, Sources) {
    let mut memory = Memory::from([("this.toml", text)]);
    if let Some(last) = last {
        memory.put("last.toml", last);
    }
    let files = Files::new(memory);
    let last = last.map(|_| Input::File("last.toml".into()));
    let reading = read(&Input::File("this.toml".into()), last.as_ref(), &files, &Options::default());
    let found = reading.found.into_iter().chain(reading.about_previous);
    (found.filter(|finding| finding.accepted.is_none()).collect(), reading.sources)
}
