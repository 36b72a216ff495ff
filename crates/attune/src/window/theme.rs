//! Every colour and size, by name, in one place; for day and for night. The
//! window follows the system's choice of the two.

use egui::{Color32, CornerRadius, FontFamily, FontId, Stroke, TextStyle, Theme, vec2};

/// The named colours of one half of the day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Colours {
    /// The page.
    pub(crate) paper: Color32,
    /// Navigation and foot bars.
    pub(crate) margin: Color32,
    /// Dialogs and sheets.
    pub(crate) sheet: Color32,
    /// Under the pointer.
    pub(crate) hover: Color32,
    /// Dividers.
    pub(crate) hair: Color32,
    /// Lines to write on, edges of controls.
    pub(crate) rule: Color32,
    /// Small notes.
    pub(crate) ink_3: Color32,
    /// Labels.
    pub(crate) ink_2: Color32,
    /// Prose and titles.
    pub(crate) ink: Color32,
    /// Links, what is chosen, the caret.
    pub(crate) act: Color32,
    /// The primary button.
    pub(crate) act_fill: Color32,
    /// Its edge.
    pub(crate) act_edge: Color32,
    /// Its words.
    pub(crate) on_act: Color32,
    /// This person's ink.
    pub(crate) mine: Color32,
    /// The partner's.
    pub(crate) theirs: Color32,
}

const DAY: Colours = Colours {
    paper: Color32::from_rgb(0xfa, 0xf7, 0xf1),
    margin: Color32::from_rgb(0xf3, 0xee, 0xe4),
    sheet: Color32::from_rgb(0xff, 0xfd, 0xf9),
    hover: Color32::from_rgb(0xee, 0xe8, 0xdc),
    hair: Color32::from_rgb(0xe3, 0xdb, 0xcd),
    rule: Color32::from_rgb(0x91, 0x86, 0x76),
    ink_3: Color32::from_rgb(0x6f, 0x65, 0x58),
    ink_2: Color32::from_rgb(0x57, 0x4f, 0x45),
    ink: Color32::from_rgb(0x26, 0x22, 0x1d),
    act: Color32::from_rgb(0x2a, 0x5f, 0x4e),
    act_fill: Color32::from_rgb(0x2a, 0x5f, 0x4e),
    act_edge: Color32::from_rgb(0x2a, 0x5f, 0x4e),
    on_act: Color32::from_rgb(0xfc, 0xfa, 0xf5),
    mine: Color32::from_rgb(0x2b, 0x4a, 0x7d),
    theirs: Color32::from_rgb(0x96, 0x34, 0x47),
};

const NIGHT: Colours = Colours {
    paper: Color32::from_rgb(0x1f, 0x18, 0x15),
    margin: Color32::from_rgb(0x17, 0x11, 0x0f),
    sheet: Color32::from_rgb(0x2e, 0x24, 0x20),
    hover: Color32::from_rgb(0x2e, 0x24, 0x20),
    hair: Color32::from_rgb(0x3b, 0x2f, 0x2a),
    rule: Color32::from_rgb(0x85, 0x78, 0x6a),
    ink_3: Color32::from_rgb(0xa0, 0x93, 0x82),
    ink_2: Color32::from_rgb(0xbb, 0xad, 0x9a),
    ink: Color32::from_rgb(0xe9, 0xde, 0xce),
    act: Color32::from_rgb(0xa5, 0xc8, 0xaf),
    act_fill: Color32::from_rgb(0x30, 0x4b, 0x3e),
    act_edge: Color32::from_rgb(0x58, 0x7a, 0x68),
    on_act: Color32::from_rgb(0xe2, 0xee, 0xe0),
    mine: Color32::from_rgb(0xa3, 0xbb, 0xe0),
    theirs: Color32::from_rgb(0xe2, 0xa3, 0xa0),
};

/// The colours `ui` is drawn in.
pub(crate) fn colours(ui: &egui::Ui) -> &'static Colours {
    if ui.visuals().dark_mode { &NIGHT } else { &DAY }
}

/// The background the window is cleared to.
pub(crate) fn paper(is_dark: bool) -> Color32 {
    if is_dark { NIGHT.paper } else { DAY.paper }
}

