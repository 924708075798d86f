"""What a meeting is announced with: posters, pictures, a press notice; in Kazakh and in Russian."""
