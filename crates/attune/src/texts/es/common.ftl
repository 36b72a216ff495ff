# Todos los textos en español: lo que dicen la ventana y la terminal. Cercano,
# llano, de adulto a adulto; de «tú». De las personas se dice el nombre y nunca
# el género: nada de adjetivos ni participios que concuerden con una persona. Un
# error dice qué pasó, qué está a salvo y qué hacer.
#
# Una palabra para cada cosa:
#
#   journal        diario                page           página
#   entry          entrada               thanks         agradecimiento
#   gratitude      gratitud              check-in       encuentro (semanal)
#   answer         respuesta             to seal        sellar
#   to share       compartir             to take back   retirar
#   partner        pareja                we both        en pareja, en común
#   to pair        vincular              device         dispositivo
#   computer       equipo                network        red
#   firewall       cortafuegos           invitation     invitación
#   passphrase     frase de paso         recovery key   clave de recuperación
#   key file       archivo de claves     vault          bóveda
#   lock           bloqueo               profile        perfil
#   folder         carpeta               draft          borrador
#   wording        redacción             version        versión (de Attune)
#   to set aside   apartar               in step        al día
#   to delete      borrar                to bring back  recuperar
#   copy           copia                 “yes”          «sí»
#
# Los nombres de órdenes y opciones no se traducen.

init-done = Tu perfil está listo en { $folder }.
init-recovery = Esta es tu clave de recuperación. Abre tus palabras si se olvida todo lo demás, también tu frase de paso. Anótala ahora y guárdala en un lugar seguro; «attune recovery show» la vuelve a mostrar mientras todavía puedas abrirlas:
init-unprotected = Nada protege este perfil: cualquiera que pueda leer los archivos de este equipo puede leer tus palabras.
init-choose = Elige cómo proteger tus palabras: da una frase de paso con ATTUNE_PASSPHRASE o --passphrase-file, o di --unprotected. No se creó nada.
init-cloud = La carpeta { $folder } está dentro de «{ $cloud }», que algún programa puede copiar a una nube. Allí tus palabras están cifradas, pero saldrían de este equipo. Para que se queden aquí, elige otra carpeta con --profile.
passphrase-ask = Frase de paso:{" "}
passphrase-new = Una frase de paso para proteger tus palabras:{" "}
passphrase-again = Repítela:{" "}
passphrase-differ = Las dos no coinciden. No se creó nada; inténtalo de nuevo.
passphrase-file = No se puede leer el archivo con la frase de paso ({ $why }). No se cambió nada.
recovery-form = Eso no es una clave de recuperación: tiene 8 grupos de 4 letras y cifras. No se cambió nada.
recovery-added = Este perfil se creó antes de que se guardara su clave de recuperación, así que se ha hecho una nueva. La que tengas en papel sigue sirviendo.
recovery-slip = Hay un error en la clave de recuperación. Compárala con lo que anotaste; no se cambió nada.
recovery-none = Da la clave de recuperación con ATTUNE_RECOVERY_KEY o --recovery-key-file. No se ha cambiado nada.
recovery-replaced = Esta es tu clave de recuperación de ahora en adelante; escríbela en lugar de la anterior, que ya no abre tus palabras. Una copia del perfil hecha antes, o una copia de seguridad, se sigue abriendo con la anterior.
passphrase-empty = La frase de paso está vacía. No se cambió nada.

passphrase-none = Da la nueva frase de paso con ATTUNE_NEW_PASSPHRASE o --new-passphrase-file. No se cambió nada.
passphrase-set = Desde ahora esta frase de paso abre tus palabras.
passphrase-removed = Ya nada protege este perfil: cualquiera que pueda leer los archivos de este equipo puede leer tus palabras.
passphrase-old-copies = Una copia del perfil hecha antes, por ejemplo una copia de seguridad, se sigue abriendo con lo que la protegía entonces.

