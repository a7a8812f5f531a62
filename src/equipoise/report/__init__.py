"""Results as pages, text, HTML and JSON: the only layer that prints percent."""
