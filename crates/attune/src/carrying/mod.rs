//! What goes out as plain files and comes in from them: exports that can be read
//! without Attune, a year as a book, and other diaries.
//!
//! What is parsed is parsed apart from any file, from bytes to pieces; only
//! `export`, `import`, `folder`, `archive` and `files` touch the disk. Nothing that
//! comes in is believed: sizes are bounded, names in an archive are never paths,
//! links are not followed, and what could not be taken is told, each by its name.
//!
//! | file | its part |
//! | --- | --- |
//! | `export` `folder` `names` | a vault's entries into a folder; an empty, private one; names that every system takes |
//! | `told` | what an export says of an entry: a further field of one is added here |
//! | `markdown` `front` | an entry as a file; the lines between dashes at its head |
//! | `everything` | all there is as one JSON file, written and read |
//! | `book` `html` | a year as one page to print; words as safe HTML |
//! | `import` `taking` `report` | taking in, batch by batch; what was not taken, and why |
//! | `sentences` | what went wrong, as a person reads it |
//! | `piece` `when` `stream` | one thing to take in; the times that files state; JSON, element by element |
//! | `dayone` `archive` | Day One's entries; the archive they come in |
//! | `files` `note` | a folder of Markdown; one file of it |

mod archive;
mod book;
mod dayone;
mod everything;
pub(crate) mod export;
mod files;
mod folder;
mod front;
mod html;
pub(crate) mod import;
mod markdown;
mod names;
mod note;
mod piece;
mod report;
pub(crate) mod sentences;
mod stream;
mod taking;
mod told;
mod when;

#[cfg(test)]
mod tests;

pub(crate) use book::Whose;
pub(crate) use folder::FolderError;
pub(crate) use piece::Found;
pub(crate) use report::{Left, Report, Why, line};
pub(crate) use taking::Taking;
