"""Finds a form again in whatever came back: figures, texts, totals as evidence, damage."""
