//! Space and shape, in points. The step is four.

/// The step of all spacing.
pub(crate) const STEP: f32 = 4.0;

/// The narrowest window with the whole layout; below it side notes go under
/// the words.
pub(crate) const WHOLE: f32 = 1000.0;
/// The narrowest window with a navigation at its side and notes in a margin.
pub(crate) const MIDDLE: f32 = 720.0;
/// The fewest words a line may hold beside a column of side notes.
pub(crate) const WORDS_LEAST: f32 = 400.0;

/// The navigation.
pub(crate) const NAVIGATION: f32 = 200.0;
/// The navigation in a window of middling width.
pub(crate) const NAVIGATION_MIDDLE: f32 = 176.0;
/// Left and right of a page.
pub(crate) const PAGE_SIDE: f32 = 48.0;
/// The same in a window of middling width.
pub(crate) const PAGE_SIDE_MIDDLE: f32 = 32.0;
/// The same in a narrow window.
pub(crate) const PAGE_SIDE_NARROW: f32 = 24.0;
/// The margin's notes.
pub(crate) const MARGIN: f32 = 128.0;
/// The same in a window of middling width.
pub(crate) const MARGIN_MIDDLE: f32 = 104.0;
/// Between the margin's notes and the words.
pub(crate) const GUTTER: f32 = 32.0;
/// The same in a window of middling width.
pub(crate) const GUTTER_MIDDLE: f32 = 24.0;
/// The words.
pub(crate) const WORDS: f32 = 560.0;
/// The words of a page that is written on.
pub(crate) const PROSE: f32 = 640.0;
/// The words of a page without side notes.
pub(crate) const WORDS_FULL: f32 = 824.0;
/// Between the words and the side notes.
pub(crate) const BEFORE_SIDE: f32 = 64.0;
/// The side notes.
pub(crate) const SIDE: f32 = 200.0;
/// Where words start on a page that is written on.
pub(crate) const DESK_AXIS: f32 = 408.0;

/// Above a page.
pub(crate) const PAGE_TOP: f32 = 48.0;
/// Above a page without navigation.
pub(crate) const SOLO_TOP: f32 = 112.0;
/// Above the title of a page that is written on.
pub(crate) const DESK_TOP: f32 = 104.0;
/// Above the title in a narrow window.
pub(crate) const NARROW_TOP: f32 = 29.0;
/// Below a page, so that its end is seen.
pub(crate) const PAGE_END: f32 = 48.0;
/// The bar above a page without navigation: its top.
pub(crate) const BAR_TOP: f32 = 28.0;
/// Its height.
pub(crate) const BAR: f32 = 40.0;
/// Left and right of it.
pub(crate) const BAR_SIDE: f32 = 40.0;
/// The foot bar of a page that is written on.
pub(crate) const FOOT: f32 = 120.0;
/// The words at the foot of a narrow window.
pub(crate) const TABS: f32 = 60.0;
/// The bar at the top of a narrow window: above it, and its height.
pub(crate) const NARROW_BAR: [f32; 2] = [20.0, 34.0];

/// Between the head of a page and its first hairline.
pub(crate) const HEAD_BELOW: f32 = 27.0;
/// The same in a narrow window.
pub(crate) const HEAD_BELOW_NARROW: f32 = 23.0;
/// Above and below the words of a passage; the hairline is the one missing.
pub(crate) const PASSAGE: [f32; 2] = [27.0, 29.0];
/// The same of a passage that the program speaks in.
pub(crate) const PLAIN: [f32; 2] = [21.0, 23.0];
/// The same of a passage in a narrow window.
pub(crate) const PASSAGE_NARROW: [f32; 2] = [19.0, 22.0];
/// The same of a row of a list.
pub(crate) const TIGHT: [f32; 2] = [15.0, 16.0];
/// The same at a page's end.
pub(crate) const END: [f32; 2] = [22.0, 22.0];
/// Above what can be done with the words over it.
pub(crate) const ACTIONS: f32 = 14.0;
/// Between two things that can be done.
pub(crate) const BETWEEN: f32 = 20.0;
/// Between paragraphs of prose.
pub(crate) const PARAGRAPH: f32 = 16.0;
/// Above a sentence that says what a page is.
pub(crate) const LEDE: f32 = 10.0;
/// Between words and what stands beside them.
pub(crate) const BESIDE: f32 = 12.0;
/// How far large letters hang left of the axis, so that their stems align.
pub(crate) const HANG: f32 = 2.0;

/// A button's height.
pub(crate) const BUTTON: f32 = 40.0;
/// Left and right of a button's words.
pub(crate) const BUTTON_PADDING: f32 = 18.0;
/// How much higher than the middle a button's words stand.
pub(crate) const BUTTON_LIFT: f32 = 1.0;
/// A row that can be chosen.
pub(crate) const ROW: f32 = 32.0;
/// A ring or a box to choose.
pub(crate) const RADIO: f32 = 18.0;
/// The ring that opens why something helps: how wide.
pub(crate) const WHY: f32 = 20.0;
/// The widest dialog.
pub(crate) const DIALOG: f32 = 464.0;
/// A dialog with something to choose in it.
pub(crate) const DIALOG_WIDE: f32 = 560.0;
/// Around what stands in a dialog.
pub(crate) const DIALOG_PADDING: [f32; 2] = [36.0, 32.0];
/// The columns of a pause: the circle, what is between, the words.
pub(crate) const PAUSE: [f32; 3] = [360.0, 64.0, 560.0];
/// The breathing circle, and the same in a narrow window.
pub(crate) const BREATH: [f32; 2] = [344.0, 260.0];
/// A sealed letter.
pub(crate) const LETTER: [f32; 2] = [264.0, 208.0];
/// How far a sheet's shadow lies below it.
pub(crate) const SHADE: f32 = 4.0;

/// Corners of buttons.
pub(crate) const BUTTON_RADIUS: u8 = 6;
/// Corners of sheets, boxes and found words.
pub(crate) const SHEET_RADIUS: u8 = 3;

/// The thinnest line.
pub(crate) const HAIR: f32 = 1.0;
/// A line to write on.
pub(crate) const RULE: f32 = 1.0;
/// A line that is being written on.
pub(crate) const WRITTEN: f32 = 2.0;
/// An empty ring.
pub(crate) const RING: f32 = 1.2;
/// A ring that is chosen.
pub(crate) const CHOSEN: f32 = 1.8;
/// The keyboard's ring.
pub(crate) const FOCUS: f32 = 2.0;
/// How far outside a control it lies.
pub(crate) const FOCUS_OUT: f32 = 3.0;
/// The caret.
pub(crate) const CARET: f32 = 2.0;

/// A mark beside words: how high, from there the rest follows.
pub(crate) const MARK: f32 = 11.0;
/// A mark in the word mark.
pub(crate) const MARK_WORD: f32 = 14.0;
/// A mark in the calendar.
pub(crate) const MARK_DAY: f32 = 8.0;
/// The mark that says how things stand.
pub(crate) const MARK_STAND: f32 = 40.0;
/// The mark of the lock.
pub(crate) const MARK_LOCK: f32 = 132.0;
/// The mark beside the first run's name.
pub(crate) const MARK_FIRST: f32 = 122.0;
/// A link's height.
pub(crate) const LINK: f32 = 24.0;
/// Above and below a button's words, where they take two lines.
pub(crate) const BEFORE_TEXT: f32 = 10.0;
/// Between the head of a page without navigation and its first hairline.
pub(crate) const SOLO_HEAD: f32 = 31.0;
