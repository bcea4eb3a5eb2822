//! `nianbao build`: a data file in, a PDF out.

use std::path::PathBuf;

use super::data::{Data, last_year};
use super::example::{Example, example};
use super::making::MakingArgs;
use super::single::single;
use super::tally::plural;
use super::target::{Destination, Target};
use super::{Failure, Screen, exit_code};
use crate::compose::document::Created;
use crate::diagnostic::{Diagnostic, Lang, Message, message, text};
use crate::files::Files;
use crate::pipeline::{Manuscript, Pdf, Reading, Typeset, read, typeset, write_pdf};
use crate::text::{Faces, StandIn};

/// 生成 PDF
///
/// make the PDF
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao build DATA [选项]\n      nianbao DATA [选项]")]
pub(super) struct Args {
    /// 数据文件（TOML）；- 为标准输入
    ///
    /// data file (TOML); - is standard input
    #[arg(value_name = "DATA", required = true)]
    data: Vec<PathBuf>,

    /// 输出的 PDF，或者放它的文件夹；- 为标准输出。不写则放在数据文件旁边，文件名相同，扩展名为 .pdf
    ///
    /// PDF to write, or a folder for it; - is standard output. Without it, beside the data file, under its name
    #[arg(short, long, value_name = "OUT.pdf")]
    output: Option<PathBuf>,

    #[command(flatten)]
    making: MakingArgs,

    /// 上一年度的数据文件：核对结转、现行有效等
    ///
    /// last year's data file: what is carried over is compared
    #[arg(long, value_name = "LAST")]
    previous: Option<PathBuf>,

    /// 数字对不上也照样生成
    ///
    /// make it though figures do not add up
    #[arg(long)]
    allow_errors: bool,

    /// 用公布时的文件名：机关名称、年度加“年政府信息公开工作年度报告.pdf”（文件名不能用的 / : 等换成全角），放在数据文件旁边或 -o 的文件夹里
    ///
    /// name it as it is posted (organ, year and the official title), beside the data file or in the folder of -o
    #[arg(long)]
    official_name: bool,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(
        text("nianbao build 报告.toml", "nianbao build report.toml"),
        text("在旁边生成 报告.pdf", "makes report.pdf beside it"),
    ),
    example(
        text(
            "nianbao build 报告.toml --previous 上年.toml -o 公布.pdf",
            "nianbao build report.toml --previous last.toml -o posted.pdf",
        ),
        text("与上年核对，写到 公布.pdf", "compares with last year's, writes posted.pdf"),
    ),
    example(
        text("nianbao build 报告.toml --official-name", "nianbao build report.toml --official-name"),
        text("文件名用公布时的全称", "gives it the name under which it is posted"),
    ),
];

pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    let data = Data::from_argument(&single(&args.data)?)?;
    let place = Destination::choose(args.output.as_deref(), args.official_name, &data)?;
    let previous = last_year(args.previous.as_deref())?;
    let data = data.input()?;

    let files = Files::on_disk();
    let options = args.making.options();
    let Reading { manuscript, found, sources, about_previous } = read(&data, previous.as_ref(), &files, &options);
    let open = found.into_iter().chain(about_previous);
    let open: Vec<Diagnostic> = open.filter(|finding| finding.accepted.is_none()).collect();
    let errors = open.iter().filter(|finding| finding.is_error()).count();
    let manuscript = match manuscript {
        Some(manuscript) if errors == 0 || args.allow_errors => manuscript,
        manuscript => {
            screen.show(&open, &sources);
            if manuscript.is_some() {
                screen.say_message(&message!(
                    zh: "没有生成 PDF：先改正错误；确要照印，加 --allow-errors",
                    en: "no PDF was made: mend the errors, or print them with --allow-errors",
                ));
            }
            return Err(Failure::Told(exit_code(&open)));
        }
    };
    screen.show(&open, &sources);

    let target = place.target(&manuscript.report);
    let state = state(manuscript.report.draft, errors);
    let (typeset, pdf) = match make(manuscript, &files, args) {
        Ok(made) => made,
        Err(faults) => return Err(Failure::Found(faults, sources)),
    };
    screen.show(&pdf.notes, &sources);
    target.write(&pdf.file, &files)?;

    let Typeset { faces, layout, .. } = &typeset;
    for (role, name) in faces.chosen() {
        let role = role.name();
        let (zh, en) = (role.in_lang(Lang::Zh), role.in_lang(Lang::En));
        screen.say_message(&message!(zh: "{zh}用字体 {name}", en: "{en} in {name}"));
    }
    for one in &layout.stand_ins {
        screen.say_message(&stand_in(one, faces));
    }
    let pages = layout.pages.len();
    let noun = plural(pages, "page");
    let (state_zh, state_en) = (state.in_lang(Lang::Zh), state.in_lang(Lang::En));
    screen.say_message(&match &target {
        Target::File(path) => {
            let path = path.display();
            message!(zh: "已生成 {path}（{pages} 页）{state_zh}", en: "wrote {path} ({noun}){state_en}")
        }
        Target::Stdout => message!(
            zh: "已写到标准输出（{pages} 页）{state_zh}",
            en: "wrote to standard output ({noun}){state_en}",
        ),
    });
    Ok(())
}

