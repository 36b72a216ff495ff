//! Safe keeping: the lock, the recovery key, where everything lies, leaving.
//! Each a row: the topic in the margin, how it stands, what can be done.

use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::layout::column;
use crate::window::route::{Carrying, Route};
use crate::window::screens::carrying::how_far;
use crate::window::screens::{View, first_run};
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Answer, Note};
use attune_core::secrets::is_last_group;
use egui::{Rect, Sense, Ui, UiBuilder, pos2, vec2};

/// Above and below a row.
pub(super) const AROUND: [f32; 2] = [17.0, 18.0];
/// The least width for the words of a row beside its button.
const WORDS: f32 = 220.0;

/// Draws the rows.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    lock(ui, view);
    recovery(ui, view);
    super::backups::show(ui, view);
    folder(ui, view);
    carrying(ui, view);
    if view.model.shown.partner.is_some() {
        leaving(ui, view);
    }
}

/// A row: its state as a title, a sentence, and what can be done at the right.
/// Gives whether that was done.
pub(super) fn setting(ui: &mut Ui, topic: &str, state: &str, sentence: &str, word: &str) -> bool {
    let first = baseline_of(ui, Type::Name);
    let mut pressed = false;
    widgets::passage_of(ui, &Note::small(topic), first, AROUND, |ui| {
        let origin = ui.cursor().min;
        let whole = ui.available_width();
        // The button is laid out first: what it leaves is for the words.
        let words = |ui: &mut Ui, width: f32| {
            let mut column = column(ui, origin, width);
            let ink = colours(ui).ink;
            widgets::block(&mut column, state, Type::Name, ink, Breaks::Full);
            if !sentence.is_empty() {
                column.add_space(space::STEP / 2.0);
                let ink = colours(ui).ink_2;
                widgets::block(&mut column, sentence, Type::Body, ink, Breaks::Balanced);
            }
            column.min_rect()
        };
        let button = widgets::width_of_button(ui, word, "");
        let beside = whole - button - space::BETWEEN;
        if word.is_empty() || beside < WORDS {
            let used = words(ui, whole);
            ui.allocate_rect(used, Sense::hover());
            if !word.is_empty() {
                widgets::actions(ui, space::BUTTON, |ui| {
                    pressed = widgets::plain(ui, word).clicked();
                });
            }
            return;
        }
        let used = words(ui, beside);
        let top = used.center().y - space::BUTTON / 2.0;
        let place = Rect::from_min_size(
            pos2(origin.x + whole - button, top.max(origin.y)),
            vec2(button, space::BUTTON),
        );
        let mut at = ui.new_child(UiBuilder::new().max_rect(place));
        pressed = widgets::plain(&mut at, word).clicked();
        ui.allocate_rect(used.union(place), Sense::hover());
    });
    pressed
}

fn lock(ui: &mut Ui, view: &mut View<'_>) {
    let protected = view.model.shown.protected;
    let state = if protected { tr!("window-lock-is-on") } else { tr!("window-lock-is-off") };
    let means = if protected {
        tr!("window-lock-passphrase-means")
    } else {
        tr!("window-lock-nothing-means")
    };
    let word = match (view.forms.us.lock, protected) {
        (true, _) => String::new(),
        (false, true) => tr!("window-lock-change"),
        (false, false) => tr!("window-lock-set"),
    };
    if setting(ui, &tr!("window-us-lock"), &state, &means, &word) {
        view.ask(Action::Us(action::Us::ShowLock(true)));
    }
    if !view.forms.us.lock {
        return;
    }
    let first = baseline_of(ui, Type::Small);
    widgets::beside(ui, &Note::none(), first, |ui| {
        first_run::passphrase_twice(ui, "us", &mut view.forms.us.passphrase);
        widgets::small(ui, &tr!("window-lock-old-copies"));
        let ready = view.forms.us.passphrase.is_ready();
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::primary_if(ui, ready, &tr!("window-lock-set"), "");
            view.ask_if(pressed, Action::Us(action::Us::Protect));
            let back = widgets::link(ui, &tr!("window-leave-as-is")).clicked();
            view.ask_if(back, Action::Us(action::Us::ShowLock(false)));
            if protected {
                let off = widgets::link(ui, &tr!("window-lock-remove")).clicked();
                view.ask_if(off, Action::Us(action::Us::Unprotect));
            }
        });
        if protected {
            ui.add_space(space::STEP);
            widgets::small(ui, &tr!("window-lock-remove-note"));
        }
    });
    ui.add_space(space::PASSAGE[1]);
}

