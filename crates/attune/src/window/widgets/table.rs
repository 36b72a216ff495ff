//! A table of words: a heading for each column, and rows in groups, each with a
//! heading of its own; of a row, whose it is. Ears hear in each cell which column it
//! is of, for not every reader of screens knows tables. Where eyes have a plot, the
//! same table is there for ears alone.

use super::lists::{List, rows_by};
use super::passage::hairline;
use super::texts::ink_of;
use crate::texts::tr;
use crate::window::layout::Columns;
use crate::window::model::Whose;
use crate::window::text::{self, Breaks, paint_to_the_right, run};
use crate::window::theme::{Type, colours, space};
use egui::{Color32, Galley, Id, Pos2, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;

/// A table.
pub(crate) struct Table<'a> {
    /// What it is.
    pub(crate) name: &'a str,
    /// The columns' headings; without any, a row has words that its name says of what
    /// they are.
    pub(crate) columns: &'a [String],
    /// A group by its place.
    pub(crate) group: &'a dyn Fn(usize) -> Group,
}

/// Rows under one heading.
pub(crate) struct Group {
    /// The heading.
    pub(crate) name: String,
    /// The rows.
    pub(crate) rows: Vec<TableRow>,
    /// What is said where there are none.
    pub(crate) instead: String,
}

/// A row.
pub(crate) struct TableRow {
    /// Whose it is; both's or nobody's with `None`.
    pub(crate) whose: Option<Whose>,
    /// Their name, or what it tells of.
    pub(crate) name: String,
    /// A word for each column.
    pub(crate) cells: Vec<String>,
}

/// The room of a row's name in a wide table; the least of it, and the most, of the whole.
const NAME: f32 = 72.0;
const NAME_LEAST: f32 = 56.0;
const NAME_MOST: f32 = 0.4;
/// Right of a name, and of a cell.
const BESIDE: f32 = 12.0;
const BESIDE_CELL: f32 = 6.0;
/// The narrowest of several columns: words of two go on in a second line.
const COLUMN: f32 = 88.0;
/// Above and below the headings, and a group's rows.
const HEAD: [f32; 2] = [11.0, 8.0];
const GROUP: [f32; 2] = [6.0, 7.0];
/// A row: its lines stand a little closer than elsewhere.
const ROW: f32 = 23.0;
const CLOSER: f32 = 1.0;

/// Where the columns are, from where the words start.
#[derive(Debug, Clone, Copy)]
struct Set {
    names: f32,
    column: f32,
}

impl Set {
    fn of(ui: &Ui, whole: f32, names: &[&str], columns: usize) -> Self {
        let words = names.iter().flat_map(|name| name.split_whitespace());
        let usual = (whole * NAME / space::WORDS_FULL).clamp(NAME_LEAST, NAME);
        let widest = words.map(|word| wide(ui, word, Type::Name) + BESIDE).fold(usual, f32::max);
        let names = widest.min(whole * NAME_MOST);
        Self { names, column: (whole - names) / columns.max(1) as f32 }
    }

    fn left(&self, column: usize) -> f32 {
        self.names + self.column * column as f32
    }

    /// How wide the words of a cell may be.
    fn room(&self) -> f32 {
        (self.column - BESIDE_CELL).max(space::BUTTON)
    }
}

fn wide(ui: &Ui, words: &str, style: Type) -> f32 {
    let run = run(words, style, Color32::PLACEHOLDER);
    text::lay(ui, &run, f32::INFINITY, Breaks::Full).size().x
}

/// Whether so many columns stand beside each other, with none of these `words` torn, of
/// people with these names.
pub(crate) fn table_fits(ui: &Ui, columns: usize, names: &[&str], words: &[String]) -> bool {
    let whole = ui.available_width() - Columns::of(ui).axis();
    let each = words.iter().flat_map(|words| words.split_whitespace());
    let widest = each.map(|word| wide(ui, word, Type::Body) + BESIDE_CELL).fold(COLUMN, f32::max);
    Set::of(ui, whole, names, columns).column >= widest
}

/// Draws a table of so many groups, whose rows are of people with these names. Of a
/// long one only what is near is laid out.
pub(crate) fn table(ui: &mut Ui, table: &Table<'_>, groups: List, names: &[&str]) {
    let axis = Columns::of(ui).axis();
    let set = Set::of(ui, ui.available_width() - axis, names, table.columns.len());
    let mut within = told(ui, table);
    if !table.columns.is_empty() {
        headings(&mut within, table, set, axis);
    }
    let draw = |ui: &mut Ui, n: usize| group(ui, table, n, set, axis);
    rows_by(&mut within, table.name, groups, |n| n, |_| false, draw);
    ui.allocate_rect(within.min_rect(), Sense::hover());
}

