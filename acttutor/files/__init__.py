"""What goes in and out of the program: experiments, sessions, share codes, exports. No Tk."""
