//! Long lists. Only what is near the visible part is laid out; of the rest the
//! height is remembered, or taken for that of the others. Where a row is takes
//! as many steps as the number of rows has digits, in a list of any length.

use super::focus;
use crate::texts::Language;
use attune_core::ids::DocumentId;
use egui::style::ScrollAnimation;
use egui::{Id, Rect, Ui, vec2};
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use std::sync::{Arc, Mutex};

/// What a row is taken for that nobody has seen, while none has been, in points.
const GUESS: f32 = 100.0;
/// How many rows are looked at for the next one that the keyboard stops in.
const FAR: usize = 4_000;

/// How high the rows of a list are.
struct Heights<K> {
    /// Which list they are of: where its rows lie, and how many.
    of: (usize, usize),
    /// As they were when they were last laid out.
    each: HashMap<K, f32>,
    /// Of all together, so that no frame has to add them up.
    sum: f64,
    tree: Tree,
    /// Which rows the last frame drew.
    drawn: Range<usize>,
    /// How wide they were.
    width: f32,
    /// The first row of which anything was to be seen, and how far below the
    /// visible part's top it began.
    seen: Option<(usize, f32)>,
    /// What has the keyboard, and whether it is still on its way into view.
    focus: (Option<Id>, bool),
}

impl<K> Default for Heights<K> {
    fn default() -> Self {
        Self {
            of: (0, 0),
            each: HashMap::new(),
            sum: 0.0,
            tree: Tree::default(),
            drawn: 0..0,
            width: 0.0,
            seen: None,
            focus: (None, false),
        }
    }
}

impl<K: Copy + Eq + Hash> Heights<K> {
    /// What a row is as high as that was never laid out: the others on average.
    fn usual(&self) -> f32 {
        if self.each.is_empty() { GUESS } else { (self.sum / self.each.len() as f64) as f32 }
    }

    /// Makes these the heights of `list`.
    fn follow(&mut self, list: List, key: impl Fn(usize) -> K) {
        let of = (list.of, list.count);
        if self.of == of {
            return;
        }
        self.of = of;
        self.seen = None;
        self.drawn = 0..0;
        let usual = self.usual();
        let known = |at| self.each.get(&key(at)).copied().unwrap_or(usual);
        self.tree = Tree::of((0..list.count).map(known));
    }

    /// Which of the `wanted` rows are laid out now, where those between `top` and
    /// `bottom` are seen: these, what the last frame drew beside them, and a few
    /// more at either end.
    fn next(&self, top: f32, bottom: f32, wanted: &Range<usize>) -> Range<usize> {
        let (mut first, mut end) = (self.tree.above(top), self.tree.above(bottom) + 1);
        if self.drawn.start <= end && first <= self.drawn.end {
            first = first.min(self.drawn.start);
            end = end.max(self.drawn.end);
        }
        let first = first.saturating_sub(AHEAD).clamp(wanted.start, wanted.end);
        first..(end + AHEAD).clamp(first, wanted.end)
    }

    fn remember(&mut self, at: usize, key: K, height: f32) {
        let before = self.each.insert(key, height).unwrap_or_default();
        self.sum += f64::from(height) - f64::from(before);
        self.tree.set(at, height);
    }
}

/// Heights under each other, by which a row is found from where it is and the
/// other way round: a binary indexed tree (P. Fenwick, 1994).
#[derive(Default)]
struct Tree {
    each: Vec<f32>,
    /// At n, the sum of as many of those before and with it as the lowest bit of
    /// n + 1 says.
    sums: Vec<f64>,
}

impl Tree {
    fn of(heights: impl Iterator<Item = f32>) -> Self {
        let each: Vec<f32> = heights.collect();
        let mut sums: Vec<f64> = each.iter().copied().map(f64::from).collect();
        for n in 1..=sums.len() {
            let above = n + lowest(n);
            if above <= sums.len() {
                sums[above - 1] += sums[n - 1];
            }
        }
        Self { each, sums }
    }

    fn set(&mut self, at: usize, height: f32) {
        let more = f64::from(height) - f64::from(self.each[at]);
        self.each[at] = height;
        let mut n = at + 1;
        while n <= self.sums.len() {
            self.sums[n - 1] += more;
            n += lowest(n);
        }
    }

