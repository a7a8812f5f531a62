"""National Material Capabilities."""
