//! Triangles on a grid of pixels. Colours are mixed as they are written, in
//! gamma space and premultiplied, as egui's own shaders do.

use super::Picture;
use egui::epaint::{Mesh, Vertex};
use egui::{Color32, Rect};

/// An image that triangles are filled with.
pub struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
}

/// A colour in parts of one, premultiplied.
type Parts = [f32; 4];

fn parts(colour: Color32) -> Parts {
    colour.to_array().map(|part| f32::from(part) / 255.0)
}

fn mix(from: Parts, to: Parts, share: f32) -> Parts {
    std::array::from_fn(|at| from[at] + (to[at] - from[at]) * share)
}

impl Texture {
    /// An image of `size`.
    pub fn new(size: [usize; 2], pixels: Vec<Color32>) -> Self {
        Self { size, pixels }
    }

    /// Replaces a part of it.
    pub fn patch(&mut self, at: [usize; 2], size: [usize; 2], pixels: &[Color32]) {
        for (y, row) in pixels.chunks(size[0].max(1)).enumerate() {
            let from = (at[1] + y) * self.size[0] + at[0];
            if let Some(place) = self.pixels.get_mut(from..from + row.len()) {
                place.copy_from_slice(row);
            }
        }
    }

    fn pixel(&self, x: isize, y: isize) -> Parts {
        let clamp = |at: isize, size: usize| at.clamp(0, size as isize - 1) as usize;
        let at = clamp(y, self.size[1]) * self.size[0] + clamp(x, self.size[0]);
        self.pixels.get(at).copied().map_or([0.0; 4], parts)
    }

    /// The colour at a place from 0 to 1, mixed from the four nearest pixels.
    fn sample(&self, u: f32, v: f32) -> Parts {
        let (x, y) = (u * self.size[0] as f32 - 0.5, v * self.size[1] as f32 - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (across, down) = (x - left, y - top);
        let (left, top) = (left as isize, top as isize);
        // Letters lie on whole pixels: most of the time one pixel is all.
        const NEAR: f32 = 1.0 / 512.0;
        if across < NEAR && down < NEAR {
            return self.pixel(left, top);
        }
        let upper = mix(self.pixel(left, top), self.pixel(left + 1, top), across);
        let lower = mix(self.pixel(left, top + 1), self.pixel(left + 1, top + 1), across);
        mix(upper, lower, down)
    }
}

/// A grid of pixels under the brush.
pub struct Surface {
    size: [usize; 2],
    pixels: Vec<[f32; 3]>,
}

impl Surface {
    /// A surface of one colour.
    pub fn new(size: [usize; 2], ground: Color32) -> Self {
        let [r, g, b, _] = parts(ground);
        Self { size, pixels: vec![[r, g, b]; size[0] * size[1]] }
    }

    /// Fills the triangles of `mesh` within `clip`.
    pub fn draw(&mut self, mesh: &Mesh, texture: &Texture, clip: Rect, per_point: f32) {
        let edge = |at: f32, size: usize| (at * per_point).round().clamp(0.0, size as f32) as usize;
        let bounds = Bounds {
            left: edge(clip.left(), self.size[0]),
            right: edge(clip.right(), self.size[0]),
            top: edge(clip.top(), self.size[1]),
            bottom: edge(clip.bottom(), self.size[1]),
        };
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |at: usize| mesh.vertices.get(corners[at] as usize);
            if let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) {
                let triangle = Triangle::new([a, b, c], per_point);
                self.fill(&triangle, texture, &bounds);
            }
        }
    }

    fn fill(&mut self, triangle: &Triangle, texture: &Texture, bounds: &Bounds) {
        if triangle.area == 0.0 {
            return;
        }
        let range = |at: usize, low: usize, high: usize| {
            let least = triangle.at.iter().map(|p| p[at]).fold(f64::INFINITY, f64::min);
            let most = triangle.at.iter().map(|p| p[at]).fold(f64::NEG_INFINITY, f64::max);
            (least.floor().max(low as f64) as usize)
                ..(most.ceil().min(high as f64).max(0.0) as usize)
        };
        let (columns, rows) =
            (range(0, bounds.left, bounds.right), range(1, bounds.top, bounds.bottom));
        // Most of a picture is of one colour each.
        let flat = triangle.flat(texture);
        let begin = columns.start as f64 + 0.5;
        for y in rows {
            let mut distances = triangle.distances(begin, y as f64 + 0.5);
            let row = y * self.size[0];
            for x in columns.clone() {
                if triangle.is_inside(&distances) {
                    let colour = match flat {
                        Some(colour) => colour,
                        None => triangle.colour(&distances, texture),
                    };
                    mix_in(&mut self.pixels[row + x], colour);
                }
                triangle.step_right(&mut distances);
            }
        }
    }

    /// The picture, in eight bits a channel. What lies between two steps is
    /// spread by a fixed pattern, so that gradients show no bands.
    pub fn finish(self) -> Picture {
        let width = self.size[0];
        let pixels = self.pixels.iter().enumerate().map(|(at, pixel)| {
            let scaled = pixel.map(|part| part * 255.0);
            // Most pixels are just a step: nothing is to be spread.
            let between = scaled.iter().any(|part| (part - part.round()).abs() > STEP);
            let spread = if between { noise(at % width, at / width) } else { 0.0 };
            scaled.map(|part| (part + spread).round().clamp(0.0, 255.0) as u8)
        });
        Picture { size: self.size, pixels: pixels.collect() }
    }
}

