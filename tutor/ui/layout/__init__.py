"""Drawing as pure functions: a View and a Viewport become pages of styled rows."""
