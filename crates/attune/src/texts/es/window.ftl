# Lo que dice solo la ventana. El glosario está al principio de common.ftl.

window-you = Tú
window-today-name = Hoy
window-journal-name = Diario
window-gratitude-name = Gratitud
window-checkin-name = Encuentro
window-rituals-name = Rituales
window-search-name = Buscar
window-us-name = Lo nuestro
window-note-pairing = vincular
window-note-gratitude = gratitud
window-note-checkin = encuentro
window-note-ritual = ritual
window-note-note = nota
window-write = Escribir
window-continue = Continuar
window-back = Volver
window-back-to = Volver a { $place }
window-open = Abrir
window-done = Listo
window-keep = Guardar
window-edit = Editar
window-earlier = Mostrar lo anterior
window-understood = Quitar este aviso
window-page-waiting = Un momento…
window-closed-title = Tus palabras no se pueden mostrar
window-damaged = El archivo de la bóveda en { $folder } está dañado, o es de otro archivo de claves. No se cambió nada.
window-damaged-mend-note = Attune puede hacer uno nuevo con todo lo que aún se pueda leer. El archivo dañado se aparta entero y este pasa a ser otro dispositivo tuyo; lo que tiene el de tu pareja vuelve de allí. Si tienes una copia de la carpeta entera, puedes volver a ponerla en su lugar.
window-damaged-mend = Conservar lo que se pueda leer
window-more = Más
window-show-all = Ver todo
window-pages = Páginas
window-ours = en pareja
window-both = En pareja
window-newest-first = lo más nuevo primero
# Lo que oye quien usa un lector de pantalla, de dos textos que están juntos.
window-named = { $name }: { $words }
window-with-meaning = { $name }. { $meaning }
window-this-week = esta semana
window-this-computer = Este equipo
window-first = primera
window-second = segunda
window-third = tercera
window-then = después
window-either = una de dos
window-or = o
window-what-happened = qué pasó
window-what-happens = qué pasa ahora
window-what-is-safe = Qué está a salvo
window-who-may = Quién puede leer
window-who-may-note = «Solo yo» es solo tuyo. Lo que { $name } puede leer llega allí cuando lo compartes, y no antes.
window-key-enter = Enter

# Un día o un mes al principio de una línea.
window-day-first = { CAPITAL($day) }
window-day-today = hoy
window-day-yesterday = ayer
window-day-time = { $day }, { $time }
window-what-when = { $what }, { $day }
window-index-line = { $place }, { $day }
window-index-line-of = { $place }, { $whose }, { $day }
window-short-both = en ambos
window-short-here = en este dispositivo
window-morning = por la mañana
window-afternoon = por la tarde
window-evening = por la noche
window-night = de noche

window-who = Quién puede leer y escribir
window-who-only-me = Solo yo
window-who-reads = { START($name) } puede leer
window-who-both = Escribimos en pareja
window-means-only-me = Se queda en tu dispositivo. { START($name) } nunca lo recibe.
window-means-reads = Llega a { $name } cuando lo compartes, y no antes.
window-means-both = Llega a { $name } mientras escribes. Se puede cambiar desde ambos lados.
window-means-later = Se queda aquí. Al vincular se te pregunta antes de que salga.

window-first-step-one = 1 de 3
window-first-step-two = 2 de 3
window-first-step-three = 3 de 3
window-first-name-title = Tu nombre y tu tinta
window-first-name-note-name = tu nombre
window-first-name-prompt = Tu nombre
window-first-name-note = Tu pareja lo verá. Puedes cambiarlo más adelante.
window-first-ink-note = tu tinta
window-first-ink = Lo que escribes va en tu tinta, en los dos equipos: siempre se ve de quién son las palabras.
ink-taken = { $ink }, que es la tinta de { $name }
ink-theirs = de { $name }
window-first-circles = El círculo lleno eres tú. El abierto espera a tu pareja.
window-first-stays = Todo se queda aquí
window-first-what = Attune guarda en este equipo lo que escribes. No hay cuenta, y nada sale de aquí hasta que te vincules con alguien.
window-first-lock-title = ¿Cómo quieres bloquearlo?
window-first-lock-lede = Lo que escribes está siempre cifrado en el disco. Esto decide qué lo abre.
window-first-make = Crear mi perfil
window-first-making = Creándolo…
window-lock-safest = lo más seguro
window-lock-open = abierto
window-lock-passphrase = Una frase de paso
window-lock-passphrase-means = La escribes para abrir Attune; solo la clave de recuperación puede sustituirla.
window-lock-nothing = Nada
window-lock-nothing-means = Cualquiera que pueda leer los archivos de este equipo puede leer lo que escribiste.
window-lock-prompt = Frase de paso
window-lock-again = Repítela
window-lock-hint = Cuatro o cinco palabras que nadie adivinaría.
window-lock-differs = Todavía no coinciden.
window-lock-change-name = Esto se puede cambiar
window-lock-change-note = En cualquier momento, en «Lo nuestro». No hay que volver a escribir nada.
window-lock-next-name = Ahora viene la clave de recuperación
window-lock-next = Elijas lo que elijas aquí, recibes además una clave en papel que abre Attune.
window-lock-cannot-name = Lo que un bloqueo no puede hacer
window-lock-cannot = No puede proteger un equipo desbloqueado que está en manos de otra persona.
window-lock-is-on = Lo abre una frase de paso
window-lock-is-off = No está bloqueado
window-lock-set = Usar esta frase de paso
window-lock-change = Cambiar el bloqueo
window-lock-remove = Dejar sin bloqueo
window-lock-remove-note = Sin bloqueo, cualquiera que pueda leer los archivos de este equipo puede leer lo que escribiste.
window-lock-old-copies = Una copia del perfil hecha antes, por ejemplo una copia de seguridad, se sigue abriendo con lo que la cerraba entonces.
window-recovery-name = clave de recuperación
window-recovery-state = En papel, si la anotaste
window-recovery-day = Para un mal día
window-recovery-paper = en papel
window-recovery-head = Clave de recuperación de Attune
window-recovery-keep-name = Dónde guardarla
window-recovery-keep = En un cajón, lejos de este equipo. No en tu correo, ni como foto.
window-recovery-alone-name = Nadie más la tiene
window-recovery-alone = No se puede restablecer. Sin la clave y sin la frase de paso, lo que escribiste queda cerrado.
window-recovery-title = Tu clave de recuperación
window-recovery-lede = Abre tus palabras si se olvida todo lo demás. Anótala en papel. Mientras puedas abrir Attune, la página «Lo nuestro» la vuelve a mostrar.
window-recovery-note = Letras y cifras; las mayúsculas no importan. Las letras I, L, O y U nunca se usan.
window-recovery-sure = para asegurarse
window-recovery-last = Los cuatro últimos caracteres
window-recovery-from-paper = Copiados del papel, no de esta página.
window-recovery-later = Ahora no; recuérdamelo el domingo
window-recovery-next = Recuérdamelo el domingo que viene
window-recovery-not-yet = Aún no está en papel
window-recovery-on-paper = Ya está en papel
window-recovery-remind = Tu clave de recuperación aún no está en papel. Es la única entrada cuando se olvida todo lo demás.
window-recovery-open = Abrir Attune
window-recovery-where = En papel abre tus palabras si olvidas tu frase de paso. Quien tenga la clave y este equipo puede leerlas.
window-recovery-show = Mostrar la clave
window-recovery-hide = Ocultarla de nuevo
window-unlock-title = Bloqueado
window-unlock-note = Mientras está bloqueado, aquí no se puede leer nada.
window-unlock-open = Abrir
window-unlock-opening = Abriendo…
window-unlock-key = Clave de recuperación
window-unlock-by-key = Usar la clave de recuperación
window-unlock-by-passphrase = Usar la frase de paso

window-welcome = Te damos la bienvenida
window-welcome-note = tu primer día
window-welcome-letter =
    Un lugar para escribir en pareja.
    Vive en este equipo, y en ningún otro sitio.
window-marks-name = Dónde está cada cosa
window-marks-more = Al vincular hay dos más: sellado, y en ambos dispositivos.
window-first-who-name = Quién puede leer
window-first-who = Las páginas empiezan siendo «solo yo», y tú eliges cuándo cambia eso. Los agradecimientos llegan a tu pareja cuando te vinculas y dices que sí.
window-no-account-name = Sin cuenta
window-no-account = No hay nada en lo que registrarse, ni nadie en medio. Hasta que te vincules, Attune no habla con nadie.
window-today-trying = Encuentro. Para probar en pareja: { $what }
window-on-this-day = Un día como hoy, { $year }
window-today-title = { CAPITAL($weekday) } *{ $part }*
window-today-end = No queda nada pendiente.
window-today-rest = Hay algo más, y puede esperar.
window-today-good-night = No queda nada pendiente. Buenas noches.
window-today-clash = Las mismas palabras cambiaron en ambos lados. Se guardan las dos redacciones, y no hay prisa.
window-today-alone = Por ahora escribes por tu cuenta, y todo se queda aquí. Cuando tengas cerca a tu pareja, se pueden vincular los dos equipos.
window-a-thanks = un agradecimiento
window-a-note = una nota
window-a-page = una página
window-drafts = sin terminar
window-draft-note = Se guarda aquí como borrador. Nadie más lo tiene.

