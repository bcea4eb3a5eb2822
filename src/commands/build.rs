//! `nianbao build`: a data file in, a PDF out.

use std::path::{Path, PathBuf};

use super::data::Data;
use super::target::Target;
use super::{Failure, Screen};
use crate::compose::compose;
use crate::compose::document::Created;
use crate::diagnostic::{Diagnostic, Lang};
use crate::layout::layout;
use crate::message;
use crate::narrative;
use crate::pdf;
use crate::report::{self, ReadOptions};
use crate::source::{SourceId, Sources};
use crate::text::{Faces, FontPlaces, Role};

/// 生成 PDF
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao build DATA [选项]", help_template = super::usage::TEMPLATE)]
pub(super) struct Args {
    /// 数据文件（TOML）；- 为标准输入
    #[arg(value_name = "DATA", help_heading = "参数")]
    data: PathBuf,

    /// 输出的 PDF；- 为标准输出。不写则放在数据文件旁边，文件名相同，扩展名为 .pdf
    #[arg(short, long, value_name = "OUT.pdf", help_heading = "选项")]
    output: Option<PathBuf>,

    /// 存放字体文件的文件夹
    #[arg(long, value_name = "DIR", help_heading = "选项")]
    font_dir: Option<PathBuf>,

    /// 允许 body_file 指向数据文件所在文件夹之外
    #[arg(long, help_heading = "选项")]
    allow_outside: bool,
}

pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    let data = Data::from_argument(&args.data)?;
    let target = Target::choose(args.output.as_deref(), &data)?;

    let mut sources = Sources::default();
    let id = data.read(&mut sources)?;
    let pdf = match make(&mut sources, id, &data.folder(), args) {
        Ok(pdf) => pdf,
        Err(faults) => return Err(Failure::Found(faults, sources)),
    };
    screen.show(&pdf.warnings, &sources);
    target.write(&pdf.bytes, &sources)?;

    for (role, name) in &pdf.faces {
        let role = role.name();
        let (zh, en) = (role.in_lang(Lang::Zh), role.in_lang(Lang::En));
        screen.say_message(&message!(zh: "{zh}用字体 {name}", en: "{en} in {name}"));
    }
    let pages = pdf.pages;
    let noun = if pages == 1 { "page" } else { "pages" };
    screen.say_message(&match &target {
        Target::File(path) => {
            let path = path.display();
            message!(zh: "已生成 {path}（{pages} 页）", en: "wrote {path} ({pages} {noun})")
        }
        Target::Stdout => message!(zh: "已写到标准输出（{pages} 页）", en: "wrote to standard output ({pages} {noun})"),
    });
    Ok(())
}

/// What SOURCE_DATE_EPOCH says (reproducible-builds.org): the moment to tell where the report has no date of its own.
fn source_date_epoch() -> Option<Created> {
    std::env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok().map(Created::At)
}

/// A finished PDF.
struct Pdf {
    bytes: Vec<u8>,
    /// Roles that the user has given a face, with its name.
    faces: Vec<(Role, String)>,
    pages: usize,
    warnings: Vec<Diagnostic>,
}

/// From the text of the data file to a PDF: one room after another.
fn make(sources: &mut Sources, data: SourceId, folder: &Path, args: &Args) -> Result<Pdf, Vec<Diagnostic>> {
    let options = ReadOptions { folder: Some(folder.to_owned()), allow_outside: args.allow_outside };
    let (report, warnings) = report::read(sources, data, &options)?;
    let narratives = narrative::read_all(&report, None)?;
    let mut document = compose(&report, &narratives);
    document.properties.created = document.properties.created.or_else(source_date_epoch);

    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let places = FontPlaces { font_dir: args.font_dir.as_deref(), data_dir: folder, allow_outside: args.allow_outside };
    let faces = Faces::load(&report.fonts, &places)?;
    let layout = layout(&document, &report.page, &faces)?;
    let bytes = pdf::write(&layout, &document.properties, &faces).map_err(|error| {
        vec![Diagnostic::system("pdf", message!(zh: "生成 PDF 时出错：{error}", en: "cannot make the PDF: {error}"))]
    })?;
    let chosen = faces.chosen().into_iter().map(|(role, name)| (role, name.to_owned())).collect();
    Ok(Pdf { bytes, faces: chosen, pages: layout.pages.len(), warnings })
}
