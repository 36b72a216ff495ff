# What only the window says.

window-you = You
window-today-name = Today
window-journal-name = Journal
window-gratitude-name = Gratitude
window-checkin-name = Check-in
window-search-name = Find
window-us-name = Us
window-note-pairing = pairing
window-note-gratitude = gratitude
window-note-checkin = check-in
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
window-closed-title = Your words can't be shown
window-more = More
window-show-all = Show all
window-pages = Pages
window-ours = ours
window-both = Both
window-newest-first = newest first
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

window-day-long = { $weekday } { $day } { $month }
window-day-year = { $day } { $month } { $year }
window-day-short = { $day } { $month }
window-day-today = today
window-day-yesterday = yesterday
window-day-time = { $day }, { $time }
window-month-year = { $month } { $year }
window-what-when = { $what }, { $day }
window-weekday = { $day ->
    [monday] Monday
    [tuesday] Tuesday
    [wednesday] Wednesday
    [thursday] Thursday
    [friday] Friday
    [saturday] Saturday
   *[sunday] Sunday
}
window-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
window-month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
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
window-first-name-title = What is your name?
window-first-name-note-name = your name
window-first-name-prompt = Your name
window-first-name-note = Your partner will see it. You can change it later.
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
window-lock-nothing-means = Anyone who can read this computer's files can read what you wrote.
window-lock-prompt = Passphrase
window-lock-again = The same again
window-lock-hint = Four or five words that nobody would guess.
window-lock-differs = The two are not the same yet.
window-lock-change-name = You can change this
window-lock-change-note = At any time, under Us. Nothing has to be written again.
window-lock-next-name = The recovery key is next
window-lock-next = Whatever you choose here, you also get one key on paper that opens Attune.
window-lock-cannot-name = What a lock can't do
window-lock-cannot = It can't protect a computer that is unlocked and in someone else's hands.
window-lock-is-on = A passphrase opens it
window-lock-is-off = It is not locked
window-lock-set = Set this passphrase
window-lock-change = Change the lock
window-lock-remove = Lock with nothing
window-lock-remove-note = Without a lock, anyone who can read this computer's files can read what you wrote.
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
window-recovery-note = Letters and digits; capitals don't matter. The letters I, L, O and U are never used.
window-recovery-written = I have written it down
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
window-today-trying = Check-in. You are both trying
window-on-this-day = On this day, { $year }
window-today-title = { $weekday } *{ $part }*
window-today-end = Nothing else is waiting.
window-today-alone = You write alone for now, and everything stays here. When you are both at hand, you can pair your two computers.
window-a-thanks = a thank you
window-a-page = a page
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
window-kept = You ended this page for both of you. This copy is yours: keep it, or let it go.
window-share-with = Share with { $name }
window-share-later = Share once paired
window-share-note = { START($name) } gets the page as it is now, without what it said before.
window-history = Earlier wordings
window-history-back = Back to the page
window-page-newer = This was made with a newer version of Attune; some of it may not show.
window-page-deleted = This has been deleted.
window-wordings = You both changed these words
window-wordings-note = both are kept
window-wording-mine = Use my wording
window-wording-theirs = Use { $name }'s wording
window-wording-merged = Keep the page as it stands above

window-write-title = Title, if it has one
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

window-thanks-prompt = One thing I appreciate about { $name } today
window-thanks-last = { $name }, { $day }:
window-thanks-share = Give it to { $name }
window-thanks-alone = It stays here. When you pair, you are asked before it goes.
window-gratitude-title = Gratitude *for each other*
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
window-checkin-seal-note = Once sealed, they can't be changed. { START($name) } can't read them before answering.
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
window-checkin-unsealed = You began this for another week and never sealed it. Nobody else has it. You can still read and copy it here.
window-checkin-before = last week
window-checkin-day = your day
window-checkin-day-note = It is the same day for both of you. The other device follows.
window-checkin-past = earlier weeks
window-checkin-offer = This week's check-in is here. It opens once { $name } and you have both answered.
window-checkin-offer-alone = This week's check-in is here, for you alone for now.
window-checkin-go = Go to the check-in
window-checkin-both-open = Both of your answers are open.
window-checkin-read = Read them

window-search-prompt = Words to find
window-search-here-name = Only here
window-search-here = Finding reads the copy on this device. What you look for is not kept, and not sent.
window-search-words-name = Words
window-search-note = Every word must be there; its last letters may be missing.
window-search-nothing = Nothing has these words.

