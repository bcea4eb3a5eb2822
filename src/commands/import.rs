//! `nianbao import`: a data file of what other programs hold.

use std::path::{Path, PathBuf};

use super::example::{Example, example};
use super::fresh::Fresh;
use super::new::{form_named, organ_named};
use super::refusal::refused;
use super::replace::replace_all;
use super::shown::shown;
use super::{Failure, Screen};
use crate::author::imported_file;
use crate::diagnostic::{Diagnostic, message, text};
use crate::files::Files;
use crate::form::Forms;
use crate::import::{Doubt, ForeignFile, ImportOptions, PictureFile, import};
use crate::pipeline::{FillOptions, FilledFile, Options, fill_file, foreign_file};
use crate::report::limits::YEARS;
use crate::rules::TARGET;
use crate::source::Sources;

/// 导入表格文件、网页、Word 文件、本程序的 PDF 里的报告，新建数据文件，或者填进已有的
///
/// take over a report in a workbook, a web page, a Word file or a PDF of this program: into a new data file, or one
/// that has been begun
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "nianbao import FILE… -o OUT.toml [选项]\n      nianbao import FILE… --into DATA.toml [--replace] [选项]"
)]
pub(super) struct Args {
    /// 表格文件（.xlsx、.xls、.ods）、存下来的网页（.html、.mht）、Word 文件（.docx）或本程序生成的 PDF；几个文件合成一份报告
    ///
    /// workbooks (.xlsx, .xls, .ods), saved web pages (.html, .mht), Word files (.docx) or PDFs of this program; several
    /// make one report
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// 新建的数据文件；- 为标准输出
    ///
    /// the new data file; - is standard output
    #[arg(short, long, value_name = "OUT.toml", required_unless_present = "into", conflicts_with = "into")]
    output: Option<PathBuf>,

    /// 填进这个已有的数据文件：空着的填上；不同的不改，指出来
    ///
    /// fill in this data file: blanks are filled, what differs is left and told
    #[arg(long, value_name = "DATA.toml")]
    into: Option<PathBuf>,

    /// 和 --into 一起：不同的换成导入的
    ///
    /// with --into: what differs is replaced by what was imported
    #[arg(long)]
    replace: bool,

    /// 行政机关的全称；不写则由文件里的标题决定
    ///
    /// full name of the organ; without it, that of a title in the file
    #[arg(long, value_name = "NAME")]
    organ: Option<String>,

    /// 报告年度；不写则由文件里的标题决定
    ///
    /// year of the report; without it, that of a title in the file
    #[arg(
        long,
        value_name = "N",
        value_parser = clap::value_parser!(u16).range(i64::from(*YEARS.start())..=i64::from(*YEARS.end()))
    )]
    year: Option<u16>,

    /// 报告格式：2019 或 2021；不写则由各行的名称决定
    ///
    /// form of the report: 2019 or 2021; without it the labels of the rows decide
    #[arg(long, value_name = "F")]
    form: Option<String>,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(
        text("nianbao import 上报表.xlsx -o 报告.toml", "nianbao import figures.xlsx -o report.toml"),
        text("表格文件里的表二、表三、表四成为数据文件", "makes a data file of tables 二, 三 and 四 in it"),
    ),
    example(
        text("nianbao import 上年.html -o 上年.toml", "nianbao import last.html -o last.toml"),
        text("门户网站上年报告的网页成为数据文件", "makes one of last year's report on the portal"),
    ),
    example(
        text("nianbao import 上年.pdf -o 上年.toml", "nianbao import last.pdf -o last.toml"),
        text(
            "本程序生成的 PDF 成为数据文件，正文、图片都在内",
            "makes one of a PDF of this program, text and pictures with it",
        ),
    ),
    example(
        text(
            "nianbao import 表三.xls 表四.ods -o 报告.toml --organ 某市数据局 --year 2025",
            "nianbao import three.xls four.ods -o report.toml --organ 某市数据局 --year 2025",
        ),
        text("几个文件合成一份", "makes one of several"),
    ),
    example(
        text("nianbao import 上报表.xlsx --into 报告.toml", "nianbao import figures.xlsx --into report.toml"),
        text("填进已有的数据文件", "fills in a data file that has been begun"),
    ),
];

pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    args.organ.as_deref().map_or(Ok(()), organ_named)?;
    if args.replace && args.into.is_none() {
        return Err(Failure::Advised(
            message!(zh: "--replace 要和 --into 一起写", en: "--replace goes with --into"),
            message!(
                zh: "写成：nianbao import 上报表.xlsx --into 报告.toml --replace",
                en: "write: nianbao import figures.xlsx --into report.toml --replace",
            ),
        ));
    }
    match (&args.output, &args.into) {
        (_, Some(into)) => fill(args, into, screen),
        (Some(output), None) => make(args, &Fresh::choose(output)?, screen),
        (None, None) => Err(Failure::Usage(message!(zh: "写 -o 或者 --into", en: "say -o or --into"))),
    }
}

/// Makes a new data file.
fn make(args: &Args, target: &Fresh, screen: &Screen) -> Result<(), Failure> {
    let form = args.form.as_deref().map(form_named).transpose()?;
    let disk = Files::on_disk();
    let files = read(&args.files, &disk)?;
    let pictures = target.path().map(pictures_of);
    let options = ImportOptions { forms: Forms::OFFICIAL, form, joins: None, pictures: pictures.as_deref() };
    let imported = import(&files, &options).map_err(|faults| Failure::Found(faults, Sources::default()))?;

    let year = imported.year.filter(|year| YEARS.contains(year));
    let (organ, year) = match (args.organ.clone().or(imported.organ.clone()), args.year.or(year)) {
        (Some(organ), Some(year)) => (organ, year),
        (organ, year) => return Err(untold(organ.is_none(), year.is_none())),
    };
    let names: Vec<String> = args.files.iter().map(|path| file_name(path)).collect();
    let told: Vec<Diagnostic> = imported.doubts.iter().map(Doubt::told).collect();
    screen.show(&told, &Sources::default());
    let text = imported_file(&imported, &organ, year, &names.join("、"));
    let saved = save(&imported.narrative.pictures, target.path())?;
    target.write(text.as_bytes()).inspect_err(|_| take_back(&saved))?;

    if let Fresh::File(path) = target {
        let (path, found) = (shown(path), numbers(&imported.found));
        let doubts = imported.doubts.len();
        let form = imported.form.name;
        screen.say_message(&match doubts {
            0 => message!(
                zh: "已导入表{found}（{form}年版格式），写到 {path}；用 nianbao check {path} 检查",
                en: "imported tables {found} (form {form}) into {path}; examine it with nianbao check {path}",
            ),
            _ => message!(
                zh: "已导入表{found}（{form}年版格式），写到 {path}；存疑 {doubts} 处，里面标着“存疑”，改好以后用 nianbao check {path} 检查",
                en: "imported tables {found} (form {form}) into {path}; {doubts} things are in doubt and marked 存疑 in \
                     it: mend them, then examine it with nianbao check {path}",
            ),
        });
    }
    Ok(())
}

/// Fills in a data file that has been begun.
fn fill(args: &Args, into: &Path, screen: &Screen) -> Result<(), Failure> {
    if args.form.is_some() {
        return Err(Failure::Usage(message!(
            zh: "--form 不能和 --into 一起写：格式是 --into 那个文件的",
            en: "--form does not go with --into: the form is that of the file",
        )));
    }
    let files = Files::on_disk();
    let foreign = read(&args.files, &files)?;
    let pictures = pictures_of(into);
    let asked =
        FillOptions { organ: args.organ.as_deref(), year: args.year, pictures: &pictures, replaces: args.replace };
    let mut sources = Sources::default();
    let FilledFile { file, filled, imported, found } =
        match fill_file(into, &foreign, &asked, &files, &Options::default(), &mut sources) {
            Ok(filled) => filled,
            Err(faults) => return Err(Failure::Found(faults, sources)),
        };
    screen.show(&found, &sources);
    let saved = save(&imported.narrative.pictures, Some(into))?;
    if file.new != file.old {
        replace_all(&[file]).inspect_err(|_| take_back(&saved))?;
    }

    let (path, found) = (shown(into), numbers(&imported.found));
    let (figures, texts, differing) = (filled.figures, filled.texts, filled.differing.len());
    screen.say_message(&message!(
        zh: "已导入表{found}，填进 {path}：填了 {figures} 个数、{texts} 处文字，不同的 {differing} 处；用 nianbao check {path} 检查",
        en: "imported tables {found} into {path}: {figures} figures and {texts} texts filled in, {differing} differ; \
             examine it with nianbao check {path}",
    ));
    Ok(())
}

