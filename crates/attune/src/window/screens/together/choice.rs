//! What of the timeline is shown: boxes and rings beside the days, and lines that open
//! for a time, a mood and a tag; all of it under one line where there is no room beside.

use super::timeline::LIST;
use crate::feelings;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::choosing::{Kinds, Show, Sort, When};
use crate::window::model::Model;
use crate::window::screens::filters::{self, marks_offered, name_of, person, ring};
use crate::window::screens::{View, filters::BETWEEN};
use crate::window::text::Breaks;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use attune_core::time::{Day, Month};
use egui::{Id, Ui};

/// So many sorts of things are named as left out; where more are, those that are shown.
const LEFT_OUT: usize = 2;

/// Beside the days.
pub(super) fn side(ui: &mut Ui, view: &mut View<'_>) {
    let show = view.forms.together.show.clone();
    let topic = tr!("window-together-show");
    let topic = (topic.as_str(), &Sort::ALL[..]);
    let before = (show.kinds, show.by);
    let is_all = show == Show::default();
    let mut again = false;
    let shown = &view.model.shown;
    let (chosen, at) =
        filters::notes(ui, shown, topic, before, |ui| everything(ui, &mut again, is_all));
    view.ask_if(again, all());
    narrowed(view, chosen);
    widgets::note_of(ui, at, &tr!("window-together-only"), |ui| {
        lines(ui, view, &show);
        if !is_all {
            ui.add_space(space::BESIDE);
            let ink = colours(ui).ink_2;
            let words = in_words(view.model, &show);
            widgets::block(ui, &words, Type::Aside, ink, Breaks::NoWidow);
        }
    });
}

/// That everything is shown, or the way back to it: in one place and as high, so that
/// nothing moves from under the pointer.
fn everything(ui: &mut Ui, again: &mut bool, is_all: bool) {
    widgets::row(ui, space::LINK, |ui| {
        if is_all {
            widgets::small(ui, &tr!("window-together-everything"));
        } else {
            *again = widgets::link(ui, &tr!("window-together-again")).clicked();
        }
    });
}

/// The same above the days, where there is no room beside them.
pub(super) fn above(ui: &mut Ui, view: &mut View<'_>) {
    let show = view.forms.together.show.clone();
    let is_all = show == Show::default();
    let words = if is_all {
        tr!("window-together-show-all")
    } else {
        tr!("window-together-showing", what = in_words(view.model, &show))
    };
    ui.add_space(space::TIGHT[0]);
    filters::above(ui, LIST, &words, |ui| {
        let before = (show.kinds, show.by);
        let chosen = filters::under(ui, &view.model.shown, &Sort::ALL, before);
        narrowed(view, chosen);
        ui.add_space(BETWEEN);
        lines(ui, view, &show);
    });
    if !is_all {
        ui.add_space(space::STEP);
        widgets::beside(ui, &Note::none(), 0.0, |ui| {
            let again = widgets::link(ui, &tr!("window-together-again")).clicked();
            view.ask_if(again, all());
        });
    }
    ui.add_space(space::TIGHT[1]);
    widgets::hairline(ui);
}

/// From now on this is to be seen.
fn showing(view: &mut View<'_>, show: Show) {
    view.ask(Action::Together(action::Together::Show(show)));
}

fn narrowed(view: &mut View<'_>, chosen: Option<filters::Chosen>) {
    if let Some((kinds, by)) = chosen {
        showing(view, Show { kinds, by, ..view.forms.together.show.clone() });
    }
}

fn all() -> Action {
    Action::Together(action::Together::Show(Show::default()))
}

/// A line that opens a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Time,
    Mood,
    Tag,
}

/// The lines, of which one at a time is open.
fn lines(ui: &mut Ui, view: &mut View<'_>, show: &Show) {
    let model = view.model;
    let any = || tr!("window-together-any");
    let time = when(model, show.when).unwrap_or_else(|| tr!("window-together-whenever"));
    let time = tr!("window-together-time", what = time);
    line(ui, Line::Time, &time, |ui| times(ui, view, show));
    if !model.shown.moods.is_empty() {
        let mood = show.mood.as_deref().map_or_else(any, feelings::word);
        line(ui, Line::Mood, &tr!("window-together-mood", what = mood), |ui| {
            let offered = marks_offered(&model.shown.moods, show.mood.as_ref());
            if let Some(mood) = marks(ui, offered, show.mood.as_ref(), feelings::word) {
                showing(view, Show { mood, ..show.clone() });
            }
        });
    }
    if !model.shown.tags.is_empty() {
        let tag = show.tag.clone().unwrap_or_else(any);
        line(ui, Line::Tag, &tr!("window-together-tag", what = tag), |ui| {
            let offered = marks_offered(&model.shown.tags, show.tag.as_ref());
            if let Some(tag) = marks(ui, offered, show.tag.as_ref(), str::to_owned) {
                showing(view, Show { tag, ..show.clone() });
            }
        });
    }
}

/// One of the lines, with what it opens under it.
fn line(ui: &mut Ui, which: Line, words: &str, choice: impl FnOnce(&mut Ui)) {
    let key = Id::unique("which line of what the timeline shows is open");
    let open: Option<Line> = ui.data(|data| data.get_temp(key)).unwrap_or_default();
    let is_open = open == Some(which);
    if widgets::link(ui, words).clicked() {
        let next = (!is_open).then_some(which);
        ui.data_mut(|data| data.insert_temp(key, next));
    }
    if is_open {
        choice(ui);
        ui.add_space(BETWEEN);
    }
}

