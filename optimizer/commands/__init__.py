"""What the command line offers: one module per command and the screens they share; `cli_*` only parse options."""
