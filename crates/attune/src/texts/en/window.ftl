# Together: what the months brought.
window-over-time-name = Over time
window-over-time-title = Together *over time*
window-over-time-moods = Moods
window-over-time-own = own words
window-over-time-thanks = Thanks
window-over-time-thanks-read = A bead is a week in which either of you thanked the other.
window-over-time-checkins = Check-ins
window-over-time-checkins-read = A bead is a week that you opened together.
window-over-time-said-both = { $me } { $mine }; { $partner } { $theirs }
window-over-time-both = both of you
window-over-time-read = A dot says that a page of that month has a word of this kind, once or often. A page that you both write has none, for its mood is of neither alone.
window-over-time-not-name = Nothing is counted
window-over-time-not = No kind of mood is better than another, and a month where little stands lacks nothing. Your only-me pages show here and on no other screen.
window-over-time-as-dots = As dots
window-over-time-page = { $name } { $day }: { $mood }
window-over-time-days = The days of { $month }
window-over-time-table = What the months brought, newest first
window-over-time-weeks = { $weeks } week
window-over-time-week-first = first
window-over-time-week-second = second
window-over-time-week-third = third
window-over-time-week-fourth = fourth
window-over-time-week-last = last
window-over-time-empty = Nothing is here yet. The moods of your pages, the weeks with thanks and the check-ins that you open stand here by month, as they come.
window-over-time-empty-alone = Nothing is here yet. The moods of your pages and the weeks with thanks stand here by month, as they come. Until you pair, that is for you alone.
window-over-time-begin = Write a page

# What only the window says.

window-you = You
window-today-name = Today
window-journal-name = Journal
window-gratitude-name = Gratitude
window-checkin-name = Check-in
window-rituals-name = Rituals
window-search-name = Find
window-us-name = Us
window-note-pairing = pairing
window-note-gratitude = gratitude
window-note-checkin = check-in
window-note-ritual = ritual
window-note-note = note
window-write = Write
window-continue = Continue
window-back = Back
window-back-to = Back to { $place }
window-open = Open
window-done = Done
window-keep = Keep it
window-edit = Edit
window-earlier = Show earlier ones
window-understood = Put this away
window-page-waiting = One moment …
window-closed-title = Your words can’t be shown
window-damaged = The vault file in { $folder } is damaged, or belongs to another key file. Nothing was changed.
window-damaged-mend-note = Attune can make a new one of all that can still be read. The damaged file is set aside, whole, and this becomes another device of yours; what your partner’s device has comes again from there. If you have a copy of the whole folder, you can put that back instead.
window-damaged-mend = Keep what can be read
window-more = More
window-show-all = Show all
window-pages = Pages
window-ours = ours
window-both = Both
window-newest-first = newest first
# What is told to a screen reader of two texts that stand near each other.
window-named = { $name }: { $words }
window-with-meaning = { $name }. { $meaning }
window-this-week = this week
window-this-computer = This computer
window-first = first
window-second = second
window-third = third
window-then = then
window-either = either
window-or = or
window-what-happened = what happened
window-what-happens = what happens
window-what-is-safe = What is safe
window-who-may = Who may read
window-who-may-note = Only me is yours alone. What { $name } may read goes there when you share it, and not before.
window-key-enter = Enter

window-day-today = today
window-day-yesterday = yesterday
# A day or a month at the beginning of a line.
window-day-first = { CAPITAL($day) }
window-day-time = { $day }, { $time }
window-what-when = { $what }, { $day }
window-index-line = { $place }, { $day }
window-index-line-of = { $place }, { $whose }, { $day }
window-short-both = on both
window-short-here = on this device
window-morning = morning
window-afternoon = afternoon
window-evening = evening
window-night = night

window-who = Who may read and write
window-who-only-me = Only me
window-who-reads = { START($name) } may read
window-who-both = We both write
window-means-only-me = Stays on your own device. { START($name) } never receives it.
window-means-reads = Goes to { $name } when you share it, and not before.
window-means-both = Goes to { $name } as you write on. Either of you may change it.
window-means-later = Stays here. When you pair, you are asked before it goes.

window-first-step-one = 1 of 3
window-first-step-two = 2 of 3
window-first-step-three = 3 of 3
window-first-name-title = Your name, and your ink
window-first-name-note-name = your name
window-first-name-prompt = Your name
window-first-name-note = Your partner will see it. You can change it later.
window-first-ink-note = your ink
window-first-ink = What you write is set in your ink, on both computers, so it is always clear whose words they are.
ink-taken = { $ink }, which is { $name }’s
ink-theirs = { $name }’s
window-first-circles = The filled circle is you. The open one is kept for the person you pair with.
window-first-stays = Everything stays here
window-first-what = Attune keeps what you write on this computer. There is no account, and nothing leaves it before you pair with somebody.
window-first-lock-title = How should it be locked?
window-first-lock-lede = What you write is always encrypted on the disk. This decides what opens it.
window-first-make = Make my profile
window-first-making = Making it …
window-lock-safest = safest
window-lock-open = open
window-lock-passphrase = A passphrase
window-lock-passphrase-means = You type it to open Attune; only the recovery key can stand in for it.
window-lock-nothing = Nothing
window-lock-nothing-means = Anyone who can read this computer’s files can read what you wrote.
window-lock-prompt = Passphrase
window-lock-again = The same again
window-lock-hint = Four or five words that nobody would guess.
window-lock-differs = The two are not the same yet.
window-lock-change-name = You can change this
window-lock-change-note = At any time, under Us. Nothing has to be written again.
window-lock-next-name = The recovery key is next
window-lock-next = Whatever you choose here, you also get one key on paper that opens Attune.
window-lock-cannot-name = What a lock can’t do
window-lock-cannot = It can’t protect a computer that is unlocked and in someone else’s hands.
window-lock-is-on = A passphrase opens it
window-lock-is-off = It is not locked
window-lock-set = Set this passphrase
window-lock-change = Change the lock
window-lock-remove = Lock with nothing
window-lock-remove-note = Without a lock, anyone who can read this computer’s files can read what you wrote.
window-lock-old-copies = A copy of the profile made earlier, a backup for example, still opens with what locked it then.
window-recovery-name = recovery key
window-recovery-state = On paper, if you wrote it down
window-recovery-day = For a bad day
window-recovery-paper = on paper
window-recovery-head = Attune recovery key
window-recovery-keep-name = Where to keep it
window-recovery-keep = In a drawer, away from this computer. Not in your email, and not as a photo.
window-recovery-alone-name = Nobody else has it
window-recovery-alone = There is no reset. Without the key and without the passphrase, what you wrote stays closed.
window-recovery-title = Your recovery key
window-recovery-lede = It opens your words if all else is forgotten. Please write it down on paper. While you can open Attune, the page “Us” shows it again.
window-recovery-note = Letters and digits; capitals don’t matter. The letters I, L, O and U are never used.
window-recovery-sure = to be sure
window-recovery-last = The last four characters
window-recovery-from-paper = Typed from the paper, not from this page.
window-recovery-later = Not now, remind me on Sunday
window-recovery-next = Remind me next Sunday
window-recovery-not-yet = Not on paper yet
window-recovery-on-paper = It is on paper
window-recovery-remind = Your recovery key is not on paper yet. It is the only way in when all else is forgotten.
window-recovery-open = Open Attune
window-recovery-where = On paper it opens your words if your passphrase is forgotten. Whoever has it and this computer can read them.
window-recovery-show = Show the recovery key
window-recovery-hide = Hide it again
window-unlock-title = Locked
window-unlock-note = While it is locked, nothing here can be read.
window-unlock-open = Open
window-unlock-opening = Opening …
window-unlock-key = Recovery key
window-unlock-by-key = Use the recovery key instead
window-unlock-by-passphrase = Use the passphrase instead

