//! One step of the keyboard in a frame. A slow frame may bring a word and the
//! Tab after it together; the toolkit moves the keyboard on before the word is
//! taken, and the word is lost; two arrows go one choice on, not two. What follows
//! waits for the next frame.

use egui::{Event, Key};

/// Keeps in `events` what a frame may take, and gives what waits.
pub(crate) fn one_step(events: &mut Vec<Event>) -> Vec<Event> {
    let turns = events.iter().position(turns);
    let Some(at) = turns else { return Vec::new() };
    let cut = if events[..at].iter().any(writes) {
        at
    } else {
        let after = events[at + 1..].iter().position(|event| writes(event) || self::turns(event));
        after.map_or(events.len(), |after| at + 1 + after)
    };
    events.split_off(cut)
}

/// Whether the keyboard may be elsewhere after this.
fn turns(event: &Event) -> bool {
    let Event::Key { key, pressed: true, repeat, modifiers, .. } = event else { return false };
    // Of a key that is held down a step may be left out: a slow window catches up.
    let goes_on =
        matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown) && !repeat;
    matches!(key, Key::Tab | Key::Enter | Key::Escape)
        || goes_on
        || modifiers.command
        || modifiers.alt
}

/// Whether this changes what has the keyboard.
fn writes(event: &Event) -> bool {
    match event {
        Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_) => true,
        Event::Key { pressed, .. } => *pressed && !turns(event),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Modifiers;

    fn key(key: Key, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    /// In how many frames these come, and what each takes.
    fn frames(mut events: Vec<Event>) -> Vec<Vec<Event>> {
        let mut frames = Vec::new();
        while !events.is_empty() {
            let rest = one_step(&mut events);
            frames.push(std::mem::replace(&mut events, rest));
        }
        frames
    }

    #[test]
    fn a_word_is_taken_before_the_keyboard_goes_on() {
        let tab = || key(Key::Tab, Modifiers::NONE);
        let new = || key(Key::N, Modifiers::COMMAND);
        let right = || key(Key::ArrowRight, Modifiers::NONE);
        for (events, expected) in [
            (vec![text("a"), text("b")], vec![vec![text("a"), text("b")]]),
            (vec![text("a"), tab()], vec![vec![text("a")], vec![tab()]]),
            (vec![tab(), text("a")], vec![vec![tab()], vec![text("a")]]),
            (vec![new(), text("a"), text("b")], vec![vec![new()], vec![text("a"), text("b")]]),
            (vec![tab(), tab()], vec![vec![tab()], vec![tab()]]),
            (vec![right(), right()], vec![vec![right()], vec![right()]]),
            (
                vec![text("a"), tab(), text("b"), tab()],
                vec![vec![text("a")], vec![tab()], vec![text("b")], vec![tab()]],
            ),
            (vec![Event::PointerGone, tab()], vec![vec![Event::PointerGone, tab()]]),
        ] {
            assert_eq!(frames(events), expected);
        }
    }
}
