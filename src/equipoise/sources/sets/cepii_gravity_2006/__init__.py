"""Gravity data of Head, Mayer and Ries: trade of 2006."""
