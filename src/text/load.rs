//! Faces that an office puts in the place of the embedded ones: `[fonts]` of the data file, and `--font-dir`.

use std::fs;
use std::path::{Path, PathBuf};

use super::face::Face;
use super::faces::{FaceId, Faces, Role};
use crate::diagnostic::Diagnostic;
use crate::message;
use crate::report::{FaceChoice, unreadable};

/// What `[fonts]` calls the roles; `fallback` is none of them.
const ROLE_KEYS: [(&str, Role); 5] = [
    ("body", Role::Body),
    ("title", Role::Title),
    ("level1", Role::Level1),
    ("level2", Role::Level2),
    ("table", Role::Table),
];

/// Faces that offices own, by the names that their files give them, and the role each is made for.
const OFFICE_FACES: [(&str, Role); 11] = [
    ("方正小标宋简体", Role::Title),
    ("方正小标宋_GBK", Role::Title),
    ("FZXiaoBiaoSong-B05S", Role::Title),
    ("仿宋_GB2312", Role::Body),
    ("仿宋", Role::Body),
    ("FangSong", Role::Body),
    ("楷体_GB2312", Role::Level2),
    ("楷体", Role::Level2),
    ("KaiTi", Role::Level2),
    ("黑体", Role::Level1),
    ("SimHei", Role::Level1),
];

/// Endings of font files.
const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];

/// A font file of more bytes than this is not read.
const MAX_BYTES: u64 = 256 << 20;

impl Faces {
    /// The embedded faces, those of `--font-dir` and those of the data file, the later before the earlier.
    ///
    /// In `font_dir` a face serves a role if its file is called so (`body.ttf`, `title.otf`, `fallback.ttf` …), or if it
    /// is one that offices own (方正小标宋简体, 仿宋_GB2312, 楷体_GB2312, 黑体). A face of `choices` is looked for by
    /// file name in `font_dir` and then in `data_dir`, by its own name in `font_dir`.
    ///
    /// # Errors
    /// A folder or file that is missing or cannot be read, a file that holds no face.
    pub fn load(
        choices: &[FaceChoice],
        font_dir: Option<&Path>,
        data_dir: Option<&Path>,
    ) -> Result<Faces, Vec<Diagnostic>> {
        let mut faces = Faces::embedded();
        let found = font_dir.map(read_dir).transpose().map_err(|error| vec![error])?.unwrap_or_default();
        let ids: Vec<Option<FaceId>> = found.iter().map(|file| faces.add(file.face.clone())).collect();
        for (file, id) in found.iter().zip(&ids) {
            if let Some(id) = id {
                place_by_name(&mut faces, file, *id);
            }
        }

        let mut problems = Vec::new();
        for choice in choices {
            match find(choice, &found, &ids, font_dir, data_dir, &mut faces) {
                Ok(id) => match ROLE_KEYS.iter().find(|(key, _)| *key == choice.role) {
                    Some((_, role)) => faces.put(*role, id),
                    None => faces.put_fallback(id),
                },
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() { Ok(faces) } else { Err(problems) }
    }
}

/// A font file of `--font-dir`.
struct FontFile {
    path: PathBuf,
    face: Face,
}

/// All font files of a folder, by name, so that the outcome does not depend on the order of the file system.
fn read_dir(dir: &Path) -> Result<Vec<FontFile>, Diagnostic> {
    let shown = dir.display().to_string();
    let entries = fs::read_dir(dir).map_err(|error| unreadable("font-dir", &shown, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| {
        path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    });
    paths.sort();
    paths.into_iter().map(|path| read_face(&path).map(|face| FontFile { path, face })).collect()
}

/// Reads one font file.
fn read_face(path: &Path) -> Result<Face, Diagnostic> {
    let shown = path.display().to_string();
    let refused = |error: std::io::Error| unreadable("font-unreadable", &shown, &error);
    let bytes = fs::metadata(path).map_err(refused)?.len();
    let face = if bytes <= MAX_BYTES { Face::read(fs::read(path).map_err(refused)?, 0) } else { None };
    face.ok_or_else(|| {
        Diagnostic::system(
            "font-unreadable",
            message! { zh: "{shown} 不是可用的字体文件", en: "{shown} is not a font file that can be used" },
        )
        .help(message! {
            zh: "需要带 TrueType 或 CFF 轮廓的 OpenType 字体（.ttf、.otf、.ttc）",
            en: "an OpenType font with TrueType or CFF outlines is needed (.ttf, .otf, .ttc)",
        })
    })
}

/// Puts a face of `--font-dir` in the role that its file name or its own name asks for.
fn place_by_name(faces: &mut Faces, file: &FontFile, id: FaceId) {
    let stem = file.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    if stem == "fallback" {
        faces.put_fallback(id);
        return;
    }
    let names = file.face.names();
    let role = ROLE_KEYS
        .iter()
        .find(|(key, _)| *key == stem)
        .or_else(|| OFFICE_FACES.iter().find(|(own, _)| names.iter().any(|name| name == own)));
    if let Some((key, role)) = role {
        faces.put(*role, id);
        // 仿宋 serves body and tables alike unless the file's name says which.
        if *role == Role::Body && *key != "body" {
            faces.put(Role::Table, id);
        }
    }
}

/// Finds the face that the data file asks for.
fn find(
    choice: &FaceChoice,
    found: &[FontFile],
    ids: &[Option<FaceId>],
    font_dir: Option<&Path>,
    data_dir: Option<&Path>,
    faces: &mut Faces,
) -> Result<FaceId, Diagnostic> {
    let wanted = choice.name.value.as_str();
    let known = found.iter().zip(ids).find(|(file, _)| {
        file.path.file_name().is_some_and(|name| name == wanted) || file.face.names().iter().any(|name| name == wanted)
    });
    if let Some((_, Some(id))) = known {
        return Ok(*id);
    }
    let embedded = faces.all().find(|(_, face)| face.names().iter().any(|name| name == wanted)).map(|(id, _)| id);
    if let Some(id) = embedded {
        return Ok(id);
    }
    let path = [font_dir, data_dir].into_iter().flatten().map(|dir| dir.join(wanted)).find(|path| path.is_file());
    let role = choice.role;
    let missing = || {
        Diagnostic::system("font-missing", message! { zh: "找不到字体“{wanted}”", en: "there is no face “{wanted}”" })
            .help(message! {
                zh: "把字体文件放在数据文件旁边，或用 --font-dir 指出字体所在的文件夹",
                en: "put the font file beside the data file, or name its folder with --font-dir",
            })
    };
    let place = |problem: Diagnostic| problem.at(choice.name.span).key(format!("fonts.{role}"));
    let path = path.ok_or_else(missing).map_err(place)?;
    let face = read_face(&path).map_err(place)?;
    faces.add(face).ok_or_else(missing).map_err(place)
}
