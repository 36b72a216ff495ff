//! What the pages say of the tree, held against the tree: a path, a link, a
//! command, a figure or a test that a page names is there. A page that names what
//! was moved or changed since sends its reader nowhere.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "pages/figures.rs"]
mod figures;

use figures::FIGURES;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Every page, by its path from the root.
fn pages() -> Vec<String> {
    let mut pages = vec!["README.md".to_owned(), "CHANGELOG.md".to_owned()];
    for folder in ["docs", "docs/guide"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.ends_with(".md") {
                pages.push(format!("{folder}/{name}"));
            }
        }
    }
    assert!(pages.len() > 8, "the pages were not found");
    pages
}

/// Every file and folder of the sources, from the root; folders end with `/`.
fn tree() -> BTreeSet<String> {
    fn add(folder: &Path, from: &str, all: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{from}{}", entry.file_name().into_string().unwrap());
            if entry.file_type().unwrap().is_dir() {
                add(&entry.path(), &format!("{path}/"), all);
                all.insert(format!("{path}/"));
            } else {
                all.insert(path);
            }
        }
    }
    let mut all: BTreeSet<String> = pages().into_iter().collect();
    for folder in ["crates", "docs", "tests", ".ci"] {
        add(&root().join(folder), &format!("{folder}/"), &mut all);
    }
    all
}

/// Whether the end of some path is `named`, whole names only.
fn is_in(tree: &BTreeSet<String>, named: &str) -> bool {
    let named = named.trim_end_matches('/');
    tree.iter().any(|path| {
        let before = path.trim_end_matches('/').strip_suffix(named);
        before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
    })
}

/// All sources in one text.
fn sources(tree: &BTreeSet<String>) -> String {
    tree.iter().filter(|path| path.ends_with(".rs")).map(|path| read(path)).collect()
}

/// A page without its blocks of commands.
fn prose(page: &str) -> String {
    page.split("\n```").step_by(2).collect::<Vec<_>>().join("\n")
}

/// What stands between backticks in a page's prose, on one line each.
fn code(page: &str) -> Vec<String> {
    let one_line = |span: &str| span.split_whitespace().collect::<Vec<_>>().join(" ");
    prose(page).split('`').skip(1).step_by(2).map(one_line).collect()
}

#[test]
fn what_is_between_backticks_is_closed() {
    for page in pages() {
        for paragraph in prose(&read(&page)).split("\n\n") {
            assert!(paragraph.matches('`').count() % 2 == 0, "{page}: {paragraph}");
        }
    }
}

#[test]
fn every_path_that_is_named_is_there() {
    let tree = tree();
    let mut found = 0;
    for page in pages() {
        for span in code(&read(&page)) {
            let is_plain = span.bytes().all(|b| b.is_ascii_alphanumeric() || b"_./-".contains(&b));
            let is_file = [".rs", ".md", ".ftl"].iter().any(|end| span.ends_with(end));
            let begins = ["crates/", "docs/", "tests/", ".ci/", "attune-core/", "attune-sync/"];
            let is_path = is_file || begins.iter().any(|start| span.starts_with(start));
            if is_plain && is_path {
                assert!(is_in(&tree, &span), "{page} names {span}");
                found += 1;
            }
        }
    }
    assert!(found > 50, "{found} paths");
}

/// `net::engine` is a file or a folder of that name, `Vault::apply` a function.
#[test]
fn every_module_that_is_named_is_there() {
    let tree = tree();
    let sources = sources(&tree);
    let mut found = 0;
    for page in pages() {
        for span in code(&read(&page)).iter().filter(|span| span.contains("::")) {
            let (first, last) = span.rsplit_once("::").unwrap();
            let is_there = if first.starts_with(|c: char| c.is_ascii_uppercase()) {
                sources.contains(&format!("fn {last}("))
            } else {
                let path = span.replace("::", "/");
                is_in(&tree, &path) || is_in(&tree, &format!("{path}.rs"))
            };
            assert!(is_there, "{page} names {span}");
            found += 1;
        }
    }
    assert!(found > 7, "{found} modules");
}

/// A heading as a link names it.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.collect::<String>().trim().replace(' ', "-")
}

