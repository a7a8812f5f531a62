"""One folder a published data set: card.toml, read.py, a made-up sample."""
