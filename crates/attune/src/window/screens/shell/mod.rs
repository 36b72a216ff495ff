//! What is round every screen: the ground, the navigation, the line of where
//! everything is, and what went wrong.

mod narrow;
mod navigation;

use super::{
    View, carrying, checkin, feelings, first_run, gratitude, history, journal, page, pairing,
    pause, pulse, reflection, rituals, search, talk, today, together, unlock, us, write,
};
use crate::texts::tr;
use crate::window::action::{self, Action, Door, Prefer};
use crate::window::layout::{Columns, Sheet, page as sheet};
use crate::window::model::{Kind, Phase, Place};
use crate::window::preferences::TextSize;
use crate::window::route::{Level, Route};
use crate::window::shapes;
use crate::window::shortcuts::Shortcut;
use crate::window::state::State;
use crate::window::talk::Move;
use crate::window::theme::{self, Type, colours, motion, space};
use crate::window::widgets::{self, Note};
use attune_core::kinds::profile::Ink;
use attune_core::vault::Inks;
use egui::{Rect, Ui, UiBuilder, pos2};

/// Draws the whole window, and carries out what was asked for in it.
pub(crate) fn show(ui: &mut Ui, state: &mut State) {
    let foot = state.where_things_are();
    let heart = state.heart_for();
    let State { model, route, forms, cable, spelling, .. } = state;
    let mut view = View { model, spelling, forms, actions: Vec::new() };
    // Ears hear which window it is.
    ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(NAME));
    theme::write_with(ui.ctx(), inks(&view));
    begin_anew(ui, &view.model.phase);
    let whole = ui.max_rect();
    shapes::paper(ui.painter(), whole, &colours(ui));
    match &view.model.phase {
        Phase::Open => {
            let place = place_of(&view, route);
            let around = Around { route, place, foot: &foot, cable: *cable };
            open(ui, &mut view, &around);
            pause::ask(ui, &mut view);
            keys(ui, &mut view, route, heart);
        }
        Phase::FirstRun => first_run::show(ui, &mut view),
        Phase::Recovery(key) => {
            let key = key.clone();
            first_run::recovery(ui, &mut view, &key);
        }
        Phase::Locked => unlock::show(ui, &mut view),
        Phase::Closed(why) => {
            let why = why.clone();
            closed(ui, &mut view, &why);
        }
        Phase::Damaged(why) => {
            let why = why.clone();
            damaged(ui, &mut view, &why);
        }
        Phase::Waiting => waiting(ui, &mut view),
    }
    anywhere(ui, &mut view);
    widgets::give_keyboard_back(ui.ctx());
    let actions = std::mem::take(&mut view.actions);
    state.writes = ui.ctx().text_edit_focused();
    for action in actions {
        state.act(action);
    }
}

/// What the two write with; whoever has no vault yet sees their choice at once.
fn inks(view: &View<'_>) -> [Ink; 2] {
    let Inks { mine, theirs, .. } = match view.model.phase {
        Phase::FirstRun => Inks::of(view.forms.door.ink),
        _ => view.model.shown.inks,
    };
    [mine, theirs]
}

/// Where one door follows another, what had the keyboard is gone with the last
/// one; the next Tab would look for it instead of going to the first thing.
fn begin_anew(ui: &Ui, phase: &Phase) {
    let key = egui::Id::unique("how far in the last frame was");
    let now = std::mem::discriminant(phase);
    let last = ui.data(|data| data.get_temp(key));
    if last == Some(now) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(key, now));
    if last.is_some() {
        give_up_keyboard(ui);
    }
}

/// From here on nothing has the keyboard.
fn give_up_keyboard(ui: &Ui) {
    ui.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
}

/// What has a key also before a profile is open.
fn anywhere(ui: &mut Ui, view: &mut View<'_>) {
    if view.forms.keys && widgets::key_sheet(ui) {
        view.ask(Action::Keys(false));
    }
    let size = view.model.preferences.text;
    for (shortcut, action) in [
        (Shortcut::Sheet, Action::Keys(!view.forms.keys)),
        (Shortcut::Larger, Action::Prefer(Prefer::Text(size.larger()))),
        (Shortcut::Smaller, Action::Prefer(Prefer::Text(size.smaller()))),
        (Shortcut::Usual, Action::Prefer(Prefer::Text(TextSize::USUAL))),
    ] {
        let pressed = ui.input_mut(|input| shortcut.pressed(input));
        view.ask_if(pressed, action);
    }
}