status-alone = { START($name) }, todavía sin pareja.
status-paired = { START($name) } y { $partner }.
status-entries = { $count ->
    [0] Todavía no hay nada escrito.
    [one] Una entrada.
   *[other] { $count } entradas.
}
status-waiting = { $count ->
    [0] Todo lo compartido está en ambos dispositivos.
    [one] Una cosa compartida está solo en este dispositivo.
   *[other] { $count } cosas compartidas están solo en este dispositivo.
}
status-in-step = Al día desde el último contacto.
status-set-aside = { $count ->
    [one] Una entrada no se pudo leer y está apartada; sus bytes se conservan.
   *[other] { $count } entradas no se pudieron leer y están apartadas; sus bytes se conservan.
}
status-hidden = { $count ->
    [one] Ha llegado algo que incumple una regla que os protege a los dos; no se muestra.
   *[other] Han llegado { $count } cosas que incumplen una regla que os protege a los dos; no se muestran.
}
entry-by = { $day }, { $author }; { $where }
entry-mood = Estado de ánimo: { $mood }
entry-tags = Etiquetas: { $tags }
place-only-me = solo yo
place-here = solo en este dispositivo
place-aside = apartado en el otro dispositivo
place-sealed = sellado
place-both = en ambos dispositivos
mark-and-more = { $place }, { $more }
your-partner = tu pareja
reach-wish-read = para que lo lea tu pareja, cuando la haya
reach-wish-write = para escribirlo en pareja, cuando la haya
reach-sealed = { $name } no puede leerlo antes de responder
reach-sealed-theirs = no puedes leerlo antes de responder
reach-reads = { $name } puede leer
reach-you-read = puedes leer
reach-both = escribimos en pareja
reach-left = desde ahora; es del tiempo con { $name }, que conserva lo que ya había llegado
taken-back = { START($name) } retiró esto. Esta copia es tuya: guárdala o déjala ir.
taken-back-partner = Tu pareja retiró esto. Esta copia es tuya: guárdala o déjala ir.
entry-kept = Terminaste esta página en ambos lados. Esta es tu propia copia; «attune delete» la deja ir.
entry-deleted = Esto se ha borrado.
entry-newer = Esto se hizo con una versión más nueva; puede que una parte no se muestre.
entry-kept-copy = ha terminado; tu propia copia
entry-two-wordings = dos redacciones
entry-versions = Dos redacciones de las mismas palabras, escritas a la vez:
list-empty = No hay nada que mostrar.
ritual-none = Todavía no hay rituales. «attune ritual ready» muestra algunos para empezar.
ritual-both = de los dos
ritual-resting = en descanso hasta el { $day }
ritual-resting-on = en descanso hasta que lo termines
search-empty = No hay nada con estas palabras.
search-more = Hay más; estas son las { $limit } más nuevas. Un --limit mayor las muestra.
name-done = Desde ahora te llamas { $name }.
ink-done = Desde ahora tu tinta es { $ink }, en las dos pantallas.
ink-blue-black = Azul tinta
ink-madder = Granza
ink-violet = Violeta
ink-umber = Sombra
ink-lagoon = Laguna
ink-plum = Ciruela
choose-what = di el número de una redacción, o «merged»
choose-nothing = No hay dos redacciones ahí. No se cambió nada.
choose-number = Hay { $count } redacciones, numeradas desde 1; «attune show» las muestra. No se cambió nada.
checkin-one-input = Solo una de las tres respuestas puede venir de la entrada estándar. No se guardó nada.
checkin-week = Encuentro { $week }
checkin-open = Todavía no has respondido.
checkin-alone = Tus respuestas están solo aquí.
checkin-sealed = La tuya está sellada. Se abre cuando lo estén ambas.
checkin-waiting = Ambas están selladas y se abrirán en un momento.
checkin-opened = Ambas están abiertas.
checkin-mine = Tú:
checkin-theirs = Tu pareja:
checkin-tries = Una cosa que probar:
checkin-also = Tu pareja respondió esta semana más de una vez; cuenta la primera.
checkin-day = El encuentro es el { $day }.
history-before-sharing = Antes de que lo compartieras; esto solo lo tienes tú.
done-ended = Ha terminado en ambos dispositivos, y cada parte conserva una copia privada. «attune delete» otra vez deja ir la tuya; «attune undo» vuelve a hacer de ella una página en común, dentro de los próximos diez minutos.
done-deleted = Borrado. «attune undo» lo recupera dentro de los próximos diez minutos.
done-wish = Todavía no hay pareja, así que esto se queda solo aquí. Se guarda con tu deseo de compartirlo.
doctor-folder = Carpeta: { $folder }
doctor-protected = Protección: una frase de paso.
doctor-unprotected = Protección: ninguna. Cualquiera que pueda leer los archivos de este equipo puede leer tus palabras.
doctor-mode = Otras personas de este equipo pueden abrir la carpeta. Solo tú deberías: chmod 700 { $folder }
doctor-sound = Todo lo guardado se lee tal como se muestra.
doctor-wrong = No está como debería en la bóveda:
doctor-salvage = «attune salvage» conserva todo lo que se pueda leer y aparta entero el archivo dañado.
doctor-paired = Pareja: { $partner }.
doctor-alone = Pareja: todavía ninguna.
doctor-addresses = Red: Attune usaría { $addresses }, con direcciones privadas cercanas a estas y con nada más.
doctor-bound = Red: ATTUNE_BIND deja que Attune use { $addresses } y nada más, sin buscar a nadie.
doctor-no-network = Red: este equipo no está ahora en ninguna red doméstica. Lo que compartes espera aquí.
doctor-held = Conexión: otro Attune con este perfil la tiene ahora.
doctor-free = Conexión: nadie la tiene ahora. Una ventana o «attune sync» la toma.
doctor-firewall = Si nunca se llega al dispositivo de tu pareja, docs/firewalls.md dice qué puede haber en medio y cómo probarlo.
doctor-found = Algo no está como debería; queda dicho arriba. No se cambió nada.

