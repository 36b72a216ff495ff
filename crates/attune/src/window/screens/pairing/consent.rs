//! Who it is, what goes, what stays: both say yes, or nothing happens.

use super::ending;
use crate::link::Ask;
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::layout::fitting;
use crate::window::model::{Kind, Place, Reach, Row, Whose};
use crate::window::screens::View;
use crate::window::text::{Breaks, baseline_of, lay, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use egui::{Sense, Ui, vec2};

/// Above and below the words that are the same on both screens, and between
/// two rows of them.
const SAME: [f32; 2] = [17.0, 24.0];
const BETWEEN_ROWS: f32 = 2.0;
/// Above and below what goes and what stays.
const GOES: [f32; 2] = [18.0, 20.0];

/// Draws who answered, and what a yes would do.
pub(super) fn show(
    ui: &mut Ui,
    view: &mut View<'_>,
    partner: &str,
    device: &str,
    fingerprint: &[String; 4],
) {
    let name = words::name(partner, Whose::Theirs);
    let device = words::device(device).into_owned();
    super::head(
        ui,
        &tr!("window-consent-title", name = name.clone()),
        &tr!("window-consent-lede", device = device),
    );
    same(ui, fingerprint);
    let shown = &view.model.shown;
    let note =
        Note::person(&shown.me, Whose::Mine).line(tr!("window-consent-goes", name = name.clone()));
    let first = (space::ROW - Type::Body.line()) / 2.0 + baseline_of(ui, Type::Body);
    widgets::passage_of(ui, &note, first, GOES, |ui| {
        if shown.wishes.is_empty() {
            widgets::soft(ui, &tr!("window-consent-nothing"));
        }
        for row in &shown.wishes {
            let out = &mut view.forms.pairing.left_out;
            let mut goes = !out.contains(&row.id);
            let text = wish_text(row);
            if ui.push_id(row.id, |ui| widgets::check(ui, &mut goes, &text)).inner.changed() {
                if goes {
                    out.remove(&row.id)
                } else {
                    out.insert(row.id)
                };
            }
        }
    });
    widgets::passage(ui, &Note::small(tr!("window-consent-stays")), Type::Body, |ui| {
        widgets::says(ui, &tr!("window-consent-private", count = shown.private));
        ui.add_space(space::STEP);
        widgets::place(ui, Place::OnlyMe, "");
    });
    ending(ui, &Note::none(), |ui| {
        let yes = widgets::primary(ui, &tr!("window-consent-yes", name = name), "");
        let left_out = &view.forms.pairing.left_out;
        let ids = shown.wishes.iter().map(|row| row.id);
        let chosen = ids.filter(|id| !left_out.contains(id)).collect();
        view.ask_if(yes, Action::Link(Ask::Yes { chosen }));
        let no = widgets::plain(ui, &tr!("window-consent-no")).clicked();
        view.ask_if(no, Action::Link(Ask::No));
        widgets::small(ui, &tr!("window-consent-both"));
    });
}

/// The four words, in two columns.
fn same(ui: &mut Ui, fingerprint: &[String; 4]) {
    let style = fitting(ui, Type::Title);
    let first = baseline_of(ui, style);
    let note = Note::small(tr!("window-consent-same"));
    widgets::passage_of(ui, &note, first, SAME, |ui| {
        let ink = colours(ui).ink;
        let half = (ui.available_width() + space::GUTTER) / 2.0;
        let laid: Vec<_> = fingerprint
            .iter()
            .map(|word| lay(ui, &run(word, style, ink), ui.available_width(), Breaks::Full))
            .collect();
        let columns = if laid.iter().all(|word| word.size().x < half) { 2 } else { 1 };
        let height = style.line() + BETWEEN_ROWS;
        let rows = fingerprint.len().div_ceil(columns) as f32;
        let size = vec2(ui.available_width(), rows * height - BETWEEN_ROWS);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let said = fingerprint.join(" ");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
        for (at, word) in laid.into_iter().enumerate() {
            let offset = vec2((at % columns) as f32 * half, (at / columns) as f32 * height);
            ui.painter().galley(rect.min + offset, word, ink);
        }
        ui.add_space(space::BEFORE_TEXT);
        widgets::small(ui, &tr!("window-consent-read"));
    });
}

fn wish_text(row: &Row) -> String {
    match row.kind {
        Kind::Thanks => tr!("window-wish-thanks", words = row.name()),
        Kind::Ritual => tr!("window-wish-ritual", words = row.name()),
        Kind::Note => tr!("window-wish-note", words = row.name()),
        _ if row.reach == Reach::WishWrite => tr!("window-wish-both", words = row.name()),
        _ => tr!("window-wish-read", words = row.name()),
    }
}
