//! Soul talk: drawing from the decks, the couple's own cards, and what stayed.

use super::entry::{NewDocument, add, audience, check_text, create, create_facts, texts};
use super::store::{self, DocN};
use super::{CommandError, VaultError, Work, named, pair};
use crate::command::Who;
use crate::ids::{DocumentId, PersonId};
use crate::kinds::talk::{CARD, Card, DRAW, Deck, Draw, Drawn, DrawnAt, End, STAYED};
use crate::kinds::{Detail, MAX_LINE, MAX_PROSE};
use crate::record::RecordType;
use crate::text::one_line;
use crate::time::{Day, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};
use zeroize::Zeroizing;

/// How a deck stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeckView {
    /// Which.
    pub deck: Deck,
    /// How many cards it has, the couple's own among them.
    pub size: usize,
    /// How many of them were not drawn in this round.
    pub left: usize,
}

/// A card that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawView {
    /// The draw's document.
    pub id: DocumentId,
    /// Which card of which deck.
    pub draw: Draw,
    /// The words of one of the couple's own; those of the others are the program's.
    pub own: Option<String>,
}

/// A card of the couple's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCard {
    /// Its document, whose id is its name in a deck.
    pub id: DocumentId,
    /// The deck it is in.
    pub deck: Deck,
    /// What it asks.
    pub question: String,
    /// Whether this person wrote it.
    pub mine: bool,
    /// Whether it is drawn from its deck. What was written or taken in alone is in no
    /// deck of the two until its writer puts it there.
    pub in_deck: bool,
}

/// A card of the couple's own, with all there is to keep of it elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenCard {
    /// The card.
    pub card: OwnCard,
    /// The name of whoever wrote it.
    pub author: String,
    /// The civil day where it was written.
    pub day: Day,
    /// When it claims to have been begun.
    pub created: Timestamp,
    /// When its last change claims to be from.
    pub edited: Timestamp,
    /// The writer's offset from UTC, in minutes east.
    pub offset_minutes: i16,
    /// Where it came from, if it was brought in.
    pub origin: Option<String>,
}

/// Draws a card; of any deck, of which the fullest, if none is named.
pub(super) fn draw(work: &mut Work<'_>, deck: Option<Deck>) -> Result<DocumentId, CommandError> {
    let pair = pair::current(work.db)?;
    let n = pair.as_ref().map(|pair| pair.n);
    let deck = match deck {
        Some(deck) => deck,
        None => fullest(&decks(work.db)?),
    };
    let cards = cards(work.db, n, deck)?;
    let drawn = Drawn::of(&draws(work.db, n, deck)?, &cards);
    // The two hold the same cards, and each begins at an end of their own.
    let end = match &pair {
        Some(pair) if pair.partner < work.me.person => End::Back,
        _ => End::Front,
    };
    let secret = secret(work)?;
    let card = drawn.next(&cards, &secret, end).ok_or(CommandError::NotPossible)?;
    let draw = Draw { deck, round: drawn.round, card };
    let body = store::body(&DrawnAt { draw, moment: work.now.into() })?;
    let new = NewDocument::mine(&DRAW, audience(work)?);
    create_facts(work, &new, |_, _| Ok(vec![(RecordType::DRAWN_CARD, body)]))
}

fn fullest(decks: &[DeckView]) -> Deck {
    // Of equal ones the first.
    let fullest = decks.iter().rev().max_by_key(|deck| deck.left);
    fullest.map_or(Deck::Thoughts, |view| view.deck)
}

/// What the order of the decks comes from: the pair's secret, or, alone, one's own.
fn secret(work: &Work<'_>) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let of_pair: Option<Vec<u8>> = work
        .db
        .prepare_cached("SELECT secret FROM pairs WHERE state = 1")?
        .query_row([], |row| row.get(0))
        .optional()?
        .flatten();
    Ok(Zeroizing::new(of_pair.unwrap_or_else(|| work.keys.seal.to_bytes().to_vec())))
}

/// Writes a card of the couple's own.
pub(super) fn write_card(
    work: &mut Work<'_>,
    deck: Deck,
    question: &str,
) -> Result<DocumentId, CommandError> {
    let question = one_line(question);
    check_text(&question, MAX_LINE)?;
    if question.trim().is_empty() {
        return Err(CommandError::Empty);
    }
    let new = NewDocument::mine(&CARD, audience(work)?);
    create(work, &new, texts([("deck", deck.name()), ("question", &question)]))
}

/// Writes down what stayed with this person of a question, in the words it was
/// read in.
pub(super) fn stayed(
    work: &mut Work<'_>,
    question: &str,
    text: &str,
    who: Who,
) -> Result<DocumentId, CommandError> {
    let question = one_line(question);
    check_text(&question, MAX_LINE)?;
    check_text(text, MAX_PROSE)?;
    if text.trim().is_empty() {
        return Err(CommandError::Empty);
    }
    add(work, &STAYED, who, texts([("question", &question), ("text", text)]))
}

/// Every deck, in the order they are offered.
pub(super) fn decks(db: &Connection) -> Result<Vec<DeckView>, VaultError> {
    let pair = pair::current(db)?.map(|pair| pair.n);
    let view = |deck| {
        let cards = cards(db, pair, deck)?;
        let drawn = Drawn::of(&draws(db, pair, deck)?, &cards);
        Ok(DeckView { deck, size: cards.len(), left: drawn.left(&cards).count() })
    };
    Deck::ALL.into_iter().map(view).collect()
}

