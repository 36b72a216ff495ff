//! One entry, to read: its words, who may read it, where it is, what can be
//! done with it; two wordings where two people changed the same words.

pub(in crate::window::screens) mod beside_words;
mod index;
mod wordings;

use super::{View, answers, why};
use crate::marks;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::answers::Turn;
use crate::window::layout::{Sheet, has_side, page as sheet};
use crate::window::model::{Kind, Page, Reach, Row, Whose};
use crate::window::route::Route;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Names, Note};
use crate::window::words;
use egui::Ui;
use std::ops::Range;

/// Draws the open entry, with the index of pages beside it. So the eye stays
/// where it is, and a long page never pushes the list away.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let beside = has_side(ui, Sheet::Page);
    let words = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, beside);
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| index::show(ui, view, beside);
    sheet(ui, view, "page", Sheet::Page, words, Some(&mut notes));
}

fn flow(ui: &mut Ui, view: &mut View<'_>, beside_page: bool) {
    let model = view.model;
    let Some(page) = &model.page else {
        widgets::beside(ui, &Note::none(), 0.0, |ui| {
            widgets::small(ui, &tr!("window-page-waiting"));
        });
        return;
    };
    let mut asked = Vec::new();
    let paired = view.model.shown.partner.is_some();
    let row = &page.row;
    let note = match row.reach {
        Reach::BothWrite => Note::name(tr!("window-both")),
        _ => Note::person(&row.author, row.whose),
    };
    let note = note.line(words::long_day(row.day, view.model.today));
    let title = row.title.trim();
    // The margin beside a page that both write is for their names.
    let hands = is_told(page);
    let above = |ui: &mut Ui, asked: &mut Vec<Action>| {
        if hands {
            beside_words::above(ui, row.page());
            widgets::row(ui, space::LINK, |ui| links(ui, page, asked));
        }
    };
    let mut inner = Vec::new();
    if title.is_empty() {
        let first = match (hands, row.kind) {
            (true, _) => Type::Label,
            (false, Kind::Thanks | Kind::Note | Kind::Feeling) => Type::Letter,
            (false, _) => Type::Prose,
        };
        let first = baseline_of(ui, crate::window::layout::fitting(ui, first));
        let margin = |ui: &mut Ui| beside(ui, page, hands, &mut asked);
        widgets::beside_with(ui, &note, first, margin, |ui| {
            above(ui, &mut inner);
            if hands {
                ui.add_space(space::BETWEEN);
            }
            body(ui, view, page, hands);
        });
    } else {
        let margin = |ui: &mut Ui| beside(ui, page, hands, &mut asked);
        let open = (row.kind != Kind::Other).then(|| why::is_open(view, row.kind));
        let ring = widgets::title_with(ui, &note, title, open, margin, |ui| {
            above(ui, &mut inner);
            why::in_place(ui, view, row.kind, beside_page);
            ui.add_space(space::BETWEEN);
            body(ui, view, page, hands);
        });
        why::pressed(ui, view, row.kind, ring.as_ref());
    }
    asked.append(&mut inner);
    view.actions.append(&mut asked);
    settled(ui, view, page);
    foot(ui, view, page, paired);
}

/// How a choice between wordings is taken back.
fn settled(ui: &mut Ui, view: &mut View<'_>, page: &Page) {
    let settled = view.model.settled.as_ref();
    if !settled.is_some_and(|settled| settled.id == page.row.id && settled.after.is_some()) {
        return;
    }
    ui.add_space(space::BETWEEN);
    let (name, follows) = (tr!("window-settled"), tr!("window-settled-follows"));
    let note = tr!("window-settled-note");
    let back = widgets::undo(ui, &note, &name, &follows, &tr!("window-settled-back"));
    view.ask_if(back, Action::Page(action::Page::Unchoose));
}

/// The words, and wordings of a sentence where it stands in them.
fn body(ui: &mut Ui, view: &mut View<'_>, page: &Page, hands: bool) {
    let mut at = 0;
    for wordings in wordings::by_place(page) {
        let place = wordings::place_in(page, wordings).filter(|place| place.start >= at);
        let before = place.as_ref().map_or(page.body.len(), |place| place.start);
        if !page.body[at..before].trim().is_empty() {
            words_of(ui, view, page, at..before, hands);
            ui.add_space(space::PARAGRAPH);
        }
        at = place.map_or(page.body.len(), |place| place.end);
        wordings::show(ui, view, page, wordings);
        if !page.body[at..].trim().is_empty() {
            ui.add_space(space::PARAGRAPH);
        }
    }
    if page.versions.is_empty() || !page.body[at..].trim().is_empty() {
        let rest = page.body[at..].trim_start_matches(' ').len();
        words_of(ui, view, page, page.body.len() - rest..page.body.len(), hands);
    }
}

/// Whether it is told whose each word is.
fn is_told(page: &Page) -> bool {
    let mut end = 0;
    let within = page.hands.iter().all(|hand| {
        end += hand.bytes;
        page.body.is_char_boundary(end)
    });
    within && end > 0 && end == page.body.len()
}

/// The words of a stretch of the body.
fn words_of(ui: &mut Ui, view: &mut View<'_>, page: &Page, range: Range<usize>, hands: bool) {
    let words = &page.body[range.clone()];
    let pressed = match page.row.kind {
        Kind::Thanks | Kind::Note => {
            let ink = widgets::ink_of(&colours(ui), page.row.whose);
            widgets::said(ui, words, Type::Letter, ink);
            None
        }
        Kind::Feeling => {
            let palette = colours(ui);
            let ink = widgets::ink_of(&palette, page.row.whose);
            let sentence = page.row.sentence().unwrap_or_default();
            widgets::said(ui, &sentence, Type::Letter, ink);
            if words.trim().is_empty() {
                None
            } else {
                ui.add_space(space::PARAGRAPH);
                widgets::read(ui, words, palette.ink)
            }
        }
        _ if hands => {
            let mine = crate::window::words::name(&view.model.shown.me, Whose::Mine);
            let theirs = crate::window::words::name(&view.model.partner_name(), Whose::Theirs);
            let names = Names { mine: &mine, theirs: &theirs };
            widgets::read_by(ui, &page.body, range, &page.hands, &names)
        }
        _ => {
            let ink = colours(ui).ink;
            widgets::read(ui, words, ink)
        }
    };
    if let Some(address) = pressed {
        view.ask(Action::Copy(address));
    }
}

