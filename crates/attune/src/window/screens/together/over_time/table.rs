//! The months as a table: what each brought, in words. What it did not bring has no row.

use super::{moods, people};
use crate::texts::tr;
use crate::window::model::Model;
use crate::window::overtime::Weeks;
use crate::window::widgets::{self, Group, List, Table, TableRow};
use crate::window::words;
use attune_core::time::Month;
use egui::{Rect, Ui};

/// Draws it.
pub(super) fn show(ui: &mut Ui, model: &Model) {
    let months = &model.shown.over_time.months;
    let people = people(model).into_iter().map(|(_, name)| name);
    let names: Vec<String> = people.chain(of_both()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let group = |n: usize| group(model, months[n].month);
    let name = tr!("window-over-time-table");
    let table = Table { name: &name, columns: &[], group: &group };
    widgets::table(ui, &table, List::of(months, months.len()), &names);
}

/// The same of the months that are drawn, for ears.
pub(super) fn for_ears(ui: &mut Ui, model: &Model, months: &[Month], place: Rect) {
    let told = model.shown.over_time.told().filter(|month| months.contains(month));
    let told: Vec<Month> = told.collect();
    let group = |n: usize| group(model, told[n]);
    let name = tr!("window-over-time-table");
    let table = Table { name: &name, columns: &[], group: &group };
    widgets::table_for_ears(ui, &table, 0..told.len(), place);
}

/// What is both's.
fn of_both() -> [String; 2] {
    [tr!("window-over-time-thanks"), tr!("window-over-time-checkins")]
}

/// What a month brought.
fn group(model: &Model, month: Month) -> Group {
    let name = words::beginning(words::month_of(month.first(), model.today));
    let mut rows = Vec::new();
    if let Some(month) = model.shown.over_time.of(month) {
        let ones = people(model).into_iter();
        rows.extend(ones.map(|(whose, name)| (Some(whose), name, moods(month, whose))));
        let both = of_both().into_iter().zip([month.thanks, month.checkins]);
        rows.extend(both.map(|(name, in_weeks)| (None, name, weeks(in_weeks))));
    }
    let rows = rows.into_iter().filter(|(.., words)| !words.is_empty());
    let rows = rows.map(|(whose, name, words)| TableRow { whose, name, cells: vec![words] });
    Group { name, rows: rows.collect(), instead: String::new() }
}

/// Some weeks of a month in words: "first, third week".
fn weeks(of: Weeks) -> String {
    if of.is_empty() {
        return String::new();
    }
    let named = of.all().map(|week| match week {
        0 => tr!("window-over-time-week-first"),
        1 => tr!("window-over-time-week-second"),
        2 => tr!("window-over-time-week-third"),
        3 => tr!("window-over-time-week-fourth"),
        _ => tr!("window-over-time-week-last"),
    });
    tr!("window-over-time-weeks", weeks = named.collect::<Vec<_>>().join(", "))
}
