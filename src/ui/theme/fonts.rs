//! Our own type faces: drawn so that letters and digits cannot be mistaken for one another.

use egui::{FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

/// Weight names of the families beside the regular one.
pub const MEDIUM: &str = "medium";
/// Headings and keys.
pub const SEMIBOLD: &str = "semibold";
/// The icons alone.
pub const ICONS: &str = "icons";

/// Installs the faces; glyphs they lack come from the system where there is one.
pub fn install_fonts(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::empty();
    let faces: [(&str, &'static [u8]); 5] = [
        ("regular", include_bytes!("../../../assets/fonts/atkinson-next-regular.ttf")),
        (MEDIUM, include_bytes!("../../../assets/fonts/atkinson-next-medium.ttf")),
        (SEMIBOLD, include_bytes!("../../../assets/fonts/atkinson-next-semibold.ttf")),
        ("mono", include_bytes!("../../../assets/fonts/atkinson-mono-regular.ttf")),
        (ICONS, include_bytes!("../../../assets/fonts/lucide-subset.ttf")),
    ];
    for (name, bytes) in faces {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let with_icons = |name: &str| vec![name.to_owned(), ICONS.to_owned()];
    fonts.families.insert(FontFamily::Proportional, with_icons("regular"));
    fonts.families.insert(FontFamily::Monospace, with_icons("mono"));
    for name in [MEDIUM, SEMIBOLD] {
        fonts.families.insert(FontFamily::Name(name.into()), with_icons(name));
    }
    fonts.families.insert(FontFamily::Name(ICONS.into()), vec![ICONS.to_owned()]);
    ctx.set_fonts(fonts);
}
