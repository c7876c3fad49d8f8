"""Sign-in: accounts, passwords, one-time codes, sessions and the brakes on guessing."""
