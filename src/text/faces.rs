//! The faces of a report and the chains in which a character looks for one.

use std::sync::Arc;

use super::embedded;
use super::face::{Face, FontData};
use crate::diagnostic::{Message, message};

/// Names a face of a [`Faces`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// What a face is used for (GB/T 9704-2012, 7.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Body text, headings 1. and （1）: 仿宋.
    Body,
    /// The title: 小标宋.
    Title,
    /// Headings 一、, heads of tables, strong text: 黑体.
    Level1,
    /// Headings （一）, quotes, captions, soft text: 楷体.
    Level2,
    /// Tables: 仿宋.
    Table,
    /// Page numbers: 宋体.
    PageNumber,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 6] = [Role::Body, Role::Title, Role::Level1, Role::Level2, Role::Table, Role::PageNumber];

    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Role::Body => message!(zh: "正文", en: "body"),
            Role::Title => message!(zh: "标题", en: "title"),
            Role::Level1 => message!(zh: "一级标题", en: "level 1"),
            Role::Level2 => message!(zh: "二级标题", en: "level 2"),
            Role::Table => message!(zh: "表格", en: "tables"),
            Role::PageNumber => message!(zh: "页码", en: "page numbers"),
        }
    }

    /// The kind of face that GB/T 9704-2012 (5.2.2, 7.3, 7.5) or, for what it does not speak of, custom asks for.
    pub fn standard(self) -> Message {
        match self {
            Role::Body | Role::Table => message!(zh: "仿宋", en: "FangSong"),
            Role::Title => message!(zh: "小标宋", en: "XiaoBiaoSong"),
            Role::Level1 => message!(zh: "黑体", en: "HeiTi"),
            Role::Level2 => message!(zh: "楷体", en: "KaiTi"),
            Role::PageNumber => message!(zh: "宋体", en: "SongTi"),
        }
    }

    /// Its place in [`Role::ALL`].
    pub(super) fn at(self) -> usize {
        self as usize
    }
}

/// All faces of a report.
#[derive(Clone, Debug)]
pub struct Faces {
    /// Shared by all reports that are set in them.
    faces: Vec<Arc<Face>>,
    /// Roles that a user has given a face.
    chosen: Vec<Role>,
    /// By role: the face that serves it, then those that step in for it.
    chains: [Vec<FaceId>; Role::ALL.len()],
    /// The face of Latin in body text and tables, unless it is that of their Han.
    latin: Latin,
}

/// From which face letters and figures of Latin are taken in body text and tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Latin {
    /// From `face` beside `han`, the 仿宋 that is compiled in: a face of the office has its own.
    Beside { han: FaceId, face: FaceId },
    /// From this one, whatever the face of their Han.
    Chosen(FaceId),
    /// From the face of their Han.
    Own,
}

impl Faces {
    /// The faces that are compiled in.
    pub fn embedded() -> Faces {
        let mut faces = Faces { faces: Vec::new(), chosen: Vec::new(), chains: Default::default(), latin: Latin::Own };
        let mut add = |data| Face::read(FontData::Static(data), 0).and_then(|face| faces.add(face));
        let (fang, kai, hei, song) = (add(embedded::FANG), add(embedded::KAI), add(embedded::HEI), add(embedded::SONG));
        let (serif, bold, symbols) = (add(embedded::NOTO_SERIF), add(embedded::NOTO_SERIF_BOLD), add(embedded::DEJAVU));
        let latin = add(embedded::NOTO_SERIF_LIGHT);
        let chain = |ids: &[Option<FaceId>]| ids.iter().copied().flatten().collect();
        // In the order of the roles. Heavy faces are first stood in for by the heavy fallback, so that a line keeps its
        // weight.
        faces.chains = [
            chain(&[fang, serif, symbols]),
            chain(&[bold, serif, symbols]),
            chain(&[hei, bold, serif, symbols]),
            chain(&[kai, serif, symbols]),
            chain(&[fang, serif, symbols]),
            chain(&[song, serif, symbols]),
        ];
        if let (Some(han), Some(face)) = (fang, latin) {
            faces.latin = Latin::Beside { han, face };
        }
        faces
    }

    /// One face for everything.
    #[cfg(test)]
    pub(crate) fn of_one(face: Face) -> Faces {
        Faces {
            faces: vec![Arc::new(face)],
            chosen: Vec::new(),
            chains: std::array::from_fn(|_| vec![FaceId(0)]),
            latin: Latin::Own,
        }
    }

