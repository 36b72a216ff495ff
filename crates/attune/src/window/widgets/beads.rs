//! The thread of a year: a bead for each line of thanks, in its writer's ink and
//! in the order of writing, month by month. Not by days: nothing is missing on
//! it. One bead at most is chosen. Only that, or the last one, can be reached by
//! Tab; arrows go on from it.

use super::focus;
use super::texts::ink_of;
use crate::window::model::Whose;
use crate::window::shapes::{self, hairline_at};
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use egui::{
    CursorIcon, Id, Key, Pos2, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};
use std::ops::Range;

/// A month on a thread.
pub(crate) struct Stretch {
    /// Its name.
    pub(crate) name: String,
    /// Which of the thread's beads are of it.
    pub(crate) beads: Range<usize>,
}

/// A thread.
pub(crate) struct Thread<'a> {
    /// Its months that have beads, the first first.
    pub(crate) stretches: &'a [Stretch],
    /// Whose a bead is.
    pub(crate) whose: &'a dyn Fn(usize) -> Whose,
    /// A bead in words.
    pub(crate) said: &'a dyn Fn(usize) -> String,
    /// The chosen bead.
    pub(crate) chosen: Option<usize>,
    /// Whether the year is not over.
    pub(crate) goes_on: bool,
    /// Whether the chosen bead is to have the keyboard.
    pub(crate) take_keyboard: bool,
}

/// What was done with a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strung {
    /// A bead was pressed.
    Pressed(usize),
    /// The keyboard went on to a bead.
    Moved(usize),
    /// The chosen bead was pressed with Enter.
    Opened(usize),
}

/// How a thread is set: a bead, from one to the next, and from row to row.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Set {
    radius: f32,
    pitch: f32,
    row: f32,
}

/// Beside the full width of a page, and where there is less.
const WIDE: Set = Set { radius: 3.5, pitch: 11.2, row: 25.0 };
const USUAL: Set = Set { radius: 3.2, pitch: 10.3, row: 23.0 };

/// The chosen bead, and the ring round it.
const CHOSEN: f32 = 4.6;
const RING: f32 = 9.0;
/// From a row's left edge to its first bead.
const INSET: f32 = 4.0;
/// From a bead to the end of its line, and from there to the next name.
const LINE_END: f32 = 5.0;
const BEFORE_NAME: f32 = 10.0;
/// From the top to the middle of the first row.
const MIDDLE: f32 = 13.0;

/// How far below a thread's top its first month's name stands.
pub(crate) const THREAD_FIRST: f32 = 17.0;

/// Where everything of a thread is, from its left top.
struct Laid {
    names: Vec<Pos2>,
    beads: Vec<Pos2>,
    /// The pieces of the line: from, to, and how far down.
    lines: Vec<[f32; 3]>,
    height: f32,
    end: Pos2,
}

/// Places months whose names are so wide, with so many beads each.
fn lay(months: &[(f32, usize)], whole: f32, set: Set) -> Laid {
    let mut laid = Laid {
        names: Vec::with_capacity(months.len()),
        beads: Vec::new(),
        lines: Vec::new(),
        height: 0.0,
        end: pos2(0.0, MIDDLE),
    };
    let (mut x, mut y) = (0.0, MIDDLE);
    let fits = |x: f32| x + INSET <= whole;
    for (width, count) in months {
        let after = x + width + BEFORE_NAME + LINE_END;
        // A name is not left without a bead on its row.
        if x > 0.0 && !fits(after) {
            (x, y) = (0.0, y + set.row);
        }
        laid.names.push(pos2(x, y));
        let mut from = x + width + BEFORE_NAME;
        x = from + LINE_END;
        for _ in 0..*count {
            if !fits(x) {
                laid.lines.push([from, x - set.pitch, y]);
                (from, x, y) = (0.0, INSET, y + set.row);
            }
            laid.beads.push(pos2(x, y));
            x += set.pitch;
        }
        let last = x - set.pitch;
        laid.lines.push([from, last + LINE_END, y]);
        laid.end = pos2(last + LINE_END, y);
        x = last + LINE_END + BEFORE_NAME;
    }
    laid.height = y + MIDDLE;
    laid
}

