//! An archive's JSON files, inflated within bounds. Nothing is ever unpacked onto
//! the disk, so what a file in it is called leads nowhere.

use rawzip::{CompressionMethod, ErrorKind, RECOMMENDED_BUFFER_SIZE, ZipArchive};
use std::fs::File;
use std::io::{self, Read};

/// The most that is read into memory of one file, inflated or not, and of all the
/// JSON of an archive together.
pub(crate) const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// The most files that an archive may list: years of photos, and no endless list.
const MAX_FILES: u64 = 1_000_000;

/// Why an archive could not be read.
#[derive(Debug)]
pub(crate) enum ArchiveError {
    /// It is damaged, or ends in the middle.
    Damaged,
    /// It holds more than is ever read.
    TooLarge,
    /// It is encrypted, or packed in a way that no diary uses.
    Packed,
    /// It could not be read from the disk.
    Io(io::Error),
}

impl From<rawzip::Error> for ArchiveError {
    fn from(error: rawzip::Error) -> Self {
        match error.kind() {
            ErrorKind::IO(why) if is_of_the_disk(why) => {
                Self::Io(io::Error::new(why.kind(), why.to_string()))
            }
            _ => Self::Damaged,
        }
    }
}

/// Whether the system failed, and not what the file says.
fn is_of_the_disk(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    !matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof)
}

/// Whether a file begins as an archive does.
pub(crate) fn is_archive(begins: &[u8]) -> bool {
    begins.starts_with(b"PK\x03\x04") || begins.starts_with(b"PK\x05\x06")
}

/// Every JSON file in it, by what it is called there.
pub(crate) fn json_files(file: File) -> Result<Vec<(String, Vec<u8>)>, ArchiveError> {
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = ZipArchive::from_file(file, &mut buffer)?;
    let mut found = Vec::new();
    let mut entries = archive.entries(&mut buffer);
    let mut count = 0;
    while let Some(entry) = entries.next_entry()? {
        count += 1;
        if count > MAX_FILES {
            return Err(ArchiveError::TooLarge);
        }
        let name = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
        // What a Mac lays beside each file is none of the diary's.
        if entry.is_dir() || !name.to_lowercase().ends_with(".json") || name.starts_with("__MACOSX")
        {
            continue;
        }
        if entry.flags().is_encrypted() {
            return Err(ArchiveError::Packed);
        }
        found.push((name, entry.wayfinder(), entry.compression_method()));
    }
    let mut left = MAX_BYTES;
    let mut files = Vec::new();
    for (name, wayfinder, method) in found {
        let entry = archive.get_entry(wayfinder)?;
        let bytes = match method {
            CompressionMethod::STORE => inflate(entry.verifying_reader(entry.reader()), left)?,
            CompressionMethod::DEFLATE => {
                let inflater = flate2::read::DeflateDecoder::new(entry.reader());
                inflate(entry.verifying_reader(inflater), left)?
            }
            _ => return Err(ArchiveError::Packed),
        };
        left -= bytes.len() as u64;
        files.push((name, bytes));
    }
    Ok(files)
}

/// All of it, if it is no more than `most`; what it says of its own size is not
/// believed.
fn inflate(reader: impl Read, most: u64) -> Result<Vec<u8>, ArchiveError> {
    let mut bytes = Vec::new();
    match reader.take(most + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > most => Err(ArchiveError::TooLarge),
        Ok(_) => Ok(bytes),
        Err(error) if is_of_the_disk(&error) && error.raw_os_error().is_some() => {
            Err(ArchiveError::Io(error))
        }
        Err(_) => Err(ArchiveError::Damaged),
    }
}

/// An archive in which a name was changed to one that nobody packs, for tests.
#[cfg(test)]
pub(crate) fn renamed(mut bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    for at in 0..bytes.len() - from.len() {
        if bytes[at..].starts_with(from.as_bytes()) {
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
    }
    bytes
}

/// An archive with these files, for tests.
#[cfg(test)]
pub(crate) fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (name, content) in files {
        let file = archive.new_file(name).compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().unwrap();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ArchiveError> {
        use std::io::Write;
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        json_files(file)
    }

    #[test]
    fn the_json_in_it_is_read_wherever_it_lies() {
        let bytes = packed(&[
            ("Journal.json", b"{}"),
            ("photos/ab.jpeg", b"\xff\xd8"),
            ("aa/aa/up.JSON", b"[1]"),
            ("__MACOSX/._Journal.json", b"\0"),
        ]);
        let bytes = renamed(bytes, "aa/aa/", "../../");
        let files = read(&bytes).unwrap();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Journal.json", "../../up.JSON"]);
        assert_eq!(files[1].1, b"[1]");
    }

    #[test]
    fn what_is_cut_or_changed_is_damaged() {
        let words: Vec<u8> = (0..20_000_u32).flat_map(|n| n.to_le_bytes()).collect();
        let bytes = packed(&[("Journal.json", &words)]);
        for end in [0, 1, 30, bytes.len() / 2, bytes.len() - 1] {
            assert!(matches!(read(&bytes[..end]), Err(ArchiveError::Damaged)), "{end}");
        }
        let mut changed = bytes.clone();
        changed[bytes.len() / 2] ^= 1;
        assert!(matches!(read(&changed), Err(ArchiveError::Damaged)));
    }

    #[test]
    fn what_swells_beyond_bounds_is_not_inflated() {
        struct Endless;
        impl Read for Endless {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                into.fill(b' ');
                Ok(into.len())
            }
        }
        assert!(matches!(inflate(Endless, 1 << 20), Err(ArchiveError::TooLarge)));
        assert_eq!(inflate(&b"words"[..], 5).unwrap(), b"words");
        assert!(matches!(inflate(&b"words"[..], 4), Err(ArchiveError::TooLarge)));
    }
}
