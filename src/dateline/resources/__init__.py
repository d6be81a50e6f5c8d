"""Rules and word lists as TOML: read with ``rules.table(name)``, never changed while running."""
