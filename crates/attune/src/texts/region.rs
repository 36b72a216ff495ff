//! Where the person lives, as far as the system says: on which day a week begins
//! is a custom of places and not of languages. English begins it on a Sunday in
//! New York and on a Monday in London.

use super::Language;
use attune_core::time::Weekday;
use icu_calendar::week::WeekInformation;
use icu_locale_core::{Locale, locale};
use std::sync::atomic::{AtomicU8, Ordering};

/// The day the process's weeks begin with, counted from Monday as one; nought
/// where no region is known.
static FIRST: AtomicU8 = AtomicU8::new(0);

#[cfg(test)]
thread_local! {
    /// Tests run beside each other in one process, and each may live elsewhere.
    static HERE: std::cell::Cell<Option<Weekday>> = const { std::cell::Cell::new(None) };
}

/// From now on weeks begin as they do where the system says that one is. Pictures
/// of screens never ask, and are the same everywhere.
pub(crate) fn follow_system() {
    let first = of_system().and_then(|locale| first_weekday_in(&locale));
    let number = first.map_or(0, |first| first.monday_zero() + 1);
    FIRST.store(u8::try_from(number).unwrap_or_default(), Ordering::Relaxed);
}

/// The locale that the system gives for dates.
fn of_system() -> Option<String> {
    // A person may read one language and count days as somewhere else.
    let named = ["LC_ALL", "LC_TIME", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    named.or_else(sys_locale::get_locale)
}

/// The day that a week begins with.
pub(super) fn first_weekday() -> Weekday {
    #[cfg(test)]
    if let Some(first) = HERE.get() {
        return first;
    }
    let number = usize::from(FIRST.load(Ordering::Relaxed));
    let known = number.checked_sub(1).and_then(|at| Weekday::ALL.get(at)).copied();
    known.unwrap_or_else(|| begins(of_language(Language::current())))
}

/// The day that a week begins with where a locale such as `en_US.UTF-8` or
/// `es-MX` is spoken; none where it names no region.
fn first_weekday_in(locale: &str) -> Option<Weekday> {
    let name = locale.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
    let locale = Locale::try_from_str(&name).ok()?;
    // Of a language alone the region would be a guess.
    let says_where = locale.id.region.is_some() || !locale.extensions.unicode.is_empty();
    says_where.then(|| begins(locale))
}

fn begins(locale: Locale) -> Weekday {
    let first = WeekInformation::try_new(locale.into());
    // Unicode counts from Monday as one.
    let number = first.map_or(1, |week| week.first_weekday as usize);
    Weekday::ALL[(number + 6) % 7]
}

/// Where a language is taken to be spoken that nothing more is known of. The
/// English of the design writes dates as Britain does.
pub(super) fn of_language(language: Language) -> Locale {
    match language {
        Language::English | Language::Pseudo => locale!("en-GB"),
        Language::Spanish => locale!("es"),
    }
}

/// Does `work` where weeks begin with `first`, on this thread alone.
#[cfg(test)]
pub(crate) fn beginning_with<T>(first: Weekday, work: impl FnOnce() -> T) -> T {
    struct Before(Option<Weekday>);
    impl Drop for Before {
        fn drop(&mut self) {
            HERE.set(self.0);
        }
    }
    let _before = Before(HERE.replace(Some(first)));
    work()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_as_the_region_has_it() {
        for (locale, first) in [
            ("en-US", Some(Weekday::Sunday)),
            ("en-GB", Some(Weekday::Monday)),
            ("es-MX", Some(Weekday::Sunday)),
            ("es-ES", Some(Weekday::Monday)),
            ("en_US.UTF-8", Some(Weekday::Sunday)),
            ("en_GB.UTF-8", Some(Weekday::Monday)),
            ("de_DE@euro", Some(Weekday::Monday)),
            ("ar-EG", Some(Weekday::Saturday)),
            ("es-419", Some(Weekday::Monday)),
            // Somebody who chose the day, or the region, beside the language.
            ("en-US-u-fw-mon", Some(Weekday::Monday)),
            ("en-US-u-rg-gbzzzz", Some(Weekday::Monday)),
            ("en", None),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("", None),
            ("no locale at all", None),
        ] {
            assert_eq!(first_weekday_in(locale), first, "{locale}");
        }
    }

    #[test]
    fn where_no_region_is_known_a_week_begins_as_the_language_has_it() {
        for language in Language::EVERY {
            assert_eq!(language.within(first_weekday), Weekday::Monday, "{language:?}");
        }
        assert_eq!(beginning_with(Weekday::Sunday, first_weekday), Weekday::Sunday);
    }
}
