# Every text in English. Gentle, plain, adult; sentence case. An error says
# what happened, what is safe, and what to do.

init-done = Your profile is ready in { $folder }.
init-recovery = This is your recovery key. It opens your words if all else is forgotten, and it is shown only now. Please write it down and keep it somewhere safe:
init-unprotected = Nothing protects this profile: whoever can read this computer's files can read your words.
init-choose = Please choose how to protect your words: give a passphrase with ATTUNE_PASSPHRASE or --passphrase-file, or say --unprotected. Nothing was made.
init-cloud = The folder { $folder } lies in “{ $cloud }”, which something may copy to a cloud. Your words are encrypted there, yet they would leave this computer. To keep them here, choose another folder with --profile.
passphrase-ask = Passphrase:{" "}
passphrase-new = A passphrase to protect your words:{" "}
passphrase-again = The same once more:{" "}
passphrase-differ = The two were not the same. Nothing was made; please try again.
passphrase-file = The passphrase file can't be read ({ $why }). Nothing was changed.
recovery-form = That is not a recovery key: it has 8 groups of 4 letters and digits. Nothing was changed.
recovery-slip = There is a slip in the recovery key. Please compare it with what you wrote down; nothing was changed.
passphrase-empty = The passphrase is empty. Nothing was changed.

status-alone = { $name }, with no partner yet.
status-paired = { $name } and { $partner }.
status-entries = { $count ->
    [0] Nothing written yet.
    [one] One entry.
   *[other] { $count } entries.
}
status-waiting = { $count ->
    [0] Everything shared is on both devices.
    [one] One shared entry is only on this device.
   *[other] { $count } shared entries are only on this device.
}
status-in-step = In step as of the last contact.
status-set-aside = { $count ->
    [one] One entry could not be read and is set aside; its bytes are kept.
   *[other] { $count } entries could not be read and are set aside; their bytes are kept.
}
entry-by = { $day }, { $author }, { $who }, { $where }
who-only-me = only me
who-partner-reads = my partner may read
who-both-write = we both write
who-wish-read = only me until there is a partner, who may then read
who-wish-write = only me until there is a partner; then we both write
where-device = only on this device
where-sealed = sealed
where-both = on both devices
entry-taken-back = { $author } took this back. This is your own copy.
entry-deleted = This has been deleted.
entry-newer = This was made with a newer version; some of it may not show.
entry-versions = Two wordings of the same words, written at once:
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
checkin-day = The check-in is on { $day ->
    [monday] Monday
    [tuesday] Tuesday
    [wednesday] Wednesday
    [thursday] Thursday
    [friday] Friday
    [saturday] Saturday
   *[sunday] Sunday
}.
done-deleted = Deleted. “attune undo” brings it back within ten minutes.
done-wish = There is no partner yet, so this stays only here. It is kept with your wish to share it.
doctor-folder = Folder: { $folder }
doctor-protected = Protection: a passphrase.
doctor-unprotected = Protection: none. Whoever can read this computer's files can read your words.
doctor-mode = Others on this computer can open the folder. Only you should: chmod 700 { $folder }
doctor-sound = Everything stored reads back as it is shown.
doctor-wrong = Something is not as it should be. Nothing was changed. What was found:

error-absent = There is no profile in { $folder } yet. “attune init --name NAME” makes one.
error-exists = There is a profile in { $folder } already. Nothing was changed.
error-locked = Your words are locked. Give the passphrase to open them; nothing was changed.
error-wrong = That passphrase does not open your words. They are safe; please try again.
error-keys-damaged = The key file in { $folder } is damaged or missing. Your words are still there, encrypted; please put the file { $file } back from a copy.
error-keys-newer = The key file was written by a newer version of Attune. Nothing was touched; please open it with that version.
error-newer = This profile was written by a newer version of Attune. Nothing was touched; please open it with that version.
error-damaged = The vault file in { $folder } is damaged, or belongs to another key file. Nothing was changed. If you have a copy of the folder, please put it back.
error-disk-full = The disk is full, so this was not saved. All that was saved before is safe. Please make some room and try again.
error-read-only = The folder { $folder } can't be written, so nothing was saved. All that was saved before is safe. Please check who may write there.
error-busy = Another program has been writing to this profile for a while. Nothing was changed; please try again in a moment.
error-other = It did not work ({ $why }). Nothing was changed; all that was saved before is safe.
error-unknown-id = There is no entry with that id. “attune list” shows them.
error-ambiguous-id = That id fits more than one entry. Please give more of it.
error-empty = There is nothing written in it, so nothing was saved.
error-too-long = The text is too long ({ $length } bytes, where { $max } fit). Nothing was saved; please keep it in two parts.
error-not-yours = Only the one who wrote it can change it. Nothing was changed.
error-ended = It has been deleted or taken back. Nothing was changed.
error-not-possible = This kind of entry can't be changed like that. Nothing was changed.
error-not-paired = There is no partner yet. Nothing was changed.
error-already-paired = There is a partner already. Nothing was changed.
error-already-shared = It is shared already. Nothing was changed.
error-already-answered = You have answered that week already, and your answer is safe.
error-nothing-to-undo = Nothing was deleted in the last ten minutes.
error-unreadable = This entry could not be read. Its bytes are kept; nothing was changed.
error-input = The text can't be read ({ $why }). Nothing was saved.
error-no-folder = This computer names no folder for a program's data. Please name one with --profile.
error-output = The result could not be written ({ $why }).
error-randomness = This computer gave no randomness, without which nothing can be kept safe. Nothing was changed.
