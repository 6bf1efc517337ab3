//! About: version, renderer, licences, where files lie.

use super::state::Setup;

/// Everything support asks for, to copy. It holds no fact, line or note.
#[must_use]
pub fn about_text(setup: &Setup) -> String {
    let folders = &setup.folders;
    format!(
        "Evenkeel {}\nRenderer: {}\nSystem: {} {}\nTrees: {}\nRecords and settings: {}\nLog: {}\nHand-over files: {}\nLicence: MIT OR Apache-2.0\nType faces: Atkinson Hyperlegible Next (SIL Open Font Licence 1.1)\nIcons: Lucide (ISC)",
        env!("CARGO_PKG_VERSION"),
        setup.renderer,
        std::env::consts::OS,
        std::env::consts::ARCH,
        folders.trees.display(),
        folders.home.display(),
        folders.logs().display(),
        folders.handovers().display(),
    )
}
