//! The steps under a plot, such as months: where each is, what it is called, and the
//! rule on the chosen one. Every plot stands on these.

use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use egui::{Color32, Pos2, Stroke, Ui, pos2};

/// From the end of the rule to the line that the names stand on, and to the bottom of
/// all of it.
const NAMES: f32 = 15.0;
pub(super) const UNDER: f32 = 21.0;
/// Every so many steps one has its name, if that stands apart from the others.
const NAMED: usize = 4;
const APART: f32 = 6.0;

/// So many steps, evenly over a width.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steps {
    /// How many.
    pub(super) count: usize,
    /// Over so much.
    pub(super) width: f32,
    /// From either end to the nearest step.
    pub(super) inset: f32,
}

impl Steps {
    /// How far the next one is from a step.
    pub(super) fn apart(self) -> f32 {
        (self.width - 2.0 * self.inset) / (self.count.max(2) - 1) as f32
    }

    /// Where a step is.
    pub(super) fn at(self, step: usize) -> f32 {
        self.inset + self.apart() * step as f32
    }

    /// The step nearest to `x`.
    pub(super) fn nearest(self, x: f32) -> Option<usize> {
        let far = |step: &usize| (self.at(*step) - x).abs();
        (0..self.count).min_by(|one, other| far(one).total_cmp(&far(other)))
    }

    /// Which steps have their names, each with its left edge: the chosen one, and of
    /// the others those that have room beside it and each other.
    fn named(self, widths: &[f32], chosen: Option<usize>) -> Vec<(usize, f32)> {
        let regular = (0..self.count).step_by(NAMED).chain(self.count.checked_sub(1));
        let mut placed: Vec<(usize, f32)> = Vec::new();
        for step in chosen.into_iter().chain(regular) {
            let Some(wide) = widths.get(step) else { continue };
            let left = (self.at(step) - wide / 2.0).min(self.width - wide).max(0.0);
            let has_room = placed.iter().all(|(other, begins)| {
                left + wide + APART <= *begins || begins + widths[*other] + APART <= left
            });
            if has_room {
                placed.push((step, left));
            }
        }
        placed
    }

    /// Draws the rule of the chosen step, from `top` so far down.
    pub(super) fn rule(self, ui: &Ui, top: Pos2, chosen: Option<usize>, down: f32) {
        let Some(chosen) = chosen else { return };
        let x = top.x + self.at(chosen);
        let rule = Stroke::new(space::RULE, colours(ui).rule);
        ui.painter().line_segment([pos2(x, top.y), pos2(x, top.y + down)], rule);
    }

    /// Draws the names under a rule that ends at `under`.
    pub(super) fn names(self, ui: &Ui, under: Pos2, names: &[String], chosen: Option<usize>) {
        let palette = colours(ui);
        let lay = |(step, name): (usize, &String)| {
            let here = chosen == Some(step);
            let (style, ink) =
                if here { (Type::Label, palette.ink) } else { (Type::Small, palette.ink_3) };
            text::lay(ui, &run(name, style, ink), f32::INFINITY, Breaks::Full)
        };
        let galleys: Vec<_> = names.iter().enumerate().map(lay).collect();
        let widths: Vec<f32> = galleys.iter().map(|galley| galley.size().x).collect();
        for (step, left) in self.named(&widths, chosen) {
            let galley = galleys[step].clone();
            let top = under.y + NAMES - text::baseline(&galley);
            ui.painter().galley(pos2(under.x + left, top), galley, Color32::PLACEHOLDER);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::PLOT;
    use super::*;

    fn steps(count: usize, width: f32) -> Steps {
        Steps { count, width, inset: 6.0 }
    }

    #[test]
    fn steps_are_where_the_design_has_them() {
        let year = steps(12, PLOT);
        assert_eq!((year.at(0), year.at(11)), (6.0, 258.0));
        assert!((year.at(4) - 97.64).abs() < 0.01);
        assert_eq!(year.nearest(100.0), Some(4));
        assert_eq!(year.nearest(-5.0), Some(0));
        assert_eq!(year.nearest(900.0), Some(11));
        assert_eq!(steps(0, PLOT).nearest(10.0), None);
    }

    #[test]
    fn names_stand_apart_and_the_chosen_one_is_among_them() {
        for width in [80.0, 180.0, PLOT, 400.0] {
            for chosen in (0..12).map(Some).chain([None]) {
                let widths: Vec<f32> = (0..12_u8).map(|n| 22.0 + f32::from(n % 3) * 9.0).collect();
                let placed = steps(12, width).named(&widths, chosen);
                assert!(chosen.is_none_or(|at| placed.iter().any(|(n, _)| *n == at)));
                let mut ends: Vec<(f32, f32)> =
                    placed.iter().map(|(n, left)| (*left, left + widths[*n])).collect();
                ends.sort_by(|one, other| one.0.total_cmp(&other.0));
                let apart = |pair: &[(f32, f32)]| pair[0].1 + APART <= pair[1].0;
                assert!(ends.windows(2).all(apart), "{width}, {chosen:?}: {ends:?}");
                assert!(ends.iter().all(|(left, right)| *left >= 0.0 && *right <= width));
            }
        }
        let usual: Vec<usize> =
            steps(12, PLOT).named(&[24.0; 12], Some(11)).into_iter().map(|(n, _)| n).collect();
        assert_eq!(usual, [11, 0, 4, 8]);
    }
}
