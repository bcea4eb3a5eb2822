//! Faces that an office puts in the place of the embedded ones: `[fonts]` of the data file, and `--font-dir`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::face::{Face, FontData};
use super::faces::{FaceId, Faces, Role};
use crate::diagnostic::Diagnostic;
use crate::message;
use crate::report::{FaceChoice, FaceSlot, stays_inside, unreadable};
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

/// Where faces are looked for.
#[derive(Clone, Copy, Debug)]
pub struct FontPlaces<'a> {
    /// `--font-dir`.
    pub font_dir: Option<&'a Path>,
    /// The folder of the data file.
    pub data_dir: &'a Path,
    /// Whether `[fonts]` may name files outside both.
    pub allow_outside: bool,
}

impl Faces {
    /// The embedded faces, those of `--font-dir` and those of the data file, the later before the earlier.
    ///
    /// In `--font-dir` a face serves a role if its file is called so (`body.ttf`, `title.otf`, `fallback.ttf` …), or if
    /// it is one that offices own (方正小标宋简体, 仿宋_GB2312, 楷体_GB2312, 黑体). A face of `choices` is looked for
    /// by its own name among those of `--font-dir` and the embedded ones, by file name in `--font-dir` and then in the
    /// folder of the data file.
    ///
    /// # Errors
    /// A folder or file that is missing or cannot be read, a file that holds no face, one outside the folders.
    pub fn load(choices: &[FaceChoice], places: &FontPlaces) -> Result<Faces, Vec<Diagnostic>> {
        let mut faces = Faces::embedded();
        let files = places.font_dir.map(read_dir).transpose().map_err(|error| vec![error])?.unwrap_or_default();
        let mut found = Vec::with_capacity(files.len());
        for (path, face) in files {
            let names = face.names();
            if let Some(id) = faces.add(face) {
                let file = FontFile { path, names, id };
                place_by_name(&mut faces, &file);
                found.push(file);
            }
        }

        let mut problems = Vec::new();
        for choice in choices {
            match find(choice, &found, places, &mut faces) {
                Ok(id) => put(&mut faces, choice.slot, id),
                Err(problem) => problems.push(problem.at(choice.name.span)),
            }
        }
        if problems.is_empty() { Ok(faces) } else { Err(problems) }
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
        FaceSlot::Fallback => faces.put_fallback(id),
    }
}

/// A font file of `--font-dir`.
struct FontFile {
    path: PathBuf,
    /// What the face calls itself.
    names: Vec<String>,
    id: FaceId,
}

/// All font files of a folder, by name, so that the outcome does not depend on the order of the file system.
fn read_dir(dir: &Path) -> Result<Vec<(PathBuf, Face)>, Diagnostic> {
    let shown = dir.display().to_string();
    let entries = fs::read_dir(dir).map_err(|error| unreadable(&rules::FONT_DIR, &shown, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| {
        path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    });
    paths.sort();
    paths.into_iter().map(|path| read_face(&path).map(|face| (path, face))).collect()
}

/// Reads one font file.
fn read_face(path: &Path) -> Result<Face, Diagnostic> {
    let shown = path.display().to_string();
    let refused = |error: std::io::Error| unreadable(&rules::FONT_UNREADABLE, &shown, &error);
    let bytes = fs::metadata(path).map_err(refused)?.len();
    let face = match bytes {
        0..=MAX_BYTES => Face::read(FontData::Shared(Arc::new(fs::read(path).map_err(refused)?)), 0),
        _ => None,
    };
    let from_here = |mut face: Face| {
        face.path = Some(path.to_owned());
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

/// Finds the face that the data file asks for.
fn find(choice: &FaceChoice, found: &[FontFile], places: &FontPlaces, faces: &mut Faces) -> Result<FaceId, Diagnostic> {
    let wanted = choice.name.value.as_str();
    let is_it = |file: &&FontFile| {
        file.path.file_name().is_some_and(|name| name == wanted) || file.names.iter().any(|name| name == wanted)
    };
    if let Some(file) = found.iter().find(is_it) {
        return Ok(file.id);
    }
    if let Some((id, _)) = faces.all().find(|(_, face)| face.names().iter().any(|name| name == wanted)) {
        return Ok(id);
    }
    let missing = || {
        Diagnostic::system(
            &rules::FONT_MISSING,
            message! { zh: "找不到字体“{wanted}”", en: "there is no face “{wanted}”" },
        )
        .help(message! {
            zh: "把字体文件放在数据文件旁边，或用 --font-dir 指出字体所在的文件夹",
            en: "put the font file beside the data file, or name its folder with --font-dir",
        })
    };
    let folders = [places.font_dir, Some(places.data_dir)].into_iter().flatten();
    let folder = folders.into_iter().find(|folder| folder.join(wanted).is_file()).ok_or_else(missing)?;
    if !places.allow_outside && !stays_inside(folder, Path::new(wanted)).unwrap_or(false) {
        let message = message! {
            zh: "字体“{wanted}”不在数据文件所在的文件夹里",
            en: "the font file “{wanted}” is outside the data file's folder",
        };
        let help = message! {
            zh: "把它放进数据文件所在的文件夹，或者加上 --allow-outside",
            en: "put it into the data file's folder, or pass --allow-outside",
        };
        return Err(Diagnostic::error(&rules::FONT_MISSING, message).help(help));
    }
    let path = folder.join(wanted);
    // One file may serve several roles.
    if let Some((id, _)) = faces.all().find(|(_, face)| face.path.as_deref() == Some(&path)) {
        return Ok(id);
    }
    faces.add(read_face(&path)?).ok_or_else(missing)
}
