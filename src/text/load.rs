//! Faces that an office puts in the place of the embedded ones: `[fonts]` of the data file, and `--font-dir`.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::face::{Face, FontData};
use super::faces::{FaceId, Faces, Role};
use crate::diagnostic::{Diagnostic, message};
use crate::files::{Files, Folder, Found, NoFile, unreadable};
use crate::report::{FaceChoice, FaceSlot};
use crate::text::rules;

/// Faces that offices own, by the names that their files give them, and the role each is made for.
const OFFICE_FACES: [(&str, FaceSlot); 11] = [
    ("方正小标宋简体", FaceSlot::Title),
    ("方正小标宋_GBK", FaceSlot::Title),
    ("FZXiaoBiaoSong-B05S", FaceSlot::Title),
    ("仿宋_GB2312", FaceSlot::Body),
    ("仿宋", FaceSlot::Body),
    ("FangSong", FaceSlot::Body),
    ("楷体_GB2312", FaceSlot::Level2),
    ("楷体", FaceSlot::Level2),
    ("KaiTi", FaceSlot::Level2),
    ("黑体", FaceSlot::Level1),
    ("SimHei", FaceSlot::Level1),
];

/// Endings of font files.
const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];

/// A font file of more bytes than this is not read.
const MAX_BYTES: u64 = 256 << 20;

/// The faces that reports can be set in: those that are compiled in and those of `--font-dir`, read once for however
/// many reports.
#[derive(Debug)]
pub struct FaceLibrary<'f> {
    /// `--font-dir`, in which the names of `[fonts]` are looked for too.
    font_dir: Option<Folder<'f>>,
    faces: Faces,
    found: Vec<FontFile>,
}

impl<'f> FaceLibrary<'f> {
    /// The faces that are compiled in, alone.
    pub fn embedded() -> FaceLibrary<'f> {
        FaceLibrary { font_dir: None, faces: Faces::embedded(), found: Vec::new() }
    }

    /// The faces that are compiled in, if it holds no others.
    pub(crate) fn embedded_alone(&self) -> Option<&Faces> {
        self.font_dir.is_none().then_some(&self.faces)
    }

    /// The faces that are compiled in, and those of a folder; `allow_outside` lets `[fonts]` name files outside it.
    ///
    /// In the folder a face serves a role if its file is called so (`body.ttf`, `title.otf`, `fallback.ttf` …), or if
    /// it is one that offices own (方正小标宋简体, 仿宋_GB2312, 楷体_GB2312, 黑体).
    ///
    /// # Errors
    /// A folder or file that is missing or cannot be read, a file that holds no face.
    pub fn with_folder(files: &'f Files, path: &Path, allow_outside: bool) -> Result<FaceLibrary<'f>, Diagnostic> {
        let mut library = FaceLibrary::embedded();
        library.font_dir = Some(files.folder(path, allow_outside));
        // Who names a folder means what lies in it, be it by links.
        for (path, face) in read_folder(&files.folder(path, true))? {
            let names = face.names();
            if let Some(id) = library.faces.add(face) {
                let file = FontFile { path, names, id };
                place_by_name(&mut library.faces, &file);
                library.found.push(file);
            }
        }
        Ok(library)
    }

    /// The faces of one report: those of the library, and before them those that its data file puts in a role. These
    /// are looked for by their own names among those of the library, by file name in its folder and then in the folder
    /// of the data file.
    ///
    /// # Errors
    /// A face that is missing or cannot be read, a file that holds no face, one outside the folders.
    pub fn serve(&self, choices: &[FaceChoice], data_dir: &Folder) -> Result<Faces, Vec<Diagnostic>> {
        let mut faces = self.faces.clone();
        let mut problems = Vec::new();
        for choice in choices {
            if choice.slot == FaceSlot::Latin && choice.name.value == FaceSlot::Body.key() {
                faces.put_latin(None);
                continue;
            }
            match self.find(&choice.name.value, data_dir, &mut faces) {
                Ok(id) => put(&mut faces, choice.slot, id),
                Err(problem) => problems.push(problem.at(choice.name.span)),
            }
        }
        if problems.is_empty() { Ok(faces) } else { Err(problems) }
    }

    /// Finds the face of a name, and adds it if it lies in a file of its own.
    fn find(&self, wanted: &str, data_dir: &Folder, faces: &mut Faces) -> Result<FaceId, Diagnostic> {
        let is_it = |file: &&FontFile| {
            file.path.file_name().is_some_and(|name| name == wanted) || file.names.iter().any(|name| name == wanted)
        };
        if let Some(file) = self.found.iter().find(is_it) {
            return Ok(file.id);
        }
        if let Some((id, _)) = faces.all().find(|(_, face)| face.names().iter().any(|name| name == wanted)) {
            return Ok(id);
        }
        for folder in self.font_dir.iter().chain([data_dir]) {
            let spelled = folder.spelled(wanted);
            let file = match folder.find(&spelled) {
                Ok(file) => file,
                Err(NoFile::Outside) => return Err(outside(wanted)),
                Err(_) => continue,
            };
            let path = folder.path().join(spelled);
            // One file may serve several roles.
            if let Some((id, _)) = faces.all().find(|(_, face)| face.path.as_deref() == Some(&path)) {
                return Ok(id);
            }
            return faces.add(read_face(folder, &file, path)?).ok_or_else(|| missing(wanted));
        }
        Err(missing(wanted))
    }
}

