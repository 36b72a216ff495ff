//! A page as one reads it: its Markdown as headings, lists, quotes and links, without
//! the signs that say so. Each line somebody ended stays a line.
//!
//! The words may be a partner's, and mean ill. No word is lost in reading: what has no
//! form here stands as it was typed. A link never hides where it goes: its address is
//! told whole, in letters that look like no others, and one that could go anywhere but
//! to a page or a mailbox is no link. Nothing is fetched, pictures neither.

use super::marks::Tone;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};
use std::ops::Range;

/// The longest address that is a link, in bytes.
const LONGEST: usize = 2_000;
/// What a link may begin with.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// What lies between two ends of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Block {
    /// In how many quotes it lies.
    pub(crate) quotes: usize,
    /// In how many lists it lies.
    pub(crate) lists: usize,
    /// What stands before it: a dot, or the number of one of a list.
    pub(crate) mark: Option<String>,
    /// What it is.
    pub(crate) form: Form,
    /// Its words.
    pub(crate) pieces: Vec<Piece>,
    /// The addresses its words lead to, as they are shown and copied.
    pub(crate) links: Vec<String>,
    /// Where it begins in the text, in bytes.
    at: usize,
}

/// What a block is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// Words like any others.
    #[default]
    Words,
    /// A heading; the large one of a page, or one under it.
    Heading {
        /// Whether it is the large one.
        large: bool,
    },
    /// A line that is kept as it was set.
    Code,
    /// A rule across the page, without words.
    Rule,
}

/// Words that are said in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The words as they are read.
    pub(crate) words: String,
    /// Where they lie in the text, in bytes.
    pub(crate) range: Range<usize>,
    /// How they are said.
    pub(crate) tone: Tone,
    /// Whether they lead to an address.
    pub(crate) linked: bool,
}

impl Block {
    /// All its words.
    pub(crate) fn words(&self) -> String {
        self.pieces.iter().map(|piece| piece.words.as_str()).collect()
    }

    /// Where its words lie in the text, in bytes.
    pub(crate) fn range(&self) -> Range<usize> {
        let ends = (self.pieces.first(), self.pieces.last());
        match ends {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }

    /// Whether it lies in the same list as the one before it.
    pub(crate) fn follows_in_list(&self, before: &Self) -> bool {
        self.lists > 0 && before.lists > 0 && self.quotes == before.quotes
    }
}

/// The blocks of a text, in their order.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut reading = Reading { text, ..Reading::default() };
    for (event, range) in Parser::new(text).into_offset_iter() {
        reading.take(event, range);
    }
    reading.end();
    reading.whole()
}

/// How far a text was read.
#[derive(Default)]
struct Reading<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    /// The block that is being read.
    open: Option<Block>,
    quotes: usize,
    /// The lists that are open, each with its next number if it has any.
    lists: Vec<Option<u64>>,
    /// What the next block begins with.
    mark: Option<String>,
    form: Form,
    strong: usize,
    stressed: usize,
    /// The address of the link that is open, and how many links and pictures are.
    link: Option<String>,
    within: usize,
    /// The last words that stand as they were typed, with all signs in them.
    typed: Range<usize>,
    /// What of the text was read.
    read: Vec<Range<usize>>,
}

