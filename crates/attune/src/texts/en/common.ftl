# Every text in English. Gentle, plain, adult; sentence case. An error says
# what happened, what is safe, and what to do.

init-done = Your profile is ready in { $folder }.
init-recovery = This is your recovery key. It opens your words if all else is forgotten, also your passphrase. Please write it down now and keep it somewhere safe; “attune recovery show” shows it again while you can still open them:
init-unprotected = Nothing protects this profile: whoever can read this computer’s files can read your words.
init-choose = Please choose how to protect your words: give a passphrase with ATTUNE_PASSPHRASE or --passphrase-file, or say --unprotected. Nothing was made.
init-cloud = The folder { $folder } lies in “{ $cloud }”, which something may copy to a cloud. Your words are encrypted there, yet they would leave this computer. To keep them here, choose another folder with --profile.
passphrase-ask = Passphrase:{" "}
passphrase-new = A passphrase to protect your words:{" "}
passphrase-again = The same once more:{" "}
passphrase-differ = The two were not the same. Nothing was made; please try again.
passphrase-file = The passphrase file can’t be read ({ $why }). Nothing was changed.
recovery-form = That is not a recovery key: it has 8 groups of 4 letters and digits. Nothing was changed.
recovery-added = This profile was made before its recovery key was kept, so a new one was made. One that you have on paper still works.
recovery-slip = There is a slip in the recovery key. Please compare it with what you wrote down; nothing was changed.
recovery-none = Please give the recovery key with ATTUNE_RECOVERY_KEY or --recovery-key-file. Nothing was changed.
recovery-replaced = This is your recovery key from now on; please write it down in place of the old one, which opens your words no more. A copy of the profile made earlier, or a backup, still opens with the old one.
passphrase-empty = The passphrase is empty. Nothing was changed.

passphrase-none = Please give the new passphrase with ATTUNE_NEW_PASSPHRASE or --new-passphrase-file. Nothing was changed.
passphrase-set = From now on this passphrase opens your words.
passphrase-removed = Nothing protects this profile any more: whoever can read this computer’s files can read your words.
passphrase-old-copies = A copy of the profile made earlier, a backup for example, still opens with what protected it then.