/// Puts a face where the data file or a file's name wants it.
fn put(faces: &mut Faces, slot: FaceSlot, id: FaceId) {
    match slot {
        FaceSlot::Body => faces.put(Role::Body, id),
        FaceSlot::Title => faces.put(Role::Title, id),
        FaceSlot::Level1 => faces.put(Role::Level1, id),
        FaceSlot::Level2 => faces.put(Role::Level2, id),
        FaceSlot::Table => faces.put(Role::Table, id),
        FaceSlot::Latin => faces.put_latin(Some(id)),
        FaceSlot::Fallback => faces.put_fallback(id),
    }
}

/// A font file of `--font-dir`.
#[derive(Debug)]
struct FontFile {
    path: PathBuf,
    /// What the face calls itself.
    names: Vec<String>,
    id: FaceId,
}

/// Whether a file of `--font-dir` is read, by its name.
pub fn is_font_file(name: &Path) -> bool {
    name.extension().is_some_and(|end| ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// All font files of a folder, by name; at least one.
fn read_folder(folder: &Folder) -> Result<Vec<(PathBuf, Face)>, Diagnostic> {
    let names = folder.list().map_err(|error| no_folder(folder.path(), &error))?;
    let is_font = |name: &&PathBuf| is_font_file(name);
    let mut faces = Vec::new();
    for name in names.iter().filter(is_font) {
        let path = folder.path().join(name);
        match folder.find(name) {
            Ok(file) => faces.push((path.clone(), read_face(folder, &file, path)?)),
            // A folder that is called like a font file is none, nor is a pipe, which might never end.
            Err(NoFile::NotRegular) => {}
            Err(error) => return Err(error.told(&rules::FONT_UNREADABLE, &path.display().to_string())),
        }
    }
    if faces.is_empty() { Err(no_face(folder.path())) } else { Ok(faces) }
}

/// Reads one font file; `path` is how messages call it.
fn read_face(folder: &Folder, file: &Found, path: PathBuf) -> Result<Face, Diagnostic> {
    let shown = path.display().to_string();
    let face = match file.bytes {
        0..=MAX_BYTES => {
            let bytes = folder.read(file).map_err(|error| unreadable(&rules::FONT_UNREADABLE, &shown, &error))?;
            Face::read(FontData::Shared(Arc::new(bytes)), 0)
        }
        _ => None,
    };
    let from_here = |mut face: Face| {
        face.path = Some(path);
        face
    };
    face.map(from_here).ok_or_else(|| {
        Diagnostic::system(
            &rules::FONT_UNREADABLE,
            message! { zh: "{shown} 不是可用的字体文件", en: "{shown} is not a font file that can be used" },
        )
        .help(message! {
            zh: "需要带 TrueType 或 CFF 轮廓的 OpenType 字体（.ttf、.otf、.ttc）",
            en: "an OpenType font with TrueType or CFF outlines is needed (.ttf, .otf, .ttc)",
        })
    })
}

/// Puts a face of `--font-dir` in the role that its file name or its own name asks for.
fn place_by_name(faces: &mut Faces, file: &FontFile) {
    let stem = file.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    if let Some((_, slot)) = FaceSlot::KEYS.iter().find(|(key, _)| *key == stem) {
        put(faces, *slot, file.id);
    } else if let Some((_, slot)) = OFFICE_FACES.iter().find(|(own, _)| file.names.iter().any(|name| name == own)) {
        put(faces, *slot, file.id);
        // 仿宋 serves body and tables alike unless the file's name says which.
        if *slot == FaceSlot::Body {
            put(faces, FaceSlot::Table, file.id);
        }
    }
}

/// The error that `--font-dir` names no folder, or one that cannot be looked into.
fn no_folder(path: &Path, error: &io::Error) -> Diagnostic {
    let shown = path.display().to_string();
    match error.kind() {
        ErrorKind::NotFound => {
            let message = message!(zh: "没有“{shown}”这个文件夹", en: "there is no folder `{shown}`");
            Diagnostic::system(&rules::FONT_DIR, message)
                .help(message!(zh: "核对 --font-dir 的路径", en: "look at the path of --font-dir"))
        }
        ErrorKind::NotADirectory => {
            let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = folder.display();
            unreadable(&rules::FONT_DIR, &shown, error).help(message!(
                zh: "--font-dir 要写字体文件所在的文件夹：--font-dir {folder}",
                en: "--font-dir names the folder in which font files lie: --font-dir {folder}",
            ))
        }
        _ => unreadable(&rules::FONT_DIR, &shown, error),
    }
}

/// The error that the folder of `--font-dir` holds no font file: whoever names it wants to see its faces used.
fn no_face(path: &Path) -> Diagnostic {
    let (shown, endings) = (path.display(), ENDINGS.map(|ending| format!(".{ending}")));
    let (zh, en) = (endings.join("、"), endings.join(", "));
    let message = message!(zh: "“{shown}”里没有字体文件（{zh}）", en: "there is no font file in `{shown}` ({en})");
    Diagnostic::system(&rules::FONT_DIR, message).help(message!(
        zh: "把字体文件直接放在里面（不在下一级文件夹里）；不用自有字体的，去掉 --font-dir",
        en: "put font files right into it, not into a folder in it; or leave --font-dir out",
    ))
}

fn missing(wanted: &str) -> Diagnostic {
    Diagnostic::system(&rules::FONT_MISSING, message! { zh: "找不到字体“{wanted}”", en: "there is no face “{wanted}”" })
        .help(message! {
            zh: "把字体文件放在数据文件旁边，或用 --font-dir 指出字体所在的文件夹",
            en: "put the font file beside the data file, or name its folder with --font-dir",
        })
}

fn outside(wanted: &str) -> Diagnostic {
    let message = message! {
        zh: "字体“{wanted}”不在数据文件所在的文件夹里",
        en: "the font file “{wanted}” is outside the data file's folder",
    };
    Diagnostic::error(&rules::FONT_MISSING, message).help(message! {
        zh: "把它放进数据文件所在的文件夹，或者加上 --allow-outside",
        en: "put it into the data file's folder, or pass --allow-outside",
    })
}
