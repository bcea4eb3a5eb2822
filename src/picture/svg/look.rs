//! What an SVG may not hold: what runs, what reaches out of the file, and what cannot be drawn as vectors.

use roxmltree::{Document, Node};

use super::css::{declarations, rules, urls};
use super::numbers::enormous;
use super::{forbidden, is_svg_element};
use crate::diagnostic::{Diagnostic, Message, message};

/// What moves: SMIL's elements (SVG 1.1, 19.2).
const ANIMATIONS: [&str; 7] =
    ["animate", "animateColor", "animateMotion", "animateTransform", "discard", "mpath", "set"];

/// Pictures that may be embedded as `data:`.
const EMBEDDED: [&str; 5] = ["image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp"];

/// Goes through a document.
pub(super) fn check(document: &Document) -> Result<(), Diagnostic> {
    for node in document.descendants() {
        if node.pi().is_some_and(|instruction| instruction.target == "xml-stylesheet") {
            let what = message!(zh: "引用了外部样式表", en: "a style sheet elsewhere is referred to");
            return Err(forbidden(document, node.range().start, &what).help(inline_help()));
        }
        if node.is_element() {
            check_element(&node)?;
        }
    }
    Ok(())
}

fn check_element(node: &Node) -> Result<(), Diagnostic> {
    let name = node.tag_name().name();
    let refuse = |what: &Message, help: Message| Err(forbidden(node.document(), node.range().start, what).help(help));
    // A script is one in any namespace.
    if name == "script" {
        let what = message!(zh: "含有脚本（<script>）", en: "there is a script (<script>)");
        return refuse(&what, delete_help());
    }
    if !is_svg_element(node) {
        return Ok(());
    }
    // The second is what Inkscape once wrote for text in a frame.
    if matches!(name, "foreignObject" | "flowRoot") {
        let what = message!(
            zh: "含有画不出来的文字框（<{name}>）",
            en: "there is a frame of text that cannot be drawn (<{name}>)",
        );
        let help = message!(
            zh: "把里面的文字改成普通文字（<text>）或转成曲线；在 draw.io 里取消“自动换行”和“格式化文本”再导出",
            en: "make it ordinary text (<text>) or outlines; in draw.io \
                turn off word wrap and formatted text before the export",
        );
        return refuse(&what, help);
    }
    if ANIMATIONS.contains(&name) {
        let what = message!(zh: "含有动画（<{name}>），印不出来", en: "there is an animation (<{name}>), which cannot be printed");
        return refuse(&what, delete_help());
    }
    if name == "style" {
        check_sheet(node)?;
    }
    for attribute in node.attributes() {
        check_attribute(node, attribute.name(), attribute.value(), attribute.range().start)?;
    }
    Ok(())
}

fn check_attribute(node: &Node, name: &str, value: &str, at: usize) -> Result<(), Diagnostic> {
    let refuse = |what: &Message, help: Message| Err(forbidden(node.document(), at, what).help(help));
    if name.len() > 2 && name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
        let what = message!(zh: "含有脚本（属性 {name}）", en: "there is a script (attribute {name})");
        return refuse(&what, delete_help());
    }
    check_numbers(node, name, value, at)?;
    match name {
        "href" => check_link(node, value, at),
        "filter" => check_filter(node, value, at),
        "style" => {
            for (name, value) in declarations(value) {
                check_numbers(node, &name, &value, at)?;
                if name == "filter" {
                    check_filter(node, &value, at)?;
                }
            }
            check_urls(node, value, at)
        }
        _ => check_urls(node, value, at),
    }
}

