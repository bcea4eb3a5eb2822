//! What a file carries besides its pages: scripts, actions that it takes by itself, other files.

use lopdf::{Dictionary, Document, Object};

use super::content::text_string;

/// Something that no report has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extra {
    /// A script, or an action that is taken when the file is opened or printed; its kind, such as `JavaScript`.
    Action(String),
    /// A file; its name.
    Attachment(String),
}

/// Kinds of actions that do more than lead to a place or an address (ISO 32000-1, table 198).
const ACTIONS: [&[u8]; 11] = [
    b"JavaScript",
    b"Launch",
    b"SubmitForm",
    b"ImportData",
    b"ResetForm",
    b"Hide",
    b"SetOCGState",
    b"Rendition",
    b"Sound",
    b"Movie",
    b"GoToE",
];

/// All of them, each once.
pub(super) fn extras(document: &Document) -> Vec<Extra> {
    let mut found = Vec::new();
    for object in document.objects.values() {
        in_object(object, document, &mut found);
    }
    // Opening at a place is no action.
    let opening = document.catalog().and_then(|catalog| catalog.get_deref(b"OpenAction", document));
    let opening = opening.and_then(Object::as_dict).and_then(|action| action.get(b"S")).and_then(Object::as_name);
    if let Ok(kind) = opening.map(name).as_deref()
        && kind != "GoTo"
    {
        add(&mut found, Extra::Action(kind.to_owned()));
    }
    found
}

fn in_object(object: &Object, document: &Document, found: &mut Vec<Extra>) {
    match object {
        Object::Array(items) => items.iter().for_each(|item| in_object(item, document, found)),
        Object::Dictionary(own) => in_dictionary(own, document, found),
        Object::Stream(stream) => in_dictionary(&stream.dict, document, found),
        _ => {}
    }
}

fn in_dictionary(own: &Dictionary, document: &Document, found: &mut Vec<Extra>) {
    let kind = own.get_deref(b"S", document).and_then(Object::as_name).unwrap_or_default();
    if ACTIONS.contains(&kind) && !own.has(b"K") {
        add(found, Extra::Action(name(kind)));
    } else if own.has(b"JS") {
        add(found, Extra::Action("JavaScript".to_owned()));
    }
    if own.has(b"EF") {
        let called =
            [b"UF".as_slice(), b"F"].into_iter().find_map(|key| own.get_deref(key, document).ok()?.as_str().ok());
        add(found, Extra::Attachment(called.map(text_string).unwrap_or_default()));
    }
    own.iter().for_each(|(_, value)| in_object(value, document, found));
}

fn add(found: &mut Vec<Extra>, extra: Extra) {
    if !found.contains(&extra) {
        found.push(extra);
    }
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
