"""What the records say in figures: tables of one query each, and apart from them what writes tables down."""
