//! Today: what came, what waits, in a calm order, and an end.

use super::{View, answers, gratitude, kind_of, pause, rituals, voices, why};
use crate::feelings;
use crate::texts::{dates, tr};
use crate::window::action::{self, Action};
use crate::window::answers::{Attempt, Waits};
use crate::window::layout::{Sheet, column, has_side, page};
use crate::window::model::{Kind, Model, Place, Row, Whose};
use crate::window::rituals::{Ritual, shown_time};
use crate::window::route::{Level, PairingWay, Route};
use crate::window::shapes::TICK;
use crate::window::talk::STAYED;
use crate::window::text::{Breaks, baseline_of, run};
use crate::window::theme::{Type, colours, space};
use crate::window::today::{self, Thing, Today, is_done, is_first_day};
use crate::window::typing::FEELING;
use crate::window::widgets::{self, Note, TICK_INDENT};
use crate::window::words::{self, Piece};
use attune_core::ids::DocumentId;
use attune_core::kinds::Detail;
use attune_core::time::{Month, Week};
use attune_core::vault::Draft;
use egui::{Align, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

/// How many things that were set aside stand at the foot.
const ASIDE_MOST: usize = 3;

/// The most notes beside the page, and the most threads in one.
const NOTES: usize = 3;
const THREADS: usize = 4;
/// When people wish each other a good night.
const NIGHT: std::ops::RangeInclusive<i8> = 18..=23;
/// The room for a time of day at a row's end.
const TIME: f32 = 56.0;

/// Draws Today.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let beside = has_side(ui, Sheet::Page);
    let words = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, beside);
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| side(ui, view, beside);
    page(ui, view, "today", Sheet::Page, words, Some(&mut notes));
}

fn flow(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    let today = view.model.today;
    let title = tr!(
        "window-today-title",
        weekday = dates::weekday(today.weekday()),
        part = words::part_of_day(view.model.hour)
    );
    let note = Note::small(dates::day_month(today));
    widgets::head(ui, &note, &voices(ui, &title), |_| {});
    let model = view.model;
    let paused = pause::under_way(view).is_some();
    let Today { things, leaves_out } = today::today(model, paused);
    // One thing a page is large, and whatever came first is it.
    let mut is_first = true;
    for thing in &things {
        match thing {
            Thing::Pause => pause::on_today(ui, view),
            Thing::Welcome => welcome(ui),
            Thing::Note(note) => {
                view.arriving(ui, note.id, |ui, view| rituals::received(ui, view, note));
            }
            Thing::News(row) => {
                view.arriving(ui, row.id, |ui, view| received(ui, view, row, is_first));
            }
            Thing::Waits(waits) => waits_for_me(ui, view, waits, &things),
            Thing::Thanks => thanks(ui, view, beside),
            Thing::Clash(row) => clash(ui, view, row),
            Thing::Checkin => checkin(ui, view, None),
            Thing::CheckinOpen(week) => checkin(ui, view, Some(*week)),
            Thing::Signs => signs(ui, view, None),
            Thing::SignsOpen(month) => signs(ui, view, Some(*month)),
            Thing::Talk => soul_talk(ui, view),
            Thing::RecoveryKey => recovery_key(ui, view),
            Thing::Partner => partner(ui, view),
            Thing::Remembered(row) => remembered(ui, view, row),
        }
        is_first = is_first && *thing == Thing::Welcome;
    }
    drafts(ui, view);
    aside(ui, view);
    kept_today(ui, view);
    let is_night = NIGHT.contains(&model.hour) && model.shown.partner.is_some();
    let end = if is_night && is_done(model, &things) {
        tr!("window-today-good-night")
    } else if leaves_out {
        tr!("window-today-rest")
    } else {
        tr!("window-today-end")
    };
    widgets::end(ui, &end);
}

/// On the first day.
fn welcome(ui: &mut Ui) {
    let note = Note::name(tr!("window-welcome")).line(tr!("window-welcome-note"));
    widgets::passage(ui, &note, Type::Letter, |ui| {
        let ink = colours(ui).ink;
        widgets::said(ui, &tr!("window-welcome-letter"), Type::Letter, ink);
    });
}