    /// The height of the first `count`.
    fn before(&self, count: usize) -> f32 {
        let (mut n, mut sum) = (count, 0.0);
        while n > 0 {
            sum += self.sums[n - 1];
            n -= lowest(n);
        }
        sum as f32
    }

    /// How many end at or above `y`.
    fn above(&self, y: f32) -> usize {
        let (mut at, mut left) = (0, f64::from(y));
        let mut step = self.sums.len().checked_ilog2().map_or(0, |log| 1_usize << log);
        while step > 0 {
            if let Some(sum) = self.sums.get(at + step - 1)
                && *sum <= left
            {
                at += step;
                left -= sum;
            }
            step /= 2;
        }
        at
    }
}

fn lowest(n: usize) -> usize {
    n & n.wrapping_neg()
}

/// How many rows of the list `name` are wanted, `first` before anybody asked
/// for more.
pub(crate) fn wanted(ui: &Ui, name: &str, first: usize) -> usize {
    ui.data(|data| data.get_temp(most_id(name))).unwrap_or(first)
}

/// From now on so many are wanted.
pub(crate) fn want(ctx: &egui::Context, name: &str, most: usize) {
    ctx.data_mut(|data| data.insert_temp(most_id(name), most));
}

fn most_id(name: &str) -> Id {
    Id::unique(("rows wanted of", name))
}

/// A list of rows that are known by their places.
#[derive(Debug, Clone, Copy)]
pub(crate) struct List {
    of: usize,
    count: usize,
}

impl List {
    /// So many rows, that are what they are for as long as `all` lies where it is.
    pub(crate) fn of<T>(all: &[T], count: usize) -> Self {
        Self { of: all.as_ptr() as usize, count }
    }
}

/// Draws rows of entries under each other. See [`rows_by`].
pub(crate) fn rows<T>(
    ui: &mut Ui,
    name: &str,
    all: &[T],
    id: impl Fn(&T) -> DocumentId,
    mut draw: impl FnMut(&mut Ui, &T),
) {
    let list = List::of(all, all.len());
    rows_by(ui, name, list, |at| id(&all[at]), |_| true, |ui, at| draw(ui, &all[at]));
}

/// So many rows that are not seen yet are laid out in one frame, above and
/// below: what a frame has to do stays about what is seen of it, however far
/// the list was moved.
const AHEAD: usize = 3;

