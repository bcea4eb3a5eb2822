//! The elements and the content of the pages, tied together (ISO 32000-1, 14.7.2 to 14.7.4).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary, text_string};

use super::tree::{ElementId, Tree};
use crate::layout::page::Layout;
use crate::node::NodeId;
use crate::pdf::conformance::{self, TAB_ORDER};
use crate::pdf::links::Annotation;
use crate::pdf::{Error, round};

/// What an element holds besides elements of its own.
#[derive(Clone, Copy)]
enum Kid {
    Element(ElementId),
    /// A stretch of content: its page and its number there.
    Content(usize, i64),
    /// An annotation.
    Annotation(ObjectId, ObjectId),
}

/// Adds the tree. `stretches` are, for each page, the nodes of its stretches of content in the order of their numbers.
pub(in crate::pdf) fn add(
    document: &mut Document,
    page_ids: &[ObjectId],
    tree: &Tree,
    stretches: &[Vec<NodeId>],
    annotations: &[Annotation],
    layout: &Layout,
) -> Result<(), Error> {
    let ids: Vec<ObjectId> = tree.elements.iter().map(|_| document.new_object_id()).collect();
    let mut kids: Vec<Vec<Kid>> = Vec::new();
    for element in &tree.elements {
        kids.push(element.kids.iter().map(|kid| Kid::Element(*kid)).collect());
    }
    // What is written itself stands before what stands below: the picture before its caption.
    let mut written = vec![0_usize; tree.elements.len()];
    let mut is_placed = vec![false; tree.elements.len()];
    let mut place = |kids: &mut Vec<Vec<Kid>>, element: ElementId, kid: Kid| {
        let parent = tree.elements[element].parent;
        if tree.elements[element].is_inline && !is_placed[element] {
            is_placed[element] = true;
            kids[parent].insert(written[parent], Kid::Element(element));
            written[parent] += 1;
        }
        kids[element].insert(written[element], kid);
        written[element] += 1;
    };

    let mut parents: BTreeMap<i64, Object> = BTreeMap::new();
    for (page, nodes) in stretches.iter().enumerate() {
        let mut elements = Vec::new();
        for (number, node) in (0..).zip(nodes) {
            let element = tree.element(*node).ok_or(Error::Node(node.0))?;
            place(&mut kids, element, Kid::Content(page, number));
            elements.push(Object::Reference(ids[element]));
        }
        let elements = document.add_object(elements);
        parents.insert(page as i64, elements.into());
        let dictionary = document.get_dictionary_mut(page_ids[page])?;
        dictionary.set("StructParents", page as i64);
        dictionary.set("Tabs", TAB_ORDER);
    }
    for (key, annotation) in (page_ids.len() as i64..).zip(annotations) {
        let element = tree.element(annotation.link).ok_or(Error::Node(annotation.link.0))?;
        place(&mut kids, element, Kid::Annotation(annotation.page, annotation.id));
        document.get_dictionary_mut(annotation.id)?.set("StructParent", key);
        parents.insert(key, ids[element].into());
    }

    let root = document.new_object_id();
    let mut names: BTreeMap<&str, ObjectId> = BTreeMap::new();
    for (index, element) in tree.elements.iter().enumerate() {
        let parent = if index == 0 { root } else { ids[element.parent] };
        let mut dictionary = dictionary! { "S" => element.tag, "P" => parent };
        set_kids(&mut dictionary, &kids[index], &ids, page_ids);
        if let Some(id) = &element.id {
            dictionary.set("ID", Object::string_literal(id.as_str()));
            names.insert(id, ids[index]);
        }
        if let Some(alternative) = &element.alternative {
            dictionary.set("Alt", text_string(conformance::cut(alternative)));
        }
        let mut attributes = element.attributes.clone();
        attributes.extend(element.illustration.and_then(|node| bounding_box(node, layout)));
        match attributes.len() {
            0 => {}
            1 => attributes.into_iter().for_each(|only| dictionary.set("A", only)),
            _ => dictionary.set("A", attributes.into_iter().map(Object::Dictionary).collect::<Vec<_>>()),
        }
        document.set_object(ids[index], dictionary);
    }

    let numbers = parents.into_iter().flat_map(|(key, value)| [Object::Integer(key), value]);
    let parent_tree = document.add_object(dictionary! { "Nums" => numbers.collect::<Vec<_>>() });
    let mut dictionary = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => ids.first().map(|id| Object::Reference(*id)).unwrap_or(Object::Null),
        "ParentTree" => parent_tree,
        "ParentTreeNextKey" => (page_ids.len() + annotations.len()) as i64,
    };
    if !names.is_empty() {
        let names = names.into_iter().flat_map(|(name, id)| {
            [Object::String(name.as_bytes().to_vec(), StringFormat::Literal), Object::Reference(id)]
        });
        let name_tree = document.add_object(dictionary! { "Names" => names.collect::<Vec<_>>() });
        dictionary.set("IDTree", name_tree);
    }
    document.set_object(root, dictionary);
    let catalog = document.catalog_mut()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", conformance::mark_info());
    Ok(())
}

/// K and Pg of an element: stretches of the element's own page by their numbers alone (table 323).
fn set_kids(dictionary: &mut Dictionary, kids: &[Kid], ids: &[ObjectId], page_ids: &[ObjectId]) {
    let own_page = kids.iter().find_map(|kid| if let Kid::Content(page, _) = kid { Some(*page) } else { None });
    let mut objects: Vec<Object> = kids
        .iter()
        .map(|kid| match kid {
            Kid::Element(element) => Object::Reference(ids[*element]),
            Kid::Content(page, number) if Some(*page) == own_page => Object::Integer(*number),
            Kid::Content(page, number) => {
                Object::Dictionary(dictionary! { "Type" => "MCR", "Pg" => page_ids[*page], "MCID" => *number })
            }
            Kid::Annotation(page, id) => {
                Object::Dictionary(dictionary! { "Type" => "OBJR", "Pg" => *page, "Obj" => *id })
            }
        })
        .collect();
    if let Some(page) = own_page {
        dictionary.set("Pg", page_ids[page]);
    }
    match objects.len() {
        0 => {}
        1 => dictionary.set("K", objects.remove(0)),
        _ => dictionary.set("K", objects),
    }
}

/// Where an illustration stands on its page (table 344: BBox, from the lower left corner of the page).
fn bounding_box(node: NodeId, layout: &Layout) -> Option<Dictionary> {
    let place = layout.illustrations.iter().find(|place| place.node == node)?;
    let height = layout.pages.get(place.page)?.height;
    let corners = [place.x, height - place.y - place.height, place.x + place.width, height - place.y];
    let corners: Vec<Object> = corners.iter().map(|length| Object::Real(round(length.0, 2))).collect();
    Some(dictionary! { "O" => "Layout", "BBox" => corners, "Placement" => "Block" })
}
