"""The local store of imported data sets, and research panels over it."""