fn received(ui: &mut Ui, view: &mut View<'_>, row: &Row, is_first: bool) {
    let model = view.model;
    let is_thanks = row.kind == Kind::Thanks;
    let what = match row.kind {
        Kind::Thanks => tr!("window-a-thanks"),
        Kind::Side => tr!("window-kind-side"),
        _ => tr!("window-a-page"),
    };
    let day = words::near_day(row.day, model.today);
    let when = tr!("window-what-when", what = what, day = day);
    let note = Note::person(&row.author, row.whose).line(when);
    let style = match (is_first, is_thanks) {
        (true, true) => Type::Letter,
        (false, true) => Type::Said,
        (_, false) => Type::Listed,
    };
    widgets::passage(ui, &note, style, |ui| {
        if is_thanks {
            let ink = colours(ui).theirs;
            widgets::said(ui, &row.words, style, ink);
            if row.takes_heart() || !row.responses.hearts.is_empty() {
                widgets::actions(ui, space::LINK, |ui| {
                    answers::send_heart(ui, view, row);
                    answers::hearts(ui, model, &row.responses);
                });
            }
            return;
        }
        let ink = colours(ui).ink;
        let opened = widgets::titled(ui, &row.name(), Type::Listed, ink).clicked();
        ui.add_space(space::STEP);
        widgets::place(ui, row.place, &words::about(row, &model.partner_name()));
        view.ask_if(opened, Action::Go(Route::Page(row.id)));
    });
}

/// What asks to be heard, or was said back to this person.
fn waits_for_me(ui: &mut Ui, view: &mut View<'_>, waits: &Waits, things: &[Thing<'_>]) {
    let id = waits.row.id;
    let first = things.iter().find(|thing| matches!(thing, Thing::Waits(_)));
    let is_first = first == Some(&Thing::Waits(waits));
    view.arriving(ui, id, |ui, view| match (&waits.said, waits.row.whose) {
        (Some(said), Whose::Mine) => was_said_back(ui, view, said, id),
        _ => asks_to_be_heard(ui, view, &waits.row, is_first),
    });
}

fn asks_to_be_heard(ui: &mut Ui, view: &mut View<'_>, row: &Row, is_first: bool) {
    let day = words::near_day(row.day, view.model.today);
    let when = tr!("window-what-when", what = kind_of(row), day = day);
    let note = Note::person(&row.author, row.whose).line(when);
    widgets::passage(ui, &note, Type::Said, |ui| {
        let ink = colours(ui).theirs;
        widgets::said(ui, &row.said().unwrap_or_else(|| row.name()), Type::Said, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let word = tr!("window-say-back");
            // One thing on a page is what it is for.
            let alone = is_first && view.forms.lines.thanks.text.trim().is_empty();
            let pressed = if alone {
                widgets::primary(ui, &word, "")
            } else {
                widgets::plain(ui, &word).clicked()
            };
            view.ask_if(pressed, Action::Go(Route::Reflection(row.id)));
            widgets::small(ui, &tr!("window-say-back-only"));
        });
    });
}

fn was_said_back(ui: &mut Ui, view: &mut View<'_>, said: &Attempt, id: DocumentId) {
    let name = view.model.partner_name();
    let day = words::near_day(said.day, view.model.today);
    let what = tr!("window-they-heard", name = name);
    let note = Note::person(&said.author, said.whose);
    let note = note.line(tr!("window-what-when", what = what, day = day));
    widgets::passage(ui, &note, Type::Said, |ui| {
        let ink = widgets::ink_of(&colours(ui), said.whose);
        widgets::said(ui, &feelings::said_back(&said.said), Type::Said, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::plain(ui, &tr!("window-is-that-it-go")).clicked();
            view.ask_if(pressed, Action::Go(Route::Reflection(id)));
        });
    });
}

/// What was set aside, or put off: still there, and asking for nothing.
fn aside(ui: &mut Ui, view: &mut View<'_>) {
    let all = view.model.shown.waits.iter().filter(|waits| waits.aside);
    let all: Vec<&Waits> = all.take(ASIDE_MOST).collect();
    if all.is_empty() {
        return;
    }
    widgets::passage(ui, &Note::small(tr!("window-aside")), Type::Listed, |ui| {
        for (at, waits) in all.into_iter().enumerate() {
            if at > 0 {
                ui.add_space(space::PARAGRAPH);
            }
            let row = &waits.row;
            let ink = widgets::ink_of(&colours(ui), row.whose);
            let opened =
                ui.push_id(row.id, |ui| widgets::titled(ui, &row.name(), Type::Listed, ink));
            let to = Action::Go(Route::Reflection(row.id));
            view.ask_if(opened.inner.clicked(), to);
        }
    });
}

