//! Every colour, size, typeface and span of time the window draws with, by
//! name and in one place, for day and for night: so that a page can be put
//! right without looking for it. A test holds that none is written elsewhere.
//!
//! The names and numbers are those of the design, "paper and ink".

mod colours;
mod fonts;
pub(crate) mod motion;
pub(crate) mod space;
mod typeface;

pub(crate) use colours::{Colours, SCANNED, SEAL_RING, colours, ink, printed, write_with};
pub(crate) use fonts::printed_faces;
pub(crate) use typeface::Type;

use egui::{Color32, CornerRadius, FontFamily, FontId, Stroke, TextStyle, Theme, Vec2};

/// Gives `ctx` the fonts and both halves of the day. The window follows the
/// system's choice of the two.
pub(crate) fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
    for theme in [Theme::Light, Theme::Dark] {
        let palette = colours::of(theme == Theme::Dark);
        ctx.style_mut_of(theme, |style| dress(style, &palette, theme));
    }
    ctx.options_mut(|options| {
        // Where the system does not say, it is day.
        options.fallback_theme = Theme::Light;
        // The size of text is a preference, which is kept.
        options.zoom_with_keyboard = false;
    });
}

/// The background the window is cleared to.
pub(crate) fn paper(is_dark: bool) -> Color32 {
    colours::of(is_dark).paper
}

/// What is left to egui's own widgets: the parts that are not drawn here look
/// the same as those that are.
fn dress(style: &mut egui::Style, colours: &Colours, theme: Theme) {
    let font = |style: Type| FontId::new(style.size(), style.family());
    style.text_styles = [
        (TextStyle::Heading, font(Type::Title)),
        (TextStyle::Body, font(Type::Body)),
        (TextStyle::Button, font(Type::Name)),
        (TextStyle::Small, font(Type::Small)),
        (TextStyle::Monospace, FontId::new(Type::Body.size(), FontFamily::Monospace)),
    ]
    .into();
    style.spacing.item_spacing = Vec2::ZERO;
    style.spacing.button_padding = Vec2::new(space::BUTTON_PADDING, 0.0);
    style.spacing.interact_size.y = space::STEP * 6.0;
    style.spacing.icon_width = space::RADIO;
    style.spacing.icon_spacing = space::BESIDE;
    style.spacing.scroll.bar_width = space::STEP * 1.5;
    style.spacing.scroll.floating = true;
    style.animation_time = motion::PAGE;
    style.interaction.selectable_labels = false;

    let visuals = &mut style.visuals;
    let curve = if theme == Theme::Dark { typeface::NIGHT_CURVE } else { typeface::DAY_CURVE };
    visuals.text_options.color_transfer_function = curve;
    visuals.panel_fill = colours.paper;
    visuals.window_fill = colours.sheet;
    visuals.extreme_bg_color = colours.sheet;
    visuals.faint_bg_color = colours.hover;
    visuals.hyperlink_color = colours.act;
    visuals.warn_fg_color = colours.ink;
    visuals.error_fg_color = colours.ink;
    visuals.weak_text_color = Some(colours.ink_3);
    visuals.selection.bg_fill = colours.act.gamma_multiply(colours::SELECTED);
    visuals.selection.stroke = Stroke::new(space::HAIR, colours.ink);
    visuals.text_cursor.stroke = Stroke::new(space::CARET, colours.act);
    visuals.disabled_alpha = 1.0;
    visuals.window_stroke = Stroke::new(space::HAIR, colours.hair);
    visuals.window_corner_radius = CornerRadius::same(space::SHEET_RADIUS);
    let widgets = &mut visuals.widgets;
    widgets.noninteractive.fg_stroke = Stroke::new(space::HAIR, colours.ink);
    widgets.noninteractive.bg_stroke = Stroke::new(space::HAIR, colours.hair);
    for state in
        [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active, &mut widgets.open]
    {
        state.bg_fill = colours.rule;
        state.weak_bg_fill = colours.paper;
        state.bg_stroke = Stroke::new(space::HAIR, colours.rule);
        state.fg_stroke = Stroke::new(space::HAIR, colours.ink);
        state.corner_radius = CornerRadius::same(space::BUTTON_RADIUS);
        state.expansion = 0.0;
    }
}
