"""The app for one browser: `python -m tutor.cli.web_session`, which `tutor web` starts for each."""

import argparse
import sys

from tutor.cli.app import open_app_for_browser
from tutor.cli.crash import report_crash
from tutor.i18n import Translator
from tutor.languages import LANGUAGES


def main() -> None:
    """Run the app on the pipes of the server."""
    parser = argparse.ArgumentParser(prog="tutor.cli.web_session")
    parser.add_argument("--lang", choices=LANGUAGES, required=True)
    parser.add_argument("--guests-only", action="store_true")
    options = parser.parse_args()
    try:
        open_app_for_browser(options.lang, guests_only=options.guests_only)
    except Exception as error:
        sys.exit(report_crash(error, Translator(options.lang)))


if __name__ == "__main__":
    main()
