//! A page to read: its headings, lists, quotes and links as they are meant, in the
//! column where everything else stands. A link is words; where it goes stands under
//! them, whole, and pressing that copies it. Nothing is opened and nothing fetched.

use super::press::link_address;
use crate::texts::tr;
use crate::window::layout::{column, fitting};
use crate::window::text::{self, Block, Breaks, Form, Run, Tone, blocks, run};
use crate::window::theme::{Type, colours, space};
use egui::{Color32, Label, Response, Role, Sense, Stroke, Ui, pos2};
use std::sync::Arc;

/// How far a quote and a list are set in, and how many of them are at most.
const QUOTE: f32 = 20.0;
const LIST: f32 = 28.0;
const DEEPEST: usize = 4;
/// Between the mark of a list and its words.
const AFTER_MARK: f32 = 10.0;
/// How far right of its column's edge the rule of a quote is, and how wide.
const RULE: f32 = 2.0;

/// Draws a page's words. Gives the address that was pressed.
pub(crate) fn read(ui: &mut Ui, words: &str, ink: Color32) -> Option<String> {
    let all = read_of(ui, words);
    let mut pressed = None;
    let mut before = None;
    for block in all.iter() {
        apart(ui, before.replace(block), block);
        let address = framed(ui, block, |ui| {
            let runs: Vec<Run<'_>> = block
                .pieces
                .iter()
                .map(|piece| Run {
                    ruled: piece.linked,
                    ..run(&piece.words, style_of(ui, block, piece.tone), ink)
                })
                .collect();
            words_of(ui, block, &runs, None);
            addresses(ui, block)
        });
        pressed = pressed.or(address);
    }
    pressed
}

/// The blocks of a text, found once for all frames that it stays the same.
pub(super) fn read_of(ui: &Ui, words: &str) -> Arc<[Block]> {
    #[derive(Default)]
    struct Find;
    impl egui::cache::ComputerMut<&str, Arc<[Block]>> for Find {
        fn compute(&mut self, words: &str) -> Arc<[Block]> {
            blocks(words).into()
        }
    }
    type Found = egui::cache::FrameCache<Arc<[Block]>, Find>;
    ui.memory_mut(|memory| memory.caches.cache::<Found>().get(words).clone())
}

/// Leaves room between two blocks: less within a list, and none between lines that are
/// kept as they were set.
pub(super) fn apart(ui: &mut Ui, before: Option<&Block>, block: &Block) {
    let Some(before) = before else { return };
    let both_set = before.form == Form::Code && block.form == Form::Code;
    ui.add_space(match block.form {
        _ if both_set => 0.0,
        Form::Heading { .. } => space::PARAGRAPH + space::STEP * 2.0,
        _ if block.follows_in_list(before) => space::STEP * 2.0,
        _ => space::PARAGRAPH,
    });
}

/// The style of words that are said so.
pub(super) fn style_of(ui: &Ui, block: &Block, tone: Tone) -> Type {
    match (block.form, tone) {
        (Form::Heading { large: true }, _) => fitting(ui, Type::DialogTitle),
        (Form::Heading { large: false }, _) | (_, Tone::Strong) => Type::ProseStrong,
        (_, Tone::Stressed) => Type::ProseStressed,
        (_, Tone::Plain | Tone::Sign) => Type::Prose,
    }
}

/// Draws what `add` draws where a block stands: beside the rules of its quotes, and
/// after its mark.
pub(super) fn framed<R>(ui: &mut Ui, block: &Block, add: impl FnOnce(&mut Ui) -> R) -> R {
    let (quotes, lists) = (block.quotes.min(DEEPEST), block.lists.min(DEEPEST));
    let whole = ui.available_width();
    let set = usize::from(block.form == Form::Code);
    let wanted = quotes as f32 * QUOTE + (lists + set) as f32 * LIST;
    // In a narrow window words need their room more than their place.
    let left = wanted.min((whole / 3.0).floor());
    if left <= 0.0 {
        return add(ui);
    }
    let origin = ui.cursor().min;
    let mut inner = column(ui, pos2(origin.x + left, origin.y), whole - left);
    let value = add(&mut inner);
    let used = inner.min_rect();
    let palette = colours(ui);
    for quote in 0..quotes {
        let x = origin.x + (quote as f32 * QUOTE).min(left) + RULE / 2.0;
        let stroke = Stroke::new(RULE, palette.hair);
        ui.painter().vline(x, origin.y..=used.bottom(), stroke);
    }
    if let Some(mark) = &block.mark {
        let style = style_of(ui, block, Tone::Plain);
        let galley = text::lay(ui, &run(mark, style, palette.ink_2), whole, Breaks::Full);
        text::paint_to_the_right(ui, origin.x + left - AFTER_MARK, origin.y, &galley);
    }
    ui.allocate_rect(
        egui::Rect::from_min_max(origin, pos2(origin.x + whole, used.bottom())),
        Sense::empty(),
    );
    value
}

/// The words of a block. An indent and a rule are not heard: what they mean is said
/// before the words, which are `said` otherwise where that is given.
pub(super) fn words_of(
    ui: &mut Ui,
    block: &Block,
    runs: &[Run<'_>],
    said: Option<String>,
) -> Option<(Response, f32)> {
    if block.form == Form::Rule {
        super::passage::hairline(ui);
        return None;
    }
    let galley = text::lay_all(ui, runs, ui.available_width(), Breaks::Full);
    let stands = text::baseline(&galley);
    text::paint_grounds(ui, ui.cursor().min, &galley, runs);
    let response = ui.add(Label::new(galley).selectable(true));
    let marked = block.mark.is_some() || block.quotes > 0;
    if said.is_some() || marked {
        let words = said.unwrap_or_else(|| block.words());
        let words = match &block.mark {
            Some(mark) => format!("{mark} {words}"),
            None => words,
        };
        let words = if block.quotes > 0 { tr!("window-quoted", words = words) } else { words };
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(words));
    }
    if let Form::Heading { .. } = block.form {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_role(Role::Heading));
    }
    Some((response, stands))
}

/// Where the links of a block go, under its words. Gives the one that was pressed.
pub(super) fn addresses(ui: &mut Ui, block: &Block) -> Option<String> {
    let mut pressed = None;
    for (at, address) in block.links.iter().enumerate() {
        let said = tr!("window-link-copy", address = address.clone());
        let response = ui.push_id(at, |ui| link_address(ui, address, &said)).inner;
        if response.clicked() {
            pressed = Some(address.clone());
        }
    }
    pressed
}
