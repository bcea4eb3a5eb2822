//! What simple rules of a page's `<style>` say of elements, written into their own style: `.note { … }`, `sup { … }`,
//! `span.note { … }`. Only what hides, moves or thickens text is looked at; rules that ask for more than one name are none.

use ego_tree::{NodeId, NodeRef};
use rustc_hash::{FxHashMap, FxHashSet};
use scraper::node::Element;
use scraper::{Html, Node};

use super::shown::is_named;

/// What is looked at.
const PROPERTIES: [&str; 13] = [
    "display",
    "visibility",
    "opacity",
    "mso-hide",
    "font",
    "font-size",
    "font-weight",
    "vertical-align",
    "position",
    "top",
    "bottom",
    "text-decoration",
    "text-decoration-line",
];
/// Most selectors that are read, most classes of an element, and bytes of the longest value.
const MOST_SELECTORS: usize = 50_000;
const MOST_CLASSES: usize = 100;
const LONGEST_VALUE: usize = 60;

/// What rules say, by their selectors.
type Rules = FxHashMap<String, Vec<Declared>>;

#[derive(Clone)]
struct Declared {
    property: &'static str,
    value: String,
    is_important: bool,
    /// Which declaration of the page it is: the last counts.
    place: usize,
}

/// Writes what simple rules of a page say of its elements into their own style.
pub(super) fn apply_rules(page: &mut Html) {
    let rules = rules(&sheets(page.tree.root()));
    if rules.is_empty() {
        return;
    }
    let with_style = |node: NodeRef<Node>| Some((node.id(), style(node.value().as_element()?, &rules)?));
    let styles: Vec<(NodeId, String)> = page.tree.root().descendants().filter_map(with_style).collect();
    for (id, style) in styles {
        if let Some(mut node) = page.tree.get_mut(id)
            && let Node::Element(element) = node.value()
        {
            set_style(element, &style);
        }
    }
}

/// The text of all sheets in the page that are for screens.
fn sheets(root: NodeRef<Node>) -> String {
    let is_for_screens = |node: &NodeRef<Node>| {
        let media = node.value().as_element().and_then(|element| element.attr("media")).unwrap_or("all");
        media.contains("all") || media.contains("screen")
    };
    let sheets = root.descendants().filter(|node| is_named(node, &["style"])).filter(is_for_screens);
    let texts = sheets.flat_map(|sheet| sheet.children()).filter_map(|node| node.value().as_text());
    texts.map(|text| format!("{}\n", &**text)).collect()
}

/// The simple rules of a sheet. What is hidden by one and shown by another that is not read counts as shown.
fn rules(sheet: &str) -> Rules {
    let sheet = without_comments(sheet);
    let (mut rules, mut shown) = (Rules::default(), FxHashSet::default());
    let mut places = 0..MOST_SELECTORS;
    let mut rest = sheet.as_str();
    while let Some((before, behind)) = rest.split_once('{') {
        let selectors = before.rsplit(';').next().unwrap_or_default().trim();
        if selectors.starts_with('@') {
            rest = behind_block(behind);
            continue;
        }
        let (body, behind) = behind.split_once('}').unwrap_or((behind, ""));
        rest = behind;
        let declared = declared(body);
        for selector in selectors.split(',').filter(|_| !declared.is_empty()) {
            let Some(place) = places.next() else { return rules };
            match simple(selector) {
                Some(selector) => {
                    let own = rules.entry(selector).or_default();
                    for new in &declared {
                        own.retain(|old| (old.property, old.is_important) != (new.property, new.is_important));
                        own.push(Declared { place, ..new.clone() });
                    }
                }
                None => shown.extend(
                    declared
                        .iter()
                        .filter(|new| !hides(new))
                        .flat_map(|new| names(selector).into_iter().map(|name| (name, new.property))),
                ),
            }
        }
    }
    for (selector, own) in &mut rules {
        let is_shown =
            |declared: &Declared| names(selector).into_iter().any(|name| shown.contains(&(name, declared.property)));
        own.retain(|declared| !hides(declared) || !is_shown(declared));
    }
    rules
}

fn without_comments(sheet: &str) -> String {
    let mut pieces = sheet.split("/*");
    let first = pieces.next().unwrap_or_default().to_owned();
    let whole = pieces.filter_map(|piece| Some(piece.split_once("*/")?.1)).fold(first, |whole, piece| whole + piece);
    whole.replace("<!--", "").replace("-->", "")
}

