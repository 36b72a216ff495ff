//! The colours by their roles. Night is a palette of its own, not day turned
//! round: brown ground, candle-coloured ink, inks turned to chalk.

use attune_core::kinds::profile::Ink;
use egui::Color32;

/// The named colours of one half of the day, with the inks of the two people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Colours {
    /// The page, at its top.
    pub(crate) paper: Color32,
    /// The page, at its foot: at night it darkens as under a lamp.
    pub(crate) paper_end: Color32,
    /// Navigation and foot bars.
    pub(crate) margin: Color32,
    /// Sealed letters, cards, menus, dialogs.
    pub(crate) sheet: Color32,
    /// A row under the pointer on paper, found words.
    pub(crate) hover: Color32,
    /// The hot row of a menu, which stands on a sheet.
    pub(crate) row: Color32,
    /// Dividers and the edge of a sheet; never the only sign of a live control.
    pub(crate) hair: Color32,
    /// A line to write on, a plain button, an empty ring.
    pub(crate) rule: Color32,
    /// Small notes, times, prompts.
    pub(crate) ink_3: Color32,
    /// Labels, navigation, the second half of a title.
    pub(crate) ink_2: Color32,
    /// Prose and titles.
    pub(crate) ink: Color32,
    /// Links, what is chosen, the caret, the line being written on.
    pub(crate) act: Color32,
    /// The primary button.
    pub(crate) act_fill: Color32,
    /// Its edge.
    pub(crate) act_edge: Color32,
    /// Its words.
    pub(crate) on_act: Color32,
    /// The keyboard's ring.
    pub(crate) focus: Color32,
    /// The letter on a seal.
    pub(crate) on_pen: Color32,
    /// The flat offset under a sheet.
    pub(crate) shade: Color32,
    /// Behind a dialog.
    pub(crate) scrim: Color32,
    /// This person's ink.
    pub(crate) mine: Color32,
    /// The partner's.
    pub(crate) theirs: Color32,
}

/// How much of a colour shows behind selected words.
pub(super) const SELECTED: f32 = 0.28;
/// How much of the letter's colour the inner ring of a seal has.
pub(crate) const SEAL_RING: f32 = 0.45;

const fn rgb(colour: u32) -> Color32 {
    let [_, r, g, b] = colour.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// `alpha` is in 255ths.
const fn veil(colour: u32, alpha: u8) -> Color32 {
    let [_, r, g, b] = colour.to_be_bytes();
    const fn part(channel: u8, alpha: u8) -> u8 {
        ((channel as u16 * alpha as u16 + 127) / 255) as u8
    }
    Color32::from_rgba_premultiplied(part(r, alpha), part(g, alpha), part(b, alpha), alpha)
}

const DAY: Colours = Colours {
    paper: rgb(0xFA_F7F1),
    paper_end: rgb(0xFA_F7F1),
    margin: rgb(0xF3_EEE4),
    sheet: rgb(0xFF_FDF9),
    hover: rgb(0xEE_E8DC),
    row: rgb(0xEE_E8DC),
    hair: rgb(0xE3_DBCD),
    rule: rgb(0x91_8676),
    ink_3: rgb(0x6F_6558),
    ink_2: rgb(0x57_4F45),
    ink: rgb(0x26_221D),
    act: rgb(0x2A_5F4E),
    act_fill: rgb(0x2A_5F4E),
    act_edge: rgb(0x2A_5F4E),
    on_act: rgb(0xFC_FAF5),
    focus: rgb(0x2A_5F4E),
    on_pen: rgb(0xFF_FDF9),
    shade: veil(0x3C_2C18, 33),
    scrim: veil(0x26_221D, 87),
    mine: by_day(Ink::BlueBlack),
    theirs: by_day(Ink::Madder),
};

const NIGHT: Colours = Colours {
    paper: rgb(0x24_1C18),
    paper_end: rgb(0x1A_1512),
    margin: rgb(0x17_110F),
    sheet: rgb(0x2E_2420),
    hover: rgb(0x2E_2420),
    row: rgb(0x3B_2F2A),
    hair: rgb(0x3B_2F2A),
    rule: rgb(0x85_786A),
    ink_3: rgb(0xA0_9382),
    ink_2: rgb(0xBB_AD9A),
    ink: rgb(0xE9_DECE),
    act: rgb(0xA5_C8AF),
    act_fill: rgb(0x30_4B3E),
    act_edge: rgb(0x58_7A68),
    on_act: rgb(0xE2_EEE0),
    focus: rgb(0xA5_C8AF),
    on_pen: rgb(0x1E_1613),
    shade: veil(0x00_0000, 89),
    scrim: veil(0x00_0000, 128),
    mine: by_night(Ink::BlueBlack),
    theirs: by_night(Ink::Madder),
};

/// What a printed page is set in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Printed {
    /// Its words.
    pub(crate) words: Color32,
    /// What is said beside them.
    pub(crate) beside: Color32,
    /// The lines between days.
    pub(crate) hair: Color32,
    /// Names in this person's ink.
    pub(crate) mine: Color32,
    /// Names in the partner's.
    pub(crate) theirs: Color32,
}

