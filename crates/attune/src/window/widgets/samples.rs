//! Each part by itself, on sample words: what the gallery shows as
//! `component:NAME` and the picture tests compare.

use super::calendar::{CELL, CalendarDay, Month, calendar};
use super::plot::{PLOT, Plot, plot, plot_heights, plot_heights_width, plot_key};
use super::progress::progress;
use super::thread::thread;
use super::{
    Letter, Line, Look, Note, WhoOption, actions, check, choice, delivery, head, heart_link,
    letters, line, link, marked, note, passage, plain, primary, primary_if, readers, said, small,
    undo,
};
use crate::window::layout::{Columns, Sheet, column, page};
use crate::window::model::{Place, Whose};
use crate::window::shapes::{self, MarkOf};
use crate::window::text::run;
use crate::window::theme::{self, Type, colours, space};
use crate::window::together::Wrote;
use attune_core::command::Who;
use attune_core::kinds::profile::Ink;
use attune_core::kinds::rhythm::Bead;
use egui::{Sense, Ui, vec2};

/// Draws one part.
type Draw = fn(&mut Ui);

/// Every part that has a sample, by its name.
pub(crate) const ALL: [(&str, Draw); 14] = [
    ("passage", passages),
    ("mark", marks),
    ("inks", inks),
    ("who-may-read", who),
    ("line", lines),
    ("letter", sealed_letters),
    ("buttons", buttons),
    ("choices", choices),
    ("side-notes", side_notes),
    ("dialog", dialog),
    ("undo", undone),
    ("progress", progressing),
    ("calendar", month),
    ("plot", plotted),
];

/// Draws the part called `name` on a page of its own.
pub(crate) fn show(ui: &mut Ui, name: &str) {
    let Some((_, draw)) = ALL.iter().find(|(known, _)| *known == name) else { return };
    let rect = ui.max_rect();
    shapes::paper(ui.painter(), rect, &colours(ui));
    page(ui, &mut (), "part", Sheet::Full, |ui, ()| draw(ui), None);
}

fn passages(ui: &mut Ui) {
    let palette = colours(ui);
    let runs = [
        run("Thursday ", Type::Display, palette.ink),
        run("morning", Type::DisplayItalic, palette.ink_2),
    ];
    head(ui, &Note::small("13 November"), &runs, |_| {});
    passage(ui, &Note::person("Sam", Whose::Theirs).line("a note, 7:12"), Type::Letter, |ui| {
        let words =
            "I left the good mug out for you. I hope the first hour of today is an easy one.";
        said(ui, words, Type::Letter, palette.theirs);
    });
    passage(ui, &Note::person("Alex", Whose::Mine).line("gratitude"), Type::Said, |ui| {
        let words = "You drove my mum to the clinic and never once made it a favour.";
        said(ui, words, Type::Said, palette.mine);
        actions(ui, space::LINK, |ui| {
            marked(ui, Place::Both, "on both devices");
        });
    });
}

fn marks(ui: &mut Ui) {
    let palette = colours(ui);
    let states = [
        (MarkOf::Place(Place::OnlyMe), "only me"),
        (MarkOf::Place(Place::Here), "only on this device"),
        (MarkOf::Place(Place::Sealed), "sealed"),
        (MarkOf::BothSealed, "both sealed"),
        (MarkOf::Place(Place::Both), "on both devices"),
    ];
    let large = if Columns::of(ui).is_narrow() { space::MARK_STAND } else { 56.0 };
    for (of, words) in states {
        let note = Note::none();
        let baseline = large / 2.0;
        super::passage_of(ui, &note, baseline, space::TIGHT, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::GUTTER;
                for height in [large, 28.0, space::MARK_WORD, space::MARK_DAY] {
                    let size = vec2(shapes::mark_width(height), height);
                    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                    shapes::mark(ui.painter(), rect.min, height, of, &palette);
                }
                delivery(ui, of, words);
            });
        });
    }
}

