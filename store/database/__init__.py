"""Where the book is kept: a TinyDB whose storage is a journal, a snapshot and a file a year."""
