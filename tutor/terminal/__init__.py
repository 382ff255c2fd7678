"""Letters that the terminal itself magnifies: a driver of Textual between the app and the terminal."""