salvage-held = Otro Attune tiene abierto este perfil. Ciérralo antes, por favor; no se cambió nada.
salvage-sound = Todo lo guardado se lee, así que no hay nada que reparar. No se cambió nada.
salvage-done = { $count ->
    [one] Lo que se pudo leer está en un archivo de bóveda nuevo: una entrada.
   *[other] Lo que se pudo leer está en un archivo de bóveda nuevo: { $count } entradas.
}
salvage-worded = { $count ->
    [one] De una de ellas están las últimas palabras, y no todo lo que fue antes.
   *[other] De { $count } de ellas están las últimas palabras, y no todo lo que fueron antes.
}
salvage-lost = { $count ->
    [one] Una cosa tuya no se pudo leer entera; lo que se pudo leer de ella está aquí.
   *[other] { $count } cosas tuyas no se pudieron leer enteras; lo que se pudo leer de ellas está aquí.
}
salvage-from-partner = { $count ->
    [one] A una cosa compartida le falta algo. Vuelve cuando los dos dispositivos se encuentren, si el de tu pareja la tiene.
   *[other] A { $count } cosas compartidas les falta algo. Vuelven cuando los dos dispositivos se encuentren, si el de tu pareja las tiene.
}
salvage-pair-lost = No se pudo leer lo que acordaste con tu pareja, así que los dos dispositivos ya no se conocen. Por favor, emparéjalos de nuevo; lo que compartiste hasta ahora se queda aquí, para leerlo.
salvage-aside = El archivo dañado está entero en { $folder }. Consérvalo hasta que sepas que no te falta nada y después borra esa carpeta: todavía guarda tus palabras.
salvage-device = Desde ahora este es otro dispositivo tuyo; el de tu pareja lo sabrá cuando se encuentren.

device-renewed = Este perfil se copió o se trasladó aquí, así que desde ahora es un dispositivo propio, al lado de aquel del que vino. Todo lo que contiene está aquí; el dispositivo de tu pareja lo sabrá cuando se encuentren.

