//! What a report is written as, and where to, as the command line says it.

use std::path::{Component, Path, PathBuf};

use super::Failure;
use super::data::Data;
use super::target::Target;
use crate::diagnostic::{Lang, Message, message};
use crate::pipeline::{Assets, OutputFormat, Wanted};
use crate::report::Report;

/// Files, formats and how they are written.
#[derive(Debug, clap::Args)]
pub(super) struct WritingArgs {
    /// 输出的文件，扩展名说明格式：.pdf、.html（网页）、.docx（Word 文件）、.json；写几个 -o 就一次生成几种。也可以写放 PDF 的文件夹；- 为标准输出。不写则放在数据文件旁边，文件名相同，扩展名为 .pdf
    ///
    /// file to write; its ending tells the format: .pdf, .html (a web page), .docx (a Word file) or .json. Several -o write several at once. Or a folder for the PDF; - is standard output. Without it, a PDF beside the data file, under its name
    #[arg(short, long, value_name = "OUT")]
    output: Vec<PathBuf>,

    /// 生成哪几种格式，用逗号分开：pdf、html、docx、json；文件名相同，扩展名不同
    ///
    /// formats to make, divided by commas: pdf, html, docx, json; files of one name with different endings
    #[arg(long, value_name = "F,…", value_delimiter = ',', value_parser = ["pdf", "html", "docx", "json"],
        hide_possible_values = true)]
    formats: Vec<String>,

    /// 网页只要正文一段，用来粘贴到门户网站的编辑器里
    ///
    /// of the web page only a fragment, to be pasted into the editor of a portal
    #[arg(long)]
    fragment: bool,

    /// 网页的图片另存到这个文件夹（没有就新建）；不写则放在网页里面
    ///
    /// put the pictures of the web page into this folder, which is made if need be; without it they go into the page
    #[arg(long, value_name = "DIR")]
    assets: Option<PathBuf>,

    /// 用公布时的文件名：机关名称、年度加“年政府信息公开工作年度报告”（文件名不能用的 / : 等换成全角），放在数据文件旁边或 -o、--out-dir 的文件夹里
    ///
    /// name it as it is posted (organ, year and the official title), beside the data file or in the folder of -o or --out-dir
    #[arg(long)]
    official_name: bool,
}

/// Where the files of a report go, as far as the command line tells.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Destinations {
    /// The formats, each once, with their places.
    places: Vec<(OutputFormat, Place)>,
    fragment: bool,
    /// The folder of the web page's pictures.
    pub assets: Option<PathBuf>,
}

/// Where a file goes.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    /// To a target.
    Known(Target),
    /// Into a folder, under the official name of the report.
    Official(PathBuf),
}

impl WritingArgs {
    /// The place of everything that is to be written of a report.
    ///
    /// # Errors
    /// The command line is wrong if a name tells of a format that is not written here, is the data file itself or a
    /// terminal; if two files are of one format; if an option belongs to a web page and none is written.
    pub fn destinations(&self, data: &Data) -> Result<Destinations, Failure> {
        let mut places = Vec::new();
        match self.output.as_slice() {
            [] => {
                for format in self.formats() {
                    places.push((format, self.in_folder(data, None, format)?));
                }
            }
            [one] if !self.formats.is_empty() => {
                if !one.is_dir() && one.as_os_str() != "-" {
                    // One that cannot be is told as that.
                    Target::named_freely(one)?;
                    return Err(named_twice(one));
                }
                for format in self.formats() {
                    places.push((format, self.to(one, data, Some(format))?.1));
                }
            }
            [first, _, ..] if !self.formats.is_empty() => return Err(named_twice(first)),
            all => {
                for one in all {
                    places.push(self.to(one, data, None)?);
                }
            }
        }
        self.checked(places)
    }

    /// What is to be written of each report of a batch, which knows the places.
    ///
    /// # Errors
    /// The command line is wrong if an option belongs to a web page and none is written, or if it names files.
    pub fn of_batch(&self) -> Result<(Vec<OutputFormat>, bool), Failure> {
        if !self.output.is_empty() {
            return Err(Failure::Usage(message!(
                zh: "-o 和 --out-dir 只能写一个：-o 是一份报告的文件，--out-dir 是一批报告的文件夹",
                en: "-o and --out-dir exclude one another: one is for a report, the other for many",
            )));
        }
        self.needs_a_page(&self.formats())?;
        Ok((self.formats(), self.official_name))
    }

