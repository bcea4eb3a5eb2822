//! `nianbao fonts`: which face serves which role, which step in for it, and where they come from.

use std::path::{Path, PathBuf};

use super::data::Data;
use super::example::{Example, example};
use super::{Failure, Screen, print};
use crate::author::{padded, width};
use crate::diagnostic::{Diagnostic, Lang, Message, message, text};
use crate::files::Files;
use crate::pipeline::{Options, read_data};
use crate::source::Sources;
use crate::text::{Face, FaceId, FaceLibrary, Faces, Role};

/// 列出各处所用的字体、后备字体和字体的来源
///
/// list the faces: what each serves, what steps in for it, where it comes from
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao fonts [DATA] [选项]")]
pub(super) struct Args {
    /// 数据文件（TOML）：它的 [fonts] 也算在内；- 为标准输入
    ///
    /// data file (TOML) whose [fonts] count too; - is standard input
    #[arg(value_name = "DATA")]
    data: Option<PathBuf>,

    /// 存放字体文件的文件夹：列出其中的字体会用在哪里
    ///
    /// folder with font files: where they would serve
    #[arg(long, value_name = "DIR")]
    font_dir: Option<PathBuf>,

    /// 允许 [fonts] 所写的字体文件在数据文件所在文件夹之外
    ///
    /// allow the files of [fonts] outside the data file's folder
    #[arg(long)]
    allow_outside: bool,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(text("nianbao fonts", "nianbao fonts"), text("程序自带的字体", "the faces that are built in")),
    example(
        text("nianbao fonts 报告.toml --font-dir 字体", "nianbao fonts report.toml --font-dir faces"),
        text("这份报告会用哪些字体", "the faces that this report would be set in"),
    ),
];

pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    let data = args.data.as_deref().map(Data::from_argument).transpose()?;
    let files = Files::on_disk();
    let mut sources = Sources::default();
    let faces = faces_of(args, data.as_ref(), &files, &mut sources)?;
    print(&listing(&faces.map_err(|faults| Failure::Found(faults, sources))?, screen.lang))
}

/// The faces of a report, or of one that asks for none.
fn faces_of(
    args: &Args,
    data: Option<&Data>,
    files: &Files,
    sources: &mut Sources,
) -> Result<Result<Faces, Vec<Diagnostic>>, Failure> {
    let options = Options { allow_outside: args.allow_outside, ..Options::default() };
    let (choices, folder) = match data {
        None => (Vec::new(), files.folder("", args.allow_outside)),
        Some(data) => {
            let data = data.input()?;
            match read_data(&data, files, &options, sources) {
                Ok((report, _)) => (report.fonts, data.folder(files, args.allow_outside)),
                Err(faults) => return Ok(Err(faults)),
            }
        }
    };
    let library = match &args.font_dir {
        Some(path) => FaceLibrary::with_folder(files, path, args.allow_outside).map_err(|fault| vec![fault]),
        None => Ok(FaceLibrary::embedded()),
    };
    Ok(library.and_then(|library| library.serve(&choices, &folder)))
}

/// The whole list.
fn listing(faces: &Faces, lang: Lang) -> String {
    let say = |message: Message| message.in_lang(lang).to_owned();
    let comma = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    let names = |ids: &[FaceId]| ids.iter().map(|id| faces.get(*id).name.as_str()).collect::<Vec<_>>().join(comma);

    let mut roles = vec![[
        say(message!(zh: "用处", en: "used for")),
        say(message!(zh: "标准", en: "standard")),
        say(message!(zh: "字体", en: "face")),
        say(message!(zh: "缺字时依次用", en: "then, for what it lacks")),
    ]];
    for role in Role::ALL {
        let rest = faces.chain(role).get(1..).unwrap_or_default();
        roles.push([say(role.name()), say(role.standard()), names(&[faces.of(role)]), names(rest)]);
    }

    if let Some(latin) = faces.latin(Role::Body).or(faces.latin(Role::Table)) {
        let beside: Vec<FaceId> = [Role::Body, Role::Table]
            .into_iter()
            .filter(|role| faces.latin(*role).is_some())
            .map(|role| faces.of(role))
            .fold(Vec::new(), |all, face| if all.contains(&face) { all } else { [all, vec![face]].concat() });
        let used = say(message!(zh: "正文、表格的西文", en: "Latin in body and tables"));
        roles.push([used, String::new(), names(&[latin]), names(&beside)]);
    }

    let mut origins = vec![[say(message!(zh: "字体", en: "face")), say(message!(zh: "来源", en: "from"))]];
    for (id, face) in faces.all() {
        let serves = |role: &Role| faces.chain(*role).contains(&id) || faces.latin(*role) == Some(id);
        let is_used = Role::ALL.iter().any(serves);
        let unused = if is_used { String::new() } else { say(message!(zh: "（没有用到）", en: " (not used)")) };
        origins.push([face.name.clone(), format!("{}{unused}", say(origin(face)))]);
    }

    let mut out = table(&roles) + "\n" + &table(&origins);
    for (at, one) in faces.mark_stand_ins().into_iter().enumerate() {
        let (marks, face, others) = (one.marks, &faces.get(one.face).name, names(&one.instead_of));
        out += if at == 0 { "\n" } else { "" };
        out += &say(message!(
            zh: "标点 {marks} 总是用 {face} 的：{others} 的不在该在的半格里（GB/T 15834）。",
            en: "{marks} is always taken from {face}: in {others} it is not in its half of the em (GB/T 15834).",
        ));
        out += "\n";
    }
    out
}

/// Where a face comes from.
fn origin(face: &Face) -> Message {
    match face.path.as_deref().map(Path::display) {
        Some(path) => message!(zh: "{path}", en: "{path}"),
        None => message!(zh: "程序内置", en: "built in"),
    }
}

/// Rows as text, their columns below each other.
fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let widths: [usize; N] =
        std::array::from_fn(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0));
    let line = |row: &[String; N]| {
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| padded(cell, width)).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
