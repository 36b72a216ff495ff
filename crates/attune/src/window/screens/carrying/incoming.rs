//! Old pages that come in: from where, a look before anything is changed, how far
//! it is, what was set aside and why, and the two ways to stop.

use super::{dropped, head};
use crate::carrying::import::Format;
use crate::carrying::{line, sentences};
use crate::terminal::output::harmless;
use crate::texts::{dates, tr};
use crate::window::action::{Action, Carry};
use crate::window::carrying::{Incoming, Stage};
use crate::window::model::Place;
use crate::window::screens::View;
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use egui::{Align, Layout, Ui};

/// Above and below how far it is.
const FAR: [f32; 2] = [22.0, 24.0];

/// Draws the page.
pub(super) fn flow(ui: &mut Ui, view: &mut View<'_>) {
    head(ui, &tr!("window-import-title"));
    match view.model.carrying.coming.clone() {
        Some(coming) if !matches!(coming.stage, Stage::Failed(_)) => under_way(ui, view, &coming),
        failed => begin(ui, view, failed.as_ref()),
    }
}

/// How far it is, in a sentence.
pub(crate) fn how_far(coming: &Incoming) -> String {
    let (count, of) = (coming.added, coming.of);
    match &coming.stage {
        Stage::Looking => tr!("window-import-looking", count = count),
        Stage::Looked if of == 0 => tr!("window-import-nothing-new"),
        Stage::Looked => tr!("window-import-would", count = of),
        Stage::Stopped if of == 0 => tr!("window-import-unchanged"),
        Stage::TakingIn | Stage::Stopped => tr!("window-import-so-far", count = count, of = of),
        Stage::Done => tr!("window-import-done", count = count),
        Stage::TakingOut => tr!("window-import-out", count = count),
        Stage::TakenOut { out, .. } => tr!("window-import-taken-out", count = *out),
        Stage::Failed(_) => tr!("window-import-failed"),
    }
}

/// What is to come in, and what that is.
fn begin(ui: &mut Ui, view: &mut View<'_>, failed: Option<&Incoming>) {
    if let Some(file) = dropped(ui) {
        view.forms.carrying.file = file.display().to_string();
    }
    let mut entered = false;
    let first = baseline_of(ui, Type::Line);
    widgets::passage_of(ui, &Note::small(tr!("window-import-from")), first, space::PLAIN, |ui| {
        let prompt = tr!("window-import-which");
        let line = Line::new("import-file", &prompt, Type::Line, colours(ui).ink);
        let typed = widgets::line(ui, &line, &mut view.forms.carrying.file);
        entered = widgets::entered(ui, &typed);
        ui.add_space(space::STEP * 2.0);
        widgets::small(ui, &tr!("window-import-drop"));
    });
    let first = baseline_of(ui, Type::Body);
    widgets::passage_of(ui, &Note::small(tr!("window-import-what")), first, space::PLAIN, |ui| {
        let chosen = &mut view.forms.carrying.format;
        let known = [Format::DayOne, Format::Markdown, Format::Json];
        let known = known.map(|format| (Some(format), called(format), String::new()));
        let any = (None, tr!("window-import-any"), tr!("window-import-any-means"));
        for (at, (format, name, meaning)) in [any].into_iter().chain(known).enumerate() {
            if at > 0 {
                ui.add_space(space::STEP * 2.0);
            }
            if widgets::choice(ui, format == *chosen, &name, &meaning).clicked() {
                *chosen = format;
            }
        }
    });
    if let Some(Incoming { stage: Stage::Failed(why), added, .. }) = failed {
        widgets::passage_of(ui, &Note::small(tr!("window-import-ended")), first, FAR, |ui| {
            widgets::says(ui, why);
            if *added > 0 {
                ui.add_space(space::STEP);
                widgets::soft(ui, &tr!("window-import-kept", count = *added));
            }
        });
    }
    widgets::hairline(ui);
    ui.add_space(space::PLAIN[0]);
    widgets::beside(ui, &Note::none(), 0.0, |ui| {
        widgets::soft(ui, &tr!("window-import-look-means"));
        let ready = !view.forms.carrying.file.trim().is_empty();
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::primary_if(ui, ready, &tr!("window-import-look"), "");
            view.ask_if(ready && (pressed || entered), Action::Carry(Carry::Look));
        });
    });
}

fn called(format: Format) -> String {
    match format {
        Format::DayOne => tr!("window-import-dayone"),
        Format::Json => tr!("window-import-json"),
        Format::Markdown => tr!("window-import-markdown"),
    }
}

fn under_way(ui: &mut Ui, view: &mut View<'_>, coming: &Incoming) {
    let first = baseline_of(ui, Type::Said);
    widgets::passage_of(ui, &Note::small(tr!("window-import-from")), first, FAR, |ui| {
        widgets::said(ui, &named(coming), Type::Said, colours(ui).ink);
        widgets::small(ui, &sentences::named(&coming.file));
    });
    let first = baseline_of(ui, Type::Letter);
    widgets::passage_of(ui, &Note::none(), first, FAR, |ui| far(ui, coming));
    let first = baseline_of(ui, Type::Small);
    let note = Note::small(tr!("window-import-readers"));
    widgets::passage_of(ui, &note, first, FAR, |ui| {
        widgets::marked(ui, Place::OnlyMe, &tr!("place-only-me"));
        ui.add_space(space::STEP);
        widgets::says(
            ui,
            &match &view.model.shown.partner {
                Some(_) => tr!("window-import-later", name = view.model.partner_name()),
                None => tr!("window-import-own"),
            },
        );
    });
    if coming.aside > 0 {
        aside(ui, view, coming);
    }
    widgets::hairline(ui);
    ui.add_space(space::PLAIN[0] + space::STEP);
    widgets::beside(ui, &Note::none(), 0.0, |ui| {
        widgets::row(ui, space::BUTTON, |ui| {
            ui.spacing_mut().item_spacing.x = space::PARAGRAPH;
            end(ui, view, coming);
        });
    });
}

