"""Bonds: each ties options together."""
