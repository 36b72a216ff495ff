//! Pictures of a window without a display, a graphics card or any library of the
//! system, the same on every machine: egui's own triangles, filled here.
//!
//! A crate of its own for the sake of the tests, which make and compare a hundred
//! pictures: what goes over each pixel is optimised there too (see the workspace's
//! `Cargo.toml`), where everything around it is built to be debugged.

mod surface;

use std::io::{BufRead, BufWriter, Seek, Write};
pub use surface::{Surface, Texture};

/// A finished picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width and height in pixels.
    pub size: [usize; 2],
    /// Red, green and blue of every pixel, row by row.
    pub pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// Writes it as PNG.
    pub fn write_png(&self, to: impl Write) -> Result<(), png::EncodingError> {
        let side = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let mut encoder =
            png::Encoder::new(BufWriter::new(to), side(self.size[0]), side(self.size[1]));
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(self.pixels.as_flattened())
    }

    /// Reads one that was written so; `None` for any other image.
    pub fn read_png(from: impl BufRead + Seek) -> Option<Self> {
        let mut reader = png::Decoder::new(from).read_info().ok()?;
        let mut bytes = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut bytes).ok()?;
        let is_ours =
            info.color_type == png::ColorType::Rgb && info.bit_depth == png::BitDepth::Eight;
        let (pixels, rest) = bytes.get(..info.buffer_size())?.as_chunks();
        let picture =
            Self { size: [info.width as usize, info.height as usize], pixels: pixels.to_vec() };
        (is_ours && rest.is_empty()).then_some(picture)
    }

    /// How many pixels, of ten thousand, have a channel that is further than `near`
    /// from the other picture's. All of them if the sizes differ.
    pub fn others(&self, other: &Self, near: u8) -> usize {
        if self.size != other.size {
            return 10_000;
        }
        let differs =
            |(a, b): (&[u8; 3], &[u8; 3])| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > near);
        let count = self.pixels.iter().zip(&other.pixels).filter(|pair| differs(*pair)).count();
        count * 10_000 / self.pixels.len().max(1)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn a_picture_is_read_as_it_was_written() {
        let pixels = (0..6).map(|at| [at * 40, 255 - at, 7]).collect();
        let picture = Picture { size: [3, 2], pixels };
        let mut bytes = Vec::new();
        picture.write_png(&mut bytes).unwrap();
        assert_eq!(Picture::read_png(Cursor::new(&bytes)), Some(picture));
        assert_eq!(Picture::read_png(Cursor::new(&bytes[..20])), None);
    }

    #[test]
    fn what_differs_is_counted() {
        let one = Picture { size: [10, 1], pixels: vec![[9, 9, 9]; 10] };
        let mut other = one.clone();
        other.pixels[3] = [9, 9, 12];
        assert_eq!((one.others(&other, 3), one.others(&other, 2)), (0, 1_000));
        other.size = [5, 2];
        assert_eq!(one.others(&other, 3), 10_000);
    }
}
