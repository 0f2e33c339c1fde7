"""Goals: each gives points and forbids nothing."""