/// What stands round a page.
struct Around<'a> {
    route: &'a Route,
    /// Where in the navigation that is.
    place: Route,
    foot: &'a str,
    cable: bool,
}

/// The page first, then what is round it: so goes the keyboard.
fn open(ui: &mut Ui, view: &mut View<'_>, around: &Around<'_>) {
    let columns = Columns::of(ui);
    let whole = ui.max_rect();
    let seen = begin(ui, around.route);
    if is_alone(around.route) {
        child(ui, whole, |ui| {
            notices(ui, view, around.route);
            ui.set_opacity(seen);
            screen(ui, view, around);
        });
    } else if columns.is_narrow() {
        narrow::show(ui, view, around, seen);
    } else {
        let edge = whole.left() + columns.navigation;
        let paper = Rect::from_min_max(pos2(edge, whole.top()), whole.max);
        child(ui, paper, |ui| {
            notices(ui, view, around.route);
            ui.set_opacity(seen);
            screen(ui, view, around);
        });
        let side = Rect::from_min_max(whole.min, pos2(edge, whole.bottom()));
        child(ui, side, |ui| navigation::show(ui, view, around));
    }
    ui.allocate_rect(whole, egui::Sense::hover());
}

/// On a new page the keyboard begins at its top, and not where it was on the
/// last one; and it fades in. Gives how much of it is to be seen.
fn begin(ui: &Ui, route: &Route) -> f32 {
    let key = egui::Id::unique("the route that was drawn last, and since when");
    let last: Option<(Route, f64)> = ui.data(|data| data.get_temp(key));
    if let Some((last, since)) = &last
        && last == route
    {
        return motion::appeared(ui, *since, motion::PAGE);
    }
    // The window's first page is there at once.
    let since = last.map_or(f64::NEG_INFINITY, |_| ui.input(|input| input.time));
    ui.data_mut(|data| data.insert_temp(key, (route.clone(), since)));
    if since.is_finite() {
        give_up_keyboard(ui);
    }
    motion::appeared(ui, since, motion::PAGE)
}

/// Pages that one is on and nowhere else: without navigation.
pub(crate) fn is_alone(route: &Route) -> bool {
    use Route::{Pairing, Pause, Reflection, Stayed, Talking, Write};
    matches!(route, Write(_) | Pairing(_) | Reflection(_) | Pause | Talking | Stayed(_))
}

fn child(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui)) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    add(&mut child);
}

fn closed(ui: &mut Ui, view: &mut View<'_>, why: &str) {
    sheet(
        ui,
        view,
        "closed",
        Sheet::Solo,
        |ui, _| {
            widgets::title(ui, &Note::none(), &tr!("window-closed-title"), |ui| {
                widgets::lede(ui, why);
            });
        },
        None,
    );
}

/// What is damaged, what mending does, and the button that begins it.
fn damaged(ui: &mut Ui, view: &mut View<'_>, why: &str) {
    sheet(
        ui,
        view,
        "damaged",
        Sheet::Solo,
        |ui, view| {
            widgets::title(ui, &Note::none(), &tr!("window-closed-title"), |ui| {
                widgets::lede(ui, why);
            });
            widgets::beside(ui, &Note::none(), 0.0, |ui| {
                ui.add_space(space::SOLO_HEAD);
                widgets::small(ui, &tr!("window-damaged-mend-note"));
                ui.add_space(space::STEP * 6.0);
                if widgets::primary(ui, &tr!("window-damaged-mend"), "") {
                    view.ask(Action::Door(Door::Mend));
                }
            });
        },
        None,
    );
}

fn waiting(ui: &mut Ui, view: &mut View<'_>) {
    let say = |ui: &mut Ui, _: &mut View<'_>| {
        widgets::beside(ui, &Note::none(), 0.0, |ui| {
            widgets::small(ui, &tr!("window-page-waiting"));
        });
    };
    sheet(ui, view, "waiting", Sheet::Solo, say, None);
}