window-us-standing = how things stand
window-us-and = and
window-us-sees = What { $name } can see
window-this-device = this computer
window-plain-words-name = In plain words
window-plain-words = Attune can't take back what has been read, and can't protect a computer that is unlocked.
window-two-locks-name = Two people, two locks
window-two-locks = Your lock and your key are yours alone. Neither you nor { $name } can open the other's computer.
window-us-lock = lock
window-us-folder = where it is kept
window-us-folder-note = Everything is in this folder on this computer, encrypted.
window-us-cloud = This folder lies in “{ $cloud }”, which something may copy to a cloud. Your words are encrypted there, yet they would leave this computer. To keep them here, close Attune and move the folder.
window-us-can-see = What you shared, with its date. Not when you read, and not when you are here.
window-rename = Change my name
window-rename-keep = Keep this name
window-standing-away = { START($name) }'s device is not reached at the moment. What you share waits here and goes when the two meet.
window-standing-unanswered = { START($name) }'s device says on this network that it is here, and does not answer. It may be asleep; if it is awake, a firewall may be in the way. What you share waits here.
window-standing-connected = Connected with { $name }'s device. Something is still on its way.
window-standing-in-step = The two compared what they hold, and hold the same.
window-foot-alone = Everything is only on this device
window-foot-both = Everything shared is on both devices
window-foot-waiting = { $count ->
    [one] One thing is only on this device
   *[other] { $count } things are only on this device
}
window-foot-apart = The two devices hold different things. Nothing is lost; they compare again when they next meet.
window-foot-cut = The connection is cut, here
window-foot-version = { START($name) }'s Attune is another version. Nothing is lost; please bring both to the same one.
window-foot-elsewhere = Another Attune on this profile holds the connection
window-cable = Cable plugged in here
window-cable-cut = Cut the connection
window-cable-mend = Mend the connection
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
window-pair-before = You each see the other's name and what would be shared, and both say yes.
window-pair-slip-name = A slip is not a try
window-pair-slip = Only words of the list can be tried, so a spelling mistake costs nothing.
window-pair-show-instead = Show words here instead
window-pair-type-instead = Type the words instead
window-pair-three = three words
window-pair-begin = Pair with my partner
window-pair-title = Pair your two computers
window-pair-lede = One of you shows three words, the other types them. Then both see who it is and what would be shared, and both say yes.
window-pair-show = Show three words
window-pair-show-means = Your partner types them on the other computer.
window-pair-type = Type the words I hear
window-pair-type-means = Your partner reads them to you.
window-pair-network = On this network only
window-pair-network-means = While this page is open, other devices on this network can see that a computer wants to pair. Nothing leaves the network.
window-pair-none = This computer gives Attune no connection just now, so it can't pair. Nothing was changed, and everything you write is safe here. Closing Attune and opening it again may help.
window-pair-ready-title = Three words, said aloud
window-pair-ready-lede = On your partner's computer, choose Us, then Pair, and type them there.
window-pair-aloud = read them aloud
window-pair-one-name = One try
window-pair-one-try = A wrong word ends these three, and both screens say so.
window-pair-other-road = if it isn't found
window-pair-invitation = An invitation helps the other computer find this one on the same network. It is no secret: without the words it opens nothing.
window-pair-copy = Copy the invitation
window-pair-keep-file = Keep it as a file
window-pair-kept-file = It is in { $file }. Bring that file to the other computer.
window-pair-qr = The invitation as a picture to scan
window-pair-new-words = New words
window-pair-enter-title = Type the words you hear
window-pair-enter-lede = Three words. Capitals and what stands between them don't matter.
window-pair-words = First second third
window-pair-words-none = Three words, with spaces between.
window-pair-words-count = { $count ->
    [one] One word so far; three are needed.
   *[other] { $count } words so far; just three are needed.
}
window-pair-words-three = That is three.
window-pair-have-invitation = I have an invitation
window-pair-paste = Paste the invitation
window-pair-drop-file = If it came as a file, drop the file on this window.
window-pair-look = Pair with these words
window-pair-looking = Looking for the other computer
window-pair-confirming = Comparing the words
window-pair-waiting = Waiting for the other yes
window-pair-several-title = Which one is it?
window-pair-several-lede = More than one computer on this network shows words. Choose your partner's by its name; the words still have to be right.
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
window-consent-does = What you share from now on goes to { $name }'s computer, and what { $name } shares comes to yours.
window-consent-never-name = What it never does
window-consent-never = Neither of you can open, lock or erase the other's computer, or see when the other reads.
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
window-wish-read = A page to read: { $words }
window-wish-both = A page for both to write: { $words }
window-paired-title = You are paired with { $name }
window-paired-lede = What you share from now on goes to { $name }'s computer when the two can reach each other. What is only yours stays here.
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
window-fail-versions = The two computers run different versions of Attune that can't pair. Nothing was shared; please bring both to the same version.
window-fail-lost = The connection broke before both of you had said yes. You are not paired, and nothing was shared. Please try again.
window-fail-lost-after = The connection broke just after you had both said yes. If the other computer says that you are paired, this one completes by itself the next time the two meet; until then nothing goes out. You can also drop it and begin again.
window-fail-nowhere = This computer is in no home network that Attune can look in, so it needs the other computer's invitation. Nothing was changed, and the words still hold: copy the invitation there, and paste it here beside the words.
window-fail-no-network = This computer is in no home network just now, so it can't pair. Nothing was changed. Connect both computers to the same network and try again.
window-fail-lost-uncompleted = The connection broke just after you had both said yes, and the pairing is not complete. Nothing was shared. Show new words; should the other computer wait for it to complete, “Drop this pairing” there ends that.
window-fail-not-stored-there = The other computer could not write down what you agreed on, so you are not paired. Nothing was shared. Its disk may be full, or its folder may be closed to writing.
window-fail-not-stored = What you agreed on could not be written to this computer's disk, so you are not paired. Nothing was shared. The disk may be full, or the folder may be closed to writing.
window-fail-fault = Something on this computer kept the two from pairing ({ $why }). Nothing was shared, and everything you wrote is safe.
window-fail-invitation = That text is not an invitation. Nothing was changed; please copy the whole of it again.
window-fail-elsewhere = Another Attune on this profile holds the connection. Nothing was changed; please pair there, or close it first.

