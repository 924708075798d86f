"""What stands behind `./run` and `./test`: installs, starts and stops everything the portal needs on one machine.

Standard library only, and no Django: it runs before anything is installed. Nothing of the portal imports it.
"""