fn screen(ui: &mut Ui, view: &mut View<'_>, around: &Around<'_>) {
    match around.route {
        Route::Today => today::show(ui, view),
        Route::Journal => journal::show(ui, view),
        Route::Page(_) => page::show(ui, view),
        Route::History(id) => history::show(ui, view, *id),
        Route::Write(slot) => write::show(ui, view, slot),
        Route::Gratitude => gratitude::show(ui, view),
        Route::Feelings => feelings::show(ui, view),
        Route::Reflection(id) => reflection::show(ui, view, *id),
        Route::Talk => talk::show(ui, view),
        Route::Talking => talk::live(ui, view),
        Route::Stayed(slot) => talk::stayed(ui, view, slot),
        Route::Checkin => checkin::show(ui, view),
        Route::Rituals => rituals::show(ui, view),
        Route::Pause => pause::show(ui, view),
        Route::Together(level) => together::show(ui, view, *level),
        Route::Pulse => pulse::show(ui, view),
        Route::SixSigns => pulse::six(ui, view),
        Route::Search => search::show(ui, view),
        Route::Us => us::show(ui, view, around.cable),
        Route::Carrying(way) => carrying::show(ui, view, *way),
        Route::Pairing(way) => pairing::show(ui, view, *way),
    }
}

/// After the screen, which may have a use of its own for Escape.
fn keys(ui: &mut Ui, view: &mut View<'_>, route: &Route, heart: Option<Action>) {
    if view.forms.keys || view.forms.pause.asking.is_some() {
        return;
    }
    let writes = ui.ctx().text_edit_focused();
    // In a text under the keyboard the same key takes back what was typed.
    let deleted = view.model.deleted.as_ref().filter(|_| !writes).map(|deleted| deleted.id);
    let bring_back = deleted.map(|id| Action::Page(action::Page::BringBack(id)));
    let settled = view.model.settled.as_ref().filter(|settled| !writes && settled.after.is_some());
    let unchoose = settled.map(|_| Action::Page(action::Page::Unchoose));
    let as_table = match route {
        Route::Together(Level::Signs) => {
            Some(Action::Pulse(action::Pulse::Table(!view.forms.pulse.as_table)))
        }
        Route::Together(Level::OverTime) => {
            Some(Action::Together(action::Together::Table(!view.forms.together.as_table)))
        }
        _ => None,
    };
    let only = view.forms.only_the_page;
    let back = match (only, route) {
        (true, _) => Action::OnlyThePage(false),
        (false, Route::Talking) => Action::Talk(action::Talk::Move(Move::End)),
        (false, _) => Action::Go(back(view, route)),
    };
    let only = matches!(route, Route::Write(_)).then_some(Action::OnlyThePage(!only));
    for (shortcut, action) in [
        (Shortcut::Write, Some(Action::NewPage)),
        (Shortcut::Find, Some(Action::Go(Route::Search))),
        (Shortcut::Timeline, Some(Action::Go(Route::Together(Level::Timeline)))),
        (Shortcut::Year, Some(Action::Go(Route::Together(Level::Year)))),
        (Shortcut::Signs, Some(Action::Go(Route::Together(Level::Signs)))),
        (Shortcut::OverTime, Some(Action::Go(Route::Together(Level::OverTime)))),
        (Shortcut::Back, Some(back)),
        (Shortcut::Pause, Some(Action::Pause(action::Pause::Key))),
        (Shortcut::BringBack, bring_back.or(unchoose)),
        // A letter among others, where somebody writes.
        (Shortcut::Heart, heart.filter(|_| !writes)),
        (Shortcut::AsTable, as_table.filter(|_| !writes)),
        (Shortcut::OnlyThePage, only),
    ] {
        if let Some(action) = action {
            let pressed = ui.input_mut(|input| shortcut.pressed(input));
            view.ask_if(pressed, action);
        }
    }
}

/// Where Escape leads. What is written goes back to where it belongs.
fn back(view: &View<'_>, route: &Route) -> Route {
    let row = view.model.page.as_ref().map(|page| &page.row);
    match route {
        Route::Write(slot) => {
            view.forms.pages.get(slot).map_or_else(|| route.back(), |page| page.home())
        }
        Route::Page(id) if row.is_some_and(|row| row.id == *id && row.kind == Kind::Feeling) => {
            Route::Feelings
        }
        Route::Page(id) if row.is_some_and(|row| row.id == *id && row.kind == Kind::Stayed) => {
            Route::Talk
        }
        _ => route.back(),
    }
}

