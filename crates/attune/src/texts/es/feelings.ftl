# Las palabras de los sentimientos. Terminan «Me siento …», van en minúscula y
# ninguna dice el género de quien escribe: «en paz», «con miedo», «triste». Hasta
# tres, unidas con comas y con «y». «.also» es lo que alguien teclea, en masculino o
# en femenino, y que se guarda como la misma palabra; nunca se muestra.

feeling-warm = calidez
feeling-warm-loved = en tu corazón
    .also = querido, querida, amado, amada
feeling-warm-tender = con ternura
    .also = tierno, tierna, ternura
feeling-warm-close = cerca de ti
    .also = cercano, cercana, cerca
feeling-warm-grateful = con gratitud
    .also = agradecido, agradecida, gratitud
feeling-warm-proud-of-you = con orgullo por ti
    .also = orgulloso de ti, orgullosa de ti, orgulloso, orgullosa
feeling-warm-cherished = importante para ti
    .also = apreciado, apreciada, importante
feeling-warm-moved = con emoción
    .also = emocionado, emocionada, conmovido, conmovida
feeling-warm-fond = con cariño
    .also = cariñoso, cariñosa
feeling-warm-trusting = con confianza
    .also = confiado, confiada, confianza
feeling-warm-welcome = como en casa
    .also = bienvenido, bienvenida

feeling-bright = alegría
feeling-bright-happy = feliz
    .also = contento, contenta, alegre
feeling-bright-playful = con ganas de jugar
    .also = juguetón, juguetona
feeling-bright-excited = con entusiasmo
    .also = entusiasmado, entusiasmada, entusiasmo
feeling-bright-hopeful = con esperanza
    .also = esperanzado, esperanzada, esperanza
feeling-bright-curious = con curiosidad
    .also = curioso, curiosa, curiosidad
feeling-bright-amused = con la risa fácil
    .also = divertido, divertida
feeling-bright-inspired = con inspiración
    .also = inspirado, inspirada, inspiración
feeling-bright-eager = con muchas ganas
    .also = ilusionado, ilusionada, con ganas
feeling-bright-free = libre
feeling-bright-alive = con vida
    .also = vivo, viva

feeling-settled = calma
feeling-settled-calm = en calma
    .also = tranquilo, tranquila, calmado, calmada
feeling-settled-safe = a salvo
    .also = seguro, segura, protegido, protegida
feeling-settled-content = a gusto
    .also = satisfecho, satisfecha
feeling-settled-rested = con fuerzas
    .also = descansado, descansada
feeling-settled-steady = estable
feeling-settled-at-ease = a mis anchas
    .also = cómodo, cómoda
feeling-settled-relieved = con alivio
    .also = aliviado, aliviada, alivio
feeling-settled-clear = con claridad
    .also = claro, clara, claridad
feeling-settled-patient = con paciencia
    .also = paciente, paciencia
feeling-settled-quiet = en paz
    .also = sereno, serena, paz

feeling-unsure = duda
feeling-unsure-torn = entre dos aguas
    .also = dividido, dividida
feeling-unsure-puzzled = con desconcierto
    .also = desconcertado, desconcertada, confuso, confusa, confundido, confundida
feeling-unsure-hesitant = vacilante
    .also = indeciso, indecisa
feeling-unsure-shy = con timidez
    .also = tímido, tímida, timidez
feeling-unsure-restless = sin sosiego
    .also = inquieto, inquieta
feeling-unsure-exposed = al descubierto
    .also = expuesto, expuesta, vulnerable
feeling-unsure-doubtful = con dudas
    .also = dudoso, dudosa, dudas
feeling-unsure-awkward = fuera de lugar
    .also = incómodo, incómoda
feeling-unsure-unready = todavía verde
    .also = poco preparado, poco preparada
feeling-unsure-lost = sin rumbo
    .also = perdido, perdida

feeling-worn = cansancio
feeling-worn-tired = con cansancio
    .also = cansado, cansada, cansancio
feeling-worn-stretched-thin = sin dar abasto
    .also = desbordado, desbordada
feeling-worn-drained = sin fuerzas
    .also = agotado, agotada
feeling-worn-flat = sin chispa
    .also = apagado, apagada
feeling-worn-overfull = con demasiado encima
    .also = saturado, saturada
feeling-worn-foggy = con la mente nublada
    .also = espeso, espesa, aturdido, aturdida
feeling-worn-heavy = con pesadez
    .also = pesado, pesada, pesadez
feeling-worn-spent = sin nada que dar
    .also = exhausto, exhausta, rendido, rendida
feeling-worn-numb = como si nada me tocara
    .also = insensible, anestesiado, anestesiada
# Por todo lo que espera a que alguien lo haga.
feeling-worn-behind = con todo pendiente
    .also = atrasado, atrasada