window-welcome = Welcome
window-welcome-note = your first day
window-welcome-letter =
    A place for the two of you to write.
    It lives on this computer, and nowhere else.
window-marks-name = Where a thing is
window-marks-more = Once you pair, there are two more: sealed, and on both devices.
window-first-who-name = Who may read
window-first-who = Pages start as only me, and you choose when that changes. Thanks go to your partner once you pair and say yes.
window-no-account-name = No account
window-no-account = Nothing to sign up for, and nobody in between. Until you pair, Attune talks to no one.
window-today-trying = Check-in. You are both trying { $what }
window-on-this-day = On this day, { $year }
window-today-title = { $weekday } *{ $part }*
window-today-end = Nothing else is waiting.
window-today-rest = There is a little more, and it keeps.
window-today-good-night = Nothing else is waiting. Good night, both of you.
window-today-clash = You both changed the same words. Both wordings are kept, and there is no hurry.
window-today-alone = You write alone for now, and everything stays here. When you are both at hand, you can pair your two computers.
window-a-thanks = a thank you
window-a-page = a page
window-a-note = a note
window-drafts = unfinished
window-draft-note = Kept here as a draft. Nobody else has it.

window-write-a-page = Write a page
window-no-words = Without words
window-journal-title = All *pages*
window-journal-empty = Nothing is written yet. A page can be one sentence.
window-deleted = deleted
window-deleted-gone = “{ $name }” is gone from here.
window-deleted-mine = For ten minutes it can still be brought back.
window-deleted-shared = It ends on both devices once you leave this page. What { $name } has already received, { $name } keeps as a private copy; of a page that you both write, so do you. For ten minutes you can bring it back.
window-bring-back = Bring it back
window-delete = Delete
window-let-go = Let this copy go
window-take-back = Take it back
window-take-back-note = Taking it back ends it on both devices. { START($name) } keeps what has arrived as a private copy.
window-kept-note = your copy
window-deleting-name = Deleting
window-deleting = What was only yours is gone from your devices. What { $name } could read ends on both devices; nobody can take back what was read.
window-brought = { START($name) } wrote this, and you brought it in. This copy is yours: keep it, or let it go.
window-kept = You ended this page for both of you. This copy is yours: keep it, or let it go.
window-share-with = Share with { $name }
window-share-later = Share once paired
window-share-note = { START($name) } gets the page as it is now, without what it said before.
window-history = Earlier wordings
window-history-back = Back to the page
window-page-newer = This was made with a newer version of Attune; some of it may not show.
window-page-deleted = This has been deleted.
window-quoted = Quoted: { $words }
window-link-copy = Copy the address { $address }
window-wordings = You both changed this sentence
window-wordings-note = Both wordings are kept. There is no hurry.
window-wording-mine = Use my wording
window-wording-theirs = Use { $name }’s wording
window-wording-one = Use this wording
window-wording-both = Keep both
window-wording-new = Write a new one
window-wording-nothing = taken out
window-wording-said = { $name }: { $words }
window-settled = The sentence stands as chosen.
window-settled-note = settled
window-settled-follows = You can have what stood there before. Both wordings stay under “Earlier wordings” either way.
window-settled-back = Have it as before

window-write-title = Title, if it has one
window-journal-show = Show
window-journal-all = All
window-journal-ours = Ours
window-journal-tags = Tags
window-journal-none = There is no page of these.
window-journal-showing = Show: { $what }
window-page-mood = mood
window-page-mood-prompt = a word
window-page-tags = tags
window-page-tags-prompt = with commas
window-page-take = Enter: { $words }
window-page-tags-left = { $count ->
    [one] One tag is too long, or one too many, and is not kept.
   *[other] { $count } tags are too long, or too many, and are not kept.
}
window-write-body = Write here
window-write-save = Save
window-write-private = Only on your own device.
window-write-shared = { START($name) } can read this page. What you change here goes there when you save, and earlier wordings stay visible to both of you.
window-write-both = { START($name) } and you both write here. What you write goes out when you pause.
window-only-the-page = Only the page
window-all-again = Show everything
window-draft-saved = Saved, only on this device
window-draft-discard = Throw this draft away
window-not-saved-yet = Not saved yet
window-not-saved = Not saved. It stays here, and saving is tried again.
window-title-too-long = The title is { $over } bytes longer than fits. Please move some of it into the text.
window-body-too-long = The page is { $over } bytes longer than fits. Nothing of it is lost while it is open; please move some of it to a second page.
window-body-long = This page is nearly full: { $left } bytes are left.

window-openings = To begin
window-opening = { $words } …
window-opening-thanks-one = When you
window-opening-thanks-two = I noticed that
window-opening-thanks-three = It helped me that
window-opening-page-one = Today I noticed
window-opening-page-two = I keep thinking about
window-opening-page-three = What I have not said yet is
window-opening-page-four = I would like
window-shapes = A shape for it
window-shape-day = The day
window-shape-day-one = What there was
window-shape-day-two = What it was like
window-shape-day-three = What I take with me
window-shape-three = Three good things
window-shape-us = The two of us
window-shape-us-one = What was good between us
window-shape-us-two = What was hard
window-shape-us-three = What I would like
window-shape-turning = Something I keep turning over
window-shape-turning-one = What happened
window-shape-turning-two = What I made of it
window-shape-turning-three = What else could be true

window-why = Why this helps
window-why-thanks = In a study of couples, one partner’s gratitude left both feeling closer the next day.
window-why-thanks-month = A month of it had a modest effect, and only from someone who was felt to respond.
window-why-thanks-by = Algoe, Gable and Maisel, 2010
window-why-thanks-month-by = Algoe and Zhaoyang, 2016
window-why-journal = In a study, people who told each other more and more of themselves felt closer than people who made small talk.
window-why-journal-limit = They talked, in one sitting. Writing pages was not tried.
window-why-journal-by = Aron and others, 1997
window-why-checkin = A short talk once a year about how things are brought couples closer over two years.
window-why-checkin-limit = No trial of a weekly one was found.
window-why-checkin-by = Cordova and others, 2014

