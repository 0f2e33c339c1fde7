"""Gates: each judges one stint."""
