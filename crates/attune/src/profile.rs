//! Where a profile lies, and whether something copies that place to a cloud.

use std::path::{Path, PathBuf};

/// The folder of the profile: what was named, else this computer's local data
/// folder (never a roaming one). `None` if the system has no such folder.
pub(crate) fn folder(named: Option<PathBuf>) -> Option<PathBuf> {
    named.or_else(|| {
        directories::ProjectDirs::from("", "", "Attune")
            .map(|folders| folders.data_local_dir().to_owned())
    })
}

/// Folders that well-known programs copy to a cloud, as they name them.
const CLOUDS: [&str; 11] = [
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud drive",
    "iclouddrive",
    "mobile documents",
    "nextcloud",
    "owncloud",
    "pcloud",
    "mega",
];

/// The part of `folder` that something seems to copy to a cloud, by the path as
/// it is named and by where its links lead.
pub(crate) fn copied_to_cloud(folder: &Path) -> Option<String> {
    let named = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let real = std::fs::canonicalize(folder).ok();
    cloud_in(&named).or_else(|| real.as_deref().and_then(cloud_in))
}

fn cloud_in(path: &Path) -> Option<String> {
    path.components().find_map(|component| {
        let name = component.as_os_str().to_string_lossy();
        let lower = name.to_lowercase();
        let found = CLOUDS.iter().any(|cloud| {
            lower.strip_prefix(cloud).is_some_and(|rest| {
                // "OneDrive - Family" is one; "Megan" is not.
                rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
            })
        });
        found.then(|| name.into_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cloud_folders_are_told_by_name() {
        #[track_caller]
        fn check(path: &str, expected: Option<&str>) {
            assert_eq!(copied_to_cloud(Path::new(path)).as_deref(), expected);
        }
        check("/home/alex/.local/share/attune", None);
        check("/home/alex/Dropbox/attune", Some("Dropbox"));
        check("/home/alex/OneDrive - Family/x", Some("OneDrive - Family"));
        check("/home/megan/attune", None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_a_cloud_folder_is_followed() {
        let room = tempfile::tempdir().unwrap();
        let real = room.path().join("Dropbox").join("words");
        std::fs::create_dir_all(&real).unwrap();
        let link = room.path().join("words");
        std::os::unix::fs::symlink(&real, &link).unwrap();
        assert_eq!(copied_to_cloud(&link).as_deref(), Some("Dropbox"));
    }
}