status-alone = { START($name) }, with no partner yet.
status-paired = { START($name) } and { $partner }.
status-entries = { $count ->
    [0] Nothing written yet.
    [one] One entry.
   *[other] { $count } entries.
}
status-waiting = { $count ->
    [0] Everything shared is on both devices.
    [one] One shared thing is only on this device.
   *[other] { $count } shared things are only on this device.
}
status-in-step = In step as of the last contact.
status-set-aside = { $count ->
    [one] One entry could not be read and is set aside; its bytes are kept.
   *[other] { $count } entries could not be read and are set aside; their bytes are kept.
}
status-hidden = { $count ->
    [one] Something came that breaks a rule that protects you both, and is kept out of sight.
   *[other] { $count } things came that break a rule that protects you both, and are kept out of sight.
}
entry-by = { $day }, { $author }; { $where }
entry-mood = Mood: { $mood }
entry-tags = Tags: { $tags }
place-only-me = only me
place-here = only on this device
place-aside = set aside on the other device
place-sealed = sealed
place-both = on both devices
mark-and-more = { $place }, { $more }
your-partner = your partner
reach-wish-read = to be read by your partner, once there is one
reach-wish-write = for both to write, once there is a partner
reach-sealed = { $name } can’t read it before answering
reach-sealed-theirs = you can’t read it before answering
reach-reads = { $name } may read
reach-you-read = you may read
reach-both = we both write
reach-left = from now on; it is from the time with { $name }, who keeps what had arrived
taken-back = { START($name) } took this back. This copy is yours: keep it, or let it go.
taken-back-partner = Your partner took this back. This copy is yours: keep it, or let it go.
entry-kept = You ended this page for both of you. This is your own copy; “attune delete” lets it go.
entry-deleted = This has been deleted.
entry-newer = This was made with a newer version; some of it may not show.
entry-kept-copy = it has ended; your own copy
entry-two-wordings = two wordings
entry-versions = Two wordings of the same words, written at once:
list-empty = There is nothing to list.
ritual-none = There are no rituals yet. “attune ritual ready” lists some to take up.
ritual-both = both
ritual-resting = resting until { $day }
ritual-resting-on = resting until you end it
search-empty = Nothing has these words.
search-more = There are more; these are the newest { $limit }. A larger --limit shows them.
name-done = You are called { $name } from now on.
ink-done = Your ink is { $ink } from now on, on both screens.
ink-blue-black = Blue-black
ink-madder = Madder
ink-violet = Violet
ink-umber = Umber
ink-lagoon = Lagoon
ink-plum = Plum
choose-what = say the number of a wording, or “merged”
choose-nothing = There are no two wordings in it. Nothing was changed.
choose-number = There are { $count } wordings, numbered from 1; “attune show” shows them. Nothing was changed.
checkin-one-input = Only one of the three answers can come from standard input. Nothing was saved.
checkin-week = Check-in { $week }
checkin-open = You have not answered yet.
checkin-alone = Your answers are only here.
checkin-sealed = Yours is sealed. It opens once both are.
checkin-waiting = Both are sealed and will open in a moment.
checkin-opened = Both are open.
checkin-mine = You:
checkin-theirs = Your partner:
checkin-tries = One thing to try:
checkin-also = Your partner answered this week more than once; the first one counts.
checkin-day = The check-in is on { $day }.
history-before-sharing = Before you shared it; only you have this.
done-ended = It has ended on both devices, and each of you keeps a private copy. “attune delete” once more lets yours go; “attune undo” makes it a page for both again, within ten minutes.
done-deleted = Deleted. “attune undo” brings it back within ten minutes.
done-wish = There is no partner yet, so this stays only here. It is kept with your wish to share it.
doctor-folder = Folder: { $folder }
doctor-protected = Protection: a passphrase.
doctor-unprotected = Protection: none. Whoever can read this computer’s files can read your words.
doctor-mode = Others on this computer can open the folder. Only you should: chmod 700 { $folder }
doctor-sound = Everything stored reads back as it is shown.
doctor-wrong = Not as it should be in the vault:
doctor-salvage = “attune salvage” keeps all that can be read, and sets the damaged file aside, whole.
doctor-paired = Partner: { $partner }.
doctor-alone = Partner: none yet.
doctor-addresses = Network: Attune would use { $addresses }, with private addresses near these and with nothing else.
doctor-bound = Network: ATTUNE_BIND lets Attune use { $addresses } and nothing else, without looking for anybody.
doctor-no-network = Network: this computer is in no home network just now. What you share waits here.
doctor-held = Connection: another Attune on this profile has it just now.
doctor-free = Connection: nobody has it just now. A window or “attune sync” takes it.
doctor-firewall = If your partner’s device is never reached, docs/firewalls.md tells what may be in the way, and how to try.
doctor-found = Something is not as it should be; it is said above. Nothing was changed.

salvage-held = Another Attune has this profile open. Please close it first; nothing was changed.
salvage-sound = Everything stored reads back, so there is nothing to mend. Nothing was changed.
salvage-done = { $count ->
    [one] What could be read is in a new vault file: one entry.
   *[other] What could be read is in a new vault file: { $count } entries.
}
salvage-worded = { $count ->
    [one] Of one of them the last words are here, and not all of what it was before.
   *[other] Of { $count } of them the last words are here, and not all of what they were before.
}
salvage-lost = { $count ->
    [one] One thing of yours could not be read in full; what could be read of it is here.
   *[other] { $count } things of yours could not be read in full; what could be read of them is here.
}
salvage-from-partner = { $count ->
    [one] One shared thing lacks something. It comes again when the two devices meet, if your partner’s has it.
   *[other] { $count } shared things lack something. They come again when the two devices meet, if your partner’s has them.
}
salvage-pair-lost = What you and your partner agreed on could not be read, so the two devices don’t know each other any more. Please pair again; what you shared until now stays here, to be read.
salvage-aside = The damaged file is in { $folder }, whole. Keep it until you are sure that you miss nothing, then delete that folder: it still holds your words.
salvage-device = From now on this is another device of yours; your partner’s device learns of it when the two meet.

