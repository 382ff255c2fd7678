"""The app for one browser: `python -m tutor.cli.web_session`, which `tutor web` starts for each."""

import argparse
import sys

from tutor.cli.app import open_app_for_browser, open_app_in_own_browser
from tutor.cli.crash import report_crash
from tutor.i18n import Translator
from tutor.languages import LANGUAGES


def main() -> None:
    """Run the app on the pipes of the server."""
    parser = argparse.ArgumentParser(prog="tutor.cli.web_session")
    parser.add_argument("--lang", choices=LANGUAGES, required=True)
    parser.add_argument("--guests-only", action="store_true")
    # This browser is the laptop's own window: everything is open to it that a terminal would have.
    parser.add_argument("--own-window", type=int, metavar="STEP")
    options = parser.parse_args()
    try:
        if options.own_window:
            open_app_in_own_browser(options.lang, options.own_window)
        else:
            open_app_for_browser(options.lang, guests_only=options.guests_only)
    except Exception as error:
        sys.exit(report_crash(error, Translator(options.lang)))


if __name__ == "__main__":
    main()