/// What is so near to a step is one.
const STEP: f32 = 0.004;

/// Lays a colour over another.
fn mix_in(over: &mut [f32; 3], colour: Parts) {
    let rest = 1.0 - colour[3];
    if rest == 0.0 {
        *over = [colour[0], colour[1], colour[2]];
        return;
    }
    for (channel, part) in over.iter_mut().zip(colour) {
        *channel = part + *channel * rest;
    }
}

/// Interleaved gradient noise, less than half a step either way.
fn noise(x: usize, y: usize) -> f32 {
    let along = 0.067_110_56 * x as f32 + 0.005_837_15 * y as f32;
    ((52.982_918 * along.fract()).fract() - 0.5) * 0.95
}

struct Bounds {
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
}

/// A triangle in pixels, its corners turning one way.
struct Triangle {
    at: [[f64; 2]; 3],
    uv: [[f32; 2]; 3],
    colours: [Parts; 3],
    area: f64,
    /// What each distance gains from one pixel to the next.
    steps: [f64; 3],
    /// What each distance has at least inside: nothing, or something where an
    /// edge is another triangle's.
    least: [f64; 3],
}

impl Triangle {
    fn new(corners: [&Vertex; 3], per_point: f32) -> Self {
        // In steps of a 256th of a pixel, so that two triangles that share an
        // edge agree on it.
        let place = |at: f32| f64::from((at * per_point * 256.0).round()) / 256.0;
        let mut order = corners;
        let area_of = |c: &[&Vertex; 3]| {
            let p = c.map(|v| [place(v.pos.x), place(v.pos.y)]);
            edge(p[0], p[1], p[2])
        };
        let mut area = area_of(&order);
        if area < 0.0 {
            order.swap(1, 2);
            area = -area;
        }
        let at = order.map(|v| [place(v.pos.x), place(v.pos.y)]);
        let [a, b, c] = at;
        let sides = [(b, c), (c, a), (a, b)];
        Self {
            at,
            uv: order.map(|v| [v.uv.x, v.uv.y]),
            colours: order.map(|v| parts(v.color)),
            area,
            steps: sides.map(|(from, to)| from[1] - to[1]),
            least: sides.map(|(from, to)| {
                let upper_left = to[1] < from[1] || (to[1] == from[1] && to[0] > from[0]);
                if upper_left { 0.0 } else { f64::MIN_POSITIVE }
            }),
        }
    }

    /// How far a place is within each of the three sides, in twice the area of
    /// the triangle between.
    fn distances(&self, x: f64, y: f64) -> [f64; 3] {
        let [a, b, c] = self.at;
        [edge(b, c, [x, y]), edge(c, a, [x, y]), edge(a, b, [x, y])]
    }

    /// The distances of the next place to the right. All are whole steps of a
    /// fraction of a pixel, so nothing is lost in adding.
    fn step_right(&self, distances: &mut [f64; 3]) {
        distances[0] += self.steps[0];
        distances[1] += self.steps[1];
        distances[2] += self.steps[2];
    }

    /// Whether a place is inside. One on an edge belongs to the triangle below
    /// it or right of it, and to no other.
    fn is_inside(&self, distances: &[f64; 3]) -> bool {
        distances[0] >= self.least[0]
            && distances[1] >= self.least[1]
            && distances[2] >= self.least[2]
    }

    /// The colour, where it is the same all over.
    fn flat(&self, texture: &Texture) -> Option<Parts> {
        let same = |at: usize| self.uv[at] == self.uv[0] && self.colours[at] == self.colours[0];
        (same(1) && same(2)).then(|| self.colour(&[self.area, 0.0, 0.0], texture))
    }

    fn colour(&self, distances: &[f64; 3], texture: &Texture) -> Parts {
        let shares = distances.map(|distance| (distance / self.area) as f32);
        let sum = |values: [f32; 3]| {
            values[0] * shares[0] + values[1] * shares[1] + values[2] * shares[2]
        };
        let image = texture.sample(sum(self.uv.map(|uv| uv[0])), sum(self.uv.map(|uv| uv[1])));
        std::array::from_fn(|at| sum(self.colours.map(|colour| colour[at])) * image[at])
    }
}

/// Twice the area of a triangle; its sign tells which way the corners turn.
fn edge(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> f64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}
