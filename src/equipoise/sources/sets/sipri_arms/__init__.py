"""SIPRI Arms Transfers Database: deliveries by supplier, recipient and year."""
