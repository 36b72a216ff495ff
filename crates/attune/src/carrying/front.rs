//! Front matter: the lines between dashes at a note's head. The plain part of YAML
//! that people and programs write there is read; what goes beyond it is left where
//! it is, as words of the note.

use std::fmt::Write as _;

/// The most that is taken for front matter, in bytes.
const MAX_FRONT: usize = 1 << 20;

/// What a note says of itself, in its own order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Front(Vec<(String, Field)>);

/// A field's value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Field {
    One(String),
    Several(Vec<String>),
}

impl Front {
    /// The first of these fields that says something, by its name in small letters.
    pub(crate) fn text(&self, names: &[&str]) -> Option<&str> {
        let said = |name: &&str| {
            self.0.iter().find_map(|(key, field)| match field {
                Field::One(text) if key == name && !text.is_empty() => Some(text.as_str()),
                _ => None,
            })
        };
        names.iter().find_map(said)
    }

    /// Several values: a list, or one line with commas between.
    pub(crate) fn list(&self, names: &[&str]) -> Vec<String> {
        let found = self.0.iter().find(|(key, _)| names.contains(&key.as_str()));
        match found {
            None => Vec::new(),
            Some((_, Field::Several(all))) => all.clone(),
            Some((_, Field::One(text))) => text
                .split(',')
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect(),
        }
    }

    /// The names of all fields but these.
    pub(crate) fn others<'a>(&'a self, but: &'a [&str]) -> impl Iterator<Item = &'a str> {
        self.0.iter().map(|(key, _)| key.as_str()).filter(move |key| !but.contains(key))
    }

    /// Adds a field; a text is quoted, so that any text is one line.
    pub(crate) fn add(&mut self, name: &str, text: impl Into<String>) {
        self.0.push((name.to_owned(), Field::One(text.into())));
    }

    /// Adds a list, if there is anything in it.
    pub(crate) fn add_list(&mut self, name: &str, all: Vec<String>) {
        if !all.is_empty() {
            self.0.push((name.to_owned(), Field::Several(all)));
        }
    }

    /// As a note's head.
    pub(crate) fn written(&self) -> String {
        let mut out = String::from("---\n");
        for (name, field) in &self.0 {
            // Writing into a text can't fail.
            let _ = match field {
                Field::One(text) => writeln!(out, "{name}: {}", scalar(text)),
                Field::Several(all) => {
                    let all: Vec<String> = all.iter().map(|text| quoted(text)).collect();
                    writeln!(out, "{name}: [{}]", all.join(", "))
                }
            };
        }
        out.push_str("---\n");
        out
    }
}

