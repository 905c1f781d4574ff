"""The pages of researchers: thin, on the actions of :mod:`roterfaden.research`."""
