"""Import of people lists from CSV and XLSX files; this package stores nothing."""