window-write-a-page = Escribir una página
window-no-words = Sin palabras
window-journal-title = Todas las *páginas*
window-journal-empty = Todavía no hay nada escrito. Una página puede ser una sola frase.
window-deleted = borrado
window-deleted-gone = «{ $name }» ya no está aquí.
window-deleted-mine = Durante diez minutos todavía se puede recuperar.
window-deleted-shared = Termina en ambos dispositivos cuando dejas esta página. Lo que { $name } ya ha recibido se queda allí como copia privada; de una página en común también tú conservas una. Durante diez minutos puedes recuperarla.
window-bring-back = Recuperar
window-delete = Borrar
window-let-go = Dejar ir esta copia
window-take-back = Retirar
window-take-back-note = Al retirarla termina en ambos dispositivos. { START($name) } conserva lo que haya llegado como copia privada.
window-kept-note = tu copia
window-deleting-name = Al borrar
window-deleting = Lo que era solo tuyo desaparece de tus dispositivos. Lo que { $name } podía leer termina en ambos dispositivos; nadie puede retirar lo que ya se ha leído.
window-brought = Esto lo escribió { $name } y tú lo trajiste aquí. Esta copia es tuya: guárdala o déjala ir.
window-kept = Terminaste esta página en ambos lados. Esta copia es tuya: guárdala o déjala ir.
window-share-with = Compartir con { $name }
window-share-later = Compartir al vincular
window-share-note = { START($name) } recibe la página como está ahora, sin lo que decía antes.
window-history = Redacciones anteriores
window-history-back = Volver a la página
window-page-newer = Esto se hizo con una versión más nueva de Attune; puede que una parte no se muestre.
window-page-deleted = Esto se ha borrado.
window-quoted = Cita: { $words }
window-link-copy = Copiar la dirección { $address }
window-wordings = Esta frase cambió en ambos lados
window-wordings-note = Se guardan las dos redacciones. No hay prisa.
window-wording-mine = Usar mi redacción
window-wording-theirs = Usar la redacción de { $name }
window-wording-one = Usar esta redacción
window-wording-both = Dejar las dos
window-wording-new = Escribir otra
window-wording-nothing = se quitó
window-wording-said = { $name }: { $words }
window-settled = La frase queda como se eligió.
window-settled-note = decidido
window-settled-follows = Puedes recuperar lo que había antes. Las dos redacciones se conservan en todo caso.
window-settled-back = Dejarla como antes

window-write-title = Título, si lo tiene
window-journal-show = Ver
window-journal-all = Todas
window-journal-ours = Nuestras
window-journal-tags = Etiquetas
window-journal-none = No hay ninguna página así.
window-journal-showing = Ver: { $what }
window-page-mood = estado de ánimo
window-page-mood-prompt = una palabra
window-page-tags = etiquetas
window-page-tags-prompt = separadas por comas
window-page-take = Intro: { $words }
window-page-tags-left = { $count ->
    [one] Una etiqueta es demasiado larga, o sobra, y no se guarda.
   *[other] { $count } etiquetas son demasiado largas, o sobran, y no se guardan.
}
window-write-body = Escribe aquí
window-write-save = Guardar
window-write-private = Solo en tu dispositivo.
window-write-shared = { START($name) } puede leer esta página. Lo que cambias aquí llega allí cuando guardas, y las redacciones anteriores quedan a la vista de ambas partes.
window-write-both = Aquí escribes tú y también { $name }. Lo que escribes sale cuando haces una pausa.
window-only-the-page = Solo la página
window-all-again = Mostrar todo
window-draft-saved = Guardado, solo en este dispositivo
window-draft-discard = Desechar este borrador
window-not-saved-yet = Sin guardar todavía
window-not-saved = Sin guardar. Se queda aquí, y se vuelve a intentar.
window-title-too-long = El título ocupa { $over } bytes más de los que caben. Pasa una parte al texto.
window-body-too-long = La página ocupa { $over } bytes más de los que caben. Nada se pierde mientras está abierta; pasa una parte a otra página.
window-body-long = Esta página está casi llena: quedan { $left } bytes.

window-openings = Para empezar
window-opening = { $words }…
window-opening-thanks-one = Cuando
window-opening-thanks-two = Me fijé en que
window-opening-thanks-three = Me ayudó que
window-opening-page-one = Hoy me fijé en
window-opening-page-two = No dejo de pensar en
window-opening-page-three = Lo que aún no he dicho es
window-opening-page-four = Me gustaría
window-shapes = Darle una forma
window-shape-day = El día
window-shape-day-one = Lo que hubo
window-shape-day-two = Cómo fue
window-shape-day-three = Lo que me llevo
window-shape-three = Tres cosas buenas
window-shape-us = Entre tú y yo
window-shape-us-one = Lo que fue bien entre tú y yo
window-shape-us-two = Lo que costó
window-shape-us-three = Lo que me gustaría
window-shape-turning = Algo a lo que doy vueltas
window-shape-turning-one = Lo que pasó
window-shape-turning-two = Lo que pensé de ello
window-shape-turning-three = Qué más podría ser cierto

window-why = Por qué ayuda
window-why-thanks = En un estudio, la gratitud de uno dejó a los dos de la pareja más cerca al día siguiente.
window-why-thanks-month = Un mes así tuvo un efecto modesto, y solo cuando la pareja se mostraba atenta.
window-why-thanks-by = Algoe, Gable y Maisel, 2010
window-why-thanks-month-by = Algoe y Zhaoyang, 2016
window-why-journal = En un estudio, quienes se contaban cada vez más de sí se sintieron más cerca que quienes charlaban sin más.
window-why-journal-limit = Hablaban, y una sola vez. Escribir páginas no se probó.
window-why-journal-by = Aron y otros, 1997
window-why-checkin = Una breve charla al año sobre cómo va todo acercó a las parejas a lo largo de dos años.
window-why-checkin-limit = No se encontró ningún ensayo de una semanal.
window-why-checkin-by = Cordova y otros, 2014

window-thanks-prompt = Algo que hoy agradezco de { $name }
window-thanks-last = { $name }, { $day }:  { $words }
window-thanks-share = Dárselo a { $name }
window-thanks-alone = Se queda aquí. Al vincular se te pregunta antes de que salga.
window-gratitude-title = Gratitud *este año*
window-gratitude-title-of = Gratitud *en { $year }*
window-bead = { $name }, { $day }: { $words }
window-thread = El hilo
window-thread-note = Cada cuenta es un agradecimiento, en la tinta de quien lo escribió. Elige una para leerlo.
window-thread-along = Izquierda, Derecha por el hilo
window-thread-months = Arriba, Abajo por meses
window-thread-open = Enter para abrirlo
window-around-that-day = en torno a ese día
window-newest-first-again = Lo más nuevo primero
window-wall-empty = El muro está vacío. Basta con una cosa pequeña.

