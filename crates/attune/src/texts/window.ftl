# What only the window says.
