# The words of Feelings. They finish “I’m feeling …”, so each is in lower case and
# stands for itself; up to three are joined with commas and “and”. “.also” is what
# somebody may type for it, and is never shown.

feeling-warm = warm
feeling-warm-loved = loved
feeling-warm-tender = tender
feeling-warm-close = close
    .also = close to you
feeling-warm-grateful = grateful
feeling-warm-proud-of-you = proud of you
feeling-warm-cherished = cherished
feeling-warm-moved = moved
feeling-warm-fond = fond
feeling-warm-trusting = trusting
feeling-warm-welcome = welcome

feeling-bright = bright
feeling-bright-happy = happy
feeling-bright-playful = playful
feeling-bright-excited = excited
feeling-bright-hopeful = hopeful
feeling-bright-curious = curious
feeling-bright-amused = amused
feeling-bright-inspired = inspired
feeling-bright-eager = eager
feeling-bright-free = free
feeling-bright-alive = alive

feeling-settled = settled
feeling-settled-calm = calm
feeling-settled-safe = safe
feeling-settled-content = content
    .also = contented
feeling-settled-rested = rested
feeling-settled-steady = steady
feeling-settled-at-ease = at ease
feeling-settled-relieved = relieved
feeling-settled-clear = clear
feeling-settled-patient = patient
feeling-settled-quiet = quiet

feeling-unsure = unsure
feeling-unsure-torn = torn
feeling-unsure-puzzled = puzzled
    .also = confused
feeling-unsure-hesitant = hesitant
feeling-unsure-shy = shy
feeling-unsure-restless = restless
feeling-unsure-exposed = exposed
feeling-unsure-doubtful = doubtful
feeling-unsure-awkward = awkward
feeling-unsure-unready = unready
feeling-unsure-lost = lost

feeling-worn = worn
feeling-worn-tired = tired
    .also = weary, sleepy
feeling-worn-stretched-thin = stretched thin
feeling-worn-drained = drained
    .also = exhausted, worn out
feeling-worn-flat = flat
feeling-worn-overfull = overfull
    .also = too full
feeling-worn-foggy = foggy
feeling-worn-heavy = heavy
feeling-worn-spent = spent
feeling-worn-numb = numb
# Behind with everything that waits to be done.
feeling-worn-behind = behind

feeling-afraid = afraid
feeling-afraid-anxious = anxious
feeling-afraid-worried = worried
feeling-afraid-uneasy = uneasy
feeling-afraid-tense = tense
feeling-afraid-scared = scared
    .also = afraid, frightened
feeling-afraid-on-edge = on edge
    .also = nervous
feeling-afraid-overwhelmed = overwhelmed
# Afraid of something that is about to come.
feeling-afraid-dreading-it = dreading it
feeling-afraid-shaky = shaky
feeling-afraid-small = small

feeling-low = low
feeling-low-sad = sad
    .also = unhappy
feeling-low-down = down
feeling-low-disappointed = disappointed
feeling-low-grieving = grieving
feeling-low-homesick = homesick
feeling-low-hopeless = hopeless
feeling-low-tearful = tearful
feeling-low-empty = empty
feeling-low-wistful = wistful
feeling-low-daunted = daunted

feeling-alone = alone
feeling-alone-lonely = lonely
    .also = alone, lonesome
feeling-alone-left-out = left out
feeling-alone-far-away = far away
feeling-alone-missing-you = missing you
    .also = I miss you
feeling-alone-unseen = unseen
feeling-alone-unheard = unheard
feeling-alone-unneeded = unneeded
feeling-alone-shut-out = shut out
feeling-alone-forgotten = forgotten
feeling-alone-adrift = adrift

feeling-cross = cross
feeling-cross-irritated = irritated
feeling-cross-angry = angry
    .also = mad
feeling-cross-impatient = impatient
feeling-cross-resentful = resentful
feeling-cross-fed-up = fed up
feeling-cross-bitter = bitter
feeling-cross-stung = stung
feeling-cross-jealous = jealous
feeling-cross-tetchy = tetchy
feeling-cross-furious = furious

feeling-sorry = sorry
feeling-sorry-guilty = guilty
feeling-sorry-ashamed = ashamed
feeling-sorry-regretful = regretful
feeling-sorry-clumsy = clumsy
feeling-sorry-embarrassed = embarrassed
feeling-sorry-foolish = foolish
feeling-sorry-humbled = humbled
feeling-sorry-in-the-wrong = in the wrong
feeling-sorry-careless = careless
feeling-sorry-torn-up = torn up

# How strongly. Here it stands before the words: “I’m feeling quite uneasy”.
strength-1 = a little
strength-2 = somewhat
strength-3 = quite
strength-4 = very
strength-5 = deeply

# What is needed. The first of each finishes “and I need …”; “-choice” is the same
# beside its radio, under “what I need”.
need-be-with-me = you to just be with me
need-be-with-me-choice = just be with me
need-listen = you to listen
need-listen-choice = listen
need-solve = you to help me solve it
need-solve-choice = help me solve it
need-hug = a hug
need-hug-choice = a hug
need-time = some time
need-time-choice = some time
need-own-choice = my own words

# The whole sentence.
felt-words-two = { $one } and { $two }
felt-words-three = { $one }, { $two } and { $three }
felt = I’m feeling { $words }.
felt-strongly = I’m feeling { $strength } { $words }.
felt-needs = I’m feeling { $words }, and I need { $need }.
felt-strongly-needs = I’m feeling { $strength } { $words }, and I need { $need }.

# What is said back, before anything is answered.
said-back = I hear that { $heard }. That makes sense, given { $given }.
said-back-heard = I hear that { $heard }.
said-back-given = That makes sense, given { $given }.