window-thanks-prompt = One thing I appreciate about { $name } today
window-thanks-last = { $name }, { $day }:  { $words }
window-thanks-share = Give it to { $name }
window-thanks-alone = It stays here. When you pair, you are asked before it goes.
window-gratitude-title = Gratitude *this year*
window-gratitude-title-of = Gratitude *in { $year }*
window-bead = { $name }, { $day }: { $words }
window-thread = The thread
window-thread-note = Each bead is one thank-you, in its writer’s ink. Choose a bead to read it.
window-thread-along = Left, Right along the thread
window-thread-months = Up, Down by the month
window-thread-open = Enter to open it
window-around-that-day = around that day
window-newest-first-again = Newest first
window-wall-empty = The wall is empty. One small thing is enough.

window-checkin-title = { $weekday } *check-in*
window-checkin-title-sealed = Yours is sealed.
window-checkin-title-waiting = Both are sealed.
window-checkin-title-open = Both *open*
window-checkin-week = for { $day }
window-checkin-lede = Three questions, once a week. Your answers stay sealed until { $name } has answered too; then both open.
window-checkin-lede-alone = Three questions, once a week. While you have no partner here, your answers are only for you.
window-checkin-q-one = What I appreciated about you
window-checkin-q-two = Anything I can do so that you feel more loved or supported
window-checkin-q-three = How we can deepen our connection
window-checkin-may-stay = Any of them may stay empty.
window-checkin-sealing = What sealing means
window-checkin-inside = Inside yours
window-checkin-tried = What you both tried
window-not-here = not here yet
window-not-today-name = Not today?
window-not-today = The check-in waits until you come to it. Nothing is lost by a week without.
window-checkin-seal = Seal my answers
window-checkin-seal-note = Once sealed, they can’t be changed. { START($name) } can’t read them before answering.
window-checkin-alone-note = These answers stay only here, also after you pair.
window-checkin-alone-kept = Your answers for this week are only here.
window-checkin-opening = They open in a moment, when both devices have met.
window-checkin-not-here = An answer from { $name } is not here yet. Both open once both are sealed.
window-checkin-no-reminder = Nothing reminds { $name }.
window-checkin-empty = Left empty.
window-checkin-also = { START($name) } answered this week more than once; the first one counts.
window-checkin-try = one thing we will try
window-checkin-try-prompt = One thing we will try
window-checkin-try-keep = Keep it for next week
window-checkin-unsealed = You began this for another week and have not sealed it. Nobody else has it.
window-checkin-take-in = Use these words now
window-checkin-answer-that = Answer for { $day }
window-checkin-asked = { START($name) } sealed an answer for this week. Both open once you have answered too. It can wait.
window-checkin-mine-also = yours as well
window-checkin-mine-also-means = You answered this week on two devices. The other answer counts; this one only you can read.
window-checkin-remind = Remind me on this computer
window-checkin-remind-means = On your day, while Attune is open and unlocked: the word “Check-in” and nothing else. Not once you have answered.
window-checkin-by-week = Week by week
window-checkin-by-one = First question
window-checkin-by-two = Second question
window-checkin-by-three = Third question
window-checkin-by-tried = What we tried
window-checkin-before = last week
window-checkin-day = your day
window-checkin-day-note = It is the same day for both of you. The other device follows.
window-checkin-past = earlier weeks
window-checkin-offer = This week’s check-in is here. It opens once { $name } and you have both answered.
window-checkin-offer-alone = This week’s check-in is here, for you alone for now.
window-checkin-go = Go to the check-in
window-checkin-both-open = Both of your answers are open.
window-checkin-read = Read them

window-search-prompt = Words to find
window-search-in = Look in
window-search-in-all = Look in: everything
window-search-in-some = Look in: a part
window-search-places = { $count ->
    [one] one place
    [2] two places, newest first
    [3] three places, newest first
    [4] four places, newest first
    [5] five places, newest first
    [6] six places, newest first
    [7] seven places, newest first
    [8] eight places, newest first
    [9] nine places, newest first
    [10] ten places, newest first
   *[other] { $count } places, newest first
}
window-search-most = the newest { $count } places
window-search-found = found: { $words }
window-search-here-name = Only here
window-search-here = Finding reads the copy on this device. What you look for is not kept, and not sent.
window-search-note = Every word must be there; its last letters may be missing.
window-search-nothing = Nothing has these words.
window-search-nothing-there = Nothing there has these words.
window-search-all = Look in everything

