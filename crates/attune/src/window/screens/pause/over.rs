//! A pause that just ended: what both agreed on, if they did, and the way on.

use super::View;
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::layout::{Sheet, bar, page};
use crate::window::route::Route;
use crate::window::screens::{voices, way_out};
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use egui::Ui;

pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    bar(
        ui,
        view,
        |ui, view| {
            let back = way_out(ui, &tr!("window-today-name"));
            view.ask_if(back, Action::Go(Route::Today));
        },
        |ui, view| super::in_reach(ui, view),
    );
    page(ui, view, "pause is over", Sheet::Solo, flow, None);
}

fn flow(ui: &mut Ui, view: &mut View<'_>) {
    widgets::head(ui, &Note::none(), &voices(ui, &tr!("window-pause-ended")), |ui| {
        widgets::lede(ui, &tr!("window-pause-ended-lede"));
    });
    if let Some(Some(agreed)) = view.forms.pause.ended.clone() {
        let note = Note::name(tr!("window-both")).line(tr!("window-step-note"));
        widgets::passage(ui, &note, Type::Letter, |ui| {
            let ink = colours(ui).ink;
            widgets::said(ui, &agreed, Type::Letter, ink);
        });
    }
    let first = baseline_of(ui, Type::Name) + space::STEP * 2.0;
    widgets::passage_of(ui, &Note::none(), first, space::PLAIN, |ui| {
        let word = tr!("window-back-to", place = tr!("window-today-name"));
        let back = widgets::plain(ui, &word).clicked();
        view.ask_if(back, Action::Go(Route::Today));
    });
}
