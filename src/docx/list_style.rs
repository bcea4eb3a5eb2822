//! The styles of lists: they look like the text around them, and tell whoever reads the file what is an item of which list.

/// What a paragraph or a table of a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ListStyle {
    pub around: Around,
    /// Lists within which it stands, from 1.
    pub depth: usize,
    pub part: ListPart,
}

/// The text that a list stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Around {
    Body,
    Quote,
    TableNote,
}

/// A part of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ListPart {
    /// Its first paragraph, with its number or mark.
    Item,
    /// A further paragraph.
    Continued,
    Table,
}

/// What stands in the names behind the number of lists.
const LEVEL: &str = " 级";

impl Around {
    const ALL: [Around; 3] = [Around::Quote, Around::TableNote, Around::Body];

    /// The style of paragraphs outside of lists.
    pub fn style(self) -> &'static str {
        match self {
            Around::Body => "BodyText",
            Around::Quote => "Quote",
            Around::TableNote => "TableNote",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Around::Body => "列表 ",
            Around::Quote => "引文列表 ",
            Around::TableNote => "表注列表 ",
        }
    }
}

impl ListPart {
    const ALL: [ListPart; 3] = [ListPart::Item, ListPart::Continued, ListPart::Table];

    fn name(self) -> &'static str {
        match self {
            ListPart::Item => "",
            ListPart::Continued => "续段",
            ListPart::Table => "表格",
        }
    }
}

impl ListStyle {
    /// Its id in the file.
    pub fn id(self) -> String {
        let part = match self.part {
            ListPart::Item => "",
            ListPart::Continued => "Continued",
            ListPart::Table => "Table",
        };
        format!("{}List{}{part}", self.around.style(), self.depth)
    }

    /// Its name, by which it is known.
    pub fn name(self) -> String {
        format!("{}{}{LEVEL}{}", self.around.name(), self.depth, self.part.name())
    }

    /// The style of a name, if it is one of lists.
    pub fn of_name(name: &str) -> Option<ListStyle> {
        let (around, rest) =
            Around::ALL.into_iter().find_map(|around| Some((around, name.strip_prefix(around.name())?)))?;
        let (depth, rest) = rest.split_once(LEVEL)?;
        let part = ListPart::ALL.into_iter().find(|part| part.name() == rest)?;
        Some(ListStyle { around, depth: depth.parse().ok().filter(|depth| *depth > 0)?, part })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_known_by_their_names() {
        for around in Around::ALL {
            for part in ListPart::ALL {
                let style = ListStyle { around, depth: 8, part };
                assert_eq!(ListStyle::of_name(&style.name()), Some(style));
            }
        }
        for other in ["列表 0 级", "列表 一 级", "列表段落", "List 2", "列表 2 级其他"] {
            assert_eq!(ListStyle::of_name(other), None, "{other}");
        }
    }
}
