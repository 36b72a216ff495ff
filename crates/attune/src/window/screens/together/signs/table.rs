//! The signs as a table; one sign at a time where six have no room beside each other.

use super::{group, other_signs, people};
use crate::signs;
use crate::texts::tr;
use crate::window::screens::View;
use crate::window::theme::space;
use crate::window::widgets::{self, List, Note, Table};
use attune_core::kinds::pulse::Sign;
use egui::Ui;

/// Draws it.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let model = view.model;
    let names: Vec<String> = people(model).into_iter().map(|(_, name)| name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let words: Vec<String> = signs::levels(Sign::Open).map(|(_, words)| words).collect();
    let shown = if widgets::table_fits(ui, Sign::ALL.len(), &names, &words) {
        Sign::ALL.to_vec()
    } else {
        ui.add_space(space::PARAGRAPH);
        widgets::beside(ui, &Note::none(), 0.0, |ui| other_signs(ui, view));
        vec![view.forms.pulse.sign]
    };
    let rows = model.shown.pulses.rows();
    let columns: Vec<String> = shown.iter().map(|sign| signs::name(*sign)).collect();
    let group = |n: usize| group(model, rows[n], &shown);
    let name = tr!("window-signs-table");
    let table = Table { name: &name, columns: &columns, group: &group };
    let groups = List::of(&model.shown.pulses.months, rows.len());
    widgets::table(ui, &table, groups, &names);
}
