//! A page under somebody's hands, with the choice of who it is for always in
//! view.

use super::page::beside_words;
use super::readers::{self, Bar};
use super::{View, feelings, pause, saved, shapes, way_out};
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::forms::{Feeling, Forms};
use crate::window::layout::{Columns, Sheet, bar_height, foot, page as sheet, under_bar};
use crate::window::model::{Kind, Model, Place, Whose};
use crate::window::route::Route;
use crate::window::shortcuts::Shortcut;
use crate::window::spelling::Spelling;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::typing::Writing;
use crate::window::widgets::{self, Line, Look, Note, Paper, WhoOption};
use crate::window::words;
use attune_core::command::Who;
use attune_core::kinds::{MAX_LINE, MAX_PROSE};
use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2};
use std::sync::Arc;

/// What the parts of the page are drawn from.
pub(super) struct Desk<'a> {
    pub(super) model: &'a Model,
    pub(super) page: &'a mut Writing,
    pub(super) slot: &'a str,
    pub(super) spelling: &'a Spelling,
    /// What of a feeling is no part of its draft.
    pub(super) feeling: &'a mut Feeling,
    /// Of which practice it is shown why it helps.
    pub(super) why: Option<Kind>,
    /// Nothing else is shown.
    alone: bool,
    pub(super) asked: Vec<Action>,
}

/// The lowest window with the choice of readers at its foot.
const WITH_FOOT: f32 = 520.0;

/// Draws the page in `slot`.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>, slot: &str) {
    let (model, spelling) = (view.model, view.spelling);
    let Forms { pages, feeling, only_the_page: alone, why, .. } = &mut *view.forms;
    let (alone, why) = (*alone, *why);
    let Some(page) = pages.get_mut(slot) else { return };
    let asked = Vec::new();
    let mut desk = Desk { model, page, slot, spelling, feeling, why, alone, asked };
    if !desk.page.ready {
        let say = |ui: &mut Ui, _: &mut Desk<'_>| {
            widgets::beside(ui, &Note::none(), 0.0, |ui| {
                widgets::small(ui, &tr!("window-page-waiting"));
            });
        };
        sheet(ui, &mut desk, "write", Sheet::Desk, say, None);
        return;
    }
    // The choice keeps the foot where there is room for it and a page; in a
    // low window it comes with the page, after the text.
    if ui.available_height() > WITH_FOOT && !desk.alone {
        foot(ui, &mut desk, "who", upper, choice);
    } else {
        upper(ui, &mut desk);
    }
    let done = ui.input_mut(|input| Shortcut::Done.pressed(input));
    if done {
        desk.asked.push(Action::Writing(action::Writing::Done));
    }
    view.actions.append(&mut desk.asked);
}

fn upper(ui: &mut Ui, desk: &mut Desk<'_>) {
    let low = ui.ctx().content_rect().height() <= WITH_FOOT && !desk.alone;
    above(ui, desk);
    let paper = move |ui: &mut Ui, desk: &mut Desk<'_>| {
        if desk.page.is_feeling() {
            feelings::writing::show(ui, desk);
            if low {
                choice(ui, desk);
            }
            return;
        }
        let today = desk.model.today;
        let note = if desk.alone {
            Note::none()
        } else {
            Note::person(&desk.model.shown.me, Whose::Mine).line(words::long_day(today, today))
        };
        let first = if desk.page.has_title() { Type::Title } else { Type::Editor };
        let first = baseline_of(ui, crate::window::layout::fitting(ui, first));
        let with_margin = desk.page.has_title() && !desk.alone;
        let mut margin = desk.page.margin.clone();
        let tags = Arc::clone(&desk.model.shown.tags);
        let slot = desk.slot;
        let aside = |ui: &mut Ui| {
            if with_margin {
                beside_words::write(ui, slot, &mut margin, &tags);
            }
        };
        widgets::beside_with(ui, &note, first, aside, |ui| paper(ui, desk));
        if margin != desk.page.margin {
            desk.page.margin = margin;
            desk.asked.push(Action::Writing(action::Writing::Margin));
        }
        if low {
            choice(ui, desk);
        }
    };
    let slot = desk.slot;
    let kind = if desk.page.is_feeling() { Sheet::Spread } else { Sheet::Desk };
    sheet(ui, desk, slot, kind, paper, None);
}

