//! Figures in every kind of block, and the places of what is wrong with them.
#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::length::Length;
use super::sample;
use super::{Block, Figures, Inline, Narrative, read, read_all};
use crate::diagnostic::Diagnostic;
use crate::report::{self, Prose, ReadOptions, Report};
use crate::source::Sources;

/// Among others, a cell that is full of signs of Markdown: `disclosure.normative.issued`.
const DATA: &str = "[disclosure]\nnormative = ['*甲* |<br>_乙_ [丙](x) \\# `丁` {{ 1 }}', '来源：某局', '- 戊']\n\
                    penalties = ['<']\n[applications]\nreceived = { natural = 66 }\n";

fn of_file(text: &str) -> (Sources, Prose) {
    let mut sources = Sources::default();
    let source = sources.add("a.md", text);
    (sources, Prose { text: text.to_owned(), source, offsets: Vec::new(), key: "overview.body".to_owned() })
}

fn read_with(prose: &Prose) -> Result<Narrative, Vec<Diagnostic>> {
    sample::sound(read(prose, Figures { report: &sample::report(DATA), previous: None }, &mut Length::default()))
}

/// The texts of a narrative; behind one that does not stand so in the file, how it stands there.
fn texts(text: &str) -> String {
    let (sources, prose) = of_file(text);
    let narrative = read_with(&prose).expect("a sound narrative");
    let mut all = Vec::new();
    narrative.blocks.iter().for_each(|block| collect(block, &mut all));
    narrative.footnotes.iter().for_each(|note| all.extend(note.paragraphs.iter().flatten().cloned()));
    shown(&all, &sources)
}

fn collect(block: &Block, all: &mut Vec<Inline>) {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) | Block::Source(text) => all.extend_from_slice(text),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| collect(block, all)),
        Block::Quote(blocks) => blocks.iter().for_each(|block| collect(block, all)),
        Block::Table(table) => {
            all.extend(table.cells.iter().flat_map(|cell| &cell.lines).flat_map(|line| line.text.clone()));
            all.extend(table.caption.clone().unwrap_or_default());
        }
        Block::Illustrations(shown) => all.extend(shown.iter().flat_map(|one| one.caption.clone())),
    }
}

fn shown(texts: &[Inline], sources: &Sources) -> String {
    let show = |inline: &Inline| match inline {
        Inline::Text { text, span, .. } if text == "\n" || sources.slice(*span) == text => text.clone(),
        Inline::Text { text, span, .. } => format!("{text}@{}", sources.slice(*span)),
        Inline::LineBreak => "⏎".to_owned(),
        Inline::Footnote(index) => format!("^{index}"),
    };
    texts.iter().map(show).collect::<Vec<_>>().join("·")
}

/// Line and column of everything that is wrong.
fn faults(text: &str) -> Vec<(&'static str, usize, usize)> {
    let (sources, prose) = of_file(text);
    let place = |fault: &Diagnostic| {
        assert_eq!(fault.key.as_deref(), Some("overview.body"));
        let at = sources.line_column(fault.span.unwrap());
        (fault.code(), at.line, at.column)
    };
    read_with(&prose).expect_err("something is wrong").iter().map(place).collect()
}

#[test]
fn figures_stand_wherever_text_does() {
    assert_eq!(texts("共{{ report.year }}件"), "共·2025@{{ report.year }}·件");
    assert_eq!(texts("{{1}}{{2}}\\\n{{3}}"), "1@{{1}}·2@{{2}}·⏎·3@{{3}}");
    assert_eq!(texts("## 题{{1}}\n\n### {{2}}。"), "题·1@{{1}}·2@{{2}}·。");
    assert_eq!(texts("1. 甲{{1}}\n2. {{2}}\n   - {{3}}"), "甲·1@{{1}}·2@{{2}}·3@{{3}}");
    assert_eq!(texts("> 甲{{1}}\n> 乙{{2}}\n>\n> 来源：{{3}}"), "甲·1@{{1}}·乙·2@{{2}}·来源：·3@{{3}}");
    assert_eq!(texts("甲[^1]\n\n[^1]: 注{{1}}"), "甲·^0·注·1@{{1}}");
    assert_eq!(
        texts("| 甲{{1}} | {{2*3}} |\n|---|---|\n| {{4}}<br>- {{5}} | 乙 |\n: 题{{6}}注\n"),
        "甲·1@{{1}}·6@{{2*3}}·4@{{4}}·5@{{5}}·乙·题·6@{{6}}·注"
    );
    assert_eq!(texts("**共{{1*2}}件**{{3}}，*重*"), "共·2@{{1*2}}·件·3@{{3}}·，*重*");
}

