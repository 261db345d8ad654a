import numpy as np
from acttutor.plots.lab_figure import LabFigure
class Figure(LabFigure):
    def build(self):
        self.axes = self.new_axes()
        self.axes.set_xlim(-5, 5); self.axes.set_ylim(-2, 2)
        self.head = self.write("$f(x)=\\tanh(ax)$ 活性化関数", size=11)
        (self.line,) = self.axes.plot([], [], color=self.theme.f, lw=2.5)
        self.moving(self.line)
    def layout(self, w, h):
        self.place(self.axes, 56, 48, w - 80, h - 100)
        self.put(self.head, 56, 16)
    def update(self):
        x = np.linspace(-5, 5, 400)
        self.line.set_data(x, np.tanh(self.run.settings.a * x + 0.1 * (self.run.t + self.run.phase)))
        return False
    def on_press(self, e):
        if e.inaxes: self.change(a=e.xdata)
        return False