/// What a printed page is set in: paper is by day, whatever the hour.
pub(crate) fn printed([mine, theirs]: [Ink; 2]) -> Printed {
    Printed {
        words: DAY.ink,
        beside: DAY.ink_2,
        hair: DAY.hair,
        mine: by_day(mine),
        theirs: by_day(theirs),
    }
}

/// The light ground and the dark of a code to be scanned, whatever the half of
/// the day: cameras want it so.
pub(crate) const SCANNED: [Color32; 2] = [Color32::WHITE, Color32::BLACK];

const fn by_day(ink: Ink) -> Color32 {
    match ink {
        Ink::BlueBlack => rgb(0x2B_4A7D),
        Ink::Madder => rgb(0x96_3447),
        Ink::Violet => rgb(0x5F_3F86),
        Ink::Umber => rgb(0x76_491C),
        Ink::Lagoon => rgb(0x14_606B),
        Ink::Plum => rgb(0x7F_2E68),
    }
}

const fn by_night(ink: Ink) -> Color32 {
    match ink {
        Ink::BlueBlack => rgb(0xA3_BBE0),
        Ink::Madder => rgb(0xE2_A3A0),
        Ink::Violet => rgb(0xC5_B0E4),
        Ink::Umber => rgb(0xDD_B98E),
        Ink::Lagoon => rgb(0x8F_C7CD),
        Ink::Plum => rgb(0xDF_A6CD),
    }
}

/// The colours of one half of the day.
pub(super) fn of(is_dark: bool) -> Colours {
    if is_dark { NIGHT } else { DAY }
}

fn inks_of_the_moment() -> egui::Id {
    egui::Id::unique("the inks of the two people")
}

/// From now on this person's words are set in the first of these, and the
/// partner's in the second.
pub(crate) fn write_with(ctx: &egui::Context, inks: [Ink; 2]) {
    ctx.data_mut(|data| data.insert_temp(inks_of_the_moment(), inks));
}

/// The colours `ui` is drawn in.
pub(crate) fn colours(ui: &egui::Ui) -> Colours {
    let is_dark = ui.visuals().dark_mode;
    let inks: Option<[Ink; 2]> = ui.data(|data| data.get_temp(inks_of_the_moment()));
    let colours = of(is_dark);
    match inks {
        Some([mine, theirs]) => {
            Colours { mine: at(mine, is_dark), theirs: at(theirs, is_dark), ..colours }
        }
        None => colours,
    }
}

/// One of the inks, as it is in the half of the day that `ui` is drawn in.
pub(crate) fn ink(ui: &egui::Ui, ink: Ink) -> Color32 {
    at(ink, ui.visuals().dark_mode)
}

fn at(ink: Ink, is_dark: bool) -> Color32 {
    if is_dark { by_night(ink) } else { by_day(ink) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, as WCAG defines it.
    fn luminance(colour: Color32) -> f32 {
        let [r, g, b, _] = egui::Rgba::from(colour).to_array();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(one: Color32, other: Color32) -> f32 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_stands_out_from_every_ground_it_stands_on() {
        for night in [false, true] {
            let c = of(night);
            for mine in Ink::ALL {
                let mine = at(mine, night);
                for ground in [c.paper, c.paper_end, c.margin, c.sheet, c.hover] {
                    for ink in [c.ink, c.ink_2, c.ink_3, c.act] {
                        assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}");
                    }
                    assert!(contrast(mine, ground) >= 5.9, "{mine:?} on {ground:?}");
                }
                for ground in [c.paper, c.paper_end, c.margin, c.sheet] {
                    assert!(contrast(c.rule, ground) >= 3.0, "a control on {ground:?}");
                }
                assert!(contrast(c.on_act, c.act_fill) >= 7.0);
                assert!(contrast(c.on_pen, mine) >= 7.0);
            }
        }
    }
}
