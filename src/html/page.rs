//! What stands around the text of a page that stands alone: its head, title and contents.

use super::Form;
use super::body::{Body, DRAFT};
use super::contents::{contents_of, entries, heading};
use super::inlines::plain;
use super::markup::Markup;
use crate::compose::Document;
use crate::compose::document::{Inline, Node};

/// The look of all pages.
const SHEET: &str = include_str!("page.css");

/// What a page says that it is made by, so that `import` knows it again. No version: the same report is the same page.
pub(crate) const GENERATOR: &str = "nianbao";

/// Characters of the longest description.
const LONGEST_DESCRIPTION: usize = 150;

/// A page around a text that has been written.
pub(super) fn page(document: &Document, body: &Body) -> String {
    let mut out = Markup::default();
    out.markup("<!DOCTYPE html>\n");
    out.open("html", [("lang", "zh-CN")]);
    out.line();
    head(&mut out, document, &body.rules);
    out.open("body", []);
    out.line();
    out.element("a", [("class", "skip"), ("href", "#main")], "跳到正文");
    out.line();
    header(&mut out, document);
    navigation(&mut out, document, body);
    out.open("main", [("id", "main")]);
    out.line();
    out.markup(body.out.as_str());
    out.close_line("main");
    out.close_line("body");
    out.close_line("html");
    out.finished()
}

fn head(out: &mut Markup, document: &Document, rules: &str) {
    let meta = |out: &mut Markup, name: &str, content: &str| {
        if !content.is_empty() {
            out.open("meta", [("name", name), ("content", content)]);
            out.line();
        }
    };
    out.open("head", []);
    out.line();
    out.open("meta", [("charset", "utf-8")]);
    out.line();
    meta(out, "viewport", "width=device-width, initial-scale=1");
    out.element("title", [], &document.properties.title);
    out.line();
    meta(out, "author", &document.properties.author);
    meta(out, "generator", GENERATOR);
    meta(out, "description", &description(document));
    out.open("style", []);
    out.line();
    out.markup(SHEET);
    out.markup(rules);
    out.close_line("style");
    out.close_line("head");
}

/// What the document says first, whole sentences of it if they are not too long.
fn description(document: &Document) -> String {
    let first = document.nodes.iter().find_map(|node| match node {
        Node::Paragraph(paragraph) => Some(plain(&paragraph.text)),
        _ => None,
    });
    let text = first.unwrap_or_else(|| document.properties.title.clone());
    let short: String = text.chars().take(LONGEST_DESCRIPTION).collect();
    if short.len() == text.len() {
        return text;
    }
    match short.rfind('。') {
        Some(end) => short.get(..end + '。'.len_utf8()).unwrap_or_default().to_owned(),
        None => format!("{short}……"),
    }
}

fn header(out: &mut Markup, document: &Document) {
    out.open("header", []);
    out.line();
    if document.draft {
        out.element("p", [("class", "draft")], DRAFT);
        out.line();
    }
    let lines: Vec<&Vec<Inline>> = document
        .nodes
        .iter()
        .filter_map(|node| match node {
            Node::Title { lines, .. } => Some(lines),
            _ => None,
        })
        .flatten()
        .collect();
    out.open("h1", []);
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.open("br", []);
        }
        out.text(&plain(line));
    }
    if lines.is_empty() {
        out.text(&document.properties.title);
    }
    out.close_line("h1");
    out.close_line("header");
}

/// The contents, which every page has. Only those of the document are printed.
fn navigation(out: &mut Markup, document: &Document, body: &Body) {
    let class = contents_of(document).is_none().then_some(("class", "for-screens"));
    out.open("nav", class.into_iter().chain([("aria-labelledby", "contents")]));
    out.line();
    out.element("h2", [("id", "contents")], &heading(document));
    out.line();
    entries(out, document, &body.names, Form::Page);
    out.close_line("nav");
}
