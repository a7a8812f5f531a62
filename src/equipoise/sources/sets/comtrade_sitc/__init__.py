"""UN Comtrade: sections and divisions of SITC, exports beside imports."""