window-checkin-title = Encuentro *del { $weekday }*
window-checkin-title-sealed = La tuya está sellada.
window-checkin-title-waiting = Ambas están selladas.
window-checkin-title-open = Ambas *abiertas*
window-checkin-week = para el { $day }
window-checkin-lede = Tres preguntas, una vez por semana. Tus respuestas quedan selladas hasta que { $name } también responda; entonces se abren ambas.
window-checkin-lede-alone = Tres preguntas, una vez por semana. Mientras no te vincules con tu pareja, tus respuestas son solo para ti.
window-checkin-q-one = Lo que agradecí de ti
window-checkin-q-two = Algo que yo pueda hacer para que sientas más amor o más apoyo
window-checkin-q-three = Cómo podemos hacer más profunda nuestra conexión
window-checkin-may-stay = Cualquiera de ellas puede quedar vacía.
window-checkin-sealing = Qué significa sellar
window-checkin-inside = Dentro de la tuya
window-checkin-tried = Lo que se ha probado
window-not-here = todavía no está aquí
window-not-today-name = ¿Hoy no?
window-not-today = El encuentro espera hasta que vengas. No se pierde nada por una semana sin él.
window-checkin-seal = Sellar mis respuestas
window-checkin-seal-note = Una vez selladas, no se pueden cambiar. { START($name) } no puede leerlas antes de responder.
window-checkin-alone-note = Estas respuestas se quedan solo aquí, también después de vincular.
window-checkin-alone-kept = Tus respuestas de esta semana están solo aquí.
window-checkin-opening = Se abren en un momento, cuando los dos dispositivos se hayan encontrado.
window-checkin-not-here = Todavía no hay aquí una respuesta de { $name }. Ambas se abren cuando las dos estén selladas.
window-checkin-no-reminder = Nada se lo recuerda a { $name }.
window-checkin-empty = Se dejó vacía.
window-checkin-also = { START($name) } respondió esta semana más de una vez; cuenta la primera.
window-checkin-try = algo que vamos a probar
window-checkin-try-prompt = Algo que vamos a probar
window-checkin-try-keep = Guardarlo para la semana que viene
window-checkin-unsealed = Empezaste esto para otra semana y está sin sellar. Nadie más lo tiene.
window-checkin-take-in = Usar ahora estas palabras
window-checkin-answer-that = Responder para el { $day }
window-checkin-asked = { START($name) } selló una respuesta para esta semana. Ambas se abren cuando tú también respondas. Puede esperar.
window-checkin-mine-also = también tuya
window-checkin-mine-also-means = Respondiste esta semana en dos dispositivos. Cuenta la otra respuesta; esta solo puedes leerla tú.
window-checkin-remind = Avisarme en este equipo
window-checkin-remind-means = El día elegido, mientras Attune está abierto y sin bloquear: la palabra «Encuentro» y nada más. Nunca cuando ya has respondido.
window-checkin-by-week = Semana a semana
window-checkin-by-one = Primera pregunta
window-checkin-by-two = Segunda pregunta
window-checkin-by-three = Tercera pregunta
window-checkin-by-tried = Lo que probamos
window-checkin-before = la semana pasada
window-checkin-day = el día elegido
window-checkin-day-note = Es el mismo día en ambos lados. El otro dispositivo lo sigue.
window-checkin-past = semanas anteriores
window-checkin-offer = El encuentro de esta semana está aquí. Se abre cuando hayas respondido tú y también { $name }.
window-checkin-offer-alone = El encuentro de esta semana está aquí, por ahora solo para ti.
window-checkin-go = Ir al encuentro
window-checkin-both-open = Ambas respuestas están abiertas.
window-checkin-read = Leerlas

window-search-prompt = Palabras que buscar
window-search-in = Buscar en
window-search-in-all = Buscar en: todo
window-search-in-some = Buscar en: una parte
window-search-places = { $count ->
    [one] un lugar
    [2] dos lugares, lo más nuevo primero
    [3] tres lugares, lo más nuevo primero
    [4] cuatro lugares, lo más nuevo primero
    [5] cinco lugares, lo más nuevo primero
    [6] seis lugares, lo más nuevo primero
    [7] siete lugares, lo más nuevo primero
    [8] ocho lugares, lo más nuevo primero
    [9] nueve lugares, lo más nuevo primero
    [10] diez lugares, lo más nuevo primero
   *[other] { $count } lugares, lo más nuevo primero
}
window-search-most = los { $count } lugares más nuevos
window-search-found = encontrado: { $words }
window-search-here-name = Solo aquí
window-search-here = La búsqueda lee la copia de este dispositivo. Lo que buscas no se guarda ni se envía.
window-search-note = Tienen que estar todas las palabras; pueden faltar sus últimas letras.
window-search-nothing = No hay nada con estas palabras.
window-search-nothing-there = Ahí no hay nada con estas palabras.
window-search-all = Buscar en todo

window-us-standing = cómo está todo
window-us-two = { $me } y { $partner }
window-us-sees = Lo que { $name } puede ver
window-device-unnamed = un equipo sin nombre
window-this-device = este equipo
window-plain-words-name = Dicho sin rodeos
window-plain-words = Attune no puede retirar lo que ya se ha leído, ni proteger un equipo desbloqueado.
window-two-locks-name = Dos personas, dos bloqueos
window-two-locks = Tu bloqueo y tu clave son solo tuyos, y los de { $name } no son de nadie más. Nadie abre el equipo de la otra persona.
window-us-lock = bloqueo
window-us-folder = dónde se guarda
window-us-folder-note = Todo está en esta carpeta de este equipo, cifrado.
window-us-cloud = Esta carpeta está dentro de «{ $cloud }», que algún programa puede copiar a una nube. Allí tus palabras están cifradas, pero saldrían de este equipo. Para que se queden aquí, cierra Attune y mueve la carpeta.
window-us-can-see = Lo que compartiste, con su fecha. No cuándo lees, ni cuándo estás aquí.
window-rename = Cambiar mi nombre
window-rename-keep = Guardar este nombre
window-standing-away = Ahora no se llega al dispositivo de { $name }. Lo que compartes espera aquí y sale cuando los dos se encuentren.
window-standing-unanswered = El dispositivo de { $name } dice en esta red que está aquí, pero no responde. Puede estar en reposo; si no lo está, puede haber un cortafuegos en medio. Lo que compartes espera aquí.
window-standing-connected = Hay conexión con el dispositivo de { $name }. Todavía hay algo en camino.
window-standing-in-step = Los dos dispositivos compararon lo que tienen, y tienen lo mismo.
window-foot-alone = Todo está solo en este dispositivo
window-foot-both = Todo lo compartido está en ambos dispositivos
window-foot-waiting = { $count ->
    [one] Una cosa está solo en este dispositivo
   *[other] { $count } cosas están solo en este dispositivo
}
window-foot-apart = Los dos dispositivos no tienen lo mismo. No se ha perdido nada; vuelven a comparar cuando se encuentren.
window-foot-cut = La conexión está cortada, aquí
window-foot-version = El Attune de { $name } es otra versión. No se ha perdido nada; pon la misma en ambos.
window-foot-elsewhere = Otro Attune con este perfil tiene la conexión
window-cable = Cable enchufado aquí
window-cable-cut = Cortar la conexión
window-cable-mend = Restablecer la conexión
# Una copia que sale, un año como libro y páginas antiguas que entran.
window-copy-topic = una copia legible
window-copy-state = Todo, como texto sencillo
window-copy-where = Para ti, en una carpeta que eliges. No va cifrada.
window-copy-go = Exportar
window-copy-title = Una copia *legible*
window-copy-form = qué
window-copy-markdown = Un archivo por página
window-copy-markdown-means = Markdown, que abre cualquier programa de texto.
window-copy-json = Todo en un solo archivo
window-copy-json-means = JSON, también con lo que las páginas decían antes. Attune puede volver a leerlo.
window-copy-book = Un año como libro
window-copy-book-means = Una página para imprimir y guardar, con fechas y corazones.
window-book-year = año
window-book-which = Qué año, si no es { $year }
window-book-no-year = todavía no es un año
window-book-whose = de quién
window-book-both = En pareja
window-book-both-means = Lo que podéis leer en pareja.
window-book-mine = Mío
window-book-mine-means = Lo que escribí yo, también lo que solo leo yo.
window-book-print = Tu navegador muestra el archivo y puede imprimirlo. Allí lo puede leer quien use este equipo.
window-book-nothing = De ese año no hay nada para este libro, así que no se ha hecho ninguno. Otro año puede tener más; el libro de tus propias palabras incluye también lo que solo lees tú.
window-copy-folder = adónde
window-copy-which = Una carpeta nueva o vacía, como ~/copia-attune
window-copy-drop = O suelta una carpeta en esta ventana.
window-copy-write = Escribir la copia
window-copy-ask = ¿Escribirlo donde se puede leer?
window-copy-not-now = Ahora no
window-copy-yes = Escribirlo
window-copy-begins = Leyendo lo que hay
window-copy-so-far = { $of ->
    [one] { $count } de una página está escrita
   *[other] { $count } de { $of } páginas están escritas
}
window-copy-stop = Parar
window-copy-nothing = Parado. No se ha escrito nada; tus palabras en Attune siguen como estaban.
window-copy-broke = La copia no se terminó, por un fallo de Attune. Tus palabras siguen en él como estaban; vuelve a escribir la copia, en otra carpeta.
window-copy-stopped = { $count ->
    [one] Parado. En { $folder } hay una página; tus palabras en Attune siguen como estaban.
   *[other] Parado. En { $folder } hay { $count } páginas; tus palabras en Attune siguen como estaban.
}
window-copy-done-note = escrito
window-copy-done = { $count ->
    [one] Hay una entrada en { $path }.
   *[other] Hay { $count } entradas en { $path }.
}
window-copy-path = Copiar dónde está
window-copy-failed-note = no se ha escrito
window-copy-open-name = Queda a la vista
window-copy-open = También lleva lo que solo lees tú, salvo si es un libro de los dos. Quien pueda abrir la carpeta puede leerlo. Si un programa copia esa carpeta a una nube, allí se podrá leer.
window-copy-stays-name = Lo que se queda
window-copy-stays = En Attune no cambia nada, y a tu pareja no se le dice nada.
window-import-topic = páginas antiguas
window-import-state = Trae lo que escribiste en otro sitio
window-import-where = De Day One, de una carpeta de archivos Markdown o de una copia de Attune.
window-import-go = Traer
window-import-show = Mostrar
window-import-title = Traer *páginas antiguas*
window-import-from = de
window-import-which = Un archivo o una carpeta, como ~/Documentos/diario
window-import-drop = O suéltalo en esta ventana.
window-import-what = qué es
window-import-any = Lo que resulte ser
window-import-any-means = Attune lo reconoce por cómo empieza.
window-import-dayone = Una exportación de Day One
window-import-json = Una copia de Attune
window-import-markdown = Una carpeta de archivos Markdown
window-import-of-year = { $what }, { $year }
window-import-of-years = { $what }, de { $first } a { $last }
window-import-ended = terminó antes
window-import-kept = { $count ->
    [one] Se queda una página que había entrado antes.
   *[other] Se quedan { $count } páginas que habían entrado antes.
}
window-import-look-means = Primero ves lo que entraría. Mirar no cambia nada.
window-import-look = Mirar primero
window-import-looking = { $count ->
    [0] Mirando lo que hay.
    [one] De momento hay una página.
   *[other] De momento hay { $count } páginas.
}
window-import-stop-looking = Dejar de mirar
window-import-nothing-new = No hay nada que traer.
window-import-would = { $count ->
    [one] Puede entrar una página.
   *[other] Pueden entrar { $count } páginas.
}
window-import-already = { $count ->
    [one] Una ya está aquí y se queda como está.
   *[other] { $count } ya están aquí y se quedan como están.
}
window-import-take-in = Traerlas
window-import-other-file = Elegir otra cosa
window-import-so-far = { $of ->
    [one] Ha entrado { $count } de una página.
   *[other] Han entrado { $count } de { $of } páginas.
}
window-import-reading = leyendo { $month }
window-import-readers = quién puede leer
window-import-later = Más adelante puedes dejar que { $name } lea cualquiera de ellas, una a una.
window-import-own = Se quedan en tus propios dispositivos.
window-import-aside = apartado
window-import-left = { $count ->
    [one] Una cosa no ha podido entrar entera. Sigue intacta donde estaba.
   *[other] { $count } cosas no han podido entrar enteras. Siguen intactas donde estaban.
}
window-import-show-left = Mostrarlo
window-import-hide = Ocultarlo
window-import-more = { $count ->
    [one] Y una más.
   *[other] Y { $count } más.
}
window-import-stop-keep = Parar y conservar lo que ha entrado
window-import-stop-out = Parar y sacarlo todo
window-import-take-out = Volver a sacarlo todo
window-import-unchanged = No ha cambiado nada.
window-import-stopped = Lo que ha entrado se queda. Si traes lo mismo otra vez, sigue desde ahí.
window-import-done = { $count ->
    [0] No ha entrado nada nuevo.
    [one] Ha entrado una página.
   *[other] Han entrado { $count } páginas.
}
window-import-out = { $count ->
    [0] Sacándolas otra vez.
    [one] Ha vuelto a salir una página.
   *[other] Han vuelto a salir { $count } páginas.
}
window-import-taken-out = { $count ->
    [0] No ha hecho falta sacar nada.
    [one] Ha vuelto a salir una página.
   *[other] Han vuelto a salir { $count } páginas.
}
window-import-stay = { $count ->
    [one] Una se queda: la has cambiado o compartido desde entonces, o es una respuesta, y esas no se borran nunca.
   *[other] { $count } se quedan: las has cambiado o compartido desde entonces, o son respuestas, y esas no se borran nunca.
}
window-import-failed = No se ha podido leer todo.
window-import-safe-name = Lo que está a salvo
window-import-safe = Lo que ha entrado se guarda antes de leer más. Si se va la luz, trae lo mismo otra vez: nada entra dos veces.
window-import-on-name = Puedes seguir
window-import-on = Escribe, lee y comparte como siempre. Esta página la encuentras en «Lo nuestro».