#[test]
fn links_take_figures_too() {
    let (_, prose) = of_file("[{{1}}报](https://a.cn/{{ report.year }}/)、<https://b.cn/{{ 2 }}>");
    let narrative = read_with(&prose).unwrap();
    let Some(Block::Paragraph(runs)) = narrative.blocks.first() else { panic!() };
    let link = |inline: &Inline| match inline {
        Inline::Text { text, link, .. } => format!("{text}→{}", link.clone().unwrap_or_default()),
        _ => String::new(),
    };
    let links: Vec<String> = runs.iter().map(link).collect();
    let first = "https://a.cn/2025/";
    assert_eq!(
        links,
        [&format!("1→{first}"), &format!("报→{first}"), "、→", "https://b.cn/→https://b.cn/2", "2→https://b.cn/2"]
    );
}

#[test]
fn what_is_put_in_is_no_markdown() {
    let cell = "{{ disclosure.normative.issued }}";
    let value = format!("*甲* |<br>_乙_ [丙](x) \\# `丁` {{{{ 1 }}}}@{cell}");
    assert_eq!(texts(&format!("甲{cell}**乙**")), format!("甲·{value}·乙"));
    assert_eq!(texts(&format!("| 甲 | 乙 |\n|---|---|\n| {cell} | 丙 |")), format!("甲·乙·{value}·丙"));
    // Nor is it a sign of the house: a cell that goes on, an item, a source line.
    assert_eq!(texts("| 甲 | 乙 |\n|---|---|\n| 丙 | {{ disclosure.penalties.decisions }} |"), {
        "甲·乙·丙·<@{{ disclosure.penalties.decisions }}"
    });
    let (_, prose) = of_file("| 甲 |\n|---|\n| {{ disclosure.normative.in_force }} |\n");
    let Some(Block::Table(table)) = read_with(&prose).unwrap().blocks.into_iter().next() else { panic!() };
    assert!(!table.cells[1].lines[0].item);
    let (_, prose) = of_file("> {{ disclosure.normative.repealed }}");
    let Some(Block::Quote(blocks)) = read_with(&prose).unwrap().blocks.into_iter().next() else { panic!() };
    assert!(matches!(blocks[0], Block::Paragraph(_)));
}

#[test]
fn other_braces_are_text() {
    assert_eq!(texts("甲{% if a %}{# 注 #}{ 1 }}}"), "甲{% if a %}{# 注 #}{ 1 }}}");
    assert_eq!(texts("甲\\{{ 1 }}"), "甲·{{ 1 }}");
    assert_eq!(texts("甲\\\\{{ 1 }}"), "甲·\\·1@{{ 1 }}");
    assert_eq!(texts("\\{{{ 1 }}}"), "{·1@{{ 1 }}·}");
}

#[test]
fn no_character_of_the_text_is_taken_for_an_expression() {
    let text = "\u{F0000}{{1}}&#xF0001;{{2}}&#983042;{{3}}\u{E000}\u{F0003}";
    assert_eq!(
        texts(text),
        "\u{F0000}·1@{{1}}·\u{F0001}@&#xF0001;·2@{{2}}·\u{F0002}@&#983042;·3@{{3}}·\u{E000}\u{F0003}"
    );
    // References without an end, or beyond all characters.
    assert_eq!(texts("&#x {{1}} &# &#x110000;"), "&#x ·1@{{1}}· &# ·\u{FFFD}@&#x110000;");
}