    /// Whether web pages are fragments.
    pub fn is_fragment(&self) -> bool {
        self.fragment
    }

    /// The folder of the pictures of web pages.
    pub fn assets(&self) -> Option<&Path> {
        self.assets.as_deref()
    }

    /// Whether the standard output is written to.
    pub fn is_to_stdout(&self) -> bool {
        self.output.iter().any(|output| output.as_os_str() == "-")
    }

    /// The formats, each once, in the order of the command line.
    fn formats(&self) -> Vec<OutputFormat> {
        let mut formats = Vec::new();
        for format in self.formats.iter().filter_map(|name| OutputFormat::by_ending(name)) {
            if !formats.contains(&format) {
                formats.push(format);
            }
        }
        if formats.is_empty() { vec![OutputFormat::Pdf] } else { formats }
    }

    /// The place of one `-o`, which takes the format of its name unless it is told.
    fn to(&self, path: &Path, data: &Data, format: Option<OutputFormat>) -> Result<(OutputFormat, Place), Failure> {
        if path.is_dir() && path.as_os_str() != "-" && !(format.is_none() && is_called_a_file(path)) {
            let format = format.unwrap_or(OutputFormat::Pdf);
            return Ok((format, self.in_folder(data, Some(path), format)?));
        }
        let (target, named) = Target::named_freely(path)?;
        if self.official_name {
            let path = path.display();
            return Err(Failure::Usage(message!(
                zh: "用 --official-name 时，-o 要写已有的文件夹，“{path}”不是",
                en: "with --official-name, -o names a folder that is there, which `{path}` is not",
            )));
        }
        let format = format.or(named).unwrap_or(OutputFormat::Pdf);
        let target = target.off_the_terminal(format)?.off_the_data(data, true)?;
        Ok((format, Place::Known(target)))
    }

    /// The place of a file whose name is that of the data file, or the official one.
    fn in_folder(&self, data: &Data, folder: Option<&Path>, format: OutputFormat) -> Result<Place, Failure> {
        if self.official_name {
            return Ok(Place::Official(folder.map_or_else(|| data.folder(), Path::to_owned)));
        }
        let target = match (data, folder) {
            // The data has no name to lend.
            (Data::Stdin, Some(folder)) => return Err(nameless(folder, format)),
            _ => Target::beside(data, folder, format),
        };
        let target = target.off_the_terminal(format)?.off_the_data(data, folder.is_some())?;
        Ok(Place::Known(target))
    }

    fn checked(&self, places: Vec<(OutputFormat, Place)>) -> Result<Destinations, Failure> {
        let formats: Vec<OutputFormat> = places.iter().map(|(format, _)| *format).collect();
        for (at, (format, place)) in places.iter().enumerate() {
            let others = places.iter().skip(at + 1);
            if others.clone().any(|(other, _)| other == format) {
                return Err(twice(*format));
            }
            if *place == Place::Known(Target::Stdout) && others.clone().any(|(_, other)| other == place) {
                return Err(Failure::Usage(message!(
                    zh: "标准输出只能写一种格式",
                    en: "the standard output takes one format only",
                )));
            }
        }
        self.needs_a_page(&formats)?;
        Ok(Destinations { places, fragment: self.fragment, assets: self.assets.clone() })
    }

    /// # Errors
    /// The command line is wrong if an option belongs to a web page and none is written.
    fn needs_a_page(&self, formats: &[OutputFormat]) -> Result<(), Failure> {
        let given = [("--fragment", self.fragment), ("--assets", self.assets.is_some())];
        match given.iter().find(|(_, is_given)| *is_given && !formats.contains(&OutputFormat::Page)) {
            None => Ok(()),
            Some((option, _)) => Err(Failure::Advised(
                message!(zh: "{option} 是网页的选项，这里没有生成网页", en: "{option} is about a web page, and none is made"),
                message!(zh: "加上 -o 报告.html，或 --formats html", en: "add -o report.html, or --formats html"),
            )),
        }
    }
}