error-absent = Todavía no hay ningún perfil en { $folder }. «attune init --name NAME» crea uno.
error-exists = Ya hay un perfil en { $folder }. No se cambió nada.
error-locked = Tus palabras están bloqueadas. Da la frase de paso para abrirlas; no se cambió nada.
error-wrong = Esa frase de paso no abre tus palabras. Están a salvo; inténtalo de nuevo.
error-wrong-recovery = Esa clave de recuperación no abre tus palabras: está completa, pero es de otro perfil o de un archivo de claves anterior. Tus palabras están a salvo.
error-vault-missing = Falta el archivo de la bóveda { $file } en { $folder }, aunque su archivo de claves { $keys } está ahí. No se cambió nada. Si tienes una copia de la carpeta, vuelve a poner el archivo; no crees un perfil nuevo en su lugar.
error-keys-damaged = El archivo de claves de { $folder } está dañado o falta. Tus palabras siguen ahí, cifradas; vuelve a poner el archivo { $file } desde una copia.
error-keys-newer = El archivo de claves se escribió con una versión más nueva de Attune. No se tocó nada; ábrelo con esa versión.
error-newer = Este perfil se escribió con una versión más nueva de Attune. No se tocó nada; ábrelo con esa versión.
error-damaged = El archivo de la bóveda en { $folder } está dañado, o es de otro archivo de claves. No se cambió nada. «attune salvage» en una terminal conserva todo lo que aún se pueda leer y aparta el archivo dañado; si tienes una copia de la carpeta entera, puedes volver a ponerla en su lugar.
error-does-not-read = Algo de lo guardado aquí no se lee. No se cambió nada. «attune doctor» en una terminal dice qué es, y «attune salvage» conserva todo lo que se pueda leer.
error-salvage-nothing = No se puede leer nada del archivo de la bóveda en { $folder } con este archivo de claves. No se cambió nada; el archivo sigue ahí. Si tienes una copia de la carpeta, vuelve a ponerla, por favor.
error-salvage-keys = No se pueden leer tus claves, ni en el archivo de la bóveda ni en { $file } a su lado, así que no puede haber una bóveda nueva a tu nombre. No se cambió nada. Si tienes una copia de la carpeta, vuelve a ponerla, por favor.
error-disk-full = El disco está lleno, así que esto no se guardó. Todo lo guardado antes está a salvo. Libera algo de espacio e inténtalo de nuevo.
error-read-only = No se puede escribir en la carpeta { $folder }, así que no se guardó nada. Todo lo guardado antes está a salvo. Comprueba quién puede escribir ahí.
error-busy = Otro programa lleva un rato escribiendo en este perfil. No se cambió nada; inténtalo de nuevo en un momento.
error-other = No funcionó ({ $why }). No se cambió nada; todo lo guardado antes está a salvo.
error-unknown-id = No hay ninguna entrada con ese id. «attune list» las muestra.
error-ambiguous-id = Ese id corresponde a más de una entrada. Da más letras.
error-empty = No hay nada escrito, así que no se guardó nada.
error-too-long = El texto es demasiado largo ({ $length } bytes, cuando caben { $max }). No se guardó nada; guárdalo en dos partes.
error-too-many = { $count } etiquetas son demasiadas para una página: caben { $max }. No se ha cambiado nada.
error-not-yours = Solo puede cambiarlo quien lo escribió. No se cambió nada.
error-ended = Se ha borrado o retirado. No se cambió nada.
error-not-possible = Este tipo de entrada no se puede cambiar así. No se cambió nada.
error-not-paired = Todavía no hay pareja. No se cambió nada.
error-already-paired = Ya hay una pareja. No se cambió nada.
error-already-shared = Ya está compartido. No se cambió nada.
error-already-answered = Ya respondiste esa semana, y tu respuesta está a salvo.
error-ink-taken = Tu pareja escribe con esa tinta, y nunca es la misma para los dos. No se cambió nada.
error-full = Con su historial, esta página sería demasiado grande para cualquier dispositivo (caben { $max } bytes). No se guardó nada; sigue en una página nueva.
error-reworded = Las redacciones han cambiado entretanto, así que no se eligió nada. Míralas de nuevo.
error-entry-newer = Solo una versión más nueva de Attune puede cambiar esto. No se cambió nada.
error-nothing-to-undo = No se borró nada en los últimos diez minutos.
error-unreadable = Esta entrada no se pudo leer. Sus bytes se conservan; no se cambió nada.
error-input = No se puede leer el texto ({ $why }). No se guardó nada.
error-no-folder = Este equipo no nombra ninguna carpeta para los datos de un programa. Nombra una con --profile.
error-output = No se pudo escribir el resultado ({ $why }).
error-randomness = Este equipo no dio números al azar, sin los que nada puede estar a salvo. No se cambió nada.

# Vincular y sincronizar.
error-held = Otro Attune tiene ahora la conexión de este perfil. No se cambió nada. Cierra esa ventana, o hazlo allí.
error-timeout = El tiempo de espera tiene que ser un número de segundos.
error-bind = ATTUNE_BIND tiene que ser una dirección de este equipo, como 127.0.0.1; es «{ $address }».
pair-waiting = Pide a tu pareja que escriba estas palabras. Se pueden probar una sola vez.
pair-looking = Buscando el dispositivo de tu pareja.
pair-confirming = Comparando las palabras.
pair-consent =
    Es { $partner }, en el dispositivo «{ $device }».
    Ambas pantallas muestran estas cuatro palabras: { $words }
pair-shares = Cuando digas que sí, { $partner } podrá leer esto, que escribiste para compartir. Nada más de lo que escribiste sale de este dispositivo:
pair-ask-which = ¿Qué compartes de esto? Di «todo», «nada» o sus números:
pair-which-unclear = Di «todo», «nada» o números del 1 al { $count }.
pair-cannot-share = { $id } no se puede compartir al vincular: tiene que ser una página privada o un agradecimiento tuyo. No se cambió nada.
pair-over-time = Se acabó el tiempo antes de que ambas partes dijeran que sí. Los equipos siguen sin vincular, y no se compartió nada.
pair-invitation = Tu invitación, para enviarla en cualquier mensaje. No es secreta: sin las palabras no abre nada.
    { $text }
