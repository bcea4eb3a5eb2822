//! From the text of a data file to a [`Report`].

use toml::de::DeTable;

use super::prose::ProseReader;
use super::toml_table::{Faults, TomlTable};
use super::{
    Label, Labels, Prose, Report, Section, Tables, accept, charts, given_labels, rows, settings, syntax, totals,
    typed_number,
};
use crate::diagnostic::{Diagnostic, Severity, message};
use crate::files::Folder;
use crate::form::{Form, Forms, SECTION_KEYS, SECTION_NUMBERS, TABLE_KEYS};
use crate::report::bounds::Bounds;
use crate::report::rules;
use crate::source::{SourceId, Sources, Span};

/// How a data file is read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions<'f> {
    /// Folder of the data file, to which its paths are relative; without one it can name no files.
    pub folder: Option<Folder<'f>>,
    /// The forms that the file may be written in.
    pub forms: Forms,
    /// How much of everything it may have.
    pub bounds: Bounds,
}

/// Reads a data file, and the files that it names with `body_file`, which join `sources`. Warnings stand beside a good
/// report.
///
/// # Errors
/// All errors in the order of the file; syntax errors alone if there are any, since nothing else can then be trusted.
pub fn read(
    sources: &mut Sources,
    data: SourceId,
    options: &ReadOptions,
) -> Result<(Report, Vec<Diagnostic>), Vec<Diagnostic>> {
    // A copy, because `body_file` adds to the texts while this one is read.
    let text = sources.get(data).text.clone();
    let table = syntax::parse(&text, data, options.forms)?;
    let mut faults = Faults::new(data, &text, options.forms);
    faults.bounds = options.bounds;
    faults.note_top(&table);
    let report = read_report(TomlTable::top(&table, data), &mut ProseReader { sources, options }, &mut faults);

    let found = faults.into_sorted();
    match report {
        Some(report) if found.iter().all(|fault| fault.severity < Severity::Error) => Ok((report, found)),
        _ => Err(found),
    }
}

/// Reads everything, however much of it is wrong; `None` if something without which there is no report is missing.
fn read_report(mut top: TomlTable, prose: &mut ProseReader, faults: &mut Faults) -> Option<Report> {
    let head = settings::head(&mut top, faults);
    let form = faults.form;
    let page = settings::page(&mut top, faults);
    let fonts = settings::fonts(&mut top, faults);
    let labels = form.map(|form| given_labels::labels(&mut top, form, faults)).unwrap_or_default();
    if form.is_none() {
        top.take("labels");
    }
    let preface = read_preface(&mut top, prose, faults);

    // A section that is left out has its rows all the same: blank ones.
    let nothing = DeTable::new();
    let mut sections: [Section; 6] = Default::default();
    let mut tables = form.map(|form| Tables::blank(form, &labels));
    for (key, section) in SECTION_KEYS.into_iter().zip(&mut sections) {
        let given = top.take_table(key, faults);
        let span = given.as_ref().map(|table| table.span);
        let mut table = given.unwrap_or_else(|| TomlTable::top(&nothing, faults.source));
        *section = Section { span, ..prose.section(&mut table, faults) };
        match tables.as_mut() {
            Some(tables) => {
                if let Some(own) = tables.of_section_mut(key) {
                    own.span = span;
                    rows::read_rows(&mut table, own, faults);
                    totals::fill(own);
                }
            }
            // Without a form nobody can say which rows there are.
            None if TABLE_KEYS.contains(&key) => continue,
            None => {}
        }
        table.finish(faults);
    }
    let charts = charts::charts(&mut top, faults);
    let accepts = accept::accepts(&mut top, faults);
    top.finish(faults);

    let (form, tables) = (form?, tables?);
    title_sections(&mut sections, form, &labels, faults);
    Some(Report {
        form,
        forms: faults.forms,
        bounds: faults.bounds,
        organ: head.organ?,
        year: head.year?.value,
        year_span: head.year?.span,
        title: head.title?,
        kind: head.kind?,
        published: head.published,
        published_span: head.published_span,
        contents: head.contents,
        signature: head.signature,
        draft: head.draft,
        page,
        fonts,
        labels,
        preface,
        sections,
        tables,
        charts,
        accepts,
    })
}

fn read_preface(top: &mut TomlTable, prose: &mut ProseReader, faults: &mut Faults) -> Option<Prose> {
    let mut table = top.take_table("preface", faults)?;
    let body = prose.body(&mut table, faults);
    table.finish(faults);
    body
}

fn title_sections(sections: &mut [Section; 6], form: &Form, labels: &Labels, faults: &mut Faults) {
    for (index, ((section, key), title)) in sections.iter_mut().zip(SECTION_KEYS).zip(form.section_titles).enumerate() {
        let key = format!("{key}.title");
        section.title = without_number(labels.get(&[&key], title), index, &key, faults);
    }
}