window-us-standing = how things stand
window-us-two = { $me } and { $partner }
window-us-sees = What { $name } can see
window-device-unnamed = a computer without a name
window-this-device = this computer
window-plain-words-name = In plain words
window-plain-words = Attune can’t take back what has been read, and can’t protect a computer that is unlocked.
window-two-locks-name = Two people, two locks
window-two-locks = Your lock and your key are yours alone. Neither you nor { $name } can open the other’s computer.
window-us-lock = lock
window-us-folder = where it is kept
window-us-folder-note = Everything is in this folder on this computer, encrypted.
window-us-cloud = This folder lies in “{ $cloud }”, which something may copy to a cloud. Your words are encrypted there, yet they would leave this computer. To keep them here, close Attune and move the folder.
window-us-can-see = What you shared, with its date. Not when you read, and not when you are here.
window-rename = Change my name
window-rename-keep = Keep this name
window-standing-away = { START($name) }’s device is not reached at the moment. What you share waits here and goes when the two meet.
window-standing-unanswered = { START($name) }’s device says on this network that it is here, and does not answer. It may be asleep; if it is awake, a firewall may be in the way. What you share waits here.
window-standing-connected = Connected with { $name }’s device. Something is still on its way.
window-standing-in-step = The two compared what they hold, and hold the same.
window-foot-alone = Everything is only on this device
window-foot-both = Everything shared is on both devices
window-foot-waiting = { $count ->
    [one] One thing is only on this device
   *[other] { $count } things are only on this device
}
window-foot-apart = The two devices hold different things. Nothing is lost; they compare again when they next meet.
window-foot-cut = The connection is cut, here
window-foot-version = { START($name) }’s Attune is another version. Nothing is lost; please bring both to the same one.
window-foot-elsewhere = Another Attune on this profile holds the connection
window-cable = Cable plugged in here
window-cable-cut = Cut the connection
window-cable-mend = Mend the connection
# A copy that goes out, a year as a book, and old pages that come in.
window-copy-topic = a readable copy
window-copy-state = Everything, as plain text
window-copy-where = For you, in a folder you choose. It is not encrypted.
window-copy-go = Export
window-copy-title = A readable *copy*
window-copy-form = what
window-copy-markdown = A file for each page
window-copy-markdown-means = Markdown, which any program for text can open.
window-copy-json = Everything in one file
window-copy-json-means = JSON, earlier wordings included. Attune can read it in again.
window-copy-book = A year as a book
window-copy-book-means = One page to print and keep, with dates and hearts.
window-book-year = year
window-book-which = Which year, if not { $year }
window-book-no-year = not a year yet
window-book-whose = whose
window-book-both = Ours
window-book-both-means = What both of you may read.
window-book-mine = Mine
window-book-mine-means = What I wrote, also what only I may read.
window-book-print = Your web browser shows the file and can print it. It stays readable there for whoever uses this computer.
window-book-nothing = Nothing of that year belongs into this book, so none was made. Another year may have more; the book of your own words also has what only you may read.
window-copy-folder = where to
window-copy-which = A new or empty folder, such as ~/attune-copy
window-copy-drop = Or drop a folder on this window.
window-copy-write = Write the copy
window-copy-ask = Write this where it can be read?
window-copy-not-now = Not now
window-copy-yes = Write it
window-copy-begins = Reading what there is
window-copy-so-far = { $of ->
    [one] { $count } of one page is written
   *[other] { $count } of { $of } pages are written
}
window-copy-stop = Stop
window-copy-nothing = Stopped. Nothing was written; your words in Attune are as they were.
window-copy-broke = The copy was not finished, by a fault of Attune. Your words in it are as they were; write the copy again, into another folder.
window-copy-stopped = { $count ->
    [one] Stopped. One page lies in { $folder }; your words in Attune are as they were.
   *[other] Stopped. { $count } pages lie in { $folder }; your words in Attune are as they were.
}
window-copy-done-note = written
window-copy-done = { $count ->
    [one] One entry is in { $path }.
   *[other] { $count } entries are in { $path }.
}
window-copy-path = Copy where that is
window-copy-failed-note = not written
window-copy-open-name = It lies open
window-copy-open = What only you may read is in it too, unless it is a book of both. Whoever can open the folder can read it. If a program copies that folder to a cloud, it is readable there.
window-copy-stays-name = What stays
window-copy-stays = Nothing in Attune is changed by it, and your partner is told nothing.
window-import-topic = old pages
window-import-state = Bring in what you wrote elsewhere
window-import-where = From Day One, a folder of Markdown files, or a copy of Attune’s own.
window-import-go = Bring in
window-import-show = Show
window-import-title = Bringing in *old pages*
window-import-from = from
window-import-which = A file or a folder, such as ~/Documents/old-journal
window-import-drop = Or drop it on this window.
window-import-what = what it is
window-import-any = Whatever it turns out to be
window-import-any-means = Attune recognises it by how it begins.
window-import-dayone = An export of Day One
window-import-json = A copy of Attune’s own
window-import-markdown = A folder of Markdown files
window-import-of-year = { $what }, { $year }
window-import-of-years = { $what }, { $first } to { $last }
window-import-ended = ended early
window-import-kept = { $count ->
    [one] One page that came in before that stays.
   *[other] { $count } pages that came in before that stay.
}
window-import-look-means = First you see what would come in. Nothing is changed by looking.
window-import-look = Look first
window-import-looking = { $count ->
    [0] Looking at what is there.
    [one] One page found so far.
   *[other] { $count } pages found so far.
}
window-import-stop-looking = Stop looking
window-import-nothing-new = There is nothing in it to bring in.
window-import-would = { $count ->
    [one] One page can come in.
   *[other] { $count } pages can come in.
}
window-import-already = { $count ->
    [one] One is here already and stays as it is.
   *[other] { $count } are here already and stay as they are.
}
window-import-take-in = Bring them in
window-import-other-file = Choose something else
window-import-so-far = { $of ->
    [one] { $count } of one page is in.
   *[other] { $count } of { $of } pages are in.
}
window-import-reading = reading { $month }
window-import-readers = who may read
window-import-later = You can let { $name } read any of them later, one by one.
window-import-own = They stay on your own devices.
window-import-aside = set aside
window-import-left = { $count ->
    [one] One thing could not be taken in whole. It is untouched where it was.
   *[other] { $count } things could not be taken in whole. They are untouched where they were.
}
window-import-show-left = Show them
window-import-hide = Hide them
window-import-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
window-import-stop-keep = Stop, keep what is in
window-import-stop-out = Stop, and take it all out
window-import-take-out = Take it all out again
window-import-unchanged = Nothing was changed.
window-import-stopped = What is in stays. Bringing in the same again goes on from there.
window-import-done = { $count ->
    [0] Nothing new came in.
    [one] One page is in.
   *[other] { $count } pages are in.
}
window-import-out = { $count ->
    [0] Taking them out again.
    [one] One page is out again.
   *[other] { $count } pages are out again.
}
window-import-taken-out = { $count ->
    [0] Nothing had to be taken out.
    [one] One page is out again.
   *[other] { $count } pages are out again.
}
window-import-stay = { $count ->
    [one] One stays: you changed or shared it since, or it is an answer, and those are never deleted.
   *[other] { $count } stay: you changed or shared them since, or they are answers, and those are never deleted.
}
window-import-failed = It could not all be read.
window-import-safe-name = What is safe
window-import-safe = What is in is saved before more is read. If the power goes, bring in the same again: nothing comes in twice.
window-import-on-name = You can go on
window-import-on = Write, read and share as always. Find this page under Us.

window-leave-name = leaving
window-leave-show = Leave
window-leave-note = At once, and only on your side. Each keeps what is there. Nothing is announced.
window-leave-title = Stop sharing with { $name }?
window-leave-stay = Keep sharing
window-leave-quietly = Leave quietly
window-leave-one = You leave alone and at once. Nothing is announced: to { $name } it looks as if this computer were not reached lately.
window-leave-two = You keep everything that is here, and { $name } keeps everything that is there. Nothing is erased on either side.
window-leave-three = What waits here to go to { $name } stays here. To share again, you would pair anew.
window-leave-as-is = Leave it as it is
window-leave-do = Stop sharing with { $name }

