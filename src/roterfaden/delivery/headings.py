"""Headings and labels of letters in the languages of the aid sheet."""

from collections.abc import Mapping

SAID: Mapping[str, Mapping[str, str]] = {
    "en": {
        "name": "English",
        "title": "Translation aid",
        "binding": "Translation aid, draft. The German letter is the one that counts.",
        "untranslated": "not translated yet",
    }
}

HEADINGS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "Ihr Termin": "Your appointment",
        "Worum es geht": "What it is about",
        "Warum wir einladen": "Why we invite you",
        "Sie können nicht?": "You cannot come?",
        "Was geschieht, wenn Sie nicht kommen": "What happens if you do not come",
        "Was geschieht, wenn Sie nichts tun": "What happens if you do nothing",
        "Was geschieht, wenn Sie das nicht tun": "What happens if you do not do this",
        "Ihr Recht auf Widerspruch": "Your right to object",
        "Die Stelle": "The job",
        "Warum die Stelle zu Ihnen passt": "Why the job suits you",
        "Was wir für Sie tun": "What we do for you",
        "Spricht etwas dagegen?": "Is there something against it?",
        "Das Angebot": "The offer",
        "Was Sie dort tun": "What you do there",
        "Warum wir das für richtig halten": "Why we think this is right",
        "Das bitten wir Sie zu tun": "What we ask you to do",
        "Warum das zumutbar ist": "Why this is reasonable",
        "Das müssen Sie tun": "What you must do",
        "Warum wir so entscheiden": "Why we decide like this",
        "Was wir wissen": "What we know",
        "Was wir von Ihnen wissen möchten": "What we would like to know from you",
        "Was wir prüfen": "What we are examining",
        "So können Sie antworten": "How you can answer",
        "Gespräch": "Talk",
        "Unsere Entscheidung": "Our decision",
        "Was Ihnen bleibt": "What you keep",
        "So endet es früher": "How it ends earlier",
        "Wir beraten Sie": "We advise you",
        "Wann": "When",
        "Um": "At",
        "Wie": "How",
        "Wo": "Where",
        "Dolmetschen": "Interpreter",
        "Bringen Sie mit": "Please bring",
        "Was genau": "What exactly",
        "Wie oft": "How often",
        "So weisen Sie es nach": "How you prove it",
        "Bis": "Until",
        "Was": "What",
        "So bewerben Sie sich": "How to apply",
        "Beginn": "Begin",
        "Ende": "End",
        "Zeiten": "Times",
        "Kosten, die wir tragen": "Costs that we pay",
    }
}