feeling-afraid = miedo
feeling-afraid-anxious = con ansiedad
    .also = ansioso, ansiosa, ansiedad
feeling-afraid-worried = con preocupación
    .also = preocupado, preocupada, preocupación
feeling-afraid-uneasy = con inquietud
    .also = intranquilo, intranquila, inquietud
feeling-afraid-tense = en tensión
    .also = tenso, tensa
feeling-afraid-scared = con miedo
    .also = asustado, asustada, miedo
feeling-afraid-on-edge = en vilo
    .also = alerta
feeling-afraid-overwhelmed = con agobio
    .also = agobiado, agobiada, abrumado, abrumada, agobio
# Temor a algo que está por llegar.
feeling-afraid-dreading-it = con temor a lo que viene
    .also = temeroso, temerosa, temor
feeling-afraid-shaky = frágil
    .also = tembloroso, temblorosa
feeling-afraid-small = poca cosa
    .also = pequeño, pequeña

feeling-low = tristeza
feeling-low-sad = triste
feeling-low-down = con el ánimo bajo
    .also = decaído, decaída, desanimado, desanimada
feeling-low-disappointed = con decepción
    .also = decepcionado, decepcionada, decepción
feeling-low-grieving = en duelo
    .also = dolido, dolida, duelo
feeling-low-homesick = lejos de casa
    .also = nostalgia de casa
feeling-low-hopeless = sin esperanza
    .also = desesperanzado, desesperanzada
feeling-low-tearful = a punto de llorar
    .also = lloroso, llorosa
feeling-low-empty = con un vacío dentro
    .also = vacío, vacía
feeling-low-wistful = con melancolía
    .also = melancólico, melancólica, nostálgico, nostálgica, melancolía
feeling-low-daunted = con desaliento
    .also = desalentado, desalentada, desaliento

feeling-alone = soledad
feeling-alone-lonely = en soledad
    .also = solo, sola, soledad
feeling-alone-left-out = al margen
    .also = excluido, excluida
feeling-alone-far-away = distante
    .also = lejos, lejano, lejana
feeling-alone-missing-you = con nostalgia de ti
    .also = te echo de menos, te extraño
feeling-alone-unseen = invisible
    .also = ignorado, ignorada
feeling-alone-unheard = sin voz
feeling-alone-unneeded = de más
    .also = sobrante, innecesario, innecesaria
feeling-alone-shut-out = fuera de todo
    .also = rechazado, rechazada
feeling-alone-forgotten = en el olvido
    .also = olvidado, olvidada
feeling-alone-adrift = a la deriva
    .also = desorientado, desorientada

feeling-cross = enojo
feeling-cross-irritated = irritable
    .also = irritado, irritada, molesto, molesta
feeling-cross-angry = con rabia
    .also = enfadado, enfadada, enojado, enojada, rabia
feeling-cross-impatient = impaciente
feeling-cross-resentful = con rencor
    .also = resentido, resentida, rencor
feeling-cross-fed-up = con hartazgo
    .also = harto, harta, hartazgo
feeling-cross-bitter = con amargura
    .also = amargado, amargada, amargura
feeling-cross-stung = con una espina clavada
    .also = herido, herida
feeling-cross-jealous = con celos
    .also = celoso, celosa, celos
feeling-cross-tetchy = susceptible
    .also = picajoso, picajosa
feeling-cross-furious = con furia
    .also = furioso, furiosa, furia

feeling-sorry = culpa
feeling-sorry-guilty = culpable
feeling-sorry-ashamed = con vergüenza
    .also = avergonzado, avergonzada, vergüenza
feeling-sorry-regretful = con pesar
    .also = arrepentido, arrepentida, pesar
feeling-sorry-clumsy = torpe
feeling-sorry-embarrassed = con sonrojo
    .also = abochornado, abochornada, sonrojo
feeling-sorry-foolish = en ridículo
    .also = tonto, tonta, ridículo, ridícula
feeling-sorry-humbled = con humildad
    .also = humilde, humildad
feeling-sorry-in-the-wrong = en falta
    .also = equivocado, equivocada
feeling-sorry-careless = con poco tacto
    .also = descuidado, descuidada
feeling-sorry-torn-up = con remordimientos
    .also = remordimientos

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

# La frase entera. Y() es «y», o «e» ante una i.
felt-words-two = { $one } { Y($two) } { $two }
felt-words-three = { $one }, { $two } { Y($three) } { $three }
felt = Me siento { $words }.
felt-strongly = Me siento { $words }, { $strength }.
felt-needs = Me siento { $words }, y necesito { $need }.
felt-strongly-needs = Me siento { $words }, { $strength }, y necesito { $need }.

# Lo que se dice de vuelta, antes de responder.
said-back = Oigo que { $heard }. Tiene sentido, porque { $given }.
said-back-heard = Oigo que { $heard }.
said-back-given = Tiene sentido, porque { $given }.
