"""UN Comtrade: trade as reported."""
