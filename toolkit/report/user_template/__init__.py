"""User-supplied Word templates: validated, compiled to Jinja, rendered."""