device-renewed = This profile was copied or moved here, so from now on it is a device of its own, beside the one it came from. Everything in it is here; your partner’s device learns of it when the two meet.

error-absent = There is no profile in { $folder } yet. “attune init --name NAME” makes one.
error-exists = There is a profile in { $folder } already. Nothing was changed.
error-locked = Your words are locked. Give the passphrase to open them; nothing was changed.
error-wrong = That passphrase does not open your words. They are safe; please try again.
error-wrong-recovery = That recovery key does not open your words: it is whole, and belongs to another profile or an older key file. Your words are safe.
error-vault-missing = The vault file { $file } in { $folder } is missing, though its key file { $keys } is there. Nothing was changed. If you have a copy of the folder, please put the file back; don’t make a new profile in its place.
error-keys-damaged = The key file in { $folder } is damaged or missing. Your words are still there, encrypted; please put the file { $file } back from a copy.
error-keys-newer = The key file was written by a newer version of Attune. Nothing was touched; please open it with that version.
error-newer = This profile was written by a newer version of Attune. Nothing was touched; please open it with that version.
error-damaged = The vault file in { $folder } is damaged, or belongs to another key file. Nothing was changed. “attune salvage” in a terminal keeps all that can still be read and sets the damaged file aside; a copy of the whole folder, if you have one, can be put back instead.
error-does-not-read = Something that is stored here does not read back. Nothing was changed. “attune doctor” in a terminal tells what it is, and “attune salvage” keeps all that can be read.
error-salvage-nothing = Nothing in the vault file in { $folder } can be read with this key file. Nothing was changed; the file is still there. If you have a copy of the folder, please put it back.
error-salvage-keys = Your keys can’t be read, neither in the vault file nor in { $file } beside it, so there can be no new vault in your name. Nothing was changed. If you have a copy of the folder, please put it back.
error-disk-full = The disk is full, so this was not saved. All that was saved before is safe. Please make some room and try again.
error-read-only = The folder { $folder } can’t be written, so nothing was saved. All that was saved before is safe. Please check who may write there.
error-busy = Another program has been writing to this profile for a while. Nothing was changed; please try again in a moment.
error-other = It did not work ({ $why }). Nothing was changed; all that was saved before is safe.
error-unknown-id = There is no entry with that id. “attune list” shows them.
error-ambiguous-id = That id fits more than one entry. Please give more of it.
error-empty = There is nothing written in it, so nothing was saved.
error-too-long = The text is too long ({ $length } bytes, where { $max } fit). Nothing was saved; please keep it in two parts.
error-too-many = { $count } tags are too many for one page: { $max } fit. Nothing was changed.
error-not-yours = Only the one who wrote it can change it. Nothing was changed.
error-ended = It has been deleted or taken back. Nothing was changed.
error-not-possible = This kind of entry can’t be changed like that. Nothing was changed.
error-not-paired = There is no partner yet. Nothing was changed.
error-already-paired = There is a partner already. Nothing was changed.
error-already-shared = It is shared already. Nothing was changed.
error-already-answered = You have answered that week already, and your answer is safe.
error-ink-taken = Your partner writes with that ink, and two people never have the same. Nothing was changed.
error-full = With its history this page would be larger than anybody takes in ({ $max } bytes fit). Nothing was saved; please go on in a new page.
error-reworded = The wordings have changed meanwhile, so nothing was chosen. Please look again.
error-entry-newer = Only a newer version of Attune can change this. Nothing was changed.
error-nothing-to-undo = Nothing was deleted in the last ten minutes.
error-unreadable = This entry could not be read. Its bytes are kept; nothing was changed.
error-input = The text can’t be read ({ $why }). Nothing was saved.
error-no-folder = This computer names no folder for a program’s data. Please name one with --profile.
error-output = The result could not be written ({ $why }).
error-randomness = This computer gave no randomness, without which nothing can be kept safe. Nothing was changed.

