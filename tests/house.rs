//! The rules of the house that code alone cannot show: who may name what, and
//! that every module says why it exists.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

/// Each library, and the only crate that may depend on it directly.
const OWNERS: [(&str, &[&str]); 6] = [
    ("automerge", &["attune-core"]),
    ("rusqlite", &["attune-core"]),
    ("iroh", &["attune-sync"]),
    ("mdns-sd", &["attune-sync"]),
    ("egui", &["attune", "attune-raster"]),
    ("eframe", &["attune"]),
];

/// The dependencies that a crate's manifest names, but for its tests'.
fn dependencies(name: &str) -> Vec<String> {
    let manifest = fs::read_to_string(crates().join(name).join("Cargo.toml")).unwrap();
    let part = manifest.split("\n[dependencies]\n").nth(1).unwrap();
    let part = part.split("\n[").next().unwrap();
    let name = |line: &str| line.split(['.', ' ', '=']).next().unwrap_or_default().to_owned();
    part.lines().filter(|line| !line.starts_with('#')).map(name).filter(|n| !n.is_empty()).collect()
}

#[test]
fn each_library_has_one_home() {
    for krate in ["attune-core", "attune-sync", "attune-raster", "attune"] {
        let dependencies = dependencies(krate);
        assert!(dependencies.len() > 1, "{krate}: the manifest was not read");
        for (library, owners) in OWNERS {
            let depends = dependencies.iter().any(|name| name == library);
            assert!(!depends || owners.contains(&krate), "{krate} names {library}");
        }
    }
}

#[test]
fn core_knows_no_one_and_sync_knows_core() {
    let ours = |krate| -> Vec<String> {
        dependencies(krate).into_iter().filter(|name| name.starts_with("attune")).collect()
    };
    assert_eq!(ours("attune-core"), Vec::<String>::new());
    assert_eq!(ours("attune-raster"), Vec::<String>::new());
    assert_eq!(ours("attune-sync"), ["attune-core"]);
}

/// The program is a library only so that its cost can be measured.
#[test]
fn only_the_measures_reach_into_the_program() {
    assert!(dependencies("attune-bench").iter().any(|name| name == "attune"));
    for krate in ["attune-core", "attune-sync"] {
        assert!(dependencies(krate).iter().all(|name| name != "attune"), "{krate} names attune");
    }
    let library = fs::read_to_string(crates().join("attune/src/lib.rs")).unwrap();
    let open: Vec<&str> = library.lines().filter(|line| line.starts_with("pub ")).collect();
    assert_eq!(open, ["pub mod measure;", "pub fn run() -> ExitCode {"]);
}

#[test]
fn every_module_says_why_it_exists() {
    for krate in ["attune-core", "attune-sync", "attune"] {
        for file in rust_files(&crates().join(krate)) {
            let text = fs::read_to_string(&file).unwrap();
            assert!(text.starts_with("//!"), "{} has no opening words", file.display());
        }
    }
}

#[test]
fn core_reads_no_clock_and_draws_no_randomness() {
    for file in rust_files(&crates().join("attune-core/src")) {
        let text = fs::read_to_string(&file).unwrap();
        let forbidden = [
            "SystemTime",
            "Instant::now",
            "Zoned::now",
            "ZonedDateTime::now",
            "getrandom",
            "tokio",
        ];
        for word in forbidden {
            assert!(!text.contains(word), "{} names {word}", file.display());
        }
    }
}

#[test]
fn the_conversations_name_no_socket_and_no_clock() {
    let files = rust_files(&crates().join("attune-sync/src/proto"));
    assert!(files.len() > 10, "the sources were not found");
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for name in ["iroh", "tokio", "mdns_sd", "Instant::now", "SystemTime", "getrandom"] {
            assert!(!text.contains(name), "{}: {name}", file.display());
        }
    }
}

/// What automerge says, and where it panics, is dealt with in one place.
#[test]
fn only_documents_name_automerge() {
    let source = crates().join("attune-core/src");
    let mut named = 0;
    for file in rust_files(&source) {
        let names = fs::read_to_string(&file).unwrap().contains("automerge::");
        let is_document = file.starts_with(source.join("document"));
        assert!(!names || is_document, "{} names automerge", file.display());
        named += usize::from(names);
    }
    assert!(named > 3, "{named} files name it");
}

#[test]
fn no_view_touches_the_vault_or_the_network() {
    let window = crates().join("attune/src/window");
    let views = ["screens", "widgets"].map(|folder| rust_files(&window.join(folder))).concat();
    assert!(views.len() > 15, "the views were not found");
    for file in views {
        let text = fs::read_to_string(&file).unwrap();
        for name in ["Vault", "Reader", "attune_sync", "std::fs", "std::net", "std::thread"] {
            assert!(!text.contains(name), "{}: {name}", file.display());
        }
    }
}

/// Its field for whom it is has no name outside, and what makes one is called
/// where a log is read and nowhere else.
#[test]
fn a_batch_for_a_partner_is_made_by_the_vault_alone() {
    let core = crates().join("attune-core/src");
    let exchange = fs::read_to_string(core.join("exchange.rs")).unwrap();
    let (_, after) = exchange.split_once("pub struct Outgoing<A> {").unwrap();
    let (fields, after) = after.split_once("\n}\n").unwrap();
    assert!(fields.contains("\n    audience: PhantomData<A>,"), "{fields}");
    let (makers, _) = after.split_once("\n}\n").unwrap();
    assert!(makers.contains("pub(crate) fn new("), "{makers}");
    assert!(!makers.contains("pub fn "), "{makers}");
    let calls = |file: &PathBuf| fs::read_to_string(file).unwrap().contains("Outgoing::new(");
    let callers: Vec<PathBuf> = rust_files(&core).into_iter().filter(calls).collect();
    assert_eq!(callers, [core.join("vault/exchange.rs")]);
}

/// What a colour or a size would be written with.
const LITERALS: [&str; 8] = [
    "Color32::from_",
    "Color32::WHITE",
    "Color32::BLACK",
    "Color32::GRAY",
    "Rgba::from_",
    "FontId::proportional(",
    "FontId::monospace(",
    ".size(size",
];

/// One room of the window has the colours and the type, so that a page is put
/// right in one place, by day and by night.
#[test]
fn colours_and_type_are_in_the_theme_and_nowhere_else() {
    let window = crates().join("attune/src/window");
    let files = rust_files(&window);
    assert!(files.len() > 60, "the sources were not found");
    for file in files {
        let place = file.strip_prefix(&window).unwrap();
        if place.starts_with("theme") || place.starts_with("tests") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        // Tests may name a colour to look for it.
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for literal in LITERALS {
            assert!(!text.contains(literal), "{} writes {literal}", place.display());
        }
        let mut rest = text;
        while let Some(at) = rest.find("FontId::new(") {
            rest = &rest[at + "FontId::new(".len()..];
            let first = rest.trim_start().chars().next().unwrap_or_default();
            assert!(!first.is_ascii_digit(), "{} writes a size of type", place.display());
        }
        for call in [".heading(", ".strong(", ".italics(", ".monospace("] {
            assert!(!text.contains(call), "{} styles type by itself: {call}", place.display());
        }
    }
}
