"""The shell: the command line, the app, its keys and its colours."""