    /// The face of an id, which must come from this value.
    pub fn get(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// The roles that a user has given a face, with its name.
    pub fn chosen(&self) -> Vec<(Role, &str)> {
        self.chosen.iter().map(|role| (*role, self.get(self.of(*role)).name.as_str())).collect()
    }

    /// The same with the names by which other programs know the families of these faces.
    pub(crate) fn chosen_families(&self) -> Vec<(Role, String)> {
        self.chosen.iter().map(|role| (*role, self.get(self.of(*role)).family())).collect()
    }

    /// The family of the face that a user has chosen for Latin in body text and tables.
    pub(crate) fn chosen_latin_family(&self) -> Option<String> {
        if let Latin::Chosen(face) = self.latin { Some(self.get(face).family()) } else { None }
    }

    /// All faces with their ids: those that are compiled in, then those of the office.
    pub fn all(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(at, face)| (FaceId(u16::try_from(at).unwrap_or(u16::MAX)), &**face))
    }

    /// The face that serves a role.
    pub fn of(&self, role: Role) -> FaceId {
        self.chain(role).first().copied().unwrap_or(FaceId(0))
    }

    /// The face that serves a role and those that step in for it, in order.
    pub fn chain(&self, role: Role) -> &[FaceId] {
        &self.chains[role.at()]
    }

    /// The face that shows letters and figures of Latin in a role, if it is not the one that serves it.
    pub fn latin(&self, role: Role) -> Option<FaceId> {
        let is_beside_han = matches!(role, Role::Body | Role::Table);
        match self.latin {
            Latin::Chosen(face) if is_beside_han => Some(face),
            Latin::Beside { han, face } if is_beside_han && self.of(role) == han => Some(face),
            _ => None,
        }
    }

    /// Takes letters and figures of Latin in body text and tables from a face; `None`: from the face of their Han.
    pub(super) fn put_latin(&mut self, face: Option<FaceId>) {
        self.latin = face.map_or(Latin::Own, Latin::Chosen);
    }

    /// Puts a face in front of a role's chain.
    pub(super) fn put(&mut self, role: Role, face: FaceId) {
        self.chains[role.at()].insert(0, face);
        if !self.chosen.contains(&role) {
            self.chosen.push(role);
        }
    }

    /// Puts a face in every chain behind the one that serves the role.
    pub(super) fn put_fallback(&mut self, face: FaceId) {
        for chain in &mut self.chains {
            chain.insert(chain.len().min(1), face);
        }
    }

    /// Adds a face; `None` where there are too many (65,536).
    pub(super) fn add(&mut self, face: Face) -> Option<FaceId> {
        let id = u16::try_from(self.faces.len()).ok()?;
        self.faces.push(Arc::new(face));
        Some(FaceId(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_face_is_read_and_every_role_is_served() {
        let faces = Faces::embedded();
        let names: Vec<&str> = faces.faces.iter().map(|face| face.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "FandolFang-Regular",
                "FandolKai-Regular",
                "FandolHei-Regular",
                "FandolSong-Regular",
                "NotoSerifSC-Regular",
                "NotoSerifSC-Bold",
                "DejaVuSans",
                "NotoSerif-ExtraLight"
            ]
        );
        assert_eq!(faces.get(faces.of(Role::Title)).name, "NotoSerifSC-Bold");
        assert_eq!(faces.get(faces.of(Role::Level1)).name, "FandolHei-Regular");
    }

    /// What Fandol's own metrics say, read with another program: Fang 880 above the baseline, Song 800.
    #[test]
    fn em_boxes_stand_where_the_faces_say() {
        let faces = Faces::embedded();
        assert!((faces.get(faces.of(Role::Body)).above() - 0.88).abs() < 1e-9);
        assert!((faces.get(faces.of(Role::PageNumber)).above() - 0.8).abs() < 1e-9);
    }

    #[test]
    fn a_blank_glyph_is_no_coverage() {
        let faces = Faces::embedded();
        let fang = faces.get(faces.of(Role::Body));
        assert_eq!(fang.glyph('\u{1}'), None);
        assert!(fang.glyph('年').is_some());
        assert!(fang.glyph(' ').is_some());
        assert_eq!(fang.glyph('镕'), None);
    }

    #[test]
    fn fandols_question_mark_is_not_at_the_left() {
        let faces = Faces::embedded();
        let fang = faces.get(faces.of(Role::Body));
        assert!(!fang.in_its_half('？'));
        assert!(fang.in_its_half('，') && fang.in_its_half('“') && fang.in_its_half('年'));
    }
}
