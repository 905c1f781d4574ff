"""Pages for those who keep what an office may say: texts, offers, reasons, days."""