# Pairing and syncing.
error-held = Another Attune has this profile’s connection just now. Nothing was changed. Close that window, or do this there.
error-timeout = The time to wait must be a number of seconds.
error-bind = ATTUNE_BIND must be an address of this computer, such as 127.0.0.1; it is “{ $address }”.
pair-waiting = Let your partner type these words. They can be tried once.
pair-looking = Looking for your partner’s device.
pair-confirming = Comparing the words.
pair-consent =
    This is { $partner }, on the device “{ $device }”.
    Both screens show these four words: { $words }
pair-shares = When you say yes, { $partner } can read these, which you wrote to share. Nothing else that you wrote leaves this device:
pair-ask-which = Which of these do you share? Say “all”, “none”, or their numbers:
pair-which-unclear = Please say “all”, “none”, or numbers from 1 to { $count }.
pair-cannot-share = { $id } can’t be shared at pairing: it has to be a private page or thanks of your own. Nothing was changed.
pair-over-time = Time ran out before both had said yes. You are not paired, and nothing was shared.
pair-invitation = Your invitation, to be sent by any message. It is no secret: without the words it opens nothing.
    { $text }
pair-no-picture = The invitation is too long for a picture. “--invite-text” prints it.
pair-bad-invitation-text = That is not an invitation, or it was damaged on its way. Ask for it again.
pair-shares-nothing = Nothing that you wrote so far leaves this device.
pair-ask = Do both screens show the same four words, and do you say yes? [y/N]
# Words that are taken for an answer; the English ones are in every language.
pair-answers-yes = y yes
pair-answers-all = all
pair-answers-none = none
pair-done = You and { $partner } are paired.
pair-left = You have left. You keep everything you have, and so does { $partner }, who is told nothing: to them you are not reached.
pair-dropped = What was agreed and never completed is dropped. You are not paired.
pair-nowhere = Attune can’t look for your partner’s device here: with ATTUNE_BIND, or in no home network, it needs an invitation of their “pair show --invite-text” or “--invite-out”. Give it with --invite.
pair-several = Several devices show words:
pair-which = Which one is your partner’s? Its number:
pair-not-chosen = None was chosen. Your words have not been tried.
pair-invite-out = The invitation could not be written to { $file }: { $why }. Nothing was changed.
pair-invite-in = The invitation { $file } could not be read: { $why }. Nothing was changed.
pair-bad-invitation = { $file } is not an invitation, or it was damaged on its way. Ask for it again.
pair-word-count = Three words are needed; these are { $count }. They have not been tried.
pair-word-near = “{ $typed }” is none of the words; did they show “{ $nearest }”? Nothing has been tried.
pair-word-unknown = “{ $typed }” is none of the words. Nothing has been tried; look again at the other screen.
pair-nobody-found = Your partner’s device was not found. Is it still showing its words, and in the same network? Guest networks and firewalls often keep computers apart: docs/firewalls.md tells what to look at. Nothing was changed.
pair-not-reached = Your partner’s device is in this network, and no connection to it came about: most likely a firewall on one of the two keeps Attune out. Nothing was changed. Allow Attune on private networks and try again; docs/firewalls.md tells how.
pair-nobody-came = Nobody typed the words in time. Nothing was changed; show new ones when you are both ready.
pair-wrong-words = The words were not the same, and are used up now. You are not paired, and nothing was shared. Show new words and try again.
pair-busy = The other device is pairing with somebody else just now. Your words have not been tried.
pair-they-said-no = The other side said no. You are not paired, and nothing was shared.
pair-we-said-no = You said no. You are not paired, and nothing was shared.
pair-timed-out = The other side did not answer in time. You are not paired, and nothing was shared.
pair-versions = The two devices have different versions of Attune that don’t understand each other. Nothing was changed; bring both to the newest version.
pair-lost = The connection broke before both had said yes. You are not paired, and nothing was shared. Show new words and try again.
pair-lost-after = The connection broke after both had said yes. If your partner’s device says that you are paired, yours completes itself when the two next meet. If it does not, “attune unpair” drops it, and you can pair again.
pair-lost-uncompleted = The connection broke after both had said yes, and the pairing is not complete. Nothing was shared. Show new words; should your partner’s device wait for it to complete, “attune unpair” there drops that.
pair-broken = The other device said something that Attune does not accept. You are not paired, and nothing was shared.
pair-not-stored-there = What you agreed on could not be written to the disk of the other device, so you are not paired. Nothing was shared; “attune doctor” there may tell why.
pair-not-stored = What you agreed on could not be written to the disk, so you are not paired. “attune doctor” may tell why.
sync-done = Both devices hold the same. Sent { $sent }, received { $received }.
sync-in-step = Both devices hold the same.
sync-connected = Connected.
sync-away = Your partner’s device is not reached just now. Looking for it.
sync-rolled-back = This profile was put back to an older state: your partner’s device remembers more of it than it holds. What you two shared comes back from there; what was only yours and written since is in no other place.
sync-unanswered = Your partner’s device says on this network that it is here, and does not answer. It may be asleep; if it is awake, a firewall on one of the two may keep Attune out: docs/firewalls.md tells what to look at. Looking for it.
sync-apart = Both devices have all that the other sent, and still hold different things. Nothing is lost; “attune status” tells more.
sync-no-network = This computer is in no home network just now. Everything you write is kept here.
sync-elsewhere = Another Attune on this profile holds the connection; waiting for it.
sync-timeout = Time ran out before both devices were in step. Everything is kept; it goes on at the next meeting.
sync-stopped = Stopped. Everything that came is kept.
sync-ended = Stopped. Sent { $sent }, received { $received }; everything that came is kept.