/// The bar above the page. With nothing but the page it shows only to whoever
/// comes there with the pointer; its place is kept, so that no word moves.
fn above(ui: &mut Ui, desk: &mut Desk<'_>) {
    let mut place = ui.available_rect_before_wrap();
    place.set_height(bar_height(ui));
    if desk.alone && !ui.rect_contains_pointer(place) {
        ui.add_space(place.height());
        return;
    }
    let back = |ui: &mut Ui, desk: &mut Desk<'_>| {
        let home = if desk.page.is_feeling() {
            tr!("window-feelings-name")
        } else {
            tr!("window-journal-name")
        };
        if way_out(ui, &home) {
            let route = desk.page.document.map_or_else(|| desk.page.home(), Route::Page);
            desk.asked.push(Action::Go(route));
        }
    };
    let pause = |desk: &mut Desk<'_>| desk.asked.push(Action::Pause(action::Pause::Control));
    if Columns::of(ui).is_narrow() {
        let state = |ui: &mut Ui, desk: &mut Desk<'_>| {
            // With nothing but the page, nothing under the bar moves it.
            if !desk.alone {
                saved(ui, desk.page.saving.state());
            }
        };
        pause::bar_with(ui, desk, back, state, pause);
        return;
    }
    // What can be done goes under the bar where it has no room in it.
    let mut has_room = true;
    let state = |ui: &mut Ui, desk: &mut Desk<'_>| {
        saved(ui, desk.page.saving.state());
        let apart = ui.spacing().item_spacing.x;
        let words = [tr!("window-draft-discard"), tr!("window-only-the-page")];
        let links = words.iter().map(|it| widgets::width_of_label(ui, it) + apart);
        has_room = desk.alone || links.sum::<f32>() <= ui.available_width();
        if has_room {
            links_of(ui, desk);
        }
    };
    pause::bar_with(ui, desk, back, state, pause);
    if !has_room {
        under_bar(ui, |ui| widgets::row(ui, space::LINK, |ui| links_of(ui, desk)));
    }
}

/// What can be done with the page, beside writing on it.
fn links_of(ui: &mut Ui, desk: &mut Desk<'_>) {
    discard(ui, desk);
    let word = if desk.alone { tr!("window-all-again") } else { tr!("window-only-the-page") };
    if widgets::link_small(ui, &word).clicked() {
        desk.asked.push(Action::OnlyThePage(!desk.alone));
    }
}

/// Between the title and the text.
const UNDER_TITLE: f32 = 32.0;
/// Lines of an empty page.
const ROWS: usize = 10;

fn paper(ui: &mut Ui, desk: &mut Desk<'_>) {
    let mut typed = false;
    let page = &mut *desk.page;
    let ink = colours(ui).ink;
    if page.has_title() {
        let prompt = tr!("window-write-title");
        let id = format!("{}-title", desk.slot);
        let line = Line { look: Look::Title, ..Line::new(&id, &prompt, Type::Title, ink) };
        typed = widgets::line(ui, &line, &mut page.title).changed();
        ui.add_space(if Columns::of(ui).is_narrow() { space::BESIDE } else { UNDER_TITLE });
    }
    let prompt = tr!("window-write-body");
    let id = format!("{}-body", desk.slot);
    let spelling = desk.spelling;
    let paper = Paper { id: &id, prompt: &prompt, rows: ROWS, spelling };
    let body = widgets::prose(ui, &paper, &mut page.body);
    if page.wants_focus {
        page.wants_focus = false;
        body.request_focus();
    }
    let begun = openings(ui, desk, &id, body.rect);
    if typed || begun || body.changed() {
        desk.asked.push(Action::Writing(action::Writing::Typed));
    }
    let page = &*desk.page;
    if page.title.len() > MAX_LINE {
        let over = page.title.len() - MAX_LINE;
        widgets::says(ui, &tr!("window-title-too-long", over = over));
    }
    if page.body.len() > MAX_PROSE {
        let over = page.body.len() - MAX_PROSE;
        widgets::says(ui, &tr!("window-body-too-long", over = over));
    } else if page.body.len() > MAX_PROSE / 10 * 9 {
        let left = MAX_PROSE - page.body.len();
        widgets::small(ui, &tr!("window-body-long", left = left));
    }
}

/// First words under the first line where this person never wrote a page, and shapes
/// for one where they did. Gives whether something was chosen.
fn openings(ui: &mut Ui, desk: &mut Desk<'_>, id: &str, body: Rect) -> bool {
    let is_new = desk.page.document.is_none() && desk.page.has_title();
    if !is_new || desk.alone || !desk.page.body.is_empty() {
        return false;
    }
    let wrote = desk.model.shown.journal.iter().any(|row| row.whose == Whose::Mine);
    let top = body.top() + Type::Editor.line();
    let place = Rect::from_min_max(pos2(body.left(), top), body.max);
    let mut under =
        ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Min)));
    under.set_width(body.width());
    if wrote {
        let name = tr!("window-shapes");
        return widgets::begin_with(&mut under, id, &name, &shapes::all(), &mut desk.page.body);
    }
    let openings = [
        tr!("window-opening-page-one"),
        tr!("window-opening-page-two"),
        tr!("window-opening-page-three"),
        tr!("window-opening-page-four"),
    ];
    widgets::openings(&mut under, id, &openings, &mut desk.page.body)
}

