"""Research panels: state-years and dyad-years, with one verb for each data set."""