pair-no-picture = La invitación es demasiado larga para una imagen. «--invite-text» la imprime.
pair-bad-invitation-text = Eso no es una invitación, o se dañó por el camino. Pídela otra vez.
pair-shares-nothing = Nada de lo que has escrito hasta ahora sale de este dispositivo.
pair-ask = ¿Muestran ambas pantallas las mismas cuatro palabras, y dices que sí? [s/N]
# Lo que se acepta como respuesta; las palabras inglesas valen en todas las lenguas.
pair-answers-yes = s sí si y yes
pair-answers-all = todo all
pair-answers-none = nada none
pair-done = Tu equipo y el de { $partner } están vinculados.
pair-left = Has dejado de compartir. Conservas todo lo que tienes, y { $partner } también, sin que se le diga nada: allí parece que no se te alcanza.
pair-dropped = Lo acordado que nunca se completó queda descartado. Los equipos siguen sin vincular.
pair-nowhere = Attune no puede buscar aquí el dispositivo de tu pareja: con ATTUNE_BIND, o fuera de una red doméstica, necesita una invitación de su «pair show --invite-text» o «--invite-out». Dala con --invite.
pair-several = Varios dispositivos muestran palabras:
pair-which = ¿Cuál es el de tu pareja? Su número:
pair-not-chosen = No se eligió ninguno. Tus palabras no se han probado.
pair-invite-out = No se pudo escribir la invitación en { $file }: { $why }. No se cambió nada.
pair-invite-in = No se pudo leer la invitación { $file }: { $why }. No se cambió nada.
pair-bad-invitation = { $file } no es una invitación, o se dañó por el camino. Pídela otra vez.
pair-word-count = Hacen falta tres palabras; estas son { $count }. No se han probado.
pair-word-near = «{ $typed }» no es ninguna de las palabras; ¿mostraba «{ $nearest }»? No se ha probado nada.
pair-word-unknown = «{ $typed }» no es ninguna de las palabras. No se ha probado nada; mira otra vez la otra pantalla.
pair-nobody-found = No se encontró el dispositivo de tu pareja. ¿Sigue mostrando sus palabras, y está en la misma red? Las redes de invitados y los cortafuegos suelen separar los equipos: docs/firewalls.md dice qué mirar. No se cambió nada.
pair-not-reached = El dispositivo de tu pareja está en esta red, pero no se logró la conexión: lo más probable es que un cortafuegos en uno de los dos equipos deje fuera a Attune. No se cambió nada. Permite Attune en redes privadas e inténtalo de nuevo; docs/firewalls.md dice cómo.
pair-nobody-came = Nadie escribió las palabras a tiempo. No se cambió nada; muestra otras nuevas cuando ambas partes tengan un momento.
pair-wrong-words = Las palabras no eran las mismas, y ya no valen. Los equipos siguen sin vincular, y no se compartió nada. Muestra palabras nuevas e inténtalo de nuevo.
pair-busy = El otro dispositivo se está vinculando ahora con otra persona. Tus palabras no se han probado.
pair-they-said-no = La otra parte dijo que no. Los equipos siguen sin vincular, y no se compartió nada.
pair-we-said-no = Dijiste que no. Los equipos siguen sin vincular, y no se compartió nada.
pair-timed-out = La otra parte no respondió a tiempo. Los equipos siguen sin vincular, y no se compartió nada.
pair-versions = Los dos dispositivos tienen versiones distintas de Attune que no se entienden. No se cambió nada; pon la más nueva en ambos.
pair-lost = La conexión se cortó antes de que ambas partes dijeran que sí. Los equipos siguen sin vincular, y no se compartió nada. Muestra palabras nuevas e inténtalo de nuevo.
pair-lost-after = La conexión se cortó después de que ambas partes dijeran que sí. Si el dispositivo de tu pareja dice que ya está vinculado, el tuyo se completa solo la próxima vez que se encuentren. Si no, «attune unpair» lo descarta, y se puede vincular otra vez.
pair-lost-uncompleted = La conexión se cortó después de que ambas partes dijeran que sí, y la vinculación no está completa. No se compartió nada. Muestra palabras nuevas; si el dispositivo de tu pareja espera a que se complete, «attune unpair» allí lo descarta.
pair-broken = El otro dispositivo dijo algo que Attune no acepta. Los equipos siguen sin vincular, y no se compartió nada.
pair-not-stored-there = Lo acordado no se pudo escribir en el disco del otro dispositivo, así que los equipos siguen sin vincular. No se compartió nada; «attune doctor» allí puede decir por qué.
pair-not-stored = Lo acordado no se pudo escribir en el disco, así que los equipos siguen sin vincular. «attune doctor» puede decir por qué.
sync-done = Ambos dispositivos tienen lo mismo. Enviado: { $sent }; recibido: { $received }.
sync-in-step = Ambos dispositivos tienen lo mismo.
sync-connected = Hay conexión.
sync-away = Ahora no se llega al dispositivo de tu pareja. Buscándolo.
sync-rolled-back = Este perfil volvió a un estado anterior: el dispositivo de tu pareja recuerda más de él de lo que contiene. Lo que estaba compartido vuelve de allí; lo que era solo tuyo y se escribió después no está en ningún otro sitio.
sync-unanswered = El dispositivo de tu pareja dice en esta red que está aquí, pero no responde. Puede estar en reposo; si no lo está, un cortafuegos en uno de los dos equipos puede dejar fuera a Attune: docs/firewalls.md dice qué mirar. Buscándolo.
sync-apart = Ambos dispositivos tienen todo lo que envió el otro, y aun así no tienen lo mismo. No se ha perdido nada; «attune status» dice más.
sync-no-network = Este equipo no está ahora en ninguna red doméstica. Todo lo que escribes se guarda aquí.
sync-elsewhere = Otro Attune con este perfil tiene la conexión; esperándolo.
sync-timeout = Se acabó el tiempo antes de que ambos dispositivos estuvieran al día. Todo se conserva; sigue la próxima vez que se conecten.
sync-stopped = Detenido. Todo lo que llegó se conserva.
sync-ended = Detenido. Enviado: { $sent }; recibido: { $received }; todo lo que llegó se conserva.