impl Destinations {
    /// The targets, once the report is known.
    pub fn targets(&self, report: &Report) -> Vec<(OutputFormat, Target)> {
        let target = |format: OutputFormat, place: &Place| match place {
            Place::Known(target) => target.clone(),
            Place::Official(folder) => {
                Target::File(folder.join(format!("{}.{}", report.official_name(), format.ending())))
            }
        };
        self.places.iter().map(|(format, place)| (*format, target(*format, place))).collect()
    }

    /// What is wanted of the report.
    pub fn wanted(&self, report: &Report) -> Wanted {
        let targets = self.targets(report);
        wanted(&targets, self.fragment, self.assets.as_deref())
    }
}

/// What pictures are called beside a page that has no name.
const NAMELESS: &str = "figure";

/// What is wanted of a report whose files go to some targets.
pub(super) fn wanted(targets: &[(OutputFormat, Target)], fragment: bool, assets: Option<&Path>) -> Wanted {
    let page = targets.iter().find(|(format, _)| *format == OutputFormat::Page);
    let assets = page.zip(assets).map(|((_, page), folder)| match page {
        Target::File(path) => {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Assets { folder: from(path.parent().unwrap_or(Path::new("")), folder), stem }
        }
        Target::Stdout => Assets { folder: from(Path::new(""), folder), stem: NAMELESS.to_owned() },
    });
    Wanted { formats: targets.iter().map(|(format, _)| *format).collect(), fragment, assets }
}

/// The way from one folder to another, as web pages write it.
fn from(folder: &Path, to: &Path) -> String {
    let whole = |path: &Path| {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut parts: Vec<String> = Vec::new();
        for part in path.components() {
            match part {
                Component::ParentDir => drop(parts.pop()),
                Component::CurDir => {}
                other => parts.push(other.as_os_str().to_string_lossy().into_owned()),
            }
        }
        parts
    };
    let (folder, to) = (whole(folder), whole(to));
    let shared = folder.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = folder.iter().skip(shared).map(|_| "..");
    let way = up.chain(to.iter().skip(shared).map(String::as_str)).collect::<Vec<_>>().join("/");
    if way.is_empty() { ".".to_owned() } else { way }
}

fn named_twice(path: &Path) -> Failure {
    let path = path.display();
    Failure::Advised(
        message!(
            zh: "-o 的文件名“{path}”已经说明了格式，不能再写 --formats",
            en: "the name `{path}` of -o tells the format already; --formats does not go with it",
        ),
        message!(
            zh: "去掉 --formats，每种格式写一个 -o；或者 -o 写文件夹",
            en: "leave out --formats and give an -o for each format; or name a folder with -o",
        ),
    )
}

fn twice(format: OutputFormat) -> Failure {
    let (zh, en) = in_both(&format.name());
    Failure::Usage(message!(
        zh: "有两个文件是同一种格式（{zh}）：一种格式一次生成一个",
        en: "two files are a {en}: one of each format is made",
    ))
}

/// Whether the name of a folder is that of a file to be written.
fn is_called_a_file(path: &Path) -> bool {
    path.extension().and_then(|ending| OutputFormat::by_ending(ending.to_str()?)).is_some()
}

fn nameless(folder: &Path, format: OutputFormat) -> Failure {
    let instead = super::shown::shown(&folder.join("报告").with_extension(format.ending()));
    let folder = folder.display();
    Failure::Advised(
        message!(zh: "“{folder}”是文件夹，要写文件名", en: "`{folder}` is a folder; a file's name is needed"),
        message!(zh: "如 {instead}", en: "such as {instead}"),
    )
}

