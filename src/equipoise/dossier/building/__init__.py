"""Parts of a dossier that is built from the archive: what is asked for, and each of its tables."""
