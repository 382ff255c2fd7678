"""The Textual app: screens that draw Views in large letters."""