# The demo's story. Names and texts are samples.
demo-failed = The demo stopped: { $why }. Nothing of yours was touched.
demo-device = { $name }’s computer
demo-private-title = Not for anybody
demo-private = I was short with Sam this morning, and I would like to say so well.
demo-thanks = You made tea before I asked.
demo-begin = Alex and Sam each have a vault on this machine. Alex has written { $pages } things: one for Alex alone, one that Sam may read once there is a Sam.
demo-words = Alex’s screen shows three words, and Sam types them: { $words }
demo-fingerprint = Both screens show the same four words: { $words }
demo-paired = Both say yes. Alex’s vault names Sam as the partner, and Sam’s names Alex.
demo-arrived = What Alex wrote to share has arrived at Sam’s: “{ $text }”
demo-page-title = Sunday
demo-page = We walked to the lake. The ice was thin.
demo-page-arrived = A page that both write is on both: “{ $text }”
demo-page-alex = We walked to the lake at noon. The ice was thin.
demo-page-sam = We walked to the lake. The ice was thin. You laughed at the ducks.
demo-page-merged = We walked to the lake at noon. The ice was thin. You laughed at the ducks.
demo-apart =
    The cable is cut, and both write on. Each is only on its own device:
      Alex: “{ $alex }”
      Sam:  “{ $sam }”
