//! The structure tree of a finished PDF, read by lopdf; what its stretches of content say is read by hayro (`pdf`).

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::pdf::Pdf;

/// A structure element.
#[derive(Debug)]
pub struct Element {
    pub id: ObjectId,
    pub tag: String,
    pub dictionary: Dictionary,
    pub kids: Vec<Kid>,
}

/// What an element holds.
#[derive(Debug)]
pub enum Kid {
    Element(Element),
    /// A stretch of content: index of its page, its number there, what it says.
    Content(usize, i64, String),
    /// An annotation.
    Annotation(ObjectId),
}

/// A PDF with its tree.
pub struct Tagged {
    pub file: Document,
    pub pages: Vec<ObjectId>,
    pub root: Element,
    /// What its pages show.
    pub shown: Pdf,
}

impl Tagged {
    pub fn read(bytes: &[u8]) -> Tagged {
        let file = Document::load_mem(bytes).expect("a PDF");
        let pages: Vec<ObjectId> = file.page_iter().collect();
        let shown = Pdf::read(bytes.to_vec());
        let root = {
            let reader = Reader { file: &file, pages: &pages, shown: &shown };
            let tree = reader.of(file.catalog().unwrap(), b"StructTreeRoot");
            reader.element(tree.get(b"K").unwrap().as_reference().unwrap(), None)
        };
        Tagged { root, pages, file, shown }
    }

    /// All elements, depth first.
    pub fn elements(&self) -> Vec<&Element> {
        self.root.all()
    }

    /// All elements of a type.
    pub fn tagged(&self, tag: &str) -> Vec<&Element> {
        self.elements().into_iter().filter(|element| element.tag == tag).collect()
    }

    /// The root of the structure tree.
    pub fn tree(&self) -> &Dictionary {
        self.file.get_dict_in_dict(self.file.catalog().unwrap(), b"StructTreeRoot").unwrap()
    }

    /// What the parent tree says of a key (ISO 32000-1, 14.7.4.4).
    pub fn parents(&self, key: &Object) -> &Object {
        let numbers = self.file.get_dict_in_dict(self.tree(), b"ParentTree").unwrap().get(b"Nums").unwrap();
        let mut pairs = numbers.as_array().unwrap().chunks(2);
        &pairs.find(|pair| pair[0] == *key).expect("an entry of the key")[1]
    }

    /// The element of a name.
    pub fn named(&self, id: &[u8]) -> &Element {
        let is_it = |element: &&Element| element.dictionary.get(b"ID").is_ok_and(|own| own.as_str().unwrap() == id);
        let mut found = self.elements().into_iter().filter(is_it);
        let first = found.next().expect("an element of this name");
        assert!(found.next().is_none(), "two elements of one name");
        first
    }
}

impl Element {
    /// The element and all below it, depth first.
    pub fn all(&self) -> Vec<&Element> {
        std::iter::once(self).chain(self.elements().flat_map(Element::all)).collect()
    }

    /// The elements right below it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.kids.iter().filter_map(|kid| if let Kid::Element(element) = kid { Some(element) } else { None })
    }

    /// What it and all below it say, depth first, without white space.
    pub fn text(&self) -> String {
        let say = |kid: &Kid| match kid {
            Kid::Element(element) => element.text(),
            Kid::Content(_, _, text) => text.clone(),
            Kid::Annotation(_) => String::new(),
        };
        super::squeezed(&self.kids.iter().map(say).collect::<String>())
    }

    /// The same, but for what stands in pictures and charts.
    pub fn text_without_figures(&self) -> String {
        let say = |kid: &Kid| match kid {
            Kid::Element(element) => element.text_without_figures(),
            Kid::Content(_, _, text) if self.tag != "Figure" => text.clone(),
            _ => String::new(),
        };
        super::squeezed(&self.kids.iter().map(say).collect::<String>())
    }

    /// Its tree in short: `L(LI(Lbl LBody(P)))`.
    pub fn outline(&self) -> String {
        let kids: Vec<String> = self.elements().map(Element::outline).collect();
        if kids.is_empty() { self.tag.clone() } else { format!("{}({})", self.tag, kids.join(" ")) }
    }

    /// Its stretches of content and those of all below it, as they are read: page and number of each.
    pub fn stretches(&self) -> Vec<(usize, i64)> {
        let of_kid = |kid: &Kid| match kid {
            Kid::Element(element) => element.stretches(),
            Kid::Content(page, number, _) => vec![(*page, *number)],
            Kid::Annotation(_) => Vec::new(),
        };
        self.kids.iter().flat_map(of_kid).collect()
    }

    /// The pages that it stands on, from 0.
    pub fn pages(&self) -> Vec<usize> {
        let mut pages: Vec<usize> = self.stretches().into_iter().map(|(page, _)| page).collect();
        pages.sort_unstable();
        pages.dedup();
        pages
    }

    /// An attribute (ISO 32000-1, 14.7.5).
    pub fn attribute(&self, key: &[u8]) -> Option<&Object> {
        let all = match self.dictionary.get(b"A").ok()? {
            Object::Array(all) => all.iter().collect(),
            one => vec![one],
        };
        all.into_iter().find_map(|one| one.as_dict().unwrap().get(key).ok())
    }
}

struct Reader<'a> {
    file: &'a Document,
    pages: &'a [ObjectId],
    shown: &'a Pdf,
}

impl Reader<'_> {
    fn of<'d>(&'d self, dictionary: &'d Dictionary, key: &[u8]) -> &'d Dictionary {
        self.file.get_dict_in_dict(dictionary, key).unwrap_or_else(|_| panic!("{key:?}"))
    }

    fn element(&self, id: ObjectId, parent: Option<ObjectId>) -> Element {
        let dictionary = self.file.get_dictionary(id).expect("an element").clone();
        if let Some(parent) = parent {
            assert_eq!(dictionary.get(b"P").unwrap().as_reference().unwrap(), parent, "an element knows its parent");
        }
        let page = dictionary.get(b"Pg").ok().map(|page| self.page(page));
        let kids = match dictionary.get(b"K") {
            Ok(Object::Array(kids)) => kids.iter().map(|kid| self.kid(kid, id, page)).collect(),
            Ok(kid) => vec![self.kid(kid, id, page)],
            Err(_) => Vec::new(),
        };
        let tag = String::from_utf8(dictionary.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
        Element { id, tag, dictionary, kids }
    }

    fn kid(&self, kid: &Object, parent: ObjectId, page: Option<usize>) -> Kid {
        match kid {
            Object::Integer(number) => self.content(page.expect("a page"), *number),
            Object::Reference(id) => Kid::Element(self.element(*id, Some(parent))),
            Object::Dictionary(reference) if reference.has_type(b"MCR") => self
                .content(self.page(reference.get(b"Pg").unwrap()), reference.get(b"MCID").unwrap().as_i64().unwrap()),
            Object::Dictionary(reference) if reference.has_type(b"OBJR") => {
                Kid::Annotation(reference.get(b"Obj").unwrap().as_reference().unwrap())
            }
            other => panic!("{other:?}"),
        }
    }

    fn page(&self, page: &Object) -> usize {
        let id = page.as_reference().unwrap();
        self.pages.iter().position(|page| *page == id).expect("a page of the file")
    }

    fn content(&self, page: usize, number: i64) -> Kid {
        let glyphs = self.shown.pages[page].glyphs.iter().filter(|glyph| glyph.stretch == Some(number));
        Kid::Content(page, number, glyphs.map(|glyph| glyph.text.as_str()).collect())
    }
}