/// A reference goes to an element of the same file, or it carries a picture along.
fn check_link(node: &Node, value: &str, at: usize) -> Result<(), Diagnostic> {
    let value = value.trim();
    if value.is_empty() || value.starts_with('#') {
        return Ok(());
    }
    let element = node.tag_name().name();
    if value.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:")) {
        let kind = value[5..].split([';', ',']).next().unwrap_or_default().trim().to_ascii_lowercase();
        if element == "image" && EMBEDDED.contains(&kind.as_str()) {
            return Ok(());
        }
        let what = message!(
            zh: "嵌入的内容（{kind}）不是 PNG、JPEG、GIF、WebP 图片",
            en: "what is embedded ({kind}) is no PNG, JPEG, GIF or WebP picture",
        );
        return Err(forbidden(node.document(), at, &what).help(inline_help()));
    }
    if element == "a" {
        let what = message!(zh: "含有超链接（<a>）", en: "there is a link (<a>)");
        return Err(forbidden(node.document(), at, &what).help(delete_help()));
    }
    Err(outside(node, value, at))
}

fn check_urls(node: &Node, value: &str, at: usize) -> Result<(), Diagnostic> {
    match urls(value).into_iter().find(|url| !url.starts_with('#')) {
        Some(url) => Err(outside(node, url, at)),
        None => Ok(()),
    }
}

fn check_sheet(node: &Node) -> Result<(), Diagnostic> {
    let at = node.range().start;
    for text in node.descendants().filter(Node::is_text).filter_map(|text| text.text()) {
        if text.to_ascii_lowercase().contains("@import") {
            let what =
                message!(zh: "引用了外部样式表（@import）", en: "a style sheet elsewhere is referred to (@import)");
            return Err(forbidden(node.document(), at, &what).help(inline_help()));
        }
        check_urls(node, text, at)?;
        for (name, value) in rules(text).into_iter().flat_map(|rule| rule.declarations) {
            check_numbers(node, &name, &value, at)?;
            if name == "filter" {
                check_filter(node, &value, at)?;
            }
        }
    }
    Ok(())
}

fn check_numbers(node: &Node, name: &str, value: &str, at: usize) -> Result<(), Diagnostic> {
    let Some(number) = enormous(name, value) else { return Ok(()) };
    let number: String = number.chars().take(20).collect();
    let what = message!(
        zh: "{name} 里的数太大（{number}）",
        en: "a number in {name} is too large ({number})",
    );
    let help = message!(
        zh: "在绘图软件里重新导出；如果还是这样，另存为 PNG",
        en: "export the drawing again; if that does not help, save it as PNG",
    );
    Err(forbidden(node.document(), at, &what).help(help))
}

fn check_filter(node: &Node, value: &str, at: usize) -> Result<(), Diagnostic> {
    let value = value.trim().trim_end_matches("!important").trim_end();
    if matches!(value, "" | "none" | "inherit" | "initial" | "unset") {
        return Ok(());
    }
    let what = message!(
        zh: "用了滤镜（filter，如阴影、模糊），不能作为矢量图形画出",
        en: "a filter is used (a shadow, a blur), which cannot be drawn as vectors",
    );
    let help = message!(
        zh: "在绘图软件里去掉阴影、模糊等效果，或把图另存为 PNG",
        en: "take shadows, blurs and the like off, or save the drawing as PNG",
    );
    Err(forbidden(node.document(), at, &what).help(help))
}

fn outside(node: &Node, target: &str, at: usize) -> Diagnostic {
    let target: String = target.chars().take(60).filter(|ch| !ch.is_control()).collect();
    let what = message!(
        zh: "引用了文件以外的内容（{target}）",
        en: "something outside the file is referred to ({target})",
    );
    forbidden(node.document(), at, &what).help(inline_help())
}

fn inline_help() -> Message {
    message!(
        zh: "导出时选“嵌入图片”和“嵌入样式”，让 SVG 不依赖别的文件；或另存为 PNG",
        en: "export the SVG with pictures and styles embedded, so that it needs no other file, or save it as PNG",
    )
}

fn delete_help() -> Message {
    message!(
        zh: "在绘图软件里删去它再导出，或另存为 PNG",
        en: "delete it in the program that drew it and export again, or save the drawing as PNG",
    )
}