window-pair-state-paired = Paired
window-pair-state-waiting = Waiting for the other computer
window-pair-state-not-yet = Not paired yet
window-pair-before-name = Before anything is shared
window-pair-before = You each see the other’s name and what would be shared, and both say yes.
window-pair-slip-name = A slip is not a try
window-pair-slip = Only words of the list can be tried, so a spelling mistake costs nothing.
window-pair-show-instead = Show words here instead
window-pair-type-instead = Type the words instead
window-pair-begin = Pair with my partner
window-pair-title = Pair your two computers
window-pair-lede = One of you shows three words, the other types them. Then both see who it is and what would be shared, and both say yes.
window-pair-show = Show three words
window-pair-show-means = Your partner types them on the other computer.
window-pair-type = Type the words I hear
window-pair-type-means = Your partner reads them to you.
window-pair-network = On this network only
window-pair-network-means = While this page is open, other devices on this network can see that a computer wants to pair. Nothing leaves the network.
window-pair-none = This computer gives Attune no connection just now, so it can’t pair. Nothing was changed, and everything you write is safe here. Closing Attune and opening it again may help.
window-pair-ready-title = Three words, said aloud
window-pair-ready-lede = On your partner’s computer, choose Us, then Pair, and type them there.
window-pair-aloud = read them aloud
window-pair-one-name = One try
window-pair-one-try = A wrong word ends these three, and both screens say so.
window-pair-other-road = if it isn’t found
window-pair-invitation = An invitation helps the other computer find this one on the same network. It is no secret: without the words it opens nothing.
window-pair-copy = Copy the invitation
window-pair-keep-file = Keep it as a file
window-pair-kept-file = It is in { $file }. Bring that file to the other computer.
window-pair-qr = The invitation as a picture to scan
window-pair-new-words = New words
window-pair-enter-title = Type the words you hear
window-pair-enter-lede = Your partner reads them from the other screen, in the room or over the phone.
window-pair-word-first = First word
window-pair-word-second = Second word
window-pair-word-third = Third word
window-pair-in-list = in the word list
window-pair-not-in-list = not in the list
window-pair-finish = Tab finishes the word
window-pair-finishes = Tab makes it { $word }
window-pair-ended = Ended: { $first }, { $second }, { $third }.
window-pair-have-invitation = I have an invitation
window-pair-paste = Paste the invitation
window-pair-drop-file = If it came as a file, drop the file on this window.
window-pair-look = Pair with these words
window-pair-looking = Looking for the other computer
window-pair-confirming = Comparing the words
window-pair-waiting = Waiting for the other yes
window-pair-several-title = Which one is it?
window-pair-several-lede = More than one computer on this network shows words. Choose your partner’s by its name; the words still have to be right.
window-pair-stop = Stop
window-pair-again = Type them again
window-pair-type-new = Type new words
window-pair-show-new = Show new words
window-pair-drop = Drop this pairing
window-pair-failed-title = Not paired
window-pair-ended-title = Those three words have ended
window-pair-nobody-title = No other computer yet
window-pair-safe = Everything you wrote is here, on this computer.
window-no-hurry-name = No hurry
window-no-hurry = Everything else works without pairing. What you write now can be shared later.
window-pair-try-one-name = Both pages open, on the same network
window-pair-try-one = Check that the other computer still shows its words, and that both are on the same network. Guest networks often keep computers apart.
window-pair-try-two-name = A firewall
window-pair-try-two = Allow Attune on private networks when the system asks; docs/firewalls.md, which comes with Attune, tells how on each system.
window-pair-try-three-name = An invitation
window-pair-try-three = Copy the invitation on the other computer and paste it here, beside the words.
window-consent-title = Is this { $name }?
window-consent-lede = The words were right. This is who answered, from { $device }.
window-consent-does-name = What pairing does
window-consent-does = What you share from now on goes to { $name }’s computer, and what { $name } shares comes to yours.
window-consent-never-name = What it never does
window-consent-never = Neither of you can open, lock or erase the other’s computer, or see when the other reads.
window-consent-ends-name = It can end
window-consent-ends = Either of you can leave, alone and at any time. Each keeps what is there.
window-consent-same = the same on both screens
window-consent-read = Read them to each other. If one differs, say no: someone may stand in between.
window-consent-goes = goes to { $name }
window-consent-nothing = Nothing goes now. Later, only what you share.
window-consent-stays = stays here
window-consent-private = { $count ->
    [0] Everything that is private, and every draft. Nothing private moves.
    [one] One private entry, and every draft. Nothing private moves.
   *[other] { $count } private entries, and every draft. Nothing private moves.
}
window-consent-yes = Yes, pair with { $name }
window-consent-no = No
window-consent-both = Both of you say yes, or nothing happens.
window-wish-thanks = A thank you: { $words }
window-wish-ritual = A ritual: { $words }
window-wish-note = A note: { $words }
window-wish-read = A page to read: { $words }
window-wish-both = A page for both to write: { $words }
window-paired-title = You are paired with { $name }
window-paired-lede = What you share from now on goes to { $name }’s computer when the two can reach each other. What is only yours stays here.
window-paired-on = Go to Today

window-fail-wrong = Those were not the words shown, so they are used up on both screens. Nothing was shared. Ask for new words and try again.
window-fail-unknown = “{ $typed }” is not a word of the list, so nothing was tried and the words still hold. Please check how it is spelled.
window-fail-unknown-near = “{ $typed }” is not a word of the list. Is it “{ $nearest }”? Nothing was tried, and the words still hold.
window-fail-nobody = No computer that shows words was found on this network. Nothing was shared, and nothing is lost.
window-fail-nobody-came = Nobody typed the words in time, so they have ended. Nothing was shared, and nothing is lost.
window-fail-not-reached = The other computer is on this network, and no connection to it came about. Most likely a firewall on one of the two keeps Attune out. Nothing was shared, and nothing is lost.
window-fail-busy = The other computer is pairing with somebody else just now. Nothing was shared; please try again in a minute.
window-fail-no = The other side said no, so you are not paired and nothing was shared.
window-fail-cancelled = Pairing was stopped here. Nothing was shared.
window-fail-time = It took too long without an answer, so the words have ended. Nothing was shared; begin again when you are both there.
window-fail-versions = The two computers run different versions of Attune that can’t pair. Nothing was shared; please bring both to the same version.
window-fail-lost = The connection broke before both of you had said yes. You are not paired, and nothing was shared. Please try again.
window-fail-lost-after = The connection broke just after you had both said yes. If the other computer says that you are paired, this one completes by itself the next time the two meet; until then nothing goes out. You can also drop it and begin again.
window-fail-nowhere = This computer is in no home network that Attune can look in, so it needs the other computer’s invitation. Nothing was changed, and the words still hold: copy the invitation there, and paste it here beside the words.
window-fail-no-network = This computer is in no home network just now, so it can’t pair. Nothing was changed. Connect both computers to the same network and try again.
window-fail-lost-uncompleted = The connection broke just after you had both said yes, and the pairing is not complete. Nothing was shared. Show new words; should the other computer wait for it to complete, “Drop this pairing” there ends that.
window-fail-not-stored-there = The other computer could not write down what you agreed on, so you are not paired. Nothing was shared. Its disk may be full, or its folder may be closed to writing.
window-fail-not-stored = What you agreed on could not be written to this computer’s disk, so you are not paired. Nothing was shared. The disk may be full, or the folder may be closed to writing.
window-fail-fault = Something on this computer kept the two from pairing ({ $why }). Nothing was shared, and everything you wrote is safe.
window-fail-invitation = That text is not an invitation. Nothing was changed; please copy the whole of it again.
window-fail-elsewhere = Another Attune on this profile holds the connection. Nothing was changed; please pair there, or close it first.

window-set-aside = { $count ->
    [one] One entry could not be read and is set aside. Its bytes are kept, everything else is as it was, and a newer version may be able to read it.
   *[other] { $count } entries could not be read and are set aside. Their bytes are kept, everything else is as it was, and a newer version may be able to read them.
}
window-error-wrong = That does not open your words. They are safe; please try again.
window-error-disk-full = The disk is full, so the last change is not saved. All that was saved before is safe, and what you are writing stays on the screen. Please make some room; saving is tried again by itself.
window-error-read-only = The folder { $folder } can’t be written, so the last change is not saved. All that was saved before is safe. Please check who may write there.
window-read-only = The folder { $folder } can’t be written, so this is for reading only: nothing is saved, and nothing is sent or received. All that was saved before is here. Please check who may write there, then open Attune again.
window-error-gone = This entry is no longer here. Nothing was changed.