/// Sizes, in points.
pub(crate) mod size {
    /// The narrowest window that has the navigation at its side.
    pub(crate) const WIDE: f32 = 700.0;
    /// The navigation.
    pub(crate) const NAVIGATION: f32 = 196.0;
    /// The narrowest page that has notes in its margin.
    pub(crate) const WITH_MARGIN: f32 = 720.0;
    /// The margin's notes.
    pub(crate) const MARGIN: f32 = 128.0;
    /// Between the margin's notes and the words.
    pub(crate) const GUTTER: f32 = 32.0;
    /// The words: some seventy letters a line.
    pub(crate) const WORDS: f32 = 580.0;
    /// Around a passage.
    pub(crate) const PASSAGE: f32 = 22.0;
    /// A title.
    pub(crate) const TITLE: f32 = 34.0;
    /// A title in a narrow window.
    pub(crate) const TITLE_NARROW: f32 = 27.0;
    /// A sentence that a page turns on, and words to be read aloud.
    pub(crate) const LETTER: f32 = 24.0;
    /// Thanks, answers, lines to write on.
    pub(crate) const SAID: f32 = 18.5;
    /// Prose.
    pub(crate) const PROSE: f32 = 17.0;
    /// Interface.
    pub(crate) const BODY: f32 = 15.0;
    /// Notes.
    pub(crate) const SMALL: f32 = 13.0;
    /// A button's height.
    pub(crate) const BUTTON: f32 = 38.0;
}

/// Gives `ctx` both halves of the day.
pub(crate) fn install(ctx: &egui::Context) {
    for (theme, colours) in [(Theme::Light, &DAY), (Theme::Dark, &NIGHT)] {
        ctx.style_mut_of(theme, |style| dress(style, colours));
    }
    ctx.options_mut(|options| {
        // Where the system does not say, it is day.
        options.fallback_theme = Theme::Light;
        options.zoom_with_keyboard = true;
    });
}

fn dress(style: &mut egui::Style, colours: &Colours) {
    let font = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Heading, font(size::TITLE)),
        (TextStyle::Body, font(size::BODY)),
        (TextStyle::Button, font(size::BODY)),
        (TextStyle::Small, font(size::SMALL)),
        (TextStyle::Monospace, FontId::new(size::BODY, FontFamily::Monospace)),
    ]
    .into();
    style.spacing.item_spacing = vec2(8.0, 6.0);
    style.spacing.button_padding = vec2(16.0, 8.0);
    style.spacing.interact_size.y = 24.0;
    style.spacing.icon_width = 17.0;
    style.spacing.icon_spacing = 9.0;
    style.animation_time = 0.12;

    let visuals = &mut style.visuals;
    visuals.panel_fill = colours.paper;
    visuals.window_fill = colours.sheet;
    visuals.extreme_bg_color = colours.sheet;
    visuals.faint_bg_color = colours.hover;
    visuals.hyperlink_color = colours.act;
    visuals.warn_fg_color = colours.ink;
    visuals.error_fg_color = colours.ink;
    visuals.weak_text_color = Some(colours.ink_3);
    visuals.selection.bg_fill = colours.act.gamma_multiply(0.28);
    visuals.selection.stroke = Stroke::new(1.0, colours.ink);
    visuals.text_cursor.stroke = Stroke::new(2.0, colours.act);
    visuals.disabled_alpha = 0.85;
    visuals.window_stroke = Stroke::new(1.0, colours.hair);
    let widgets = &mut visuals.widgets;
    widgets.noninteractive.fg_stroke = Stroke::new(1.0, colours.ink);
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, colours.hair);
    for state in
        [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active, &mut widgets.open]
    {
        state.bg_fill = colours.paper;
        state.weak_bg_fill = colours.paper;
        state.bg_stroke = Stroke::new(1.0, colours.rule);
        state.fg_stroke = Stroke::new(1.0, colours.ink);
        state.corner_radius = CornerRadius::same(6);
        state.expansion = 0.0;
    }
    widgets.hovered.weak_bg_fill = colours.hover;
    widgets.hovered.bg_fill = colours.hover;
    widgets.active.bg_stroke = Stroke::new(2.0, colours.act);
}
