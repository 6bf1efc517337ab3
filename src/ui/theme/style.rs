//! egui's own style, from the tokens.

use super::{
    fonts::{MEDIUM, SEMIBOLD},
    tokens::{Palette, Type, dark, light, measures},
};
use crate::site::Theme as Wanted;
use egui::{
    Color32, CornerRadius, FontFamily, FontId, Stroke, Style, TextStyle, Theme, ThemePreference, Visuals,
    style::{Selection, WidgetVisuals, Widgets},
};

/// Regular type of a size.
#[must_use]
pub fn font(size: Type) -> FontId {
    FontId::new(size.0, FontFamily::Proportional)
}

/// Medium type of a size: the line to say.
#[must_use]
pub fn medium(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(MEDIUM.into()))
}

/// Semibold type of a size: headings and keys.
#[must_use]
pub fn semibold(size: Type) -> FontId {
    FontId::new(size.0, FontFamily::Name(SEMIBOLD.into()))
}

/// Type of even width.
#[must_use]
pub fn mono(size: Type) -> FontId {
    FontId::new(size.0, FontFamily::Monospace)
}

/// What egui calls the wanted theme.
#[must_use]
pub fn theme_preference(wanted: Wanted) -> ThemePreference {
    match wanted {
        Wanted::System => ThemePreference::System,
        Wanted::Light => ThemePreference::Light,
        Wanted::Dark => ThemePreference::Dark,
    }
}

/// Gives a context both themes.
pub fn apply_style(ctx: &egui::Context) {
    ctx.set_style_of(Theme::Light, style(light(), false));
    ctx.set_style_of(Theme::Dark, style(dark(), true));
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

fn style(palette: &Palette, is_dark: bool) -> Style {
    let sizes = measures();
    let mut style = Style { visuals: visuals(palette, is_dark), ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, font(sizes.meta)),
        (TextStyle::Body, font(sizes.body)),
        (TextStyle::Button, font(sizes.body)),
        (TextStyle::Heading, semibold(sizes.heading)),
        (TextStyle::Monospace, mono(sizes.body)),
    ]
    .into();
    style.spacing.item_spacing = egui::vec2(8.0, 8.0);
    style.spacing.button_padding = egui::vec2(12.0, 6.0);
    style.spacing.interact_size = egui::vec2(32.0, 32.0);
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    // Nothing moves without being asked.
    style.animation_time = 0.0;
    style.visuals.text_cursor.blink = false;
    style.interaction.selectable_labels = false;
    style
}

fn visuals(palette: &Palette, is_dark: bool) -> Visuals {
    let base = if is_dark { Visuals::dark() } else { Visuals::light() };
    let row = CornerRadius::same(measures().field_radius);
    let widget = |fill: Color32, border: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius: row,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    Visuals {
        override_text_color: None,
        widgets: Widgets {
            noninteractive: widget(palette.panel, palette.line, palette.ink),
            inactive: widget(palette.panel, palette.edge, palette.ink),
            hovered: widget(palette.sunken, palette.ink3, palette.ink),
            active: widget(palette.tide_soft, palette.tide, palette.ink),
            open: widget(palette.sunken, palette.edge, palette.ink),
        },
        selection: Selection { bg_fill: palette.tide_soft, stroke: Stroke::new(2.0, palette.tide) },
        hyperlink_color: palette.tide,
        faint_bg_color: palette.sunken,
        extreme_bg_color: palette.panel,
        text_edit_bg_color: Some(palette.panel),
        code_bg_color: palette.sunken,
        warn_fg_color: palette.ember,
        error_fg_color: palette.alarm,
        window_fill: palette.panel,
        window_stroke: Stroke::new(1.0, palette.line),
        window_corner_radius: CornerRadius::same(measures().card_radius),
        window_shadow: egui::Shadow::NONE,
        popup_shadow: egui::Shadow::NONE,
        panel_fill: palette.ground,
        ..base
    }
}