window-no-display = There is no display to open a window on. Everything also works in the terminal: “attune --help” tells how.
window-no-window = The window could not be opened ({ $why }). Nothing was changed. Everything also works in the terminal: “attune --help” tells how.
window-no-library = The window could not be opened: this computer’s display lacks something it needs, often the library libxkbcommon-x11. Nothing was changed. Everything also works in the terminal: “attune --help” tells how.
window-gallery-unknown = There is no screen called “{ $name }”. There are: { $known }
window-gallery-not-written = The picture could not be written ({ $why }).
window-gallery-size = The size is written as 1280x820, each side from 200 to 8000. Nothing was shown.
window-worker-gone = Something inside Attune failed, so nothing more is saved in this window. All that was saved before is safe. Please copy what is not saved yet, close the window and open it again.

# What has a key, and how the window looks.

key-control = Ctrl
key-command = ⌘
key-escape = Esc
key-alone = { $key }
key-held = { $held } { $key }
keys-title = Keys
keys-close = Close
shortcut-write = Write a new page
shortcut-find = Find words
shortcut-timeline = Everything by day
shortcut-year = A year of days
shortcut-signs = Six signs by month
shortcut-over-time = Moods, thanks and check-ins by month
shortcut-back = Back, or put away what lies over the page
shortcut-done = Keep or share the page, or seal your answers
shortcut-bring-back = Undo while writing; elsewhere, bring back what was just deleted
shortcut-heart = Send a heart for what you read
shortcut-as-table = A table in the place of lines, and back
shortcut-only-the-page = Nothing but the page, or all of it again
shortcut-strong = Bold
shortcut-stressed = Italic
shortcut-larger = Larger text
shortcut-smaller = Smaller text
shortcut-usual = Text of the usual size
shortcut-sheet = This list
shortcut-close = Close Attune
looks-ink = ink
looks-ink-both = { $name } chose { $both } as well. So that your words stay apart, yours are in { $now } on both screens until one of you chooses another.
looks-text = text
looks-text-size = { $percent } % of the usual size
looks-light = day and night
looks-light-system = Night when everything else on this computer is dark.
looks-as-system = As the system has it
looks-day = Always day
looks-night = Always night
looks-motion = motion
looks-motion-system = What comes fades in, unless the system asks for stillness.
looks-still = Nothing moves
looks-still-means = Everything is there at once.
looks-language = language
looks-language-system = The language of this computer, if Attune speaks it.
looks-spelling = spelling
looks-spelling-dots = Dots under words that no dictionary knows
looks-spelling-nothing = Nothing marked
looks-spelling-means = By the dictionaries that this computer has. No word leaves Attune.
looks-spelling-reading = The dictionaries of this computer are being read …
looks-spelling-none = This computer has no dictionary for your language, so nothing is marked. Systems offer them as “hunspell”.
looks-spelling-by = By this computer’s { $dictionaries }. No word leaves Attune.
looks-keys = keyboard
looks-keys-state = Everything can be done with the keyboard
looks-keys-note = F1 shows what has a key, wherever you are.
looks-keys-show = Show the keys
looks-not-kept = How the window looks could not be kept for the next time: { $why }

# Together.

window-together-name = Together
window-together-by-day = Together *by day*
window-together-year = Together *this year*
window-together-in = Together *in { $year }*
window-together-timeline = Timeline
window-together-year-name = Year
window-together-today = Today, { $day }
window-together-show = Show
window-together-show-all = Show: all
window-together-showing = Show: { $what }
window-together-again = Show everything again
window-together-everything = Everything
window-together-only = Only
window-together-time = When: { $what }
window-together-mood = Mood: { $what }
window-together-tag = Tag: { $what }
window-together-any = any
window-together-whenever = any time
window-together-this-year = this year
window-together-all-but = all but { $what }
window-together-no-kind = nothing
window-chosen-and = { $before }, { $next }
window-person = { START($name) }
window-together-by = Written by
window-together-either = Either of us
window-together-go = Go to
window-together-on-this-day = On this day
window-together-checkins = Check-ins
window-together-signs = Signs
window-together-notes = Notes
window-together-steps = Next steps
window-together-signs-opened = You both opened { $month }’s signs.
window-together-empty = Nothing is written yet. What either of you writes stands here by its day.
window-together-hidden = Nothing of this kind is here.
window-together-try = We will try { $what }
window-together-opened = Both are open.
window-together-sealed = Sealed until both have answered.
window-together-answered = Answered.
window-kind-journal = journal
window-day-both = { $day }. { $me } and { $partner } wrote.
window-day-one = { $day }. { $name } wrote.
window-day-nobody = { $day }. Nothing was written.
window-day-empty = Nothing was written on this day.
window-day-written = A day you wrote
window-day-both-of-you = both of you
window-day-only-me = Your only-me pages show on your own calendar and no other.
window-month-before = The month before
window-year-before = The year before
window-year-after = The year after
window-month-after = The month after
window-year-who = { $year }, { $name }

# Together: the six signs by month.
window-signs-name = Signs
window-signs-title = Together *six signs*
window-signs-until = to { $month }
window-signs-both = { $me } { $mine }, { $partner } { $theirs }
window-signs-one = { $name } { $level }
window-signs-talk-name = A way to talk
window-signs-talk = Each of you answered alone, and both opened together. Where the lines part is a place to ask.
window-signs-read-name = How to read it
window-signs-read = A gap is a month you did not open. Nothing is drawn across it or added up.
window-signs-ways = Other ways
window-signs-as-table = As a table
window-signs-as-lines = As lines
window-signs-another-month = Another month
window-signs-arrows = Left, Right
window-signs-before = The sign before
window-signs-after = The sign after
window-signs-table = Six signs by month, newest first
window-signs-not-opened = Not opened this month.
window-signs-empty = Nothing is open yet. Once a month each of you says, alone, how six things are between you. Both answers open together, and stand here as two lines.
window-signs-empty-alone = Nothing is here yet. Once a month you can say how six things are between you. Until you pair, that is for you alone.
window-signs-say = Answer for { $month }
window-signs-sealed = { CAPITAL($month) } is sealed
window-signs-see = { CAPITAL($month) }

# The six signs of a month.
window-note-signs = six signs
window-pulse-title = The signs *of { $month }*
window-pulse-note = once a month
window-pulse-lede = One word for each of six signs. Your answers stay sealed until { $name } has answered too; then both open.
window-pulse-lede-alone = One word for each of six signs. While you have no partner here, your answers are only for you.
window-pulse-all = Each of the six needs a word first.
window-pulse-alone-kept = Your answers for this month are only here.
window-pulse-unsealed = You began this for another month and have not sealed it. Nobody else has it.
window-pulse-go-on = Go on with { $month }
window-pulse-take-in = Say this of { $month }
window-pulse-open = The signs of { $month } are open for both of you.
window-pulse-read = Look at them
window-pulse-all-months = All months
window-pulse-six = The six signs
window-pulse-other-name = Not this month?
window-pulse-other = The signs wait until you come to them. Nothing is lost by a month without.
window-pulse-offer = The six signs of { $month } are here. They open once { $name } and you have both answered.
window-pulse-go = Go to the signs
window-six-go = What each of them is
window-six-title = The six *signs*
window-six-lede = Six things to look at, each of you alone. They are there to talk about, and measure nobody.