/// In the margin, where that is not for names.
fn beside(ui: &mut Ui, page: &Page, hands: bool, asked: &mut Vec<Action>) {
    if hands {
        return;
    }
    beside_words::read(ui, page.row.page());
    if !page.deleted {
        ui.add_space(space::PARAGRAPH);
        links(ui, page, asked);
    }
}

/// What can be done with a page at any time, small and in the margin, so that
/// nobody has to read to its end first.
fn links(ui: &mut Ui, page: &Page, asked: &mut Vec<Action>) {
    if page.deleted {
        return;
    }
    let row = &page.row;
    if row.is_writable() && widgets::link_small(ui, &tr!("window-edit")).clicked() {
        asked.push(Action::Page(action::Page::Edit(row.id)));
    }
    if page.revisions > 1 && widgets::link_small(ui, &tr!("window-history")).clicked() {
        asked.push(Action::Go(Route::History(row.id)));
    }
    if row.is_writable() && !row.kept {
        let word = if row.is_shared() { tr!("window-take-back") } else { tr!("window-delete") };
        if widgets::link_small(ui, &word).clicked() {
            asked.push(Action::Page(action::Page::Delete(row.id)));
        }
    }
}

/// Whether a private page can go to the partner, or be wished to.
fn can_share(row: &Row, paired: bool) -> bool {
    let is_private = match row.reach {
        Reach::OnlyMe => true,
        Reach::WishRead | Reach::WishWrite => paired,
        Reach::Sealed | Reach::Reads | Reach::BothWrite | Reach::Left => false,
    };
    let is_mine = row.whose == Whose::Mine;
    is_private && is_mine && row.kind != Kind::Checkin && !row.kept
}

/// Where the page is, and what follows from that.
fn foot(ui: &mut Ui, view: &mut View<'_>, page: &Page, paired: bool) {
    let row = &page.row;
    let partner = view.model.partner_name();
    let none = Note::none();
    ui.add_space(space::BETWEEN);
    widgets::beside(ui, &none, 0.0, |ui| {
        widgets::row(ui, space::LINK, |ui| {
            widgets::place(ui, row.place, &words::about(row, &partner));
            answers::hearts(ui, view.model, &row.responses);
            if !page.deleted {
                answers::send_heart(ui, view, row);
            }
            between(ui, view, page);
        });
        if page.newer {
            widgets::small(ui, &tr!("window-page-newer"));
        }
        if page.deleted {
            widgets::small(ui, &tr!("window-page-deleted"));
        }
    });
    ui.add_space(space::BETWEEN);
    if !page.deleted {
        answers::under(ui, view, row, page.reflection.may_add);
    }
    if row.kept {
        kept(ui, view, row);
    }
    if can_share(row, paired) && !page.deleted {
        let word = if paired {
            tr!("window-share-with", name = partner.clone())
        } else {
            tr!("window-share-later")
        };
        let id = row.id;
        widgets::passage(ui, &Note::small(tr!("window-who-may")), Type::Body, |ui| {
            if paired {
                widgets::soft(ui, &tr!("window-share-note", name = partner.clone()));
            } else {
                widgets::soft(ui, &tr!("window-means-later"));
            }
            widgets::actions(ui, space::BUTTON, |ui| {
                let share = widgets::plain(ui, &word).clicked();
                view.ask_if(share, Action::Page(action::Page::Share(id)));
            });
        });
    }
    if row.is_writable() && row.is_shared() && !page.deleted {
        widgets::passage(ui, &Note::small(tr!("window-take-back")), Type::Body, |ui| {
            widgets::soft(ui, &tr!("window-take-back-note", name = partner.clone()));
        });
    }
}

/// The way to what was said back to it, where something was.
fn between(ui: &mut Ui, view: &mut View<'_>, page: &Page) {
    let row = &page.row;
    let turn = page.reflection.turn(row);
    if page.reflection.attempts.is_empty() || page.deleted {
        return;
    }
    let word = match (turn, row.whose) {
        (Turn::Answer, _) => tr!("window-is-that-it-go"),
        (_, Whose::Mine) => tr!("window-they-heard-go", name = view.model.partner_name()),
        (_, Whose::Theirs) => tr!("window-you-heard-go"),
    };
    let pressed = widgets::link_small(ui, &word).clicked();
    view.ask_if(pressed, Action::Go(Route::Reflection(row.id)));
}

/// A copy of what has ended: whose it is now, and how to let it go.
fn kept(ui: &mut Ui, view: &mut View<'_>, row: &Row) {
    let why = if row.taken_back {
        marks::taken_back(row.whose, &row.author)
    } else if row.brought {
        tr!("window-brought", name = words::name(&row.author, row.whose))
    } else {
        tr!("window-kept")
    };
    let id = row.id;
    widgets::passage(ui, &Note::small(tr!("window-kept-note")), Type::Said, |ui| {
        let ink = colours(ui).ink;
        widgets::said(ui, &why, Type::Said, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let go = widgets::link(ui, &tr!("window-let-go")).clicked();
            view.ask_if(go, Action::Page(action::Page::Delete(id)));
        });
    });
}