/// The place that a route is within: of one entry, that of its kind.
fn place_of(view: &View<'_>, route: &Route) -> Route {
    let (Route::Page(id) | Route::History(id)) = route else { return route.clone() };
    let row = view.model.page.as_ref().map(|page| &page.row).filter(|row| row.id == *id);
    match row.map(|row| row.kind) {
        Some(Kind::Feeling) => Route::Feelings,
        Some(Kind::Thanks) => Route::Gratitude,
        Some(Kind::Stayed) => Route::Talk,
        Some(Kind::Checkin) => Route::Checkin,
        _ => route.clone(),
    }
}

/// Where one can go, in groups.
fn places() -> [Vec<(Route, String)>; 2] {
    [
        vec![
            (Route::Today, tr!("window-today-name")),
            (Route::Together(Level::Timeline), tr!("window-together-name")),
            (Route::Us, tr!("window-us-name")),
        ],
        vec![
            (Route::Journal, tr!("window-journal-name")),
            (Route::Gratitude, tr!("window-gratitude-name")),
            (Route::Feelings, tr!("window-feelings-name")),
            (Route::Talk, tr!("window-talk-name")),
            (Route::Checkin, tr!("window-checkin-name")),
            (Route::Rituals, tr!("window-rituals-name")),
        ],
    ]
}

/// Whether `route` lies within the place `of`.
fn is_within(route: &Route, of: &Route) -> bool {
    route == of
        || matches!(
            (route, of),
            (Route::Page(_) | Route::History(_) | Route::Write(_), Route::Journal)
                | (
                    Route::Together(_) | Route::Search | Route::Pulse | Route::SixSigns,
                    Route::Together(_)
                )
                | (Route::Pairing(_) | Route::Carrying(_), Route::Us)
        )
}

/// The mark beside the line of where things are.
fn foot_mark(view: &View<'_>) -> Place {
    match (&view.model.shown.partner, view.model.shown.waiting) {
        (Some(_), 0) => Place::Both,
        _ => Place::Here,
    }
}

/// "Attune", and the mark: disc and ring before pairing, on both after. As a
/// name it is silent.
pub(crate) fn word_mark(ui: &mut Ui, paired: bool) {
    use crate::window::text::{self, Breaks, run};
    let palette = colours(ui);
    let style = crate::window::layout::fitting(ui, Type::WordMark);
    let galley = text::lay(ui, &run(NAME, style, palette.ink), f32::INFINITY, Breaks::Full);
    let height = space::MARK_WORD;
    let width = galley.size().x + BEFORE_MARK + shapes::mark_width(height);
    let size = egui::vec2(width, galley.size().y);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let stands = rect.top() + text::baseline(&galley);
    let place = if paired { Place::Both } else { Place::Here };
    let left = rect.left() + galley.size().x + BEFORE_MARK;
    ui.painter().galley(rect.min, galley, palette.ink);
    let at = pos2(left, stands - height);
    shapes::mark(ui.painter(), at, height, place.into(), &palette);
}

const NAME: &str = "Attune";
/// Between the name and its mark.
const BEFORE_MARK: f32 = 9.0;

fn cable_switch(ui: &mut Ui, view: &mut View<'_>) {
    use crate::link::{Ask, Cable, Standing};
    let mut plugged = view.model.standing != Standing::Cut;
    let changed = widgets::check(ui, &mut plugged, &tr!("window-cable")).changed();
    let to = if plugged { Cable::Plugged } else { Cable::Cut };
    view.ask_if(changed, Action::Link(Ask::Cable(to)));
}

/// The most of a window's height that notices take: there is always a page.
const NOTICES: f32 = 0.4;

fn notices(ui: &mut Ui, view: &mut View<'_>, route: &Route) {
    pause::came(ui, view);
    let model = view.model;
    let calls = talk::calls(view, route);
    if model.trouble.is_none() && model.shown.set_aside == 0 && !calls {
        return;
    }
    let most = ui.available_height() * NOTICES;
    egui::ScrollArea::vertical().id_salt("notices").max_height(most).show(ui, |ui| {
        if let Some(trouble) = &model.trouble {
            let word = tr!("window-understood");
            let put_away = widgets::notice(ui, trouble, Some(&word));
            view.ask_if(put_away, Action::Understood);
        }
        if model.shown.set_aside > 0 {
            let text = tr!("window-set-aside", count = model.shown.set_aside);
            widgets::notice(ui, &text, None);
        }
        if calls {
            talk::call(ui, view);
        }
    });
}