# La historia de la demostración. Nombres y textos son de muestra.
demo-failed = La demostración se detuvo: { $why }. No se tocó nada tuyo.
demo-device = equipo de { $name }
demo-private-title = Para nadie
demo-private = Esta mañana le hablé a Sam con brusquedad, y me gustaría decírselo bien.
demo-thanks = Preparaste el té antes de que lo pidiera.
demo-begin = Alex y Sam tienen cada cual una bóveda en esta máquina. Alex ha escrito { $pages } cosas: una solo para sí, y una que Sam podrá leer cuando esté Sam.
demo-words = La pantalla de Alex muestra tres palabras, y Sam las escribe: { $words }
demo-fingerprint = Ambas pantallas muestran las mismas cuatro palabras: { $words }
demo-paired = Ambas partes dicen que sí. La bóveda de Alex nombra a Sam como pareja, y la de Sam nombra a Alex.
demo-arrived = Lo que Alex escribió para compartir ha llegado a Sam: «{ $text }»
demo-page-title = Domingo
demo-page = Caminamos hasta el lago. El hielo era fino.
demo-page-arrived = Una página en común está en ambos lados: «{ $text }»
demo-page-alex = Caminamos hasta el lago al mediodía. El hielo era fino.
demo-page-sam = Caminamos hasta el lago. El hielo era fino. Te reíste de los patos.
demo-page-merged = Caminamos hasta el lago al mediodía. El hielo era fino. Te reíste de los patos.
demo-apart =
    Se corta el cable, y cada cual sigue escribiendo. Todo queda solo en su dispositivo:
      Alex: «{ $alex }»
      Sam:  «{ $sam }»