fn in_both(message: &Message) -> (String, String) {
    (message.in_lang(Lang::Zh).to_owned(), message.in_lang(Lang::En).to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn args(output: &[&Path], formats: &[&str]) -> WritingArgs {
        WritingArgs {
            output: output.iter().map(|path| path.to_path_buf()).collect(),
            formats: formats.iter().map(|name| (*name).to_owned()).collect(),
            fragment: false,
            assets: None,
            official_name: false,
        }
    }

    /// The files that are written of some data, as far as they are known.
    fn files(args: &WritingArgs, data: &str) -> Option<Vec<String>> {
        let data = if data == "-" { Data::Stdin } else { Data::File(data.into()) };
        let places = args.destinations(&data).ok()?.places;
        let shown = places.into_iter().map(|(_, place)| match place {
            Place::Known(Target::Stdout) => "-".to_owned(),
            Place::Known(Target::File(path)) => path.display().to_string(),
            Place::Official(folder) => format!("{}/…", folder.display()),
        });
        Some(shown.collect())
    }

    #[test]
    fn files_stand_beside_the_data_or_where_they_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let of = |output: &[&Path], formats: &[&str], data: &str| files(&args(output, formats), data);
        let some = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&[], &[], "data/a.b.toml"), some(&["data/a.b.pdf"]));
        assert_eq!(of(&[], &["html", "pdf", "html"], "data/a.toml"), some(&["data/a.html", "data/a.pdf"]));
        assert_eq!(of(&["x.pdf".as_ref(), "y/z.html".as_ref()], &[], "-"), some(&["x.pdf", "y/z.html"]));
        let inside = |name: &str| path(name).display().to_string();
        assert_eq!(of(&[folder.path()], &["html", "json"], "b/a.toml"), Some(vec![inside("a.html"), inside("a.json")]));
        assert_eq!(
            of(&[folder.path(), "x.html".as_ref()], &[], "a.toml"),
            Some(vec![inside("a.pdf"), "x.html".into()])
        );
        // One of a format, one on the standard output, one way to tell the format; and the data lends its name.
        assert_eq!(of(&["x.pdf".as_ref(), "y.pdf".as_ref()], &[], "a.toml"), None);
        assert_eq!(of(&["-".as_ref()], &["html", "json"], "a.toml"), None);
        assert_eq!(of(&["x.pdf".as_ref()], &["html"], "a.toml"), None);
        assert_eq!(of(&[folder.path()], &[], "-"), None);
        assert_eq!(of(&["x.txt".as_ref()], &[], "a.toml"), None);
    }

    #[test]
    fn the_official_name_stands_in_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let of = |output: &[&Path]| files(&WritingArgs { official_name: true, ..args(output, &[]) }, "data/a.toml");
        assert_eq!(of(&[]), Some(vec!["data/…".into()]));
        assert_eq!(of(&[folder.path()]), Some(vec![format!("{}/…", folder.path().display())]));
        assert_eq!(of(&[&folder.path().join("a.pdf")]), None);
        assert_eq!(of(&[Path::new("-")]), None);
    }

    #[test]
    fn data_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("a.pdf");
        std::fs::write(&data, "[report]").unwrap();
        let detour = folder.path().join(".").join("a.pdf");
        let name = data.display().to_string();
        for output in [vec![], vec![data.as_path()], vec![detour.as_path()], vec![folder.path()]] {
            assert_eq!(files(&args(&output, &[]), &name), None);
        }
    }

    #[test]
    fn what_is_about_a_web_page_needs_one() {
        let data = Data::File("a.toml".into());
        let with = |formats: &[&str]| WritingArgs { fragment: true, ..args(&[], formats) }.destinations(&data).is_ok();
        assert!(with(&["html"]) && !with(&["pdf"]) && !with(&[]));
        let with = |formats: &[&str]| {
            WritingArgs { assets: Some("b".into()), ..args(&[], formats) }.destinations(&data).is_ok()
        };
        assert!(with(&["pdf", "html"]) && !with(&["json"]));
    }

    #[test]
    fn pictures_are_found_from_the_page() {
        for (folder, to, way) in [
            ("out", "out/pictures", "pictures"),
            ("", "pictures", "pictures"),
            ("out/pages", "out/pictures", "../pictures"),
            ("out", "./out/../pictures", "../pictures"),
            ("out", "out", "."),
        ] {
            assert_eq!(from(Path::new(folder), Path::new(to)), way, "{folder} {to}");
        }
    }
}
