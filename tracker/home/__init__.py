"""Where each person starts, and where HR and the administrator find what they look after."""
