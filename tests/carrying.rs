//! Out and in, from outside: exports that need no Attune, and what other diaries,
//! and whoever means ill, put into files.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "stories/people.rs"]
mod people;

use people::Person;
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file of somebody's, by what is in it.
fn file(person: &Person, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = person.file(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path.into_os_string().into_string().unwrap()
}

fn path(person: &Person, name: &str) -> String {
    person.file(name).into_os_string().into_string().unwrap()
}

/// An entry as Day One exports it.
fn day_one(id: &str, date: &str, text: &str) -> Value {
    json!({ "uuid": id, "creationDate": date, "timeZone": "UTC", "text": text, "tags": ["home"] })
}

const THEN: &str = "2019-03-14T18:22:35Z";

fn journal(entries: &[Value]) -> String {
    json!({ "metadata": { "version": "1.0" }, "entries": entries }).to_string()
}

/// An archive with these files.
fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (name, content) in files {
        let method = rawzip::CompressionMethod::DEFLATE;
        let (mut entry, config) =
            archive.new_file(name).compression_method(method).start().unwrap();
        let packer = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast());
        let mut writer = config.wrap(packer);
        writer.write_all(content).unwrap();
        let (packer, descriptor) = writer.finish().unwrap();
        packer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

fn import(person: &Person, format: &str, path: &str) -> Value {
    person.json(&["import", "--format", format, path])
}

/// Why each thing was left.
fn reasons(report: &Value) -> Vec<&str> {
    report["left"].as_array().unwrap().iter().map(|left| left["why"].as_str().unwrap()).collect()
}

fn count(person: &Person) -> usize {
    person.json(&["list"]).as_array().unwrap().len()
}

/// Every file in a folder, by its name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

#[test]
fn everything_goes_out_as_markdown_that_anybody_can_read() {
    let alex = Person::new("Alex");
    let id = alex.done(&[
        "add",
        "journal",
        "--private",
        "--title",
        "A walk: part/one",
        "Rain.\n\nAll day.",
    ]);
    alex.done(&["add", "gratitude", "--shared", "The umbrella"]);
    alex.done(&["checkin", "answer", "you", "me", "us"]);
    let gone = alex.done(&["add", "journal", "--private", "deleted"]);
    alex.done(&["delete", &gone]);
    let folder = path(&alex, "pages");
    let written = alex.json(&["export", "--format", "md", &folder, "--yes"]);
    assert_eq!((&written["files"], &written["entries"]), (&3.into(), &3.into()));
    let all: Vec<String> =
        files(Path::new(&folder)).iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    assert_eq!(all.len(), 3);
    let page = all.iter().find(|text| text.contains("Rain.")).unwrap();
    for part in [
        format!("attune: {id}\n"),
        "kind: journal\n".into(),
        "title: \"A walk: part/one\"\n".into(),
        "scope: private\n".into(),
        "\n# A walk: part/one\n\nRain.\n\nAll day.\n".into(),
    ] {
        assert!(page.contains(&part), "{part} in {page}");
    }
    let answers = all.iter().find(|text| text.contains("kind: checkin")).unwrap();
    assert!(answers.contains("## What I appreciated about you\n\nyou\n"), "{answers}");
    assert!(!all.iter().any(|text| text.contains("deleted")));
    let names: Vec<PathBuf> = files(Path::new(&folder));
    assert!(
        names.iter().any(|name| name.ends_with(format!(
            "{} A walk part one.md",
            &page.split("day: ").nth(1).unwrap()[..10]
        ))),
        "{names:?}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(Path::new(&folder)), 0o700);
        assert!(names.iter().all(|name| mode(name) == 0o600));
    }
}

#[test]
fn plain_files_are_written_only_where_somebody_said_yes_into_an_empty_folder() {
    let alex = Person::new("Alex");
    alex.done(&["add", "journal", "--private", "secret"]);
    let folder = path(&alex, "out");
    for format in ["md", "json"] {
        let said = alex.fails(&["export", "--format", format, &folder], 1);
        assert!(said.contains("plain files") && said.contains("--yes"), "{said}");
        assert!(!Path::new(&folder).exists(), "nothing was made");
    }
    let kept = file(&alex, "full/notes.txt", "mine");
    let full = path(&alex, "full");
    let said = alex.fails(&["export", "--format", "json", &full, "--yes"], 1);
    assert!(said.contains("already"), "{said}");
    let said = alex.fails(&["export", "--format", "json", &kept, "--yes"], 1);
    assert!(said.contains("is a file"), "{said}");
    assert_eq!(
        (fs::read_to_string(&kept).unwrap().as_str(), files(Path::new(&full)).len()),
        ("mine", 1)
    );
    // An empty one is as good as a new one; the second time it is full.
    fs::create_dir(&folder).unwrap();
    alex.done(&["export", "--format", "json", &folder, "--yes"]);
    alex.fails(&["export", "--format", "json", &folder, "--yes"], 1);
    for wrong in [
        &["export", "--format", "book", &folder][..],
        &["export", "--format", "md", "--year", "2026", &folder],
        &["export", "--format", "book", "--year", "1999", &folder],
        &["export", &folder],
    ] {
        alex.fails(wrong, 2);
    }
}

#[test]
fn what_went_out_comes_in_again_in_a_new_profile() {
    let alex = Person::new("Alex");
    let edited = alex.done(&["add", "journal", "--shared", "--title", "Sunday", "rain"]);
    alex.done(&["edit", &edited, "rain and thunder"]);
    alex.done(&["add", "gratitude", "--private", "tea"]);
    alex.done(&["checkin", "answer", "you", "me", "us"]);
    alex.done(&["checkin", "try", "a walk"]);
    alex.done(&["export", "--format", "json", &path(&alex, "all"), "--yes"]);
    let export = path(&alex, "all/attune.json");

    let again = Person::new("Alex");
    let looked = again.json(&["import", "--format", "json", &export, "--dry-run"]);
    assert_eq!(
        (&looked["read"], &looked["added"], &looked["dry_run"]),
        (&4.into(), &4.into(), &true.into())
    );
    assert_eq!(count(&again), 0);
    let first = import(&again, "json", &export);
    assert_eq!((&first["added"], reasons(&first)), (&4.into(), vec!["history"]));
    let told = |person: &Person| -> Vec<Value> {
        let mut all = person.json(&["list"]).as_array().unwrap().clone();
        for entry in &mut all {
            for own in ["id", "wish", "origin", "scope", "delivery"] {
                entry.as_object_mut().unwrap().remove(own);
            }
        }
        all
    };
    assert_eq!(told(&again), told(&alex));
    let week = |person: &Person| person.json(&["checkin", "show"]);
    assert_eq!(
        (&week(&again)["mine"], &week(&again)["tries"]),
        (&week(&alex)["mine"], &week(&alex)["tries"])
    );
    for entry in again.json(&["list"]).as_array().unwrap() {
        assert_eq!((&entry["scope"], &entry["wish"]), (&"private".into(), &Value::Null));
    }
    for (person, all) in [(&again, 4), (&alex, 4)] {
        let report = import(person, "json", &export);
        assert_eq!((&report["added"], &report["already"]), (&0.into(), &all.into()));
    }
    again.done(&["doctor"]);
}

#[test]
fn a_ritual_comes_in_with_its_days_and_asks_for_nothing() {
    let alex = Person::new("Alex");
    let coffee = alex.done(&["ritual", "add", "Coffee", "--days", "mon,fri", "--time", "07:30"]);
    alex.done(&["ritual", "done", &coffee]);
    alex.done(&["export", "--format", "json", &path(&alex, "all"), "--yes"]);
    let export = path(&alex, "all/attune.json");

    let again = Person::new("Alex");
    for (added, already) in [(1, 0), (0, 1)] {
        let report = import(&again, "json", &export);
        assert_eq!((&report["added"], &report["already"]), (&added.into(), &already.into()));
        assert_eq!(reasons(&report), Vec::<&str>::new());
    }
    let all = again.json(&["ritual", "list"]);
    let ritual = &all[0];
    assert_eq!(all.as_array().unwrap().len(), 1);
    assert_eq!((&ritual["body"], &ritual["scope"]), (&"Coffee".into(), &"private".into()));
    let detail = |ritual: &Value| ritual["detail"]["kept"].clone();
    assert_eq!(detail(ritual), detail(&alex.json(&["ritual", "list"])[0]));
    assert_eq!(ritual["resting_until"], "2100-12-31");
    again.done(&["ritual", "rest", ritual["id"].as_str().unwrap(), "--over"]);
    assert_eq!(again.json(&["ritual", "list"])[0]["resting_until"], Value::Null);
    again.done(&["doctor"]);
}

#[test]
fn a_diary_of_day_one_comes_in_as_it_was() {
    let alex = Person::new("Alex");
    let mut second =
        day_one("B", "2020-01-02T03:04:05Z", "![](dayone-moment://X)\n\nAt the lake\\.");
    second["timeZone"] = json!("Asia/Tokyo");
    second["photos"] = json!([{ "identifier": "X" }, { "identifier": "Y" }]);
    let text = journal(&[day_one("A", THEN, "# A walk\n\nRain."), second]);
    let zip = packed(&[("Journal.json", text.as_bytes()), ("photos/x.jpeg", b"\xff\xd8\xff")]);
    let zip = file(&alex, "Export.zip", zip);
    let report = import(&alex, "dayone", &zip);
    assert_eq!(
        (&report["read"], &report["added"], &report["already"]),
        (&2.into(), &2.into(), &0.into())
    );
    let photos = &report["left"][0];
    assert_eq!((&photos["why"], &photos["count"]), (&"attachments".into(), &2.into()));
    let all = alex.json(&["list"]);
    assert_eq!(
        (&all[0]["body"], &all[0]["created"]),
        (&"At the lake.".into(), &"2020-01-02T12:04:05+09:00".into())
    );
    assert_eq!(
        (&all[1]["title"], &all[1]["day"], &all[1]["scope"]),
        (&"A walk".into(), &"2019-03-14".into(), &"private".into())
    );
    assert_eq!(&all[1]["origin"], "dayone:A");
    // The same diary, packed or not, is here already.
    let json = file(&alex, "Journal.json", &text);
    for again in [&zip, &json] {
        let report = import(&alex, "dayone", again);
        assert_eq!((&report["added"], &report["already"]), (&0.into(), &2.into()));
    }
    // What was changed since stays; what was deleted comes anew.
    let id = all[1]["id"].as_str().unwrap();
    alex.done(&["edit", id, "Rain, and sun."]);
    alex.done(&["delete", all[0]["id"].as_str().unwrap()]);
    assert_eq!(import(&alex, "dayone", &json)["added"], 1);
    assert_eq!(alex.json(&["show", id])["body"], "Rain, and sun.");
    assert_eq!(count(&alex), 2);
}

#[test]
fn a_folder_of_notes_comes_in_by_its_heads_names_and_times() {
    let alex = Person::new("Alex");
    let notes = path(&alex, "notes");
    file(&alex, "notes/2024-03-01 A walk.md", "Rain.\n");
    file(
        &alex,
        "notes/deep/er/x.md",
        "---\ntitle: Tea\ndate: 2024-05-06 07:08\ntags: [a, b]\nmood: 4\n---\n\nGreen.\n",
    );
    file(&alex, "notes/no date.markdown", "Undated words.\n");
    file(&alex, "notes/bad.md", b"\xff\xfe words");
    file(&alex, "notes/9999-12-30.md", "far away");
    file(&alex, "notes/empty.md", "");
    file(&alex, "notes/photo.jpg", b"\xff\xd8");
    file(&alex, "notes/.obsidian/workspace.json", "{}");
    file(&alex, "notes/long.md", "x".repeat(5 << 20));
    let report = import(&alex, "md", &notes);
    assert_eq!((&report["read"], &report["added"]), (&4.into(), &3.into()));
    let mut why: Vec<(&str, &str)> = report["left"]
        .as_array()
        .unwrap()
        .iter()
        .map(|left| (left["what"].as_str().unwrap(), left["why"].as_str().unwrap()))
        .collect();
    why.sort_unstable();
    assert_eq!(
        why,
        [
            (".obsidian", "hidden"),
            ("9999-12-30.md", "time"),
            ("bad.md", "not-utf-8"),
            ("empty.md", "empty"),
            ("long.md", "too-long"),
            ("mood", "fields"),
            ("photo.jpg", "not-markdown"),
        ]
    );
    let said = String::from_utf8(alex.run(&["import", "--format", "md", &notes]).stderr).unwrap();
    for name in ["bad.md", "9999-12-30.md", "photo.jpg", ".obsidian"] {
        assert!(said.contains(name), "{name} in {said}");
    }
    let all = alex.json(&["list"]);
    let titles: Vec<&str> =
        all.as_array().unwrap().iter().map(|e| e["title"].as_str().unwrap()).collect();
    assert!(
        titles.contains(&"Tea") && titles.contains(&"A walk") && titles.contains(&"no date"),
        "{titles:?}"
    );
    let tea = alex.json(&["list", "--tag", "B"]);
    assert_eq!((tea.as_array().unwrap().len(), &tea[0]["title"]), (1, &"Tea".into()));
    assert_eq!(import(&alex, "md", &notes)["already"], 3);
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let alex = Person::new("Alex");
    let notes = path(&alex, "notes");
    let secret = file(&alex, "elsewhere/secret.md", "not in that folder");
    file(&alex, "notes/one.md", "one");
    symlink(&notes, alex.file("notes/loop")).unwrap();
    symlink(alex.file("notes/loop"), alex.file("notes/again")).unwrap();
    symlink(&secret, alex.file("notes/link.md")).unwrap();
    symlink(alex.file("elsewhere"), alex.file("notes/folder")).unwrap();
    let report = import(&alex, "md", &notes);
    assert_eq!((&report["added"], reasons(&report)), (&1.into(), vec!["link"; 4]));
    assert_eq!(alex.json(&["list"])[0]["body"], "one");
}

#[test]
fn what_is_not_what_it_is_said_to_be_is_refused_in_a_sentence() {
    let alex = Person::new("Alex");
    let good = packed(&[("Journal.json", journal(&[day_one("A", THEN, "words")]).as_bytes())]);
    let cut = file(&alex, "cut.zip", &good[..good.len() - 10]);
    let one = file(&alex, "one.md", "words");
    let other = file(&alex, "other.json", "{\"entries\": 5}");
    let list = file(&alex, "list.json", "[1, 2]");
    let folder = path(&alex, "folder");
    fs::create_dir(&folder).unwrap();
    let missing = path(&alex, "missing");
    for (format, path, says) in [
        ("dayone", &cut, "ends in the middle"),
        ("dayone", &one, "not such an export"),
        ("dayone", &list, "not such an export"),
        ("json", &other, "not such an export"),
        ("json", &cut, "not such an export"),
        ("dayone", &folder, "is a folder"),
        ("json", &folder, "is a folder"),
        ("md", &one, "is a file"),
        ("md", &missing, "can’t be read"),
        ("dayone", &missing, "can’t be read"),
    ] {
        for more in [&[][..], &["--dry-run"]] {
            let arguments = [&["import", "--format", format, path][..], more].concat();
            let said = alex.fails(&arguments, 1);
            assert!(said.contains(says), "{format} {path}: {said}");
        }
    }
    assert_eq!(count(&alex), 0);
}

#[test]
fn an_archive_that_swells_is_not_inflated() {
    let alex = Person::new("Alex");
    // A third of a gigabyte of spaces, in a third of a megabyte.
    let mut bomb = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bomb);
    let method = rawzip::CompressionMethod::DEFLATE;
    let (mut entry, config) =
        archive.new_file("Journal.json").compression_method(method).start().unwrap();
    let packer = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::best());
    let mut writer = config.wrap(packer);
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..320 {
        writer.write_all(&spaces).unwrap();
    }
    let (packer, descriptor) = writer.finish().unwrap();
    packer.finish().unwrap();
    entry.finish(descriptor).unwrap();
    archive.finish().unwrap();
    assert!(bomb.len() < 1 << 20);
    let bomb = file(&alex, "bomb.zip", bomb);
    let said = alex.fails(&["import", "--format", "dayone", &bomb], 1);
    assert!(said.contains("256 MiB"), "{said}");
    assert_eq!(count(&alex), 0);
}