window-leave-name = dejarlo
window-leave-show = Dejarlo
window-leave-note = En el acto, y solo en tu lado. Cada parte conserva lo que tiene. No se anuncia nada.
window-leave-title = ¿Dejar de compartir con { $name }?
window-leave-stay = Seguir compartiendo
window-leave-quietly = Dejarlo en silencio
window-leave-one = Lo dejas por tu cuenta y en el acto. No se anuncia nada: a { $name } le parece que últimamente no se llega a este equipo.
window-leave-two = Conservas todo lo que hay aquí, y { $name } conserva todo lo que hay allí. No se borra nada en ningún lado.
window-leave-three = Lo que espera aquí para llegar a { $name } se queda aquí. Para volver a compartir habría que vincular de nuevo.
window-leave-as-is = Dejarlo como está
window-leave-do = Dejar de compartir con { $name }

window-pair-state-paired = Equipos vinculados
window-pair-state-waiting = Esperando al otro equipo
window-pair-state-not-yet = Todavía sin vincular
window-pair-before-name = Antes de compartir nada
window-pair-before = Cada parte ve el nombre de la otra y lo que se compartiría, y ambas dicen que sí.
window-pair-slip-name = Un error al teclear no cuenta
window-pair-slip = Solo se pueden probar palabras de la lista, así que una falta no cuesta nada.
window-pair-show-instead = Mostrar aquí las palabras
window-pair-type-instead = Escribir aquí las palabras
window-pair-begin = Vincular con mi pareja
window-pair-title = Vincular los dos equipos
window-pair-lede = En un equipo se muestran tres palabras, en el otro se escriben. Después, en ambos se ve quién es y qué se compartiría, y ambas partes dicen que sí.
window-pair-show = Mostrar tres palabras
window-pair-show-means = Tu pareja las escribe en el otro equipo.
window-pair-type = Escribir las palabras que oigo
window-pair-type-means = Tu pareja te las lee.
window-pair-network = Solo en esta red
window-pair-network-means = Mientras esta página está abierta, otros dispositivos de esta red pueden ver que un equipo quiere vincularse. Nada sale de la red.
window-pair-none = Este equipo no le da ahora conexión a Attune, así que no se puede vincular. No se cambió nada, y todo lo que escribes está a salvo aquí. Puede ayudar cerrar Attune y volver a abrirlo.
window-pair-ready-title = Tres palabras, en voz alta
window-pair-ready-lede = En el equipo de tu pareja, elige «Lo nuestro», después vincular, y escríbelas allí.
window-pair-aloud = léelas en voz alta
window-pair-one-name = Un solo intento
window-pair-one-try = Una palabra equivocada acaba con estas tres, y ambas pantallas lo dicen.
window-pair-other-road = si no se encuentra
window-pair-invitation = Una invitación ayuda al otro equipo a encontrar este en la misma red. No es secreta: sin las palabras no abre nada.
window-pair-copy = Copiar la invitación
window-pair-keep-file = Guardarla como archivo
window-pair-kept-file = Está en { $file }. Lleva ese archivo al otro equipo.
window-pair-qr = La invitación como imagen para escanear
window-pair-new-words = Palabras nuevas
window-pair-enter-title = Escribe las palabras que oyes
window-pair-enter-lede = Tu pareja las lee en la otra pantalla, en la misma sala o por teléfono.
window-pair-word-first = Primera palabra
window-pair-word-second = Segunda palabra
window-pair-word-third = Tercera palabra
window-pair-in-list = está en la lista
window-pair-not-in-list = no está en la lista
window-pair-finish = Tab completa la palabra
window-pair-finishes = Con Tab será { $word }
window-pair-ended = Terminadas: { $first }, { $second }, { $third }.
window-pair-have-invitation = Tengo una invitación
window-pair-paste = Pega la invitación
window-pair-drop-file = Si te llegó como archivo, suéltalo en esta ventana.
window-pair-look = Vincular con estas palabras
window-pair-looking = Buscando el otro equipo
window-pair-confirming = Comparando las palabras
window-pair-waiting = Esperando el otro sí
window-pair-several-title = ¿Cuál es?
window-pair-several-lede = Más de un equipo de esta red muestra palabras. Elige el de tu pareja por su nombre; las palabras aun así tienen que ser las correctas.
window-pair-stop = Detener
window-pair-again = Escribirlas otra vez
window-pair-type-new = Escribir palabras nuevas
window-pair-show-new = Mostrar palabras nuevas
window-pair-drop = Descartar esta vinculación
window-pair-failed-title = Sin vincular
window-pair-ended-title = Esas tres palabras ya no valen
window-pair-nobody-title = Todavía no hay otro equipo
window-pair-safe = Todo lo que escribiste está aquí, en este equipo.
window-no-hurry-name = Sin prisa
window-no-hurry = Todo lo demás funciona sin vincular. Lo que escribes ahora se puede compartir más adelante.
window-pair-try-one-name = Ambas páginas abiertas, en la misma red
window-pair-try-one = Comprueba que el otro equipo sigue mostrando sus palabras, y que ambos están en la misma red. Las redes de invitados suelen separar los equipos.
window-pair-try-two-name = Un cortafuegos
window-pair-try-two = Permite Attune en redes privadas cuando el sistema lo pregunte; docs/firewalls.md, que viene con Attune, dice cómo en cada sistema.
window-pair-try-three-name = Una invitación
window-pair-try-three = Copia la invitación en el otro equipo y pégala aquí, junto a las palabras.
window-consent-title = ¿Es { $name }?
window-consent-lede = Las palabras eran correctas. Así se llama quien ha respondido, desde { $device }.
window-consent-does-name = Qué hace vincular
window-consent-does = Lo que compartas desde ahora llega al equipo de { $name }, y lo que comparta { $name } llega al tuyo.
window-consent-never-name = Lo que nunca hace
window-consent-never = Nadie puede abrir, bloquear ni borrar el equipo de la otra persona, ni ver cuándo lee.
window-consent-ends-name = Puede terminar
window-consent-ends = Cualquiera de las dos partes puede dejarlo, por su cuenta y en cualquier momento. Cada una conserva lo que tiene.
window-consent-same = lo mismo en ambas pantallas
window-consent-read = Di las tuyas y escucha las de tu pareja. Si una es distinta, di que no: puede haber alguien en medio.
window-consent-goes = llega a { $name }
window-consent-nothing = Ahora no sale nada. Después, solo lo que compartas.
window-consent-stays = se queda aquí
window-consent-private = { $count ->
    [0] Todo lo privado, y todos los borradores. Nada privado se mueve.
    [one] Una entrada privada, y todos los borradores. Nada privado se mueve.
   *[other] { $count } entradas privadas, y todos los borradores. Nada privado se mueve.
}
window-consent-yes = Sí, vincular con { $name }
window-consent-no = No
window-consent-both = O ambas partes dicen que sí, o no pasa nada.
window-wish-thanks = Un agradecimiento: { $words }
window-wish-ritual = Un ritual: { $words }
window-wish-note = Una nota: { $words }
window-wish-read = Una página para leer: { $words }
window-wish-both = Una página para escribir en pareja: { $words }
window-paired-title = Tu equipo y el de { $name } están vinculados
window-paired-lede = Lo que compartas desde ahora llega al equipo de { $name } cuando los dos equipos se alcancen. Lo que es solo tuyo se queda aquí.
window-paired-on = Ir a Hoy

