def readout(run, texts): return f"t = {run.t}"
