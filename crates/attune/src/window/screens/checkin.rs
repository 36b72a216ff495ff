//! The weekly check-in: three questions, sealed until both have answered, and
//! one thing to try.

use super::{View, gratitude};
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::forms::{Unsealed, unsealed, unsealed_week};
use crate::window::model::{Checkin, Place, Whose};
use crate::window::theme::{colours, size};
use crate::window::widgets::{self, Line, Look};
use crate::window::words;
use attune_core::kinds::checkin::{Answers, CheckinState};
use attune_core::time::Weekday;

/// Draws the check-in.
pub(crate) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    widgets::page(ui, "checkin", |ui| {
        let model = view.model;
        let week = &model.shown.checkin;
        let title = match week.state {
            CheckinState::Opened => tr!("window-checkin-title-open"),
            CheckinState::Waiting => tr!("window-checkin-title-waiting"),
            CheckinState::Sealed => tr!("window-checkin-title-sealed"),
            CheckinState::Open => {
                tr!("window-checkin-title", weekday = words::weekday(week.weekday))
            }
        };
        let note = words::near_day(week.week.day(week.weekday), model.today);
        widgets::title(ui, &tr!("window-checkin-week", day = note), &title);
        if !week.before.is_empty() {
            widgets::passage(
                ui,
                |ui| widgets::small(ui, &tr!("window-checkin-before")),
                |ui| {
                    for text in &week.before {
                        widgets::said(ui, text, size::SAID, colours(ui).ink);
                    }
                },
            );
        }
        match (week.state, &week.mine) {
            (CheckinState::Open, None) => questions(ui, view),
            (CheckinState::Open, Some(mine)) => alone(ui, view, mine),
            (CheckinState::Sealed | CheckinState::Waiting, _) => sealed(ui, view),
            (CheckinState::Opened, _) => {
                opened(ui, view, week);
                trying(ui, view, week);
            }
        }
        day(ui, view);
        left_open(ui, view);
        past(ui, view);
    });
}

fn question(at: usize) -> String {
    match at {
        0 => tr!("window-checkin-q-one"),
        1 => tr!("window-checkin-q-two"),
        _ => tr!("window-checkin-q-three"),
    }
}

fn questions(ui: &mut egui::Ui, view: &mut View<'_>) {
    let name = view.model.partner_name();
    let paired = view.model.shown.partner.is_some();
    let lede = if paired {
        tr!("window-checkin-lede", name = name.clone())
    } else {
        tr!("window-checkin-lede-alone")
    };
    widgets::passage(
        ui,
        |_| {},
        |ui| {
            widgets::says(ui, &lede);
            ui.add_space(10.0);
            let mut changed = false;
            for (at, answer) in view.forms.checkin.answers.iter_mut().enumerate() {
                let asked = question(at);
                let id = format!("answer-{at}");
                let hint = Line { id: &id, prompt: &asked, size: size::SAID, look: Look::Answer };
                changed |= widgets::line(ui, &hint, answer).changed();
                ui.add_space(12.0);
            }
            view.ask_if(changed, Action::Checkin(action::Checkin::Typed));
            widgets::small(ui, &tr!("window-checkin-may-stay"));
            ui.add_space(6.0);
            let form = &view.forms.checkin;
            let ready = !form.busy && form.answers.iter().any(|text| !text.trim().is_empty());
            let kept = form.saving.state();
            let word = if paired { tr!("window-checkin-seal") } else { tr!("window-keep") };
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                let pressed = widgets::primary_if(ui, ready, &word).clicked();
                let by_key = ui.input_mut(|input| {
                    input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter)
                });
                view.ask_if(ready && (pressed || by_key), Action::Checkin(action::Checkin::Seal));
                gratitude::saved(ui, kept);
            });
            let note = if paired {
                tr!("window-checkin-seal-note", name = name)
            } else {
                tr!("window-checkin-alone-note")
            };
            widgets::small(ui, &note);
        },
    );
}

fn alone(ui: &mut egui::Ui, view: &mut View<'_>, mine: &Answers) {
    for (at, answer) in mine.0.iter().enumerate() {
        one_answer(ui, at, &[(&view.model.shown.me, Whose::Mine, answer)]);
    }
    widgets::passage(
        ui,
        |_| {},
        |ui| {
            widgets::marked(ui, Place::OnlyMe, &tr!("window-checkin-alone-kept"));
        },
    );
}