demo-merged = Se arregla el cable. En ambos dispositivos, con confirmación de ambos: «{ $text }»
demo-sealed = Alex responde al encuentro de esta semana. Ha llegado sellado al dispositivo de Sam: su bóveda no puede abrirlo.
demo-answer-appreciated = Me escuchaste cuando no podía más, { $name }.
demo-answer-support = Pregúntame cómo fue la semana.
demo-answer-deepen = Una noche sin pantallas.
demo-opened = Sam también responde, y ambas respuestas se abren. Alex lee: «{ $text }»
demo-private-stayed = Lo que Alex escribió solo para sí no está en el dispositivo de Sam.
demo-digest = Ambas bóvedas contienen lo mismo compartido: { $digest }
demo-thanks-sam = Llamaste a mi madre por mí.
demo-past-page-sam-title = El huerto bajo la lluvia
demo-past-page-sam = Subí sin compañía y tardé más de lo que quería. El ajo ya está plantado. Pensé en ti en la verja.
demo-past-page-alex-title = El viaje de vuelta
demo-past-page-alex = Llovió desde el puente, y nadie puso la radio. Fue un buen silencio.
demo-past-thanks-sam = Notaste mi cansancio antes que yo.
demo-past-thanks-alex = Me guardaste lo último de la sopa.
demo-past-answer-one = Me dejaste dormir el sábado, y tomaste tú el primer tren.
demo-past-answer-two = Pregúntame los miércoles cómo me fue.
demo-past-answer-one-sam = Te reíste conmigo de los patos.
demo-past-answer-two-sam = Siéntate conmigo antes de lavar los platos.
demo-past-try = Los teléfonos en la entrada a partir de las nueve.
demo-ended = alguien la terminó
demo-window = Attune: { $name }
demo-windows = Se abren dos ventanas, la de Alex y la de Sam, vinculadas dentro de esta máquina. Escribe en una y mira la otra; el interruptor corta el cable entre ellas. Al cerrar cualquiera de las dos termina la demostración.
demo-gone = Ambas bóvedas se han eliminado. No queda nada.

entry-heart = Un corazón de { $name }
error-not-shared = Solo lo ves tú, así que no hay a quién responder. Compártelo antes.
error-hear-first = Quien lo escribió quiere que le escuchen primero: di con tus palabras lo que has entendido (attune reflect) o envía un corazón. No se ha enviado nada; tu línea sigue como la escribiste.
error-nothing-said-back = Todavía no se ha dicho nada de vuelta.

pulse-month = Las señales de { $month }
pulse-open = Aún no has dicho las tuyas.
pulse-alone = Has dicho las tuyas; todavía no hay pareja.
pulse-you = Tú
pause-none = No hay ninguna pausa en curso.
pause-apart = Estáis en pausa hasta { $until }.
pause-back = Es hora de volver: ¿estamos en el mismo equipo?
pause-together = Habéis vuelto. Un paso más en común, o ninguno: las dos cosas están bien.
pause-ready = Ya has dicho que puedes volver.
pause-you = Tú
pause-team-yes = sí, en el mismo equipo
pause-team-not-yet = todavía no
pause-agreed = de acuerdo
pause-proposed = propuesto
pause-nothing-to-agree = Tu pareja no ha propuesto nada que espere tu sí.
terminal-talk-deck = { $name }: quedan { $left } de { $size }
terminal-talk-none = Todavía no ha salido ninguna pregunta: attune talk draw.
terminal-talk-alone = { $card }  (solo la tienes tú)
terminal-talk-gone = (una pregunta que ya no está)
error-not-yet = Ese día todavía no ha llegado. No se ha marcado nada.
error-past = Ese día ya no está por venir. Elige un día posterior a hoy.

