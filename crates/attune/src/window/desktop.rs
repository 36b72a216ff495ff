//! Saying something on the desktop while nobody looks at the window: the name of a
//! ritual, and nothing else, for others may see it too, also on a locked screen.
//! Where a desktop has nobody who shows such things, nothing is said and nothing
//! breaks.

use std::sync::mpsc::{Sender, channel};

/// Whoever says it: a thread of its own, so that no desktop is waited for.
pub(crate) struct Desktop {
    names: Sender<String>,
}

impl Desktop {
    /// Begins to listen for what is to be said. Nobody is asked anything yet.
    pub(crate) fn start() -> std::io::Result<Self> {
        let (names, said) = channel::<String>();
        let say = move || {
            for name in said {
                // What can't be said on this desktop stands on Today all the same.
                let _ = show(&name);
            }
        };
        std::thread::Builder::new().name("desktop".to_owned()).spawn(say)?;
        Ok(Self { names })
    }

    /// Says a ritual's name. Never waits.
    pub(crate) fn say(&self, name: String) {
        // The thread ends only with this.
        let _ = self.names.send(name);
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
use notifications::show;

#[cfg(all(unix, not(target_os = "macos")))]
mod notifications {
    //! The notifications of free desktops:
    //! <https://specifications.freedesktop.org/notification-spec/>, version 1.2.

    use std::collections::HashMap;
    use zbus::blocking::Connection;
    use zbus::zvariant::Value;

    const SERVICE: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";
    /// As long as the desktop thinks right.
    const EXPIRES: i32 = -1;
    /// In the place of no earlier one.
    const REPLACES: u32 = 0;

    /// Shows `name` on the desktop of this session. It is not kept where a desktop
    /// keeps what was missed.
    pub(super) fn show(name: &str) -> zbus::Result<()> {
        let hints = HashMap::from([("transient", Value::from(true))]);
        let actions: [&str; 0] = [];
        let body = ("Attune", REPLACES, "", name, "", &actions[..], hints, EXPIRES);
        let bus = Connection::session()?;
        bus.call_method(Some(SERVICE), PATH, Some(SERVICE), "Notify", &body)?;
        Ok(())
    }
}

/// Shows `name` on the desktop.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn show(name: &str) -> Result<(), notify_rust::error::Error> {
    notify_rust::Notification::new().appname("Attune").summary(name).show().map(drop)
}