/// Draws rows under each other. A row that is more than a screen away from what
/// is visible only keeps its place; within a screen all are drawn after a few
/// frames, and beyond it what the keyboard comes to next. `key` is what a row is known by when the list
/// is another one, and `stops` whether the keyboard stops in it.
pub(crate) fn rows_by<K: Copy + Eq + Hash + std::fmt::Debug + Send + Sync + 'static>(
    ui: &mut Ui,
    name: impl Hash + std::fmt::Debug,
    list: List,
    key: impl Fn(usize) -> K,
    stops: impl Fn(usize) -> bool,
    mut draw: impl FnMut(&mut Ui, usize),
) {
    let kept = Id::unique(("row heights of", name, Language::current()));
    let heights: Arc<Mutex<Heights<K>>> =
        ui.data_mut(|data| data.get_temp_mut_or_default::<Arc<Mutex<Heights<K>>>>(kept).clone());
    let Ok(mut heights) = heights.lock() else { return };
    heights.follow(list, &key);
    let visible = ui.clip_rect();
    let top = ui.cursor().top();
    let near = visible.top() - visible.height()..=visible.bottom() + visible.height();
    let seen = heights.tree.above(visible.top() - top);
    // At another width every row has another height, and so has what is above
    // the list: what was looked at stays where it is.
    let width = ui.available_width();
    let stays = heights.seen.filter(|_| heights.width != width);
    heights.width = width;
    // What turns out higher or lower above the visible part would move it.
    let (mut moved, mut changed) = (0.0, false);
    let mut lay = |ui: &mut Ui, heights: &mut Heights<K>, at: usize| {
        let row_top = ui.cursor().top();
        let key = key(at);
        ui.push_id(key, |ui| draw(ui, at));
        let height = ui.cursor().top() - row_top;
        let more = height - heights.tree.each[at];
        changed |= more.abs() >= 1.0;
        if at < seen {
            moved += more;
        }
        heights.remember(at, key, height);
    };
    // What the keyboard comes to next on either side, and from what is round the
    // list, is always there: it would pass over what is not laid out.
    let wanted = heights.tree.above(near.start() - top).min(list.count)..list.count;
    let laid_out = heights.next(visible.top() - top, visible.bottom() - top, &wanted);
    let first = laid_out.start;
    let ends = |mut rows: Range<usize>| {
        let one = rows.by_ref().take(FAR).find(|at| stops(*at));
        [one, rows.rev().take(FAR).find(|at| stops(*at))].into_iter().flatten()
    };
    let mut done = 0;
    let go_to = |ui: &mut Ui, heights: &mut Heights<K>, done: &mut usize, at: usize| {
        pass_over(ui, heights.tree.before(at) - heights.tree.before(*done), at - *done);
        *done = at;
    };
    for at in ends(0..first) {
        go_to(ui, &mut heights, &mut done, at);
        lay(ui, &mut heights, at);
        done += 1;
    }
    go_to(ui, &mut heights, &mut done, first);
    let is_near = |ui: &Ui, at: usize| at < list.count && ui.cursor().top() <= *near.end();
    while is_near(ui, done) && (done < laid_out.end || ui.cursor().top() <= visible.bottom()) {
        lay(ui, &mut heights, done);
        done += 1;
    }
    if first > wanted.start || is_near(ui, done) {
        ui.ctx().request_repaint();
    }
    heights.drawn = first..done;
    for at in ends(done..list.count) {
        go_to(ui, &mut heights, &mut done, at);
        lay(ui, &mut heights, at);
        done += 1;
    }
    go_to(ui, &mut heights, &mut done, list.count);
    let place = |heights: &Heights<K>, at| top + heights.tree.before(at) - visible.top();
    if let Some((at, began)) = stays {
        moved = place(&heights, at) - began;
    }
    let seen = heights.tree.above(visible.top() - top);
    let is_within = visible.top() > top && seen < list.count;
    heights.seen = stays.or(is_within.then(|| (seen, place(&heights, seen))));
    follow_keyboard(ui, &mut heights, top, changed);
    if moved.abs() >= 1.0 {
        ui.scroll_with_delta_animation(vec2(0.0, -moved), ScrollAnimation::none());
        ui.ctx().request_discard("rows above the visible part have their heights");
    }
}

/// What the keyboard has just come to stays on its way into view, also while rows
/// before it turn out higher than they were taken for; unless somebody turns the
/// wheel.
fn follow_keyboard<K>(ui: &Ui, heights: &mut Heights<K>, top: f32, changed: bool) {
    let focused = ui.memory(|memory| memory.focused());
    let (before, coming) = heights.focus;
    let turned = ui.input(|input| input.smooth_scroll_delta.y != 0.0);
    heights.focus = (focused, !turned && (coming || before != focused));
    let row = focused.and_then(|id| ui.ctx().read_response(id)).map(|response| response.rect);
    let rows = Rect::everything_below(top).with_max_y(ui.cursor().top());
    match row.filter(|row| heights.focus.1 && rows.contains(row.center())) {
        Some(row) if changed => focus::bring(ui, row),
        Some(row) if !ui.clip_rect().contains_rect(row) => {}
        _ => heights.focus.1 = false,
    }
}

/// Rows that follow each other and are not laid out.
fn pass_over(ui: &mut Ui, height: f32, rows: usize) {
    if rows > 0 {
        ui.add_space(height);
        // The names of the rows that follow must not hang on these.
        ui.skip_ahead_auto_ids(rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_tree_finds_what_adding_up_finds(
            heights in prop::collection::vec(0_u8..50, 0..70),
            changes in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..50), 0..20),
            y in 0_u16..2_000,
        ) {
            let mut heights: Vec<f32> = heights.into_iter().map(f32::from).collect();
            let mut tree = Tree::of(heights.iter().copied());
            for (at, height) in changes {
                if heights.is_empty() {
                    break;
                }
                let at = at.index(heights.len());
                heights[at] = f32::from(height);
                tree.set(at, heights[at]);
            }
            let mut sum = 0.0;
            let mut above = 0;
            for (n, height) in heights.iter().enumerate() {
                prop_assert_eq!(tree.before(n), sum);
                sum += height;
                if sum <= f32::from(y) {
                    above = n + 1;
                }
            }
            prop_assert_eq!(tree.before(heights.len()), sum);
            prop_assert_eq!(tree.above(f32::from(y)), above);
        }
    }
}
