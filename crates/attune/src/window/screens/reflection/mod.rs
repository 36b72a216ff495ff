//! One entry, between the one who wrote it and the one who listens: it is said back
//! before anything else, and only its writer says whether they feel heard.

mod listener;
mod sharer;

use super::{View, answers, kind_of, pause, saved, way_out, why};
use crate::feelings;
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::answers::{Attempt, Turn};
use crate::window::layout::{Sheet, fitting, page as sheet};
use crate::window::model::{Kind, Page, Whose};
use crate::window::route::Route;
use crate::window::saying::Way;
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use attune_core::ids::DocumentId;
use attune_core::kinds::reflection::Answer;
use egui::Ui;

/// Draws how the entry called `id` stands.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>, id: DocumentId) {
    let page = view.model.page.as_ref().filter(|page| page.row.id == id);
    pause::bar_of(
        ui,
        view,
        |ui, view| {
            let back = way_out(ui, &tr!("window-today-name"));
            view.ask_if(back, Action::Go(Route::Today));
        },
        |ui, view| {
            let Some(page) = page else { return };
            let (way, of) = match page.reflection.turn(&page.row) {
                Turn::Answer => (Way::Hear, page.reflection.attempts.last().map(|last| last.id)),
                Turn::Listen => (Way::SayBack, Some(id)),
                Turn::NotAnswered | Turn::Heard | Turn::NotSaidBack => (Way::Line, Some(id)),
            };
            let saying = of.and_then(|of| view.forms.sayings.open(way, of));
            if let Some(saying) = saying {
                saved(ui, saying.saving.state());
            }
        },
    );
    let flow = |ui: &mut Ui, view: &mut View<'_>| match page {
        Some(page) => flow(ui, view, page),
        None => widgets::beside(ui, &Note::none(), 0.0, |ui| {
            widgets::small(ui, &tr!("window-page-waiting"));
        }),
    };
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| {
        if let Some(page) = page {
            side(ui, view, page);
        }
    };
    sheet(ui, view, "reflection", Sheet::Solo, flow, Some(&mut notes));
}

fn flow(ui: &mut Ui, view: &mut View<'_>, page: &Page) {
    let turn = page.reflection.turn(&page.row);
    words_first(ui, view, page);
    let attempts = page.reflection.attempts.iter();
    for attempt in attempts {
        said_back(ui, view, page, attempt, Some(attempt.id) == last(page));
        if let Some(answer) = &attempt.answer {
            answered(ui, view, page, answer);
        }
    }
    match turn {
        Turn::Listen => {
            listener::say_back(ui, view, page);
            // Whoever was heard once may be answered, also where they say more.
            if page.reflection.may_add {
                answers::under(ui, view, &page.row, true);
            }
        }
        Turn::NotAnswered => listener::waits(ui, view, page),
        Turn::Answer => sharer::answer(ui, view, page),
        Turn::NotSaidBack => sharer::waits(ui, view, page),
        Turn::Heard => answers::under(ui, view, &page.row, page.reflection.may_add),
    }
}

fn last(page: &Page) -> Option<DocumentId> {
    page.reflection.attempts.last().map(|last| last.id)
}

/// What was written, before all else.
fn words_first(ui: &mut Ui, view: &mut View<'_>, page: &Page) {
    let row = &page.row;
    let day = words::near_day(row.day, view.model.today);
    let what = match row.whose {
        Whose::Theirs => kind_of(row),
        Whose::Mine if row.kind == Kind::Feeling => tr!("window-your-feeling"),
        Whose::Mine => tr!("window-your-page"),
    };
    let note = Note::person(&row.author, row.whose);
    let note = note.line(tr!("window-what-when", what = what, day = day));
    // Whoever listens begins with it; whoever wrote it knows it.
    let style = if row.whose == Whose::Theirs { Type::Letter } else { Type::Said };
    let title = row.sentence().unwrap_or_else(|| row.title.trim().to_owned());
    let first = if title.is_empty() { Type::Prose } else { style };
    let first = baseline_of(ui, fitting(ui, first));
    widgets::beside(ui, &note, first, |ui| {
        let palette = colours(ui);
        if !title.is_empty() {
            let ink = widgets::ink_of(&palette, row.whose);
            widgets::said(ui, &title, style, ink);
        }
        if !page.body.trim().is_empty() {
            if !title.is_empty() {
                ui.add_space(space::PARAGRAPH);
            }
            if let Some(address) = widgets::read(ui, &page.body, palette.ink) {
                view.ask(Action::Copy(address));
            }
        }
    });
    ui.add_space(space::PASSAGE[1]);
}

/// What was said back; what comes last is what the page is about.
fn said_back(ui: &mut Ui, view: &View<'_>, page: &Page, attempt: &Attempt, is_last: bool) {
    let what = match attempt.whose {
        Whose::Mine => tr!("window-you-heard"),
        Whose::Theirs => tr!("window-they-heard", name = view.model.partner_name()),
    };
    let is_about = is_last && page.row.whose == Whose::Mine;
    let style = if is_about { Type::Letter } else { Type::Said };
    let note = Note::person(&attempt.author, attempt.whose).line(what);
    widgets::passage(ui, &note, style, |ui| {
        let ink = widgets::ink_of(&colours(ui), attempt.whose);
        let heard = feelings::without_end(&attempt.said.heard);
        widgets::said(ui, &tr!("said-back-heard", heard = heard), style, ink);
        ui.add_space(space::PARAGRAPH - space::STEP);
        let given = feelings::without_end(&attempt.said.given);
        widgets::said(ui, &tr!("said-back-given", given = given), style, ink);
    });
}

/// How that was received.
fn answered(ui: &mut Ui, view: &View<'_>, page: &Page, answer: &Answer) {
    let row = &page.row;
    let name = if row.whose == Whose::Mine { view.model.shown.me.as_str() } else { &row.author };
    let (what, words) = match answer {
        Answer::Yes => (String::new(), tr!("window-feels-heard")),
        Answer::NotQuite(words) if words.trim().is_empty() => {
            (String::new(), tr!("window-not-quite"))
        }
        Answer::NotQuite(words) => (tr!("window-not-quite-note"), words.clone()),
    };
    let note = Note::person(name, row.whose).line(what);
    widgets::passage(ui, &note, Type::Said, |ui| {
        let ink = widgets::ink_of(&colours(ui), row.whose);
        widgets::said(ui, &words, Type::Said, ink);
    });
}

fn side(ui: &mut Ui, view: &mut View<'_>, page: &Page) {
    widgets::beside_head(ui, Type::Said);
    let name = view.model.partner_name();
    let mut at = 0;
    let mut note = |ui: &mut Ui, label: String, words: String| {
        widgets::note_of(ui, at, &label, |ui| {
            let ink = colours(ui).ink;
            widgets::block(ui, &words, Type::Aside, ink, Breaks::NoWidow);
        });
        at += 1;
    };
    match page.reflection.turn(&page.row) {
        Turn::Listen => {
            let words = tr!("window-only-this", name = name.clone());
            note(ui, tr!("window-only-this-name"), words);
            note(ui, tr!("window-guess-name"), tr!("window-guess", name = name));
        }
        Turn::Answer => {
            note(ui, tr!("window-no-hurry-name"), tr!("window-read-unseen", name = name))
        }
        Turn::NotAnswered | Turn::Heard | Turn::NotSaidBack => {}
    }
    if at > 0 {
        widgets::hairline(ui);
        ui.add_space(space::PARAGRAPH);
    }
    why::in_words(ui, view, Kind::SaidBack);
}
