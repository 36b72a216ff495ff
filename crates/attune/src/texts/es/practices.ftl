# Lo que acompaña a cada práctica: por qué puede ayudar, las seis señales y palabras
# para empezar.

# Por qué ayuda. Nada más que lo que se encontró; y si no se encontró nada, también
# se dice. Caben unas ocho líneas cortas. La gratitud, el diario y el encuentro
# tienen lo suyo en window.ftl.
why-feelings = En un estudio, darse a conocer paso a paso acercó más que una charla cualquiera. Nombrar un sentimiento y lo que se necesita, como aquí, no se probó.
why-feelings-source = Aron y otros, 1997
why-reflection = Repetir primero lo que se ha oído puede ayudar a ir más despacio. Las parejas felices rara vez lo hacen por sí solas: es una ayuda, no un remedio.
why-reflection-source = Gottman y otros, 1998
why-talk = Una conversación que se hace más honda paso a paso acerca más que una charla cualquiera. En el estudio fue una sola vez, no una costumbre de cada noche.
why-talk-source = Aron y otros, 1997
# No hay estudio que nombrar; está el artículo del que vienen las prácticas.
why-rituals = Una cosa pequeña que tiene su hora no espera a que haya un día tranquilo. Aquí Attune no se apoya en ningún estudio: la idea viene de la práctica.
why-rituals-source = Según un artículo de Julie Bailey
why-note = Una nota es para quien la encuentra. En un estudio, sentir el aprecio de la otra persona protegió a las parejas en tiempos difíciles; dar las gracias, sin más, no. Con notas no se probó.
why-note-source = Barton y otros, 2022
why-pause = En un juego de laboratorio, unos segundos de descanso ya bajaron la agresividad; se suele aconsejar un mínimo de veinte minutos. En un estudio, las parejas que escribieron sobre una discusión como lo haría una amistad neutral se mantuvieron estables. Nada de esto vale donde hay violencia.
why-pause-source = McCurry y otros, 2024; Finkel y otros, 2013
why-pulse = Las parejas que una vez al año hacían una breve revisión de lo suyo se sintieron más cerca a lo largo de dos años. Seis señales cada mes es algo que no se probó. Sirven para empezar a hablar y no miden a nadie.
why-pulse-source = Cordova y otros, 2014

# Las seis señales que cada parte mira una vez al mes, por su cuenta.
sign-open = Hablamos con franqueza
sign-open-about = Lo que ronda la cabeza se puede decir, aunque sea poca cosa, esté a medias o no guste. Se pregunta para entender. Se nota en lo pronto que se cuentan las cosas y en lo poco que hay que adivinar.
sign-safe = Se puede bajar la guardia
sign-safe-about = La duda, la tristeza o la alegría se reciben con cuidado. Nadie se ríe de lo que se muestra en un mal rato, ni lo usa después. Se nota en lo pronto que cae la coraza.
sign-respect = Nos respetamos
sign-respect-about = Cada parte se toma en serio a la otra: su tiempo, su cuerpo, su trabajo, su gente y su no. Se nota en el tono cuando no hay acuerdo, y en cómo se habla de la otra persona cuando no está.
sign-trust = Confiamos también de lejos
sign-trust-about = El tiempo por separado se lleva con tranquilidad. No hay que dar cuentas ni demostrar nada, y lo privado sigue siendo privado. Se nota en que a quien sale se le desea una buena noche, y de verdad.
sign-conflict = Discutimos sin herir
sign-conflict-about = Se puede no estar de acuerdo, incluso en voz alta, sin desprecios, sin amenazas y sin castigar con el silencio. Cualquiera puede pedir un respiro y lo tiene. Se nota en cómo se encuentra el camino de vuelta.
sign-enjoy = Disfrutamos del tiempo en común
sign-enjoy-about = Se está bien en la misma habitación, con plan o sin él. Hay bromas que nadie más entiende y silencios que no hace falta llenar. Se nota en las ganas de que llegue una noche cualquiera.