fn inks(ui: &mut Ui) {
    let names = ["Blue-black", "Madder", "Violet", "Umber", "Lagoon", "Plum"];
    for (of, name) in Ink::ALL.into_iter().zip(names) {
        passage(ui, &Note::small(name), Type::Said, |ui| {
            let words = "I have kept two of them, and the hour they came in.";
            let ink = theme::ink(ui, of);
            said(ui, words, Type::Said, ink);
        });
    }
}

fn who(ui: &mut Ui) {
    let reader = |who, name: &str, meaning: &str| WhoOption {
        who,
        name: name.to_owned(),
        meaning: meaning.to_owned(),
    };
    let all = [
        reader(Who::OnlyMe, "Only me", "Stays on your own devices. Sam’s never receives it."),
        reader(Who::PartnerReads, "Sam may read", "Goes to Sam when you share it, and not before."),
        reader(
            Who::BothWrite,
            "We both write",
            "Goes to Sam as you write. Either of you may change it.",
        ),
    ];
    passage(ui, &Note::small("Who may read and write"), Type::Body, |ui| {
        readers(ui, Who::PartnerReads, &all);
    });
}

fn lines(ui: &mut Ui) {
    let palette = colours(ui);
    let mut empty = String::new();
    let mut written = "You let me sleep, and took the early train yourself.".to_owned();
    let mut answer = "An hour on Tuesday when nobody needs me.".to_owned();
    passage(ui, &Note::person("Alex", Whose::Mine).line("gratitude"), Type::Said, |ui| {
        let prompt = "One thing I appreciate about Sam today";
        let one = Line { key: "Enter", ..Line::new("empty", prompt, Type::Line, palette.mine) };
        line(ui, &one, &mut empty);
    });
    passage(ui, &Note::person("Alex", Whose::Mine).line("gratitude"), Type::Said, |ui| {
        let one = Line::new("written", "One thing", Type::Line, palette.mine);
        line(ui, &one, &mut written);
    });
    passage(ui, &Note::small("second"), Type::Name, |ui| {
        let one = Line {
            look: Look::Answer,
            ..Line::new(
                "answer",
                "What would help me feel loved and supported",
                Type::Line,
                palette.mine,
            )
        };
        line(ui, &one, &mut answer);
    });
    passage(ui, &Note::small("safest"), Type::Said, |ui| {
        let one =
            Line { look: Look::Dots, ..Line::new("dots", "Passphrase", Type::Line, palette.ink) };
        line(ui, &one, &mut written);
    });
}

fn sealed_letters(ui: &mut Ui) {
    let letter = |name: &str, whose, is_here, words: &str| Letter {
        open: 0.0,
        name: name.to_owned(),
        whose,
        is_here,
        words: words.to_owned(),
    };
    passage(ui, &Note::name("Both").line("this week"), Type::Name, |ui| {
        letters(
            ui,
            &[
                letter("Alex", Whose::Mine, true, "sealed"),
                letter("Sam", Whose::Theirs, false, "not here yet"),
            ],
        );
    });
    passage(ui, &Note::name("Both").line("as they open"), Type::Name, |ui| {
        let turned = |open, of: Letter| Letter { open, ..of };
        letters(
            ui,
            &[
                turned(0.2, letter("Alex", Whose::Mine, true, "a flap that turns")),
                turned(0.8, letter("Sam", Whose::Theirs, true, "the seal has gone")),
            ],
        );
    });
}

fn buttons(ui: &mut Ui) {
    passage(ui, &Note::small("what can be done"), Type::Body, |ui| {
        actions(ui, space::BUTTON, |ui| {
            primary(ui, "Share with Sam", "");
            primary(ui, "Continue", "Enter");
            plain(ui, "Not now");
            link(ui, "Send a line back");
            small(ui, "Only that, to begin with.");
        });
        actions(ui, space::BUTTON, |ui| {
            primary_if(ui, false, "Seal mine", "");
            heart_link(ui, "Send a heart");
        });
    });
}

