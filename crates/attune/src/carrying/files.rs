//! A folder of notes: every Markdown file in it, each folder within in its turn.
//! Links lead anywhere, so none is followed.

use super::note::{self, Note};
use super::piece::{Found, Sink};
use super::report::{Left, Why};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The deepest folder that is looked into.
const MAX_DEPTH: usize = 64;
/// The largest note that is read, in bytes; a page can't be as long.
const MAX_NOTE: u64 = 16 * 1024 * 1024;
/// What a Markdown file's name ends with.
const ENDINGS: [&str; 2] = ["md", "markdown"];

/// Gives what is in the folder at `path`, in the order of names.
pub(crate) fn read(path: &Path, here: &TimeZone, sink: &mut Sink<'_>) -> io::Result<()> {
    let mut fields: BTreeMap<String, u64> = BTreeMap::new();
    let mut each = |found: Entry<'_>| match found {
        Entry::Note { named, path, about } => match one(&named, path, about, here) {
            Ok(paged) => {
                for field in paged.fields {
                    *fields.entry(field).or_default() += 1;
                }
                sink(Found::Piece(Box::new(paged.piece)))
            }
            Err(left) => sink(Found::Left(left)),
        },
        Entry::Left(left) => sink(Found::Left(left)),
    };
    let flow = folder(path, "", 0, &mut each)?;
    if flow.is_continue() {
        for (field, count) in fields {
            if sink(Found::Left(Left { what: field, why: Why::Fields, count })).is_break() {
                break;
            }
        }
    }
    Ok(())
}

/// What is found in a folder.
enum Entry<'a> {
    Note { named: String, path: &'a Path, about: &'a Metadata },
    Left(Left),
}

fn folder(
    path: &Path,
    named: &str,
    depth: usize,
    each: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
) -> io::Result<ControlFlow<()>> {
    let mut inside: Vec<PathBuf> = fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    inside.sort();
    for path in inside {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let named = if named.is_empty() { name.clone() } else { format!("{named}/{name}") };
        let left = |why| Entry::Left(Left::one(named.clone(), why));
        let is_note = Path::new(&name)
            .extension()
            .is_some_and(|end| ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known)));
        let flow = match fs::symlink_metadata(&path) {
            Err(_) => each(left(Why::Unreadable)),
            Ok(about) if about.is_symlink() => each(left(Why::Link)),
            Ok(_) if name.starts_with('.') => each(left(Why::Hidden)),
            Ok(about) if about.is_dir() && depth + 1 >= MAX_DEPTH => each(left(Why::Deep)),
            Ok(about) if about.is_dir() => match folder(&path, &named, depth + 1, each) {
                Ok(flow) => flow,
                Err(_) => each(left(Why::Unreadable)),
            },
            Ok(about) if about.is_file() && is_note => {
                each(Entry::Note { named, path: &path, about: &about })
            }
            Ok(_) => each(left(Why::NotMarkdown)),
        };
        if flow.is_break() {
            return Ok(flow);
        }
    }
    Ok(ControlFlow::Continue(()))
}

fn one(named: &str, path: &Path, about: &Metadata, here: &TimeZone) -> Result<note::Paged, Left> {
    let left = |why| Left::one(named, why);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|_| left(Why::Unreadable))?;
    file.take(MAX_NOTE + 1).read_to_end(&mut bytes).map_err(|_| left(Why::Unreadable))?;
    if bytes.len() as u64 > MAX_NOTE {
        return Err(left(Why::TooLong));
    }
    let text = String::from_utf8(bytes).map_err(|_| left(Why::NotUtf8))?;
    let changed = about.modified().ok().and_then(|at| jiff::Timestamp::try_from(at).ok());
    note::page(&Note { path: named, text: &text, changed }, here)
}
