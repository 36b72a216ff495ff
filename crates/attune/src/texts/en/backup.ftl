# Backups: made, kept, and restored.

backup-done = Your backup is in { $file }. It was read back and is whole.
backup-kept = { $count ->
    [0] This day’s backup is in { $file }. It was read back and is whole.
    [one] This day’s backup is in { $file }. It was read back and is whole. An older one was let go.
   *[other] This day’s backup is in { $file }. It was read back and is whole. { $count } older ones were let go.
}
backup-opens-both = It opens with your passphrase of today or with your recovery key, and with nothing less.
backup-opens-key = It opens with your recovery key, and with nothing less. Keep the two in different places.
backup-cloud = The folder { $folder } lies in “{ $cloud }”, which something may copy to a cloud. The backup is encrypted, yet it would leave your home.
backup-daily-on = Once a day, while Attune’s window is open, { $folder } is given a backup. It keeps seven days, four weeks and twelve months.
backup-daily-away = The folder { $folder } is not there since { $day }. It is given a backup when it is back.
backup-daily-off = No more backups are made each day. Those that are there stay.
backup-last = The last backup was made on { $day }: { $file }
backup-none = No backup has been made yet.

backup-exists = There is something at { $file } already, and it was left as it is. Please name a new file.
backup-busy = Another Attune is at work on this just now. Nothing was changed; please try again in a moment.
backup-missing = { $file } is not there, or its folder is not. Nothing was changed. If it is on a disk of its own, please plug that in.
backup-foreign = { $file } is not a backup of Attune’s. Nothing was changed.
backup-newer = { $file } comes from a newer version of Attune. Nothing was changed; please restore it with that version.
backup-cut = { $file } is not whole: it ends too early, as when copying was cut off. Nothing was changed. Please use another copy, or an older backup.
backup-damaged = { $file } is damaged: it is not what was written. Nothing was changed. Please use another copy, or an older backup.
backup-needs-key = This backup opens with the recovery key alone, for no passphrase protected the profile. Nothing was changed.
backup-locked = This backup is locked. Give the passphrase of the day it was made, or the recovery key. Nothing was changed.
backup-wrong = That does not open this backup. It needs the passphrase of the day it was made, or a recovery key that was yours then. Nothing was changed.
backup-unopenable = Your recovery key would not open this backup, so none was made: the key file beside the vault changed meanwhile, or is an older one. Please try again.
backup-stopped = It was stopped. Nothing was changed, and nothing half made is left.
backup-disk-full = There is not enough room for the backup. Nothing of it was kept, and your words are as they were.
backup-read-only = { $file } can’t be read, or its folder can’t be written. Nothing was changed.
backup-place = The backup could not be written or read ({ $why }). Nothing was changed.

recovery-ask = Recovery key:{" "}
recovery-file = The file with the recovery key can’t be read ({ $why }). Nothing was changed.
restore-there = There is a profile in { $folder }. It is set aside in a folder of its own, where it opens as before.
restore-ask = Set it aside and restore the backup? [y/N]
restore-unasked = There is a profile in { $folder }. Say --yes to set it aside and restore the backup; nothing was changed.
restore-said-no = Nothing was changed.
restore-aside = What was there before is in { $folder }, and opens with --profile.
restore-new-device = This is a new device of yours from now on. What your partner has and this backup lacks comes back when the two of you meet.
restore-done = Restored as of { $day }, in { $folder }.

# In the window.
window-backup-topic = backup
window-backup-none = No backup yet
window-backup-last = { START($day) }, in { $folder }
window-backup-away = Waits for { $folder }, which is not there since { $day }
window-backup-opens-both = Encrypted. Your passphrase or the recovery key opens it.
window-backup-opens-key = Encrypted. The recovery key opens it.
window-backup-make = Back up
window-backup-now = Back up now
window-backup-which = A folder, on a stick for example
window-backup-daily = Now, and once a day
window-backup-daily-means = While the window is open and the folder is there. It keeps seven days, four weeks and twelve months.
window-backup-once = Only now
window-backup-once-means = This day’s, and no more by itself.
window-backup-going = Making a backup. You can go on.
window-backup-ask = Put a backup there?
window-backup-anyway = Back up there
window-restore-go = I have a backup
window-restore-title = Restore a backup
window-restore-lede = Everything in it comes to this computer.
window-restore-file = which
window-restore-which = The file of the backup
window-restore-drop = Or drop it on this window.
window-restore-opens = what opens it
window-restore-day = As it was on the day of the backup.
window-restore-do = Restore it
window-restore-going = Checking and restoring
window-restore-checked-name = Checked first
window-restore-checked = All of the backup is read before anything is made here. A damaged one changes nothing.
window-restore-new-name = A new device
window-restore-new = This computer becomes a new device of yours. What your partner has and the backup lacks comes back when the two meet.
