"""Kezdesu: public meetings of the state's leaders with the population."""