/// A text that YAML takes for nothing else stands plain.
fn scalar(text: &str) -> String {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-:+.".contains(&b);
    let begins = text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
    if begins && text.bytes().all(is_plain) && !text.ends_with(':') {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// In double quotes, as JSON has it, which YAML reads alike.
fn quoted(text: &str) -> String {
    let mut out = serde_json::Value::String(text.to_owned()).to_string();
    // Line ends of Unicode are none to JSON.
    for (end, escape) in [
        ('\u{85}', "\\u0085"),
        ('\u{2028}', "\\u2028"),
        ('\u{2029}', "\\u2029"),
        ('\u{7f}', "\\u007f"),
    ] {
        if out.contains(end) {
            out = out.replace(end, escape);
        }
    }
    out
}

/// What a note says of itself, and its words. A head that can't be read is words.
pub(crate) fn split(note: &str) -> (Front, &str) {
    let note = note.strip_prefix('\u{feff}').unwrap_or(note);
    read(note).unwrap_or_else(|| (Front::default(), note))
}

fn read(note: &str) -> Option<(Front, &str)> {
    let mut lines = note.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    let mut front = Front::default();
    for line in lines {
        at += line.len();
        if at > MAX_FRONT {
            return None;
        }
        let text = line.trim_end();
        if text == "---" || text == "..." {
            return Some((front, &note[at..]));
        }
        if text.trim_start().is_empty() || text.trim_start().starts_with('#') {
            continue;
        }
        if let Some(item) = item(text) {
            // An item belongs to the field above, which has nothing of its own.
            match front.0.last_mut()? {
                (_, Field::Several(all)) => all.push(value(item)?),
                (_, field @ Field::One(_)) if *field == Field::One(String::new()) => {
                    *field = Field::Several(vec![value(item)?]);
                }
                _ => return None,
            }
            continue;
        }
        let (key, rest) = text.split_once(':')?;
        let is_key =
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if !is_key || !(rest.is_empty() || rest.starts_with(' ')) {
            return None;
        }
        front.0.push((key.to_lowercase(), field(rest.trim())?));
    }
    // It never ends: those were no field names.
    None
}

fn item(line: &str) -> Option<&str> {
    let item = line.trim_start();
    item.strip_prefix("- ").or_else(|| (item == "-").then_some(""))
}

fn field(text: &str) -> Option<Field> {
    match text.strip_prefix('[') {
        Some(inside) => Some(Field::Several(items(inside)?)),
        None => Some(Field::One(value(text)?)),
    }
}

/// The items of a list in one line, after its opening bracket.
fn items(inside: &str) -> Option<Vec<String>> {
    let mut rest = inside.trim_start();
    let mut all = Vec::new();
    loop {
        if let Some(end) = rest.strip_prefix(']') {
            return end.trim().is_empty().then_some(all);
        }
        let (text, after) = match rest.chars().next()? {
            '"' => {
                let end = closing(rest)?;
                (value(&rest[..end])?, &rest[end..])
            }
            '\'' => {
                let end = closing_single(rest)?;
                (value(&rest[..end])?, &rest[end..])
            }
            _ => {
                let end = rest.find([',', ']'])?;
                (value(rest[..end].trim())?, &rest[end..])
            }
        };
        all.push(text);
        rest = after.trim_start();
        match rest.strip_prefix(',') {
            Some(after) => rest = after.trim_start(),
            None if rest.starts_with(']') => {}
            None => return None,
        }
    }
}

/// Where a text in double quotes ends.
fn closing(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, b) in text.bytes().enumerate().skip(1) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Where a text in single quotes ends; two of them stand for one.
fn closing_single(text: &str) -> Option<usize> {
    let mut at = 1;
    loop {
        at += text.get(at..)?.find('\'')? + 1;
        if !text[at..].starts_with('\'') {
            return Some(at);
        }
        at += 1;
    }
}

/// One value, without its quotes; `None` for what is more than a value.
fn value(text: &str) -> Option<String> {
    match text.chars().next() {
        Some('"') => serde_json::from_str(text).ok(),
        Some('\'') => {
            let inside = text.strip_prefix('\'')?.strip_suffix('\'').filter(|_| text.len() > 1)?;
            Some(inside.replace("''", "'"))
        }
        Some('|' | '>' | '{' | '&' | '*' | '!' | '%' | '@' | '`') => None,
        _ => Some(text.split(" #").next().unwrap_or_default().trim_end().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(note: &str) -> (Vec<(String, Field)>, String) {
        let (front, words) = split(note);
        (front.0, words.to_owned())
    }

    fn one(key: &str, text: &str) -> (String, Field) {
        (key.to_owned(), Field::One(text.to_owned()))
    }

    fn several(key: &str, texts: &[&str]) -> (String, Field) {
        (key.to_owned(), Field::Several(texts.iter().map(|text| (*text).to_owned()).collect()))
    }

    #[test]
    fn what_people_and_programs_write_is_read() {
        let note = "---\ntitle: \"A \\\"walk\\\"\"\nDate: 2024-03-01 18:30\ntags: [one, 'it''s', \"a, b\"]\n\
            aliases:\n  - x\n  - \"y z\"\n# a remark\nempty:\nurl: http://a.b # there\n---\nWords.\n";
        assert_eq!(
            all(note),
            (
                vec![
                    one("title", "A \"walk\""),
                    one("date", "2024-03-01 18:30"),
                    several("tags", &["one", "it's", "a, b"]),
                    several("aliases", &["x", "y z"]),
                    one("empty", ""),
                    one("url", "http://a.b"),
                ],
                "Words.\n".to_owned()
            )
        );
    }

    #[test]
    fn what_is_no_front_matter_is_words() {
        for note in [
            "",
            "words",
            "---",
            "---\nwords and no end",
            "---\ntitle: x\nnever ends",
            "---\nJust a line between dashes\n---\nwords",
            "---\ntext: |\n  several\n  lines\n---\nwords",
            "---\na: {b: c}\n---\nwords",
            "---\n- an item of nothing\n---\nwords",
            "----\ntitle: x\n---\n",
            " ---\ntitle: x\n---\n",
            "---\nurl:x\n---\n",
            "---\na: \"not closed\n---\n",
            "---\na: [one, two\n---\n",
        ] {
            assert_eq!(all(note), (vec![], note.to_owned()));
        }
        assert_eq!(all("\u{feff}---\r\na: b\r\n---\r\nx").0, [one("a", "b")]);
    }

    #[test]
    fn ten_thousand_tags_are_ten_thousand_tags() {
        let mut front = Front::default();
        front.add_list("tags", (0..10_000).map(|n| format!("tag {n}, \"quoted\"")).collect());
        assert_eq!(split(&front.written()).0, front);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(text in any::<String>(), list in prop::collection::vec(any::<String>(), 1..4), words in any::<String>()) {
            let mut front = Front::default();
            front.add("title", text.clone());
            front.add_list("tags", list.clone());
            let note = front.written() + &words;
            let (read, rest) = split(&note);
            prop_assert_eq!(read.text(&["title"]).unwrap_or_default(), text);
            prop_assert_eq!(read.list(&["tags"]), list);
            prop_assert_eq!(rest, words);
        }

        #[test]
        fn nothing_makes_it_panic(note in "(---\n)?[a-z:\\[\\]\"', \n#-]{0,60}") {
            let (_, words) = split(&note);
            prop_assert!(note.ends_with(words));
        }
    }
}
