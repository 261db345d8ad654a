"""Where Windows, macOS and Linux differ: everything that asks which of them it runs on is here.

The rest of the program calls these functions and does not know. Each module is about one matter;
the standard library is all that it imports, tkinter and ctypes only where they are used.
"""
