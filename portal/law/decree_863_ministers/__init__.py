"""Decree No. 863 of April 2022 on meetings of ministers, and the draft to Resolution No. 112 that came before it."""
