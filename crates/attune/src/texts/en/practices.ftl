# What stands beside the practices: why each may help, the six signs, and words to
# begin with.

# Why this helps. No more than was found, and where nothing was, that too; a side
# note has about eight short lines. Gratitude, the journal and the check-in have
# theirs in window.ftl.
why-feelings = In one study, letting oneself be known step by step brought two people closer than small talk did. Naming a feeling and a need, as here, was not tried there.
why-feelings-source = Aron and others, 1997
why-reflection = Saying a thing back first can slow two people down. Happy couples rarely do it unprompted: a help, then, not a cure.
why-reflection-source = Gottman and others, 1998
why-talk = Talk that goes deeper step by step brings people closer than small talk does. In the study it was one sitting, not an evening habit.
why-talk-source = Aron and others, 1997
# There is no study to name; the article that the practices come from stands there.
why-rituals = A small thing with its own time doesn’t wait for a quiet day. Attune leans on no study here: the idea comes from practice.
why-rituals-source = After an article by Julie Bailey
why-note = A note is for the one who finds it. In a study, feeling appreciated protected couples under strain; saying thanks, by itself, did not. Notes were not tried.
why-note-source = Barton and others, 2022
why-pause = In a laboratory game, breaks of a few seconds already made people less aggressive; twenty minutes or more is the usual advice. In one study, couples who wrote about a quarrel as a neutral friend would held steady. Neither applies where there is violence.
why-pause-source = McCurry and others, 2024; Finkel and others, 2013
why-pulse = Couples who had a brief checkup once a year felt closer over two years. Six signs each month were not tried. They are a way to begin a talk, and measure nobody.
why-pulse-source = Cordova and others, 2014

# The six signs that each of the two looks at once a month, alone.
sign-open = We talk openly
sign-open-about = What is on your mind can be said, also when it is small, unfinished or unwelcome. You ask in order to understand. It shows in how early things are told, and in how little has to be guessed.
sign-safe = It is safe to be tender
sign-safe-about = Being unsure, sad or glad is met with care. What one of you shows in a weak hour is not laughed at, and not used later. It shows in how soon a guard can come down.
sign-respect = We respect each other
sign-respect-about = Each of you is taken seriously: your time, your body, your work, your people, and your no. It shows in the tone when you disagree, and in how you speak of each other to others.
sign-trust = We trust when apart
sign-trust-about = Being apart is easy on both of you. Neither has to report or prove anything, and what is private stays private. It shows in wishing the other a good evening, and meaning it.
sign-conflict = We argue without harm
sign-conflict-about = You can disagree, even loudly, and nobody is belittled, threatened or punished with silence. Either of you can ask for a break and get it. It shows in how you find your way back to each other.
sign-enjoy = We enjoy our time
sign-enjoy-about = It is good to be in the same room, with or without a plan. There are jokes that only you two get, and silences that need no filling. It shows in looking forward to an ordinary evening.

# From least to most. The six stand beside each other under one scale, so they are
# the same words for each.
sign-open-1 = rarely
sign-open-2 = at times
sign-open-3 = often
sign-open-4 = mostly
sign-open-5 = nearly always
sign-safe-1 = rarely
sign-safe-2 = at times
sign-safe-3 = often
sign-safe-4 = mostly
sign-safe-5 = nearly always
sign-respect-1 = rarely
sign-respect-2 = at times
sign-respect-3 = often
sign-respect-4 = mostly
sign-respect-5 = nearly always
sign-trust-1 = rarely
sign-trust-2 = at times
sign-trust-3 = often
sign-trust-4 = mostly
sign-trust-5 = nearly always
sign-conflict-1 = rarely
sign-conflict-2 = at times
sign-conflict-3 = often
sign-conflict-4 = mostly
sign-conflict-5 = nearly always
sign-enjoy-1 = rarely
sign-enjoy-2 = at times
sign-enjoy-3 = often
sign-enjoy-4 = mostly
sign-enjoy-5 = nearly always

# No phone numbers: they differ by country and change.
signs-safety = If you are afraid of your partner, this page is not the place for it, and nothing here has to be filled in. There are people trained to help, in confidence and at your own pace. It may be safer to look for them on a device that your partner doesn’t use.

# Rituals to begin with. The name is what a reminder shows; both can be changed.
ritual-ready-talk = An evening talk
ritual-ready-talk-about = Fifteen minutes and one question, taking turns.
ritual-ready-thanks = Thanks before lights out
ritual-ready-thanks-about = One thing each that was good in the other today, said in the dark.
ritual-ready-coffee = Coffee before the phones
ritual-ready-coffee-about = The first cup of the day, tea if you like, with nothing in your other hand.
ritual-ready-walk = A walk round the block
ritual-ready-walk-about = Side by side, at the slower one’s pace, with nothing to settle.
ritual-ready-goodbye = A goodbye at the door
ritual-ready-goodbye-about = Half a minute before one of you leaves: a look, a kiss if you like, and what the day holds.

# Under an empty line for thanks: beginnings, and small questions.
gratitude-prompt-1 = Today you made it easier to …
gratitude-prompt-2 = What went better today because of your partner?
gratitude-prompt-3 = I liked the way you …
gratitude-prompt-4 = Which small favour came without being asked for?
gratitude-prompt-5 = I was glad you were there when …
gratitude-prompt-6 = You remembered …
gratitude-prompt-7 = What did your partner do today that is on nobody’s list?
gratitude-prompt-8 = You made me laugh with …
gratitude-prompt-9 = It was good of you not to …
gratitude-prompt-10 = Which look, touch or tone of voice was kind today?
gratitude-prompt-11 = You were patient when …
gratitude-prompt-12 = What would you tell a friend about your partner tonight, with a smile?

# Beginnings of a loving note, one line that the other finds.
note-prompt-1 = When you come home …
note-prompt-2 = I thought of you when …
note-prompt-3 = For today I wish you …
note-prompt-4 = There is no need today to …
note-prompt-5 = I have kept for you …
note-prompt-6 = I am with you in …
note-prompt-7 = It still makes me smile that …
note-prompt-8 = I am looking forward to …
