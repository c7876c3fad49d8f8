"""What customers say: scores on five scales, brought in from files, told per team and to the person named."""
