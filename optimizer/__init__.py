"""Plans the rotation of cadres into key commune posts, with reasons anyone can check."""
