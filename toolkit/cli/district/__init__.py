"""The commands of the district's desk."""