# Sacar y traer: exportaciones, libros e importaciones.
entry-brought = Esto lo escribió { $name } y tú lo trajiste aquí. Es tu propia copia; «attune delete» la deja ir.
entry-brought-unnamed = Esto lo escribió otra persona y tú lo trajiste aquí. Es tu propia copia; «attune delete» la deja ir.
entry-brought-copy = traído de otro lugar; tu propia copia
export-warning = Lo que han escrito tú y tu pareja va a quedar en { $folder } en archivos sin cifrar, también lo que solo tú puedes leer. Allí Attune no puede protegerlo: quien pueda leer esa carpeta podrá leerlo.
export-warning-both = Lo que pueden leer tú y tu pareja va a quedar en { $folder } en un archivo sin cifrar. Allí Attune no puede protegerlo: quien pueda leer esa carpeta podrá leerlo.
export-cloud = La carpeta { $folder } está dentro de «{ $cloud }», que algún programa puede copiar a una nube. Allí tus palabras se podrían leer.
export-ask = ¿Escribirlos? [s/N]
export-unasked = No había a quién preguntar, así que no se escribió nada. «--yes» escribe los archivos sin preguntar.
export-said-no = No se escribió nada.
export-book-only = El año y de quién son las palabras solo van con «--format book». No se escribió nada.
export-which-year = ¿De qué año será el libro? Lo dice «--year». No se escribió nada.
export-nothing = No hay nada de ese año para el libro, así que no se hizo. Con «--whose mine» lleva lo que tú escribiste, también lo que solo tú puedes leer.
export-done = { $count ->
    [0] Todavía no hay nada escrito; la carpeta { $folder } está ahí de todos modos.
    [one] Una entrada está en { $folder }.
   *[other] { $count } entradas están en { $folder }.
}
export-not-empty = Ya hay algo en { $folder }, y no se tocó nada. Elige una carpeta nueva o vacía.
export-no-folder = { $folder } es un archivo. Elige una carpeta nueva o vacía; no se escribió nada.
export-unwritable = No se pudieron escribir los archivos en { $folder } ({ $why }). Tus palabras en Attune siguen como estaban; lo que haya en esa carpeta puede no estar completo.
export-disk-full = El disco está lleno y lo que hay en { $folder } no está completo. Tus palabras en Attune siguen como estaban. Haz sitio y escríbelo en una carpeta nueva.
import-so-far = { $read } leídas, { $added } traídas
import-done = { $read } leídas, { $added } traídas, { $already } ya estaban. Lo que llegó es solo para ti.
import-would = { $read } leídas. Se traerían { $added }; { $already } ya están. No se cambió nada.
import-left = No se trajo:
import-stopped = Detenido. Lo que ya llegó se queda ({ $added }); si traes lo mismo otra vez, sigue desde ahí.
import-kept = Lo que llegó antes se queda ({ $added }).
import-nothing = No se pudo leer nada, así que no se cambió nada. Arriba se dice por qué.
import-unreadable = No se puede leer { $file } ({ $why }).
import-no-folder = { $file } es un archivo, y hace falta una carpeta con archivos Markdown. No se cambió nada.
import-no-file = { $file } es una carpeta, y hace falta un archivo: la exportación tal como llegó, o su JSON. No se cambió nada.
import-damaged = El archivo comprimido { $file } está dañado o se corta a la mitad. No se cambió nada. Expórtalo otra vez.
import-too-large = { $file } contiene más de { $max } MiB de palabras, y eso no lo tiene ningún diario. No se cambió nada.
import-packed = El archivo comprimido { $file } está cifrado, o comprimido de una manera que Attune no puede leer. No se cambió nada. Descomprímelo y trae el archivo JSON.
import-other = { $file } no es una exportación de esas. No se cambió nada.
left-one = { $what }: { $why }
left-damaged = a partir de aquí el archivo está dañado.
left-not-text = no es texto en UTF-8.
left-unreadable = no se puede leer del disco.
left-time = no dice ningún momento que Attune pueda guardar, que va del año 2000 al 2100.
left-empty = no hay palabras.
left-too-long = es más largo de lo que puede ser una página.
left-twice = el archivo tiene dos con este nombre; se trajo el primero.
left-answered = ya respondiste el encuentro de esa semana.
left-theirs = solo puede decirlo tu pareja.
left-together = es parte de lo que hicieron en pareja, y por sí solo no dice nada.
left-draft = quedó a medio escribir.
left-kind = esta versión de Attune no conoce una entrada así.
left-closed = sus palabras no se podían leer cuando se exportó.
left-not-markdown = no es Markdown.
left-link = es un enlace, y los enlaces no se siguen.
left-hidden = está oculto.
left-deep = está demasiadas carpetas adentro.
left-attachments = { $count ->
    [one] Una foto, grabación o documento no se trae. Sigue donde estaba.
   *[other] { $count } fotos, grabaciones y documentos no se traen. Siguen donde estaban.
}
left-tags = { $count ->
    [one] Una etiqueta: era muy larga, o una entre demasiadas.
   *[other] { $count } etiquetas: eran muy largas, o demasiadas en una misma página.
}
left-fields = { $count ->
    [one] un campo al comienzo de un archivo, para el que una página no tiene lugar.
   *[other] un campo al comienzo de { $count } archivos, para el que una página no tiene lugar.
}
left-history = { $count ->
    [one] Una redacción anterior. Sigue en el archivo.
   *[other] { $count } redacciones anteriores. Siguen en el archivo.
}
left-answers = { $count ->
    [one] Un corazón o una línea bajo una entrada. Sigue en el archivo.
   *[other] { $count } corazones y líneas bajo las entradas. Siguen en el archivo.
}
left-drawn = { $count ->
    [one] Una carta que ya salió. Al traerlo a otro lugar los mazos empiezan de nuevo, y la carta sigue en el archivo.
   *[other] { $count } cartas que ya salieron. Al traerlo a otro lugar los mazos empiezan de nuevo, y las cartas siguen en el archivo.
}
left-refused = Attune no lo pudo traer.
book-both = { $one } y { $other }
book-span = Del { $first } al { $last }
