//! Words to pick from, in rows, and stops on a line: of each kind one has the
//! keyboard, and arrows go on from it, so that a hundred words are one stop of Tab.

use super::focus;
use crate::texts::tr;
use crate::window::shapes::{self, hairline_at};
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use egui::{
    CursorIcon, EventFilter, Id, Key, Pos2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo,
    pos2, vec2,
};

/// A row of words is so high; between two words.
const ROW: f32 = 31.0;
const BETWEEN: f32 = 21.0;
/// From the line that words stand on to the rule under those that are picked.
const RULE_DOWN: f32 = 6.0;

/// How far below its top a row's words stand.
pub(crate) fn picks_first(ui: &Ui) -> f32 {
    (ROW - Type::Pick.line()) / 2.0 + text::baseline_of(ui, Type::Pick)
}

/// Where the keyboard is among things that have one stop of Tab together.
pub(crate) struct Roving<'a> {
    id: Id,
    /// Their names, a list for each row.
    rows: &'a [Vec<&'a str>],
    here: Option<String>,
    moved: Option<String>,
    /// What they are about, where the same words stand on a page more than once.
    about: Option<&'a str>,
}

impl<'a> Roving<'a> {
    /// Among these; before it was anywhere it is at `first`, or at the first of all.
    pub(crate) fn new(ui: &Ui, name: &str, rows: &'a [Vec<&'a str>], first: Option<&str>) -> Self {
        let id = Id::unique(("the keyboard is at one of", name));
        let all = || rows.iter().flatten();
        let known: Option<String> = ui.data(|data| data.get_temp(id));
        let known = known.filter(|known| all().any(|name| name == known));
        let first = first.filter(|first| all().any(|name| name == first)).map(str::to_owned);
        let here = known.or(first).or_else(|| all().next().map(|name| (*name).to_owned()));
        Self { id, rows, here, moved: None, about: None }
    }

    /// Ears hear with each what it is about.
    pub(crate) fn about(mut self, about: &'a str) -> Self {
        self.about = Some(about);
        self
    }

    /// How ears hear one of them.
    fn told(&self, said: &str) -> String {
        match self.about {
            Some(about) => tr!("window-named", name = about, words = said),
            None => said.to_owned(),
        }
    }

    /// Senses one of them in `rect`, and follows the arrows.
    fn sense(&mut self, ui: &Ui, rect: Rect, name: &str) -> Response {
        let here = self.here.as_deref() == Some(name);
        let sense = if here { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, self.id.with(name), sense);
        let asked: Option<bool> = ui.data(|data| data.get_temp(self.id.with("goes there")));
        if here && asked == Some(true) {
            ui.data_mut(|data| data.insert_temp(self.id.with("goes there"), false));
            response.request_focus();
        }
        if response.has_focus() {
            let arrows = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
            self.moved = next(ui, self.rows, name).map(str::to_owned).or(self.moved.take());
        }
        if response.clicked() {
            ui.data_mut(|data| data.insert_temp(self.id, name.to_owned()));
        }
        response
    }

    /// Ends a frame. Gives what the arrows went on to, if they did.
    pub(crate) fn end(self, ui: &Ui) -> Option<String> {
        let moved = self.moved.filter(|moved| self.here.as_ref() != Some(moved))?;
        ui.data_mut(|data| {
            data.insert_temp(self.id, moved.clone());
            data.insert_temp(self.id.with("goes there"), true);
        });
        ui.ctx().request_repaint();
        Some(moved)
    }
}

/// Where an arrow leads from `name`: along its row and on to the next, or to the
/// row above or below.
fn next<'a>(ui: &Ui, rows: &[Vec<&'a str>], name: &str) -> Option<&'a str> {
    let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
    let row = rows.iter().position(|row| row.contains(&name))?;
    let at = rows[row].iter().position(|other| *other == name)?;
    let all: Vec<&str> = rows.iter().flatten().copied().collect();
    let n = all.iter().position(|other| *other == name)?;
    let of = |row: usize| {
        let row = rows.get(row)?;
        row.get(at.min(row.len().saturating_sub(1))).copied()
    };
    if pressed(Key::ArrowLeft) {
        n.checked_sub(1).and_then(|n| all.get(n)).copied()
    } else if pressed(Key::ArrowRight) {
        all.get(n + 1).copied()
    } else if pressed(Key::ArrowUp) {
        row.checked_sub(1).and_then(of)
    } else if pressed(Key::ArrowDown) {
        of(row + 1)
    } else {
        None
    }
}