/// Who may read and write, and the way to be done.
fn choice(ui: &mut Ui, desk: &mut Desk<'_>) {
    let columns = Columns::of(ui);
    let narrow = columns.is_narrow();
    let axis = if narrow {
        columns.side
    } else {
        let whole = ui.max_rect().width() >= space::WHOLE;
        let least = if whole { space::DESK_AXIS } else { 0.0 };
        space::DESK_AXIS.min(columns.side + columns.axis()).max(least)
    };
    let right = if narrow { columns.side } else { space::BAR_SIDE };
    let label = if desk.page.is_feeling() { tr!("window-who-read") } else { tr!("window-who") };
    readers::bar(ui, desk, &Bar { label: &label, axis, right }, readers, done);
}

fn readers(ui: &mut Ui, desk: &mut Desk<'_>) {
    let page = &*desk.page;
    let name = desk.model.partner_name();
    let paired = desk.model.shown.partner.is_some();
    if page.document.is_some() {
        let words = match (page.shared, page.who) {
            (true, Who::BothWrite) => tr!("window-write-both", name = name),
            (true, _) => tr!("window-write-shared", name = name),
            (false, _) => tr!("window-write-private"),
        };
        if page.shared {
            widgets::small(ui, &words);
        } else {
            widgets::marked(ui, Place::OnlyMe, &words);
        }
        return;
    }
    let mut offered = Vec::from(readers::options(&desk.model.shown));
    // A feeling is its writer's to write.
    if !page.is_feeling() {
        let both = tr!("window-means-both", name = name);
        let meaning = if paired { both } else { tr!("window-means-later") };
        offered.push(WhoOption { who: Who::BothWrite, name: tr!("window-who-both"), meaning });
    }
    if let Some(who) = widgets::readers(ui, page.who, &offered) {
        desk.asked.push(Action::Writing(action::Writing::For(who)));
    }
    if page.who == Who::PartnerReads && !page.is_feeling() {
        ui.add_space(space::STEP);
        let mut hears_first = page.page().hear_first;
        let words = tr!("window-hear-first", name = desk.model.partner_name());
        if widgets::check(ui, &mut hears_first, &words).changed() {
            desk.asked.push(Action::Writing(action::Writing::HearFirst(hears_first)));
        }
    }
}

/// The button that ends the writing, its key, and the way to throw it away.
fn done(ui: &mut Ui, desk: &mut Desk<'_>) {
    let page = &*desk.page;
    let name = desk.model.partner_name();
    let paired = desk.model.shown.partner.is_some();
    let fits = page.title.len() <= MAX_LINE && page.body.len() <= MAX_PROSE;
    let ready = fits && page.is_sayable() && !page.is_committing();
    let new = page.document.is_none();
    let word = match (new, page.who, paired) {
        (false, _, _) => tr!("window-write-save"),
        (true, Who::PartnerReads, true) => tr!("window-share-with", name = name),
        (true, Who::BothWrite, true) => tr!("window-done"),
        (true, _, _) => tr!("window-keep"),
    };
    // What both write goes out as it is written: there is nothing to press for
    // but to leave.
    let plain = new && paired && page.who == Who::BothWrite && ready;
    let pressed = if plain {
        widgets::plain(ui, &word).clicked()
    } else {
        widgets::primary_if(ui, ready, &word, "")
    };
    if pressed {
        desk.asked.push(Action::Writing(action::Writing::Done));
    }
    ui.add_space(space::STEP * 2.0);
    widgets::small(ui, &Shortcut::Done.shown());
    if Columns::of(ui).is_narrow() {
        discard(ui, desk);
    }
}

/// The way to throw the draft away: in the bar, or at the foot where the bar
/// has no room for it.
fn discard(ui: &mut Ui, desk: &mut Desk<'_>) {
    let page = &*desk.page;
    if page.document.is_some() || page.is_empty() {
        return;
    }
    if widgets::link_small(ui, &tr!("window-draft-discard")).clicked() {
        desk.asked.push(Action::Writing(action::Writing::Discard));
    }
}
