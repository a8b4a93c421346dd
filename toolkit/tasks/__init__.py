"""The verbs, for whoever offers them: command line, page, buttons, district."""
