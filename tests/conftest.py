"""Its place puts tests/ on the import path, so that every folder of tests finds ``factory``."""
