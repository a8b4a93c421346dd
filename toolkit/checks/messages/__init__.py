"""Every sentence that a filer reads about a finding or a refused file."""
