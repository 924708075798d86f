"""What pages, letters and exports of questions and demands need, with a known count of statements."""