# Rituals, and the note.
window-rituals-title = Rituals *and a note*
window-rituals-lede = Small things you keep, and a line for { $name } to find.
window-note-for = a note for { $name }
window-note-prompt = A line for { $name } to find
window-note-leave = Leave it for { $name }
window-note-waits = It waits on Today until { $name } puts it away. You don’t learn when that is.
window-note-back = Send a line back
window-note-put-away = Put it away
window-note-from = From { $name }, { $day }
window-ritual-every-day = every day
window-list-and = { $before } and { $last }
window-ritual-only-me = { $name }, only me
window-ritual-resting = { $whose }, resting until { $day }
window-ritual-resting-on = { $whose }, resting until you end it
window-ritual-kept = Kept { $days }.
window-ritual-rests = Resting this week.
window-ritual-week-open = The week is open.
window-ritual-tick = { $name }: kept today
window-ritual-add = Add a ritual
window-ritual-new = a new ritual
window-ritual-empty = There is no ritual yet. These are ready to be taken up, and yours to change.
window-ritual-ready = Take up a ready one
window-ritual-ready-hide = Put the ready ones away
window-ritual-take = Take up “{ $name }”
window-ritual-no-bead = A day without a bead is only a day.
window-ritual-change = Change it
window-ritual-rest = Let it rest
window-ritual-over = End its rest
window-ritual-delete = Delete it
window-ritual-keep = Keep this ritual
window-ritual-not-now = Not now
window-ritual-name-prompt = What it is called
window-ritual-days = On which days
window-ritual-time-prompt = At what time, such as 21:00
window-ritual-time-wrong = not a time yet
window-ritual-whose = Whose it is
window-ritual-both-means = { START($name) } has it as well; either of you marks and changes it.
window-ritual-me-means = It stays on your own devices.
window-ritual-rest-means = Until it is back it asks for nothing.
window-ritual-rest-until = Until { $day }
window-ritual-rest-prompt = Or another day, such as { $day }
window-ritual-rest-wrong = not a day after today
window-reminders-name = Reminders
window-reminders = On this computer only, while Attune is open and unlocked: at the ritual’s time, with its name and nothing else.
window-reminders-on = Remind me here
window-reminders-seen = Whoever sees this screen can read the name, also where the screen is locked.
window-resting-name = Letting one rest
window-resting = Travel, illness, a hard month: a resting ritual asks for nothing and keeps its place.
window-today-rituals = rituals
window-today-week = This week
# Feelings.
window-feelings-name = Feelings
window-feelings-title = What you *both feel*
window-feelings-lede = A word or three, and what would help. Kept for yourself, or shared.
window-feel-begin = Say how I feel
window-feelings-heard = Being heard
window-feelings-note = A feeling you share is said back to you before anything else is said about it. { START($name) } may also leave it, and that looks as if nobody had answered yet.
window-feel-words = words
window-feel-find = Find a word, or write your own
window-feel-just-type = or just type
window-feel-own = your own
window-feel-write = write “{ $word }” as my own
window-feel-without = leave out “{ $word }”
window-feel-fourth = Three words say it best. Which one makes room for “{ $word }”?
window-feel-three = Keep these three
window-feel-strength = how strongly
window-feel-need = what I need
window-feel-need-own = What would help
window-feel-more = more
window-feel-more-prompt = If there is more to say
window-who-read = Who may read this
window-hear-first = { START($name) } says back what they heard before answering
window-kind-feeling = a feeling
window-kind-said-back = said back

# Hearts and lines.
window-send-heart = Send a heart
window-heart-from = from { $name }
window-heart-from-you = from you
window-answer = Answer
window-answer-own = Add a line
window-answer-prompt = Answer { $name }
window-send-to = Send to { $name }

# Saying back what was heard.
window-say-back = Say back what you heard
window-say-back-only = Only that, to begin with.
window-your-feeling = your feeling
window-your-page = your page
window-you-heard = what you heard
window-you-heard-go = What you heard
window-they-heard = what { $name } heard
window-they-heard-go = What { $name } heard
window-say-it-back = Say it back to { $name }
window-only-this-name = Only this, to begin with
window-only-this = Say what you heard, and why it makes sense. Advice, comfort and your own side come after { $name } says yes.
window-guess-name = If you are not sure
window-guess = Guess kindly. { START($name) } can say “not quite” and tell you the rest.
window-set-this-aside = Set this aside
window-set-this-aside-means = It moves to the foot of your Today, and the draft stays. { START($name) } sees the same as before you opened it.
window-said-back-waits = It is said. { START($name) } says whether that is it, whenever they like.
window-is-that-it = is that it?
window-is-that-it-go = Say whether that is it
window-yes-heard = Yes, I feel heard
window-yes-heard-means = Then { $name } can add something of their own.
window-not-quite = Not quite
window-not-quite-note = not quite
window-not-quite-means = { START($name) } reads your line, and says it back once more.
window-not-quite-prompt = What is missing, if you like
window-answer-later = Answer later
window-feels-heard = Yes, I feel heard.
window-read-unseen = { START($name) } is not told when you read this, only what you answer.
window-not-said-back = { START($name) } has not said anything back yet.
window-once-more = { START($name) } may say it back once more.
window-aside = set aside