/// Words beside each other, on as many rows as they need: each its name, how it is
/// said, and whether it is picked. Gives the one that was pressed.
pub(crate) fn picks(
    ui: &mut Ui,
    keyboard: &mut Roving<'_>,
    words: &[(&str, String, bool)],
) -> Option<String> {
    let palette = colours(ui);
    let whole = ui.available_width();
    let origin = ui.cursor().min;
    let (mut x, mut y) = (0.0, 0.0);
    let mut pressed = None;
    for (name, said, picked) in words {
        let style = if *picked { Type::PickStrong } else { Type::Pick };
        // Each has the room that it takes when it is picked: nothing moves then.
        let strong = run(said, Type::PickStrong, palette.ink);
        let room = text::lay(ui, &strong, whole, Breaks::Full).size();
        let galley = text::lay(ui, &run(said, style, palette.ink), whole, Breaks::Full);
        if x > 0.0 && x + room.x > whole {
            (x, y) = (0.0, y + ROW);
        }
        let at = origin + vec2(x, y + (ROW - Type::Pick.line()) / 2.0);
        let rect = Rect::from_min_size(at, vec2(room.x, galley.size().y));
        let response = keyboard.sense(ui, rect, name);
        let told = || WidgetInfo::selected(Role::CheckBox, true, *picked, said);
        response.widget_info(told);
        let stands = rect.top() + text::baseline(&galley);
        ui.painter().galley(rect.min, galley, palette.ink);
        if *picked {
            let stroke = Stroke::new(space::WRITTEN, palette.act);
            hairline_at(ui.painter(), rect.left(), rect.right(), stands + RULE_DOWN, stroke);
        }
        focus::focus_ring(ui, &response);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            pressed = Some((*name).to_owned());
        }
        x += room.x + BETWEEN;
    }
    let used = Rect::from_min_size(origin, vec2(whole, y + ROW));
    ui.allocate_rect(used, Sense::hover());
    pressed
}

/// From the top to the middle of the stops, from there to the top of their words,
/// and how high all of it is.
const MIDDLE: f32 = 11.0;
const WORDS_DOWN: f32 = 10.0;
/// A stop, and one that is chosen.
const STOP: f32 = 5.5;
const CHOSEN: f32 = 8.5;

/// How far below their top the words beside stops stand.
pub(crate) fn stops_first(ui: &Ui) -> f32 {
    MIDDLE + text::baseline_of(ui, Type::Body) / 2.0 - 2.0
}

/// Stops on a line, of which one at most is chosen. Gives the one that was pressed.
pub(crate) fn stops(
    ui: &mut Ui,
    keyboard: &mut Roving<'_>,
    stops: &[(&str, String, bool)],
) -> Option<String> {
    let palette = colours(ui);
    let whole = ui.available_width().min(space::WORDS);
    let height = MIDDLE + WORDS_DOWN + Type::Body.line();
    let (rect, _) = ui.allocate_exact_size(vec2(whole, height), Sense::hover());
    let (left, right) = (rect.left() + CHOSEN, rect.right() - CHOSEN);
    let y = rect.top() + MIDDLE;
    let apart = (right - left) / (stops.len().max(2) - 1) as f32;
    line(ui, stops, pos2(left, y), apart);
    let mut pressed = None;
    for (n, (name, said, chosen)) in stops.iter().enumerate() {
        let centre = pos2(left + apart * n as f32, y);
        let (style, ink) =
            if *chosen { (Type::Name, palette.ink) } else { (Type::Body, palette.ink_2) };
        let galley = text::lay(ui, &run(said, style, ink), apart.max(1.0), Breaks::Full);
        let lift = (Type::Body.line() - galley.size().y.min(Type::Body.line())) / 2.0;
        let at = rect.left() + words_left(n, stops.len(), galley.size().x, whole);
        let words = Rect::from_min_size(pos2(at, y + WORDS_DOWN + lift), galley.size());
        let ring = Rect::from_center_size(centre, vec2(2.0 * CHOSEN, 2.0 * CHOSEN));
        let response = keyboard.sense(ui, ring.union(words), name);
        let told = keyboard.told(said);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, *chosen, &told));
        stop(ui, centre, *chosen);
        ui.painter().galley(words.min, galley, ink);
        focus::focus_ring(ui, &response);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            pressed = Some((*name).to_owned());
        }
    }
    pressed
}

