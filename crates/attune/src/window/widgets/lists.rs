//! Long lists. Only what is near the visible part is laid out; of the rest the
//! height is remembered from when it was.

use attune_core::ids::DocumentId;
use egui::{Id, Ui};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// How high rows were when they were last laid out.
#[derive(Default)]
struct Heights {
    each: HashMap<DocumentId, f32>,
    /// Of all together: no frame has the time to add up ten years.
    sum: f64,
}

impl Heights {
    /// What a row is as high as that was never laid out: the others on average.
    fn usual(&self) -> f32 {
        (self.sum / self.each.len().max(1) as f64) as f32
    }

    fn remember(&mut self, id: DocumentId, height: f32) {
        let before = self.each.insert(id, height).unwrap_or_default();
        self.sum += f64::from(height) - f64::from(before);
    }
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

/// Draws rows under each other. A row that has been drawn before and is more
/// than a screen away from what is visible only keeps its place. Within a
/// screen all are drawn, so that the keyboard always finds the next.
pub(crate) fn rows<T>(
    ui: &mut Ui,
    name: &str,
    all: impl Iterator<Item = T>,
    id: impl Fn(&T) -> DocumentId,
    mut draw: impl FnMut(&mut Ui, T),
) {
    let key = Id::unique(("row heights of", name));
    let heights: Arc<Mutex<Heights>> =
        ui.data_mut(|data| data.get_temp_mut_or_default::<Arc<Mutex<Heights>>>(key).clone());
    let Ok(mut heights) = heights.lock() else { return };
    let visible = ui.clip_rect();
    // What was never laid out is as high as the others are on average, until it
    // is near: opening ten years lays out two screens.
    let usual = heights.usual();
    let near = visible.top() - visible.height()..=visible.bottom() + visible.height();
    let mut laid = usual;
    let mut top = ui.cursor().top();
    // Rows that only keep their place are passed over together.
    let mut passed = Passed::default();
    for row in all {
        let usual = laid;
        let id = id(&row);
        let known = heights.each.get(&id).copied().or_else(|| {
            let is_below = top > *near.end();
            (is_below && usual > 0.0).then_some(usual)
        });
        if let Some(height) = known.filter(|h| top + h < *near.start() || top > *near.end()) {
            top += height;
            passed.height += height;
            passed.rows += 1;
            continue;
        }
        std::mem::take(&mut passed).over(ui);
        top = ui.cursor().top();
        ui.push_id(id, |ui| draw(ui, row));
        let height = ui.cursor().top() - top;
        top += height;
        heights.remember(id, height);
        if laid == 0.0 {
            laid = height;
        }
    }
    passed.over(ui);
}

/// Rows that follow each other and are not laid out.
#[derive(Default)]
struct Passed {
    height: f32,
    rows: usize,
}

impl Passed {
    fn over(self, ui: &mut Ui) {
        if self.rows > 0 {
            ui.add_space(self.height);
            // The names of the rows that follow must not hang on these.
            ui.skip_ahead_auto_ids(self.rows);
        }
    }
}
