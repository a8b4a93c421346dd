"""How commands look and speak: Chinese help, messages, progress, outputs."""
