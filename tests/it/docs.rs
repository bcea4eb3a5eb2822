//! The documents beside the code say what the program does: every example of data or narrative works, every key, verb
//! and option stands in docs/data-file.md, every label of the forms under its key in docs/forms.md.

use std::collections::BTreeSet;

use nianbao::form::{Forms, SECTION_KEYS};
use nianbao::report::label_keys;

use crate::support::{Desk, build, in_repository, overview, report, squeezed};

/// A fenced block of a document.
struct Example {
    /// What it is in, such as `toml`.
    language: String,
    text: String,
    /// Document and line, for messages.
    place: String,
}

fn document(path: &str) -> String {
    std::fs::read_to_string(in_repository(path)).unwrap()
}

/// The fenced blocks of a document.
fn examples(path: &str) -> Vec<Example> {
    let document = document(path);
    let mut lines = document.lines().enumerate();
    let mut found = Vec::new();
    while let Some((at, line)) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let inside = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```");
            let text = inside.map(|line| format!("{line}\n")).collect();
            found.push(Example { language: language.to_owned(), text, place: format!("{path}, line {}", at + 1) });
        }
    }
    found
}

/// A whole report, table by table, from which an example takes the tables that it does not show itself. What an example
/// shows of a table must add up by itself.
fn stand_in(form: &str) -> Vec<(&'static str, String)> {
    let (year, disclosure) = match form {
        "2019" => (2020, "normative = [16, 16, 120]"),
        _ => (2025, "normative = [16, 3, 220]\nlicences = [4096]\npenalties = [58]\ncoercion = [0]"),
    };
    let applications = "received = [60, 6, 0, 0, 0, 0]\ncarried_in = [0, 0, 0, 0, 0, 0]\n\
                        granted = [60, 6, 0, 0, 0, 0]\ncarried_out = [0, 0, 0, 0, 0, 0]";
    let remedies = "reconsideration = [1, 0, 0, 0]\nlitigation_direct = [0, 0, 0, 0]\nlitigation_after = [0, 0, 0, 0]";
    vec![
        ("report", format!("organ = '某市人民政府'\nyear = {year}")),
        ("overview", "body = '本机关依法公开政府信息。'".to_owned()),
        ("disclosure", disclosure.to_owned()),
        ("applications", applications.to_owned()),
        ("remedies", remedies.to_owned()),
        ("problems", "body = '主要问题是政策解读的形式比较单一，下一步将多用图解解读。'".to_owned()),
        ("other", "body = '本年度未收取信息处理费。'".to_owned()),
    ]
}

/// An example with the tables that it does not have.
fn completed(data: &str) -> String {
    let own: toml::Table = data.parse().expect("TOML");
    let form = own.get("form").and_then(toml::Value::as_str).unwrap_or("2021");
    let missing = stand_in(form).into_iter().filter(|(table, _)| !own.contains_key(*table));
    let rest: String = missing.map(|(table, text)| format!("\n[{table}]\n{text}\n")).collect();
    format!("{data}{rest}")
}

/// The report of the year before, whose figures are others.
const LAST_YEAR: &str = "\
[report]
organ = '某市人民政府'
year = 2024
[disclosure]
normative = [20, 4, 207]
licences = [3900]
penalties = [61]
coercion = [1]
[applications]
received = [55, 7, 0, 0, 0, 0]
carried_in = [0, 0, 0, 0, 0, 0]
granted = [55, 7, 0, 0, 0, 0]
carried_out = [0, 0, 0, 0, 0, 0]
[remedies]
reconsideration = [2, 0, 0, 0]
litigation_direct = [0, 0, 0, 0]
litigation_after = [0, 0, 0, 0]
[problems]
body = '主要问题是网站的检索功能不够好用，下一步将加以改进。'
";

/// A desk with everything that examples name: last year's report, pictures, a narrative, a face.
fn desk() -> Desk {
    let desk = Desk::new();
    let picture = |name: &str| std::fs::read(in_repository("tests/cases/illustrations").join(name)).unwrap();
    desk.put("照片.jpg", picture("photo.jpg"));
    desk.put("截图.png", picture("palette.png"));
    desk.put("标识.svg", picture("badge.svg"));
    desk.put("总体情况.md", "## 主动公开情况\n\n全年公开政府信息1264条。\n");
    desk.put("上年.toml", LAST_YEAR);
    std::fs::copy(in_repository("fonts/NotoSerifSC-Bold.ttf"), desk.path("小标宋.ttf")).unwrap();
    desk
}

/// What an example that shows a part of a report may lack, and what it may say of tables that it does not show.
const OF_WHOLE_REPORTS: [&str; 5] = ["blank-cell", "opening", "overview-aspects", "narrative-figure", "zero-claim"];

/// What is wrong with an example: nothing may be, but that cells are left blank and that the prose is not all there.
fn faults(desk: &Desk, example: &Example) -> Option<String> {
    let data = match example.language.as_str() {
        "toml" => completed(&example.text),
        "markdown" => completed(&format!("[overview]\nbody = '''\n{}'''\n", example.text)),
        _ => return None,
    };
    desk.put("报告.toml", &data);
    let previous: &[&str] = if data.contains("previous.") { &["--previous", "上年.toml"] } else { &[] };
    let run = |verb: &[&str]| desk.run(&[verb, previous].concat());

    let checked = run(&["check", "报告.toml", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_slice(&checked.out).expect("findings");
    let is_wrong = |finding: &&serde_json::Value| !OF_WHOLE_REPORTS.iter().any(|code| finding["code"] == *code);
    let open: Vec<_> = found.as_array().unwrap().iter().filter(is_wrong).collect();
    if checked.code != 0 || !open.is_empty() {
        return Some(format!("{}: {open:#?}", example.place));
    }
    let built = run(&["build", "报告.toml"]);
    let is_there = std::fs::remove_file(desk.path("报告.pdf")).is_ok();
    (built.code != 0 || !is_there).then(|| format!("{}: {}", example.place, built.messages))
}

/// Every block of TOML or Markdown, completed to a report where it shows a part.
#[test]
fn every_example_works() {
    let examples: Vec<Example> = ["README.md", "docs/data-file.md"].into_iter().flat_map(examples).collect();
    let count = |language: &str| examples.iter().filter(|example| example.language == language).count();
    assert!(count("toml") >= 20 && count("markdown") >= 10, "{} and {}", count("toml"), count("markdown"));
    let desk = desk();
    let faults: Vec<String> = examples.iter().filter_map(|example| faults(&desk, example)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The table of functions: what stands in its last column is printed for the expressions in the one before.
#[test]
fn functions_print_what_the_reference_says() {
    let reference = document("docs/data-file.md");
    let rows = reference.lines().filter(|line| line.starts_with('|') && line.contains("{{"));
    let cells: Vec<Vec<&str>> = rows.map(|row| row.split('|').collect()).collect();
    let in_backticks = |at: usize| {
        let quoted = |row: &Vec<&str>| row[at].split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        cells.iter().flat_map(quoted).collect::<Vec<String>>()
    };
    let (expressions, printed) = (in_backticks(2), in_backticks(3));
    assert!(expressions.len() >= 5 && expressions.len() == printed.len(), "{expressions:?} and {printed:?}");
    let pdf = build(&report("", &expressions.join("\n\n")));
    let lines: Vec<String> = overview(&pdf).into_iter().flatten().map(|line| squeezed(&line.text())).collect();
    assert_eq!(lines, printed);
}

/// `nianbao schema` lists the keys of a data file; docs/data-file.md shows each of them.
#[test]
fn the_reference_shows_every_key() {
    let schema = Desk::new().run(&["schema"]);
    let schema: serde_json::Value = serde_json::from_slice(&schema.out).expect("a schema");
    let mut keys = BTreeSet::new();
    keys_of(&schema, &mut keys);
    assert!(keys.contains("organ") && keys.contains("state_secret") && keys.contains("max_dpi"), "{keys:?}");

    let reference = document("docs/data-file.md");
    let words: BTreeSet<&str> = reference.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    let missing: Vec<&String> = keys.iter().filter(|key| !words.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The names under `properties`, wherever they stand in a schema. Labels have a table of their own in docs/forms.md.
fn keys_of(schema: &serde_json::Value, keys: &mut BTreeSet<String>) {
    match schema {
        serde_json::Value::Object(entries) => {
            for (name, inner) in entries.iter().filter(|(name, _)| *name != "labels") {
                if let (true, Some(properties)) = (name == "properties", inner.as_object()) {
                    keys.extend(properties.keys().filter(|key| !key.contains('.')).cloned());
                }
                keys_of(inner, keys);
            }
        }
        serde_json::Value::Array(parts) => parts.iter().for_each(|part| keys_of(part, keys)),
        _ => {}
    }
}

/// What `--help` lists stands in docs/data-file.md, and the options that stand there are listed by `--help`.
#[test]
fn the_reference_shows_every_verb_and_option() {
    let desk = Desk::new();
    let help = |arguments: &[&str]| String::from_utf8(desk.run(arguments).out).expect("help in UTF-8");
    let reference = document("docs/data-file.md");

    let top = help(&["--help"]);
    let indented = top.lines().filter_map(|line| line.strip_prefix("  ")).map(str::trim_end);
    let verbs: Vec<&str> = indented
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(verbs.contains(&"build") && verbs.contains(&"fonts"), "{top}");

    let mut listed = options(&top);
    for verb in &verbs {
        assert!(reference.contains(&format!("`nianbao {verb}")), "{verb}");
        listed.extend(options(&help(&[verb, "--help"])));
    }
    assert_eq!(options(&reference), listed);
}

