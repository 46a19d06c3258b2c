"""What the owner sees: a screen a file with its look beside it; `widgets/` holds what several screens share."""
