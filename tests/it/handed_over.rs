//! What goes with the program when it is handed over: its version, the licences of what is in it, the manual page, the
//! scripts by which shells complete.

use std::collections::BTreeSet;

use crate::support::{Desk, in_repository};

#[track_caller]
fn prints(arguments: &[&str]) -> String {
    let run = Desk::new().run(arguments);
    run.succeeds();
    String::from_utf8(run.out).expect("UTF-8")
}

fn file(path: &str) -> String {
    std::fs::read_to_string(in_repository(path)).unwrap()
}

/// The font files, by the family and the version that their own tables tell.
fn faces() -> BTreeSet<String> {
    use ttf_parser::name_id::{FAMILY, TYPOGRAPHIC_FAMILY, VERSION};
    let entries = std::fs::read_dir(in_repository("fonts")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let fonts = paths.filter(|path| path.extension().is_some_and(|ending| ending == "otf" || ending == "ttf"));
    let told = |path| {
        let bytes = std::fs::read(path).unwrap();
        let face = ttf_parser::Face::parse(&bytes, 0).unwrap();
        let name = |id| face.names().into_iter().filter(|name| name.name_id == id).find_map(|name| name.to_string());
        let version = name(VERSION).unwrap();
        let number = version.strip_prefix("Version ").unwrap().split(';').next().unwrap();
        format!("{} {number}", name(TYPOGRAPHIC_FAMILY).or_else(|| name(FAMILY)).unwrap())
    };
    fonts.map(told).collect()
}

/// `--version` names the notice of each form, and every face by the version that its file tells; `-V` is one line.
#[test]
fn versions_are_those_of_what_is_inside() {
    let line = format!("nianbao {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(prints(&["-V"]), line);
    for (lang, colon, comma) in [("zh", '：', "、"), ("en", ':', ", ")] {
        let long = prints(&["--version", "--lang", lang]);
        let rest = long.strip_prefix(&line).unwrap_or_else(|| panic!("{long}"));
        let after = |line: &str| line.split_once(colon).expect("a heading").1.trim().to_owned();
        let lines: Vec<String> = rest.lines().map(after).collect();
        let [forms, listed] = lines.as_slice() else { panic!("{long}") };
        for (name, number) in [("2019", "国办公开办函〔2019〕60号"), ("2021", "国办公开办函〔2021〕30号")]
        {
            assert!(forms.contains(&format!("{name}（{number}）")) || forms.contains(&format!("{name} ({number})")));
        }
        assert_eq!(listed.split(comma).map(str::to_owned).collect::<BTreeSet<_>>(), faces());
    }
    // The table of fonts/README.md says the same of each file.
    let readme = file("fonts/README.md");
    for version in faces().iter().map(|face| face.rsplit_once(' ').unwrap().1) {
        assert!(readme.contains(&format!("| {version} |")), "{version}");
    }
}

/// Every file of licences stands in what `licences` prints, under both languages.
#[test]
fn licences_are_printed_in_full() {
    let is_text = |path: &std::path::Path| path.extension().is_some_and(|ending| ending == "txt" || ending == "md");
    let of_fonts = std::fs::read_dir(in_repository("fonts")).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = of_fonts.filter(|path| is_text(path)).collect();
    paths.extend(["LICENSE-MIT", "LICENSE-APACHE", "licences/runtime.txt", "licences/crates.txt"].map(in_repository));
    assert!(paths.len() >= 10, "{paths:?}");
    for lang in ["zh", "en"] {
        let printed = prints(&["licences", "--lang", lang]);
        for path in &paths {
            let text = std::fs::read_to_string(path).unwrap();
            assert!(printed.contains(text.trim_matches('\n')), "{lang}: {}", path.display());
        }
    }
}

/// Names and versions of the packages of Cargo.lock, but this one.
fn locked() -> BTreeSet<String> {
    let lock: toml::Table = file("Cargo.lock").parse().unwrap();
    let packages = lock["package"].as_array().unwrap().iter();
    let named = packages
        .map(|package| (package["name"].as_str().unwrap().to_owned(), package["version"].as_str().unwrap().to_owned()));
    named.filter(|(name, _)| name != "nianbao").map(|(name, version)| format!("{name} {version}")).collect()
}

/// Each crate of Cargo.lock is either in the program, with its licence and at least one text, or left out: after a change
/// of dependencies `licences/make` writes both lists anew.
#[test]
fn licences_are_those_of_the_crates_in_the_lock() {
    let crates = file("licences/crates.txt");
    let (list, texts) = crates.split_once("\n---").expect("a line above the first text");
    let row = |line: &str| {
        let mut words = line.split_whitespace();
        let crate_name = format!("{} {}", words.next().unwrap(), words.next().unwrap());
        assert!(words.next().is_some(), "{line}: no licence");
        crate_name
    };
    let linked: BTreeSet<String> = list.lines().skip(2).filter(|line| !line.is_empty()).map(row).collect();
    let left_out = file("licences/left-out.txt");
    let left_out: BTreeSet<String> = left_out.lines().skip(3).map(str::to_owned).collect();
    assert!(linked.len() > 200 && linked.is_disjoint(&left_out));
    assert_eq!(linked.union(&left_out).cloned().collect::<BTreeSet<_>>(), locked(), "run licences/make");

    // Those that Cargo.toml asks for are in the program.
    let manifest: toml::Table = file("Cargo.toml").parse().unwrap();
    for name in manifest["dependencies"].as_table().unwrap().keys() {
        assert!(linked.iter().any(|one| one.starts_with(&format!("{name} "))), "{name}");
    }
    // Above each text stands who has it, over several lines or not.
    let rule = format!("\n{}\n", "-".repeat(100));
    let heads = texts.split(&rule).filter_map(|part| part.trim_start_matches(['-', '\n']).split_once("\n\n"));
    let heads: Vec<String> = heads.map(|(head, _)| head.replace('\n', " ")).collect();
    let holders: BTreeSet<&str> = heads.iter().flat_map(|head| head.split(", ")).collect();
    let without: Vec<_> = linked.iter().filter(|one| !holders.contains(one.as_str())).collect();
    assert!(without.is_empty(), "{without:?}");
}

/// The options that a verb's help lists, and the verbs that the program's help lists.
fn verbs_with_options(lang: &str) -> Vec<(String, BTreeSet<String>)> {
    let top = prints(&["--help", "--lang", lang]);
    let listed = top.lines().filter_map(|line| line.strip_prefix("  "));
    let listed = listed.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    let verbs = listed.filter_map(|line| line.split_whitespace().next());
    let options = |help: String| {
        let words = help.split_whitespace().map(|word| word.trim_end_matches(',').to_owned()).collect::<Vec<_>>();
        words.into_iter().filter(|word| word.starts_with("--") && word.is_ascii()).collect()
    };
    verbs.map(|verb| (verb.to_owned(), options(prints(&["help", verb, "--lang", lang])))).collect()
}

/// What the requests of a manual page are taken from.
const REQUESTS: [&str; 12] = ["TH", "ad", "SH", "SS", "TP", "PP", "nf", "fi", "ie", "el", "if", "\\\""];

/// The manual page has a section for each verb with all its options, and is nothing but requests and lines of text.
#[test]
fn the_manual_page_holds_every_option() {
    for (lang, exit_codes, example) in [("zh", "退出码", "例:"), ("en", "EXIT STATUS", "Examples:")] {
        let page = prints(&["man", "--lang", lang]);
        assert!(page.contains(&format!(".TH nianbao 1 \" \" \"nianbao {}\"", env!("CARGO_PKG_VERSION"))), "{page}");
        for line in page.lines().filter(|line| line.starts_with(['.', '\''])) {
            let request = line[1..].split_whitespace().next().unwrap_or_default();
            assert!(REQUESTS.iter().any(|known| request.starts_with(known)), "{line}");
        }
        let plain = page.replace("\\fB", "").replace("\\fI", "").replace("\\fR", "").replace("\\-", "-");
        let sections: Vec<&str> = plain.split("\n.SH ").collect();
        let section = |heading: &str| {
            let found = sections.iter().find(|section| section.lines().next() == Some(heading));
            *found.unwrap_or_else(|| panic!("{lang}: no section {heading}"))
        };
        for (verb, options) in verbs_with_options(lang) {
            let section = section(&format!("\"nianbao {verb}\""));
            assert!(section.contains(&format!("\n.SS {example}\n.TP\nnianbao ")), "{section}");
            let own = options.iter().filter(|option| !matches!(option.as_str(), "--help" | "--lang"));
            for option in own.filter(|option| !option.contains("--version")) {
                assert!(section.contains(option.as_str()), "{lang}: {verb} {option}");
            }
        }
        assert!(page.contains("\\-\\-lang") && page.contains("\\-\\-help") && page.contains("\\-\\-version"));
        let codes = sections
            .iter()
            .find(|section| section.trim_matches('"').starts_with(exit_codes.split(' ').next().unwrap()));
        assert!(
            codes
                .is_some_and(|codes| ["0", "1", "2", "3"].iter().all(|code| codes.contains(&format!(".TP\n{code}\n"))))
        );
    }
}

/// Each shell is told every verb and every option.
#[test]
fn completions_know_every_verb_and_option() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = prints(&["completions", shell]);
        for (verb, options) in verbs_with_options("zh") {
            assert!(script.contains(&verb), "{shell}: {verb}");
            for option in options {
                // Fish names them without their hyphens.
                assert!(script.contains(option.trim_start_matches('-')), "{shell}: {verb} {option}");
            }
        }
        // What can stand for an argument without a name, only two are told.
        assert_eq!(script.contains("outcome-sum"), matches!(shell, "bash" | "zsh"), "{shell}: the codes of explain");
        // Windows PowerShell takes a script for text in the encoding of the system.
        assert_eq!(script.is_ascii(), shell == "bash" || shell == "powershell", "{shell}");
    }
    let run = Desk::new().run(&["completions", "tcsh"]);
    assert!(run.code == 2 && run.messages.contains("bash, zsh, fish, powershell"), "{}", run.messages);
}

