//! What stayed of a soul talk: the question, what the partner shared of it, and one's
//! own line, with the choice of who may read it in view.

use super::{asked, lies_under};
use crate::texts::{dates, tr};
use crate::window::action::{self, Action};
use crate::window::layout::{Columns, Sheet, axis_of, fitting, foot, has_side, page};
use crate::window::model::{Kind, Row, Whose};
use crate::window::route::Route;
use crate::window::screens::readers::{self, Bar};
use crate::window::screens::{View, answers, pause, saved, voices, way_out, why};
use crate::window::shortcuts::Shortcut;
use crate::window::talk::{Stayed, deck_name};
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Look, Note};
use crate::window::words;
use attune_core::command::Who;
use attune_core::kinds::MAX_PROSE;
use attune_core::kinds::talk::Deck;
use egui::Ui;

/// Around the passages of this page.
const AROUND: [f32; 2] = [25.0, 27.0];
/// The lowest window with the choice of readers at its foot.
const WITH_FOOT: f32 = 520.0;

/// Draws what is written in `slot`.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>, slot: &str) {
    let Some(mut stayed) = view.forms.talk.stayed.get(slot).cloned() else {
        let say = |ui: &mut Ui, _: &mut View<'_>| {
            widgets::beside(ui, &Note::none(), 0.0, |ui| {
                widgets::small(ui, &tr!("window-page-waiting"));
            });
        };
        return page(ui, view, "stayed", Sheet::Solo, say, None);
    };
    let is_open = stayed.kept.is_none();
    // Before anything on the page takes its Enter for itself.
    let is_front = !lies_under(view);
    let by_key = is_open && is_front && ui.input_mut(|input| Shortcut::Done.pressed(input));
    if is_open && ui.available_height() > WITH_FOOT {
        // The choice is of what the page above it says.
        let words = std::cell::RefCell::new(&mut stayed);
        foot(
            ui,
            view,
            "stayed",
            |ui, view| upper(ui, view, slot, &mut words.borrow_mut()),
            |ui, view| {
                let columns = Columns::of(ui);
                let narrow = columns.is_narrow();
                let axis = if narrow { columns.side } else { axis_of(ui, Sheet::Solo) };
                let right = if narrow { columns.side } else { space::BAR_SIDE };
                choice(ui, view, slot, &words.borrow(), [axis, right]);
            },
        );
    } else {
        upper(ui, view, slot, &mut stayed);
    }
    view.ask_if(by_key, Action::Talk(action::Talk::StayedDone(slot.to_owned())));
    // What was typed; all else of it only changes by being asked for.
    if let Some(kept) = view.forms.talk.stayed.get_mut(slot) {
        kept.text = stayed.text;
    }
}

fn upper(ui: &mut Ui, view: &mut View<'_>, slot: &str, stayed: &mut Stayed) {
    pause::bar_of(
        ui,
        view,
        |ui, view| {
            let back = way_out(ui, &tr!("window-today-name"));
            view.ask_if(back, Action::Go(Route::Today));
        },
        |ui, _| {
            if stayed.kept.is_none() {
                saved(ui, stayed.saving.state());
            }
        },
    );
    let beside = has_side(ui, Sheet::Solo);
    let deck = stayed.deck.parse().ok();
    let low = ui.ctx().content_rect().height() <= WITH_FOOT;
    let words = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, slot, stayed, [beside, low]);
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| side(ui, view, beside, deck);
    page(ui, view, slot, Sheet::Solo, words, Some(&mut notes));
}

fn flow(
    ui: &mut Ui,
    view: &mut View<'_>,
    slot: &str,
    stayed: &mut Stayed,
    [beside, low]: [bool; 2],
) {
    let margin = Note::small(dates::day_month(view.model.today));
    let open = why::is_open(view, Kind::Stayed);
    let title = tr!("window-stayed-title");
    let ring = widgets::head_why(ui, &margin, &voices(ui, &title), open, |ui| {
        why::in_place(ui, view, Kind::Stayed, beside);
    });
    why::pressed(ui, view, Kind::Stayed, ring.as_ref());
    let note = Note::name(tr!("window-both"));
    let note = match stayed.deck.as_str() {
        "" => note,
        deck => note.line(deck_name(deck).to_lowercase()),
    };
    let first = baseline_of(ui, fitting(ui, Type::Prompt));
    widgets::passage_of(ui, &note, first, AROUND, |ui| asked(ui, &stayed.question));
    if let Some(row) = shared(view, stayed) {
        view.arriving(ui, row.id, |ui, view| theirs(ui, view, row));
    }
    mine(ui, view, slot, stayed);
    if low && stayed.kept.is_none() {
        choice(ui, view, slot, stayed, [Columns::of(ui).axis(), 0.0]);
    }
}

/// What the partner shared of this talk: what was not there before it.
fn shared<'a>(view: &View<'a>, stayed: &Stayed) -> Option<&'a Row> {
    let rows = view.model.shown.stayed.iter();
    let mut theirs = rows.filter(|row| row.whose == Whose::Theirs && !row.taken_back);
    match &stayed.before {
        Some(before) => theirs.find(|row| !before.contains(&row.id)),
        // Each in their own language: only the same words tell.
        None => theirs.find(|row| row.title == stayed.question),
    }
}