window-fail-wrong = Esas no eran las palabras que se mostraban, así que ya no valen en ninguna pantalla. No se compartió nada. Pide palabras nuevas e inténtalo de nuevo.
window-fail-unknown = «{ $typed }» no es una palabra de la lista, así que no se probó nada y las palabras siguen valiendo. Comprueba cómo se escribe.
window-fail-unknown-near = «{ $typed }» no es una palabra de la lista. ¿Es «{ $nearest }»? No se probó nada, y las palabras siguen valiendo.
window-fail-nobody = En esta red no se encontró ningún equipo que muestre palabras. No se compartió nada, y no se ha perdido nada.
window-fail-nobody-came = Nadie escribió las palabras a tiempo, así que ya no valen. No se compartió nada, y no se ha perdido nada.
window-fail-not-reached = El otro equipo está en esta red, pero no se logró la conexión. Lo más probable es que un cortafuegos en uno de los dos deje fuera a Attune. No se compartió nada, y no se ha perdido nada.
window-fail-busy = El otro equipo se está vinculando ahora con otra persona. No se compartió nada; inténtalo de nuevo en un minuto.
window-fail-no = La otra parte dijo que no, así que los equipos siguen sin vincular y no se compartió nada.
window-fail-cancelled = Se detuvo aquí. No se compartió nada.
window-fail-time = Pasó demasiado tiempo sin respuesta, así que las palabras ya no valen. No se compartió nada; empieza otra vez cuando ambas partes estén delante.
window-fail-versions = Los dos equipos usan versiones distintas de Attune que no se pueden vincular. No se compartió nada; pon la misma versión en ambos.
window-fail-lost = La conexión se cortó antes de que ambas partes dijeran que sí. Los equipos siguen sin vincular, y no se compartió nada. Inténtalo de nuevo.
window-fail-lost-after = La conexión se cortó justo después de que ambas partes dijeran que sí. Si el otro equipo dice que ya está vinculado, aquí se completa solo la próxima vez que se encuentren; hasta entonces no sale nada. También puedes descartarlo y empezar otra vez.
window-fail-nowhere = Este equipo no está en ninguna red doméstica en la que Attune pueda buscar, así que necesita la invitación del otro equipo. No se cambió nada, y las palabras siguen valiendo: copia allí la invitación y pégala aquí, junto a las palabras.
window-fail-no-network = Este equipo no está ahora en ninguna red doméstica, así que no se puede vincular. No se cambió nada. Conecta ambos equipos a la misma red e inténtalo de nuevo.
window-fail-lost-uncompleted = La conexión se cortó justo después de que ambas partes dijeran que sí, y la vinculación no está completa. No se compartió nada. Muestra palabras nuevas; si el otro equipo espera a que se complete, «Descartar esta vinculación» allí lo termina.
window-fail-not-stored-there = El otro equipo no pudo escribir lo acordado, así que los equipos siguen sin vincular. No se compartió nada. Su disco puede estar lleno, o su carpeta protegida contra escritura.
window-fail-not-stored = Lo acordado no se pudo escribir en el disco de este equipo, así que los equipos siguen sin vincular. No se compartió nada. El disco puede estar lleno, o la carpeta protegida contra escritura.
window-fail-fault = Algo en este equipo impidió vincular ({ $why }). No se compartió nada, y todo lo que escribiste está a salvo.
window-fail-invitation = Ese texto no es una invitación. No se cambió nada; cópiala otra vez entera.
window-fail-elsewhere = Otro Attune con este perfil tiene la conexión. No se cambió nada; vincula allí, o ciérralo antes.

window-set-aside = { $count ->
    [one] Una entrada no se pudo leer y está apartada. Sus bytes se conservan, todo lo demás está como estaba, y quizá una versión más nueva pueda leerla.
   *[other] { $count } entradas no se pudieron leer y están apartadas. Sus bytes se conservan, todo lo demás está como estaba, y quizá una versión más nueva pueda leerlas.
}
window-error-wrong = Eso no abre tus palabras. Están a salvo; inténtalo de nuevo.
window-error-disk-full = El disco está lleno, así que el último cambio no está guardado. Todo lo guardado antes está a salvo, y lo que escribes se queda en la pantalla. Libera algo de espacio; se vuelve a intentar por sí solo.
window-error-read-only = No se puede escribir en la carpeta { $folder }, así que el último cambio no está guardado. Todo lo guardado antes está a salvo. Comprueba quién puede escribir ahí.
window-read-only = No se puede escribir en la carpeta { $folder }, así que esto es solo para leer: nada se guarda, y nada se envía ni se recibe. Todo lo guardado antes está aquí. Comprueba quién puede escribir ahí y vuelve a abrir Attune.
window-error-gone = Esta entrada ya no está aquí. No se cambió nada.

window-no-display = No hay pantalla en la que abrir una ventana. Todo funciona también en la terminal: «attune --help» dice cómo.
window-no-window = No se pudo abrir la ventana ({ $why }). No se cambió nada. Todo funciona también en la terminal: «attune --help» dice cómo.
window-no-library = No se pudo abrir la ventana: a la pantalla de este equipo le falta algo que necesita, a menudo la biblioteca libxkbcommon-x11. No se cambió nada. Todo funciona también en la terminal: «attune --help» dice cómo.
window-gallery-unknown = No hay ninguna pantalla llamada «{ $name }». Hay: { $known }
window-gallery-not-written = No se pudo escribir la imagen ({ $why }).
window-gallery-size = El tamaño se escribe como 1280x820, cada lado entre 200 y 8000. No se mostró nada.
window-worker-gone = Algo falló dentro de Attune, así que en esta ventana ya no se guarda nada. Todo lo guardado antes está a salvo. Copia lo que todavía no esté guardado, cierra la ventana y vuelve a abrirla.

# Lo que tiene una tecla, y cómo se ve la ventana.

