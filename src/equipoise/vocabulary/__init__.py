"""The words every other layer speaks: states, regions, periods, units, evidence."""