demo-merged = The cable is mended. On both devices, confirmed by both: “{ $text }”
demo-sealed = Alex answers this week’s check-in. It has reached Sam’s device, sealed: Sam’s vault can’t open it.
demo-answer-appreciated = You listened when I was tired, { $name }.
demo-answer-support = Ask me how the week was.
demo-answer-deepen = An evening without screens.
demo-opened = Sam answers too, and both open. Alex reads: “{ $text }”
demo-private-stayed = What Alex wrote for Alex alone is not on Sam’s device.
demo-digest = Both vaults hold the same shared things: { $digest }
demo-thanks-sam = You called my mother for me.
demo-past-page-sam-title = The allotment in the rain
demo-past-page-sam = I went up alone and stayed longer than I meant to. The garlic is in. I thought of you at the gate.
demo-past-page-alex-title = The drive back
demo-past-page-alex = It rained from the bridge onwards, and neither of us put the radio on. It was a good quiet.
demo-past-thanks-sam = You noticed that I was tired before I did.
demo-past-thanks-alex = You saved me the last of the soup.
demo-past-answer-one = You let me sleep on Saturday, and took the early train yourself.
demo-past-answer-two = Ask me on Wednesdays how it went.
demo-past-answer-one-sam = You laughed at the ducks with me.
demo-past-answer-two-sam = Sit down with me before the dishes.
demo-past-try = Phones in the hall after nine.
demo-ended = somebody ended it
demo-window = Attune: { $name }
demo-windows = Two windows open, Alex’s and Sam’s, paired over this machine’s loopback. Write in one and look at the other; the switch cuts the cable between them. Closing either ends the demo.
demo-gone = Both vaults are removed again. Nothing is left behind.

entry-heart = A heart from { $name }
error-not-shared = Only you can see it, so there is nobody to answer. Share it first.
error-hear-first = Whoever wrote it is heard first: say back what you heard (attune reflect), or send a heart. Nothing was sent; your line is as you typed it.
error-nothing-said-back = Nothing has been said back to it yet.

pulse-month = The signs of { $month }
pulse-open = You have not said yours yet.
pulse-alone = You said yours; there is no partner yet.
pulse-you = You
pause-none = No pause is under way.
pause-apart = You pause, until { $until }.
pause-back = It is time to come back: are we on the same team?
pause-together = You are back. One next step together, or none: both are good.
pause-ready = You have said that you are ready.
pause-you = You
pause-team-yes = yes, on the same team
pause-team-not-yet = not yet
pause-agreed = agreed
pause-proposed = proposed
pause-nothing-to-agree = Your partner has put nothing in words that waits for your yes.
terminal-talk-deck = { $name }: { $left } of { $size } left
terminal-talk-none = No question has been drawn yet: attune talk draw.
terminal-talk-alone = { $card }  (only you have it)
terminal-talk-gone = (a question that is not here any more)
error-not-yet = That day has not come yet. Nothing was marked.
error-past = That day is not ahead. Choose a day after today.

