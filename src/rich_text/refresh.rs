//! Pieces that are known, with what their figures print now.

use super::piece::{Inline, Piece, Shape};
use super::read::Prints;

/// Sets what the figures of pieces print. What pieces are made of does not depend on that.
pub fn refresh(pieces: &mut [Piece], figures: Prints) {
    for piece in pieces {
        match &mut piece.shape {
            Shape::Heading { text, run_in, .. } => {
                inlines(text, figures);
                run_in.iter_mut().for_each(|text| inlines(text, figures));
            }
            Shape::Paragraph { text, .. } | Shape::Item { text, .. } | Shape::Note { text, .. } => {
                inlines(text, figures);
            }
            Shape::Table(table) => {
                let lines = table.cells.iter_mut().flat_map(|cell| &mut cell.lines).map(|line| &mut line.text);
                lines.chain(&mut table.caption).for_each(|text| inlines(text, figures));
            }
            Shape::Pictures { items } => items.iter_mut().for_each(|item| inlines(&mut item.caption, figures)),
            Shape::Quote { pieces } => refresh(pieces, figures),
            Shape::Source => {}
        }
    }
}

fn inlines(text: &mut [Inline], figures: Prints) {
    for inline in text {
        if let Inline::Figure { expression, shown, .. } = inline {
            *shown = figures(expression);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces;
    use super::*;

    /// In every place where a figure can stand.
    #[test]
    fn figures_print_what_they_print_now() {
        let text = "## 一{{ a }}\n（一）二{{ a }}。三{{ a }}\n四**{{ a }}**[^1]\n- 五{{ a }}\n\n| 六{{ a }} |\n|---|\n| 七{{ a }} |\n: 八{{ a }}\n\n\
            ![九{{ a }}](a.png)\n\n> 十{{ a }}\n\n[^1]: 注{{ a }}\n";
        let one = |expression: &str| (expression == "a").then(|| "1".to_owned());
        let two = |expression: &str| (expression == "a").then(|| "2".to_owned());
        let mut made = pieces(text, &one);
        assert!(made != pieces(text, &two));
        refresh(&mut made, &two);
        assert_eq!(made, pieces(text, &two));
        let count = format!("{made:?}").matches("shown: Some(\"2\")").count();
        assert_eq!(count, text.matches("{{").count());
    }
}