key-control = Ctrl
key-command = ⌘
key-escape = Esc
key-alone = { $key }
key-held = { $held } { $key }
keys-title = Teclas
keys-close = Cerrar
shortcut-write = Escribir una página nueva
shortcut-find = Buscar palabras
shortcut-timeline = Todo, día a día
shortcut-year = Un año de días
shortcut-signs = Seis señales por mes
shortcut-over-time = Estados de ánimo, gracias y encuentros por mes
shortcut-back = Volver, o quitar lo que está sobre la página
shortcut-done = Guardar o compartir la página, o sellar tus respuestas
shortcut-bring-back = Deshacer al escribir; en otro lugar, recuperar lo que se acaba de borrar
shortcut-heart = Enviar un corazón por lo que lees
shortcut-as-table = Una tabla en lugar de las líneas, o al revés
shortcut-only-the-page = Nada más que la página, o todo otra vez
shortcut-strong = Negrita
shortcut-stressed = Cursiva
shortcut-larger = Texto más grande
shortcut-smaller = Texto más pequeño
shortcut-usual = Texto de tamaño habitual
shortcut-sheet = Esta lista
shortcut-close = Cerrar Attune
looks-ink = tinta
looks-ink-both = { $name } también eligió { $both }. Para que se distingan, tus palabras van en { $now } en las dos pantallas hasta que alguien elija otra.
looks-text = texto
looks-text-size = { $percent } % del tamaño habitual
looks-light = día y noche
looks-light-system = De noche cuando todo lo demás en este equipo está oscuro.
looks-as-system = Como lo tenga el sistema
looks-day = Siempre de día
looks-night = Siempre de noche
looks-motion = movimiento
looks-motion-system = Lo que llega aparece poco a poco, salvo que el sistema pida quietud.
looks-still = Nada se mueve
looks-still-means = Todo está ahí al instante.
looks-language = idioma
looks-language-system = El idioma de este equipo, si Attune lo habla.
looks-spelling = ortografía
looks-spelling-dots = Puntos bajo las palabras que ningún diccionario conoce
looks-spelling-nothing = Sin marcas
looks-spelling-means = Con los diccionarios de este equipo. Ninguna palabra sale de Attune.
looks-spelling-reading = Leyendo los diccionarios de este equipo…
looks-spelling-none = Este equipo no tiene diccionario para tu idioma, así que no se marca nada. Los sistemas los ofrecen como «hunspell».
looks-spelling-by = Con { $dictionaries }, de este equipo. Ninguna palabra sale de Attune.
looks-keys = teclado
looks-keys-state = Todo se puede hacer con el teclado
looks-keys-note = F1 muestra qué tiene una tecla, desde cualquier lugar.
looks-keys-show = Mostrar las teclas
looks-not-kept = No se pudo guardar para la próxima vez cómo se ve la ventana: { $why }

# En común.

window-together-name = En común
window-together-by-day = En común, *día a día*
window-together-year = En común *este año*
window-together-in = En común *en { $year }*
window-together-timeline = Día a día
window-together-year-name = Año
window-together-today = Hoy, { $day }
window-together-show = Mostrar
window-together-show-all = Mostrar: todo
window-together-showing = Mostrar: { $what }
window-together-again = Volver a mostrar todo
window-together-everything = Todo
window-together-only = Solo
window-together-time = Cuándo: { $what }
window-together-mood = Estado de ánimo: { $what }
window-together-tag = Etiqueta: { $what }
window-together-any = cualquiera
window-together-whenever = en cualquier momento
window-together-this-year = este año
window-together-all-but = todo menos { $what }
window-together-no-kind = nada
window-chosen-and = { $before }, { $next }
window-person = { START($name) }
window-together-by = Escrito por
window-together-either = Cualquiera
window-together-go = Ir a
window-together-on-this-day = Un día como hoy
window-together-checkins = Encuentros
window-together-signs = Señales
window-together-notes = Notas
window-together-steps = Próximos pasos
window-together-signs-opened = Ambas partes abrieron las señales de { $month }.
window-together-empty = Todavía no hay nada escrito. Lo que escriba cada parte está aquí por su día.
window-together-hidden = Aquí no hay nada de este tipo.
window-together-try = Para probar en pareja: { $what }
window-together-opened = Ambas respuestas están abiertas.
window-together-sealed = Sellado hasta que respondan ambas partes.
window-together-answered = Respondido.
window-kind-journal = diario
window-day-both = { $day }. Escribieron { $me } y { $partner }.
window-day-one = { $day }. Escribió { $name }.
window-day-nobody = { $day }. No se escribió nada.
window-day-empty = Este día no se escribió nada.
window-day-written = Un día en que se escribió
window-day-both-of-you = ambas personas
window-day-only-me = Tus páginas de «solo yo» se ven en tu calendario y en ningún otro.
window-month-before = El mes anterior
window-year-before = El año anterior
window-year-after = El año siguiente
window-month-after = El mes siguiente
window-year-who = { $year }, { $name }

# En común: las seis señales por mes.
window-signs-name = Señales
window-signs-title = En común, *seis señales*
window-signs-until = hasta { $month }
window-signs-both = { $me }: { $mine }; { $partner }: { $theirs }
window-signs-one = { $name }: { $level }
window-signs-talk-name = Una manera de hablar
window-signs-talk = Cada parte respondió por su cuenta, y ambas respuestas se abrieron a la vez. Donde las líneas se separan hay algo que preguntar.
window-signs-read-name = Cómo leerlo
window-signs-read = Un hueco es un mes que no se abrió. Nada lo cruza y nada se suma.
window-signs-ways = Otras maneras
window-signs-as-table = Como tabla
window-signs-as-lines = Como líneas
window-signs-another-month = Otro mes
window-signs-arrows = Izquierda, derecha
window-signs-before = La señal anterior
window-signs-after = La señal siguiente
window-signs-table = Seis señales por mes, lo más nuevo primero
window-signs-not-opened = Este mes no se abrió.
window-signs-empty = Todavía no hay nada abierto. Una vez al mes cada parte dice, por su cuenta, cómo van seis cosas en la pareja. Las dos respuestas se abren a la vez y quedan aquí como dos líneas.
window-signs-empty-alone = Todavía no hay nada aquí. Una vez al mes puedes decir cómo van seis cosas en la pareja. Hasta que te vincules, es solo para ti.
window-signs-say = Responder a las de { $month }
window-signs-sealed = Las de { $month }, selladas
window-signs-see = Las de { $month }

# En común: lo que trajeron los meses.
window-over-time-name = Con el tiempo
window-over-time-title = En común, *con el tiempo*
window-over-time-moods = Estados de ánimo
window-over-time-own = palabras propias
window-over-time-thanks = Gracias
window-over-time-thanks-read = Una cuenta es una semana en la que alguien de la pareja dio las gracias.
window-over-time-checkins = Encuentros
window-over-time-checkins-read = Una cuenta es una semana que se abrió para ambas partes.
window-over-time-said-both = { $me }: { $mine }; { $partner }: { $theirs }
window-over-time-both = en pareja
window-over-time-read = Un punto dice que una página de ese mes tiene una palabra de esa clase, una vez o muchas. Una página que escriben ambas partes no tiene ninguno: su estado de ánimo no es de una sola.
window-over-time-not-name = Nada se cuenta
window-over-time-not = Ningún estado de ánimo es mejor que otro, y a un mes con poco no le falta nada. Tus páginas de «solo yo» se ven aquí y en ninguna otra pantalla.
window-over-time-as-dots = Como puntos
window-over-time-page = { $name }, { $day }: { $mood }
window-over-time-days = Los días de { $month }
window-over-time-table = Lo que trajeron los meses, lo más nuevo primero
window-over-time-weeks = semana { $weeks }
window-over-time-week-first = primera
window-over-time-week-second = segunda
window-over-time-week-third = tercera
window-over-time-week-fourth = cuarta
window-over-time-week-last = última
window-over-time-empty = Todavía no hay nada. Los estados de ánimo de las páginas, las semanas con gracias y los encuentros que se abren quedan aquí por mes, según llegan.
window-over-time-empty-alone = Todavía no hay nada. Los estados de ánimo de tus páginas y las semanas con gracias quedan aquí por mes, según llegan. Hasta que te vincules, es solo para ti.
window-over-time-begin = Escribir una página

# Las seis señales de un mes.
window-note-signs = seis señales
window-pulse-title = Las señales *de { $month }*
window-pulse-note = una vez al mes
window-pulse-lede = Una palabra para cada una de las seis señales. Tus respuestas quedan selladas hasta que { $name } también responda; entonces se abren ambas.
window-pulse-lede-alone = Una palabra para cada una de las seis señales. Mientras no te vincules con tu pareja, tus respuestas son solo para ti.
window-pulse-all = Antes, cada una de las seis necesita una palabra.
window-pulse-alone-kept = Tus respuestas de este mes están solo aquí.
window-pulse-unsealed = Empezaste esto para otro mes y está sin sellar. Nadie más lo tiene.
window-pulse-go-on = Seguir con { $month }
window-pulse-take-in = Decir esto de { $month }
window-pulse-open = Las señales de { $month } se han abierto para ambos lados.
window-pulse-read = Verlas
window-pulse-all-months = Todos los meses
window-pulse-six = Las seis señales
window-pulse-other-name = ¿Este mes no?
window-pulse-other = Las señales te esperan. Nada se pierde por un mes sin ellas.
window-pulse-offer = Las seis señales de { $month } están aquí. Se abren cuando hayas respondido tú y también { $name }.
window-pulse-go = Ir a las señales
window-six-go = Qué es cada una
window-six-title = Las seis *señales*
window-six-lede = Seis cosas en las que fijarse, cada parte por su cuenta. Están para hablar de ellas, y no miden a nadie.

