"""Decree No. 826 of March 2022 on meetings of akims, in its first edition and as amended."""
