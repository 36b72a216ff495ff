# Las palabras de los sentimientos. Terminan «Me siento …», van en minúscula y
# ninguna dice el género de quien escribe: «en paz», «con miedo», «triste». Hasta
# tres, unidas con comas y con «y».

feeling-warm = calidez
feeling-warm-loved = en tu corazón
feeling-warm-tender = con ternura
feeling-warm-close = cerca de ti
feeling-warm-grateful = con gratitud
feeling-warm-proud-of-you = con orgullo por ti
feeling-warm-cherished = importante para ti
feeling-warm-moved = con emoción
feeling-warm-fond = con cariño
feeling-warm-trusting = con confianza
feeling-warm-welcome = como en casa

feeling-bright = alegría
feeling-bright-happy = feliz
feeling-bright-playful = con ganas de jugar
feeling-bright-excited = con entusiasmo
feeling-bright-hopeful = con esperanza
feeling-bright-curious = con curiosidad
feeling-bright-amused = con la risa fácil
feeling-bright-inspired = con inspiración
feeling-bright-eager = con muchas ganas
feeling-bright-free = libre
feeling-bright-alive = con vida

feeling-settled = calma
feeling-settled-calm = en calma
feeling-settled-safe = a salvo
feeling-settled-content = a gusto
feeling-settled-rested = con fuerzas
feeling-settled-steady = estable
feeling-settled-at-ease = a mis anchas
feeling-settled-relieved = con alivio
feeling-settled-clear = con claridad
feeling-settled-patient = con paciencia
feeling-settled-quiet = en paz

feeling-unsure = duda
feeling-unsure-torn = entre dos aguas
feeling-unsure-puzzled = con desconcierto
feeling-unsure-hesitant = vacilante
feeling-unsure-shy = con timidez
feeling-unsure-restless = sin sosiego
feeling-unsure-exposed = al descubierto
feeling-unsure-doubtful = con dudas
feeling-unsure-awkward = fuera de lugar
feeling-unsure-unready = todavía verde
feeling-unsure-lost = sin rumbo

feeling-worn = cansancio
feeling-worn-tired = con cansancio
feeling-worn-stretched-thin = sin dar abasto
feeling-worn-drained = sin fuerzas
feeling-worn-flat = sin chispa
feeling-worn-overfull = con demasiado encima
feeling-worn-foggy = con la mente nublada
feeling-worn-heavy = con pesadez
feeling-worn-spent = sin nada que dar
feeling-worn-numb = como si nada me tocara
# Por todo lo que espera a que alguien lo haga.
feeling-worn-behind = con todo pendiente

feeling-afraid = miedo
feeling-afraid-anxious = con ansiedad
feeling-afraid-worried = con preocupación
feeling-afraid-uneasy = con inquietud
feeling-afraid-tense = en tensión
feeling-afraid-scared = con miedo
feeling-afraid-on-edge = en vilo
feeling-afraid-overwhelmed = con agobio
# Temor a algo que está por llegar.
feeling-afraid-dreading-it = con temor a lo que viene
feeling-afraid-shaky = frágil
feeling-afraid-small = poca cosa

feeling-low = tristeza
feeling-low-sad = triste
feeling-low-down = con el ánimo bajo
feeling-low-disappointed = con decepción
feeling-low-grieving = en duelo
feeling-low-homesick = lejos de casa
feeling-low-hopeless = sin esperanza
feeling-low-tearful = a punto de llorar
feeling-low-empty = con un vacío dentro
feeling-low-wistful = con melancolía
feeling-low-daunted = con desaliento

feeling-alone = soledad
feeling-alone-lonely = en soledad
feeling-alone-left-out = al margen
feeling-alone-far-away = distante
feeling-alone-missing-you = con nostalgia de ti
feeling-alone-unseen = invisible
feeling-alone-unheard = sin voz
feeling-alone-unneeded = de más
feeling-alone-shut-out = fuera de todo
feeling-alone-forgotten = en el olvido
feeling-alone-adrift = a la deriva

feeling-cross = enojo
feeling-cross-irritated = irritable
feeling-cross-angry = con rabia
feeling-cross-impatient = impaciente
feeling-cross-resentful = con rencor
feeling-cross-fed-up = con hartazgo
feeling-cross-bitter = con amargura
feeling-cross-stung = con una espina clavada
feeling-cross-jealous = con celos
feeling-cross-tetchy = susceptible
feeling-cross-furious = con furia

feeling-sorry = culpa
feeling-sorry-guilty = culpable
feeling-sorry-ashamed = con vergüenza
feeling-sorry-regretful = con pesar
feeling-sorry-clumsy = torpe
feeling-sorry-embarrassed = con sonrojo
feeling-sorry-foolish = en ridículo
feeling-sorry-humbled = con humildad
feeling-sorry-in-the-wrong = en falta
feeling-sorry-careless = con poco tacto
feeling-sorry-torn-up = con remordimientos

# Con qué fuerza. En español va detrás de las palabras, porque «muy con miedo» no
# se dice: «Me siento con miedo y triste, bastante».
strength-1 = apenas
strength-2 = un poco
strength-3 = bastante
strength-4 = mucho
strength-5 = en lo más hondo

# Lo que se necesita. La primera de cada una termina «y necesito …»; «-choice» es
# lo mismo al lado de su botón, bajo «lo que necesito».
need-be-with-me = que estés conmigo, nada más
need-be-with-me-choice = que estés conmigo
need-listen = que me escuches
need-listen-choice = que me escuches
need-solve = que me ayudes a resolverlo
need-solve-choice = que me ayudes a resolverlo
need-hug = un abrazo
need-hug-choice = un abrazo
need-time = un poco de tiempo
need-time-choice = un poco de tiempo
need-own-choice = con mis palabras
