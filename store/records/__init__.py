"""What the book keeps: plain, frozen, typed records, one noun a file. A change is a new record given to the book."""
