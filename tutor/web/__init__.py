"""The app in a browser: who may come in, the page, one process of the app for each browser, and its sound."""
