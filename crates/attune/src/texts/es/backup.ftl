# Copias de seguridad: hechas, guardadas y restauradas.

backup-done = Tu copia de seguridad está en { $file }. Se volvió a leer y está entera.
backup-kept = { $count ->
    [0] La copia de hoy está en { $file }. Se volvió a leer y está entera.
    [one] La copia de hoy está en { $file }. Se volvió a leer y está entera. Se quitó una más antigua.
   *[other] La copia de hoy está en { $file }. Se volvió a leer y está entera. Se quitaron { $count } más antiguas.
}
backup-opens-both = Se abre con tu frase de paso de hoy o con tu clave de recuperación, y con nada menos.
backup-opens-key = Se abre con tu clave de recuperación, y con nada menos. Guarda las dos en sitios distintos.
backup-cloud = La carpeta { $folder } está en «{ $cloud }», que algo puede copiar a una nube. La copia está cifrada, pero saldría de tu casa.
backup-daily-on = Una vez al día, mientras la ventana de Attune está abierta, se guarda una copia en { $folder }. Quedan siete días, cuatro semanas y doce meses.
backup-daily-away = La carpeta { $folder } no está desde el { $day }. Cuando vuelva, recibirá una copia.
backup-daily-off = Ya no se hace una copia cada día. Las que hay se quedan.
backup-last = La última copia se hizo el { $day }: { $file }
backup-none = Todavía no se ha hecho ninguna copia de seguridad.

backup-exists = En { $file } ya hay algo, y se dejó como está. Indica un archivo nuevo.
backup-busy = Otro Attune trabaja con esto ahora mismo. No se cambió nada; inténtalo de nuevo en un momento.
backup-missing = { $file } no está, o no está su carpeta. No se cambió nada. Si está en un disco aparte, conéctalo.
backup-foreign = { $file } no es una copia de seguridad de Attune. No se cambió nada.
backup-newer = { $file } viene de una versión más nueva de Attune. No se cambió nada; restáurala con esa versión.
backup-cut = { $file } no está entera: termina antes de tiempo, como cuando se interrumpe al copiarla. No se cambió nada. Usa otro ejemplar, o una copia más antigua.
backup-damaged = { $file } está dañada: no es lo que se escribió. No se cambió nada. Usa otro ejemplar, o una copia más antigua.
backup-needs-key = Esta copia se abre solo con la clave de recuperación, porque ninguna frase de paso protegía el perfil. No se cambió nada.
backup-locked = Esta copia está cerrada. Da la frase de paso del día en que se hizo, o la clave de recuperación. No se cambió nada.
backup-wrong = Eso no abre esta copia. Hace falta la frase de paso del día en que se hizo, o una clave de recuperación que fuera tuya entonces. No se cambió nada.
backup-unopenable = Tu clave de recuperación no abriría esta copia, así que no se hizo ninguna: el archivo de claves junto a la bóveda cambió entretanto, o es más antiguo. Inténtalo de nuevo.
backup-stopped = Se detuvo. No se cambió nada, y no queda nada a medias.
backup-disk-full = No hay sitio suficiente para la copia. No se guardó nada de ella, y tus palabras están como estaban.
backup-read-only = { $file } no se puede leer, o no se puede escribir en su carpeta. No se cambió nada.
backup-place = No se pudo escribir o leer la copia ({ $why }). No se cambió nada.

recovery-ask = Clave de recuperación:{" "}
recovery-file = No se puede leer el archivo con la clave de recuperación ({ $why }). No se cambió nada.
restore-there = En { $folder } hay un perfil. Se aparta en una carpeta propia, donde se abre como antes.
restore-ask = ¿Apartarlo y restaurar la copia? [s/N]
restore-unasked = En { $folder } hay un perfil. Di --yes para apartarlo y restaurar la copia; no se cambió nada.
restore-said-no = No se cambió nada.
restore-aside = Lo que había antes está en { $folder }, y se abre con --profile.
restore-new-device = Desde ahora este es un dispositivo nuevo tuyo. Lo que tu pareja tiene y falta en esta copia de seguridad vuelve cuando los dos dispositivos se conecten.
restore-done = Restaurado como estaba el { $day }, en { $folder }.

# En la ventana.
window-backup-topic = copia de seguridad
window-backup-none = Todavía ninguna
window-backup-last = { START($day) }, en { $folder }
window-backup-away = Espera a { $folder }, que no está desde el { $day }
window-backup-opens-both = Cifrada. La abre tu frase de paso o la clave de recuperación.
window-backup-opens-key = Cifrada. La abre la clave de recuperación.
window-backup-make = Hacer una copia
window-backup-now = Hacer la copia ahora
window-backup-which = Una carpeta, en una memoria USB por ejemplo
window-backup-daily = Ahora y una vez al día
window-backup-daily-means = Mientras la ventana está abierta y la carpeta está. Quedan siete días, cuatro semanas y doce meses.
window-backup-once = Solo ahora
window-backup-once-means = La de hoy, y ninguna más por sí sola.
window-backup-going = Haciendo una copia. Puedes seguir.
window-backup-ask = ¿Guardar ahí una copia?
window-backup-anyway = Guardarla ahí
window-restore-go = Tengo una copia de seguridad
window-restore-title = Restaurar una copia
window-restore-lede = Todo lo que hay en ella viene a este equipo.
window-restore-file = cuál
window-restore-which = El archivo de la copia de seguridad
window-restore-drop = O suéltalo en esta ventana.
window-restore-opens = qué la abre
window-restore-day = Como era el día de la copia.
window-restore-do = Restaurarla
window-restore-going = Comprobando y restaurando
window-restore-checked-name = Antes se comprueba
window-restore-checked = La copia se lee entera antes de hacer nada aquí. Una dañada no cambia nada.
window-restore-new-name = Un dispositivo nuevo
window-restore-new = Este equipo pasa a ser un dispositivo nuevo tuyo. Lo que tu pareja tiene y falta en la copia vuelve cuando los dos se conecten.
