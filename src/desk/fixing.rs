//! 改正: what the remedy of a finding does where there is one right answer.

use serde::Deserialize;

use super::shown::findings::base_id;
use super::splice::Splice;
use super::{Desk, Refused};
use crate::diagnostic::Lang;
use crate::pipeline::fix_only;

/// Which finding is to be mended.
#[derive(Clone, Debug, Deserialize)]
pub struct FixRequest {
    /// Its name.
    pub id: String,
}

impl Desk {
    /// Mends a finding. It is read again whether the report then says what it said, but for that.
    ///
    /// # Errors
    /// There is no such finding any more, or it cannot be mended by itself.
    pub fn fix(&mut self, request: &FixRequest) -> Result<(), Refused> {
        let mut ids = std::collections::HashMap::<String, usize>::new();
        let finding = self.shown.found.iter().find(|finding| {
            let name = base_id(finding);
            let again = ids.entry(name.clone()).or_default();
            *again += 1;
            format!("{name}:{again}") == request.id
        });
        let Some(finding) = finding.cloned() else { return Err(Refused::new("这个问题已经没有了。")) };
        let about = format!("改正：{}", finding.rule.rule.in_lang(Lang::Zh));
        let files = self.files();
        let (data, previous) = self.inputs();
        let fixed = fix_only(&data, previous.as_ref(), &files, &self.options, &|other| {
            other.code() == finding.code() && other.span == finding.span && other.key == finding.key
        });
        let mut splices = Vec::new();
        for file in fixed.files {
            let Ok(number) = self.texts.number(&file.path) else { continue };
            let new = super::edit::text_of(&file.name, file.new)?;
            splices.extend(Splice::between(self.texts.text(number), &new).map(|splice| (number, splice)));
        }
        if splices.is_empty() {
            return Err(Refused::new("这里不能自动改正：改了以后，读出来的不只是这一处不一样。请手工改。"));
        }
        self.change(about, splices, false, &[])
    }
}
