"""What is the same across reports: copies, entities, events. Proposed from an index, scored by a table, decided; never all pairs."""
