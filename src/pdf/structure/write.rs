//! The elements and the content of the pages, tied together (ISO 32000-1, 14.7.2 to 14.7.4).

use std::collections::BTreeMap;
use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary, text_string};

use super::table::CellAttributes;
use super::tree::{Attributes, Element, ElementId, Kid, Name, Tree};
use crate::layout::page::Layout;
use crate::node::NodeId;
use crate::pdf::conformance::{self, TAB_ORDER};
use crate::pdf::links::Annotation;
use crate::pdf::{Error, round};

/// Objects of the structure that the document does not hold: each element, and for each page the elements of its
/// content. Of a long table there are hundreds of thousands, so each is made when it is asked for.
pub(in crate::pdf) struct Elements<'d> {
    tree: Tree<'d>,
    /// The element of each stretch of content, page by page.
    of_content: Vec<Vec<ElementId>>,
    /// Number of the first object: elements in their order, then pages in theirs.
    first: u32,
    root: ObjectId,
    page_ids: &'d [ObjectId],
    annotations: &'d [Annotation],
    layout: &'d Layout,
}

/// Ties the tree to what the pages show. `stretches` are, for each page, the nodes of its stretches of content in the
/// order of their numbers.
pub(in crate::pdf) fn add<'d>(
    document: &mut Document,
    page_ids: &'d [ObjectId],
    tree: Tree<'d>,
    stretches: &[Vec<NodeId>],
    annotations: &'d [Annotation],
    layout: &'d Layout,
) -> Result<Elements<'d>, Error> {
    let (mut tree, mut of_content) = (tree, Vec::new());
    let mut placer = Placer::new(&mut tree);
    for (page, nodes) in (0..).zip(stretches) {
        let place = |(number, node): (u32, &NodeId)| placer.place(*node, Kid::Content(page, number));
        of_content.push((0..).zip(nodes).map(place).collect::<Result<Vec<ElementId>, Error>>()?);
    }
    let of_annotations: Vec<ElementId> = (0..)
        .zip(annotations)
        .map(|(at, annotation)| placer.place(annotation.link, Kid::Annotation(at)))
        .collect::<Result<_, Error>>()?;

    let root = document.new_object_id();
    let first = root.0 + 1;
    let elements = Elements { tree, of_content, first, root, page_ids, annotations, layout };
    document.max_id += (elements.tree.elements.len() + elements.of_content.len()) as u32;

    let mut numbers = Vec::new();
    for (key, page) in (0_i64..).zip(page_ids) {
        let dictionary = document.get_dictionary_mut(*page)?;
        dictionary.set("StructParents", key);
        dictionary.set("Tabs", TAB_ORDER);
        numbers.extend([Object::Integer(key), elements.page(key as usize).into()]);
    }
    for (key, (annotation, element)) in (page_ids.len() as i64..).zip(annotations.iter().zip(of_annotations)) {
        document.get_dictionary_mut(annotation.id)?.set("StructParent", key);
        numbers.extend([Object::Integer(key), elements.element(element).into()]);
    }
    let parent_tree = document.add_object(dictionary! { "Nums" => numbers });
    let mut dictionary = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => elements.element(0),
        "ParentTree" => parent_tree,
        "ParentTreeNextKey" => (page_ids.len() + annotations.len()) as i64,
    };
    let names = elements.names();
    if !names.is_empty() {
        let name_tree = document.add_object(dictionary! { "Names" => names });
        dictionary.set("IDTree", name_tree);
    }
    document.set_object(root, dictionary);
    let catalog = document.catalog_mut()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", conformance::mark_info());
    Ok(elements)
}

/// Puts content where it stands among the kids of its element.
struct Placer<'t, 'd> {
    tree: &'t mut Tree<'d>,
    /// How many kids of each element have been put in. What is written itself stands before what stands below: the
    /// picture before its caption.
    written: Vec<u32>,
}

impl<'t, 'd> Placer<'t, 'd> {
    fn new(tree: &'t mut Tree<'d>) -> Placer<'t, 'd> {
        let written = vec![0; tree.elements.len()];
        Placer { tree, written }
    }

    /// Puts in what a node shows. An element within a text comes into that with the first of its own content.
    fn place(&mut self, node: NodeId, kid: Kid) -> Result<ElementId, Error> {
        let element = self.tree.element(node).ok_or(Error::Node(node.0))?;
        let Element { parent, is_inline, .. } = self.tree.elements[element as usize];
        if is_inline && self.written[element as usize] == 0 {
            self.insert(parent, Kid::Element(element));
        }
        self.insert(element, kid);
        Ok(element)
    }

    fn insert(&mut self, element: ElementId, kid: Kid) {
        let written = &mut self.written[element as usize];
        self.tree.elements[element as usize].kids.insert(*written as usize, kid);
        *written += 1;
    }
}

