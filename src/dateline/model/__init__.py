"""The frozen nouns of Dateline, by stage of life: reading -> notes -> record. Nothing here imports anything else of Dateline."""