/// A section's title without the number that its author typed: the program makes it.
fn without_number(mut title: Label, index: usize, key: &str, faults: &mut Faults) -> Label {
    let (Some(number), Some(span)) = (typed_number(&title.text), title.span) else { return title };
    let written = title.text.get(..number.length).unwrap_or_default().trim_end().to_owned();
    title.text.drain(..number.length);
    title.span = Some(Span { start: (span.start + number.length).min(span.end), ..span });
    let due = SECTION_NUMBERS.get(index).copied().unwrap_or_default();
    if u32::try_from(index + 1) != Ok(number.value) {
        let message = message!(
            zh: "标题里手写的序号是“{written}”，这一部分是{due}、",
            en: "the number typed in this title is `{written}`, but the section is {due}、",
        );
        let help = message!(
            zh: "删去手写的序号，由程序编",
            en: "delete the typed number, the program makes it",
        );
        faults.push(Diagnostic::error(&rules::TYPED_NUMBER, message).at(span).key(format!("labels.{key}")).help(help));
    }
    title
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::diagnostic::Lang;
    use crate::report::FaceSlot;
    use crate::report::{CellState, Date, OfficialTable, OrganKind};

    const HEAD: &str = "[report]\norgan = '甲局'\nyear = 2025\n";

    fn parse(text: &str) -> (Sources, Result<Report, Vec<Diagnostic>>) {
        let mut sources = Sources::default();
        let data = sources.add("a.toml", text);
        let report = read(&mut sources, data, &ReadOptions::default()).map(|(report, warnings)| {
            assert_eq!(warnings, []);
            report
        });
        (sources, report)
    }

    fn sound(text: &str) -> Report {
        parse(text).1.expect("a sound report")
    }

    type Place = (&'static str, usize, usize, String);

    /// Code, line, column and key of everything that is wrong.
    fn faults(text: &str) -> Vec<Place> {
        let (sources, report) = parse(text);
        let place = |fault: &Diagnostic| {
            let at = sources.line_column(fault.span.expect("a place"));
            (fault.code(), at.line, at.column, fault.key.clone().unwrap_or_default())
        };
        report.expect_err("something is wrong").iter().map(place).collect()
    }

    fn fault(code: &'static str, line: usize, column: usize, key: &str) -> Place {
        (code, line, column, key.to_owned())
    }

    fn texts(table: &OfficialTable, key: &str) -> Vec<String> {
        let (_, row) = table.row(key).expect("the row");
        row.cells.iter().map(|cell| cell.text.clone()).collect()
    }

    #[test]
    fn what_is_left_out_follows_from_organ_and_year() {
        let report = sound("[report]\norgan = '济阳区人民政府'\nyear = 2020");
        assert_eq!(report.form.name, "2019");
        assert_eq!(report.kind, OrganKind::Government);
        let title: Vec<&str> = report.title.iter().map(|line| line.value.as_str()).collect();
        assert_eq!(title, ["济阳区人民政府", "2020年政府信息公开工作年度报告"]);
        assert_eq!((report.published, report.signature), (None, false));
        assert_eq!(report.sections[4].title.text, "政府信息公开工作存在的主要问题及改进情况");
        assert_eq!(report.tables.all().map(|table| table.rows().count()), [8, 23, 3]);
        assert!(report.tables.applications.rows().all(|(_, row)| row.cells.len() == 7 && row.span.is_none()));

        let report = sound("form = '2019'\n[report]\norgan = '曲堤镇人民政府'\nyear = 2023\ntitle = '题'");
        assert_eq!((report.form.name, report.kind, report.title.len()), ("2019", OrganKind::Township, 1));
        for (organ, kind) in [
            ("某某街道办事处", OrganKind::Township),
            ("陈巴尔虎旗鄂温克民族苏木人民政府", OrganKind::Township),
            ("某某苏木人民政府", OrganKind::Township),
            ("某某县某某回族乡人民政府", OrganKind::Township),
            ("某某区某某地区办事处", OrganKind::Township),
            ("某某县某某区公所", OrganKind::Township),
            ("景德镇市人民政府", OrganKind::Government),
            ("某市人民政府办公室", OrganKind::Department),
        ] {
            assert_eq!(sound(&format!("[report]\norgan = '{organ}'\nyear = 2021")).kind, kind);
        }
    }

    #[test]
    fn settings_are_read() {
        let report = sound(
            "[report]\norgan = '甲'\nyear = 2025\nkind = 'township'\npublished = 2026-03-20\nsignature = true\n\
             contents = true\ndraft = true\n[page]\nline_pitch = 29.2\nchars_per_line = 26\nnumbers = false\nduplex = false\n\
             color = false\nmax_dpi = 150\n\
             [fonts]\ntable = 'song.ttf'\nbody = '仿宋_GB2312'\n\
             [labels]\n'applications.*.ngo' = '社会团体'\n'disclosure.normative' = '文件'\n\
             [labels.problems]\ntitle = '问题'",
        );
        assert_eq!(report.published, Some(Date { year: 2026, month: 3, day: 20 }));
        assert!(report.contents && report.signature && report.draft && !report.page.numbers && !report.page.duplex);
        assert_eq!((report.page.color, report.page.max_dpi), (false, Some(150)));
        assert_eq!((report.page.line_pitch, report.page.chars_per_line), (Some(29.2), 26));
        let fonts: Vec<(FaceSlot, &str)> =
            report.fonts.iter().map(|font| (font.slot, font.name.value.as_str())).collect();
        assert_eq!(fonts, [(FaceSlot::Body, "仿宋_GB2312"), (FaceSlot::Table, "song.ttf")]);
        assert_eq!(report.labels.get(&["applications.*.ngo"], "组织").text, "社会团体");
        assert_eq!(report.tables.disclosure.row("normative").unwrap().1.label.text, "文件");
        assert_eq!(report.sections[4].title.text, "问题");
    }

    #[test]
    fn faults_come_in_the_order_of_the_file_and_all_at_once() {
        assert_eq!(
            faults(
                "[report]\norgn = '甲'\nyear = '2025'\nkind = 'town'\ncontents = 'yes'\n[page]\nduplex = 1\n[notes]\n"
            ),
            [
                fault("missing-key", 1, 1, "report.organ"),
                fault("unknown-key", 2, 1, "report.orgn"),
                fault("wrong-type", 3, 8, "report.year"),
                fault("wrong-type", 4, 8, "report.kind"),
                fault("wrong-type", 5, 12, "report.contents"),
                fault("wrong-type", 7, 10, "page.duplex"),
                fault("unknown-key", 8, 2, "notes"),
            ]
        );
        let (_, report) = parse("[report]\norgn = '甲'\nyear = 2025");
        let help = report.unwrap_err()[1].help.clone().expect("a help");
        assert!(help.in_lang(Lang::Zh).contains("organ"));
    }

    #[test]
    fn a_draft_is_printed_without_its_date() {
        let mut sources = Sources::default();
        let data = sources.add("a.toml", format!("{HEAD}signature = true\ndraft = true"));
        let (report, warnings) = read(&mut sources, data, &ReadOptions::default()).unwrap();
        assert!(report.signature && report.published.is_none());
        let found: Vec<_> = warnings.iter().map(|found| (found.code(), found.severity)).collect();
        assert_eq!(found, [("missing-key", Severity::Warning)]);
    }

    #[test]
    fn head_faults() {
        assert_eq!(faults("form = '2021'"), [fault("missing-key", 1, 1, "report")]);
        assert_eq!(
            faults("form = '2022'\n[report]\norgan = ' '\nyear = 2007\ntitle = []\npublished = '2026-03-20'"),
            [
                fault("wrong-type", 1, 8, "form"),
                fault("missing-key", 3, 9, "report.organ"),
                fault("wrong-type", 4, 8, "report.year"),
                fault("missing-key", 5, 9, "report.title"),
                fault("wrong-type", 6, 13, "report.published"),
            ]
        );
        assert_eq!(faults(&format!("{HEAD}signature = true")), [fault("missing-key", 4, 1, "report.published")]);
        assert_eq!(
            faults(&format!("{HEAD}title = ['甲', 2]\npublished = 2026-03-20T01:02:03")),
            [fault("wrong-type", 4, 15, "report.title.1"), fault("wrong-type", 5, 13, "report.published")]
        );
        assert_eq!(
            faults(&format!("{HEAD}[page]\nline_pitch = 3\nchars_per_line = 0x1C\n[labels]\n'other.titel' = ''")),
            [
                fault("wrong-type", 5, 14, "page.line_pitch"),
                fault("wrong-type", 6, 18, "page.chars_per_line"),
                fault("unknown-key", 8, 1, "labels.other.titel"),
            ]
        );
    }

    #[test]
    fn cells_of_the_other_form_are_named_so() {
        assert_eq!(
            faults(&format!(
                "{HEAD}[disclosure]\nregulations = {{ made = 1 }}\nprocurement = {{}}\n[applications]\n\
                 other_outcome = [1]\n"
            )),
            [
                fault("cell-of-other-form", 5, 17, "disclosure.regulations.made"),
                fault("cell-of-other-form", 6, 1, "disclosure.procurement"),
                fault("cell-of-other-form", 8, 1, "applications.other_outcome"),
            ]
        );
        assert_eq!(
            faults(&format!(
                "form = '2019'\n{HEAD}[applications]\nother_outcome.uncorrected = [1]\nother_outcome.nature = 1\n"
            )),
            [
                fault("cell-of-other-form", 6, 15, "applications.other_outcome.uncorrected"),
                fault("unknown-key", 7, 15, "applications.other_outcome.nature"),
            ]
        );
        let group = faults(&format!("{HEAD}[applications]\nother_outcome = {{ natural = 1 }}\n"));
        assert_eq!(group, [fault("cell-of-other-form", 5, 19, "applications.other_outcome.natural")]);
    }

    #[test]
    fn totals_that_are_left_out_are_computed() {
        let report = sound(&format!(
            "{HEAD}[applications]\nreceived = {{ natural = 3, enterprise = '/', research = 0 }}\n\
             carried_in = {{ total = '' }}\ngranted = {{ natural = 2, enterprise = 1 }}\n\
             refused.query = [1, '', '', '', '', '', 9]\ntotal = {{ enterprise = '' }}\n\
             [remedies]\nreconsideration = [1, 0, 2, 1]\nlitigation_after = [1, 1, 1, 1, '']\n"
        ));
        let rows = &report.tables.applications;
        assert_eq!(texts(rows, "received"), ["3", "/", "0", "", "", "", "3"]);
        assert_eq!(texts(rows, "carried_in"), ["", "", "", "", "", "", ""]);
        assert_eq!(texts(rows, "granted"), ["2", "1", "", "", "", "", "3"]);
        assert_eq!(texts(rows, "refused.query"), ["1", "", "", "", "", "", "9"]);
        // natural is 2 + 1; enterprise is stated as blank; the columns behind hold no number; beside that
        // blank the corner sums its column, 3 + 9.
        assert_eq!(texts(rows, "total"), ["3", "", "", "", "", "", "12"]);
        assert_eq!(texts(rows, "carried_out"), ["", "", "", "", "", "", ""]);
        assert_eq!(texts(&report.tables.remedies, "reconsideration"), ["1", "0", "2", "1", "4"]);
        assert_eq!(texts(&report.tables.remedies, "litigation_direct"), ["", "", "", "", ""]);
        assert_eq!(texts(&report.tables.remedies, "litigation_after"), ["1", "1", "1", "1", ""]);
        let total = &rows.row("total").unwrap().1.cells;
        let states = [total[0].state, total[1].state, total[2].state];
        assert_eq!(states, [CellState::Computed, CellState::Stated, CellState::LeftOut]);

        // Without figures of its own, the row of totals takes its corner from the totals above it.
        let report = sound(&format!("{HEAD}[applications]\ngranted = {{ total = 5 }}\npartial = {{ total = 2 }}\n"));
        assert_eq!(texts(&report.tables.applications, "total"), ["", "", "", "", "", "", "7"]);
    }

    #[test]
    fn extra_rows_stand_behind_theirs() {
        let extra = |after: &str, label: &str| format!("[[disclosure.extra]]\nafter = '{after}'\nlabel = '{label}'\n");
        let report = sound(&format!(
            "{HEAD}{}cells = [12, 0, 340]\n{}cells = \"1\\t2\\t\"\n{}cells = [1.5]\n",
            extra("normative", "甲"),
            extra("normative", "乙"),
            extra("fees", "丙"),
        ));
        let keys: Vec<&str> = report.tables.disclosure.rows().map(|(_, row)| row.key.as_str()).collect();
        assert_eq!(
            keys,
            ["regulations", "normative", "extra.0", "extra.1", "licences", "penalties", "coercion", "fees", "extra.2"]
        );
        assert_eq!(report.tables.disclosure.row("extra.0").unwrap().1.label.text, "甲");
        assert_eq!(texts(&report.tables.disclosure, "extra.1"), ["1", "2", ""]);
        assert_eq!(texts(&report.tables.disclosure, "extra.2"), ["1.5"]);
        assert_eq!(
            faults(&format!("{HEAD}{}cells = []\n[[disclosure.extra]]\n", extra("fee", "甲"))),
            [
                fault("unknown-key", 5, 9, "disclosure.extra.0.after"),
                fault("missing-key", 8, 1, "disclosure.extra.1.after"),
                fault("missing-key", 8, 1, "disclosure.extra.1.label"),
                fault("missing-key", 8, 1, "disclosure.extra.1.cells"),
            ]
        );
    }

    #[test]
    fn syntax_errors_are_all_shown() {
        let found = faults("[report]\norgan = “甲”\nyear = 2025\nyear = 2026\n[page\n");
        let lines: Vec<usize> = found.iter().map(|fault| fault.1).collect();
        assert!(found.iter().all(|fault| fault.0 == "toml-syntax"));
        assert_eq!(lines, [2, 4, 5]);
        let found = parse("[report]\norgan = “甲”\n").1.unwrap_err();
        assert!(found[0].help.as_ref().unwrap().in_lang(Lang::Zh).contains("organ = \"甲\""));
    }
}
