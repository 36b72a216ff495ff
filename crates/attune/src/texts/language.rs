//! Which language everything is said in: one for the whole process, so that no
//! two places on a screen can differ, and changed while it runs.

use std::sync::atomic::{AtomicU8, Ordering};

/// A language that everything is said in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Language {
    /// English, with the days and months as Britain writes them.
    English,
    /// Spanish.
    Spanish,
    /// No language: English accented, lengthened and in brackets, so that what
    /// is not translated, or has no room, is seen. For tests and the gallery.
    Pseudo,
}

/// The process's language, by its place in [`Language::EVERY`].
static CURRENT: AtomicU8 = AtomicU8::new(0);

#[cfg(test)]
thread_local! {
    /// Tests run beside each other in one process, and each may want its own.
    static HERE: std::cell::Cell<Option<Language>> = const { std::cell::Cell::new(None) };
}

impl Language {
    /// Those that a person can choose.
    pub(crate) const ALL: [Self; 2] = [Self::English, Self::Spanish];
    /// Those and the one for tests.
    pub(super) const EVERY: [Self; 3] = [Self::English, Self::Spanish, Self::Pseudo];

    /// What everything is said in just now.
    pub(crate) fn current() -> Self {
        #[cfg(test)]
        if let Some(language) = HERE.get() {
            return language;
        }
        let at = usize::from(CURRENT.load(Ordering::Relaxed));
        Self::EVERY.get(at).copied().unwrap_or(Self::English)
    }

    /// From now on everything is said in this one. What was put into words
    /// before stays as it is; a window has to draw anew.
    pub(crate) fn set(self) {
        #[cfg(test)]
        if HERE.get().is_some() {
            return HERE.set(Some(self));
        }
        CURRENT.store(self.place(), Ordering::Relaxed);
    }

    /// Does `work` in this language, on this thread alone, and so with whatever
    /// is set meanwhile.
    #[cfg(test)]
    pub(crate) fn within<T>(self, work: impl FnOnce() -> T) -> T {
        struct Before(Option<Language>);
        impl Drop for Before {
            fn drop(&mut self) {
                HERE.set(self.0);
            }
        }
        let _before = Before(HERE.replace(Some(self)));
        work()
    }

    /// The one that the system asks for; English if it is none of ours.
    pub(crate) fn of_system() -> Self {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty());
        // Where there is no such variable a system may still have a choice.
        let locale = named.or_else(sys_locale::get_locale).unwrap_or_default();
        Self::of_locale(&locale)
    }

    /// The one for a locale such as `es_MX.UTF-8` or `es-MX`; English if it is
    /// none of ours.
    fn of_locale(locale: &str) -> Self {
        let name = locale.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        Self::of_code(&name.to_ascii_lowercase())
            .filter(|language| *language != Self::Pseudo)
            .unwrap_or(Self::English)
    }

    /// A short name that stays the same, for a file and a command line.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::Pseudo => "pseudo",
        }
    }

    /// The language of that short name.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|language| language.code() == code)
    }

    /// What those who speak it call it.
    pub(crate) fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
            Self::Pseudo => "Pseudo",
        }
    }

    /// Its place in [`Language::EVERY`].
    pub(super) fn place(self) -> u8 {
        match self {
            Self::English => 0,
            Self::Spanish => 1,
            Self::Pseudo => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_a_language() {
        for (locale, language) in [
            ("es_ES.UTF-8", Language::Spanish),
            ("es-419", Language::Spanish),
            ("es", Language::Spanish),
            ("ES", Language::Spanish),
            ("en_GB.UTF-8", Language::English),
            ("est_EE", Language::English),
            ("de_DE@euro", Language::English),
            ("pseudo", Language::English),
            ("C", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn a_language_is_found_again_by_its_short_name() {
        for (place, language) in Language::EVERY.into_iter().enumerate() {
            assert_eq!(Language::of_code(language.code()), Some(language));
            assert_eq!(usize::from(language.place()), place);
        }
        assert_eq!(Language::of_code("fr"), None);
    }

    #[test]
    fn one_thread_of_a_test_speaks_for_itself() {
        let before = Language::current();
        Language::Spanish.within(|| {
            assert_eq!(Language::current(), Language::Spanish);
            let elsewhere = std::thread::spawn(Language::current).join().unwrap();
            assert_eq!(elsewhere, before);
        });
        assert_eq!(Language::current(), before);
    }
}
