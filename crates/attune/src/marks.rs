//! Whose a thing is, who may read it, and where it is: what the window and the
//! terminal say of it, in the same words. Always seen from this person's side.

use crate::texts::tr;
use attune_core::header::{Scope, Writers};
use attune_core::kinds::profile::Ink;
use attune_core::vault::{Delivery, Entry};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// This person.
    Mine,
    /// The partner.
    Theirs,
}

/// What an ink is called.
pub(crate) fn ink(ink: Ink) -> String {
    match ink {
        Ink::BlueBlack => tr!("ink-blue-black"),
        Ink::Madder => tr!("ink-madder"),
        Ink::Violet => tr!("ink-violet"),
        Ink::Umber => tr!("ink-umber"),
        Ink::Lagoon => tr!("ink-lagoon"),
        Ink::Plum => tr!("ink-plum"),
    }
}

/// Who may read and write an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Only me.
    OnlyMe,
    /// Only me until there is a partner, who may then read.
    WishRead,
    /// Only me until there is a partner; then both write.
    WishWrite,
    /// An answer that the other can't open yet.
    Sealed,
    /// The partner may read; or, on the partner's, this person.
    Reads,
    /// Both write.
    BothWrite,
    /// It was shared with a partner whom this person has left.
    Left,
}

/// Where a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Private: it stays.
    OnlyMe,
    /// Shared, and not confirmed there.
    Here,
    /// Shared; a device of the partner has it and could not take it in.
    Aside,
    /// Sealed.
    Sealed,
    /// Confirmed on the partner's disk.
    Both,
}

impl Whose {
    /// Whose `entry` is.
    pub(crate) fn of(entry: &Entry) -> Self {
        if entry.mine { Self::Mine } else { Self::Theirs }
    }
}

impl Reach {
    /// Who may read and write `entry`.
    pub(crate) fn of(entry: &Entry) -> Self {
        match (entry.scope, entry.writers, entry.wish.as_deref()) {
            (Scope::Shared, _, _) if entry.former.is_some() => Self::Left,
            (Scope::Shared, _, _) if entry.delivery == Delivery::Sealed => Self::Sealed,
            (Scope::Shared, Writers::Both, _) => Self::BothWrite,
            (Scope::Shared, _, _) => Self::Reads,
            (_, _, Some("write")) => Self::WishWrite,
            (_, _, Some(_)) => Self::WishRead,
            (_, _, None) => Self::OnlyMe,
        }
    }
}

impl Place {
    /// Where `entry` is.
    pub(crate) fn of(entry: &Entry) -> Self {
        match (entry.scope, entry.delivery) {
            (Scope::Shared, _) if entry.former.is_some() => Self::OnlyMe,
            (Scope::Shared, Delivery::Device) if entry.set_aside_there => Self::Aside,
            (Scope::Shared, Delivery::Device) => Self::Here,
            (Scope::Shared, Delivery::Sealed) => Self::Sealed,
            (Scope::Shared, Delivery::Both) => Self::Both,
            _ => Self::OnlyMe,
        }
    }
}

/// Where a thing is, in words.
pub(crate) fn place(place: Place) -> String {
    match place {
        Place::OnlyMe => tr!("place-only-me"),
        Place::Here => tr!("place-here"),
        Place::Aside => tr!("place-aside"),
        Place::Sealed => tr!("place-sealed"),
        Place::Both => tr!("place-both"),
    }
}

/// Where a thing is, and what else is to be said of it, if anything.
pub(crate) fn mark_and_more(at: Place, more: &str) -> String {
    let at = place(at);
    if more.is_empty() { at } else { tr!("mark-and-more", place = at, more = more) }
}

/// Who may read and write, in words; empty where the place has said it.
/// `partner` is a name, or what stands for one.
pub(crate) fn reach(reach: Reach, whose: Whose, partner: &str) -> String {
    match (reach, whose) {
        (Reach::OnlyMe, _) => String::new(),
        (Reach::WishRead, _) => tr!("reach-wish-read"),
        (Reach::WishWrite, _) => tr!("reach-wish-write"),
        (Reach::Sealed, Whose::Mine) => tr!("reach-sealed", name = partner),
        (Reach::Sealed, Whose::Theirs) => tr!("reach-sealed-theirs"),
        (Reach::Reads, Whose::Mine) => tr!("reach-reads", name = partner),
        (Reach::Reads, Whose::Theirs) => tr!("reach-you-read"),
        (Reach::BothWrite, _) => tr!("reach-both"),
        (Reach::Left, _) => tr!("reach-left", name = partner),
    }
}

/// Where a thing is and who may read it, in one line.
pub(crate) fn line(entry: &Entry, partner: &str) -> String {
    let with = entry.former.as_ref().map_or(partner, |former| &former.name);
    mark_and_more(Place::of(entry), &reach(Reach::of(entry), Whose::of(entry), with))
}

/// What is said of a copy kept of what the partner took back. Nobody can take
/// their own words back from themselves: it is always the partner. Of a page
/// of theirs the name is known for good; of one's own, begun together, it may
/// have been an earlier partner.
pub(crate) fn taken_back(whose: Whose, author: &str) -> String {
    match whose {
        Whose::Theirs if !author.trim().is_empty() => tr!("taken-back", name = author),
        _ => tr!("taken-back-partner"),
    }
}

/// What is said of a copy of what somebody else wrote, that this person brought in.
pub(crate) fn brought(author: &str) -> String {
    match author.trim().is_empty() {
        false => tr!("entry-brought", name = author),
        true => tr!("entry-brought-unnamed"),
    }
}

/// The partner's name, or "your partner" where it is not known.
pub(crate) fn partner_name(name: Option<&str>) -> String {
    match name {
        Some(name) if !name.trim().is_empty() => name.to_owned(),
        _ => tr!("your-partner"),
    }
}
