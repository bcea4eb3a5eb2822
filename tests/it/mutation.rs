//! Each figure of the samples' prose that states a figure of a table, changed by one: `check` finds it, and nothing
//! else.

use std::collections::BTreeMap;

use nianbao::diagnostic::Diagnostic;
use nianbao::files::{Files, Memory};
use nianbao::{Input, Options, read};

use crate::support::in_repository;

/// The sentences of the samples that state figures of their tables, each with those figures, read off by hand. The
/// first of equal figures in a sentence is meant; a sentence stands where a figure that stands twice in it is named
/// twice.
const STATED: &[(&str, &str, &[&str])] = &[
    (
        "jiyang-2020.toml",
        "2020年全区共收到政府信息公开申请66件，同比增长6.5%。其中予以公开47件，占比71%；部分公开1件，占比2%；不予公开2件，占比3%；无法提供12件，占比18%；其他处理4件，占比6%。",
        &["申请66件", "公开47件", "部分公开1件", "不予公开2件", "提供12件", "处理4件"],
    ),
    (
        "yunshan-2025.toml",
        "全市行政机关新收政府信息公开申请558件，同比增长8.8%，其中自然人申请486件，法人或其他组织申请72件；上年结转25件，办结552件，结转下年度继续办理31件。",
        &["申请558件", "申请486件", "申请72件", "结转25件", "办结552件", "办理31件"],
    ),
    (
        "yunshan-2025.toml",
        "在办结的552件申请中，予以公开244件，占44.20%；部分公开54件，占9.78%；不予公开43件，占7.79%；无法提供151件，占27.36%；不予处理33件，占5.98%；其他处理27件，占4.89%。",
        &["办结的552件", "公开244件", "公开54件", "公开43件", "提供151件", "处理33件", "处理27件"],
    ),
    (
        "yunshan-2025.toml",
        "全年制发规章2件、废止2件，现行有效41件；制发行政规范性文件42件、废止35件，现行有效395件",
        &["规章2件", "废止2件", "有效41件", "文件42件", "废止35件", "有效395件"],
    ),
];

#[test]
fn a_figure_that_is_off_by_one_is_found() {
    let (mut tried, mut caught, mut missed) = (0, 0, Vec::new());
    for (file, sentence, figures) in STATED {
        let text = std::fs::read_to_string(in_repository("data").join(file)).expect("a sample");
        assert_eq!(text.matches(sentence).count(), 1, "{sentence}");
        let sound = found(&text);
        for figure in *figures {
            let digits: String = figure.chars().filter(char::is_ascii_digit).collect();
            let value: u32 = digits.parse().expect("a figure");
            for other in [value + 1, value - 1] {
                let wrong = sentence.replacen(figure, &figure.replace(&digits, &other.to_string()), 1);
                assert_ne!(&wrong, sentence, "{figure}");
                let mut new = found(&text.replace(sentence, &wrong));
                for (code, count) in &sound {
                    *new.entry(code).or_default() -= count;
                }
                new.retain(|_, count| *count != 0);
                tried += 1;
                // One finding about one figure: of the count, or where the tables leave it open, of its share.
                if new.values().eq([&1]) {
                    caught += 1;
                } else {
                    missed.push(format!("{figure} as {other}: {new:?}"));
                }
            }
        }
    }
    println!("{caught} of {tried} changed figures are found: {:.1} %", 100.0 * f64::from(caught) / f64::from(tried));
    assert!(caught * 10 >= tried * 9, "{caught} of {tried}\n{}", missed.join("\n"));
    assert!(!missed.iter().any(|one| one.contains(": {\"")), "more than the figure is found\n{}", missed.join("\n"));
}

/// How often each code is found.
fn found(text: &str) -> BTreeMap<&'static str, i32> {
    let files = Files::new(Memory::from([("this.toml", text)]));
    let reading = read(&Input::File("this.toml".into()), None, &files, &Options::default());
    let open = reading.found.iter().filter(|finding| finding.accepted.is_none());
    open.map(Diagnostic::code).fold(BTreeMap::new(), |mut counts, code| {
        *counts.entry(code).or_default() += 1;
        counts
    })
}
