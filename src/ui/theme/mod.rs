//! How everything looks: design tokens from `assets/theme`, type faces from `assets/fonts`.

mod fonts;
pub mod icons;
mod style;
mod tokens;

pub use fonts::install_fonts;
pub use style::{apply_style, font, medium, mono, semibold, theme_preference};
pub use tokens::{Measures, Palette, Type, contrast, dark, light, measures};

/// The palette of a context's theme.
#[must_use]
pub fn palette(ctx: &egui::Context) -> &'static Palette {
    if ctx.global_style().visuals.dark_mode { dark() } else { light() }
}