# Los rituales y la nota.
window-rituals-title = Rituales *y una nota*
window-rituals-lede = Cosas pequeñas que cuidáis, y unas palabras para que { $name } las encuentre.
window-note-for = una nota para { $name }
window-note-prompt = Unas palabras para { $name }
window-note-leave = Dejársela a { $name }
window-note-waits = Espera en Hoy hasta que { $name } la guarde. No sabrás cuándo.
window-note-back = Responder con otra nota
window-note-put-away = Guardarla
window-note-from = De { $name }, { $day }
window-ritual-every-day = todos los días
window-list-and = { $before } y { $last }
window-ritual-only-me = { $name }, solo yo
window-ritual-resting = { $whose }, en descanso hasta el { $day }
window-ritual-resting-on = { $whose }, en descanso hasta que lo termines
window-ritual-kept = Cumplido: { $days }.
window-ritual-rests = Esta semana descansa.
window-ritual-week-open = La semana está abierta.
window-ritual-tick = { $name }: hecho hoy
window-ritual-add = Añadir un ritual
window-ritual-new = un ritual nuevo
window-ritual-empty = Todavía no hay rituales. Estos están listos para empezar, y puedes cambiarlos a tu gusto.
window-ritual-ready = Empezar con uno ya hecho
window-ritual-ready-hide = Ocultar los ya hechos
window-ritual-take = Empezar «{ $name }»
window-ritual-no-bead = Un día sin cuenta es solo un día.
window-ritual-change = Cambiarlo
window-ritual-rest = Dejarlo descansar
window-ritual-over = Terminar el descanso
window-ritual-delete = Borrarlo
window-ritual-keep = Quedarse con este ritual
window-ritual-not-now = Ahora no
window-ritual-name-prompt = Cómo se llama
window-ritual-days = Qué días
window-ritual-time-prompt = A qué hora, por ejemplo 21:00
window-ritual-time-wrong = aún no es una hora
window-ritual-whose = De quién es
window-ritual-both-means = También lo tiene { $name }; cualquiera de los dos lo marca y lo cambia.
window-ritual-me-means = Se queda en tus propios dispositivos.
window-ritual-rest-means = Hasta que vuelva no pide nada.
window-ritual-rest-until = Hasta el { $day }
window-ritual-rest-prompt = U otro día, por ejemplo { $day }
window-ritual-rest-wrong = no es un día posterior a hoy
window-reminders-name = Avisos
window-reminders = Solo en este equipo, mientras Attune está abierto y sin bloquear: a la hora del ritual, con su nombre y nada más.
window-reminders-on = Avisarme aquí
window-reminders-seen = Quien vea esta pantalla puede leer el nombre, también cuando está bloqueada.
window-resting-name = Dejar descansar uno
window-resting = Un viaje, una enfermedad, un mes difícil: un ritual en descanso no pide nada y conserva su sitio.
window-today-rituals = rituales
window-today-week = Esta semana
# Sentimientos.
window-feelings-name = Sentimientos
window-feelings-title = Lo que *sentimos*
window-feelings-lede = De una a tres palabras, y lo que ayudaría. Para ti, o para compartir.
window-feel-begin = Decir cómo me siento
window-feelings-heard = Que te escuchen
window-feelings-note = Lo que compartes te lo dicen de vuelta antes de decir nada más. { START($name) } también puede dejarlo estar, y se verá como si nadie hubiera respondido todavía.
window-feel-words = palabras
window-feel-find = Busca una palabra o escribe la tuya
window-feel-just-type = o teclea sin más
window-feel-own = las tuyas
window-feel-write = escribir «{ $word }» con mis palabras
window-feel-without = quitar «{ $word }»
window-feel-fourth = Con tres palabras se dice mejor. ¿Cuál deja sitio a «{ $word }»?
window-feel-three = Dejar estas tres
window-feel-strength = con qué fuerza
window-feel-need = lo que necesito
window-feel-need-own = Lo que ayudaría
window-feel-more = más
window-feel-more-prompt = Si hay algo más que decir
window-who-read = Quién puede leerlo
window-hear-first = { START($name) } dirá de vuelta lo que ha entendido antes de responder
window-kind-feeling = un sentimiento
window-kind-said-back = dicho de vuelta

# Corazones y respuestas.
window-send-heart = Enviar un corazón
window-heart-from = de { $name }
window-heart-from-you = tuyo
window-answer = Responder
window-answer-own = Añade algo
window-answer-prompt = Responde a { $name }
window-send-to = Enviar a { $name }

# Decir de vuelta lo que se ha oído.
window-say-back = Decir lo que has oído
window-say-back-only = Solo eso, para empezar.
window-your-feeling = tu sentimiento
window-your-page = tu página
window-you-heard = lo que has oído
window-you-heard-go = Lo que has oído
window-they-heard = lo que ha oído { $name }
window-they-heard-go = Lo que ha oído { $name }
window-say-it-back = Decírselo a { $name }
window-only-this-name = Solo esto, para empezar
window-only-this = Di lo que has oído y por qué tiene sentido. Los consejos, el consuelo y tu parte vienen después de que { $name } diga que sí.
window-guess-name = Si no lo tienes claro
window-guess = Supón con cariño. { START($name) } puede decir «no del todo» y contarte el resto.
window-set-this-aside = Dejarlo a un lado
window-set-this-aside-means = Pasa al final de tu página de hoy y el borrador se queda. { START($name) } ve lo mismo que antes de que lo abrieras.
window-said-back-waits = Dicho está. { START($name) } dirá si es eso cuando quiera.
window-is-that-it = ¿es eso?
window-is-that-it-go = Decir si es eso
window-yes-heard = Sí, siento que me escuchas
window-yes-heard-means = Entonces { $name } podrá añadir algo suyo.
window-not-quite = No del todo
window-not-quite-note = no del todo
window-not-quite-means = { START($name) } lee tu respuesta y lo dice otra vez.
window-not-quite-prompt = Lo que falta, si quieres
window-answer-later = Responder otro día
window-feels-heard = Sí, siento que me escuchas.
window-read-unseen = { START($name) } no sabe cuándo lees esto, solo lo que respondes.
window-not-said-back = { START($name) } todavía no ha dicho nada de vuelta.
window-once-more = { START($name) } puede decirlo otra vez.
window-aside = a un lado