/// The same groups in the place of a plot, for ears alone.
pub(crate) fn table_for_ears(ui: &mut Ui, table: &Table<'_>, groups: Range<usize>, place: Rect) {
    // Nobody listens, and nothing has to be made ready.
    if ui.ctx().accesskit_node_builder(ui.unique_id(), |_| ()).is_none() {
        return;
    }
    let mut within = told(ui, table);
    if !table.columns.is_empty() {
        let headings = row(&mut within, place, "headings");
        for (column, name) in table.columns.iter().enumerate() {
            cell(&headings, place, Role::ColumnHeader, (HEADINGS, 0, column), name);
        }
    }
    for n in groups {
        let group = (table.group)(n);
        for (at, one) in lines(&group).into_iter().enumerate() {
            let told = row(&mut within, place, ("row", n, at));
            if at == 0 {
                cell(&told, place, Role::RowHeader, (n, at, HEADING), &group.name);
            }
            match one {
                Some(one) => {
                    cell(&told, place, Role::RowHeader, (n, at, NAMED), &one.name);
                    for (column, words) in one.cells.iter().enumerate() {
                        let said = said(heading(table.columns, one, column), words);
                        cell(&told, place, Role::Cell, (n, at, column), &said);
                    }
                }
                None => cell(&told, place, Role::Cell, (n, at, 0), &group.instead),
            }
        }
    }
}

/// What holds the rows, as ears hear it.
fn told(ui: &mut Ui, table: &Table<'_>) -> Ui {
    let room = ui.available_rect_before_wrap();
    let builder = UiBuilder::new().max_rect(room).accessibility_role(Role::Table);
    let within = ui.new_child(builder);
    ui.ctx().accesskit_node_builder(within.unique_id(), |node| node.set_label(table.name));
    within
}

/// A row as ears hear it.
fn row(ui: &mut Ui, place: Rect, id: impl std::hash::Hash + std::fmt::Debug) -> Ui {
    let builder = UiBuilder::new().max_rect(place).id_salt(id);
    ui.new_child(builder.accessibility_role(Role::Row))
}

/// A cell as ears hear it: the number of its group, its row and its column.
type Cell = (usize, usize, usize);

/// Among groups, what stands above all; among columns, what stands before them.
const HEADINGS: usize = usize::MAX;
const HEADING: usize = usize::MAX;
const NAMED: usize = usize::MAX - 1;