window-set-aside = { $count ->
    [one] One entry could not be read and is set aside. Its bytes are kept, everything else is as it was, and a newer version may be able to read it.
   *[other] { $count } entries could not be read and are set aside. Their bytes are kept, everything else is as it was, and a newer version may be able to read them.
}
window-error-wrong = That does not open your words. They are safe; please try again.
window-error-disk-full = The disk is full, so the last change is not saved. All that was saved before is safe, and what you are writing stays on the screen. Please make some room; saving is tried again by itself.
window-error-read-only = The folder { $folder } can't be written, so the last change is not saved. All that was saved before is safe. Please check who may write there.
window-read-only = The folder { $folder } can't be written, so this is for reading only: nothing is saved, and nothing is sent or received. All that was saved before is here. Please check who may write there, then open Attune again.
window-error-gone = This entry is no longer here. Nothing was changed.

window-no-display = There is no display to open a window on. Everything also works in the terminal: “attune --help” tells how.
window-no-window = The window could not be opened ({ $why }). Nothing was changed. Everything also works in the terminal: “attune --help” tells how.
window-no-library = The window could not be opened: this computer's display lacks something it needs, often the library libxkbcommon-x11. Nothing was changed. Everything also works in the terminal: “attune --help” tells how.
window-gallery-unknown = There is no screen called “{ $name }”. There are: { $known }
window-gallery-not-written = The picture could not be written ({ $why }).
window-gallery-size = The size is written as 1280x820, each side from 200 to 8000. Nothing was shown.
window-worker-gone = Something inside Attune failed, so nothing more is saved in this window. All that was saved before is safe. Please copy what is not saved yet, close the window and open it again.

# What has a key, and how the window looks.

key-control = Ctrl
key-command = ⌘
key-escape = Esc
keys-title = Keys
keys-close = Close
shortcut-write = Write a new page
shortcut-find = Find words
shortcut-timeline = Everything by day
shortcut-year = A year of days
shortcut-back = Back, or put away what lies over the page
shortcut-done = Keep or share the page, or seal the week’s answers
shortcut-bring-back = Undo while writing; elsewhere, bring back what was just deleted
shortcut-only-the-page = Nothing but the page, or all of it again
shortcut-strong = Bold
shortcut-stressed = Italic
shortcut-larger = Larger text
shortcut-smaller = Smaller text
shortcut-usual = Text of the usual size
shortcut-sheet = This list
shortcut-close = Close Attune
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
window-together-show-some = Show: a part
window-together-by = Written by
window-together-either = Either of us
window-together-go = Go to
window-together-on-this-day = On this day
window-together-checkins = Check-ins
window-together-empty = Nothing is written yet. What either of you writes stands here by its day.
window-together-hidden = Nothing of this kind. What is shown here is chosen beside it.
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
window-month-after = The month after
window-year-who = { $year }, { $name }
