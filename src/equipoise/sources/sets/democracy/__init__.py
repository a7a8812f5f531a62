"""Four measures of democracy of states."""