/// A ring for any of these marks, and one for each. Gives what is chosen now, if a ring
/// was pressed.
fn marks(
    ui: &mut Ui,
    offered: Vec<String>,
    chosen: Option<&String>,
    said: impl Fn(&str) -> String,
) -> Option<Option<String>> {
    let any = words::beginning(tr!("window-together-any"));
    let mut pressed = ring(ui, chosen.is_none(), &any).then_some(None);
    for name in offered {
        if ring(ui, chosen == Some(&name), &said(&name)) {
            pressed = Some(Some(name));
        }
    }
    pressed
}

/// Whenever, a year or a month, and from the chosen one to those beside it.
fn times(ui: &mut Ui, view: &mut View<'_>, show: &Show) {
    let model = view.model;
    let today = model.today;
    let (year, month) = match show.when {
        When::Always => (today.date().year(), today.month()),
        When::Year(year) => (year, same_month(year, today)),
        When::Month(month) => (month.first().date().year(), month),
    };
    for choice in [When::Always, When::Year(year), When::Month(month)] {
        let name = when(model, choice).unwrap_or_else(|| tr!("window-together-whenever"));
        if ring(ui, show.when == choice, &words::beginning(name)) {
            showing(view, Show { when: choice, ..show.clone() });
        }
    }
    let first = model.shown.timeline.last().map_or(today, |moment| moment.day);
    let last = model.shown.timeline.first().map_or(today, |moment| moment.day.max(today));
    let (before, after) = match show.when {
        When::Always => return,
        When::Year(_) => (tr!("window-year-before"), tr!("window-year-after")),
        When::Month(_) => (tr!("window-month-before"), tr!("window-month-after")),
    };
    // There is nothing beyond the first and the last of it.
    let beside = [
        (before, show.when.before(), show.when.is_after(first)),
        (after, show.when.after(), show.when.is_before(last)),
    ];
    for (word, to, leads) in beside {
        if leads && widgets::link(ui, &word).clicked() {
            showing(view, Show { when: to, ..show.clone() });
        }
    }
}

/// The month of a year that is called as this one.
fn same_month(year: i16, today: Day) -> Month {
    let first = jiff::civil::Date::new(year, today.date().month(), 1).unwrap_or_default();
    Day::clamped(first).month()
}

/// A time as it is said: "this year", "2024", "March"; `None` of whenever.
fn when(model: &Model, when: When) -> Option<String> {
    match when {
        When::Always => None,
        When::Year(year) if year == model.today.date().year() => {
            Some(tr!("window-together-this-year"))
        }
        When::Year(year) => Some(year.to_string()),
        When::Month(month) => Some(words::month_of(month.first(), model.today)),
    }
}

/// What is chosen, in words: "all but Journal, Sam, 2024".
fn in_words(model: &Model, show: &Show) -> String {
    let kinds = kinds_in_words(show.kinds);
    let by = show.by.map(|whose| person(&model.shown, whose));
    let mood = show.mood.as_deref().map(feelings::word);
    let parts = [kinds, by, when(model, show.when), mood, show.tag.clone()];
    listed(parts.into_iter().flatten()).unwrap_or_default()
}

/// The sorts of things that are shown, or those few that are not; `None` where all are.
fn kinds_in_words(kinds: Kinds) -> Option<String> {
    let (shown, hidden): (Vec<Sort>, Vec<Sort>) =
        Sort::ALL.into_iter().partition(|sort| kinds.has(*sort));
    let names = |sorts: Vec<Sort>| listed(sorts.into_iter().map(name_of)).unwrap_or_default();
    if hidden.is_empty() {
        None
    } else if shown.is_empty() {
        Some(tr!("window-together-no-kind"))
    } else if hidden.len() <= LEFT_OUT {
        Some(tr!("window-together-all-but", what = names(hidden)))
    } else {
        Some(names(shown))
    }
}

/// These one after the other; `None` where there are none.
fn listed(all: impl Iterator<Item = String>) -> Option<String> {
    all.reduce(|before, next| tr!("window-chosen-and", before = before, next = next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::model::Whose;
    use crate::window::sample;

    #[test]
    fn what_is_chosen_is_said_in_one_line() {
        let mut model = sample::screen("together").unwrap().model;
        let all = Show::default;
        let none = Kinds::default();
        #[track_caller]
        fn check(model: &Model, show: &Show, expected: &str) {
            assert_eq!(in_words(model, show), expected);
        }
        check(&model, &all(), "");
        let kinds = Kinds::ALL.with(Sort::Pages, false);
        check(&model, &Show { kinds, ..all() }, "all but Journal");
        let kinds = none.with(Sort::Notes, true).with(Sort::Signs, true);
        check(&model, &Show { kinds, ..all() }, "Signs, Notes");
        check(&model, &Show { kinds: none, ..all() }, "nothing");
        let sam = Show {
            by: Some(Whose::Theirs),
            when: When::Year(2024),
            mood: Some("far-away".to_owned()),
            tag: Some("home".to_owned()),
            ..all()
        };
        check(&model, &sam, "Sam, 2024, far away, home");
        let month = model.today.month();
        check(&model, &Show { when: When::Year(2025), ..all() }, "this year");
        check(&model, &Show { when: When::Month(month), ..all() }, "November");
        let long_ago = When::Month(same_month(2024, model.today));
        check(&model, &Show { when: long_ago, ..all() }, "November 2024");
        model.shown.partner = None;
        check(&model, &Show { by: Some(Whose::Theirs), ..all() }, "Your partner");
    }
}