# A pause in a conflict. The control for it is always in reach.
shortcut-pause = Pause; in a pause, to “I am ready”
window-kind-side = one side of a pause
window-kind-step = next step
window-pause = Pause
window-pause-name = A pause
window-pause-go = To the pause
window-pause-came = There is a pause now. What you write stays here, and can wait.
window-pause-title = A pause, *together*
window-pause-title-alone = A pause, *by yourself*
window-pause-both-stopped = You have both stopped. Nothing has to be solved before { $time }.
window-pause-stopped = Nothing has to be solved before { $time }.
window-pause-over-alone = The time is here. There is no hurry.
window-pause-on-both = Both devices have this pause
window-pause-here = Not all of it is on { $name }’s device yet
window-pause-alone = Only here, while this window is open
window-pause-open = Everything else stays open
window-pause-finish = You can both come back now. There is no hurry: finish what you are writing.
window-pause-finished = I have finished
window-pause-again = Together again at { $time }
window-pause-again-on = Together again on { $day }, at { $time }
window-pause-until = Until { $time }
window-pause-until-on = Until { $day }, at { $time }
window-pause-time-here = The time is here
window-pause-left-minutes = { $count ->
    [one] One minute from now.
   *[other] { $count } minutes from now.
}
window-pause-left-hours = { $count ->
    [one] About an hour from now.
   *[other] About { $count } hours from now.
}
window-pause-unmoved = { $left } Each of you can move it once.
window-pause-they-moved = { START($name) } moved it, from { $time }. You can move it once, too.
window-pause-they-moved-last = { START($name) } moved it, from { $time }. Each of you has moved it now.
window-pause-you-moved = You moved it, from { $time }. { START($name) } can move it once, too.
window-pause-you-moved-last = You moved it, from { $time }. Each of you has moved it now.
window-pause-ready = I am ready
window-pause-said-ready = You have said it
window-pause-ready-note = Ready shows on { $name }’s screen only when you have both said it.
window-pause-alone-note = Nobody else is told of it.
window-pause-move = Move the time
window-pause-end = End the pause
window-pause-end-without = End without a step
window-pause-kindly = A pause that ends kindly has done its work.
window-pause-longer = A longer pause
window-pause-ended = The pause *is over*
window-pause-ended-lede = What you wrote of your own side is yours, and stays in your journal.
window-pause-circle = A circle to breathe with. { $how } Space begins it again.
window-pause-in = in
window-pause-out = out
window-pause-ask = Pause, and come back at
window-pause-ask-move = Come back at
window-pause-ask-longer = A longer pause, until
window-pause-breath = First, a breath of one minute
window-pause-breath-title = A breath
window-pause-breath-means = Only here. Nobody is told of it.
window-pause-breathe = Breathe
window-pause-breathing = In as the circle grows, out as it shrinks.
window-pause-breath-slow = Out takes a little longer than in.
window-pause-enough = That was enough
window-pause-twenty = { $time }, in 20 minutes
window-pause-shortest = The shortest. Twenty minutes is the usual advice.
window-pause-half = { $time }, in half an hour
window-pause-later = { $time }, later on
window-pause-own = Another time, within a day
window-pause-own-prompt = The time, such as 21:30
window-pause-own-range = Twenty minutes from now, or later.
window-pause-own-range-moved = Twenty minutes from now or later, and within a day of when it began.
window-pause-not-now = Not now
window-pause-leave-it = Leave it
window-pause-both-show = Both screens show it.
window-pause-only-here = Only this screen shows it.
window-pause-once = Each of you can, once.
window-side-prompt = What would a friend of you both have seen and heard, from the first moment on?
window-side-label = Your side, as a friend of you both would tell it
window-side-evidence = In one study, couples who wrote like this held steady (Finkel and others, 2013).
window-side-alone = It stays here, and is yours alone.
window-side-theirs = { START($name) }’s side
window-side-mine = Yours
window-side-let-read = Let { $name } read it
window-team-title =
    Are we on
    {"*"}the same team?*
window-team-today = Are we on the same team?
window-team-time = It is time
window-team-ready = Both ready
window-team-ready-both = Both ready, on both devices
window-team-yes = Yes
window-team-longer = I want to be, and need longer
window-team-yes-said = Yes.
window-team-longer-said = I want to be, and need longer.
window-team-say = Say it
window-team-both-show = Your answers show once you have both given one.
window-team-not-yet = { START($name) }’s answer shows once both are given.
window-step-note = one next step
window-step-prompt = One small next step
window-step-propose = Propose it to { $name }
window-step-theirs = { START($name) }’s words. They become yours when you both agree.
window-step-mine = Your words. They stand for both of you once { $name } agrees.
window-step-agree = Agree on this
window-step-agreed = You have both agreed on this.
window-step-change = Change the words
window-step-small-name = A small step
window-step-small = Something one of you can do this week without being reminded.

# Soul talk: before it begins, while it goes on, and what stayed of it.
window-talk-name = Soul talk
window-talk-title = Soul *talk*
window-talk-lede = Fifteen minutes, one question, taking turns. One speaks; the other listens.
window-talk-note = soul talk
window-talk-which = which deck
window-talk-other-deck = Another deck
window-talk-no-words = (a card whose words are not here)
window-talk-cards = Your own cards
window-talk-cards-about = Written by the two of you
window-talk-cards-none = There are none yet.
window-talk-card-prompt = A question of your own
window-talk-card-out = Take it out
window-talk-card-alone = Only you have it
window-talk-card-put = Put it into the deck
window-talk-card-add = Put it into “{ $deck }”
window-talk-now = tonight
window-talk-both = On both screens
window-talk-both-means = The same card and the same clock here and on { $name }’s computer.
window-talk-here = On this screen only
window-talk-here-means = Side by side, on one computer.
window-talk-alone = It shows on this screen, for two who sit side by side. Once you are paired it can show on both computers.
window-talk-draw = Draw a question
window-talk-invited = { START($name) } is invited, and may leave it for another evening.
window-talk-offer = { START($name) } would like a soul talk.
window-talk-join = Join
window-talk-not-now = Not now
window-talk-going = Your soul talk is going on.
window-talk-back = Back to it
window-talk-goes-name = How it goes
window-talk-goes = A question turns over on both screens. Whoever feels like it begins. Change turns when you want to.
window-talk-once-name = No question twice
window-talk-once = A card comes back only when its deck is used up.
window-talk-kept-name = No audience
window-talk-kept = Nothing said is kept: only which card was drawn, and the line each of you chooses to write at the end.
window-talk-end = End soul talk
window-talk-end-short = End
window-talk-take-back = Take it back
window-talk-question = Tonight’s question
window-talk-passed = Passed. Draw another whenever you like.
window-talk-whose = whose turn
window-talk-you-speak = You speak. { $name } listens.
window-talk-they-speak = { $name } speaks. You listen.
window-talk-one-speaks = { $name } speaks. { $other } listens.
window-talk-suggests = A good moment to change turns, if you like.
window-talk-listening = Nothing to fix and nothing to add yet.
window-talk-speaking = Begin with something you can see.
window-talk-turns = Change turns
window-talk-space = Space
window-talk-another = Draw another
window-talk-pass = Pass
window-talk-waits = { START($name) } is invited.
window-talk-waits-means = The clock begins when { $name } joins.
window-talk-begin-here = Begin on this screen
window-talk-left = { $count ->
    [one] 1 minute left
   *[other] { $count } minutes left
}
window-talk-clock = { $left }, from { $from } until { $until }
window-talk-clock-rests = { $left }, the clock rests
window-talk-moment = a good moment to change
window-talk-resting = resting
window-talk-rest = Let the clock rest
window-talk-resume = Let it run again
window-talk-live = Live, the same on { $name }’s screen
window-talk-shown = { START($name) }’s computer is reached. The invitation shows where Attune’s window is open there.
window-talk-not-shown = { START($name) }’s computer is not reached just now. The invitation shows there once it is.
window-talk-can-join = Only on this screen now. { START($name) } can join.
window-talk-lost = { START($name) }’s screen is not reached just now. The talk goes on here, and is the same on both once it is.
window-talk-listen-name = When you listen
window-talk-listen = Nothing to fix, nothing to add. “Tell me more” is enough.
window-talk-speak-name = When you speak
window-talk-speak = Begin with something you can see. Stop wherever you like.
window-talk-much-name = Too much tonight?
window-talk-much = Draw another or pass. Neither of you needs a reason, and the card comes back with its deck.
window-talk-today = Fifteen minutes, one question, taking turns.
window-talk-one-screen = It works on one screen, too.
window-stayed-title = What stayed *with me*
window-stayed-note = what stayed
window-stayed-prompt = What I carry out of it
window-stayed-write = Write what stayed with you
window-stayed-nothing = Nothing this time
window-stayed-plenty-name = One line is plenty
window-stayed-plenty = Not what was said, but what you carry out of it.
window-stayed-still-name = Still talking?
window-stayed-still = Good. The timer is only a gate to come in by.
window-stayed-another = Another question