fn sealed(ui: &mut egui::Ui, view: &mut View<'_>) {
    let name = view.model.partner_name();
    let both = view.model.shown.checkin.state == CheckinState::Waiting;
    widgets::passage(
        ui,
        |_| {},
        |ui| {
            let (mark, text) = if both {
                (tr!("window-checkin-both-sealed"), tr!("window-checkin-opening"))
            } else {
                (tr!("place-sealed"), tr!("window-checkin-not-here", name = name.clone()))
            };
            widgets::marked(ui, Place::Sealed, &mark);
            ui.add_space(6.0);
            widgets::said(ui, &text, size::SAID, colours(ui).ink);
            widgets::small(ui, &tr!("window-checkin-no-reminder", name = name));
        },
    );
    // One's own words stay one's own to read.
    let shown = &view.model.shown;
    if let Some(mine) = &shown.checkin.mine {
        for (at, answer) in mine.0.iter().enumerate() {
            one_answer(ui, at, &[(&shown.me, Whose::Mine, answer)]);
        }
    }
}

fn one_answer(ui: &mut egui::Ui, at: usize, answers: &[(&String, Whose, &String)]) {
    let asked = question(at);
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &asked),
        |ui| {
            let two = answers.len() > 1 && ui.available_width() > 460.0;
            let draw = |ui: &mut egui::Ui, (name, whose, text): &(&String, Whose, &String)| {
                widgets::person(ui, name, *whose);
                if text.trim().is_empty() {
                    widgets::small(ui, &tr!("window-checkin-empty"));
                } else {
                    let ink = widgets::ink_of(colours(ui), *whose);
                    widgets::said(ui, text, size::PROSE, ink);
                }
            };
            if two {
                let width = (ui.available_width() - 28.0) / 2.0;
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 28.0;
                    for answer in answers {
                        let layout = egui::Layout::top_down(egui::Align::Min);
                        widgets::column(ui, width, layout, |ui| draw(ui, answer));
                    }
                });
            } else {
                for answer in answers {
                    draw(ui, answer);
                    ui.add_space(6.0);
                }
            }
        },
    );
}

fn opened(ui: &mut egui::Ui, view: &mut View<'_>, week: &Checkin) {
    let shown = &view.model.shown;
    let empty = Answers::default_empty();
    let (mine, theirs) =
        (week.mine.as_ref().unwrap_or(&empty), week.theirs.as_ref().unwrap_or(&empty));
    let partner = shown.partner_name();
    for at in 0..3 {
        one_answer(
            ui,
            at,
            &[(&shown.me, Whose::Mine, &mine.0[at]), (&partner, Whose::Theirs, &theirs.0[at])],
        );
    }
    if week.also_answered {
        widgets::passage(
            ui,
            |_| {},
            |ui| {
                widgets::small(ui, &tr!("window-checkin-also", name = partner));
            },
        );
    }
}

/// Three empty answers, for a side that cannot be read.
trait Empty {
    fn default_empty() -> Self;
}

impl Empty for Answers {
    fn default_empty() -> Self {
        Answers([String::new(), String::new(), String::new()])
    }
}

fn trying(ui: &mut egui::Ui, view: &mut View<'_>, week: &Checkin) {
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-checkin-try")),
        |ui| {
            for (whose, text) in &week.tries {
                let ink = widgets::ink_of(colours(ui), *whose);
                widgets::said(ui, text, size::SAID, ink);
            }
            let prompt = tr!("window-checkin-try-prompt");
            let line = Line { id: "try", prompt: &prompt, size: size::SAID, look: Look::Line };
            let response = widgets::line(ui, &line, &mut view.forms.checkin.trying);
            view.ask_if(response.changed(), Action::Checkin(action::Checkin::TryTyped));
            let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            ui.add_space(6.0);
            let ready = !view.forms.checkin.trying.trim().is_empty();
            let kept = view.forms.checkin.trying_saving.state();
            let mut pressed = false;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                if ready {
                    pressed = widgets::primary(ui, &tr!("window-checkin-try-keep")).clicked();
                }
                gratitude::saved(ui, kept);
            });
            view.ask_if(ready && (pressed || entered), Action::Checkin(action::Checkin::Try));
        },
    );
}

