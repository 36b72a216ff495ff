//! A copy that is to go out, and an old diary on its way in.

use crate::carrying::{Left, Why, import};
use crate::window::carrying::{Copy, Incoming, Stage};
use crate::window::route::{Carrying, Route};
use crate::window::state::State;
use std::path::PathBuf;

/// Sets up the screen called `name`.
pub(super) fn set_up(state: &mut State, name: &str) {
    if name == "keep-export" {
        state.route = Route::Carrying(Carrying::Out);
        state.forms.carrying.out = Copy::Book;
        state.forms.carrying.folder = "~/Documents/our year".to_owned();
        return;
    }
    state.route = Route::Carrying(Carrying::In);
    let file = PathBuf::from("/home/alex/Documents/old journal");
    let mut coming = Incoming::new(file, import::Format::Markdown);
    let month = |text: &str| text.parse().ok();
    coming.of = 1284;
    coming.span = month("2014-04").zip(month("2025-11")).map(|(first, last)| [first, last]);
    coming.left = vec![
        Left::one("2016/Peru.md", Why::NotUtf8),
        Left::one("letters/to Grandmother.md", Why::Time),
    ];
    coming.aside = coming.left.len();
    match name {
        "import" => {
            coming.stage = Stage::TakingIn;
            coming.added = 612;
            coming.at = month("2019-10");
        }
        _ => {
            coming.stage = Stage::Looked;
            coming.added = coming.of;
            coming.already = 3;
            state.forms.carrying.aside = true;
        }
    }
    state.model.carrying.coming = Some(coming);
}