/// What bash offers behind a command line.
#[cfg(unix)]
fn offered(desk: &Desk, words: &[&str]) -> Vec<String> {
    let script = r#"
        # Known only while bash completes.
        compopt() { :; }
        source nianbao.bash
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _nianbao nianbao "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let mut bash = std::process::Command::new("bash");
    bash.args(["--norc", "-c", script, "bash"]).args(words).current_dir(desk.path("."));
    let out = bash.output().expect("bash runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn bash_completes() {
    let desk = Desk::new();
    desk.put("nianbao.bash", prints(&["completions", "bash"]));
    desk.put("上年.toml", "");
    desk.put("上 年.toml", "");
    assert_eq!(offered(&desk, &["nianbao", "bu"]), ["build"]);
    assert_eq!(offered(&desk, &["nianbao", "build", "--prev"]), ["--previous"]);
    let mut files = offered(&desk, &["nianbao", "build", "--previous", "上"]);
    files.sort();
    assert_eq!(files, ["上 年.toml", "上年.toml"]);
    assert_eq!(offered(&desk, &["nianbao", "new", "--year", "20"]), ["20"]);
    assert_eq!(offered(&desk, &["nianbao", "build", "--lang", ""]), ["zh", "en"]);
    assert_eq!(offered(&desk, &["nianbao", "explain", "outcome-s"]), ["outcome-sum"]);
    assert_eq!(offered(&desk, &["nianbao", "help", "licen"]), ["licences"]);
    // Where nothing is offered bash completes files.
    assert!(offered(&desk, &["nianbao", "build", "上"]).is_empty());
    assert!(offered(&desk, &["nianbao", "build", ""]).is_empty());
    assert_eq!(offered(&desk, &["nianbao", "completions", "p"]), ["powershell"]);
    let script = String::from_utf8(desk.read("nianbao.bash")).unwrap();
    assert!(script.contains("-o default") && script.contains("compopt -o plusdirs"));
}
