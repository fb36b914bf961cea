"""Whether a behaviour names an action that others could see or hear: what a camera would have recorded.

A hunch by a list of verbs: "when a date slips, we tell the client" does, "when it's hard, we respect each other"
doesn't. The occasion after "when" doesn't count, nor does showing what can't be seen, such as respect.
"""

import re
from functools import cache, lru_cache

from app.domain.method.lexicon import SNOWBALL, stem, words

_VERBS = {
    "en": """
        accompany admit announce answer apologise apologize applaud appoint ask assign attend begin book brief bring
        broadcast call cancel celebrate chat check circulate clean clap close collect come commit compare confess
        confirm congratulate consult correct count dance decide decline delete deliver demo demonstrate describe
        discuss display document draft draw eat email estimate explain film finish fix forward gather greet hand
        hang hide hire hug inform install interrupt interview introduce invite join knock laugh leave lend list log
        mark measure meet mention merge mute name note notify nod pair park pass phone photograph play point post
        postpone praise present print promise propose publish push question quote raise read record refactor
        refuse remind remove repeat reply report request reschedule respond retell return review rewrite ring roll rotate say schedule send
        shake ship shout sign sit skip smile speak stand start state stop subtract summarise summarize swap
        switch talk tell test thank tick translate turn type undo upload vote wait walk warn watch wear welcome
        whisper write yell
        said told spoke spoken wrote written sent met sat stood came came left began begun drew drawn read rang
        gossip blame complain bcc block cc cut ping slack text tweet dial sketch tidy cook drink plant paint sing
    """,
    "de": """
        abbrechen absagen abstimmen anbieten ankündigen anrufen ansprechen antworten anzeigen applaudieren
        aufhören aufschreiben aufstehen ausreden bedanken beenden beginnen begrüßen beantworten berichten beschreiben
        besprechen bitten danken diskutieren dokumentieren einladen entschuldigen erinnern erklären erzählen
        feiern fragen gratulieren grüßen hinweisen informieren kommentieren korrigieren lachen loben
        melden mitteilen nachfragen nennen notieren öffnen präsentieren protokollieren prüfen
        reparieren rufen sagen schicken schreiben schweigen senden setzen singen sprechen stoppen testen treffen
        unterbrechen unterschreiben verabschieden veröffentlichen verschieben vorlesen vorschlagen vorstellen warnen
        warten widersprechen wiederholen zeichnen zusammenfassen
        sprich spricht sprecht liest nennt gesagt gefragt geschrieben gesprochen schlagen lädt laden lade
    """,
    "es": """
        abrir agradecer anotar anunciar aplaudir apuntar avisar borrar cancelar celebrar cerrar comentar comunicar
        compartir contar contestar convocar corregir decir dibujar discutir disculpar documentar enseñar entregar
        enviar escribir esperar explicar felicitar firmar hablar informar interrumpir invitar leer llamar
        mandar medir mostrar nombrar ofrecer pedir preguntar presentar proponer reconocer recordar
        redactar repetir responder resumir reunir revisar saludar señalar terminar votar
        digo dice decimos dicen diremos diga pedimos pide cuento cuenta contamos muestra mostramos escribimos
        leemos proponemos ofrecemos pediremos
    """,
    "fr": """
        afficher annoncer appeler applaudir arrêter avertir célébrer citer clore commencer commenter compter
        confirmer convoquer corriger crier décrire demander dessiner dire discuter documenter écrire envoyer
        excuser expliquer féliciter fermer informer interrompre inviter lire mesurer montrer nommer offrir
        ouvrir parler poser préparer présenter prévenir proposer publier raconter rappeler rédiger remercier
        répéter répondre résumer réunir saluer signer signaler téléphoner terminer tester voter
        prévenons dis dit disons dites disent dirons écrivons écrit écrirons lisons lirons répondons offrons
    """,
}

_LIGHT = {
    "en": "give gave given take took taken show shown share shared keep kept make made have pay hold held put offer"
    " help sketch set do does run",
    "de": "geben gibt nehmen nimmt zeigen teilen machen halten hält stellen bringen",
    "es": "dar damos da daremos tomar hacer hacemos haremos poner prestar",
    "fr": "donner donnons prendre prenons faire faisons ferons avoir mettre partager prêter",
}
"""Verbs that say only with their object what is done: "take notes", but "take care"."""

_NOT_SEEN = """
    sure care respect trust responsibility responsible ownership support attention appreciation empathy interest mind
    understanding honesty openness courage patience kindness compassion gratitude effort best better space safe
    value values priority importance commitment passion confidence backs spirit faith account balance first
    respectful open honest right well that it good difference possible
    rücksicht verantwortung respekt vertrauen mühe sorge wert zeit ernst ordnung acht unterstützung offenheit
    respeto confianza responsabilidad cuidado apoyo atención cuenta interés paciencia esfuerzo
    soin confiance responsabilité soutien compte effort intérêt preuve
    """
_OCCASION = "when whenever if while wenn sobald falls immer cuando siempre si quand lorsque chaque"
_UNSEEN, _WHEN = frozenset(_NOT_SEEN.split()), frozenset(_OCCASION.split())
_PART = re.compile(r"[,;:.!?…–—]+")
_LATIN = re.compile(r"[a-zà-ÿœß]", re.IGNORECASE)


def visible(text: str) -> bool:
    """Whether an action is in it that others could see. True also where there's no telling: in another script."""
    return _visible(" ".join(text.split()))


@lru_cache(4_096)
def _visible(text: str) -> bool:
    if not _LATIN.search(text):
        return True
    parts = [words(part) for part in _PART.split(text)]
    done = [word for part in parts for word in _without_occasion(part)]
    return any(_acts(done, language) for language in SNOWBALL)


def _without_occasion(part: list[str]) -> list[str]:
    """What a part of the sentence says is done: up to its "when"; after the last "we" where it begins with it."""
    at = next((place for place, word in enumerate(part) if word in _WHEN), None)
    if at is None or at > 0:
        return part[:at]
    rest = part[1:]
    we = [place for place, word in enumerate(rest) if word in ("we", "wir", "nosotros", "nous")]
    return rest[we[-1] :] if we and we[-1] > 0 else []


@cache
def _stems(language: str) -> tuple[frozenset[str], frozenset[str]]:
    plain, light = _VERBS[language].split(), _LIGHT[language].split()
    return (
        frozenset(stem(word, language) for word in plain),
        frozenset(stem(word, language) for word in light),
    )


def _acts(done: list[str], language: str) -> bool:
    plain, light = _stems(language)
    for place, word in enumerate(done):
        root = stem(word, language)
        if root in plain:
            return True
        if root in light and place + 1 < len(done) and not _UNSEEN.intersection(done[place + 1 : place + 4]):
            return True
    return False