/// The long options that a text names.
fn options(text: &str) -> BTreeSet<String> {
    let behind = text.split("--").skip(1);
    let names = behind.map(|rest| rest.split(|c: char| !c.is_ascii_lowercase() && c != '-').next().unwrap_or_default());
    names.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase())).map(str::to_owned).collect()
}

/// Files that the documents name, in backticks or as links, are there; sources by their names in some rooms too.
#[test]
fn files_that_are_named_are_there() {
    let mut named = 0;
    for path in ["README.md", "CHANGELOG.md", "docs/data-file.md", "docs/forms.md", "docs/typography.md"] {
        let text = document(path);
        let folder = in_repository(path).parent().unwrap().to_owned();
        // Between backticks, one or three, stands code.
        let (prose, code): (Vec<_>, Vec<_>) = text.split('`').enumerate().partition(|(at, _)| at % 2 == 0);
        let links = prose.iter().flat_map(|(_, part)| part.split("](").skip(1)).map(|rest| rest.split(')').next());
        for link in links.flatten().filter(|link| !link.contains(':')) {
            named += 1;
            assert!(folder.join(link).exists(), "{path}: {link}");
        }
        let is_source = |name: &&str| name.ends_with(".rs") || name.ends_with(".py") || name.starts_with("src/");
        for name in code.into_iter().map(|(_, name)| name).filter(is_source) {
            named += 1;
            let places = ["", "src/layout", "src/form", "tests/judge"].map(|folder| in_repository(folder).join(name));
            assert!(places.iter().any(|place| place.exists()), "{path}: {name}");
        }
    }
    assert!(named > 40, "{named}");
}

/// Each label of both forms stands in docs/forms.md, on one line with the last part of its key; of a row or a group,
/// with all of the key below its table.
#[test]
fn the_forms_show_every_label_under_its_key() {
    let document = document("docs/forms.md");
    let lines: Vec<&str> = document.lines().collect();
    let mut missing = Vec::new();
    for form in Forms::OFFICIAL.iter() {
        for (key, label) in label_keys(form) {
            let (table, rest) = key.split_once('.').expect("a table and what is in it");
            let named = match rest.rsplit_once("*.") {
                Some((_, column)) => format!("`{column}`"),
                None if rest == "title" => format!("`{key}`"),
                None => format!("`{rest}`"),
            };
            assert!(SECTION_KEYS.contains(&table), "{key}");
            if !lines.iter().any(|line| line.contains(&named) && line.contains(label)) {
                missing.push(format!("{} {key} {label}", form.name));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