/// What it is, and from which years.
fn named(coming: &Incoming) -> String {
    let what = called(coming.format);
    let Some([first, last]) = coming.span else { return what };
    let [first, last] = [first, last].map(|month| month.first().date().year().to_string());
    if first == last {
        tr!("window-import-of-year", what = what, year = first)
    } else {
        tr!("window-import-of-years", what = what, first = first, last = last)
    }
}

fn far(ui: &mut Ui, coming: &Incoming) {
    let said = how_far(coming);
    widgets::block(ui, &said, Type::Letter, colours(ui).ink, Breaks::Balanced);
    if coming.already > 0 && !matches!(coming.stage, Stage::TakingOut | Stage::TakenOut { .. }) {
        ui.add_space(space::STEP);
        widgets::soft(ui, &tr!("window-import-already", count = coming.already));
    }
    match coming.stage {
        Stage::Stopped if coming.of > 0 => {
            ui.add_space(space::STEP);
            widgets::soft(ui, &tr!("window-import-stopped"));
        }
        Stage::TakenOut { stay, .. } if stay > 0 => {
            ui.add_space(space::STEP);
            widgets::soft(ui, &tr!("window-import-stay", count = stay));
        }
        Stage::TakingIn if coming.of > 0 => {
            ui.add_space(space::STEP * 4.0);
            widgets::progress_line(ui, coming.added as f32 / coming.of as f32);
            ui.add_space(space::STEP);
            months(ui, coming);
        }
        _ => {}
    }
}

/// Under the thread: from when, what is read, to when.
fn months(ui: &mut Ui, coming: &Incoming) {
    let (Some([first, last]), Some(at)) = (coming.span, coming.at) else { return };
    let [first, last, at] = [first, last, at].map(|month| dates::month_year(month.first()));
    let reading = tr!("window-import-reading", month = at);
    if ui.available_width() < space::WORDS_LEAST {
        widgets::small(ui, &reading);
        return;
    }
    ui.columns(3, |columns| {
        widgets::small(&mut columns[0], &first);
        columns[1].with_layout(Layout::top_down(Align::Center), |ui| widgets::small(ui, &reading));
        columns[2].with_layout(Layout::top_down(Align::Max), |ui| widgets::small(ui, &last));
    });
}

/// What was not taken, and why.
fn aside(ui: &mut Ui, view: &mut View<'_>, coming: &Incoming) {
    let shown = view.forms.carrying.aside;
    let first = baseline_of(ui, Type::Body);
    widgets::passage_of(ui, &Note::small(tr!("window-import-aside")), first, FAR, |ui| {
        widgets::says(ui, &tr!("window-import-left", count = coming.aside as u64));
        ui.add_space(space::STEP);
        let word = if shown { tr!("window-import-hide") } else { tr!("window-import-show-left") };
        let pressed = widgets::link(ui, &word).clicked();
        view.ask_if(pressed, Action::Carry(Carry::Aside(!shown)));
        if !shown {
            return;
        }
        for left in &coming.left {
            ui.add_space(space::STEP);
            widgets::small(ui, &harmless(&line(left)).replace('\n', " "));
        }
        let more = coming.aside - coming.left.len();
        if more > 0 {
            ui.add_space(space::STEP);
            widgets::small(ui, &tr!("window-import-more", count = more as u64));
        }
    });
}

/// What can be done now.
fn end(ui: &mut Ui, view: &mut View<'_>, coming: &Incoming) {
    let mut press = |ui: &mut Ui, word: String, carry: Carry| {
        let pressed = widgets::plain(ui, &word).clicked();
        view.ask_if(pressed, Action::Carry(carry));
    };
    match coming.stage {
        Stage::Looking => press(ui, tr!("window-import-stop-looking"), Carry::Stop),
        Stage::Looked => {
            if coming.of > 0 {
                let pressed = widgets::primary(ui, &tr!("window-import-take-in"), "");
                view.ask_if(pressed, Action::Carry(Carry::TakeIn));
            }
            let other = widgets::plain(ui, &tr!("window-import-other-file")).clicked();
            view.ask_if(other, Action::Carry(Carry::Anew));
        }
        Stage::TakingIn => {
            press(ui, tr!("window-import-stop-keep"), Carry::Stop);
            press(ui, tr!("window-import-stop-out"), Carry::TakeOut);
        }
        Stage::Done | Stage::Stopped => {
            press(ui, tr!("window-import-other-file"), Carry::Anew);
            if coming.added > 0 {
                press(ui, tr!("window-import-take-out"), Carry::TakeOut);
            }
        }
        Stage::TakenOut { .. } => press(ui, tr!("window-import-other-file"), Carry::Anew),
        Stage::TakingOut | Stage::Failed(_) => {}
    }
}