/// What the narrative of a data file calls the folder of its pictures, beside the file.
fn pictures_of(data: &Path) -> String {
    format!("{}图片", data.file_stem().unwrap_or_default().to_string_lossy())
}

/// Saves pictures in the folder of a data file, all or none; a file that exists is left alone.
///
/// # Errors
/// What the system refuses, or a file that has another content; or that a link leads out of the folder.
fn save(pictures: &[PictureFile], data: Option<&Path>) -> Result<Vec<PathBuf>, Failure> {
    let folder = data.and_then(Path::parent).unwrap_or(Path::new(""));
    let disk = Files::on_disk();
    let beside = disk.folder(folder, false);
    let mut saved = Vec::new();
    // The folder that is made for them.
    let mut own_folder = None;
    for PictureFile { path, bytes } in pictures {
        if !beside.holds(path) {
            take_back(&saved);
            return Err(leads_out(&folder.join(path)));
        }
        let old = beside.find(path).ok().filter(|old| old.bytes == bytes.len() as u64);
        if old.is_some_and(|old| beside.read(&old).is_ok_and(|old| old == *bytes)) {
            continue;
        }
        let path = folder.join(path);
        if let Some(parent) = path.parent().filter(|parent| !parent.exists()) {
            own_folder = Some(parent.to_owned());
        }
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        let made = made.map_err(|error| refused(&path.display().to_string(), &error));
        let written = made.and_then(|()| Fresh::File(path.clone()).write(bytes));
        if let Err(failure) = written {
            take_back(&saved);
            let _ = own_folder.map(std::fs::remove_dir);
            return Err(failure);
        }
        saved.push(path);
    }
    Ok(saved)
}

/// The error that pictures would be written outside the folder of the data file.
fn leads_out(path: &Path) -> Failure {
    let folder = path.parent().unwrap_or(path).display();
    let message = message!(
        zh: "不能把图片写进“{folder}”：它是链接，指到数据文件所在的文件夹外面",
        en: "pictures are not written into `{folder}`: it is a link that leads out of the data file's folder",
    );
    let help = message!(
        zh: "把这个链接移走，或者让数据文件换一个名字",
        en: "move the link away, or give the data file another name",
    );
    Failure::Found(vec![Diagnostic::system(&TARGET, message).help(help)], Sources::default())
}

/// Removes pictures that were saved for a data file that could not be written.
fn take_back(saved: &[PathBuf]) {
    for path in saved {
        // What is left of them does no harm.
        let _ = std::fs::remove_file(path);
        let _ = path.parent().map(std::fs::remove_dir);
    }
}

/// # Errors
/// What the system refuses, of each file.
fn read<'f>(paths: &[PathBuf], files: &'f Files) -> Result<Vec<ForeignFile<'f>>, Failure> {
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for path in paths {
        match foreign_file(path, files) {
            Ok(file) => read.push(file),
            Err(fault) => faults.push(*fault),
        }
    }
    if faults.is_empty() { Ok(read) } else { Err(Failure::Found(faults, Sources::default())) }
}

/// The error that the file does not tell whose report it is, or of which year.
fn untold(lacks_organ: bool, lacks_year: bool) -> Failure {
    let (what, option) = match (lacks_organ, lacks_year) {
        (true, true) => (("机关名称和年度", "organ and year"), "--organ 某市数据局 --year 2025"),
        (true, false) => (("机关名称", "the organ"), "--organ 某市数据局"),
        _ => (("年度", "the year"), "--year 2025"),
    };
    let (zh, en) = what;
    Failure::Advised(
        message!(zh: "标题里看不出{zh}", en: "no title in the file tells {en}"),
        message!(zh: "在命令里写明，如 {option}", en: "say it, such as {option}"),
    )
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The numbers of tables by their keys.
fn numbers(keys: &[&str]) -> String {
    let number = |key: &&str| {
        let at = crate::form::SECTION_KEYS.iter().position(|known| known == key);
        at.and_then(|at| crate::form::SECTION_NUMBERS.get(at)).copied().unwrap_or_default()
    };
    keys.iter().map(number).collect::<Vec<_>>().join("、")
}
