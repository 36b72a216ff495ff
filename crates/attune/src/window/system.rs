//! What the system wants of every window: day or night, and whether things
//! move. On Windows and macOS egui hears of the first by itself; a desktop of
//! the free kind says both on the session's bus, through its settings portal.

/// What the system wants; `None` of what it does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct System {
    /// Night, or day.
    pub(crate) is_night: Option<bool>,
    /// Whether nothing is to move.
    pub(crate) is_still: Option<bool>,
}

/// Tells what the system wants, now and whenever that changes. Where there is
/// nobody to ask, nothing is told.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(crate) fn listen(_tell: impl Fn(System) + Send + 'static) -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use portal::listen;

#[cfg(all(unix, not(target_os = "macos")))]
mod portal {
    //! The settings portal: <https://flatpak.github.io/xdg-desktop-portal/>,
    //! version 2 of `org.freedesktop.portal.Settings`.

    use super::System;
    use zbus::blocking::{Connection, Proxy};
    use zbus::zvariant::{OwnedValue, Value};

    const APPEARANCE: &str = "org.freedesktop.appearance";
    const SCHEME: &str = "color-scheme";
    const STILL: &str = "reduced-motion";
    /// Before the portal knew of motion, GNOME's own word for it.
    const GNOME: &str = "org.gnome.desktop.interface";
    const ANIMATIONS: &str = "enable-animations";

    /// Tells what the system wants, now and whenever that changes, from a thread
    /// of its own. Where there is no bus or no portal, nothing is told.
    pub(crate) fn listen(tell: impl Fn(System) + Send + 'static) -> std::io::Result<()> {
        let watch = move || {
            // A desktop without a portal has no wish that could be heard.
            let _ = watch(&tell);
        };
        std::thread::Builder::new().name("system".to_owned()).spawn(watch).map(drop)
    }

    fn watch(tell: &impl Fn(System)) -> zbus::Result<()> {
        let bus = Connection::session()?;
        let settings = Proxy::new(
            &bus,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.Settings",
        )?;
        // Before the first look, so that nothing is missed in between.
        let changes = settings.receive_signal("SettingChanged")?;
        let mut system = System::default();
        for (namespace, key) in [(GNOME, ANIMATIONS), (APPEARANCE, STILL), (APPEARANCE, SCHEME)] {
            let value: zbus::Result<OwnedValue> = settings.call("ReadOne", &(namespace, key));
            if let Ok(value) = value {
                system = heard(system, namespace, key, &value);
            }
        }
        tell(system);
        for change in changes {
            let body = change.body();
            let Ok((namespace, key, value)) = body.deserialize::<(String, String, Value<'_>)>()
            else {
                continue;
            };
            let now = heard(system, &namespace, &key, &value);
            if now != system {
                system = now;
                tell(system);
            }
        }
        Ok(())
    }

    /// What the system wants once this is heard. A value that says nothing of a
    /// wish takes back what was wished.
    fn heard(system: System, namespace: &str, key: &str, value: &Value<'_>) -> System {
        match (namespace, key, value) {
            (APPEARANCE, SCHEME, Value::U32(scheme)) => {
                let is_night = match scheme {
                    1 => Some(true),
                    2 => Some(false),
                    _ => None,
                };
                System { is_night, ..system }
            }
            (APPEARANCE, STILL, Value::U32(still)) => {
                System { is_still: Some(*still == 1), ..system }
            }
            (GNOME, ANIMATIONS, Value::Bool(moves)) => System { is_still: Some(!*moves), ..system },
            _ => system,
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn what_is_heard_is_what_the_system_wants() {
            let nothing = System::default();
            let night = System { is_night: Some(true), ..nothing };
            let still = System { is_still: Some(true), ..nothing };
            let moving = System { is_still: Some(false), ..nothing };
            for (before, namespace, key, value, after) in [
                (nothing, APPEARANCE, SCHEME, Value::U32(1), night),
                (night, APPEARANCE, SCHEME, Value::U32(0), nothing),
                (night, APPEARANCE, SCHEME, Value::U32(7), nothing),
                (night, APPEARANCE, SCHEME, Value::from("dark"), night),
                (night, "org.kde", SCHEME, Value::U32(2), night),
                (nothing, APPEARANCE, STILL, Value::U32(1), still),
                (nothing, GNOME, ANIMATIONS, Value::Bool(false), still),
                (still, GNOME, ANIMATIONS, Value::Bool(true), moving),
                (nothing, GNOME, ANIMATIONS, Value::U32(0), nothing),
            ] {
                assert_eq!(heard(before, namespace, key, &value), after, "{key} {value:?}");
            }
        }
    }
}