fn thanks(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    let note = Note::person(&view.model.shown.me, Whose::Mine).line(tr!("window-note-gratitude"));
    widgets::passage(ui, &note, Type::Line, |ui| {
        gratitude::line(ui, view, gratitude::Where::Today { beside });
    });
}

/// The same words of a page, changed by both.
fn clash(ui: &mut Ui, view: &mut View<'_>, row: &Row) {
    let note = Note::name(tr!("window-both")).line(tr!("window-a-page"));
    widgets::passage(ui, &note, Type::Said, |ui| {
        let ink = colours(ui).ink;
        let opened = widgets::titled(ui, &row.name(), Type::Listed, ink).clicked();
        ui.add_space(space::STEP);
        widgets::small(ui, &tr!("window-today-clash"));
        view.ask_if(opened, Action::Go(Route::Page(row.id)));
    });
}

/// The week's check-in, or one that is `open` for both.
fn checkin(ui: &mut Ui, view: &mut View<'_>, open: Option<Week>) {
    let week = &view.model.shown.checkin;
    let name = view.model.partner_name();
    let note =
        Note::name(words::beginning(dates::weekday(week.weekday))).line(tr!("window-note-checkin"));
    widgets::passage(ui, &note, Type::Said, |ui| {
        let (sentence, word) = if open.is_some() {
            (tr!("window-checkin-both-open"), tr!("window-checkin-read"))
        } else if view.model.shown.partner.is_some() {
            (tr!("window-checkin-offer", name = name), tr!("window-checkin-go"))
        } else {
            (tr!("window-checkin-offer-alone"), tr!("window-checkin-go"))
        };
        let ink = colours(ui).ink;
        widgets::said(ui, &sentence, Type::Said, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::plain(ui, &word).clicked();
            view.ask_if(pressed, Action::Go(Route::Checkin));
            if let Some(other) = open.filter(|open| *open != week.week) {
                view.ask_if(pressed, Action::Checkin(action::Checkin::Answer(other)));
            }
        });
    });
}

/// What the other thanked for long ago.
fn remembered(ui: &mut Ui, view: &View<'_>, row: &Row) {
    let day = words::date(row.day, view.model.today);
    let when = tr!("window-what-when", what = tr!("window-a-thanks"), day = day);
    let note = Note::person(&row.author, row.whose).line(when);
    widgets::passage(ui, &note, Type::Said, |ui| {
        let ink = colours(ui).theirs;
        widgets::said(ui, &row.words, Type::Said, ink);
    });
}

/// A soul talk.
fn soul_talk(ui: &mut Ui, view: &mut View<'_>) {
    let is_first = is_first_day(view.model);
    let note = Note::name(tr!("window-both")).line(tr!("window-talk-note"));
    widgets::passage(ui, &note, Type::Said, |ui| {
        let ink = colours(ui).ink;
        widgets::said(ui, &tr!("window-talk-today"), Type::Said, ink);
        widgets::actions(ui, space::LINK, |ui| {
            let pressed = widgets::link(ui, &tr!("window-talk-draw")).clicked();
            view.ask_if(pressed, Action::Go(Route::Talk));
            if is_first {
                widgets::small(ui, &tr!("window-talk-one-screen"));
            }
        });
    });
}

/// The signs of a month that can be answered, or of one that is `open` for both.
fn signs(ui: &mut Ui, view: &mut View<'_>, open: Option<Month>) {
    let model = view.model;
    let month = open.unwrap_or(model.shown.pulses.now.month);
    let month = words::month_of(month.first(), model.today);
    let note = Note::name(words::beginning(month.clone())).line(tr!("window-note-signs"));
    widgets::passage(ui, &note, Type::Said, |ui| {
        let ink = colours(ui).ink;
        let name = model.partner_name();
        let (sentence, word, route) = match open {
            Some(_) => {
                let to = Route::Together(Level::Signs);
                (tr!("window-pulse-open", month = month), tr!("window-pulse-read"), to)
            }
            None => {
                let offer = tr!("window-pulse-offer", month = month, name = name);
                (offer, tr!("window-pulse-go"), Route::Pulse)
            }
        };
        widgets::said(ui, &sentence, Type::Said, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::plain(ui, &word).clicked();
            view.ask_if(pressed, Action::Go(route));
            if let Some(month) = open {
                view.ask_if(pressed, Action::Pulse(action::Pulse::Month(month)));
            }
        });
    });
}