/// What stands behind a block of which only the opening brace has been read.
fn behind_block(text: &str) -> &str {
    let mut depth = 1_usize;
    for (at, ch) in text.char_indices() {
        match ch {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

/// What the body of a rule says of the properties that are looked at.
fn declared(body: &str) -> Vec<Declared> {
    let declaration = |text: &str| {
        let (property, value) = text.split_once(':')?;
        let property = PROPERTIES.into_iter().find(|known| property.trim().eq_ignore_ascii_case(known))?;
        let value = value.trim().to_ascii_lowercase();
        let (value, is_important) = value
            .split_once('!')
            .map_or((value.as_str(), false), |(value, mark)| (value.trim(), mark.contains("important")));
        let value = value.to_owned();
        (value.len() <= LONGEST_VALUE).then_some(Declared { property, value, is_important, place: 0 })
    };
    body.split(';').filter_map(declaration).collect()
}

/// Whether it takes what it is said of away from the page.
fn hides(declared: &Declared) -> bool {
    let value = declared.value.as_str();
    match declared.property {
        "display" => value == "none",
        "visibility" => value != "visible",
        "opacity" => value.trim_end_matches('%').parse::<f64>().is_ok_and(|value| value == 0.0),
        _ => false,
    }
}

/// A selector of an element, a class or both, the element in lower case; `None` of any other.
fn simple(selector: &str) -> Option<String> {
    let (element, class) = selector.trim().split_once('.').unwrap_or((selector.trim(), ""));
    let is_name = |name: &str| name.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, '-' | '_'));
    let element = element.to_ascii_lowercase();
    let is_simple = is_name(&element) && is_name(class) && !(element.is_empty() && class.is_empty());
    is_simple.then(|| if class.is_empty() { element } else { format!("{element}.{class}") })
}

/// The names of the element that a selector is about, none where it waits for a pointer.
fn names(selector: &str) -> Vec<String> {
    let last = selector.trim().rsplit([' ', '>', '+', '~']).next().unwrap_or_default();
    if [":hover", ":focus", ":active"].iter().any(|state| last.contains(state)) {
        return Vec::new();
    }
    let whole = last.split(['#', ':', '[']).next().unwrap_or_default();
    let (element, classes) = whole.split_once('.').unwrap_or((whole, ""));
    let names: Vec<String> = classes.split('.').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    if names.is_empty() && !element.is_empty() { vec![element.to_ascii_lowercase()] } else { names }
}

/// The style of an element with what rules say of it; `None` if they say nothing.
fn style(element: &Element, rules: &Rules) -> Option<String> {
    let name = element.name();
    let of_classes = element
        .classes()
        .take(MOST_CLASSES)
        .flat_map(|class| [(2, rules.get(&format!(".{class}"))), (3, rules.get(&format!("{name}.{class}")))]);
    let of_all = std::iter::once((1, rules.get(name))).chain(of_classes);
    let mut said: Vec<(i32, &Declared)> = of_all
        .flat_map(|(weight, declared)| declared.into_iter().flatten().map(move |declared| (weight, declared)))
        .collect();
    if said.is_empty() {
        return None;
    }
    said.sort_by_key(|(weight, declared)| (*weight, declared.place));
    let written = |is_important: bool| {
        let said = said.iter().filter(|(_, declared)| declared.is_important == is_important);
        said.map(|(_, Declared { property, value, .. })| format!("{property}:{value};")).collect::<String>()
    };
    let own = element.attr("style").unwrap_or_default();
    Some(format!("{}{own};{}", written(false), written(true)))
}

fn set_style(element: &mut Element, style: &str) {
    let is_style = |name: &str, namespace: &str| name == "style" && namespace.is_empty();
    if let Some((_, own)) = element.attrs.iter_mut().find(|(name, _)| is_style(&name.local, &name.ns)) {
        *own = style.into();
        return;
    }
    let mut name = element.name.clone();
    (name.prefix, name.ns, name.local) = (None, "".into(), "style".into());
    // Attributes are looked up in their order.
    let at = element.attrs.partition_point(|(other, _)| *other < name);
    element.attrs.insert(at, (name, style.into()));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::shown::style as value;
    use super::*;

    /// A property of the last element of a page.
    fn last(page: &str, property: &str) -> Option<String> {
        let mut page = Html::parse_document(page);
        apply_rules(&mut page);
        let element = page.tree.root().descendants().filter_map(|node| node.value().as_element()).last().unwrap();
        value(element, property)
    }

    #[test]
    fn rules_count_as_in_browsers() {
        let of = |sheet: &str| last(&format!("<style>{sheet}</style><p><span id=x class='a b'>"), "top");
        assert_eq!(of("<!-- .c{top:1px} /* } */ p, .a , u{top: 2PX} -->").as_deref(), Some("2px"));
        assert_eq!(of("span.a{top:3px} .b{top:2px} span{top:1px}").as_deref(), Some("3px"));
        assert_eq!(of(".b{top:2px} .a{top:1px}").as_deref(), Some("1px"));
        assert_eq!(of("span{top:2px!important} .a{top:1px}").as_deref(), Some("2px"));
        assert_eq!(of("@import 'x'; @media print{.a{top:1px} .b{top:2px}} .b{top:3px").as_deref(), Some("3px"));
        assert_eq!(of("p .a{top:1px} .a.b{top:1px} #x{top:1px} .a:hover{top:1px} *{top:1px}"), None);
        let own = "<style>.a{top:1px}</style><p><span class=a style='top:2px'>";
        assert_eq!(last(own, "top").as_deref(), Some("2px"));
        assert_eq!(last("<style media=print>p{top:1px}</style><p>", "top"), None);
    }

    /// Scripts show what a sheet hides at first by giving it another class.
    #[test]
    fn what_another_rule_shows_is_not_hidden() {
        let of = |sheet: &str| last(&format!("<style>{sheet}</style><div class='tab on'>"), "display");
        assert_eq!(of(".tab{display:none}").as_deref(), Some("none"));
        assert_eq!(of(".tab{display:none} .tab.on{display:block}"), None);
        assert_eq!(of(".tab{display:none} .tab:hover{display:block}").as_deref(), Some("none"));
    }
}
