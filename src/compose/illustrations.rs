//! Pictures and charts: numbered 图1, 图2 and so on through the whole report, each with the words that stand for it.

use super::Composer;
use super::document::{Anchor, Illustration, Inline, NodeId, Paragraph, Shows};
use crate::narrative::{self, Chart};

impl Composer<'_> {
    pub(super) fn illustrations(&mut self, all: &[narrative::Illustration], first_note: usize) -> Vec<Illustration> {
        all.iter().filter_map(|one| self.illustration(one, first_note)).collect()
    }

    fn illustration(&mut self, one: &narrative::Illustration, first_note: usize) -> Option<Illustration> {
        let id = self.id();
        let shows = match &one.shows {
            narrative::Shows::File(path) => Shows::Picture(*self.pictures.get(path.as_str())?),
            narrative::Shows::Chart(index) => Shows::Chart(self.charts.get(*index)?.clone()),
        };
        let mut caption = self.inlines(&one.caption, first_note);
        let mut said = words_of(&caption);
        if let (Shows::Chart(Chart { title: Some(title), .. }), true) = (&shows, said.is_empty()) {
            // Before the mark of a footnote, if there is one.
            caption.insert(0, Inline::plain(&title.value, Some(title.span)));
            said = words_of(&caption);
        }
        let alternative = match (&shows, &one.alternative) {
            (_, Some(alternative)) => alternative.clone(),
            (Shows::Chart(chart), None) => told(&said, chart),
            (Shows::Picture(_), None) => said,
        };
        let caption = (!caption.is_empty()).then(|| self.caption("图", one.number, caption));
        let title = caption.as_ref().map_or_else(|| alternative.clone(), |caption| words_of(&caption.text));
        let chart = if let Shows::Chart(chart) = &shows { Some(format!("chart:{}", chart.name.value)) } else { None };
        for name in one.name.iter().chain(&chart) {
            self.anchor(name, id, title.clone());
        }
        Some(Illustration { id, shows, width: one.width, alternative, caption })
    }

    /// A caption behind its number, if it has one.
    pub(super) fn caption(&mut self, word: &str, number: Option<u32>, text: Vec<Inline>) -> Paragraph {
        let number = number.map(|number| Inline::plain(format!("{word}{number} "), None));
        self.paragraph(number.into_iter().chain(text).collect())
    }

    /// Lets links lead to a node by a name; of two with one name, to the first.
    pub(super) fn anchor(&mut self, name: &str, node: NodeId, title: String) {
        self.document.anchors.entry(name.to_owned()).or_insert(Anchor { node, title });
    }
}

/// The words of a caption.
pub(super) fn words_of(caption: &[Inline]) -> String {
    let words = caption.iter().map(|inline| match inline {
        Inline::Text { text, .. } => text.as_str(),
        Inline::LineBreak | Inline::Footnote { .. } => "",
    });
    words.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a chart shows, in words: its values by their names.
fn told(title: &str, chart: &Chart) -> String {
    let unit = chart.unit.as_ref().map_or("", |unit| unit.value.as_str());
    let series = chart.series.iter().map(|series| {
        let values = chart.categories.iter().zip(&series.values);
        let values = values.map(|(name, value)| match value {
            Some(value) => format!("{} {}{unit}", name.value, value.text),
            None => format!("{} 无", name.value),
        });
        let values = values.collect::<Vec<_>>().join("，");
        match &series.name {
            Some(name) => format!("{}：{values}", name.value),
            None => values,
        }
    });
    let series = series.collect::<Vec<_>>().join("；");
    if title.is_empty() { format!("{series}。") } else { format!("{title}。{series}。") }
}
