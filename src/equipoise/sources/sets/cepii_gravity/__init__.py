"""CEPII Gravity: what gravity equations of trade need, by pair and year."""