#[test]
fn names_in_an_archive_lead_nowhere() {
    let alex = Person::new("Alex");
    let text = journal(&[day_one("A", THEN, "words")]);
    // What packs them makes such names harmless: they are put in afterwards.
    let names = [
        "aa/aa/aa/aa/aa/aa/tmp/attune-was-here.json",
        "A/etc/attune-was-here.json",
        "C_bsx_attune.json",
    ];
    let all = names.map(|name| (name, text.as_bytes()));
    let mut bytes = packed(&all);
    for (from, to) in [("aa/", "../"), ("A/etc", "//etc"), ("C_bsx_", "C:\\..\\")] {
        for at in 0..bytes.len() - from.len() {
            if bytes[at..].starts_with(from.as_bytes()) {
                bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
            }
        }
    }
    let has = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
    assert!(has(b"../../../../../../tmp/attune") && has(b"//etc/attune") && has(b"C:\\..\\"));
    let zip = file(&alex, "odd.zip", bytes);
    let before = files(alex.folder.path());
    let report = import(&alex, "dayone", &zip);
    assert_eq!((&report["added"], reasons(&report)), (&1.into(), vec!["twice", "twice"]));
    assert_eq!(files(alex.folder.path()), before);
    for path in ["/tmp/attune-was-here.json", "/etc/attune-was-here.json"] {
        assert!(!Path::new(path).exists(), "{path}");
    }
}

