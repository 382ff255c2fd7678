"""The app in a terminal window of its own, with a large font: recipes, the monitor, fonts and shortcuts."""
