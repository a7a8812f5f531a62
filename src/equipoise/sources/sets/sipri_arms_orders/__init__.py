"""SIPRI Arms Transfers Database: the orders of the trade register."""