#[test]
fn every_link_leads_somewhere() {
    for page in pages() {
        let text = read(&page);
        for link in text.split("](").skip(1) {
            let target = link.split(')').next().unwrap();
            if target.contains("://") {
                continue;
            }
            let (file, part) = target.split_once('#').unwrap_or((target, ""));
            let file = match file {
                "" => root().join(&page),
                file => root().join(&page).parent().unwrap().join(file),
            };
            assert!(file.exists(), "{page} links {target}");
            if !part.is_empty() {
                let there = fs::read_to_string(&file).unwrap();
                let headings = there.lines().filter(|line| line.starts_with('#'));
                let mut anchors = headings.map(|line| anchor(line.trim_start_matches('#')));
                assert!(anchors.any(|anchor| anchor == part), "{page} links {target}");
            }
        }
    }
}

/// The guide's own pages by way of the guide's first.
#[test]
fn every_page_is_found_from_the_first_one() {
    let (first, guide) = (read("README.md"), read("docs/guide.md"));
    for page in pages().iter().filter(|page| *page != "README.md") {
        let (from, name) = match page.strip_prefix("docs/guide/") {
            Some(name) => (&guide, format!("guide/{name}")),
            None => (&first, page.clone()),
        };
        assert!(from.contains(&format!("]({name})")), "nothing leads to {page}");
    }
}

/// The rows of a table under `heading`, cell by cell.
fn rows<'a>(page: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let lines = page.lines().skip_while(|line| *line != heading).skip(2);
    let rows = lines.take_while(|line| line.starts_with('|'));
    rows.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// The code map names the rooms of each crate, and leaves none of the first
/// floor out.
#[test]
fn every_room_is_on_the_map() {
    let (page, tree) = (read("docs/architecture.md"), tree());
    for (krate, floors) in
        [("attune-core", &[""][..]), ("attune-sync", &["proto/", "net/"]), ("attune", &[""])]
    {
        let title = format!("## Code map, `{krate}/src`");
        let part = page.split(&title).nth(1).unwrap_or_else(|| panic!("no map of {krate}"));
        let is_room = |name: &str| {
            let place = format!("crates/{krate}/src/{}", name.trim_end_matches('/'));
            [format!("{place}.rs"), format!("{place}/")].iter().any(|path| tree.contains(path))
        };
        let mut named = BTreeSet::new();
        for row in rows(part, "| place | purpose |") {
            let places = code(row[0]);
            assert!(!places.is_empty(), "{row:?}");
            for place in &places {
                assert!(is_room(place), "{krate}: {place}");
            }
            for room in code(row[1]).iter().filter(|room| !room.starts_with("attune")) {
                let is_below =
                    |place: &String| is_room(&format!("{}/{room}", place.trim_end_matches('/')));
                let within = places.iter().any(is_below);
                assert!(within || is_room(room.trim_end_matches(".rs")), "{krate}: {room}");
            }
            named.extend(places);
        }
        for floor in floors {
            let below = format!("crates/{krate}/src/{floor}");
            for path in tree.iter().filter_map(|path| path.strip_prefix(&below)) {
                let room = path.trim_end_matches(".rs");
                let is_first = !room.trim_end_matches('/').contains('/') && !room.is_empty();
                if is_first && !["lib", "main", "mod"].contains(&room) {
                    let room = format!("{floor}{}", room.trim_end_matches('/'));
                    let is_named = |name: &String| name.trim_end_matches('/') == room;
                    assert!(named.iter().any(is_named), "{krate}: {room} is not on the map");
                }
            }
        }
    }
}

/// In a file's opening words, a table of files names files beside it.
#[test]
fn every_file_of_a_table_is_beside_it() {
    let tree = tree();
    let mut tables = 0;
    for path in tree.iter().filter(|path| path.ends_with(".rs")) {
        let text = read(path);
        let head: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("//! ")).collect();
        let folder = path.rsplit_once('/').unwrap().0;
        for row in rows(&head.join("\n"), "| file | its part |") {
            tables += 1;
            for name in code(row[0]) {
                let beside = [format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")];
                assert!(beside.iter().any(|path| tree.contains(path)), "{path}: {name}");
            }
        }
    }
    assert!(tables > 20, "{tables} rows");
}

