//! What a report is made with, as the command line says it: faces, files and limits. `build` makes it, `check` and
//! `verify` must know what would be made.

use std::path::{Path, PathBuf};

use super::limits::LimitArgs;
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::pipeline::Options;
use crate::text::FaceLibrary;

/// Faces, files and limits.
#[derive(Debug, clap::Args)]
pub(super) struct MakingArgs {
    /// 存放字体文件的文件夹
    ///
    /// folder with font files
    #[arg(long, value_name = "DIR")]
    font_dir: Option<PathBuf>,

    /// 允许 body_file、图片和字体在数据文件所在文件夹之外
    ///
    /// allow body_file, pictures and faces outside the data file's folder
    #[arg(long)]
    allow_outside: bool,

    #[command(flatten)]
    limits: LimitArgs,
}

impl MakingArgs {
    /// What a report is read with.
    pub(super) fn options(&self) -> Options {
        let (limits, bounds) = (self.limits.limits(), self.limits.bounds());
        Options { allow_outside: self.allow_outside, limits, bounds, ..Options::default() }
    }

    /// The folder of the office's own faces.
    pub(super) fn font_dir(&self) -> Option<&Path> {
        self.font_dir.as_deref()
    }

    /// The faces that there are.
    ///
    /// # Errors
    /// A folder that cannot be read, or that holds no face.
    pub(super) fn library<'f>(&self, files: &'f Files) -> Result<FaceLibrary<'f>, Diagnostic> {
        match &self.font_dir {
            Some(path) => FaceLibrary::with_folder(files, path, self.allow_outside),
            None => Ok(FaceLibrary::embedded()),
        }
    }
}