#[test]
fn what_stands_before_a_damaged_place_comes_in() {
    let alex = Person::new("Alex");
    let text = journal(&[
        day_one("A", THEN, "one"),
        day_one("B", THEN, "two"),
        day_one("C", THEN, "three"),
    ]);
    let cut = text.find("three").unwrap();
    let broken = file(&alex, "cut.json", &text[..cut]);
    let report = import(&alex, "dayone", &broken);
    assert_eq!((&report["added"], reasons(&report)), (&2.into(), vec!["damaged"]));
    let mut bytes = text.into_bytes();
    bytes[cut] = 0xff;
    let broken = file(&alex, "bytes.json", bytes);
    assert_eq!(import(&alex, "dayone", &broken)["already"], 2);
    // Where nothing could be read, that is a failure, with the report all the same.
    let none =
        file(&alex, "none.json", journal(&[day_one("A", "9999-12-30T00:00:00Z", "x"), json!({})]));
    let said = alex.fails(&["import", "--format", "dayone", &none], 1);
    assert!(said.contains("9999-12-30") && said.contains("None of it"), "{said}");
    let empty = file(&alex, "empty.json", journal(&[]));
    assert_eq!(import(&alex, "dayone", &empty)["read"], 0);
}

#[test]
fn one_entry_of_a_hundred_megabytes_is_too_long_and_harms_no_other() {
    let alex = Person::new("Alex");
    let mut text = String::with_capacity(101 << 20);
    text.push_str(
        "{\"entries\":[{\"uuid\":\"A\",\"creationDate\":\"2019-03-14T18:22:35Z\",\"text\":\"",
    );
    text.extend(std::iter::repeat_n("a word and another ", (100 << 20) / 19));
    text.push_str(
        "\"},{\"uuid\":\"B\",\"creationDate\":\"2019-03-14T18:22:35Z\",\"text\":\"small\"}]}",
    );
    let large = file(&alex, "large.json", text);
    let report = import(&alex, "dayone", &large);
    assert_eq!((&report["added"], reasons(&report)), (&1.into(), vec!["too-long"]));
    assert_eq!(alex.json(&["list"])[0]["body"], "small");
}