# Out and in: exports, books and imports.
entry-brought = { $name } wrote this, and you brought it in. It is your own copy; “attune delete” lets it go.
entry-brought-unnamed = Somebody else wrote this, and you brought it in. It is your own copy; “attune delete” lets it go.
entry-brought-copy = brought in; your own copy
export-warning = What you and your partner wrote is going to lie in { $folder } as plain files, what only you may read included. Attune can’t protect them there: whoever can read that folder can read them.
export-warning-both = What both of you may read is going to lie in { $folder } as a plain file. Attune can’t protect it there: whoever can read that folder can read it.
export-cloud = The folder { $folder } lies within “{ $cloud }”, which some program may copy to a cloud. There your words would be readable.
export-ask = Write them? [y/N]
export-unasked = Nobody could be asked, so nothing was written. “--yes” writes the files without asking.
export-said-no = Nothing was written.
export-book-only = A year and whose words belong to “--format book” alone. Nothing was written.
export-which-year = Which year is the book to be of? “--year” says so. Nothing was written.
export-nothing = Nothing of that year belongs into the book, so none was made. With “--whose mine” it has what you wrote, also what only you may read.
export-done = { $count ->
    [0] Nothing is written yet; { $folder } is there all the same.
    [one] One entry is in { $folder }.
   *[other] { $count } entries are in { $folder }.
}
export-not-empty = There is something in { $folder } already, and nothing in it was touched. Please name a new folder, or an empty one.
export-no-folder = { $folder } is a file. Please name a new folder, or an empty one; nothing was written.
export-unwritable = The files could not be written to { $folder } ({ $why }). Your words in Attune are as they were; what lies in that folder may not be whole.
export-disk-full = The disk is full, so the files in { $folder } are not whole. Your words in Attune are as they were. Please make room, and write them to a new folder.
import-so-far = { $read } read, { $added } taken in
import-done = { $read } read, { $added } taken in, { $already } here already. What came in is for you alone.
import-would = { $read } read. { $added } would be taken in, { $already } are here already. Nothing was changed.
import-left = Not taken:
import-stopped = Stopped. What came in stays ({ $added }); taking in the same again goes on from there.
import-kept = What came in before that stays ({ $added }).
import-nothing = None of it could be read, so nothing was changed. Why is said above.
import-unreadable = { $file } can’t be read ({ $why }).
import-no-folder = { $file } is a file, and a folder of Markdown files is meant. Nothing was changed.
import-no-file = { $file } is a folder, and a file is meant: the export as it came, or its JSON. Nothing was changed.
import-damaged = The archive { $file } is damaged, or ends in the middle. Nothing was changed. Please export it once more.
import-too-large = { $file } holds more than { $max } MiB of words, which no diary does. Nothing was changed.
import-packed = The archive { $file } is encrypted, or packed in a way that Attune can’t read. Nothing was changed. Please unpack it, and take in the JSON file.
import-other = { $file } is not such an export. Nothing was changed.
left-one = { $what }: { $why }
left-damaged = from here on the file is damaged.
left-not-text = it is not text in UTF-8.
left-unreadable = it can’t be read from the disk.
left-time = it states no time that Attune can keep, which is between the years 2000 and 2100.
left-empty = there are no words in it.
left-too-long = it is longer than a page can be.
left-twice = the file has two of this name; the first was taken.
left-answered = you have answered that week’s check-in already.
left-theirs = it is for your partner alone to say.
left-together = it is part of what the two of you did with each other, and means nothing alone.
left-draft = it was begun and not finished.
left-kind = this version of Attune does not know such an entry.
left-closed = its words were not to be read when it was exported.
left-not-markdown = it is not Markdown.
left-link = it is a link, and links are not followed.
left-hidden = it is hidden.
left-deep = it lies too many folders deep.
left-attachments = { $count ->
    [one] One photo, recording or document stays behind. It is still where it was.
   *[other] { $count } photos, recordings and documents stay behind. They are still where they were.
}
left-tags = { $count ->
    [one] One tag: it was very long, or one of very many.
   *[other] { $count } tags: they were very long, or very many on one page.
}
left-fields = { $count ->
    [one] a field at the head of one file, for which a page has no place.
   *[other] a field at the head of { $count } files, for which a page has no place.
}
left-history = { $count ->
    [one] One earlier wording. It is still in the file.
   *[other] { $count } earlier wordings. They are still in the file.
}
left-answers = { $count ->
    [one] One heart or line under an entry. It is still in the file.
   *[other] { $count } hearts and lines under entries. They are still in the file.
}
left-drawn = { $count ->
    [one] One card that was drawn. Taken in elsewhere the decks begin anew, and it is still in the file.
   *[other] { $count } cards that were drawn. Taken in elsewhere the decks begin anew, and they are still in the file.
}
left-refused = Attune could not take it in.
book-both = { $one } and { $other }
book-span = { $first } to { $last }
