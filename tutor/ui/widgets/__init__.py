"""The one widget that every screen is made of."""
