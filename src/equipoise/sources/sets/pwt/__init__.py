"""Penn World Table 10, in dollars of 2017."""
