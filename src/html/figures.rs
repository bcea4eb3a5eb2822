//! Pictures and charts, each with its caption; below a chart its values as a table, for those who cannot see it.

use super::Form;
use super::body::Body;
use super::look::Look;
use super::markup::Markup;
use crate::artwork::{Art, ArtKind, ChartDrawing, Lettering};
use crate::compose::document::{Chart, Illustration, Shows};
use crate::picture::PictureFormat;
use crate::units::Pt;

/// Pixels an inch of the charts of a fragment, which editors take as pictures.
const CHART_DPI: u32 = 200;
/// Pixels an inch of style sheets (CSS Values 4, 6.2), by which sizes are told in attributes.
const CSS_DPI: f64 = 96.0;

/// What stands above the values of a chart; `import` knows them by it.
pub(crate) const VALUES: &str = "图中数据";
/// What stands above the names of what a chart shows, and above values of no name.
const CATEGORY: &str = "项目";
const VALUE: &str = "数值";

impl Body<'_> {
    /// Writes pictures and charts, those that stand side by side in one row.
    pub(super) fn illustrations(&mut self, all: &[Illustration]) {
        let mut rows: Vec<Vec<(&Illustration, Option<&Art>)>> = Vec::new();
        for one in all {
            let art = self.artwork.of(one);
            match rows.last_mut() {
                Some(row) if art.is_some_and(|art| !art.begins_row) => row.push((one, art)),
                _ => rows.push(vec![(one, art)]),
            }
        }
        for row in rows {
            if self.form == Form::Page {
                self.out.open("div", [("class", "figures")]);
                self.out.line();
            }
            row.into_iter().for_each(|(one, art)| self.illustration(one, art));
            if self.form == Form::Page {
                self.out.close_line("div");
            }
        }
    }

    fn illustration(&mut self, one: &Illustration, art: Option<&Art>) {
        let name = self.names.of(one.id).map(str::to_owned);
        let name = name.as_deref().map(|name| ("id", name));
        let inner = match self.form {
            Form::Page => {
                // Its values stand beside the figure, not in it.
                self.out.open("div", []);
                self.out.open("figure", name);
                "div"
            }
            Form::Fragment => {
                self.out.open("p", name.into_iter().chain(Look::Centred.attribute(self.form)));
                "p"
            }
        };
        if let Some(art) = art {
            self.art(one, art);
        }
        if self.form == Form::Fragment {
            self.out.close_line(inner);
        }
        if let Some(caption) = &one.caption {
            let tag = if self.form == Form::Page { "figcaption" } else { "p" };
            let look = if self.form == Form::Page { Look::FigureCaption } else { Look::Centred };
            self.out.open(tag, look.attribute(self.form));
            self.inlines(&caption.text);
            self.out.close_line(tag);
        }
        if self.form == Form::Page {
            self.out.close_line("figure");
        }
        if let Shows::Chart(chart) = &one.shows {
            self.values(chart, one);
        }
        if self.form == Form::Page {
            self.out.close_line(inner);
        }
    }

    fn art(&mut self, one: &Illustration, art: &Art) {
        let address = match (&art.shows, self.form) {
            (ArtKind::Chart(drawing), Form::Page) => return self.drawing(one, drawing),
            (ArtKind::Chart(drawing), Form::Fragment) => match drawing.png(CHART_DPI) {
                Ok(bytes) => self.shelf.address(PictureFormat::Png, &bytes.into()),
                Err(fault) => return self.faults.push(fault),
            },
            (ArtKind::Picture(file), Form::Page) => self.shelf.address(file.format, &file.bytes),
            // Portals take no SVG.
            (ArtKind::Picture(file), Form::Fragment) => {
                let (format, bytes) = file.pixels();
                self.shelf.address(format, bytes)
            }
        };
        let (width, height) = (pixels(art.width), pixels(art.height));
        let style = (self.form == Form::Fragment).then_some(("style", "max-width:100%;height:auto"));
        let attributes = [
            ("src", address.as_str()),
            ("alt", one.alternative.as_str()),
            ("width", width.as_str()),
            ("height", height.as_str()),
        ];
        self.out.open("img", attributes.into_iter().chain(style));
        self.out.line();
    }

    /// Writes a chart as a drawing whose words can be searched; read aloud is what is said of all of it.
    fn drawing(&mut self, one: &Illustration, drawing: &ChartDrawing) {
        let mut opening = Markup::default();
        opening.open("svg", [("role", "img"), ("aria-label", one.alternative.as_str())]);
        let opening = opening.finished();
        let svg = drawing.svg(Lettering::Text);
        self.out.markup(opening.trim_end_matches('>'));
        self.out.markup(svg.strip_prefix("<svg").unwrap_or_default());
        self.out.line();
    }

    /// Writes the values of a chart: a row for each category, a column for each series.
    fn values(&mut self, chart: &Chart, one: &Illustration) {
        let unit = chart.unit.as_ref().map(|unit| format!("（单位：{}）", unit.value)).unwrap_or_default();
        let caption = format!("{VALUES}{unit}");
        if self.form == Form::Page {
            self.out.open("details", []);
            self.out.element("summary", [], VALUES);
            self.out.line();
        }
        let words = one.caption.as_ref().map(|caption| super::inlines::plain(&caption.text)).unwrap_or_default();
        self.opens_scrolling(&format!("{words} {VALUES}"));
        self.tables += 1;
        let name = format!("table-{}", self.tables);
        self.opens_table(&name, chart.series.len() + 1);
        self.out.element("caption", Look::Caption.attribute(self.form), &caption);
        self.out.line();
        let cell = Look::Cell(crate::compose::document::Align::Centre).attribute(self.form);
        self.out.open("thead", []);
        self.out.open("tr", []);
        let names = chart.series.iter().map(|series| series.name.as_ref().map_or(VALUE, |name| name.value.as_str()));
        for head in std::iter::once(CATEGORY).chain(names) {
            self.out.element("th", std::iter::once(("scope", "col")).chain(cell), head);
        }
        self.out.close("tr");
        self.out.close_line("thead");
        self.out.open("tbody", []);
        self.out.line();
        for (at, category) in chart.categories.iter().enumerate() {
            self.out.open("tr", []);
            let label = [("scope", "row")].into_iter().chain(cell);
            let label = label.chain((self.form == Form::Page).then_some(("class", "label")));
            self.out.element("th", label, &category.value);
            for series in &chart.series {
                let value = series.values.get(at).and_then(Option::as_ref);
                self.out.element("td", cell, value.map_or("", |value| value.text.as_str()));
            }
            self.out.close_line("tr");
        }
        self.out.close_line("tbody");
        self.closes_table();
        if self.form == Form::Page {
            self.out.close_line("details");
        }
    }
}

/// A length in whole pixels.
fn pixels(length: Pt) -> String {
    format!("{:.0}", (length.0 * CSS_DPI / 72.0).max(1.0))
}