/// What the last line says of a PDF that is not to be posted as it is: a draft, or one with errors; else nothing.
fn state(is_draft: bool, errors: usize) -> Message {
    let (mut zh, mut en) = (String::new(), String::new());
    if is_draft {
        zh += "；是草稿，每页印着“草稿”：定稿时删去 draft = true 再生成";
        en += "; it is a draft, and every page says so: delete draft = true for the final one";
    }
    if errors > 0 {
        let noun = plural(errors, "error");
        zh += &format!("；有 {errors} 个错误没有改，照样印了");
        en += &format!("; printed with {noun} in it");
    }
    Message::new(zh, en)
}

/// Sets the report and makes the file.
fn make(manuscript: Manuscript, files: &Files, args: &Args) -> Result<(Typeset, Pdf), Vec<Diagnostic>> {
    let library = args.making.library(files).map_err(|fault| vec![fault])?;
    let pages = typeset(&manuscript, &library, files, source_date_epoch())?;
    let pdf = write_pdf(manuscript, &pages)?;
    Ok((pages, pdf))
}

/// What SOURCE_DATE_EPOCH says (reproducible-builds.org): the moment to tell where the report has no date of its own.
pub(super) fn source_date_epoch() -> Option<Created> {
    std::env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok().map(Created::At)
}

/// Of more characters that a face lacks than this, only the first are named.
const NAMED: usize = 20;

/// What is said of a face that stepped in for another.
fn stand_in(one: &StandIn, faces: &Faces) -> Message {
    let (lacking, face) = (&faces.get(one.lacking).name, &faces.get(one.face).name);
    let roles = |lang| one.roles.iter().map(|role| role.name().in_lang(lang).to_owned()).collect::<Vec<_>>();
    let (roles_zh, roles_en) = (roles(Lang::Zh).join("、"), roles(Lang::En).join(", "));
    let named: Vec<&str> = one.clusters.iter().take(NAMED).map(String::as_str).collect();
    let (zh, en) = (named.join("、"), named.join(", "));
    let count = one.clusters.len();
    let (more_zh, more_en) = if count > NAMED { ("……", " …") } else { ("", "") };
    let noun = if count == 1 { "character" } else { "characters" };
    message!(
        zh: "{roles_zh}用的 {lacking} 缺 {count} 个字，由 {face} 代替：{zh}{more_zh}",
        en: "{face} stands in for {count} {noun} that {lacking} ({roles_en}) lacks: {en}{more_en}",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_that_is_not_to_be_posted_says_so() {
        assert_eq!(state(false, 0), Message::new("", ""));
        let both = state(true, 2);
        assert!(both.in_lang(Lang::Zh).contains("草稿") && both.in_lang(Lang::Zh).contains("2 个错误"));
        assert!(both.in_lang(Lang::En).contains("draft") && both.in_lang(Lang::En).contains("2 errors"));
        assert!(state(false, 1).in_lang(Lang::En).ends_with("1 error in it"));
    }
}
