//! Which faces stand in for which: what a reader of the finished pages could not tell, and whoever made them should
//! know.

use std::collections::{BTreeMap, BTreeSet};

use super::class::{CLOSING, OPENING};
use super::faces::{FaceId, Faces, Role};
use super::missing::is_ignorable;

/// A face that stepped in for another, for characters that this one lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// The face that lacks them.
    pub lacking: FaceId,
    /// The roles that it serves.
    pub roles: Vec<Role>,
    /// The face that shows them.
    pub face: FaceId,
    /// The clusters, in the order of their code points.
    pub clusters: Vec<String>,
}

/// The stand-ins among clusters that have found a face: role by role, and in the order of the chains.
pub(super) fn stand_ins<'a>(faces: &Faces, found: impl Iterator<Item = (Role, &'a str, FaceId)>) -> Vec<StandIn> {
    /// The roles of a face that lacks characters, and these.
    type Lacks<'a> = (BTreeSet<Role>, BTreeSet<&'a str>);
    let mut all: BTreeMap<(FaceId, FaceId), Lacks> = BTreeMap::new();
    for (role, cluster, face) in found {
        let own = faces.of(role);
        // A mark that the own face has, but in the wrong place, is not lacking: `mark_stand_ins`.
        let lacks = |ch: char| !is_ignorable(ch) && faces.get(own).glyph(ch).is_none();
        if face != own && cluster.chars().any(lacks) {
            let (roles, clusters) = all.entry((own, face)).or_default();
            roles.insert(role);
            clusters.insert(cluster);
        }
    }
    let mut stand_ins: Vec<StandIn> = all
        .into_iter()
        .map(|((lacking, face), (roles, clusters))| StandIn {
            lacking,
            roles: roles.into_iter().collect(),
            face,
            clusters: clusters.into_iter().map(str::to_owned).collect(),
        })
        .collect();
    let place = |one: &StandIn| {
        let role = one.roles.first().copied();
        (role, role.and_then(|role| faces.chain(role).iter().position(|face| *face == one.face)))
    };
    stand_ins.sort_by_key(place);
    stand_ins
}

/// A face from which marks are taken, because those of other faces do not stand in the half of the em where GB/T
/// 15834-2011 puts them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkStandIn {
    /// The marks.
    pub marks: String,
    /// The faces whose marks they are not.
    pub instead_of: Vec<FaceId>,
    /// The face from which they are taken.
    pub face: FaceId,
}

impl Faces {
    /// The marks that no role takes from the face that serves it, though it has them.
    pub(crate) fn mark_stand_ins(&self) -> Vec<MarkStandIn> {
        let mut found: Vec<MarkStandIn> = Vec::new();
        for role in Role::ALL {
            let own = self.of(role);
            let has_place = |face: &&FaceId, mark: char| {
                self.get(**face).glyph(mark).is_some() && self.get(**face).in_its_half(mark)
            };
            let mut by_face: BTreeMap<FaceId, String> = BTreeMap::new();
            for mark in OPENING.chars().chain(CLOSING.chars()) {
                if self.get(own).glyph(mark).is_some()
                    && let Some(face) = self.chain(role).iter().find(|face| has_place(face, mark))
                    && *face != own
                {
                    by_face.entry(*face).or_default().push(mark);
                }
            }
            for (face, marks) in by_face {
                match found.iter_mut().find(|known| known.face == face && known.marks == marks) {
                    Some(known) if known.instead_of.contains(&own) => {}
                    Some(known) => known.instead_of.push(own),
                    None => found.push(MarkStandIn { marks, instead_of: vec![own], face }),
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fandol Fang lacks 镕 and ㎡; Fandol Hei is first stood in for by the heavy face.
    #[test]
    fn what_a_face_lacks_is_told_once_for_all_its_roles() {
        let faces = Faces::embedded();
        let id = |name: &str| faces.all().find(|(_, face)| face.name == name).map(|(id, _)| id).unwrap_or(FaceId(99));
        let (serif, bold) = (id("NotoSerifSC-Regular"), id("NotoSerifSC-Bold"));
        let (fang, hei) = (id("FandolFang-Regular"), id("FandolHei-Regular"));
        let found = [
            (Role::Table, "㎡", serif),
            (Role::Level1, "镕", bold),
            (Role::Body, "镕", serif),
            (Role::Table, "镕", serif),
            (Role::Body, "年", fang),
            (Role::Body, "？", serif),
        ];
        let expected = |lacking, roles: &[Role], face, clusters: &[&str]| StandIn {
            lacking,
            roles: roles.to_vec(),
            face,
            clusters: clusters.iter().map(|cluster| (*cluster).to_owned()).collect(),
        };
        assert_eq!(
            stand_ins(&faces, found.into_iter()),
            [
                expected(fang, &[Role::Body, Role::Table], serif, &["㎡", "镕"]),
                expected(hei, &[Role::Level1], bold, &["镕"])
            ]
        );
    }

    /// Fandol's ？ stands in the middle (looked at), and is always taken from Noto.
    #[test]
    fn fandols_question_mark_is_taken_from_elsewhere() {
        let faces = Faces::embedded();
        let found = faces.mark_stand_ins();
        let marks: String = found.iter().map(|one| one.marks.as_str()).collect();
        assert!(marks.contains('？') && !marks.contains('，') && !marks.contains('（'), "{marks}");
    }
}
