//! The faces of the report, as usvg asks for them.

use std::sync::Arc;

use svg2pdf::usvg::fontdb::{self, Database, FaceInfo, Source};
use svg2pdf::usvg::{Font, FontResolver};

use crate::text::{Face, FaceId, Faces, FontData, Role};

/// From this weight on a text is bold (CSS Fonts 4, 2.2).
const BOLD: u16 = 600;

/// The faces as usvg knows them.
#[derive(Default)]
pub(super) struct Fonts {
    pub(super) database: Arc<Database>,
    ids: Vec<(FaceId, fontdb::ID)>,
}

/// The bytes of a face, shared with the report.
struct Shared(FontData);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Fonts {
    pub(super) fn of(faces: &Faces) -> Fonts {
        let (mut database, mut ids) = (Database::new(), Vec::new());
        for id in every_face(faces) {
            ids.push((id, database.push_face_info(info(faces.get(id)))));
        }
        Fonts { database: Arc::new(database), ids }
    }

    fn id(&self, face: FaceId) -> Option<fontdb::ID> {
        self.ids.iter().find_map(|(known, id)| (*known == face).then_some(*id))
    }

    /// Which face serves a text, and which steps in for it, as in the report.
    pub(super) fn resolver<'a>(&'a self, faces: &'a Faces) -> FontResolver<'a> {
        FontResolver {
            select_font: Box::new(move |font, _| self.id(faces.of(role(font)))),
            select_fallback: Box::new(move |ch, used, _| {
                let first = used.first();
                let is_first = |role: &Role| self.id(faces.of(*role)).as_ref() == first;
                let role = Role::ALL.into_iter().find(is_first).unwrap_or(Role::Body);
                let shows = |face: &FaceId| faces.get(*face).glyph(ch).is_some();
                let candidates = faces.chain(role).iter().copied().chain(every_face(faces)).filter(shows);
                candidates.filter_map(|face| self.id(face)).find(|id| !used.contains(id))
            }),
        }
    }
}

/// What a text in a drawing is to the report.
fn role(font: &Font) -> Role {
    let families: Vec<String> = font.families().iter().map(|family| family.to_string().to_lowercase()).collect();
    let calls = |words: &[&str]| families.iter().any(|family| words.iter().any(|word| family.contains(word)));
    if font.weight() >= BOLD || calls(&["黑", "hei", "gothic", "sans"]) {
        Role::Level1
    } else if calls(&["楷", "kai"]) {
        Role::Level2
    } else {
        Role::Body
    }
}

/// All faces that serve a role or step in, each once.
pub(super) fn every_face(faces: &Faces) -> Vec<FaceId> {
    let mut every: Vec<FaceId> = Role::ALL.into_iter().flat_map(|role| faces.chain(role)).copied().collect();
    every.sort();
    every.dedup();
    every
}

fn info(face: &Face) -> FaceInfo {
    FaceInfo {
        id: fontdb::ID::dummy(),
        source: Source::Binary(Arc::new(Shared(face.data.clone()))),
        index: face.index,
        families: vec![(face.name.clone(), fontdb::Language::English_UnitedStates)],
        post_script_name: face.name.clone(),
        style: fontdb::Style::Normal,
        weight: fontdb::Weight::NORMAL,
        stretch: fontdb::Stretch::Normal,
        monospaced: false,
    }
}
