"""What a form is: tables, texts, rules between them, and the language that rules are written in."""
