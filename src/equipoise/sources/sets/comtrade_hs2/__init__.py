"""UN Comtrade: chapters of the Harmonized System, exports beside imports."""