fn day(ui: &mut egui::Ui, view: &mut View<'_>) {
    let chosen = view.model.shown.checkin.weekday;
    let paired = view.model.shown.partner.is_some();
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-checkin-day")),
        |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                for day in Weekday::ALL {
                    let name = words::weekday(day);
                    let pressed = widgets::choice(ui, day == chosen, &name, "").clicked();
                    view.ask_if(
                        pressed && day != chosen,
                        Action::Checkin(action::Checkin::Day(day)),
                    );
                }
            });
            if paired {
                widgets::small(ui, &tr!("window-checkin-day-note"));
            }
        },
    );
}

/// What was typed for another week and never sealed. It can't be sealed any
/// more, and it is not lost.
fn left_open(ui: &mut egui::Ui, view: &mut View<'_>) {
    let model = view.model;
    let now = model.shown.checkin.week;
    for draft in &model.shown.drafts {
        let (Some(week), Some(unsealed)) = (unsealed_week(draft), unsealed(draft)) else {
            continue;
        };
        if week == now {
            continue;
        }
        let day = words::near_day(week.day(model.shown.checkin.weekday), model.today);
        widgets::passage(
            ui,
            |ui| widgets::small(ui, &tr!("window-checkin-week", day = day)),
            |ui| {
                widgets::says(ui, &tr!("window-checkin-unsealed"));
                ui.add_space(6.0);
                match &unsealed {
                    Unsealed::Answers(answers) => {
                        for (at, answer) in answers.iter().enumerate() {
                            if !answer.trim().is_empty() {
                                widgets::label(ui, &question(at));
                                widgets::said(ui, answer, size::PROSE, colours(ui).mine);
                            }
                        }
                    }
                    Unsealed::Trying(text) => {
                        widgets::label(ui, &tr!("window-checkin-try-prompt"));
                        widgets::said(ui, text, size::PROSE, colours(ui).mine);
                    }
                }
                let slot = draft.slot.clone();
                let word = tr!("window-draft-discard");
                let away = ui.push_id(&slot, |ui| widgets::link(ui, &word)).inner.clicked();
                view.ask_if(away, Action::Checkin(action::Checkin::Discard(slot)));
            },
        );
    }
}

fn past(ui: &mut egui::Ui, view: &mut View<'_>) {
    let model = view.model;
    let now = model.shown.checkin.week;
    let mut weeks = model.shown.weeks.iter().filter(|week| week.week != now).peekable();
    if weeks.peek().is_none() {
        return;
    }
    widgets::hairline(ui);
    ui.add_space(size::PASSAGE);
    widgets::beside(
        ui,
        |_| {},
        |ui| {
            widgets::label(ui, &tr!("window-checkin-past"));
            for week in weeks {
                let day = words::long_day(week.week.day(week.weekday), model.today);
                let header = egui::RichText::new(day).color(colours(ui).ink);
                let id = week.week.to_string();
                egui::CollapsingHeader::new(header)
                    .id_salt(id)
                    .show(ui, |ui| past_week(ui, view, week));
            }
        },
    );
}

fn past_week(ui: &mut egui::Ui, view: &View<'_>, week: &Checkin) {
    let shown = &view.model.shown;
    let partner = shown.partner_name();
    for at in 0..3 {
        widgets::label(ui, &question(at));
        let sides = [
            (&shown.me, Whose::Mine, week.mine.as_ref()),
            (&partner, Whose::Theirs, week.theirs.as_ref()),
        ];
        for (name, whose, answers) in sides {
            let Some(text) = answers.map(|answers| &answers.0[at]) else { continue };
            if !text.trim().is_empty() {
                widgets::person(ui, name, whose);
                widgets::said(ui, text, size::BODY, widgets::ink_of(colours(ui), whose));
            }
        }
        ui.add_space(8.0);
    }
    for (whose, text) in &week.tries {
        widgets::label(ui, &tr!("window-checkin-try"));
        widgets::said(ui, text, size::BODY, widgets::ink_of(colours(ui), *whose));
    }
    if week.mine.is_some() && week.theirs.is_none() && week.state != CheckinState::Open {
        widgets::place(ui, Place::Sealed, "");
    }
}
