//! A year as a book: one page of HTML that needs nothing but itself, set to be
//! printed and kept on a shelf. What both may read can stand in it, or what one
//! person wrote; never what somebody else keeps for themselves.

use super::html::{escaped, markdown, plain};
use super::markdown::questions;
use super::told::Told;
use crate::marks::{Whose as Person, partner_name};
use crate::texts::{self, Language, dates, tr};
use crate::window::theme;
use attune_core::header::Scope;
use attune_core::kinds::Detail;
use attune_core::time::Day;
use attune_core::vault::{Delivery, Entry, Given, Status};
use data_encoding::BASE64;
use std::fmt::Write as _;

/// Whose words are in a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// Everything that this person wrote, what is only theirs included.
    Mine,
    /// What both may read, whoever wrote it.
    Both,
}

/// What a book is made of.
pub(crate) struct Book<'a> {
    /// The year.
    pub(crate) year: i16,
    /// Whose words.
    pub(crate) whose: Whose,
    /// The two people.
    pub(crate) status: &'a Status,
    /// What belongs into it.
    pub(crate) told: &'a [Told],
}

/// Whether something stands in the book of a year. What is sealed to the other is
/// not for both to read yet.
pub(crate) fn belongs(told: &Told, year: i16, whose: Whose) -> bool {
    let entry = &told.entry;
    let words = [&entry.title, &entry.body];
    let is_readable = !entry.newer && words.iter().any(|text| !text.trim().is_empty());
    let is_in = match whose {
        Whose::Mine => entry.mine,
        Whose::Both => entry.scope == Scope::Shared && entry.delivery != Delivery::Sealed,
    };
    is_readable && is_in && entry.day.date().year() == year
}

