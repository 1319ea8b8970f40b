"""What the package costs: time against the number of articles, on made-up ones."""