#[test]
fn errors_stand_at_their_place() {
    assert_eq!(faults("甲\r\n\r\n乙{{ 1 + aplications.total }}丙"), [("template", 3, 9)]);
    assert_eq!(faults("甲{{ pct(1, 0) }}**乙：丙"), [("template", 1, 12), ("markdown-emphasis", 1, 17)]);
    assert_eq!(faults("{{ 1"), [("template", 1, 1)]);
    assert_eq!(faults("{{ 1 }\n}} {{ {{ 2 }} {{}}"), [("template", 1, 1), ("template", 2, 7), ("template", 2, 17)]);
    assert_eq!(faults("> 甲{{ 1 +\n> 2 }}"), [("template", 1, 4)]);
    assert_eq!(faults("| 甲 |\n|---|\n| {{ 1 | 2 }} |"), [("template", 3, 8)]);
    assert_eq!(faults("甲\n\n1. {{ previous.report.year }}"), [("previous-missing", 3, 7)]);
    assert_eq!(faults("{{ applications.granted.total }}"), [("template", 1, 4)]);
    // Nobody knows what these lead to, so nothing is wrong with it.
    assert_eq!(faults("![甲](chart:{{ 1/0 }})"), [("template", 1, 17)]);
    assert_eq!(faults("![](a.png '{{ 1/0 }}')\n\n[甲]({{ 1/0 }})"), [("template", 1, 17), ("template", 3, 10)]);
    // What stands behind an expression keeps its place.
    assert_eq!(faults("{{ report.year }}<b>"), [("markdown-html", 1, 18)]);
    assert_eq!(texts("{{ 3 }}*{{ 4 }}*5"), "3@{{ 3 }}·*·4@{{ 4 }}·*5");
    assert_eq!(faults("甲{{1}}\n{{2}}##\n##乙"), [("markdown-unsupported", 3, 1)]);
}

fn report_of(text: &str) -> (Sources, Report) {
    let mut sources = Sources::default();
    let data = sources.add("a.toml", format!("[report]\norgan = '甲局'\nyear = 2025\n{text}"));
    let report = report::read(&mut sources, data, &ReadOptions::default()).unwrap().0;
    (sources, report)
}

#[test]
fn places_hold_through_the_escapes_of_a_string() {
    let (sources, report) = report_of(
        "[overview]\nbody = \"\\u4e00{{ report.year }}\\u4e8c\\t{{ 1\\u002b1 }}末\"\n[problems]\nbody = '''\r\n\
         甲{{ 1 }}\r\n乙{{ 2 }}丙'''\n",
    );
    let narratives = read_all(&report, None).0;
    let paragraph = |index: usize| match narratives.bodies[index].as_ref().unwrap().blocks.first() {
        Some(Block::Paragraph(text)) => shown(text, &sources),
        _ => panic!(),
    };
    assert_eq!(paragraph(0), "一@\\u4e00·2025@{{ report.year }}·二\t@\\u4e8c\\t·2@{{ 1\\u002b1 }}·末");
    assert_eq!(paragraph(4), "甲·1@{{ 1 }}");

    let (sources, report) = report_of("[other]\nbody = \"\\u4e00{{ report.yaer }}\\n\\n{{ 1/0 }}\"\n");
    let found = read_all(&report, None).1;
    let marked: Vec<&str> = found.iter().map(|fault| sources.slice(fault.span.unwrap())).collect();
    assert_eq!(marked, ["report.yaer", "0"]);
    let at = sources.line_column(found[1].span.unwrap());
    assert_eq!((at.line, at.column), (5, 41));
}

#[test]
fn every_piece_of_a_report_has_figures_of_both_years() {
    let call = "body = '{{ change(applications.received.total, previous.applications.received.total) }}'\n";
    let (_, previous) = report_of("[applications]\nreceived = { natural = 62 }\n");
    let (_, report) = report_of(&format!(
        "[preface]\n{call}[applications]\nreceived = {{ natural = 66 }}\n\
         {call}note = '{{{{ previous.report.year }}}}'\n"
    ));
    let narratives = sample::sound(read_all(&report, Some(&previous))).unwrap();
    for (narrative, expected) in
        [(&narratives.preface, "增长6.5%"), (&narratives.bodies[2], "增长6.5%"), (&narratives.notes[2], "2025")]
    {
        let Some(Block::Paragraph(text)) = narrative.as_ref().unwrap().blocks.first() else { panic!() };
        assert!(matches!(&text[0], Inline::Text { text, .. } if text == expected));
    }
    assert_eq!(read_all(&report, None).1.len(), 3);
}
