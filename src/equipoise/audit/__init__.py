"""Claims and explanations of a text, held against evidence."""