fn choices(ui: &mut Ui) {
    passage(ui, &Note::small("one of"), Type::Body, |ui| {
        choice(ui, true, "At home", "Only on the same network; nothing leaves it.");
        ui.add_space(space::BESIDE);
        choice(ui, false, "By hand", "No network at all: you carry a sealed file across.");
    });
    passage(ui, &Note::small("any of"), Type::Body, |ui| {
        check(ui, &mut true, "4 gratitudes");
        check(ui, &mut false, "3 rituals");
    });
}

fn side_notes(ui: &mut Ui) {
    ui.set_max_width(space::SIDE);
    super::beside_head(ui, Type::Display);
    note(ui, 0, "What sealing means", "Yours closes, and can’t be changed.");
    note(ui, 1, "Not today?", "The check-in waits until you come to it. Nothing is lost.");
}

fn dialog(ui: &mut Ui) {
    let sentences =
        ["Sam has taken this page back. Once your copy is gone too, it can’t be brought back."
            .to_owned()];
    super::dialog(ui, "Let this copy go?", &sentences, "Keep it", "Let it go");
}

fn undone(ui: &mut Ui) {
    let follows = "It ends on both devices once you leave this page.";
    undo(ui, "deleted", "The allotment in the rain", follows, "Bring it back");
}

fn progressing(ui: &mut Ui) {
    passage(ui, &Note::small("so far"), Type::Small, |ui| {
        progress(ui, 0.47, "612 of 1,284 pages", "Stop, and keep what is here");
    });
    passage(ui, &Note::small("this week"), Type::Small, |ui| {
        let kept = [
            Bead::Kept,
            Bead::Kept,
            Bead::Empty,
            Bead::Kept,
            Bead::Ahead,
            Bead::Ahead,
            Bead::Ahead,
        ];
        thread(ui, &kept, 3, "Kept Monday, Tuesday and today.");
    });
}

fn month(ui: &mut Ui) {
    let days: Vec<CalendarDay> = (0..30_usize)
        .map(|at| CalendarDay {
            wrote: match at % 5 {
                _ if at > 12 => None,
                0 => Some(Wrote::Mine),
                1 | 3 => Some(Wrote::Both),
                2 => Some(Wrote::Theirs),
                _ => None,
            },
            ahead: at > 12,
        })
        .collect();
    let month = Month {
        name: "November",
        begins: 5,
        days: &days,
        said: &|at| format!("{} November", at + 1),
        today: Some(12),
        chosen: Some(4),
        take_keyboard: false,
        cell: CELL,
    };
    passage(ui, &Note::small("2025"), Type::Label, |ui| {
        calendar(ui, &month);
    });
}

fn plotted(ui: &mut Ui) {
    let mine = [Some(0.5), Some(0.75), Some(0.75), None, Some(0.5), Some(1.0)];
    let theirs = [Some(0.5), Some(0.5), Some(0.75), Some(0.75), None, Some(1.0)];
    let names = ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov"].map(str::to_owned);
    passage(ui, &Note::none(), Type::Small, |ui| {
        for (whose, name) in [(Whose::Mine, "Alex"), (Whose::Theirs, "Sam")] {
            plot_key(ui, whose, name);
        }
        let heights = [(1.0, "always"), (0.5, "sometimes"), (0.0, "never")];
        let beside = plot_heights_width(ui, &heights) + space::BESIDE;
        let at = ui.cursor().min;
        plot_heights(ui, at.x + beside - space::BESIDE, at.y, &heights, beside);
        let width = PLOT.min(ui.available_width() - beside);
        let mut within = column(ui, at + vec2(beside, 0.0), width);
        let hairs = heights.map(|(high, _)| high);
        let chosen = Some(5);
        plot(
            &mut within,
            &Plot { mine: &mine, theirs: &theirs, hairs: &hairs, names: &names, chosen },
        );
        ui.allocate_rect(within.min_rect(), Sense::hover());
    });
}
