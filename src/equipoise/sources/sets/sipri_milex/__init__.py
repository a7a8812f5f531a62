"""SIPRI Military Expenditure Database."""