#[test]
fn tags_without_end_and_ids_that_come_twice() {
    let alex = Person::new("Alex");
    let mut tagged = day_one("A", THEN, "tagged");
    tagged["tags"] = (0..10_000).map(|n| format!("tag {n}")).collect();
    let twice =
        file(&alex, "twice.json", journal(&[tagged, day_one("A", THEN, "the second of that id")]));
    let report = import(&alex, "dayone", &twice);
    let left: Vec<_> = report["left"]
        .as_array()
        .unwrap()
        .iter()
        .map(|left| (left["why"].as_str().unwrap(), left["count"].as_u64().unwrap()))
        .collect();
    assert_eq!((&report["added"], left), (&1.into(), vec![("twice", 1), ("tags", 9_976)]));
    assert_eq!(alex.json(&["list"])[0]["body"], "tagged");
}

#[test]
fn a_book_is_one_file_of_what_belongs_into_it() {
    let alex = Person::new("Alex");
    alex.done(&[
        "add",
        "journal",
        "--private",
        "--title",
        "Mine <b>alone</b>",
        "**Rain** & _sun_ <script>x</script>",
    ]);
    let year = alex.json(&["list"])[0]["day"].as_str().unwrap()[..4].to_owned();
    let folder = path(&alex, "book");
    // What both may read is nothing while there is nobody.
    let said = alex.fails(&["export", "--format", "book", "--year", &year, &folder, "--yes"], 1);
    assert!(said.contains("--whose mine") && !Path::new(&folder).exists(), "{said}");
    alex.done(&[
        "export", "--format", "book", "--year", &year, "--whose", "mine", &folder, "--yes",
    ]);
    let all = files(Path::new(&folder));
    assert_eq!(all, [Path::new(&folder).join(format!("attune-{year}.html"))]);
    let page = fs::read_to_string(&all[0]).unwrap();
    assert!(page.contains("<h3>Mine &lt;b&gt;alone&lt;/b&gt;</h3>"));
    assert!(
        page.contains("<strong>Rain</strong> &amp; <em>sun</em> &lt;script&gt;x&lt;/script&gt;")
    );
    alex.fails(
        &[
            "export",
            "--format",
            "book",
            "--year",
            "2001",
            "--whose",
            "mine",
            &path(&alex, "none"),
            "--yes",
        ],
        1,
    );
}

#[cfg(unix)]
#[test]
fn stopping_an_import_says_what_is_in() {
    let alex = Person::new("Alex");
    let entries: Vec<Value> = (0..20_000)
        .map(|n| day_one(&format!("{n:05}"), THEN, &format!("day {n} {}", "words ".repeat(60))))
        .collect();
    let large = file(&alex, "large.json", journal(&entries));
    let running = alex.command(&["import", "--format", "dayone", &large]).spawn().unwrap();
    // Once something of it is there, somebody presses Ctrl-C.
    while count(&alex) == 0 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let id = running.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let output = running.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    let there = count(&alex);
    assert!(said.contains(&format!("({there})")) && said.contains("Stopped"), "{there}: {said}");
    assert!(there < 20_000 && there.is_multiple_of(500), "{there}");
}