# De menos a más. Las seis comparten una escala, así que las palabras son las mismas
# en todas.
sign-open-1 = rara vez
sign-open-2 = a veces
sign-open-3 = a menudo
sign-open-4 = por lo general
sign-open-5 = casi siempre
sign-safe-1 = rara vez
sign-safe-2 = a veces
sign-safe-3 = a menudo
sign-safe-4 = por lo general
sign-safe-5 = casi siempre
sign-respect-1 = rara vez
sign-respect-2 = a veces
sign-respect-3 = a menudo
sign-respect-4 = por lo general
sign-respect-5 = casi siempre
sign-trust-1 = rara vez
sign-trust-2 = a veces
sign-trust-3 = a menudo
sign-trust-4 = por lo general
sign-trust-5 = casi siempre
sign-conflict-1 = rara vez
sign-conflict-2 = a veces
sign-conflict-3 = a menudo
sign-conflict-4 = por lo general
sign-conflict-5 = casi siempre
sign-enjoy-1 = rara vez
sign-enjoy-2 = a veces
sign-enjoy-3 = a menudo
sign-enjoy-4 = por lo general
sign-enjoy-5 = casi siempre

# Sin números de teléfono: cambian, y cada país tiene los suyos.
signs-safety = Si tu pareja te da miedo, esta página no es el lugar para ello, y aquí no hace falta completar nada. Hay personas formadas para ayudar, con reserva y a tu ritmo. Puede ser más seguro buscarlas en un dispositivo que tu pareja no use.

# Rituales para empezar. El nombre es lo que muestra un aviso; todo se puede cambiar.
ritual-ready-talk = Una charla por la noche
ritual-ready-talk-about = Quince minutos y una pregunta, por turnos.
ritual-ready-thanks = Gracias antes de apagar la luz
ritual-ready-thanks-about = Cada parte dice algo bueno que tuvo hoy la otra, ya a oscuras.
ritual-ready-coffee = Café antes de los teléfonos
ritual-ready-coffee-about = La primera taza del día, de té si se prefiere, y nada en la otra mano.
ritual-ready-walk = Una vuelta a la manzana
ritual-ready-walk-about = Al mismo paso, el de quien va más despacio, y sin nada que resolver.
ritual-ready-goodbye = Despedirse en la puerta
ritual-ready-goodbye-about = Medio minuto antes de que alguien salga: una mirada, un beso si se quiere, y qué trae el día.

# Bajo una línea de agradecimiento vacía: comienzos y preguntas pequeñas.
gratitude-prompt-1 = Hoy me hiciste más fácil…
gratitude-prompt-2 = ¿Qué salió mejor hoy gracias a tu pareja?
gratitude-prompt-3 = Me gustó tu manera de…
gratitude-prompt-4 = ¿Qué pequeño favor llegó sin que nadie lo pidiera?
gratitude-prompt-5 = Me alegró que estuvieras cuando…
gratitude-prompt-6 = Te acordaste de…
gratitude-prompt-7 = ¿Qué hizo hoy tu pareja que no está en la lista de nadie?
gratitude-prompt-8 = Me hiciste reír con…
gratitude-prompt-9 = Fue un detalle que no…
gratitude-prompt-10 = ¿Hubo hoy una mirada, una caricia o un tono de voz que te hizo bien?
gratitude-prompt-11 = Tuviste paciencia cuando…
gratitude-prompt-12 = ¿Qué contarías hoy de tu pareja con una sonrisa?

# Comienzos de una nota de amor, una línea que la otra persona encuentra.
note-prompt-1 = Cuando llegues a casa…
note-prompt-2 = Me acordé de ti cuando…
note-prompt-3 = Para hoy te deseo…
note-prompt-4 = Hoy no hace falta que…
note-prompt-5 = Te guardé…
note-prompt-6 = Estoy contigo en…
note-prompt-7 = Todavía me hace sonreír que…
note-prompt-8 = Tengo muchas ganas de…