/// The whole page.
pub(crate) fn page(book: &Book<'_>) -> String {
    let mut told: Vec<&Told> = book.told.iter().collect();
    told.sort_by_key(|told| (told.entry.day, told.entry.created, told.entry.id));
    let mut out = String::new();
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; font-src data:\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{year}, {people}</title>\n<style>\n{style}</style>\n</head>\n<body>\n",
        lang = Language::current().code(),
        year = book.year,
        people = escaped(&people(book)),
        style = style(book),
    );
    title_page(&mut out, book, &told);
    let mut month = None;
    let mut day = None;
    for told in told {
        let of = told.entry.day;
        if month != Some(of.date().month()) {
            if month.is_some() {
                out.push_str("</section>\n");
            }
            month = Some(of.date().month());
            let name = escaped(&dates::month(of));
            let _ = writeln!(out, "<section class=\"month\">\n<h2>{name}</h2>");
        }
        if day != Some(of) {
            day = Some(of);
            let name = escaped(&dates::weekday_day_month(of));
            let _ = writeln!(out, "<p class=\"day\">{name}</p>");
        }
        article(&mut out, book, told);
    }
    if month.is_some() {
        out.push_str("</section>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// Whose book it is.
fn people(book: &Book<'_>) -> String {
    let partner = book.status.partner.as_ref().map(|partner| partner.name.as_str());
    match book.whose {
        Whose::Mine => book.status.name.clone(),
        Whose::Both => {
            tr!("book-both", one = book.status.name.clone(), other = partner_name(partner))
        }
    }
}

fn title_page(out: &mut String, book: &Book<'_>, told: &[&Told]) {
    let span = |day: Option<Day>| day.map(dates::day_month).unwrap_or_default();
    let first = span(told.first().map(|told| told.entry.day));
    let last = span(told.last().map(|told| told.entry.day));
    let _ = writeln!(
        out,
        "<header>\n<p class=\"year\">{year}</p>\n<h1>{people}</h1>\n<p class=\"span\">{span}</p>\n</header>",
        year = book.year,
        people = escaped(&people(book)),
        span = escaped(&tr!("book-span", first = first, last = last)),
    );
}

fn article(out: &mut String, book: &Book<'_>, told: &Told) {
    let entry = &told.entry;
    let whose = match Person::of(entry) {
        Person::Mine => "mine",
        Person::Theirs => "theirs",
    };
    let is_short = entry.kind == "gratitude";
    let _ = writeln!(out, "<article class=\"{whose}{}\">", if is_short { " short" } else { "" });
    let title = title(entry);
    if !title.is_empty() {
        let _ = writeln!(out, "<h3>{}</h3>", escaped(&title));
    }
    match &told.given {
        Some(Given::Week(_, answers)) => {
            for (question, answer) in questions().into_iter().zip(&answers.0) {
                if !answer.trim().is_empty() {
                    let _ = writeln!(out, "<h4>{}</h4>\n{}", escaped(&question), plain(answer));
                }
            }
        }
        _ if is_short => out.push_str(&plain(&entry.body)),
        _ => out.push_str(&markdown(&entry.body)),
    }
    if book.whose == Whose::Both {
        let name = match Person::of(entry) {
            Person::Mine => entry.author.name.clone(),
            Person::Theirs => partner_name(Some(&entry.author.name)),
        };
        let _ = writeln!(out, "<p class=\"by\">{}</p>", escaped(&name));
    }
    for heart in &entry.hearts {
        let words = tr!("entry-heart", name = heart.name.clone());
        let _ = writeln!(out, "<p class=\"answer\">\u{2665} {}</p>", escaped(&words));
    }
    for reply in &entry.replies {
        let words = format!("{}: {}", reply.author.name, reply.text);
        let _ = writeln!(out, "<p class=\"answer\">{}</p>", escaped(&words));
    }
    out.push_str("</article>\n");
}

/// What stands above an entry: of a feeling its words, as the language has them.
fn title(entry: &Entry) -> String {
    match &entry.detail {
        Some(Detail::Feeling(feeling)) => {
            let named = |word: &String| texts::of("feeling", word).unwrap_or_else(|| word.clone());
            feeling.words.iter().map(named).collect::<Vec<_>>().join(", ")
        }
        _ => entry.title.trim().to_owned(),
    }
}

/// How it is set. The typefaces lie within, so that it looks the same wherever it
/// is printed, and asks nobody for anything.
fn style(book: &Book<'_>) -> String {
    let inks = book.status.inks;
    let colours = theme::printed([inks.mine, inks.theirs]);
    let mut out = String::new();
    for face in theme::printed_faces() {
        let _ = writeln!(
            out,
            "@font-face {{ font-family: \"{}\"; font-style: {}; font-weight: {}; \
             src: url(data:font/ttf;base64,{}) format(\"truetype\"); }}",
            face.family,
            face.style,
            face.weight,
            BASE64.encode(face.bytes),
        );
    }
    let hex = |colour: egui::Color32| {
        let [r, g, b, _] = colour.to_array();
        format!("#{r:02x}{g:02x}{b:02x}")
    };
    let _ = write!(
        out,
        "@page {{ size: A5; margin: 18mm 16mm 20mm; }}\n\
         body {{ font: 10.5pt/1.5 \"Attune\", Georgia, serif; color: {ink}; max-width: 34em; \
         margin: 0 auto; padding: 0 1em; overflow-wrap: anywhere; }}\n\
         header {{ break-after: page; min-height: 80vh; text-align: center; padding-top: 25vh; }}\n\
         .year {{ font: 44pt/1 \"Attune Display\", Georgia, serif; margin: 0; }}\n\
         h1, h2, h3, h4 {{ font-weight: 500; break-after: avoid; }}\n\
         h1 {{ font: 20pt/1.3 \"Attune Display\", Georgia, serif; }}\n\
         h2 {{ font: 26pt/1.2 \"Attune Display\", Georgia, serif; margin: 0 0 1.2em; }}\n\
         h3 {{ font-size: 13pt; margin: 0 0 0.3em; }}\n\
         h4 {{ font-size: 10.5pt; margin: 0.8em 0 0.2em; }}\n\
         .month {{ break-before: page; }}\n\
         .day {{ color: {beside}; font-style: italic; margin: 1.8em 0 0.6em; break-after: avoid; \
         border-top: 0.5pt solid {hair}; padding-top: 0.6em; }}\n\
         article {{ margin: 0 0 1.4em; orphans: 3; widows: 3; }}\n\
         article.short {{ break-inside: avoid; }}\n\
         article p {{ margin: 0 0 0.5em; }}\n\
         .kept, pre {{ white-space: pre-wrap; }}\n\
         pre, code {{ font-size: 9pt; }}\n\
         blockquote {{ margin: 0 0 0.5em 1em; font-style: italic; }}\n\
         hr {{ border: 0; border-top: 0.5pt solid {hair}; }}\n\
         article .by, .answer, .span, small {{ color: {beside}; font-size: 9pt; }}\n\
         .mine .by {{ color: {mine}; }}\n\
         .theirs .by {{ color: {theirs}; }}\n",
        ink = hex(colours.words),
        beside = hex(colours.beside),
        hair = hex(colours.hair),
        mine = hex(colours.mine),
        theirs = hex(colours.theirs),
    );
    out
}