/// The cards of a deck, the couple's own among them.
fn cards(db: &Connection, pair: Option<i64>, deck: Deck) -> Result<Vec<Card>, VaultError> {
    let mut statement = db.prepare_cached(
        "SELECT e.id FROM entries e JOIN documents d ON d.n = e.document
         WHERE e.kind = ?1 AND e.listed = 0 AND e.deleted = 0 AND e.title = ?2
           AND d.pair IS ?3 AND d.state = 0 ORDER BY e.id",
    )?;
    let own = statement
        .query_map(params![CARD.name, deck.name(), pair], |row| row.get::<_, Vec<u8>>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    let own = own.iter().filter_map(|id| DocumentId::from_slice(id));
    Ok(Card::of(deck).chain(own.map(|id| Card(id.to_string()))).collect())
}

/// The couple's own cards, and those that this person has alone, the newest first.
pub(super) fn own_cards(db: &Connection, me: PersonId) -> Result<Vec<WrittenCard>, VaultError> {
    let bad = || VaultError::Inconsistent("a card of one's own");
    let pair = pair::current(db)?.map(|pair| pair.n);
    let mut statement = db.prepare_cached(
        "SELECT e.id, e.title, e.body, e.author = ?3 AND e.written_by IS NULL, d.pair IS ?2,
           ifnull(e.written_by, (SELECT name FROM people WHERE person = e.author)),
           e.day, e.created, e.edited, e.offset, e.origin
         FROM entries e JOIN documents d ON d.n = e.document
         WHERE e.kind = ?1 AND e.listed = 0 AND e.deleted = 0 AND d.state = 0
           AND (d.pair IS ?2 OR d.pair IS NULL AND e.shared_as IS NULL)
         ORDER BY e.created DESC, e.id",
    )?;
    let mut rows = statement.query(params![CARD.name, pair, me.as_bytes()])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        // A deck that only a newer version has is drawn from there.
        let Ok(deck) = row.get::<_, String>(1)?.parse() else { continue };
        all.push(WrittenCard {
            card: OwnCard {
                id: DocumentId::from_slice(&row.get::<_, Vec<u8>>(0)?).ok_or_else(bad)?,
                deck,
                question: row.get(2)?,
                mine: row.get(3)?,
                in_deck: row.get(4)?,
            },
            author: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
            day: row.get::<_, String>(6)?.parse().map_err(|_| bad())?,
            created: Timestamp::clamped(row.get(7)?),
            edited: Timestamp::clamped(row.get(8)?),
            offset_minutes: row.get(9)?,
            origin: row.get(10)?,
        });
    }
    Ok(all)
}

/// Every card that was drawn by either, from its first to its last.
pub(super) fn all_drawn(db: &Connection, me: PersonId) -> Result<Vec<DrawView>, VaultError> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM entries WHERE kind = ?1 AND listed = 0 ORDER BY created, id",
    )?;
    let ids = statement
        .query_map([DRAW.name], |row| row.get::<_, Vec<u8>>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    let views = ids.iter().filter_map(|id| DocumentId::from_slice(id));
    views.filter_map(|id| drawn(db, me, Some(id)).transpose()).collect()
}

fn draws(db: &Connection, pair: Option<i64>, deck: Deck) -> Result<Vec<Draw>, VaultError> {
    let mut statement = db.prepare_cached(
        "SELECT e.detail FROM entries e JOIN documents d ON d.n = e.document
         WHERE e.kind = ?1 AND e.listed = 0 AND e.title = ?2 AND d.pair IS ?3 AND d.state = 0",
    )?;
    let details = statement
        .query_map(params![DRAW.name, deck.name(), pair], |row| row.get(0))?
        .collect::<Result<Vec<Option<String>>, _>>()?;
    let mut draws = Vec::with_capacity(details.len());
    for detail in details {
        if let Some(Detail::Draw(draw)) = named::parse_detail(detail)? {
            draws.push(draw);
        }
    }
    Ok(draws)
}

/// A draw; the last one that either made if none is named.
pub(super) fn drawn(
    db: &Connection,
    me: PersonId,
    id: Option<DocumentId>,
) -> Result<Option<DrawView>, VaultError> {
    let pair = pair::current(db)?.map(|pair| pair.n);
    let found: Option<(i64, Vec<u8>)> = db
        .prepare_cached(
            "SELECT e.document, e.id FROM entries e JOIN documents d ON d.n = e.document
             WHERE e.kind = ?1 AND e.listed = 0 AND (e.id = ?2 OR ?2 IS NULL AND d.pair IS ?3)
             ORDER BY e.created DESC, e.author = ?4 DESC, e.id LIMIT 1",
        )?
        .query_row(
            params![DRAW.name, id.map(|id| id.as_bytes().to_vec()), pair, me.as_bytes()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let Some((n, id)) = found else { return Ok(None) };
    let id = DocumentId::from_slice(&id).ok_or(VaultError::Inconsistent("a drawn card"))?;
    let Some(Detail::Draw(draw)) = named::detail(db, DocN(n))? else { return Ok(None) };
    let own = own_words(db, &draw.card)?;
    Ok(Some(DrawView { id, draw, own }))
}

/// What a card of the couple's own asks.
fn own_words(db: &Connection, card: &Card) -> Result<Option<String>, VaultError> {
    let Ok(id) = card.0.parse::<DocumentId>() else { return Ok(None) };
    Ok(db
        .prepare_cached(
            "SELECT e.body FROM entries e JOIN documents d ON d.n = e.document
             WHERE d.id = ?1 AND e.kind = ?2",
        )?
        .query_row(params![id.as_bytes(), CARD.name], |row| row.get(0))
        .optional()?)
}
