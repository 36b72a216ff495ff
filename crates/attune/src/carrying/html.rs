//! Words as HTML that does nothing: people's Markdown becomes a few harmless
//! elements, everything else in it is shown as the words it is. No address in it
//! is ever fetched, not even one of a picture.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};
use std::ops::Range;

/// `text` as it stands, within an element or a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push(&mut out, text);
    out
}

fn push(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // What may not stand in HTML, and what turns the direction of the rest.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {
                out.push('\u{fffd}');
            }
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c => out.push(c),
        }
    }
}

/// Lines as paragraphs, without any other meaning.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        out.push_str("<p>");
        push(&mut out, line);
        out.push_str("</p>\n");
    }
    out
}

/// A page's Markdown: bold, italic, headings, lists, quotes and code. A single line
/// end is one here too, as on the screen it was written on.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::new();
    // Where a link leads, shown after its words.
    let mut leads: Vec<String> = Vec::new();
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(tag) => start(&mut out, tag, text, &range, &mut leads),
            Event::End(tag) => end(&mut out, tag, text, &range, &mut leads),
            Event::Text(words)
            | Event::Html(words)
            | Event::InlineHtml(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words)
            | Event::FootnoteReference(words) => push(&mut out, &words),
            Event::Code(words) => {
                out.push_str("<code>");
                push(&mut out, &words);
                out.push_str("</code>");
            }
            Event::SoftBreak | Event::HardBreak => out.push_str("<br>\n"),
            Event::Rule => out.push_str("<hr>\n"),
            Event::TaskListMarker(_) => {}
        }
    }
    out
}

fn start(
    out: &mut String,
    tag: Tag<'_>,
    text: &str,
    range: &Range<usize>,
    leads: &mut Vec<String>,
) {
    match tag {
        Tag::Heading { level, .. } if is_heading(text, range, level) => out.push_str("<h4>"),
        Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock => out.push_str("<p>"),
        Tag::BlockQuote(_) => out.push_str("<blockquote>\n"),
        // Four spaces before a line are no more than that.
        Tag::CodeBlock(CodeBlockKind::Indented) => out.push_str("<p class=\"kept\">"),
        Tag::CodeBlock(CodeBlockKind::Fenced(_)) => out.push_str("<pre>"),
        Tag::List(None) => out.push_str("<ul>\n"),
        // A number, and no text, is all that can stand here.
        Tag::List(Some(first)) => out.push_str(&format!("<ol start=\"{first}\">\n")),
        Tag::Item => out.push_str("<li>"),
        Tag::Emphasis => out.push_str("<em>"),
        Tag::Strong => out.push_str("<strong>"),
        Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
            leads.push(dest_url.into_string());
        }
        _ => {}
    }
}

fn end(out: &mut String, tag: TagEnd, text: &str, range: &Range<usize>, leads: &mut Vec<String>) {
    match tag {
        TagEnd::Heading(level) if is_heading(text, range, level) => out.push_str("</h4>\n"),
        TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock => out.push_str("</p>\n"),
        TagEnd::BlockQuote(_) => out.push_str("</blockquote>\n"),
        TagEnd::CodeBlock => {
            // Which of the two began is told by what is open last.
            let fenced = out.rfind("<pre>") > out.rfind("<p class=\"kept\">");
            out.push_str(if fenced { "</pre>\n" } else { "</p>\n" });
        }
        TagEnd::List(false) => out.push_str("</ul>\n"),
        TagEnd::List(true) => out.push_str("</ol>\n"),
        TagEnd::Item => out.push_str("</li>\n"),
        TagEnd::Emphasis => out.push_str("</em>"),
        TagEnd::Strong => out.push_str("</strong>"),
        TagEnd::Link | TagEnd::Image => {
            let Some(lead) = leads.pop() else { return };
            if !lead.is_empty() && !out.ends_with(&escaped(&lead)) {
                out.push_str(" <small>(");
                push(out, &lead);
                out.push_str(")</small>");
            }
        }
        _ => {}
    }
}

/// A line that begins with its sign. One that is underlined is none: people set
/// dashes under a line for other reasons.
fn is_heading(text: &str, range: &Range<usize>, level: HeadingLevel) -> bool {
    let signs = "######".get(..level as usize).unwrap_or_default();
    text.get(range.clone()).is_some_and(|line| line.starts_with(signs))
}

/// The elements that may come out, as they begin and end; for tests.
#[cfg(test)]
pub(super) const ELEMENTS: [&str; 13] =
    ["p", "br", "hr", "h4", "em", "strong", "ul", "ol", "li", "blockquote", "pre", "code", "small"];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markdown_becomes_a_few_elements() {
        for (text, html) in [
            ("", ""),
            ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>\n"),
            ("a **b** *c* `d`", "<p>a <strong>b</strong> <em>c</em> <code>d</code></p>\n"),
            ("## Head\nwords", "<h4>Head</h4>\n<p>words</p>\n"),
            ("a line\n---", "<p>a line</p>\n"),
            ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            ("3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>\n"),
            ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
            ("```\na < b\n```", "<pre>a &lt; b\n</pre>\n"),
            ("    far in", "<p class=\"kept\">far in</p>\n"),
            ("[words](https://a.b/?c&d)", "<p>words <small>(https://a.b/?c&amp;d)</small></p>\n"),
            ("<https://a.b>", "<p>https://a.b</p>\n"),
            ("![seen](https://a.b/x.png)", "<p>seen <small>(https://a.b/x.png)</small></p>\n"),
            ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
            ("a <b onclick=\"x\">c</b>", "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt;</p>\n"),
            ("\u{202e}a\0b\u{1b}", "<p>a\u{fffd}b\u{fffd}</p>\n"),
        ] {
            assert_eq!(markdown(text), html, "{text}");
        }
    }

    /// What is left when the elements that may be there are taken out.
    fn rest(html: &str) -> String {
        let mut rest = html.replace(" class=\"kept\"", "");
        while let Some(at) = rest.find(" start=\"") {
            let digits = rest[at + 8..].bytes().take_while(u8::is_ascii_digit).count();
            assert!(rest[at + 8 + digits..].starts_with("\">"), "{html}");
            rest.replace_range(at..=at + 8 + digits, "");
        }
        for element in ELEMENTS {
            rest = rest.replace(&format!("<{element}>"), "").replace(&format!("</{element}>"), "");
        }
        rest
    }

    proptest! {
        #[test]
        fn no_tag_of_anybodys_survives(text in "([<>&\"'`*#!\\[\\]() a\n/=-]|<script>|<img src=x>|javascript:|```|\\]\\(http://a\\)){0,30}") {
            for html in [markdown(&text), plain(&text)] {
                let rest = rest(&html);
                prop_assert!(!rest.contains(['<', '>', '"', '\'']), "{:?} gives {:?}", text, html);
            }
        }

        #[test]
        fn any_text_is_harmless(text in any::<String>()) {
            for html in [markdown(&text), plain(&text), escaped(&text)] {
                let rest = rest(&html);
                prop_assert!(!rest.contains(['<', '>', '"', '\'', '\0', '\u{1b}']), "{:?}", html);
            }
        }
    }
}