fn recovery(ui: &mut Ui, view: &mut View<'_>) {
    let shown = view.forms.us.recovery.is_some();
    let word = if shown { tr!("window-recovery-hide") } else { tr!("window-recovery-show") };
    let topic = tr!("window-recovery-name");
    let is_waited_for = view.model.preferences.remind.is_some();
    let state =
        if is_waited_for { tr!("window-recovery-not-yet") } else { tr!("window-recovery-state") };
    let sentence = tr!("window-recovery-where");
    if setting(ui, &topic, &state, &sentence, &word) {
        view.ask(Action::Us(action::Us::ShowRecovery(!shown)));
    }
    if let Some(key) = view.forms.us.recovery.clone() {
        let (name, today) = (view.model.shown.me.clone(), view.model.today);
        widgets::beside(ui, &Note::none(), 0.0, |ui| {
            first_run::key(ui, &key.0, &name, today);
            if is_waited_for {
                ui.add_space(space::PLAIN[0]);
                on_paper(ui, view, &key.0);
            }
        });
        ui.add_space(space::PASSAGE[1]);
    }
}

/// Of a key that was not written down at the first run: its last group, typed
/// off the paper, ends the reminder.
fn on_paper(ui: &mut Ui, view: &mut View<'_>, key: &str) {
    let typed = &mut view.forms.us.last_group;
    let entered = first_run::last_group(ui, "us-last-group", typed);
    let ready = is_last_group(key, &typed.0);
    widgets::actions(ui, space::BUTTON, |ui| {
        let pressed = widgets::primary_if(ui, ready, &tr!("window-recovery-on-paper"), "");
        view.ask_if(ready && (pressed || entered), Action::Us(action::Us::WrittenDown));
    });
}

fn folder(ui: &mut Ui, view: &mut View<'_>) {
    let shown = &view.model.shown;
    let path = shown.folder.display().to_string();
    let sentence = match &shown.cloud {
        Some(cloud) => tr!("window-us-cloud", cloud = cloud.clone()),
        None => tr!("window-us-folder-note"),
    };
    setting(ui, &tr!("window-us-folder"), &path, &sentence, "");
}

/// What goes out to plain files, and what comes in from them.
fn carrying(ui: &mut Ui, view: &mut View<'_>) {
    let (topic, state) = (tr!("window-copy-topic"), tr!("window-copy-state"));
    if setting(ui, &topic, &state, &tr!("window-copy-where"), &tr!("window-copy-go")) {
        view.ask(Action::Go(Route::Carrying(Carrying::Out)));
    }
    let coming = view.model.carrying.coming.as_ref();
    let (state, word) = match coming {
        Some(coming) => (how_far(coming), tr!("window-import-show")),
        None => (tr!("window-import-state"), tr!("window-import-go")),
    };
    if setting(ui, &tr!("window-import-topic"), &state, &tr!("window-import-where"), &word) {
        view.ask(Action::Go(Route::Carrying(Carrying::In)));
    }
}

fn leaving(ui: &mut Ui, view: &mut View<'_>) {
    let name = view.model.partner_name();
    let state = tr!("window-leave-do", name = name.clone());
    let sentence = tr!("window-leave-note");
    if setting(ui, &tr!("window-leave-name"), &state, &sentence, &tr!("window-leave-show")) {
        view.ask(Action::Us(action::Us::ShowLeave(true)));
    }
}

/// Before leaving: what follows, and the safe answer first.
pub(super) fn leave(ui: &mut Ui, view: &mut View<'_>) {
    if !view.forms.us.leave {
        return;
    }
    let name = view.model.partner_name();
    let sentences = [
        tr!("window-leave-one", name = name.clone()),
        tr!("window-leave-two", name = name.clone()),
        tr!("window-leave-three", name = name.clone()),
    ];
    let title = tr!("window-leave-title", name = name);
    let (safe, other) = (tr!("window-leave-stay"), tr!("window-leave-quietly"));
    match widgets::dialog(ui, &title, &sentences, &safe, &other) {
        Some(Answer::Safe) => view.ask(Action::Us(action::Us::ShowLeave(false))),
        Some(Answer::Other) => view.ask(Action::Us(action::Us::Leave)),
        None => {}
    }
}
