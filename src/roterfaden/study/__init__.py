"""The study of plans: sample, pseudonyms, codebook, coding, agreement, tables, exchange.

Pure: no framework, no database of the program; data come in as files or plain values.
The method is that of chapters 2 and 3 of the field study (DOI 10.48720/IAB.FB.2602).
"""
