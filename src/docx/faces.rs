//! The faces by the names that offices know them by, and what may stand in for them.

use super::WORD;
use super::xml::{DECLARATION, Escaped, put};
use crate::text::{Faces, Role};

/// A face as a Word file names it.
#[derive(Clone, Debug, PartialEq)]
struct Named {
    name: String,
    /// What may stand in for it, for a program that lacks it; names, the nearest first.
    substitutes: &'static str,
}

/// The faces of a report by their roles.
pub(super) struct FaceNames {
    by_role: [Named; Role::ALL.len()],
    /// The face of Latin in body text and tables, if the report has chosen one.
    latin: Option<String>,
}

/// The face of a role in offices: GB/T 9704-2012 asks for 仿宋, 小标宋, 黑体, 楷体 and 宋体 (5.2.2, 7.3, 7.5), and these are
/// the ones that they have.
fn of_office(role: Role) -> Named {
    let (name, substitutes) = match role {
        Role::Body | Role::Table => ("仿宋_GB2312", "仿宋,FangSong_GB2312,FangSong"),
        Role::Title => ("方正小标宋简体", "方正小标宋_GBK,小标宋,华文中宋"),
        Role::Level1 => ("黑体", "SimHei"),
        Role::Level2 => ("楷体_GB2312", "楷体,KaiTi_GB2312,KaiTi"),
        Role::PageNumber => ("宋体", "SimSun"),
    };
    Named { name: name.to_owned(), substitutes }
}

impl FaceNames {
    /// The names of the faces that offices have, but for the roles that the report has given a face of its own.
    pub fn new(faces: &Faces) -> FaceNames {
        let chosen = faces.chosen_families();
        let by_role = Role::ALL.map(|role| match chosen.iter().find(|(of, _)| *of == role) {
            Some((_, name)) => Named { name: name.clone(), substitutes: of_office(role).substitutes },
            None => of_office(role),
        });
        FaceNames { by_role, latin: faces.chosen_latin_family() }
    }

    /// The name of a role's face.
    pub fn name(&self, role: Role) -> &str {
        self.by_role.get(role as usize).map_or("", |named| &named.name)
    }

    /// `w:rFonts` of a role: letters and figures of Latin come from the face of the Han around them, unless the report
    /// says otherwise.
    pub fn fonts(&self, role: Role) -> String {
        let han = self.name(role);
        let latin = self.latin.as_deref().filter(|_| matches!(role, Role::Body | Role::Table)).unwrap_or(han);
        let (han, latin) = (Escaped(han), Escaped(latin));
        format!("<w:rFonts w:ascii=\"{latin}\" w:hAnsi=\"{latin}\" w:eastAsia=\"{han}\" w:cs=\"{latin}\"/>")
    }

    /// The font table (ECMA-376-1, 17.8.3): nothing is embedded.
    pub fn table(&self) -> String {
        let mut text = format!("{DECLARATION}<w:fonts {WORD}>");
        let mut told: Vec<&str> = Vec::new();
        for Named { name, substitutes } in &self.by_role {
            if told.contains(&name.as_str()) {
                continue;
            }
            told.push(name);
            let others: Vec<&str> = substitutes.split(',').filter(|other| other != name).collect();
            // 86 is GB 2312 (17.8.3.2).
            put!(
                &mut text,
                "<w:font w:name=\"{}\"><w:altName w:val=\"{}\"/><w:charset w:val=\"86\"/><w:family w:val=\"auto\"/>\
                 <w:pitch w:val=\"variable\"/></w:font>",
                Escaped(name),
                others.join(","),
            );
        }
        text.push_str("</w:fonts>");
        text
    }
}