impl Elements<'_> {
    /// The numbers of all objects.
    pub(in crate::pdf) fn numbers(&self) -> Range<u32> {
        self.first..self.first + (self.tree.elements.len() + self.of_content.len()) as u32
    }

    /// One of them.
    pub(in crate::pdf) fn object(&self, (number, generation): ObjectId) -> Option<Object> {
        let index = number.checked_sub(self.first).filter(|_| generation == 0)? as usize;
        if let Some(element) = self.tree.elements.get(index) {
            return Some(self.dictionary(index, element).into());
        }
        let of_page = self.of_content.get(index - self.tree.elements.len())?;
        Some(of_page.iter().map(|element| Object::Reference(self.element(*element))).collect::<Vec<_>>().into())
    }

    fn element(&self, element: ElementId) -> ObjectId {
        (self.first + element, 0)
    }

    fn page(&self, page: usize) -> ObjectId {
        (self.first + (self.tree.elements.len() + page) as u32, 0)
    }

    fn dictionary(&self, index: usize, element: &Element) -> Dictionary {
        let parent = if index == 0 { self.root } else { self.element(element.parent) };
        let mut dictionary = dictionary! { "S" => element.tag, "P" => parent };
        self.set_kids(&mut dictionary, &element.kids);
        if let Some(name) = element.name {
            dictionary.set("ID", Object::string_literal(name.text()));
        }
        // What is read aloud in its place (14.9.3).
        if let Some(illustration) = element.illustration {
            dictionary.set("Alt", text_string(conformance::cut(&illustration.alternative)));
        }
        let attributes = element.attributes.as_ref().map(|attributes| match attributes {
            Attributes::Cell(cell) => of_cell(cell),
            Attributes::List { is_numbered } => conformance::numbering(*is_numbered),
        });
        let place = element.illustration.and_then(|illustration| bounding_box(illustration.id, self.layout));
        if let Some(attributes) = attributes.or(place) {
            dictionary.set("A", attributes);
        }
        dictionary
    }

    /// K and Pg of an element: stretches of the element's own page by their numbers alone (table 323).
    fn set_kids(&self, dictionary: &mut Dictionary, kids: &[Kid]) {
        let own_page = kids.iter().find_map(|kid| if let Kid::Content(page, _) = kid { Some(*page) } else { None });
        let page_id = |page: u32| self.page_ids[page as usize];
        let object = |kid: &Kid| match kid {
            Kid::Element(element) => Object::Reference(self.element(*element)),
            Kid::Content(page, number) if Some(*page) == own_page => Object::Integer(i64::from(*number)),
            Kid::Content(page, number) => dictionary! {
                "Type" => "MCR", "Pg" => page_id(*page), "MCID" => i64::from(*number)
            }
            .into(),
            Kid::Annotation(at) => {
                let Annotation { id, page, .. } = self.annotations[*at as usize];
                dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => id }.into()
            }
        };
        if let Some(page) = own_page {
            dictionary.set("Pg", page_id(page));
        }
        match kids {
            [] => {}
            [only] => dictionary.set("K", object(only)),
            _ => dictionary.set("K", kids.iter().map(object).collect::<Vec<_>>()),
        }
    }

    /// The names of elements and what they name, in the order of the names (7.9.6).
    fn names(&self) -> Vec<Object> {
        let named = (0..).zip(&self.tree.elements).filter_map(|(id, element)| Some((element.name?.text(), id)));
        let names: BTreeMap<String, ElementId> = named.collect();
        let entry = |(name, id): (String, ElementId)| {
            [Object::String(name.into_bytes(), StringFormat::Literal), self.element(id).into()]
        };
        names.into_iter().flat_map(entry).collect()
    }
}

impl Name {
    /// As it is written.
    fn text(self) -> String {
        match self {
            // Node ids are unique in the document, and so are names made of them.
            Name::Head(node) => format!("h{:07}", node.0),
            Name::Note(index) => conformance::note_name(index),
            Name::FurtherNote(index) => conformance::further_note_name(index),
        }
    }
}

fn of_cell(cell: &CellAttributes) -> Dictionary {
    let mut attributes = dictionary! { "O" => "Table" };
    if let Some(scope) = cell.scope {
        attributes.set("Scope", scope);
    }
    if cell.row_span > 1 {
        attributes.set("RowSpan", cell.row_span as i64);
    }
    if cell.column_span > 1 {
        attributes.set("ColSpan", cell.column_span as i64);
    }
    if !cell.heads.is_empty() {
        let names = cell.heads.iter().map(|head| Object::string_literal(Name::Head(*head).text()));
        attributes.set("Headers", names.collect::<Vec<Object>>());
    }
    attributes
}

/// Where an illustration stands on its page (table 344: BBox, from the lower left corner of the page).
fn bounding_box(node: NodeId, layout: &Layout) -> Option<Dictionary> {
    let place = layout.illustrations.iter().find(|place| place.node == node)?;
    let height = layout.pages.get(place.page)?.height;
    let corners = [place.x, height - place.y - place.height, place.x + place.width, height - place.y];
    let corners: Vec<Object> = corners.iter().map(|length| Object::Real(round(length.0, 2))).collect();
    Some(dictionary! { "O" => "Layout", "BBox" => corners, "Placement" => "Block" })
}
