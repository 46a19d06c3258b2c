"""What is concluded: pure functions of records, a calendar and a `now`."""