fn theirs(ui: &mut Ui, view: &mut View<'_>, row: &Row) {
    let day = words::near_day(row.day, view.model.today);
    let note = Note::person(&row.author, row.whose).line(day);
    let first = baseline_of(ui, fitting(ui, Type::Letter));
    widgets::passage_of(ui, &note, first, AROUND, |ui| {
        let ink = colours(ui).theirs;
        widgets::said(ui, &row.words, Type::Letter, ink);
        if row.takes_heart() || !row.responses.hearts.is_empty() {
            widgets::actions(ui, space::LINK, |ui| {
                answers::send_heart(ui, view, row);
                answers::hearts(ui, view.model, &row.responses);
            });
        }
    });
}

fn mine(ui: &mut Ui, view: &mut View<'_>, slot: &str, stayed: &mut Stayed) {
    let note = Note::person(&view.model.shown.me, Whose::Mine).line(tr!("window-stayed-note"));
    let ink = colours(ui).mine;
    let Some(id) = stayed.kept else {
        let first = baseline_of(ui, fitting(ui, Type::Line));
        widgets::passage_of(ui, &note, first, AROUND, |ui| {
            // What is on its way is not written on.
            if stayed.busy {
                widgets::said(ui, &stayed.text, Type::Line, ink);
                return;
            }
            let prompt = tr!("window-stayed-prompt");
            let line = Line { look: Look::Lines, ..Line::new(slot, &prompt, Type::Line, ink) };
            let response = widgets::line(ui, &line, &mut stayed.text);
            if std::mem::take(&mut view.forms.talk.wants_focus) {
                response.request_focus();
            }
            view.ask_if(
                response.changed(),
                Action::Talk(action::Talk::StayedTyped(slot.to_owned())),
            );
            if stayed.text.len() > MAX_PROSE {
                let over = stayed.text.len() - MAX_PROSE;
                widgets::says(ui, &tr!("window-body-too-long", over = over));
            }
        });
        return;
    };
    let first = baseline_of(ui, fitting(ui, Type::Said));
    let row = view.model.shown.row_of(id);
    widgets::passage_of(ui, &note, first, AROUND, |ui| {
        widgets::said(ui, &stayed.text, Type::Said, ink);
        if let Some(row) = row {
            widgets::actions(ui, space::LINK, |ui| {
                let about = words::about(row, &view.model.partner_name());
                widgets::place(ui, row.place, &about);
                answers::hearts(ui, view.model, &row.responses);
            });
        }
    });
}

/// Who may read it, and the way to be done. `at` are the axis of the choices and what
/// is left free at the right.
fn choice(ui: &mut Ui, view: &mut View<'_>, slot: &str, stayed: &Stayed, at: [f32; 2]) {
    let label = tr!("window-who-read");
    let bar = Bar { label: &label, axis: at[0], right: at[1] };
    let all = |ui: &mut Ui, view: &mut View<'_>| who(ui, view, slot, stayed);
    readers::bar(ui, view, &bar, all, |ui, view| done(ui, view, slot, stayed));
}

fn who(ui: &mut Ui, view: &mut View<'_>, slot: &str, stayed: &Stayed) {
    let all = readers::options(&view.model.shown);
    if let Some(who) = widgets::readers(ui, stayed.who, &all) {
        view.ask(Action::Talk(action::Talk::StayedFor(slot.to_owned(), who)));
    }
}

fn done(ui: &mut Ui, view: &mut View<'_>, slot: &str, stayed: &Stayed) {
    let shares = stayed.who == Who::PartnerReads && view.model.shown.partner.is_some();
    let word = if shares {
        tr!("window-share-with", name = view.model.partner_name())
    } else {
        tr!("window-keep")
    };
    let ready = !stayed.is_empty() && !stayed.busy && stayed.text.len() <= MAX_PROSE;
    let pressed = widgets::primary_if(ui, ready, &word, "");
    view.ask_if(pressed, Action::Talk(action::Talk::StayedDone(slot.to_owned())));
    ui.add_space(space::STEP * 2.0);
    widgets::small(ui, &Shortcut::Done.shown());
}

fn side(ui: &mut Ui, view: &mut View<'_>, beside: bool, deck: Option<Deck>) {
    widgets::beside_head(ui, Type::Display);
    widgets::note(ui, 0, &tr!("window-stayed-plenty-name"), &tr!("window-stayed-plenty"));
    let mut at = 1;
    if beside && why::is_open(view, Kind::Stayed) {
        if let Some(known) = why::of(Kind::Stayed) {
            widgets::why_note(ui, at, &known);
        }
        at += 1;
    }
    widgets::note_of(ui, at, &tr!("window-stayed-still-name"), |ui| {
        let ink = colours(ui).ink;
        let breaks = crate::window::text::Breaks::NoWidow;
        widgets::block(ui, &tr!("window-stayed-still"), Type::Aside, ink, breaks);
        ui.add_space(space::STEP * 2.0);
        let another = widgets::link(ui, &tr!("window-stayed-another")).clicked();
        // Of the deck that both just talked about.
        if let Some(deck) = deck.filter(|_| another) {
            view.ask(Action::Talk(action::Talk::Deck(deck)));
        }
        view.ask_if(another, Action::Talk(action::Talk::Begin));
    });
}