fn cell(ui: &Ui, place: Rect, role: Role, id: Cell, said: &str) {
    let response = ui.interact(place, Id::unique(("cell of a table", id)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(role, true, said));
}

/// What a word of a row is of: its column, or the row itself.
fn heading<'a>(columns: &'a [String], one: &'a TableRow, column: usize) -> &'a str {
    columns.get(column).unwrap_or(&one.name)
}

/// How ears hear a word: of what it is.
fn said(column: &str, words: &str) -> String {
    tr!("window-named", name = column, words = words)
}

/// A group's rows, or one without, where something is said instead.
fn lines(group: &Group) -> Vec<Option<&TableRow>> {
    if group.rows.is_empty() { vec![None] } else { group.rows.iter().map(Some).collect() }
}

fn headings(ui: &mut Ui, table: &Table<'_>, set: Set, axis: f32) {
    let ink = colours(ui).ink_2;
    let lay =
        |name: &String| text::lay(ui, &run(name, Type::Label, ink), set.room(), Breaks::NoWidow);
    let galleys: Vec<Arc<Galley>> = table.columns.iter().map(lay).collect();
    let high = galleys.iter().map(|galley| galley.size().y).fold(0.0, f32::max);
    let size = vec2(ui.available_width(), HEAD[0] + high + HEAD[1]);
    let (rect, _) = ui.allocate_exact_size(size, Sense::empty());
    let told = row(ui, rect, "headings");
    for (column, (name, galley)) in table.columns.iter().zip(galleys).enumerate() {
        let left = rect.left() + axis + set.left(column);
        let top = rect.bottom() - HEAD[1] - galley.size().y;
        let place = Rect::from_min_size(pos2(left, top), galley.size());
        cell(&told, place, Role::ColumnHeader, (HEADINGS, 0, column), name);
        told.painter().galley(place.min, galley, Color32::PLACEHOLDER);
    }
}

fn group(ui: &mut Ui, table: &Table<'_>, n: usize, set: Set, axis: f32) {
    let group = (table.group)(n);
    // Without headings the first one's is that of what stands above the table.
    if n > 0 || !table.columns.is_empty() {
        hairline(ui);
    }
    ui.add_space(GROUP[0]);
    let origin = ui.cursor().min;
    let whole = ui.available_width();
    let columns = Columns::of(ui);
    let narrow = columns.is_narrow();
    let room = if narrow { whole } else { columns.margin };
    let ink = colours(ui).ink_3;
    let heading = text::lay(ui, &run(&group.name, Type::Small, ink), room, Breaks::NoWidow);
    let size = heading.size();
    // Beside the rows it stands on the first one's line.
    let stands = text::baseline_of(ui, Type::Body) - text::baseline(&heading);
    let (left, down) = if narrow { (0.0, 0.0) } else { (room - size.x, stands) };
    let place = Rect::from_min_size(origin + vec2(left, down), size);
    let mut y = if narrow { place.bottom() } else { origin.y };
    for (at, one) in lines(&group).into_iter().enumerate() {
        let line = Line::of(ui, &group, one, table.columns, set);
        let rect = Rect::from_min_size(pos2(origin.x, y), vec2(whole, line.high));
        let told = row(ui, rect, ("row", n, at));
        if at == 0 {
            cell(&told, place, Role::RowHeader, (n, at, HEADING), &group.name);
            if narrow {
                told.painter().galley(place.min, heading.clone(), Color32::PLACEHOLDER);
            } else {
                paint_to_the_right(&told, place.right(), place.top(), &heading);
            }
        }
        line.show(&told, pos2(origin.x + axis, y), (n, at));
        y += line.high;
    }
    let bottom = if narrow { y } else { y.max(place.bottom()) };
    let used = Rect::from_min_max(origin, pos2(origin.x + whole, bottom));
    ui.allocate_rect(used, Sense::empty());
    ui.add_space(GROUP[1]);
}

/// A row that is laid out.
struct Line {
    /// What stands in it: how far from the left, in which column, and how ears hear it.
    words: Vec<(f32, usize, Arc<Galley>, String)>,
    high: f32,
}

impl Line {
    fn of(ui: &Ui, group: &Group, one: Option<&TableRow>, columns: &[String], set: Set) -> Self {
        let palette = colours(ui);
        let mut words = Vec::new();
        match one {
            Some(one) => {
                let ink = one.whose.map_or(palette.ink_2, |whose| ink_of(&palette, whose));
                let name = run(&one.name, Type::Name, ink);
                let room = (set.names - BESIDE).max(space::BUTTON);
                let name = text::lay(ui, &name, room, Breaks::Full);
                words.push((0.0, NAMED, name, one.name.clone()));
                for (column, word) in one.cells.iter().enumerate() {
                    let word_run = run(word, Type::Body, palette.ink);
                    let galley = text::lay(ui, &word_run, set.room(), Breaks::Full);
                    let said = said(heading(columns, one, column), word);
                    words.push((set.left(column), column, galley, said));
                }
            }
            None => {
                let room = set.names + set.column * columns.len().max(1) as f32;
                let instead = run(&group.instead, Type::Body, palette.ink_3);
                let galley = text::lay(ui, &instead, room, Breaks::Full);
                words.push((0.0, 0, galley, group.instead.clone()));
            }
        }
        let highest = words.iter().map(|(_, _, galley, _)| galley.size().y).fold(0.0, f32::max);
        Self { words, high: (highest - CLOSER).max(ROW) }
    }

    fn show(&self, ui: &Ui, at: Pos2, (group, line): (usize, usize)) {
        let stands = text::baseline_of(ui, Type::Body);
        for (left, column, galley, said) in &self.words {
            let down = stands - text::baseline(galley);
            let place = Rect::from_min_size(at + vec2(*left, down), galley.size());
            let role = if *column == NAMED { Role::RowHeader } else { Role::Cell };
            cell(ui, place, role, (group, line, *column), said);
            ui.painter().galley(place.min, galley.clone(), Color32::PLACEHOLDER);
        }
    }
}
