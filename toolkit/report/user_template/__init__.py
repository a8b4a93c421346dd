"""Word templates of somebody's own: checked, compiled to Jinja, rendered."""
