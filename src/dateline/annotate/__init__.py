"""What ONE report says: one annotator a file or folder, each a pure function; only ``pipeline`` knows their order."""
