"""Penn World Table 11, in dollars of 2021."""
