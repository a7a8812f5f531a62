"""Evidence in folders: the schema of a dossier, reading it, checking it, sealing it."""
