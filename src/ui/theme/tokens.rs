//! The tokens, typed.

use crate::tree::options;
use egui::Color32;
use serde::{Deserialize, Deserializer};
use std::sync::OnceLock;

/// A type size and its line height, in points.
pub type Type = (f32, f32);

/// The colours of one theme, by role.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each role is told in DESIGN and in the theme's own file")]
pub struct Palette {
    #[serde(deserialize_with = "colour")]
    pub ground: Color32,
    #[serde(deserialize_with = "colour")]
    pub panel: Color32,
    #[serde(deserialize_with = "colour")]
    pub sunken: Color32,
    #[serde(deserialize_with = "colour")]
    pub line: Color32,
    #[serde(deserialize_with = "colour")]
    pub edge: Color32,
    #[serde(deserialize_with = "colour")]
    pub on_fill: Color32,
    #[serde(deserialize_with = "colour")]
    pub scrim: Color32,
    #[serde(deserialize_with = "colour")]
    pub ink: Color32,
    #[serde(deserialize_with = "colour")]
    pub ink2: Color32,
    #[serde(deserialize_with = "colour")]
    pub ink3: Color32,
    #[serde(deserialize_with = "colour")]
    pub tide: Color32,
    #[serde(deserialize_with = "colour")]
    pub tide_soft: Color32,
    #[serde(deserialize_with = "colour")]
    pub ember: Color32,
    #[serde(deserialize_with = "colour")]
    pub ember_soft: Color32,
    #[serde(deserialize_with = "colour")]
    pub alarm: Color32,
    #[serde(deserialize_with = "colour")]
    pub alarm_soft: Color32,
    #[serde(deserialize_with = "colour")]
    pub leaf: Color32,
    #[serde(deserialize_with = "colour")]
    pub leaf_soft: Color32,
    #[serde(deserialize_with = "colour")]
    pub violet: Color32,
    #[serde(deserialize_with = "colour")]
    pub violet_soft: Color32,
    #[serde(deserialize_with = "colour")]
    pub blue: Color32,
    #[serde(deserialize_with = "colour")]
    pub blue_soft: Color32,
}

impl Palette {
    /// Every pair of text colour and background that the screens use, by name.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, Color32, Color32)> {
        vec![
            ("ink on ground", self.ink, self.ground),
            ("ink on panel", self.ink, self.panel),
            ("ink on sunken", self.ink, self.sunken),
            ("ink2 on ground", self.ink2, self.ground),
            ("ink2 on panel", self.ink2, self.panel),
            ("ink2 on sunken", self.ink2, self.sunken),
            ("ink3 on ground", self.ink3, self.ground),
            ("ink3 on panel", self.ink3, self.panel),
            ("tide on panel", self.tide, self.panel),
            ("tide on ground", self.tide, self.ground),
            ("tide on its soft tone", self.tide, self.tide_soft),
            ("ember on panel", self.ember, self.panel),
            ("ember on ground", self.ember, self.ground),
            ("ember on its soft tone", self.ember, self.ember_soft),
            ("ink on ember's soft tone", self.ink, self.ember_soft),
            ("ink2 on ember's soft tone", self.ink2, self.ember_soft),
            ("ink on tide's soft tone", self.ink, self.tide_soft),
            ("ink2 on tide's soft tone", self.ink2, self.tide_soft),
            ("alarm on panel", self.alarm, self.panel),
            ("alarm on ground", self.alarm, self.ground),
            ("alarm on its soft tone", self.alarm, self.alarm_soft),
            ("ink on alarm's soft tone", self.ink, self.alarm_soft),
            ("leaf on its soft tone", self.leaf, self.leaf_soft),
            ("violet on panel", self.violet, self.panel),
            ("blue on panel", self.blue, self.panel),
            ("ink2 on alarm's soft tone", self.ink2, self.alarm_soft),
            ("violet on its soft tone", self.violet, self.violet_soft),
            ("violet on panel", self.violet, self.panel),
            ("violet on ground", self.violet, self.ground),
            ("blue on its soft tone", self.blue, self.blue_soft),
            ("text on a filled button", self.on_fill, self.tide),
        ]
    }

    /// Borders of fields and buttons on their backgrounds: a lesser bound holds for what is no text.
    #[must_use]
    pub fn borders(&self) -> Vec<(&'static str, Color32, Color32)> {
        vec![
            ("edge on ground", self.edge, self.ground),
            ("edge on panel", self.edge, self.panel),
            ("edge on sunken", self.edge, self.sunken),
            ("tide on ground", self.tide, self.ground),
        ]
    }
}

/// Sizes, in points.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measures {
    /// Meta text.
    pub meta: Type,
    /// Body text.
    pub body: Type,
    /// Answers.
    pub answer: Type,
    /// Answers in the strip.
    pub answer_strip: Type,
    /// Headings.
    pub heading: Type,
    /// Key caps.
    pub key: Type,
    /// Line height of the line to say, as a ratio of its size.
    pub line_ratio: f32,
    /// The line to say in the strip, at the usual setting.
    pub line_strip: f32,
    /// The six spacings.
    pub space: (f32, f32, f32, f32, f32, f32),
    /// Radius of fields.
    pub field_radius: u8,
    /// Radius of rows.
    pub row_radius: u8,
    /// Radius of cards.
    pub card_radius: u8,
    /// The bar above.
    pub bar: f32,
    /// The bar below.
    pub foot: f32,
    /// A key cap's height.
    pub key_cap: f32,
    /// Width of the path's rail.
    pub path_rail: f32,
    /// Width of the facts' rail.
    pub facts_rail: f32,
    /// Size of the strip.
    pub strip: (f32, f32),
    /// Up to this width the window is a strip.
    pub strip_at_most: f32,
    /// From this width on there are three columns.
    pub three_columns: f32,
    /// From this width on there are two.
    pub two_columns: f32,
}

fn colour<'de, D: Deserializer<'de>>(from: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(from)?;
    Color32::from_hex(&text).map_err(|_| serde::de::Error::custom(format!("{text} is not a colour; write it like #0B6B6B")))
}

macro_rules! token {
    ($(#[$about:meta])* $name:ident, $type:ty, $file:literal) => {
        $(#[$about])*
        ///
        /// # Panics
        /// When the embedded file is broken, which a test rules out.
        #[must_use]
        pub fn $name() -> &'static $type {
            static TOKEN: OnceLock<$type> = OnceLock::new();
            TOKEN.get_or_init(|| {
                options().from_str(include_str!(concat!("../../../assets/theme/", $file))).expect("the theme is part of the program")
            })
        }
    };
}

token!(
    /// The light palette.
    light, Palette, "light.ron"
);
token!(
    /// The dark palette.
    dark, Palette, "dark.ron"
);
token!(
    /// The sizes.
    measures, Measures, "measures.ron"
);

/// Contrast of two colours by WCAG 2: 1 to 21.
#[must_use]
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let luminance = |colour: Color32| {
        let part = |byte: u8| {
            let c = f32::from(byte) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_text_and_background_passes_wcag_aa_in_light_and_dark() {
        for palette in [light(), dark()] {
            for (name, text, ground) in palette.pairs() {
                let found = contrast(text, ground);
                assert!(found >= 4.5, "{name}: {found:.2}");
            }
            for (name, border, ground) in palette.borders() {
                let found = contrast(border, ground);
                assert!(found >= 3.0, "{name}: {found:.2}");
            }
        }
    }

    #[test]
    fn contrast_is_measured_as_wcag_says() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        assert!((contrast(Color32::WHITE, Color32::WHITE) - 1.0).abs() < 0.01);
    }
}
