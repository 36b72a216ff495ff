//! JSON, element by element: of a large export only one entry is held as a tree,
//! and what stands before a damaged place is read all the same.

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;
use std::ops::ControlFlow;

/// How reading went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Read {
    /// To the end.
    Whole,
    /// Up to where `each` had enough.
    Stopped,
    /// Up to a place that is no JSON.
    Damaged,
    /// It is no object to begin with.
    Nothing,
}

/// Gives every value of the object in `bytes` with its key: of an array each
/// element, one after the other, anything else whole.
pub(crate) fn each(bytes: &[u8], each: &mut dyn FnMut(&str, Value) -> ControlFlow<()>) -> Read {
    let mut at = Reading { each, begun: false, stopped: false };
    // A mark that some editors put at the beginning of a file.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let done = json.deserialize_map(&mut at).and_then(|()| json.end());
    match (done, at.begun) {
        _ if at.stopped => Read::Stopped,
        (Ok(()), _) => Read::Whole,
        (Err(_), true) => Read::Damaged,
        (Err(_), false) => Read::Nothing,
    }
}

struct Reading<'a> {
    each: &'a mut dyn FnMut(&str, Value) -> ControlFlow<()>,
    /// There was an object.
    begun: bool,
    stopped: bool,
}

impl Reading<'_> {
    fn give<E: serde::de::Error>(&mut self, key: &str, value: Value) -> Result<(), E> {
        if (self.each)(key, value).is_break() {
            self.stopped = true;
            return Err(E::custom("enough"));
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for &mut Reading<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.begun = true;
        while let Some(key) = map.next_key::<String>()? {
            map.next_value_seed(Under { key: &key, reading: self })?;
        }
        Ok(())
    }
}

/// What stands under a key.
struct Under<'a, 'b> {
    key: &'a str,
    reading: &'a mut Reading<'b>,
}

impl<'de> DeserializeSeed<'de> for Under<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Under<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(element) = elements.next_element::<Value>()? {
            self.reading.give(self.key, element)?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut object = serde_json::Map::new();
        while let Some((key, value)) = map.next_entry()? {
            object.insert(key, value);
        }
        self.reading.give(self.key, Value::Object(object))
    }

    // Exports hold objects and lists; what else stands at the top says nothing.
    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was given, and how it went.
    fn read(json: &[u8], most: usize) -> (Vec<String>, Read) {
        let mut given = Vec::new();
        let how = each(json, &mut |key, value| {
            given.push(format!("{key} {value}"));
            if given.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        (given, how)
    }

    #[test]
    fn elements_come_one_by_one_and_as_far_as_they_go() {
        let whole =
            br#"{"metadata": {"version": "1.0"}, "n": 1, "s": "x", "entries": [1, {"a": 2}]}"#;
        let three = [r#"metadata {"version":"1.0"}"#, "entries 1", r#"entries {"a":2}"#];
        assert_eq!(read(whole, 9), (three.map(str::to_owned).to_vec(), Read::Whole));
        assert_eq!(read(whole, 2).1, Read::Stopped);
        let cut = &whole[..whole.len() - 4];
        assert_eq!(
            read(cut, 9),
            (three[..2].iter().map(|s| (*s).to_owned()).collect(), Read::Damaged)
        );
        assert_eq!(read(b"\xef\xbb\xbf{\"a\": [1]}", 9).1, Read::Whole);
        assert_eq!(
            read(b"{\"a\": [\"ok\", \"\xff\"]}", 9),
            (vec!["a \"ok\"".to_owned()], Read::Damaged)
        );
        assert_eq!(read(b"{\"a\": [1]} and more", 9), (vec!["a 1".to_owned()], Read::Damaged));
        for nothing in [&b""[..], b"[]", b"words", b"\0\0\0"] {
            assert_eq!(read(nothing, 9), (vec![], Read::Nothing));
        }
        let deep = [b"{\"a\": [".as_slice(), &vec![b'['; 100_000]].concat();
        assert_eq!(read(&deep, 9).1, Read::Damaged);
    }
}