/// Where the words of a stop begin: in its middle, and within all of it.
fn words_left(at: usize, count: usize, wide: f32, whole: f32) -> f32 {
    let apart = (whole - 2.0 * CHOSEN) / (count.max(2) - 1) as f32;
    let middle = CHOSEN + apart * at as f32;
    (middle - wide / 2.0).clamp(0.0, (whole - wide).max(0.0))
}

/// Whether these words stand beside each other under their stops, whichever is chosen.
pub(crate) fn stops_fit(ui: &Ui, words: &[&str]) -> bool {
    let ink = colours(ui).ink;
    let wide = |words: &str| {
        let run = run(words, Type::Name, ink);
        text::lay(ui, &run, f32::INFINITY, Breaks::Full).size().x
    };
    let widths: Vec<f32> = words.iter().map(|words| wide(words)).collect();
    stand_apart(&widths, ui.available_width().min(space::WORDS))
}

fn stand_apart(widths: &[f32], whole: f32) -> bool {
    let apart = (whole - 2.0 * CHOSEN) / (widths.len().max(2) - 1) as f32;
    let ends = widths.iter().enumerate().map(|(at, wide)| {
        let left = words_left(at, widths.len(), *wide, whole);
        (left, left + wide)
    });
    let ends: Vec<(f32, f32)> = ends.collect();
    let is_narrow = widths.iter().all(|wide| *wide <= apart);
    is_narrow && ends.windows(2).all(|pair| pair[0].1 + space::STEP * 2.0 <= pair[1].0)
}

/// The line from stop to stop; it runs through none.
fn line(ui: &Ui, stops: &[(&str, String, bool)], first: Pos2, apart: f32) {
    let stroke = Stroke::new(space::RULE, colours(ui).rule);
    let around = |chosen: bool| if chosen { CHOSEN } else { STOP };
    for (n, pair) in stops.windows(2).enumerate() {
        let [(.., one), (.., next)] = pair else { continue };
        let left = first.x + apart * n as f32;
        let (from, to) = (left + around(*one), left + apart - around(*next));
        hairline_at(ui.painter(), from, to, first.y - space::RULE / 2.0, stroke);
    }
}

fn stop(ui: &Ui, centre: Pos2, chosen: bool) {
    let palette = colours(ui);
    if chosen {
        shapes::ring(ui.painter(), centre, CHOSEN, Stroke::new(space::CHOSEN, palette.act));
        ui.painter().circle_filled(centre, 4.0, palette.act);
    } else {
        shapes::ring(ui.painter(), centre, STOP, Stroke::new(space::RING, palette.rule));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_under_stops_only_where_they_have_room() {
        let widths = [40.0, 46.0, 36.0, 45.0, 92.0];
        assert!(stand_apart(&widths, space::WORDS));
        // The last one stands within the line, and so reaches into the one before it.
        assert!(!stand_apart(&widths, 400.0));
        assert!(stand_apart(&widths[..4], 400.0));
        assert_eq!(words_left(0, 5, 40.0, 560.0), 0.0);
        assert_eq!(words_left(4, 5, 92.0, 560.0), 468.0);
    }
}
