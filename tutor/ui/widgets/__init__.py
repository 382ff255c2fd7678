"""The three widgets of every screen: title bar, page, key bar."""