/// Draws a thread.
pub(crate) fn beads(ui: &mut Ui, thread: &Thread<'_>) -> Option<Strung> {
    let palette = colours(ui);
    let whole = ui.available_width();
    let set = if whole > space::WORDS { WIDE } else { USUAL };
    let here = thread.chosen.or_else(|| thread.stretches.last()?.beads.clone().last());
    let is_here = |stretch: &Stretch| here.is_some_and(|bead| stretch.beads.contains(&bead));
    let names: Vec<_> = thread
        .stretches
        .iter()
        .map(|stretch| {
            let (style, ink) = if is_here(stretch) {
                (Type::Label, palette.ink)
            } else {
                (Type::Small, palette.ink_3)
            };
            text::lay(ui, &run(&stretch.name, style, ink), f32::INFINITY, Breaks::Full)
        })
        .collect();
    let counts = thread.stretches.iter().map(|stretch| stretch.beads.len());
    let months: Vec<_> = names.iter().map(|name| name.size().x).zip(counts).collect();
    let laid = lay(&months, whole, set);
    let (rect, _) = ui.allocate_exact_size(vec2(whole, laid.height), Sense::hover());
    let origin = rect.min.to_vec2();
    for [from, to, y] in &laid.lines {
        let y = rect.top() + y - space::RULE / 2.0;
        let stroke = Stroke::new(space::RULE, palette.rule);
        hairline_at(ui.painter(), rect.left() + from, rect.left() + to, y, stroke);
    }
    if thread.goes_on {
        let y = rect.top() + laid.end.y - space::HAIR / 2.0;
        let stroke = Stroke::new(space::HAIR, palette.hair);
        hairline_at(ui.painter(), rect.left() + laid.end.x, rect.right(), y, stroke);
    }
    let mut done = None;
    let mut placed = laid.beads.iter();
    for ((stretch, name), at) in thread.stretches.iter().zip(names).zip(&laid.names) {
        let stands = at.y + THREAD_FIRST - MIDDLE;
        let at = pos2(at.x, stands - text::baseline(&name)) + origin;
        ui.painter().galley(at, name, palette.ink_3);
        // For ears a month is a list of what was said in it.
        let month = UiBuilder::new().max_rect(rect).id_salt(&stretch.name);
        let mut month = ui.new_child(month.accessibility_role(Role::List));
        month.ctx().accesskit_node_builder(month.unique_id(), |node| {
            node.set_label(stretch.name.as_str());
        });
        for (n, at) in stretch.beads.clone().zip(placed.by_ref()) {
            let reached = here == Some(n);
            let centre = *at + origin;
            // What is far away is neither drawn nor told.
            let row = Rect::from_center_size(centre, vec2(set.pitch, 2.0 * set.row));
            if !reached && !ui.is_rect_visible(row) {
                continue;
            }
            done = bead(&mut month, thread, n, (centre, set), reached).or(done);
        }
    }
    done
}

fn bead(
    ui: &mut Ui,
    thread: &Thread<'_>,
    n: usize,
    (centre, set): (Pos2, Set),
    reached: bool,
) -> Option<Strung> {
    let palette = colours(ui);
    let chosen = thread.chosen == Some(n);
    let cell = Rect::from_center_size(centre, vec2(set.pitch, 2.0 * RING));
    let sense = if reached { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(cell, Id::unique(("bead", n)), sense);
    let said = || WidgetInfo::selected(Role::Button, true, chosen, (thread.said)(n));
    response.widget_info(said);
    if chosen && thread.take_keyboard {
        response.request_focus();
    }
    let radius = if chosen { CHOSEN } else { set.radius };
    shapes::bead(ui.painter(), centre, radius, ink_of(&palette, (thread.whose)(n)));
    if response.has_focus() {
        shapes::ring(ui.painter(), centre, RING, Stroke::new(space::FOCUS, palette.focus));
        focus::into_view(ui, &response);
    } else if chosen {
        shapes::ring(ui.painter(), centre, RING, Stroke::new(space::RING, palette.rule));
    }
    let mut done = None;
    if response.has_focus() {
        done = moved(ui, thread, n).map(Strung::Moved);
    }
    if response.clicked() {
        let enter = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        done = Some(if chosen && enter { Strung::Opened(n) } else { Strung::Pressed(n) });
    }
    hand(response);
    done
}

fn hand(response: Response) {
    let _ = response.on_hover_cursor(CursorIcon::PointingHand);
}

/// Where a key leads from a bead: to the one beside it, or to the first of the
/// month before or after.
fn moved(ui: &Ui, thread: &Thread<'_>, n: usize) -> Option<usize> {
    let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
    let all = thread.stretches;
    let first = all.first()?.beads.start;
    let end = all.last()?.beads.end;
    let month = all.iter().position(|stretch| stretch.beads.contains(&n))?;
    let begins = |month: usize| all.get(month).map(|stretch| stretch.beads.start);
    if pressed(Key::ArrowLeft) {
        Some(n.saturating_sub(1).max(first))
    } else if pressed(Key::ArrowRight) {
        Some((n + 1).min(end - 1))
    } else if pressed(Key::ArrowUp) {
        month.checked_sub(1).and_then(begins).or(Some(n))
    } else if pressed(Key::ArrowDown) {
        begins(month + 1).or(Some(n))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn beads_follow_each_other_within_the_width_and_under_no_name(
            months in prop::collection::vec((30.0_f32..90.0, 1_usize..60), 1..13),
            whole in 200.0_f32..900.0,
        ) {
            for set in [WIDE, USUAL] {
                let laid = lay(&months, whole, set);
                let count: usize = months.iter().map(|(_, count)| count).sum();
                prop_assert_eq!(laid.beads.len(), count);
                prop_assert_eq!(laid.names.len(), months.len());
                let read = |at: &Pos2| (at.y, at.x);
                prop_assert!(laid.beads.is_sorted_by(|one, next| read(one) < read(next)));
                for bead in &laid.beads {
                    prop_assert!(bead.x >= INSET && bead.x + INSET <= whole, "{bead}");
                    prop_assert!(bead.y < laid.height);
                    for (name, (width, _)) in laid.names.iter().zip(&months) {
                        let clear = bead.y != name.y
                            || bead.x + RING <= name.x + 1.0
                            || bead.x - RING >= name.x + width - 1.0;
                        prop_assert!(clear, "{bead} under a name at {name}");
                    }
                }
            }
        }
    }

    /// The rows of the design's picture: how many beads stand on each.
    #[test]
    fn it_wraps_as_in_the_design() {
        let months = [(46.0, 27), (52.0, 24), (37.0, 31), (33.0, 28), (26.0, 33)];
        let laid = lay(&months, 824.0, WIDE);
        assert_eq!(laid.beads[0], pos2(61.0, 13.0));
        let row = |y: f32| laid.beads.iter().filter(|bead| bead.y == y).count();
        assert_eq!((row(13.0), row(38.0)), (57, 65));
        assert_eq!(laid.names[1].x.round(), 367.0);
    }
}