fn drafts(ui: &mut Ui, view: &mut View<'_>) {
    let model = view.model;
    let pages: Vec<_> = model.shown.drafts.iter().filter(|draft| is_page(draft)).collect();
    if pages.is_empty() {
        return;
    }
    widgets::passage(ui, &Note::small(tr!("window-drafts")), Type::Listed, |ui| {
        for (at, draft) in pages.into_iter().enumerate() {
            if at > 0 {
                ui.add_space(space::PARAGRAPH);
            }
            let name = match &draft.detail {
                Some(Detail::Feeling(feeling)) => feelings::sentence(feeling),
                // Its title is a question that nobody wrote.
                _ if draft.kind == STAYED => words::first_words(&draft.body, 72),
                _ => words::first_words(&format!("{}\n{}", draft.title, draft.body), 72),
            };
            let ink = colours(ui).ink;
            let opened = widgets::titled(ui, &name, Type::Listed, ink).clicked();
            ui.add_space(space::STEP);
            widgets::small(ui, &tr!("window-draft-note"));
            let slot = draft.slot.clone();
            let to = if draft.kind == STAYED { Route::Stayed(slot) } else { Route::Write(slot) };
            view.ask_if(opened, Action::Go(to));
        }
    });
}

/// Whether a draft has a page of its own; the others are taken up where they
/// were typed.
fn is_page(draft: &Draft) -> bool {
    draft.document.is_some() || ["journal", FEELING, STAYED].contains(&draft.kind.as_str())
}

/// Today's rituals, both's before one's own, each with its tick.
fn kept_today(ui: &mut Ui, view: &mut View<'_>) {
    let model = view.model;
    let name = model.shown.me.as_str();
    for both in [true, false] {
        let on = model.shown.rituals.iter().filter(|ritual| {
            ritual.is_on(model.today) && ritual.is_writable() && ritual.is_both_s() == both
        });
        let on: Vec<&Ritual> = on.collect();
        if on.is_empty() {
            continue;
        }
        let note =
            if both { Note::name(tr!("window-both")) } else { Note::person(name, Whose::Mine) };
        let note = note.line(tr!("window-today-rituals"));
        // A row is higher than its words.
        let first = (space::ROW - Type::Body.line()) / 2.0 + baseline_of(ui, Type::Body);
        widgets::passage_of(ui, &note, first, space::PLAIN, |ui| {
            for ritual in on {
                ui.push_id(ritual.row.id, |ui| ritual_row(ui, view, ritual));
            }
        });
    }
}

fn ritual_row(ui: &mut Ui, view: &mut View<'_>, ritual: &Ritual) {
    let kept = ritual.kept.contains(view.model.today);
    let name = ritual.row.name();
    let origin = ui.cursor().min;
    let whole = ui.available_width();
    let down = (space::ROW - Type::Body.line()) / 2.0;
    let tick = pos2(origin.x, origin.y + (space::ROW - TICK) / 2.0);
    let mut at = column(ui, tick, TICK);
    let said = tr!("window-ritual-tick", name = name.clone());
    let pressed = widgets::tick(&mut at, kept, &said).clicked();
    view.ask_if(pressed, Action::Rituals(action::Rituals::Mark(ritual.row.id, !kept)));
    let room = (whole - TICK_INDENT - TIME).max(space::BUTTON);
    let mut words = column(ui, pos2(origin.x + TICK_INDENT, origin.y + down), room);
    let ink = colours(ui).ink;
    widgets::block(&mut words, &name, Type::Body, ink, Breaks::Full);
    let right = Rect::from_min_size(pos2(origin.x, origin.y), vec2(whole, space::ROW));
    let layout = Layout::right_to_left(Align::Center);
    let mut time = ui.new_child(UiBuilder::new().max_rect(right).layout(layout));
    widgets::small(&mut time, &shown_time(ritual.rhythm.at));
    let used = Rect::from_min_size(
        origin,
        vec2(whole, space::ROW.max(words.min_rect().height() + 2.0 * down)),
    );
    ui.allocate_rect(used, Sense::hover());
}

