//! Names that Windows does not take for what they are.

use std::path::{Component, Path};

/// Whether Windows takes a name, with or without an ending, for a device.
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or(name).trim_end().to_uppercase();
    let is_numbered = |kind: &str| stem.strip_prefix(kind).is_some_and(|number| "123456789¹²³".contains(number));
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || (stem.chars().count() == 4 && (is_numbered("COM") || is_numbered("LPT")))
}

/// Whether Windows leaves out the end of a name, so that it is another's.
pub(super) fn loses_its_end(name: &str) -> bool {
    name.ends_with(['.', ' '])
}

/// Whether a part of a path is a device on Windows: it is neither opened nor waited for.
pub(super) fn leads_to_device(path: &Path) -> bool {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    names.into_iter().any(is_device)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_of_windows_are_known() {
        for name in
            ["nul", "NUL.toml", "con", "Aux.tar.gz", "com1", "COM9.png", "lpt¹.txt", "prn .md", "nul:", "CONIN$"]
        {
            assert!(is_device(name), "{name}");
        }
        for name in ["null.png", "com.png", "com10.png", "com0.png", "公开.png", "acon", "照片.con", "", "."] {
            assert!(!is_device(name), "{name}");
        }
        assert!(leads_to_device(Path::new("图/nul.png")) && !leads_to_device(Path::new("../图/a.nul")));
        assert!(loses_its_end("a.") && loses_its_end("a ") && !loses_its_end(".a"));
    }
}
