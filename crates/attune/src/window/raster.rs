//! Pictures of the window without a display: frames that nobody sees are drawn, and
//! the triangles of the last one filled by [`attune_raster`]. The gallery writes them
//! and the tests compare them.

use super::theme;
use attune_raster::{Picture, Surface, Texture};
use egui::{Context, ImageData, Pos2, RawInput, Rect, TextureId, TexturesDelta, Ui, Vec2};
use std::collections::HashMap;

/// How a picture is taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Camera {
    /// The window's size, in points at a text size of 100 %.
    pub(crate) size: [f32; 2],
    /// Pixels for one such point.
    pub(crate) scale: f32,
    /// The size of all text, in percent.
    pub(crate) text: f32,
    /// Day or night.
    pub(crate) theme: egui::Theme,
}

/// How many frames are drawn before the picture: sizes settle in the first.
const SETTLED: usize = 4;
/// Time between two of them, in seconds: long enough for any fade to end.
const FRAME: f64 = 1.0;

/// Draws a window and takes its picture.
pub(crate) fn take(camera: &Camera, mut draw: impl FnMut(&mut Ui)) -> Picture {
    let ctx = Context::default();
    theme::install(&ctx);
    ctx.set_theme(camera.theme);
    let zoom = camera.text / 100.0;
    ctx.set_zoom_factor(zoom);
    let [width, height] = camera.size;
    let pixels = [pixels(width * camera.scale), pixels(height * camera.scale)];
    let mut textures = Textures::default();
    let mut finished = None;
    for frame in 0..SETTLED {
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::from(camera.size) / zoom)),
            time: Some(frame as f64 * FRAME),
            focused: true,
            ..RawInput::default()
        };
        if let Some(viewport) = input.viewports.get_mut(&egui::ViewportId::ROOT) {
            viewport.native_pixels_per_point = Some(camera.scale);
        }
        let output = ctx.run_ui(input, &mut draw);
        textures.update(output.textures_delta);
        finished = Some((output.shapes, output.pixels_per_point));
    }
    let mut surface = Surface::new(pixels, theme::paper(camera.theme == egui::Theme::Dark));
    if let Some((shapes, per_point)) = finished {
        for primitive in ctx.tessellate(shapes, per_point) {
            if let egui::epaint::Primitive::Mesh(mesh) = &primitive.primitive
                && let Some(texture) = textures.0.get(&mesh.texture_id)
            {
                surface.draw(mesh, texture, primitive.clip_rect, per_point);
            }
        }
    }
    surface.finish()
}

fn pixels(length: f32) -> usize {
    length.round().max(1.0) as usize
}

/// The textures as egui last told them.
#[derive(Default)]
struct Textures(HashMap<TextureId, Texture>);

impl Textures {
    fn update(&mut self, mut delta: TexturesDelta) {
        for (id, changes) in std::mem::take(&mut delta.set) {
            for change in changes {
                let ImageData::Color(image) = change.image;
                match change.pos {
                    None => {
                        self.0.insert(id, Texture::new(image.size, image.pixels.clone()));
                    }
                    Some(at) => {
                        if let Some(texture) = self.0.get_mut(&id) {
                            texture.patch(at, image.size, &image.pixels);
                        }
                    }
                }
            }
        }
        for id in std::mem::take(&mut delta.free) {
            self.0.remove(&id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Color32, CornerRadius, pos2, vec2};

    const CAMERA: Camera =
        Camera { size: [60.0, 40.0], scale: 1.0, text: 100.0, theme: egui::Theme::Light };

    fn at(picture: &Picture, x: usize, y: usize) -> [u8; 3] {
        picture.pixels[y * picture.size[0] + x]
    }

    #[test]
    fn a_rectangle_fills_just_its_pixels() {
        let red = Color32::from_rgb(200, 10, 20);
        for scale in [1.0, 2.0] {
            let picture = take(&Camera { scale, ..CAMERA }, |ui| {
                let rect = Rect::from_min_size(pos2(10.0, 5.0), vec2(20.0, 10.0));
                ui.painter().rect_filled(rect, CornerRadius::ZERO, red);
            });
            let s = scale as usize;
            let filled = picture.pixels.iter().filter(|pixel| **pixel == [200, 10, 20]).count();
            assert_eq!(filled, 20 * 10 * s * s);
            assert_eq!(at(&picture, 10 * s, 5 * s), [200, 10, 20]);
            assert_ne!(at(&picture, 10 * s - 1, 5 * s), [200, 10, 20]);
        }
    }

    #[test]
    fn what_is_clipped_is_not_drawn_and_half_of_a_colour_is_mixed_in() {
        let picture = take(&CAMERA, |ui| {
            let clip = Rect::from_min_size(pos2(0.0, 0.0), vec2(45.0, 40.0));
            let painter = ui.painter().with_clip_rect(clip);
            let all = Rect::from_min_size(Pos2::ZERO, vec2(60.0, 40.0));
            painter.rect_filled(all, CornerRadius::ZERO, Color32::BLACK);
            let half = Color32::from_rgba_unmultiplied(255, 255, 255, 128);
            painter.rect_filled(all.shrink(10.0), CornerRadius::ZERO, half);
        });
        assert_eq!(at(&picture, 5, 5), [0, 0, 0]);
        // Also where its two triangles meet.
        for (x, y) in (10..45).flat_map(|x| (10..30).map(move |y| (x, y))) {
            assert_eq!(at(&picture, x, y), [128, 128, 128], "at {x}, {y}");
        }
        assert_ne!(at(&picture, 45, 15), [128, 128, 128]);
    }

    #[test]
    fn letters_are_drawn_dark_on_light() {
        let picture = take(&CAMERA, |ui| {
            let font = egui::FontId::proportional(24.0);
            let at = pos2(4.0, 4.0);
            ui.painter().text(at, egui::Align2::LEFT_TOP, "Il", font, Color32::BLACK);
        });
        assert!(picture.pixels.iter().filter(|[r, ..]| *r < 60).count() > 20);
    }
}