impl Reading<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        if range.start > self.typed.start && range.end <= self.typed.end {
            // It stands there already. Of links and pictures in it it is only kept how
            // many are open.
            match event {
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.within += 1,
                Event::End(TagEnd::Link | TagEnd::Image) => self.within -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.close(tag, &range),
            Event::Text(words) if self.form == Form::Code => self.lines(&words, range.start),
            Event::Text(words) => self.add(&words, range),
            Event::SoftBreak | Event::HardBreak => self.end(),
            Event::Rule => {
                self.end();
                self.blocks.push(Block { form: Form::Rule, ..self.block(range.start) });
                self.mark = None;
            }
            // In signs of its own, or in none that are known here.
            _ => self.as_typed(range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.stressed += 1,
            Tag::Heading { level, .. } => {
                self.end();
                if self.begins_with_signs(&range, level) {
                    self.form = Form::Heading { large: level == HeadingLevel::H1 };
                }
            }
            Tag::BlockQuote(_) => {
                self.end();
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.end();
                self.lists.push(first);
            }
            Tag::Item => {
                self.end();
                self.mark = self.lists.last_mut().map(|next| match next {
                    Some(number) => {
                        let mark = format!("{number}.");
                        *number = number.saturating_add(1);
                        mark
                    }
                    None => "•".to_owned(),
                });
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => {
                self.end();
                self.form = Form::Code;
            }
            // People set a line in by spaces for other reasons.
            Tag::CodeBlock(CodeBlockKind::Indented) | Tag::Paragraph | Tag::HtmlBlock => self.end(),
            Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } => {
                self.within += 1;
                if self.within > 1 {
                    return;
                }
                match shown(&dest_url).filter(|_| title.is_empty()) {
                    Some(address) => self.link = Some(address),
                    None => self.as_typed(range),
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.stressed = self.stressed.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => {
                self.within = self.within.saturating_sub(1);
                if self.within == 0
                    && let Some(address) = self.link.take()
                {
                    self.lead(address, range);
                }
            }
            TagEnd::Heading(level) => {
                self.end();
                if !self.begins_with_signs(range, level) {
                    // A line under words is a line, and makes no heading of them.
                    let block = self.block(range.end);
                    self.blocks.push(Block { form: Form::Rule, ..block });
                }
                self.form = Form::Words;
            }
            TagEnd::BlockQuote(_) => {
                self.end();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.end();
                self.lists.pop();
            }
            TagEnd::CodeBlock => {
                self.end();
                self.form = Form::Words;
            }
            TagEnd::Item => {
                self.end();
                self.mark = None;
            }
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.end(),
            _ => {}
        }
    }

    /// Where the link that ends with `range` goes: beside its words, unless those are
    /// the address.
    fn lead(&mut self, address: String, range: &Range<usize>) {
        self.read.push(range.clone());
        self.begin(range.start);
        let Some(block) = &mut self.open else { return };
        let linked = block.pieces.partition_point(|piece| piece.range.start < range.start);
        for piece in &mut block.pieces[linked..] {
            piece.linked = true;
        }
        let words: String = block.pieces[linked..].iter().map(|p| p.words.as_str()).collect();
        if words.trim().is_empty() {
            block.pieces.push(Piece {
                words: address.clone(),
                range: range.clone(),
                tone: Tone::Plain,
                linked: true,
            });
        }
        if block.links.last() != Some(&address) {
            block.links.push(address);
        }
    }

    /// Whether a heading is a line after its signs.
    fn begins_with_signs(&self, range: &Range<usize>, level: HeadingLevel) -> bool {
        super::marks::is_heading(self.text, range, level)
    }

    /// The words of the text there as they were typed.
    fn as_typed(&mut self, range: Range<usize>) {
        let Some(words) = self.text.get(range.clone()) else { return };
        self.lines(words, range.start);
        self.typed = range;
    }

    /// Words that have ends of lines in them, the first of which goes on with what is
    /// open.
    fn lines(&mut self, words: &str, begin: usize) {
        let mut at = begin;
        for line in words.split_inclusive('\n') {
            let kept = line.trim_end_matches(['\n', '\r']);
            if !kept.is_empty() {
                self.add(kept, at..at + kept.len());
            }
            at += line.len();
            if line.ends_with('\n') {
                self.end();
            }
        }
    }

    fn add(&mut self, words: &str, range: Range<usize>) {
        let tone = match (self.strong > 0, self.stressed > 0) {
            (true, _) => Tone::Strong,
            (false, true) => Tone::Stressed,
            (false, false) => Tone::Plain,
        };
        self.read.push(range.clone());
        self.begin(range.start);
        let Some(block) = &mut self.open else { return };
        block.pieces.push(Piece { words: words.to_owned(), range, tone, linked: false });
    }

    /// Begins a block there, if none is open.
    fn begin(&mut self, at: usize) {
        if self.open.is_none() {
            self.open = Some(self.block(at));
            self.mark = None;
        }
    }

    /// A block that begins there.
    fn block(&self, at: usize) -> Block {
        Block {
            quotes: self.quotes,
            lists: self.lists.len(),
            mark: self.mark.clone(),
            form: self.form,
            at,
            ..Block::default()
        }
    }

    /// All blocks; what was not read, such as what only says where a link goes, stands
    /// among them as it was typed.
    fn whole(mut self) -> Vec<Block> {
        self.read.sort_by_key(|range| range.start);
        let mut left = Vec::new();
        let mut at = 0;
        for range in std::mem::take(&mut self.read) {
            left.push(at..range.start.max(at));
            at = at.max(range.end);
        }
        left.push(at..self.text.len());
        for range in left {
            let Some(words) = self.text.get(range.clone()) else { continue };
            if words.contains(char::is_alphabetic) {
                self.lines(words, range.start);
                self.end();
            }
        }
        self.blocks.sort_by_key(|block| block.at);
        self.blocks
    }

    /// A line ends.
    fn end(&mut self) {
        let Some(block) = self.open.take() else { return };
        if block.pieces.iter().any(|piece| !piece.words.trim().is_empty()) {
            self.blocks.push(block);
        }
    }
}

/// An address as it is shown and copied, if it is one that may be a link. Letters that
/// could be taken for others stand as the numbers that are sent for them; one that
/// names somebody before its host looks like another host and is no link.
fn shown(address: &str) -> Option<String> {
    let lower = address.get(..8.min(address.len())).unwrap_or(address).to_ascii_lowercase();
    let scheme = SCHEMES.into_iter().find(|scheme| lower.starts_with(scheme))?;
    let rest = address.get(scheme.len()..)?;
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let is_mail = scheme == "mailto:";
    let misleads = !is_mail && (host.contains('@') || host.contains('%') || rest.contains('\\'));
    if address.len() > LONGEST || host.is_empty() || misleads {
        return None;
    }
    let mut shown = scheme.to_owned();
    for byte in rest.bytes() {
        match byte {
            0x21..=0x7e => shown.push(char::from(byte)),
            _ => shown.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    /// A block as a line: its quotes, its lists and its mark, its form, its words with
    /// what is linked in brackets, and its addresses.
    fn told(text: &str) -> Vec<String> {
        let line = |block: &Block| {
            let words: String = block
                .pieces
                .iter()
                .map(|piece| {
                    let words = match piece.tone {
                        Tone::Strong => format!("S<{}>", piece.words),
                        Tone::Stressed => format!("E<{}>", piece.words),
                        _ => piece.words.clone(),
                    };
                    if piece.linked { format!("[{words}]") } else { words }
                })
                .collect();
            let form = match block.form {
                Form::Words => "",
                Form::Heading { large: true } => "H ",
                Form::Heading { large: false } => "h ",
                Form::Code => "| ",
                Form::Rule => "--",
            };
            let mark = block.mark.as_deref().map(|mark| format!("{mark} ")).unwrap_or_default();
            let links: String = block.links.iter().map(|link| format!(" -> {link}")).collect();
            let (quotes, lists) = (">".repeat(block.quotes), "  ".repeat(block.lists));
            format!("{quotes}{lists}{mark}{form}{words}{links}")
        };
        blocks(text).iter().map(line).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(told(text), expected, "{text}");
    }

    #[test]
    fn a_page_is_read_in_the_forms_that_it_was_written_in() {
        check("", &[]);
        check("One.\nTwo.\n\nThree.", &["One.", "Two.", "Three."]);
        check("# Allotment\nRain.\n## Later", &["H Allotment", "Rain.", "h Later"]);
        check("a **strong** and a *stressed* word", &["a S<strong> and a E<stressed> word"]);
        check("- tea\n- bread\n  - rye\n", &["  • tea", "  • bread", "    • rye"]);
        check("7. seven\n8. eight", &["  7. seven", "  8. eight"]);
        check("- one\n\n  and more\n- two", &["  • one", "  and more", "  • two"]);
        check("> You said\n> > I said\n\nafter", &[">You said", ">>I said", "after"]);
        check("before\n\n---\n\nafter", &["before", "--", "after"]);
        check("not a heading\n---\nafter", &["not a heading", "--", "after"]);
        check("```\nfor x\n    y\n```\nafter", &["| for x", "|     y", "after"]);
        check("a `quiet` word", &["a `quiet` word"]);
        check("    set in by four", &["set in by four"]);
        check("2 * 3 * 4, a_b_c, <b>no</b>", &["2 * 3 * 4, a_b_c, <b>no</b>"]);
        check("| a | b |\n|---|---|\n| 1 | 2 |", &["| a | b |", "|---|---|", "| 1 | 2 |"]);
    }

    #[test]
    fn a_link_tells_its_whole_address_and_a_picture_is_one() {
        let at = "https://example.org/walk?to=river";
        check(&format!("See [the walk]({at})."), &[&format!("See [the walk]. -> {at}")]);
        check(&format!("<{at}>"), &[&format!("[{at}] -> {at}")]);
        check(&format!("![the river]({at})"), &[&format!("[the river] -> {at}")]);
        check(&format!("[]({at})"), &[&format!("[{at}] -> {at}")]);
        check("[write](mailto:sam@example.org)", &["[write] -> mailto:sam@example.org"]);
        check(
            "[a](https://a.example) and [b](https://b.example)",
            &["[a] and [b] -> https://a.example -> https://b.example"],
        );
        // Words that name another address stand beside the one that they lead to.
        check(
            "[https://bank.example](https://evil.example)",
            &["[https://bank.example] -> https://evil.example"],
        );
    }

    #[test]
    fn what_could_mislead_stands_as_it_was_typed() {
        for text in [
            "[a page](javascript:alert)",
            "[a page](file:///etc/passwd)",
            "[a page](https://bank.example@evil.example)",
            "[a page](https://bank.example%2f@evil.example)",
            "[a page](/here)",
            "[a page](https://)",
            "[a page](https://example.org \"https://bank.example\")",
        ] {
            check(text, &[text]);
        }
        let long = format!("[a page](https://example.org/{})", "a".repeat(LONGEST));
        check(&long, &[&long]);
        // A letter that looks like another one is told by its number.
        check("[bank](https://b\u{430}nk.example)", &["[bank] -> https://b%D0%B0nk.example"]);
        // So is a sign that turns the order of what follows.
        check(
            "[x](https://a.example/\u{202e}gpj.exe)",
            &["[x] -> https://a.example/%E2%80%AEgpj.exe"],
        );
        check(
            "[x][1]\n\n[1]: https://a.example",
            &["[x] -> https://a.example", "[1]: https://a.example"],
        );
    }

    #[test]
    fn hostile_pages_are_read_within_a_breath() {
        let pages = [
            ">".repeat(10_000),
            format!("{} deep", "> ".repeat(10_000)),
            format!("{} deep", "- ".repeat(10_000)),
            "[".repeat(50_000),
            "![](".repeat(20_000),
            "*a **a ".repeat(20_000),
            "`".repeat(50_000),
            format!("{}\n{}\n", "|a".repeat(10_000), "|-".repeat(10_000)),
            "[a](https://a.example)".repeat(10_000),
            "[x]: https://a.example\n".repeat(10_000),
            "<a ".repeat(50_000),
            "&".repeat(50_000),
            "1. ".repeat(10_000),
        ];
        for page in pages {
            let began = Instant::now();
            let count = blocks(&page).len();
            let took = began.elapsed();
            let begin: String = page.chars().take(12).collect();
            assert!(took < Duration::from_secs(5), "{begin}: {took:?}");
            assert!(count <= 30_000, "{begin}: {count}");
        }
    }

    proptest! {
        /// Whatever was typed, each of its letters is read, in their order; and what
        /// was read lies where it is said to.
        #[test]
        fn no_letter_is_lost(
            text in r"([abé9 ]|\n|[*_#>`\-\[\]()!<&;:|~\\]|1\. |    |```){0,60}",
        ) {
            let letters = |text: &str| -> String {
                text.chars().filter(|letter| letter.is_alphabetic()).collect()
            };
            let all = blocks(&text);
            let read: String = all.iter().map(Block::words).collect();
            prop_assert_eq!(letters(&text), letters(&read));
            for piece in all.iter().flat_map(|block| &block.pieces) {
                prop_assert!(text.get(piece.range.clone()).is_some());
            }
        }
    }
}