# Una pausa en un conflicto. Su botón está siempre a mano.
shortcut-pause = Pausa; dentro de una pausa, a «Puedo volver»
window-kind-side = una visión de una pausa
window-kind-step = próximo paso
window-pause = Pausa
window-pause-name = Una pausa
window-pause-go = Ir a la pausa
window-pause-came = Ahora hay una pausa. Lo que escribes sigue aquí y puede esperar.
window-pause-title = Una pausa *en pareja*
window-pause-title-alone = Una pausa *a solas*
window-pause-both-stopped = Habéis hecho un alto. No hay nada que resolver antes de las { $time }.
window-pause-stopped = No hay nada que resolver antes de las { $time }.
window-pause-over-alone = Ya es la hora. No hay prisa.
window-pause-on-both = Ambos dispositivos tienen esta pausa
window-pause-here = Aún no está todo en el dispositivo de { $name }
window-pause-alone = Solo aquí, mientras esta ventana esté abierta
window-pause-open = Todo lo demás sigue abierto
window-pause-finish = Ya podéis volver. No hay prisa: termina lo que estás escribiendo.
window-pause-finished = He terminado
window-pause-again = Volvéis a las { $time }
window-pause-again-on = Volvéis el { $day } a las { $time }
window-pause-until = Hasta las { $time }
window-pause-until-on = Hasta el { $day } a las { $time }
window-pause-time-here = Ya es la hora
window-pause-left-minutes = { $count ->
    [one] Falta un minuto.
   *[other] Faltan { $count } minutos.
}
window-pause-left-hours = { $count ->
    [one] Falta una hora, más o menos.
   *[other] Faltan unas { $count } horas.
}
window-pause-unmoved = { $left } Podéis cambiar la hora una vez por persona.
window-pause-they-moved = { START($name) } ha cambiado la hora; antes era a las { $time }. Tú también puedes, una vez.
window-pause-they-moved-last = { START($name) } ha cambiado la hora; antes era a las { $time }. Ya no se puede cambiar más.
window-pause-you-moved = Has cambiado la hora; antes era a las { $time }. { START($name) } también puede, una vez.
window-pause-you-moved-last = Has cambiado la hora; antes era a las { $time }. Ya no se puede cambiar más.
window-pause-ready = Puedo volver
window-pause-said-ready = Ya lo has dicho
window-pause-ready-note = En la pantalla de { $name } se verá solo cuando lo haya dicho también.
window-pause-alone-note = No se avisa a nadie.
window-pause-move = Cambiar la hora
window-pause-end = Terminar la pausa
window-pause-end-without = Terminar sin acordar un paso
window-pause-kindly = Una pausa que acaba en calma ya ha hecho su trabajo.
window-pause-longer = Una pausa más larga
window-pause-ended = La pausa *ha terminado*
window-pause-ended-lede = Lo que escribiste de tu lado es tuyo y sigue en tu diario.
window-pause-circle = Un círculo para respirar. { $how } Con la barra espaciadora empieza otra vez.
window-pause-in = toma
window-pause-out = suelta
window-pause-ask = Parar y volver a las
window-pause-ask-move = Volver a las
window-pause-ask-longer = Una pausa más larga, hasta las
window-pause-breath = Antes, un minuto para respirar
window-pause-breath-title = Un respiro
window-pause-breath-means = Solo aquí. No se avisa a nadie.
window-pause-breathe = Respirar
window-pause-breathing = Toma aire cuando el círculo crece, suéltalo cuando se encoge.
window-pause-breath-slow = Al soltarlo, un poco más despacio que al tomarlo.
window-pause-enough = Con esto basta
window-pause-twenty = { $time }, en 20 minutos
window-pause-shortest = Lo más corto. Veinte minutos es lo que se suele aconsejar.
window-pause-half = { $time }, en media hora
window-pause-later = { $time }, más tarde
window-pause-own = Otra hora, en las próximas 24 horas
window-pause-own-prompt = La hora, por ejemplo 21:30
window-pause-own-range = Dentro de veinte minutos, o más tarde.
window-pause-own-range-moved = Dentro de veinte minutos o más tarde, y como mucho un día después de que empezara.
window-pause-not-now = Ahora no
window-pause-leave-it = Dejarla así
window-pause-both-show = Se ve en ambas pantallas.
window-pause-only-here = Se ve solo en esta pantalla.
window-pause-once = Una vez por persona.
window-side-prompt = ¿Qué habría visto y oído, desde el primer momento, alguien que quiere bien a ambas partes?
window-side-label = Tu lado, como lo contaría alguien que os quiere bien
window-side-evidence = En un estudio, las parejas que escribieron así se mantuvieron estables (Finkel y otros, 2013).
window-side-alone = Se queda aquí y es solo para ti.
window-side-theirs = Cómo lo ve { $name }
window-side-mine = El tuyo
window-side-let-read = Dejar que { $name } lo lea
window-team-title =
    ¿Estamos en
    {"*"}el mismo equipo?*
window-team-today = ¿Estamos en el mismo equipo?
window-team-time = Ya es la hora
window-team-ready = Ya podéis volver
window-team-ready-both = Ya podéis volver, en ambos dispositivos
window-team-yes = Sí
window-team-longer = Quiero que sí, y necesito más tiempo
window-team-yes-said = Sí.
window-team-longer-said = Quiero que sí, y necesito más tiempo.
window-team-say = Decirlo
window-team-both-show = Las respuestas se ven cuando están las dos.
window-team-not-yet = La respuesta de { $name } se ve cuando estén las dos.
window-step-note = un paso más
window-step-prompt = Un pequeño paso más
window-step-propose = Proponérselo a { $name }
window-step-theirs = Palabras de { $name }. Serán vuestras cuando las aceptes.
window-step-mine = Tus palabras. Serán vuestras cuando { $name } las acepte.
window-step-agree = Aceptar esto
window-step-agreed = Lo habéis acordado.
window-step-change = Cambiar las palabras
window-step-small-name = Un paso pequeño
window-step-small = Algo que se pueda hacer esta semana sin que haya que recordarlo.

# La charla: antes de empezar, mientras dura y lo que quedó de ella.
window-talk-name = Charla del alma
window-talk-title = Charla *del alma*
window-talk-lede = Quince minutos, una pregunta, por turnos. Una persona habla y la otra escucha.
window-talk-note = charla del alma
window-talk-which = qué mazo
window-talk-other-deck = Otro mazo
window-talk-no-words = (una carta cuyas palabras no están aquí)
window-talk-cards = Vuestras cartas
window-talk-cards-about = De vuestra mano
window-talk-cards-none = Todavía no hay ninguna.
window-talk-card-prompt = Una pregunta tuya
window-talk-card-out = Quitarla
window-talk-card-alone = Solo la tienes tú
window-talk-card-put = Ponla en el mazo
window-talk-card-add = Ponerla en «{ $deck }»
window-talk-now = esta noche
window-talk-both = En las dos pantallas
window-talk-both-means = La misma carta y el mismo reloj aquí y en el equipo de { $name }.
window-talk-here = Solo en esta pantalla
window-talk-here-means = Codo con codo, ante un solo equipo.
window-talk-alone = Se ve en esta pantalla, para dos personas sentadas codo con codo. Cuando os vinculéis, podrá verse en los dos equipos.
window-talk-draw = Sacar una pregunta
window-talk-invited = { START($name) } recibe la invitación y puede dejarla para otra noche.
window-talk-offer = A { $name } le gustaría una charla del alma.
window-talk-join = Unirme
window-talk-not-now = Ahora no
window-talk-going = Vuestra charla sigue en marcha.
window-talk-back = Volver a la charla
window-talk-goes-name = Cómo va
window-talk-goes = Se descubre una carta en las dos pantallas. Empieza quien quiera. Cambiad de turno cuando os apetezca.
window-talk-once-name = Ninguna se repite
window-talk-once = Una carta solo vuelve cuando se acaba su mazo.
window-talk-kept-name = Sin público
window-talk-kept = Nada de lo dicho se guarda: solo qué carta salió y la línea que cada cual decida escribir al final.
window-talk-end = Terminar la charla
window-talk-end-short = Terminar
window-talk-take-back = Retirar la invitación
window-talk-question = La pregunta de esta noche
window-talk-passed = Pasáis. Sacad otra cuando queráis.
window-talk-whose = a quién le toca
window-talk-you-speak = Hablas tú. { $name } escucha.
window-talk-they-speak = { $name } habla. Tú escuchas.
window-talk-one-speaks = { $name } habla. { $other } escucha.
window-talk-suggests = Un buen momento para cambiar de turno, si queréis.
window-talk-listening = Nada que arreglar y, por ahora, nada que añadir.
window-talk-speaking = Empieza por algo que puedas ver.
window-talk-turns = Cambiar de turno
window-talk-space = Espacio
window-talk-another = Sacar otra
window-talk-pass = Pasar
window-talk-waits = Has invitado a { $name }.
window-talk-waits-means = El reloj empieza cuando { $name } se una.
window-talk-begin-here = Empezar en esta pantalla
window-talk-left = { $count ->
    [one] Queda 1 minuto
   *[other] Quedan { $count } minutos
}
window-talk-clock = { $left }, de { $from } a { $until }
window-talk-clock-rests = { $left }, el reloj descansa
window-talk-moment = un buen momento para cambiar
window-talk-resting = en descanso
window-talk-rest = Dejar descansar el reloj
window-talk-resume = Que siga corriendo
window-talk-live = En directo, igual en la pantalla de { $name }
window-talk-shown = Hay conexión con el equipo de { $name }. La invitación se ve allí donde esté abierta la ventana de Attune.
window-talk-not-shown = Ahora no hay conexión con el equipo de { $name }. La invitación aparecerá allí en cuanto la haya.
window-talk-can-join = Ahora solo en esta pantalla. { START($name) } puede unirse.
window-talk-lost = Ahora no hay conexión con la pantalla de { $name }. La charla sigue aquí y volverá a ser la misma en las dos en cuanto la haya.
window-talk-listen-name = Cuando escuchas
window-talk-listen = Nada que arreglar, nada que añadir. «Cuéntame más» es suficiente.
window-talk-speak-name = Cuando hablas
window-talk-speak = Empieza por algo que puedas ver. Detente donde quieras.
window-talk-much-name = ¿Demasiado para hoy?
window-talk-much = Sacad otra o pasad. A nadie le hace falta un motivo, y la carta vuelve con su mazo.
window-talk-today = Quince minutos, una pregunta, por turnos.
window-talk-one-screen = También sirve en una sola pantalla.
window-stayed-title = Lo que *me ha quedado*
window-stayed-note = lo que ha quedado
window-stayed-prompt = Lo que me llevo de la charla
window-stayed-write = Escribir lo que te ha quedado
window-stayed-nothing = Esta vez nada
window-stayed-plenty-name = Con una línea basta
window-stayed-plenty = No lo que se dijo, sino lo que te llevas.
window-stayed-still-name = ¿Seguís hablando?
window-stayed-still = Bien. El reloj es solo una puerta para entrar.
window-stayed-another = Otra pregunta
