"""The rules of law, one module for each; importing a module registers its versions."""
