def build(panel):
    panel.section("one")
    panel.control("a"); panel.control("kind"); panel.control("seg", segments=True)
    panel.control("grid")