#[test]
fn each_crate_names_the_libraries_that_the_page_says() {
    let page = read("docs/architecture.md");
    let rows = rows(&page, "| crate | what it is | names |");
    assert_eq!(rows.len(), 4);
    let manifest_name =
        |name: &str| if name == "fluent" { "fluent-bundle" } else { name }.to_owned();
    let told: Vec<(String, BTreeSet<String>)> = rows
        .iter()
        .map(|row| {
            let names = row[2].replace(" (`net` only)", "");
            (code(row[0])[0].clone(), names.split(", ").map(manifest_name).collect())
        })
        .collect();
    let all: BTreeSet<&String> = told.iter().flat_map(|(_, names)| names).collect();
    for (krate, names) in &told {
        let manifest = read(&format!("crates/{krate}/Cargo.toml"));
        let part = manifest.split("\n[dependencies]\n").nth(1).unwrap();
        let part = part.split("\n[").next().unwrap();
        let depends: BTreeSet<String> =
            part.lines().map(|line| line.split(['.', ' ']).next().unwrap().to_owned()).collect();
        let of_these: BTreeSet<&String> =
            all.iter().filter(|n| depends.contains(**n)).copied().collect();
        assert_eq!(of_these, names.iter().collect(), "{krate}");
    }
}

/// The test programs that cargo knows.
fn test_programs(tree: &BTreeSet<String>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for path in tree {
        let Some(name) = path.strip_suffix(".rs") else { continue };
        let name = name.strip_suffix("/main").unwrap_or(name);
        let Some((folder, name)) = name.rsplit_once('/') else { continue };
        let of_a_crate = folder.ends_with("/tests") && folder.matches('/').count() == 2;
        if folder == "tests" || of_a_crate {
            names.insert(name.to_owned());
        }
    }
    names
}

#[test]
fn every_command_that_is_told_names_what_there_is() {
    let tree = tree();
    let programs = test_programs(&tree);
    let sources = sources(&tree);
    let (mut tests, mut variables) = (0, BTreeSet::new());
    for page in pages() {
        let text = read(&page);
        for rest in text.split("--test ").skip(1) {
            let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
            assert!(programs.contains(name), "{page}: --test {name}");
            tests += 1;
        }
        for rest in text.split("ATTUNE_").skip(1) {
            let name = rest.split(|c: char| !c.is_ascii_uppercase() && c != '_').next().unwrap();
            let quoted = format!("\"ATTUNE_{name}\"");
            assert!(sources.contains(&quoted), "{page}: ATTUNE_{name} is read nowhere");
            variables.insert(name.to_owned());
        }
        for rest in text.split("attune-bench --features ").skip(1) {
            let name = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap();
            let manifest = read("crates/attune-bench/Cargo.toml");
            assert!(manifest.contains(&format!("\n{name} = [")), "{page}: --features {name}");
        }
    }
    assert!(tests > 10 && variables.len() > 5, "{tests}, {variables:?}");
}

#[test]
fn every_test_program_is_told_of() {
    let page = read("docs/development.md");
    let told: Vec<String> = code(&page);
    for name in test_programs(&tree()) {
        let is_named = |span: &String| {
            let file = span.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
            file.trim_end_matches(".rs") == name
        };
        assert!(told.iter().any(is_named), "{name} is not in docs/development.md");
    }
}

/// A test that a page names is a function, or a story with that title.
#[test]
fn every_test_that_is_named_is_there() {
    let tree = tree();
    let sources = sources(&tree);
    let mut found = 0;
    for page in pages() {
        for span in code(&read(&page)) {
            let is_title = span.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
                && span.matches('_').count() > 2;
            if is_title {
                let there = [format!("fn {span}("), format!("\"{span}\"")];
                assert!(there.iter().any(|name| sources.contains(name)), "{page} names {span}");
                found += 1;
            }
        }
    }
    assert!(found > 10, "{found} tests");
}

#[test]
fn every_figure_is_the_one_in_the_sources() {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (page, says, source, line) in FIGURES {
        let is_told = one_line(&read(page)).contains(says);
        assert!(is_told, "{page} does not say “{says}” any more: mend the figure or this table");
        let is_so = one_line(&read(source)).contains(&one_line(line));
        assert!(is_so, "{page} says “{says}”, and {source} has no “{line}” any more");
    }
}
