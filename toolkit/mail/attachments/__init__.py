"""What can be taken out of a letter: archives, winmail.dat, links; all within bounds."""
