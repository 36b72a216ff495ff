//! One entry, to read: its words, who may read it, where it is, and two
//! wordings side by side where two people changed the same words.

use super::View;
use crate::marks;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::model::{Kind, Page, Reach, Row, Whose};
use crate::window::route::Route;
use crate::window::theme::{colours, size};
use crate::window::{widgets, words};
use attune_core::command::Choice;

/// The height of a window that has room for what can be done at its foot.
const WITH_FOOT: f32 = 460.0;

/// Draws the open entry. What can be done with it keeps the foot where there is
/// room, however long the page is; in a small window it comes after the words.
pub(crate) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    let foot = ui.available_height() > WITH_FOOT;
    let paired = view.model.shown.partner.is_some();
    let open = view.model.page.as_ref().filter(|page| has_actions(page, paired));
    if let Some(page) = open.filter(|_| foot) {
        let margin = egui::Margin::symmetric(widgets::side_margin(ui), 10);
        let frame = egui::Frame::new().fill(colours(ui).margin).inner_margin(margin);
        egui::Panel::bottom("actions").frame(frame).resizable(false).show(ui, |ui| {
            widgets::beside(ui, |_| {}, |ui| actions(ui, view, page));
        });
    }
    widgets::page(ui, "page", |ui| {
        let (word, to) = match view.model.page.as_ref().map(|page| page.row.kind) {
            Some(Kind::Thanks) => (tr!("window-gratitude-name"), Route::Gratitude),
            Some(Kind::Checkin) => (tr!("window-checkin-name"), Route::Checkin),
            _ => (tr!("window-journal-name"), Route::Journal),
        };
        widgets::beside(
            ui,
            |_| {},
            |ui| {
                let back = widgets::link(ui, &tr!("window-back-to", place = word)).clicked();
                view.ask_if(back, Action::Go(to));
            },
        );
        ui.add_space(6.0);
        match &view.model.page {
            Some(page) => {
                draw(ui, view, page);
                if has_actions(page, paired) && !foot {
                    widgets::passage(ui, |_| {}, |ui| actions(ui, view, page));
                }
            }
            None => widgets::says(ui, &tr!("window-page-waiting")),
        }
    });
}

fn draw(ui: &mut egui::Ui, view: &mut View<'_>, page: &Page) {
    let model = view.model;
    let row = &page.row;
    let partner = model.partner_name();
    widgets::beside(
        ui,
        |ui| {
            widgets::person(ui, &row.author, row.whose);
            widgets::small(ui, &words::long_day(row.day, model.today));
        },
        |ui| {
            if !row.title.trim().is_empty() {
                widgets::heading(ui, &row.title, size::TITLE_NARROW + 3.0);
                ui.add_space(8.0);
            }
            let (size, ink) = match row.kind {
                Kind::Thanks => (size::LETTER, widgets::ink_of(colours(ui), row.whose)),
                _ => (size::PROSE, colours(ui).ink),
            };
            if !page.body.is_empty() {
                widgets::said(ui, &page.body, size, ink);
            }
            ui.add_space(8.0);
            widgets::place(ui, row.place, &words::about(row, &partner));
            if page.newer {
                widgets::small(ui, &tr!("window-page-newer"));
            }
            if page.deleted {
                widgets::small(ui, &tr!("window-page-deleted"));
            }
        },
    );
    ui.add_space(size::PASSAGE);
    if row.kept {
        let why = if row.taken_back {
            marks::taken_back(row.whose, &row.author)
        } else {
            tr!("window-kept")
        };
        widgets::passage(ui, |_| {}, |ui| widgets::says(ui, &why));
    }
    if !page.versions.is_empty() {
        wordings(ui, view, page);
    }
}

fn wordings(ui: &mut egui::Ui, view: &mut View<'_>, page: &Page) {
    let id = page.row.id;
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-wordings-note")),
        |ui| {
            widgets::label(ui, &tr!("window-wordings"));
            for (at, wording) in page.versions.iter().enumerate() {
                ui.add_space(8.0);
                widgets::person(ui, &wording.author, wording.whose);
                let ink = widgets::ink_of(colours(ui), wording.whose);
                widgets::said(ui, &wording.text, size::PROSE, ink);
                if page.row.is_writable() {
                    let word = match wording.whose {
                        Whose::Mine => tr!("window-wording-mine"),
                        Whose::Theirs => {
                            let name = words::name(&wording.author, wording.whose);
                            tr!("window-wording-theirs", name = name)
                        }
                    };
                    let pressed = ui.push_id(at, |ui| widgets::plain(ui, &word)).inner.clicked();
                    let choice = action::Page::Choose(id, wording.choice);
                    view.ask_if(pressed, Action::Page(choice));
                }
            }
            if page.row.is_writable() {
                ui.add_space(8.0);
                let pressed = widgets::link(ui, &tr!("window-wording-merged")).clicked();
                let choice = action::Page::Choose(id, Choice::Merged);
                view.ask_if(pressed, Action::Page(choice));
            }
        },
    );
}

/// Whether a private page can go to the partner, or be wished to.
fn can_share(row: &Row, paired: bool) -> bool {
    let is_private = match row.reach {
        Reach::OnlyMe => true,
        Reach::WishRead | Reach::WishWrite => paired,
        Reach::Sealed | Reach::Reads | Reach::BothWrite | Reach::Left => false,
    };
    is_private && row.whose == Whose::Mine && row.kind != Kind::Checkin && !row.kept
}

/// Whether there is anything to be done with an entry.
fn has_actions(page: &Page, paired: bool) -> bool {
    let row = &page.row;
    !page.deleted && (row.is_writable() || row.kept || page.revisions > 1 || can_share(row, paired))
}

fn actions(ui: &mut egui::Ui, view: &mut View<'_>, page: &Page) {
    let row = &page.row;
    let id = row.id;
    let partner = view.model.partner_name();
    let paired = view.model.shown.partner.is_some();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        if row.is_writable() {
            let edit = widgets::plain(ui, &tr!("window-edit")).clicked();
            view.ask_if(edit, Action::Page(action::Page::Edit(id)));
        }
        if can_share(row, paired) {
            let word = if paired {
                tr!("window-share-with", name = partner.clone())
            } else {
                tr!("window-share-later")
            };
            let share = widgets::link(ui, &word).clicked();
            view.ask_if(share, Action::Page(action::Page::Share(id)));
        }
        if page.revisions > 1 {
            let history = widgets::link(ui, &tr!("window-history")).clicked();
            view.ask_if(history, Action::Go(Route::History(id)));
        }
        let may_end = row.is_writable() || row.kept;
        if may_end {
            let word = match (row.kept, row.is_shared()) {
                (true, _) => tr!("window-let-go"),
                (_, true) => tr!("window-take-back"),
                _ => tr!("window-delete"),
            };
            let delete = widgets::link(ui, &word).clicked();
            view.ask_if(delete, Action::Page(action::Page::Delete(id)));
        }
    });
    if can_share(row, paired) && paired {
        widgets::small(ui, &tr!("window-share-note", name = partner.clone()));
    }
    if row.is_writable() && row.is_shared() {
        widgets::small(ui, &tr!("window-take-back-note", name = partner));
    }
}