/// It is to be put on paper.
fn recovery_key(ui: &mut Ui, view: &mut View<'_>) {
    widgets::passage(ui, &Note::small(tr!("window-recovery-name")), Type::Said, |ui| {
        let ink = colours(ui).ink;
        widgets::said(ui, &tr!("window-recovery-remind"), Type::Said, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let show = widgets::plain(ui, &tr!("window-recovery-show")).clicked();
            view.ask_if(show, Action::Go(Route::Us));
            view.ask_if(show, Action::Us(action::Us::ShowRecovery(true)));
            let later = widgets::link(ui, &tr!("window-recovery-next")).clicked();
            view.ask_if(later, Action::Us(action::Us::Later));
        });
    });
}

fn partner(ui: &mut Ui, view: &mut View<'_>) {
    widgets::passage(ui, &Note::small(tr!("window-note-pairing")), Type::Said, |ui| {
        let ink = colours(ui).ink;
        widgets::said(ui, &tr!("window-today-alone"), Type::Said, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::primary(ui, &tr!("window-pair-begin"), "");
            view.ask_if(pressed, Action::Go(Route::Pairing(PairingWay::Choose)));
        });
    });
}

/// What was agreed to try, and what was written on this day in other years.
/// On the first day: what the marks say.
fn side(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    widgets::beside_head(ui, Type::Display);
    let model = view.model;
    let mut at = why::note(ui, view, Kind::Thanks, beside);
    if is_first_day(model) {
        first_notes(ui, at);
        return;
    }
    if !model.shown.rituals.is_empty() {
        widgets::note_of(ui, at, &tr!("window-today-week"), |ui| this_week(ui, model));
        at += 1;
    }
    if let Some(trying) = model.shown.checkin.before.first() {
        let week = &model.shown.checkin;
        let name = words::beginning(dates::weekday(week.weekday));
        widgets::note_of(ui, at, &name, |ui| {
            let palette = colours(ui);
            let message = tr!("window-today-trying", what = words::SLOTS[0]);
            let pieces = words::pieces(&message).into_iter();
            let runs: Vec<_> = pieces
                .map(|piece| match piece {
                    Piece::Words(words) => run(words, Type::Aside, palette.ink),
                    Piece::Slot(_) => run(trying, Type::AsideItalic, palette.ink),
                })
                .collect();
            widgets::block_of(ui, &runs, Breaks::NoWidow);
        });
        at += 1;
    }
    if at >= NOTES {
        return;
    }
    if let Some((_, row)) = model.shown.years_before(model.today).next() {
        let year = row.day.date().year().to_string();
        widgets::note_of(ui, at, &tr!("window-on-this-day", year = year), |ui| {
            let ink = widgets::ink_of(&colours(ui), row.whose);
            if row.kind == Kind::Thanks {
                widgets::said(ui, &row.words, Type::Aside, ink);
            } else {
                let ink = colours(ui).ink;
                let opened = widgets::titled(ui, &row.name(), Type::Aside, ink).clicked();
                view.ask_if(opened, Action::Go(Route::Page(row.id)));
            }
        });
    }
}

/// The threads of this week.
fn this_week(ui: &mut Ui, model: &Model) {
    let today = rituals::weekday(model.today);
    widgets::thread_days(ui, &rituals::letters(), today);
    for ritual in model.shown.rituals.iter().take(THREADS) {
        ui.add_space(space::STEP * 2.0);
        widgets::small(ui, &ritual.row.name());
        let said = rituals::thread_said(ritual, model.today);
        widgets::thread(ui, &ritual.thread(model.today), today, &said);
    }
}

/// What the marks say, who may read, and that there is no account.
fn first_notes(ui: &mut Ui, above: usize) {
    widgets::note_of(ui, above, &tr!("window-marks-name"), |ui| {
        for place in [Place::OnlyMe, Place::Here] {
            widgets::place(ui, place, "");
            ui.add_space(space::STEP * 2.0);
        }
        widgets::small(ui, &tr!("window-marks-more"));
    });
    widgets::note(ui, 1, &tr!("window-first-who-name"), &tr!("window-first-who"));
    // At most three beside a page.
    if above == 0 {
        widgets::note(ui, 2, &tr!("window-no-account-name"), &tr!("window-no-account"));
    }
}
