"""``python -m toolkit``: the command line where the program is not installed."""

from toolkit.cli.main import main

if __name__ == "__main__":
    main()
