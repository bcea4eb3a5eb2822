//! What is pasted: what goes where, told before anything is changed.

use serde::{Deserialize, Serialize};

use super::{Desk, Refused};
use crate::author::edit::{PastedCell, pasted_cells};
use crate::diagnostic::Lang;
use crate::rich_text::{Piece, pasted};

/// What is pasted into a table.
#[derive(Clone, Debug, Deserialize)]
pub struct TablePasteRequest {
    /// The active cell.
    pub key: String,
    /// The clipboard as a page.
    pub html: Option<String>,
    /// The clipboard as text.
    #[serde(default)]
    pub text: String,
}

/// What goes where.
#[derive(Debug, Serialize)]
pub struct TablePaste {
    exact: bool,
    cells: Vec<CellProposal>,
    doubts: Vec<String>,
}

/// A cell, and what it is to take.
#[derive(Debug, Serialize)]
pub(super) struct CellProposal {
    key: String,
    name: String,
    text: String,
    old: String,
}

/// What is pasted into a text.
#[derive(Clone, Debug, Deserialize)]
pub struct ProsePasteRequest {
    /// The text.
    #[serde(default)]
    pub key: String,
    /// The clipboard as a page.
    pub html: Option<String>,
    /// The clipboard as text.
    #[serde(default)]
    pub text: String,
}

/// What it is understood as.
#[derive(Debug, Serialize)]
pub struct ProsePaste {
    pieces: Vec<Piece>,
    doubts: Vec<String>,
}

impl Desk {
    /// What goes where when a block is pasted into a table.
    ///
    /// # Errors
    /// There is no such cell, or nothing is understood.
    pub fn paste_cells(&self, request: &TablePasteRequest) -> Result<TablePaste, Refused> {
        let report = self.shown.report.as_ref().ok_or_else(|| Refused::new("数据文件现在读不出来。"))?;
        let pasted = pasted_cells(report, &request.key, request.html.as_deref(), &request.text)
            .map_err(|refusal| Refused::new(refusal.message.in_lang(Lang::Zh)))?;
        let cell = |PastedCell { key, text, old }| CellProposal { name: report.figure_name(&key), key, text, old };
        Ok(TablePaste {
            exact: pasted.exact,
            cells: pasted.cells.into_iter().map(cell).collect(),
            doubts: pasted.doubts.iter().map(|doubt| doubt.in_lang(Lang::Zh).to_owned()).collect(),
        })
    }

    /// What is pasted into a text, as pieces.
    pub fn paste_prose(&self, request: &ProsePasteRequest) -> ProsePaste {
        let pasted = pasted(request.html.as_deref(), &request.text);
        ProsePaste { pieces: pasted.pieces, doubts: pasted.doubts }
    }
}

impl CellProposal {
    /// A cell that is to take a text.
    pub fn new(key: String, name: String, text: String, old: String) -> CellProposal {
        CellProposal { key, name, text, old }
    }
}
